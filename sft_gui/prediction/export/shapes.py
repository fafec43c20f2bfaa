"""Boxes and masks as files that other programs read: COCO JSON, VOC XML, YOLO txt, indexed PNG, a table of counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import numpy as np

from sft_gui.data.names import Names
from sft_gui.files import make_folder, write_bytes, write_text
from sft_gui.prediction.export.csv import table_bytes
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.boxes import DetectedObject
from sft_gui.tasks.detection import BoxPrediction
from sft_gui.tasks.segmentation import MaskPrediction
from sft_gui.training.mask_files import mask_bytes

SURE = 0.5
# What XML cannot hold at all; YAML would take some of it only as escapes.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Named = tuple[str, Answer]  # a file name without suffix, free in the folder, and the answer


def write_coco(path: Path, answers: Sequence[Answer], classes: Sequence[str], *, threshold: float = SURE) -> None:
    """Write one COCO JSON file; categories count from 1, boxes are [x, y, width, height] in pixels from 0.

    Every annotation has a "score", as in COCO's results.

    Raises:
        UserError: the file cannot be written.
    """
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number, answer in enumerate(_read(answers), 1):
        images.append({"id": number, "file_name": answer.name, "width": answer.width, "height": answer.height})
        for each in _objects(answer, threshold):
            x0, y0, x1, y1 = (round(value, 2) for value in each.box)
            width, height = round(x1 - x0, 2), round(y1 - y0, 2)
            annotations.append(
                {
                    "id": len(annotations) + 1, "image_id": number, "category_id": classes.index(each.label) + 1,
                    "bbox": [x0, y0, width, height], "area": round(width * height, 2), "iscrowd": 0,
                    "score": round(each.score, 5),
                }
            )  # fmt: skip
    categories = [{"id": number, "name": name} for number, name in enumerate(classes, 1)]
    data = {"images": images, "annotations": annotations, "categories": categories}
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_voc(folder: Path, answers: Sequence[Answer], classes: Sequence[str], *, threshold: float = SURE) -> None:
    """Write one PASCAL VOC XML file a picture; pixels count from 1, and the score stands beside each box.

    Raises:
        UserError: a file cannot be written.
    """
    for stem, answer in _named(answers):
        root = ElementTree.Element("annotation")
        _add(root, "filename", answer.name)
        size = ElementTree.SubElement(root, "size")
        for name, value in (("width", answer.width), ("height", answer.height), ("depth", 3)):
            _add(size, name, value)
        _add(root, "segmented", 0)
        for each in _objects(answer, threshold):
            thing = ElementTree.SubElement(root, "object")
            facts = {"name": each.label, "pose": "Unspecified", "truncated": 0, "difficult": 0}
            for name, fact in facts.items():
                _add(thing, name, fact)
            _add(thing, "score", f"{each.score:.5f}")
            box = ElementTree.SubElement(thing, "bndbox")
            x0, y0, x1, y1 = each.box
            for name, number in (("xmin", x0 + 1), ("ymin", y0 + 1), ("xmax", x1), ("ymax", y1)):
                _add(box, name, round(number))
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="unicode") + "\n"
        _write(folder / f"{stem}.xml", text.encode())


def write_yolo(folder: Path, answers: Sequence[Answer], classes: Sequence[str], *, threshold: float = SURE) -> None:
    """Write ``labels/NAME.txt`` for each picture and ``data.yaml`` with the names.

    A line is class, centre x and y, width, height as shares of the picture; a sixth number would not be read back.

    Raises:
        UserError: a file cannot be written.
    """
    for stem, answer in _named(answers):
        lines = []
        for each in _objects(answer, threshold):
            x0, y0, x1, y1 = each.box
            centre, size = ((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0)
            shares = [
                value / side for value, side in zip((*centre, *size), (answer.width, answer.height) * 2, strict=True)
            ]
            numbers = " ".join(f"{value:.6f}" for value in shares)
            lines.append(f"{classes.index(each.label)} {numbers}\n")
        _write(folder / "labels" / f"{stem}.txt", "".join(lines).encode())
    names = "".join(f"  {number}: {_quoted(name)}\n" for number, name in enumerate(classes))
    _write(folder / "data.yaml", f"names:\n{names}".encode())


def write_masks(folder: Path, answers: Sequence[Answer], classes: Sequence[str]) -> None:
    """Write one indexed PNG a picture, of the picture's own size, and ``classes.json`` with index and name.

    Raises:
        UserError: a file cannot be written.
    """
    for stem, answer in _named(answers):
        prediction = cast(MaskPrediction, answer.prediction)
        _write(folder / f"{stem}.png", mask_bytes(np.asarray(prediction.mask)))
    names = dict(enumerate(classes))
    _write(folder / "classes.json", (json.dumps(names, ensure_ascii=False, indent=1) + "\n").encode())


def write_counts(path: Path, answers: Sequence[Answer], classes: Sequence[str], *, threshold: float = SURE) -> None:
    """Write a CSV table: for each picture how many boxes of each class, or what share of its pixels each has.

    Raises:
        UserError: the file cannot be written.
    """
    has_problems = any(answer.prediction is None for answer in answers)
    rows: list[Sequence[object]] = [["file", *classes, *(["problem"] if has_problems else [])]]
    for answer in answers:
        file = str(answer.path) if answer.path else answer.name
        if answer.prediction is None:
            rows.append([file, *[""] * len(classes), str(answer.error)])
        else:
            rows.append([file, *counts(answer, classes, threshold=threshold), *([""] if has_problems else [])])
    _write(path, table_bytes(rows))


def counts(answer: Answer, classes: Sequence[str], *, threshold: float = SURE) -> list[float]:
    """Return how many boxes of each class a picture has, or the share of its pixels."""
    if isinstance(answer.prediction, MaskPrediction):
        shares = dict(answer.prediction.shares)
        return [round(shares.get(name, 0.0), 6) for name in classes]
    found = Counter(each.label for each in _objects(answer, threshold))
    return [found[name] for name in classes]


def _read(answers: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.prediction is not None]


def _named(answers: Sequence[Answer]) -> Iterator[Named]:
    """Yield answers with names for their files; pictures of one name in several folders get numbers."""
    names = Names()
    for answer in _read(answers):
        yield names.give(Path(answer.name).stem, "picture", has_suffix=False), answer


def _quoted(name: str) -> str:
    """Write a name as JSON and YAML both read it."""
    return UNWRITABLE.sub(lambda match: json.dumps(match.group())[1:-1], json.dumps(name, ensure_ascii=False))


def _objects(answer: Answer, threshold: float) -> list[DetectedObject]:
    return cast(BoxPrediction, answer.prediction).above(threshold)


def _add(parent: ElementTree.Element, name: str, value: object) -> None:
    ElementTree.SubElement(parent, name).text = UNWRITABLE.sub(_escaped, str(value))


def _escaped(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape", "backslashreplace").decode("ascii")


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    write_bytes(path, data)
