"""``RecentList()``: the kept projects with a mosaic, what they hold and their best score."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import tr
from sft_gui.ui.pages.start.recent_model import RECENT, Recent, RecentModel
from sft_gui.ui.widgets import thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex
ROW, TILE, SIDE = 66, 22, 16


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RecentList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        recent: Recent = index.data(RECENT)
        row = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.color("hover"))
        painter.fillRect(QRectF(row.x(), row.y(), row.width(), 1), theme.color("line"))
        if self._view.shows_ring and index.row() == self._view.currentIndex().row():
            paint.box(painter, row.adjusted(3, 4, -3, -3), theme.RADIUS_FIELD, line="accent", width=2)
        row = row.adjusted(SIDE, 0, -SIDE, 0)
        mosaic = QRectF(row.x(), 0, theme.px(2 * TILE + 1), theme.px(2 * TILE + 1))
        mosaic.moveTop(row.center().y() - mosaic.height() / 2)
        self._paint_mosaic(painter, mosaic, recent)
        self._paint_words(painter, row.adjusted(mosaic.width() + theme.px(13), 0, 0, 0), recent)
        painter.restore()

    def _paint_mosaic(self, painter: QPainter, rect: QRectF, recent: Recent) -> None:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(rect, theme.RADIUS_FIELD, theme.RADIUS_FIELD)
        painter.setClipPath(path)
        painter.fillRect(rect, theme.color("sunken"))
        side, ratio = theme.px(TILE), painter.device().devicePixelRatioF()
        for place, (digest, source) in enumerate(recent.details.pictures):
            image = thumbnails.shared().get(digest, source, QSize(side, side), ratio, radius=0)
            if image is not None:
                x, y = (place % 2) * (side + 1), (place // 2) * (side + 1)
                painter.drawImage(QRectF(rect.x() + x, rect.y() + y, side, side), image)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: QRectF, recent: Recent) -> None:
        score, metric = recent.score()
        right = max(
            paint.width_of(score, theme.font("button")), paint.width_of(metric, theme.font("hint")), -theme.px(12)
        )
        words = row.adjusted(0, 0, -right - theme.px(12), 0)
        top, bottom = self._lines(words)
        paint.text(painter, top, recent.summary.name, theme.font("button"), "text")
        paint.text(painter, bottom, recent.content(), theme.font("hint"), "text2")
        top, bottom = self._lines(row)
        paint.text(painter, top, score, theme.font("button"), "text", paint.RIGHT)
        paint.text(painter, bottom, metric, theme.font("hint"), "text2", paint.RIGHT)

    def _lines(self, row: QRectF) -> tuple[QRectF, QRectF]:
        middle = row.center().y()
        top = QRectF(row.x(), middle - theme.px(19), row.width(), theme.px(20))
        return top, QRectF(row.x(), middle + theme.px(1), row.width(), theme.px(18))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name of the project"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        left = SIDE + theme.px(2 * TILE + 9)
        height = theme.px(34)
        editor.setGeometry(rect.x() + left, rect.center().y() - height // 2, rect.width() - left - SIDE, height)


class RecentList(QListView):
    """Enter or a click opens, F2 renames, Delete removes; a menu offers all of it."""

    opened = Signal(Path)
    remove_asked = Signal(object)  # ProjectSummary
    show_in_folder_asked = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.projects = RecentModel(self)
        self.shows_ring = False
        self.setModel(self.projects)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        thumbnails.shared().changed.connect(self.viewport().update)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def _folder(self, index: QModelIndex) -> Path:
        return self.projects.rows[index.row()].summary.folder

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._folder(index))

    def menu(self, index: QModelIndex) -> QMenu:
        """Make the menu of a project."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        summary = self.projects.rows[index.row()].summary
        menu.addAction(icons.icon("start"), tr("Open")).triggered.connect(lambda: self.opened.emit(summary.folder))
        rename = menu.addAction(icons.icon("edit"), tr("Rename"))
        rename.triggered.connect(lambda: self.edit(index))
        show = menu.addAction(icons.icon("folder"), tr("Show in folder"))
        show.triggered.connect(lambda: self.show_in_folder_asked.emit(summary.folder))
        menu.addSeparator()
        remove = menu.addAction(icons.icon("trash"), tr("Remove…"))
        remove.triggered.connect(lambda: self.remove_asked.emit(summary))
        return menu

    def contextMenuEvent(self, event: object) -> None:
        place: QPoint = event.pos()  # type: ignore[attr-defined]
        index = self.indexAt(place)
        if not index.isValid():
            index, place = self.currentIndex(), self.visualRect(self.currentIndex()).center()
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu(index).popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_ring = True
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._open(current)
        elif event.key() == Qt.Key.Key_Delete and current.isValid():
            self.remove_asked.emit(self.projects.rows[current.row()].summary)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shows_ring = event.reason() != Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid() and self.projects.rowCount():
            self.setCurrentIndex(self.projects.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.shows_ring = False
        self.viewport().update()
