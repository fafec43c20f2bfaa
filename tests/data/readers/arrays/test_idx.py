"""MNIST's files become pictures, packed or not."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.index import Split
from sft_gui.data.readers.arrays.idx import IdxReader
from sft_gui.errors import UserError
from tests.data.readers.reading import proposals, read_by

RANDOM = np.random.default_rng(0)
PIXELS = RANDOM.integers(0, 256, (20, 28, 28), dtype=np.uint8)
LABELS = RANDOM.integers(0, 10, 20).astype(np.uint8)
LABELS[0] = 9


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">BBBB{array.ndim}i", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


def write(folder: Path, name: str, array: np.ndarray, *, packed: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(idx(array)) if packed else idx(array))


def mnist(folder: Path, *, packed: bool, dot: str = "-") -> Path:
    for split, part in (("train", slice(0, 15)), ("t10k", slice(15, 20))):
        write(folder, f"{split}-images{dot}idx3-ubyte", PIXELS[part], packed=packed)
        write(folder, f"{split}-labels{dot}idx1-ubyte", LABELS[part], packed=packed)
    return folder


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("inside", ["", "MNIST/raw"])
@pytest.mark.parametrize("dot", ["-", "."])
def test_the_files_become_pictures(tmp_path: Path, packed: bool, inside: str, dot: str) -> None:
    mnist(tmp_path / "in" / inside, packed=packed, dot=dot)
    assert proposals(IdxReader(), tmp_path / "in")
    reading = read_by(IdxReader(), tmp_path / "in")
    assert [entry.label for entry in reading.entries] in (
        [str(label) for label in [*LABELS[:15], *LABELS[15:]]],
        [str(label) for label in [*LABELS[15:], *LABELS[:15]]],
    )
    assert [entry.split for entry in reading.entries].count(Split.TEST) == 5
    for entry in reading.entries:
        matches = (np.asarray(Image.open(reading.root / entry.path)) == PIXELS).all(axis=(1, 2))
        assert str(LABELS[matches.argmax()]) == entry.label


def test_of_packed_and_unpacked_copies_one_is_taken(tmp_path: Path) -> None:
    mnist(mnist(tmp_path / "in", packed=True), packed=False)
    assert len(read_by(IdxReader(), tmp_path / "in").entries) == 20


@pytest.mark.parametrize("harm", ["cut", "wrong count", "huge", "not gzip"])
def test_damaged_files_are_told(tmp_path: Path, harm: str) -> None:
    folder = mnist(tmp_path / "in", packed=harm == "not gzip")
    images, labels = sorted(folder.glob("train-*"))
    if harm == "cut":
        images.write_bytes(images.read_bytes()[:-100])
    elif harm == "wrong count":
        labels.write_bytes(idx(LABELS[:14]))
    elif harm == "huge":
        images.write_bytes(images.read_bytes()[:4] + struct.pack(">iii", 2**31 - 1, 2**31 - 1, 28))
    else:
        images.write_bytes(images.read_bytes()[:-20])
    with pytest.raises(UserError, match="are damaged"):
        read_by(IdxReader(), folder)


def test_other_folders_are_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "ubyte-images.txt").write_text("x")
    assert not proposals(IdxReader(), tmp_path)
    assert not proposals(IdxReader(), tmp_path / "ubyte-images.txt")
