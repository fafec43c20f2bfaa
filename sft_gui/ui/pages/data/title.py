"""``EditableTitle()``: a page's title that becomes a field when it is clicked; ``renamed`` gives the new name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedLayout, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.text import Elided


class _Label(Elided):
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("title", parent=parent)
        self.focus_radius = theme.RADIUS_CHECK
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class EditableTitle(QWidget):
    """Enter or leaving the field takes the name, Esc keeps the old one."""

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.field = _Label(), QLineEdit()
        put(self.label, "setAccessibleDescription", "Press Enter to rename")
        put(self.field, "setAccessibleName", "Name of the project")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.label)
        self._stack.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.label.asked.connect(self.edit)
        self.field.editingFinished.connect(self._take)
        self.field.installEventFilter(self)
        self._set_font()
        theme.changed.connect(self._set_font)

    def _set_font(self) -> None:
        self.field.setFont(theme.font("heading"))

    def set_name(self, name: str) -> None:
        """Show a name."""
        self.label.setText(name)
        self._stack.setCurrentWidget(self.label)

    def edit(self) -> None:
        """Let the user type another name."""
        self.field.setText(self.label.full_text())
        self.field.selectAll()
        self._stack.setCurrentWidget(self.field)
        self.field.setFocus()

    def _take(self) -> None:
        name = self.field.text().strip()
        if self._stack.currentWidget() is not self.field:
            return
        if name and name != self.label.full_text():
            self.set_name(name)
            self.renamed.emit(name)
        self._stack.setCurrentWidget(self.label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.field.setText(self.label.full_text())  # leaving the field takes what is in it
            self._stack.setCurrentWidget(self.label)
            self.label.setFocus()
            return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(max(self.label.sizeHint().width(), theme.px(220)), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(34))
