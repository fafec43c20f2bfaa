"""``DifferenceCard()``: the validation pictures on which only Best or only Quick is correct, once both were trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from sft_gui.data.index import Split
from sft_gui.messages import Message, counted, say
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import engine
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.widgets.button import LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.evaluated_grid import AllPictures
from sft_gui.ui.widgets.evaluated_list import EVALUATED, Evaluated, EvaluatedList, Files
from sft_gui.ui.widgets.evaluated_view import EvaluatedView
from sft_gui.ui.widgets.layout import aligned, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text
from sft_gui.ui.widgets.thumbnail_delegate import Thumb
from sft_gui.ui.widgets.thumbnail_grid import AnyIndex, ThumbnailGrid

THUMB, WORDS = 98, 208  # px at 100 % text size


@dataclass(frozen=True)
class Difference:
    """Pictures with what the one said that is wrong."""

    only_best: tuple[Evaluated, ...]  # with Quick's answers
    only_quick: tuple[Evaluated, ...]  # with Best's answers
    both: int  # are correct on these
    neither: int
    runs: tuple[Path, Path]  # Quick's and Best's folder

    @property
    def all(self) -> int:
        return len(self.only_best) + len(self.only_quick)


def difference(quick: RunFolder, best: RunFolder) -> Difference | None:
    """Compare two runs by their kept evaluations, picture by picture; None where one has none. For the pool."""
    if not engine.is_loaded():
        return None
    from sft_gui.evaluation.evaluate import cached  # imports torch

    first, second = cached(quick, Split.VAL), cached(best, Split.VAL)
    one = first.outcomes() if first is not None else None
    other = second.outcomes() if second is not None else None
    if one is None or other is None:
        return None
    pairs = [(path, one[path], b) for path, b in other.items() if path in one]
    files = Files.of(best)
    return Difference(
        tuple(files.evaluated((path, q) for path, q, b in pairs if b.is_correct and not q.is_correct)),
        tuple(files.evaluated((path, b) for path, q, b in pairs if q.is_correct and not b.is_correct)),
        sum(q.is_correct and b.is_correct for _, q, b in pairs),
        sum(not q.is_correct and not b.is_correct for _, q, b in pairs),
        (quick.folder, best.folder),
    )


class DifferenceCard(Card):
    """Hidden until there are a Quick and a Best to compare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, parent=parent)
        self._shown: Difference | None = None
        self.fact, self.rest = Text("section", wrap=True), Text("small", "text2", wrap=True)
        self.all = LinkButton(trailing="right")
        self.pictures = EvaluatedList(self)
        self.grid = ThumbnailGrid(rows=1, lines=2)
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(self._describe)
        self.grid.setModel(self.pictures)
        put(self.grid, "setAccessibleName", "Pictures on which only one of the two is correct")
        self._words = QWidget()
        vbox(
            self.fact,
            self.rest,
            aligned(self.all, Qt.AlignmentFlag.AlignLeft),
            stretch(),
            spacing=4,
            margins=0,
            inside=self._words,
        )
        row = hbox(self._words, grow(self.grid), spacing=16)
        self.body.setContentsMargins(theme.PADDING + 2, 10, theme.PADDING + 2, 0)  # the grid keeps room for its bar
        self.body.addLayout(row)
        self.all.clicked.connect(self._show_all)
        self.grid.clicked.connect(self._open)
        self.grid.opened.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        self._words.setFixedWidth(theme.px(WORDS))

    def show_difference(self, shown: Difference | None) -> None:
        """Show where the two differ; None: there are no two."""
        if shown == self._shown:
            return
        self._shown = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        best, quick = len(shown.only_best), len(shown.only_quick)
        put(self.fact, "setText", _fact(shown))
        total = shown.all + shown.both + shown.neither
        values: Mapping[str, int] = {"quick": quick, "both": shown.both, "neither": shown.neither, "total": total}
        rest = say("Only Quick {quick}, both {both}, neither {neither}: that is all {total}.", **values)
        put(self.rest, "setText", rest)
        put(self.all, "setText", say("See all {count}", count=shown.all))
        self.all.setVisible(shown.all > 0)
        self.pictures.show([*shown.only_best, *shown.only_quick])
        self.grid.setVisible(best + quick > 0)

    def _describe(self, index: AnyIndex) -> Thumb:
        picture: Evaluated = index.data(EVALUATED)
        is_quick = self._shown is not None and picture in self._shown.only_best
        said = (
            tr("Quick: {said}", said=picture.outcome.predicted)
            if is_quick
            else tr("Best: {said}", said=picture.outcome.predicted)
        )
        return Thumb(picture.key, picture.source, caption=picture.outcome.truth, second=said)

    def _show_all(self) -> None:
        if self._shown is not None:
            AllPictures(self.pictures.pictures(), tr("Where Quick and Best differ"), self).open()

    def _open(self, index: QModelIndex) -> None:
        EvaluatedView(self.pictures, index.row(), self).open()


def _fact(shown: Difference) -> Message:
    if not shown.all:
        return say("Both are correct on the same pictures. Quick is enough.")
    if not shown.only_best:
        return say("Best is correct on no picture that Quick gets wrong. Quick is enough.")
    return counted(
        len(shown.only_best), "Only Best is correct on 1 picture", "Only Best is correct on {count} pictures"
    )
