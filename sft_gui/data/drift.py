"""What became of pictures since their content was hashed: a quick look at every file, and a close one where it differs.

Only stamps are compared at first (100,000 files in about a second); a file with another stamp is hashed, and only
another content counts as a change.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from sft_gui.data.decode import Unreadable, content_hash, examine, read
from sft_gui.data.fitting import Fitter
from sft_gui.data.index import Picture, SourceFile, Stamped
from sft_gui.data.mask_files import digest_of_all, first_missing, names_of, stamp_of_all
from sft_gui.data.stamp import stamp_of
from sft_gui.data.unreadable import why_not_opened
from sft_gui.data.watcher import Watcher
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_THREADS = 4
TELL_EVERY = 1000


class Fate(StrEnum):
    """What became of a picture."""

    CHANGED = "changed"  # another picture, which can be used
    BROKEN = "broken"  # it is there and cannot be used
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One picture that is not what it was."""

    picture: Picture  # as it was
    fate: Fate
    reason: Message  # to follow its name
    now: Picture | None = None  # as it is, where it can be used


@dataclass(frozen=True)
class Drift:
    """How pictures and the files about them differ from what is known; nothing where there is no difference."""

    changes: tuple[Change, ...] = ()
    files: tuple[str, ...] = ()  # annotation files with other content, or gone
    lost: Path | None = None  # a folder that is not there, with all that are gone in it
    same: Same = field(default_factory=lambda: Same())

    def __bool__(self) -> bool:
        return bool(self.changes or self.files or self.lost)

    def of(self, *fates: Fate) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(change for change in self.changes if change.fate in fates)

    def message(self) -> Message:
        """Say in a sentence or two what differs."""
        if self.lost is not None and not self.of(Fate.CHANGED, Fate.BROKEN):
            count = len(self.of(Fate.GONE))
            return counted(
                count,
                "{folder} is not where it was: {count} picture.",
                "{folder} is not where it was: {count} pictures.",
                folder=str(self.lost),
            )
        parts = [_sentence(fate, self.of(fate)) for fate in Fate if self.of(fate)]
        if self.files:
            message = counted(
                len(self.files),
                "{count} annotation file has changed since import: {name}.",
                "{count} annotation files have changed since import, such as {name}.",
                name=PurePosixPath(self.files[0]).name,
            )
            parts.append(message)
        whole = parts[0]
        for part in parts[1:]:
            whole = say("{first} {second}", first=whole, second=part)
        return whole


@dataclass(frozen=True)
class Same:
    """New stamps of files whose content is as it was, to be kept so that they need not be hashed again."""

    pictures: list[Stamped] = field(default_factory=list)
    masks: list[Stamped] = field(default_factory=list)  # by the picture's path
    sources: list[Stamped] = field(default_factory=list)


def _sentence(fate: Fate, changes: Sequence[Change]) -> Message:
    count, name = len(changes), changes[0].picture.path
    if fate == Fate.CHANGED:
        return counted(
            count,
            "{count} picture has changed since import: {name}.",
            "{count} pictures have changed since import, such as {name}.",
            name=name,
        )
    if fate == Fate.GONE:
        return counted(
            count,
            "{count} picture is no longer there: {name}.",
            "{count} pictures are no longer there, such as {name}.",
            name=name,
        )
    return counted(
        count,
        "{count} picture can no longer be used: {name} {reason}.",
        "{count} pictures can no longer be used, such as {name}, which {reason}.",
        name=name,
        reason=changes[0].reason,
    )


class PicturesChanged(UserError):  # noqa: N818
    """Pictures are not what they were; what to do is the user's choice."""

    def __init__(self, drift: Drift, do: Message) -> None:
        super().__init__(drift.message(), do)
        self.drift = drift


def look(
    root: Path,
    pictures: Sequence[Picture],
    stamps: Mapping[str, tuple[str, str]],
    watcher: Watcher,
    *,
    fitter: Fitter | None = None,
    sources: tuple[Path, Sequence[SourceFile]] = (Path(), ()),
) -> Drift:
    """Compare files with what is known of their content.

    Args:
        stamps: (stamp, digest) by path: the stamp counts only where the digest is the picture's.
        fitter: of the annotations, where there are any.
        sources: the folder of the files that annotations were read from, and what is known of them.

    Raises:
        Cancelled: the watcher said so.
    """
    if not root.is_dir():
        gone = tuple(Change(picture, Fate.GONE, say("is not there")) for picture in pictures)
        return Drift(gone, lost=root)
    doubtful, folder = [], f"{root}/"  # joined as text: a third of the time with 100,000 files
    for number, picture in enumerate(pictures):
        if number % TELL_EVERY == 0:
            watcher.tell(number, len(pictures), say("Looking for changes"))
        stamp, digest = stamps.get(picture.path, ("", ""))
        if digest != picture.digest or not _is_as(folder + picture.path, stamp) or not _is_mask_as(root, picture):
            doubtful.append(picture)
    changes, same = _compared(root, doubtful, fitter, watcher)
    files = tuple(each.path for each in sources[1] if not _is_source_same(sources[0], each, same))
    return Drift(changes, files, _lost(root, changes), same)


def _is_as(path: Path | str, stamp: str) -> bool:
    try:
        return bool(stamp) and stamp_of(os.stat(path)) == stamp  # noqa: PTH116  # a third quicker
    except (OSError, ValueError):
        return False


