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
from typing import TYPE_CHECKING, Any

from sft_gui import paths
from sft_gui.data.index import Picture
from sft_gui.files import convenience, make_folder, read_json, sweep_once, write_json
from sft_gui.messages import say
from sft_gui.training.device import ComputeConfig, usable_cores
from sft_gui.training.forecast import Costs, Trial

if TYPE_CHECKING:
    from sft_gui.data.loader import Size

FORMAT = 6
MOST = 200  # entries kept
LATEST_RUNS = 5  # the correction is the median over so many
CORRECTION = (0.5, 2.0)  # beyond it something else was the matter, not the prediction
# Settings that change what a step costs. Epochs, rates and schedules only change how many there are.
COSTLY = (
    "model.name", "train.batch_size", "train.trainable_layers", "train.freeze_bn_stats", "optimizer.name",
    "optimizer.clip_norm",
    "data.image_size", "data.augmentation", "data.start_size", "eval.tta_flip", "device.name", "device.threads",
    "device.precision", "device.channels_last", "device.fold_norm", "device.replicas", "device.compile",
    "device.augmentation",
)  # fmt: skip
OPEN = (
    "model.name", "device.name", "device.threads", "device.replicas", "device.precision", "device.channels_last",
    "device.fold_norm", "device.augmentation",
)  # fmt: skip
LEARNING = ("train.trainable_layers", "train.freeze_bn_stats")  # what training's own precision depends on besides
BY_BATCH = ("train.batch_size", "data.augmentation")  # and on a GPU, where whole batches are measured
DAY_SECONDS = 86_400  # a machine may be less busy tomorrow
BUSY_SECONDS = 600  # what was measured beside other work holds no longer
KIND = ("model.name", "train.trainable_layers", "train.head_init", "data.image_size", "device.name")


def costs_key(settings: Mapping[str, Any], pictures: Sequence[Picture]) -> str:
    """Return the key of what steps cost with these settings and pictures about as large as these."""
    pixels = statistics.mean(max(p.width * p.height, 1) for p in pictures) if pictures else 1
    return _digest([settings[key] for key in COSTLY], round(2 * math.log2(pixels)))


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


def compute(settings: Mapping[str, Any], image_size: Size, device: str) -> ComputeConfig | None:
    """Return how this model was measured to be fastest on a device, if that was today."""
    return _compute(_compute_key(settings, image_size, *_learning(settings, device)))


def inference_precision(settings: Mapping[str, Any], image_size: Size) -> str | None:
    """Return what this model was measured to infer fastest with, if that was today, whatever learned then.

    One answer for all runs, so that features which one has computed are those that the next one asks for.
    """
    known = _compute(_compute_key(settings, image_size))
    return known.inference_precision if known is not None else None


def _compute(key: str) -> ComputeConfig | None:
    with contextlib.suppress(KeyError, TypeError):
        kept = _read()["executions"][key]
        if (datetime.now(UTC) - datetime.fromisoformat(kept["time"])).total_seconds() < kept["holds_seconds"]:
            return ComputeConfig(**kept["execution"])
    return None


def keep_compute(settings: Mapping[str, Any], image_size: Size, measured: ComputeConfig, *, was_busy: bool) -> None:
    """Remember how this model was measured to be fastest: for a day, or minutes where the machine had other work."""
    kept = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "holds_seconds": BUSY_SECONDS if was_busy else DAY_SECONDS,
        "execution": measured.to_json(),
    }
    learning = _learning(settings, measured.device)
    _write("executions", _compute_key(settings, image_size, *learning), kept)
    if inference_precision(settings, image_size) is None:
        _write("executions", _compute_key(settings, image_size), kept)


def _learning(settings: Mapping[str, Any], device: str) -> list[Any]:
    is_first = settings["train.epochs"] == 0  # of which less is measured
    keys = LEARNING if device == "cpu" else (*LEARNING, *BY_BATCH)
    return [is_first, *(settings[key] for key in keys)]


def _compute_key(settings: Mapping[str, Any], image_size: Size, *learning: Any) -> str:
    return _digest("execution", usable_cores(), image_size, [settings[key] for key in OPEN], learning)


def trial(settings: Mapping[str, Any], image_size: Size, compute: ComputeConfig) -> Trial | None:
    """Return what compiling this model's steps took and gave here, if it was tried."""
    with contextlib.suppress(KeyError, TypeError):
        return Trial(**_read()["trials"][_trial_key(settings, image_size, compute)])
    return None


def keep_trial(settings: Mapping[str, Any], image_size: Size, compute: ComputeConfig, measured: Trial) -> None:
    """Remember it, until PyTorch is another."""
    _write("trials", _trial_key(settings, image_size, compute), asdict(measured))


def _trial_key(settings: Mapping[str, Any], image_size: Size, compute: ComputeConfig) -> str:
    how = [compute.device, compute.precision, compute.channels_last, compute.threads]
    step = [settings[key] for key in ("model.name", "train.batch_size", *LEARNING)]
    return _digest("trial", image_size, how, step)


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
    empty: dict[str, dict[str, Any]] = {"costs": {}, "executions": {}, "trials": {}, "runs": {}}
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
