"""Classification: one label a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sft_gui.messages import say
from sft_gui.tasks.task import LossOptions, Metric, Prediction, Sizes

if TYPE_CHECKING:
    from torch import Tensor, nn

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.models.catalogue import ModelSpec
    from sft_gui.settings.setting import Settings

# The linear head's inverse regularisation, for features of that root mean square norm: .1 to 1 were best on photos of
# insects, flowers and rubbish with both included models. Features are scaled as a whole, not each by itself: those that
# hardly move would get huge weights, and training would run away as soon as the backbone moves.
HEAD_START_C = 0.1
HEAD_START_NORM = 15.0


class ClassificationScores:
    """Accuracy, balanced accuracy and mean cross-entropy over all pictures."""

    def __init__(self, num_classes: int) -> None:
        self._confusion = np.zeros((num_classes, num_classes), dtype=np.int64)  # rows: truth, columns: predicted
        self._loss = 0.0

    def update(self, outputs: Tensor, targets: Sequence[Mapping[str, Any]]) -> None:
        from torch.nn import functional

        labels = outputs.new_tensor([target["label"] for target in targets]).long()
        self._loss += float(functional.cross_entropy(outputs.float(), labels, reduction="sum"))
        np.add.at(self._confusion, (labels.cpu().numpy(), outputs.argmax(1).cpu().numpy()), 1)

    def result(self) -> dict[str, float]:
        total, right = int(self._confusion.sum()), int(np.trace(self._confusion))
        per_class = self._confusion.sum(1)
        recall = np.diag(self._confusion)[per_class > 0] / per_class[per_class > 0]
        return {
            "loss": self._loss / max(total, 1),
            "accuracy": right / max(total, 1),
            "balanced_accuracy": float(recall.mean()) if recall.size else 0.0,
            "right": right,
            "total": total,
        }

    def findings(self) -> None:
        """Say nothing more: all follows from the predictions."""


class Classification:
    """The textbook's task: cross-entropy on the logits of a new last layer."""

    name = "classification"
    label = say("Classification")
    icon = "label"
    metrics: tuple[Metric, ...] = (
        Metric("accuracy", say("Accuracy")),
        Metric("balanced_accuracy", say("Balanced accuracy")),
    )
    loss_parts: tuple[str, ...] = ("cross_entropy",)
    class_metrics: tuple[Metric, ...] = ()
    overlay = "label"
    samples = 60

    def read_target(self, picture: Picture, annotations: Annotations) -> dict[str, Any]:
        assert picture.label is not None
        return {"label": annotations.classes.index(picture.label)}

    def plan(
        self, spec: ModelSpec, pictures: Sequence[Picture], annotations: Annotations, settings: Settings
    ) -> dict[str, Any]:
        return {"size": settings["data.image_size"] or spec.image_size}

    def build(
        self,
        spec: ModelSpec,
        num_classes: int,
        *,
        weights: Mapping[str, Tensor] | None,
        seed: int,
        plan: Mapping[str, Any],
    ) -> nn.Module:
        from sft_gui.models import heads

        return heads.build(spec, num_classes, weights=weights, seed=seed)

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[Mapping[str, Any]], options: LossOptions
    ) -> tuple[dict[str, Tensor], Tensor]:
        from torch.nn import functional

        outputs = model(images)
        labels = outputs.new_tensor([target["label"] for target in targets]).long()
        loss = functional.cross_entropy(
            outputs.float(), labels, weight=options.class_weights, label_smoothing=options.label_smoothing
        )
        return {"cross_entropy": loss}, outputs

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes) -> Tensor:
        logits: Tensor = model(images)
        return logits

    def scores(self, classes: Sequence[str]) -> ClassificationScores:
        return ClassificationScores(len(classes))

    def decode(self, outputs: Tensor, classes: Sequence[str]) -> list[Prediction]:
        predictions = []
        for row in outputs.float().softmax(1).cpu().numpy():
            best = np.argsort(-row, kind="stable")
            predictions.append(Prediction(tuple((classes[i], float(row[i])) for i in best)))
        return predictions

    def count_right(self, outputs: Tensor, targets: Sequence[Mapping[str, Any]]) -> int:
        labels = np.array([target["label"] for target in targets])
        return int((outputs.argmax(1).cpu().numpy() == labels).sum())

    def sample(
        self,
        picture: Picture,
        target: Mapping[str, Any],
        prediction: Prediction,
        classes: Sequence[str],
        keep: Callable[[np.ndarray], str],
    ) -> dict[str, Any]:
        return {
            "path": picture.path,
            "truth": picture.label,
            "label": prediction.label,
            "confidence": round(prediction.confidence, 4),
            "right": prediction.label == picture.label,
        }

    def class_weights(
        self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations
    ) -> np.ndarray:
        """Return n / (classes * n_class), scikit-learn's "balanced"."""
        counts = np.array([sum(picture.label == name for picture in pictures) for name in classes])
        return len(pictures) / (len(classes) * np.maximum(counts, 1)).astype(np.float32)

    def head_start(
        self, features: np.ndarray, targets: Sequence[Mapping[str, Any]], num_classes: int
    ) -> tuple[np.ndarray, np.ndarray] | None:
        """Solve multinomial logistic regression by L-BFGS (LP-FT: Kumar et al. 2022, arXiv 2202.10054)."""
        from sklearn.linear_model import LogisticRegression

        labels = np.array([target["label"] for target in targets])
        if len(np.unique(labels)) < num_classes:
            return None  # a class without training pictures: the solver would leave its row out
        mean = features.mean(0)
        scale = HEAD_START_NORM / max(float(np.sqrt((features**2).sum(1).mean())), 1e-6)
        solver = LogisticRegression(C=HEAD_START_C, max_iter=1000)
        solver.fit((features - mean) * scale, labels)
        weight, bias = solver.coef_, solver.intercept_
        if num_classes == 2:  # the binary solver gives one row: class 1 against class 0
            weight, bias = np.concatenate([-weight, weight]) / 2, np.concatenate([-bias, bias]) / 2
        weight = weight * scale
        return weight.astype(np.float32), (bias - weight @ mean).astype(np.float32)


CLASSIFICATION = Classification()
