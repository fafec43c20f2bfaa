"""Reads of a kept run what :mod:`what_next` asks, and judges it for that where it does not take long."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.evaluation.against_first import AgainstFirst, of
from sft_gui.evaluation.evaluate import AnyEvaluation, cached, evaluate
from sft_gui.evaluation.evaluation import Evaluation
from sft_gui.evaluation.what_next import ClassResult, Ending, NextStep, what_next
from sft_gui.messages import Message
from sft_gui.tasks import registry
from sft_gui.training import first_model
from sft_gui.training.events import RunState
from sft_gui.training.run_folder import RunFolder

AT_ONCE = 2000  # validation pictures that are judged for this; with more, what is kept must do
ENDED = (RunState.FINISHED, RunState.STOPPED)


def after(
    run: RunFolder,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> NextStep | None:
    """Say what to do after a run; judges it and its first model where that is still to do and does not take long.

    None for a run that has not ended, has no model, or is a first model. Where it cannot be judged, because pictures
    are gone, its curve and its score must do.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    report = run.report()
    if report.state not in ENDED or not run.has_model or not report.scores or first_model.is_first(run):
        return None
    first = first_model.to_beat(run)
    is_small = len(run.pictures(Split.VAL)) <= AT_ONCE

    def judged(each: RunFolder | None) -> AnyEvaluation | None:
        if each is None or not is_small:
            return cached(each, Split.VAL) if each is not None else None
        with contextlib.suppress(UserError):
            return evaluate(each, Split.VAL, on_progress=on_progress, cancelled=cancelled)
        return None

    return what_next(ending_of(run, judged(run), judged(first)))


def ending_of(run: RunFolder, judged: AnyEvaluation | None, first: AnyEvaluation | None = None) -> Ending:
    """Put together what is known of a run, with how it and the first model of its pictures were judged."""
    report, metric = run.report(), registry.find(run.task).metrics[0]
    against: AgainstFirst | None = None
    if isinstance(judged, Evaluation) and isinstance(first, Evaluation):
        against = of(first, judged)
    return Ending(
        metric=metric,
        curve=report.curve,
        planned=report.epochs,
        scores={key.removeprefix("val."): value for key, value in report.scores.items()},
        preset=run.preset,
        against=against,
        classes=_classes(judged),
    )


def _classes(judged: AnyEvaluation | None) -> list[ClassResult]:
    if judged is None:
        return []
    if isinstance(judged, Evaluation):
        return [
            ClassResult(each.name, each.recall, round(each.recall * each.pictures), each.pictures)
            for each in judged.per_class
        ]
    main = judged.task.class_metrics[0].name
    return [ClassResult(each.name, each.values[main], None, each.count) for each in judged.per_class]
