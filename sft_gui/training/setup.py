"""Everything a run needs before its first step: model, loss options, optimiser, loaders, the plan."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from sft_gui import paths
from sft_gui.data.annotations import Annotations
from sft_gui.data.cache import PictureCache
from sft_gui.data.index import Picture, Split
from sft_gui.data.loader import Batch, Loader, Size
from sft_gui.data.memory import Parts
from sft_gui.data.watcher import Progress
from sft_gui.errors import UserError
from sft_gui.inference import device
from sft_gui.inference.device import ComputeConfig
from sft_gui.inference.model import InferenceModel, normalised
from sft_gui.inference.view import View
from sft_gui.messages import Message, say
from sft_gui.models import catalogue, last_stage, weights
from sft_gui.models.lone_norm import let_statistics_stand_in
from sft_gui.models.norm_folding import NormFolding
from sft_gui.models.spec import ModelSpec
from sft_gui.settings.setting import Settings
from sft_gui.tasks import registry
from sft_gui.tasks.task import LossOptions, Task
from sft_gui.training import activations, memory_meter, picture_changes
from sft_gui.training.activations import Activations
from sft_gui.training.checkpoint import TrainState
from sft_gui.training.optimization import make_average, make_optimizer, set_training_mode
from sft_gui.training.run_folder import RunFolder


@dataclass
class Training:
    """A run in memory."""

    run: RunFolder
    settings: Settings
    task: Task
    spec: ModelSpec
    classes: tuple[str, ...]
    compute: ComputeConfig
    model: nn.Module
    optimizer: torch.optim.Optimizer
    options: LossOptions
    loader: Loader
    val_loader: Loader
    view: View
    scaler: torch.amp.GradScaler
    average: AveragedModel | None  # the running mean of the weights, where the settings ask for it
    activations: Activations | None  # what the frozen part makes of the pictures, where that is kept
    parts: Parts = field(default_factory=Parts)  # how many pictures the model looks at together, but for training
    train_state: TrainState = field(default_factory=TrainState)

    @property
    def steps_per_epoch(self) -> int:
        return -(-len(self.loader) // self.settings["train.batch_size"])

    @property
    def image_size(self) -> Size:
        """What the model sees: the side of a square, or (height, width) of whole pictures, px."""
        return self.view.size

    @property
    def inference(self) -> InferenceModel:
        """The model as it is evaluated, and as it will be used, with the weights of now; put it in evaluation mode."""
        return InferenceModel(
            self.task, self.spec, self.classes, self.view, self.compute, self.eval_model,
            tta_flip=self.settings["eval.tta_flip"], levels=self.run.levels,
        )  # fmt: skip

    @property
    def eval_model(self) -> nn.Module:
        """What is evaluated, kept and used: the running mean of the weights, or else the weights."""
        return self.model if self.average is None else self.average.module

    def close(self) -> None:
        """End the loaders' threads."""
        for each in (self.loader, self.val_loader):
            each.close()

    def train_batches(self, *, epoch: int, skip_batches: int = 0) -> Iterator[Batch]:
        """Yield an epoch's batches to learn from: pictures, or what the frozen part has made of them."""
        settings, kept = self.settings, self.activations
        batch_size, seed = settings["train.batch_size"], settings["train.seed"]
        if kept is not None and kept.are_there:
            return kept.train_batches(
                self.loader, batch_size=batch_size, seed=seed, epoch=epoch, skip_batches=skip_batches
            )
        return self.loader.train_batches(
            recipe=settings["data.augmentation"],
            size=self.image_size,
            batch_size=batch_size,
            seed=seed,
            epoch=epoch,
            skip_batches=skip_batches,
        )

    def val_batches(self) -> Iterator[Batch]:
        """Yield the batches that are evaluated: pictures, or what the frozen part has made of them."""
        if self.activations is not None and self.activations.are_there:
            return self.activations.val_batches()
        return self.eval_batches(self.val_loader, eval_batch_size(self.settings))

    def prepare_inputs(self, model: nn.Module, images: Tensor) -> tuple[nn.Module, Tensor]:
        """Return what takes a batch's images, pictures or activations, and them as it takes them.

        To be called in the autocast that they are meant for.
        """
        if images.dtype == torch.uint8:
            return model, self.normalised(images)
        images = images.to(device.torch_device(self.compute), non_blocking=True)
        if not torch.is_autocast_enabled(self.compute.device):
            images = images.float()
        return last_stage.Tail(model, activations.least_picture(self.spec, self.compute)), images

    def eval_batches(self, loader: Loader, batch_size: int) -> Iterator[Batch]:
        """Yield a loader's pictures as they are evaluated and predicted: resized and cropped, nothing random."""
        return self.view.batches(loader, batch_size)

    def normalised(self, images: Tensor) -> Tensor:
        """Turn ``(N, 3, H, W)`` uint8 into what the model takes, on its device and in its layout."""
        return normalised(images, self.spec, self.compute)

    def autocast(self) -> torch.autocast:
        return device.autocast(self.compute)

    def inference_autocast(self) -> torch.autocast:
        return device.inference_autocast(self.compute)


def eval_batch_size(settings: Settings) -> int:
    """Return the batch size of validation; evaluation uses the same, so that its sums are the same to the last bit."""
    return max(int(settings["train.batch_size"]), 16)


