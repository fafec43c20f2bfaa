"""The SQLite index of a project's pictures: what was found, their splits, and the user's decisions with undo."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sft_gui.data.index_tables import Tables
from sft_gui.data.levels import Extent
from sft_gui.messages import Message, counted, say

Stamped = tuple[str, str, str]  # path, stamp, digest

LABELS_OF = "labels of "  # the user's own, by how the source was read


class Split(StrEnum):
    """What a picture is used for."""

    TRAIN = "train"
    VAL = "val"
    TEST = "test"


class Status(StrEnum):
    """Whether a picture takes part."""

    OK = "ok"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a project, as the index knows it."""

    id: int
    path: str  # POSIX, relative to the project's root
    label: str | None  # the class, the user's own where it was changed
    annotation: dict[str, Any] | None  # other tasks' data: boxes, a mask's path
    split: Split
    status: Status
    reason: Message | None  # why it is unreadable, to follow its name: "is empty (0 bytes)"
    width: int  # upright, EXIF applied; 0 where unreadable
    height: int
    size: int  # bytes
    mtime: float
    digest: str  # blake2b-128 of the file's bytes, hexadecimal; "" where the file could not be opened


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at one file of the source found; the index keeps it beside the user's decisions."""

    path: str
    label: str | None
    annotation: dict[str, Any] | None = None
    given_split: Split | None = None
    reason: Message | None = None
    width: int = 0
    height: int = 0
    size: int = 0
    mtime: float = 0.0
    digest: str = ""
    stamp: str = ""  # see data/stamp.py; "" asks for another look at the content
    extent: Extent | None = None  # of a picture of more than 8 bits that was read just now; the index does not keep it


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file beside the pictures that says what is on them: an XML or JSON file, a table."""

    path: str  # POSIX, relative to the source's folder
    stamp: str
    digest: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture that takes part and whose content is there more than once."""

    id: int
    path: str
    digest: str
    label: str | None
    truth: str  # the class or what the annotation says, to be compared
    split: Split


HELD_AND_OK = "FROM held JOIN picture ON id = held.picture WHERE status = 'ok'"
COLUMNS = "id, path, label, annotation, split, status, reason, width, height, size, mtime, digest"
RECORD = """
INSERT INTO picture (path, found_label, annotation, given_split, reason, width, height, size, mtime, digest, stamp)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET found_label = excluded.found_label, annotation = excluded.annotation,
  given_split = excluded.given_split, reason = excluded.reason, width = excluded.width, height = excluded.height,
  size = excluded.size, mtime = excluded.mtime, digest = excluded.digest, stamp = excluded.stamp, gone = 0
"""


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Sort key under which "class 2" comes before "class 10"."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], name


