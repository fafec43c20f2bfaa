"""Bytes to text: the one place that decides an encoding, and lines of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from sft_gui.data.parse.guard import MAX_ENTRIES, Malformed, content_of
from sft_gui.messages import say

MAX_BYTES = 64 * 2**20  # of a file of lines
MAX_LINE = 2**20  # characters
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOKED_AT = 64 * 2**10  # bytes that decide between encodings without a mark
DECLARABLE = re.compile(r"(gb|big|shift|sjis|euc|cp|ms|windows|iso-?8859|latin|koi8|utf)[\w-]*", re.IGNORECASE)
COMMON = 0.9  # share of GB18030's pairs that are GB2312's, above which it is Chinese


def decoded(data: bytes, declared: str | None = None) -> str:
    """Return the text of any usual encoding; it never fails, and what fits no encoding becomes U+FFFD.

    A mark at the beginning decides, then UTF-8 where all of it is valid, then the encoding that the file declares,
    UTF-16 by its zero bytes, GB18030 where its pairs are Chinese, and Western European otherwise.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        text = data.decode("utf-8")
        if "\0" not in text[:LOOKED_AT]:
            return text
    except UnicodeDecodeError:
        pass
    return _without_mark(data, declared)


def _without_mark(data: bytes, declared: str | None) -> str:
    if declared and not DECLARABLE.fullmatch(declared):
        declared = None  # Python knows encodings that unpack or unescape
    for encoding in filter(None, (declared, _wide(data), "gb18030" if _is_chinese(data) else None)):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: of text that is mostly Latin, every other byte is zero."""
    head = data[:LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 or max(even, odd) * 4 < len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_chinese(data: bytes) -> bool:
    """Tell GB18030 from Western European text, much of which is valid GB18030 too.

    In Chinese, bytes above 127 come in pairs of which both are above 160; in "café" they stand alone.
    """
    head, pairs, common, i = data[:LOOKED_AT], 0, 0, 0
    while i < len(head) - 1:
        if head[i] < 0x80:
            i += 1
            continue
        pairs += 1
        common += head[i] > 0xA0 and head[i + 1] > 0xA0
        i += 2
    return pairs > 0 and common >= COMMON * pairs


def text_of(file: Path, *, limit: int = MAX_BYTES) -> str:
    """Return a file's text, whatever its encoding.

    Raises:
        Malformed: it cannot be opened or is larger than ``limit`` bytes.
    """
    return decoded(content_of(file, limit=limit))


def lines_of(file: Path, *, limit: int = MAX_BYTES) -> list[str]:
    """Return a file's lines without their ends, empty ones included, so that a position is a line's number.

    Raises:
        Malformed: it cannot be opened, is larger than ``limit`` bytes, or has too many lines or too long ones.
    """
    lines = list(_split(text_of(file, limit=limit)))
    if len(lines) > MAX_ENTRIES:
        raise Malformed(file, say("has {count} lines; at most {limit} are read", count=len(lines), limit=MAX_ENTRIES))
    longest = max(map(len, lines), default=0)
    if longest > MAX_LINE:
        raise Malformed(file, say("has a line of {count} characters", count=longest))
    return lines


def _split(text: str) -> Iterator[str]:
    """Split at line feeds alone: str.splitlines would also cut at characters that a name may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return iter(lines[:-1] if lines[-1] == "" else lines)
