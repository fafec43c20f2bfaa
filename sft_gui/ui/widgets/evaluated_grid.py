"""``Mistakes``: evaluated pictures in a row, the worst first, and ``AllPictures``: all of them in a window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message
from sft_gui.ui.look import formats, theme
from sft_gui.ui.look.words import put, tr, window_title
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.evaluated_list import EVALUATED, Evaluated, EvaluatedList, confidence_words
from sft_gui.ui.widgets.evaluated_view import EvaluatedView
from sft_gui.ui.widgets.layout import fill, grow, vbox
from sft_gui.ui.widgets.text import Text
from sft_gui.ui.widgets.thumbnail_delegate import AnyIndex, Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid

THUMB = 104


def describe(index: AnyIndex) -> Thumb:
    """Show an evaluated picture: what the model says, how sure, and below it what it is."""
    picture: Evaluated = index.data(EVALUATED)
    outcome = picture.outcome
    return Thumb(
        picture.key,
        picture.source,
        caption=outcome.predicted,
        note=confidence_words(outcome, 0),
        second="" if outcome.is_correct else tr("is {truth}", truth=outcome.truth),
        icon="check" if outcome.is_correct else "x",
        icon_tone="accent" if outcome.is_correct else "danger",
    )


class Mistakes(Card):
    """A row of pictures; a click opens one, the button all."""

    all_asked = Signal()
    unfilter_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.pictures = EvaluatedList(self)
        self.count = Text("small", "text2")
        self.unfilter = put(Button("quiet", icon="x", size="small"), "setText", "Show all mistakes")
        self.all = Button("quiet", trailing="right", size="small")
        self.none = Text("small", "text2")
        self.grid = ThumbnailGrid(rows=1, lines=2)
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(describe)
        self.grid.setModel(self.pictures)
        put(self.grid, "setAccessibleName", "Worst mistakes")
        self.head.insertWidget(1, self.count)
        self.head.insertWidget(2, self.unfilter)
        self.head.addWidget(self.all)
        fill(self.body, self.grid, self.none, margins=(11, 4, 11, 4))
        self.none.setContentsMargins(7, 4, 7, 8)
        self.grid.clicked.connect(self._open)
        self.grid.opened.connect(self._open)
        self.all.clicked.connect(self.all_asked)
        self.unfilter.clicked.connect(self.unfilter_asked)

    def show_pictures(
        self, pictures: Sequence[Evaluated], title: Message, none: Message, *, total: int, is_filtered: bool
    ) -> None:
        """Show pictures under a title; ``none`` is said where there are none."""
        self.pictures.show(pictures)
        put(self.title, "setText", title)
        put(self.none, "setText", none)
        shown = {"count": formats.count(len(pictures)), "total": formats.count(total)}
        put(self.count, "setText", "{count} of {total}" if is_filtered else "{count}", **shown)
        put(self.all, "setText", "See all {count}", **shown)
        self.unfilter.setVisible(is_filtered)
        self.all.setVisible(len(pictures) > 1)
        self.count.setVisible(bool(pictures))
        self.grid.setVisible(bool(pictures))
        self.none.setVisible(not pictures)

    def _open(self, index: QModelIndex) -> None:
        EvaluatedView(self.pictures, index.row(), self).open()


class AllPictures(Dialog):
    """A grid of evaluated pictures; Enter or a click opens one."""

    def __init__(self, pictures: Sequence[Evaluated], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title(title))
        self.pictures = EvaluatedList(self)
        self.pictures.show(pictures)
        self.grid = ThumbnailGrid(lines=2)
        self.grid.set_thumb_width(THUMB)
        self.grid.set_describe(describe)
        self.grid.setModel(self.pictures)
        self.grid.setAccessibleName(title)
        self.grid.clicked.connect(self._open)
        self.grid.opened.connect(self._open)
        vbox(Text("heading", text=title), grow(self.grid), spacing=12, margins=(20, 18, 12, 12), inside=self)
        self.resize(theme.px(920), theme.px(620))

    def _open(self, index: QModelIndex) -> None:
        EvaluatedView(self.pictures, index.row(), self).open()
