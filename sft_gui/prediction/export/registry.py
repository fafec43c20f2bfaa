"""All formats in which predictions are saved: adding one is its file and its line here. Known without torch."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sft_gui.messages import Message, say

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer

PACKAGE = "sft_gui.prediction.export"


@dataclass(frozen=True)
class Exporter:
    """One format."""

    name: str
    label: Message
    writer: str  # "shapes.write_coco": a module of this package, or a whole module's path, and a function in it
    overlays: tuple[str, ...]  # the kinds of prediction that it writes, as the tasks name them
    suffix: str = ""  # of the one file; "" where a folder takes several
    option: str = ""  # of the command line, where that is not the name
    help: str = ""  # of that option
    takes_threshold: bool = False

    def write(self, target: Path, answers: Sequence[Answer], classes: Sequence[str], threshold: float) -> None:
        """Write the answers; raises UserError where a file cannot be written."""
        module, function = self.writer.rsplit(".", 1)
        place = module if "." in module else f"{PACKAGE}.{module}"
        more = {"threshold": threshold} if self.takes_threshold else {}
        getattr(importlib.import_module(place), function)(target, answers, classes, **more)


EXPORTERS: list[Exporter] = [
    Exporter("csv", say("CSV"), "csv.write_csv", ("label",), ".csv"),
    Exporter("coco", say("COCO JSON"), "shapes.write_coco", ("boxes",), ".json", help="write boxes as COCO JSON",
             takes_threshold=True),
    Exporter("voc", say("PASCAL VOC XML"), "shapes.write_voc", ("boxes",), help="write boxes as PASCAL VOC XML",
             takes_threshold=True),
    Exporter("yolo", say("YOLO text files"), "shapes.write_yolo", ("boxes",), help="write boxes as YOLO text files",
             takes_threshold=True),
    Exporter("counts", say("Table of counts (CSV)"), "shapes.write_counts", ("boxes",), ".csv", "csv",
             takes_threshold=True),
    Exporter("masks", say("Indexed PNG masks"), "shapes.write_masks", ("mask",), help="write masks as indexed PNG"),
    Exporter("counts", say("Table of shares (CSV)"), "shapes.write_counts", ("mask",), ".csv", "csv"),
]  # fmt: skip


TABLE = Exporter("csv", say("CSV"), "csv.write_fields", (), ".csv")  # for predictions that have no format of their own


def of(overlay: str) -> list[Exporter]:
    """Return the formats for predictions of this kind."""
    return [each for each in EXPORTERS if overlay in each.overlays] or [TABLE]
