"""Semantic segmentation: one class a pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from sft_gui.data.annotations import IGNORE
from sft_gui.data.scene import fitted, view_size
from sft_gui.messages import Message, say, shown
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.packed_mask import PackedMask
from sft_gui.tasks.score_words import percent
from sft_gui.tasks.shape_evaluation import Cell, ClassFinding, PictureScore, ShapeEvaluation, cells_of
from sft_gui.tasks.task import LossOptions, Prediction, Sizes, Task

if TYPE_CHECKING:
    from torch import Tensor, nn
    from torchvision.tv_tensors import Mask

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.models.spec import Family, ModelSpec
    from sft_gui.settings.setting import Settings

AUX_SHARE = 0.5  # of torchvision's second classifier, as in its reference training
COUNTED_MASKS = 200  # training masks that are counted for the class weights


@dataclass
class Logits:
    """What a model says of a batch of letterboxed pictures, brought to their own pixels one at a time."""

    values: Tensor  # (N, C, H, W) of the view
    sizes: Sizes
    _masks: dict[int, np.ndarray] = field(default_factory=dict)

    def own(self, i: int) -> Tensor:
        """Return picture ``i``'s logits at its own size, ``(C, height, width)`` float32."""
        from torch.nn import functional

        height, width = fitted(*self.sizes[i], (self.values.shape[-2], self.values.shape[-1]))
        seen = self.values[i : i + 1, :, :height, :width].float()
        own: Tensor = functional.interpolate(seen, self.sizes[i], mode="bilinear", align_corners=False)[0]
        self._masks[i] = own.argmax(0).to("cpu").numpy().astype(np.uint8)
        return own

    def mask(self, i: int) -> np.ndarray:
        """Return picture ``i``'s most likely classes, ``(height, width)`` uint8."""
        if i not in self._masks:
            self.own(i)
        return self._masks[i]


class MaskTarget(TypedDict):
    """The ground truth of one picture."""

    mask: Mask  # (H, W) uint8 class indices, 255 where nothing is said


@dataclass(frozen=True)
class MaskPrediction(Prediction):
    """A class for each pixel, and the share of the picture that each class takes, the largest first."""

    mask: PackedMask
    shares: tuple[tuple[str, float], ...]


class SegmentationScores:
    """Mean IoU, pixel accuracy and mean cross-entropy over all pixels that count, at the pictures' own size."""

    def __init__(self, classes: Sequence[str]) -> None:
        self._classes = tuple(classes)
        self._confusion = np.zeros((len(classes), len(classes)), dtype=np.int64)  # ground truth by predicted
        self._loss = 0.0
        self._pictures: list[tuple[float, tuple[Cell, ...]]] = []

    def update(self, outputs: Logits, targets: Sequence[MaskTarget]) -> None:
        import torch
        from torch.nn import functional

        for i, target in enumerate(targets):
            logits = outputs.own(i)
            truth = torch.as_tensor(np.asarray(target["mask"]), device=logits.device).long()
            loss = functional.cross_entropy(logits[None], truth[None], ignore_index=IGNORE, reduction="sum")
            self._loss += float(loss)
            counts = confusion_of(truth.cpu().numpy(), outputs.mask(i), len(self._classes))
            self._confusion += counts
            self._pictures.append((mean_iou(counts), cells_of(counts)))

    def result(self) -> dict[str, float]:
        total = int(self._confusion.sum())
        return {
            "loss": self._loss / max(total, 1),
            "miou": mean_iou(self._confusion),
            "pixel_accuracy": int(np.trace(self._confusion)) / max(total, 1),
            "total": len(self._pictures),
        }

    def evaluation(self, pictures: Sequence[Picture], **common: Any) -> ShapeEvaluation:
        counts = self._confusion
        iou, recall = ious(counts), _share(np.diag(counts), counts.sum(1))
        return ShapeEvaluation(
            per_class=tuple(
                ClassFinding(name, int(counts[i].sum()), {"iou": float(iou[i]), "recall": float(recall[i])})
                for i, name in enumerate(self._classes)
            ),
            confusion=tuple(tuple(int(count) for count in line) for line in counts),
            results=tuple(
                PictureScore(picture.id, picture.path, *found)
                for picture, found in zip(pictures, self._pictures, strict=True)
            ),
            **common,
        )


