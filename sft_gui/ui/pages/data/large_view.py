"""``LargeView``: one picture of the grid, large, with what is known of it; arrows go to its neighbours."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QWidget

from sft_gui.data.index import Picture, Status
from sft_gui.data.unreadable import amount
from sft_gui.messages import Message, say
from sft_gui.ui.core import jobs
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.items import BoxesItem, Layer, MaskItem, layer_of
from sft_gui.ui.pages.data.picture_listing import Overview
from sft_gui.ui.pages.data.picture_model import PictureModel
from sft_gui.ui.pages.data.picture_problems import notes_of
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import aligned, fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.picture_view import PictureView
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES
from sft_gui.ui.widgets.text import Elided, Text

SHORT_SIDE = 1400  # sharp on a large screen, and a 12-megapixel photo still decodes quickly
PANEL = 264
NAMES: dict[str, Message] = {
    "class": say("Class"),
    "holds": say("In it"),
    "split": say("Split"),
    "size": say("Size"),
    "file": say("File"),
    "folder": say("Folder"),
    "state": say("State"),
    "notes": say("Noticed"),
}


class LargeView(Dialog):
    """Follows the grid's own order; ``moved(row)`` tells the grid which one is shown."""

    moved = Signal(int)
    left_out_asked = Signal(list, bool)
    show_in_folder_asked = Signal(object)  # Picture
    undo_asked = Signal()

    def __init__(self, model: PictureModel, row: int, overview: Overview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._row, self._root = model, row, overview.root
        self._overview = overview
        self._shown = ""
        self._image = QImage()
        self._item: BoxesItem | MaskItem | None = None
        self.view = PictureView()
        self.name = Elided("section", mode=Qt.TextElideMode.ElideMiddle)
        self.facts = {key: Text("small", wrap=True) for key in NAMES}
        self.facts["folder"].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = Text("hint", "text3")
        self.previous = put(IconButton("left"), "set_label", "Picture before")
        self.next = put(IconButton("right"), "set_label", "Picture after")
        self.leave_out = Button(icon="minus")
        if overview.read_only is not None:
            self.leave_out.setEnabled(False)
            self.leave_out.setToolTip(words.tooltip(tr("Nothing can be changed: {why}.", why=told(overview.read_only))))
        self.show_button = put(Button(icon="folder"), "setText", "Show in folder")
        self._lay_out()
        self.previous.clicked.connect(lambda: self._go(self._row - 1))
        self.next.clicked.connect(lambda: self._go(self._row + 1))
        self.leave_out.clicked.connect(self._on_leave_out)
        self.show_button.clicked.connect(self._on_show_in_folder)
        for button in self.findChildren(Button):
            button.setAutoDefault(False)  # Enter must not leave a picture out
        self._add_keys()
        self.view.setFocus()
        for signal in (model.dataChanged, model.rowsRemoved, model.rowsInserted, model.modelReset):
            signal.connect(self._show)
        words.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        panel = QWidget()
        panel.setFixedWidth(theme.px(PANEL))
        column = vbox(self.name, spacing=10, margins=(0, 4, 0, 0), inside=panel)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for key, value in self.facts.items():
            form.addRow(put(Text("small", "text2"), "setText", NAMES[key]), value)
        self._form = form
        fill(column, form, stretch(), self.leave_out, self.show_button)
        steps = hbox(self.previous, aligned(self.place, Qt.AlignmentFlag.AlignCenter, 1), self.next)
        column.addLayout(steps)
        matte = Card(titled=False, padded=False)
        matte.body.addWidget(self.view)
        hbox(grow(matte), panel, spacing=20, margins=20, inside=self)
        self.resize(theme.px(940), theme.px(620))

    def _add_keys(self) -> None:
        keys = {
            "X": self._on_leave_out,
            "Ctrl+Z": self.undo_asked.emit,
            "Left": lambda: self._go(self._row - 1),
            "Right": lambda: self._go(self._row + 1),
            "Home": lambda: self._go(0),
            "End": lambda: self._go(self._model.rowCount() - 1),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def picture(self) -> Picture | None:
        """Give the picture shown, where it is known already."""
        return self._model.picture(self._row) if 0 <= self._row < self._model.rowCount() else None

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self._row = row
            self.moved.emit(row)
            self._show()

    def _show(self) -> None:
        total = self._model.rowCount()
        if not total:
            self.reject()
            return
        self._row = min(self._row, total - 1)
        self.previous.setEnabled(self._row > 0)
        self.next.setEnabled(self._row < total - 1)
        self.place.setText(
            tr("{number} of {total}", number=formats.count(self._row + 1), total=formats.count(total)),
        )
        picture = self.picture()
        if picture is not None:
            self._show_facts(picture)
            self._show_picture(picture)

    def _show_facts(self, picture: Picture) -> None:
        path, is_out = PurePosixPath(picture.path), picture.status is Status.LEFT_OUT
        self.setWindowTitle(words.window_title(path.name))
        self.name.setText(path.name)
        self.facts["class"].setText(picture.label or "")
        self.facts["holds"].setText(self._overview.view.annotation_words(picture))
        self.facts["notes"].setText(notes_of(picture))
        for key in ("class", "holds", "notes"):
            self._form.setRowVisible(self.facts[key], bool(self.facts[key].text()))
        self.facts["split"].setText(told(SPLIT_NAMES[picture.split]))
        self.facts["size"].setText(tr("{width} × {height} pixels", width=picture.width, height=picture.height))
        self.facts["file"].setText(amount(picture.size))
        self.facts["folder"].setText(str((self._root / picture.path).parent))
        self.facts["state"].setText(tr("Left out") if is_out else tr("Takes part"))
        put(self.leave_out, "setText", say("Take in again") if is_out else say("Leave out"))
        self.leave_out.set_icon("plus" if is_out else "minus")

    def _show_picture(self, picture: Picture) -> None:
        if self._shown == picture.digest:
            return
        self._shown, self._image = picture.digest, QImage()
        self._look_for_shapes(picture)
        jobs.run(
            thumbnails.read_image,
            self._root / picture.path,
            SHORT_SIDE,
            done=partial(self._on_read, picture.digest),
            failed=lambda error: self._on_read(picture.digest, None),
            owner=self,
            priority=4,
        )

    def _on_read(self, digest: str, image: QImage | None) -> None:
        if digest == self._shown:
            self._image = image or QImage()
            self.view.show_image(self._image)
            self._lay_over()

    def _look_for_shapes(self, picture: Picture) -> None:
        shown, self._item = self._overview, None
        self.view.clear_overlays()
        if shown.view.draws:
            jobs.run(
                layer_of,
                partial(shown.view.annotated, picture, shown.annotations),
                shown.colours,
                done=partial(self._on_shapes, picture.digest),
                failed=lambda error: None,  # the mask is gone: the list of problems says so at the next look
                owner=self,
                priority=4,
            )

    def _on_shapes(self, digest: str, layer: Layer) -> None:
        if digest == self._shown:
            self._item = layer.item(self._overview.colours)
            self._lay_over()

    def _lay_over(self) -> None:
        self.view.clear_overlays()
        if self._item is not None and not self._image.isNull():
            self._item.fit(self._image.width())
            self.view.add_overlay(self._item)

    def _on_leave_out(self) -> None:
        picture = self.picture()
        if picture is not None and self.leave_out.isEnabled():
            self.left_out_asked.emit([picture.id], picture.status is not Status.LEFT_OUT)

    def _on_show_in_folder(self) -> None:
        picture = self.picture()
        if picture is not None:
            self.show_in_folder_asked.emit(picture)
