"""What of a model learns, and how: the optimiser with its learning rates, the EMA, the modes of its layers."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sft_gui.models import parts
from sft_gui.models.keys import is_under
from sft_gui.models.spec import ModelSpec
from sft_gui.settings.setting import Settings


def make_optimizer(model: nn.Module, spec: ModelSpec, settings: Settings) -> torch.optim.Optimizer:
    """Freeze what does not learn and give head and backbone their learning rates (``base_lr`` in each group)."""
    own = parts.parameter_parts(model, spec)
    what, learning_rate = settings["train.trainable_layers"], settings["optimizer.lr"]
    backbone = {"head": [], "last_stage": own.last_stage, "all": [*own.last_stage, *own.rest]}[what]
    learning = {id(parameter) for _, parameter in [*own.head, *backbone]}
    for parameter in model.parameters():
        parameter.requires_grad_(id(parameter) in learning)
    groups: list[dict[str, Any]] = [{"params": [p for _, p in own.head], "base_lr": learning_rate}]
    if backbone:
        backbone_learning_rate = learning_rate * settings["train.backbone_lr_multiplier"]
        groups.append({"params": [p for _, p in backbone], "base_lr": backbone_learning_rate})
    decay = settings["optimizer.weight_decay"]
    if settings["optimizer.name"] == "adamw":
        is_fused = next(model.parameters()).device.type in ("cpu", "cuda")  # a third of the time, on a CPU too
        return torch.optim.AdamW(groups, lr=learning_rate, weight_decay=decay, fused=is_fused)
    return torch.optim.SGD(groups, lr=learning_rate, momentum=settings["optimizer.momentum"], weight_decay=decay)


def make_average(model: nn.Module, settings: Settings) -> AveragedModel | None:
    """Return the exponential moving average of all weights and statistics that the settings ask for, else None."""
    decay = settings["optimizer.ema_decay"]
    if decay is None:
        return None
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay), use_buffers=True)


def set_training_mode(model: nn.Module, spec: ModelSpec, settings: Settings) -> None:
    """Switch to training, but keep the statistics of BatchNorm where its weights are frozen or the user says so.

    What starts new has no statistics worth keeping.
    """
    model.train()
    for name, module in model.named_modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            frozen = all(not parameter.requires_grad for parameter in module.parameters())
            if frozen or (settings["train.freeze_bn_stats"] and not is_under(f"{name}.", *spec.fresh)):
                module.eval()
