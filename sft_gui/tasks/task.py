"""The Task protocol: all that differs between classification, detection and segmentation. Adding a task is one file.

Engine and command line go through this protocol and never ask which task it is; 14 files of ``ui`` still do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sft_gui.messages import Message
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.metric import Metric

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor, nn

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.models.spec import Family, ModelSpec
    from sft_gui.settings.setting import Settings

Sizes = Sequence[tuple[int, int]]  # (height, width) of pictures as their files have them, upright


@dataclass(frozen=True)
class Prediction:
    """What a model says of one picture: each task has a subclass of its own."""


TargetT = TypeVar("TargetT", bound=Mapping[str, Any])  # a TypedDict: tensors, tv_tensors and plain values
TargetIn = TypeVar("TargetIn", bound=Mapping[str, Any], contravariant=True)
PredictionT = TypeVar("PredictionT", bound=Prediction)


class Scores(Protocol[TargetIn]):
    """Collects outputs batch by batch and gives the metrics at the end."""

    def update(self, outputs: Any, targets: Sequence[TargetIn]) -> None:
        """Take one batch: the model's outputs and the targets."""

    def result(self) -> dict[str, float]:
        """Return the metrics, ``total`` (pictures evaluated), ``loss`` and ``correct`` where they make sense."""

    def evaluation(self, pictures: Sequence[Picture], **common: Any) -> Evaluation:
        """Return all there is to say of ``pictures``, which were taken in this order.

        Args:
            common: the fields that every :class:`Evaluation` has.
        """


class Task(Protocol[TargetT, PredictionT]):
    """What engine, pages and command line need to know of a task. Its defaults are for who derives from it.

    A target moves with its picture where it holds tv_tensors, which is why it is a dictionary.
    """

    name: str
    family: Family = "classifier"  # of models that it learns with
    label: Message
    icon: str
    metrics: tuple[Metric, ...]  # the first one is the headline, by which the best weights are chosen
    loss_parts: tuple[str, ...]  # names of the losses whose sum is minimised
    evaluation: type[Evaluation]
    class_metrics: tuple[Metric, ...] = ()  # of one class in an evaluation; empty where the evaluation has its own
    counted_as: Message | None = None  # the thresholds of the confusion and of recall, where there are any
    picture_metric: Message | None = None  # what measures one picture; None where it is correct or wrong
    overlay: str  # "label", "boxes" or "mask": how a prediction is drawn
    sees_squares: bool = True  # cut out of pictures; else whole pictures in a rectangle
    has_baseline: bool = False  # a linear model on the features of whole pictures is what fine-tuning has to beat
    sorts_into_folders: bool = False  # a picture has one class, into whose folder a copy of it can go
    samples: int = 60  # validation pictures whose predictions are told after every epoch

    def read_target(self, picture: Picture, annotations: Annotations) -> TargetT:
        """Return one picture's target: tensors, tv_tensors (which move with the picture) and plain values."""

    def plan(
        self, spec: ModelSpec, pictures: Sequence[Picture], annotations: Annotations, settings: Settings
    ) -> dict[str, Any]:
        """Choose from the training pictures what the run keeps in its manifest, as JSON.

        ``size`` is what the model sees: the side of a square that is cut out, or [height, width] that the whole
        picture is fitted in.
        """
        return {"size": settings["data.image_size"] or spec.image_size}

    def build(
        self,
        spec: ModelSpec,
        classes: Sequence[str],
        *,
        weights: Mapping[str, Tensor] | None,
        seed: int,
        plan: Mapping[str, Any],
    ) -> nn.Module:
        """Return the model with a new head."""
        from sft_gui.models import factory  # imports torch

        return factory.build(spec, len(classes), weights=weights, seed=seed, plan=plan)

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[TargetT], options: LossOptions
    ) -> tuple[dict[str, Tensor], Any]:
        """Return the losses by part (their sum is minimised) and the outputs, or None where there are none yet.

        ``images`` is ``(N, 3, H, W)`` float, normalised; the losses are means over the batch.
        """

    def outputs(self, model: nn.Module, images: Tensor, sizes: Sizes, *, flipped: bool = False) -> Any:
        """Return what the model, in evaluation mode, says of ``(N, 3, H, W)`` normalised pictures of these own sizes.

        Args:
            flipped: whether the mirror image's outputs count too (test-time augmentation), where the task allows it.
        """

    def postprocess(self) -> nn.Module:
        """Return what turns the network's output into what is read of it, where one module can: for an exporter."""
        from torch import nn

        return nn.Identity()

    def eval_loss(self, model: nn.Module, images: Tensor, targets: Sequence[TargetT]) -> float | None:
        """Return the mean loss over pictures that are evaluated; None where ``scores`` has it from the outputs.

        ``model`` is in evaluation mode and left in it, and ``targets`` are in the pictures' own pixels.
        """
        return None

    def scores(self, classes: Sequence[str]) -> Scores[TargetT]:
        """Return a fresh collector."""

    def decode(self, outputs: Any, classes: Sequence[str]) -> list[PredictionT]:
        """Turn a batch of outputs into one prediction a picture."""

    def in_words(self, prediction: PredictionT, classes: Sequence[str], threshold: float) -> str:
        """Say a prediction in a line; what has a confidence below ``threshold`` does not count, where it matters."""

    def as_json(self, prediction: PredictionT | None) -> dict[str, Any]:
        """Return a prediction, or that there is none, as the command line's JSON tells it."""

    def count_correct(self, outputs: Any, targets: Sequence[TargetT]) -> int:
        """Count the pictures that training's ``outputs``, where ``losses`` gives such, predict correctly."""
        raise AssertionError("training gives no outputs to count")

    def sample(
        self,
        picture: Picture,
        target: TargetT,
        prediction: PredictionT,
        classes: Sequence[str],
        keep: Callable[[np.ndarray], str],
    ) -> dict[str, Any]:
        """Return what is kept of a sample picture's prediction, as JSON; ``keep`` stores a mask and names its file."""

    def class_weights(
        self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations
    ) -> np.ndarray | None:
        """Return weights ``(classes,)`` that make every class count the same; None where the loss takes none."""
        return None

    def head_init(self, features: np.ndarray, targets: Sequence[TargetT], num_classes: int) -> LinearHead | None:
        """Solve the head on features ``(N, F)``; None where it starts from random weights."""
        return None


@dataclass(frozen=True)
class LinearHead:
    """The last layer as the solution of a linear model."""

    weight: np.ndarray  # (C, F)
    bias: np.ndarray  # (C,)
    regularisation: float  # inverse strength, chosen by cross-validation


@dataclass(frozen=True)
class LossOptions:
    """What the settings say about the loss."""

    label_smoothing: float = 0.0
    class_weights: Tensor | None = None  # (C,)
    dice: float = 0.0  # how much the overlap of masks counts beside the cross-entropy
