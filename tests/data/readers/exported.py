"""Small exports of annotation tools, and what is read from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sft_gui.data.readers.reader import Entry, Reading
from sft_gui.messages import Message
from tests.fixtures import COLOURS, draw

SIZE = (100, 50)
RECT = {"name": "rect", "x": 10, "y": 5, "width": 20, "height": 15}


def save(root: Path, *names: str) -> None:
    for number, name in enumerate(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        draw(COLOURS["blue"], number, SIZE).save(root / name)


def dump(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")


def entries(reading: Reading) -> dict[str, Entry]:
    return {entry.path: entry for entry in reading.entries}


def boxes_of(entry: Entry) -> list[tuple[str, list[float]]]:
    assert entry.annotation is not None
    found = zip(entry.annotation["labels"], entry.annotation["boxes"], strict=True)
    return [(label, [round(value, 2) for value in box]) for label, box in found]


def notes_of(entry: Entry) -> list[str]:
    assert entry.annotation is not None
    return [str(Message.from_json(note)) for note in entry.annotation["notes"]]


def said(reading: Reading) -> str:
    return " ".join(map(str, reading.notes))


def region(place: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    return {"shape_attributes": place, "region_attributes": attributes}
