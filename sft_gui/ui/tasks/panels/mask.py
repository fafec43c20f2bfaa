"""``MaskPanel``: how a mask lies over the picture, and the classes in it with their share of the picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sft_gui.ui.core import jobs
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.overlays.items import MaskItem
from sft_gui.ui.overlays.paint import MaskArt
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.tasks.panels.class_share import ClassShare
from sft_gui.ui.tasks.panels.panel import Panel
from sft_gui.ui.tasks.panels.picture import PictureCard
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.layout import fill, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.text import Rule, Text

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch

HALF = 50  # per cent
STEP = 5
OVER, BESIDE, ONLY = "over", "beside", "only"


class MaskPanel(Panel):
    """Draws on ``card``. Truth takes the place of the answer over the picture; side by side it stands on the left."""

    takes_height = True

    def __init__(self, card: PictureCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._colours = ClassColours(())
        self._said: Shapes | None = None
        self._arts: dict[bool, MaskArt] = {}  # by whether it is the truth
        self._items: list[MaskItem] = []
        self._shown = 0  # counts the pictures: arts that come late are not laid over another one
        self._message = ""
        self._hidden: set[str] = set()
        self._rows: list[ClassShare] = []
        self.how = Segmented()
        put(self.how.add(OVER), "setText", "Over")
        put(self.how.add(BESIDE), "setText", "Beside")
        put(self.how.add(ONLY), "setText", "Only")
        self.opacity = Slider(0, 100, HALF)
        self.percent = Text("small")
        self.edges = put(Switch(), "setText", "Outlines")
        self.names = put(Switch(), "setText", "Names")
        self.truth = put(Switch(), "setText", "Ground truth")
        self.absent = Text("small", "text2", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        vbox(self._mask_card(), grow(self._class_card()), spacing=14, margins=0, inside=self)

    def _mask_card(self) -> Card:
        card = Card(titled=False)
        card.body.setContentsMargins(18, 12, 18, 10)
        head = hbox(grow(put(Text("section"), "setText", "Mask")), self.how)
        self.percent.setMinimumWidth(theme.px(42))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        strength = hbox(put(Text("small", "text2"), "setText", "Opacity"), grow(self.opacity), self.percent, spacing=12)
        put(self.opacity, "setAccessibleName", "Opacity")
        switches = QHBoxLayout()
        for switch in (self.edges, self.names, self.truth):
            fill(switches, switch, stretch())
        for switch in (self.edges, self.names):
            switch.setChecked(True)
        fill(card.body, head, strength, switches)
        return card

    def _class_card(self) -> Card:
        card = Card()
        put(card.title, "setText", "Classes")
        self._note = put(Text("small", "text2"), "setText", "share of the picture")
        card.head.addWidget(self._note)
        rows = QWidget()
        self._list = vbox(stretch(), spacing=3, margins=(0, 0, 4, 0), inside=rows)
        card.body.addWidget(PageScroll(rows), 1)
        self._rule = Rule()
        fill(card.body, self._rule, self.absent)
        return card

    def _connect(self) -> None:
        self.opacity.valueChanged.connect(self._draw)
        self.edges.toggled.connect(self._draw)
        self.names.toggled.connect(self._draw)
        self.truth.toggled.connect(self._lay_over)
        self.how.changed.connect(self._lay_over)
        words.changed.connect(self._say)
        self._draw()

    # What is shown

    def set_colours(self, colours: ClassColours) -> None:
        """Take the classes of the run that answers."""
        self._colours, self._hidden = colours, set()

    def show_answer(self, answer: Answer | None, device: str) -> None:
        """Show what the model says of every pixel, None while the picture is being worked on."""
        prediction = answer.prediction if answer is not None else None
        self._said = Shapes.of_mask(prediction, answer.width, answer.height) if answer and prediction else None
        self._message = told(answer.error) if answer is not None and answer.error is not None else ""
        self._shown += 1
        self._arts = {}
        self.truth.setEnabled(False)
        self._make_ready(self._said, is_truth=False)
        self._list_classes()
        self._lay_over()

    def show_truth(self, truth: Shapes | None) -> None:
        """Take what is annotated, None where nothing is known."""
        self.truth.setEnabled(truth is not None)
        self._make_ready(truth, is_truth=True)

    def toggle_truth(self) -> None:
        if self.truth.isEnabled():
            self.truth.toggle()

    def step(self, by: int) -> None:
        """Make the mask stronger or weaker, as the keys [ and ] do."""
        self.opacity.setValue(self.opacity.value() + STEP * by)

    def _make_ready(self, shapes: Shapes | None, *, is_truth: bool) -> None:
        if shapes is not None and shapes.mask is not None:
            done = partial(self._on_ready, self._shown, is_truth)
            jobs.run(MaskArt.of, shapes, self._colours, done=done, owner=self, priority=4)

    def _on_ready(self, shown: int, is_truth: bool, art: MaskArt) -> None:
        if shown == self._shown:
            self._arts[is_truth] = art
            self._lay_over()

    def _lay_over(self) -> None:
        """Lay the masks over the picture, as they are wanted and ready."""
        is_truth = self.truth.isChecked() and True in self._arts
        said, truth = self._arts.get(False), self._arts.get(True) if is_truth else None
        is_beside = self.how.value() == BESIDE
        left = truth if is_beside else truth or said
        items = [MaskItem(art, self._colours) if art is not None else None for art in (left, said)]
        if not is_beside:
            items[1] = None
        self._items = [item for item in items if item is not None]
        self._card.set_beside(is_beside)
        self._card.set_overlay(*items)
        self._draw()

    def _draw(self) -> None:
        self.percent.setText(f"{self.opacity.value()}\u00a0%")
        is_only = self.how.value() == ONLY
        self.opacity.setEnabled(not is_only)
        for item in self._items:
            item.show_mask(
                opacity=1.0 if is_only else self.opacity.value() / 100,
                hidden=frozenset(self._hidden),
                edges=self.edges.isChecked(),
                names=self.names.isChecked(),
            )
        self._card.set_picture_visible(not is_only)

    def _list_classes(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        shares = self._shares()
        most = max(shares.values(), default=0.0)
        for name in sorted(shares, key=lambda name: -shares[name]):
            if shares[name] > 0:
                row = ClassShare(name, self._colours.color(name), shares[name], most)
                row.setChecked(name not in self._hidden)
                row.toggled.connect(partial(self._on_tick, name))
                self._list.insertWidget(len(self._rows), row)
                self._rows.append(row)
        self._say()

    def _shares(self) -> dict[str, float]:
        classes = self._colours.classes
        if self._said is None or self._said.mask is None:
            return {}
        return dict(zip(classes, self._said.shares(len(classes)).tolist(), strict=True))

    def _say(self) -> None:
        shares = self._shares()
        absent = ", ".join(name for name, share in shares.items() if share == 0)
        said = tr("Not in this picture: {classes}", classes=absent) if absent else ""
        self.absent.setText(self._message or (said if shares else tr("Looking at it")))
        self.absent.setVisible(bool(self.absent.text()))
        self._rule.setVisible(self.absent.isVisibleTo(self))
        self._note.setVisible(bool(shares))

    def _on_tick(self, name: str, on: bool) -> None:
        self._hidden.discard(name) if on else self._hidden.add(name)
        self._draw()
