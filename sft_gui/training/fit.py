"""The loop. Reads top to bottom like the textbook; what hangs on it hangs on by name."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from sft_gui.data import memory
from sft_gui.data.index import Picture
from sft_gui.data.loader import Batch
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import Message, say
from sft_gui.tasks import registry
from sft_gui.tasks.task import Prediction
from sft_gui.training import divergence, head_init, picture_changes, planning
from sft_gui.training.checkpoint_manager import CheckpointManager
from sft_gui.training.clock import Clock
from sft_gui.training.events import (
    EpochEnded,
    Level,
    Logged,
    Preparing,
    RunState,
    SamplesPredicted,
    StateChanged,
    StepDone,
)
from sft_gui.training.features import cache_features
from sft_gui.training.mask_files import keep_mask
from sft_gui.training.optimization import set_training_mode
from sft_gui.training.recorder import OnEvent, Recorder
from sft_gui.training.report import Report
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.training.setup import Training, prepare

Evaluated = tuple[Picture, Mapping[str, Any], Prediction]  # a sample picture with its target


def fit(request: FitRequest, on_event: OnEvent, control: Control) -> Report:
    """Train a run to its end, or until paused for leaving or stopped; the run folder and the events tell all.

    Failures of the run are events with a sentence, not exceptions.

    Raises:
        UserError: another process trains this run already.
    """
    run = request.run
    with run.owned():
        fallen_back = run.fall_back()
        recorder = Recorder(run, on_event, offset=CheckpointManager.log_bytes(run), metric=_headline(run.task))
        try:
            recorder.tell_ending(outcome(run, recorder, control, fallen_back))
        finally:
            control.ended()
            recorder.close()
            memory.give_back()
        return replace(run.report(), state=recorder.progress.state)  # where the last report could not be written too


def outcome(run: RunFolder, recorder: Recorder, control: Control, fallen_back: Message | None) -> StateChanged:
    """Train, and return the state in which the run is left: the first failure's sentence, where there was one.

    Args:
        fallen_back: what is said of a last checkpoint that was damaged.
    """
    try:
        recorder.tell(StateChanged(now(), RunState.PREPARING))
        if fallen_back is not None:
            recorder.tell(Logged(now(), Level.WARNING, fallen_back))
        training = prepare(run, head_init.telling(recorder, control))
        try:
            return StateChanged(now(), train(training, recorder, control))
        finally:
            training.close()
    except Cancelled:
        return StateChanged(now(), RunState.PAUSED if control.leave_wanted else RunState.STOPPED)
    except UserError as error:
        return StateChanged(now(), RunState.FAILED, error.what, error.do, traceback.format_exc())
    except Exception as error:
        reason = say("Training stopped because of an error in the program.")
        remedy = say("What was learned up to the last checkpoint is safe. The details say more.")
        if memory.is_out_of_memory(error):
            reason, remedy = (
                memory.ran_out().what,
                say(
                    "What was learned up to the last checkpoint is safe. Close other programs and go on, "
                    "or choose a smaller model, picture size or batch size."
                ),
            )
        return StateChanged(now(), RunState.FAILED, reason, remedy, traceback.format_exc())


def train(training: Training, recorder: Recorder, control: Control) -> RunState:
    """Run epochs until the plan is done; return the state in which the run is left."""
    checkpoints, clock, train_state = CheckpointManager(training, recorder), Clock(training), training.train_state
    steps = recorder.progress.steps  # all that are recorded, those before a restart too
    resumed = checkpoints.restore()
    picture_changes.tell(training.run, recorder)
    planning.announce(training, recorder)
    planning.tell_extension(training, recorder)
    if resumed:
        planning.tell_left_out(training, recorder)
    cache_features(training, head_init.looking(recorder, control))
    clock.lap()
    if not resumed:
        has_head = head_init.solve_head(training, recorder, control)
        if training.average is not None:
            training.average.update_parameters(training.model)  # the mean begins at what training begins with
        if has_head:
            validate(training, recorder, checkpoints, clock, epoch=0, train_means={})
    planning.fit_to_memory(training, recorder)
    began, first = train_state.seconds, train_state.step
    if not resumed:
        train_state.first_seconds = began
    recorder.tell(StateChanged(now(), RunState.RUNNING))
    while True:
        if is_unevaluated(training) or (control.stop_wanted and checkpoints.has_no_best):
            end_epoch(training, recorder, checkpoints, clock)
            if checkpoints.patience_is_over():
                planning.tell_patience_is_over(training, recorder)
                break
        if control.stop_wanted or train_state.step >= train_state.total_steps:
            break
        train_epoch(training, recorder, checkpoints, control, clock)
        if control.leave_wanted:
            return RunState.PAUSED
    if divergence.has_diverged(steps, len(training.classes), at_end=True):
        raise divergence.diverged(steps, training.settings["optimizer.lr"])
    checkpoints.save(clock)
    planning.learn_pace(training, seconds=train_state.seconds - began, steps=train_state.step - first)
    return RunState.STOPPED if control.stop_wanted else RunState.FINISHED


def is_unevaluated(training: Training) -> bool:
    """Whether an epoch has ended, maybe before a restart, whose validation is still to come."""
    train_state = training.train_state
    at_end = train_state.step % training.steps_per_epoch == 0 or train_state.step >= train_state.total_steps
    return at_end and train_state.step > train_state.evaluated_step


def train_epoch(
    training: Training, recorder: Recorder, checkpoints: CheckpointManager, control: Control, clock: Clock
) -> None:
    """Take the steps of one epoch, from where it stands to its end or until something else is wanted."""
    settings, train_state = training.settings, training.train_state
    epoch, skip = divmod(train_state.step, training.steps_per_epoch)
    if skip == 0 or train_state.epoch_sums is None:
        train_state.epoch_sums = {"loss": 0.0, "total": 0}
    set_training_mode(training.model, training.spec, settings)
    batches = training.train_batches(epoch=epoch, skip_batches=skip)
    for batch in batches:
        step = train_step(training, recorder, batch, epoch + 1)
        train_state.step += 1
        recorder.tell(StepDone(now(), train_state.step, epoch + 1, *step, seconds=clock.lap()))
        if divergence.has_diverged(recorder.progress.steps, len(training.classes)):
            raise divergence.diverged(recorder.progress.steps, settings["optimizer.lr"])
        checkpoints.batch = batch
        planning.fit_to_budget(training, recorder)
        handle_control(training, recorder, checkpoints, control, clock)
        if control.end_wanted or train_state.step >= train_state.total_steps:
            break


def train_step(
    training: Training, recorder: Recorder, batch: Batch, epoch: int
) -> tuple[dict[str, float], float, int, int | None]:
    """Take one optimiser step; return losses by part, learning rate, pictures and how many are correct.

    Where memory runs out, the same batch is done again in halves whose gradients add up.

    Raises:
        UserError: the loss is not a number, or memory runs out for a single picture.
    """
    train_state = training.train_state
    learning_rate = planning.set_learning_rate(training)
    while (learned := try_batch(training, batch)) is None:
        planning.halve_batch(training, recorder, len(batch.pictures))
    losses, correct = learned
    if not all(torch.isfinite(torch.tensor(list(losses.values())))):
        raise not_a_number(batch, train_state.step + 1, learning_rate)
    if training.settings["optimizer.clip_norm"] is not None:
        training.scaler.unscale_(training.optimizer)
        torch.nn.utils.clip_grad_norm_(training.model.parameters(), training.settings["optimizer.clip_norm"])
    training.scaler.step(training.optimizer)
    training.scaler.update()
    if training.average is not None:
        training.average.update_parameters(training.model)
    sums = train_state.epoch_sums
    assert sums is not None
    sums["loss"] += sum(losses.values()) * len(batch.pictures)
    if correct is not None:
        sums["correct"] = sums.get("correct", 0) + correct
    sums["total"] += len(batch.pictures)
    return losses, learning_rate, len(batch.pictures), correct


def try_batch(training: Training, batch: Batch) -> tuple[dict[str, float], int | None] | None:
    """Return what :func:`forward_backward` does; None where memory runs out, and nothing that it took is held then."""
    torch.manual_seed(training.settings["train.seed"] * 1_000_003 + training.train_state.step)  # dropout: by step alone
    training.optimizer.zero_grad(set_to_none=True)
    try:
        return forward_backward(training, batch)
    except Exception as error:
        if not memory.is_out_of_memory(error):
            raise
    return None


def forward_backward(training: Training, batch: Batch) -> tuple[dict[str, float], int | None]:
    """Add up the gradients of one batch, in as many parts as memory asks for; return mean losses and correct ones."""
    count, task = len(batch.pictures), training.task
    part_size = training.train_state.part_size(count)
    losses: dict[str, float] = {}
    correct: int | None = None

    def learn(part: slice) -> tuple[dict[str, float], int | None]:
        targets = batch.targets[part]
        with training.autocast():
            parts, outputs = task.losses(
                *training.prepare_inputs(training.model, batch.images[part]), targets, training.options
            )
        share = len(targets) / count
        total = torch.stack(list(parts.values())).sum() * share
        training.scaler.scale(total).backward()
        told = {name: float(value.detach()) * share for name, value in parts.items()}
        return told, None if outputs is None else task.count_correct(outputs.detach(), targets)

    for start in range(0, count, part_size):
        told, part_correct = learn(slice(start, min(start + part_size, count)))
        for name, value in told.items():
            losses[name] = losses.get(name, 0.0) + value
        if part_correct is not None:
            correct = (correct or 0) + part_correct
    return losses, correct


def handle_control(
    training: Training, recorder: Recorder, checkpoints: CheckpointManager, control: Control, clock: Clock
) -> None:
    """Between steps: keep a checkpoint if one is due, hand out a snapshot, wait while paused."""
    if control.snapshot_wanted:
        control.give_snapshot({k: v.detach().clone() for k, v in training.eval_model.state_dict().items()})
    if control.leave_wanted:
        checkpoints.save_if_sound(clock)
    elif control.pause_wanted:
        checkpoints.save_if_sound(clock)
        recorder.tell(StateChanged(now(), RunState.PAUSED))
        while not control.wait_until_resumed():
            if control.snapshot_wanted:
                control.give_snapshot({k: v.detach().clone() for k, v in training.eval_model.state_dict().items()})
        clock.skip()
        if not control.end_wanted:
            recorder.tell(StateChanged(now(), RunState.RUNNING))
    else:
        checkpoints.save_if_due(clock)


def end_epoch(training: Training, recorder: Recorder, checkpoints: CheckpointManager, clock: Clock) -> None:
    """Evaluate the model on the validation pictures, keep the best weights, tell."""
    train_state = training.train_state
    sums, epoch = train_state.epoch_sums or {}, -(-train_state.step // training.steps_per_epoch)
    total = max(sums.get("total", 0), 1)
    means = {"loss": sums.get("loss", 0) / total}
    if "correct" in sums:
        means[training.task.metrics[0].name] = sums["correct"] / total
    train_state.evaluated_step = train_state.step
    validate(training, recorder, checkpoints, clock, epoch=epoch, train_means=means)
    checkpoints.save_if_due(clock)


def validate(
    training: Training,
    recorder: Recorder,
    checkpoints: CheckpointManager,
    clock: Clock,
    *,
    epoch: int,
    train_means: dict[str, float],
) -> None:
    """Evaluate on validation and tell the scores and the sample predictions of ``epoch``."""
    scores, evaluated = evaluate(training, sample_indices(training), evaluation_progress(recorder))
    train_state = training.train_state
    is_best = checkpoints.consider(scores, epoch)
    seconds = clock.lap()
    if epoch > 0:
        train_state.evaluation_seconds = seconds
    recorder.tell(
        EpochEnded(now(), epoch, train_state.step, train_means, scores, is_best, round(train_state.seconds, 3))
    )
    recorder.tell(SamplesPredicted(now(), epoch, samples(training, evaluated, epoch)))


def evaluation_progress(recorder: Recorder) -> Callable[[int, int], None]:
    """Return what tells, every second or so, how many of how many pictures are evaluated."""
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= 1:
            told = time.monotonic()
            recorder.tell(Preparing(now(), say("Evaluating"), done, total))

    return tell


def evaluate(
    training: Training, wanted: Sequence[int], on_progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[dict[str, float], list[Evaluated]]:
    """Score all validation pictures; also return the ``wanted`` indices' predictions, in their order."""
    model = training.inference
    model.network.eval()
    scores = training.task.scores(training.classes)
    evaluated: dict[int, Evaluated] = {}
    chosen, done = set(wanted), 0
    losses: list[float] = []  # each as often as its batch has pictures
    for batch in training.val_batches():

        def answered(part: slice, batch: Batch = batch) -> tuple[Batch, Any, float | None]:
            some = Batch(batch.images[part], batch.targets[part], batch.pictures[part])
            sizes = [(each.height, each.width) for each in some.pictures]
            with torch.inference_mode(), training.inference_autocast():
                network, images = training.prepare_inputs(model.network, some.images)
                outputs = model.outputs_of(network, images, sizes)
                return some, outputs, training.task.eval_loss(network, images, some.targets)

        for some, outputs, loss in training.parts.each(len(batch.pictures), answered):
            losses += [] if loss is None else [loss] * len(some.pictures)
            with torch.inference_mode():
                scores.update(outputs, some.targets)
                is_chosen = bool(chosen & set(range(done, done + len(some.pictures))))
                predictions = model.decode(outputs) if is_chosen else []
            if is_chosen:
                told = enumerate(zip(some.pictures, some.targets, predictions, strict=True), done)
                evaluated.update((index, one) for index, one in told if index in chosen)
            done += len(some.pictures)
        on_progress(done, len(training.val_loader))
    result = scores.result()
    if losses:
        result["loss"] = sum(losses) / len(losses)
    return result, [evaluated[index] for index in wanted]


