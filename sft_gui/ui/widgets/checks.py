"""On and off, and one of several: ``Switch()``, ``CheckBox()``, ``RadioButton()``; Qt's own classes, painted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from sft_gui.ui.look import paint, theme

GAP = 8


def paint_check(painter: QPainter, rect: QRectF, *, checked: bool, color: str | QColor = "accent") -> None:
    """Draw a check box; for delegates too."""
    if not checked:
        paint.box(painter, rect, theme.RADIUS_CHECK, fill="surface", line="line_strong", width=1.2)
        return
    paint.box(painter, rect, theme.RADIUS_CHECK, fill=color)
    pen = QPen(theme.color("on_accent"), rect.width() * 0.09)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [(0.27, 0.52), (0.44, 0.68), (0.74, 0.34)]
    side = rect.width()
    painter.drawPolyline(QPolygonF([QPointF(rect.x() + x * side, rect.y() + y * side) for x, y in points]))


def paint_radio(painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """Draw a radio button's circle; for delegates too."""
    if checked:
        paint.box(painter, rect, rect.width() / 2, fill="accent" if enabled else "disabled")
        hole = rect.width() * 0.3
        paint.box(painter, rect.adjusted(hole, hole, -hole, -hole), rect.width() / 2, fill="surface")
    else:
        paint.box(painter, rect, rect.width() / 2, fill="surface", line="line_strong" if enabled else "line", width=1.2)


def _font() -> QFont:
    return theme.font("body")


def _size(button: QAbstractButton, mark: tuple[int, int]) -> QSize:
    words = paint.width_of(button.text(), _font()) + theme.px(GAP) + 2 if button.text() else 0
    return QSize(theme.px(mark[0]) + words, max(theme.px(28), theme.px(mark[1])))


def _mark_rect(button: QAbstractButton, mark: tuple[int, int]) -> QRectF:
    width, height = theme.px(mark[0]), theme.px(mark[1])
    return QRectF(0, (button.height() - height) // 2, width, height)


def _paint_words(button: QAbstractButton, painter: QPainter, mark: tuple[int, int], tone: str = "text") -> None:
    x = theme.px(mark[0]) + theme.px(GAP)
    color = tone if button.isEnabled() else "disabled"
    paint.text(painter, QRectF(x, 0, button.width() - x, button.height()), button.text(), _font(), color)


def _set_up(button: QAbstractButton, radius: int) -> None:
    button.focus_radius = radius  # type: ignore[attr-defined]  # read by the focus ring
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    paint.follow_theme(button)


class _Marked:
    """A button whose mark stands before its words, and which is hit anywhere on both."""

    MARK = (18, 18)

    def sizeHint(self) -> QSize:
        return _size(self, self.MARK)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Switch(_Marked, QCheckBox):
    """A setting that applies at once."""

    MARK = (34, 20)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        track = _mark_rect(self, self.MARK)
        on = self.isChecked()
        fill = "line2" if not self.isEnabled() else "accent" if on else "line_strong"
        with paint.begin(self) as painter:
            paint.box(painter, track, track.height() / 2, fill=fill)
            inset = theme.px(3)
            side = track.height() - 2 * inset
            x = track.right() - inset - side if on else track.left() + inset
            knob = "on_accent" if on and theme.is_dark() else "surface"
            paint.box(painter, QRectF(x, track.top() + inset, side, side), side / 2, fill=knob)
            _paint_words(self, painter, self.MARK)


class CheckBox(_Marked, QCheckBox):
    """A choice that is on or off; ``set_color`` gives the box a series colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if "&" in text:  # a class may be called so; it is no key to press
            self.setShortcut(QKeySequence())
        self._color: str | QColor = "accent"
        _set_up(self, theme.RADIUS_CHECK + 2)

    def set_color(self, color: str | QColor) -> None:
        """Fill the ticked box with another colour, that of a series."""
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            color = self._color if self.isEnabled() else "disabled"
            paint_check(painter, _mark_rect(self, self.MARK), checked=self.isChecked(), color=color)
            _paint_words(self, painter, self.MARK)


class RadioButton(_Marked, QRadioButton):
    """One of several."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _set_up(self, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            rect = _mark_rect(self, self.MARK)
            paint_radio(painter, rect, checked=self.isChecked(), enabled=self.isEnabled())
            _paint_words(self, painter, self.MARK)


class WholeRadio(QRadioButton):
    """A radio button of which all is painted and all can be clicked; its height follows its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        paint.follow_theme(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True
