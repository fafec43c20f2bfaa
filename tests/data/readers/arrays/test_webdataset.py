"""WebDataset's shards are read without unpacking a thing that their names or sizes say."""

from __future__ import annotations

import io
import json
import random
import tarfile
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.data.readers.arrays.webdataset import WebdatasetReader
from sft_gui.errors import UserError
from tests.data.readers.reading import proposals, read_by, understood
from tests.fixtures import COLOURS, draw


def shard(file: Path, samples: list[tuple[str, dict[str, bytes]]], form: int = tarfile.GNU_FORMAT) -> Path:
    """Write a shard of samples: a key, and what follows it by its ending."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file, "w", format=form) as archive:
        for key, parts in samples:
            for ending, content in parts.items():
                about = tarfile.TarInfo(key + ending)
                about.size = len(content)
                archive.addfile(about, io.BytesIO(content))
    return file


def jpeg(number: int) -> bytes:
    buffer = io.BytesIO()
    draw(list(COLOURS.values())[number % 6], number, (24, 20)).save(buffer, "JPEG")
    return buffer.getvalue()


def samples(count: int, ending: str = ".cls", first: int = 0) -> list[tuple[str, dict[str, bytes]]]:
    return [(f"{n:06}", {".jpg": jpeg(n), ending: label(n % 2, ending)}) for n in range(first, first + count)]


def label(number: int, ending: str) -> bytes:
    return json.dumps({"label": number, "url": "x"}).encode() if ending == ".json" else f"{number}\n".encode()


@pytest.mark.parametrize("ending", [".cls", ".json"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_shards_are_read_with_their_splits(tmp_path: Path, ending: str, form: int) -> None:
    root = tmp_path / "set"
    shard(root / "train-000000.tar", samples(8, ending), form)
    shard(root / "train-000001.tar", samples(4, ending, 8), form)
    shard(root / "val-000000.tar", samples(4, ending, 12), form)
    assert understood(root).best.reader == "webdataset" and understood(root).notes() == []
    project = Project.create(root, folder=tmp_path / "project")
    project.close()
    assert project.classes == ("0", "1") and project.index.count() == 16 and project.split.given


def test_names_of_classes_and_long_names(tmp_path: Path) -> None:
    root = tmp_path / "set"
    key = "a/" * 60 + "ü" * 40
    shard(root / "all.tar", [(f"{key}{n}", {".png": jpeg(n), ".cls": str(n % 2).encode()}) for n in range(4)])
    (root / "classnames.txt").write_text("cat\ndog\n")
    reading = read_by(WebdatasetReader(), root)
    assert [entry.label for entry in reading.entries] == ["cat", "dog", "cat", "dog"]
    assert all((reading.root / entry.path).is_file() for entry in reading.entries)


def test_names_lead_nowhere(tmp_path: Path) -> None:
    root = tmp_path / "set"
    shard(root / "evil.tar", [(f"../../../evil{n}", parts) for n, (_, parts) in enumerate(samples(4))])
    reading = read_by(WebdatasetReader(), root)
    assert len(reading.entries) == 4 and not list(tmp_path.rglob("evil?.jpg"))


def test_a_tar_without_classes_is_named(tmp_path: Path) -> None:
    shard(tmp_path / "set/photos.tar", [(f"{n}", {".jpg": jpeg(n)}) for n in range(4)])
    assert proposals(WebdatasetReader(), tmp_path / "set") == []
    with pytest.raises(UserError, match="WebDataset or another archive"):
        understood(tmp_path / "set")


def test_damaged_shards_end_in_words_or_in_what_is_whole(tmp_path: Path) -> None:
    whole = shard(tmp_path / "set/train.tar", samples(6)).read_bytes()
    rng = random.Random(1)
    for number in range(40):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (tmp_path / "set/train.tar").write_bytes(data[: rng.randrange(len(data))] if number % 2 else data)
        try:
            reading = read_by(WebdatasetReader(), tmp_path / "set")
            assert len(reading.entries) <= 6
        except (UserError, IndexError):  # refused, or nothing to propose
            continue
