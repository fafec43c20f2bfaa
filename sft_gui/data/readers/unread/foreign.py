"""Formats that are recognised and not read: each is named, with its way out, lest its pictures be taken otherwise.

What holds pictures itself (TFRecord, DICOM, ...) explains its files, so that a stray one beside a good data set loses.
What is about pictures explains those that it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.posix import name_of
from sft_gui.data.readers.arrays.numpy_arrays import has_pairs
from sft_gui.data.readers.arrays.webdataset import has_samples
from sft_gui.data.readers.reader import GUESSED, Choice, Proposal, Reading, State, Support
from sft_gui.data.source import LOOKED_AT_BYTES, Source, folder_of, some, stem_of
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

LOOKED_AT, LOOKED_AT_LINES = 20, 20
EXPORT = say("Export them as COCO, PASCAL VOC, YOLO or masks; most annotation tools can.")
UNPACK = say("Unpack it, and open the folder with its content.")
WRITE_OUT = say("Write the pictures out as PNG or JPEG, with one folder per class, and open the folder above them.")
AS_PNG = say("Save the pictures as PNG, for example with a DICOM viewer, and keep their folders.")
SLICES = say("Save the slices as PNG, and those of the segmentation as masks of the same names.")
BY_TABLE = say("Write a table with two columns, file and class (CSV), beside the pictures.")
INSTANCE = re.compile(r"(.*/)?instance/[^/]+_1\d\.png")
PACKED = r"(?!.*\.nii\.gz|.*ubyte).*"
Count = Callable[[Source, Sequence[str]], int]


@dataclass(frozen=True)
class Format:
    """One format, and how it is told."""

    name: Message | str
    files: str  # as the documentation shows them
    suffixes: str  # between spaces; "" is none
    way_out: Message
    path: str = ""  # a pattern of the whole path, in small letters, which files must fit besides
    head: bytes = b""  # what a file begins with
    start: int = 0  # where ``head`` is
    about: Count | None = None  # how many pictures the files are about; None: they hold pictures themselves
    weight: float = 1.0

    def found_in(self, source: Source) -> list[str]:
        """Return the files of this format; of many, a look at some says what all are."""
        files = source.of_kind(*(self.suffixes.split() or [""]))
        if self.path:
            pattern = re.compile(self.path)
            files = [path for path in files if pattern.fullmatch(path.casefold())]
        if not self.head or not files:
            return files
        looked = some(files, LOOKED_AT)
        end = self.start + len(self.head)
        fitting = [path for path in looked if source.head(path, end)[self.start :] == self.head]
        return files if 2 * len(fitting) > len(looked) else fitting


def _all(source: Source, files: Sequence[str]) -> int:
    return len(source.pictures)


def _beside(source: Source, files: Sequence[str]) -> int:
    """Count the pictures below the folder above the one of each file: SEQ/img1/1.jpg, SEQ/gt/gt.txt."""
    above = tuple(f"{top}/" if (top := folder_of(folder_of(path))) else "" for path in files)
    return sum(path.startswith(above) for path in source.pictures)


def _near(source: Source, files: Sequence[str]) -> int:
    above = tuple(f"{folder}/" if (folder := folder_of(path)) else "" for path in files)
    return sum(path.startswith(above) for path in source.pictures)


def _named(source: Source, files: Sequence[str]) -> int:
    """Count the pictures that lines begin with, by a look at the first lines."""
    names = {name_of(path) for path in source.pictures}
    most = 0
    for path in files[:LOOKED_AT]:
        lines = [line.split()[0] for line in source.look_lines(path) or () if line.strip()]
        first = [name_of(line) for line in lines[: LOOKED_AT_LINES + 2]]
        known = sum(name in names for name in first)
        most = max(most, min(len(names), len(lines)) if 2 * known > len(first) else known)
    return most


def _of_imagenet(source: Source, files: Sequence[str]) -> int:
    return sum("ilsvrc" in name_of(path).casefold() for path in source.pictures)


def _instances(source: Source) -> list[str]:
    """Return KITTI's masks of instances: a class and a number in one value."""
    return [path for path in source.pictures if "instance/" in path and INSTANCE.fullmatch(path)]


