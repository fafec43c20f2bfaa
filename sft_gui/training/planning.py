"""The plan of a run while it runs: total steps, learning rate, time budget, batch parts."""

from __future__ import annotations

from bisect import bisect_right

from sft_gui.data import memory
from sft_gui.inference import device
from sft_gui.messages import PICTURES, counted, say
from sft_gui.training import memory_meter, schedule, tuning_cache
from sft_gui.training.events import Level, Logged, Planned
from sft_gui.training.forecast import Plan, epoch_seconds, parts_needed
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import now
from sft_gui.training.setup import Training

BUDGET_STEPS = 10  # steps after which the time budget is first compared with the pace
NEWS = 0.05  # a plan that changes by less is not worth a line of the log


def announce(training: Training, recorder: Recorder) -> None:
    """Work out and tell how long the run is meant to be."""
    settings, train_state = training.settings, training.train_state
    planned = settings["train.epochs"] * training.steps_per_epoch
    # A shorter plan in the checkpoint came from the time budget and stands; extending a finished run lengthens it.
    if train_state.total_steps == 0 or train_state.step >= train_state.total_steps or settings["stop.minutes"] is None:
        train_state.total_steps = planned
    _tell(training, recorder)


def _tell(training: Training, recorder: Recorder) -> None:
    steps = training.steps_per_epoch
    epochs = -(-training.train_state.total_steps // steps)
    recorder.tell(
        Planned(
            now(),
            epochs=epochs,
            steps_per_epoch=steps,
            total_steps=training.train_state.total_steps,
            batch_size=training.settings["train.batch_size"],
            train_pictures=len({picture.id for picture in training.loader.pictures}),
            val_pictures=len(training.val_loader),
            device=str(training.compute.words()),
        )
    )


def set_learning_rate(training: Training) -> float:
    """Set every group's learning rate for the step to come and return the head's."""
    factor = schedule.factor(
        training.train_state.step,
        total_steps=training.train_state.total_steps,
        steps_per_epoch=training.steps_per_epoch,
        settings=training.settings,
    )
    for group in training.optimizer.param_groups:
        group["lr"] = group["base_lr"] * factor
    return float(training.optimizer.param_groups[0]["lr"])


def fit_to_budget(training: Training, recorder: Recorder) -> None:
    """Fit the plan to what the time budget allows, evaluated early and again at every epoch's end."""
    minutes, train_state = training.settings["stop.minutes"], training.train_state
    if minutes is None:
        return
    at_epoch_end = train_state.step % training.steps_per_epoch == 0
    if not (train_state.step == BUDGET_STEPS or at_epoch_end or train_state.seconds >= minutes * 60):
        return
    planned = training.settings["train.epochs"] * training.steps_per_epoch
    affordable = affordable_steps(training, minutes * 60, planned)
    if affordable == train_state.total_steps:
        return
    is_news = abs(affordable - train_state.total_steps) > NEWS * train_state.total_steps
    train_state.total_steps = affordable
    _tell(training, recorder)
    if is_news:
        epochs = affordable / training.steps_per_epoch
        message = say("The time budget allows {epochs:.1f} epochs; the schedule is fitted to it.", epochs=epochs)
        recorder.tell(Logged(now(), Level.INFO, message))


def affordable_steps(training: Training, seconds: float, most: int) -> int:
    """Return how many steps, those done included, end in time with all the validations that belong to them."""
    train_state, steps_per_epoch = training.train_state, training.steps_per_epoch
    validations = (train_state.evaluation_seconds or 0.0) * (train_state.evaluated_step // steps_per_epoch)
    step_seconds = (train_state.seconds - train_state.first_seconds - validations) / train_state.step
    evaluation_seconds = train_state.evaluation_seconds
    if evaluation_seconds is None:  # no validation yet: a picture takes about a third of what it takes to learn from it
        pictures = len(training.val_loader) / training.settings["train.batch_size"]
        evaluation_seconds = step_seconds * pictures / 3

    def cost(total: int) -> float:
        evaluated = evaluation_seconds * (total - train_state.step) / steps_per_epoch
        return step_seconds * (total - train_state.step) + evaluated

    totals = range(train_state.step, max(most, train_state.step) + 1)
    within = bisect_right(totals, seconds - train_state.seconds - evaluation_seconds, key=cost)
    return totals[max(within - 1, 0)]


def fit_to_memory(training: Training, recorder: Recorder) -> None:
    """Take each batch in parts from the first step on, where a preflight has measured that it would not fit."""
    train_state, pictures = training.train_state, training.run.pictures()
    costs = tuning_cache.costs(training.settings, pictures)
    if costs is None or train_state.step > 0:
        return
    plan = Plan.of(training.settings, pictures, stored_side=costs.stored_side)
    parts = parts_needed(costs, plan, memory_meter.machine(training.compute.device, training.run.folder))
    if parts > train_state.accumulation:
        train_state.accumulation = parts
        message = say(
            "Memory is short. Each step takes {parts} parts of {pictures} and still learns from all {batch}.",
            parts=parts,
            pictures=PICTURES.of(-(-plan.batch_size // parts)),
            batch=plan.batch_size,
        )
        recorder.tell(Logged(now(), Level.WARNING, message))


def tell_left_out(training: Training, recorder: Recorder) -> None:
    """Say, once, what a run of an earlier version was trained with that it goes on without."""
    run = training.run
    gone = device.left_out(run.manifest["execution"])
    if "data.start_size" in run.removed_settings:
        gone.append(say("pictures that grow"))
    for what in gone:
        message = say("This run began with {what}, which this version does without. It goes on in the usual way, so it "
                      "does not end with the same bits as it would have.", what=what)  # fmt: skip
        if message not in [event.message for event in recorder.progress.log]:
            recorder.tell(Logged(now(), Level.WARNING, message))


def tell_extension(training: Training, recorder: Recorder) -> None:
    """Say, once, why a run that was extended had ended before its plan did."""
    ended = training.run.ended_early
    if ended is None:
        return
    message = counted(
        ended["patience"],
        "It had ended after epoch {epoch} of {epochs}, as {count} epoch had brought no better validation. "
        "The epochs asked for now are trained in full.",
        "It had ended after epoch {epoch} of {epochs}, as {count} epochs had brought no better validation. "
        "The epochs asked for now are trained in full.",
        epoch=ended["epoch"],
        epochs=ended["epochs"],
    )
    if ended["patience"] == 0:
        message = say(
            "It had ended after epoch {epoch} of {epochs}, as the time budget was spent. "
            "The epochs asked for now are trained in full.",
            epoch=ended["epoch"],
            epochs=ended["epochs"],
        )
    if message not in [event.message for event in recorder.progress.log]:
        recorder.tell(Logged(now(), Level.INFO, message))


def tell_patience_is_over(training: Training, recorder: Recorder) -> None:
    """Say why the run ends before its plan does."""
    patience = training.settings["stop.patience"]
    message = counted(
        patience,
        "Ended early: {count} epoch has brought no better validation.",
        "Ended early: {count} epochs have brought no better validation.",
    )
    recorder.tell(Logged(now(), Level.INFO, message))


def learn_pace(training: Training, *, seconds: float, steps: int) -> None:
    """Remember what the steps and validations of a run took beside what a preflight would have said of them."""
    pictures = training.run.pictures()
    costs = tuning_cache.costs(training.settings, pictures)
    if costs is None or steps < training.steps_per_epoch:
        return
    plan = Plan.of(training.settings, pictures, stored_side=costs.stored_side)
    predicted = steps / training.steps_per_epoch * epoch_seconds(costs, plan)
    tuning_cache.keep_ratio(training.settings, seconds / predicted)


def halve_batch(training: Training, recorder: Recorder, count: int) -> None:
    """After memory ran out: go on with twice as many parts a step.

    Raises:
        UserError: one picture alone does not fit.
    """
    train_state = training.train_state
    training.optimizer.zero_grad(set_to_none=True)
    training.loader.give_back_memory()
    memory.give_back()
    if train_state.accumulation >= count:
        longest = max(training.image_size) if isinstance(training.image_size, tuple) else training.image_size
        raise memory.too_short_for_one(longest)
    train_state.accumulation *= 2
    message = say(
        "Memory ran out. Each step now takes {parts} parts of {pictures} and still learns from all {batch}.",
        parts=train_state.accumulation,
        pictures=PICTURES.of(train_state.part_size(count)),
        batch=training.settings["train.batch_size"],
    )
    recorder.tell(Logged(now(), Level.WARNING, message))
