"""What is recognised and not read is named with its way out; a stray file never flips a good data set."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from sft_gui.data.project import Project
from sft_gui.data.readers.arrays.numpy_arrays import NumpyReader
from sft_gui.data.readers.reader import State
from sft_gui.data.readers.unread.foreign import UnreadReader
from sft_gui.errors import UserError
from tests.data.readers.masks.test_mask_pairs import photo
from tests.data.readers.reading import proposals, read_by, understood
from tests.fixtures import colour_folder

HOLDING = {
    "data/train-00000-of-00001.parquet": "Parquet",
    "train-000000.tar": "WebDataset",
    "shards/a.tar.gz": "archives",
    "train.tfrecord": "TFRecord",
    "validation-00003-of-00128": "TFRecord",
    "train/label_map.pbtxt": "TFRecord",
    "data.mdb": "LMDB",
    "ill/0.dcm": "DICOM",
    "ill/IM0001": "DICOM",
    "scans/a.nii.gz": "NIfTI",
    "scans/a.nrrd": "NIfTI",
    "train.h5": "HDF5",
    "slide.svs": "slides",
    "clips/a.MP4": "video",
    "DSC01.NEF": "camera raw",
    "report.pdf": "documents",
    "train.pickle": "pickle",
    "inner.zip": "archives",
    "features.npy": "NumPy",
}


@pytest.mark.parametrize("name", HOLDING)
def test_files_that_hold_pictures_are_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / "set" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\0" * 128 + b"DICM" if name.endswith("IM0001") else b"nothing")
    with pytest.raises(UserError) as caught:
        understood(tmp_path / "set")
    assert HOLDING[name] in str(caught.value) and name in str(caught.value) and caught.value.do is not None


@pytest.mark.parametrize("name", [*HOLDING, "imagelabels.mat", "broken.json", "notes.sqlite"])
def test_a_stray_one_beside_class_folders_is_a_note(tmp_path: Path, name: str) -> None:
    root = colour_folder(tmp_path)
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"SQLite format 3\0" if name.endswith("sqlite") else b"\0" * 128 + b"DICM")
    understanding = understood(root)
    assert understanding.best.reader == "folders"
    assert any(name in str(note) for note in understanding.notes())
    project = Project.create(root, folder=tmp_path / "project")
    project.close()
    assert set(project.classes) == {"red", "green", "blue"}


def test_what_is_about_pictures_is_named_where_they_have_no_other_answer(tmp_path: Path) -> None:
    for name, text, word in (
        ("imagelabels.mat", "MATLAB 5.0", "MATLAB"),
        ("list_attr_celeba.txt", "6\nSmiling Male\n" + "".join(f"{n}.jpg  1 -1\n" for n in range(6)), "CelebA"),
    ):
        root = tmp_path / word
        for number in range(6):
            photo(root / f"img/{number}.jpg", number)
        (root / name).write_text(text)
        with pytest.raises(UserError, match=word):
            understood(root)


def test_mot_is_counted_by_its_sequences(tmp_path: Path) -> None:
    for sequence in ("MOT17-02", "MOT17-04"):
        for number in range(4):
            photo(tmp_path / f"set/{sequence}/img1/{number:06}.jpg", number)
        gt = tmp_path / f"set/{sequence}/gt/gt.txt"
        gt.parent.mkdir()
        gt.write_text("1,1,2,3,4,5,1,1,1\n")
    found = proposals(UnreadReader(), tmp_path / "set")
    assert [(each.explained, each.total) for each in found] == [(8, 8)]
    with pytest.raises(UserError, match="MOT"):
        understood(tmp_path / "set")


def test_annotations_that_cannot_be_read_are_named_with_the_reason(tmp_path: Path) -> None:
    for number in range(6):
        photo(tmp_path / f"set/{number}.jpg", number)
        (tmp_path / f"set/{number}.json").write_text('{"shapes": [')
    with pytest.raises(UserError, match=r"0\.json is cut short"):
        understood(tmp_path / "set")


def test_every_format_has_a_way_out() -> None:
    assert all(each.state is State.NAMED and each.remark.endswith(".") for each in UnreadReader.support)


# Arrays


def arrays(count: int, offset: int = 0, colours: int = 0) -> tuple[np.ndarray, np.ndarray]:
    shape = (count, 9, 8, colours) if colours else (count, 9, 8)
    pixels = np.random.default_rng(offset).integers(0, 256, shape, np.uint8)
    return pixels, np.arange(offset, offset + count) % 3


@pytest.mark.parametrize("colours", [0, 1, 3])
def test_arrays_of_pictures_and_classes_are_read(tmp_path: Path, colours: int) -> None:
    root = tmp_path / "set"
    root.mkdir()
    parts = {name: arrays(count, count, colours) for name, count in (("train", 9), ("val", 3), ("test", 6))}
    packed = {f"{part}_images": found[0] for part, found in parts.items()}
    packed |= {f"{part}_labels": found[1][:, None] for part, found in parts.items()}
    np.savez_compressed(root / "bloodmnist.npz", **packed)  # type: ignore[arg-type]  # as MedMNIST names them
    reading = read_by(NumpyReader(), root)
    assert [entry.label for entry in reading.entries] == [str(y) for found in parts.values() for y in found[1]]
    assert {entry.split for entry in reading.entries} == {"train", "val", "test"}
    assert understood(root).best.reader == "numpy"
    project = Project.create(root, folder=tmp_path / "project")
    project.close()
    assert project.index.count() == 18 and project.classes == ("0", "1", "2")


def test_arrays_side_by_side_are_paired_by_their_split(tmp_path: Path) -> None:
    root = tmp_path / "set"
    root.mkdir()
    for part, count in (("train", 9), ("test", 6)):
        pixels, labels = arrays(count, count)
        np.save(root / f"x_{part}.npy", np.asfortranarray(pixels))
        np.save(root / f"y_{part}.npy", np.array(["cat", "dog", "owl"])[labels])
    reading = read_by(NumpyReader(), root)
    assert (
        sorted({str(entry.label) for entry in reading.entries}) == ["cat", "dog", "owl"] and len(reading.entries) == 15
    )


def test_objects_in_arrays_are_never_unpickled(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    buffer = io.BytesIO()
    np.save(buffer, np.array([print, 1], object), allow_pickle=True)
    (tmp_path / "set/y_train.npy").write_bytes(buffer.getvalue())
    np.save(tmp_path / "set/x_train.npy", arrays(2)[0])
    assert proposals(NumpyReader(), tmp_path / "set") == []
    with pytest.raises(UserError, match="NumPy"):
        understood(tmp_path / "set")


@pytest.mark.parametrize("cut", [3, 60, 140, 400])
def test_damaged_arrays_end_in_a_sentence(tmp_path: Path, cut: int) -> None:
    (tmp_path / "set").mkdir()
    pixels, labels = arrays(9)
    np.save(tmp_path / "set/x.npy", pixels)
    np.save(tmp_path / "set/y.npy", labels)
    file = tmp_path / "set/x.npy"
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(UserError):
        Project.create(tmp_path / "set", folder=tmp_path / "project")
