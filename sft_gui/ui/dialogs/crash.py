"""The crash dialog: what went wrong, what is safe, and a report to copy that holds no file names unless ticked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sft_gui.ui.core.crash import Report
from sft_gui.ui.look import icons, paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.checks import CheckBox
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import aligned, gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text

RESTART = 2  # result of exec()


class _Mark(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(36), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            rect = QRectF(0, 0, theme.px(36), theme.px(36))
            paint.box(painter, rect, 8, fill="danger_soft")
            side = theme.px(18)
            icons.paint(painter, "error", "danger", theme.px(9), theme.px(9), side)


class CrashDialog(Dialog):
    """``exec()`` gives Accepted for "Go on" and RESTART."""

    def __init__(self, report: Report, *, is_training: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        put(self, "setWindowTitle", "Something went wrong in the window")
        text = Text("body", "text2", wrap=True)
        if is_training:
            put(
                text,
                "setText",
                "Your training goes on and your pictures are safe. "
                "The report holds no file names unless you tick the box.",
            )
        else:
            put(
                text,
                "setText",
                "Your runs and your pictures are safe. The report holds no file names unless you tick the box.",
            )
        self.text = QPlainTextEdit()
        self.text.setProperty("kind", "report")
        self.text.setReadOnly(True)
        self.text.setFont(theme.font("mono"))
        self.text.setFixedHeight(theme.px(78))
        put(self.text, "setAccessibleName", "Report")
        self.names = put(CheckBox(), "setText", "Include file names")
        self.names.toggled.connect(self._show_report)
        self.copy = put(Button(icon="copy"), "setText", "Copy the report")
        self.restart = put(Button("quiet"), "setText", "Restart")
        self.go_on = put(Button("primary"), "setText", "Go on")
        self.copy.clicked.connect(self._copy)
        self.restart.clicked.connect(lambda: self.done(RESTART))
        self.go_on.clicked.connect(self.accept)
        self._lay_out(text)
        self._show_report()
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _lay_out(self, text: Text) -> None:
        words = vbox(put(Text("heading", wrap=True), "setText", "Something went wrong in the window"), text, spacing=2)
        head = hbox(aligned(_Mark(), Qt.AlignmentFlag.AlignTop), grow(words), spacing=12)
        buttons = hbox(self.copy, stretch(), self.restart, self.go_on, spacing=8)
        vbox(head, gap(4), self.text, self.names, gap(4), buttons, spacing=10, margins=(24, 22, 24, 18), inside=self)
        self.setFixedWidth(theme.px(620))

    def _show_report(self) -> None:
        self.text.setPlainText(self._report.short(with_names=self.names.isChecked()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.full(with_names=self.names.isChecked()))
