"""Damage to a file of annotations: bytes as a bad disk leaves them, and values as odd tools write them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml  # type: ignore[import-untyped]

DEEP: Any = 1
for _ in range(150):
    DEEP = [DEEP]
ODD = (
    None, True, False, -1, 0, 1.5, 300, 10**9, 10**25, 10**400, 1e308, -1e308, float("nan"), float("inf"), "", " ", "x",
    "NaN", "-inf", "1e999", "7", "0.5", "1_000", "9" * 5000, "\u0967", "\ud800", "a\0b", "\u202e\x1b[31m",
    "../../x.png", "/dev/zero", "b.png", "A" * 10_000, [], [[]], {}, {"a": 1}, [None], ["x", 1], [[1, 2], [3]],
    [1, 2, 3], [1e300] * 4, {"size": [20, 24], "counts": "~~~"}, {"size": [20, 24], "counts": [-5, 485]},
    {"size": ["a", None], "counts": [1]}, {"size": [10**6, 10**6], "counts": [10**12]}, DEEP,
)  # fmt: skip


def mutated(data: bytes, suffix: str, rng: random.Random) -> bytes:
    """Return the content with one or two things wrong with it."""
    for _ in range(rng.choice((1, 1, 2))):
        structural = STRUCTURAL.get(suffix)
        if structural is not None and rng.random() < 0.6:
            try:
                data = structural(data, rng)
                continue
            except Exception:  # the first change left nothing to parse
                pass
        data = _bytes(data, rng)
    return data


def _bytes(data: bytes, rng: random.Random) -> bytes:
    found = bytearray(data)
    kind, at = rng.randrange(8), rng.randrange(len(data) + 1)
    if kind == 0:
        for _ in range(rng.randint(1, 8)):
            if found:
                found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del found[at:]
    elif kind == 2:
        found[at:at] = rng.randbytes(rng.randint(1, 20))
    elif kind == 3:
        del found[at : at + rng.randint(1, 20)]
    elif kind == 4:
        found[at:at] = found[at : at + 50] * rng.randint(1, 3)
    elif kind == 5:
        found[at:at] = rng.choice(
            (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n", b'"', b"[" * 300, b"<" * 300, b"9" * 5000)
        )
    elif kind == 6:
        return data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-32-be", "gbk", "cp037")), "replace")
    else:
        found[:at] = b""
    return bytes(found)


def _json(data: bytes, rng: random.Random) -> bytes:
    tree = json.loads(data)
    _change(tree, rng)
    return json.dumps(tree).encode()


def _yaml(data: bytes, rng: random.Random) -> bytes:
    tree = yaml.safe_load(data)
    _change(tree, rng)
    dumped: str = yaml.dump(tree, allow_unicode=False)
    return dumped.encode()


def _change(tree: Any, rng: random.Random) -> None:
    """Put an odd value in some place, take it away, or give it twice."""
    places: list[tuple[Any, Any]] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        places += [(node, key) for key in keys]
        pending += [node[key] for key in keys]
    node, key = rng.choice(places)
    kind = rng.randrange(6)
    if kind == 0:
        del node[key]
    elif kind == 1 and isinstance(node, list):
        node.append(node[key])
    elif kind == 2 and isinstance(node, dict) and isinstance(key, str):
        node[key + rng.choice((" ", "x", "\ud800"))] = node.pop(key)
    else:
        node[key] = rng.choice(ODD)


def _xml(data: bytes, rng: random.Random) -> bytes:
    root = ElementTree.fromstring(data)
    element = rng.choice(list(root.iter()))
    kind = rng.randrange(5)
    if kind == 0:
        element.clear()
    elif kind == 1:
        element.append(ElementTree.fromstring(ElementTree.tostring(element)))
    elif kind == 2:
        element.tag = rng.choice(("object", "name", "x", "bndbox", "annotation"))
    else:
        element.text = _printable(rng.choice(ODD))
    return ElementTree.tostring(root)


def _words(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    number = rng.randrange(len(lines))
    separator = b"," if b"," in lines[number] else b" "
    words = lines[number].split(separator)
    words[rng.randrange(len(words))] = _printable(rng.choice(ODD)).encode("utf-8", "replace")
    lines[number] = separator.join(words) if rng.random() < 0.8 else separator.join(words * 3)
    return b"\n".join(lines)


def _printable(value: Any) -> str:
    try:
        text = str(value)
    except ValueError:  # more digits than Python writes
        text = "1" + "0" * 400
    return text.replace("\0", "?").encode("utf-8", "replace").decode()


STRUCTURAL: dict[str, Callable[[bytes, random.Random], bytes]] = {
    ".json": _json,
    ".yaml": _yaml,
    ".xml": _xml,
    ".txt": _words,
    ".csv": _words,
}


def damage(source: Path, file: Path, rng: random.Random) -> bytes:
    """Damage a file in place and return what it held."""
    data = file.read_bytes()
    file.write_bytes(mutated(data, file.suffix.lower(), rng))
    return data
