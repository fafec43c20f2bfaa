"""Random sets of boxes whose truth is known, written as the formats write them: for tests of what is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import yaml  # type: ignore[import-untyped]
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.fitting import Fitter
from sft_gui.data.readers.reader import Reading

SIZE = (40, 30)
Objects = list[tuple[str, tuple[int, int, int, int]]]  # class, and left, top, right, bottom in pixels
CLASSES = (("cat", "dog"), ("苹果", "香蕉", "traffic light"), ("0", "1"), ("zebra", "ant", "cow"))


@dataclass
class BoxSet:
    """What is on each picture, by the picture's name without a suffix; and how it is to be written."""

    classes: tuple[str, ...]
    objects: dict[str, Objects]
    splits: dict[str, str]  # train, val
    layout: int
    encoding: str
    quirk: int  # which of the usual ways of a format to write names, ids and numbers
    suffix: str = ".png"
    paths: dict[str, str] = field(default_factory=dict)  # where a writer put each picture

    def picture(self, root: Path, name: str, path: str) -> None:
        """Save a picture at a place."""
        number = list(self.objects).index(name)
        save_picture(root / path, number)
        self.paths[name] = path

    def text(self, file: Path, text: str, *, encoding: str | None = None) -> None:
        """Write a text in the set's encoding."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding=encoding or self.encoding)

    def of_split(self, split: str) -> list[str]:
        return [name for name in self.objects if self.splits[name] == split]


def save_picture(file: Path, number: int) -> None:
    """Save a picture that differs from those of other numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    colour = (number * 37 % 256, number * 91 % 256, (number + 5) * 53 % 256)
    Image.new("RGB", SIZE, colour).save(file)


@st.composite
def box_sets(draw: Any) -> BoxSet:
    """Draw a set of five to eight pictures, of which each class is on one at least."""
    classes = draw(st.sampled_from(CLASSES))
    count = draw(st.integers(5, 8))
    base = draw(st.sampled_from(("{:06d}", "img_{}", "picture {}", "照片{}", "val{}")))
    names = [base.format(number) for number in range(count)]
    objects: dict[str, Objects] = {}
    for number, name in enumerate(names):
        listed = [classes[number % len(classes)]] if number < 4 else []
        listed += draw(st.lists(st.sampled_from(classes), max_size=2))
        objects[name] = [(label, draw(boxes())) for label in listed]
    splits = {name: "val" if number % 4 == 3 else "train" for number, name in enumerate(names)}
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "gb18030")))
    return BoxSet(classes, objects, splits, draw(st.integers(0, 11)), encoding, draw(st.integers(0, 11)))


@st.composite
def boxes(draw: Any) -> tuple[int, int, int, int]:
    """Draw a box inside the picture."""
    x, y = draw(st.integers(0, SIZE[0] - 4)), draw(st.integers(0, SIZE[1] - 4))
    return x, y, draw(st.integers(x + 3, SIZE[0])), draw(st.integers(y + 3, SIZE[1]))


# The formats


def coco(root: Path, truth: BoxSet) -> None:
    """One file for all, one a split in annotations/, one in each split's folder, or CVAT's names of files."""
    layout, given = truth.layout % 4, {"train": "instances_default", "val": "val_instances_default"}
    tables: dict[str, dict[str, Any]] = {}
    for number, (name, objects) in enumerate(truth.objects.items()):
        split = truth.splits[name]
        folder = ("images/", f"images/{split}/", f"{split}/", f"images/{split}/")[layout]
        truth.picture(root, name, f"{folder}{name}{truth.suffix}")
        file = (
            "annotations.json",
            f"annotations/instances_{split}.json",
            f"{split}/_annotations.coco.json",
            f"annotations/{given[split]}.json",
        )[layout]
        categories = [{"id": 7 + 2 * index, "name": label} for index, label in enumerate(truth.classes)]
        table = tables.setdefault(file, {"images": [], "annotations": [], "categories": categories})
        table["images"].append({"id": _id(number, truth.quirk), "width": SIZE[0], "height": SIZE[1]})
        table["images"][-1]["file_name"] = _file_name(truth.paths[name], truth.quirk)
        for label, (x0, y0, x1, y1) in objects:
            each = {"id": len(table["annotations"]), "image_id": _id(number, truth.quirk + 1), "iscrowd": 0}
            each |= {"category_id": 7 + 2 * truth.classes.index(label), "bbox": [x0, y0, x1 - x0, y1 - y0]}
            if truth.quirk % 2:
                each["segmentation"] = [[x0, y0, x1, y0, x1, y1, x0, y1]]
            table["annotations"].append(each)
    for file, table in tables.items():
        truth.text(root / file, json.dumps(table, ensure_ascii=truth.quirk % 3 == 0))


def _id(number: int, quirk: int) -> int | str | float:
    return (number + 1, str(number + 1), float(number + 1))[quirk % 3]


def _file_name(path: str, quirk: int) -> str:
    name = PurePosixPath(path).name
    windows = path.replace("/", "\\")
    return (name, path, f"C:\\data\\{windows}", f"/data/local-files/?d={quote(path)}", f"./{name}")[quirk % 5]


