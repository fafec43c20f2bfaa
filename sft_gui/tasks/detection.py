"""Detection: a box and a class for each thing in a picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from sft_gui.data.scene import fitted, view_size
from sft_gui.messages import Message, say, shown
from sft_gui.tasks.boxes import SAME, SURE, DetectedObject, Found, Truth, average_precision, confusion_of
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.shape_evaluation import ClassFinding, PictureScore, ShapeEvaluation, cells_of
from sft_gui.tasks.task import LossOptions, Prediction, Sizes, Task

if TYPE_CHECKING:
    from torch import Tensor, nn
    from torchvision.tv_tensors import BoundingBoxes

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.models.spec import Family, ModelSpec
    from sft_gui.settings.setting import Settings

PARTS = {  # torchvision's names of the losses
    "loss_classifier": "classification",
    "classification": "classification",
    "loss_box_reg": "box",
    "bbox_regression": "box",
    "loss_objectness": "objectness",
    "bbox_ctrness": "objectness",
    "loss_rpn_box_reg": "rpn",
}
SMALL = 20  # px in the view: where the smallest things are smaller, the pyramid begins at stride 4
SMALLEST_ANCHOR = 8  # px
FEW_BOXES = 5  # a class with fewer has no say in the anchors
KEPT = 100  # boxes of a picture that are kept as a sample
KEPT_SCORE = 0.05


class BoxTarget(TypedDict):
    """The ground truth of one picture."""

    boxes: BoundingBoxes  # (N, 4) float, XYXY
    labels: Tensor  # (N,) int64, class indices
    crowd: Tensor  # (N,) bool: many in one box, neither found nor missed


@dataclass(frozen=True)
class BoxPrediction(Prediction):
    """The objects found in a picture, those with the highest confidence first."""

    objects: tuple[DetectedObject, ...]

    def above(self, threshold: float) -> list[DetectedObject]:
        """Return those with at least this confidence."""
        return [each for each in self.objects if each.score >= threshold]


class DetectionScores:
    """COCO's mean average precision."""

    def __init__(self, classes: Sequence[str]) -> None:
        self._classes = tuple(classes)
        self._found: list[Found] = []
        self._truth: list[Truth] = []

    def update(self, outputs: Sequence[Found], targets: Sequence[BoxTarget]) -> None:
        self._found += outputs
        self._truth += [_truth(target) for target in targets]

    def result(self) -> dict[str, float]:
        return {**average_precision(self._found, self._truth, self._classes)[0], "total": len(self._truth)}

    def evaluation(self, pictures: Sequence[Picture], **common: Any) -> ShapeEvaluation:
        _, per_class = average_precision(self._found, self._truth, self._classes)
        pairs = zip(self._found, self._truth, strict=True)
        counts = [confusion_of(found, truth, len(self._classes)) for found, truth in pairs]
        total = sum(counts, np.zeros((len(self._classes) + 1,) * 2, np.int64))
        return ShapeEvaluation(
            per_class=tuple(_with_recall(finding, total[k], k) for k, finding in enumerate(per_class)),
            confusion=tuple(tuple(int(count) for count in line) for line in total),
            results=tuple(
                PictureScore(picture.id, picture.path, f1(each), cells_of(each))
                for picture, each in zip(pictures, counts, strict=True)
            ),
            **common,
        )


def _with_recall(finding: ClassFinding, row: np.ndarray, place: int) -> ClassFinding:
    """Add the share of a class's boxes that are found and correct, from its row of the confusion; NaN of none."""
    known = int(row.sum())
    recall = int(row[place]) / known if known else math.nan
    return replace(finding, values={**finding.values, "recall": recall})


def f1(confusion: np.ndarray) -> float:
    """Return twice the correct boxes over all annotated and all predicted; 1 where there is none of either."""
    both = int(confusion[:-1].sum() + confusion[:, :-1].sum())
    return 2 * int(np.trace(confusion)) / both if both else 1.0


def details(confusion: np.ndarray) -> dict[str, int]:
    """Return how many boxes are correct, taken for another class, missed and false alarms."""
    correct, known = int(np.trace(confusion)), int(confusion[:-1, :-1].sum())
    missed, false_alarms = int(confusion[:-1, -1].sum()), int(confusion[-1, :-1].sum())
    return {"correct": correct, "mixed_up": known - correct, "missed": missed, "false_alarms": false_alarms}


def _truth(target: BoxTarget) -> Truth:
    height, width = target["boxes"].canvas_size
    boxes, labels, crowd = target["boxes"], target["labels"], target["crowd"]
    return Truth(np.asarray(boxes), np.asarray(labels), np.asarray(crowd), height, width)


