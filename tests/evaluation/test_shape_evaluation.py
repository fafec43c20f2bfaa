"""Stored predictions evaluated by the tasks and by the reference tools: pycocotools and scikit-learn."""

import contextlib
import io
import json

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score, confusion_matrix, jaccard_score
from torchvision.tv_tensors import BoundingBoxes

from sft_gui.data.index import Picture, Split, Status
from sft_gui.evaluation.evaluate import read
from sft_gui.prediction.export.shapes import write_coco
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.boxes import Found, overlap
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.segmentation import SEGMENTATION, Logits

CLASSES = ("cat", "dog", "eel")
WIDTH, HEIGHT, PICTURES = 160, 120, 12


def pictures():
    return [
        Picture(n, f"{n:02}.png", None, None, Split.VAL, Status.OK, None, WIDTH, HEIGHT, 0, 0.0, "")
        for n in range(1, PICTURES + 1)
    ]


def kept(evaluation):
    """Give the evaluation as it is read back from disk."""
    return read(json.loads(json.dumps(evaluation.to_json(), allow_nan=False)))


def evaluated(task, outputs, targets):
    scores = task.scores(CLASSES)
    for start in range(0, len(targets), 5):  # in batches, the last one smaller
        scores.update(outputs(start, start + 5), targets[start : start + 5])
    common = {"split": Split.VAL, "task": task, "classes": CLASSES, "scores": scores.result()}
    return kept(scores.evaluation(pictures(), **common))


def drawn(random, count):
    """Draw boxes that lie apart, one in each quarter at most, so that it is beyond doubt which means which."""
    places = np.array([[0, 0], [80, 0], [0, 60], [80, 60]])[random.permutation(4)[:count]]
    corners = places + random.uniform(2, 10, (count, 2))
    return np.concatenate([corners, corners + random.uniform(28, 46, (count, 2))], 1).round(1).astype(np.float32)


@pytest.fixture(scope="module")
def boxes():
    """Annotated and found boxes of some pictures: moved, renamed, missed and invented."""
    random = np.random.default_rng(5)
    targets, found = [], []
    for _ in range(PICTURES):
        count = int(random.integers(0, 5))
        all_boxes = drawn(random, 4)
        truth, labels = all_boxes[:count], random.integers(0, 3, count)
        canvas = BoundingBoxes(torch.from_numpy(truth.copy()), format="XYXY", canvas_size=(HEIGHT, WIDTH))
        targets.append({"boxes": canvas, "labels": torch.from_numpy(labels), "crowd": torch.zeros(count).bool()})
        seen = np.flatnonzero(random.random(4) < np.where(np.arange(4) < count, 0.85, 0.3))
        said = np.where(random.random(4) < 0.2, random.integers(0, 3, 4), np.append(labels, [0] * (4 - count)))
        scores = np.sort(random.uniform(0.1, 1, len(seen)).round(5))[::-1].astype(np.float32)
        moved = (all_boxes[seen] + random.uniform(-4, 4, (len(seen), 4)).round(1)).round(2).clip(0).astype(np.float32)
        found.append(Found(moved, said[seen].astype(np.int64), scores))
    return found, targets


def test_boxes_saved_as_coco_have_pycocotools_precision(boxes, tmp_path):
    coco, cocoeval = pytest.importorskip("pycocotools.coco"), pytest.importorskip("pycocotools.cocoeval")
    found, targets = boxes
    evaluation = evaluated(DETECTION, lambda low, high: found[low:high], targets)
    named = zip(pictures(), DETECTION.decode(found, CLASSES), strict=True)
    answers = [Answer(picture.path, None, said, width=WIDTH, height=HEIGHT) for picture, said in named]
    write_coco(tmp_path / "said.json", answers, CLASSES, threshold=0.0)
    said = json.loads((tmp_path / "said.json").read_text())
    truth = coco.COCO()
    truth.dataset = {"images": said["images"], "categories": said["categories"], "annotations": []}
    for image, target in enumerate(targets, 1):
        for (x0, y0, x1, y1), label in zip(target["boxes"].tolist(), target["labels"].tolist(), strict=True):
            truth.dataset["annotations"].append(
                {"id": len(truth.dataset["annotations"]) + 1, "image_id": image, "category_id": label + 1,
                 "bbox": [x0, y0, x1 - x0, y1 - y0], "area": (x1 - x0) * (y1 - y0), "iscrowd": 0}
            )  # fmt: skip
    with contextlib.redirect_stdout(io.StringIO()):
        truth.createIndex()
        evaluate = cocoeval.COCOeval(truth, truth.loadRes(said["annotations"]), "bbox")
        evaluate.evaluate()
        evaluate.accumulate()
        evaluate.summarize()
    assert 0.1 < evaluation.headline == pytest.approx(evaluate.stats[0], abs=1e-9)
    assert evaluation.scores["map50"] == pytest.approx(evaluate.stats[1], abs=1e-9)
    precision, recall = evaluate.eval["precision"][..., 0, -1], evaluate.eval["recall"][..., 0, -1]
    for k, finding in enumerate(evaluation.per_class):
        assert finding.count == sum(int((target["labels"] == k).sum()) for target in targets)
        expected = {"ap": precision[:, :, k].mean(), "ap50": precision[0, :, k].mean(), "ar": recall[:, k].mean()}
        row = evaluation.confusion[k]
        expected["recall"] = row[k] / sum(row)
        assert finding.values == pytest.approx(expected, abs=1e-9)
        assert evaluation.numbers()[f"val.ap50.{finding.name}"] == finding.values["ap50"]