def yolo(root: Path, truth: BoxSet) -> None:
    """The usual folders, and the usual files of names."""
    layout = truth.layout % 4
    pairs = (("images/{s}/", "labels/{s}/"), ("{s}/images/", "{s}/labels/"), ("{s}/", "{s}/"))
    for name, objects in truth.objects.items():
        split = truth.splits[name]
        pictures, labels = (*pairs, (f"obj_{split}_data/",) * 2)[layout]
        truth.picture(root, name, pictures.format(s=split) + name + truth.suffix)
        lines = [_line(truth, label, box) for label, box in objects]
        if lines or truth.quirk % 2:  # nothing on it is an empty file, or none
            truth.text(root / f"{labels.format(s=split)}{name}.txt", "".join(lines))
    _names(root, truth)


def _line(truth: BoxSet, label: str, box: tuple[int, int, int, int]) -> str:
    x0, y0, x1, y1 = box
    shares = ((x0 + x1) / 2 / SIZE[0], (y0 + y1) / 2 / SIZE[1], (x1 - x0) / SIZE[0], (y1 - y0) / SIZE[1])
    index = truth.classes.index(label)
    first = (str(index), f"{index}.0", str(index))[truth.quirk % 3]
    gap = (" ", "\t", ", ", " ")[truth.quirk % 4]
    return gap.join([first, *(f"{share:.6f}" for share in shares)]) + ("\r\n" if truth.quirk % 5 == 0 else "\n")


def _names(root: Path, truth: BoxSet) -> None:
    names: Any = list(truth.classes)
    kind = truth.layout % 6
    if kind == 0:
        truth.text(root / "classes.txt", "\n".join(names) + "\n")
    elif kind == 1:
        truth.text(root / "obj.names", "\n".join(names) + "\n")
    else:
        numbered = {str(index) if kind == 2 else index: name for index, name in enumerate(names)}
        said = {"path": "/content/data", "train": "images/train", "val": "images/val", "nc": len(names)}
        said["names"] = numbered if kind < 4 else names
        truth.text(root / ("data.yaml" if kind % 2 else "sub/dataset.yml"), yaml.safe_dump(said, allow_unicode=True))


def voc(root: Path, truth: BoxSet) -> None:
    """Its own folders with lists, folders of splits, or files beside each other."""
    layout = truth.layout % 3
    for name, objects in truth.objects.items():
        split = truth.splits[name]
        pictures, files = (
            ("JPEGImages/", "Annotations/"),
            (f"{split}/images/", f"{split}/annots/"),
            (f"{split}/",) * 2,
        )[layout]
        truth.picture(root, name, f"{pictures}{name}{truth.suffix}")
        truth.text(root / f"{files}{name}.xml", _xml(truth, name, objects))
    if layout == 0:
        for split in ("train", "val"):
            truth.text(root / f"ImageSets/Main/{split}.txt", "".join(f"{name}\n" for name in truth.of_split(split)))


def _xml(truth: BoxSet, name: str, objects: Objects) -> str:
    parts = [f"<object><name>{label}</name><bndbox>{_corners(box)}</bndbox></object>" for label, box in objects]
    size = ("<size><width>40</width><height>30</height></size>", "<size><width>inf</width></size>")[truth.quirk % 2]
    return f"<annotation><filename>{name}{truth.suffix}</filename>{size}{''.join(parts)}</annotation>"


def _corners(box: tuple[int, int, int, int]) -> str:
    return "".join(f"<{tag}>{value}</{tag}>" for tag, value in zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True))


def labelme(root: Path, truth: BoxSet) -> None:
    """A file beside each picture, or in a folder of their own."""
    for name, objects in truth.objects.items():
        folder = f"{truth.splits[name]}/" if truth.layout % 2 else f"images/{truth.splits[name]}/"
        truth.picture(root, name, f"{folder}{name}{truth.suffix}")
        shapes = [
            {
                "label": label,
                "shape_type": "rectangle",
                "points": [[x1, y1], [x0, y0]] if truth.quirk % 2 else [[x0, y0], [x1, y1]],
            }
            for label, (x0, y0, x1, y1) in objects
        ]
        data = {"version": "5.4.1", "flags": {}, "shapes": shapes, "imagePath": f"..\\x\\{name}{truth.suffix}"}
        data |= {"imageData": None, "imageWidth": SIZE[0], "imageHeight": SIZE[1]}
        files = folder if truth.layout % 3 else folder.replace("images/", "labels/")
        truth.text(root / f"{files}{name}.json", json.dumps(data, ensure_ascii=False))


def _beside(root: Path, truth: BoxSet, folders: tuple[str, str], lines: Callable[[Objects], list[str]]) -> None:
    for name, objects in truth.objects.items():
        place, files = (each.format(s=truth.splits[name]) for each in folders)
        truth.picture(root, name, f"{place}{name}{truth.suffix}")
        truth.text(root / f"{files}{name}.txt", "".join(f"{line}\n" for line in lines(objects)))


