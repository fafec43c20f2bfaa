"""``PresetCards(draft)``: the named recipes, and Custom, which lights up by itself when no recipe fits any more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.messages import say
from sft_gui.settings.presets import OFFERED
from sft_gui.ui.look import formats, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.pages.train.columns import Columns
from sft_gui.ui.pages.train.draft import CUSTOM, Draft
from sft_gui.ui.pages.train.radio_card import RadioCard


class PresetCards(Columns):
    """One card a preset. ``chosen`` is emitted with the name when the user takes a preset, not for Custom."""

    chosen = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(140, len(OFFERED) + 1, parent=parent)
        self._draft = draft
        self._task: str | None = None
        self.cards: dict[str, RadioCard] = {}
        self.grid.setSpacing(theme.GAP_DENSE - 2)
        for preset in OFFERED:
            self.cards[preset.name] = put(RadioCard(), "setText", preset.label)
        custom = put(RadioCard(), "setText", say("Custom"))
        self.cards[CUSTOM] = put(custom, "set_description", "Choose every setting yourself")
        for card in self.cards.values():
            policy = card.sizePolicy()  # cards of one row are of one height, whichever text is the longest
            policy.setVerticalPolicy(QSizePolicy.Policy.MinimumExpanding)
            card.setSizePolicy(policy)
        self.set_items(list(self.cards.values()))
        for name, card in self.cards.items():
            # Arrow keys check a card without a click, and a card lit up by the draft is not the user's choice.
            card.toggled.connect(lambda on, name=name: on and self._take(name))
        draft.changed.connect(self._show_draft)
        self._show_draft()

    def show_times(self, seconds: Mapping[str, float]) -> None:
        """Show how long each preset takes, where that is known."""
        for preset in OFFERED:
            card = self.cards[preset.name]
            card.set_note(formats.about(seconds[preset.name]) if preset.name in seconds else "")

    def _take(self, name: str) -> None:
        if name == CUSTOM:
            self._draft.take_custom()
        else:
            self._draft.take_preset(name)
            self.chosen.emit(name)

    def _show_draft(self) -> None:
        if self._task != self._draft.task:
            self._task = self._draft.task
            for preset in OFFERED:
                put(self.cards[preset.name], "set_description", preset.help_for(self._task))
        card = self.cards[self._draft.matching_preset()]
        if not card.isChecked():
            card.blockSignals(True)
            card.setChecked(True)
            card.blockSignals(False)
            self.update()
            for other in self.cards.values():
                other.update()
