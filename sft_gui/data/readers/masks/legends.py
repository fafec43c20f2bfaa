"""What the pixels of masks mean, and the legends of well-known data sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sft_gui.data.annotations import hex_of, palette

MAX_VALUE = 2**16 - 1  # of a pixel in a mask
Colour = tuple[int, int, int]
IGNORED_NAMES = (
    "void",
    "unlabelled",
    "unlabeled",
    "ignore",
    "ignored",
    "ignore label",
    "border",
    "_ignore_",
    "__ignore__",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a legend."""

    name: str
    value: int
    colour: Colour | None = None

    @property
    def is_ignored(self) -> bool:
        return self.name.casefold().replace(" ", "_") in IGNORED_NAMES


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


# Well-known ones

VOC_NAMES = (
    "background aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person "
    "pottedplant sheep sofa train tvmonitor"
)
VOC = [Row(name, i, colour) for i, (name, colour) in enumerate(zip(VOC_NAMES.split(), palette(21), strict=True))]
VOC += [Row("border", 255, (224, 224, 192))]

CAMVID11_NAMES = "Sky Building Pole Road Pavement Tree SignSymbol Fence Car Pedestrian Bicyclist Unlabelled"
CAMVID11 = [Row(name, i) for i, name in enumerate(CAMVID11_NAMES.split())]  # as SegNet's authors gather them

CAMVID_NAMES = """
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
"""
CAMVID = [
    Row(name, i, (int(red), int(green), int(blue)))
    for i, (red, green, blue, name) in enumerate(line.split() for line in CAMVID_NAMES.strip().splitlines())
]

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
