"""What the pixels of masks mean: the legends of well-known data sets, and those that files beside the masks give."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sft_gui.data.annotations import hex_of, palette

Colour = tuple[int, int, int]
IGNORED_NAMES = ("void", "unlabelled", "unlabeled", "ignore", "ignored", "ignore label", "border")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a legend."""

    name: str
    value: int
    colour: Colour | None = None

    @property
    def is_ignored(self) -> bool:
        return self.name.casefold() in IGNORED_NAMES


def classes_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the classes of a legend in its order, each once, without what is to be ignored."""
    return tuple(dict.fromkeys(row.name for row in rows if not row.is_ignored))


def by_value(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the legend of indexed masks; see data/annotations.py."""
    classes = classes_of(rows)
    values = {str(row.value): classes.index(row.name) for row in rows if not row.is_ignored}
    return {"values": values, "ignore": [str(row.value) for row in rows if row.is_ignored]}


def by_colour(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the legend of colour-coded masks."""
    classes = classes_of(rows)
    coloured = [(row, hex_of(row.colour)) for row in rows if row.colour is not None]
    colours = {colour: classes.index(row.name) for row, colour in coloured if not row.is_ignored}
    return {"colours": colours, "ignore": [colour for row, colour in coloured if row.is_ignored]}


# Files

NAMES_OF_FILES = (
    "dataset_meta.json label_colors.txt class_dict.csv labelmap.csv labelmap.txt classes.txt labels.txt names.txt "
    "codes.txt obj.names _classes.csv objectinfo150.txt config.json config_v1.2.json config_v2.0.json"
)


def is_legend_name(name: str) -> bool:
    """Tell by a file's name whether it may be a legend."""
    return name.casefold() in NAMES_OF_FILES.split() or name.casefold().startswith("class_dict")


def read_legend(file: Path) -> list[Row]:
    """Read a legend's file; empty where it is none."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    try:
        if file.suffix.lower() == ".json":
            return _from_json(json.loads(text))
        return _from_table(text) if file.suffix.lower() == ".csv" else _from_lines(text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _from_json(data: Any) -> list[Row]:
    """Datumaro's dataset_meta.json, and Mapillary's config.json."""
    labels = data.get("label_map") or data.get("labels")
    if isinstance(labels, dict):
        pairs = [(int(value), str(name)) for value, name in labels.items()]
        colours = data.get("segmentation_colors") or [None] * len(pairs)
        return [
            Row(name, value, _colour(colour)) for (value, name), colour in zip(sorted(pairs), colours, strict=False)
        ]
    rows = []
    for value, label in enumerate(labels):
        if isinstance(label, dict):
            rows.append(Row(label.get("readable") or label["name"], value, _colour(label.get("color"))))
        else:
            rows.append(Row(str(label), value))
    return rows


def _from_table(text: str) -> list[Row]:
    """Name and red, green, blue; or a value and a name (Roboflow's _classes.csv)."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)) if any(row)]
    if len(rows[0]) >= 4:
        return [Row(row[0], i, (int(row[1]), int(row[2]), int(row[3]))) for i, row in enumerate(rows[1:])]
    return [Row(row[1], int(row[0])) for row in rows[1:]]


COLOUR_FIRST = re.compile(r"(\d+)[\s,]+(\d+)[\s,]+(\d+)[\s,]+(\S.*)")  # CamVid's label_colors.txt
COLOUR_LAST = re.compile(r"([^:]+):(\d+),(\d+),(\d+)(:.*)?")  # CVAT's labelmap.txt
VALUE_FIRST = re.compile(r"(\d+)\s*[\s:,]\s*(\S.*)")


def _from_lines(text: str) -> list[Row]:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if lines and lines[0].startswith("Idx\tRatio"):  # ADE20K's objectInfo150.txt
        named = [(line.split("\t")[-1].split(",")[0].strip(), int(line.split("\t")[0])) for line in lines[1:]]
        return [Row("unlabelled", 0), *(Row(name, value) for name, value in named)]
    for pattern, make in ((COLOUR_FIRST, _colour_first), (COLOUR_LAST, _colour_last), (VALUE_FIRST, _value_first)):
        matches = [pattern.fullmatch(line) for line in lines]
        if matches and all(matches):
            return [make(i, *match.groups()) for i, match in enumerate(matches) if match]
    return [Row(line, i) for i, line in enumerate(lines)]


def _colour_first(i: int, red: str, green: str, blue: str, name: str) -> Row:
    return Row(name.strip(), i, (int(red), int(green), int(blue)))


def _colour_last(i: int, name: str, red: str, green: str, blue: str, _: str | None) -> Row:
    return Row(name.strip(), i, (int(red), int(green), int(blue)))


def _value_first(_: int, value: str, name: str) -> Row:
    return Row(name.strip(), int(value))


def _colour(values: Sequence[int] | None) -> Colour | None:
    return None if values is None else (int(values[0]), int(values[1]), int(values[2]))


# Well-known ones

VOC_NAMES = (
    "background aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person "
    "pottedplant sheep sofa train tvmonitor"
)
VOC = [Row(name, i, colour) for i, (name, colour) in enumerate(zip(VOC_NAMES.split(), palette(21), strict=True))]
VOC += [Row("border", 255, (224, 224, 192))]

CAMVID11_NAMES = "Sky Building Pole Road Pavement Tree SignSymbol Fence Car Pedestrian Bicyclist Unlabelled"
CAMVID11 = [Row(name, i) for i, name in enumerate(CAMVID11_NAMES.split())]  # as SegNet's authors gather them

CAMVID = _from_lines("""
64 128 64 Animal
192 0 128 Archway
0 128 192 Bicyclist
0 128 64 Bridge
128 0 0 Building
64 0 128 Car
64 0 192 CartLuggagePram
192 128 64 Child
192 192 128 Column_Pole
64 64 128 Fence
128 0 192 LaneMkgsDriv
192 0 64 LaneMkgsNonDriv
128 128 64 Misc_Text
192 0 192 MotorcycleScooter
128 64 64 OtherMoving
64 192 128 ParkingBlock
64 64 0 Pedestrian
128 64 128 Road
128 128 192 RoadShoulder
0 0 192 Sidewalk
192 128 128 SignSymbol
128 128 128 Sky
64 128 192 SUVPickupTruck
0 0 64 TrafficCone
0 64 64 TrafficLight
192 64 128 Train
128 128 0 Tree
192 128 192 Truck_Bus
64 0 64 Tunnel
192 192 0 VegetationMisc
0 0 0 Void
64 192 0 Wall
""")

# The classes that Cityscapes scores: name, label id, colour; a class's place is its train id. The others are ignored.
CITYSCAPES = [
    Row("road", 7, (128, 64, 128)),
    Row("sidewalk", 8, (244, 35, 232)),
    Row("building", 11, (70, 70, 70)),
    Row("wall", 12, (102, 102, 156)),
    Row("fence", 13, (190, 153, 153)),
    Row("pole", 17, (153, 153, 153)),
    Row("traffic light", 19, (250, 170, 30)),
    Row("traffic sign", 20, (220, 220, 0)),
    Row("vegetation", 21, (107, 142, 35)),
    Row("terrain", 22, (152, 251, 152)),
    Row("sky", 23, (70, 130, 180)),
    Row("person", 24, (220, 20, 60)),
    Row("rider", 25, (255, 0, 0)),
    Row("car", 26, (0, 0, 142)),
    Row("truck", 27, (0, 0, 70)),
    Row("bus", 28, (0, 60, 100)),
    Row("train", 31, (0, 80, 100)),
    Row("motorcycle", 32, (0, 0, 230)),
    Row("bicycle", 33, (119, 11, 32)),
]
