"""LabelMe's XML, of MIT's web tool and as CVAT writes it: a file for each picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from sft_gui.data.parse.values import as_number, as_path, as_size, as_text
from sft_gui.data.posix import stem_of
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, polygon, rectangle

CORNERS = ("xmin", "ymin", "xmax", "ymax")


class LabelMeXml(Dialect):
    """``<annotation><object><name>cat</name><polygon><pt><x>…``."""

    name = "labelme_xml"
    title = "LabelMe (MIT, XML)"
    suffixes = (".xml",)
    marks = ("<annotation>", "<polygon>")
    is_beside = True
    aside = frozenset(("masks", "scribbles"))
    support = (Support("LabelMe (MIT, XML)", "Annotations/…/a.xml", State.READ, "polygons; of masks the boxes"),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        root: Element = data
        if root.tag != "annotation" or root.find("object/bndbox") is not None:
            return None
        if root.find("object/polygon") is None and root.find("object/segm") is None and root.find("imagesize") is None:
            return None
        return [_said(root, path)]


def _said(root: Element, path: str) -> Said:
    name, folder = as_path(root.findtext("filename")), as_path(root.findtext("folder"))
    names = [f"{folder.strip()}/{name.strip()}" if folder else name.strip()] if name else []
    said = Said([*names, stem_of(path)])
    said.size = as_size(root.findtext("imagesize/ncols"), root.findtext("imagesize/nrows"))
    for each in root.iterfind("object"):
        if (each.findtext("deleted") or "").strip() != "1":
            said.shapes.append(_shape(as_text(each.findtext("name")), each))
    return said


def _shape(label: str | None, each: Element) -> Shape:
    box = each.find("segm/box")
    if box is not None:
        return rectangle(label, [as_number((box.findtext(corner) or "").strip()) for corner in CORNERS])
    points = [[(pt.findtext(axis) or "").strip() for axis in "xy"] for pt in each.iterfind("polygon/pt")]
    shape = polygon(label, points)
    if (each.findtext("type") or "").strip() == "bounding_box" and shape.points:
        return rectangle(label, shape.box)
    return shape
