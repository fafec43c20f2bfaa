"""Reads of a kept run what :mod:`what_next` asks, and evaluates it for that where it does not take long."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.evaluation.against_baseline import AgainstBaseline, of
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.evaluation.what_next import Ending, NextStep, what_next
from sft_gui.messages import Message
from sft_gui.tasks import registry
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.training import baseline
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import RunFolder

AT_ONCE = 2000  # validation pictures that are evaluated for this; with more, what is kept must do
ENDED = (RunState.FINISHED, RunState.STOPPED)


def after(
    run: RunFolder,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> NextStep | None:
    """Say what to do after a run; evaluates it and its first model where that is still to do and does not take long.

    None for a run that has not ended, has no model, or is a first model. Where it cannot be evaluated, because pictures
    are gone, its curve and its score must do.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    report = run.report()
    if report.state not in ENDED or not run.has_model or not report.scores or baseline.is_first(run):
        return None
    first = baseline.baseline_of(run)
    is_small = len(run.pictures(Split.VAL)) <= AT_ONCE

    def evaluated(each: RunFolder | None) -> Evaluation | None:
        if each is None or not is_small:
            return cached(each, Split.VAL) if each is not None else None
        with contextlib.suppress(UserError):
            return evaluate(each, Split.VAL, on_progress=on_progress, cancelled=cancelled)
        return None

    return what_next(ending_of(run, evaluated(run), evaluated(first)))


def ending_of(run: RunFolder, evaluated: Evaluation | None, first: Evaluation | None = None) -> Ending:
    """Put together what is known of a run, with how it and the first model of its pictures were evaluated."""
    report, metric = run.report(), registry.find(run.task).metrics[0]
    against: AgainstBaseline | None = None
    if evaluated is not None and first is not None:
        against = of(first, evaluated)
    return Ending(
        metric=metric,
        curve=report.curve,
        planned=report.epochs,
        scores={key.removeprefix("val."): value for key, value in report.scores.items()},
        preset=run.preset,
        against=against,
        classes=[] if evaluated is None else evaluated.class_results(),
    )
