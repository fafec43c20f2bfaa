"""Every file of the shared collection of odd and broken pictures: no crash, no hang, read right or listed."""

from __future__ import annotations

import csv
import tarfile
from pathlib import Path

import pytest

from sft_gui.data.decode import Unreadable, decode, measure, read
from sft_gui.data.index import Status
from sft_gui.data.project import Project
from sft_gui.data.walk import is_system_name

# Where the collection's judgement is by the whole file and ours by its first frame, or by a newer limit.
READ_ALL_THE_SAME = {
    "bomb/png_decompression_dos.png",  # the bomb is a text, which nobody unpacks
    "bomb/decompression_bomb_extents.gif",
    "made/big_12000x9000_gray.png",
    "pngsuite_corrupt/xcsn0g01.png",
}
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # pytest undoes the app's own filter


@pytest.fixture(scope="module")
def robust(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("robust")
    with tarfile.open(shared_data / "robust.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "robust"


@pytest.fixture(scope="module")
def manifest(robust: Path) -> dict[str, bool]:
    """Whether each file should be readable."""
    with open(robust / "MANIFEST.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["path"]: row["should"] == "readable" or row["path"] in READ_ALL_THE_SAME for row in rows}


def test_each_file_is_read_or_refused_as_it_should(robust: Path, manifest: dict[str, bool]) -> None:
    wrong = []
    for path, should in manifest.items():
        try:
            pixels, size = decode(robust / path, short_side=64), measure(read(robust / path))
            is_read = pixels.shape[2] == 3 and min(size) >= 1
        except Unreadable as error:
            assert str(error.reason)
            is_read = False
        if is_read != should:
            wrong.append(path)
    assert wrong == []


def test_all_eight_orientations_show_the_same(robust: Path) -> None:
    upright = decode(robust / "made" / "orient_1.jpg").astype(int)
    for number in range(2, 9):
        pixels = decode(robust / "made" / f"orient_{number}.jpg").astype(int)
        assert pixels.shape == upright.shape
        assert abs(pixels - upright).mean() < 6


def test_the_whole_collection_becomes_a_project(robust: Path, manifest: dict[str, bool]) -> None:
    project = Project.create(robust)
    pictures = {picture.path: picture for picture in project.index.pictures(status=None)}
    for path, picture in pictures.items():
        assert (picture.status is Status.OK) == manifest[path], path
        assert (picture.reason is None) == (picture.status is Status.OK)
        assert (picture.width > 0) == (picture.status is Status.OK)
    missing = [path for path, should in manifest.items() if should and path not in pictures]
    assert all(any(map(is_system_name, path.split("/"))) for path in missing), missing
    assert len(project.index.unreadable()) > 80
    assert any("no pictures are passed over" in str(note) for note in project.notes)
    project.close()
