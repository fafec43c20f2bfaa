"""Boxes and masks as files, read back by other libraries: the same coordinates, classes and numbers."""

import contextlib
import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.names import safe_name, same_key
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.prediction.export.shapes import write_coco, write_counts, write_masks, write_voc, write_yolo
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.boxes import DetectedObject
from sft_gui.tasks.detection import BoxPrediction
from sft_gui.tasks.segmentation import SEGMENTATION, MaskPrediction

CLASSES = ("猫", "dog, big", "eel <&>")
UNREADABLE = Answer("n.pdf", Path("/n.pdf"), error=say("n.pdf is a PDF, not a picture."))


def boxes_of(name, boxes, *, width=200, height=100):
    objects = tuple(DetectedObject(tuple(box), label, score) for box, label, score in boxes)
    return Answer(Path(name).name, Path(name), BoxPrediction(objects), width=width, height=height)


def drawn_boxes(seed, count=6, width=200, height=100):
    random = np.random.default_rng(seed)
    low = random.uniform(0, [width - 40, height - 40], (count, 2))
    corners = np.concatenate([low, low + random.uniform(2, 40, (count, 2))], 1)
    scores = sorted(random.uniform(0.2, 1, count).tolist(), reverse=True)
    return [
        (tuple(box), CLASSES[k % 3], score) for k, (box, score) in enumerate(zip(corners.tolist(), scores, strict=True))
    ]


ANSWERS = [
    boxes_of("/a/one 中.jpg", drawn_boxes(1)),
    UNREADABLE,
    boxes_of("/b/one 中.jpg", drawn_boxes(2)),
    boxes_of("/c/empty.png", [], width=9, height=7),
]
ODD = ("a\x1b[31m", "b\u202e", "c\x85", "d: 'x'", "e\n f", "#g")  # as class names


def test_odd_names_make_files_that_other_programs_read(tmp_path):
    yaml = pytest.importorskip("yaml")
    names = ["A.png", "a.jpg", "e\u0301.png", "é.png", "a\x1b[31m.png", "CON.png", "x" * 250 + ".png"]
    odd = [boxes_of(f"/{n}/{name}", [((1, 2, 30, 40), ODD[n % 6], 0.9)]) for n, name in enumerate(names)]
    write_voc(tmp_path / "voc", odd, ODD)
    write_yolo(tmp_path / "yolo", odd, ODD)
    for folder in (tmp_path / "voc", tmp_path / "yolo" / "labels"):
        stems = [file.stem for file in folder.iterdir()]
        assert len({same_key(stem) for stem in stems}) == len(names) and safe_name("CON", "") in stems
    read = {ElementTree.parse(file).findtext("object/name") for file in (tmp_path / "voc").iterdir()}
    assert "a\\x1b[31m" in read and len(read) == 6
    told = yaml.safe_load((tmp_path / "yolo" / "data.yaml").read_text(encoding="utf-8"))["names"]
    assert tuple(told[n] for n in range(6)) == ODD


READ = [answer for answer in ANSWERS if answer.prediction]


def sure(answer, threshold=0.5):
    return answer.prediction.above(threshold)


@pytest.mark.parametrize("threshold", [0.5, 0.0])
def test_coco_is_what_pycocotools_reads(tmp_path, threshold):
    coco = pytest.importorskip("pycocotools.coco")
    write_coco(tmp_path / "boxes.json", ANSWERS, CLASSES, threshold=threshold)
    with contextlib.redirect_stdout(io.StringIO()):
        read = coco.COCO(str(tmp_path / "boxes.json"))
    names = {number: category["name"] for number, category in read.cats.items()}
    assert sorted(names.values()) == sorted(CLASSES)
    for number, answer in zip(read.getImgIds(), READ, strict=True):
        image = read.imgs[number]
        assert (image["file_name"], image["width"], image["height"]) == (answer.name, answer.width, answer.height)
        found, wanted = read.loadAnns(read.getAnnIds(imgIds=number)), sure(answer, threshold)
        assert [names[each["category_id"]] for each in found] == [shape.label for shape in wanted]
        assert [each["score"] for each in found] == pytest.approx([shape.score for shape in wanted], abs=1e-5)
        for each, shape in zip(found, wanted, strict=True):
            x, y, width, height = each["bbox"]
            assert (x, y, x + width, y + height) == pytest.approx(shape.box, abs=0.011)
            assert each["area"] == pytest.approx(width * height, abs=0.01)


