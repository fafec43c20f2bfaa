"""Labelbox: NDJSON, a data row in each line, and the older JSON, a list of labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_flag, as_list, as_path, as_size, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, polygon, sized
from sft_gui.messages import say

REMARK = "boxes, polygons, radio answers; masks (which it only links to), points and lines are left out"


class Labelbox(Dialect):
    """``{"data_row": {...}, "projects": {"id": {"labels": [{"annotations": {"objects": [...]}}]}}}`` in each line."""

    name = "labelbox"
    title = "Labelbox"
    suffixes = (".ndjson", ".jsonl", ".json")
    marks = ('"data_row"', '"projects"')
    support = (Support("Labelbox", "export.ndjson", State.READ, REMARK),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        rows = data if isinstance(data, list) else [data]
        first = as_dict(next(iter(rows), None))
        return _of_rows(rows) if {"data_row", "projects"} <= first.keys() else None


class LabelboxOld(Dialect):
    """``[{"Labeled Data": "https://…", "External ID": "a.jpg", "Label": {"objects": [...]}}]``."""

    name = "labelbox_old"
    title = "Labelbox (JSON before 2023)"
    suffixes = (".json", ".ndjson")
    marks = ('"Labeled Data"', '"Label"')
    support = (Support("Labelbox (JSON before 2023)", "export-2022-….json", State.READ, REMARK),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        rows = as_list(data)
        first = as_dict(next(iter(rows), None))
        return _of_labels(rows) if {"Labeled Data", "Label"} <= first.keys() else None


def _of_rows(rows: Sequence[Any]) -> Iterator[Said]:
    for row in map(as_dict, rows):
        about, media = as_dict(row.get("data_row")), as_dict(row.get("media_attributes"))
        said = Said(_names(about, "external_id", "global_key", "row_data"))
        said.size = as_size(media.get("width"), media.get("height"))
        projects = as_dict(row.get("projects")).values()
        labels = [as_dict(label) for each in projects for label in as_list(as_dict(each).get("labels"))]
        said.is_done = bool(labels)
        if len(labels) > 1:
            said.notes.append(say("is annotated {count} times; the first holds", count=len(labels)))
        if labels:
            _add(said, as_dict(labels[0].get("annotations")))
        yield said


def _of_labels(rows: Sequence[Any]) -> Iterator[Said]:
    for row in map(as_dict, rows):
        said = Said(_names(row, "External ID", "Global Key", "Labeled Data"))
        label = row.get("Label")
        said.is_done = isinstance(label, dict) and not as_flag(row.get("Skipped"))
        _add(said, as_dict(label))
        yield said


def _names(row: Mapping[Any, Any], *keys: str) -> list[str]:
    return [name for name in (as_path(row.get(key)) for key in keys) if name]


def _add(said: Said, label: Mapping[Any, Any]) -> None:
    for each in map(as_dict, as_list(label.get("objects"))):
        name = next(
            (name for name in map(as_text, (each.get("name"), each.get("title"), each.get("value"))) if name), None
        )
        shape = _shape(name, each)
        if shape is None:
            said.left_out[_kind(each)] += 1
        else:
            said.shapes.append(shape)
    for each in map(as_dict, as_list(label.get("classifications"))):
        question = as_text(each.get("name")) or as_text(each.get("title"))
        answers = [_named(answer) for answer in _answers(each)]
        if question and any(answers):
            said.answers.setdefault(question, []).extend(answer for answer in answers if answer)


def _answers(each: Mapping[Any, Any]) -> Sequence[Any]:
    several = each.get("checklist_answers") or each.get("answers")
    return as_list(several) or [each.get("radio_answer") or each.get("answer")]


def _named(answer: Any) -> str | None:
    given = as_dict(answer)
    return as_text(given.get("name")) or as_text(given.get("title")) or as_text(given.get("value"))


def _kind(each: Mapping[Any, Any]) -> str:
    known = ("mask", "instanceURI", "line", "point", "composite_mask")
    return as_text(each.get("annotation_kind")) or next((kind for kind in known if kind in each), "?")


def _shape(name: str | None, each: Mapping[Any, Any]) -> Shape | None:
    box = each.get("bounding_box", each.get("bbox"))
    if isinstance(box, dict):
        return sized(name, [box.get(key) for key in ("left", "top", "width", "height")])
    if isinstance(each.get("polygon"), list):
        return polygon(name, [[point.get("x"), point.get("y")] for point in map(as_dict, each["polygon"])])
    return None
