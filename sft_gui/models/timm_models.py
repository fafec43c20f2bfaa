"""Specs made on demand for any classification model of timm; imports timm and torch, so import it late."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import timm
import torch
from torch import nn

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.models.classifiers import NUM_CLASSES
from sft_gui.models.keys import is_under
from sft_gui.models.spec import Download, ModelSpec

LAST_STAGE_SHARE = 0.1  # of the backbone's parameters: what "last stage" holds at least


def names() -> list[str]:
    """Return the names of timm's models, without their weights' tags."""
    return timm.list_models()


def is_known(name: str) -> bool:
    """Tell whether timm has a model of this name, with or without a tag (``resnet50.a1_in1k``)."""
    return timm.is_model(name) and ("." not in name or name in timm.list_pretrained())


@cache
def spec_of(name: str) -> ModelSpec:
    """Describe timm's model ``name``; it is built without memory (on the meta device) to count its parameters.

    Raises:
        UserError: its classifier is not one linear layer, so that it cannot be replaced by one.
    """
    with torch.device("meta"):  # a number of classes, since some models (DINOv2, SigLIP) have no head of their own
        model: Any = timm.create_model(name, num_classes=NUM_CLASSES)
    config: dict[str, Any] = model.pretrained_cfg
    head = config.get("classifier")
    if not isinstance(head, str) or not isinstance(_module(model, head), nn.Linear):
        raise UserError(
            say('The model "{name}" does not end in one linear layer, so its head cannot be replaced.', name=name),
            say("Choose another model."),
            field="model.name",
        )
    size = config["input_size"][-1]
    parameters = sum(parameter.numel() for parameter in model.parameters())
    weights = _weights(name, config)
    return ModelSpec(
        name=f"timm/{name}",
        label=name,
        remark=say("from timm"),
        library="timm",
        family="classifier",
        parameters=parameters,
        size_bytes=4 * parameters if weights else 0,
        licence=_licence(config.get("license") or ""),
        weights=weights,
        image_size=size,
        resize=max(size, int(size / (config.get("crop_pct") or 0.875))),
        mean=tuple(config["mean"]),
        std=tuple(config["std"]),
        interpolation="bilinear" if config.get("interpolation") == "bilinear" else "bicubic",
        head=head,
        last_stage=_last_stage(model, head),
        fixed_size=bool(config.get("fixed_input_size")),
        min_size=(config.get("min_input_size") or (3, 32, 32))[-1],
    )


def _module(model: nn.Module, name: str) -> nn.Module | None:
    return dict(model.named_modules()).get(name)


def _licence(name: str) -> str:
    return {"apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause"}.get(name, name.upper())


def _weights(name: str, config: dict[str, Any]) -> Download | None:
    hub, url = config.get("hf_hub_id"), config.get("url")
    if hub:
        file = config.get("hf_hub_filename") or "model.safetensors"
        repository = hub.replace("/", "--")
        return Download(f"https://huggingface.co/{hub}/resolve/main/{file}", f"{repository}--{file}")
    if url:
        file = url.rpartition("/")[2]
        digits = re.search(r"-([0-9a-f]{8,64})\.", file)  # torch.hub's convention: the name carries the hash
        return Download(url, file, digits[1] if digits else "")
    return None


def _last_stage(model: nn.Module, head: str) -> tuple[str, ...]:
    """Return prefixes from the last feature stage to the head, at least a tenth of the backbone."""
    sizes = {name: parameter.numel() for name, parameter in model.named_parameters() if not is_under(name, head)}
    prefixes: tuple[str, ...] = ()
    for stage in reversed(_stages(model)):
        prefixes = tuple(p for p in _from(model, stage) if any(is_under(name, p) for name in sizes))
        if sum(n for name, n in sizes.items() if is_under(name, *prefixes)) >= LAST_STAGE_SHARE * sum(sizes.values()):
            break
    return prefixes


def _stages(model: nn.Module) -> list[str]:
    """Return the dotted names of the stages in order; where timm's own list names none, the parts of the body."""
    modules = dict(model.named_modules())
    told = [info.get("module") for info in getattr(model, "feature_info", None) or []]
    if all(name in modules for name in told) and told:
        return told
    bodies = [name for name, part in model.named_children() if isinstance(part, nn.Sequential | nn.ModuleList)]
    return [f"{body}.{name}" for body in bodies for name, _ in modules[body].named_children()]


def _from(model: nn.Module, stage: str) -> list[str]:
    """Return ``stage`` and what is defined after it: its later siblings, its parent's, and so on."""
    prefixes = []
    *parents, own = stage.split(".")
    first = 0  # the stage itself counts, its parents do not
    while True:
        parent = ".".join(parents)
        siblings = [name for name, _ in model.get_submodule(parent).named_children()]
        prefixes += [f"{parent}.{name}" if parent else name for name in siblings[siblings.index(own) + first :]]
        if not parents:
            return prefixes
        own, first = parents.pop(), 1
