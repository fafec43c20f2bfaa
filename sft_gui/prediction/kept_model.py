"""A run's weights ready to be asked: the model in evaluation mode with exactly the pixels that validation sees."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sft_gui.data import augment, scene
from sft_gui.data.levels import Levels
from sft_gui.data.loader import Size
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.models import catalogue, norm_folding
from sft_gui.models.spec import ModelSpec
from sft_gui.sealed import Damaged
from sft_gui.tasks import registry
from sft_gui.tasks.task import Prediction, Sizes, Task
from sft_gui.training import checkpoint, device, setup
from sft_gui.training.device import ComputeConfig
from sft_gui.training.run_folder import RunFolder


@dataclass(frozen=True)
class KeptModel:
    """A trained model that is no longer trained. Usable from several threads."""

    task: Task
    spec: ModelSpec
    classes: tuple[str, ...]
    image_size: Size
    compute: ComputeConfig
    module: nn.Module
    flipped: bool  # whether mirror images have their say, as in the run's validation
    note: Message | None = None  # what the user should know of these weights
    levels: Levels | None = None  # black and white of pictures with more than 8 bits, as it was trained with

    @classmethod
    def best(cls, run: RunFolder, *, threads: int | None = None) -> KeptModel:
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
            return replace(cls.of(run, weights, threads=threads), note=note)
        return cls.of(run, weights, threads=threads)

    @classmethod
    def of(cls, run: RunFolder, weights: Mapping[str, Tensor], *, threads: int | None = None) -> KeptModel:
        """Build the model of a run with the given weights."""
        settings, classes = run.settings, run.classes
        spec, the_task = catalogue.find(settings["model.name"]), registry.find(run.task)
        manifest = run.manifest
        compute = available(ComputeConfig.from_json(manifest["execution"]), threads)
        plan = manifest.get("plan") or the_task.plan(spec, (), setup.annotations_of(run), settings)
        module = the_task.build(spec, len(classes), weights=None, seed=0, plan=plan)
        module.load_state_dict(dict(weights))
        module = device.placed(module, compute)
        module.eval().requires_grad_(False)
        size = setup.planned_size(plan)
        if compute.fold_norm:
            norm_folding.NormFolding(module, device.zero_pictures(compute, size)).fold()  # for good
        return cls(the_task, spec, classes, size, compute, module, flipped=settings["eval.tta_flip"], levels=run.levels)

    @property
    def stored_side(self) -> int:
        """The short side at which pictures are decoded."""
        return setup.stored_side(self.spec, self.image_size)

    def view(self, pixels: np.ndarray, own: tuple[int, int]) -> Tensor:
        """Turn a decoded picture ``(h, w, 3)`` into what validation shows the model, uint8.

        Args:
            own: the picture's own (height, width), before it was decoded smaller.
        """
        image, size = torch.from_numpy(pixels).permute(2, 0, 1), self.image_size
        if isinstance(size, tuple):
            return scene.whole_view(image, size, own)
        resize = setup.view_resize(self.spec, size)
        return augment.evaluation_view(image, {}, size=size, resize=resize, interpolation=self.spec.interpolation)[0]

    def outputs(self, images: Tensor, sizes: Sizes) -> Any:
        """Return the outputs for ``(N, 3, H, W)`` uint8 pictures whose own sizes are ``sizes``."""
        compute = self.compute
        with computing_threads(compute.threads), torch.inference_mode(), device.inference_autocast(compute):
            views = setup.normalise(images, self.spec, compute)
            return self.task.outputs(self.module, views, sizes, flipped=self.flipped)

    def predictions(self, images: Tensor, sizes: Sizes) -> list[Prediction]:
        """Return one prediction for each of ``(N, 3, H, W)`` uint8 pictures whose own sizes are ``sizes``."""
        with torch.inference_mode():
            return self.task.decode(self.outputs(images, sizes), self.classes)


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


@contextlib.contextmanager
def computing_threads(count: int) -> Iterator[None]:
    """Compute with so many CPU threads in the calling thread alone; a training in another thread keeps its own."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
