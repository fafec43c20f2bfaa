"""Whether fine-tuning beat the first model: both evaluated on the same validation pictures, compared in pairs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from sft_gui.data.index import Split
from sft_gui.evaluation.compare import Comparison, compare
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.messages import PICTURES, Message, say
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.intervals import Interval
from sft_gui.training import baseline
from sft_gui.training.run_folder import RunFolder


@dataclass(frozen=True)
class AgainstBaseline:
    """A run and the first model of the same pictures."""

    first: Interval  # accuracies
    run: Interval
    comparison: Comparison

    @property
    def difference(self) -> Interval:
        """The run's accuracy minus the first model's, with its 95 % interval."""
        return paired_difference(
            len(self.comparison.fixed), len(self.comparison.broken), self.comparison.pictures, level=0.95
        )

    def sentence(self) -> Message:
        """Say which is better, or that these pictures cannot tell."""
        compared, gap = self.comparison, self.difference
        values = {
            "run": f"{100 * self.run.value:.1f}\u00a0%",
            "first": f"{100 * self.first.value:.1f}\u00a0%",
            "low": f"{100 * gap.low:+.1f}".replace("-", "\u2212"),
            "high": f"{100 * gap.high:+.1f}".replace("-", "\u2212"),
            "pictures": PICTURES.of(compared.pictures),
        }
        if not compared.is_significant:
            return say(
                "{run} against the first model's {first}: with {pictures} they cannot be told apart "
                "(difference {low} to {high} points).",
                **values,
            )
        if gap.value > 0:
            return say(
                "Fine-tuning beat the first model on {pictures}: {run} against {first} (difference {low} to "
                "{high} points).",
                **values,
            )
        return say(
            "Fine-tuning fell behind the first model on {pictures}: {run} against {first} (difference {low} to "
            "{high} points).",
            **values,
        )


def against_baseline(
    run: RunFolder,
    *,
    on_progress: Callable[[int, int | None, Message], None] = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AgainstBaseline | None:
    """Compare a run with the first model of its pictures; None where there is none. Evaluates what is not yet.

    Raises:
        UserError: one of the two cannot be evaluated.
        Cancelled: ``cancelled`` said so.
    """
    first = baseline.baseline_of(run)
    if first is None:
        return None
    one, other = (evaluate(each, Split.VAL, on_progress=on_progress, cancelled=cancelled) for each in (first, run))
    return of(one, other) if one is not None and other is not None else None


def kept_against_baseline(run: RunFolder) -> AgainstBaseline | None:
    """Compare as :func:`against_baseline` where both are evaluated already, else return None; without torch's work."""
    first = baseline.baseline_of(run)
    if first is None or not run.has_model:
        return None
    one, other = cached(first, Split.VAL), cached(run, Split.VAL)
    return of(one, other) if one is not None and other is not None else None


def of(first: Evaluation, run: Evaluation) -> AgainstBaseline | None:
    """Compare two evaluations on the same pictures; None where a picture is neither correct nor wrong."""
    if first.correct is None or run.correct is None:
        return None
    return AgainstBaseline(first.correct, run.correct, compare(first, run))


def paired_difference(fixed: int, broken: int, pictures: int, *, level: float) -> Interval:
    """Return the difference of two paired shares (Wald's interval with half a pair added to each of the four cells:
    Agresti and Min 2005, Stat. Med. 24, 729).
    """
    z, total = NormalDist().inv_cdf((1 + level) / 2), pictures + 2
    better, worse = fixed + 0.5, broken + 0.5
    centre = (better - worse) / total
    half = z * math.sqrt(better + worse - (better - worse) ** 2 / total) / total
    return Interval(max(centre - half, -1.0), (fixed - broken) / pictures, min(centre + half, 1.0))
