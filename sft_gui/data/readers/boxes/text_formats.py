"""The formats of boxes in text files, as readers."""

from __future__ import annotations

from sft_gui.data.readers.boxes.pixel_lines import PixelLinesReader
from sft_gui.data.readers.boxes.text_boxes import TextBoxReader, TextFormat
from sft_gui.data.readers.boxes.text_lines import (
    DOTA_HEADER,
    corners_after_count,
    dota,
    is_count,
    kitti,
    visdrone,
)
from sft_gui.data.readers.boxes.text_lists import MotReader, TextListReader
from sft_gui.data.readers.reader import Reader, State, Support
from sft_gui.messages import say

KITTI = TextFormat(
    "kitti",
    say("KITTI boxes"),
    "KITTI",
    kitti,
    (Support("KITTI", "label_2/*.txt, labels/*.txt", State.READ, "what is marked DontCare is left out"),),
)
DOTA = TextFormat(
    "dota",
    say("DOTA boxes"),
    "DOTA",
    dota,
    (Support("DOTA", "labelTxt/*.txt", State.BOXES_ONLY, "the upright box around each"),),
    is_header=lambda line: DOTA_HEADER.fullmatch(line.strip()) is not None,
)
VISDRONE = TextFormat(
    "visdrone",
    say("VisDrone boxes"),
    "VisDrone",
    visdrone,
    (Support("VisDrone (DET)", "annotations/*.txt", State.READ, "ignored regions are left out"),),
)
LABEL_TOOL = TextFormat(
    "bbox_label_tool",
    say("BBox-Label-Tool boxes"),
    "BBox-Label-Tool",
    corners_after_count,
    (Support("BBox-Label-Tool", "a text file for each picture, a count and corners", State.READ),),
    is_header=is_count,
    needs_header=True,
)
TEXT_READERS: tuple[Reader, ...] = (
    *(TextBoxReader(each) for each in (KITTI, DOTA, VISDRONE, LABEL_TOOL)),
    TextListReader("keras_txt"),
    TextListReader("wider_face"),
    MotReader(),
    PixelLinesReader(),
)
