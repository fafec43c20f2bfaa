"""Create ML's JSON: boxes by their middle, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sft_gui.data.parse.values import as_dict, as_list, as_number, as_path, as_text
from sft_gui.data.readers.reader import State, Support
from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.shapes import Said, sized

NAMES = ("image", "imagefilename", "filename")
LISTS = ("annotations", "annotation")


class CreateMl(Dialect):
    """``[{"image": "a.jpg", "annotations": [{"label": "cat", "coordinates": {"x": 20, ...}}]}]``."""

    name = "create_ml"
    title = "Create ML"
    marks = ('"coordinates"', '"label"')
    support = (Support("Create ML", "_annotations.createml.json", State.READ),)

    def pictures(self, data: Any, path: str) -> Iterable[Said] | None:
        images = [each for each in as_list(data) if isinstance(each, dict)]
        if not images or not any(_is_mine(each) for each in images[:100]):
            return None
        return _of_images(images)


def _is_mine(image: dict[Any, Any]) -> bool:
    found = _first(image, LISTS)
    named = isinstance(_first(image, NAMES), str) and isinstance(found, list)
    return named and all("coordinates" in as_dict(each) for each in found[:1])


def _first(image: dict[Any, Any], keys: Sequence[str]) -> Any:
    return next((image[key] for key in keys if key in image), None)


def _of_images(images: Sequence[dict[Any, Any]]) -> Iterator[Said]:
    for image in images:
        name = as_path(_first(image, NAMES))
        if name is None:
            continue
        said = Said([name])
        for each in map(as_dict, as_list(_first(image, LISTS))):
            place = as_dict(each.get("coordinates"))
            x, y, width, height = (as_number(place.get(key)) for key in ("x", "y", "width", "height"))
            if x is None or y is None or width is None or height is None:
                corner: list[float | None] = [None] * 4
            else:
                corner = [x - width / 2, y - height / 2, width, height]
            said.shapes.append(sized(as_text(each.get("label")), corner))
        yield said
