"""Trains a run on the command line: progress, pausing by signal, and what is said at the end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Any

from sft_gui.commands.console import Bar, Console
from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.messages import EPOCHS, Message, counted, say
from sft_gui.tasks import registry
from sft_gui.tasks.score_words import inside, score_line, score_words, value_words
from sft_gui.training import baseline
from sft_gui.training.events import (
    EpochEnded,
    Event,
    Logged,
    Planned,
    Preparing,
    RunState,
    StateChanged,
    StepDone,
)
from sft_gui.training.progress import Progress
from sft_gui.training.report import Report
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder

ENDED = (RunState.FINISHED, RunState.STOPPED)


def train_to_end(run: RunFolder, console: Console) -> dict[str, Any]:
    """Train a run, tell how it went, evaluate it on the test pictures if there are any; return what ``--json`` says."""
    console.note(say("Run: {folder}", folder=str(run.folder)))
    report = _train(run, console)
    scores = dict(report.scores)
    if report.state in ENDED and run.has_model and run.pictures(Split.TEST):
        scores |= _if_it_can_be(lambda: _test_scores(run, console), console)
    _print_ending(run, report, scores, console)
    if report.state in ENDED and run.has_model and baseline.baseline_of(run) is not None:
        scores |= _if_it_can_be(lambda: _against_first(run, console), console)
    following = _what_next(run, console) if report.state in ENDED and run.has_model else None
    return {
        "run": str(run.folder.absolute()),
        "name": run.name,
        "state": str(report.state),
        "seconds": console.seconds,
        "trained_seconds": report.seconds,
        "epochs": report.epoch,
        "best_epoch": report.best_epoch,
        "next": following,
        **scores,
    }


def exit_code(result: Mapping[str, Any]) -> int:
    """Return 0 for a run that ended, 1 for one that failed or was interrupted."""
    return 0 if result["state"] in ENDED else 1


def _train(run: RunFolder, console: Console) -> Report:
    control, view = Control(), TrainView(run, console)
    with leaving_on_signals(control, console):
        console.note(say("Loading PyTorch"))
        from sft_gui.training.fit import fit  # brings torch, seconds

        try:
            return fit(FitRequest(run), view.apply, control)
        finally:
            view.close()


def _if_it_can_be(evaluated: Callable[[], dict[str, float]], console: Console) -> dict[str, float]:
    """The run has ended well: that it cannot be evaluated, as where pictures are gone, is only noted."""
    try:
        return evaluated()
    except UserError as error:
        console.note(str(error))
        return {}


def _test_scores(run: RunFolder, console: Console) -> dict[str, float]:
    from sft_gui.evaluation.evaluate import evaluate  # brings torch

    with console.progress() as on_progress:
        return evaluate(run, Split.TEST, on_progress=on_progress).numbers()


def _against_first(run: RunFolder, console: Console) -> dict[str, float]:
    """Say whether the run beat the first model of its pictures."""
    from sft_gui.evaluation.against_baseline import against_baseline  # brings torch

    with console.progress() as on_progress:
        found = against_baseline(run, on_progress=on_progress)
    assert found is not None
    console.say(found.sentence())
    gap = found.difference
    return {"first.accuracy": found.first.value, "first.difference_low": gap.low, "first.difference_high": gap.high,
            "first.p": found.comparison.p}  # fmt: skip


def _what_next(run: RunFolder, console: Console) -> dict[str, Any] | None:
    """Say what to do now, and with which command."""
    from sft_gui.evaluation.after_run import after  # brings torch
    from sft_gui.evaluation.what_next import Act

    with console.progress() as on_progress:
        step = after(run, on_progress=on_progress)
    if step is None:
        return None
    folder, first = str(run.folder), baseline.baseline_of(run)
    commands = {
        Act.EXTEND: f'sft-gui resume "{folder}" --epochs {step.epochs}',
        Act.RESUME: f'sft-gui resume "{folder}"',
        Act.USE_FIRST: f'sft-gui predict "{first.folder if first is not None else folder}" PICTURES',
        Act.CHOOSE_BEST: f'sft-gui train "{run.root}" --preset best',
        Act.TRY: f'sft-gui predict "{folder}" PICTURES',
    }
    console.say(say("What next: {sentence}", sentence=step.sentence))
    if step.act in commands:
        console.say(f"  {commands[step.act]}")
    return {**step.to_json(), "command": commands.get(step.act)}


def _print_ending(run: RunFolder, report: Report, scores: dict[str, float], console: Console) -> None:
    folder, resume = str(run.folder), f'sft-gui resume "{run.folder}"'
    if report.state == RunState.PAUSED:
        console.say(say("Paused after step {step}. Go on with: {resume}", step=report.step, resume=resume))
    elif report.state not in ENDED:
        console.say(say("The run did not end: {state}. Try again with: {resume}", state=report.state, resume=resume))
    else:
        for split in (Split.VAL, Split.TEST):
            if any(key.startswith(f"{split}.") for key in scores):
                console.say(_score_line(run, split, scores))
        console.say(say('Saved in "{folder}"', folder=folder))


def _score_line(run: RunFolder, split: Split, scores: dict[str, float]) -> Message:
    metric = registry.find(run.task).metrics[0]
    return score_line(split, metric, score_words(metric, scores, f"{split}."))


class TrainView:
    """Shows a run's events: a bar with an ETA on a terminal, else a line an epoch."""

    def __init__(self, run: RunFolder, console: Console) -> None:
        self._console, self._bar = console, Bar(console.is_terminal)
        self._metric = registry.find(run.task).metrics[0]
        self._progress = Progress(metric=self._metric.name)

    def apply(self, event: Event) -> None:
        """Take the next event."""
        self._progress.apply(event)
        match event:
            case Preparing():
                self._bar.show(event.done, event.total, event.what)
            case Planned():
                what = counted(
                    event.train_pictures,
                    "{count} training picture, {val} for validation",
                    "{count} training pictures, {val} for validation",
                    val=f"{event.val_pictures:,}",
                )
                self._console.note(f"{what}; {EPOCHS.of(event.epochs)}; {event.device}")
            case StepDone():
                plan = self._progress.plan
                epoch = say("Epoch {epoch} of {epochs}", epoch=event.epoch, epochs=plan.epochs if plan else "?")
                self._bar.words(f"loss {event.loss:.3f}")
                self._bar.show(event.step, plan.total_steps if plan else None, epoch)
            case EpochEnded():
                self._console.note(self._epoch_line(event))
            case Logged():
                self._console.note(event.message)
            case StateChanged() if event.reason is not None:
                self._console.note(str(event.reason) if event.remedy is None else f"{event.reason} {event.remedy}")

    def _epoch_line(self, event: EpochEnded) -> str:
        epochs = self._progress.plan.epochs if self._progress.plan else 0
        words = f"Epoch {event.epoch} of {epochs}: " if event.epoch else "Before the first step: "
        words += "; ".join(
            f"{what} {self._told(values)}"
            for what, values in (("train", event.train), ("validation", event.val))
            if self._told(values)
        )
        return f"{words}{', the best so far' if event.is_best else ''}; {event.seconds:.0f} s"

    def _told(self, values: Mapping[str, float]) -> str:
        loss = [f"loss {values['loss']:.3f}"] if "loss" in values else []
        value = values.get(self._metric.name)
        if value is None:
            return ", ".join(loss)
        return ", ".join([*loss, f"{inside(str(self._metric.label))} {value_words(self._metric, value)}"])

    def close(self) -> None:
        self._bar.close()


@contextlib.contextmanager
def leaving_on_signals(control: Control, console: Console) -> Iterator[None]:
    """Let the first Ctrl+C or SIGTERM pause the run with a checkpoint, and the second one abort."""

    def leave(number: int, frame: FrameType | None) -> None:
        if control.leave_wanted:
            raise KeyboardInterrupt
        control.leave()
        with contextlib.suppress(RuntimeError):  # the signal may have come in the middle of another note
            console.note(say("Pausing after this step. Ctrl+C again aborts."))

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread gets signals
        return
    before: dict[signal.Signals, Any] = {name: signal.signal(name, leave) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
