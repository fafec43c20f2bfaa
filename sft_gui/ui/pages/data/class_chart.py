"""``ClassChart()``: a row per class with a bar of its pictures by split; a click filters by it, another ends that."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sft_gui.data.index import Split
from sft_gui.messages import shown as harmless
from sft_gui.ui.look import formats, paint, theme
from sft_gui.ui.pages.data.picture_classes import COUNTS, ClassModel

ROW, BAR, SIDE = 29, 14, 8
FEWEST = 5  # rows that stay in sight before the column itself scrolls
MEASURED = 200  # names looked at to find the widest


class _Bars(QStyledItemDelegate):
    def __init__(self, chart: ClassChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(120), theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        name, counts = str(index.data()), index.data(COUNTS)
        row = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = name == self._chart.chosen()
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            back = row.adjusted(0, 1, 0, -1)
            paint.box(painter, back, theme.RADIUS_CHECK, fill="accent_soft" if is_chosen else "hover")
        if self._chart.shows_ring and index.row() == self._chart.currentIndex().row():
            paint.box(painter, row.adjusted(0, 1, 0, -1), theme.RADIUS_CHECK, line="accent", width=2)
        row = row.adjusted(SIDE, 0, -SIDE, 0)
        name_width, number_width = self._chart.columns()
        font = theme.font("small_strong" if is_chosen else "small")
        words = QRectF(row.x(), row.y(), name_width - theme.px(10), row.height())
        # Names of many classes begin alike and differ at the end.
        shown = QFontMetrics(font).elidedText(harmless(name), Qt.TextElideMode.ElideMiddle, int(words.width()))
        paint.text(painter, words, shown, font, "accent_text" if is_chosen else "text")
        paint.text(painter, row, formats.count(sum(counts.values())), font, "text", paint.RIGHT)
        bar = QRectF(row.x() + name_width, 0, row.width() - name_width - number_width, theme.px(BAR))
        bar.moveTop(row.y() + (row.height() - bar.height()) / 2)
        self._paint_bar(painter, bar, counts)
        painter.restore()

    def _paint_bar(self, painter: QPainter, room: QRectF, counts: dict[Split, int]) -> None:
        scale = room.width() / max(self._chart.classes.largest, 1)
        whole = QRectF(room.x(), room.y(), max(sum(counts.values()) * scale, 1), room.height())
        round_ends = QPainterPath()
        round_ends.addRoundedRect(whole, 3, 3)
        painter.setClipPath(round_ends)
        x, gap = room.x(), 0.0
        for number, split in enumerate(Split, start=1):
            width = counts[split] * scale
            if width > 0:
                painter.fillRect(QRectF(x + gap, room.y(), max(width - gap, 1.0), room.height()), theme.series(number))
                x, gap = x + width, 1.0


class ClassChart(QListView):
    """The chart; ``class_chosen`` is emitted with the class, or with None where its filter ends."""

    class_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes = ClassModel(self)
        self._chosen: str | None = None
        self._widest = 0  # of the names, in pixels
        self.shows_ring = False
        self.setModel(self.classes)
        self.setItemDelegate(_Bars(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.clicked.connect(lambda index: self._toggle(index.row()))
        self.classes.modelReset.connect(self._measure)
        theme.changed.connect(self._on_theme_changed)

    def chosen(self) -> str | None:
        """Give the class filtered by."""
        return self._chosen

    def set_chosen(self, name: str | None) -> None:
        """Mark the class filtered by, without emitting anything."""
        self._chosen = name
        row = self.classes.row_of(name)
        if row is not None:
            self.scrollTo(self.classes.index(row))
        self.viewport().update()

    def columns(self) -> tuple[int, int]:
        """Give the widths of the names and of the numbers, gaps included."""
        names = min(max(self._widest, theme.px(88)), round(self.viewport().width() * 0.42))
        return names, paint.width_of(formats.count(self.classes.largest), theme.font("small")) + theme.px(14)

    def _measure(self) -> None:
        font, rows = theme.font("small"), range(min(self.classes.rowCount(), MEASURED))
        self._widest = max((paint.width_of(self.classes.name(row), font) for row in rows), default=0) + theme.px(22)
        self.updateGeometry()

    def _toggle(self, row: int) -> None:
        name = self.classes.name(row)
        self.class_chosen.emit(None if name == self._chosen else name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shows_ring = event.reason() != Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid() and self.classes.rowCount():
            self.setCurrentIndex(self.classes.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.shows_ring = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_ring = True
        is_toggle = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_toggle and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self.classes.rowCount() * theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), min(self.classes.rowCount(), FEWEST) * theme.px(ROW))

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._measure()
