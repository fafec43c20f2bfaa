"""``DataWarning()``: what makes the data weak, the worst first, one at a time, with its pictures and two ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from sft_gui.data.findings import Finding, Kind, findings
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.messages import Message, say
from sft_gui.ui.core import file_manager
from sft_gui.ui.core.picture_decisions import Decisions
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.layout import grow, hbox, stretch
from sft_gui.ui.widgets.text import IconLabel, Text

SHOWN, WIDTH, HEIGHT, BETWEEN = 4, 80, 58, 8  # pictures, and their size at 100 % text size
STACKED_BELOW = 760


@dataclass(frozen=True)
class Weakness:
    """A finding with what the card needs to show it."""

    finding: Finding
    pictures: tuple[tuple[str, Path], ...]  # digest and file, a few
    leave_out: tuple[int, ...]  # the pictures that would be left out; none: that would be no way out
    way: Message  # what the button for that says


def look_for(project: Project) -> list[Weakness]:
    """Find what is weak, the worst first; for the pool."""
    return [_weakness(project, finding) for finding in findings(project)]


def _weakness(project: Project, finding: Finding) -> Weakness:
    meant = project.index.some(finding.ids)
    shown = tuple((picture.digest, project.path_of(picture)) for picture in meant[:SHOWN])
    out, way = _way_out(project, finding, meant)
    return Weakness(finding, shown, out, way)


def _way_out(project: Project, finding: Finding, meant: Sequence[Picture]) -> tuple[tuple[int, ...], Message]:
    """Choose which pictures to leave out."""
    ids = tuple(picture.id for picture in meant)
    match finding.kind:
        case Kind.TWO_SPLITS:
            copies = tuple(picture.id for picture in meant if picture.split == Split.TRAIN)
            return copies, say("Leave them out of training")
        case Kind.COPIES:
            seen: set[str] = set()
            again = tuple(p.id for p in meant if p.digest in seen or seen.add(p.digest))  # type: ignore[func-returns-value]
            return again, say("Leave the copies out")
        case Kind.FEW:
            names = {picture.label for picture in meant if picture.label is not None}
            enough = len(project.classes) - len(names) >= 2 and len(names) > 0
            way = say("Leave “{name}” out", name=next(iter(names))) if len(names) == 1 else say("Leave them out")
            return (ids if enough else ()), way
    return ids, say("Leave them out")


class _Pictures(QWidget):
    """A few of the pictures that are meant, in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: Sequence[tuple[str, Path]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.shared().changed.connect(self.update)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        count = len(self.pictures)
        return QSize(count * theme.px(WIDTH) + max(count - 1, 0) * BETWEEN, theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        size, ratio = QSize(theme.px(WIDTH), theme.px(HEIGHT)), self.devicePixelRatioF()
        with paint.begin(self) as painter:
            for place, (digest, source) in enumerate(self.pictures):
                rect = QRectF(place * (size.width() + BETWEEN), 0, size.width(), size.height())
                image = thumbnails.shared().get(digest, source, size, ratio)
                if image is not None:
                    painter.drawImage(rect, image)
                else:
                    paint.box(painter, rect, theme.RADIUS_FIELD, fill="sunken")


class DataWarning(QFrame):
    """Its ways out are decisions about the open project's pictures, which can be undone, and the file manager."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._decisions: Decisions | None = None
        self._known: tuple[Weakness, ...] = ()
        self._place = 0
        self.sentence, self.place = Text("body", wrap=True), Text("hint", "text2")
        self.sentence.setTextFormat(words.RICH)
        self.sentence.setMinimumWidth(theme.px(200))
        self.pictures = _Pictures()
        self.leave_out = Button(size="small")
        self.folder = Button(size="small", icon="folder")
        self.further = put(IconButton("right"), "set_label", "Next warning")
        said = hbox(IconLabel("warn", "warn", 20), grow(self.sentence), self.pictures, spacing=12)
        ways = hbox(stretch(), self.leave_out, self.folder, self.place, self.further, spacing=8)
        self._row = hbox(grow(said), ways, spacing=16, margins=(16, 11, 12, 11), inside=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.leave_out.clicked.connect(self._on_leave_out)
        self.folder.clicked.connect(lambda: file_manager.show(self._known[self._place].pictures[0][1]))
        self.further.clicked.connect(self._on_further)
        words.changed.connect(self._say)
        paint.follow_theme(self)
        self.hide()

    def set_project(self, project: Project | None) -> None:
        """Forget what was known of another one."""
        self.show_weaknesses(())
        self._decisions = None
        if project is not None:
            self._decisions = Decisions(project, self)
            self._decisions.changed.connect(self._state.data_changed)
            self._decisions.failed.connect(self._state.tell_error)
            self._decisions.decided.connect(self._on_decided)

    def _on_leave_out(self) -> None:
        if self._decisions is not None:
            self._decisions.leave_out(self._known[self._place].leave_out)

    def _on_decided(self, done: Message, can_undo: bool) -> None:
        decisions = self._decisions
        if decisions is not None and can_undo:
            made = decisions.made
            self._state.offer_undo(done, lambda: decisions.undo(made), icon="ok")

    def show_weaknesses(self, known: Sequence[Weakness]) -> None:
        """Show the worst; the others come one after the other."""
        if tuple(known) != self._known:
            self._known, self._place = tuple(known), 0
        self._say()

    def _on_further(self) -> None:
        self._place = (self._place + 1) % len(self._known)
        self._say()

    def _say(self) -> None:
        self.setVisible(bool(self._known))
        if not self._known:
            return
        shown = self._known[self._place]
        fact, stop, rest = told(shown.finding.message).partition("。" if words.language() == "zh_CN" else ". ")
        strong = f'<span style="font-weight: 600">{words.escape(fact + stop.rstrip())}</span>'
        self.sentence.setText(words.joined(strong, words.escape(rest)))
        put(self.leave_out, "setText", shown.way)
        self.leave_out.setVisible(bool(shown.leave_out))
        is_few = shown.finding.kind == Kind.FEW
        put(self.folder, "setText", say("Add pictures…") if is_few else say("Show in folder"))
        self.folder.setVisible(bool(shown.pictures))
        self.pictures.pictures = shown.pictures
        self.pictures.updateGeometry()
        self.pictures.update()
        values = {"place": self._place + 1, "count": len(self._known)}
        put(self.place, "setText", say("{place} of {count}", **values))
        for widget in (self.place, self.further):
            widget.setVisible(len(self._known) > 1)
        put(self, "setAccessibleName", shown.finding.message)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(STACKED_BELOW)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if is_narrow else beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_CARD, fill="warn_soft", line="warn_line")
