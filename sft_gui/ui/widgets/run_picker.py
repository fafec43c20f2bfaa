"""``RunPicker``: which kept run is asked: a button with the run's name and score, and a menu of all that have a model.

``picker.set_runs(runs, project, live=...)``; ``picker.picked(Choice)`` when another one is taken, by the user or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sft_gui.training.events import LIVE
from sft_gui.ui import formats, icons, theme, words
from sft_gui.ui.qtmodels.run_summaries import RunSummary
from sft_gui.ui.widgets import paint
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.words import menu_text, put, tr

NAME_MOST, WIDEST = 190, 300
SIDE, GAP, ICON, CHEVRON = 12, 10, 17, 15


@dataclass(frozen=True)
class Choice:
    """A run, by its best weights or (while it is being trained) by its newest."""

    run: RunSummary
    is_live: bool = False

    @property
    def key(self) -> tuple[Path, bool]:
        """What stays the same while the run's numbers change."""
        return self.run.folder, self.is_live


class RunPicker(Button):
    """Shows and changes the choice. What the user chose stays until it is gone or ``forget`` is called."""

    picked = Signal(object)  # Choice, or None where no run has a model

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._choices: list[Choice] = []
        self._project = ""
        self._choice: Choice | None = None
        self._is_own = False  # the user chose it
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        put(self, "setAccessibleName", "Run that is asked")
        self.clicked.connect(self.open_menu)
        words.changed.connect(self._say)

    def choice(self) -> Choice | None:
        """Give what is chosen."""
        return self._choice

    def choices(self) -> list[Choice]:
        """Give all there is to choose from."""
        return self._choices

    def set_runs(self, runs: Sequence[RunSummary], project: str, *, live: RunSummary | None = None) -> None:
        """Offer these runs, those of ``project`` without its name; ``live`` is being trained now."""
        self._project = project
        self._choices = [Choice(live, is_live=True)] if live is not None else []
        self._choices += [Choice(run) for run in runs if run.has_model]
        wanted = self._choice.key if self._choice is not None else None
        kept = next((choice for choice in self._choices if choice.key == wanted), None)
        if kept is None:
            self._is_own = False
        default = self._default()
        self._take(kept if kept is not None and self._is_own else self._still(kept) or default)

    def _default(self) -> Choice | None:
        # The newest run, but not one that is being trained while there is another: its weights change all the time.
        kept = [choice for choice in self._choices if not choice.is_live]
        return next((choice for choice in kept if choice.run.state not in LIVE), kept[0] if kept else None)

    def _still(self, kept: Choice | None) -> Choice | None:
        # A choice that nobody made gives way to a newer run of the same project.
        newest = self._default()
        if kept is None or newest is None or kept.is_live or newest.run.project != kept.run.project:
            return kept
        return newest

    def choose(self, folder: Path) -> None:
        """Choose the run of a folder, where it has a model."""
        found = next((choice for choice in self._choices if choice.key == (folder, False)), None)
        if found is not None:
            self._is_own = True
            self._take(found)

    def forget(self) -> None:
        """Let the choice follow the newest run again."""
        self._choice, self._is_own = None, False

    def _take(self, choice: Choice | None) -> None:
        before = self._choice.key if self._choice is not None else None
        self._choice = choice
        self._say()
        if (choice.key if choice is not None else None) != before:
            self.picked.emit(choice)

    def _pick(self, choice: Choice) -> None:
        self._is_own = True
        self._take(choice)

    def _say(self) -> None:
        self.setAccessibleDescription(f"{self._name()} {self._note()}".strip())
        self.setToolTip(words.tooltip(self._name()) if self._choice is not None else "")
        self.updateGeometry()
        self.update()

    def _name(self) -> str:
        return self.title(self._choice) if self._choice is not None else tr("No model yet")

    def _note(self) -> str:
        return self.note(self._choice) if self._choice is not None else ""

    def title(self, choice: Choice) -> str:
        """Name a choice."""
        name = choice.run.name if choice.is_live else f"{choice.run.name}, {choice.run.model}"
        return name if choice.run.project == self._project else f"{choice.run.project}: {name}"

    def note(self, choice: Choice) -> str:
        """Say how good a choice is, or how far."""
        run = choice.run
        if choice.is_live:
            return tr("as it is now, epoch {epoch}", epoch=run.report.epoch)
        return formats.whole_score(run.metric, run.report.scores, "val.") if run.score is not None else ""

    def open_menu(self) -> None:
        """Show all choices."""
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu_of_choices(self) -> QMenu:
        """Make the menu; the runs of other projects stand below a rule."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.width())
        previous: Choice | None = None
        for choice in self._choices:
            if previous is not None and previous.run.project != choice.run.project:
                menu.addSeparator()
            previous = choice
            said = "\t".join((menu_text(self.title(choice)), menu_text(self.note(choice))))
            is_taken = self._choice is not None and choice.key == self._choice.key
            icon = "check" if is_taken else "run" if choice.is_live else "model"
            action = menu.addAction(icons.icon(icon, "accent" if is_taken else "text2"), said)
            action.setToolTip(words.tooltip(formats.moment(choice.run.created)))
            action.triggered.connect(lambda _=False, choice=choice: self._pick(choice))
        return menu

    def sizeHint(self) -> QSize:
        name = min(paint.width_of(self._name(), theme.font("button")), theme.px(NAME_MOST))
        note = paint.width_of(self._note(), theme.font("body")) + theme.px(GAP - 2) if self._note() else 0
        sides = 2 * theme.px(SIDE) + theme.px(ICON + CHEVRON) + 2 * theme.px(GAP)
        return QSize(min(sides + name + note + 2, theme.px(WIDEST)), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, line, tone = self.colors()
        middle, x = self.height() / 2, float(theme.px(SIDE))
        icon, chevron, gap = theme.px(ICON), theme.px(CHEVRON), theme.px(GAP)
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill=fill, line=line)
            name = "run" if self._choice is not None and self._choice.is_live else "model"
            icons.paint(painter, name, "accent" if self.isEnabled() else tone, x, middle - icon / 2, icon)
            x += icon + gap
            right = self.width() - theme.px(SIDE) - chevron
            icons.paint(painter, "down", "text2" if self.isEnabled() else tone, right, middle - chevron / 2, chevron)
            note = self._note()
            note_width = paint.width_of(note, theme.font("body")) if note else 0
            room = right - gap - x - (note_width + theme.px(GAP - 2) if note else 0)
            words_width = min(paint.width_of(self._name(), theme.font("button")) + 2, room)
            whole = QRectF(x, 0, words_width, self.height())
            paint.text(painter, whole, self._name(), theme.font("button"), tone)
            rest = QRectF(whole.right() + theme.px(GAP - 2), 0, note_width + 2, self.height())
            paint.text(painter, rest, note, theme.font("body"), "text3" if self.isEnabled() else tone)
