"""``PictureCard``: the picture that is named, with its name, its size and its zoom; or why it cannot be read.

What the task draws lies over it; a second view stands beside it where two drawings are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from sft_gui.messages import Message
from sft_gui.ui.core import jobs
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.overlays.items import BoxesItem, MaskItem
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import fill, grow, hbox
from sft_gui.ui.widgets.picture_view import STEP, PictureView
from sft_gui.ui.widgets.text import Elided, Text
from sft_gui.ui.widgets.thumbnails import read_image

Overlay = BoxesItem | MaskItem
SHORT_SIDE = 1600  # sharp on a large screen, and a 12-megapixel photo still decodes quickly
FOOT = 44


@dataclass(frozen=True)
class Item:
    """A picture to be predicted."""

    path: Path
    key: str  # changes with the file's content
    name: str = ""  # where the file's own name says nothing: a pasted picture

    @property
    def shown_name(self) -> str:
        return self.name or self.path.name


class PictureCard(Card):
    """Shows one picture at a time; reading it is in the pool."""

    shown = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, padded=False, parent=parent)
        self._item: Item | None = None
        self._width = 0  # of the file's picture; what is shown may be smaller
        self._reading = jobs.Latest()
        self._is_read = False
        self._overlays: tuple[Overlay | None, Overlay | None] = (None, None)
        self.view, self.beside = PictureView(), PictureView()
        self.beside.hide()
        self.view.lead(self.beside)
        self._why = EmptyState("warn")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._views())
        self._stack.addWidget(self._why)
        self.name = Elided("button", mode=Qt.TextElideMode.ElideMiddle)
        self.size_text = Text("small", "text2")
        self.truth = put(Switch(), "setText", "Show the ground truth")
        self.truth.hide()
        self.smaller = put(IconButton("minus"), "set_label", "Zoom out")
        self.zoom = Text("small", "text2")
        self.larger = put(IconButton("plus"), "set_label", "Zoom in")
        self.fit = put(IconButton("fit"), "set_label", "Fit the whole picture")
        self._lay_out()
        self.view.zoomed.connect(self._show_zoom)
        self.smaller.clicked.connect(lambda: self.view.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: self.view.zoom_by(STEP))
        self.fit.clicked.connect(self.view.fit)

    def _views(self) -> QWidget:
        both = QWidget()
        hbox(grow(self.view), grow(self.beside), spacing=1, margins=0, inside=both)
        return both

    def _lay_out(self) -> None:
        fill(self.body, grow(self._stack), spacing=0)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(theme.px(50))
        foot = hbox(
            self.name,
            grow(self.size_text),
            self.truth,
            self.smaller,
            self.zoom,
            self.larger,
            self.fit,
            spacing=10,
            margins=(16, 7, 10, 8),
        )
        self.body.addLayout(foot)

    def show_item(self, item: Item | None) -> None:
        """Show another picture, or none."""
        if item == self._item:
            return
        self._item, self._width, self._is_read = item, 0, False
        self.set_overlay(None)
        self._reading.drop()
        self.name.setText(item.shown_name if item is not None else "")
        self.size_text.setText("")
        self._stack.setCurrentIndex(0)
        if item is None:
            self._show_image(QImage())
            return
        self._reading.run(
            read_image,
            item.path,
            SHORT_SIDE,
            done=partial(self._on_read, item),
            failed=lambda error: self._show_image(QImage()),  # the answer says why
            owner=self,
            priority=4,
        )

    def show_size(self, width: int, height: int) -> None:
        """Say how large the file's picture is; percentages of the zoom are of that."""
        self._width = width
        self.size_text.setText(f"{width}\u00a0×\u00a0{height}" if width else "")
        self._show_zoom(self.view.zoom())

    def show_error(self, why: Message) -> None:
        """Say in the picture's place why there is none."""
        put(self._why.fact, "setText", "This picture cannot be read")
        put(self._why.sentence, "setText", why)
        self._stack.setCurrentIndex(1)
        self._show_zoom(1.0)

    def _on_read(self, item: Item, image: QImage) -> None:
        if item == self._item:
            self._show_image(image)

    def _show_image(self, image: QImage) -> None:
        self._is_read = True
        self.view.show_image(image)
        self.beside.show_image(image)
        self._lay_over()
        self.shown.emit(image)

    # What is drawn over it

    def set_overlay(self, left: Overlay | None, right: Overlay | None = None) -> None:
        """Draw this over the picture, and that over the picture beside; the picture may still have to be read."""
        self._overlays = (left, right)
        self._lay_over()

    def _lay_over(self) -> None:
        for view, overlay in zip((self.view, self.beside), self._overlays, strict=True):
            view.clear_overlays()
            if overlay is not None and self._is_read and not view.image().isNull():
                overlay.fit(view.image().width())
                view.add_overlay(overlay)

    def set_beside(self, on: bool) -> None:
        """Show the picture twice, side by side."""
        self.beside.setVisible(on)

    def set_picture_visible(self, on: bool) -> None:
        """Show what lies over the picture alone, or both."""
        self.view.set_picture_visible(on)
        self.beside.set_picture_visible(on)

    def _show_zoom(self, zoom: float) -> None:
        image = self.view.image()
        is_shown = not image.isNull() and self._stack.currentIndex() == 0
        of_file = image.width() / self._width if self._width else 1.0
        self.zoom.setText(f"{100 * zoom * of_file:.0f}\u00a0%" if is_shown else "")
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(is_shown)
