"""``ComparePane``: two runs side by side: curves, the pictures that one fixed or broke, settings that differ."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sft_gui.messages import Message, say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, paint, theme, words
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.history.comparison import (
    Difference,
    Verdict,
    differences,
    evaluate_both,
    headline,
    kept_verdict,
    scores_in_words,
    why_not,
    words_of,
)
from sft_gui.ui.widgets.bars import ProgressRow
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.evaluated_list import EVALUATED, Evaluated, EvaluatedList
from sft_gui.ui.widgets.layout import fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Elided, Rule, Text
from sft_gui.ui.widgets.thumbnail_delegate import GAP, Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid

STACKED_BELOW = 820
THUMB = 62
MOST_TICKS = 7
PAIR = tuple[RunSummary, RunSummary]


class RunChip(QWidget):
    """A run's name with the mark of its series."""

    def __init__(self, series: int, *, framed: bool = True) -> None:
        super().__init__()
        self._series, self._name, self._framed = series, "", framed
        paint.follow_theme(self)

    def show_run(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(words.tooltip(name))
        self.updateGeometry()
        self.update()

    def run_name(self) -> str:
        return self._name

    def sizeHint(self) -> QSize:
        width = min(paint.width_of(self._name, theme.font("small")), theme.px(180))
        return QSize(width + theme.px(34 if self._framed else 18), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            rect = QRectF(self.rect())
            edge = theme.px(8) if self._framed else 0
            if self._framed:
                paint.box(painter, rect, 6, fill="surface", line="line")
            paint.mark(painter, QPointF(edge + theme.px(5), rect.center().y()), theme.px(9), self._series)
            words_room = rect.adjusted(edge + theme.px(16), 0, -edge, 0)
            middle = Qt.TextElideMode.ElideMiddle
            paint.text(painter, words_room, self._name, theme.font("small"), "text2", elide=middle)


class _Pictures(QWidget):
    """A row of small pictures under a heading."""

    opened = Signal(object)  # Evaluated

    def __init__(self, label: Message) -> None:
        super().__init__()
        self.label = Text("hint", "text2")
        self.label.setContentsMargins(GAP // 2, 0, 0, 0)
        self._words = label
        self.pictures = EvaluatedList(self)
        self.grid = ThumbnailGrid(rows=1)
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(_describe)
        self.grid.setModel(self.pictures)
        put(self.grid, "setAccessibleName", label)
        self.grid.clicked.connect(self._open)
        self.grid.opened.connect(self._open)
        vbox(self.label, self.grid, spacing=4, margins=0, inside=self)

    def show_pictures(self, pictures: list[Evaluated]) -> None:
        self.pictures.show(pictures)
        put(self.label, "setText", say("{what}, {count}", what=self._words, count=len(pictures)))
        self.setVisible(bool(pictures))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(EVALUATED))


def _describe(index: Any) -> Thumb:
    picture: Evaluated = index.data(EVALUATED)
    return Thumb(picture.key, picture.source, caption=picture.outcome.truth)


class _Differences(QFrame):
    """Label, value, value; a rule between the rows."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        for column, share in enumerate((5, 4, 4)):
            self._grid.setColumnStretch(column, share)
        self._rows: list[Difference] = []
        self._names = ("", "")

    def set_names(self, first: str, second: str) -> None:
        """Name the runs whose values stand in the columns; shown with the next differences."""
        self._names = (first, second)

    def _add_heads(self) -> None:
        self._grid.addWidget(Text("hint", "text2", text=tr("Setting")), 0, 0)
        for series, name in enumerate(self._names, start=1):
            head = RunChip(series, framed=False)
            head.show_run(name)
            self._grid.addWidget(head, 0, series)

    def show_differences(self, rows: list[Difference]) -> None:
        self._rows = rows
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()  # until it is deleted it would be painted under the new one
                widget.deleteLater()
        if rows:
            self._add_heads()
        for place, row in enumerate(rows, start=1):
            self._grid.addWidget(Rule(), 2 * place, 0, 1, 3)
            cells = ((told(row.label), "text2"), (words_of(row.first), "text"), (words_of(row.second), "text"))
            for column, (said, tone) in enumerate(cells):
                cell = Elided("small" if column == 0 else "small_strong", tone, text=said)
                cell.setMinimumHeight(theme.px(28))
                self._grid.addWidget(cell, 2 * place + 1, column)
        if not rows:
            self._grid.addWidget(Text("small", "text2", wrap=True, text=tr("Every setting is the same.")), 0, 0, 1, 3)
        self._grid.setRowStretch(2 * len(rows) + 2, 1)

    def say_again(self) -> None:
        self.show_differences(self._rows)


class ComparePane(QWidget):
    """Import pyqtgraph only when this is first shown: the plot is made then."""

    closed = Signal()
    picture_opened = Signal(object)  # Evaluated

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self._pair: PAIR | None = None
        self._verdict: Verdict | None = None
        self._failure: Exception | None = None
        self._telling_apart, self._work = jobs.Latest(), jobs.Latest()
        self._is_evaluating = False
        self._plot: Any = None
        self.chips = (RunChip(1), RunChip(2))
        self.heading = Text("heading", wrap=True)
        self.sentence = Text("small", "text2", wrap=True)
        self.evaluate = put(Button(icon="evaluate", size="small"), "setText", "Evaluate both")
        self.cancel = put(Button("quiet", size="small"), "setText", "Cancel")
        self.progress = ProgressRow()
        self.fixed = _Pictures(say("Fixed"))
        self.broken = _Pictures(say("Broken"))
        self._differences = _Differences()
        self._lay_out()
        self.evaluate.clicked.connect(self._evaluate)
        self.cancel.clicked.connect(self._stop)
        for pictures in (self.fixed, self.broken):
            pictures.opened.connect(self.picture_opened)
        words.changed.connect(self._say)
        words.changed.connect(self._differences.say_again)

    def _lay_out(self) -> None:
        close = put(Button("quiet", icon="x", size="small"), "setText", "Close")
        close.clicked.connect(self.closed)
        head = hbox(put(Text("section"), "setText", "Compare"), *self.chips, stretch(), close, spacing=8)
        self._plot_place = QVBoxLayout()
        self._cards = hbox(grow(self._plot_place, 14), grow(self._findings(), 10), spacing=theme.GAP)
        vbox(head, grow(self._cards), spacing=10, margins=0, inside=self)

    def _findings(self) -> Card:
        card = Card(titled=False)
        pictures = hbox(grow(self.fixed, 3), grow(self.broken, 2), spacing=8)
        asking = hbox(self.evaluate, grow(self.progress), self.cancel, stretch(0))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._differences)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inset = GAP // 2  # a grid's cells have half a gap at either side: the rest stands in line with its pictures
        words_above = vbox(self.heading, self.sentence, asking, spacing=8, margins=(inset, 0, inset, 0))
        below = vbox(scroll, margins=(inset, 0, inset, 0))
        side = theme.PADDING + 2 - inset
        fill(card.body, words_above, pictures, grow(below), margins=(side, 16, side, 14))
        return card

    def show_runs(self, first: RunSummary, second: RunSummary) -> None:
        """Compare two runs; the first is series 1. Values that changed since are shown anew."""
        is_same = self._pair is not None and [r.folder for r in self._pair] == [first.folder, second.folder]
        self._pair = (first, second)
        for chip, run in zip(self.chips, self._pair, strict=True):
            chip.show_run(run.name)
        self._differences.set_names(first.name, second.name)
        self._draw()
        if is_same:
            self._differences.say_again()  # a run may have another name
            self._say()
            return
        self._stop()
        self._verdict = self._failure = None
        self._say()
        self._telling_apart.run(differences, first, second, done=self._differences.show_differences, owner=self)
        self._work.run(kept_verdict, first, second, done=self._on_verdict, failed=self._on_failed, owner=self)

    def clear(self) -> None:
        """Forget the runs."""
        self._telling_apart.drop()
        self._stop()
        self._pair = self._verdict = None

    # Curves

    def _draw(self) -> None:
        assert self._pair is not None
        if self._plot is None:
            from sft_gui.ui.widgets.curve_plot import CurvePlot  # pyqtgraph is slow to import

            self._plot = CurvePlot()
            # Without this the scroll area reckons with the 480 px that a plot would like to have.
            self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self._plot.setMinimumHeight(theme.px(200))
            self._plot_place.addWidget(self._plot)
        plot = self._plot
        metric = self._pair[0].metric
        put(plot.title, "setText", say("{metric} on validation, by epoch", metric=metric.label))
        put(plot.title, "setToolTip", metric.help)
        for key in plot.series():
            plot.remove_series(key)
        plot.set_formats(
            lambda value: formats.score(metric, value), lambda epoch: tr("epoch {epoch}", epoch=f"{epoch:.0f}")
        )
        for series, run in enumerate(self._pair, start=1):
            plot.add_series(str(series), series, run.name, marks=True, end_label=True)
            plot.set_data(str(series), [float(e) for e, _ in run.report.curve], run.curve)
        self._set_ranges(plot)

    def _set_ranges(self, plot: Any) -> None:
        assert self._pair is not None
        points = [point for run in self._pair for point in run.report.curve]
        last = max((epoch for epoch, _ in points), default=1)
        step = max(-(-last // MOST_TICKS), 1)
        plot.set_x_range(-0.03 * last, 1.03 * last)  # marks at the ends are seen whole
        plot.set_x_ticks([(epoch, str(epoch)) for epoch in range(0, last + 1, step)])
        values = [value for _, value in points]
        if values:
            room = max(max(values) - min(values), 0.01)
            plot.set_y_range(min(values) - 0.16 * room, max(values) + 0.16 * room)  # a name stands over or under an end

    # Pictures

    def _evaluate(self) -> None:
        assert self._pair is not None
        self._failure, self._is_evaluating = None, True
        self._work.run(
            evaluate_both,
            *self._pair,
            done=self._on_verdict,
            failed=self._on_failed,
            progress=self._on_progress,
            owner=self,
        )
        self.progress.set_what(tr("Getting ready"))
        self.progress.amount.setText("")
        self.progress.bar.set_progress(0, None)
        self._say()

    def _stop(self) -> None:
        self._work.drop()
        self._end_work()

    def _end_work(self) -> None:
        self._is_evaluating = False
        self._say()

    def _on_progress(self, done: int, total: int | None, what: Message) -> None:
        self.progress.set_what(told(what))
        self._eta.take(done, total)
        self.progress.amount.setText(self._eta.after(tr("{done} of {total}", done=done, total=total)))
        self.progress.bar.set_progress(done, total)

    def _on_verdict(self, verdict: Verdict | None) -> None:
        self._verdict = verdict
        self._end_work()

    def _on_failed(self, error: Exception) -> None:
        self._failure = error
        self._end_work()

    def _say(self) -> None:
        if self._pair is None:
            return
        verdict = self._verdict
        self.heading.setText(told(verdict.heading()) if verdict is not None else headline(*self._pair))
        self.sentence.setText(words.joined(scores_in_words(*self._pair), self._sentence()))
        self.evaluate.setVisible(verdict is None and not self._work.is_under_way and self._failure is None)
        for widget in (self.progress, self.cancel):
            widget.setVisible(self._is_evaluating)
        self.fixed.show_pictures(verdict.fixed if verdict is not None else [])
        self.broken.show_pictures(verdict.broken if verdict is not None else [])

    def _sentence(self) -> str:
        if self._failure is not None:
            return why_not(self._failure)
        if self._verdict is not None:
            return told(self._verdict.sentence())
        return tr("Evaluate both to see on which validation pictures one is correct and the other is not.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.px(STACKED_BELOW)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._cards.setDirection(below if is_narrow else beside)
        self.setMinimumHeight(theme.px(640 if is_narrow else 320))
