"""Pictures that come as arrays, written out once as PNG files in class folders of the project's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui.data.index import Split
from sft_gui.data.names import safe_names
from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.data.watcher import Watcher
from sft_gui.files import make_folder, told_if_unwritable
from sft_gui.messages import say


@dataclass(frozen=True)
class ArraySet:
    """The pictures of one split."""

    split: Split
    pixels: np.ndarray  # (N, H, W) or (N, H, W, 3) uint8
    labels: np.ndarray  # (N,) positions in the class names


def write_out(sets: Sequence[ArraySet], classes: Sequence[str], folder: Path, watcher: Watcher) -> Reading:
    """Write split/class/number.png below ``folder``."""
    total = sum(len(each.labels) for each in sets)
    entries: list[Entry] = []
    folders = safe_names(classes, "class")
    for each in sets:
        parents = [f"{each.split}/{folders[name]}" for name in classes]
        for parent in parents:
            make_folder(folder / parent)
        with told_if_unwritable(folder):
            for pixels, label in zip(each.pixels, each.labels.tolist(), strict=True):
                watcher.tell(len(entries), total, say("Writing pictures"))
                path = f"{parents[label]}/{len(entries):06d}.png"
                Image.fromarray(pixels).save(folder / path, compress_level=1)
                entries.append(Entry(path, classes[label], each.split))
    return Reading(folder, entries)
