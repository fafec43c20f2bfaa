"""A sentence that counts has a form for one: every number before a plural goes through ``Forms`` or ``counted``."""

import ast
import re
from pathlib import Path

import pytest

from sft_gui.messages import BOXES, CLASSES, EPOCHS, PICTURES, Forms, Message, counted, say

ROOT = Path(__file__).resolve().parents[1] / "sft_gui"
WRITERS = {"say": (0,), "tr": (0,), "put": (2,), "counted": (1, 2), "Forms": (0, 1)}
COUNTS = re.compile(r"\{(\w+)(?::[^}]*)?\} (?:(?:more|other|label|different) )?([a-z]+s)\b")
PARTS = ("} of ", "Of ", "of the ")  # before a whole, "3 of {total} pictures", which is said of one, too
VERBS = {"is", "as", "was", "has", "does", "holds", "names", "lists", "gives", "lies", "means", "needs", "says",
         "takes", "belongs", "stays", "answers", "fits", "this", "its"}  # fmt: skip
# Limits, decimals, sizes ("640 × 480 pixels"), what is more than one by its nature, and a tool's name.
OTHERS = {"limit", "few", "points", "low", "high", "megapixels", "real", "mask", "picture", "height", "bits", "bands",
          "masks", "parts", "tables", "different", "tool"}  # fmt: skip
ALWAYS_SEVERAL = {
    "It was still getting better: by {points} over the last {count} epochs, to {score}.",
    "It was still getting better when it was stopped: {points} points over the last {count} epochs, to {score}.",
    "It was still getting better at the end: {points} points over the last {count} epochs, to {score}.",
    "Train {count} more epochs",
    "The time budget allows {epochs:.1f} epochs; the schedule is fitted to it.",
    "The {count} folders in '{name}' hold {pictures}, hardly more than one each: as classes they would teach nothing.",
    "The edges in the masks are soft, and between {count} values it is unclear what they are: {name}.",
    "has a line of {count} characters",
    "a shape has {count} labels; the first holds",
    "is annotated {count} times; the first holds",
    "All {count} models",
}


def templates(code):
    """Yield the function and the template of each sentence in a module's source."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for position in WRITERS.get(name, ()):
                for text in strings(node.args[position]) if position < len(node.args) else ():
                    yield name, text


def strings(node):
    """Yield a literal, or either side of ``a if x else b``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def by_hand(code):
    """Return the sentences whose noun stays a plural whatever the number is."""
    found = []
    for name, template in templates(code):
        if template in ALWAYS_SEVERAL or "{limit}" in template:
            continue
        for match in COUNTS.finditer(template):
            is_chosen = name in ("counted", "Forms") and match[1] == "count"
            is_part = template[: match.start()].endswith(PARTS)
            if not (is_chosen or is_part) and match[1] not in OTHERS and match[2] not in VERBS:
                found.append(template)
    return found


@pytest.mark.parametrize(
    ("code", "is_by_hand"),
    [
        ('say("{n} pictures are left", n=n)', True),
        ('tr("{classes} classes", classes=3)', True),
        ('counted(n, "{count} row", "{count} rows in {files} files", files=2)', True),
        ('counted(n, "{count} row", "{count} rows")', False),
        ('Forms("{count} row", "{count} rows")', False),
        ('say("{name} is gone", name=name)', False),
        ('say("{count} of {total} pictures", count=1, total=2)', False),
    ],
)
def test_a_plural_made_by_hand_is_noticed(code, is_by_hand):
    assert bool(by_hand(code)) == is_by_hand


def test_no_plural_is_made_by_hand():
    files = sorted(ROOT.rglob("*.py"))
    found = {path.relative_to(ROOT).as_posix(): by_hand(path.read_text(encoding="utf-8")) for path in files}
    assert not {name: sentences for name, sentences in found.items() if sentences}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (CLASSES.of(1), "1 class"),
        (CLASSES.of(2), "2 classes"),
        (BOXES.of(1), "1 box"),
        (EPOCHS.of(0), "0 epochs"),
        (PICTURES.of(1797), "1,797 pictures"),
        (counted(1, "{count} row of {name}", "{count} rows of {name}", name="a"), "1 row of a"),
        (say("{pictures} in {classes}", pictures=PICTURES.of(12), classes=CLASSES.of(1)), "12 pictures in 1 class"),
    ],
)
def test_one_has_a_form_of_its_own_and_thousands_are_apart(message, text):
    assert str(message) == text
    assert Message.from_json(message.to_json()) == message


def test_forms_fill_in_what_else_they_are_given():
    assert str(Forms("{count} file: {name}", "{count} files, such as {name}").of(3, name="b")) == "3 files, such as b"
