"""``Result``: an evaluation of any task: its scores, what stands out, and the worst pictures first.

A picture that is clicked opens on the Predict page, where what is predicted stands beside what is annotated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import Message, say
from sft_gui.tasks.evaluation import Evaluation, PictureResult
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.terms import explain
from sft_gui.ui.look.words import put, told
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.tasks.results.numbers import Finding, Number, about_pictures
from sft_gui.ui.widgets.baseline_callout import Verdict
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.evaluated_list import Files
from sft_gui.ui.widgets.layout import fill, grow, hbox, vbox
from sft_gui.ui.widgets.text import Text, VerticalRule
from sft_gui.ui.widgets.thumbnail_delegate import Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid

Annotated = Callable[[Picture, Annotations], Shapes | None]
AnyIndex = QModelIndex | QPersistentModelIndex
SCORED = Qt.ItemDataRole.UserRole + 1
THUMB, STACKED_BELOW = 132, 860


@dataclass(frozen=True)
class RunPictures:
    """The pictures of a run by id, where their files are, and what is annotated."""

    files: Files
    by_id: dict[int, Picture]
    annotations: Annotations
    colours: ClassColours

    @classmethod
    def of(cls, run: RunFolder) -> RunPictures:
        """Read them; in the pool, since a run may have many."""
        annotations = Annotations(run.root, run.classes, run.legend)
        pictures = {each.id: each for each in run.pictures()}
        files = Files(run.root, {each.path: each.digest for each in pictures.values()})
        return cls(files, pictures, annotations, ClassColours(run.classes, run.legend))


class _Pictures(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.results: Sequence[PictureResult] = ()

    def show(self, results: Sequence[PictureResult]) -> None:
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.results)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        result = self.results[index.row()]
        if role == SCORED:
            return result
        said = f"{result.path}  {formats.percent(result.score, 0)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(said)
        if role == Qt.ItemDataRole.DisplayRole:
            return said
        return None


class Result(QWidget):
    """``picture_asked(path)`` is emitted with the path of a picture, as the run knows it.

    A task's own result builds on it: :meth:`make_head`, :meth:`make_columns` and :meth:`make_foot` say what stands
    where, :meth:`show_parts` fills it.

    Args:
        annotated: reads what is annotated of a picture, where that is drawn over it.
    """

    picture_asked = Signal(str)

    def __init__(self, annotated: Annotated | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotated = annotated
        self.evaluation: Evaluation | None = None
        self.run_pictures: RunPictures | None = None
        self.finding, self.verdict = Finding(), Verdict()
        self.columns = self.make_columns()
        self.columns.setSpacing(theme.GAP)
        vbox(
            self.make_head(),
            self.finding,
            self.verdict,
            grow(self.columns),
            self.make_foot(),
            spacing=12,
            margins=(theme.MARGIN, 0, theme.MARGIN, 16),
            inside=self,
        )
        words.changed.connect(self._say)

    def make_head(self) -> QWidget:
        """Make what shows the scores."""
        self.numbers = Card(titled=False)
        self._row = hbox(spacing=theme.PADDING + 2)
        fill(self.numbers.body, self._row, margins=(20, 10, 20, 11))
        return self.numbers

    def make_columns(self) -> QHBoxLayout:
        """Make what stands between scores and pictures, side by side; below each other where the page is narrow."""
        return hbox()

    def make_foot(self) -> QWidget:
        """Make what shows pictures."""
        self.pictures = _Pictures(self)
        self.worst = Card()
        self.count = Text("small", "text2")
        self.grid = put(ThumbnailGrid(rows=1), "setAccessibleName", "Worst pictures first")
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(self._describe)
        self.grid.setModel(self.pictures)
        self.grid.clicked.connect(self._on_opened)
        self.grid.opened.connect(self._on_opened)
        self.worst.head.insertWidget(1, self.count)
        hint = say("as annotated; a click shows what is found") if self._annotated else say("a click predicts again")
        self.worst.head.addWidget(put(Text("hint", "text2"), "setText", hint))
        fill(self.worst.body, self.grid, margins=(11, 4, 11, 4))
        return self.worst

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(STACKED_BELOW)
        self.columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation, run_pictures: RunPictures) -> None:
        """Show what evaluating found."""
        self.evaluation, self.run_pictures = evaluation, run_pictures
        self.verdict.show_verdict(None)
        self.show_parts()

    def show_parts(self) -> None:
        """Fill every part from ``evaluation``."""
        assert self.evaluation is not None
        self.finding.show_finding(self.evaluation.main_finding(), is_good=False, has_pictures=False)
        self._say()
        self.show_pictures(say("Worst pictures first"), self.evaluation.worst())

    def _say(self) -> None:
        if self.evaluation is not None:
            self.say_scores()

    def say_scores(self) -> None:
        """Write the scores in the language shown."""
        assert self.evaluation is not None
        while self._row.count():
            item = self._row.takeAt(0).widget()
            if item is not None:
                item.hide()  # until it is deleted it would be painted under the new one
                item.deleteLater()
        scores = {**self.evaluation.scores, "total": self.evaluation.total}
        for metric in self.evaluation.task.metrics:
            number = Number(metric.label)
            number.show_value(formats.score(metric, scores[metric.name]), formats.whole(metric, scores))
            said = score_help(metric, scores, "", split=f"{self.evaluation.split}.")
            number.setToolTip(words.tooltip(told(said)))
            fill(self._row, grow(number), VerticalRule())
        number = Number(say("Pictures"))
        number.show_value(formats.count(self.evaluation.total), about_pictures(self.evaluation))
        explain(number, "pictures")
        self._row.addWidget(number, 2)

    def show_pictures(self, title: Message, results: Sequence[PictureResult]) -> None:
        """Show pictures in the order given."""
        put(self.worst.title, "setText", title)
        self.count.setText(formats.count(len(results)))
        self.pictures.show(results)

    def _describe(self, index: AnyIndex) -> Thumb | None:
        result, run = index.data(SCORED), self.run_pictures
        if run is None or result.id not in run.by_id:
            return None
        picture, drawn = run.by_id[result.id], None
        if self._annotated is not None:
            shapes = partial(self._annotated, picture, run.annotations)
            drawn = Drawn.of(picture.annotation, run.colours, shapes)
        return Thumb(
            picture.digest,
            run.files.root / picture.path,
            caption=picture.path.rsplit("/", 1)[-1],
            note=formats.percent(result.score, 0),
            drawn=drawn,
        )

    def _on_opened(self, index: QModelIndex) -> None:
        self.picture_asked.emit(index.data(SCORED).path)
