"""What each feature that makes runs faster gains: whole runs with it and without, in turns, by preset."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from benchmarks.recipes import SETS, SHARED, sample
from sft_gui.data.formats import is_picture_name
from sft_gui.data.project import Project
from sft_gui.settings import presets
from sft_gui.training.events import StepDone
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder

KEPT = {"train": 48, "val": 16}  # pictures of each folder, by the part that it lies in
BRIEF = {"train": 4, "val": 2}
BRIEF_CHANGES: Mapping[str, object] = {"train.epochs": 1, "data.image_size": 64, "stop.patience": None}
HEAD = "| feature | preset | with: steps, whole run (s) | without | without / with: steps | whole run |"


def _without_activations() -> AbstractContextManager[object]:
    return mock.patch("sft_gui.training.activations.open_if_kept", return_value=False)


@dataclass(frozen=True)
class Feature:
    """What is turned off, by settings or, where there is none, by a patch."""

    name: str
    presets: tuple[str, ...]  # those in which it does something
    changes: Mapping[str, object] = field(default_factory=dict)
    patch: Callable[[], AbstractContextManager[object]] = nullcontext


FEATURES = (
    Feature("activations of the frozen part kept", ("quick",), patch=_without_activations),
    Feature("channels last", ("quick", "best"), {"device.channels_last": "off"}),
    Feature("BatchNorm folded", ("quick", "best"), {"device.fold_norm": "off"}),
    Feature("half precision by rule", ("quick", "best"), {"device.precision": "float32"}),
    Feature("all cores", ("quick", "best"), {"device.threads": 1}),
)


class Times(NamedTuple):
    """What one run took, in seconds."""

    steps: float
    whole: float


def measure(arguments: argparse.Namespace) -> None:
    """Print a line for each feature and preset; ratios are medians of the rounds', with the extremes."""
    source = Path(arguments.data[0]) if arguments.data else SHARED / SETS[0]
    source = source if source.is_dir() else sample()
    wanted = arguments.only.split(",") if arguments.only else [feature.name for feature in FEATURES]
    rounds = 1 if arguments.brief else arguments.rounds
    with tempfile.TemporaryDirectory() as folder:
        some = _some(source, Path(folder) / source.name, BRIEF if arguments.brief else KEPT)
        print(f"{HEAD}\n|{'---|' * 6}")
        for preset in arguments.presets.split(","):
            changes = BRIEF_CHANGES if arguments.brief else {}
            _one_run(some, preset, Feature("", (), changes))  # what is done once a process
            for feature in FEATURES:
                if feature.name in wanted and preset in feature.presets:
                    pairs = list(_in_turns(some, preset, feature, changes, rounds))
                    print(_line(feature.name, preset, pairs), flush=True)


def _some(source: Path, target: Path, most: Mapping[str, int]) -> Path:
    """Copy the first pictures of each folder."""
    for folder, _, names in os.walk(source):
        part = next((part for part in Path(folder).relative_to(source).parts if part in most), "train")
        for name in sorted(name for name in names if is_picture_name(name))[: most[part]]:
            place = target / Path(folder).relative_to(source)
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(folder) / name, place)
    return target


def _in_turns(
    source: Path, preset: str, feature: Feature, changes: Mapping[str, object], rounds: int
) -> Iterator[tuple[Times, Times]]:
    """Yield what a run took with a feature and without, side by side; every second time the latter goes first."""
    both = Feature(feature.name, (), changes), Feature(feature.name, (), {**changes, **feature.changes}, feature.patch)
    for number in range(rounds):
        order = both if number % 2 == 0 else both[::-1]
        taken = {id(each): _one_run(source, preset, each) for each in order}
        yield taken[id(both[0])], taken[id(both[1])]


def _one_run(source: Path, preset: str, feature: Feature) -> Times:
    """Train once in a home of its own: nothing is kept of earlier runs."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, {"SFT_GUI_HOME": home}), feature.patch():
        project = Project.create(source)
        settings = presets.find(preset).settings(project.task, project.amount()).with_values(feature.changes)
        run = RunFolder.create(project, settings, name=preset, preset=preset)
        events: list[object] = []
        began = time.perf_counter()
        fit(FitRequest(run), events.append, Control())
        whole = time.perf_counter() - began
        project.close()
    return Times(sum(event.seconds for event in events if isinstance(event, StepDone)), whole)


def _line(name: str, preset: str, pairs: list[tuple[Times, Times]]) -> str:
    """Write a row of the table: medians in seconds, ratios with their spread."""
    cells = [name, preset]
    for each in zip(*pairs, strict=True):
        steps, whole = (statistics.median(values) for values in zip(*each, strict=True))
        cells.append(f"{steps:.1f}, {whole:.1f}")
    cells.append(_spread([without.steps / used.steps for used, without in pairs if used.steps]))
    cells.append(_spread([without.whole / used.whole for used, without in pairs]))
    return f"| {' | '.join(cells)} |"


def _spread(ratios: list[float]) -> str:
    if not ratios:
        return ""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
