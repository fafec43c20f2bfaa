"""``RunLog()``: the newest line of a run's log, and a drawer with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy, QWidget

from sft_gui.training.events import Level, Logged
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

DRAWER, LINE = 240, 36
MOST_LINES = 5000
TONES = {Level.INFO: "text2", Level.WARNING: "warn", Level.ERROR: "danger"}


def clock(time: str) -> str:
    """Write a UTC time of our files as local hours, minutes and seconds."""
    return datetime.fromisoformat(time).astimezone().strftime("%H:%M:%S")


class _Line(QAbstractButton):
    """Opens and closes the drawer."""

    def __init__(self) -> None:
        super().__init__()
        self.focus_radius = theme.RADIUS_FIELD
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.time, self.said = Text("mono", "text2"), Elided("small", "text2")
        self.chevron = IconLabel("up", "text2", 16)
        hbox(
            IconLabel("log", "text2", 16),
            put(Text("small_strong"), "setText", "Log"),
            self.time,
            grow(self.said),
            self.chevron,
            spacing=9,
            margins=(2, 0, 0, 0),
            inside=self,
        )

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse():
            with paint.begin(self) as painter:
                paint.box(painter, QRectF(self.rect()).adjusted(-1, 2, 1, -2), theme.RADIUS_FIELD, fill="hover")


class RunLog(QWidget):
    """``show_lines`` is cheap to call after every batch of events: only what is new is written."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Logged] = []
        self.line = put(_Line(), "setAccessibleName", "Log")
        self.drawer = put(QPlainTextEdit(), "setAccessibleName", "All lines of the log")
        self.drawer.setReadOnly(True)
        self.drawer.setProperty("kind", "report")
        self.drawer.setMaximumBlockCount(MOST_LINES)
        self.drawer.setMaximumHeight(0)
        self.drawer.setMinimumHeight(0)
        self.drawer.hide()
        self._slide = QPropertyAnimation(self.drawer, b"maximumHeight", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._on_slid)
        vbox(self.line, self.drawer, spacing=4, margins=0, inside=self)
        self.line.toggled.connect(self._set_open)
        words.changed.connect(self._write_again)
        theme.changed.connect(self._write_again)
        self._show_last()

    def show_lines(self, lines: Sequence[Logged]) -> None:
        """Show a run's log, oldest line first."""
        known = len(self._lines)
        if lines[:known] != self._lines:
            self._lines = list(lines)
            self._write_again()
            return
        if len(lines) == known:
            return
        self._lines.extend(lines[known:])
        self._write(self._lines[known:])
        self._show_last()

    def _write_again(self) -> None:
        self.drawer.setFont(theme.font("mono"))
        self.drawer.clear()
        self._write(self._lines)
        self._show_last()

    def _write(self, lines: Sequence[Logged]) -> None:
        bar = self.drawer.verticalScrollBar()
        is_at_end = bar.value() == bar.maximum()
        cursor = QTextCursor(self.drawer.document())
        for line in lines:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if not self.drawer.document().isEmpty():
                cursor.insertBlock()
            form = QTextCharFormat()
            form.setForeground(theme.color("text3"))
            cursor.insertText(f"{clock(line.time)}  ", form)
            form.setForeground(theme.color(TONES[line.level]))
            cursor.insertText(told(line.message), form)
        if is_at_end:
            bar.setValue(bar.maximum())

    def _show_last(self) -> None:
        last = self._lines[-1] if self._lines else None
        time, said = (clock(last.time), told(last.message)) if last is not None else ("", "")
        self.line.time.setText(time)
        self.line.said.setText(said)
        self.line.said.set_tone(TONES[last.level if last is not None else Level.INFO])
        self.line.setAccessibleDescription(f"{time} {said}".strip())

    def _set_open(self, is_open: bool) -> None:
        self.line.chevron.set_icon("down" if is_open else "up")
        self.drawer.show()
        self._slide.stop()
        self._slide.setDuration(theme.duration())
        self._slide.setStartValue(self.drawer.maximumHeight())
        self._slide.setEndValue(theme.px(DRAWER) if is_open else 0)
        self._slide.start()

    def _on_slid(self) -> None:
        is_open = self.line.isChecked()
        self.drawer.setVisible(is_open)
        self.drawer.setMinimumHeight(theme.px(DRAWER) if is_open else 0)
        if is_open:
            self.opened.emit()
