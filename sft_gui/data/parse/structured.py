"""JSON, XML and YAML, parsed within bounds of depth and memory; nothing in them is ever expanded or executed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import yaml  # type: ignore[import-untyped]  # comes with timm

from sft_gui.data.parse.guard import MAX_BYTES, Malformed, check_memory, content_of, once
from sft_gui.data.parse.text import decoded
from sft_gui.messages import Message, say

MAX_DEPTH = 100  # of things in one another; annotations have less than ten
MAX_XML_BYTES = 256 * 2**20
MAX_YAML_BYTES, MAX_YAML_NODES, MAX_ALIASES = 2**20, 25_000, 1000  # a description of a data set, never the data
CUT_SHORT = say("is cut short: its end is missing")
TOO_DEEP = say("is nested more than {limit} levels deep", limit=MAX_DEPTH)
# What Python needs for each: an object, a list, a further value, rounded up.
BYTES_OF = ((b"{", 250), (b"[", 90), (b",", 40))
BYTES_OF_ELEMENT = 250


def json_of(file: Path, *, limit: int = MAX_BYTES) -> Any:
    """Return what a JSON file holds, in any usual encoding; it must not be changed.

    Of a key that is there twice the last counts. Numbers that are none (NaN, Infinity) are let through as floats, and
    so is a number of thousands of digits, as infinity: values.py refuses them one by one.

    Raises:
        Malformed: with the reason.
    """

    def parse() -> tuple[Any, int]:
        data = content_of(file, limit=limit)
        check_memory(file, 2 * len(data) + sum(data.count(mark) * size for mark, size in BYTES_OF))
        try:
            text = decoded(data)
            if depth_of(text.encode("utf-8", "replace")) > MAX_DEPTH:
                raise Malformed(file, TOO_DEEP)
            return _json(text, file), len(data)
        except MemoryError as error:
            raise Malformed(file, say("needs more memory than there is")) from error

    return once("json", file, parse)


def _json(text: str, file: Path) -> Any:
    if not text.strip("\ufeff \t\r\n"):
        raise Malformed(file, say("is empty"))
    try:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            raise
        except ValueError:  # more digits than Python turns into a number
            return json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        values = {"line": error.lineno, "column": error.colno}
        reason = CUT_SHORT if is_cut else say("is damaged JSON (line {line}, column {column})", **values)
        raise Malformed(file, reason) from error


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < 400 else float("inf")


def depth_of(data: bytes) -> int:
    """Return how deep brackets outside of strings lie in one another; an upper bound where quotes do not match."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return 0
    bytes_ = np.frombuffer(data, np.uint8)
    places = np.flatnonzero(_STRUCTURAL[bytes_])
    kinds = bytes_[places]
    if b"\\" in data:
        places, kinds = _unescaped(data, places, kinds)
    is_inside = np.bitwise_and(np.cumsum(kinds == ord('"'), dtype=np.uint32), 1).astype(bool)
    steps = _STEPS[kinds]
    steps[is_inside] = 0
    return int(np.cumsum(steps, dtype=np.int32).max(initial=0))


def _unescaped(data: bytes, places: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leave out quotes behind an odd number of backslashes."""
    slashes = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\\"))
    is_first = np.diff(slashes, prepend=-2) != 1
    length = slashes - np.maximum.accumulate(np.where(is_first, slashes, 0)) + 1  # of the run up to here
    escaping = slashes[length % 2 == 1] + 1
    is_escaped = (kinds == ord('"')) & np.isin(places, escaping)
    return places[~is_escaped], kinds[~is_escaped]


_STRUCTURAL = np.isin(np.arange(256), np.frombuffer(b'[]{}"', np.uint8))
_STEPS = np.zeros(256, np.int8)
_STEPS[[ord("["), ord("{")]], _STEPS[[ord("]"), ord("}")]] = 1, -1


# XML

DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
EXPANDS = re.compile(r"<!(ENTITY|ATTLIST|ELEMENT|NOTATION)")


def xml_of(file: Path) -> ElementTree.Element:
    """Return the root of an XML file, in the encoding that it declares or any usual one; it must not be changed.

    Raises:
        Malformed: with the reason. One is that it declares entities or a document type of its own: these can be made
            to grow without end, and annotations have none.
    """

    def parse() -> tuple[ElementTree.Element, int]:
        data = content_of(file, limit=MAX_XML_BYTES)
        check_memory(file, 4 * len(data) + data.count(b"<") * BYTES_OF_ELEMENT)
        declared = DECLARED.match(data.lstrip()[:200])
        text = decoded(data, declared.group(1).decode() if declared else None).lstrip("\ufeff \t\r\n")
        try:
            return _xml(text, file), len(data)
        except MemoryError as error:
            raise Malformed(file, say("needs more memory than there is")) from error

    return once("xml", file, parse)


def _xml(text: str, file: Path) -> ElementTree.Element:
    if not text:
        raise Malformed(file, say("is empty"))
    if EXPANDS.search(text):
        raise Malformed(file, say("declares entities or a document type, which are not read"))
    try:
        is_shallow = text.count("<") - text.count("</") <= MAX_DEPTH  # fewer elements than that are no deeper
        return ElementTree.fromstring(text) if is_shallow else _xml_within(text, file)
    except ElementTree.ParseError as error:
        line, column = error.position
        is_cut = error.code in (NO_ELEMENT, UNCLOSED_TOKEN)
        where = say("is damaged XML (line {line}, column {column})", line=line, column=column + 1)
        raise Malformed(file, CUT_SHORT if is_cut else where) from error
    except ValueError as error:  # a character that XML cannot hold
        raise Malformed(file, say("is no XML")) from error


def _xml_within(text: str, file: Path) -> ElementTree.Element:
    """Parse text while its depth is watched."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))  # which shows the depth while it grows
    root: ElementTree.Element | None = None
    depth = 0
    for start in range(0, len(text), CHUNK):
        parser.feed(text[start : start + CHUNK])
        for event, element in parser.read_events():
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise Malformed(file, TOO_DEEP)
    parser.close()
    assert root is not None  # or closing would have failed
    return root


CHUNK = 2**16
NO_ELEMENT, UNCLOSED_TOKEN = 3, 5  # expat's numbers


# YAML


def yaml_of(file: Path) -> Any:
    """Return what a YAML file holds: dicts, lists and text only, numbers and "yes" and "no" too as they are written.

    Raises:
        Malformed: with the reason.
    """
    data = content_of(file, limit=MAX_YAML_BYTES)
    loader: _Loader | None = None
    try:
        loader = _Loader(decoded(data))
        return loader.get_single_data()
    except _TooMuch as error:
        raise Malformed(file, error.reason) from error
    except RecursionError as error:
        raise Malformed(file, TOO_DEEP) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Malformed(file, say("is damaged YAML (line {line})", line=mark.line + 1 if mark else 1)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: an escape that is no character
        raise Malformed(file, say("is no YAML")) from error
    finally:
        if loader is not None:
            loader.dispose()


class _TooMuch(Exception):  # noqa: N818
    def __init__(self, reason: Message) -> None:
        self.reason = reason


class _Loader(yaml.BaseLoader):  # type: ignore[misc]
    """The loader that knows no types and no merging, with its nodes counted while they are made."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._nodes = self._aliases = self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self._nodes += 1
        self._aliases += bool(self.check_event(yaml.AliasEvent))
        if self._nodes > MAX_YAML_NODES or self._aliases > MAX_ALIASES:
            raise _TooMuch(say("holds more than {limit} entries", limit=MAX_YAML_NODES))
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooMuch(TOO_DEEP)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node
