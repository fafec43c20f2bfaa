"""The parts of a report's page: figures, tables, the confusion matrix, as HTML; and its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sft_gui.ui.look import formats
from sft_gui.ui.look.words import escape, told, tr

if TYPE_CHECKING:
    from sft_gui.tasks.class_evaluation import ClassEvaluation
    from sft_gui.tasks.evaluation import Evaluation
    from sft_gui.tasks.shape_evaluation import ShapeEvaluation

Figure = tuple[str, str, str]  # name, value, note


def scores(evaluation: Evaluation) -> list[Figure]:
    """Return the task's metrics with what they were counted on."""
    values = {**evaluation.scores, "total": evaluation.total}
    return [
        (told(m.label), formats.score(m, values[m.name]), formats.whole(m, values)) for m in evaluation.task.metrics
    ]


def class_scores(evaluation: ClassEvaluation) -> list[Figure]:
    """Return accuracy with its interval, balanced accuracy and macro F1."""
    accuracy = evaluation.accuracy
    interval = formats.percent_range(accuracy.low, accuracy.high)
    counts = tr(
        "{right} of {total}, {interval}", right=evaluation.num_correct, total=evaluation.total, interval=interval
    )
    return [
        (tr("Accuracy"), formats.percent(accuracy.value), counts),
        (tr("Balanced accuracy"), formats.percent(evaluation.balanced_accuracy), ""),
        (tr("Macro F1"), f"{evaluation.macro_f1:.3f}", ""),
    ]


def classes_json(evaluation: ClassEvaluation) -> dict[str, Any]:
    """Return the confusion, each class and the mistakes."""
    return {
        "right": evaluation.num_correct,
        "classes": list(evaluation.classes),
        "confusion": [list(row) for row in evaluation.confusion],
        "per_class": [
            {
                "name": score.name,
                "pictures": score.pictures,
                "precision": score.precision,
                "recall": score.recall,
                "recall_low": score.recall_interval.low,
                "recall_high": score.recall_interval.high,
                "f1": score.f1,
            }
            for score in evaluation.per_class
        ],
        "mistakes": [
            {"path": row.path, "truth": row.truth, "said": row.predicted, "confidence": row.confidence}
            for row in evaluation.mistakes()
        ],
    }


def classes(evaluation: ClassEvaluation) -> list[str]:
    """Return the confusion matrix, class by class, and the mistakes."""
    return [
        f"<h2>{escape(tr('Confusion matrix'))}</h2>",
        _matrix(evaluation.classes, evaluation.classes, evaluation.confusion),
        f'<p class="note">{escape(tr("Rows: ground truth. Columns: predicted."))}</p>',
        f"<h2>{escape(tr('Class by class'))}</h2>",
        _classes(evaluation),
        f"<h2>{escape(tr('Worst mistakes first'))}</h2>",
        _mistakes(evaluation),
    ]


def shapes(evaluation: ShapeEvaluation, counted: str) -> list[str]:
    """Return the confusion matrix, class by class, and the worst pictures; ``counted`` heads what a class has."""
    names, heads, metrics = list(evaluation.classes), list(evaluation.classes), evaluation.task.class_metrics
    if evaluation.has_missed:
        names, heads = [*names, tr("false alarm")], [*heads, tr("missed")]
    rows = (
        f"<td>{escape(finding.name)}</td><td>{formats.count(finding.count)}</td>"
        + "".join(f"<td>{escape(formats.score(m, finding.values.get(m.name, float('nan'))))}</td>" for m in metrics)
        for finding in evaluation.per_class
    )
    how = evaluation.task.counted_as
    aid = tr("Rows: ground truth. Columns: predicted.")
    aid = aid if how is None else tr("{aid} {how}.", aid=aid, how=how)
    return [
        f"<h2>{escape(tr('Confusion matrix'))}</h2>",
        _matrix(names, heads, evaluation.confusion),
        f'<p class="note">{escape(aid)}</p>',
        f"<h2>{escape(tr('Class by class'))}</h2>",
        _table([tr("Class"), counted, *(told(metric.label) for metric in metrics)], rows),
        *worst(evaluation),
    ]


def worst(evaluation: Evaluation) -> list[str]:
    """Return the pictures with their scores, worst first."""
    rows = (
        f"<td>{escape(picture.path)}</td><td>{escape(formats.percent(picture.score))}</td>"
        for picture in evaluation.worst()
    )
    return [f"<h2>{escape(tr('Worst pictures first'))}</h2>", _table([tr("Picture"), tr("Score")], rows)]


def figures(numbers: Sequence[Figure]) -> str:
    """Return figures under their names, as one part of the page."""
    cells = (
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)} <span>{escape(note)}</span></dd></div>"
        for name, value, note in numbers
    )
    return f"<dl>{''.join(cells)}</dl>"


def _table(head: Sequence[str], rows: Iterable[str], kind: str = "") -> str:
    columns = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="scroll"><table class="{kind}"><tr>{columns}</tr>\n{body}</table></div>'


def _matrix(names: Sequence[str], heads: Sequence[str], confusion: Sequence[Sequence[int]]) -> str:
    def cell(row: int, column: int, count: int) -> str:
        share = count / max(sum(confusion[row]), 1)
        ground = "right" if row == column else "wrong"
        style = f' style="background-color: rgba(var(--{ground}), {0.15 + 0.5 * share:.2f})"' if count else ""
        return f"<td{style}>{count}</td>"

    rows = (
        f"<th>{escape(names[r])}</th>" + "".join(cell(r, c, count) for c, count in enumerate(line))
        for r, line in enumerate(confusion)
    )
    return _table(["", *heads], rows, "matrix")


def _classes(evaluation: ClassEvaluation) -> str:
    head = [tr("Class"), tr("Pictures"), tr("Precision"), tr("Recall"), tr("95 % interval"), "F1"]
    rows = []
    for score in evaluation.per_class:
        interval = formats.percent_range(score.recall_interval.low, score.recall_interval.high)
        cells = [formats.count(score.pictures), formats.percent(score.precision)]
        cells += [formats.percent(score.recall), interval, f"{score.f1:.3f}"] if score.pictures else ["–"] * 3
        rows.append(f"<td>{escape(score.name)}</td>" + "".join(f"<td>{escape(each)}</td>" for each in cells))
    return _table(head, rows)


def _mistakes(evaluation: ClassEvaluation) -> str:
    rows = [
        f'<td>{escape(row.path)}</td><td class="words">{escape(row.truth)}</td>'
        f'<td class="words">{escape(row.predicted)}</td>'
        f"<td>{escape(formats.percent(row.confidence))}</td>"
        for row in evaluation.mistakes()
    ]
    if not rows:
        return f"<p>{escape(tr('There are no mistakes.'))}</p>"
    return _table([tr("Picture"), tr("Ground truth"), tr("Predicted"), tr("Confidence")], rows)
