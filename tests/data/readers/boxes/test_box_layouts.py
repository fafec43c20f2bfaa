"""The same boxes written in each format, layout and encoding, with strays about, are read back as they are."""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sft_gui.data.readers import registry
from sft_gui.data.readers.reader import Choice
from sft_gui.data.understand import NotUnderstood
from tests.data.readers.box_sets import FORMATS, BoxSet, _word, box_sets, boxes_of, save_picture, strays
from tests.data.readers.reading import read_best

KINDS = ("outlines", "pose of two", "pose of three", "turned")
BARE = ("kitti", "dota")  # formats that give the classes no order and no spaces


@pytest.mark.parametrize("format", FORMATS)
def test_whatever_the_layout_the_boxes_are_read_back(tmp_path: Path, format: str) -> None:
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(box_sets(), st.integers(0, 2**13 - 1))
    def read_back(truth: BoxSet, which: int) -> None:
        root = tmp_path / "set"
        shutil.rmtree(root, ignore_errors=True)
        FORMATS[format](root, truth)
        strays(root, which, next(iter(truth.objects)), format)
        reader, reading = read_best(root)
        assert registry.find(reader).family == format
        name = _word if format in BARE else str
        used = {label for objects in truth.objects.values() for label, _ in objects}
        expected = {name(label) for label in (used if format in (*BARE, "voc", "labelme") else truth.classes)}
        assert set(reading.classes) == expected
        found = {path: boxes for path, boxes in boxes_of(reading).items() if (reading.root / path).exists()}
        for stem, objects in truth.objects.items():
            assert found[truth.paths[stem]] == sorted((name(label), box) for label, box in objects), stem
        assert len(found) == len(truth.objects)
        splits = {entry.path: entry.split for entry in reading.entries}
        if not (format == "coco" and truth.layout % 4 == 0):  # one file in one folder names no split
            given = {stem: str(splits[truth.paths[stem]]) for stem in truth.objects if splits[truth.paths[stem]]}
            assert given.items() <= truth.splits.items() and "val" in given.values()

    read_back()


@st.composite
def lines_of_yolo(draw: Any, kind: str) -> list[tuple[str, list[float]]]:
    """Draw lines of one kind, each with the box that is meant, as shares: left, top, right, bottom."""
    count = draw(st.integers(3, 8))  # points of each object
    share, found = st.floats(0, 1), []
    for _ in range(draw(st.integers(4, 8))):
        x, y = draw(st.floats(0, 0.7)), draw(st.floats(0, 0.7))
        w, h = draw(st.floats(0.1, 1 - x - 0.02)), draw(st.floats(0.1, 1 - y - 0.02))
        box, numbers = [x, y, x + w, y + h], [x + w / 2, y + h / 2, w, h]
        if kind == "turned":
            a = draw(st.floats(0.1, 0.9))
            points = [(x + a * w, y), (x + w, y + a * h), (x + (1 - a) * w, y + h), (x, y + (1 - a) * h)]
        elif kind == "outlines":
            turns = [(each + draw(share) * 0.8) / count * 2 * math.pi for each in range(count)]
            points = [(x + w / 2 + math.cos(t) * w / 2, y + h / 2 + math.sin(t) * h / 2) for t in turns]
        else:
            points = [(x + draw(share) * w, y + draw(share) * h) for _ in range(count)]
        if kind in ("turned", "outlines"):
            xs, ys = zip(*points, strict=True)
            box, numbers = [min(xs), min(ys), max(xs), max(ys)], []
        mark = [draw(st.integers(0, 2))] if kind == "pose of three" else []
        numbers += [number for point in points for number in (*point, *mark)]
        found.append((" ".join(["0", *(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers)]), box))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_line_of_yolo_means_is_right_or_asked(tmp_path: Path, kind: str) -> None:
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(lines_of_yolo(kind), st.booleans())
    def read_back(lines: list[tuple[str, list[float]]], is_said: bool) -> None:
        root = tmp_path / "set"
        shutil.rmtree(root, ignore_errors=True)
        for number, (line, _) in enumerate(lines):
            save_picture(root / f"{number}.png", number)
            (root / f"{number}.txt").write_text(line)
        size = 3 if kind == "pose of three" else 2
        if is_said and "pose" in kind:
            shape = f"kpt_shape: [{(len(lines[0][0].split()) - 5) // size}, {size}]"
            (root / "data.yaml").write_text(f"names: [a]\n{shape}\n")
        try:
            reading = read_best(root, Choice(task="detection"))[1]
        except NotUnderstood as error:
            assert not (is_said and "pose" in kind) and "an outline, or a box and its key points" in str(error)
            return
        for entry in reading.entries:
            box = lines[int(entry.path.removesuffix(".png"))][1]
            assert (entry.annotation or {})["boxes"] == [pytest.approx(box, abs=1e-5)], entry.path

    read_back()
