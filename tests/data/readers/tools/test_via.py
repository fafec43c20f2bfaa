"""What VIA exports is read with the numbers that a hand calculates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.registry import find
from tests.data.readers.exported import RECT, boxes_of, dump, entries, notes_of, region, said, save
from tests.data.readers.reading import proposals, read_by


def via(root: Path, pictures: dict[str, list[dict[str, Any]]]) -> None:
    save(root, *pictures)
    table = {f"{name}1": {"filename": name, "size": 1, "regions": found} for name, found in pictures.items()}
    dump(root / "via_region_data.json", table)


def test_via_has_boxes_round_things_and_outlines(tmp_path: Path) -> None:
    round_ = {"name": "circle", "cx": 50, "cy": 25, "r": 10}
    long = {"name": "ellipse", "cx": 50, "cy": 25, "rx": 20, "ry": 5, "theta": np.pi / 2}
    drawn = {"name": "polygon", "all_points_x": [1, 9, 9], "all_points_y": [2, 2, 8]}
    line = {"name": "polyline", "all_points_x": [1, 9], "all_points_y": [2, 2]}
    shapes = [region(place, kind="cat") for place in (RECT, round_, long, drawn, line)]
    via(tmp_path / "set", {"a.jpg": shapes, "b.jpg": [region({"name": "point", "cx": 1, "cy": 1}, kind="cat")]})
    reading = read_by(find("via"), tmp_path / "set")
    assert boxes_of(entries(reading)["a.jpg"]) == [
        ("cat", [10, 5, 30, 20]),
        ("cat", [40, 15, 60, 35]),
        ("cat", [45, 5, 55, 45]),
        ("cat", [1, 2, 9, 8]),
    ]
    assert notes_of(entries(reading)["a.jpg"]) == ["shapes of the kind 'polyline' are left out"]
    assert "3 boxes are drawn around outlines" in said(reading) and "1 picture is listed without a shape" in said(
        reading
    )


def test_vias_class_is_the_attribute_with_few_values_and_others_can_be_chosen(tmp_path: Path) -> None:
    found = {
        f"{number}.jpg": [region(RECT, id=f"{number}", species="cat" if number % 2 else "dog", tone=f"{number % 3}")]
        for number in range(6)
    }
    via(tmp_path / "set", found)
    best, *others = proposals(find("via"), tmp_path / "set")
    assert best.choice == Choice(task="detection", format="via", label="species")
    assert [each.choice.label for each in others] == ["tone", "id"] and best.score > others[0].score
    assert "there are others: tone, id" in str(best.assumed[0])
    assert {column.name for column in best.columns} == {"id", "species", "tone"}
    chosen = read_by(find("via"), tmp_path / "set", Choice(label="tone"))
    assert chosen.classes == ("0", "1", "2")
    assert proposals(find("via"), tmp_path / "set", Choice(label="colour")) == []


def test_via_without_attributes_has_one_class_and_ticked_ones_are_answers(tmp_path: Path) -> None:
    via(tmp_path / "bare", {"a.jpg": [region(RECT)], "b.jpg": [region(RECT)]})
    reading = read_by(find("via"), tmp_path / "bare")
    assert reading.classes == ("object",) and "all are of one class, 'object'" in said(reading)
    ticked = [region(RECT, type={"cat": True, "dog": False}), region(RECT, type={}), region(RECT, type="dog")]
    via(tmp_path / "ticked", {"a.jpg": ticked, "b.jpg": []})
    reading = read_by(find("via"), tmp_path / "ticked")
    assert [label for label, _ in boxes_of(entries(reading)["a.jpg"])] == ["cat", "dog"]
    assert notes_of(entries(reading)["a.jpg"]) == ["shapes whose label is no name are left out"]
