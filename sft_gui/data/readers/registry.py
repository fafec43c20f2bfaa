"""All readers, the most specific first: of two that explain a source equally well, the first one's reading is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sft_gui.data.readers.ade20k import Ade20kReader
from sft_gui.data.readers.cifar import CifarReader
from sft_gui.data.readers.cityscapes import CityscapesReader
from sft_gui.data.readers.coco import CocoReader
from sft_gui.data.readers.file_names import FileNameReader
from sft_gui.data.readers.folders import FolderReader
from sft_gui.data.readers.idx import IdxReader
from sft_gui.data.readers.labelme import LabelmeReader
from sft_gui.data.readers.labelme_flags import LabelmeFlagsReader
from sft_gui.data.readers.masks import MaskReader
from sft_gui.data.readers.reader import Choice, Proposal, Reader, Reading, Support
from sft_gui.data.readers.table import TableReader
from sft_gui.data.readers.table_boxes import TableBoxReader
from sft_gui.data.readers.tools.readers import TOOLS
from sft_gui.data.readers.voc import VocReader
from sft_gui.data.readers.yolo import YoloReader
from sft_gui.data.source import Source
from sft_gui.messages import say

WANTED = say("Put the pictures of each class into a folder with the class's name, and drop the folder above them.")
READ = say("A folder with one folder per class or with annotations, a ZIP file of one, or a CSV table can be read.")


class Adapted:
    """TEMPORARY: a reader of the old kind; none is left when every one proposes."""

    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = ()

    def __init__(self, old: Any) -> None:
        self.old, self.name, self.family, self.label, self.task = old, old.name, old.name, old.label, old.task

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        if not self.old.recognises(source.place):
            return []
        count = max(1, len(source.pictures))
        weight = 0.35 if self.name == "folders" else 1.0
        return [Proposal(Choice(task=self.task, format=self.name), self.label, count, count, weight)]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        reading: Reading = self.old.read(source.place, workspace, source.watcher)
        return reading


READERS: tuple[Reader, ...] = (
    CifarReader(),
    IdxReader(),
    *TOOLS,
    CocoReader("detection"),
    CocoReader("segmentation"),
    VocReader(),
    LabelmeReader("detection"),
    LabelmeReader("segmentation"),
    LabelmeFlagsReader(),
    YoloReader("detection"),
    YoloReader("segmentation"),
    TableBoxReader("detection"),
    TableBoxReader("segmentation"),
    TableReader(),
    FolderReader(),
    FileNameReader(),
    CityscapesReader(),
    Ade20kReader(),
    MaskReader(),
)


def find(name: str) -> Reader:
    """Return the reader of this name; raises KeyError."""
    return {reader.name: reader for reader in READERS}[name]
