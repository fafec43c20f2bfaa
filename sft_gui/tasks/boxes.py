"""Boxes found and boxes annotated: COCO's average precision by faster-coco-eval, and which is taken for which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sft_gui.tasks.shape_evaluation import ClassFinding

SURE = 0.5  # score from which a box counts in the confusion between classes
SAME = 0.5  # overlap (IoU) from which two boxes mean the same thing


@dataclass(frozen=True, slots=True)
class DetectedObject:
    """One object that a model finds in a picture."""

    box: tuple[float, float, float, float]  # left, top, right, bottom in the picture's own pixels
    label: str
    score: float  # 0 to 1


@dataclass(frozen=True)
class Found:
    """What a model finds in one picture, best first, in the picture's own pixels."""

    boxes: np.ndarray  # (N, 4) float, x0, y0, x1, y1
    labels: np.ndarray  # (N,) class indices
    scores: np.ndarray  # (N,) 0 to 1

    @classmethod
    def of(cls, objects: Sequence[DetectedObject], classes: Sequence[str]) -> Found:
        """Take the objects of a prediction."""
        return cls(
            np.array([each.box for each in objects], np.float32).reshape(-1, 4),
            np.array([classes.index(each.label) for each in objects], np.int64),
            np.array([each.score for each in objects], np.float32),
        )


@dataclass(frozen=True)
class Truth:
    """What is annotated in one picture."""

    boxes: np.ndarray  # (N, 4) float, x0, y0, x1, y1
    labels: np.ndarray  # (N,) class indices
    crowd: np.ndarray  # (N,) bool: many in one box, neither found nor missed
    height: int
    width: int


def average_precision(
    found: Sequence[Found], truth: Sequence[Truth], classes: Sequence[str]
) -> tuple[dict[str, float], list[ClassFinding]]:
    """Return COCO's ``map`` and ``map50``, and AP, AP@.5 and AR (100 boxes a picture) of each class.

    A class without a box has NaN and is left out of the means.
    """
    from faster_coco_eval import COCO, COCOeval_faster

    names = [{"id": i + 1, "name": name} for i, name in enumerate(classes)]
    annotations = [
        _annotation(image, box, label, bool(crowd))
        for image, each in enumerate(truth, 1)
        for box, label, crowd in zip(each.boxes.tolist(), each.labels.tolist(), each.crowd.tolist(), strict=True)
    ]
    counts = np.bincount([line["category_id"] - 1 for line in annotations if not line["iscrowd"]] or [0])
    counts = np.pad(counts, (0, len(classes) - len(counts))) if annotations else np.zeros(len(classes), np.int64)
    boxes = [
        [image, *_corner_and_size(box), score, label + 1]
        for image, each in enumerate(found, 1)
        for box, label, score in zip(each.boxes.tolist(), each.labels.tolist(), each.scores.tolist(), strict=True)
    ]
    if not annotations or not boxes:
        nothing = [0.0 if count else float("nan") for count in counts]
        return {"map": 0.0, "map50": 0.0}, [
            ClassFinding(name, int(count), {"ap": value, "ap50": value, "ar": value})
            for name, count, value in zip(classes, counts, nothing, strict=True)
        ]
    images = [{"id": i, "height": each.height, "width": each.width} for i, each in enumerate(truth, 1)]
    for number, line in enumerate(annotations, 1):
        line["id"] = number
    dataset = COCO({"images": images, "categories": names, "annotations": annotations})
    results = [{"image_id": line[0], "bbox": line[1:5], "score": line[5], "category_id": line[6]} for line in boxes]
    evaluate = COCOeval_faster(dataset, dataset.loadRes(results), "bbox", print_function=lambda *_: None)
    evaluate.evaluate()
    evaluate.accumulate()
    precision, recall = evaluate.eval["precision"][..., 0, -1], evaluate.eval["recall"][..., 0, -1]
    per_class = [
        ClassFinding(
            name,
            int(counts[k]),
            {
                "ap": _mean(precision[:, :, k]),
                "ap50": _mean(precision[0, :, k]),
                "ar": _mean(recall[:, k]),
            },
        )
        for k, name in enumerate(classes)
    ]
    return {"map": _mean(precision, 0.0), "map50": _mean(precision[0], 0.0)}, per_class


def _mean(values: np.ndarray, nothing: float = float("nan")) -> float:
    known = values[values > -1]
    return float(known.mean()) if known.size else nothing


def _annotation(image: int, box: Sequence[float], label: int, crowd: bool) -> dict[str, Any]:
    x, y, width, height = _corner_and_size(box)
    return {
        "image_id": image, "category_id": label + 1, "bbox": [x, y, width, height], "area": width * height,
        "iscrowd": int(crowd),
    }  # fmt: skip


def _corner_and_size(box: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return x0, y0, x1 - x0, y1 - y0


def confusion_of(found: Found, truth: Truth, num_classes: int) -> np.ndarray:
    """Count boxes ``(classes + 1, classes + 1)``, ground truth by predicted; last are false alarms and missed.

    Boxes of at least :data:`SURE` take, best first, the annotated box that they overlap most; what lies in a crowd
    does not count.
    """
    counts = np.zeros((num_classes + 1, num_classes + 1), np.int64)
    sure = np.flatnonzero(found.scores >= SURE)
    overlaps = overlap(found.boxes[sure], truth.boxes)
    free = ~truth.crowd
    for row in np.argsort(-found.scores[sure], kind="stable"):
        predicted, values = found.labels[sure[row]], np.where(free, overlaps[row], -1.0)
        best = int(values.argmax()) if values.size else -1
        if best >= 0 and values[best] >= SAME:
            free[best] = False
            counts[truth.labels[best], predicted] += 1
        elif not (overlaps[row][truth.crowd] >= SAME).any():
            counts[num_classes, predicted] += 1
    np.add.at(counts, (truth.labels[free], num_classes), 1)
    return counts


def overlap(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the intersection over union ``(N, M)`` of boxes ``(N, 4)`` and ``(M, 4)``."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    both = np.clip(high - low, 0, None).prod(2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(1) for boxes in (first, second)]
    shares: np.ndarray = both / np.maximum(areas[0][:, None] + areas[1][None] - both, 1e-9)
    return shares