def unheard(done: int, total: int | None, what: Message) -> None:
    """Stand in where nobody watches."""


def prepare(run: RunFolder, on_progress: Progress = unheard) -> Training:
    """Build all parts of a run as its settings say, at its very start.

    Args:
        on_progress: told what is being done and how much of it; what it raises ends the work.

    Raises:
        UserError: weights that cannot be had, a device that is not here.
    """
    settings, manifest = run.settings, run.manifest
    spec, the_task = catalogue.find(settings["model.name"]), registry.find(run.task)
    size_problem = spec.size_problem(settings["data.image_size"])
    if size_problem is not None:
        raise UserError(size_problem, say("Choose another picture size."), field="data.image_size")
    train, val = picture_changes.places(run), run.pictures(Split.VAL)
    plan = manifest.get("plan") or the_task.plan(spec, train, annotations_of(run), settings)
    view = View.of(spec, plan)
    image_size = view.size
    is_new = "execution" not in manifest
    if is_new:
        compute = device.resolve(settings, is_square=the_task.sees_squares)
    else:
        compute = ComputeConfig.from_json(manifest["execution"])
    device.apply_threads(compute)
    on_progress(0, None, say("Loading the weights"))
    state, where = _pretrained(spec, settings)
    torch.manual_seed(settings["train.seed"])
    model = the_task.build(spec, run.classes, weights=state, seed=settings["train.seed"], plan=plan)
    let_statistics_stand_in(model)
    model = device.placed(model, compute)
    optimizer = make_optimizer(model, spec, settings)
    set_training_mode(model, spec, settings)
    if is_new:
        on_progress(0, None, say("Getting ready"))
        seen = len(train) + len(val)
        keeps = activations.open_if_kept(model, spec, settings, image_size, compute, pictures=seen)
        compute = replace(compute, keeps_activations=keeps)
        run.add_to_manifest(execution=compute.to_json(), weights=where, plan=plan, **_machine())
    elif compute.keeps_activations:
        activations.open_split_point(model, spec, settings, image_size, compute)
    if compute.fold_norm:
        NormFolding(model, device.zero_pictures(compute, image_size)).attach(model)
    return Training(
        run=run,
        settings=settings,
        task=the_task,
        spec=spec,
        classes=run.classes,
        compute=compute,
        model=model,
        optimizer=optimizer,
        options=_loss_options(the_task, train, run, settings, compute),
        loader=make_loader(train, run, the_task, view),
        val_loader=make_loader(val, run, the_task, view),
        view=view,
        scaler=torch.amp.GradScaler(compute.device, enabled=compute.precision == "float16"),
        average=make_average(model, settings),
        activations=Activations() if compute.keeps_activations else None,
    )


def annotations_of(run: RunFolder) -> Annotations:
    """Return the reader of a run's boxes and masks."""
    manifest = run.manifest
    return Annotations(run.root, manifest["classes"], manifest.get("legend"))


def picture_cache() -> PictureCache:
    """Return the process's one bounded cache of decoded pictures: a quarter of the free memory, then disk."""
    return _picture_cache(paths.cache_folder() / "pictures")


@lru_cache(maxsize=1)
def _picture_cache(folder: Path) -> PictureCache:
    return PictureCache(memory_meter.cache_bytes(), folder, memory_meter.MAX_DISK_BYTES)


def make_loader(
    pictures: Sequence[Picture],
    run: RunFolder,
    the_task: Task,
    view: View,
    *,
    cache: PictureCache | None = None,
) -> Loader:
    """Return the loader of some of a run's pictures; they are kept in the process's cache or in the one given."""
    annotations, compute = annotations_of(run), run.manifest.get("execution", {})
    can_compute_there = compute.get("device") != "cuda" or torch.cuda.is_available()  # a run may come from elsewhere
    return Loader(
        pictures,
        root=run.root,
        cache=picture_cache() if cache is None else cache,
        read_target=lambda picture: the_task.read_target(picture, annotations),
        threads=device.usable_cores(),
        stored_side=view.stored_side,
        levels=run.levels,
        is_pinned=compute.get("device") == "cuda" and can_compute_there,
    )


def _pretrained(spec: ModelSpec, settings: Settings) -> tuple[dict[str, Tensor] | None, dict[str, Any]]:
    source = settings["model.weights"]
    if source == "none":
        return None, {"source": "none"}
    state, report = weights.load_pretrained(spec, file=None if source == "pretrained" else Path(source))
    return state, {"source": source, "sha256": report.sha256}


def _loss_options(
    the_task: Task, train: Sequence[Picture], run: RunFolder, settings: Settings, compute: ComputeConfig
) -> LossOptions:
    by_class: Tensor | None = None
    if settings["loss.class_weights"] == "balanced":
        values = the_task.class_weights(train, run.classes, annotations_of(run))
        if values is not None:
            by_class = torch.from_numpy(values.astype(np.float32)).to(device.torch_device(compute))
    return LossOptions(settings["loss.label_smoothing"], by_class, settings["loss.dice_weight"])


def _machine() -> dict[str, Any]:
    packages = ("sft-gui", "torch", "torchvision", "timm", "numpy", "pillow")
    return {
        "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": device.usable_cores(),
            "cpu": torch.backends.cpu.get_cpu_capability(),
            "has_bfloat16": device.has_bfloat16(),
        },
    }
