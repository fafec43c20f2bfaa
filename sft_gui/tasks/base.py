"""What most tasks have in common, so that a small task is short: it overrides what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sft_gui.messages import Message, shown
from sft_gui.tasks.score_words import percent

if TYPE_CHECKING:
    from torch import Tensor, nn

    from sft_gui.data.annotations import Annotations
    from sft_gui.data.index import Picture
    from sft_gui.models.spec import Family, ModelSpec
    from sft_gui.settings.setting import Settings
    from sft_gui.tasks.metric import Metric
    from sft_gui.tasks.task import LinearHead, Prediction


class BaseTask:
    """Defaults for :class:`sft_gui.tasks.task.Task`."""

    family: Family = "classifier"
    class_metrics: tuple[Metric, ...] = ()
    counted_as: Message | None = None
    sees_squares = True
    samples = 60
    has_baseline = False
    sorts_into_folders = False

    def plan(
        self, spec: ModelSpec, pictures: Sequence[Picture], annotations: Annotations, settings: Settings
    ) -> dict[str, Any]:
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
        from sft_gui.models import factory  # imports torch

        return factory.build(spec, len(classes), weights=weights, seed=seed, plan=plan)

    def postprocess(self) -> nn.Module:
        from torch import nn

        return nn.Identity()

    def eval_loss(self, model: nn.Module, images: Tensor, targets: Sequence[Mapping[str, Any]]) -> float | None:
        """Leave it to the scores."""
        return None

    def count_correct(self, outputs: Any, targets: Sequence[Mapping[str, Any]]) -> int:
        raise AssertionError("training gives no outputs to count")

    def class_weights(
        self, pictures: Sequence[Picture], classes: Sequence[str], annotations: Annotations
    ) -> np.ndarray | None:
        """Say that the loss takes none."""
        return None

    def head_init(
        self, features: np.ndarray, targets: Sequence[Mapping[str, Any]], num_classes: int
    ) -> LinearHead | None:
        """Start from random weights."""
        return None

    def in_words(self, prediction: Prediction, classes: Sequence[str], threshold: float) -> str:
        return f"{shown(prediction.label)} {percent(prediction.confidence)}"

    def as_json(self, prediction: Prediction | None) -> dict[str, Any]:
        if prediction is None:
            return {"label": None, "confidence": None}
        ranked = [{"label": label, "confidence": confidence} for label, confidence in prediction.ranked]
        return {**ranked[0], "ranked": ranked}
