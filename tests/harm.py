"""Harm done to kept files for real: flipped bits, cut files, other things in their place."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file, counted from its beginning, in place."""
    with open(path, "r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0] ^ (1 << bit % 8)
        file.seek(bit // 8)
        file.write(bytes([byte]))


@contextlib.contextmanager
def flipped(path: Path, bit: int) -> Iterator[None]:
    """Turn one bit and turn it back."""
    flip(path, bit)
    try:
        yield
    finally:
        flip(path, bit)


def some_bits(path: Path, count: int, seed: int = 0) -> list[int]:
    """Choose bits by a seed: a quarter of them in the first 4 kB, where headers are."""
    chosen, bits = random.Random(seed), 8 * path.stat().st_size
    near = [chosen.randrange(min(bits, 8 * 4096)) for _ in range(count // 4)]
    return near + [chosen.randrange(bits) for _ in range(count - len(near))]


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def not_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00\x81" + path.read_bytes())


def other_json(path: Path) -> None:
    path.write_text("[1, null]", encoding="utf-8")


def nested(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe_instead(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


HARMS: tuple[Callable[[Path], None], ...] = (
    remove, empty, cut, not_text, other_json, nested, folder_instead, pipe_instead, dangling_link,
)  # fmt: skip


def copy_of(folder: Path, name: str) -> Path:
    """Copy a run's folder beside itself."""
    return Path(shutil.copytree(folder, folder.with_name(name)))
