"""CIFAR's batches become pictures, and a pickle that holds more than arrays is refused unread."""

from __future__ import annotations

import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.index import Split
from sft_gui.data.readers.arrays.cifar import CifarReader
from sft_gui.data.readers.arrays.unpickle import load
from sft_gui.data.readers.reader import Choice
from sft_gui.data.source import Source
from sft_gui.data.watcher import Watcher
from sft_gui.errors import Cancelled, UserError
from tests.data.readers.reading import proposals, read_by

PIXELS = np.random.default_rng(0).integers(0, 256, (6, 3072), dtype=np.uint8)


def python2_array(array: np.ndarray) -> bytes:
    """Spell an array as Python 2's numpy did: the old module name, and raw bytes as a str."""
    shape = b"(" + b"".join(b"K" + bytes([n]) if n < 256 else b"M" + struct.pack("<H", n) for n in array.shape) + b"t"
    raw = array.tobytes()
    return (
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01btR(K\x01"
        + shape
        + b"cnumpy\ndtype\n(U\x02u1K\x00K\x01tR(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89T"
        + struct.pack("<i", len(raw))
        + raw
        + b"tb"
    )


def python2_batch(labels: list[int]) -> bytes:
    body = b"}(U\x04data" + python2_array(PIXELS) + b"U\x06labels(" + b"".join(b"K" + bytes([n]) for n in labels)
    return b"\x80\x02" + body + b"lu."


def cifar10(folder: Path, *, python: int) -> Path:
    folder.mkdir(parents=True)
    labels = [0, 1, 0, 1, 1, 0]
    for name in ("data_batch_1", "data_batch_2", "test_batch"):
        batch = python2_batch(labels) if python == 2 else pickle.dumps({"data": PIXELS, "labels": labels}, python)
        (folder / name).write_bytes(batch)
    (folder / "batches.meta").write_bytes(pickle.dumps({"label_names": ["cat", "dog"]}, 2))
    (folder / "readme.html").write_text("<html>")
    return folder


@pytest.mark.parametrize("python", [2, 3, 4])
def test_the_batches_of_cifar_10_become_pictures(tmp_path: Path, python: int) -> None:
    source = cifar10(tmp_path / "cifar-10-batches-py", python=python)
    assert proposals(CifarReader(), tmp_path)
    reading = read_by(CifarReader(), source)
    assert [entry.label for entry in reading.entries] == ["cat", "dog", "cat", "dog", "dog", "cat"] * 3
    assert [entry.split for entry in reading.entries] == [Split.TRAIN] * 12 + [Split.TEST] * 6
    for entry, expected in zip(reading.entries, [*PIXELS, *PIXELS, *PIXELS], strict=True):
        pixels = np.asarray(Image.open(reading.root / entry.path))
        assert np.array_equal(pixels, expected.reshape(3, 32, 32).transpose(1, 2, 0))


def test_cifar_100_takes_the_fine_labels(tmp_path: Path) -> None:
    source = tmp_path / "cifar-100-python"
    source.mkdir()
    for name in ("train", "test"):
        batch = {"data": PIXELS, "fine_labels": [2, 0, 1, 2, 0, 1], "coarse_labels": [0] * 6}
        (source / name).write_bytes(pickle.dumps(batch, 2))
    meta = {"fine_label_names": ["apple", "../aquarium", "con"], "coarse_label_names": ["x"]}
    (source / "meta").write_bytes(pickle.dumps(meta, 2))
    reading = read_by(CifarReader(), source)
    assert {entry.label for entry in reading.entries} == {"apple", "../aquarium", "con"}
    assert all(
        (reading.root / entry.path).is_file() and ".." not in Path(entry.path).parts for entry in reading.entries
    )


def test_writing_pictures_stops_when_asked(tmp_path: Path) -> None:
    source = cifar10(tmp_path / "cifar", python=2)
    told: list[int] = []
    with pytest.raises(Cancelled):
        watcher = Watcher(lambda done, *_: told.append(done), lambda: len(told) > 1)
        CifarReader().read(Source(source, watcher), Choice(), tmp_path / "out")


class Evil:
    """Runs a command where it is unpickled by anything trusting."""

    def __reduce__(self) -> tuple:
        return os.system, ("touch harmed",)


@pytest.mark.parametrize(
    "content",
    [
        Evil(),
        {"data": Evil()},
        np.array([Evil(), 1], dtype=object),
        np.zeros(2, dtype=[("a", "u1"), ("b", "O")]),
        np.dtype("O"),
        print,
        os.path.join,
        bytearray(b"x"),
        np.random.default_rng,
    ],
    ids=lambda content: type(content).__name__,
)
@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_a_pickle_of_anything_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: object, protocol: int
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p").write_bytes(pickle.dumps(content, protocol))
    with pytest.raises(pickle.UnpicklingError):
        load(tmp_path / "p")
    assert not (tmp_path / "harmed").exists()


@pytest.mark.parametrize("protocol", range(5))
@pytest.mark.parametrize("dtype", ["u1", "<i4", ">i2", "f8"])
def test_arrays_and_containers_come_out(tmp_path: Path, protocol: int, dtype: str) -> None:
    array = np.arange(12).reshape(3, 4).astype(dtype)
    (tmp_path / "p").write_bytes(pickle.dumps({b"data": array, "names": ("a", b"b", 3, 2.5, None, True)}, protocol))
    result = load(tmp_path / "p")
    assert np.array_equal(result["data"], array)
    assert result["names"] == ["a", "b", 3, 2.5, None, True]


def test_an_array_in_columns_comes_out_as_it_was(tmp_path: Path) -> None:
    array = np.asfortranarray(np.arange(12).reshape(3, 4))
    (tmp_path / "p").write_bytes(pickle.dumps(array, 2))
    assert np.array_equal(load(tmp_path / "p"), array)


def test_a_pickle_that_asks_for_huge_memory_gets_none(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"\x80\x02Nr\xff\xff\xff\x7f.")  # memo entry 2 ** 31 - 1
    assert load(tmp_path / "p") is None


def test_damaged_batches_are_told(tmp_path: Path) -> None:
    source = cifar10(tmp_path / "cifar", python=2)
    whole = (source / "data_batch_2").read_bytes()
    for damaged in (whole[:500], b"\x80\x02N.", b"\x80\x02]."):
        (source / "data_batch_2").write_bytes(damaged)
        with pytest.raises(UserError, match="are damaged or hold something else"):
            read_by(CifarReader(), source)


def test_a_label_beyond_the_names_is_told(tmp_path: Path) -> None:
    source = cifar10(tmp_path / "cifar", python=2)
    (source / "test_batch").write_bytes(python2_batch([0, 1, 2, 0, 1, 0]))
    with pytest.raises(UserError):
        read_by(CifarReader(), source)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_pickle_or_plain(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.pickle"
    file.write_bytes(data)
    try:
        read = load(file)
    except pickle.UnpicklingError:
        return
    assert is_plain(read)


def is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(map(is_plain, [*value, *value.values()]))
    if isinstance(value, list | set | frozenset):
        return all(map(is_plain, value))
    return value is None or isinstance(value, bool | int | float | complex | str | bytes | bytearray | np.ndarray)