def test_voc_has_whole_pixels_from_one_and_names_as_they_are(tmp_path):
    write_voc(tmp_path, ANSWERS, CLASSES)
    for stem, answer in zip(["one 中", "one 中 (2)", "empty"], READ, strict=True):
        root = ElementTree.parse(tmp_path / f"{stem}.xml").getroot()
        assert root.findtext("filename") == answer.name
        assert [int(root.findtext(f"size/{side}")) for side in ("width", "height")] == [answer.width, answer.height]
        things, wanted = root.findall("object"), sure(answer)
        assert [thing.findtext("name") for thing in things] == [shape.label for shape in wanted]
        for thing, shape in zip(things, wanted, strict=True):
            corners = [int(thing.findtext(f"bndbox/{name}")) for name in ("xmin", "ymin", "xmax", "ymax")]
            x0, y0, x1, y1 = corners[0] - 1, corners[1] - 1, corners[2], corners[3]
            assert (x0, y0, x1, y1) == pytest.approx(shape.box, abs=0.5)
            assert float(thing.findtext("score")) == pytest.approx(shape.score, abs=1e-5)


def test_yolo_shares_give_the_same_pixels(tmp_path):
    yaml = pytest.importorskip("yaml")
    write_yolo(tmp_path, ANSWERS, CLASSES)
    names = yaml.safe_load((tmp_path / "data.yaml").read_text("utf-8"))["names"]
    assert list(names.values()) == list(CLASSES)
    for stem, answer in zip(["one 中", "one 中 (2)", "empty"], READ, strict=True):
        rows = np.loadtxt(tmp_path / "labels" / f"{stem}.txt", ndmin=2) if sure(answer) else np.zeros((0, 5))
        assert rows.shape[1] == 5 and [names[int(row[0])] for row in rows] == [each.label for each in sure(answer)]
        centres, sizes = rows[:, 1:3] * (answer.width, answer.height), rows[:, 3:] * (answer.width, answer.height)
        corners = np.concatenate([centres - sizes / 2, centres + sizes / 2], 1)
        assert corners == pytest.approx(np.array([each.box for each in sure(answer)]).reshape(-1, 4), abs=1e-3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 90), st.integers(1, 70))
def test_masks_are_read_by_pillow_pixel_for_pixel(tmp_path, seed, width, height):
    mask = np.random.default_rng(seed).integers(0, 3, (height, width)).astype(np.uint8)
    write_masks(tmp_path, [UNREADABLE, Answer("one.jpg", Path("/one.jpg"), MaskPrediction(mask, ()))], CLASSES)
    with Image.open(tmp_path / "one.png") as image:
        assert image.mode == "P" and np.array_equal(np.asarray(image), mask)
        assert image.getpalette()[:6] == [0, 0, 0, 128, 0, 0]  # PASCAL VOC's colours
    assert list(json.loads((tmp_path / "classes.json").read_text("utf-8")).values()) == list(CLASSES)


def test_counts_are_those_of_the_sure_boxes(tmp_path):
    write_counts(tmp_path / "counts.csv", ANSWERS, CLASSES)
    with open(tmp_path / "counts.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [str(answer.path) for answer in ANSWERS]
    assert rows[1]["problem"] == "n.pdf is a PDF, not a picture." and rows[1]["猫"] == ""
    for row, answer in zip([rows[0], *rows[2:]], READ, strict=True):
        labels = [each.label for each in sure(answer)]
        assert [int(row[name]) for name in CLASSES] == [labels.count(name) for name in CLASSES]


class OneMask:
    """The outputs for one picture, whose most likely classes are known."""

    sizes = ((10, 20),)

    def __init__(self, mask):
        self.mask = lambda i: mask


def test_shares_of_a_mask_are_counted_by_pixels(tmp_path):
    mask = np.zeros((10, 20), np.uint8)
    mask[:5, :4], mask[5:] = 1, 2
    (prediction,) = SEGMENTATION.decode(OneMask(mask), CLASSES)
    write_counts(tmp_path / "shares.csv", [Answer("one.jpg", None, prediction)], CLASSES)
    with open(tmp_path / "shares.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [float(row[name]) for name in CLASSES] == [0.4, 0.1, 0.5] and row["file"] == "one.jpg"


def test_place_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="could not be written"):
        write_voc(tmp_path / "file" / "sub", ANSWERS, CLASSES)
