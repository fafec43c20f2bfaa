"""A ZIP file unpacked into a folder of ours, trusting nothing in it."""

from __future__ import annotations

import errno
import lzma
import shutil
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sft_gui.data import archive_names
from sft_gui.data.formats import READABLE, is_picture_name
from sft_gui.data.names import Names, safe_name
from sft_gui.data.unreadable import amount
from sft_gui.data.walk import is_system_name
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.files import make_folder, unwritable
from sft_gui.messages import Forms, Message, counted, say

MAX_FILES = 2_000_000
MAX_BYTES = 200 * 2**30
MAX_MEMBER_BYTES = 2 * 2**30  # no picture is so large, and no list of them
MAX_RATIO = 100  # pictures hardly shrink; 100 times is a bomb
FREE_RATIO_BYTES = 100 * 2**20  # below this size no ratio does harm
KEPT_FREE_BYTES = 2**30
CHUNK = 2**20
MAX_DEPTH = 60
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES"}
MANY_PICTURES = (".gz", ".bin", ".idx", ".npy", ".npz", ".pkl", ".pickle")
ARCHIVE_SUFFIXES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst")
LOCAL_HEADER, UNICODE_PATH = b"PK\x03\x04", 0x7075
OTHER_KINDS = (  # what a file begins with, from where, and its name
    (b"7z\xbc\xaf\x27\x1c", 0, "7z"), (b"Rar!\x1a\x07", 0, "RAR"), (b"\x1f\x8b", 0, "gzip"), (b"BZh", 0, "bzip2"),
    (b"\xfd7zXZ\0", 0, "xz"), (b"\x28\xb5\x2f\xfd", 0, "Zstandard"), (b"MSCF", 0, "CAB"), (b"ustar", 257, "tar"),
    (b"CD001", 0x8001, "ISO"),
)  # fmt: skip


class Unpacked(NamedTuple):
    """An archive's content in a folder."""

    folder: Path
    notes: list[Message]  # what was passed over or renamed


@dataclass
class _Plan:
    """What is unpacked where, and what is not."""

    members: list[tuple[zipfile.ZipInfo, str]] = field(default_factory=list)  # with the path to write to, POSIX
    skipped: dict[str, list[str]] = field(default_factory=dict)  # kind to the names passed over
    renamed: list[tuple[str, str]] = field(default_factory=list)  # parts of paths, before and after
    methods: Counter[str] = field(default_factory=Counter)  # of packing, that are not read
    guessed: tuple[str, str] | None = None  # an encoding that nothing but the names speaks for, and one of these

    def skip(self, kind: str, name: str) -> None:
        self.skipped.setdefault(kind, []).append(name)


ZIPPED_DOCUMENTS = frozenset((".xlsx", ".xlsm", ".ods", ".docx", ".odt", ".pptx", ".odp", ".npz", ".epub"))


def is_archive(path: Path) -> bool:
    """Tell by content whether a file is a ZIP archive, a whole one or the beginning of one.

    Office's files and NumPy's (.npz) are archives too, and nobody means them so.
    """
    if not path.is_file() or path.suffix.lower() in ZIPPED_DOCUMENTS:
        return False
    with open(path, "rb") as file:
        return file.read(4) == LOCAL_HEADER or zipfile.is_zipfile(path)


def check_kind(path: Path) -> None:
    """Refuse other archives by their name.

    Raises:
        UserError: it is one.
    """
    if not path.is_file():
        return
    with open(path, "rb") as file:
        head = file.read(512)
        file.seek(0x8000)
        head = head.ljust(0x8000, b"\0")[:0x8000] + file.read(16)
    for magic, place, name in OTHER_KINDS:
        if head[place : place + len(magic)] == magic and not _is_packed_array(path):
            raise UserError(
                say("{name} is an archive of the kind {kind}, which is not read.", name=path.name, kind=name),
                say("Unpack it and open the folder, or pack it as ZIP."),
            )


def _is_packed_array(path: Path) -> bool:
    """Tell MNIST's packed files, which their reader knows."""
    return "idx" in path.name.lower() and path.suffix.lower() == ".gz"


