"""``settings``: the table of all settings, derived from their declarations."""

from __future__ import annotations

import argparse

from sft_gui.commands.console import Console
from sft_gui.settings.catalogue import GROUPS, SETTINGS
from sft_gui.settings.presets import PRESETS
from sft_gui.settings.setting import Setting, Value

HELP = "list the settings that train --set takes, with defaults and ranges, and the presets"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the settings by group, then the presets."""
    rows = [["Setting", "Default", "Values", "Meaning"]]
    for group in GROUPS:
        rows += [
            [each.key, _text(each.default), values(each), str(each.help)]
            for each in SETTINGS.values()
            if each.group == group
        ]
    console.table(rows)
    console.say()
    for preset in PRESETS.values():
        chosen = {**preset.values, **({"model.name": preset.model} if preset.model else {})}
        console.say(f"--preset {preset.name}: " + ", ".join(f"{key}={_text(value)}" for key, value in chosen.items()))
    console.result({"settings": [_as_json(setting) for setting in SETTINGS.values()]})
    return 0


def values(setting: Setting) -> str:
    """Say in short which values a setting takes."""
    if setting.choices:
        known = "|".join(choice.value for choice in setting.choices)
    elif setting.kind is bool:
        known = "true|false"
    elif setting.kind is str:
        known = "text"
    else:
        sign = ">" if setting.above_minimum else ""
        known = f"{sign}{_text(setting.minimum)}..{_text(setting.maximum)}"
    return f"{known}|none" if setting.optional else known


def _text(value: Value) -> str:
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def _as_json(setting: Setting) -> dict[str, object]:
    return {
        "key": setting.key,
        "kind": setting.kind.__name__,
        "default": setting.default,
        "minimum": setting.minimum,
        "maximum": setting.maximum,
        "choices": [choice.value for choice in setting.choices],
        "optional": setting.optional,
        "label": str(setting.label),
        "help": str(setting.help),
    }
