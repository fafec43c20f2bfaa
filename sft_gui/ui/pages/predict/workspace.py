"""The Predict page while it has pictures: the picture, its answer, and all pictures as strip, grid or table.

What stands beside the picture, and whether the strip does, is the view's of the task that answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from sft_gui.messages import Message
from sft_gui.tasks.registry import DEFAULT
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.pages.predict.answer_table import AnswerTable
from sft_gui.ui.pages.predict.pager import AnswerTime, Pager
from sft_gui.ui.pages.predict.views import AnswerViews, DropMore, ViewName, count_words
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.panels.panel import Panel
from sft_gui.ui.tasks.panels.picture import PictureCard
from sft_gui.ui.tasks.view import TaskView
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.picture_view import PictureView
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.text import Elided, Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch

PANEL, PREVIEW, PREVIEW_LEAST, LEAST = 336, 212, 120, 280
STACKED_BELOW = 760
STACKED_PANEL = 460  # of a panel that fills the height there is


class Workspace(QWidget):
    """Shows an ``AnswerTable``; what the user asks for goes out as signals."""

    more_asked = Signal(QWidget)  # the widget below which a menu may open
    sort_asked = Signal()
    again_asked = Signal()
    clear_asked = Signal()
    cancel_asked = Signal()
    view_chosen = Signal(str)
    truth_asked = Signal(Path)  # what is annotated of this picture is wanted

    def __init__(self, answers: AnswerTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self.answers = answers
        self.device = "cpu"
        self._is_reading = self._is_busy = self._is_narrow = False
        self.views = AnswerViews(answers, self)
        self.picture = PictureCard()
        self.view = views.of(DEFAULT)  # of the task that answers
        self.panel: Panel = self.view.panel(self.picture)
        self._panels: dict[TaskView, Panel] = {self.view: self.panel}
        self._shown: tuple[Path | None, Answer | None] = (None, None)  # what the panel shows
        self.pager, self.time = Pager(), AnswerTime()
        self.count, self.hint = Text("section"), Elided("small", "text2")
        self.progress = ProgressBar()
        self.cancel = put(Button("quiet", size="small"), "setText", "Cancel")
        self.again = put(Button("quiet", icon="refresh", size="small"), "setText", "Predict again")
        self.sort = put(Button("quiet", icon="copy", size="small"), "setText", "Sort copies into folders…")
        self.clear = put(Button("quiet", icon="x", size="small"), "setText", "Clear")
        self.more = put(DropMore(), "setText", "Drop more")
        self.mode = Segmented()
        put(self.mode.add("strip", "image"), "setText", "Strip")
        put(self.mode.add("grid", "data"), "setText", "Grid")
        put(self.mode.add("table", "table"), "setText", "Table")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid, table = Card(titled=False, padded=False), Card(titled=False, padded=False)
        fill(grid.body, self.views.grid, margins=(9, 10, 3, 6))
        table.body.addWidget(self.views.table)
        self._left = QStackedWidget()
        for widget in (self.picture, grid, table):
            self._left.addWidget(widget)
        self.preview = PictureView()
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setScene(self.picture.view.scene())  # with what lies over the picture
        self._preview_card = Card(titled=False, padded=False)
        self._preview_card.setMinimumHeight(theme.px(PREVIEW_LEAST))
        self._preview_card.setMaximumHeight(theme.px(PREVIEW))
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._preview_card.body.addWidget(self.preview)
        right = QWidget()
        self._side = vbox(
            grow(self._preview_card, 1000),  # gives way to the answer where the window is low
            self.panel,
            stretch(),
            spacing=theme.GAP,
            margins=0,
            inside=right,
        )
        self._right = QScrollArea()
        self._right.setWidgetResizable(True)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right.setWidget(right)
        self._upper = hbox(grow(self._left), self._right, spacing=theme.GAP)
        vbox(
            self._bar(),  # above: so the way the pictures are shown is chosen in one place, whatever is shown
            grow(self._upper),
            self._strip(),
            spacing=10,
            margins=0,
            inside=self,
        )

    def _bar(self) -> QHBoxLayout:
        self.progress.setFixedWidth(theme.px(120))
        widgets = (self.progress, self.cancel, self.again, self.sort, self.clear, self.time, self.mode)
        return hbox(self.pager, self.count, grow(self.hint), *widgets, spacing=8)

    def _strip(self) -> QWidget:
        self._strip_row = QWidget()
        place = vbox(self.more, stretch(), margins=(0, 5, 0, 0))
        hbox(place, grow(self.views.strip), spacing=6, margins=0, inside=self._strip_row)
        return self._strip_row

    def _connect(self) -> None:
        self.views.current_changed.connect(lambda _: self.show_current())
        self.picture.shown.connect(self.preview.show_image)
        self.views.opened.connect(lambda _: self._choose_view("strip"))
        self.more.clicked.connect(lambda: self.more_asked.emit(self.more))
        self.mode.changed.connect(self._choose_view)
        self.sort.clicked.connect(self.sort_asked)
        self.again.clicked.connect(self.again_asked)
        self.clear.clicked.connect(self.clear_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.pager.asked.connect(self.views.step)
        words.changed.connect(self._say_count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(STACKED_BELOW)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._upper.setDirection(below if is_narrow else beside)
        self._right.setMinimumWidth(0 if is_narrow else theme.px(PANEL))
        self._right.setMaximumWidth(self.maximumWidth() if is_narrow else theme.px(PANEL))
        self._left.setMinimumHeight(theme.px(LEAST if is_narrow else 160))
        self._is_narrow = is_narrow
        self._fit_panel()
        self._show_preview()

    def _fit_panel(self) -> None:
        least = theme.px(STACKED_PANEL) if self.panel.takes_height else self.panel.sizeHint().height() + 8
        self._right.setMinimumHeight(least if self._is_narrow else 0)

    # How the task shows its answers

    def set_view(self, view: TaskView, colours: ClassColours) -> None:
        """Show answers as this task's view does."""
        if view not in self._panels:
            self._panels[view] = view.panel(self.picture)
        self.view = view
        if self.panel is not self._panels[view]:
            self.panel.hide()
            self.picture.set_overlay(None)
            self._side.replaceWidget(self.panel, self._panels[view])
            self.panel = self._panels[view]
            self.panel.show()
            self._side.setStretchFactor(self.panel, 2000 if self.panel.takes_height else 0)
        self._shown = (None, None)
        self.panel.set_colours(colours)
        self.answers.set_view(view)
        self.views.set_view(view, colours)
        self.picture.truth.setVisible(self.panel.has_truth_switch)
        put(self.mode.button("strip"), "setText", "Strip" if view.shows_strip else "Picture")
        self.show_view(self.mode.value())  # type: ignore[arg-type]  # a key of the bar
        self._fit_panel()
        self._say_count()

    def show_truth(self, truth: Shapes | None) -> None:
        """Take what is annotated of the picture looked at."""
        self.panel.show_truth(truth)

    def toggle_truth(self) -> None:
        """Show what is annotated, or no longer."""
        self.panel.toggle_truth()

    def threshold(self) -> float:
        """Give the confidence that what is found must have to be shown and saved."""
        return self.panel.threshold()

    def step_panel(self, by: int) -> None:
        """Raise or lower the threshold or the opacity."""
        self.panel.step(by)

    # Views

    def show_view(self, name: ViewName) -> None:
        """Show the pictures as a strip, a grid or a table."""
        self.mode.set_value(name)
        self._left.setCurrentIndex(("strip", "grid", "table").index(name))
        self._strip_row.setVisible(name == "strip" and self.view.shows_strip)
        self._show_preview()

    def _show_preview(self) -> None:
        self._preview_card.setVisible(self.mode.value() != "strip" and not self._is_narrow)

    def _choose_view(self, name: str) -> None:
        self.show_view(name)  # type: ignore[arg-type]  # a key of the bar
        self.view_chosen.emit(name)

    def show_current(self) -> None:
        """Show the picture that is looked at, and its answer as far as it is there."""
        row = self.views.current()
        if row < 0 or row >= self.answers.rowCount():
            self.picture.show_item(None)
            self._shown = (None, None)
            return
        answer = self.answers.answer(row)
        self.pager.show_place(row, self.answers.rowCount())
        self.time.show_answer(answer, self.device)
        self.picture.show_item(self.answers.item(row))
        self._show_answer(row, answer)
        if answer is not None and answer.error is not None:
            self.picture.show_error(answer.error)
        elif answer is not None:
            self.picture.show_size(answer.width, answer.height)

    def _show_answer(self, row: int, answer: Answer | None) -> None:
        path = self.answers.item(row).path
        if self._shown[0] != path or self._shown[1] is not answer:  # drawing is dear, and answers come in dozens
            self._shown = path, answer
            self.panel.show_answer(answer, self.device)
            if self.view.draws:
                self.truth_asked.emit(path)

    def path(self) -> Path | None:
        """Give the file of the picture looked at."""
        row = self.views.current()
        return self.answers.item(row).path if 0 <= row < self.answers.rowCount() else None

    # What is going on

    def set_live(self, on: bool) -> None:
        """Offer to name again: the weights of a run being trained are others every moment."""
        self.again.setVisible(on)

    def show_reading(self, on: bool) -> None:
        """Say that folders are being looked through."""
        self._is_reading = on
        self._show_progress(0, None, tr("looking for pictures") if on else "")

    def show_work(self, done: int, total: int, *, is_busy: bool) -> None:
        """Say how many are named."""
        self._is_busy = is_busy
        amount = (
            tr("{done} of {total} predicted", done=formats.count(done), total=formats.count(total)) if is_busy else ""
        )
        self._eta.take(done, total or None)
        self._show_progress(done, total or None, self._eta.after(amount) if is_busy else "")

    def show_copying(self, done: int, total: int | None, what: Message) -> None:
        """Say how many are copied."""
        self._is_busy = True
        amount = tr("{done} of {total}", done=formats.count(done), total=formats.count(total or 0)) if total else ""
        self._eta.take(done, total)
        self._show_progress(done, total, self._eta.after(f"{told(what)} {amount}".strip()))

    def _show_progress(self, done: int, total: int | None, said: str) -> None:
        is_working = self._is_busy or self._is_reading
        self.progress.set_progress(done, total)
        self.progress.setAccessibleName(said)
        self.progress.setVisible(is_working)
        self.cancel.setVisible(self._is_busy)
        has_strip = self.view.shows_strip
        self.sort.setVisible(not is_working and self.view.task.sorts_into_folders)
        self.clear.setVisible(not is_working)
        self.count.setVisible(has_strip)
        self.pager.setVisible(not has_strip)
        self.time.setVisible(not has_strip and not is_working)
        self._show_count(said)

    def _say_count(self) -> None:
        self._show_count("")

    def _show_count(self, said: str) -> None:
        self.count.setText(count_words(self.answers.rowCount()))
        hint = self.view.strip_hint
        self.hint.setText(said or (told(hint) if hint is not None else ""))
