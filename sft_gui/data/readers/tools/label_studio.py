"""Label Studio's JSON, whole or as JSON-MIN: shares in percent of each picture, and answers about the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.values import as_dict, as_flag, as_list, as_number, as_numbers, as_path, as_size, as_text
from sft_gui.data.posix import name_of
from sft_gui.data.readers.pairing import meanings
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.brush import brush_of
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, ellipse, polygon, sized
from sft_gui.messages import say

UPLOADED = re.compile(r"[0-9a-f]{6,8}-(?=.)")  # what Label Studio puts before the name of a file that is uploaded
ABOUT = frozenset("id annotator annotation_id created_at updated_at lead_time agreement predictions".split())  # noqa: SIM905
Size = Sequence[int] | None


class LabelStudio(Dialect):
    """``[{"data": {"image": ...}, "annotations": [{"result": [...]}]}]``."""

    name = "label_studio"
    title = "Label Studio"
    marks = ('"annotations"', '"data"', '"result"')
    support = (
        Support(
            "Label Studio",
            "project-1-at-2024-….json (JSON)",
            State.READ,
            "rectangles, polygons, ellipses, brushes, choices; points and predictions are left out",
        ),
    )

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        tasks = [data] if isinstance(data, dict) else as_list(data)
        first = as_dict(next(iter(tasks), None))
        if "task" in first and "result" in first:  # a file for each annotation, as it writes them into a storage
            return _of_tasks({**as_dict(each.get("task")), "annotations": [each]} for each in map(as_dict, tasks))
        is_task = isinstance(first.get("data"), dict) and {"annotations", "completions"} & first.keys()
        return _of_tasks(map(as_dict, tasks)) if is_task else None


class LabelStudioMin(Dialect):
    """``[{"image": ..., "label": [{"x": ...}], "choice": "cat"}]``."""

    name = "label_studio_min"
    title = "Label Studio (JSON-MIN)"
    marks = ('"annotation_id"',)
    support = (Support("Label Studio (JSON-MIN)", "project-1-at-2024-….json", State.READ, "as its JSON"),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        tasks = [as_dict(each) for each in as_list(data)]
        first = tasks[0] if tasks else {}
        is_mine = "annotation_id" in first or any(map(_is_regions, first.values()))
        return (_of_flat(each) for each in tasks) if is_mine and _image(first) is not None else None


def _of_tasks(tasks: Iterable[Mapping[Any, Any]]) -> Iterator[Said]:
    for task in tasks:
        name = _image(as_dict(task.get("data")))
        if name is None:
            continue
        said = Said(_names(name, as_path(task.get("file_upload"))))
        made = [as_dict(each) for each in as_list(task.get("annotations")) or as_list(task.get("completions"))]
        valid = [each for each in made if not any(map(as_flag, (each.get("was_cancelled"), each.get("skipped"))))]
        valid.sort(key=lambda each: not as_flag(each.get("ground_truth")))
        said.is_done = bool(valid)
        if len(valid) > 1:
            said.notes.append(say("is annotated {count} times; the first holds", count=len(valid)))
        if valid:
            _add_results(said, [as_dict(each) for each in as_list(valid[0].get("result"))])
        yield said


def _add_results(said: Said, results: Sequence[Mapping[Any, Any]]) -> None:
    """Add regions and answers; what has one id is one region: its place, its labels and its own questions."""
    regions: dict[str, dict[Any, Any]] = {}
    for number, each in enumerate(results):
        value = as_dict(each.get("value"))
        key = as_text(each.get("id")) or f"number {number}"
        about = {name: each.get(name) for name in ("original_width", "original_height", "image_rotation")}
        known = regions.setdefault(key, {"from_name": each.get("from_name")})
        known.update({name: given for name, given in {**about, **value}.items() if given is not None})
    for region in regions.values():
        choices = region.get("choices")
        if isinstance(choices, list) and not _has_place(region):
            _answer(said, as_text(region.get("from_name")) or "choice", choices)
        elif _has_place(region):
            _add_region(said, region)


def _of_flat(task: Mapping[Any, Any]) -> Said:
    name = _image(task) or ""
    said = Said(_names(name, None))
    for key, value in task.items():
        question = as_text(key)
        if question is None or key in ABOUT or value == name:
            continue
        if _is_regions(value):
            for region in value:
                _add_region(said, as_dict(region))
        elif isinstance(value, dict) and "choices" in value:
            _answer(said, question, as_list(value["choices"]))
        elif isinstance(value, str):
            _answer(said, question, [value])
    return said


def _answer(said: Said, question: str, values: Sequence[Any]) -> None:
    answers = [answer for answer in map(as_text, values) if answer]
    if answers:
        said.answers.setdefault(question, []).extend(answers)


def _is_regions(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "original_width" in value[0]


def _has_place(region: Mapping[Any, Any]) -> bool:
    return any(key in region for key in ("x", "points", "rle", "vertices"))


def _add_region(said: Said, region: Mapping[Any, Any]) -> None:
    size = as_size(region.get("original_width"), region.get("original_height"))
    turned = as_number(region.get("image_rotation")) or 0
    if size is None or turned % 360:
        said.left_out["turned picture" if size else "shape without the picture's size"] += 1
        return
    said.size = size
    labels = [label for key, value in region.items() if str(key).endswith("labels") for label in as_list(value)]
    label = as_text(labels[0]) if labels else None
    if len(labels) > 1:
        said.notes.append(say("a shape has {count} labels; the first holds", count=len(labels)))
    shape = _shape(label, region, size)
    if shape is None:
        said.left_out[_kind(region)] += 1
    else:
        said.shapes.append(shape)


def _kind(region: Mapping[Any, Any]) -> str:
    kind = next((str(key) for key in region if str(key).endswith("labels") and key != "labels"), "brush")
    return (as_text(kind) or "?").removesuffix("labels")


def _shape(label: str | None, region: Mapping[Any, Any], size: Sequence[int]) -> Shape | None:
    width, height = size[0] / 100, size[1] / 100
    scales, angle = (width, height, width, height), region.get("rotation")
    if "rle" in region:
        runs = brush_of(region["rle"], size)
        return None if runs is None else Shape(label, runs=runs)
    if "points" in region:
        pairs = [as_numbers(pair, 2) for pair in as_list(region["points"])]
        return polygon(label, [pair and [pair[0] * width, pair[1] * height] for pair in pairs])
    if "radiusX" in region:
        place = [as_number(region.get(key)) for key in ("x", "y", "radiusX", "radiusY")]
        return ellipse(label, [None if n is None else n * by for n, by in zip(place, scales, strict=True)], angle)
    if {"x", "y", "width", "height"} <= region.keys() and "keypointlabels" not in region:
        place = [as_number(region.get(key)) for key in ("x", "y", "width", "height")]
        return sized(label, [None if n is None else n * by for n, by in zip(place, scales, strict=True)], angle)
    return None


def _image(data: Mapping[Any, Any]) -> str | None:
    """Return the value that names a picture; "image" before the others."""
    keys = sorted(data, key=lambda key: (str(key).casefold() not in ("image", "img", "picture", "photo"), str(key)))
    named = [path for path in (as_path(data[key]) for key in keys) if path is not None]
    return next((path for path in named if any(map(_is_picture, meanings(path)))), None)


def _is_picture(path: str) -> bool:
    return is_picture_name(name_of(path))


def _names(name: str, uploaded: str | None) -> list[str]:
    """What the picture may be called: as it was uploaded, or as it was before."""
    found = [name, *([uploaded] if uploaded else [])]
    plain = [name_of(meant) for each in found for meant in meanings(each)]
    return [*found, *dict.fromkeys(UPLOADED.sub("", each, count=1) for each in plain if UPLOADED.match(each))]
