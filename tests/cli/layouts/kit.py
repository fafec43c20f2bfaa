"""What layouts of data sets are made of: tiny pictures and files, and what is right for each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.fixtures import COLOURS, draw

SIZE = (64, 48)  # of all pictures, (width, height)
BOX = (8, 6, 28, 26)  # of each object, corners in pixels
Outcome = dict[str, Any]
FORMATS = {".jpg": "JPEG", ".jfif": "JPEG", ".tiff": "TIFF", ".jpeg": "JPEG", ".tif": "TIFF", ".ppm": "PPM"}


@lru_cache(maxsize=2048)
def _encoded(number: int, suffix: str, size: tuple[int, int]) -> bytes:
    picture = draw(list(COLOURS.values())[number % len(COLOURS)], number, size)
    file = io.BytesIO()
    picture.save(file, FORMATS.get(suffix, suffix[1:].upper()))
    return file.getvalue()


class At:
    """A folder that a layout is written into; no two pictures in it are the same."""

    def __init__(self, root: Path) -> None:
        self.root, self.count = root, 0

    def place(self, path: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def pic(self, path: str, size: tuple[int, int] = SIZE) -> None:
        self.count += 1
        self.place(path).write_bytes(_encoded(self.count, Path(path).suffix.lower(), size))

    def pics(self, *paths: str) -> None:
        for path in paths:
            self.pic(path)

    def tree(self, folders: Mapping[str, int | Sequence[str]]) -> None:
        """Write pictures into folders: so many with numbers for names, or those named."""
        for folder, names in folders.items():
            if isinstance(names, int):
                names = [f"{self.count + number:04}.jpg" for number in range(names)]
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self.pics(*(f"{folder}/{name}" for name in names))

    def text(self, path: str, text: str | Iterable[str], encoding: str = "utf-8") -> None:
        lines = text if isinstance(text, str) else "".join(f"{line}\n" for line in text)
        self.place(path).write_bytes(lines.encode(encoding))

    def data(self, path: str, data: bytes = b"\0" * 64) -> None:
        self.place(path).write_bytes(data)

    def mask(self, path: str, values: Sequence[Any] = (0, 1), size: tuple[int, int] = SIZE, dtype: Any = None) -> None:
        """Write a mask: the first value, and rectangles of the others; each differs a little from the last."""
        self.count += 1
        first = np.asarray(values[0], dtype or np.uint8)
        pixels = np.empty((size[1], size[0], *first.shape), first.dtype)
        pixels[...] = first
        for index, value in enumerate(values[1:]):
            left = 4 + 12 * index % (size[0] - 16)
            pixels[6 + self.count % 9 : 28, left : left + 10] = value
        options: dict[str, Any] = {"quality": 95} if path.lower().endswith(("jpg", "jpeg")) else {}
        Image.fromarray(pixels).save(self.place(path), **options)

    def palette(self, path: str, values: Sequence[int] = (0, 1, 2)) -> None:
        """Write a mask with a palette of colours, as PASCAL VOC has them."""
        self.mask(path, values)
        with Image.open(self.root / path) as image:
            coloured = image.convert("L")
        coloured.putpalette([each for i in range(256) for each in ((i * 67) % 256, (i * 29) % 256, (i * 151) % 256)])
        coloured.save(self.root / path)


@dataclass(frozen=True)
class Layout:
    """How one source lies on disk, and what it may be taken for."""

    name: str
    make: Callable[[At], Any]
    accept: tuple[Outcome, ...]
    opened: str = ""  # what is opened, below the folder that it is made in
    takes_strays: bool = False  # once more with a few files of other formats beside
    fault: str = ""  # what is still wrong, and why


ALL: list[Layout] = []


def layout(*accept: Outcome, opened: str = "", strays: bool = False, fault: str = "") -> Callable[..., Any]:
    """Register a function that writes a layout."""

    def keep(make: Callable[[At], Any]) -> Callable[[At], Any]:
        family = make.__module__.rpartition(".")[2]
        name = f"{family}-{make.__name__.strip('_').replace('_', '-')}"
        ALL.append(Layout(name, make, accept, opened, strays, fault))
        return make

    return keep


def add(name: str, make: Callable[[At], Any], *accept: Outcome, **rest: Any) -> None:
    ALL.append(Layout(name, make, accept, **rest))


# What is right


def read(task: str, classes: Sequence[str] | int | None = None, pictures: int | None = None, **rest: Any) -> Outcome:
    """A reading; ``splits`` as "6/3/0", ``note`` words of which one must be said, ``counts`` pictures by class."""
    return {"task": task, "classes": classes, "pictures": pictures, **rest}


def one(classes: Sequence[str] | int | None = None, pictures: int | None = None, **rest: Any) -> Outcome:
    return read("classification", classes, pictures, **rest)


def boxes(classes: Sequence[str] | int | None = None, pictures: int | None = None, **rest: Any) -> Outcome:
    return read("detection", classes, pictures, is_box=True, **rest)


def masks(classes: Sequence[str] | int | None = None, pictures: int | None = None, **rest: Any) -> Outcome:
    return read("segmentation", classes, pictures, **rest)


def told(*words: str, never: Sequence[str] = ()) -> Outcome:
    """A refusal or a question that says one of the words."""
    return {"words": words, "never": never}


def _says(text: str, words: Sequence[str]) -> bool:
    return any(
        re.search(r"(?<![^\W_])" + re.escape(word.lower()), text) if word[:1].isalnum() else word.lower() in text
        for word in words
    )


def fits(outcome: Outcome, code: int, found: Mapping[str, Any]) -> bool:
    """Whether an outcome describes what ``check`` printed."""
    if "words" in outcome or "refused" in found:
        said = f"{found.get('refused')}\n{found.get('remedy')}".lower()
        refused = code == 2 and "refused" in found and "words" in outcome
        return refused and _says(said, outcome["words"]) and not _says(said, outcome["never"])
    classes, splits = outcome["classes"], found["splits"]
    counts = {name: sum(each.values()) for name, each in found["counts"].items()}
    checks = [
        code in (0, 1),
        found["task"] == outcome["task"],
        classes is None or len(found["classes"]) == classes or set(found["classes"]) == set(_listed(classes)),
        outcome["pictures"] in (None, found["pictures"]),
        "splits" not in outcome or _splits_fit(outcome["splits"], splits),
        outcome.get("given") in (None, found["split_given"]),
        outcome.get("unreadable", 0) in (None, found["unreadable_count"]),
        all(counts.get(name) == count for name, count in outcome.get("counts", {}).items()),
        "note" not in outcome or _says("\n".join(found["notes"]).lower(), outcome["note"]),
        not outcome.get("is_box") or _boxes_fit(found["examples"], outcome.get("off", 1.5)),
    ]
    return all(checks)


def _splits_fit(wanted: str, found: Mapping[str, int]) -> bool:
    """Whether the splits are those wanted; where none is for validation, the app cuts it from those to train with."""
    train, val, test = map(int, wanted.split("/"))
    if val == 0:
        return (train, test) == (found["train"] + found["val"], found["test"])
    return (train, val, test) == (found["train"], found["val"], found["test"])


def _listed(classes: Any) -> Sequence[str]:
    return () if isinstance(classes, int) else classes


def _boxes_fit(examples: Sequence[Mapping[str, Any]], off: float) -> bool:
    found = [each["box"] for example in examples for each in example.get("boxes", ())]
    return bool(found) and all(abs(a - b) <= off for box in found for a, b in zip(box, BOX, strict=True))


def short(code: int, found: Mapping[str, Any]) -> str:
    """Say in a line what was found."""
    if "refused" in found:
        return f"refused: {found['refused']} {found['remedy'] or ''}"
    names = ", ".join(found["classes"][:6]) + (f" ... {len(found['classes'])}" if len(found["classes"]) > 6 else "")
    splits = "/".join(map(str, found["splits"].values())) + ("" if found["split_given"] else " (drawn)")
    example = next((each for each in found["examples"] if each.get("boxes")), None)
    box = f", box {example['boxes'][0]['box']}" if example else ""
    notes = f"; notes: {' | '.join(found['notes'])}" if found["notes"] else ""
    unread = f", unreadable {found['unreadable_count']}" if found["unreadable_count"] else ""
    return (
        f"{found['format']} {found['task']} {found['pictures']} pictures [{names}] {splits}{unread}{box}; "
        f"understood: {found['understood']}{notes}"
    )