FORMATS = (
    Format("Parquet", "*.parquet, *.arrow", ".parquet .arrow .feather", WRITE_OUT),
    Format("TFRecord", "*.tfrecord", ".tfrecord .tfrecords .record .pbtxt", WRITE_OUT, r".*(record.?|_map\.pbtxt)"),
    Format("TFRecord", "*.tfrecord", "", WRITE_OUT, r".*-\d{5}-of-\d{5}"),
    Format("LMDB", "data.mdb", ".mdb .lmdb", WRITE_OUT),
    Format(say("WebDataset or another archive"), "*.tar, *.tar.gz", ".tar .tgz", UNPACK),
    Format(
        say("archives"), "*.zip, *.7z, *.rar", ".zip .7z .rar .gz .bz2 .xz .zst", UNPACK, r"(?!.*\.nii\.gz|.*ubyte).*"
    ),
    Format("DICOM", "*.dcm", ".dcm .dicom", AS_PNG),
    Format("DICOM", "*.dcm", "", AS_PNG, head=b"DICM", start=128),
    Format(say("NIfTI or another volume"), "*.nii, *.nii.gz, *.nrrd, *.mha", ".nii .mha .mhd .nrrd", SLICES),
    Format(say("NIfTI or another volume"), "*.nii, *.nii.gz, *.nrrd, *.mha", ".gz", SLICES, r".*\.nii\.gz"),
    Format("HDF5", "*.h5, *.hdf5", ".h5 .hdf5 .he5 .hdf", WRITE_OUT, r"(?!.*(model|weight|checkpoint)).*"),
    Format(
        say("slides"),
        "*.svs, *.ndpi, *.czi",
        ".svs .ndpi .mrxs .scn .czi .nd2 .lif .vsi",
        say("Cut them into tiles and save these as PNG."),
    ),
    Format(
        say("video"),
        "*.mp4, *.avi, *.mov",
        ".mp4 .avi .mov .mkv .webm .mpg .mpeg .wmv .m4v .flv .mts .3gp",
        say("Extract frames from it as JPEG or PNG, and sort these into folders."),
    ),
    Format(
        say("camera raw"),
        "*.cr2, *.nef, *.dng",
        ".cr2 .cr3 .nef .arw .dng .raf .orf .rw2 .pef .srw",
        say("Save them as JPEG or PNG; the camera's program can."),
    ),
    Format(
        say("documents"),
        "*.pdf, *.pptx, *.docx",
        ".pdf .ppt .pptx .doc .docx .odp .odt",
        say("Save the pictures in them as JPEG or PNG."),
    ),
    Format(say("arrays of NumPy"), "*.npz, *.npy", ".npz .npy", WRITE_OUT),
    Format(
        "pickle",
        "*.pkl, *.pickle",
        ".pkl .pickle .joblib",
        say("A pickle can run programs when it is opened, so none is. {do}", do=WRITE_OUT),
    ),
    Format(
        "SQLite",
        "*.sqlite, *.db",
        ".sqlite .sqlite3 .db .db3",
        BY_TABLE,
        head=b"SQLite format 3\0",
        about=_all,
        weight=GUESSED,
    ),
    Format("CrowdHuman", "*.odgt", ".odgt", EXPORT, about=_all, weight=GUESSED),
    Format("GeoJSON", "*.geojson", ".geojson", EXPORT, about=_all, weight=GUESSED),
    Format("MATLAB", "*.mat", ".mat", BY_TABLE, about=_all, weight=GUESSED),
    Format("MOT", "gt/gt.txt", ".txt", EXPORT, r"(.*/)?gt/gt\.txt", about=_beside),
    Format(say("KITTI's tracklets"), "tracklet_labels.xml", ".xml", EXPORT, r"(.*/)?tracklet_labels\.xml", about=_near),
    Format(
        "CelebA",
        "list_attr_celeba.txt",
        ".txt",
        say("Choose an attribute and write a table with two columns, file and class (CSV), beside the pictures."),
        r"(.*/)?(list_\w+_celeba|identity_celeba)\.txt",
        about=_named,
    ),
    Format(
        say("ImageNet's development kit"),
        "ILSVRC2012_validation_ground_truth.txt",
        ".txt",
        say("Sort the pictures of validation into folders by class, as its scripts do."),
        r"(.*/)?ilsvrc\w*_validation_ground_truth\.txt",
        about=_of_imagenet,
    ),
)


