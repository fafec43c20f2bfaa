"""An evaluation as a file to hand on: one HTML page that needs nothing else, or JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sft_gui.files import write_json, write_text
from sft_gui.tasks.class_evaluation import ClassEvaluation
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.tasks.shape_evaluation import ShapeEvaluation
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.words import escape, told, tr
from sft_gui.ui.widgets.split_marks import SPLIT_NAMES

FORMAT = 1
STYLE = """
:root { color-scheme: light dark; --line: #e0e4e2; --text2: #4e5552; --right: 0,87,138; --wrong: 213,94,0; }
@media (prefers-color-scheme: dark) { :root { --line: #2a302d; --text2: #acb4b0; } }
body { font: 15px/1.5 Inter, "Noto Sans CJK SC", system-ui, sans-serif; max-width: 62rem; margin: 2rem auto;
  padding: 0 1.5rem; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } p { margin: .3rem 0; }
.note { color: var(--text2); } .scroll { overflow-x: auto; }
table { border-collapse: collapse; } td, th { padding: .35rem .8rem; text-align: right; border-bottom: 1px solid
  var(--line); } th { font-weight: 500; color: var(--text2); }
td:first-child, th:first-child, .words { text-align: left; }
.matrix td { text-align: center; border: 2px solid transparent; background-clip: padding-box; min-width: 2.2rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; } dt { color: var(--text2); font-size: .85rem; }
dd { margin: 0; font-size: 1.4rem; font-weight: 600; } dd span { font-size: .85rem; font-weight: 400; }
"""


def write_report(path: Path, run: RunSummary, evaluation: Evaluation) -> Path:
    """Write the report in the language shown, as JSON where the name ends in .json, else as HTML; return the file.

    Runs in the pool: translation may be asked from any thread.

    Raises:
        UserError: the file cannot be written.
    """
    if path.suffix.lower() == ".json":
        write_json(path, as_json(run, evaluation))
        return path
    path = path if path.suffix.lower() in (".html", ".htm") else path.with_name(f"{path.name}.html")
    write_text(path, as_html(run, evaluation))
    return path


def as_json(run: RunSummary, evaluation: Evaluation) -> dict[str, object]:
    """Give everything as JSON data; shares are between 0 and 1."""
    about: dict[str, object] = {
        "format": FORMAT,
        "run": run.name,
        "folder": str(run.folder),
        "model": run.model,
        "created": run.run.created,
        "split": str(evaluation.split),
        "pictures": evaluation.total,
        "missing": evaluation.missing,
    }
    if isinstance(evaluation, ShapeEvaluation):
        worst = [{"path": picture.path, "score": picture.score} for picture in evaluation.worst()]
        found = {
            key: value for key, value in evaluation.to_json().items() if key not in ("pictures", "scores", "split")
        }
        return {**about, "scores": evaluation.numbers(), **found, "worst": worst}
    return {
        **about,
        "right": evaluation.right,
        "scores": evaluation.numbers(),
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


def as_html(run: RunSummary, evaluation: Evaluation) -> str:
    """Give one page that holds everything, its style included."""
    title = tr("{run} on {split}", run=run.name, split=SPLIT_NAMES[evaluation.split])
    finding = evaluation.main_finding()
    is_shapes = isinstance(evaluation, ShapeEvaluation)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="note">{escape(f"{run.model}, {formats.moment(run.created)}")}</p>',
        _shape_numbers(evaluation) if is_shapes else _numbers(evaluation),
        f"<p>{escape(told(finding))}</p>" if finding is not None else "",
        *(_shape_parts(evaluation) if is_shapes else _class_parts(evaluation)),
    ]
    body = "\n".join(part for part in parts if part)
    language = words.language().replace("_", "-")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _class_parts(evaluation: ClassEvaluation) -> list[str]:
    return [
        f"<h2>{escape(tr('Confusion matrix'))}</h2>",
        _matrix(evaluation.classes, evaluation.classes, evaluation.confusion),
        f'<p class="note">{escape(tr("Rows: ground truth. Columns: predicted."))}</p>',
        f"<h2>{escape(tr('Class by class'))}</h2>",
        _classes(evaluation),
        f"<h2>{escape(tr('Worst mistakes first'))}</h2>",
        _mistakes(evaluation),
    ]


def _numbers(evaluation: ClassEvaluation) -> str:
    accuracy = evaluation.accuracy
    interval = formats.percent_range(accuracy.low, accuracy.high)
    counts = tr("{right} of {total}, {interval}", right=evaluation.right, total=evaluation.total, interval=interval)
    numbers = [
        (tr("Accuracy"), formats.percent(accuracy.value), counts),
        (tr("Balanced accuracy"), formats.percent(evaluation.balanced_accuracy), ""),
        (tr("Macro F1"), f"{evaluation.macro_f1:.3f}", ""),
        (tr("Pictures"), formats.count(evaluation.total), told(SPLIT_NAMES[evaluation.split])),
    ]
    return _figures(numbers)


def _figures(numbers: Sequence[tuple[str, str, str]]) -> str:
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


def _shape_numbers(evaluation: ShapeEvaluation) -> str:
    scores = {**evaluation.scores, "total": evaluation.total}
    numbers = [
        (told(m.label), formats.score(m, scores[m.name]), formats.whole(m, scores)) for m in evaluation.task.metrics
    ]
    numbers.append((tr("Pictures"), formats.count(evaluation.total), told(SPLIT_NAMES[evaluation.split])))
    return _figures(numbers)


def _shape_parts(evaluation: ShapeEvaluation) -> list[str]:
    names, heads, metrics = list(evaluation.classes), list(evaluation.classes), evaluation.task.class_metrics
    if evaluation.has_missed:
        names, heads = [*names, tr("false alarm")], [*heads, tr("missed")]
    classes = (
        f"<td>{escape(finding.name)}</td><td>{formats.count(finding.count)}</td>"
        + "".join(f"<td>{escape(formats.score(m, finding.values.get(m.name, float('nan'))))}</td>" for m in metrics)
        for finding in evaluation.per_class
    )
    worst = (
        f"<td>{escape(picture.path)}</td><td>{escape(formats.percent(picture.score))}</td>"
        for picture in evaluation.worst()
    )
    counted = tr("Boxes") if evaluation.has_missed else tr("Pixels")
    how = evaluation.task.counted_as
    aid = tr("Rows: ground truth. Columns: predicted.")
    aid = aid if how is None else tr("{aid} {how}.", aid=aid, how=how)
    return [
        f"<h2>{escape(tr('Confusion matrix'))}</h2>",
        _matrix(names, heads, evaluation.confusion),
        f'<p class="note">{escape(aid)}</p>',
        f"<h2>{escape(tr('Class by class'))}</h2>",
        _table([tr("Class"), counted, *(told(metric.label) for metric in metrics)], classes),
        f"<h2>{escape(tr('Worst pictures first'))}</h2>",
        _table([tr("Picture"), tr("Score")], worst),
    ]


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
    return _table([tr("Picture"), tr("Is"), tr("Taken for"), tr("Confidence")], rows)
