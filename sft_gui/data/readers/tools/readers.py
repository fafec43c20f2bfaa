"""The readers of all annotation tools, the most specific first."""

from __future__ import annotations

from sft_gui.data.readers.tools.create_ml import CreateMl
from sft_gui.data.readers.tools.cvat import Cvat
from sft_gui.data.readers.tools.darwin import Darwin
from sft_gui.data.readers.tools.datumaro import Datumaro
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.ground_truth import GroundTruth
from sft_gui.data.readers.tools.label_studio import LabelStudio, LabelStudioMin
from sft_gui.data.readers.tools.labelbox import Labelbox, LabelboxOld
from sft_gui.data.readers.tools.labelme_xml import LabelMeXml
from sft_gui.data.readers.tools.reader import ENDINGS, ToolReader
from sft_gui.data.readers.tools.scalabel import Scalabel
from sft_gui.data.readers.tools.super_annotate import SuperAnnotate
from sft_gui.data.readers.tools.supervisely import Supervisely
from sft_gui.data.readers.tools.via import Via
from sft_gui.data.readers.tools.via3 import Via3
from sft_gui.data.readers.tools.vott import Vott

DIALECTS: tuple[Dialect, ...] = (
    Via(),
    Via3(),
    LabelStudio(),
    LabelStudioMin(),
    Cvat(),
    Supervisely(),
    Labelbox(),
    LabelboxOld(),
    Vott(),
    CreateMl(),
    LabelMeXml(),
    Datumaro(),
    GroundTruth(),
    Darwin(),
    SuperAnnotate(),
    Scalabel(),
)
TOOLS = tuple(ToolReader(dialect, task) for dialect in DIALECTS for task in ENDINGS)
