"""Before Start: a few real steps with the run's own settings and pictures tell what the run will take.

Whoever calls this makes sure that nothing is being trained meanwhile: torch's random generator is the process's.
"""

from __future__ import annotations

import contextlib
import itertools
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from sft_gui import paths
from sft_gui.data import memory
from sft_gui.data.cache import PictureCache
from sft_gui.data.index import Picture, Split
from sft_gui.data.loader import Batch, Loader, order
from sft_gui.data.project import Project
from sft_gui.data.watcher import Progress
from sft_gui.errors import Cancelled
from sft_gui.files import Unwritable, scratch_folder
from sft_gui.inference.device import synchronise
from sft_gui.messages import say
from sft_gui.settings.setting import Settings
from sft_gui.training import fit, memory_meter, tuning_cache
from sft_gui.training.activations import Activations
from sft_gui.training.features import cache_features
from sft_gui.training.forecast import Costs, Forecast, Plan, forecast, parts_needed
from sft_gui.training.memory_meter import PeakMeter
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, kept_runs, now
from sft_gui.training.setup import (
    Training,
    eval_batch_size,
    make_loader,
    picture_cache,
    prepare,
)

BATCHES = 3  # whose pictures the steps go through again and again
STEPS, ENOUGH_SECONDS, FEWEST = 5, 6.0, 2  # timed steps: so many, or until so long if at least the fewest are done
LEAST_PICTURES = 2  # BatchNorm takes no single one
PROBE_PICTURES = 4  # of the small step that tells what a picture adds to the memory
FRESH_SECONDS = 24 * 3600  # until then what was measured is taken as it is


def never() -> bool:
    """Stand in where nobody can cancel."""
    return False


def ignore(done: int, total: int | None, what: Any) -> None:
    """Stand in where nobody watches."""


def remembered(project: Project, settings: Settings) -> Forecast | None:
    """Return the forecast from what was measured before with these costs, if that is fresh; instant."""
    pictures = project.index.pictures()
    costs = tuning_cache.costs(settings, pictures)
    if costs is None or tuning_cache.age_seconds(costs) > FRESH_SECONDS:
        return None
    return _forecast(project, settings, pictures, costs)


def measure(
    project: Project, settings: Settings, *, on_progress: Progress = ignore, cancelled: Callable[[], bool] = never
) -> Forecast:
    """Train a few steps on a copy that is thrown away, remember what they cost, and return the forecast.

    Raises:
        UserError: what would keep the run from starting too, such as weights that are not here.
        Cancelled: within a layer of the model being asked to.
    """
    pictures = project.index.pictures()
    on_progress(0, STEPS, say("Measuring"))
    with throwaway_run(project, settings) as run:
        costs = _costs(run, pictures, on_progress, cancelled)
    tuning_cache.keep_costs(settings, pictures, costs)
    return _forecast(project, settings, pictures, costs)


@contextlib.contextmanager
def throwaway_run(project: Project, settings: Settings) -> Iterator[RunFolder]:
    """Make a run as Start would, away from the project's own, for as long as it is needed.

    It is kept where there is room: a full disk for temporary files is no reason not to measure.
    """
    places: list[Path | None] = [None, paths.cache_folder(), project.folder]
    while True:
        with scratch_folder("sft-gui-", *places) as scratch:
            try:
                run = RunFolder.create(project, settings, name="throwaway", runs=scratch)
            except Unwritable:
                if len(places) == 1:
                    raise
                places.pop(0)
                continue
            yield run
            return


def _forecast(project: Project, settings: Settings, pictures: Sequence[Picture], costs: Costs) -> Forecast:
    correction, known = tuning_cache.correction(settings)
    machine = memory_meter.machine(costs.compute["device"], project.runs_folder)
    return forecast(costs, _plan(project, settings, pictures, costs), machine, correction=correction, known=known)


def _plan(project: Project, settings: Settings, pictures: Sequence[Picture], costs: Costs) -> Plan:
    """Return what the run is to do, without what an earlier one has left at hand."""
    whole = Plan.of(settings, pictures, stored_side=costs.stored_side)
    cache = picture_cache()
    used = [picture for picture in pictures if picture.split != Split.TEST]
    undecoded = sum(not cache.holds(picture.digest, costs.stored_side, project.levels) for picture in used)
    are_seen = any(_has_solved_head(run, settings) for run in kept_runs(project))
    return replace(whole, undecoded=undecoded, head_views=0 if are_seen else whole.head_views)


