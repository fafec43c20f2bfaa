"""What each ingredient of a recipe brings: validation accuracy with it and without, over the same seeds and splits."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.opponents import lay_out
from benchmarks.recipes import SETS, SHARED, Trained, interval, one_run
from sft_gui.settings import presets
from sft_gui.settings.presets import Amount

# What stands in an ingredient's place.
WITHOUT: Mapping[str, object] = {
    "train.head_init": "random", "optimizer.ema_decay": None, "train.freeze_bn_stats": False,
    "loss.label_smoothing": 0.0,
    "data.augmentation": "none", "train.trainable_layers": "head",
}  # fmt: skip
TRIED: Mapping[str, object] = {  # what no recipe has, since it did not show a gain
    "eval.tta_flip": True, "optimizer.clip_norm": 1.0,
}  # fmt: skip
OTHERWISE: Mapping[str, object] = {"data.augmentation": "light"}  # for a recipe that goes without already
LENGTH = "length by the data"  # against the epochs that suit some hundred pictures, on few
JUDGES = 0.5  # of the pictures, where a folder has no val/ of its own: more evaluates tell smaller gains apart
FEW = 12  # pictures of each class to learn from, and as many to be evaluated by


def measure(arguments: argparse.Namespace) -> None:
    """Print a line for each set, preset and ingredient: what is lost without it, with 95 % intervals, and seconds."""
    sources = [Path(name) for name in arguments.data] or [SHARED / name for name in SETS]
    wanted = arguments.only.split(",") if arguments.only else [*WITHOUT, *TRIED, LENGTH]
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    print("| data | preset | instead | points lost | each seed | log loss more | seconds more |\n" + "|---" * 7 + "|")
    for source in sources:
        for preset in arguments.presets.split(","):
            own = presets.find(preset).settings()
            instead = {key: OTHERWISE.get(key, value) if own[key] == value else value
                       for key, value in {**WITHOUT, **TRIED}.items() if key in wanted}  # fmt: skip
            instead = {key: value for key, value in instead.items() if own[key] != value}
            for (key, value), (whole, part) in _ablated(source, preset, seeds, instead).items():
                _print(source.name, preset, f"{key}={value}", whole, part)
            if LENGTH in wanted:
                _print(f"{source.name}, {FEW} a class", preset, LENGTH, *_few(source, preset, seeds))


def _ablated(
    source: Path, preset: str, seeds: range, instead: Mapping[str, object]
) -> dict[tuple[str, object], tuple[list[Trained], list[Trained]]]:
    """Train the whole recipe and each one that lacks something, seed by seed: whoever stops it has whole seeds."""
    found: dict[tuple[str, object], tuple[list[Trained], list[Trained]]] = {item: ([], []) for item in instead.items()}
    for seed in seeds if instead else ():
        whole = one_run(source, preset, seed, val_fraction=JUDGES)
        told = f"{source.name} {preset}, seed {seed}: {_told(whole)}"
        for (key, value), (with_it, without) in found.items():
            with_it.append(whole)
            without.append(one_run(source, preset, seed, {key: value}, val_fraction=JUDGES))
            told += f"; {key}={value} {_told(without[-1])}"
        print(told, file=sys.stderr, flush=True)
    return found


def _few(source: Path, preset: str, seeds: range) -> tuple[list[Trained], list[Trained]]:
    """Train on few pictures, as long as suits them and as long as suits some hundred."""
    fitted, usual = [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / source.name
            lay_out(source, folder, seed=seed, most=FEW)
            own, train = presets.find(preset), len(list(folder.glob("train/*/*")))
            values, before = own.settings("classification", Amount(train, 0)), own.settings()
            changes = {key: value for key, value in values.items() if value != before[key]}
            fitted.append(one_run(folder, preset, seed, changes))
            usual.append(one_run(folder, preset, seed))
    return fitted, usual


def _told(run: Trained) -> str:
    return f"{100 * run.accuracy:.1f} %, log loss {run.loss:.3f}, {run.seconds:.0f} s"


def _print(name: str, preset: str, ingredient: str, whole: list[Trained], part: list[Trained]) -> None:
    pairs = list(zip(whole, part, strict=True))
    points = tuple(100 * (own.accuracy - other.accuracy) for own, other in pairs)
    mean, half = interval(points)
    loss, loss_half = interval(tuple(other.loss - own.loss for own, other in pairs))
    seconds = statistics.mean(own.seconds - other.seconds for own, other in pairs)
    each = " ".join(f"{value:+.1f}" for value in points)
    print(
        f"| {name} | {preset} | {ingredient} | {mean:+.1f} ± {half:.1f} | {each} | {loss:+.3f} ± {loss_half:.3f} "
        f"| {seconds:+.0f} |",
        flush=True,
    )
