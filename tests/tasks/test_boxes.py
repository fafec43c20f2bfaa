"""Average precision against pycocotools, and the confusion between boxes by hand."""

import contextlib
import io
import math

import numpy as np
import pytest

from sft_gui.tasks.boxes import SURE, DetectedObject, Found, Truth, average_precision, confusion_of, overlap
from sft_gui.tasks.detection import BoxPrediction

CLASSES = ("cat", "dog", "eel")


def scenes(seed, pictures=30):
    """Annotated and found boxes that overlap more or less, crowds and empty pictures among them."""
    random = np.random.default_rng(seed)
    found, truth = [], []
    for _ in range(pictures):
        count = int(random.integers(0, 6))
        corners = random.uniform(0, 150, (count, 2))
        boxes = np.concatenate([corners, corners + random.uniform(8, 120, (count, 2))], 1).astype(np.float32)
        labels = random.integers(0, 2, count)  # no eel is ever annotated
        truth.append(Truth(boxes, labels, random.random(count) < 0.1, 300, 300))
        moved = boxes + random.normal(0, 6, boxes.shape).astype(np.float32)
        kept = random.random(count) < 0.9
        extra = np.array([[5, 5, 60, 60]], np.float32)
        said = np.where(random.random(count) < 0.85, labels, random.integers(0, 3, count))
        scores = random.random(int(kept.sum()) + 1).astype(np.float32)
        best = np.argsort(-scores)
        all_boxes, all_labels = np.concatenate([moved[kept], extra]), np.append(said[kept], random.integers(0, 3))
        found.append(Found(all_boxes[best], all_labels[best], scores[best]))
    return found, truth


@pytest.mark.parametrize("seed", range(4))
def test_average_precision_equals_pycocotools(seed):
    coco, cocoeval = pytest.importorskip("pycocotools.coco"), pytest.importorskip("pycocotools.cocoeval")
    found, truth = scenes(seed)
    scores, per_class = average_precision(found, truth, CLASSES)
    dataset, annotations, results = coco.COCO(), [], []
    for image, each in enumerate(truth, 1):
        for (x0, y0, x1, y1), label, crowd in zip(each.boxes.tolist(), each.labels, each.crowd, strict=True):
            box = [x0, y0, x1 - x0, y1 - y0]
            annotations.append(
                {"id": len(annotations) + 1, "image_id": image, "category_id": int(label) + 1, "bbox": box,
                 "area": box[2] * box[3], "iscrowd": int(crowd)}
            )  # fmt: skip
    for image, each in enumerate(found, 1):
        for (x0, y0, x1, y1), label, score in zip(each.boxes.tolist(), each.labels, each.scores.tolist(), strict=True):
            box = [x0, y0, x1 - x0, y1 - y0]
            results.append({"image_id": image, "category_id": int(label) + 1, "bbox": box, "score": score})
    dataset.dataset = {
        "images": [{"id": i, "width": 300, "height": 300} for i in range(1, len(truth) + 1)],
        "annotations": annotations,
        "categories": [{"id": i, "name": name} for i, name in enumerate(CLASSES, 1)],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        dataset.createIndex()
        evaluate = cocoeval.COCOeval(dataset, dataset.loadRes(results), "bbox")
        evaluate.evaluate()
        evaluate.accumulate()
        evaluate.summarize()
    assert scores["map"] == pytest.approx(evaluate.stats[0], abs=1e-12)
    assert scores["map50"] == pytest.approx(evaluate.stats[1], abs=1e-12)
    for k, finding in enumerate(per_class):
        precision = evaluate.eval["precision"][:, :, k, 0, -1]
        known = precision[precision > -1]
        if known.size:
            assert finding.values["ap"] == pytest.approx(known.mean(), abs=1e-12)
            assert finding.values["ar"] == pytest.approx(evaluate.eval["recall"][:, k, 0, -1].mean(), abs=1e-12)
        else:
            assert finding.name == "eel" and math.isnan(finding.values["ap"]) and finding.count == 0


def test_nothing_found_is_zero_and_nothing_to_find_is_no_error():
    nothing = Found(np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32))
    one = Truth(np.array([[0, 0, 9, 9]], np.float32), np.array([1]), np.array([False]), 20, 20)
    empty = Truth(np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros(0, bool), 20, 20)
    scores, per_class = average_precision([nothing], [one], CLASSES)
    assert scores == {"map": 0.0, "map50": 0.0} and [each.count for each in per_class] == [0, 1, 0]
    assert average_precision([nothing], [empty], CLASSES)[0] == {"map": 0.0, "map50": 0.0}


def test_confusion_counts_right_mixed_up_missed_and_false_alarms():
    truth = Truth(
        np.array([[0, 0, 10, 10], [20, 0, 30, 10], [40, 0, 50, 10], [60, 0, 99, 39]], np.float32),
        np.array([0, 0, 1, 2]),
        np.array([False, False, False, True]),
        100,
        100,
    )
    found = Found(
        np.array([[0, 0, 10, 9], [20, 0, 30, 11], [0, 50, 10, 60], [0, 0, 10, 10], [61, 0, 99, 39]], np.float32),
        np.array([0, 1, 2, 0, 2]),
        np.array([0.9, 0.8, 0.7, 0.6, 0.95], np.float32),
    )
    counts = confusion_of(found, truth, 3)
    assert counts[0, 0] == 1 and counts[0, 1] == 1  # one right, one taken for another class
    assert counts[1, 3] == 1  # missed
    assert counts[3, 2] == 1 and counts[3, 0] == 1  # out of the blue, and the same thing a second time
    assert counts.sum() == 5  # what lies in a crowd is not counted
    unsure = Found(found.boxes, found.labels, found.scores * 0.1)
    assert confusion_of(unsure, truth, 3)[:3, 3].tolist() == [2, 1, 0]


def test_box_at_the_threshold_counts():
    truth = Truth(np.array([[0, 0, 10, 10]], np.float32), np.array([1]), np.array([False]), 20, 20)
    for score, row in ((SURE, [0, 1, 0, 0]), (SURE - 0.01, [0, 0, 0, 1])):
        found = Found(truth.boxes, truth.labels, np.array([score], np.float32))
        assert confusion_of(found, truth, 3)[1].tolist() == row
    objects = tuple(DetectedObject((0, 0, 1, 1), "cat", score) for score in (0.9, 0.7, 0.69))
    assert BoxPrediction(objects).above(0.7) == list(objects[:2])


def test_overlap_is_intersection_over_union():
    boxes = np.array([[0, 0, 2, 2], [1, 1, 3, 3]], np.float32)
    assert overlap(boxes, boxes) == pytest.approx(np.array([[1, 1 / 7], [1 / 7, 1]]))
