"""All readers, the most specific first."""

from __future__ import annotations

from pathlib import Path

from sft_gui.data.parse.guard import kept
from sft_gui.data.readers import foreign
from sft_gui.data.readers.ade20k import Ade20kReader
from sft_gui.data.readers.cifar import CifarReader
from sft_gui.data.readers.cityscapes import CityscapesReader
from sft_gui.data.readers.coco import CocoReader
from sft_gui.data.readers.folders import FolderReader
from sft_gui.data.readers.idx import IdxReader
from sft_gui.data.readers.labelme import LabelmeReader
from sft_gui.data.readers.masks import MaskReader
from sft_gui.data.readers.reader import Reader
from sft_gui.data.readers.table import TableReader
from sft_gui.data.readers.voc import VocReader
from sft_gui.data.readers.yolo import YoloReader
from sft_gui.data.walk import remembered
from sft_gui.errors import UserError
from sft_gui.messages import say

OTHER_ARCHIVES = (".gz", ".tgz", ".tar", ".xz", ".bz2", ".rar", ".7z")
ANNOTATED: tuple[Reader, ...] = (
    CityscapesReader(),
    Ade20kReader(),
    VocReader(),
    CocoReader("detection"),
    CocoReader("segmentation"),
    LabelmeReader("detection"),
    LabelmeReader("segmentation"),
    YoloReader("detection"),
    YoloReader("segmentation"),
    MaskReader(),
)
READERS: tuple[Reader, ...] = (CifarReader(), IdxReader(), *ANNOTATED, TableReader(), FolderReader())


def recognise(source: Path, task: str | None = None) -> Reader:
    """Return the first reader for what lies at ``source``, of this task if one is named.

    Raises:
        UserError: none understands it.
    """
    readers = [reader for reader in READERS if task in (None, reader.task)]
    with remembered(), kept():
        for reader in readers:
            if isinstance(reader, TableReader):
                foreign.refuse(source)  # before pictures in folders are taken for classes
            if reader.recognises(source):
                return reader
    if source.suffix.lower() in OTHER_ARCHIVES:
        raise UserError(
            say("{name} is an archive of a kind that is not read.", name=source.name),
            say("Unpack it, then open the folder."),
        )
    raise UserError(
        say("{name} is no data set that can be read.", name=source.name),
        say("A folder with one folder per class or with annotations, a ZIP file of one, or a CSV table can be read."),
    )


def find(name: str) -> Reader:
    """Return the reader of this name; raises KeyError."""
    return {reader.name: reader for reader in READERS}[name]
