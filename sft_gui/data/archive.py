"""A ZIP file unpacked into a folder of ours, trusting nothing in it."""

from __future__ import annotations

import errno
import lzma
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sft_gui.data.names import safe_name, unique
from sft_gui.data.unreadable import amount
from sft_gui.data.walk import is_system_name
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.files import make_folder, unwritable
from sft_gui.messages import say

MAX_FILES = 2_000_000
MAX_BYTES = 200 * 2**30
MAX_RATIO = 100  # pictures hardly shrink; 100 times is a bomb
FREE_RATIO_BYTES = 100 * 2**20  # below this size no ratio does harm
KEPT_FREE_BYTES = 2**30
CHUNK = 2**20
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, RuntimeError)


def is_archive(path: Path) -> bool:
    """Tell by content whether a file is a ZIP archive."""
    return path.is_file() and zipfile.is_zipfile(path)


def unpack(archive: Path, folder: Path, watcher: Watcher) -> Path:
    """Unpack into ``folder``, which is made, and return it.

    Names that lead out of the folder, links, and the system's own files are passed over; names that some system
    does not accept are changed.

    Raises:
        UserError: it is damaged, encrypted, or too large when unpacked.
        Cancelled: the watcher said so.
    """
    make_folder(folder)
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [(info, parts) for info in opened.infolist() if (parts := _safe_parts(info))]
            _check_size([info for info, _ in members], archive, folder)
            for done, (info, parts) in enumerate(members):
                watcher.tell(done, len(members), say("Unpacking"))
                _extract(opened, info, folder, parts, watcher)
    except (*DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # those two mean damage here
            if error.filename == str(archive):
                raise
            raise unwritable(folder, error) from error
        raise UserError(
            say("The archive {name} is damaged or of an unknown kind.", name=archive.name),
            say("Download or pack it again, or unpack it yourself and open the folder."),
        ) from error
    return folder


def _safe_parts(info: zipfile.ZipInfo) -> list[str]:
    """The folders and name to write to; empty for what is passed over."""
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    name = _decoded_name(info).replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    is_outside = name.startswith("/") or ".." in parts or (parts and parts[0][1:2] == ":")
    if not parts or info.is_dir() or is_link or is_outside or any(map(is_system_name, parts)):
        return []
    return [safe_name(part, "_") for part in parts]


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag are in whatever the packer's system used: UTF-8 or GBK, most often."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _check_size(members: Sequence[zipfile.ZipInfo], archive: Path, folder: Path) -> None:
    if any(info.flag_bits & 1 for info in members):
        raise UserError(
            say("The archive {name} is protected by a password.", name=archive.name),
            say("Unpack it yourself and open the folder."),
        )
    total, packed = sum(info.file_size for info in members), archive.stat().st_size
    size = amount(total)
    if len(members) > MAX_FILES or total > MAX_BYTES or total > max(FREE_RATIO_BYTES, packed * MAX_RATIO):
        raise UserError(
            say("The archive {name} would unpack to {size}, as no pictures do.", name=archive.name, size=size),
            say("Unpack it yourself and open the folder."),
        )
    free = shutil.disk_usage(folder).free - KEPT_FREE_BYTES
    if total > free:
        raise UserError(
            say("The archive {name} needs {size} unpacked.", name=archive.name, size=size),
            say("Free {size}, then open it again.", size=amount(total - free)),
        )


def _extract(opened: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path, parts: list[str], watcher: Watcher) -> None:
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target = unique(target.parent, target.name)
    left = info.file_size  # what the header promised and _check_size added up
    with opened.open(info) as source, open(target, "xb") as file:
        while chunk := source.read(min(CHUNK, left + 1)):
            watcher.check()
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile(f"{PurePosixPath(*parts)} is larger than it says")
            file.write(chunk)
