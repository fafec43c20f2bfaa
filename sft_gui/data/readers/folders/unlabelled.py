"""Pictures in no class folders and without annotations that were read: what was seen, and what to do."""

from __future__ import annotations

from collections import Counter

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.posix import suffix_of
from sft_gui.data.readers.folders.layout import Layout
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.source import LOOKED_AT_BYTES, Source, some
from sft_gui.errors import UserError
from sft_gui.messages import counted, say

WANTED = say("Put the pictures of each class into a folder with the class's name, and drop the folder above them.")
ANNOTATIONS = (
    ".xml",
    ".json",
    ".jsonl",
    ".ndjson",
    ".csv",
    ".tsv",
    ".txt",
    ".yaml",
    ".yml",
    ".parquet",
    ".mat",
    ".npy",
)
MAX_LOOKED_AT = 20
MAX_NAMED = 3


def refusal(source: Source, layout: Layout) -> UserError:
    """Say that the pictures have no classes by their folders, with what else there is."""
    seen = Counter(suffix_of(path).lower() for path in source.files)
    others = ", ".join(f"{count} {suffix}" for suffix, count in seen.most_common() if suffix in ANNOTATIONS)
    count = len(source.pictures)
    if others:
        return UserError(
            counted(
                count,
                "{count} picture in '{name}' lies in no class folder, and none of the files beside it could be read as "
                "its annotations ({seen}).",
                "{count} pictures in '{name}' lie in no class folders, and none of the files beside them could be read "
                "as their annotations ({seen}).",
                name=source.name,
                seen=others,
            ),
            say("Export the annotations as COCO, PASCAL VOC or YOLO, or give a table with a file and a class a row."),
        )
    folders = [each.folder for each in layout.left if each.folder]
    if folders:
        names = ", ".join(f"'{folder}'" for folder in folders[:MAX_NAMED]) + (", …" if len(folders) > MAX_NAMED else "")
        return UserError(
            say(
                "The pictures in '{name}' lie in no class folders, but right in {folders}.",
                name=source.name,
                folders=names,
            ),
            WANTED,
        )
    return UserError(say("The pictures in '{name}' lie in no class folders.", name=source.name), WANTED)


def has_annotations(source: Source) -> bool:
    """Tell whether there are about as many files beside the pictures that may be their annotations."""
    count = sum(suffix_of(path).lower() in ANNOTATIONS for path in source.files)
    return count > 1 and 2 * count >= len(source.pictures)


def damaged(source: Source) -> UserError | None:
    """Return the refusal for files that may be annotations and cannot be read; None where all can."""
    for suffix, parse in ((".xml", source.xml), (".json", source.json)):
        for path in some(source.of_kind(suffix), MAX_LOOKED_AT):
            if source.size(path) > LOOKED_AT_BYTES:
                continue
            try:
                parse(path)
            except Malformed as error:
                return UserError(
                    say("The pictures lie in no class folders, and {name} {reason}.", name=path, reason=error.reason),
                    say("Fix it, or export the annotations again."),
                )
    texts = source.of_kind(".txt")
    if 2 * len(texts) <= len(source.pictures):
        return None
    pictures = Pictures(source.pictures)
    beside = [path for path in texts if pictures.beside(path)]
    if 2 * len(beside) <= len(source.pictures):
        return None
    return UserError(
        say("The pictures lie in no class folders, and the lines of {name} are no labels.", name=beside[0]),
        say("In YOLO's format a line is a class number and numbers between 0 and 1, between spaces."),
    )
