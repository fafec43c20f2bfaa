"""Classification: one label a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from sft_gui.messages import say, shown
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import percent
from sft_gui.tasks.task import LinearHead, LossOptions, Prediction, Sizes, Task

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression
    from torch import Tensor, nn

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture

# The linear head's inverse regularisation, for features of that root mean square norm: .1 to 1 were best on photos of
# insects, flowers and rubbish with both included models. Features are scaled as a whole, not each by itself: those that
# hardly move would get huge weights, and training would run away as soon as the backbone moves.
LINEAR_C = 0.1  # where there are too few pictures to choose
LINEAR_C_CHOICES = (0.03, 0.1, 0.3, 1.0)
LINEAR_NORM = 15.0
FOLDS, MOST_FOLDED = 5, 4000  # of cross-validation, and pictures that take part in it


class ClassTarget(TypedDict):
    """The ground truth of one picture."""

    label: int  # index of its class


@dataclass(frozen=True)
class ClassPrediction(Prediction):
    """Every class with its confidence, 0 to 1, best first."""

    ranked: tuple[tuple[str, float], ...]

    @property
    def label(self) -> str:
        return self.ranked[0][0]

    @property
    def confidence(self) -> float:
        return self.ranked[0][1]


class ClassificationScores:
    """Accuracy, balanced accuracy and mean cross-entropy over all pictures."""

    def __init__(self, num_classes: int) -> None:
        self._confusion = np.zeros((num_classes, num_classes), dtype=np.int64)  # ground truth by predicted
        self._loss = 0.0
        self._predicted: list[tuple[int, float]] = []  # class and confidence of each picture

    def update(self, outputs: Tensor, targets: Sequence[ClassTarget]) -> None:
        from torch.nn import functional

        labels = outputs.new_tensor([target["label"] for target in targets]).long()
        self._loss += float(functional.cross_entropy(outputs.float(), labels, reduction="sum"))
        np.add.at(self._confusion, (labels.cpu().numpy(), outputs.argmax(1).cpu().numpy()), 1)
        shares = _probabilities(outputs)
        self._predicted += zip(shares.argmax(1).tolist(), shares.max(1).tolist(), strict=True)

    def result(self) -> dict[str, float]:
        total, correct = int(self._confusion.sum()), int(np.trace(self._confusion))
        per_class = self._confusion.sum(1)
        recall = np.diag(self._confusion)[per_class > 0] / per_class[per_class > 0]
        return {
            "loss": self._loss / max(total, 1),
            "accuracy": correct / max(total, 1),
            "balanced_accuracy": float(recall.mean()) if recall.size else 0.0,
            "correct": correct,
            "total": total,
        }

    def evaluation(self, pictures: Sequence[Picture], **common: Any) -> ClassEvaluation:
        classes = common["classes"]
        rows = [
            Row(picture.id, picture.path, picture.label or "", classes[best], confidence)
            for picture, (best, confidence) in zip(pictures, self._predicted, strict=True)
        ]
        return ClassEvaluation.of(rows, **common)


def _probabilities(outputs: Tensor) -> np.ndarray:
    shares: np.ndarray = outputs.float().softmax(1).cpu().numpy()
    return shares


class Classification(Task[ClassTarget, ClassPrediction]):
    """The textbook's task: cross-entropy on the logits of a new last layer."""

    name = "classification"
    label = say("Classification")
    icon = "label"
    metrics: tuple[Metric, ...] = (
        Metric(
            "accuracy",
            say("Accuracy"),
            say("The share of pictures whose class is predicted correctly."),
            good=0.8,
        ),
        Metric(
            "balanced_accuracy",
            say("Balanced accuracy"),
            say("The mean of the classes' recalls, so that a rare class counts as much as a common one."),
        ),
    )
    loss_parts: tuple[str, ...] = ("cross_entropy",)
    evaluation: type[Evaluation] = ClassEvaluation
    overlay = "label"
    has_baseline = True
    sorts_into_folders = True

    def read_target(self, picture: Picture, annotations: Annotations) -> ClassTarget:
        assert picture.label is not None
        return {"label": annotations.classes.index(picture.label)}

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[ClassTarget], options: LossOptions
    ) -> tuple[dict[str, Tensor], Tensor]:
        from torch.nn import functional

        outputs = model(images)
        labels = outputs.new_tensor([target["label"] for target in targets]).long()
        loss = functional.cross_entropy(
            outputs.float(), labels, weight=options.class_weights, label_smoothing=options.label_smoothing
        )
        return {"cross_entropy": loss}, outputs

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes, *, flipped: bool = False) -> Tensor:
        """Return logits ``(N, classes)``, with ``mirrored`` the mean of both views' logits."""
        logits: Tensor = model(images)
        return (logits + model(images.flip(3))) / 2 if flipped else logits

    def postprocess(self) -> nn.Module:
        from torch import nn

        return nn.Softmax(1)

    def scores(self, classes: Sequence[str]) -> ClassificationScores:
        return ClassificationScores(len(classes))

    def decode(self, outputs: Tensor, classes: Sequence[str]) -> list[ClassPrediction]:
        predictions = []
        for row in _probabilities(outputs):
            best = np.argsort(-row, kind="stable")
            predictions.append(ClassPrediction(tuple((classes[i], float(row[i])) for i in best)))
        return predictions

    def in_words(self, prediction: ClassPrediction, classes: Sequence[str], threshold: float) -> str:
        return f"{shown(prediction.label)} {percent(prediction.confidence)}"

    def as_json(self, prediction: ClassPrediction | None) -> dict[str, Any]:
        if prediction is None:
            return {"label": None, "confidence": None}
        ranked = [{"label": label, "confidence": confidence} for label, confidence in prediction.ranked]
        return {**ranked[0], "ranked": ranked}

    def count_correct(self, outputs: Tensor, targets: Sequence[ClassTarget]) -> int:
        labels = np.array([target["label"] for target in targets])
        return int((outputs.argmax(1).cpu().numpy() == labels).sum())

    def sample(
        self,
        picture: Picture,
        target: ClassTarget,
        prediction: ClassPrediction,
        classes: Sequence[str],
        keep: Callable[[np.ndarray], str],
    ) -> dict[str, Any]:
        return {
            "path": picture.path,
            "truth": picture.label,
            "label": prediction.label,
            "confidence": round(prediction.confidence, 4),
            "correct": prediction.label == picture.label,
        }

    def class_weights(
        self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations
    ) -> np.ndarray:
        """Return n / (classes * n_class), scikit-learn's "balanced"."""
        counts = np.array([sum(picture.label == name for picture in pictures) for name in classes])
        return len(pictures) / (len(classes) * np.maximum(counts, 1)).astype(np.float32)

    def head_init(self, features: np.ndarray, targets: Sequence[ClassTarget], num_classes: int) -> LinearHead | None:
        """Solve multinomial logistic regression by L-BFGS (LP-FT: Kumar et al. 2022, arXiv 2202.10054).

        The inverse regularisation is the one of :data:`LINEAR_C_CHOICES` with the least cross-validated log loss.
        """
        from threadpoolctl import threadpool_limits

        labels = np.array([target["label"] for target in targets])
        if len(np.unique(labels)) < num_classes:
            return None  # a class without training pictures: the solver would leave its row out
        mean = features.mean(0)
        scale = LINEAR_NORM / max(float(np.sqrt((features**2).sum(1).mean())), 1e-6)
        scaled = (features - mean) * scale
        with threadpool_limits(1):  # threads for such small products were measured 30 times slower on busy cores
            c = _chosen_c(scaled, labels)
            solver = _logistic(c).fit(scaled, labels)
        weight, bias = solver.coef_, solver.intercept_
        if num_classes == 2:  # the binary solver gives one row: class 1 against class 0
            weight, bias = np.concatenate([-weight, weight]) / 2, np.concatenate([-bias, bias]) / 2
        weight = weight * scale
        return LinearHead(weight.astype(np.float32), (bias - weight @ mean).astype(np.float32), c)


def _logistic(c: float) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=c, max_iter=1000)


def _chosen_c(features: np.ndarray, labels: np.ndarray) -> float:
    """Return the choice with the least log loss on pictures left out; the strongest of equal ones."""
    from sklearn.metrics import log_loss
    from sklearn.model_selection import StratifiedKFold

    chosen = np.random.default_rng(0).permutation(len(labels))[:MOST_FOLDED]
    features, labels = features[chosen], labels[chosen]
    classes, counts = np.unique(labels, return_counts=True)
    folds = min(FOLDS, int(counts.min()))
    if folds < 2:
        return LINEAR_C
    losses = dict.fromkeys(LINEAR_C_CHOICES, 0.0)
    for train, left_out in StratifiedKFold(folds).split(features, labels):
        for c in losses:
            predicted = _logistic(c).fit(features[train], labels[train]).predict_proba(features[left_out])
            losses[c] += float(log_loss(labels[left_out], predicted, labels=classes, normalize=False))
    return min(losses, key=lambda c: losses[c])


CLASSIFICATION = Classification()
