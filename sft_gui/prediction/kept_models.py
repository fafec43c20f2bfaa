"""The models of kept runs, loaded for use: the best weights, those of a checkpoint, or a snapshot's."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace

import torch
from torch import Tensor

from sft_gui.errors import UserError
from sft_gui.inference import device
from sft_gui.inference.device import ComputeConfig
from sft_gui.inference.model import InferenceModel
from sft_gui.inference.view import View
from sft_gui.messages import say
from sft_gui.models import catalogue, norm_folding
from sft_gui.sealed import Damaged
from sft_gui.tasks import registry
from sft_gui.training import checkpoint, setup
from sft_gui.training.run_folder import RunFolder


def best(run: RunFolder, *, threads: int | None = None) -> InferenceModel:
    """Load the best weights of a run; where they are damaged, those of its checkpoint, with a note that says so.

    Args:
        threads: CPU threads to compute with; None means as many as the run was trained with.

    Raises:
        UserError: the run has no model yet, or its weights cannot be read.
    """
    if not run.has_model:
        raise UserError(
            say("The run {name} has no model yet.", name=run.name),
            say("Wait for its first validation, or resume it."),
        )
    try:
        weights, _ = checkpoint.read_weights(run.best_weights)
    except Damaged as error:
        weights = _of_checkpoint(run, error)
        note = say("{what} Those of the last checkpoint are used instead.", what=error.what)
        return replace(loaded(run, weights, threads=threads), note=note)
    return loaded(run, weights, threads=threads)


def loaded(run: RunFolder, weights: Mapping[str, Tensor], *, threads: int | None = None) -> InferenceModel:
    """Build the model of a run with the given weights."""
    settings, classes, manifest = run.settings, run.classes, run.manifest
    spec, the_task = catalogue.find(settings["model.name"]), registry.find(run.task)
    compute = available(ComputeConfig.from_json(manifest["execution"]), threads)
    plan = manifest.get("plan") or the_task.plan(spec, (), setup.annotations_of(run), settings)
    network = the_task.build(spec, classes, weights=None, seed=0, plan=plan)
    network.load_state_dict(dict(weights))
    network = device.placed(network, compute)
    network.eval().requires_grad_(False)
    view = View.of(spec, plan)
    if compute.fold_norm:
        norm_folding.NormFolding(network, device.zero_pictures(compute, view.size)).fold()  # for good
    tta_flip = settings["eval.tta_flip"]
    return InferenceModel(the_task, spec, classes, view, compute, network, tta_flip=tta_flip, levels=run.levels)


def _of_checkpoint(run: RunFolder, damaged: Damaged) -> dict[str, Tensor]:
    """Return the weights of the last checkpoint that is whole.

    Raises:
        UserError: none is.
    """
    for path in (run.checkpoint, run.previous):
        with contextlib.suppress(UserError):
            return checkpoint.model_weights(path)
    raise UserError(damaged.what, say("Its checkpoints cannot be read either. Train a new run.")) from damaged


def available(compute: ComputeConfig, threads: int | None = None) -> ComputeConfig:
    """Return how to compute here: as in the run's validation, or in float32 on a CPU where that cannot be had."""
    has_cuda, has_mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if not {"cuda": has_cuda, "mps": has_mps, "cpu": True}[compute.device]:
        compute = replace(compute, device="cpu", inference_precision="float32", threads=device.usable_cores())
    elif compute.device == "cpu" and not device.has_bfloat16():
        compute = replace(compute, inference_precision="float32")
    return replace(compute, threads=threads or min(compute.threads, device.usable_cores()))
