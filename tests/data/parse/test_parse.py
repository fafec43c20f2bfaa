"""Files of annotations are read within bounds, in any encoding; their values become what they should be or None."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from sft_gui.data.parse import guard, structured, values
from sft_gui.data.parse.guard import Malformed, content_of, kept
from sft_gui.data.parse.structured import json_of, xml_of, yaml_of
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.parse.text import decoded, lines_of

DEEP = "[" * 101 + "]" * 101


def saved(folder: Path, content: bytes | str) -> Path:
    file = folder / "x.dat"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


WESTERN, CHINESE = "café, crème brûlée\n", "苹果, 香蕉\n"
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [*((text, name) for text in (WESTERN, CHINESE) for name in UNICODE), (CHINESE, "gb18030"), (WESTERN, "cp1252")],
)
def test_usual_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_utf_16_is_known_without_its_mark() -> None:
    assert decoded("0 0.5 0.5\n".encode("utf-16-le")) == decoded("0 0.5 0.5\n".encode("utf-16-be")) == "0 0.5 0.5\n"


def test_a_declared_encoding_counts_where_it_can_be() -> None:
    assert decoded("Я".encode("cp1251"), "windows-1251") == "Я"
    assert decoded(b"a\xe9", "zlib") == decoded(b"a\xe9", "unicode_escape") == "aé"


def test_all_bytes_are_some_text() -> None:
    rng = random.Random(0)
    for _ in range(2000):
        text = decoded(rng.randbytes(rng.randint(0, 60)))
        assert text.encode().decode() == text


def test_depth_is_that_of_brackets_outside_of_text() -> None:
    rng = random.Random(0)

    def tree(levels: int) -> Any:
        text = "".join(rng.choices('[]{}"\\a', k=rng.randint(0, 8)))
        kind = rng.randrange(3) if levels else 2
        inside = [tree(levels - 1) for _ in range(rng.randint(0, 3))] if kind < 2 else []
        named = {f"{number}{text}": each for number, each in enumerate(inside)}
        return text if kind == 2 else inside if kind else named

    def depth(node: Any) -> int:
        inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else None
        return 0 if inside is None else 1 + max(map(depth, inside), default=0)

    for _ in range(300):
        padded = [*([[]] * structured.MAX_DEPTH), tree(6)]  # fewer brackets are not counted
        assert structured.depth_of(json.dumps(padded).encode()) == depth(padded)


@pytest.mark.parametrize(
    ("parse", "content", "reason"),
    [
        (json_of, "", "is empty"),
        (json_of, '{"a": [1, 2', "is cut short"),
        (json_of, '{"a": "b', "is cut short"),
        (json_of, '{\n"a": 1,, "b": 2}', "is damaged JSON (line 2, column 8)"),
        (json_of, DEEP, "is nested more than 100 levels deep"),
        (json_of, b"\x00\x01\x02", "is damaged JSON"),
        (xml_of, "", "is empty"),
        (xml_of, "<a><b/>", "is cut short"),
        (xml_of, "<a>\n<b></a>", "is damaged XML (line 2, column 6)"),
        (xml_of, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares entities"),
        (xml_of, "<a>&b;</a>", "is damaged XML"),
        (xml_of, "<a>" * 101 + "</a>" * 101, "is nested more than 100 levels deep"),
        (yaml_of, "a: [1\nb: 2", "is damaged YAML (line 2)"),
        (yaml_of, DEEP, "is nested more than 100 levels deep"),
        (yaml_of, "- a\n" * 25_001, "holds more than 25000 entries"),
        (yaml_of, "a: &a [*a]", "is damaged YAML"),
        (yaml_of, 'a: "\\Uffffffff"', "is no YAML"),
        (yaml_of, b"x" * (2**20 + 1), "at most 1.0"),
        (rows_of, 'a,"b\n' + "c" * 200_000, "a quotation mark lacks its partner"),
        (lines_of, "x" * (2**20 + 1), "has a line of 1048577 characters"),
    ],
)
def test_what_is_wrong_with_a_file_is_a_sentence(tmp_path: Path, parse: Any, content: bytes | str, reason: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse(saved(tmp_path, content))
    assert str(caught.value).startswith("x.dat ") and reason in str(caught.value)


def test_what_is_odd_but_whole_is_read(tmp_path: Path) -> None:
    odd = json_of(saved(tmp_path, "[NaN, 1e999, " + "9" * 5000 + ', "\\ud800"]'))
    assert [values.as_number(each) for each in odd] == [None] * 4
    assert xml_of(saved(tmp_path, "<?xml version='1.0' encoding='nobody-knows'?><a>b</a>")).text == "b"
    assert yaml_of(saved(tmp_path, "names: [yes, 2024-13-45, !!int x]")) == {"names": ["yes", "2024-13-45", "x"]}
    assert yaml_of(saved(tmp_path, "a: &a {b: c}\nd: {<<: *a}")) == {"a": {"b": "c"}, "d": {"<<": {"b": "c"}}}
    assert rows_of(saved(tmp_path, "a;b\n1;2\n\n")) == [["a", "b"], ["1", "2"]]
    assert lines_of(saved(tmp_path, "a\r\n\nb\u2028c\n")) == ["a", "", "b\u2028c"]


def test_what_is_no_file_or_larger_than_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Malformed, match="is a folder"):
        content_of(tmp_path)
    with pytest.raises(Malformed, match="is not there"):
        content_of(tmp_path / "gone")
    with pytest.raises(Malformed, match="has 11\u00a0B; at most 10\u00a0B"):
        content_of(saved(tmp_path, "x" * 11), limit=10)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(Malformed, match="a device or a pipe"):
            content_of(tmp_path / "pipe")
    monkeypatch.setattr(guard, "ALWAYS_FREE", 0)
    monkeypatch.setattr(guard, "MEMORY_SHARE", 1e-9)
    with pytest.raises(Malformed, match="of memory, and"):
        json_of(saved(tmp_path, "[{}, {}]"))


def test_what_several_readers_ask_for_is_parsed_once(tmp_path: Path) -> None:
    file = saved(tmp_path, "[1]")
    with kept():
        first = json_of(file)
        with kept():
            assert json_of(file) is first
    assert json_of(file) is not first


@pytest.mark.parametrize(
    ("value", "number", "text", "id"),
    [
        (7, 7.0, "7", "7"),
        (7.0, 7.0, "7", "7"),
        ("7", 7.0, "7", "7"),
        (" 7.5 ", 7.5, "7.5", "7.5"),
        (0, 0.0, "0", "0"),
        (True, None, None, None),
        (None, None, None, None),
        ([], None, None, None),
        ({"a": 1}, None, None, None),
        (float("nan"), None, None, None),
        (float("inf"), None, None, None),
        (10**400, None, None, None),
        (2**64, None, str(2**64), str(2**64)),
        ("1_0", None, "1_0", "1_0"),
        ("", None, None, None),
        ("a\0b\n", None, "a b", "a b"),
        ("\ud800", None, "?", "?"),
        ("x" * 501, None, None, None),
    ],
)
def test_values_are_what_they_should_be_or_nothing(value: Any, number: Any, text: Any, id: Any) -> None:
    assert (values.as_number(value), values.as_text(value), values.as_id(value)) == (number, text, id)


def test_whole_numbers_flags_and_sizes() -> None:
    assert [values.as_whole(each, 0, 9) for each in (3, "3", 3.0, 3.5, 10, -1, None)] == [3, 3, 3, *[None] * 4]
    assert [values.as_flag(each) for each in (1, "1", True, 0, "0", None, "yes")] == [True] * 3 + [False] * 4
    assert values.as_size("24", 20.0) == [24, 20] and values.as_size(0, 20) is values.as_size(float("nan"), 1) is None
    assert values.as_numbers(["1", 2], 2) == [1.0, 2.0] and values.as_numbers([1, None]) is None
    assert values.as_path(" a .png") == " a .png" and values.as_path("x" * 5000) is values.as_path(3) is None
