"""``BoxesPanel``: what was found in one picture: counts by class, the threshold, the boxes, surest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from sft_gui.messages import counted
from sft_gui.tasks.boxes import SURE
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.items import BoxesItem
from sft_gui.ui.overlays.shapes import Box, Shapes
from sft_gui.ui.tasks.panels.box_list import BoxList
from sft_gui.ui.tasks.panels.panel import Panel
from sft_gui.ui.tasks.panels.picture import PictureCard
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import CheckBox
from sft_gui.ui.widgets.layout import fill, grow, hbox, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.text import Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch

STEP = 0.05
COUNTS_MOST = 180


class BoxesPanel(Panel):
    """Draws the boxes it lists on ``card``; classes and the threshold stay as chosen from picture to picture."""

    takes_height = has_truth_switch = True

    def __init__(self, card: PictureCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card, self.truth = card, card.truth
        self._colours = ClassColours(())
        self._said: Shapes | None = None
        self._truth: Shapes | None = None
        self._message = ""
        self._item: BoxesItem | None = None
        self._hidden: set[str] = set()
        self._ticks: dict[str, tuple[CheckBox, Text]] = {}
        self.head = Text("section")
        self.slider = Slider(5, 100, round(100 * SURE))
        self.entry = QLineEdit(f"{SURE:.2f}")
        self.weaker = Text("small", "text2")
        self.boxes = BoxList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._list_card = Card(padded=False)
        put(self._list_card.title, "setText", "Boxes")
        self._list_card.head.addWidget(put(Text("small", "text2"), "setText", "highest confidence first"))
        self._list_card.body.addWidget(self.boxes)
        self._list_card.setMinimumHeight(theme.px(120))
        vbox(self._counts_card(), self._threshold_card(), grow(self._list_card), spacing=14, margins=0, inside=self)

    def _counts_card(self) -> Card:
        self._counts = Card(titled=False)
        self._counts.body.setContentsMargins(18, 14, 18, 12)
        self._hide_hint = put(Text("small", "text2"), "setText", "click to hide a class")
        head = hbox(grow(self.head), self._hide_hint)
        self._counts.body.addLayout(head)
        rows = QWidget()
        self._rows = QGridLayout(rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(0, 1)
        self._scroll = PageScroll(rows)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._counts.body.addWidget(self._scroll)
        return self._counts

    def _threshold_card(self) -> Card:
        card = Card(titled=False)
        self.entry.setFixedWidth(theme.px(74))
        validator = QDoubleValidator(0.05, 1.0, 2, self.entry)
        validator.setLocale(QLocale.c())  # as the settings: a point in every language
        self.entry.setValidator(validator)
        head = hbox(grow(put(Text("section"), "setText", "Confidence threshold")), self.entry)
        put(self.slider, "setAccessibleName", "Confidence threshold")
        put(self.entry, "setAccessibleName", "Confidence threshold")
        fill(card.body, head, self.slider, self.weaker)
        return card

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._on_threshold)
        self.entry.editingFinished.connect(self._on_entry)
        self.boxes.picked.connect(self._draw)
        self.truth.toggled.connect(self._on_truth_wanted)
        words.changed.connect(self._say)

    # What is shown

    def set_colours(self, colours: ClassColours) -> None:
        """Take the classes of the run that answers."""
        self._colours, self._hidden = colours, set()
        self.boxes.set_colours(colours)

    def threshold(self) -> float:
        """Give the score below which boxes are not shown."""
        return self.slider.value() / 100

    def show_answer(self, answer: Answer | None, device: str) -> None:
        """Show what was found, None while the picture is being worked on."""
        prediction = answer.prediction if answer is not None else None
        self._said = Shapes.found(prediction, answer.width, answer.height) if answer and prediction else None
        self._message = told(answer.error) if answer is not None and answer.error is not None else ""
        self._truth = None
        self._make_ticks()
        self._lay_over()

    def show_truth(self, truth: Shapes | None) -> None:
        """Take what is annotated, None where nothing is known."""
        self._truth = truth
        self._lay_over()

    def toggle_truth(self) -> None:
        if self.truth.isEnabled():
            self.truth.toggle()

    def step(self, by: int) -> None:
        """Raise or lower the threshold, as the keys [ and ] do."""
        self.slider.setValue(self.slider.value() + round(100 * STEP) * by)

    def _lay_over(self) -> None:
        self.truth.setEnabled(self._truth is not None)
        shapes = self._said or self._truth
        self._item = BoxesItem(shapes.width, shapes.height, self._colours) if shapes is not None else None
        self._card.set_overlay(self._item)
        self._on_truth_wanted()
        self._say()

    def _on_truth_wanted(self) -> None:
        if self._item is not None:
            self._item.show_truth(self._truth.boxes if self._truth is not None and self.truth.isChecked() else ())

    def _on_threshold(self) -> None:
        self.entry.setText(f"{self.threshold():.2f}")
        self._say()

    def _on_entry(self) -> None:
        self.slider.setValue(round(100 * float(self.entry.text())))
        self.entry.setText(f"{self.threshold():.2f}")

    def _sure(self) -> list[Box]:
        boxes = self._said.boxes if self._said is not None else ()
        return [box for box in boxes if (box.score or 0.0) >= self.threshold()]

    def _say(self) -> None:
        sure = self._sure()
        counts = Counter(box.label for box in sure)
        for name, (tick, number) in self._ticks.items():
            number.setText(str(counts[name]))
            for widget in (tick, number):
                widget.setVisible(counts[name] > 0)
        shown = sum(counts[name] > 0 for name in self._ticks)
        self._scroll.setFixedHeight(min(shown * (theme.px(28) + 8), theme.px(COUNTS_MOST)))
        self._scroll.setVisible(shown > 0)
        weaker = (len(self._said.boxes) if self._said is not None else 0) - len(sure)
        self.weaker.setText(
            told(counted(weaker, "1 weaker box is hidden.", "{count} weaker boxes are hidden."))
            if weaker
            else tr("No box is hidden.")
        )
        self.head.setText(self._head(len(sure)))
        self._hide_hint.setVisible(shown > 0)
        self.boxes.show_boxes([box for box in sure if box.label not in self._hidden])
        self._draw()

    def _head(self, count: int) -> str:
        if self._said is None:
            return self._message or tr("Looking at it")
        if not count:
            return tr("Nothing found")
        return told(counted(count, "1 object found", "{count} objects found"))

    def _make_ticks(self) -> None:
        """Make a line for every class found, the most frequent first."""
        for widgets in self._ticks.values():
            for widget in widgets:
                self._rows.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._ticks = {}
        found = Counter(box.label for box in self._sure())
        names = list(found) if self._said is None else list(dict.fromkeys(b.label for b in self._said.boxes))
        for row, name in enumerate(sorted(names, key=lambda name: -found[name])):
            tick, number = CheckBox(name), Text("section")
            tick.setChecked(name not in self._hidden)
            tick.set_color(self._colours.color(name))
            tick.toggled.connect(lambda on, name=name: self._on_tick(name, on))
            self._rows.addWidget(tick, row, 0)
            self._rows.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
            self._ticks[name] = (tick, number)

    def _on_tick(self, name: str, on: bool) -> None:
        self._hidden.discard(name) if on else self._hidden.add(name)
        self._say()

    def _draw(self) -> None:
        if self._item is not None:
            shown = tuple(box for box in self._sure() if box.label not in self._hidden)
            self._item.show_boxes(shown, self.boxes.current())
