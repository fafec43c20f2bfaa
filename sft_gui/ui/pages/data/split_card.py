"""``SplitCard()``: how the pictures are split, with handles to change it; without them where the folder says it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from sft_gui.data.index import Split
from sft_gui.data.project import SplitChoice
from sft_gui.ui.look import words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill
from sft_gui.ui.widgets.split_bar import SplitBar
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES, SplitMark
from sft_gui.ui.widgets.text import Text


class SplitCard(Card):
    """``split_chosen(val_fraction, test_fraction)`` and ``mix_asked(seed)`` are what the user asks for."""

    split_chosen = Signal(float, float)
    mix_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Split")
        self._choice = SplitChoice()
        self._counts = dict.fromkeys(Split, 0)
        self.mix = Button("quiet", icon="shuffle", size="small")
        self.mix.clicked.connect(lambda: self.mix_asked.emit(self._choice.seed + 1))
        self.bar = SplitBar()
        self.bar.moved.connect(self._on_moved)
        self.bar.chosen.connect(self._on_chosen)
        self._note = Text("small", "text2", wrap=True)
        self._names = {split: Text("hint", "text2") for split in Split}
        self.numbers = {split: Text("section") for split in Split}
        self._lay_out()
        words.changed.connect(self._say)

    def _lay_out(self) -> None:
        self.head.addWidget(self.mix)
        self.body.addWidget(self.bar)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        for place, split in enumerate(Split):
            grid.addWidget(SplitMark(split), 0, 3 * place)
            grid.addWidget(self._names[split], 0, 3 * place + 1)
            grid.addWidget(self.numbers[split], 1, 3 * place, 1, 3)
            grid.setColumnStretch(3 * place + 2, 1)
        fill(self.body, grid, self._note)

    def show_split(self, choice: SplitChoice, counts: dict[Split, int]) -> None:
        """Show the project's choice and how many pictures each split has."""
        self._choice, self._counts = choice, counts
        self.mix.setVisible(not choice.given)
        self.bar.set_movable(train=not choice.given, val=not choice.given and not self._has_given_test())
        self.bar.set_shares(*self._shares())
        self._say()

    def _has_given_test(self) -> bool:
        return not self._choice.given and self._choice.test_fraction == 0 and self._counts[Split.TEST] > 0

    def _shares(self) -> tuple[float, float, float]:
        choice = self._choice
        if not choice.given and not self._has_given_test():
            return 1 - choice.val_fraction - choice.test_fraction, choice.val_fraction, choice.test_fraction
        total = max(sum(self._counts.values()), 1)
        train, val, test = (self._counts[split] / total for split in Split)
        return train, val, test

    def _say(self) -> None:
        put(self.mix, "setText", "Mix again (seed {seed})", seed=self._choice.seed)
        self._note.setVisible(self._choice.given or self._has_given_test())
        if self._choice.given:
            self._note.setText(tr("The folder itself says which pictures are for what. It stays as it is."))
        elif self._has_given_test():
            self._note.setText(tr("The test set is the folder's own. Validation is cut from the rest."))
        self._say_shares(self.bar.shares(), self._counts)

    def _say_shares(self, shares: tuple[float, float, float], counts: dict[Split, int]) -> None:
        for split, share in zip(Split, shares, strict=True):
            self._names[split].setText(tr("{name} {share} %", name=told(SPLIT_NAMES[split]), share=round(100 * share)))
            self.numbers[split].setText(f"{counts[split]:,}")

    def _on_moved(self, *shares: float) -> None:
        total = sum(self._counts.values())
        about = {split: round(share * total) for split, share in zip(Split, shares, strict=True)}
        self._say_shares((shares[0], shares[1], shares[2]), about)

    def _on_chosen(self, train: float, val: float, test: float) -> None:
        if self._has_given_test():
            self.split_chosen.emit(val / max(train + val, 0.01), 0.0)
        else:
            self.split_chosen.emit(val, test)
