"""The classes of boxes in tables: labels, and names for codes and numbers where another file gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sft_gui.data.readers.reader import SAMPLES, Sample
from sft_gui.data.readers.splits import words_in
from sft_gui.data.readers.tables.box_layout import LOOKED_AT, NAMELESS, Columns
from sft_gui.data.readers.tables.columns import Profile
from sft_gui.data.readers.tables.files import Table, tables_of
from sft_gui.data.readers.tables.groups import Group
from sft_gui.data.readers.tables.rest import class_folders
from sft_gui.data.readers.tables.shapes import shapes_in
from sft_gui.data.source import Source, some, stem_of

MAX_LISTS = 20  # files that may list the classes


class Classes:
    """The classes of a group's labels, with names for codes where another table of the source gives them."""

    def __init__(self, group: Group, columns: Columns, source: Source) -> None:
        self._group, label = group, columns.label
        self.names: dict[str, str] = {}
        if label is not None and columns.boxes.form != "cell":
            codes = list(label.values)
            self.names = (
                _names_of(codes, tables_of(source).tables)
                or _listed_names(label, source)
                or _folder_names(label, group.paths)
            )
        self._labels: list[Sequence[str]] = []
        if columns.boxes.form != "cell" and label is not None:
            alone = {each: (each,) if each else () for each in {*label.values, None}}
            self._labels = [alone[each] for each in label.labels]
        elif columns.boxes.form == "cell":
            index, shown = columns.boxes.indices[0], 0
            for sheet in group.sheets:
                at = None if label is None else sheet.table.index_of(label.name)
                for row in sheet.rows:
                    cells, shown = sheet.table.rows[row], shown + 1
                    shapes = shapes_in(cells[index], cells[at] if at is not None else "") if shown <= LOOKED_AT else ()
                    self._labels.append([shape.label or NAMELESS for shape in shapes])
        found: dict[str, set[str]] = {}
        for path, labels in zip(group.paths, self._labels, strict=False):
            for each in labels:
                found.setdefault(self.names.get(each, each), set()).add(path)
        self.counts = {name: len(paths) for name, paths in found.items()}

    @property
    def count(self) -> int:
        """How many there are."""
        return max(1, len(self.counts))

    def samples(self, paths: Sequence[str]) -> tuple[Sample, ...]:
        """Return a few pictures with what is on them."""
        chosen = some(paths, SAMPLES)
        on: dict[str, Counter[str]] = {path: Counter() for path in chosen}
        for path, labels in zip(self._group.paths, self._labels, strict=False):
            if path in on:
                on[path].update(self.names.get(each, each) for each in labels)
        return tuple(
            Sample(path, ", ".join(f"{count} × {name}" for name, count in on[path].items()) or "—") for path in chosen
        )


def _names_of(labels: Sequence[str], tables: Sequence[Table]) -> dict[str, str]:
    """Open Images' class-descriptions and the like: a table of two columns, codes and names."""
    if not all(label.isdecimal() or label.startswith("/m/") for label in labels):
        return {}
    for table in tables:
        if len(table.names) != 2 or len(table.rows) > 100_000:
            continue
        for code, name in ((0, 1), (1, 0)):
            names = {row[code]: row[name] for row in table.rows}
            if all(names.get(label) for label in labels) and len(set(names.values())) == len(table.rows):
                return {label: names[label] for label in labels if not names[label].isdecimal()}
    return {}


def _folder_names(label: Profile, paths: Sequence[str]) -> dict[str, str]:
    """Where each number's pictures lie in a folder of their own, the folders' names."""
    folders = class_folders(paths)
    if not folders or not all(value.isdecimal() for value in label.values):
        return {}
    pairs = {(each, folders[path]) for path, each in zip(paths, label.labels, strict=True) if each is not None}
    names = dict(pairs)
    return names if len(pairs) == len(names) == len(set(names.values())) else {}


def _listed_names(label: Profile, source: Source) -> dict[str, str]:
    """A list of the classes beside the table, such as _classes.txt, one a line: they are numbered from 0."""
    if not all(value.isdecimal() and len(value) < 6 for value in label.values):
        return {}
    lists = [
        path for path in source.of_kind(".txt", ".names") if words_in(stem_of(path))[-1:] in (("classes",), ("names",))
    ]
    for path in lists[:MAX_LISTS]:
        lines = [line.strip() for line in source.look_lines(path) or ()]
        names = {value: lines[int(value)] for value in label.values if int(value) < len(lines)}
        if len(names) == len(label.values) and all(names.values()):
            return names
    return {}
