"""What the frozen pretrained model sees in pictures: computed once, then read back bit for bit, or kept for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.metadata import version

import numpy as np
import torch
from torch import Tensor

from sft_gui import paths
from sft_gui.data.index import Picture
from sft_gui.data.loader import Batch, Loader
from sft_gui.models import last_stage, parts
from sft_gui.training import setup
from sft_gui.training.activations import layout_of
from sft_gui.training.feature_store import FeatureStore
from sft_gui.training.setup import Training

# Always so many at once, the last ones filled up: the same arithmetic for every picture, so that what is seen in it
# does not depend, not even in the last bit, on its neighbours or on the thread count.
BATCH = 16
FILE_PICTURES = 512  # kept together; what a cancellation may lose is kept before it


def cache_features(training: Training, on_progress: Callable[[int, int], None]) -> None:
    """Let the frozen part look at all pictures of the run, if what it makes of them is to be kept and is not there.

    Args:
        on_progress: told how many of how many are done; what it raises ends the work.

    Raises:
        UserError: a picture has become unreadable.
    """
    kept, total = training.activations, len(training.loader) + len(training.val_loader)
    if kept is None or kept.are_there:
        return
    done = 0

    def computed(batches: Iterator[Batch], *, at_least: int) -> Iterator[Batch]:
        nonlocal done
        for batch in batches:
            frozen = _frozen_forward(training, batch, at_least=at_least)
            done += len(batch.pictures)
            on_progress(done, total)
            yield frozen

    on_progress(0, total)
    train = computed(training.eval_batches(training.loader, BATCH), at_least=BATCH)
    kept.fill(len(training.loader), train, computed(training.val_batches(), at_least=1))  # as in use, to the last bit


def _frozen_forward(training: Training, batch: Batch, *, at_least: int) -> Batch:
    """Return a batch with its activations at the split point for images."""
    model = training.model

    def of_part(part: slice) -> Tensor:
        some = batch.images[part]
        images = training.normalised(_filled(some, _least(training, at_least)))
        with parts.evaluating(model), torch.no_grad(), training.inference_autocast():
            return last_stage.frozen_forward(model, images)[: len(some)].cpu()

    computed = list(training.parts.each(len(batch.pictures), of_part))
    return Batch(_joined(computed), batch.targets, batch.pictures)


def frozen_features(
    training: Training, pictures: Sequence[Picture], on_progress: Callable[[int, int], None]
) -> np.ndarray:
    """Return the features ``(N, F)`` float32 of some of the training pictures; the model must be as pretrained.

    Args:
        on_progress: told how many of how many are there; what it raises ends the work, and what is done stays kept.

    Raises:
        UserError: a picture has become unreadable.
    """
    store = _store(training)
    digests = [picture.digest for picture in pictures]
    size = parts.head(training.model, training.spec).in_features
    features, known = store.find(digests) if store else (np.zeros((len(pictures), size), np.float32), _none(pictures))
    missing = [row for row in range(len(pictures)) if not known[row]]
    if missing:
        loader = setup.make_loader([pictures[row] for row in missing], training.run, training.task, training.view)
        with closing(loader), _Writer(store) as writer:
            done = 0
            on_progress(len(pictures) - len(missing), len(pictures))
            for batch in _batches(training, loader):
                seen = _features_of(training, batch)
                rows = missing[done : done + len(batch.pictures)]
                features[rows] = seen
                if training.parts.most is None:  # else the last bit may differ from what the store promises
                    writer.take(batch.pictures, seen)
                done += len(rows)
                on_progress(len(pictures) - len(missing) + done, len(pictures))
    on_progress(len(pictures), len(pictures))
    return features


def _filled(images: Tensor, at_least: int = BATCH) -> Tensor:
    """Return the pictures or activations of a batch as so many, black ones added to fewer."""
    if len(images) >= at_least:
        return images
    whole = torch.zeros(at_least, *images.shape[1:], dtype=images.dtype).to(memory_format=layout_of(images))
    whole[: len(images)] = images
    return whole


def _none(pictures: Sequence[Picture]) -> np.ndarray:
    return np.zeros(len(pictures), bool)


def _batches(training: Training, loader: Loader) -> Iterator[Batch]:
    """Yield all of a loader's pictures, or their activations where the frozen part has looked at them already."""
    kept, pictures = training.activations, loader.pictures
    if kept is None or not kept.are_there:
        yield from training.eval_batches(loader, BATCH)
        return
    rows = {picture.path: row for row, picture in enumerate(training.loader.pictures)}
    for start in range(0, len(pictures), BATCH):
        part = pictures[start : start + BATCH]
        yield Batch(kept.chosen(rows[picture.path] for picture in part), [{}] * len(part), part)


def _features_of(training: Training, batch: Batch) -> np.ndarray:
    def part_seen(part: slice) -> np.ndarray:
        some = batch.images[part]
        with training.inference_autocast():
            through, images = training.prepare_inputs(training.model, _filled(some, _least(training, BATCH)))
            seen = parts.features(training.model, training.spec, images, through=through)
        return seen[: len(some)].float().cpu().numpy()

    return np.concatenate(list(training.parts.each(len(batch.pictures), part_seen)))


def _least(training: Training, usual: int) -> int:
    """Return how many pictures a batch is filled up to: fewer where memory has run out."""
    return min(usual, training.parts.most or usual)


def _joined(parts: Sequence[Tensor]) -> Tensor:
    return parts[0] if len(parts) == 1 else torch.cat(list(parts)).contiguous(memory_format=layout_of(parts[0]))


class _Writer:
    """Puts features into the store, if there is one, and what is left at the end or at a failure too.

    The loader has made sure that each picture has the content of its digest.
    """

    def __init__(self, store: FeatureStore | None) -> None:
        self._store = store
        self._waiting: list[tuple[str, np.ndarray]] = []

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self._keep()

    def take(self, pictures: Sequence[Picture], features: np.ndarray) -> None:
        """Take a batch; now and then it is written."""
        if self._store is None:
            return
        self._waiting += [(picture.digest, row) for picture, row in zip(pictures, features, strict=True)]
        if len(self._waiting) >= FILE_PICTURES:
            self._keep()

    def _keep(self) -> None:
        kept = dict(self._waiting)
        self._waiting.clear()
        if kept and self._store is not None:
            self._store.add(list(kept), np.stack(list(kept.values())))


def _store(training: Training) -> FeatureStore | None:
    """Return where this model's features are kept; None for a backbone of random weights."""
    weights = training.run.manifest["weights"].get("sha256")
    if weights is None:
        return None
    spec, compute = training.spec, training.compute
    made_by = {
        "model": spec.name,
        "weights": weights,
        "size": training.image_size,
        "resize": training.view.resize,
        "stored": training.view.stored_side,
        "interpolation": spec.interpolation,
        "mean": spec.mean,
        "std": spec.std,
        "device": compute.device,
        "precision": compute.inference_precision,
        "channels_last": compute.channels_last,
        "fold_norm": compute.fold_norm,
        "cpu": torch.backends.cpu.get_cpu_capability(),
        "versions": {name: version(name) for name in ("torch", "torchvision", "timm", "pillow")},
    }
    levels = training.run.levels
    if levels is not None:
        made_by["levels"] = levels.to_json()
    size = parts.head(training.model, spec).in_features
    return FeatureStore(paths.cache_folder() / "features", made_by, size)
