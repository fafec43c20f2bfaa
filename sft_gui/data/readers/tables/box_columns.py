"""Which columns of a table hold boxes? By their names in any order and spelling, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.values import as_number
from sft_gui.data.readers.folders.words import named
from sft_gui.data.readers.splits import split_of
from sft_gui.data.readers.tables.files import Table
from sft_gui.data.source import some

LOOKED_AT = 50  # rows

CORNERS = (
    ("xmin", "ymin", "xmax", "ymax"),
    ("x0", "y0", "x1", "y1"),
    ("x1", "y1", "x2", "y2"),
    ("left", "top", "right", "bottom"),
    ("minx", "miny", "maxx", "maxy"),
    ("bboxx0", "bboxy0", "bboxx1", "bboxy1"),
    ("startx", "starty", "endx", "endy"),
    ("xtl", "ytl", "xbr", "ybr"),
    ("topleftx", "toplefty", "bottomrightx", "bottomrighty"),
    ("upperleftcornerx", "upperleftcornery", "lowerrightcornerx", "lowerrightcornery"),
)
SIZED = (
    ("x", "y", "w", "h"),
    ("x", "y", "width", "height"),
    ("xmin", "ymin", "width", "height"),
    ("xmin", "ymin", "w", "h"),
    ("left", "top", "width", "height"),
    ("x1", "y1", "w", "h"),
    ("x1", "y1", "width", "height"),
    ("bboxx", "bboxy", "bboxwidth", "bboxheight"),
    ("bboxx", "bboxy", "bboxw", "bboxh"),
)
CENTRED = tuple(
    (x, y, w, h)
    for x, y in (("xcenter", "ycenter"), ("xcentre", "ycentre"), ("cx", "cy"), ("xc", "yc"), ("centerx", "centery"))
    for w, h in (("width", "height"), ("w", "h"), ("boxwidth", "boxheight"), ("bw", "bh"))
)
BOX_CELLS = ("bbox", "bboxes", "boxes", "box", "objects", "boundingbox", "boundingboxes", "regionshapeattributes")
PREFIXES = ("", "bbox", "box", "boundingbox", "bounding", "roi")


@dataclass(frozen=True, slots=True)
class BoxColumns:
    """Which columns hold a box: four numbers, or one cell."""

    form: str  # "corners", "sized", "centred", "cell"; "open": nobody knows which of the first two
    indices: tuple[int, ...]
    is_region: bool = False  # only said to be the part of the picture that matters: "Roi.X1"
    label: int | None = None  # the column of the class, where nothing but its place says it


def box_columns(names: Sequence[str]) -> BoxColumns | None:
    """Return the columns that hold boxes by their names, in whatever order and spelling; None where there are none."""
    keys: dict[str, int] = {}
    for i, name in enumerate(names):
        keys.setdefault("".join(character for character in name.casefold() if character.isalnum()), i)
    for prefix in PREFIXES:
        for form, kinds in (("corners", CORNERS), ("centred", CENTRED), ("sized", SIZED)):
            for kind in kinds:
                wanted = [prefix + each for each in kind]
                if all(each in keys for each in wanted):
                    return BoxColumns(form, tuple(keys[each] for each in wanted), prefix == "roi")
    corners = _by_words(names)
    if corners is not None:
        return BoxColumns("corners", corners)
    for name in (*BOX_CELLS, *(key for key in keys if key.startswith("bbox"))):
        if name in keys:
            return BoxColumns("cell", (keys[name],))
    return None


ACROSS = named("x col column left right links rechts izquierda derecha gauche droite tlx brx")
DOWN = named("y row top bottom upper lower oben unten arriba abajo haut bas tly bry")
FIRST = named("min 0 1 left top start tl lt upper links oben izquierda arriba gauche haut tlx tly")
SECOND = named("max 2 right bottom end br rb lower rechts unten derecha abajo droite bas brx bry")


def _by_words(names: Sequence[str]) -> tuple[int, ...] | None:
    """Return the columns of two corners by the words of their names: col_min, row_min; tl_x, tl_y; links, oben."""
    found: dict[tuple[bool, bool], list[int]] = {}
    for i, name in enumerate(names):
        words = set(re.findall(r"[^\W\d_]+|\d", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold()))
        across, down = bool(words & ACROSS), bool(words & DOWN)
        first, second = bool(words & FIRST), bool(words & SECOND)
        if words & {"x", "y"}:  # "x_top_left" is no row
            across, down = "x" in words, "y" in words
            if {"top", "left"} <= words or {"bottom", "right"} <= words:
                first, second = "top" in words, "bottom" in words
        if across != down and first != second:
            found.setdefault((down, second), []).append(i)
    if len(found) != 4 or any(len(each) > 1 for each in found.values()):
        return None
    return tuple(found[key][0] for key in ((False, False), (True, False), (False, True), (True, True)))


def boxes_in(table: Table) -> BoxColumns | None:
    """Return the columns that hold boxes, by what stands in them where their names do not say it."""
    found = box_columns(table.names) if table.has_header else None
    if found is not None and (_are_fours if found.form == "cell" else _are_numbers)(table, found.indices):
        return found
    for i in range(min(len(table.names), LOOKED_AT)):
        cells = [row[i] for row in some(table.rows, LOOKED_AT) if row[i]]
        if cells and 2 * sum(map(_is_shapes, cells)) > len(cells):
            return BoxColumns("cell", (i,))
    return None if table.has_header else _without_header(table)


def _are_numbers(table: Table, indices: Sequence[int]) -> bool:
    """Some rows hold numbers in all columns; others may hold nothing, for a picture without objects."""
    rows = some(table.rows, LOOKED_AT)
    filled = [row for row in rows if any(row[i] for i in indices)]
    return 2 * sum(all(as_number(row[i]) is not None for i in indices) for row in filled) > len(filled)


FOUR = re.compile(r"[^\d]*(\d[\d.eE+-]*[^\d]+){3}\d[\d.eE+-]*[^\d]*")


def _are_fours(table: Table, indices: Sequence[int]) -> bool:
    """The cells hold four numbers, or JSON of some."""
    cells = [row[indices[0]] for row in some(table.rows, LOOKED_AT) if row[indices[0]]]
    return 2 * sum(cell[0] in "[{" or bool(FOUR.fullmatch(cell[:200])) for cell in cells) > len(cells)


SHAPES = (
    "rectanglelabels",
    "polygonlabels",
    "brushlabels",
    "ellipselabels",
    "bbox",
    "xmin",
    "region_shape",
    "shape_attributes",
)


def _is_shapes(cell: str) -> bool:
    return cell.startswith("<loc") or (cell[0] in "[{" and any(f'"{word}"' in cell for word in SHAPES))


def _without_header(table: Table) -> BoxColumns | None:
    """RetinaNet's: path,x1,y1,x2,y2,class, the last five empty where nothing is on the picture; or the class second.

    More columns may follow the corners, with the class among them: SKU-110K's and Udacity's.
    """
    filled = [row for row in some(table.rows, LOOKED_AT) if any(row[1:])]
    if not filled or len(table.names) < 6:
        return None
    texts = [i for i in range(5, len(table.names)) if any(row[i] and as_number(row[i]) is None for row in filled)]
    label = 5 if len(table.names) == 6 else texts[0] if len(texts) == 1 else None
    if label is not None and 2 * sum(_is_retinanet(row, label) for row in filled) > len(filled):
        return BoxColumns("corners", (1, 2, 3, 4), label=label)
    if len(table.names) == 6 and 2 * sum(map(_is_class_first, filled)) > len(filled):
        return BoxColumns("open", (2, 3, 4, 5), label=1)
    return _anywhere(filled)


def _anywhere(rows: Sequence[Sequence[str]]) -> BoxColumns | None:
    """One column of pictures, one of words, four or more of numbers, in any order: makesense.ai's, AutoML's.

    The first four numbers are the box; columns that are empty are passed over.
    """
    numbers, words, pictures = [], [], []
    for i in range(min(len(rows[0]), LOOKED_AT)):
        cells = [row[i] for row in rows if row[i]]
        if not cells:
            continue
        if all(as_number(cell) is not None for cell in cells):
            numbers.append(i)
        elif all(map(is_picture_name, cells)):
            pictures.append(i)
        elif not all(map(split_of, cells)):
            words.append(i)
    if len(words) > 1:  # "UNASSIGNED" in all rows is no class
        words = [i for i in words if len({row[i] for row in rows}) > 1]
    if len(pictures) != 1 or len(words) != 1 or len(numbers) < 4:
        return None
    form, four = _four_of(rows, numbers)
    boxes = [[number for i in four if (number := as_number(row[i])) is not None] for row in rows]
    boxes = [box for box in boxes if box]
    fitting = sum(len(box) == 4 and min(box) >= 0 and min(box[2:]) > 0 for box in boxes)
    are_flags = all(number in (0, 1) for box in boxes for number in box)
    return BoxColumns(form, four, label=words[0]) if fitting == len(boxes) and not are_flags else None


def _four_of(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """Of AutoML's four corners, the first and the third, of which its short form leaves the others empty."""
    if len(numbers) == 8:
        rounds = [[as_number(row[i]) for i in numbers] for row in rows]
        if all(a[0] == a[6] and a[1] == a[3] and a[2] == a[4] and a[5] == a[7] for a in rounds):
            return "corners", (numbers[0], numbers[1], numbers[4], numbers[5])
    a, b, c, d = numbers[:4]
    return "corners" if (b - a, d - c) == (1, 1) and c - b > 1 else "open", (a, b, c, d)


def _is_class_first(row: Sequence[str]) -> bool:
    numbers = [as_number(cell) for cell in row[2:]]
    return None not in numbers and bool(row[1]) and as_number(row[1]) is None and is_picture_name(row[0])


def _is_retinanet(row: Sequence[str], label: int) -> bool:
    corners = [as_number(cell) for cell in row[1:5]]
    if None in corners or not row[label] or not is_picture_name(row[0]):
        return False
    return corners[0] <= corners[2] and corners[1] <= corners[3]  # type: ignore[operator]
