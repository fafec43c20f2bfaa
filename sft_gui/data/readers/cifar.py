"""The Python batches of CIFAR-10 and CIFAR-100, as downloaded."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.data.index import Split
from sft_gui.data.parse.values import as_dict, as_list, as_text, as_whole
from sft_gui.data.readers.arrays import ArraySet, write_out
from sft_gui.data.readers.reader import Reading
from sft_gui.data.readers.unpickle import load
from sft_gui.data.walk import innermost
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import say

SIDE = 32
PICKLE = b"\x80"
MAX_CLASSES = 1000
BATCHES = {Split.TRAIN: ("data_batch_*", "train"), Split.TEST: ("test_batch", "test")}


class CifarReader:
    """Reads CIFAR's batches with an unpickler that admits arrays and nothing else."""

    name = "cifar"
    label = say("CIFAR batches")
    task = "classification"

    def recognises(self, source: Path) -> bool:
        return _home(source) is not None

    def read(self, source: Path, workspace: Path, watcher: Watcher) -> Reading:
        home = _home(source)
        if home is None:
            raise UserError(say("There are no CIFAR batches in '{name}'.", name=source.name))
        try:
            classes = _class_names(load(_meta(home)))
            watcher.tell(0, None, say("Reading {name}", name=home.name))
            sets = [_set(file, split, len(classes)) for split in BATCHES for file in _batch_files(home, split)]
            return write_out(sets, classes, workspace, watcher)
        except (pickle.UnpicklingError, ValueError) as error:
            raise UserError(
                say("The CIFAR batches in '{name}' are damaged or hold something else than pictures.", name=home.name),
                say("Download them again."),
            ) from error


def _home(source: Path) -> Path | None:
    if not source.is_dir():
        return None
    folder = innermost(source)
    is_cifar = _is_pickle(_meta(folder)) and any(map(_is_pickle, _batch_files(folder, Split.TRAIN)))
    return folder if is_cifar else None


def _meta(folder: Path) -> Path:
    cifar10 = folder / "batches.meta"
    return cifar10 if cifar10.is_file() else folder / "meta"


def _batch_files(folder: Path, split: Split) -> list[Path]:
    return sorted(file for pattern in BATCHES[split] for file in folder.glob(pattern) if file.is_file())


def _is_pickle(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with open(file, "rb") as opened:
            return opened.read(1) == PICKLE
    except OSError:
        return False


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
