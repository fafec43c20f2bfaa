"""Annotations of formats that are not read: named and refused, lest their pictures be taken for classes of folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of, xml_of
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.walk import Listing, glimpse
from sft_gui.errors import UserError
from sft_gui.messages import say

MAX_BYTES = 16 * 2**20
MAX_LOOKED_AT = 20
BY_PATH = {
    "DOTA": r"(.*/)?labelTxt[^/]*/[^/]+\.txt",
    "WIDER FACE": r"(.*/)?wider_face_\w+_bbx_gt\.txt",
    "MOT": r"(.*/)?gt/gt\.txt",
    "KITTI": r"(.*/)?(label_2/[^/]+\.txt|tracklet_labels\.xml|instance/[^/]+_1\d\.png)",
    "CelebA": r"(.*/)?(list_\w+_celeba|identity_CelebA)\.txt",
    "TFRecord": r".*(\.tfrecord|_map\.pbtxt)",
}
BOX_COLUMNS = ({"xmin", "ymin", "xmax", "ymax"}, {"x1", "y1", "x2", "y2"}, {"x1", "y1", "w", "h"}, {"bbox"})


def refuse(source: Path) -> None:
    """Raise UserError where the source holds annotations of a format that is not read."""
    found = _format_of(source)
    if found is not None:
        raise UserError(
            say("'{name}' holds annotations of a format that is not read: {format}.", name=source.name, format=found),
            say("Export them as COCO, PASCAL VOC, YOLO or masks; most annotation tools can."),
        )


def refuse_damaged(source: Path, listing: Listing) -> None:
    """Raise UserError where files that may be annotations cannot be read; for pictures that lie in no class folders."""
    for suffix, parse in ((".xml", xml_of), (".json", json_of)):
        for path in [path for path in listing.files if path.casefold().endswith(suffix)][:MAX_LOOKED_AT]:
            try:
                parse(source / path)
            except Malformed as error:
                raise UserError(
                    say("The pictures lie in no class folders, and {name} {reason}.", name=path, reason=error.reason),
                    say("Fix it, or export the annotations again."),
                ) from error
    pictures = Pictures(listing.pictures)
    beside = [path for path in listing.files if path.casefold().endswith(".txt") and pictures.beside(path)]
    if 2 * len(beside) > len(listing.pictures):
        raise UserError(
            say("The pictures lie in no class folders, and the lines of {name} are no labels.", name=beside[0]),
            say("In YOLO's format a line is a class number and numbers between 0 and 1, between spaces."),
        )


def _format_of(source: Path) -> str | None:
    paths = glimpse(source) if source.is_dir() else [source.name]
    home = source if source.is_dir() else source.parent
    for name, pattern in BY_PATH.items():
        if any(re.fullmatch(pattern, path) for path in paths):
            return name
    for suffix, look in ((".xml", _in_xml), (".json", _in_json), (".csv", _in_csv)):
        for path in [path for path in paths if path.casefold().endswith(suffix)][:MAX_LOOKED_AT]:
            found = _looked_at(home / path, look)
            if found is not None:
                return found
    return None


def _looked_at(file: Path, look: Any) -> str | None:
    try:
        found: str | None = look(file) if file.stat().st_size <= MAX_BYTES else None
    except (OSError, Malformed):
        return None
    return found


def _in_xml(file: Path) -> str | None:
    root = xml_of(file)
    if root.tag == "annotations" and (root.find("image") is not None or root.find("track") is not None):
        return "CVAT XML"
    is_labelme = root.tag == "annotation" and (root.find("object/polygon") is not None or root.find("imagesize"))
    return "LabelMe XML" if is_labelme else None


def _in_json(file: Path) -> str | None:
    data = json_of(file, limit=MAX_BYTES)
    if isinstance(data, list):
        return (
            "Create ML" if data and isinstance(data[0], dict) and {"image", "annotations"} <= data[0].keys() else None
        )
    if not isinstance(data, dict):
        return None
    if {"items", "categories"} <= data.keys():
        return "Datumaro"
    if "assets" in data or "asset" in data:
        return "VoTT"
    if {"images", "annotations"} <= data.keys():
        if not isinstance(data["annotations"], list):
            return "COCO ('annotations' is no list)"
        is_panoptic = any(isinstance(each, dict) and "segments_info" in each for each in data["annotations"])
        return "COCO (panoptic)" if is_panoptic else "COCO (no boxes, no outlines)"
    return None


def _in_csv(file: Path) -> str | None:
    header = [cell.casefold() for cell in next(iter(rows_of(file, separators=",", limit=MAX_BYTES)), [])]
    if any(columns <= set(header) for columns in BOX_COLUMNS):
        return "CSV"
    return "CSV (several labels a picture)" if _is_multi_label(file, header) else None


def _is_multi_label(file: Path, header: Sequence[str]) -> bool:
    """Roboflow's table of zeros and ones."""
    return PurePosixPath(file).name == "_classes.csv" and header[:1] == ["filename"]
