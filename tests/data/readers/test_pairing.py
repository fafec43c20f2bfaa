"""A picture is found by whatever a tool writes as its name."""

from __future__ import annotations

import pytest

from sft_gui.data.index import Split
from sft_gui.data.readers.pairing import Pictures, meanings

PICTURES = ["train/a b.jpg", "val/a b.jpg", "x/P0.JPG", "b/1.jpg", "\u00c4.png", "c.d.png", "100%.jpg", "e#1.jpg"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("val/a b.jpg", "val/a b.jpg"),
        ("C:\\Users\\me\\val\\a b.jpg", "val/a b.jpg"),
        ("images/val/a%20b.jpg", "val/a b.jpg"),
        ("file:C:/Users/me/P0.JPG", "x/P0.JPG"),
        ("p0.jpg", "x/P0.JPG"),
        ("/data/local-files/?d=b%5C1.jpg", "b/1.jpg"),
        ("https://host/o/b%2F1.jpg?alt=media&token=1.2", "b/1.jpg"),
        ("s3://bucket/b/1.jpg", "b/1.jpg"),
        ("A\u0308.png", "\u00c4.png"),
        ("c.d", "c.d.png"),
        ("100%.jpg", "100%.jpg"),
        ("e#1.jpg", "e#1.jpg"),
        ("e#2.jpg", None),
        ("", None),
        ("..", None),
        ("other.jpg", None),
    ],
)
def test_names_as_tools_write_them(name: str, found: str | None) -> None:
    assert Pictures(PICTURES).named("1.json", name) == found


def test_the_split_decides_between_equal_names_and_the_files_own_stem_comes_last() -> None:
    pictures = Pictures(PICTURES)
    assert pictures.named("all.json", "a b.jpg", Split.VAL) == "val/a b.jpg"
    assert pictures.named("val/all.json", "a b.jpg") == "val/a b.jpg"
    assert pictures.beside("labels/1.json", "other.jpg") == "b/1.jpg"


def test_what_can_be_confused_is_not_guessed() -> None:
    assert Pictures(["A.jpg", "a.jpg"]).named("x.json", "A.JPG") is None
    assert meanings("") == ()
