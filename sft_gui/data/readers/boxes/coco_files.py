"""Which of a source's JSON files are COCO's, and what is in each: found without trusting any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

from sft_gui.data import source as sources
from sft_gui.data.index import Split, natural_key
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.values import as_dict, as_id, as_list, as_numbers, as_path, as_text
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.looks import looked
from sft_gui.data.readers.splits import split_in
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import counted, say

MAX_LOOKED_AT = 40
CHUNK = 2**22
KEYS = ("images", "annotations", "categories", "bbox", "segmentation", "segments_info", "caption", "file_name")
PASSED_OVER = ("panoptic", "stuff", "keypoints", "captions", "densepose")  # beside "instances" in COCO's own folder
UNLABELLED = ("image_info", "unlabeled", "test-dev")  # lists of pictures whose answers nobody gives


class Kind(Enum):
    """What a JSON file of COCO's holds."""

    OBJECTS = "objects"
    NOTHING = "nothing"  # pictures on which nobody drew anything
    KEYPOINTS = "COCO (key points)"
    PANOPTIC = "COCO (panoptic)"
    CAPTIONS = "COCO (captions)"
    RESULTS = "COCO (results of a model)"
    EMPTY = "empty"  # lists no pictures
    ODD = "COCO ('annotations' is no list)"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Look:
    """What is seen of one file."""

    path: str
    kind: Kind
    names: tuple[str, ...] = ()  # of the pictures that it lists
    count: int = 0  # of pictures
    boxes: int = 0
    outlines: int = 0
    shaped: int = 0  # of the outlines, those that are more than a rectangle
    keypoints: int = 0
    classes: tuple[str, ...] = ()
    error: Malformed | None = None

    def serves(self, task: str) -> bool:
        """Tell whether something in it can be read for the task."""
        return self.kind is Kind.OBJECTS and (self.boxes if task == "detection" else self.outlines) > 0


def candidates(source: Source) -> list[str]:
    """Return the JSON files that may be COCO's, the likely ones first: not one beside each picture, as labelme has."""
    known = looked(source)
    files = [path for path in source.of_kind(".json") if not known.is_prediction(path)]
    beside = set(known.beside(files))
    return sorted((path for path in files if path not in beside or len(beside) == 1), key=rank)


def looks(source: Source, paths: Iterable[str]) -> list[Look]:
    """Look at files; those that are none of COCO's are left out."""
    return [found for path in paths if (found := look(source, path)) is not None]


def few(source: Source) -> list[Look]:
    """Look at a few files, to see whether there are any; once for both readers."""
    known = looked(source).memo
    if "coco" not in known:
        known["coco"] = looks(source, some(candidates(source), MAX_LOOKED_AT))
    found: list[Look] = known["coco"]
    return found


def rank(path: str) -> tuple[bool, bool, str]:
    """Order COCO's own files: instances first."""
    name = name_of(path).casefold()
    return any(word in name for word in PASSED_OVER), "instances" not in name, path


def one_kind(paths: Sequence[str]) -> list[str]:
    """Leave out what stands beside "instances" in COCO's own folder; else take one other kind of them."""
    best = [path for path in paths if not rank(path)[0]]
    if best:
        return best
    names = {path: name_of(path).casefold() for path in paths}
    first = next((word for word in PASSED_OVER[::-1] if any(word in name for name in names.values())), "")
    return [path for path in paths if first in names[path]]


def split_of_file(path: str) -> Split | None:
    """Return the split that a file's name names, or a folder of it."""
    return split_in(f"{stem_of(path)}/_") or split_in(path)


def tables_of(data: Any) -> dict[str, list[Any]] | None:
    """Return a file's lists of images, annotations and categories, all of which may be missing; None for no COCO file.

    A list may be written as an object: by ids, or by the image.
    """
    data = as_dict(data)
    if "images" not in data or not {"annotations", "categories"} & data.keys():
        return None
    tables = {name: _rows(data.get(name)) for name in ("images", "annotations", "categories")}
    if "categories" not in data:  # then the classes are numbers
        ids = {as_id(as_dict(each).get("category_id")) for each in tables["annotations"]} - {None}
        tables["categories"] = [{"id": id, "name": id} for id in sorted(map(str, ids), key=natural_key)]
    return tables if all(isinstance(data.get(name, []), list | dict) for name in tables) else None


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, dict):
        return list(as_list(value))
    rows: list[Any] = []
    for id, each in value.items():
        if isinstance(each, list):
            rows.extend({"image_id": id, **row} if isinstance(row, dict) else row for row in each)
        else:
            rows.append({"id": id, **each} if isinstance(each, dict) else each)
    return rows


def load(file: Path) -> dict[str, list[Any]]:
    """Return a file's lists for reading.

    Raises:
        Malformed: with the reason.
    """
    tables = tables_of(json_of(file))
    if tables is None:
        raise Malformed(file, say("is no COCO file: it has no lists of images and annotations"))
    if not tables["images"]:
        raise Malformed(file, say("lists no pictures, only annotations"))
    return tables


def look(source: Source, path: str) -> Look | None:
    """Look at one file; None where it is none of COCO's."""
    if source.size(path) > sources.LOOKED_AT_BYTES:
        return _look_at_large(source, path)
    try:
        data = source.json(path)
    except Malformed as error:
        text = source.head(path)
        is_ours = b'"images"' in text and (b'"annotations"' in text or b'"categories"' in text)
        return Look(path, Kind.DAMAGED, error=error) if is_ours or _says_so(path) else None
    if isinstance(data, list):
        return _look_at_results(path, data)
    tables = tables_of(data)
    if tables is None:
        data = as_dict(data)
        is_odd = {"images", "annotations"} <= data.keys() and isinstance(data["images"], list | dict)
        return Look(path, Kind.ODD, count=len(data["images"])) if is_odd else None
    return _look_at_tables(path, tables, isinstance(as_dict(data).get("annotations", []), list))


