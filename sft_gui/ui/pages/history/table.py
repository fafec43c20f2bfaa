"""``HistoryTable``: the runs of a project, with a tick, a curve, a state, and what can be done with each.

Space ticks, Enter opens, F2 renames, Delete asks for the bin; the menu key or "…" shows everything.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, icons, paint, theme
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.history.run_table import Place, RunTable, state_look
from sft_gui.ui.pages.history.sparkline import paint_sparkline
from sft_gui.ui.widgets import row_table
from sft_gui.ui.widgets.checks import paint_check
from sft_gui.ui.widgets.row_roles import FIND, ROW, SORT
from sft_gui.ui.widgets.row_table import AnyIndex, RowDelegate, RowTable

BUTTON, MORE = 28, 32
CHECK = 18


class _Delegate(RowDelegate):
    table: HistoryTable

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        match Place(index.column()):
            case Place.TICK if index.data(ROW).damage is not None:
                pass  # it cannot be compared
            case Place.TICK:
                series = self.table.series_of(index)
                fill = theme.series(series) if series else "accent"
                paint_check(painter, self.check_rect(rect), checked=series > 0, color=fill)
            case Place.NAME:
                paint.two_lines(painter, rect, str(index.data()), theme.font("button"), theme.font("small"), "text")
            case Place.MODEL:
                self._paint_model(painter, rect, str(index.data()))
            case Place.CURVE:
                self._paint_curve(painter, rect, index)
            case Place.SCORE if index.data(ROW).score is not None:
                self._paint_score(painter, rect, index.data(ROW))
            case Place.STATE:
                self._paint_state(painter, rect, index)
            case Place.ACTIONS:
                self._paint_actions(painter, rect, index)
            case _:
                super().paint_cell(painter, rect, option, index)

    def check_rect(self, cell: QRectF) -> QRectF:
        side = theme.px(CHECK)
        return QRectF(cell.x(), cell.y() + (cell.height() - side) / 2, side, side)

    def _paint_model(self, painter: QPainter, rect: QRectF, label: str) -> None:
        """Write what boxes or masks are found with above what it stands on; one line where there is no such."""
        name, _, backbone = label.partition(", ")
        height = rect.height() / 2 - theme.px(3) if backbone else rect.height()
        top = rect.y() + theme.px(3) if backbone else rect.y()
        paint.text(painter, QRectF(rect.x(), top, rect.width(), height), name, theme.font("body"), "text2")
        below = QRectF(rect.x(), top + height, rect.width(), height)
        paint.text(painter, below, backbone, theme.font("small"), "text2")

    def _paint_curve(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        run: RunSummary = index.data(ROW)
        epochs = max(run.report.epochs, 1)
        has_start = bool(run.report.curve) and run.report.curve[0][0] == 0
        room = rect.adjusted(0, theme.px(10), 0, -theme.px(10))
        series = self.table.series_of(index)
        color = theme.series(series) if series else theme.color("text2")
        bounds = self.table.curve_bounds()
        paint_sparkline(painter, room, run.curve, color, bounds=bounds, length=epochs + has_start)

    def _paint_score(self, painter: QPainter, rect: QRectF, run: RunSummary) -> None:
        """Write what the score was counted on below it, so that the numbers still stand in one line."""
        whole = formats.whole(run.metric, run.report.scores, "val.")
        height = rect.height() / 2 - theme.px(3) if whole else rect.height()
        top = QRectF(rect.x(), rect.y() + (theme.px(3) if whole else 0), rect.width(), height)
        value = formats.score(run.metric, run.score or 0.0)
        paint.text(painter, top, value, theme.font("section"), "text", paint.RIGHT)
        below = QRectF(rect.x(), top.bottom(), rect.width(), height)
        paint.text(painter, below, whole, theme.font("hint"), "text2", paint.RIGHT)

    def _paint_state(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        icon, tint, tone = state_look(index.data(ROW))
        side = theme.px(16)
        icons.paint(painter, icon, tint, rect.x(), rect.center().y() - side / 2, side)
        room = rect.adjusted(side + theme.px(6), 0, 0, 0)
        paint.two_lines(painter, room, str(index.data()), theme.font("body"), theme.font("small"), tone)

    def _paint_actions(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        pointer = self.table.hover_position
        more = self.more_rect(rect)
        if more.contains(pointer.toPointF()):
            paint.box(painter, more, theme.RADIUS_BUTTON, fill="line")
        side = theme.px(16)
        icons.paint(painter, "more", "text2", more.center().x() - side / 2, more.center().y() - side / 2, side)
        if index.data(ROW).is_resumable and not self.table.is_busy:
            self._paint_resume(painter, self.resume_rect(rect), self.resume_rect(rect).contains(pointer.toPointF()))

    def _paint_resume(self, painter: QPainter, rect: QRectF, is_hovered: bool) -> None:
        words, font, side = tr("Resume"), theme.font("small_strong"), theme.px(14)
        paint.box(painter, rect, theme.RADIUS_BUTTON, fill="hover" if is_hovered else "surface", line="line2")
        width = side + theme.px(7) + paint.width_of(words, font)
        x = rect.center().x() - width / 2
        icons.paint(painter, "play", "text", x, rect.center().y() - side / 2, side)
        paint.text(painter, rect.adjusted(x - rect.x() + side + theme.px(7), 0, 0, 0), words, font, "text")

    def more_rect(self, cell: QRectF) -> QRectF:
        side = theme.px(BUTTON)
        return QRectF(cell.right() - side, cell.y() + (cell.height() - side) / 2, side, side)

    def resume_rect(self, cell: QRectF) -> QRectF:
        height, width = theme.px(BUTTON), cell.width() - theme.px(MORE)
        return QRectF(cell.x(), cell.y() + (cell.height() - height) / 2, width, height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        return put(QLineEdit(parent), "setAccessibleName", "Name of the run")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        height = theme.px(row_table.HEADER)
        rect = option.rect
        editor.setGeometry(rect.x(), rect.center().y() - height // 2, rect.width() + theme.px(60), height)


class HistoryTable(RowTable):
    """Signals carry the RunSummary that they are about."""

    run_opened = Signal(object)
    resume_asked = Signal(object)
    removal_asked = Signal(object)
    menu_asked = Signal(object, QPoint)  # and where, on the screen

    def __init__(self, runs: RunTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = runs
        self.is_busy = False  # while a run is being trained, none can be resumed
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(runs)
        self.proxy.setSortRole(SORT)
        self.proxy.setFilterRole(FIND)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(Place.CREATED, Qt.SortOrder.DescendingOrder)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        put(self, "setAccessibleName", "Runs")
        self.opened.connect(lambda index: self.run_opened.emit(index.data(ROW)))

    def current(self) -> RunSummary | None:
        """Give the run of the chosen row."""
        return self.currentIndex().data(ROW) if self.currentIndex().isValid() else None

    def series_of(self, index: AnyIndex) -> int:
        """Give the series of a ticked row, 0 where it is not ticked."""
        return self.runs.series_of(self._source(index).row())

    def curve_bounds(self) -> tuple[float, float] | None:
        """Give the lowest and the highest score of all curves, so that they can be compared by eye."""
        values = [v for row in range(self.runs.rowCount()) for v in self.runs.summary(row).curve]
        return (min(values), max(values)) if values else None

    def find(self, text: str) -> None:
        """Show only runs whose name or model holds the text."""
        self.proxy.setFilterFixedString(text.strip())

    def set_busy(self, on: bool) -> None:
        """Say whether a run is being trained."""
        self.is_busy = on
        self.viewport().update()

    def rename(self) -> None:
        """Edit the name of the chosen row."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex().siblingAtColumn(Place.NAME))

    def toggle(self, index: AnyIndex) -> None:
        """Tick a row or take its tick away."""
        self.runs.tick(self._source(index).row(), self.series_of(index) == 0)

    def _source(self, index: AnyIndex) -> QModelIndex:
        return self.proxy.mapToSource(index)  # type: ignore[arg-type]  # the stub knows only one kind of index

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self.toggle(index)
        elif index.isValid() and event.key() == Qt.Key.Key_F2:
            self.rename()
        elif index.isValid() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit(index.data(ROW))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if index.column() == Place.TICK:
            self.toggle(index)
        elif index.column() == Place.ACTIONS:
            self._act(index, event)

    def _act(self, index: QModelIndex, event: QMouseEvent) -> None:
        cell = self._delegate.content_rect(QRectF(self.visualRect(index)), index)
        run: RunSummary = index.data(ROW)
        if self._delegate.more_rect(cell).contains(event.position()):
            self.menu_asked.emit(run, event.globalPosition().toPoint())
        elif run.is_resumable and not self.is_busy and self._delegate.resume_rect(cell).contains(event.position()):
            self.resume_asked.emit(run)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks on a tick or a button are two clicks; anywhere else they open the run.
        if self.indexAt(event.position().toPoint()).column() in (Place.TICK, Place.ACTIONS):
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.selectRow(index.row())
        if index.isValid():
            place = self.visualRect(index.siblingAtColumn(Place.NAME)).bottomLeft()
            is_key = event.reason() != QContextMenuEvent.Reason.Mouse
            where = self.viewport().mapToGlobal(place) if is_key else event.globalPos()
            self.menu_asked.emit(index.data(ROW), where)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.HoverMove:
            column = self.columnAt(self.hover_position.x())
            hand = Qt.CursorShape.PointingHandCursor if column in (Place.TICK, Place.ACTIONS) else None
            self.viewport().setCursor(hand or Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)
