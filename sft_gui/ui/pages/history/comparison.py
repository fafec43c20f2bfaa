"""What two runs have in common and not, read in the pool: evaluated pictures, settings, and the words for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.evaluation.compare import Comparison, compare, refuse_scores_only, settings_differences
from sft_gui.messages import PICTURES, Message, say
from sft_gui.models import catalogue
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.settings.setting import Setting, Value
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.ui.core import engine
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats
from sft_gui.ui.look.formats import value_text
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.evaluated_list import Evaluated, Files

Progress = Callable[[int, int | None, Message], None]
LEAST_P = 0.001  # smaller values say no more
BY_LABEL: dict[str, Setting] = {setting.label.template: setting for setting in SETTINGS.values()}


@dataclass(frozen=True)
class Difference:
    """One setting in which two runs differ, each value in words that the window translates."""

    label: Message
    first: Message | str
    second: Message | str


@dataclass(frozen=True)
class Verdict:
    """Which of two runs is ahead on the pictures that both were evaluated on."""

    ahead: RunSummary
    behind: RunSummary
    comparison: Comparison
    fixed: list[Evaluated]
    broken: list[Evaluated]

    def heading(self) -> Message:
        """Say who is ahead, and how sure that is."""
        if len(self.comparison.fixed) == len(self.comparison.broken):
            return say("Neither is ahead")
        if self.comparison.is_significant:
            return say("{name} is ahead", name=self.ahead.name)
        return say("{name} is ahead, but not for certain", name=self.ahead.name)

    def _p(self) -> str:
        return f"= {self.comparison.p:.2g}" if self.comparison.p >= LEAST_P else f"< {LEAST_P}"

    def sentence(self) -> Message:
        """Say what the difference rests on (McNemar's exact test)."""
        fixed, broken = len(self.comparison.fixed), len(self.comparison.broken)
        values = {"fixed": fixed, "broken": broken, "p": self._p(), "count": self.comparison.pictures,
                  "pictures": PICTURES.of(self.comparison.pictures)}  # fmt: skip
        if not fixed and not broken:
            return say("Both are correct and wrong on the same pictures, all {count} of them.", **values)
        if self.comparison.is_significant:
            return say(
                "Fixed: {fixed}, broken: {broken} of {count} (p {p}, McNemar). Chance alone rarely does this.",
                **values,
            )
        return say(
            "Fixed: {fixed}, broken: {broken} (p {p}, McNemar). With {pictures} this could still be chance.",
            **values,
        )


def differences(first: RunSummary, second: RunSummary) -> list[Difference]:
    """Read which settings of two runs differ; in the pool."""
    return [
        Difference(label, _value_words(BY_LABEL[label.template], a), _value_words(BY_LABEL[label.template], b))
        for label, a, b in settings_differences(first.run.settings, second.run.settings)
    ]


def _value_words(setting: Setting, value: Value) -> Message | str:
    if setting.key == "model.name":
        return catalogue.find(str(value)).label
    for choice in setting.choices:
        if choice.value == value:
            return choice.label
    if setting.kind is bool:
        return say("on") if value else say("off")
    if value is None:
        return setting.none_label or say("none")
    if setting.unit is not None:
        return say("{value}\u00a0{unit}", value=value_text(value), unit=setting.unit)
    return value_text(value)


def words_of(value: Message | str) -> str:
    """Write a value in the language shown."""
    return told(value) if isinstance(value, Message) else value


def kept_verdict(first: RunSummary, second: RunSummary) -> Verdict | None:
    """Compare two runs by their kept evaluations, or None where one has none; in the pool.

    Raises:
        UserError: their pictures cannot be compared one by one.
    """
    refuse_scores_only(first.task)
    engine.load()
    from sft_gui.evaluation.evaluate import cached  # imports torch

    evaluated = [cached(summary.run, Split.VAL) for summary in (first, second)]
    return _verdict(first, evaluated[0], second, evaluated[1]) if evaluated[0] and evaluated[1] else None


def evaluate_both(
    first: RunSummary, second: RunSummary, *, on_progress: Progress, cancelled: Callable[[], bool]
) -> Verdict:
    """Evaluate what is not evaluated yet, then compare; in the pool.

    Raises:
        UserError: a run cannot be evaluated, or they have no picture in common.
        Cancelled: ``cancelled`` said so.
    """
    engine.load()
    from sft_gui.evaluation.evaluate import evaluate  # imports torch

    evaluated = [
        evaluate(summary.run, Split.VAL, on_progress=on_progress, cancelled=cancelled) for summary in (first, second)
    ]
    return _verdict(first, evaluated[0], second, evaluated[1])


def _verdict(first: RunSummary, a: Evaluation, second: RunSummary, b: Evaluation) -> Verdict:
    comparison, ahead, behind = compare(a, b), second, first
    if len(comparison.broken) > len(comparison.fixed):
        comparison, ahead, behind = compare(b, a), first, second
    files, outcomes = Files.of(ahead.run), (b if ahead is second else a).outcomes() or {}
    fixed, broken = (
        files.evaluated((each.path, outcomes[each.path]) for each in changed)
        for changed in (comparison.fixed, comparison.broken)
    )
    return Verdict(ahead, behind, comparison, fixed, broken)


def why_not(error: Exception) -> str:
    """Say why two runs cannot be compared; anything but a UserError is a fault of ours."""
    if not isinstance(error, UserError):
        raise error
    return " ".join(told(part) for part in (error.what, error.do) if part is not None)


def scores_in_words(*runs: RunSummary) -> str:
    """Write each run's score with what it was counted on."""
    scored = [run for run in runs if run.score is not None]
    said = [f"{run.name} {formats.whole_score(run.metric, run.report.scores, 'val.')}" for run in scored]
    return tr("{scores}.", scores=", ".join(said)) if said else ""


def headline(first: RunSummary, second: RunSummary) -> str:
    """Say who scores higher before the pictures were compared one by one."""
    if first.score is None or second.score is None:
        return tr("One of them has no score yet")
    if first.score == second.score:
        return tr("Both have the same score")
    metric = first.metric
    ahead, behind = (first, second) if metric.is_better(first.score, second.score) else (second, first)
    if not metric.percent:
        return tr("{name} is ahead", name=ahead.name)
    points = 100 * abs(ahead.score - behind.score)
    return tr("{name} is {points} points ahead", name=ahead.name, points=f"{points:.1f}")