def _has_solved_head(run: RunFolder, settings: Settings) -> bool:
    """Tell whether this run has left the features that one with these settings begins with."""
    own = run.settings
    is_same = all(own[key] == settings[key] for key in ("model.name", "model.weights", "data.image_size"))
    return is_same and own["train.head_init"] == "features" and run.has_model


def _costs(run: RunFolder, pictures: Sequence[Picture], on_progress: Progress, cancelled: Callable[[], bool]) -> Costs:
    training = prepare(run)
    end_soon(training, cancelled)
    small = _on_few_pictures(training)
    recorder = Recorder(run, lambda event: None, offset=None, metric=training.task.metrics[0].name)
    with contextlib.closing(small), contextlib.closing(recorder):
        return _Measurement(small, recorder, pictures, on_progress, cancelled).costs()


def end_soon(training: Training, cancelled: Callable[[], bool]) -> None:
    """Let whichever layer computes raise Cancelled when that is asked."""

    def look(*_: Any) -> None:
        if cancelled():
            raise Cancelled

    for module in training.model.modules():
        module.register_forward_pre_hook(look)
    for parameter in training.model.parameters():
        if parameter.requires_grad:
            parameter.register_post_accumulate_grad_hook(look)


def _on_few_pictures(training: Training) -> Training:
    """Return the training on its first batches only, at learning rate zero, so that nothing can diverge.

    Their cache is their own: at first nothing is at hand, then everything.
    """
    settings, train = training.settings, training.run.pictures(Split.TRAIN)
    cache, batch_size = PictureCache(memory_meter.cache_bytes(), None, 0), settings["train.batch_size"]

    def loader(count: int) -> Loader:
        chosen = [train[index] for index in order(len(train), seed=settings["train.seed"], epoch=0)[:count]]
        return make_loader(chosen, training.run, training.task, training.view, cache=cache)

    whole_batches = max(min(BATCHES, len(train) // batch_size), 1)
    for group in training.optimizer.param_groups:
        group["base_lr"] = 0.0
    training.train_state.total_steps = STEPS + BATCHES
    training.train_state.epoch_sums = {"loss": 0.0, "correct": 0, "total": 0}
    few, evaluated = loader(whole_batches * batch_size), loader(eval_batch_size(settings))
    kept = None if training.activations is None else Activations()
    return replace(training, loader=few, val_loader=evaluated, activations=kept)


def endless_batches(training: Training) -> Iterator[Batch]:
    """Yield batches as a run would, epoch after epoch."""
    for epoch in itertools.count():
        yield from training.train_batches(epoch=epoch)


class _Measurement:
    """The steps, one after the other."""

    def __init__(
        self,
        training: Training,
        recorder: Recorder,
        pictures: Sequence[Picture],
        on_progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._training, self._settings = training, training.settings
        self._recorder, self._on_progress, self._cancelled = recorder, on_progress, cancelled
        self._device = training.compute.device
        self._side = training.view.stored_side
        self._plan = Plan.of(self._settings, pictures, stored_side=self._side)
        self._machine = memory_meter.machine(self._device, training.run.folder)

    def costs(self) -> Costs:
        """Measure memory with little steps, then time with whole ones."""
        decode_seconds = self._decode()
        look_seconds, activation_bytes = self._look()
        training = self._training
        set_training_mode(training.model, training.spec, self._settings)
        batches = endless_batches(training)
        first = next(batches)
        self._step(_part(first, LEAST_PICTURES))  # makes the optimiser's state and what else comes once
        memory.give_back()  # what is freed and kept would count twice
        base = memory_meter.in_use(self._device)
        small = _part(first, PROBE_PICTURES)
        with PeakMeter(self._device) as meter:
            self._step(small)
        known = Costs(
            time=now(),
            steps=0,
            step_seconds=0.0,
            spread=0.0,
            eval_seconds=0.0,
            decode_seconds=decode_seconds,
            look_seconds=look_seconds,
            activation_bytes=activation_bytes,
            base_bytes=base,
            picture_bytes=max(meter.peak - base, 0) // len(small.pictures),
            peak_bytes=0,
            model_bytes=_bytes(training.model.state_dict()),
            checkpoint_bytes=_checkpoint_bytes(training),
            parts=1,
            stored_side=self._side,
            compute=training.compute.to_json(),
        )
        training.train_state.accumulation = parts_needed(known, self._plan, self._machine)
        return self._timed(known, itertools.chain([first], batches), len(first.pictures))

    def _timed(self, known: Costs, batches: Iterable[Batch], count: int) -> Costs:
        """Add what whole steps of ``count`` pictures tell."""
        with PeakMeter(self._device) as meter:
            seconds = self._step_seconds(batches)
        settled = seconds[1:] if len(seconds) > FEWEST else seconds
        parts, median = self._training.train_state.accumulation, statistics.median(settled)  # a GPU may have halved
        known = replace(
            known,
            steps=len(seconds),
            step_seconds=median * self._settings["train.batch_size"] / count,
            spread=(max(settled) - min(settled)) / 2 / median,
            eval_seconds=self._eval_seconds(),
            parts=parts,
        )
        if parts > 1:
            return known
        picture_bytes = max(known.picture_bytes, (meter.peak - known.base_bytes) // count)
        return replace(known, picture_bytes=picture_bytes, peak_bytes=meter.peak)

    def _decode(self) -> float:
        """Return the seconds a picture takes to be read and decoded; afterwards they are at hand."""
        loader, began = self._training.loader, time.perf_counter()
        for _ in self._training.eval_batches(loader, eval_batch_size(self._settings)):
            if self._cancelled():
                raise Cancelled
        cold, began = time.perf_counter() - began, time.perf_counter()
        for _ in self._training.eval_batches(loader, eval_batch_size(self._settings)):
            pass
        return max(cold - (time.perf_counter() - began), 0.0) / len(loader)

    def _look(self) -> tuple[float, int]:
        """Return what it takes to look at a picture with the frozen part, in seconds, and to keep that, in bytes."""
        if self._training.activations is None:
            return 0.0, 0

        def tell(done: int, total: int) -> None:
            if self._cancelled():
                raise Cancelled

        count = len(self._training.loader) + len(self._training.val_loader)
        cache_features(self._training, tell)  # the first batches take longer
        kept = Activations()
        self._training = replace(self._training, activations=kept)
        began = time.perf_counter()
        cache_features(self._training, tell)
        seconds = (time.perf_counter() - began) / count
        return seconds, kept.nbytes // count

    def _step(self, batch: Batch) -> None:
        if self._cancelled():
            raise Cancelled
        fit.train_step(self._training, self._recorder, batch, 1)
        self._training.train_state.step += 1

    def _step_seconds(self, batches: Iterable[Batch]) -> list[float]:
        """Time whole steps, the wait for their pictures included."""
        seconds: list[float] = []
        last = time.perf_counter()
        for batch in batches:
            self._step(batch)
            synchronise(self._training.compute)
            seconds.append(time.perf_counter() - last)
            last = time.perf_counter()
            self._on_progress(len(seconds), STEPS, say("Measuring"))
            if len(seconds) > STEPS or (sum(seconds) > ENOUGH_SECONDS and len(seconds) >= FEWEST):
                break
        return seconds

    def _eval_seconds(self) -> float:
        began = time.perf_counter()
        fit.evaluate(self._training, [])
        return (time.perf_counter() - began) / len(self._training.val_loader)


def _part(batch: Batch, count: int) -> Batch:
    return Batch(batch.images[:count], batch.targets[:count], batch.pictures[:count])


def _bytes(tensors: Mapping[str, Any]) -> int:
    return sum(value.nbytes for value in tensors.values() if isinstance(value, torch.Tensor))


def _checkpoint_bytes(training: Training) -> int:
    states = training.optimizer.state.values()
    average = {} if training.average is None else training.average.state_dict()
    return _bytes(training.model.state_dict()) + _bytes(average) + sum(_bytes(state) for state in states)
