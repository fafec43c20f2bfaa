"""Tables in random layouts whose truth is known: read right, asked or refused, never silently something else."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.readers.reader import Reading
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood
from tests.data.readers.reading import read_best

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"])
LABELS = [
    ["cat", "dog"],
    ["红", "绿", "蓝"],
    ["0", "1", "2"],
    ["No Finding", "Effusion"],
    ["red, small", "blue, small"],
]
EXTRAS: dict[str, Any] = {
    "id": lambda i: str(1000 + i),
    "width": lambda i: str(640 + 8 * (i % 3)),
    "height": lambda i: "480",
    "age": lambda i: str(20 + i % 7),
    "photographer": lambda i: f"p{i % 2}",
    "date": lambda i: f"2024-01-0{1 + i % 3}",
    "url": lambda i: f"https://example.org/{i}",
    "patient_id": lambda i: f"P{i // 2}",
    "weight": lambda i: f"{i * 1.37 + 2:.2f}",
    "": lambda i: str(i),
}
STRAYS = {
    "README.md": "# Pictures",
    "results.csv": "epoch,loss\n" + "".join(f"{i},0.{i}\n" for i in range(12)),
    "sample_submission.csv": "id,label\n" + "".join(f"{i:04},cat\n" for i in range(12)),
    "test.csv": "id\nt0\nt1\n",
    "classes.txt": "cat\ndog\n",
    "notes.json": "{}",
}
SPELLINGS: dict[str, Any] = {
    "path": lambda path: path,
    "name": lambda path: path.rpartition("/")[2],
    "stem": lambda path: path.rpartition("/")[2].rpartition(".")[0],
    "windows": lambda path: "C:\\Users\\x\\" + path.replace("/", "\\"),
    "elsewhere": lambda path: "/home/user/set/" + path,
    "dot": lambda path: "./" + path,
    "capitals": lambda path: path.upper(),
    "number": lambda path: str(int("0" + "".join(filter(str.isdecimal, path.rpartition("/")[2])))),
}


def picture(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), (9, 99, 199)).save(file)


def written(file: Path, header: list[str] | None, rows: list[list[str]], separator: str, encoding: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([header, *rows] if header else rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.getvalue().encode(encoding))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "set"


def fresh(place: Path, data: st.DataObject) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in data.draw(st.sets(st.sampled_from(sorted(STRAYS)), max_size=3)):
        (place / name).write_text(STRAYS[name])
    if data.draw(st.booleans()):
        picture(place / "docs/read me.png")


def read(place: Path) -> tuple[str, Reading] | None:
    try:
        return read_best(place)
    except NotUnderstood as error:
        assert error.do is not None
        return None


@FEW
@given(st.data())
def test_labels_are_right_or_asked(place: Path, data: st.DataObject) -> None:
    fresh(place, data)
    folder = data.draw(st.sampled_from(["", "images/", "data/images/", "图片/"]))
    paths = [f"{folder}{i + 3:04}.png" for i in range(12)]
    for path in paths:
        picture(place / path)
    names = data.draw(st.sampled_from(LABELS))
    truth = {path: names[i % len(names)] for i, path in enumerate(paths)}
    label = data.draw(st.sampled_from(["label", "Class", "breed", "类别", "diagnosis", "ClassId", "fruit"]))
    spelling = data.draw(st.sampled_from(sorted(SPELLINGS)))
    image = data.draw(st.sampled_from(["filename", "image_id", "Path", "图片", "Image Index"]))
    extras = data.draw(st.lists(st.sampled_from(sorted(EXTRAS)), unique=True, max_size=4))
    columns = data.draw(st.permutations([image, label, *extras]))
    rows = [
        [SPELLINGS[spelling](path) if c == image else truth[path] if c == label else EXTRAS[c](i) for c in columns]
        for i, path in enumerate(paths)
    ]
    separator, encoding = data.draw(st.sampled_from(",;\t|")), data.draw(ENCODINGS)
    written(place / "labels.csv", columns, rows, separator, encoding)
    found = read(place)
    if found is None:
        assert label == "fruit" and names == ["0", "1", "2"], "nothing here must be asked"
        return
    reader, reading = found
    assert reader == "table"
    assert {entry.path: entry.label for entry in reading.entries} == truth


@FEW
@given(st.data())
def test_a_table_without_a_header_is_right_or_asked(place: Path, data: st.DataObject) -> None:
    fresh(place, data)
    paths = [f"pics/img {i:03}.png" for i in range(12)]
    for path in paths:
        picture(place / path)
    names = data.draw(st.sampled_from(LABELS))
    truth = {path: names[i % len(names)] for i, path in enumerate(paths)}
    rows = [[path, truth[path]] for path in paths]
    if data.draw(st.booleans()):
        rows = [[str(i), *row] for i, row in enumerate(rows)]
    written(place / "list.csv", None, rows, data.draw(st.sampled_from(",\t;")), data.draw(ENCODINGS))
    found = read(place)
    if found is not None:
        assert {entry.path: entry.label for entry in found[1].entries} == truth


@FEW
@given(st.data())
def test_split_tables_are_right_or_asked(place: Path, data: st.DataObject) -> None:
    """train.csv and test.csv with the same names in both folders; the latter without labels, or with them."""
    fresh(place, data)
    for split in ("train", "test"):
        for i in range(8):
            picture(place / split / f"{i}.png")
    is_told = data.draw(st.booleans())
    spelling = data.draw(st.sampled_from(["name", "stem", "path"]))
    truth: dict[str, str] = {}
    for split in ("train", "test"):
        paths = [f"{split}/{i}.png" for i in range(8)]
        rows = [[SPELLINGS[spelling](path), "cat" if i % 2 else "dog"] for i, path in enumerate(paths)]
        if split == "train" or is_told:
            truth |= {path: row[1] for path, row in zip(paths, rows, strict=True)}
            written(place / f"{split}.csv", ["id", "label"], rows, ",", "utf-8")
        else:
            written(place / f"{split}.csv", ["id"], [row[:1] for row in rows], ",", "utf-8")
    found = read(place)
    assert found is not None and found[0] == "table"
    assert {entry.path: entry.label for entry in found[1].entries} == truth
    if is_told:
        assert all(entry.split is not None and entry.path.startswith(entry.split) for entry in found[1].entries)


CORNERS = [
    ["xmin", "ymin", "xmax", "ymax"],
    ["X_Min", "Y_Min", "X_Max", "Y_Max"],
    ["x1", "y1", "x2", "y2"],
    ["left", "top", "right", "bottom"],
    ["bbox_x0", "bbox_y0", "bbox_x1", "bbox_y1"],
]
SIZED = [["x", "y", "w", "h"], ["bbox_x", "bbox_y", "bbox_width", "bbox_height"], ["left", "top", "Width", "Height"]]
CENTRED = [["x_center", "y_center", "width", "height"], ["cx", "cy", "w", "h"]]


@FEW
@given(st.data())
def test_boxes_are_right_or_refused(place: Path, data: st.DataObject) -> None:
    fresh(place, data)
    folder = data.draw(st.sampled_from(["", "train/", "cat/"]))
    paths = [f"{folder}a {i}.png" for i in range(8)]
    truth: dict[str, list[tuple[str, list[float]]]] = {path: [] for path in paths}
    for path in paths:
        picture(place / path)
        for _ in range(data.draw(st.integers(1, 2))):
            x, y = data.draw(st.integers(0, 30)), data.draw(st.integers(0, 20))
            w, h = 2 * data.draw(st.integers(1, 15)), 2 * data.draw(st.integers(1, 12))
            truth[path].append((data.draw(st.sampled_from(["cat", "dog"])), [x, y, x + w, y + h]))
    form = data.draw(st.sampled_from(["corners", "sized", "centred", "cell", "bare"]))
    columns = data.draw(st.sampled_from({"corners": CORNERS, "sized": SIZED, "centred": CENTRED}.get(form, [["bbox"]])))
    spelling = data.draw(st.sampled_from(["path", "name", "windows", "percent"]))
    records = [_record(path, label, box, form, columns, spelling) for path in paths for label, box in truth[path]]
    header: list[str] | None = data.draw(st.permutations(list(records[0])))
    if form == "bare":
        header = ["image", "x1", "y1", "x2", "y2", "label"]
    rows = [[record[name] for name in header or ()] for record in records]
    written(place / "_annotations.csv", None if form == "bare" else header, rows, ",", data.draw(ENCODINGS))
    found = read(place)
    assert found is not None and found[0] == "table_boxes"
    for entry in found[1].entries:
        assert entry.annotation is not None
        got = sorted(zip(entry.annotation["labels"], entry.annotation["boxes"], strict=True))
        assert got == sorted((label, box) for label, box in truth[entry.path])


def _record(path: str, label: str, box: list[float], form: str, columns: list[str], spelling: str) -> Mapping[str, str]:
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    numbers = {"sized": [x0, y0, w, h], "centred": [x0 + w / 2, y0 + h / 2, w, h]}.get(form, box)
    name = path.replace(" ", "%20") if spelling == "percent" else SPELLINGS[spelling](path)
    values = {"image": name, "label": label}
    if form == "cell":
        return {**values, "bbox": str([float(x0), float(y0), float(w), float(h)])}
    if form == "bare":
        columns = ["x1", "y1", "x2", "y2"]
    return {**values, **dict(zip(columns, map(str, numbers), strict=True))}


def test_the_generator_reads_what_it_writes(place: Path) -> None:
    """A picture is one, and a table is found by the source."""
    picture(place / "a/0001.png")
    written(place / "t.csv", ["path", "label"], [["a/0001.png", "x"]], ",", "utf-8")
    assert Source(place).pictures == ["a/0001.png"] and Source(place).files == ["t.csv"]
