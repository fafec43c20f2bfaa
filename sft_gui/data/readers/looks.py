"""What readers of boxes share when they look at a source: which pictures are data, which files lie beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.readers.reader import FOLDERS, SAMPLES, Sample
from sft_gui.data.source import Source, folder_of, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_NAMED = 5  # classes in a sentence
MAX_QUOTED = 60  # characters of a line that is shown
UNSURE = 0.9 * FOLDERS  # of a file that may be meant for all pictures: folders of classes say more
DOCUMENTS = ("docs", "doc", "documentation", ".github", "assets", "readme", "readme_images")  # beside the data
# Where trainings and predictions of YOLO are written: runs/detect/train3, predict2/labels.
OF_RUNS = re.compile(r"(?:.*/)?runs/(?:detect|segment|pose|obb|classify|train|val|predict|track|exp)\d*/.*")
PREDICTED = re.compile(r"((?:.*/)?(?:predict|predictions?|preds?)\d*)/labels/[^/]+\.txt", re.IGNORECASE)
MASK_FOLDERS = (
    *("segmentationclass", "segmentationobject", "segmentationclassaug", "segmentationclasspng", "trimaps"),
    *("mask", "masks", "semantic_masks", "instance_masks", "segmentation_masks", "gt_masks", "annotations_png"),
)


class Looked:
    """What is asked of one source by several readers; made once."""

    def __init__(self, source: Source) -> None:
        predicted = {match[1] for path in source.of_kind(".txt") if (match := PREDICTED.fullmatch(path))}
        self._predicted = tuple(f"{folder}/" for folder in predicted)
        kept = [path for path in source.pictures if not self.is_prediction(path)]
        others = [path for path in kept if path.partition("/")[0].casefold() not in DOCUMENTS]
        kept = others if len(others) * 4 >= len(kept) * 3 else kept  # a picture or two, not what it is all about
        kept = kept or source.pictures  # where someone opens such a folder itself, it is what is meant
        stems = {stem(path) for path in kept if not is_in_mask_folder(path)}
        self.masks = [path for path in kept if is_in_mask_folder(path) and stem(path) in stems]
        masks = set(self.masks)
        self.data = [path for path in kept if path not in masks]
        self.memo: dict[str, Any] = {}  # what readers of one family found, for the next of them
        self.names: Counter[str] = Counter()
        for path in self.data:
            for name in {path.rpartition("/")[2], stem(path)}:
                self.names[name] += 1

    @cached_property
    def pictures(self) -> Pictures:
        """The data by their names."""
        return Pictures(self.data)

    def is_prediction(self, path: str) -> bool:
        """Tell what a former training or prediction wrote."""
        return bool(OF_RUNS.match(path)) or path.startswith(self._predicted)

    def beside(self, files: Iterable[str]) -> list[str]:
        """Return the files that have a picture's name."""
        return [path for path in files if stem(path) in self.names]

    def explained(self, files: Iterable[str]) -> int:
        """Return about how many pictures files of their names explain: as many as there are of both."""
        found = Counter(map(stem, files))
        return sum(min(count, self.names[name]) for name, count in found.items())


def stem(path: str) -> str:
    """Return a file's name without its last suffix: as pathlib's, but fast enough for a hundred thousand."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


_looked: WeakKeyDictionary[Source, Looked] = WeakKeyDictionary()


def looked(source: Source) -> Looked:
    """Return what is known of a source."""
    known = _looked.get(source)
    if known is None:
        known = _looked[source] = Looked(source)
    return known


@lru_cache(maxsize=4096)
def _names_masks(folder: str) -> bool:
    return any(part.casefold() in MASK_FOLDERS for part in folder.split("/"))


def is_in_mask_folder(path: str) -> bool:
    """Tell a folder whose name says that masks are in it."""
    return _names_masks(folder_of(path))


def named(classes: Iterable[str]) -> str:
    """Return the names of some classes: "cat, dog, …"."""
    names = list(dict.fromkeys(classes))
    return ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")


def sample(path: str, labels: Iterable[str]) -> Sample:
    """Return a picture with what is on it: "2 × cat, dog"."""
    counts = Counter(labels)
    answer = ", ".join(label if count == 1 else f"{count} × {label}" for label, count in list(counts.items())[:3])
    return Sample(path, answer or "–")


def samples(pairs: Iterable[tuple[str, Sequence[str]]]) -> tuple[Sample, ...]:
    """Return a few pictures with what is on them, those with something before others."""
    found = sorted(pairs, key=lambda pair: not pair[1])
    return tuple(sample(path, labels) for path, labels in some(found[: 4 * SAMPLES], SAMPLES))


def quoted(line: str) -> str:
    """Return a line short enough for a sentence."""
    text = " ".join(line.split())
    return text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + "…"


def masks_passed_over(source: Source) -> list[Message]:
    """Say that there are masks too, where boxes are read."""
    masks = looked(source).masks
    if not masks:
        return []
    return [
        counted(
            len(masks),
            "{count} mask in '{folder}' is passed over; it can be read instead (--task segmentation).",
            "{count} masks in '{folder}' are passed over; they can be read instead (--task segmentation).",
            folder=folder_of(masks[0]),
        )
    ]


def without_pictures(count: int, format: str, name: str) -> UserError:
    """Refuse annotations whose pictures are elsewhere."""
    what = counted(
        count,
        "There is {count} file of {format}'s annotations ({name}), and not the picture that it is about.",
        "There are {count} files of {format}'s annotations ({name}, …), and none of the pictures that they are about.",
        **{"format": format, "name": name},
    )
    return UserError(what, say("Put the pictures beside the annotations, under the names that they had."))