def _plain(outputs: Any) -> Tensor:
    """Return the logits of a model that may, as torchvision's do, give them beside others."""
    logits: Tensor = outputs["out"] if isinstance(outputs, Mapping) else outputs
    return logits


def confusion_of(truth: np.ndarray, predicted: np.ndarray, num_classes: int) -> np.ndarray:
    """Count pixels ``(classes, classes)``, rows ground truth, columns predicted; pixels to ignore are left out."""
    counts = truth < num_classes
    pairs = truth[counts].astype(np.int64) * num_classes + predicted[counts]
    return np.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)


def ious(confusion: np.ndarray) -> np.ndarray:
    """Return intersection over union by class; NaN for one that is neither there nor predicted."""
    correct = np.diag(confusion)
    return _share(correct, confusion.sum(0) + confusion.sum(1) - correct)


def mean_iou(confusion: np.ndarray) -> float:
    """Return the mean over the classes that are there or predicted; 0 where no pixel counts."""
    values = ious(confusion)
    return float(np.nanmean(values)) if not np.isnan(values).all() else 0.0


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


class Segmentation(Task[MaskTarget, MaskPrediction]):
    """Cross-entropy over the pixels, and the overlap of the masks where the settings ask for it."""

    name = "segmentation"
    family: Family = "segmenter"
    label = say("Segmentation")
    icon = "mask"
    metrics: tuple[Metric, ...] = (
        Metric(
            "miou",
            say("Mean IoU"),
            say(
                "How well masks fit, 0 to 100: what the model's and the true mask share, as a part of both together, "
                "on the average over the classes."
            ),
            good=0.6,
        ),
        Metric("pixel_accuracy", say("Pixel accuracy"), say("The share of pixels whose class is correct.")),
    )
    picture_metric: Message | None = say("mean IoU")
    evaluation: type[Evaluation] = ShapeEvaluation
    class_metrics: tuple[Metric, ...] = (
        Metric("iou", say("IoU"), say(
            "Intersection over union: what the model's and the true mask of the class share, as a part of both "
            "together."
        )),
        Metric("recall", say("Recall"), say("The share of the class's true pixels that are correct.")),
    )  # fmt: skip
    loss_parts: tuple[str, ...] = ("cross_entropy", "dice")
    overlay = "mask"
    sees_squares = False
    samples = 12

    def read_target(self, picture: Picture, annotations: Annotations) -> MaskTarget:
        import torch
        from torchvision.tv_tensors import Mask

        return {"mask": Mask(torch.from_numpy(annotations.mask(picture).copy()))}

    def plan(
        self, spec: ModelSpec, pictures: Sequence[Picture], annotations: Annotations, settings: Settings
    ) -> dict[str, Any]:
        sizes = [(picture.width, picture.height) for picture in pictures]
        longest = settings["data.image_size"] or min(spec.image_size, int(np.median([max(size) for size in sizes])))
        return {"size": list(view_size(sizes, longest))}

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[MaskTarget], options: LossOptions
    ) -> tuple[dict[str, Tensor], None]:
        import torch

        truth = torch.stack([target["mask"].as_subclass(torch.Tensor) for target in targets])
        truth = truth.to(images.device, torch.long)
        outputs = model(images)
        if isinstance(outputs, Mapping):  # torchvision's models, maybe with a second classifier
            parts = self._parts(outputs["out"], truth, options)
            if "aux" in outputs:
                aux = self._parts(outputs["aux"], truth, options)
                parts = {name: value + AUX_SHARE * aux[name] for name, value in parts.items()}
            return parts, None
        return self._parts(outputs, truth, options), None

    def _parts(self, logits: Tensor, truth: Tensor, options: LossOptions) -> dict[str, Tensor]:
        from torch.nn import functional

        logits = logits.float()
        loss = functional.cross_entropy(
            logits,
            truth,
            weight=options.class_weights,
            ignore_index=IGNORE,
            label_smoothing=options.label_smoothing,
            reduction="sum",
        )
        # The mean over the pixels that count, and 0 rather than NaN where none does.
        counts = truth != IGNORE
        share = counts.sum() if options.class_weights is None else options.class_weights[truth[counts]].sum()
        parts = {"cross_entropy": loss / share.clamp(min=1e-6)}
        if options.dice:
            parts["dice"] = options.dice * dice_loss(logits, truth)
        return parts

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes, *, flipped: bool = False) -> Logits:
        values = _plain(model(images))
        if flipped:
            values = (values + _plain(model(images.flip(3))).flip(3)) / 2
        return Logits(values, sizes)

    def scores(self, classes: Sequence[str]) -> SegmentationScores:
        return SegmentationScores(classes)

    def decode(self, outputs: Logits, classes: Sequence[str]) -> list[MaskPrediction]:
        return [_prediction(outputs.mask(i), classes) for i in range(len(outputs.sizes))]

    def in_words(self, prediction: MaskPrediction, classes: Sequence[str], threshold: float) -> str:
        return ", ".join(f"{shown(name)} {percent(share)}" for name, share in prediction.shares)

    def as_json(self, prediction: MaskPrediction | None) -> dict[str, Any]:
        return {} if prediction is None else {"shares": dict(prediction.shares)}

    def sample(
        self,
        picture: Picture,
        target: MaskTarget,
        prediction: MaskPrediction,
        classes: Sequence[str],
        keep: Callable[[np.ndarray], str],
    ) -> dict[str, Any]:
        said = np.asarray(prediction.mask)
        score = mean_iou(confusion_of(np.asarray(target["mask"]), said, len(classes)))
        return {"path": picture.path, "mask": keep(said), "score": round(score, 4)}

    def class_weights(
        self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations
    ) -> np.ndarray:
        """Return median frequency / frequency (Eigen and Fergus 2015), at most 10, from evenly chosen masks."""
        counts, there = np.zeros(len(classes)), np.zeros(len(classes))
        for picture in pictures[:: max(1, len(pictures) // COUNTED_MASKS)]:
            mask = annotations.mask(picture)
            found = np.bincount(mask.ravel(), minlength=256)[: len(classes)]
            counts, there = counts + found, there + (found > 0) * (mask != IGNORE).sum()
        frequency = np.where(counts > 0, counts / np.maximum(there, 1), np.nan)
        weights = np.nan_to_num(np.nanmedian(frequency) / frequency, nan=1.0)
        return np.minimum(weights, 10.0).astype(np.float32)

    def head_init(self, features: np.ndarray, targets: Sequence[MaskTarget], num_classes: int) -> None:
        """Start from random weights: features of whole pictures say nothing of pixels."""


def dice_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Return 1 - the mean Dice coefficient of the classes that are there in the batch (Milletari et al. 2016).

    Args:
        logits: (N, C, H, W) float.
        truth: (N, H, W) class indices; pixels to ignore do not count.
    """
    from torch.nn import functional

    counts = (truth != IGNORE).unsqueeze(1)
    probabilities = logits.softmax(1) * counts
    truth = truth.where(counts[:, 0], truth.new_zeros(()))
    wanted = functional.one_hot(truth, logits.shape[1]).movedim(3, 1) * counts
    overlap, sums = (probabilities * wanted).sum((0, 2, 3)), (probabilities + wanted).sum((0, 2, 3))
    there = wanted.sum((0, 2, 3)) > 0
    dice = ((2 * overlap + 1) / (sums + 1)) * there
    return 1 - dice.sum() / there.sum().clamp(min=1)


def _prediction(mask: np.ndarray, classes: Sequence[str]) -> MaskPrediction:
    shares = np.bincount(mask.ravel(), minlength=len(classes)) / mask.size
    best = [i for i in np.argsort(-shares, kind="stable") if shares[i] > 0]
    return MaskPrediction(PackedMask(mask), tuple((classes[i], float(shares[i])) for i in best))


SEGMENTATION = Segmentation()
