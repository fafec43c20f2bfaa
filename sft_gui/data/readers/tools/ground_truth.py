"""The manifest of SageMaker Ground Truth: a picture in each line, with its boxes or its class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_id, as_list, as_path, as_size, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, sized

ABOUT = "-metadata"


class GroundTruth(Dialect):
    """``{"source-ref": "s3://…/a.jpg", "boxes": {"annotations": [...]}, "boxes-metadata": {"class-map": {...}}}``."""

    name = "ground_truth"
    title = "SageMaker Ground Truth"
    suffixes = (".manifest", ".jsonl", ".json", ".ndjson")
    marks = ('"source-ref"',)
    support = (Support("SageMaker Ground Truth", "output.manifest", State.READ, "boxes, one class a picture"),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        rows = data if isinstance(data, list) else [data]
        return _of_rows(rows) if "source-ref" in as_dict(next(iter(rows), None)) else None


def _of_rows(rows: Sequence[Any]) -> Iterator[Said]:
    for row in map(as_dict, rows):
        name = as_path(row.get("source-ref"))
        if name is None:
            continue
        said = Said([name], is_done=False)
        for key in [key for key in row if isinstance(key, str) and f"{key}{ABOUT}" in row]:
            said.is_done = True
            _add(said, key, row[key], as_dict(row[f"{key}{ABOUT}"]))
        yield said


def _add(said: Said, key: str, given: Any, about: Mapping[Any, Any]) -> None:
    names = as_dict(about.get("class-map"))
    if isinstance(given, dict) and "annotations" in given:
        sizes = as_list(given.get("image_size"))
        size = as_dict(sizes[0] if sizes else None)
        said.size = as_size(size.get("width"), size.get("height"))
        for each in map(as_dict, as_list(given["annotations"])):
            label = as_text(names.get(as_id(each.get("class_id"))))
            said.shapes.append(sized(label, [each.get(side) for side in ("left", "top", "width", "height")]))
    elif as_text(about.get("class-name")):
        said.answers[as_text(key) or "?"] = [str(as_text(about["class-name"]))]
    elif names:
        said.answers[as_text(key) or "?"] = [name for name in map(as_text, names.values()) if name]