def called(image: Mapping[str, Any]) -> str | None:
    """Return what an image is called; LVIS gives its address alone."""
    return as_path(image.get("file_name")) or as_path(image.get("coco_url"))


def _says_so(path: str) -> bool:
    name = name_of(path).casefold()
    return "coco" in name or name.startswith(("instances_", "annotations."))


def _look_at_results(path: str, rows: list[Any]) -> Look | None:
    first = as_dict(rows[0]) if rows else {}
    is_result = {"image_id", "category_id", "score"} <= first.keys() and {"bbox", "segmentation"} & first.keys()
    pictures = {as_id(as_dict(each).get("image_id")) for each in rows} if is_result else ()
    return Look(path, Kind.RESULTS, count=len(pictures)) if is_result else None


def _look_at_tables(path: str, tables: Mapping[str, list[Any]], is_listed: bool) -> Look | None:
    annotations = [each for each in tables["annotations"] if isinstance(each, dict)]
    images = [each for each in tables["images"] if isinstance(each, dict)]
    names = tuple(name for each in images if (name := called(each)) is not None)
    if is_listed and annotations and not any(_OF_ANNOTATIONS & each.keys() for each in annotations[:100]):
        return None
    outlines = [each["segmentation"] for each in annotations if each.get("segmentation")]
    seen = {
        "boxes": sum(bool(each.get("bbox")) for each in annotations),
        "outlines": len(outlines),
        "shaped": sum(not is_rectangle(each) for each in outlines),
        "keypoints": sum(bool(each.get("keypoints")) for each in annotations),
        "count": len(tables["images"]),
        "classes": tuple(name for each in tables["categories"] if (name := as_text(as_dict(each).get("name")))),
    }
    kind = _kind(path, tables, annotations, seen["boxes"] or seen["outlines"])
    kind = Kind.ODD if kind is Kind.NOTHING and not is_listed else kind
    return Look(path, kind, names, **seen)  # type: ignore[arg-type]


_OF_ANNOTATIONS = {"image_id", "bbox", "segmentation", "category_id", "segments_info", "caption", "keypoints"}


def _kind(path: str, tables: Mapping[str, list[Any]], annotations: Sequence[Mapping[str, Any]], drawn: Any) -> Kind:
    if not tables["images"]:
        return Kind.EMPTY
    if any("segments_info" in each for each in annotations):
        return Kind.PANOPTIC
    if drawn:
        return Kind.OBJECTS
    if any("keypoints" in each for each in annotations):
        return Kind.KEYPOINTS
    if any("caption" in each for each in annotations):
        return Kind.CAPTIONS
    return Kind.NOTHING


def is_rectangle(outline: Any) -> bool:
    """Tell one outline of four corners with upright sides, which says no more than its box."""
    parts = as_list(outline)
    part = parts[0] if len(parts) == 1 and isinstance(parts[0], list) else parts
    if len(part) not in (8, 10):
        return False
    numbers = as_numbers(part)
    if numbers is None:
        return False
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    sides = [*pairwise(points), (points[-1], points[0])]
    return all(a[0] == b[0] or a[1] == b[1] for a, b in sides)


def _look_at_large(source: Source, path: str) -> Look | None:
    """Count the keys in a file too large to be parsed for a look."""
    counts = dict.fromkeys(KEYS, 0)
    patterns = {key: f'"{key}"'.encode() for key in KEYS}
    overlap = max(map(len, patterns.values())) - 1
    try:
        with open(source.path(path), "rb") as file:
            rest = b""
            while chunk := file.read(CHUNK):
                source.watcher.check()
                text = rest + chunk
                rest = text[-overlap:]
                for key, pattern in patterns.items():
                    counts[key] += text.count(pattern) - rest.count(pattern)
            for key, pattern in patterns.items():
                counts[key] += rest.count(pattern)
    except OSError:
        return None
    if not counts["images"] or not counts["annotations"] + counts["categories"]:
        return None
    kind = Kind.PANOPTIC if counts["segments_info"] else Kind.CAPTIONS if counts["caption"] else Kind.OBJECTS
    drawn = {"boxes": counts["bbox"], "outlines": counts["segmentation"], "shaped": counts["segmentation"]}
    return Look(path, kind, count=counts["file_name"], **drawn)  # type: ignore[arg-type]


def refused(found: Look) -> UserError:
    """Return why a file is not read, and the way out."""
    name = found.path
    export = say('Export the annotations again with boxes or outlines (COCO\'s "instances").')
    if found.kind is Kind.DAMAGED and found.error is not None:
        do = say("Fix it, or export the annotations again.")
        return UserError(say("{name} {reason}.", name=name, reason=found.error.reason), do)
    if found.kind is Kind.EMPTY:
        return UserError(say("{name} holds annotations of COCO's format, but lists no pictures.", name=name), export)
    if found.kind is Kind.NOTHING:
        what = counted(
            found.count,
            "{name} lists {count} picture and no annotation of it has a box.",
            "{name} lists {count} pictures and no annotation of them has a box.",
            name=name,
        )
        return UserError(what, export)
    if found.kind is Kind.RESULTS:
        what = say("{name} holds what a model found ({format}), which is no ground truth.", name=name, format="COCO")
        return UserError(what, say("Put the file with the annotations that people made beside the pictures."))
    what = say("{name} holds annotations of a format that is not read: {format}.", name=name, format=found.kind.value)
    if found.kind is Kind.PANOPTIC:
        do = say('Open the folder of COCO\'s "instances" JSON instead, or export the annotations as masks.')
        return UserError(what, do)
    return UserError(what, export)
