"""What was measured on this machine, by model and settings, and how finished runs compared with what was predicted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sft_gui import paths
from sft_gui.data.index import Picture
from sft_gui.files import convenience, make_folder, read_json, sweep_once, write_json
from sft_gui.messages import say
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.training.forecast import Costs

FORMAT = 7
MOST = 200  # entries kept
LATEST_RUNS = 5  # the correction is the median over so many
CORRECTION = (0.5, 2.0)  # beyond it something else was the matter, not the prediction
KIND = ("model.name", "train.trainable_layers", "train.head_init", "data.image_size", "device.name")


def costs_key(settings: Mapping[str, Any], pictures: Sequence[Picture]) -> str:
    """Return the key of what steps cost with these settings and pictures about as large as these."""
    pixels = statistics.mean(max(p.width * p.height, 1) for p in pictures) if pictures else 1
    return _digest(costly(settings), round(2 * math.log2(pixels)))


def costly(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that change what a step costs, as far as they apply."""
    return {key: settings[key] for key, each in SETTINGS.items() if each.affects_cost and each.applies(settings)}


def _digest(*parts: Any) -> str:
    machine = (platform.node(), platform.machine(), version("torch"))
    return hashlib.blake2b(json.dumps([machine, *parts]).encode(), digest_size=12).hexdigest()


def _kind(settings: Mapping[str, Any]) -> str:
    return _digest("kind", *(settings[key] for key in KIND))


def costs(settings: Mapping[str, Any], pictures: Sequence[Picture]) -> Costs | None:
    """Return what was measured last, if anything was."""
    with contextlib.suppress(KeyError, TypeError):  # of another version
        return Costs(**_read()["costs"][costs_key(settings, pictures)])
    return None


def keep_costs(settings: Mapping[str, Any], pictures: Sequence[Picture], measured: Costs) -> None:
    """Remember what was measured."""
    _write("costs", costs_key(settings, pictures), asdict(measured))


def age_seconds(measured: Costs) -> float:
    """Return how long ago it was measured."""
    return (datetime.now(UTC) - datetime.fromisoformat(measured.time)).total_seconds()


def correction(settings: Mapping[str, Any]) -> tuple[float, int]:
    """Return what runs of this kind took as a share of what was predicted, and how many runs say so."""
    ratios = _read()["runs"].get(_kind(settings), [])[-LATEST_RUNS:]
    if not ratios:
        return 1.0, 0
    return min(max(statistics.median(ratios), CORRECTION[0]), CORRECTION[1]), len(ratios)


def keep_ratio(settings: Mapping[str, Any], ratio: float) -> None:
    """Remember what a finished run took as a share of what was predicted without any correction."""
    _write("runs", _kind(settings), [*_read()["runs"].get(_kind(settings), []), round(ratio, 4)][-LATEST_RUNS:])


def _read() -> dict[str, dict[str, Any]]:
    empty: dict[str, dict[str, Any]] = {"costs": {}, "runs": {}}
    with contextlib.suppress(OSError, ValueError):
        data = read_json(paths.cache_folder() / "speed.json")
        if isinstance(data, dict) and data.get("format") == FORMAT:
            return {name: data.get(name, {}) for name in empty}
    return empty


def _write(table: str, key: str, value: Any) -> None:
    tables = _read()
    tables[table].pop(key, None)  # the newest stands last
    tables[table][key] = value
    tables[table] = dict(list(tables[table].items())[-MOST:])
    with convenience(say("Measured speeds are not remembered; they are measured again.")):
        make_folder(paths.cache_folder())
        sweep_once(paths.cache_folder())
        write_json(paths.cache_folder() / "speed.json", {"format": FORMAT, **tables})
