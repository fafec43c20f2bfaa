"""Names are safe on every system, whatever they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.names import Names, safe_name, safe_names, same_key, unique


@given(st.text())
def test_any_text_becomes_a_name_that_is_safe_and_stays(text: str) -> None:
    name = safe_name(text, "Project")
    assert name not in ("", ".", "..")
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.endswith((" ", "."))
    assert len(name.encode()) <= 125
    assert safe_name(name, "Project") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("花 🌸", "花 🌸"),
        ("a/b", "a_b"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("...", "Project"),
        (" x. ", "x"),
        ("it's", "it's"),
        ("com1", "_com1"),
        ("contest", "contest"),
        (".hidden", "_.hidden"),
        ("a\x1b[31m\u202eb", "a_[31m_b"),
    ],
)
def test_names_are_kept_where_they_can_be(text: str, name: str) -> None:
    assert safe_name(text, "Project") == name


def test_a_taken_name_is_counted_up(tmp_path: Path) -> None:
    for expected in ("a.jpg", "a 2.jpg", "a 3.jpg"):
        path = unique(tmp_path, "a.jpg")
        assert path.name == expected
        path.touch()


ALIKE = [
    "a/b",
    "a:b",
    "a_b",
    "A",
    "a",
    "cat",
    "cat.",
    "cat ",
    "CAT",
    "CON",
    "_CON",
    "con",
    "..",
    "",
    ".",
    "é",
    "e\u0301",
    "ß",
    "SS",
]
ALIKE += ["x" * 300 + end for end in "12"]


@given(st.lists(st.one_of(st.sampled_from(ALIKE), st.text(max_size=6)), max_size=20))
def test_every_name_of_a_set_gets_one_of_its_own(names: list[str]) -> None:
    folders = safe_names([*ALIKE, *names], "class")
    assert set(folders) == {*ALIKE, *names}
    assert len({same_key(folder) for folder in folders.values()}) == len(folders)
    for folder in folders.values():
        assert safe_name(folder, "") == folder or len(folder.encode()) > 120
    assert folders == safe_names([*reversed(names), *ALIKE], "class")


def test_names_that_are_safe_stay_beside_those_that_would_come_out_alike() -> None:
    folders = safe_names(["a/b", "a:b", "a_b", "cat.", "cat", ".."], "class")
    assert folders == {
        "a_b": "a_b", "cat": "cat", "a/b": "a_b (2)", "a:b": "a_b (3)", "cat.": "cat (2)", "..": "class",
    }  # fmt: skip


def test_what_is_known_stays_known() -> None:
    assert safe_names(["a/b", "a_b"], "class", known={"a_b": "a/b"}) == {"a/b": "a_b", "a_b": "a_b (2)"}


def test_names_are_given_out_in_linear_time() -> None:
    names = Names()
    given = [names.give("x.jpg", "picture") for _ in range(50_000)]  # minutes, were each tried from the start
    assert given[:3] == ["x.jpg", "x (2).jpg", "x (3).jpg"] and len(set(given)) == 50_000
