"""Outside the tasks' own files nobody asks which task it is: read from the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "sft_gui"
NAMES = {"classification", "detection", "segmentation", "label", "boxes", "mask"}
CONSTANTS = {"CLASSIFICATION", "DETECTION", "SEGMENTATION", "LABEL", "BOXES", "MASK"}
TYPES = {"ClassEvaluation", "ShapeEvaluation", "Row", "PictureScore", "Classification", "Detection", "Segmentation"}
ASKED = {"overlay", "task", "the_task", "_task", "_overlay"}
KINDS, SAID = {"label", "boxes", "box", "mask", "shapes", "right"}, {"said", "told", "sample", "answer", "prediction"}
OWN = ("tasks/", "ui/tasks/", "data/readers/")
LISTS = {"settings/catalogue.py", "settings/presets.py", "models/catalogue.py"}
OWN_MODULES = {f"sft_gui.tasks.{name}" for name in
               ("classification", "detection", "segmentation", "class_evaluation", "shape_evaluation")}  # fmt: skip
# What writes or draws one kind of prediction takes its type, and the demonstration has a sample of each task.
TAKE_THEIR_TYPES = {"prediction/export/csv.py", "prediction/export/shapes.py", "prediction/sort.py",
                    "ui/overlays/shapes.py", "commands/demo.py"}  # fmt: skip


def word_of(node):
    """The last word of a name: "overlay" of run.task.overlay, "task" of task.name and self._task."""
    if isinstance(node, ast.Attribute):
        return word_of(node.value) if node.attr == "name" else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_name_of_task(node):
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(is_name_of_task, node.elts))
    if isinstance(node, ast.Constant):
        return node.value in NAMES
    return word_of(node) in CONSTANTS


def is_content_of_event(node):
    """Whether it looks in what was said of a picture for what only one task says: "mask" in said."""
    is_in = isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(node.left, ast.Constant)
    return is_in and node.left.value in KINDS and word_of(node.comparators[0]) in SAID


def asks(source):
    """Return the lines that compare a task or its overlay with a known one, match on it, or test for a task's type."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if (
                any(word_of(side) in ASKED for side in sides) and any(map(is_name_of_task, sides))
            ) or is_content_of_event(node):
                yield node.lineno
        elif isinstance(node, ast.Match) and word_of(node.subject) in ASKED:
            yield node.lineno
        elif isinstance(node, ast.Subscript):  # of a table of what each overlay gets
            if word_of(node.slice) == "overlay":
                yield node.lineno
        elif isinstance(node, ast.Call) and word_of(node.func) == "isinstance":
            kinds = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
            if any(word_of(kind) in TYPES for kind in kinds):
                yield node.lineno


def taken(source):
    """Return the modules of single tasks that a file imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in OWN_MODULES:
            yield node.module


def files():
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(OWN) and name not in LISTS:
            yield name, list(asks(path.read_text(encoding="utf-8")))


def test_nobody_asks_which_task_it_is():
    assert {name: lines for name, lines in files() if lines} == {}


def test_nobody_takes_what_belongs_to_one_task():
    sources = ((name, (ROOT / name).read_text(encoding="utf-8")) for name, _ in files())
    found = {name: modules for name, source in sources if (modules := set(taken(source)))}
    assert set(found) == TAKE_THEIR_TYPES, found


@pytest.mark.parametrize(
    "line",
    [
        "a = run.task.overlay == 'label'",
        "a = project.task != 'classification'",
        "a = task.name in ('detection', 'segmentation')",
        "a = overlay != LABEL",
        "a = draft.task == CLASSIFICATION.name",
        "a = isinstance(evaluation, (int, ShapeEvaluation))",
        "a = HINTS[run.task.overlay]",
        "a = self._overlay == 'mask'",
        "a = 'mask' not in said",
        "match task.overlay:\n    case 'label': pass",
    ],
)
def test_an_ask_is_seen(line):
    assert list(asks(line))


@pytest.mark.parametrize("line", ["a = self._task != draft.task", "a = registry.find(task)", "a = kind == 'label'"])
def test_what_is_no_ask_is_not(line):
    assert not list(asks(line))
