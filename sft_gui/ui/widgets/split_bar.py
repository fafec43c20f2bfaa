"""``SplitBar()``: how the pictures are split, with two handles to drag; arrow keys move one per cent.

``set_shares(0.8, 0.1, 0.1)``; ``moved(train, val, test)`` while dragging, ``chosen(train, val, test)`` when let go.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put

HEIGHT, HANDLE, OVER = 18, 10, 4  # the bar, a handle's width, how far a handle stands out above and below
LEAST_TRAIN = 10  # per cent: without pictures to learn from there is no training
SETTLE_MS = 400  # keys come in rows; the new split is chosen when they pause


class _Handle(QAbstractSlider):
    def __init__(self, bar: SplitBar) -> None:
        super().__init__(bar)
        self.focus_radius = 5
        self.setRange(0, 100)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            line = "accent" if self.underMouse() or self.isSliderDown() else "line_strong"
            width = theme.px(HANDLE)
            rect = QRectF((self.width() - width) / 2, 0, width, self.height())
            paint.box(painter, rect, 5, fill="surface", line=line, width=1.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(event.button() == Qt.MouseButton.LeftButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            x = self.parentWidget().mapFromGlobal(event.globalPosition()).x()
            self.setValue(round(100 * x / max(self.parentWidget().width(), 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)


class SplitBar(QWidget):
    """Three shares that add up to one; training keeps at least a tenth."""

    moved = Signal(float, float, float)
    chosen = Signal(float, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = put(_Handle(self), "setAccessibleName", "Where training ends, in per cent")
        self._second = put(_Handle(self), "setAccessibleName", "Where validation ends, in per cent")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self.chosen.emit(*self.shares()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_shares(0.8, 0.1, 0.1)
        self._first.valueChanged.connect(self._on_first)
        self._second.valueChanged.connect(self._on_second)
        for handle in (self._first, self._second):
            handle.sliderReleased.connect(self._settle_now)
        paint.follow_theme(self)
        theme.changed.connect(self._place)

    def shares(self) -> tuple[float, float, float]:
        """Give the three shares, each in whole per cent."""
        first, second = self._first.value(), self._second.value()
        return first / 100, (second - first) / 100, (100 - second) / 100

    def set_shares(self, train: float, val: float, test: float) -> None:
        """Show shares without emitting anything."""
        for handle, value in ((self._first, train), (self._second, train + val)):
            handle.blockSignals(True)
            handle.setValue(round(100 * value))
            handle.blockSignals(False)
        self._place()

    def set_movable(self, *, train: bool, val: bool) -> None:
        """Say which ends the user may move: where the data brings a split, there is no handle."""
        self._first.setVisible(train)
        self._second.setVisible(val)

    def _on_first(self, value: int) -> None:
        bounded = min(max(value, LEAST_TRAIN), self._second.value())
        self._take(self._first, bounded)

    def _on_second(self, value: int) -> None:
        self._take(self._second, max(value, self._first.value()))

    def _take(self, handle: _Handle, value: int) -> None:
        handle.blockSignals(True)
        handle.setValue(value)
        handle.blockSignals(False)
        self._place()
        self.moved.emit(*self.shares())
        if not handle.isSliderDown():
            self._settle.start()

    def _settle_now(self) -> None:
        self._settle.stop()
        self.chosen.emit(*self.shares())

    def _place(self) -> None:
        side = theme.px(HANDLE) + 8  # wider than it looks: easier to take hold of
        for handle in (self._first, self._second):
            x = round(handle.value() / 100 * self.width() - side / 2)
            handle.setGeometry(min(max(x, -4), self.width() - side + 4), 0, side, self.height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(HEIGHT + 2 * OVER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        over = theme.px(OVER)
        bar = QRectF(0, over, self.width(), self.height() - 2 * over)
        path = QPainterPath()
        path.addRoundedRect(bar, 5, 5)
        with paint.begin(self) as painter:
            painter.setClipPath(path)
            x = 0.0
            for split, share in enumerate(self.shares(), start=1):
                width = share * self.width()
                painter.fillRect(QRectF(x, bar.y(), width, bar.height()), theme.series(split))
                x += width