class UnreadReader:
    """Names what is not read."""

    name = "unread"
    family = "unread"
    label = say("Formats that are not read")
    task = ""
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = tuple(
        dict.fromkeys(Support(str(each.name), each.files, State.NAMED, str(each.way_out)) for each in FORMATS)
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = [proposal for each in FORMATS if (proposal := self._proposal(source, each)) is not None]
        instances = _instances(source)
        if instances:
            stems = {stem_of(path) for path in instances}
            others = [path for path in source.pictures if "instance/" not in path]
            count = sum(stem_of(path) in stems for path in others)
            kitti = Format(say("KITTI's instances"), "instance/*.png", "", EXPORT, about=_all)
            found.append(self._refused(source, kitti, instances, count, len(others)))
        damaged = _damaged(source)
        return [*found, *([] if damaged is None else [self._unreadable(source, *damaged)])]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        found = self.propose(source, choice)
        if found and found[0].refusal is not None:
            raise found[0].refusal
        raise UserError(say("There is nothing in '{name}' that is known and not read.", name=source.name))

    def _proposal(self, source: Source, each: Format) -> Proposal | None:
        files = each.found_in(source)
        if ".npy" in each.suffixes:
            stems = {stem_of(path) for path in source.pictures}  # the numbers of a picture, as beside labelme's masks
            files = [] if has_pairs(source) else [path for path in files if stem_of(path) not in stems]
        if not files or (".tar" in each.suffixes and has_samples(source)):
            return None
        if each.about is None or not source.pictures:
            return self._refused(source, each, files, len(files), len(files) + len(source.pictures))
        count = each.about(source, files)
        return self._refused(source, each, files, count, len(source.pictures)) if count else None

    def _refused(self, source: Source, each: Format, files: Sequence[str], count: int, total: int) -> Proposal:
        values = {"name": source.name, "format": each.name, "first": files[0]}
        if each.about is None:
            what = counted(
                len(files),
                "'{name}' holds {count} file of a kind that is not read, {format}: {first}.",
                "'{name}' holds {count} files of a kind that is not read, {format}: {first} ...",
                **values,
            )
        else:
            what = say("'{name}' holds annotations of a format that is not read, {format}: {first}.", **values)
        sentence = say("pictures or annotations are in files of {format}", format=each.name)
        refusal = UserError(what, each.way_out)
        choice = Choice(format=self.name)
        return Proposal(choice, sentence, count, total, each.weight, files=tuple(files[:3]), refusal=refusal)

    def _unreadable(self, source: Source, path: str, reason: Message, files: int, beside: int) -> Proposal:
        values = {"name": path, "reason": reason}
        what = counted(
            files,
            "{count} file that may be annotations cannot be read: {name} {reason}.",
            "Of {count} files that may be annotations, those looked at cannot be read: {name} {reason}.",
            **values,
        )
        refusal = UserError(what, say("Fix it, or export the annotations again."))
        count, weight = (beside, 1.0) if beside else (len(source.pictures), GUESSED)
        sentence = say("annotations are in files that cannot be read, such as {name}", name=path)
        choice = Choice(format=self.name)
        return Proposal(choice, sentence, count, len(source.pictures), weight, files=(path,), refusal=refusal)


def _damaged(source: Source) -> tuple[str, Message, int, int] | None:
    """Return the first file that may be annotations and cannot be read, the reason, how many, and pictures beside.

    None where one of those looked at can be read: then others know it, or it is none.
    """
    if not source.is_folder or not source.pictures:
        return None
    for suffix, parse in ((".json", source.json), (".xml", source.xml)):
        files = source.of_kind(suffix)
        first: tuple[str, Message] | None = None
        for path in some(files, LOOKED_AT):
            if source.size(path) > LOOKED_AT_BYTES:
                break
            try:
                parse(path)
                break
            except Malformed as error:
                first = first or (path, error.reason)
        else:
            if first is not None:
                stems = {stem_of(path) for path in files}
                beside = sum(stem_of(path) in stems for path in source.pictures)
                return *first, len(files), beside
    return None
