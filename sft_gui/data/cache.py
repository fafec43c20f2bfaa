"""Decoded pictures, kept in memory and then on disk within bounds; the least recently used go first."""

from __future__ import annotations

import contextlib
import io
import os
import threading
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np

from sft_gui.data.decode import Unreadable, content_hash, decode_measured, read
from sft_gui.data.levels import Levels
from sft_gui.files import convenience, make_folder, read_bytes, sweep_once, told_if_unwritable, write_quickly
from sft_gui.messages import say

NOT_KEPT = say("Decoded pictures are not kept on disk; reading them takes longer.")
SUM_BYTES = 4
WORTH_KEEPING = 4  # on disk only what was shrunk to a quarter of its pixels: the rest decodes as fast as it is read

Key = tuple[str, int | None, Levels | None]


class PictureCache:
    """A cache by content: one file under two names is kept once. Usable from several threads.

    Args:
        ram_bytes: bound of what is kept in memory.
        folder: where to keep what memory does not hold; None for nowhere.
        disk_bytes: bound of that.
    """

    def __init__(self, ram_bytes: int, folder: Path | None, disk_bytes: int) -> None:
        self._ram_bytes = ram_bytes
        self._pictures: OrderedDict[Key, np.ndarray] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()
        self._disk: _Disk | None = None
        if folder is not None and disk_bytes > 0:
            with convenience(NOT_KEPT):
                self._disk = _Disk(folder, disk_bytes)

    def get(self, path: Path, digest: str, short_side: int | None, levels: Levels | None = None) -> np.ndarray:
        """Return the picture as :func:`decode` gives it, (H, W, 3) uint8; it is shared, not to be written to.

        Args:
            path: its file.
            digest: the hash of its content, which is made sure of; "" keeps nothing.
            short_side, levels: as for :func:`decode`.

        Raises:
            Unreadable: it is not in the cache and cannot be decoded, or has another content by now.
        """
        key = (digest, short_side, levels)
        with self._lock:
            if digest and key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        pixels = self._from_disk(digest, _name(digest, short_side, levels))
        if pixels is None:
            data = read(path)
            if digest and digest != content_hash(data):  # a fiftieth of what decoding takes
                raise Unreadable(say("has changed since import"), path.name)
            pixels, (width, height) = decode_measured(data, short_side=short_side, name=path.name, levels=levels)
            is_worth_it = width * height >= WORTH_KEEPING * pixels.shape[0] * pixels.shape[1]
            if self._disk and is_worth_it and digest:
                self._disk.save(_name(digest, short_side, levels), pixels)
        if digest:
            self._keep(key, pixels)
        return pixels

    def forget(self) -> None:
        """Give up what is kept in memory, for work that needs it more, and keep half as much from now on."""
        with self._lock:
            self._pictures.clear()
            self._ram_bytes, self._used = min(self._ram_bytes, self._used // 2), 0

    def holds(self, digest: str, short_side: int | None, levels: Levels | None = None) -> bool:
        """Tell whether a picture is at hand, in memory or on disk."""
        with self._lock:
            if (digest, short_side, levels) in self._pictures:
                return True
        return self._disk is not None and self._disk.holds(_name(digest, short_side, levels))

    def _from_disk(self, digest: str, name: str) -> np.ndarray | None:
        return self._disk.load(name) if self._disk and digest else None

    def _keep(self, key: Key, pixels: np.ndarray) -> None:
        with self._lock:
            if key in self._pictures or pixels.nbytes > self._ram_bytes:
                return
            self._pictures[key] = pixels
            self._used += pixels.nbytes
            while self._used > self._ram_bytes:
                self._used -= self._pictures.popitem(last=False)[1].nbytes


def _name(digest: str, short_side: int | None, levels: Levels | None) -> str:
    return f"{digest}-{short_side}" + (f"-{levels.key}" if levels else "")


class _Disk:
    """Arrays in .npy files, each with a CRC-32 of it at its end. A damaged or half-written one counts as absent."""

    def __init__(self, folder: Path, bound_bytes: int) -> None:
        self._folder, self._bound_bytes = folder, bound_bytes
        self._lock = threading.Lock()
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._used = 0
        make_folder(folder)
        sweep_once(folder, is_cache=True)
        files = [(entry.stat(), entry.name) for entry in os.scandir(folder) if entry.name.endswith(".npy")]
        for stat, name in sorted(files, key=lambda file: file[0].st_mtime):
            self._count(name, stat.st_size)

    def load(self, name: str) -> np.ndarray | None:
        name += ".npy"
        with self._lock:
            if name not in self._sizes:
                return None
            self._sizes.move_to_end(name)
        try:
            data = memoryview(read_bytes(self._folder / name))
            content, told = data[:-SUM_BYTES], data[-SUM_BYTES:]
            if zlib.crc32(content).to_bytes(SUM_BYTES, "little") != told:
                return None
            pixels: np.ndarray = np.load(io.BytesIO(content), allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        return pixels if pixels.ndim == 3 and pixels.dtype == np.uint8 else None

    def holds(self, name: str) -> bool:
        with self._lock:
            return f"{name}.npy" in self._sizes

    def save(self, name: str, pixels: np.ndarray) -> None:
        """Write without waiting for the disk: what a crash loses is decoded again. A full disk is no failure."""
        path = self._folder / f"{name}.npy"
        with convenience(NOT_KEPT):
            content = io.BytesIO()
            np.save(content, pixels, allow_pickle=False)
            content.write(zlib.crc32(content.getbuffer()).to_bytes(SUM_BYTES, "little"))
            with told_if_unwritable(path):
                write_quickly(path, content.getvalue())
            with self._lock:
                self._count(path.name, content.tell())

    def _count(self, name: str, size: int) -> None:
        self._used += size - self._sizes.pop(name, 0)
        self._sizes[name] = size
        while self._used > self._bound_bytes and len(self._sizes) > 1:
            oldest, size = self._sizes.popitem(last=False)
            self._used -= size
            with contextlib.suppress(OSError):
                (self._folder / oldest).unlink()