def _is_mask_as(root: Path, picture: Picture) -> bool:
    annotation = picture.annotation
    if annotation is None or "mask" not in annotation:
        return True
    stamp = _mask_stamp(annotation)
    try:
        return bool(stamp) and stamp_of_all(root, names_of(annotation)) == stamp
    except (OSError, ValueError):
        return False


def _mask_stamp(annotation: Mapping[str, Any]) -> str:
    stamp = annotation.get("stamp", ("",))[0]
    return stamp if isinstance(stamp, str) else ""  # projects of before held the size there


def _compared(
    root: Path, pictures: Sequence[Picture], fitter: Fitter | None, watcher: Watcher
) -> tuple[tuple[Change, ...], Same]:
    changes, same = list[Change](), Same()
    with ThreadPoolExecutor(min(MAX_THREADS, os.cpu_count() or 1), "drift") as pool:
        try:
            results = pool.map(lambda picture: _compare(root, picture, fitter), pictures)
            for number, (picture, result) in enumerate(zip(pictures, results, strict=True), 1):
                if isinstance(result, Change):
                    changes.append(result)
                else:
                    same.pictures.append((picture.path, result[0], picture.digest))
                    if result[1]:
                        same.masks.append((picture.path, result[1], (picture.annotation or {}).get("digest", "")))
                watcher.tell(number, len(pictures), say("Comparing pictures"))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return tuple(changes), same


def _compare(root: Path, picture: Picture, fitter: Fitter | None) -> Change | tuple[str, str]:
    """Read a picture and its mask; return what changed, or their new stamps."""
    path = root / picture.path
    try:
        stamp = stamp_of(path.stat())
        data = read(path)
    except (OSError, ValueError) as error:
        return _unread(picture, why_not_opened(path, error), is_gone=not os.path.lexists(path))
    except Unreadable as error:
        return _unread(picture, error.reason, is_gone=not path.exists())
    digest, masks = content_hash(data), names_of(picture.annotation or {})
    try:
        has_new_mask, mask_stamp = _compare_mask(root, masks, picture) if masks else (False, "")
        if digest == picture.digest and not has_new_mask:
            return stamp, mask_stamp
        now = _as_now(picture, data, digest, fitter)
    except Unreadable as error:
        return Change(picture, Fate.BROKEN, error.reason)
    return Change(picture, Fate.CHANGED, say("has changed since import"), now)


def _unread(picture: Picture, reason: Message, *, is_gone: bool) -> Change:
    return Change(picture, Fate.GONE if is_gone else Fate.BROKEN, reason)


def _compare_mask(root: Path, masks: Sequence[str], picture: Picture) -> tuple[bool, str]:
    try:
        stamp = stamp_of_all(root, masks)
    except (OSError, ValueError) as error:
        missing = PurePosixPath(first_missing(root, masks)).name
        raise Unreadable(say("has no mask: {mask} is not there", mask=missing)) from error
    digest = digest_of_all([read(root / mask) for mask in masks])
    return digest != (picture.annotation or {}).get("digest"), stamp


def _as_now(picture: Picture, data: bytes, digest: str, fitter: Fitter | None) -> Picture:
    """Return the picture with its present content; its annotation must still fit.

    Raises:
        Unreadable: it cannot be used.
    """
    look = examine(data)
    width, height = look.size
    annotation = picture.annotation
    if annotation is not None and "mask" in annotation and fitter is not None:
        annotation = fitter.fit(
            {key: annotation[key] for key in ("mask", "more") if key in annotation}, (width, height), look.turn
        )
    elif annotation is not None and (width, height) != (picture.width, picture.height):
        raise Unreadable(say("is of another size than its annotation"))
    return replace(picture, digest=digest, width=width, height=height, annotation=annotation)


def _is_source_same(folder: Path, known: SourceFile, same: Same) -> bool:
    path = folder / known.path
    if _is_as(path, known.stamp):
        return True
    try:
        stamp = stamp_of(path.stat())
        digest = file_hash(path)
    except (OSError, ValueError):
        return False
    if digest == known.digest:
        same.sources.append((known.path, stamp, digest))
    return digest == known.digest


def file_hash(path: Path) -> str:
    """Return the content hash of any file, however large; raises OSError."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def known_sources(folder: Path, names: Iterable[str], known: Iterable[SourceFile]) -> list[SourceFile]:
    """Hash the files that annotations are read from, those alone whose stamp is another than known."""
    before = {each.path: each for each in known}
    found = []
    for name in names:
        try:
            stamp = stamp_of((folder / name).stat())
            same = before.get(name)
            is_same = same is not None and stamp and same.stamp == stamp
            found.append(SourceFile(name, stamp, same.digest if is_same and same else file_hash(folder / name)))
        except (OSError, ValueError):
            continue
    return found


def _lost(root: Path, changes: Sequence[Change]) -> Path | None:
    """Return the outermost folder that is not there and holds everything that is gone; None for single files."""
    gone = [PurePosixPath(change.picture.path) for change in changes if change.fate == Fate.GONE]
    if not gone:
        return None
    common = PurePosixPath(os.path.commonpath([str(path.parent) for path in gone])) if gone else PurePosixPath()
    for folder in reversed([common, *common.parents]):
        if str(folder) != "." and not (root / folder).exists():
            return root / folder
    return None
