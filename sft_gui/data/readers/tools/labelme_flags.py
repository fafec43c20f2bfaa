"""Labelme's flags: a class of the whole picture, set in its JSON file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.structured import json_of
from sft_gui.data.parse.values import as_path
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.looks import looked, named, samples
from sft_gui.data.readers.pairing import unusable
from sft_gui.data.readers.reader import FOLDERS, Choice, Entry, Proposal, Reading, State, Support
from sft_gui.data.readers.splits import split_in
from sft_gui.data.readers.tools.labelme import MAX_BYTES
from sft_gui.data.readers.tools.labelme_files import Written, flags_of, json_files, look_at
from sft_gui.data.readers.tools.labelme_shapes import shapes_of
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.messages import counted, say


class LabelmeFlagsReader:
    """Reads the one flag that is set for each picture as its class."""

    name, family = "labelme_flags", "labelme"
    label = say("Labelme flags as classes")
    task = "classification"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support("Labelme flags", "a JSON file beside each picture", State.READ, "one flag set for each picture"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        seen = look_at(source)
        flags = seen.flags() if seen is not None else []
        single = [(path, each) for path, each in flags if len(each) == 1]
        several = [path for path, each in flags if len(each) > 1]
        if seen is None or not (single or several):
            return []
        choice = Choice(task=self.task, format=self.name)
        weight = FOLDERS if seen.shapes else 1.0  # shapes say more than flags, which may be remarks
        if len(several) > len(single):
            what = say("The pictures have several flags each in labelme's JSON, as in {name}.", name=several[0])
            refusal = UserError(what, say("A picture has one class: set one flag for each, or make class folders."))
            return [Proposal(choice, what, seen.explained, seen.total, weight, seen.files, refusal=refusal)]
        classes = sorted({each[0] for _, each in single})
        if len(classes) < 2:
            return []
        sentence = counted(
            seen.explained,
            "{count} picture has a class by its flag in labelme's JSON ({classes})",
            "{count} pictures have a class by their flag in labelme's JSON ({classes})",
            classes=named(classes),
        )
        explained = seen.explained * len(single) // len(flags)
        return [
            Proposal(
                choice,
                sentence,
                explained,
                seen.total,
                weight,
                seen.files,
                evidence=seen.evidence(),
                samples=samples(single),
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        seen = look_at(source)
        written = Written(workspace) if seen is not None and seen.is_embedded else None
        pictures = looked(source).pictures
        entries: dict[str, Entry] = {}
        files = json_files(source)
        for number, path in enumerate(files):
            source.watcher.tell(number, len(files), say("Reading annotations"))
            try:
                data = json_of(source.path(path), limit=MAX_BYTES)
            except Malformed as error:
                damaged = pictures.beside(path)
                if damaged is not None:
                    entries.setdefault(damaged, Entry(damaged, None, reason=unusable(path, error)))
                continue
            if shapes_of(data) is None:
                continue
            name = as_path(data.get("imagePath")) or ""
            found = written.write(path, data) if written else pictures.beside(path) or pictures.beside(path, name)
            picture = found or str(PurePosixPath(path).with_suffix(suffix_of(name)))
            entries.setdefault(picture, _entry(picture, flags_of(data), path))
        if not any(entry.label for entry in entries.values()):
            raise UserError(say("No JSON file in '{name}' sets a flag for its picture.", name=source.name))
        rest = [] if written else [path for path in looked(source).data if path not in entries]
        unannotated = [Entry(path, None, reason=say("has no annotation")) for path in rest]
        notes = written.notes() if written else []
        return Reading(workspace if written else source.root, [*entries.values(), *unannotated], notes)


def _entry(picture: str, flags: list[str], path: str) -> Entry:
    if len(flags) == 1:
        return Entry(picture, flags[0], split_in(path))
    reason = say("has several flags") if flags else say("has no flag that is set")
    return Entry(picture, None, split_in(path), reason=reason)
