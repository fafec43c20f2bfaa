"""An evaluation as a file to hand on: one HTML page that needs nothing else, or JSON for programs."""

from __future__ import annotations

from pathlib import Path

from sft_gui.files import write_json, write_text
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.look import formats, words
from sft_gui.ui.look.words import escape, told, tr
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.results.report_parts import figures
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
    view = views.of(run.task)
    return {**about, "scores": evaluation.numbers(), **view.report_json(evaluation)}


def as_html(run: RunSummary, evaluation: Evaluation) -> str:
    """Give one page that holds everything, its style included."""
    title = tr("{run} on {split}", run=run.name, split=SPLIT_NAMES[evaluation.split])
    finding = evaluation.main_finding()
    view = views.of(run.task)
    pictures = (tr("Pictures"), formats.count(evaluation.total), told(SPLIT_NAMES[evaluation.split]))
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="note">{escape(f"{run.model}, {formats.moment(run.created)}")}</p>',
        figures([*view.figures(evaluation), pictures]),
        f"<p>{escape(told(finding))}</p>" if finding is not None else "",
        *view.report_html(evaluation),
    ]
    body = "\n".join(part for part in parts if part)
    language = words.language().replace("_", "-")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'