class Detection(Task[BoxTarget, BoxPrediction]):
    """Boxes by torchvision's detectors, with their own losses."""

    name = "detection"
    family: Family = "detector"
    label = say("Detection")
    icon = "box"
    metrics: tuple[Metric, ...] = (
        Metric(
            "map",
            say("mAP@[.5:.95]"),
            say(
                "How well boxes are found and placed, 0 to 100: the mean over classes of AP, itself a mean over how "
                "much a box must overlap the true one, from half to 95\u00a0%."
            ),
            good=0.5,
        ),
        Metric(
            "map50",
            say("mAP@.5"),
            say(
                "How well boxes are found, 0 to 100, where a box counts as found once half of it and the true one "
                "overlap."
            ),
        ),
    )
    evaluation: type[Evaluation] = ShapeEvaluation
    class_metrics: tuple[Metric, ...] = (
        Metric("ap", say("AP@[.5:.95]"), say(
            "Average precision of the class: how many of its boxes are correct, over all confidence thresholds, for "
            "overlaps from half to 95\u00a0%."
        )),
        Metric("ap50", say("AP@.5"), say(
            "Average precision of the class where half an overlap with the true box is enough."
        )),
        Metric("recall", say("Recall"), say(
            "The share of the class's true boxes that are found with a confidence of {sure:g} or more, overlap by "
            "{same:g} or more (IoU) and have the correct class: as the matrix counts.", sure=SURE, same=SAME,
        )),
    )  # fmt: skip
    picture_metric: Message | None = say("F1")
    counted_as: Message | None = say(
        "Found is what has a confidence of {sure:g} or more and overlaps by {same:g} or more (IoU)",
        sure=SURE,
        same=SAME,
    )
    loss_parts: tuple[str, ...] = ("classification", "box", "objectness", "rpn")
    overlay = "boxes"
    sees_squares = False

    def read_target(self, picture: Picture, annotations: Annotations) -> BoxTarget:
        import torch
        from torchvision.tv_tensors import BoundingBoxes

        boxes, labels, crowd = annotations.boxes(picture)
        canvas = (picture.height, picture.width)
        return {
            "boxes": BoundingBoxes(torch.from_numpy(boxes), format="XYXY", canvas_size=canvas),  # type: ignore[call-overload]
            "labels": torch.from_numpy(labels),
            "crowd": torch.from_numpy(crowd),
        }

    def plan(
        self, spec: ModelSpec, pictures: Sequence[Picture], annotations: Annotations, settings: Settings
    ) -> dict[str, Any]:
        sizes = [(picture.width, picture.height) for picture in pictures]
        longest = settings["data.image_size"] or min(spec.image_size, int(np.median([max(size) for size in sizes])))
        size = view_size(sizes, longest)
        if spec.backbone is None:
            return {"size": list(size)}
        chosen = (settings["boxes.smallest"], settings["boxes.largest"])
        return {"size": list(size), **_anchors(pictures, annotations, size, chosen)}

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[BoxTarget], options: LossOptions
    ) -> tuple[dict[str, Tensor], None]:
        parts: dict[str, Tensor] = {}
        for name, value in model(images, [_wanted(target, images) for target in targets]).items():
            part = PARTS[name]
            parts[part] = parts[part] + value if part in parts else value
        return parts, None

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes, *, flipped: bool = False) -> list[Found]:
        """Return each picture's boxes in its own pixels; mirror images have no say, since boxes do not add up."""
        view = (images.shape[-2], images.shape[-1])
        return [_own(one, view, size) for one, size in zip(model(images), sizes, strict=True)]

    def eval_loss(self, model: nn.Module, images: Tensor, targets: Sequence[BoxTarget]) -> float:
        """Return the loss that training would have; the proposals it looks at are drawn alike every time."""
        import torch

        view = (images.shape[-2], images.shape[-1])
        torch.manual_seed(0)  # nothing else depends on it: every step of training seeds for itself
        _set_losing_mode(model)
        try:
            parts, _ = self.losses(model, images, [_seen(target, view) for target in targets], LossOptions())
        finally:
            model.eval()
        return float(torch.stack(list(parts.values())).sum())

    def scores(self, classes: Sequence[str]) -> DetectionScores:
        return DetectionScores(classes)

    def decode(self, outputs: Sequence[Found], classes: Sequence[str]) -> list[BoxPrediction]:
        return [_prediction(found, classes) for found in outputs]

    def in_words(self, prediction: BoxPrediction, classes: Sequence[str], threshold: float) -> str:
        found = [each.label for each in prediction.above(threshold)]
        words = [f"{found.count(name)} × {shown(name)}" for name in classes if name in found]
        return ", ".join(words) or str(say("no objects"))

    def as_json(self, prediction: BoxPrediction | None) -> dict[str, Any]:
        return {} if prediction is None else {"boxes": [asdict(each) for each in prediction.objects]}

    def sample(
        self,
        picture: Picture,
        target: BoxTarget,
        prediction: BoxPrediction,
        classes: Sequence[str],
        keep: Callable[[np.ndarray], str],
    ) -> dict[str, Any]:
        objects = prediction.above(KEPT_SCORE)[:KEPT]
        confusion = confusion_of(Found.of(objects, classes), _truth(target), len(classes))
        truth = zip(target["boxes"].tolist(), target["labels"].tolist(), strict=True)
        return {
            "path": picture.path,
            "truth": [{"box": _rounded(box), "label": classes[label]} for box, label in truth],
            "shapes": [
                {"box": _rounded(each.box), "label": each.label, "score": round(each.score, 3)} for each in objects
            ],
            "score": round(f1(confusion), 4),
            **details(confusion),
        }

    def class_weights(self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations) -> None:
        """Say that there are none: torchvision's losses balance things and background themselves."""

    def head_init(self, features: np.ndarray, targets: Sequence[BoxTarget], num_classes: int) -> None:
        """Start from random weights: features of whole pictures say nothing of places."""


