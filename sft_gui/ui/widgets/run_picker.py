"""``RunPicker``: which kept run is asked: a button with the run's name and score, and a menu of all that have a model.

``picker.show_choices(choices, choice, project)``; ``picker.picked(Choice)`` when the user wants another one. It is
amber while the run is of another project. ``Foreign`` says so in words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sft_gui.training.progress import epoch_under_way
from sft_gui.ui.core.current_run import Choice, CurrentRun, project_of, title
from sft_gui.ui.look import formats, icons, paint, theme, words
from sft_gui.ui.look.words import menu_text, put, told, tr
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.chip import StateChip

NAME_MOST, WIDEST = 190, 380
FOREIGN_MOST = 220
SIDE, GAP, ICON, CHEVRON = 12, 10, 17, 15


class RunPicker(Button):
    """Shows the choice that others make, and asks for another one."""

    picked = Signal(object)  # Choice: the user wants it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._choices: list[Choice] = []
        self._project: Path | None = None
        self._choice: Choice | None = None
        self._is_reading = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        put(self, "setAccessibleName", "Run that is asked")
        self.clicked.connect(self.open_menu)
        words.changed.connect(self._say)
        self.setEnabled(False)

    def choice(self) -> Choice | None:
        """Give what is chosen."""
        return self._choice

    def choices(self) -> list[Choice]:
        """Give all there is to choose from."""
        return self._choices

    def show_current(self, current: CurrentRun, project: Path | None, *, with_live: bool) -> None:
        """Show the current run of the open project, and what else there is."""
        choice = current.choice() if with_live else current.kept_choice()
        self._is_reading = not current.is_read
        self.show_choices(current.choices(with_live=with_live), choice, project)

    def show_choices(self, choices: Sequence[Choice], choice: Choice | None, project: Path | None) -> None:
        """Offer these, those of ``project`` without its name."""
        self._choices, self._choice, self._project = list(choices), choice, project
        self.setEnabled(bool(choices))
        self._say()

    def is_foreign(self) -> bool:
        """Tell whether the run is of another project than the open one."""
        return self._choice is not None and project_of(self._choice.run.folder) != self._project

    def choose(self, folder: Path) -> None:
        """Ask for the run of a folder, where it has a model."""
        found = next((choice for choice in self._choices if choice.key == (folder, False)), None)
        if found is not None:
            self.picked.emit(found)

    def _say(self) -> None:
        whole = self.title(self._choice) if self._choice is not None else self._name()
        self.setAccessibleDescription(f"{whole} {self._note()}".strip())
        self.setToolTip(words.tooltip(whole) if self._choice is not None else "")
        self.updateGeometry()
        self.update()

    def _name(self) -> str:
        if self._choice is not None:  # without its project: ``Foreign`` beside it has that
            return told(title(self._choice, project_of(self._choice.run.folder)))
        return tr("Looking for models") if self._is_reading else tr("No model yet")

    def _note(self) -> str:
        return self.note(self._choice) if self._choice is not None else ""

    def title(self, choice: Choice) -> str:
        """Name a choice."""
        return told(title(choice, self._project))

    def note(self, choice: Choice) -> str:
        """Say how good a choice is, or how far."""
        run = choice.run
        if choice.is_live:
            return tr("as it is now, epoch {epoch}", epoch=epoch_under_way(run.report.epoch, run.report.epochs))
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
            if previous is not None and project_of(previous.run.folder) != project_of(choice.run.folder):
                menu.addSeparator()
            previous = choice
            said = "\t".join((menu_text(self.title(choice)), menu_text(self.note(choice))))
            is_taken = self._choice is not None and choice.key == self._choice.key
            icon = "check" if is_taken else "run" if choice.is_live else "model"
            action = menu.addAction(icons.icon(icon, "accent" if is_taken else "text2"), said)
            action.setToolTip(words.tooltip(formats.moment(choice.run.created)))
            action.triggered.connect(lambda _=False, choice=choice: self.picked.emit(choice))
        return menu

    def sizeHint(self) -> QSize:
        name = min(paint.width_of(self._name(), theme.font("button")), theme.px(NAME_MOST))
        note = paint.width_of(self._note(), theme.font("body")) + theme.px(GAP - 2) if self._note() else 0
        sides = 2 * theme.px(SIDE) + theme.px(ICON + CHEVRON) + 2 * theme.px(GAP)
        return QSize(min(sides + name + note + 2, theme.px(WIDEST)), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(34))

    def _icon_tone(self, tone: paint.Colour) -> paint.Colour:
        return tone if self.is_foreign() or not self.isEnabled() else "accent"

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, line, tone = self.colors()
        if self.is_foreign():
            fill, line, tone = "warn_soft", "warn_line", "warn"
        middle, x = self.height() / 2, float(theme.px(SIDE))
        icon, chevron, gap = theme.px(ICON), theme.px(CHEVRON), theme.px(GAP)
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill=fill, line=line)
            name = "run" if self._choice is not None and self._choice.is_live else "model"
            icons.paint(painter, name, self._icon_tone(tone), x, middle - icon / 2, icon)
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


class Foreign(StateChip):
    """Says in amber that what answers was taught in another project; hidden where it was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent=parent)
        self._project = ""
        words.changed.connect(self._say)
        self.hide()

    def show_choice(self, choice: Choice | None, *, is_foreign: bool) -> None:
        """Say where this comes from, if from elsewhere."""
        self._project = choice.run.project if choice is not None and is_foreign else ""
        self._say()
        self.setVisible(bool(self._project))

    def _say(self) -> None:
        whole = tr("from project {project}", project=self._project) if self._project else ""
        most = QFontMetrics(theme.font("hint")).elidedText(whole, Qt.TextElideMode.ElideMiddle, theme.px(FOREIGN_MOST))
        self.setText(most)
        self.updateGeometry()
        whose = tr("This model was trained in the project “{project}”.", project=self._project)
        self.setToolTip(words.tooltip(whose))
        self.setAccessibleName(whole)
