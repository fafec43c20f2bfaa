"""Two runs side by side: which pictures only one predicts correctly, and which settings differ."""

from __future__ import annotations

from dataclasses import dataclass

from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.settings.setting import Settings, Value
from sft_gui.tasks.evaluation import EvaluatedTask, Evaluation, PictureResult

SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Comparison:
    """Run B against run A on the pictures that both were evaluated on."""

    pictures: int
    fixed: tuple[PictureResult, ...]  # B's: correct in B, wrong in A
    broken: tuple[PictureResult, ...]  # B's: wrong in B, correct in A
    p: float  # exact McNemar test, two-sided

    @property
    def is_significant(self) -> bool:
        return self.p < SIGNIFICANT

    def sentence(self) -> Message:
        """Say whether the difference is more than chance would give."""
        changed = say("Fixed: {fixed}. Newly wrong: {broken}.", fixed=len(self.fixed), broken=len(self.broken))
        if not self.fixed and not self.broken:
            one = "Both are correct or wrong on the same picture."
            return counted(self.pictures, one, "Both are correct and wrong on the same pictures, all {count} of them.")
        if not self.is_significant:
            return say("{changed} So small a difference can be chance (p = {p:.2f}).", changed=changed, p=self.p)
        if len(self.fixed) > len(self.broken):
            return say("{changed} The second is better (p = {p:.2g}).", changed=changed, p=self.p)
        return say("{changed} The second is worse (p = {p:.2g}).", changed=changed, p=self.p)


def refuse_scores_only(task: EvaluatedTask) -> None:
    """Raise UserError where a task's pictures are neither correct nor wrong as a whole, as with boxes and masks."""
    if task.evaluation.outcomes is Evaluation.outcomes:
        what = say("Pictures of this task are neither correct nor wrong as a whole: the runs' scores are compared.")
        raise UserError(what)


def compare(a: Evaluation, b: Evaluation) -> Comparison:
    """Compare two evaluations picture by picture (McNemar 1947, in the exact form, for the split pairs are few).

    Raises:
        UserError: they have no picture in common, or none is correct or wrong.
    """
    refuse_scores_only(a.task)
    before, after = a.outcomes() or {}, b.outcomes() or {}
    common = [
        picture
        for picture in b.pictures
        if picture.path in before and picture.path in after and before[picture.path].truth == after[picture.path].truth
    ]
    if not common:
        raise UserError(say("The two runs were evaluated on different pictures, so they cannot be compared."))
    changed = [each for each in common if before[each.path].is_correct != after[each.path].is_correct]
    fixed = tuple(each for each in changed if after[each.path].is_correct)
    broken = tuple(each for each in changed if not after[each.path].is_correct)
    return Comparison(len(common), fixed, broken, mcnemar(len(fixed), len(broken)))


def mcnemar(fixed: int, broken: int) -> float:
    """Return the two-sided p-value that ``fixed`` against ``broken`` pairs come from a fair coin."""
    from scipy.stats import binomtest  # slow to import

    return float(binomtest(fixed, fixed + broken, 0.5).pvalue) if fixed + broken else 1.0


def settings_differences(a: Settings, b: Settings) -> list[tuple[Message, Value, Value]]:
    """Return (label, value in A, value in B) of settings that differ, apply in one of the two, and matter to it."""
    return [
        (setting.label, a[key], b[key])
        for key, setting in SETTINGS.items()
        if a[key] != b[key]
        and (setting.applies(a) or setting.applies(b))
        and (setting.affects_result or setting.affects_cost)
    ]
