"""``EvaluatedView``: one evaluated picture, large, its ground truth and prediction; arrows go to its neighbours."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from sft_gui.errors import UserError
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, told, tr, window_title
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.evaluated_list import Evaluated, EvaluatedList, confidence_words, sentence
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.picture_view import PictureView
from sft_gui.ui.widgets.text import Elided, IconLabel, Text
from sft_gui.ui.widgets.thumbnails import read_image

SHORT_SIDE = 1400  # sharp on a large screen, and a 12-megapixel photo still decodes quickly
MOVES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class EvaluatedView(Dialog):
    """Follows the order of the list it was opened from."""

    def __init__(self, pictures: EvaluatedList, row: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pictures, self._row = pictures.pictures(), row
        self.view = PictureView()
        self._icon = IconLabel("x", "danger", 18)
        self.said = Text("section")
        self.truth = Elided("body", "text2")
        self.name = Elided("small", "text2", mode=Qt.TextElideMode.ElideMiddle)
        self.place = Text("small", "text2")
        self.previous = put(IconButton("left"), "set_label", "Picture before")
        self.next = put(IconButton("right"), "set_label", "Picture after")
        self.show_file = put(Button("quiet", icon="folder", size="small"), "setText", "Show in folder")
        self._lay_out()
        self.previous.clicked.connect(lambda: self._go(self._row - 1))
        self.next.clicked.connect(lambda: self._go(self._row + 1))
        self.show_file.clicked.connect(lambda: file_manager.show(self.picture().source))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # a focused button would take the arrows for itself
        self._show()

    def _lay_out(self) -> None:
        foot = hbox(
            self._icon,
            self.said,
            grow(self.truth),
            self.show_file,
            self.previous,
            self.place,
            self.next,
            spacing=9,
            margins=(20, 12, 16, 14),
        )
        name = hbox(self.name, margins=(20, 12, 20, 0))
        vbox(grow(self.view), name, foot, spacing=0, margins=0, inside=self)
        self.resize(theme.px(880), theme.px(640))

    def picture(self) -> Evaluated:
        """Give the picture shown."""
        return self._pictures[self._row]

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._pictures):
            self._row = row
            self._show()

    def _show(self) -> None:
        picture, outcome = self.picture(), self.picture().outcome
        self.setWindowTitle(window_title(sentence(outcome)))
        self._icon.set_icon("check" if outcome.is_correct else "x", "accent" if outcome.is_correct else "danger")
        self.said.setText(f"{outcome.predicted} {confidence_words(outcome)}".strip())
        self.truth.setText(tr("correct") if outcome.is_correct else tr("is {truth}", truth=outcome.truth))
        self.name.setText(picture.path)
        self.place.setText(tr("{number} of {total}", number=self._row + 1, total=len(self._pictures)))
        self.previous.setEnabled(self._row > 0)
        self.next.setEnabled(self._row < len(self._pictures) - 1)
        done = partial(self._on_read, picture)
        failed = partial(self._on_unreadable, picture)
        jobs.run(read_image, picture.source, SHORT_SIDE, done=done, failed=failed, owner=self, priority=4)

    def _on_read(self, picture: Evaluated, image: QImage) -> None:
        if picture is self.picture():
            self.view.show_image(image)

    def _on_unreadable(self, picture: Evaluated, error: Exception) -> None:
        if picture is self.picture():
            self.view.show_image(QImage())
            self.truth.setText(told(error.what) if isinstance(error, UserError) else str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self._go(self._row + MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
