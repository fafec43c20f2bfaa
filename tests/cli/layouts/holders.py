"""Files that hold pictures or answers in themselves: alone, and one astray beside a good data set."""

from __future__ import annotations

import io
import tarfile
import zipfile

import numpy as np

from tests.cli.layouts.kit import At, add, layout, one, told


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("cats/1.txt", "x")
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in (("000.jpg", b"\xff\xd8\xff"), ("000.cls", b"1")):
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return file.getvalue()


def _numpy(**arrays) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays) if len(arrays) > 1 else np.save(file, *arrays.values())
    return file.getvalue()


HOLDERS: dict[str, tuple[str, bytes, str]] = {  # file, content, a word that its refusal has
    "npz": ("features.npz", _numpy(mean=np.zeros(3), std=np.ones(3)), "npz"),
    "npy": ("embeddings.npy", _numpy(x=np.zeros((4, 8))), "npy"),
    "h5": ("signs.h5", b"\x89HDF\r\n\x1a\n" + b"\0" * 64, "hdf5"),
    "parquet": ("data/train-00000-of-00001.parquet", b"PAR1" + b"\0" * 60 + b"PAR1", "parquet"),
    "tfrecord": ("train.tfrecord-00000-of-00001", b"\x10" + b"\0" * 70, "tfrecord"),
    "tar": ("shards/00000.tar", _tar(), "tar"),
    "mp4": ("video.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 64, "video"),
    "dcm": ("scan/IM0001.dcm", b"\0" * 128 + b"DICM" + b"\0" * 30, "dicom"),
    "nii": ("volume.nii.gz", b"\x1f\x8b\x08\0" + b"\0" * 40, "nii"),
    "mdb": ("lmdb/data.mdb", b"\0" * 24 + b"\xbe\xef\xc0\xde" * 10, "lmdb"),
    "xlsx": ("Labels.xlsx", _zip(), "xlsx"),
    "pdf": ("paper.pdf", b"%PDF-1.7\n" + b"\0" * 60, "pdf"),
    "zip": ("more.zip", _zip(), "zip"),
    "rar": ("data.part1.rar", b"Rar!\x1a\x07\0" + b"\0" * 60, "rar"),
    "mat": ("digitStruct.mat", b"MATLAB 5.0 MAT-file" + b"\0" * 200, "mat"),
    "pkl": ("annotations.pkl", b"\x80\x04N.", "pickle"),
    "sqlite": ("labels.db", b"SQLite format 3\0" + b"\0" * 84, "sqlite"),
    "svs": ("slide.svs", b"II*\0" + b"\0" * 60, "svs"),
}


def _alone(name: str, file: str, data: bytes):
    def make(at: At) -> None:
        at.data(file, data)

    return make


def _beside(file: str, data: bytes):
    def make(at: At) -> None:
        at.tree({"cats": 5, "dogs": 5})
        at.data(file, data)

    return make


def _beside_in_splits(file: str, data: bytes):
    def make(at: At) -> None:
        at.tree({f"{s}/{c}": n for s, n in (("train", 4), ("val", 2)) for c in ("cats", "dogs")})
        at.data(f"extra/{file}", data)

    return make


for _kind, (_file, _data, _word) in HOLDERS.items():
    add(f"holders-{_kind}-alone", _alone(_kind, _file, _data), told(_word, _file, "no picture", "only one class"))
    add(f"holders-{_kind}-astray", _beside(_file, _data), one(("cats", "dogs"), 10))
    add(f"holders-{_kind}-below", _beside_in_splits(_file, _data), one(("cats", "dogs"), 12, splits="8/4/0"))


@layout(told("video", "mp4"))
def videos_of_classes(at: At):
    for name in ("run", "walk"):
        for i in range(4):
            at.data(f"{name}/{name}_{i}.avi", b"RIFF" + b"\0" * 60)


@layout(told("dicom", "dcm"))
def dicom_with_table(at: At):
    for i in range(6):
        at.data(f"stage_2_train_images/{i:04}.dcm", b"\0" * 128 + b"DICM")
    at.text("stage_2_train_labels.csv", ["patientId,x,y,width,height,Target", *(f"{i:04},,,,,0" for i in range(6))])


@layout(told("dicom", "dcm", "not read"))
def dicom_with_a_preview(at: At):
    for i in range(9):
        at.data(f"series/{i:04}.dcm", b"\0" * 128 + b"DICM")
    at.pic("preview.png")


@layout(told("npy", "array"))
def arrays_of_segmentation(at: At):
    for i in range(4):
        at.data(f"slices/{i}_img.npy", _numpy(x=np.zeros((8, 8), np.float32)))


@layout(one(None, 12))
def arrays_of_pictures(at: At):
    images = np.random.default_rng(0).integers(0, 255, (12, 16, 16, 3)).astype(np.uint8)
    at.data("medmnist.npz", _numpy(train_images=images[:8], train_labels=np.arange(8)[:, None] % 2,
            val_images=images[8:], val_labels=np.arange(4)[:, None] % 2))  # fmt: skip
