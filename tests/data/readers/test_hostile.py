"""What people and tools really wrote into annotations, and what nobody should: each file ends in words."""

from __future__ import annotations

import base64
import json
import os
import pickle
import resource
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers.seed_kit import NAMES, SIZE, SQUARE
from tests.data.readers.seeds import SEEDS
from tests.data.readers.test_fuzz import check

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")
Tree = dict[str, Any]


def deep(depth: int) -> str:
    return "[" * depth + "]" * depth


def coco(change: Callable[[Tree], Any]) -> Callable[[bytes], str]:
    """Change the parsed file."""

    def changed(data: bytes) -> str:
        tree = json.loads(data)
        change(tree)
        return json.dumps(tree)

    return changed


def put(*path: Any, value: Any) -> Callable[[bytes], str]:
    def change(tree: Any) -> None:
        for key in path[:-1]:
            tree = tree[key]
        tree[path[-1]] = value

    return coco(change)


def all_of(table: str, key: str, value: Any) -> Callable[[bytes], str]:
    """Give every entry of a table one value, which may be made from its number."""

    def change(tree: Tree) -> None:
        for number, each in enumerate(tree[table], 1):
            each[key] = value(number) if callable(value) else value

    return coco(change)


def xml(old: str, new: str) -> Callable[[bytes], str]:
    return lambda data: data.decode().replace(old, new)


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
MANY_NAMES = [{"id": i, "name": f"class {i}"} for i in range(300)]
YAML_BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
ROOT = "annotations.json"
# A PNG that unpacks to nothing but zeros, again and again.
ZEROS = base64.b64encode(zlib.compress(b"\x89PNG\r\n\x1a\n" + b"\0" * 20_000_000, 1)).decode()
# name: (format, file, its content or a change of it, a word of the refusal or of a note; "" where it is simply read)
CASES: dict[str, tuple[str, str, bytes | str | Callable[[bytes], bytes | str], str]] = {
    "coco ids as text": ("coco", ROOT, all_of("annotations", "image_id", str), ""),
    "coco ids as floats": ("coco", ROOT, all_of("annotations", "image_id", float), ""),
    "coco ids as lists": ("coco", ROOT, all_of("annotations", "image_id", lambda n: [n]), "image_id"),
    "coco ids are missing": ("coco", ROOT, all_of("images", "id", None), "no ids"),
    "coco ids twice": ("coco", ROOT, all_of("images", "id", 1), "no ids of their own"),
    "coco ids of a thousand digits": ("coco", ROOT, all_of("images", "id", 10**1000), "no ids"),
    "coco categories as lists": ("coco", ROOT, all_of("annotations", "category_id", []), "unknown class"),
    "coco categories as text": ("coco", ROOT, all_of("annotations", "category_id", "3"), ""),
    "coco categories beyond 255": (
        "coco",
        ROOT,
        lambda data: data.replace(b'"category_id": 3', b'"category_id": 90001').replace(
            b'"id": 3,', b'"id": 90001,', 9
        ),
        "",
    ),
    "coco category without a name": ("coco", ROOT, put("categories", 0, "name", value=None), "no name"),
    "coco category without an id": ("coco", ROOT, put("categories", 0, "id", value={}), "no id"),
    "coco no categories": ("coco", ROOT, put("categories", value=[]), "no class"),
    "coco unknown category named like its id": ("coco", ROOT, put("categories", 1, "name", value="99"), ""),
    "coco boxes of text": ("coco", ROOT, all_of("annotations", "bbox", ["2", "2", "10", "8"]), ""),
    "coco boxes of words": ("coco", ROOT, put("annotations", 0, "bbox", value=["a"] * 4), "no box of numbers"),
    "coco boxes of five": ("coco", ROOT, put("annotations", 0, "bbox", value=[1, 2, 3, 4, 5]), "no box of numbers"),
    "coco boxes as objects": ("coco", ROOT, put("annotations", 0, "bbox", value={"x": 1}), "no box of numbers"),
    "coco boxes of NaN": ("coco", ROOT, put("annotations", 0, "bbox", value=[float("nan")] * 4), "no box of numbers"),
    "coco boxes without end": ("coco", ROOT, put("annotations", 0, "bbox", value=[1e308] * 4), "no box of numbers"),
    "coco boxes below zero": ("coco", ROOT, put("annotations", 0, "bbox", value=[9, 9, -5, -5]), "no box of numbers"),
    "coco all boxes null": ("coco", ROOT, all_of("annotations", "bbox", [None] * 4), "object of any"),
    "coco sizes of NaN": ("coco", ROOT, all_of("images", "width", float("nan")), ""),
    "coco sizes as text": ("coco", ROOT, all_of("images", "width", "24"), ""),
    "coco size zero": ("coco", ROOT, all_of("images", "height", 0), ""),
    "coco crowd as text": ("coco", ROOT, all_of("annotations", "iscrowd", "0"), ""),
    "coco names are null": ("coco", ROOT, all_of("images", "file_name", None), "no file names"),
    "coco names with half a letter": ("coco", ROOT, put("images", 0, "file_name", value="\ud800.png"), "is not there"),
    "coco names with a zero byte": ("coco", ROOT, put("images", 0, "file_name", value="a\0.png"), "is not there"),
    "coco name is a folder": ("coco", ROOT, put("images", 0, "file_name", value=".."), ""),
    "coco entries are null": ("coco", ROOT, put("annotations", 0, value=None), "1 entry is no picture"),
    "coco annotations as an object": ("coco", ROOT, put("annotations", value={"1": {}}), "is no list"),
    "coco without pictures": ("coco", ROOT, put("images", value=[]), "lists no pictures"),
    "coco is cut": ("coco", ROOT, lambda data: data[:-40], "annotations.json is cut short"),
    "coco is empty": ("coco", ROOT, b"", "annotations.json is empty"),
    "coco is deep": ("coco", ROOT, put("info", value=json.loads(deep(150))), "more than 100 levels"),
    "coco in UTF-16": ("coco", ROOT, lambda data: data.decode().encode("utf-16"), ""),
    "coco outline with null": ("coco_outlines", ROOT, put("annotations", 0, "segmentation", value=[None]), "outline"),
    "coco outline of text": ("coco_outlines", ROOT, put("annotations", 0, "segmentation", value=["x"]), "outline"),
    "coco outline odd": ("coco_outlines", ROOT, put("annotations", 0, "segmentation", 0, value=SQUARE[:-1]), "pairs"),
    "coco outline without a list": ("coco_outlines", ROOT, put("annotations", 0, "segmentation", value=SQUARE), ""),
    "coco runs damaged": (
        "coco_outlines",
        ROOT,
        put("annotations", 2, "segmentation", "counts", value="\x00é~" * 9),
        "damaged run lengths",
    ),
    "coco runs that do not end": (
        "coco_outlines",
        ROOT,
        put("annotations", 2, "segmentation", "counts", value="o" * 100_000),
        "damaged run lengths",
    ),
    "coco runs below zero": (
        "coco_outlines",
        ROOT,
        put("annotations", 1, "segmentation", "counts", value=[-5, 485]),
        "damaged run lengths",
    ),
    "coco runs of a huge mask": (
        "coco_outlines",
        ROOT,
        put("annotations", 1, "segmentation", value={"size": [10**6, 10**6], "counts": [10**12]}),
        "damaged run lengths",
    ),
    "coco areas of NaN": ("coco_outlines", ROOT, all_of("annotations", "area", float("nan")), ""),
    "coco 300 classes as masks": (
        "coco_outlines",
        ROOT,
        put("categories", value=MANY_NAMES),
        "at most 255",
    ),
    "voc width is inf": ("voc", "Annotations/a.xml", xml(">24<", ">inf<"), ""),
    "voc height is NaN": ("voc", "Annotations/a.xml", xml(">20<", ">nan<"), ""),
    "voc corner of words": ("voc", "Annotations/a.xml", xml("<xmin>2", "<xmin>left"), "no box of numbers"),
    "voc unknown encoding": ("voc", "Annotations/a.xml", lambda d: b"<?xml version='1.0' encoding='klingon'?>" + d, ""),
    "voc in GBK": (
        "voc",
        "Annotations/a.xml",
        lambda d: ("<?xml version='1.0' encoding='gb2312'?>" + d.decode().replace("cat", "苹果")).encode("gbk"),
        "",
    ),
    "voc of entities": ("voc", "Annotations/a.xml", lambda d: (BOMB + "]>").encode() + d, "entities"),
    "voc is cut": ("voc", "Annotations/a.xml", lambda d: d[:-30], "cut short"),
    "voc is deep": ("voc", "Annotations/a.xml", "<annotation>" * 50_000, "more than 100 levels"),
    "voc all are cut": ("voc", "Annotations/*.xml", lambda d: d[:-30], "a.xml is cut short"),
    "yolo class of millions": ("yolo_classes_txt", "a.txt", "1000000000 .5 .5 .2 .2\n0 .5 .5 .2 .2\n", "left out"),
    "yolo number of 5000 digits": ("yolo", "labels/train/a.txt", "9" * 5000 + " .5 .5 .2 .2\n", "not understood"),
    "yolo NaN": ("yolo", "labels/train/a.txt", "0 nan .5 .2 .2\n", "not understood"),
    "yolo numbers without end": ("yolo", "labels/train/a.txt", "0 " + "1" * 60_000 + "x .5 .2 .2\n", "not understood"),
    "yolo classes as floats": ("yolo", "labels/*/*.txt", "1.0 0.5 0.5 0.2 0.2\n", ""),
    "yolo commas": ("yolo", "labels/*/*.txt", "1, 0.5, 0.5, 0.2, 0.2\n", ""),
    "yolo of words": ("yolo", "labels/*/*.txt", "cat 0.5 0.5 0.2 0.2\n", ""),
    "yolo of prose": ("yolo", "labels/*/*.txt", "a cat sat here\n", "line 1"),
    "yolo lines in UTF-16": ("yolo", "labels/train/a.txt", "0 .5 .5 .2 .2\n".encode("utf-16"), ""),
    "yolo lines are binary": ("yolo", "labels/train/a.txt", bytes(range(256)) * 20, "not understood"),
    "yaml names: 7": ("yolo", "data.yaml", "names: 7\n", "no list of names"),
    "yaml names: {a: b}": ("yolo", "data.yaml", "names: {a: b}\n", "no list of names"),
    "yaml names in quotes": ("yolo", "data.yaml", "names: {'0': cat, '1': dog}\n", ""),
    "yaml names in GBK": ("yolo", "data.yaml", "names: [苹果, 香蕉]\n".encode("gbk"), ""),
    "yaml names are dates": ("yolo", "data.yaml", "names: [2024-13-45, no]\n", ""),
    "yaml names in lists": ("yolo", "data.yaml", "names: [[[cat]], {a: b}]\n", ""),
    "yaml name of a million": ("yolo", "data.yaml", "names: {1000000: cat, 0: dog}\n", ""),
    "yaml is damaged": ("yolo", "data.yaml", "names: [cat, dog\nnc: 2", "damaged YAML"),
    "yaml of Python": ("yolo", "data.yaml", "names: !!python/object/apply:os.system [exit 1]\n", ""),
    "yaml bomb": ("yolo", "data.yaml", YAML_BOMB + "names: *j\n", ""),
    "yaml merges": ("yolo", "data.yaml", YAML_BOMB + "names: {<<: [*j, *j], 0: cat}\n", ""),
    "yaml is deep": ("yolo", "data.yaml", "names: " + "[" * 5000, "more than 100 levels"),
    "yaml escape that is no letter": ("yolo", "data.yaml", 'names: ["\\Uffffffff"]\n', "no YAML"),
    "labelme label is a list": ("labelme", "a.json", put("shapes", 0, "label", value=["cat"]), "no name"),
    "labelme points of text": ("labelme", "a.json", put("shapes", 0, "points", value="x"), "left out"),
    "labelme points of three": ("labelme", "a.json", put("shapes", 0, "points", value=[[1, 2, 3]] * 2), "left out"),
    "labelme points of NaN": ("labelme", "a.json", put("shapes", 0, "points", value=[[float("nan")] * 2] * 2), "left"),
    "labelme kind is a list": ("labelme", "a.json", put("shapes", 0, "shape_type", value=[]), ""),
    "labelme size is true": ("labelme", "a.json", put("imageWidth", value=True), ""),
    "labelme path is a number": ("labelme", "a.json", put("imagePath", value=7), ""),
    "labelme is cut": ("labelme", "b.json", lambda d: d[:-9], "cut short"),
    "table of zero bytes": ("table", "table.csv", lambda d: d.replace(b"a.png", b"a\0.png"), "is not there"),
    "table with an open quote": ("table", "table.csv", lambda d: b'"' + d + b"x" * 200_000, "quotation mark"),
    "table label of 9000 letters": (
        "table",
        "table.csv",
        lambda d: d.replace(b",x,", b"," + b"x" * 9000 + b","),
        "only one class",
    ),
    "table label of digits": ("table", "table.csv", lambda d: d.replace(b",x,", b"," + b"9" * 450 + b","), ""),
    "legend of 300 classes": ("masks_classes.txt", "classes.txt", "\n".join(map(str, range(300, 600))), "at most 255"),
    "legend with a huge value": ("masks_classes.txt", "classes.txt", "0 b\n1 cat\n2 dog\n99999 x\n", "left out"),
    "legend with a colour of 300": (
        "masks_label_colors.txt",
        "label_colors.txt",
        lambda d: d + b"300 0 0 x\n",
        "left out",
    ),
    "legend without a row": ("masks_class_dict.csv", "class_dict.csv", "", ""),
    "legend of odd JSON": ("masks_dataset_meta.json", "dataset_meta.json", '{"label_map": {"a": [], "1": {}}}', ""),
    "legend colours are short": (
        "masks_dataset_meta.json",
        "dataset_meta.json",
        put("segmentation_colors", value=[[1], None]),
        "",
    ),
    "legend that ignores all": ("masks_classes.txt", "classes.txt", "void\nignore\nborder\n", "belongs to"),
    "ade20k number of a million": ("ade20k_json", "training/*.json", xml("262", "1000000"), ""),
    "ade20k name is a list": ("ade20k_json", "training/*.json", xml('"dog"', "[]"), ""),
    "ade20k line without cells": ("ade20k_lines", "training/*_atr.txt", "x # y\n", "no object"),
    "cifar names are lists": ("cifar", "batches.meta", pickle.dumps({"label_names": [["a"], "b"]}, 2), "damaged"),
    "cifar label of 10**30": (
        "cifar",
        "test_batch",
        pickle.dumps({"data": np.zeros((4, 3072), np.uint8), "labels": [0, 1, 10**30, 0]}, 2),
        "damaged",
    ),
    "cifar lists in lists": ("cifar", "batches.meta", b"\x80\x02](X\x01\x00\x00\x00a" + b"q\x00" + b"e.", "damaged"),
    "idx promises four gigabytes": (
        "idx",
        "train-images-idx3-ubyte",
        b"\0\0\x08\x03" + struct.pack(">iii", 60_000, 250, 280) + b"\0" * 100,
        "damaged",
    ),
    "idx is cut in its header": ("idx", "train-images-idx3-ubyte", b"\0\0\x08\x03\0\0", "damaged"),
    "via without shapes": ("via_boxes", "*.json", xml('"rect"', '"polyline"'), "no boxes, no outlines"),
    "via numbers of words": ("via_boxes", "*.json", xml('"x": 2', '"x": "left"'), "no box of numbers"),
    "via numbers without end": ("via_boxes", "*.json", xml('"x": 2', '"x": 1e999'), "no box of numbers"),
    "via names are null": ("via_boxes", "*.json", xml('"filename": "a.png"', '"filename": null'), "no annotation"),
    "via regions are a number": ("via_boxes", "*.json", coco(lambda t: t.update({"x": {"regions": 3}})), ""),
    "via is cut": ("via_boxes", "*.json", lambda d: d[:-30], "cut short"),
    "label studio size of NaN": ("label_studio_boxes", "*.json", xml('_width": 24', '_width": NaN'), "no boxes"),
    "label studio side below zero": ("label_studio_boxes", "*.json", xml('"width": 54', '"width": -54'), "no box of"),
    "label studio results are null": (
        "label_studio_boxes",
        "*.json",
        xml('"value": {', '"value": null, "x": {'),
        "no boxes",
    ),
    "label studio labels are lists": ("label_studio_boxes", "*.json", xml('["cat"]', '[["cat"]]'), "no name"),
    "cvat corners of words": ("cvat_boxes", "*.xml", xml('xtl="2.00"', 'xtl="left"'), "no box of numbers"),
    "cvat in UTF-16": ("cvat_boxes", "*.xml", lambda d: d.decode().encode("utf-16"), ""),
    "cvat entities": ("cvat_boxes", "*.xml", lambda d: (BOMB + "]>").encode() + d, "entities"),
    "cvat runs of words": ("cvat_masks", "*.xml", xml("1, 2, 2, 2, 5", "1, x"), "damaged run lengths"),
    "cvat runs below zero": ("cvat_masks", "*.xml", xml("1, 2, 2, 2, 5", "1, -2, 13"), "damaged run lengths"),
    "cvat mask without end": ("cvat_masks", "*.xml", xml('width="4"', 'width="199999999"'), "damaged run lengths"),
    "cvat size of NaN": ("cvat_masks", "*.xml", xml('width="24"', 'width="nan"'), "damaged run lengths"),
    "cvat frame without end": ("cvat_video", "*.xml", xml('frame="3"', 'frame="1e999"'), ""),
    "supervisely origin of words": ("supervisely_masks", "train/ann/*.json", xml("[5, 7]", '["a", 7]'), "damaged mask"),
    "supervisely origin far away": (
        "supervisely_masks",
        "train/ann/*.json",
        xml("[5, 7]", "[-999999, 7]"),
        "damaged mask",
    ),
    "supervisely mask of zeros": (
        "supervisely_masks",
        "train/ann/*.json",
        coco(lambda t: t["objects"][0]["bitmap"].update(data=ZEROS)),
        "damaged mask",
    ),
    "supervisely is cut": ("supervisely_boxes", "set/ann/a.png.json", lambda d: d[:-20], "a.png.json"),
    "labelbox a line is cut": ("labelbox_boxes", "*.ndjson", lambda d: d[:-20], "damaged JSON (line 4"),
    "labelbox objects as text": (
        "labelbox_boxes",
        "*.ndjson",
        xml('"objects": [', '"objects": "x", "y": ['),
        "no boxes",
    ),
    "vott tags are null": ("vott_boxes", "*/*.json", xml('["cat"]', "null"), "no name"),
    "vott assets are null": (
        "vott_assets_boxes",
        "target/*.json",
        xml('"asset": {', '"asset": null, "x": {'),
        "none of them is there",
    ),
    "create ml coordinates as text": ("create_ml_boxes", "*.json", xml('"x": 8.5', '"x": "8.5"'), ""),
    "create ml names are numbers": (
        "create_ml_boxes",
        "*.json",
        xml('"image": "a.png"', '"image": 7'),
        "no annotation",
    ),
    "labelme xml corners of words": (
        "labelme_xml_shapes",
        "A*/**/*.xml",
        xml("<x>2</x>", "<x>left</x>"),
        "no box of numbers",
    ),
    "datumaro labels beyond": ("datumaro_boxes", "*/*.json", xml('"label_id": 1', '"label_id": 99'), "no name"),
    "datumaro runs too long": ("datumaro_masks", "*/*.json", xml("[22, 8, 450]", "[22, 8, 1e300]"), "damaged run"),
    "ground truth class map is a list": (
        "ground_truth_boxes",
        "*.manifest",
        xml('"class-map": {', '"class-map": 1, "y": {'),
        "no shapes",
    ),
    "list of pictures is binary": ("voc", "ImageSets/Main/train.txt", bytes(range(256)), ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_in_words(tmp_path: Path, name: str) -> None:
    seed, pattern, content, word = CASES[name]
    SEEDS[seed](tmp_path / "set")
    files = sorted((tmp_path / "set").glob(pattern))
    assert files
    for file in files:
        new = content(file.read_bytes()) if callable(content) else content
        file.write_bytes(new.encode() if isinstance(new, str) else new)
    try:
        project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    except UserError as error:
        assert word and word in str(error)
        return
    check(project)
    told = [str(note) for note in project.notes]
    for picture in project.index.pictures(status=None):
        told += [str(picture.reason), *(str(Message.from_json(n)) for n in (picture.annotation or {}).get("notes", ()))]
    project.close()
    assert word in "\n".join(told), told


def test_an_unknown_category_is_never_the_class_of_that_name(tmp_path: Path) -> None:
    SEEDS["coco"](tmp_path / "set")
    file = tmp_path / "set" / ROOT
    tree = json.loads(file.read_text())
    tree["categories"][1]["name"] = "99"
    tree["annotations"][0]["category_id"] = 99
    file.write_text(json.dumps(tree))
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    project.close()
    assert sum(project.index.amounts()["99"].values()) == 1  # the other of two dogs


def test_more_than_255_classes_are_read_as_boxes(tmp_path: Path) -> None:
    SEEDS["coco"](tmp_path / "set")
    file = tmp_path / "set" / ROOT
    tree = json.loads(file.read_text())
    tree["categories"] = MANY_NAMES
    file.write_text(json.dumps(tree))
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    check(project)
    project.close()
    assert project.task == "detection" and len(project.classes) == 300


def test_masks_of_which_only_the_transparency_differs_are_read_by_it(tmp_path: Path) -> None:
    SEEDS["masks_classes.txt"](tmp_path / "set")
    (tmp_path / "set/classes.txt").unlink()
    for number, name in enumerate(NAMES):
        pixels = np.full((*SIZE[::-1], 4), 255, np.uint8)
        pixels[2 : 9 + number, 3:9, 3] = 0
        Image.fromarray(pixels).save(tmp_path / f"set/masks/{name}.png")
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    check(project)
    project.close()
    assert project.classes == ("background", "foreground")
    assert any("transparency" in str(note) for note in project.notes)


# Bombs, in a process that may not grow

COCO_BOMB = '{"categories": [{"id": 1, "name": "a"}], "annotations": [{"bbox": [1, 1, 2, 2]}], "images": ['

BOMBS: dict[str, tuple[str, str, Callable[[Path], None]]] = {
    "yaml": ("yolo", "data.yaml", lambda file: _write(file, YAML_BOMB + "names: [*j, *j]\n")),
    "yaml names": ("yolo", "data.yaml", lambda file: _write(file, "names: {9999: a}\n" * 20_000)),
    "xml": ("voc", "Annotations/a.xml", lambda file: _write(file, BOMB + "]><annotation>&j;</annotation>")),
    "json": ("coco", ROOT, lambda file: _write(file, COCO_BOMB + "{}," * 20_000_000 + "{}]}")),
    "yolo": ("yolo_classes_txt", "a.txt", lambda file: _unnamed(file, "999999999 .5 .5 .2 .2\n0 .5 .5 .2 .2\n")),
    "outline": ("coco_outlines", ROOT, lambda file: _write(file, _many_corners(file))),
    "idx": ("idx_packed", "train-images-idx3-ubyte.gz", lambda file: _gzip_bomb(file)),
    "pickle": ("cifar", "batches.meta", lambda file: _pickle_bomb(file) and None),
}


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _unnamed(file: Path, text: str) -> None:
    (file.parent / "classes.txt").unlink()
    _write(file, text)


def _many_corners(file: Path) -> str:
    tree = json.loads(file.read_text())
    tree["annotations"][0]["segmentation"] = [[number % 19 for number in range(600_000)]]
    return json.dumps(tree)


def _gzip_bomb(file: Path) -> None:
    import gzip

    with gzip.open(file, "wb") as opened:
        opened.write(b"\0\0\x08\x03" + struct.pack(">iii", 30_000, 100, 100))
        for _ in range(300):
            opened.write(bytes(10**6))


def _pickle_bomb(file: Path) -> int:
    """Lists of ten of the list before, thirty times over, in a few hundred bytes."""
    body = b"X\x01\x00\x00\x00aq\x00"
    for level in range(30):
        memo = bytes([level])
        body += b"](" + (b"h" + memo) * 10 + b"eq" + bytes([level + 1])
    return file.write_bytes(b"\x80\x02}X\x0b\x00\x00\x00label_names" + body + b"s.")


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="memory is limited so on Linux")
def test_no_bomb_takes_much_memory_or_time(tmp_path: Path) -> None:
    for name, (seed, file, make) in BOMBS.items():
        SEEDS[seed](tmp_path / name)
        make(tmp_path / name / file)
    limits = resource.RLIMIT_AS, resource.RLIMIT_CPU
    bounds = 2 * 2**30, 200  # bytes of address space, seconds of processor for all of them

    def limit() -> None:
        for kind, bound in zip(limits, bounds, strict=True):
            resource.setrlimit(kind, (bound, bound))

    words = [sys.executable, "-c", CHILD, *map(str, (tmp_path / name for name in BOMBS))]
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, capture_output=True, text=True, env=env, preexec_fn=limit)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "entities" in told["xml"] and "999999999" in told["yolo"] and "damaged" in told["pickle"]
    assert "damaged" in told["idx"] and "annotations.json" in told["json"] and told["outline"] is not None


CHILD = """
import json, sys
from pathlib import Path
from sft_gui.data.project import Project
from sft_gui.errors import UserError
told = {}
for number, source in enumerate(map(Path, sys.argv[1:])):
    try:
        project = Project.create(source, folder=source.parent / f"project {number}")
        reasons = [str(picture.reason) for picture in project.index.unreadable()]
        told[source.name] = " ".join([*map(str, project.notes), *reasons])
        project.close()
    except UserError as error:
        told[source.name] = str(error)
print(json.dumps(told))
"""