def unpack(archive: Path, folder: Path, watcher: Watcher) -> Unpacked:
    """Unpack into ``folder``, which is made.

    Names that lead out of the folder, links, what cannot be unpacked and the system's own files are passed over and
    told; names that some system does not accept, or takes for one another, are changed, each its own way.

    Raises:
        UserError: it is not whole, damaged, encrypted, packed by an unknown method, or too large when unpacked.
        Cancelled: the watcher said so.
    """
    _check_whole(archive)
    make_folder(folder)
    try:
        with zipfile.ZipFile(archive) as opened:
            plan = _plan(opened.infolist(), watcher)
            _check_size(plan, archive, folder)
            _make_folders(folder, plan)
            for done, (info, path) in enumerate(plan.members):
                watcher.tell(done, len(plan.members), say("Unpacking"))
                _extract(opened, info, folder / path, watcher)
    except (*DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # those two mean damage here
            if error.filename == str(archive):
                raise
            raise unwritable(folder, error) from error
        raise UserError(
            say("The archive {name} is damaged or of an unknown kind.", name=archive.name),
            say("Download or pack it again, or unpack it yourself and open the folder."),
        ) from error
    return Unpacked(folder, _notes(plan))


def _check_whole(archive: Path) -> None:
    """Tell an archive whose download has not ended: its list of what is in it stands at the end."""
    if zipfile.is_zipfile(archive):
        return
    raise UserError(
        say(
            "The archive {name} is not complete: its end is missing ({size} are there).",
            name=archive.name,
            size=amount(archive.stat().st_size),
        ),
        say("Download or copy it again."),
    )


# What is in it


def _plan(infos: Sequence[zipfile.ZipInfo], watcher: Watcher) -> _Plan:
    """Decide for every entry, in time linear in their number."""
    plan = _Plan()
    if len(infos) > MAX_FILES:
        return _Plan(members=[(info, "") for info in infos])  # _check_size says so
    encoding = archive_names.decide([_raw_name(info) for info in infos if not _is_marked(info)])
    wanted: list[tuple[zipfile.ZipInfo, list[str]]] = []
    for info in infos:
        watcher.check()
        name = _decoded_name(info, encoding).replace("\\", "/")
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if not parts or name.endswith("/") or info.is_dir():
            continue
        kind = _why_skipped(info, name, parts)
        if not (kind or plan.guessed or encoding == "utf-8" or name.isascii() or _is_marked(info)):
            plan.guessed = encoding, next(part for part in parts if not part.isascii())
        if kind:
            plan.skip(kind, name)
            if kind == "method":
                plan.methods[METHODS.get(info.compress_type, str(info.compress_type))] += 1
        else:
            wanted.append((info, parts))
    _place(plan, wanted)
    return plan


def _why_skipped(info: zipfile.ZipInfo, name: str, parts: Sequence[str]) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link"
    if name.startswith("/") or ".." in parts or (parts[0][1:2] == ":" and parts[0][:1].isalpha()):
        return "outside"
    if any(map(is_system_name, parts)):
        return "system"
    if len(parts) > MAX_DEPTH:
        return "deep"
    if info.compress_type == 99 or info.flag_bits & 1:
        return "password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        return "method"
    return "large" if info.file_size > MAX_MEMBER_BYTES else ""


def _place(plan: _Plan, wanted: Sequence[tuple[zipfile.ZipInfo, Sequence[str]]]) -> None:
    """Give every folder and file a name that no other has on any system; those that are safe keep their own."""
    subfolders: dict[tuple[str, ...], set[str]] = {}
    for parents in {tuple(parts[:-1]) for _, parts in wanted}:
        for depth in range(len(parents)):
            subfolders.setdefault(parents[:depth], set()).add(parents[depth])
    given: dict[tuple[str, ...], Names] = {}
    folders: dict[tuple[str, ...], str] = {(): ""}
    for place in sorted(subfolders, key=lambda place: (len(place), place)):  # parents first
        names = given[place] = Names(numbered="{stem} {number}{suffix}")
        for part in sorted(subfolders[place], key=lambda part: (safe_name(part, "_") != part, part)):
            name = names.give(part, "_", has_suffix=False)
            folders[(*place, part)] = f"{folders[place]}{name}/"
            if name != part:
                plan.renamed.append((part, name))
    for info, parts in sorted(wanted, key=lambda each: safe_name(each[1][-1], "_") != each[1][-1]):
        place = tuple(parts[:-1])
        names = given.setdefault(place, Names(numbered="{stem} {number}{suffix}"))
        name = names.give(parts[-1], "_")
        if name != parts[-1]:
            plan.renamed.append((parts[-1], name))
        plan.members.append((info, folders[place] + name))
    plan.members.sort(key=lambda member: member[0].header_offset)  # as they lie on the disk


def _is_marked(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & 0x800) or _unicode_path(info) is not None


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """The bytes that zipfile read as code page 437; where it changed them since, what it began with."""
    try:
        return info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename.encode("utf-8", "replace")


def _decoded_name(info: zipfile.ZipInfo, encoding: str) -> str:
    if info.flag_bits & 0x800:
        return info.orig_filename.split("\0")[0]
    told = _unicode_path(info)
    name = told if told is not None else _raw_name(info).decode(encoding, "backslashreplace")
    return name.split("\0")[0]


def _unicode_path(info: zipfile.ZipInfo) -> str | None:
    """The name that Info-ZIP's extra field gives in UTF-8, where it is of the name that the entry has."""
    extra = info.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        data, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == UNICODE_PATH and len(data) > 5 and data[0] == 1:
            if struct.unpack_from("<I", data, 1)[0] != zlib.crc32(_raw_name(info)):
                return None
            try:
                return data[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


# Whether it may be unpacked


def _check_size(plan: _Plan, archive: Path, folder: Path) -> None:
    _check_has_pictures(plan, archive)
    total, packed = sum(info.file_size for info, _ in plan.members), archive.stat().st_size
    size, by_hand = amount(total), say("Unpack it yourself and open the folder.")
    if len(plan.members) > MAX_FILES:
        raise UserError(
            say(
                "The archive {name} holds {count} files; at most {limit} are unpacked.",
                name=archive.name,
                count=f"{len(plan.members):,}",
                limit=f"{MAX_FILES:,}",
            ),
            by_hand,
        )
    if total > MAX_BYTES or total > max(FREE_RATIO_BYTES, packed * MAX_RATIO):
        raise UserError(
            say("The archive {name} would unpack to {size}, as no pictures do.", name=archive.name, size=size), by_hand
        )
    free = shutil.disk_usage(folder).free - KEPT_FREE_BYTES
    if total > free:
        raise UserError(
            say("The archive {name} needs {size} unpacked.", name=archive.name, size=size),
            say("Free {size}, then open it again.", size=amount(total - free)),
        )


def _check_has_pictures(plan: _Plan, archive: Path) -> None:
    """Refuse before anything is unpacked where no file can be or hold a picture, and say why that is so."""
    names = [path.rpartition("/")[2] for _, path in plan.members]
    if any(is_picture_name(name) or _may_hold_pictures(name.lower()) for name in names):
        return
    by_hand = say("Unpack it yourself and open the folder.")
    if "password" in plan.skipped:
        raise UserError(say("The archive {name} is protected by a password.", name=archive.name), by_hand)
    if "method" in plan.skipped:
        method = plan.methods.most_common(1)[0][0]
        raise UserError(
            say("The archive {name} is packed with {method}, which is not read.", name=archive.name, method=method),
            by_hand,
        )
    inner = next((name for name in names if name.lower().endswith(ARCHIVE_SUFFIXES)), None)
    if inner is not None:
        raise UserError(
            say("The archive {name} holds other archives: {inner}.", name=archive.name, inner=inner), by_hand
        )
    raise UserError(say("There is no picture in the archive {name}.", name=archive.name), READABLE)


def _may_hold_pictures(name: str) -> bool:
    """Tell the names of pictures without an ending, and of files that hold some (MNIST, CIFAR, labelme's JSON)."""
    return "." not in name or "ubyte" in name or name.endswith((*MANY_PICTURES, ".json"))


def _notes(plan: _Plan) -> list[Message]:
    """Say what was passed over, and why, and what was renamed."""
    notes = []
    for kind, forms in SKIPPED.items():
        names = plan.skipped.get(kind)
        if names:
            notes.append(forms.of(len(names), name=names[0]))
    if plan.guessed:
        encoding, name = plan.guessed
        notes.append(
            say(
                "The archive does not say the encoding of its names; they are read as {encoding}, as '{name}' is.",
                encoding=encoding,
                name=name,
            )
        )
    if plan.renamed:
        before, after = plan.renamed[0]
        notes.append(
            counted(
                len(plan.renamed),
                "A name in the archive that not every system accepts was changed: '{before}' is now '{after}'.",
                "{count} names in the archive that not every system accepts were changed: '{before}' is now '{after}'.",
                before=before,
                after=after,
            )
        )
    return notes


# One and several of each kind; the name is an example.
SKIPPED: Mapping[str, Forms] = {
    "password": Forms(
        "{count} file in the archive is protected by a password and passed over: {name}.",
        "{count} files in the archive are protected by a password and passed over, such as {name}.",
    ),
    "method": Forms(
        "{count} file in the archive is packed in a way that is not read and passed over: {name}.",
        "{count} files in the archive are packed in a way that is not read and passed over, such as {name}.",
    ),
    "outside": Forms(
        "{count} file in the archive has a path that leads out of it and is passed over: {name}.",
        "{count} files in the archive have paths that lead out of it and are passed over, such as {name}.",
    ),
    "link": Forms(
        "{count} entry of the archive is a link and passed over: {name}.",
        "{count} entries of the archive are links and passed over, such as {name}.",
    ),
    "large": Forms(
        "{count} file in the archive is larger than any picture and passed over: {name}.",
        "{count} files in the archive are larger than any picture and passed over, such as {name}.",
    ),
    "deep": Forms(
        "{count} file in the archive lies too many folders deep and is passed over: {name}.",
        "{count} files in the archive lie too many folders deep and are passed over, such as {name}.",
    ),
    "system": Forms(
        "{count} hidden or system file in the archive is passed over: {name}.",
        "{count} hidden or system files in the archive are passed over, such as {name}.",
    ),
}


# Unpacking


def _make_folders(folder: Path, plan: _Plan) -> None:
    for parent in sorted({path.rpartition("/")[0] for _, path in plan.members} - {""}):
        (folder / parent).mkdir(parents=True, exist_ok=True)


def _extract(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, watcher: Watcher) -> None:
    left = info.file_size  # what the header promised and _check_size added up
    with opened.open(info) as source, open(target, "xb") as file:
        while chunk := source.read(min(CHUNK, left + 1)):
            watcher.check()
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile(f"{target.name} is larger than it says")
            file.write(chunk)
