"""The same random truth in every annotation tool's format, with strays around it, is read back as it is."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sft_gui.data.readers.reader import Choice, Reading
from tests.data.readers.dialects import ANSWERS, BOXES, OUTLINES, SIZE, Pic, put, save
from tests.data.readers.reading import read_best
from tests.fixtures import COLOURS, draw

NAMES = ("a", "b c", "IMG_0001", "\u00e4\u00f6", "\u732b", "x.y", "50%", "n#1", "train_7", "p-(2)")
LABELS = ("cat", "dog", "Gro\u00dfe Katze", "\u72ac", "7")
xs, ys = st.integers(0, SIZE[0] - 2), st.integers(0, SIZE[1] - 2)


@st.composite
def box(draw_: st.DrawFn) -> tuple[int, int, int, int]:
    x, y = draw_(xs), draw_(ys)
    return x, y, draw_(st.integers(x + 1, SIZE[0])), draw_(st.integers(y + 1, SIZE[1]))


corners = st.lists(st.tuples(xs, ys), min_size=3, max_size=6, unique=True)


@st.composite
def pictures(draw_: st.DrawFn, kind: str) -> list[Pic]:
    folders = draw_(st.sampled_from((("set/img",), ("train/img", "val/img"), ("photos/img",))))
    names = draw_(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    found = []
    for number, name in enumerate(names):
        path = f"{folders[number % len(folders)]}/{name}.png"
        labelled = st.tuples(st.sampled_from(LABELS), box() if kind == "boxes" else corners)
        shapes = draw_(st.lists(labelled, max_size=3)) if number else [draw_(labelled)]
        if kind == "answers":
            found.append(Pic(path, answer=LABELS[number % 2]))
        else:
            found.append(Pic(path, **{kind: shapes}))  # type: ignore[arg-type]
    return found


def strays(root: Path, number: int) -> None:
    """What lies about in real folders and says nothing."""
    put(root / "README.txt", "0 0.5 0.5 0.1 0.1\n")
    if number:
        put(root / "package.json", json.dumps({"name": "x", "images": 3, "items": []}))
        put(root / "pom.xml", "<project><name>x</name></project>")
    if number > 1:
        (root / "docs").mkdir()
        draw(COLOURS["red"], 9, SIZE).save(root / "docs/shot.png")


def read(write: object, pics: list[Pic], encoding: str, clutter: int, wanted: Choice) -> tuple[str, Reading]:
    folder = Path(tempfile.mkdtemp())
    try:
        root = folder / "set"
        save(root, pics)
        write(root, pics, encoding)  # type: ignore[operator]
        strays(root, clutter)
        return read_best(root, wanted)
    finally:
        shutil.rmtree(folder)


def found_in(reading: Reading) -> dict[str, object]:
    return {entry.path: entry for entry in reading.entries if not entry.path.startswith("docs/")}


encodings = st.sampled_from(("utf-8", "utf-8-sig", "utf-16"))
quick = settings(max_examples=25, deadline=None)


@quick
@given(st.sampled_from(sorted(BOXES)), pictures("boxes"), encodings, st.integers(0, 2))
def test_boxes_are_read_as_they_were_drawn(tool: str, pics: list[Pic], encoding: str, clutter: int) -> None:
    name, reading = read(BOXES[tool], pics, encoding, clutter, Choice())
    found = found_in(reading)
    assert set(found) == {pic.path for pic in pics}, name
    for pic in pics:
        annotation = found[pic.path].annotation  # type: ignore[attr-defined]
        boxes = [
            (label, tuple(round(v, 6) for v in b))
            for label, b in zip(annotation["labels"], annotation["boxes"], strict=True)
        ]
        assert boxes == [(label, tuple(map(float, each))) for label, each in pic.boxes]
        split = found[pic.path].split  # type: ignore[attr-defined]
        assert (split and split.value) == {"train": "train", "val": "val"}.get(pic.path.split("/")[0])


@quick
@given(st.sampled_from(sorted(OUTLINES)), pictures("outlines"), encodings, st.integers(0, 2))
def test_outlines_are_read_as_they_were_drawn(tool: str, pics: list[Pic], encoding: str, clutter: int) -> None:
    _, reading = read(OUTLINES[tool], pics, encoding, clutter, Choice(task="segmentation"))
    found = found_in(reading)
    assert set(found) == {pic.path for pic in pics} and reading.classes[0] == "background"
    for pic in pics:
        drawn = found[pic.path].annotation["polygons"]  # type: ignore[attr-defined]
        outlines = sorted((each["label"], [(round(x, 6), round(y, 6)) for x, y in each["points"]]) for each in drawn)
        assert outlines == sorted((label, [(float(x), float(y)) for x, y in points]) for label, points in pic.outlines)


@quick
@given(st.sampled_from(sorted(ANSWERS)), pictures("answers"), encodings, st.integers(0, 2))
def test_answers_about_whole_pictures_are_their_classes(
    tool: str, pics: list[Pic], encoding: str, clutter: int
) -> None:
    name, reading = read(ANSWERS[tool], pics, encoding, clutter, Choice(task="classification"))
    assert name.endswith("_classes")
    assert {path: entry.label for path, entry in found_in(reading).items()} == {  # type: ignore[attr-defined]
        pic.path: pic.answer for pic in pics
    }
