"""Features of pictures on disk: by what a picture holds and all that made them; shared between projects, bounded.

Each file is an array of records (digest, features, their CRC-32) in numpy's own format, written whole and never
changed. A damaged record counts as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.files import convenience, make_folder, sweep_once, write_atomic
from sft_gui.messages import say

NOT_KEPT = say("What the pretrained model sees in pictures is not kept; the next run looks again.")
BOUND_BYTES = 2 * 1024**3
DIGEST_BYTES = 32  # blake2b-128, hexadecimal


class FeatureStore:
    """What one model in one setting makes of pictures. Usable from several threads and processes.

    Args:
        folder: of all stores; ``bound_bytes`` hold for it as a whole, and what was not used longest goes first.
        made_by: model, weights, pixels, arithmetic: features of another mapping are other features.
        size: numbers a picture.
    """

    def __init__(self, folder: Path, made_by: Mapping[str, Any], size: int, *, bound_bytes: int = BOUND_BYTES) -> None:
        key = hashlib.blake2b(json.dumps(made_by, sort_keys=True).encode(), digest_size=16).hexdigest()
        self._all, self._folder, self._bound_bytes = folder, folder / key, bound_bytes
        self._record = np.dtype([("digest", f"S{DIGEST_BYTES}"), ("features", "<f4", (size,)), ("sum", "<u4")])
        self.size = size

    def find(self, digests: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return features ``(N, size)`` float32 and which rows of them are known, ``(N,)`` bool."""
        rows: dict[bytes, list[int]] = {}
        for row, digest in enumerate(digests):
            rows.setdefault(digest.encode(), []).append(row)
        features, known = np.zeros((len(digests), self.size), np.float32), np.zeros(len(digests), bool)
        for records in self._files():
            for position, digest in enumerate(records["digest"].tolist()):
                wanted = rows.get(digest, ())
                if wanted and _is_whole(records[position]):
                    features[list(wanted)], known[list(wanted)] = records["features"][position], True
        return features, known

    def add(self, digests: Sequence[str], features: np.ndarray) -> None:
        """Keep features ``(N, size)``; where the disk is full they are not kept, which is no failure."""
        records = np.empty(len(digests), self._record)
        records["digest"], records["features"] = [digest.encode() for digest in digests], features
        records["sum"] = [_sum(record) for record in records]
        with convenience(NOT_KEPT):
            make_folder(self._folder)
            sweep_once(self._folder)
            path = self._folder / f"{secrets.token_hex(8)}.npy"
            write_atomic(path, lambda file: np.save(file, records, allow_pickle=False))
            self._forget_oldest()

    def _files(self) -> Iterator[np.ndarray]:
        """Yield the records of each file, mapped into memory; a damaged file counts as absent."""
        for path in sorted(self._folder.glob("*.npy")):
            try:
                records = np.load(path, mmap_mode="r", allow_pickle=False)
            except Exception:  # a damaged header makes numpy raise whatever its parser does
                continue
            with contextlib.suppress(OSError):  # what is read only stays usable
                os.utime(path)
            if records.dtype == self._record and records.ndim == 1:
                yield records

    def _forget_oldest(self) -> None:
        files = [(path.stat(), path) for path in self._all.glob("*/*.npy")]
        used = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda file: file[0].st_mtime_ns)[:-1]:
            if used <= self._bound_bytes:
                return
            path.unlink(missing_ok=True)
            used -= stat.st_size


def _sum(record: np.void) -> int:
    return zlib.crc32(record["features"].tobytes(), zlib.crc32(record["digest"]))


def _is_whole(record: np.void) -> bool:
    return _sum(record) == record["sum"]