def kitti(root: Path, truth: BoxSet) -> None:
    """label_2 beside image_2, or labels beside images; what is not to be counted in between."""

    def lines(objects: Objects) -> list[str]:
        care = ["DontCare -1 -1 -10 1 1 9 9 -1 -1 -1 -1000 -1000 -1000 -10"] if truth.quirk % 2 else []
        end = "1.65 1.67 3.64 -0.65 1.71 46.70 -1.59"
        return [*care, *(f"{_word(label)} 0.00 1 -1.58 {' '.join(map(str, box))} {end}" for label, box in objects)]

    folders = (("{s}/image_2/", "{s}/label_2/"), ("images/{s}/", "labels/{s}/"))[truth.layout % 2]
    _beside(root, truth, folders, lines)


def dota(root: Path, truth: BoxSet) -> None:
    """Four corners and a class, with DOTA's header or without."""

    def lines(objects: Objects) -> list[str]:
        header = ["imagesource:GoogleEarth", "gsd:0.146"] if truth.quirk % 2 else []
        return [
            *header,
            *(f"{x0}.0 {y0} {x1} {y0} {x1} {y1} {x0} {y1} {_word(label)} 1" for label, (x0, y0, x1, y1) in objects),
        ]

    _beside(root, truth, ("{s}/images/", "{s}/labelTxt/"), lines)


def _word(label: str) -> str:
    return ("class" + label if label.isdigit() else label).replace(" ", "_")


def keras_txt(root: Path, truth: BoxSet) -> None:
    """Roboflow's folders with a list and its classes, or lists at the top."""
    for split in ("train", "val"):
        lines = []
        for name in truth.of_split(split):
            truth.picture(root, name, f"{split}/{name}{truth.suffix}")
            pieces = [",".join(map(str, (*box, truth.classes.index(label)))) for label, box in truth.objects[name]]
            path = (f"{name}{truth.suffix}", f"./{split}/{name}{truth.suffix}")[truth.quirk % 2]
            lines.append(" ".join([path, *pieces]))
        file, names = ((f"{split}/_annotations.txt", f"{split}/_classes.txt"), (f"{split}.txt", "classes.txt"))[
            truth.layout % 2
        ]
        truth.text(root / file, "".join(f"{line}\n" for line in lines))
        truth.text(root / names, "".join(f"{name}\n" for name in truth.classes))


FORMATS: dict[str, Callable[[Path, BoxSet], None]] = {
    "coco": coco,
    "yolo": yolo,
    "voc": voc,
    "labelme": labelme,
    "kitti": kitti,
    "dota": dota,
    "keras_txt": keras_txt,
}


# What lies about


def strays(root: Path, which: int, name: str, format: str) -> None:
    """Put what is not of the set beside it; each bit of ``which`` is one kind, ``name`` a picture's.

    Of the other formats that the set is not in, one file each may be about that picture.
    """
    line = "0 0.5 0.5 0.5 0.5 0.9\n"
    made: list[tuple[str, str]] = [
        ("README.txt", "Made by hand, 2024.\n"),
        ("requirements.txt", "numpy==1.0\n"),
        ("notes.json", '{"a": [1, 2, {"b": null}]}'),
        ("runs/detect/predict/labels/" + name + ".txt", line),
        ("old/other.xml", "<annotation><object><name>x</name><bndbox/></object></annotation>"),
        ("old/lonely.txt", line),
        ("hyp.yaml", "lr0: 0.01\nmomentum: 0.9\n"),
        ("old/broken.json", '{"shapes": ['),
        ("old/one.csv", f"filename,xmin,ymin,xmax,ymax,class\n{name}.png,1,1,9,9,stray\n"),
    ]
    if format != "voc":
        bndbox = f"<bndbox>{_corners((1, 1, 9, 9))}</bndbox>"
        made.append((f"old/{name}.xml", f"<annotation><object><name>stray</name>{bndbox}</object></annotation>"))
    if format != "labelme":
        shape = {"label": "stray", "shape_type": "polygon", "points": [[1, 1], [9, 1], [9, 9]]}
        made.append((f"old/{name}.json", json.dumps({"shapes": [shape], "imagePath": f"{name}.png"})))
    if format not in ("yolo", "kitti", "dota"):
        made.append((f"old/{name}.txt", line))
    for bit, (path, text) in enumerate(made):
        if which & 1 << bit:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
    if which & 1 << 12:
        save_picture(root / "docs/figure.png", 200)
    if which & 1 << 3:
        save_picture(root / f"runs/detect/predict/{name}.png", 201)


# What is read back


def boxes_of(reading: Reading) -> dict[str, Objects]:
    """Return what is on each picture that can be used, by its path."""
    fitter = Fitter(reading.root, reading.classes, None)
    found: dict[str, Objects] = {}
    for entry in reading.entries:
        if entry.annotation is None:
            continue
        fitted = fitter.fit(entry.annotation, SIZE, 1)
        rounded = [tuple(round(value) for value in box) for box in fitted["boxes"]]
        found[entry.path] = sorted(zip(fitted["labels"], rounded, strict=True))  # type: ignore[arg-type]
    return found
