"""The settings being chosen for the next run: values, what is wrong with them, how they differ from the preset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from sft_gui.messages import Message
from sft_gui.models import catalogue
from sft_gui.settings.catalogue import DEFAULTS, SETTINGS, current_key, problems, warnings
from sft_gui.settings.presets import OFFERED, PRESETS, Amount
from sft_gui.settings.setting import Setting, Settings, Value
from sft_gui.tasks import registry
from sft_gui.tasks.registry import DEFAULT

CUSTOM = "custom"
OWN = ("model.name", "model.weights")  # no preset's
EDITABLE = tuple(setting for setting in SETTINGS.values() if setting.editable)


class Draft(QObject):
    """One model behind the form, the presets, the model table and the Start button."""

    changed = Signal()

    def __init__(self, preset: str = "best", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preset = preset  # the one chosen last; what "changed" and the way back refer to
        self.task = DEFAULT.name
        self.amount: Amount | None = None  # of the project's data
        self.values: Settings = DEFAULTS.with_values(_editable(PRESETS[preset].settings()))
        self._is_custom = False  # asked for, whatever the values
        self._unread: dict[str, Message] = {}  # by key: why what was typed is no value
        self._found: dict[str, Message | None] = {}  # by key: what others found, such as a model of one picture size

    def set_task(self, task: str) -> None:
        """Begin anew for another task: with its own first model, as the preset says for it."""
        self.task, self._is_custom = task, False
        self._unread.clear()
        self._found.clear()
        base = {
            **_editable(PRESETS[self.preset].settings(task)),
            "model.name": catalogue.default(registry.find(task).family).name,
        }
        self.take({**base, "model.weights": DEFAULTS["model.weights"]})

    def base(self, preset: str) -> Settings:
        """Give a preset's settings for the task and the model."""
        own = PRESETS[preset].settings(self.task, self.amount)
        return catalogue.fitting(own.with_values({"model.name": self.values["model.name"]}))

    def values_of(self, preset: str) -> Settings:
        """Give the values as they would be with a preset taken: the model stays."""
        return self.values.with_values(_editable(self.base(preset)))

    def take(self, changes: Mapping[str, Value]) -> None:
        """Set values; what is the preset's follows the model."""
        before = self.base(self.preset)
        self.values = self.values.with_values(changes)
        if "model.name" in changes:
            self._follow(before, but=changes)
        for key in changes:
            self._unread.pop(key, None)
        self.changed.emit()

    def set_amount(self, amount: Amount) -> None:
        """Take note of how much data there is; what is the preset's follows."""
        if amount != self.amount:
            before = self.base(self.preset)
            self.amount = amount
            self._follow(before, but={})
            self.changed.emit()

    def _follow(self, before: Settings, *, but: Mapping[str, Value]) -> None:
        """Set what was the preset's to what is the preset's now."""
        after = self.base(self.preset)
        follow = {s.key for s in EDITABLE if self.values[s.key] == before[s.key] != after[s.key]} - but.keys()
        self.values = self.values.with_values({key: after[key] for key in follow})

    def type_text(self, setting: Setting, text: str) -> None:
        """Set a value from what was typed; what cannot be read becomes a problem at its field."""
        try:
            value = setting.parse(text)
        except ValueError as error:
            self._unread[setting.key] = error.args[0]
            self.changed.emit()
        else:
            self.take({setting.key: value})

    def take_preset(self, name: str) -> None:
        """Set every form field as the preset says; the model stays."""
        self.preset, self._is_custom = name, False
        self._unread.clear()
        self.take(self.values_of(name))

    def take_custom(self) -> None:
        """Keep the values, but call them the user's own."""
        self._is_custom = True
        self.changed.emit()

    def back_to_preset(self, settings: Iterable[Setting]) -> None:
        """Set some values back."""
        base = self.base(self.preset)
        self.take({setting.key: base[setting.key] for setting in settings})

    def is_changed(self, setting: Setting) -> bool:
        """Tell whether the value differs from the preset's."""
        return setting.key in self._unread or self.values[setting.key] != self.base(self.preset)[setting.key]

    def matching_preset(self) -> str:
        """Give the preset whose every value this is, the chosen one first, or ``CUSTOM``."""
        if self._is_custom or self._unread:
            return CUSTOM
        for name in (self.preset, *(preset.name for preset in OFFERED)):
            base = self.base(name)
            if all(self.values[s.key] == base[s.key] for s in EDITABLE if s.is_for(self.task)):
                return name
        return CUSTOM

    def note_problem(self, key: str, found: Message | None) -> None:
        """Keep what only others can see of a setting, such as a device that is not here; None: it is all right."""
        if self._found.get(key) != found:
            self._found[key] = found
            self.changed.emit()

    def to_json(self) -> dict[str, Any]:
        """Give what the window remembers between starts: the preset, and what differs from it."""
        base = self.base(self.preset)
        return {"preset": self.preset, "values": {k: v for k, v in self.values.items() if v != base[k] or k in OWN}}

    def take_json(self, kept: Mapping[str, Any]) -> None:
        """Take over what was remembered, as far as this version still knows it."""
        if kept.get("preset") in {preset.name for preset in OFFERED}:
            self.preset = kept["preset"]
        own = {current_key(key): value for key, value in kept.get("values", {}).items()}
        values = {**self.base(self.preset), **own} if kept else {}
        self.take(
            {k: v for k, v in values.items() if k is not None and k in SETTINGS and SETTINGS[k].problem(v) is None}
        )

    def problems(self) -> dict[str, Message]:
        """Give what keeps a run from starting, by key."""
        found = {key: problem for key, problem in self._found.items() if problem is not None}
        return {**found, **problems(self.values), **self._unread}

    def warnings(self) -> dict[str, Message]:
        """Give what is unusual, by key."""
        return warnings(self.values)


def _editable(values: Mapping[str, Value]) -> dict[str, Value]:
    return {setting.key: values[setting.key] for setting in EDITABLE}
