"""``FilterBar()``: which pictures the grid shows and how large: classes, split, file name, order, size."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from sft_gui.data.index import Split
from sft_gui.ui.look import icons, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.pages.data.class_filter import ClassFilter
from sft_gui.ui.pages.data.picture_listing import Filter, Overview
from sft_gui.ui.widgets.button import IconButton
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES
from sft_gui.ui.widgets.text import IconLabel

TYPING_MS = 200  # the search starts when the typing pauses
SMALLEST, LARGEST, USUAL = 72, 288, 114
FIND_WIDTH = 420
ROOM_BESIDE = 340  # what search, order and size need beside the splits


class FilterBar(QWidget):
    """``filter_changed(Filter)`` and ``size_changed(width)`` say what the user wants to see."""

    filter_changed = Signal(object)
    size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self.classes = ClassFilter()
        self.splits = Segmented()
        put(self.splits.add("all"), "setText", "All")
        for split, name in SPLIT_NAMES.items():
            put(self.splits.add(split), "setText", name)
        self.find = put(QLineEdit(), "setPlaceholderText", "Find a file name…")
        put(self.find, "setAccessibleName", "Find a file name")
        self.find.setClearButtonEnabled(False)
        self._lens = self.find.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.mix = put(IconButton("shuffle"), "set_label", "Mix the classes")
        self.mix.setCheckable(True)
        self.mix.setChecked(True)
        self.size = put(Slider(SMALLEST, LARGEST, USUAL), "setAccessibleName", "Size of the pictures")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.find.setMaximumWidth(theme.px(FIND_WIDTH))
        row = hbox(
            grow(self.find),
            stretch(0),
            self.mix,
            IconLabel("image", "text2", 14),
            self.size,
            IconLabel("image", "text2", 18),
            spacing=8,
        )
        self.size.setMaximumWidth(theme.px(64))
        self._rows = hbox(self.splits, grow(row), spacing=8)
        vbox(self.classes, self._rows, spacing=9, margins=(theme.PADDING, 12, theme.PADDING, 12), inside=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.splits.sizeHint().width()
        fits = room > theme.px(ROOM_BESIDE)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _connect(self) -> None:
        self.classes.chosen.connect(self.set_label)
        self.classes.left_out_chosen.connect(self._on_left_out)
        self.splits.changed.connect(self._on_split)
        self.find.textChanged.connect(lambda: self._typing.start())
        self.find.returnPressed.connect(self._on_typed)
        self._typing.timeout.connect(self._on_typed)
        self.mix.toggled.connect(lambda on: self._take(replace(self._filter, mixed=on)))
        self.size.valueChanged.connect(self.size_changed)
        theme.changed.connect(self._on_theme_changed)

    def filter(self) -> Filter:
        """Give what is filtered by."""
        return self._filter

    def reset(self) -> None:
        """Show everything again, without emitting anything; order and size stay."""
        self._filter = Filter(mixed=self.mix.isChecked())
        self.splits.set_value("all")
        self.find.blockSignals(True)
        self.find.clear()
        self.find.blockSignals(False)
        self._typing.stop()
        self.classes.set_chosen(None)

    def show_overview(self, overview: Overview) -> None:
        """Show the classes and their numbers; a class that is gone is no longer filtered by."""
        counts = {name: sum(by_split.values()) for name, by_split in overview.counts.items()}
        self.classes.show_classes(counts, overview.left_out, overview.total)
        is_gone = self._filter.label is not None and self._filter.label not in counts
        if is_gone or (self._filter.only_left_out and not overview.left_out):
            self.set_label(None)

    def set_label(self, label: str | None) -> None:
        """Filter by a class, or by none."""
        self.classes.set_chosen(label)
        self._take(replace(self._filter, label=label, only_left_out=False))

    def _on_left_out(self) -> None:
        self.classes.set_chosen(None, left_out=True)
        self._take(replace(self._filter, label=None, only_left_out=True))

    def _on_split(self, key: str) -> None:
        self._take(replace(self._filter, split=None if key == "all" else Split(key)))

    def _on_typed(self) -> None:
        self._typing.stop()
        self._take(replace(self._filter, text=self.find.text().strip()))

    def focus_find(self) -> None:
        """Put the cursor into the search."""
        self.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find.selectAll()

    def _take(self, chosen: Filter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self.filter_changed.emit(chosen)

    def _on_theme_changed(self) -> None:
        self._lens.setIcon(icons.icon("search", "text3"))
        self.find.setMaximumWidth(theme.px(FIND_WIDTH))
        self.size.setMaximumWidth(theme.px(64))
