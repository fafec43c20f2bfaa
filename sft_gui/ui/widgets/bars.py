"""Bars that carry a number: ``ProgressBar()`` 6 px, ``ProgressRow()`` with words above it, ``MeterRow("cpu")``,
``ProbabilityBars()`` for the first five answers. All are QProgressBars to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QSizePolicy, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

SCALE = 1000
TICK_MS, ROUND_TICKS = 50, 40  # the chunk of an unknown total goes round in two seconds


class ProgressBar(QProgressBar):
    """A thin bar; ``set_progress(done, total)`` with total None shows that the total is unknown."""

    def __init__(self, *, thick: int = 6, color: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thick, self._color, self._tick = thick, color, ROUND_TICKS // 3
        self.setTextVisible(False)
        self.setRange(0, SCALE)
        self.setValue(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        paint.follow_theme(self)

    def set_progress(self, done: float, total: float | None) -> None:
        """Show ``done`` of ``total``."""
        if total is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, SCALE)
            self.setValue(round(SCALE * min(max(done / total, 0.0), 1.0)) if total else 0)
        self._watch()
        self.update()

    def set_color(self, color: str) -> None:
        """Change the colour of the filled part."""
        self._color = color
        self.update()

    def _watch(self) -> None:
        if self.maximum() == 0 and self.isVisible() and not theme.less_motion():
            self._timer.start()
        else:
            self._timer.stop()

    def _on_tick(self) -> None:
        self._tick = (self._tick + 1) % ROUND_TICKS
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(self._thick))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), theme.px(self._thick))

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        with paint.begin(self) as painter:
            paint.box(painter, rect, radius, fill="grid")
            if self.maximum() == 0:
                width = rect.width() * 0.3
                x = (rect.width() + width) * self._tick / ROUND_TICKS - width
                chunk = QRectF(x, 0, width, rect.height()).intersected(rect)
            else:
                chunk = QRectF(0, 0, rect.width() * self.value() / SCALE, rect.height())
                if self.value():
                    chunk.setWidth(max(chunk.width(), min(4.0, rect.height())))
            if chunk.width() > 0:
                color = self._color if self.isEnabled() else "disabled"
                paint.box(painter, chunk, min(radius, chunk.width() / 2), fill=color)


class ProgressRow(QWidget):
    """What is being done, how much of it, and the bar below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = Elided("small")
        self.amount = Text("small", "text2")
        self.bar = ProgressBar()
        head = hbox(grow(self.what), self.amount)
        vbox(head, self.bar, spacing=6, margins=0, inside=self)

    def set_what(self, what: str) -> None:
        """Say what is being done; the bar takes it as its accessible name."""
        self.what.setText(what)
        self.bar.setAccessibleName(what)


class MeterRow(QWidget):
    """A part of the computer: icon, name, bar, and the amount in words."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = IconLabel(icon, "text2", 18)
        self.name = Text("small", "text2")
        self.bar = ProgressBar()
        self.amount = Text("small")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for column, widget in enumerate((self.icon, self.name, self.bar, self.amount)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(2, 1)
        self._fix_columns()
        theme.changed.connect(self._fix_columns)

    def _fix_columns(self) -> None:
        # The rows stand below each other: the same widths make their bars start and end together.
        self.name.setMinimumWidth(theme.px(62))
        self.amount.setMinimumWidth(theme.px(92))

    def set_name(self, name: str) -> None:
        """Name the part."""
        self.name.setText(name)
        self.bar.setAccessibleName(name)

    def set_share(self, share: float | None) -> None:
        """Fill the bar, 0 to 1; None where there is nothing to measure."""
        self.bar.set_progress(share or 0.0, 1.0)
        self.setEnabled(share is not None)


class _Answer(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.share = Elided("small"), Text("small")
        self.bar = ProgressBar(thick=8)
        head = hbox(grow(self.name), self.share)
        vbox(head, self.bar, spacing=5, margins=0, inside=self)

    def show_answer(self, name: str, probability: float, is_first: bool) -> None:
        self.name.setText(name)
        self.share.setText(f"{100 * probability:.1f} %")
        self.bar.setAccessibleName(name)
        for label in (self.name, self.share):
            theme.restyle(label, role="small_strong" if is_first else "small", tone="text" if is_first else "text2")
        self.bar.set_color("accent" if is_first else "line_strong")


class ProbabilityBars(QWidget):
    """The first answers with their probabilities, the likeliest on top; ``show_answers([("rose", 0.97), ...])``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = vbox(spacing=14, margins=0, inside=self)
        self._rows: list[_Answer] = []
        self._from: list[float] = []
        self._to: list[float] = []
        self._animation = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_moved)

    def show_answers(self, answers: Sequence[tuple[str, float]]) -> None:
        """Show names with probabilities in [0, 1]; the bars move there unless the user wants less motion."""
        while len(self._rows) < len(answers):
            self._rows.append(_Answer())
            self._column.addWidget(self._rows[-1])
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(answers))
        self._from = [row.bar.value() / SCALE for row in self._rows[: len(answers)]]
        self._to = [probability for _, probability in answers]
        for index, (name, probability) in enumerate(answers):
            self._rows[index].show_answer(name, probability, is_first=index == 0)
        self._animation.stop()
        if theme.duration() and self.isVisible():
            self._animation.setDuration(theme.duration())
            self._animation.start()
        else:
            self._on_moved(1.0)

    def _on_moved(self, moved: float) -> None:
        for row, start, end in zip(self._rows, self._from, self._to, strict=False):
            row.bar.set_progress(start + (end - start) * moved, 1.0)