def test_recall_of_a_class_agrees_with_the_confusion_also_in_what_was_kept_before(boxes):
    found, targets = boxes
    evaluation = evaluated(DETECTION, lambda low, high: found[low:high], targets)
    kept = evaluation.to_json()
    kept |= kept.pop("part")  # as formats 1 and 2 had it
    for finding in kept["per_class"]:
        del finding[2]["recall"]
    for each in (evaluation, read(kept)):
        for k, finding in enumerate(each.per_class):
            assert finding.values["recall"] == each.confusion[k][k] / sum(each.confusion[k])
    assert "0.5" in str(DETECTION.counted_as)


def test_confusion_of_boxes_is_that_of_scikit_learn(boxes):
    found, targets = boxes
    evaluation = evaluated(DETECTION, lambda low, high: found[low:high], targets)
    nothing, truth, said = len(CLASSES), [], []
    for one, target in zip(found, targets, strict=True):
        sure = one.scores >= 0.5
        same = overlap(target["boxes"].numpy(), one.boxes[sure]) >= 0.5
        assert same.sum(0).max(initial=0) <= 1 and same.sum(1).max(initial=0) <= 1
        labels, named = target["labels"].numpy(), one.labels[sure]
        for row, column in zip(*np.nonzero(same), strict=True):
            truth.append(labels[row])
            said.append(named[column])
        truth += [*labels[~same.any(1)], *[nothing] * int((~same.any(0)).sum())]
        said += [*[nothing] * int((~same.any(1)).sum()), *named[~same.any(0)]]
    expected = confusion_matrix(truth, said, labels=range(nothing + 1))
    assert np.array_equal(evaluation.confusion, expected) and evaluation.has_missed
    off_diagonal = expected.sum() - np.trace(expected)
    assert off_diagonal == sum(cell[2] for picture in evaluation.pictures for cell in picture.cells) > 5
    row, column = 0, nothing
    assert sum(picture.count(row, column) for picture in evaluation.cell(row, column)) == expected[row, column]
    worst = [picture.score for picture in evaluation.worst()]
    assert worst == sorted(worst) and worst[0] < 1


def test_masks_have_the_scores_and_the_confusion_of_scikit_learn():
    random = np.random.default_rng(9)
    truth = random.integers(0, 3, (PICTURES, 24, 32)).astype(np.uint8)
    truth[random.random(truth.shape) < 0.1] = 255
    logits = torch.from_numpy(random.normal(0, 1, (PICTURES, 3, 24, 32)).astype(np.float32))
    logits += 2 * torch.nn.functional.one_hot(torch.from_numpy(truth).long().clamp(max=2), 3).movedim(3, 1)
    outputs = lambda low, high: Logits(logits[low:high], [(24, 32)] * len(logits[low:high]))  # noqa: E731
    evaluation = evaluated(SEGMENTATION, outputs, [{"mask": mask} for mask in truth])
    counts = truth != 255
    flat, said = truth[counts], logits.argmax(1).numpy()[counts]
    assert np.array_equal(evaluation.confusion, confusion_matrix(flat, said, labels=range(3)))
    iou = jaccard_score(flat, said, labels=range(3), average=None)
    assert [finding.values["iou"] for finding in evaluation.per_class] == pytest.approx(iou.tolist())
    assert evaluation.headline == pytest.approx(iou.mean()) and not evaluation.has_missed
    assert evaluation.scores["pixel_accuracy"] == pytest.approx(accuracy_score(flat, said))
    for n, picture in enumerate(evaluation.pictures):
        own = jaccard_score(truth[n][counts[n]], logits[n].argmax(0).numpy()[counts[n]], average="macro")
        assert picture.score == pytest.approx(own)
