"""``DropOverlay(window)``: over the whole window while something is dragged; the half lights by what it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sft_gui.data.formats import KINDS
from sft_gui.messages import Message, say
from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.shell.dragged import Dragged, Kind
from sft_gui.ui.widgets.drop_zone import ZoneState, paint_zone

HALF_WIDTH, HALF_HEIGHT, GAP = 470, 360, 20
PICTURE_TITLE = say("Drop a picture to predict it")
FOLDER_TITLE = say("Drop a folder to train on it")
NAME_FOLDER_TITLE = say("Drop a folder to predict its pictures")


class DropOverlay(QWidget):
    """Painted over everything; transparent to the mouse, so that the window keeps the drag."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dragged: Dragged | None = None
        self._answering: Message | None = None
        self._names_folders = False
        self.hide()

    def show_drag(self, dragged: Dragged, answering: Message | None, *, names_folders: bool = False) -> None:
        """Light the half that would take it.

        Args:
            answering: which model would name a picture.
            names_folders: a folder would be named, picture by picture, rather than opened.
        """
        self._dragged, self._answering, self._names_folders = dragged, answering, names_folders
        self.setGeometry(self.parentWidget().rect())
        self.setAccessibleName(self.lit_title())
        self.show()
        self.raise_()
        self.update()

    def lit(self) -> str:
        """Give "pictures", "folder" or "refused": what is lit."""
        if self._dragged is None:
            return ""
        if self._dragged.kind == Kind.FOLDER and self._names_folders:
            return str(Kind.PICTURES)
        return str(self._dragged.kind)

    def lit_title(self) -> str:
        """Give the words of the lit half."""
        if self.lit() == Kind.REFUSED:
            return self._refusal()
        return told(self._picture_title() if self.lit() == Kind.PICTURES else FOLDER_TITLE)

    def _picture_title(self) -> Message:
        is_folder = self._dragged is not None and self._dragged.kind == Kind.FOLDER
        return NAME_FOLDER_TITLE if is_folder and self._names_folders else PICTURE_TITLE

    def _refusal(self) -> str:
        name = self._dragged.name if self._dragged is not None else ""
        return tr("{name} is not a picture", name=name) if name else tr("This cannot be opened")

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            painter.fillRect(self.rect(), theme.color("scrim"))
            left, right = self._halves()
            if self.lit() == Kind.REFUSED:
                self._paint_half(painter, left.united(right), "refuse", "error", self._refusal(), told(KINDS))
                return
            answer = told(self._answering) if self._answering is not None else tr("Needs a trained model first")
            is_picture = self.lit() == Kind.PICTURES
            states: tuple[ZoneState, ZoneState] = ("take", "rest") if is_picture else ("rest", "take")
            self._paint_half(painter, left, states[0], "predict", told(self._picture_title()), answer)
            fact = tr("Opens as a new project; this one stays as it is")
            self._paint_half(painter, right, states[1], "folder", told(FOLDER_TITLE), fact)
            self._paint_pill(painter, left.united(right).bottom() + theme.px(22))

    def _halves(self) -> tuple[QRectF, QRectF]:
        width = min(theme.px(HALF_WIDTH), (self.width() - GAP - 2 * theme.MARGIN) / 2)
        height = min(theme.px(HALF_HEIGHT), self.height() - 2 * theme.px(90))
        x, y = (self.width() - 2 * width - GAP) / 2, (self.height() - height - theme.px(66)) / 2
        return QRectF(x, y, width, height), QRectF(x + width + GAP, y, width, height)

    def _paint_half(self, painter: QPainter, rect: QRectF, state: ZoneState, icon: str, title: str, fact: str) -> None:
        paint_zone(painter, rect, state)
        tone = {"take": "accent_text", "refuse": "danger"}.get(state, "text")
        tint = {"take": "accent", "refuse": "danger"}.get(state, "text2")
        side, middle = theme.px(44), rect.center().y()
        icons.paint(painter, icon, tint, rect.center().x() - side / 2, middle - side - theme.px(12), side)
        font = theme.font("heading")
        font.setPixelSize(theme.px(20))
        inner = rect.adjusted(16, 0, -16, 0)
        row = QRectF(inner.x(), middle + theme.px(2), inner.width(), theme.px(30))
        paint.text(painter, row, title, font, tone, paint.CENTER)
        row.moveTop(row.bottom() + theme.px(2))
        paint.text(painter, row, fact, theme.font("body"), tone if state == "take" else "text2", paint.CENTER)

    def _paint_pill(self, painter: QPainter, y: float) -> None:
        assert self._dragged is not None
        strong, body, small = theme.font("button"), theme.font("body"), theme.font("hint")
        count = len(self._dragged.paths)
        name = self._dragged.name
        amount = tr("and {count} more", count=count - 1) if count > 1 else ""
        parts = [
            (name, strong, "text"),
            (amount, body, "text2"),
            ("Esc", small, "key"),
            (tr("to cancel"), body, "text2"),
        ]
        parts = [part for part in parts if part[0]]
        gap, side = theme.px(10), theme.px(18)
        width = sum(paint.width_of(text, font) + (theme.px(14) if tone == "key" else 0) for text, font, tone in parts)
        width = min(width + gap * (len(parts) - 1) + 2 * side, self.width() - 2 * theme.MARGIN)
        pill = QRectF((self.width() - width) / 2, y, width, theme.px(44))
        paint.box(painter, pill, theme.RADIUS_CARD, fill="surface", line="line")
        x, right = pill.x() + side, pill.right() - side
        for text, font, tone in parts:
            wide = paint.width_of(text, font) + (theme.px(14) if tone == "key" else 0)
            if text == name:
                wide = min(wide, pill.width() / 2)
            row = QRectF(x, pill.y(), min(wide + 1, right - x), pill.height())
            if tone == "key":
                key = row.adjusted(0, theme.px(12), 0, -theme.px(12))
                paint.box(painter, key, 4, line="line_strong")
            paint.text(painter, row, text, font, "text2" if tone == "key" else tone, paint.CENTER)
            x += wide + gap
