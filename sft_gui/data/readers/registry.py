"""All readers, the most specific first: of two that explain a source equally well, the first one's reading is taken."""

from __future__ import annotations

from sft_gui.data.readers import unlabelled
from sft_gui.data.readers.ade20k import Ade20kReader
from sft_gui.data.readers.cifar import CifarReader
from sft_gui.data.readers.cityscapes import CityscapesReader
from sft_gui.data.readers.coco import CocoReader
from sft_gui.data.readers.file_names import FileNameReader
from sft_gui.data.readers.folders import FolderReader
from sft_gui.data.readers.foreign import UnreadReader
from sft_gui.data.readers.idx import IdxReader
from sft_gui.data.readers.labelme import LabelmeReader
from sft_gui.data.readers.labelme_flags import LabelmeFlagsReader
from sft_gui.data.readers.masks import MaskReader
from sft_gui.data.readers.numpy_arrays import NumpyReader
from sft_gui.data.readers.reader import Reader
from sft_gui.data.readers.table import TableReader
from sft_gui.data.readers.table_boxes import TableBoxReader
from sft_gui.data.readers.table_runs import TableRunsReader
from sft_gui.data.readers.text_formats import TEXT_READERS
from sft_gui.data.readers.tools.readers import TOOLS
from sft_gui.data.readers.unknown import UnknownReader
from sft_gui.data.readers.voc import VocReader
from sft_gui.data.readers.webdataset import WebdatasetReader
from sft_gui.data.readers.yolo import YoloReader
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
