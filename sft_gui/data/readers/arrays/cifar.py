"""The Python batches of CIFAR-10 and CIFAR-100, as downloaded."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.data.index import Split
from sft_gui.data.parse.values import as_dict, as_list, as_text, as_whole
from sft_gui.data.posix import name_of
from sft_gui.data.readers.arrays.arrays import ArraySet, write_out
from sft_gui.data.readers.arrays.unpickle import load
from sft_gui.data.readers.reader import Choice, Proposal, Reading, State, Support
from sft_gui.data.source import Source, by_folder
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, say

SIDE = 32
RECORD = 3 * SIDE * SIDE + 1  # bytes a picture: its values, and about one for its label
PICKLE = b"\x80"
MAX_CLASSES = 1000
BATCHES = {Split.TRAIN: ("data_batch_*", "train"), Split.TEST: ("test_batch", "test")}


class CifarReader:
    """Reads CIFAR's batches with an unpickler that admits arrays and nothing else."""

    name = "cifar"
    family = "cifar"
    label = say("CIFAR batches")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("CIFAR-10 and CIFAR-100", "data_batch_1 …, batches.meta; train, test, meta", State.READ, "for Python"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        """Propose the batches where the files are there and are pickles."""
        home = _home(source)
        if home is None:
            return []
        files = [path for split in BATCHES for path in home.batches[split]]
        count = max(1, sum(source.size(path) // RECORD for path in files))
        sentence = say("about {pictures} with one answer each, in CIFAR's batches", pictures=PICTURES.of(count))
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, sentence, count, count + len(source.pictures), files=tuple(files))]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        """Write the pictures below ``workspace``."""
        home = _home(source)
        if home is None:
            raise UserError(say("There are no CIFAR batches in '{name}'.", name=source.name))
        try:
            classes = _class_names(load(source.path(home.meta)))
            source.watcher.tell(0, None, say("Reading {name}", name=source.name))
            sets = [_set(source.path(path), split, len(classes)) for split in BATCHES for path in home.batches[split]]
            return write_out(sets, classes, workspace, source.watcher)
        except (pickle.UnpicklingError, ValueError) as error:
            raise UserError(
                say(
                    "The CIFAR batches in '{name}' are damaged or hold something else than pictures.", name=source.name
                ),
                say("Download them again."),
            ) from error


@dataclass(frozen=True)
class _Home:
    """One folder's files."""

    meta: str
    batches: Mapping[Split, Sequence[str]]


def _home(source: Source) -> _Home | None:
    """Return the first folder with the names of classes and batches for training, all of them pickles."""
    if not source.is_folder:
        return None
    for paths in by_folder(source.files).values():
        names = {name_of(path): path for path in paths}
        meta = names.get("batches.meta") or names.get("meta")
        if meta is None or not _is_pickle(source, meta):
            continue
        batches = {
            split: sorted(path for name, path in names.items() if any(fnmatchcase(name, each) for each in patterns))
            for split, patterns in BATCHES.items()
        }
        if any(_is_pickle(source, path) for path in batches[Split.TRAIN]):
            return _Home(meta, batches)
    return None


def _is_pickle(source: Source, path: str) -> bool:
    return source.head(path, 1) == PICKLE


def _class_names(meta: Any) -> list[str]:
    meta = as_dict(meta)
    names = [as_text(name) for name in as_list(meta.get("fine_label_names") or meta.get("label_names"))]
    if not 1 <= len(names) <= MAX_CLASSES or None in names:
        raise ValueError("no names of classes")
    return names  # type: ignore[return-value]


def _set(file: Path, split: Split, num_classes: int) -> ArraySet:
    batch = as_dict(load(file))
    labels = [as_whole(label, 0, num_classes - 1) for label in as_list(batch.get("fine_labels", batch.get("labels")))]
    data = batch.get("data")
    if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.shape != (len(labels), 3 * SIDE * SIDE):
        raise ValueError("no pictures of the right size, each with a label")
    if not labels or None in labels:
        raise ValueError("labels beyond the classes")
    return ArraySet(split, data.reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1), np.array(labels, np.int64))