def _anchors(
    pictures: Sequence[Picture],
    annotations: Annotations,
    view: tuple[int, int],
    chosen: tuple[int | None, int | None],
) -> dict[str, Any]:
    """Choose pyramid levels, anchor sides and ratios from the boxes as the model will see them.

    Args:
        chosen: the smallest and the largest side where the user says so.
    """
    sides: dict[int, list[float]] = {}
    ratios: list[float] = []
    for picture in pictures:
        boxes, labels, _ = annotations.boxes(picture)
        scale = fitted(picture.height, picture.width, view)[0] / picture.height
        for (x0, y0, x1, y1), label in zip(boxes.tolist(), labels.tolist(), strict=True):
            if x1 > x0 and y1 > y0:
                sides.setdefault(label, []).append(scale * ((x1 - x0) * (y1 - y0)) ** 0.5)
                ratios.append((y1 - y0) / (x1 - x0))
    known = [values for values in sides.values() if len(values) >= FEW_BOXES]
    if not known:
        return {}
    smallest, largest = chosen
    low = smallest or max(SMALLEST_ANCHOR, min(float(np.quantile(values, 0.1)) for values in known))
    high = largest or max(2 * low, max(float(np.quantile(values, 0.9)) for values in known))
    low = min(low, high / 2)  # where only the largest is said
    levels = [2, 3, 4, 5] if low < SMALL else [3, 4, 5]
    return {
        "levels": levels,
        "anchors": [round(side) for side in np.geomspace(low, high, len(levels) + 1).tolist()],
        "ratios": [round(float(np.quantile(ratios, share)), 2) for share in (0.1, 0.5, 0.9)],
    }


def _wanted(target: BoxTarget, images: Tensor) -> dict[str, Tensor]:
    """Return a target as torchvision's detectors take it: class 0 is the background, crowds do not count."""
    import torch

    alone = ~target["crowd"]
    boxes = target["boxes"].as_subclass(torch.Tensor)[alone]
    return {"boxes": boxes.to(images.device), "labels": target["labels"][alone].to(images.device) + 1}


def _seen(target: BoxTarget, view: tuple[int, int]) -> BoxTarget:
    """Bring a target from the picture's own pixels to the view; boxes without an area go."""
    import torch
    from torchvision.tv_tensors import BoundingBoxes

    own_height, own_width = target["boxes"].canvas_size
    height, width = fitted(own_height, own_width, view)
    scale = torch.tensor([width / own_width, height / own_height] * 2)
    boxes = target["boxes"].as_subclass(torch.Tensor) * scale
    has_area = (boxes[:, 2:] > boxes[:, :2]).all(1)
    kept = BoundingBoxes(boxes[has_area], format="XYXY", canvas_size=view)  # type: ignore[call-overload]
    return {"boxes": kept, "labels": target["labels"][has_area], "crowd": target["crowd"][has_area]}


def _set_losing_mode(model: nn.Module) -> None:
    """Have torchvision's detector give losses, while its layers stay as they are in use."""
    from torch import nn

    model.train()
    for module in model.modules():
        if isinstance(module, (nn.modules.batchnorm._BatchNorm, nn.Dropout)):
            module.eval()


def _own(output: Mapping[str, Tensor], view: tuple[int, int], size: tuple[int, int]) -> Found:
    """Bring boxes from the view to the picture's own pixels, best first; those that lie in the border go."""
    height, width = fitted(*size, view)
    scale = np.array([size[1] / width, size[0] / height] * 2, np.float32)
    boxes = output["boxes"].float().cpu().numpy() * scale
    boxes = np.clip(boxes, 0, np.array([size[1], size[0]] * 2, np.float32))
    labels, scores = output["labels"].cpu().numpy() - 1, output["scores"].float().cpu().numpy()
    kept = (boxes[:, 2:] - boxes[:, :2] >= 1).all(1) & (labels >= 0)  # some detectors may say "background"
    return Found(boxes[kept], labels[kept], scores[kept])


def _prediction(found: Found, classes: Sequence[str]) -> BoxPrediction:
    each = zip(found.boxes.tolist(), found.labels.tolist(), found.scores.tolist(), strict=True)
    return BoxPrediction(tuple(DetectedObject(tuple(box), classes[label], score) for box, label, score in each))


def _rounded(box: Sequence[float]) -> list[float]:
    return [round(value, 1) for value in box]


DETECTION = Detection()