class Index(Tables):
    """The pictures of one project: see :class:`Tables` for opening and closing.

    Where its folder cannot be written to, ``read_only`` says why, and what would change it is refused with that.
    """

    # Reading

    def pictures(
        self,
        *,
        split: Split | None = None,
        label: str | None = None,
        text: str = "",
        status: Status | None = Status.OK,
    ) -> list[Picture]:
        """Return the pictures that match every filter, by path; ``status=None`` means any."""
        where, values = _filters(split, label, text, status)
        return [_picture(row) for row in self._rows(f"SELECT {COLUMNS} FROM picture {where} ORDER BY path", values)]

    def ids(
        self,
        *,
        split: Split | None = None,
        label: str | None = None,
        text: str = "",
        status: Status | None = Status.OK,
    ) -> list[int]:
        """Return the ids of :meth:`pictures` in the same order, cheaply (50,000 in some 10 ms)."""
        where, values = _filters(split, label, text, status)
        return [row[0] for row in self._rows(f"SELECT id FROM picture {where} ORDER BY path", values)]

    def picture(self, id: int) -> Picture:
        """Return one picture, a file that is gone included; raises KeyError where there never was one."""
        return self.some([id])[0]

    def some(self, ids: Sequence[int]) -> list[Picture]:
        """Return the pictures of these ids in their order; raises KeyError for an unknown one."""
        query = f"SELECT {COLUMNS} FROM picture WHERE id IN (SELECT value FROM json_each(?))"
        by_id = {row[0]: row for row in self._rows(query, [json.dumps(list(ids))])}
        return [_picture(by_id[id]) for id in ids]

    def unreadable(self) -> list[Picture]:
        """Return the files that cannot be read, each with its reason."""
        return self.pictures(status=Status.UNREADABLE)

    def counts(self) -> dict[str, dict[Split, int]]:
        """Return how many pictures take part, by class (in order) and split; under each class that they hold."""
        return self._table(
            "SELECT label, split, count(*) FROM picture WHERE status = 'ok' AND label IS NOT NULL GROUP BY 1, 2 "
            f"UNION ALL SELECT held.label, split, count(*) {HELD_AND_OK} GROUP BY 1, 2"
        )

    def amounts(self) -> dict[str, dict[Split, int]]:
        """Return how many boxes or pixels of each class (in order) the pictures that take part hold, by split."""
        return self._table(f"SELECT held.label, split, sum(amount) {HELD_AND_OK} GROUP BY 1, 2")

    def _table(self, query: str) -> dict[str, dict[Split, int]]:
        rows = self._rows(query)
        result = {name: dict.fromkeys(Split, 0) for name in sorted({row[0] for row in rows}, key=natural_key)}
        for name, split, number in rows:
            result[name][Split(split)] = number
        return result

    def held(self) -> dict[int, list[str]]:
        """Return the classes in each readable picture's annotation, by its id; left-out ones included."""
        classes: dict[int, list[str]] = {}
        for id, label in self._rows("SELECT picture, label FROM held ORDER BY picture, label"):
            classes.setdefault(id, []).append(label)
        return classes

    def count(self, status: Status = Status.OK) -> int:
        """Return how many pictures have this status."""
        count: int = self._rows("SELECT count(*) FROM picture WHERE status = ?", [status])[0][0]
        return count

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the pictures that take part, in natural order; ``Project.classes`` knows the format's own."""
        names = self._rows(
            f"SELECT label FROM picture WHERE status = 'ok' AND label IS NOT NULL UNION SELECT held.label {HELD_AND_OK}"
        )
        return tuple(sorted((row[0] for row in names), key=natural_key))

    def short_side(self) -> int:
        """Return the median short side of the pictures in use, px; 0 where there are none."""
        sides = [row[0] for row in self._rows("SELECT min(width, height) FROM picture WHERE status = 'ok' ORDER BY 1")]
        return sides[len(sides) // 2] if sides else 0

    def copies(self) -> list[Copy]:
        """Return the pictures that take part whose content another one has too: copies beside each other, by path."""
        several = "SELECT digest FROM picture WHERE status = 'ok' AND digest <> '' GROUP BY digest HAVING count(*) > 1"
        rows = self._rows(
            "SELECT id, path, digest, label, annotation, split FROM picture "
            f"WHERE status = 'ok' AND digest IN ({several}) ORDER BY digest, path"
        )
        return [
            Copy(id, path, digest, label, _without_paths(label or annotation or ""), Split(split))
            for id, path, digest, label, annotation, split in rows
        ]

    def fingerprint(self) -> str:
        """Return a hash over content, label or annotation and split of the pictures that take part, not their paths."""
        return fingerprint_of(
            self._rows("SELECT digest, coalesce(label, annotation, ''), split FROM picture WHERE status = 'ok'")
        )

    # What looking at the source found

    def replace(self, found: Iterable[Found], sources: Iterable[SourceFile] = ()) -> None:
        """Take over what a look at the whole source found; decisions stay, files not among it are hidden.

        Args:
            sources: the files that labels and annotations were read from.
        """
        found = list(found)
        rows = [
            (
                each.path,
                each.label,
                None if each.annotation is None else json.dumps(each.annotation),
                each.given_split,
                None if each.reason is None else json.dumps(each.reason.to_json()),
                each.width,
                each.height,
                each.size,
                each.mtime,
                each.digest,
                each.stamp,
            )
            for each in found
        ]
        with self._writing() as connection:
            connection.execute("UPDATE picture SET gone = 1")
            connection.executemany(RECORD, rows)
            connection.execute("DELETE FROM held")
            held = [(each.path, label, amount) for each in found for label, amount in _held(each.annotation).items()]
            connection.executemany("INSERT INTO held SELECT id, ?2, ?3 FROM picture WHERE path = ?1", held)
            connection.execute("DELETE FROM source")
            connection.executemany(
                "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", [(s.path, s.stamp, s.digest) for s in sources]
            )

    def known(self) -> dict[str, Found]:
        """Return what was found at the last look, by path."""
        query = (
            "SELECT path, found_label, annotation, given_split, reason, width, height, size, mtime, digest, "
            f"{self._stamp} FROM picture WHERE gone = 0"
        )
        return {row[0]: _found(row) for row in self._rows(query)}

    def sources(self) -> list[SourceFile]:
        """Return the files that labels and annotations were read from."""
        if self._stamp != "stamp":  # of a version that had none, where nothing can be written
            return []
        return [SourceFile(*row) for row in self._rows("SELECT path, stamp, digest FROM source ORDER BY path")]

    def stamps(self) -> dict[str, tuple[str, str]]:
        """Return by path the stamp that a file had when it had this content: (stamp, digest)."""
        return {row[0]: (row[1], row[2]) for row in self._rows(f"SELECT path, {self._stamp}, digest FROM picture")}

    def restamp(self, pictures: Iterable[Stamped], masks: Iterable[Stamped], sources: Iterable[Stamped]) -> None:
        """Keep new stamps of files whose content was found to be as before, as far as the index knows that content.

        Args:
            pictures: (path, stamp, digest) of each.
            masks: the same of masks, by the picture's path.
            sources: the same of files that annotations were read from.
        """
        with self._writing() as connection:
            connection.executemany("UPDATE picture SET stamp = ?2 WHERE path = ?1 AND digest = ?3", list(pictures))
            connection.executemany(
                "UPDATE picture SET annotation = json_set(annotation, '$.stamp[0]', ?2) "
                "WHERE path = ?1 AND annotation IS NOT NULL AND annotation ->> '$.digest' = ?3",
                list(masks),
            )
            connection.executemany("UPDATE source SET stamp = ?2 WHERE path = ?1 AND digest = ?3", list(sources))

    def readable(self) -> list[tuple[int, str, str | None, Split | None]]:
        """Return (id, digest, label, given split) of every readable file, left-out ones included."""
        query = "SELECT id, digest, label, given_split FROM picture WHERE status IN ('ok', 'left_out') ORDER BY id"
        return [(id, digest, label, given and Split(given)) for id, digest, label, given in self._rows(query)]

    def set_splits(self, splits: Iterable[tuple[int, Split]]) -> None:
        """Write the split of each picture."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE picture SET split = ?2 WHERE id = ?1 AND split <> ?2",
                [(id, str(split)) for id, split in splits],
            )

    def keep_about(self, key: str, value: str) -> None:
        """Keep a copy of a small file of the project."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [key, value])

    # Decisions

    def put_back(self, decided: Iterable[tuple[int, str, str | None, bool]]) -> None:
        """Take over (id, path, own label, left out) of pictures into an empty index, before :meth:`replace`."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO picture "
                "(id, path, own_label, left_out, gone, width, height, size, mtime, digest) "
                "VALUES (?, ?, ?, ?, 1, 0, 0, 0, 0, '')",
                [(id, path, label, int(left_out)) for id, path, label, left_out in decided],
            )

    def leave_out(self, ids: Iterable[int], out: bool = True) -> None:
        """Leave pictures out, or take them in again."""
        self._decide("leave_out" if out else "take_in", "left_out", int(out), ids)

    def relabel(self, ids: Iterable[int], label: str) -> None:
        """Give pictures another class, which may be a new one."""
        self._decide("relabel", "own_label", label, ids)

    def exchange_labels(self, before: str, after: str) -> None:
        """Put the user's own labels aside under one name, and take out those that were put aside under another.

        They answer the question that the source was read for; read otherwise, it asks another one. Undoing ends here.
        """
        query = "SELECT path, own_label FROM picture WHERE own_label IS NOT NULL"
        with self._writing() as connection:
            own = json.dumps(connection.execute(query).fetchall())
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [LABELS_OF + before, own])
            kept = connection.execute("SELECT value FROM about WHERE key = ?", [LABELS_OF + after]).fetchone()
            connection.execute("UPDATE picture SET own_label = NULL")
            connection.executemany(
                "UPDATE picture SET own_label = ?2 WHERE path = ?1", json.loads(kept[0]) if kept else []
            )
            connection.execute("DELETE FROM decision")

    def _decide(self, kind: str, column: str, value: Any, ids: Iterable[int]) -> None:
        with self._writing() as connection:
            chosen = json.dumps(list(ids))
            before = connection.execute(
                "SELECT id, left_out, own_label FROM picture WHERE id IN (SELECT value FROM json_each(?))", [chosen]
            ).fetchall()
            if not before:
                return
            connection.execute(
                f"UPDATE picture SET {column} = ? WHERE id IN (SELECT value FROM json_each(?))", [value, chosen]
            )
            connection.execute("INSERT INTO decision (kind, before) VALUES (?, ?)", [kind, json.dumps(before)])

    def undo(self) -> Message | None:
        """Take back the last decision and say which; None where there is none left."""
        with self._writing() as connection:
            last = connection.execute("SELECT id, kind, before FROM decision ORDER BY id DESC LIMIT 1").fetchone()
            if last is None:
                return None
            before = json.loads(last[2])
            connection.executemany(
                "UPDATE picture SET left_out = ?2, own_label = ?3 WHERE id = ?1", [tuple(row) for row in before]
            )
            connection.execute("DELETE FROM decision WHERE id = ?", [last[0]])
        return _taken_back(last[1], len(before))


def fingerprint_of(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a hash over (digest, label or else annotation as JSON, split) of pictures, in any order."""
    told = sorted((digest, _without_paths(label), str(split)) for digest, label, split in rows)
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def _taken_back(kind: str, count: int) -> Message:
    if kind == "leave_out":
        return counted(count, "{count} picture is no longer left out.", "{count} pictures are no longer left out.")
    if kind == "take_in":
        return counted(count, "{count} picture is left out again.", "{count} pictures are left out again.")
    return counted(count, "{count} picture has its old label again.", "{count} pictures have their old labels again.")


def _filters(split: Split | None, label: str | None, text: str, status: Status | None) -> tuple[str, list[str]]:
    clauses, values = ["status = ?1" if status else "status <> 'gone'"], [str(status)] if status else []
    for column, value in (("split", split), ("label", label)):
        if value is not None:
            holds = f" OR id IN (SELECT picture FROM held WHERE label = ?{len(values) + 1})" * (column == "label")
            clauses.append(f"({column} = ?{len(values) + 1}{holds})")
            values.append(str(value))
    if text:
        clauses.append(f"path LIKE ?{len(values) + 1} ESCAPE '\\'")
        values.append("%" + re.sub(r"([%_\\])", r"\\\1", text) + "%")
    return "WHERE " + " AND ".join(clauses), values


def _held(annotation: Mapping[str, Any] | None) -> Mapping[str, int]:
    """How many boxes or pixels of each class an annotation holds."""
    if annotation is None:
        return {}
    pixels: Mapping[str, int] | None = annotation.get("pixels")
    return Counter(annotation.get("labels", ())) if pixels is None else pixels


def _without_paths(label: str) -> str:
    """A class's name as it is; of an annotation, what it says and not where, when and how that was read."""
    if not label.startswith("{"):
        return label
    try:
        annotation = json.loads(label)
    except ValueError:  # a class may have such a name
        return label
    kept = ("boxes", "labels", "crowd", "polygons", "value", "digest", "turn")
    return json.dumps({key: annotation[key] for key in kept if key in annotation}, sort_keys=True)


def _picture(row: Sequence[Any]) -> Picture:
    id, path, label, annotation, split, status, reason, *numbers = row
    return Picture(
        id,
        path,
        label,
        json.loads(annotation) if annotation else None,
        Split(split),
        Status.UNREADABLE if status == "gone" else Status(status),
        say("is no longer there") if status == "gone" else _reason(reason),
        *numbers,
    )


def _found(row: Sequence[Any]) -> Found:
    path, label, annotation, given, reason, *numbers = row
    return Found(
        path, label, json.loads(annotation) if annotation else None, given and Split(given), _reason(reason), *numbers
    )


def _reason(text: str | None) -> Message | None:
    return None if text is None else Message.from_json(json.loads(text))
