"""``ClassFilter()``: chips for all pictures and for each class; classes without room are in a list at the end."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.data.class_popup import ClassPopup
from sft_gui.ui.widgets.chip import FilterChip

SPACING = 6
MOST_CHIPS = 12  # beyond this a list is easier to read than chips
NAME_WIDTH, MORE_WIDTH = 130, 96
HEIGHT = 30


class _ClassChip(FilterChip):
    """A long name is shortened in the middle, where class names differ least."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.name = name
        self._shorten()
        theme.changed.connect(self._shorten)

    def _shorten(self) -> None:
        metrics = QFontMetrics(theme.font("small_strong"))
        shown = metrics.elidedText(words.shown(self.name), Qt.TextElideMode.ElideMiddle, theme.px(NAME_WIDTH))
        self.setText(shown)
        self.setToolTip(words.tooltip(self.name) if shown != words.shown(self.name) else "")
        self.setAccessibleName(self.name)


class _MoreChip(FilterChip):
    """Opens the list; while a class of it is chosen, the chip is that class."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.px(20), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with paint.begin(self) as painter:
            side = theme.px(14)
            tone = "accent_text" if self.isChecked() else "text2"
            x = QRectF(self.rect()).right() - side - theme.px(9)
            icons.paint(painter, "down", tone, x, (self.height() - side) / 2, side)


class ClassFilter(QWidget):
    """One class, all of them, or the pictures left out; ``chosen(label)`` and ``left_out_chosen()`` say which."""

    chosen = Signal(object)  # the class, or None for all
    left_out_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self._num_left_out = 0
        self._label: str | None = None
        self._is_left_out = False
        self._rest: list[str] = []
        self.all = put(FilterChip(parent=self), "setText", "All")
        self.all.clicked.connect(lambda: self.chosen.emit(None))
        self.chips: list[_ClassChip] = []
        self.more = _MoreChip(parent=self)
        self.more.clicked.connect(self._on_more)
        self.left_out = put(FilterChip(parent=self), "setText", "Left out")
        self.left_out.clicked.connect(self.left_out_chosen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._arrange)
        words.changed.connect(self._arrange)

    def show_classes(self, counts: Mapping[str, int], left_out: int, total: int | None = None) -> None:
        """Show the classes with their numbers; ``total`` pictures, where one may hold several classes."""
        if list(counts) != list(self._counts):
            self._make_chips(list(counts)[:MOST_CHIPS])
        self._counts, self._num_left_out = dict(counts), left_out
        self.all.set_count(sum(counts.values()) if total is None else total)
        self.left_out.set_count(left_out)
        for chip in self.chips:
            chip.set_count(counts[chip.name])
        self._arrange()

    def _make_chips(self, names: list[str]) -> None:
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [_ClassChip(name, self) for name in names]
        for chip in self.chips:
            chip.clicked.connect(lambda _=False, name=chip.name: self.chosen.emit(name))
        for first, second in pairwise([self.all, *self.chips, self.more, self.left_out]):
            QWidget.setTabOrder(first, second)

    def set_chosen(self, label: str | None, *, left_out: bool = False) -> None:
        """Mark what is filtered by, without emitting anything."""
        self._label, self._is_left_out = label, left_out
        self._arrange()

    def _on_more(self) -> None:
        self._mark()  # a click alone chooses nothing
        popup = ClassPopup({name: self._counts[name] for name in self._rest}, self)
        popup.chosen.connect(lambda name: self.chosen.emit(name))
        popup.move(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
        popup.show()

    def _arrange(self) -> None:
        """Place as many chips as fit, the list of the other classes, and what is left out."""
        end = self.width()
        self.left_out.setVisible(self._num_left_out > 0)
        if self._num_left_out:
            end -= self.left_out.sizeHint().width() + SPACING
        fitting = self._num_fitting(end)
        self._rest = list(self._counts)[fitting:]
        self._name_more()
        x = 0
        for chip in (self.all, *self.chips[:fitting]):
            x = self._place(chip, x)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < fitting)
        self.more.setVisible(bool(self._rest))
        if self._rest:
            x = self._place(self.more, x)
        self._place(self.left_out, x)
        self._mark()

    def _num_fitting(self, end: int) -> int:
        widths = [chip.sizeHint().width() + SPACING for chip in self.chips]
        x = self.all.sizeHint().width() + SPACING
        if len(self.chips) == len(self._counts) and x + sum(widths) - SPACING <= end:
            return len(widths)
        fitting = _num_before(widths, x, end - theme.px(MORE_WIDTH))
        is_in_list = self._label is not None and self._label not in list(self._counts)[:fitting]
        if is_in_list:  # the list's chip holds its name then
            fitting = _num_before(widths, x, end - theme.px(NAME_WIDTH + 50))
        return fitting

    def _name_more(self) -> None:
        if self._label in self._rest:
            metrics = QFontMetrics(theme.font("small_strong"))
            self.more.setText(
                metrics.elidedText(words.shown(self._label), Qt.TextElideMode.ElideMiddle, theme.px(NAME_WIDTH)),
            )
        else:
            self.more.setText(tr("{count} more", count=f"{len(self._rest):,}"))
        self.more.setAccessibleName(tr("More classes"))

    def _mark(self) -> None:
        self.all.setChecked(self._label is None and not self._is_left_out)
        self.left_out.setChecked(self._is_left_out)
        for chip in self.chips:
            chip.setChecked(chip.name == self._label and not self._is_left_out)
        self.more.setChecked(self._label in self._rest and not self._is_left_out)

    def _place(self, chip: FilterChip, x: int) -> int:
        size = chip.sizeHint()
        chip.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
        return x + size.width() + SPACING

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()


def _num_before(widths: list[int], x: int, end: int) -> int:
    """Count how many of these fit side by side between ``x`` and ``end``."""
    fitting = 0
    for width in widths:
        x += width
        if x > end:
            break
        fitting += 1
    return fitting
