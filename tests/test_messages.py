"""What is filled into a sentence does nothing there: no escape sequence, no line break, no turned words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.messages import FIRST_STRONG, POP, Message, say, shown

HEBREW = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain 花 é 🌸 a<b>&amp;", "plain 花 é 🌸 a<b>&amp;"),
        ("a\x1b[31mred\x1b]0;title\x07", "a\\x1b[31mred\\x1b]0;title\\x07"),
        ("two\nlines\r\ttab", "two\\nlines\\r\\ttab"),
        ("x\u202egpj.exe", "x\\u202egpj.exe"),
        ("c1 \x9b31m", "c1 \\x9b31m"),
        ("half \udcff", "half \\udcff"),
        (HEBREW, FIRST_STRONG + HEBREW + POP),
        ("opened \u2067 and never closed", "opened \\u2067 and never closed"),
        ("closed \u2069 and never opened", "closed \\u2069 and never opened"),
    ],
)
def test_a_name_is_made_harmless(name: str, expected: str) -> None:
    assert shown(name) == expected
    assert str(say("The file {name} is there.", name=name)) == f"The file {expected} is there."


@given(st.text())
def test_any_text_is_harmless_and_stays(text: str) -> None:
    once = shown(text)
    assert shown(once) == once
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061c")
    depth = 0
    for character in once:
        depth += ("\u2066" <= character <= "\u2068") - (character == POP)
        assert depth >= 0
        if depth == 0:
            assert unicodedata.bidirectional(character) not in ("R", "AL", "AN")
    assert depth == 0


def test_a_sentence_within_a_sentence_is_made_harmless_once_and_kept_raw() -> None:
    inner = say("{name} is empty.", name=f"a\nb {HEBREW}")
    outer = say("First: {first}", first=inner)
    assert str(outer) == f"First: {FIRST_STRONG}a\\nb {HEBREW}{POP} is empty."
    assert str(say("Told: {text}", text=str(inner))) == f"Told: {inner}"
    assert Message.from_json(outer.to_json()) == outer  # names stay as they are in files
