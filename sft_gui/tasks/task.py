"""The Task protocol: all that differs between classification, detection and segmentation. Adding a task is one file.

Engine, pages, history and command line go through this protocol and never ask which task it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sft_gui.messages import Message

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor, nn

    from sft_gui.data.index import Picture
    from sft_gui.models.catalogue import ModelSpec


@dataclass(frozen=True)
class Metric:
    """A number that judges a model; ``val.<name>`` and ``test.<name>`` in records."""

    name: str
    label: Message
    higher_is_better: bool = True
    percent: bool = True  # shown as per cent, else as a plain number


@dataclass(frozen=True)
class Prediction:
    """What a model says of one picture.

    ``ranked`` holds (class name, confidence 0 to 1), best first; for boxes and masks ``shapes`` holds what the
    overlay of the task draws.
    """

    ranked: tuple[tuple[str, float], ...]
    shapes: tuple[Mapping[str, Any], ...] = ()

    @property
    def label(self) -> str:
        return self.ranked[0][0]

    @property
    def confidence(self) -> float:
        return self.ranked[0][1]


class Scores(Protocol):
    """Collects outputs batch by batch and gives the metrics at the end."""

    def update(self, outputs: Any, targets: Sequence[Mapping[str, Any]]) -> None:
        """Take one batch: the model's outputs and the targets."""

    def result(self) -> dict[str, float]:
        """Return the metrics by name, ``loss`` and the counts ``right`` and ``total`` where they make sense."""


class Task(Protocol):
    """What engine, pages and command line need to know of a task."""

    name: str
    label: Message
    icon: str
    metrics: tuple[Metric, ...]  # the first one is the headline, by which the best weights are chosen
    loss_parts: tuple[str, ...]  # names of the losses whose sum is minimised
    overlay: str  # "label", "boxes" or "mask": how a prediction is drawn

    def read_target(self, picture: Picture, classes: Sequence[str]) -> dict[str, Any]:
        """Return one picture's target: tensors, tv_tensors (which move with the picture) and plain values."""

    def build(self, spec: ModelSpec, num_classes: int, *, weights: Mapping[str, Tensor] | None, seed: int) -> nn.Module:
        """Return the model with a new head."""

    def losses(
        self, model: nn.Module, images: Tensor, targets: Sequence[Mapping[str, Any]], options: LossOptions
    ) -> tuple[dict[str, Tensor], Any]:
        """Return the losses by part (their sum is minimised) and the outputs, or None where there are none yet.

        ``images`` is ``(N, 3, H, W)`` float, normalised; the losses are means over the batch.
        """

    def outputs(self, model: nn.Module, images: Tensor, *, mirrored: bool) -> Any:
        """Return what the model says of ``(N, 3, H, W)`` normalised pictures when it is judged or used.

        Args:
            mirrored: whether each picture's mirror image has its say as well, where the task allows it.
        """

    def scores(self, classes: Sequence[str]) -> Scores:
        """Return a fresh collector."""

    def decode(self, outputs: Any, classes: Sequence[str]) -> list[Prediction]:
        """Turn a batch of outputs into one prediction a picture."""

    def is_right(self, prediction: Prediction, picture: Picture) -> bool:
        """Say whether the prediction agrees with the label, for the sample panel."""

    def class_weights(self, pictures: Sequence[Picture], classes: Sequence[str]) -> np.ndarray:
        """Return weights ``(classes,)`` that make every class count the same."""

    def head_start(
        self, features: np.ndarray, targets: Sequence[Mapping[str, Any]], num_classes: int
    ) -> LinearHead | None:
        """Solve the head on features ``(N, F)``; None where there is no such."""


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
