"""VIA, version 3: files, views of files, and what was said of each view, all by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_id, as_list, as_path, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, Shape, ellipse, polygon, sized

IMAGE = 2  # of a file's types; the others are videos and sounds
KINDS = {1: "point", 2: "rectangle", 3: "circle", 4: "ellipse", 5: "line", 6: "polyline", 7: "polygon"}
CORNERS, RADII = 4, 2


class Via3(Dialect):
    """``{"attribute": {...}, "file": {...}, "view": {...}, "metadata": {"id": {"vid": "1", "xy": [2, 10, ...]}}}``."""

    name = "via3"
    title = "VIA 3 (VGG Image Annotator)"
    marks = ('"metadata"', '"vid"', '"fname"')
    has_attributes = True
    support = (Support("VIA 3 (VGG Image Annotator)", "project.json", State.READ, "as VIA; of pictures, not of films"),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        given = as_dict(data)
        parts = [given.get(key) for key in ("file", "view", "metadata")]
        is_mine = all(isinstance(part, dict) for part in parts)
        return (
            _of_views(given) if is_mine and any("fname" in as_dict(each) for each in given["file"].values()) else None
        )


def _of_views(given: Mapping[Any, Any]) -> Iterator[Said]:
    names, files = as_dict(given.get("attribute")), {as_id(key): each for key, each in given["file"].items()}
    of_view: dict[str | None, list[dict[Any, Any]]] = {}
    for each in map(as_dict, given["metadata"].values()):
        of_view.setdefault(as_id(each.get("vid")), []).append(each)
    for key, view in given["view"].items():
        shown = as_list(as_dict(view).get("fid_list"))
        file = as_dict(files.get(as_id(shown[0])) if len(shown) == 1 else None)
        paths = [path for path in (as_path(file.get("src")), as_path(file.get("fname"))) if path]
        if not paths or file.get("type", IMAGE) != IMAGE:
            continue
        said = Said(paths)
        for found in of_view.get(as_id(key), ()):
            _add(said, found, names)
        yield said


def _add(said: Said, each: Mapping[Any, Any], names: Mapping[Any, Any]) -> None:
    answers = dict(_answers(as_dict(each.get("av")), names))
    place = as_list(each.get("xy"))
    if not place:
        for question, answer in answers.items():
            said.answers.setdefault(question, []).append(answer)
        return
    shape = _shape(place)
    if shape is None:
        kind = place[0] if isinstance(place[0], int) else 0
        said.left_out[KINDS.get(kind, "?")] += 1
    else:
        shape.answers = answers
        said.shapes.append(shape)


def _answers(values: Mapping[Any, Any], names: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Give each attribute by its name with its value, which is an option's key where there are options."""
    for key, value in values.items():
        about = as_dict(names.get(key))
        chosen = as_id(value)
        answer = as_text(as_dict(about.get("options")).get(chosen)) or as_text(value)
        name = as_text(about.get("aname")) or as_text(key)
        if name and answer:
            yield name, answer


def _shape(place: Sequence[Any]) -> Shape | None:
    kind, numbers = place[0], list(place[1:])
    if kind == 2 and len(numbers) == CORNERS:
        return sized(None, numbers)
    if kind == 3 and len(numbers) == RADII + 1:
        return ellipse(None, [*numbers, numbers[-1]])
    if kind == 4 and len(numbers) == RADII + 2:
        return ellipse(None, numbers)
    if kind == 7:
        return polygon(None, [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)])
    return None
