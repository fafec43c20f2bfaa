"""Which columns of a group of tables hold boxes, their labels and their pictures' sizes, and what four numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sft_gui.data.decode import Unreadable, opened, read
from sft_gui.data.parse.values import as_number, as_size
from sft_gui.data.readers.tables.box_columns import BoxColumns, boxes_in
from sft_gui.data.readers.tables.columns import Kind, Profile, name_score, squeezed
from sft_gui.data.readers.tables.groups import Group, Sheet
from sft_gui.data.readers.tables.shapes import Shape, shapes_in
from sft_gui.data.source import some
from sft_gui.messages import Message, say

NAMELESS = "object"  # the class of boxes that have none
LOOKED_AT = 2000  # rows
MEASURED = 24  # pictures that tell whether numbers are corners or sides
NAMES = frozenset(("name", "object", "objectname", "objectclass", "classname", "regionattributes"))
WIDTHS = frozenset(("width", "imagewidth", "imgwidth", "imwidth"))
HEIGHTS = frozenset(("height", "imageheight", "imgheight", "imheight"))


@dataclass(frozen=True)
class Columns:
    """What a group's columns are."""

    boxes: BoxColumns
    label: Profile | None
    form: str  # what the four numbers are
    is_relative: bool  # numbers are shares of the picture's sides
    sizes: tuple[str, str] | None  # the columns of the picture's width and height
    assumed: tuple[Message, ...] = ()


def columns_of(group: Group, wanted: str | None) -> Columns | None:
    """Return what the columns of a group are; None where it holds no boxes, or not the label that is ``wanted``."""
    first = group.sheets[0].table
    boxes = boxes_in(first)
    if boxes is None:
        return None
    label = _label(group, boxes, wanted)
    if wanted is not None and label is None:
        return None
    names = {i: first.names[i] for i in boxes.indices}
    sizes = _sizes(group, set(names.values()))
    form = boxes.form
    if form == "cell":
        form = _form_of_cells(first.names[boxes.indices[0]])
        fours = [shape for shape in some_shapes(group, boxes) if shape.is_open]
        numbers = [number for shape in fours for number in shape.box]
    else:
        rows = [sheet.table.rows[row] for sheet in group.sheets for row in some(sheet.rows, LOOKED_AT)]
        numbers = [n for row in rows for i in boxes.indices if (n := as_number(row[i])) is not None]
    is_relative = bool(numbers) and max(numbers) <= 1.5 and any(not number.is_integer() for number in numbers)
    notes: list[Message] = []
    if form == "open":
        form = "corners" if _are_corners(group, boxes, sizes, is_relative=is_relative) else "sized"
        if form == "corners" and (boxes.form == "open" or any(each.is_open for each in some_shapes(group, boxes))):
            notes.append(say("The four numbers of a box are taken for two corners: as sides they reach outside."))
    if label is None and not (boxes.form == "cell" and any(each.label for each in some_shapes(group, boxes))):
        notes.append(say("No column of {file} names classes: all boxes are '{name}'.", file=first.path, name=NAMELESS))
    return Columns(boxes, label, form, is_relative, sizes, tuple(notes))


def _form_of_cells(name: str) -> str:
    key = squeezed(name)
    return "corners" if "xyxy" in key else "sized" if "xywh" in key else "open"


def _label(group: Group, boxes: BoxColumns, wanted: str | None) -> Profile | None:
    first = group.sheets[0].table
    if wanted is not None:
        index = first.index_of(wanted)
        return None if index is None or index in boxes.indices else group.look_at(first.names[index])
    if boxes.label is not None:
        return group.look_at(first.names[boxes.label])
    taken = {first.names[i] for i in boxes.indices}
    found = [each for each in _profiles(group) if each.name not in taken and each.values]
    named = [each for each in found if name_score(each.name) >= 2 or squeezed(each.name) in NAMES]
    if named:
        return max(
            named,
            key=lambda each: (squeezed(each.name) in ("label", "class", "labelname", "regionattributes"), each.is_text),
        )
    texts = [each for each in found if each.is_text and each.kind is Kind.ANSWER and name_score(each.name) >= 0]
    return max(texts, key=lambda each: each.score, default=None)


def _profiles(group: Group) -> list[Profile]:
    """Of cells too that hold JSON: VIA's attributes."""
    return [each for each in group.profiles if squeezed(each.name) not in ("fileattributes", "filesize")]


def _sizes(group: Group, taken: set[str]) -> tuple[str, str] | None:
    free = [name for name in group.names if name not in taken]
    width = next((name for name in free if squeezed(name) in WIDTHS), None)
    height = next((name for name in free if squeezed(name) in HEIGHTS), None)
    return None if width is None or height is None else (width, height)


def some_shapes(group: Group, boxes: BoxColumns) -> list[Shape]:
    """Return the shapes in the cells of some rows."""
    found: list[Shape] = []
    for sheet in group.sheets:
        for row in some(sheet.rows, MEASURED * 4):
            found.extend(shapes_in(sheet.table.rows[row][boxes.indices[0]]))
    return found


def has_outlines(group: Group, columns: Columns) -> bool:
    """Tell whether there are outlines in the cells."""
    return columns.boxes.form == "cell" and any(shape.points for shape in some_shapes(group, columns.boxes))


def _are_corners(group: Group, boxes: BoxColumns, sizes: tuple[str, str] | None, *, is_relative: bool) -> bool:
    """Tell whether four numbers are two corners: as sides, some would reach outside their pictures, as corners none."""
    reach = ordered = count = 0
    for sheet in group.sheets:
        for row in some(sheet.rows, MEASURED):
            size = (1, 1) if is_relative else size_of(sheet, row, sizes) or _measured(group, sheet, row)
            if size is None:
                continue
            for a, b, c, d in _fours(sheet.table.rows[row], boxes):
                count += 1
                reach += a + c > size[0] * 1.02 + 1 or b + d > size[1] * 1.02 + 1
                ordered += a < c <= size[0] * 1.02 + 1 and b < d <= size[1] * 1.02 + 1
    return ordered == count and 10 * reach >= max(count, 1)


def _fours(cells: Sequence[str], boxes: BoxColumns) -> list[list[float]]:
    """The boxes of a row of which nobody knows whether they are corners."""
    if boxes.form == "cell":
        return [shape.box for shape in shapes_in(cells[boxes.indices[0]]) if shape.is_open]
    numbers = [number for i in boxes.indices if (number := as_number(cells[i])) is not None]
    return [numbers] if len(numbers) == 4 else []


def size_of(sheet: Sheet, row: int, sizes: tuple[str, str] | None) -> list[int] | None:
    """Return the picture's (width, height) as a row says it."""
    if sizes is None:
        return None
    width, height = (sheet.table.index_of(name) for name in sizes)
    cells = sheet.table.rows[row]
    return None if width is None or height is None else as_size(cells[width], cells[height])


def _measured(group: Group, sheet: Sheet, row: int) -> list[int] | None:
    if sheet.root is None:
        return None
    try:
        with opened(read(sheet.root / (sheet.found[row].path or ""))) as image:
            return list(image.size)
    except (Unreadable, OSError, ValueError):
        return None
