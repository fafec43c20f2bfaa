"""Names are safe on every system, whatever they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.names import safe_name, unique


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
    ],
)
def test_names_are_kept_where_they_can_be(text: str, name: str) -> None:
    assert safe_name(text, "Project") == name


def test_a_taken_name_is_counted_up(tmp_path: Path) -> None:
    for expected in ("a.jpg", "a 2.jpg", "a 3.jpg"):
        path = unique(tmp_path, "a.jpg")
        assert path.name == expected
        path.touch()
