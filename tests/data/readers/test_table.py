"""Tables in any usual spelling name the same pictures."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.index import Split
from sft_gui.data.readers.reader import Reading
from sft_gui.data.readers.table import TableReader
from sft_gui.errors import UserError
from tests.data.readers.reading import proposals, read_best, read_by, understood
from tests.fixtures import save_class

ROWS = [("red_0.png", "red"), ("red_1.png", "red"), ("blue_0.png", "蓝"), ("blue_1.png", "蓝")]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    save_class(tmp_path, "red", 2)
    save_class(tmp_path, "blue", 2)
    return tmp_path


def read(source: Path) -> Reading:
    return read_by(TableReader(), source)


def labels(reading: Reading) -> list[tuple[str, str | None]]:
    return [(entry.path, entry.label) for entry in reading.entries]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("header", [("path", "label"), ("图片", "标签"), ("my file", "what it is"), None])
def test_header_separator_and_encoding_are_found_out(
    pictures: Path, encoding: str, separator: str, header: tuple[str, str] | None
) -> None:
    rows = [header, *ROWS] if header else ROWS
    file = pictures / "table.csv"
    file.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    reading = read(file)
    assert labels(reading) == ROWS
    assert reading.root == pictures


def test_columns_are_known_by_name_in_any_order(pictures: Path) -> None:
    text = "id,Split,species,filename\n" + "".join(f"{i},val,{label},{path}\n" for i, (path, label) in enumerate(ROWS))
    (pictures / "t.csv").write_text(text, encoding="utf-8")
    reading = read(pictures / "t.csv")
    assert labels(reading) == ROWS
    assert {entry.split for entry in reading.entries} == {Split.VAL}


def test_a_split_column_without_a_name_is_known_by_its_values(pictures: Path) -> None:
    splits = ("train", "Validation", "TEST", "train")
    lines = [f"{path}\t{label}\t{split}" for (path, label), split in zip(ROWS, splits, strict=True)]
    (pictures / "t.tsv").write_text("\n".join(lines), encoding="utf-8")
    reading = read(pictures / "t.tsv")
    assert [entry.split for entry in reading.entries] == [Split.TRAIN, Split.VAL, Split.TEST, Split.TRAIN]
    assert labels(reading) == ROWS


def test_paths_of_every_kind_lead_to_the_files(pictures: Path) -> None:
    (pictures / "sub dir").mkdir()
    (pictures / "red_0.png").rename(pictures / "sub dir" / "red_0.png")
    (pictures / "tables").mkdir()
    rows = [
        "..\\sub dir\\red_0.png,red",
        f"{pictures / 'red_1.png'},red",
        "./../blue_0.png,blue",
        "../nowhere/blue_1.png,blue",
    ]
    (pictures / "tables" / "t.csv").write_text("\n".join(rows), encoding="utf-8")
    reading = read(pictures / "tables" / "t.csv")
    found = [(reading.root / entry.path).exists() for entry in reading.entries]
    assert found == [True, True, True, False]


def test_names_without_suffix_or_folder_are_found_below(pictures: Path) -> None:
    (pictures / "images").mkdir()
    for path, _ in ROWS:
        (pictures / path).rename(pictures / "images" / path)
    text = "image_id,breed\n" + "\n".join(f"{Path(path).stem},{label}" for path, label in ROWS)
    (pictures / "labels.csv").write_text(text, encoding="utf-8")
    assert labels(read(pictures / "labels.csv")) == [(f"images/{path}", label) for path, label in ROWS]


def test_a_folder_of_pictures_with_a_table_beside_them_is_one(pictures: Path) -> None:
    assert not proposals(TableReader(), pictures)
    (pictures / "labels.csv").write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    assert labels(read(pictures)) == ROWS


def test_class_folders_come_before_a_table_beside_them(tmp_path: Path) -> None:
    save_class(tmp_path / "red", "red", 2)
    save_class(tmp_path / "blue", "blue", 2)
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    assert not proposals(TableReader(), tmp_path)


def test_rows_that_say_too_little_or_twice_are_told(pictures: Path) -> None:
    text = "path,label\nred_0.png,red\nred_0.png,blue\nred_1.png,\n,red\nblue_0.png\nblue_1.png,blue\n\n"
    (pictures / "t.csv").write_text(text)
    reading = read(pictures / "t.csv")
    assert labels(reading) == [("red_0.png", "red"), ("blue_1.png", "blue")]
    assert [str(note) for note in reading.notes] == [
        "3 rows of the table have no path or no label and are passed over.",
        "1 row of the table gives a picture a second label; the first holds.",
        "2 pictures have no label in the table and are passed over, the first of them blue_0.png.",
    ]


@pytest.mark.parametrize("text", ["", "path,label\n", "a,b\n1,2\n", "just words\n", "a.png\nb.png\n"])
def test_a_table_without_pictures_and_labels_is_explained(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(UserError, match="Name its columns path, label"):
        understood(tmp_path / "t.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(data)
    with contextlib.suppress(UserError):
        read_best(file)