def samples(training: Training, evaluated: Sequence[Evaluated], epoch: int) -> tuple[dict[str, Any], ...]:
    """Return what is told of the sample pictures; masks become files of the run."""
    told = []
    for number, (picture, target, prediction) in enumerate(evaluated):

        def keep(mask: np.ndarray, number: int = number) -> str:
            return keep_mask(training.run.folder, f"samples/e{epoch:03}_{number:02}.png", mask)

        told.append(training.task.sample(picture, target, prediction, training.classes, keep))
    return tuple(told)


def sample_indices(training: Training) -> list[int]:
    """Choose the sample pictures by the seed: the same ones all through a run."""
    generator = torch.Generator().manual_seed(training.settings["train.seed"])
    return torch.randperm(len(training.val_loader), generator=generator)[: training.task.samples].tolist()


def not_a_number(batch: Batch, step: int, learning_rate: float) -> UserError:
    """Name the pictures of the batch whose loss is not finite."""
    names = ", ".join(picture.path for picture in batch.pictures)
    return UserError(
        say("Training stopped: the loss is not a number at step {step}. Pictures: {names}", step=step, names=names),
        say("The last good checkpoint is kept. Try a learning rate below {rate:g}.", rate=learning_rate / 2),
    )


def _headline(task_name: str) -> str:
    return registry.find(task_name).metrics[0].name
