"""All readers, the most specific first: of two that explain a source equally well, the first one's reading is taken."""

from __future__ import annotations

from sft_gui.data.readers.arrays.cifar import CifarReader
from sft_gui.data.readers.arrays.idx import IdxReader
from sft_gui.data.readers.arrays.numpy_arrays import NumpyReader
from sft_gui.data.readers.arrays.webdataset import WebdatasetReader
from sft_gui.data.readers.boxes.coco import CocoReader
from sft_gui.data.readers.boxes.text_formats import TEXT_READERS
from sft_gui.data.readers.boxes.voc import VocReader
from sft_gui.data.readers.boxes.yolo import YoloReader
from sft_gui.data.readers.folders import unlabelled
from sft_gui.data.readers.folders.file_names import FileNameReader
from sft_gui.data.readers.folders.folders import FolderReader
from sft_gui.data.readers.masks.ade20k import Ade20kReader
from sft_gui.data.readers.masks.cityscapes import CityscapesReader
from sft_gui.data.readers.masks.masks import MaskReader
from sft_gui.data.readers.reader import Reader
from sft_gui.data.readers.tables.boxes import TableBoxReader
from sft_gui.data.readers.tables.runs import TableRunsReader
from sft_gui.data.readers.tables.table import TableReader
from sft_gui.data.readers.tools.labelme import LabelmeReader
from sft_gui.data.readers.tools.labelme_flags import LabelmeFlagsReader
from sft_gui.data.readers.tools.readers import TOOLS
from sft_gui.data.readers.unread.foreign import UnreadReader
from sft_gui.data.readers.unread.unknown import UnknownReader
from sft_gui.messages import say

WANTED = unlabelled.WANTED
READ = say("A folder with one folder per class or with annotations, a ZIP file of one, or a CSV table can be read.")


READERS: tuple[Reader, ...] = (
    CifarReader(),
    IdxReader(),
    CityscapesReader(),
    Ade20kReader(),
    NumpyReader(),
    WebdatasetReader(),
    *TOOLS,
    VocReader(),
    CocoReader("detection"),
    CocoReader("segmentation"),
    LabelmeReader("detection"),
    LabelmeReader("segmentation"),
    LabelmeFlagsReader(),
    *TEXT_READERS,
    YoloReader("detection"),
    YoloReader("segmentation"),
    MaskReader(),
    TableBoxReader("detection"),
    TableBoxReader("segmentation"),
    TableRunsReader(),
    TableReader(),
    FolderReader(),
    FileNameReader(),
    UnreadReader(),
    UnknownReader(),
)


def find(name: str) -> Reader:
    """Return the reader of this name; raises KeyError."""
    return {reader.name: reader for reader in READERS}[name]
