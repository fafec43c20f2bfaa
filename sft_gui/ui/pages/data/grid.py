"""``PictureGrid()``: the pictures of a project with their filters, and what can be done with those selected."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from sft_gui.data.index import Index, Picture, Status
from sft_gui.messages import PICTURES, say
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.pages.data.filter_bar import FilterBar
from sft_gui.ui.pages.data.picture_listing import Listing, Overview
from sft_gui.ui.pages.data.picture_menu import class_menu, picture_menu
from sft_gui.ui.pages.data.picture_model import PICTURE, PictureModel
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.split_marks import SERIES_OF
from sft_gui.ui.widgets.text import Rule, Text
from sft_gui.ui.widgets.thumbnail_grid import Thumb, ThumbnailGrid

MOST_ASKED = 200  # selected pictures looked at to say whether they are left out


class PictureGrid(Card):
    """What the user asks for leaves by signals; ids are the index's."""

    leave_out_asked = Signal(list, bool)  # ids, out or in again
    relabel_asked = Signal(list, str)  # ids, class
    other_class_asked = Signal(list)  # ids: a class that has to be named or searched
    opened = Signal(int)  # row
    show_in_folder_asked = Signal(object)  # Picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, padded=False, parent=parent)
        self._root = Path()
        self._overview = Overview()
        self._class_names: list[str] = []
        self.fixed = ""  # why nothing can be decided
        self.filters = FilterBar()
        self.model = PictureModel(self)
        self.view = put(ThumbnailGrid(), "setAccessibleName", "Pictures")
        self.view.set_describe(self._describe)
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.nothing = EmptyState("search")
        put(self.nothing.fact, "setText", "No picture matches")
        put(self.nothing.sentence, "setText", "Choose another class or split, or search for another name.")
        self.clear = self.nothing.add_button(put(Button(), "setText", "Show all pictures"))
        self.said = Text("hint", "text3")
        self.leave_out = Button("quiet", icon="minus", size="small")
        self.change_class = put(Button("quiet", icon="label", size="small"), "setText", "Change class")
        self._lay_out()
        self._connect()
        self._on_selected()

    def _lay_out(self) -> None:
        shown = QWidget()
        self._stack = QStackedLayout(shown)
        grid = QWidget()
        inside = QVBoxLayout(grid)
        inside.setContentsMargins(9, 8, 0, 0)  # a picture's own cell has the other seven pixels
        inside.addWidget(self.view)
        self._stack.addWidget(grid)
        self._stack.addWidget(self.nothing)
        foot = hbox(grow(self.said), self.change_class, self.leave_out, spacing=2, margins=(theme.PADDING, 5, 8, 5))
        fill(self.body, self.filters, Rule(), grow(shown), Rule(), foot, spacing=0)

    def _connect(self) -> None:
        self.filters.size_changed.connect(self.view.set_thumb_width)
        self.view.opened.connect(lambda index: self.opened.emit(index.row()))
        self.view.left_out_asked.connect(lambda _: self._leave_out())
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.dataChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._on_selected)
        self.model.rowsRemoved.connect(self._on_selected)
        self.model.rowsInserted.connect(self._on_selected)
        self.leave_out.clicked.connect(self._leave_out)
        self.change_class.clicked.connect(self._on_change_class)
        self.clear.clicked.connect(self._on_clear)
        words.changed.connect(self._on_selected)

    # What is shown

    def show_project(self, index: Index | None, root: Path) -> None:
        """Show another project."""
        self._root, self._overview = root, Overview()
        self.filters.reset()
        self.model.set_index(index)

    def set_root(self, root: Path) -> None:
        """Say where the pictures are now."""
        self._root = root

    def show_overview(self, overview: Overview) -> None:
        """Show the classes to filter by."""
        self._class_names, self._overview = list(overview.counts), overview
        self.change_class.setVisible(overview.view.task.sorts_into_folders)
        self.view.viewport().update()
        self.filters.show_overview(overview)

    def set_fixed(self, reason: str) -> None:
        """Let nothing be decided, for this reason; "" lets it again."""
        self.fixed = reason
        self._on_selected()

    def show_listing(self, listing: Listing) -> None:
        """Show the pictures that the filter leaves."""
        self.model.show_ids(listing.ids, listing.first)
        self._stack.setCurrentIndex(0 if listing.ids else 1)

    def _describe(self, index: QModelIndex) -> Thumb | None:
        picture: Picture | None = index.data(PICTURE)
        if picture is None:
            return None
        return Thumb(
            key=picture.digest,
            source=self._root / picture.path,
            caption=picture.label or self._overview.view.annotation_words(picture),
            drawn=self._drawn(picture),
            split=SERIES_OF[picture.split],
            state="left_out" if picture.status is Status.LEFT_OUT else "ok",
        )

    def _drawn(self, picture: Picture) -> Drawn | None:
        shown = self._overview
        if not shown.view.draws:
            return None
        return Drawn.of(picture.annotation, shown.colours, partial(shown.view.annotated, picture, shown.annotations))

    # What is selected

    def selected_rows(self) -> list[int]:
        """Give the selected rows, or the current one."""
        rows = [row for part in self._selection() for row in range(part.top(), part.bottom() + 1)]
        current = self.view.currentIndex()
        return sorted(rows) or ([current.row()] if current.isValid() else [])

    def _selection(self) -> QItemSelection:
        return self.view.selectionModel().selection()

    def _are_out(self) -> bool:
        rows = self.selected_rows()[:MOST_ASKED]
        known = [self.model.picture(row) for row in rows]
        return bool(known) and all(p is not None and p.status is Status.LEFT_OUT for p in known)

    def _on_selected(self) -> None:
        selected, total = sum(part.height() for part in self._selection()), self.model.rowCount()
        if selected:
            count, of = formats.count(selected), formats.count(total)
            self.said.setText(tr("{count} of {total} pictures selected", count=count, total=of))
        else:
            self.said.setText(told(PICTURES.of(total)))
        for button in (self.leave_out, self.change_class):
            button.setEnabled(selected > 0 and not self.fixed)
            button.setToolTip(words.tooltip(self.fixed))
        are_out = selected > 0 and self._are_out()
        put(self.leave_out, "setText", say("Take in again") if are_out else say("Leave out"))
        self.leave_out.set_icon("plus" if are_out else "minus")

    # What is done with it

    def _ids(self) -> list[int]:
        return [self.model.id_at(row) for row in self.selected_rows()]

    def _leave_out(self) -> None:
        ids = self._ids()
        if ids and not self.fixed:
            self.leave_out_asked.emit(ids, not self._are_out())

    def _on_clear(self) -> None:
        self.filters.reset()
        self.filters.filter_changed.emit(self.filters.filter())

    def _class_menu(self) -> QMenu:
        ids = self._ids()
        return class_menu(
            self,
            self._class_names,
            lambda name: self.relabel_asked.emit(ids, name),
            lambda: self.other_class_asked.emit(ids),
        )

    def _on_change_class(self) -> None:
        menu = self._class_menu()
        menu.popup(self.change_class.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu(self) -> QMenu:
        """Make the menu of what is selected."""
        return picture_menu(
            self,
            self._class_menu() if self._overview.view.task.sorts_into_folders and not self.fixed else None,
            are_out=self._are_out(),
            opened=lambda: self.opened.emit(self.selected_rows()[0]),
            leave_out=None if self.fixed else self._leave_out,
            show_in_folder=self._on_show_in_folder,
        )

    def _on_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            if not self.view.selectionModel().isSelected(index):
                self.view.setCurrentIndex(index)
            self.menu().popup(self.view.viewport().mapToGlobal(place))

    def _on_show_in_folder(self) -> None:
        picture = self.model.picture(self.selected_rows()[0])
        if picture is not None:
            self.show_in_folder_asked.emit(picture)
