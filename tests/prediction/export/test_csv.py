"""Answers as a table: read back as a spreadsheet does, harmless, complete."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.prediction.export.csv import FORMULA_STARTS, harmless, write_csv
from sft_gui.prediction.export.shapes import write_counts
from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.classification import ClassPrediction


def answer(path, ranked=(("猫", 0.75), ("dog, big", 0.25))):
    return Answer(path.name, path, ClassPrediction(ranked))


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows_hold_class_confidence_and_every_class(tmp_path):
    file = tmp_path / "answers.csv"
    write_csv(file, [answer(Path('/a 中文/ "x".jpg'))], ("dog, big", "猫"))
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(file) == [
        ["file", "class", "confidence", "dog, big", "猫"],
        [str(Path('/a 中文/ "x".jpg')), "猫", "0.750000", "0.250000", "0.750000"],
    ]


def test_unreadable_pictures_have_their_reason_in_a_last_column(tmp_path):
    file = tmp_path / "answers.csv"
    bad = Answer("n.pdf", Path("/n.pdf"), error=say("n.pdf is a PDF, not a picture."))
    write_csv(file, [answer(Path("/a.jpg")), bad], ("dog, big", "猫"))
    assert [row[-1] for row in read(file)] == ["problem", "", "n.pdf is a PDF, not a picture."]
    assert {len(row) for row in read(file)} == {6}


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1.jpg", "+1.jpg", "-x.jpg", "@sum.jpg"])
def test_formulas_are_made_harmless(tmp_path, name):
    file = tmp_path / "answers.csv"
    write_csv(file, [answer(Path(name), ((name, 1.0),))], (name,))
    header, row = read(file)
    assert row[0] == row[1] == header[3] == f"'{name}"


def test_no_cell_of_any_column_begins_a_formula_wherever_a_spreadsheet_cuts(tmp_path):
    names = ("=1+1", "a;=1+1", "b\t@x", "\n=1", "＝1", "-5")
    bad = [Answer(name, Path(name), error=say("{name} is a PDF.", name=name)) for name in names]
    good = [answer(Path(name), ((name, 1.0), *((other, 0.0) for other in names if other != name))) for name in names]
    file = tmp_path / "answers.csv"
    write_csv(file, [*bad, *good], names)
    write_counts(tmp_path / "counts.csv", [*bad], names)
    for path in (file, tmp_path / "counts.csv"):
        for delimiter in ",;\t":
            with open(path, encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.reader(opened, delimiter=delimiter))
            assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)], (path, delimiter)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="/\\\0\r", exclude_categories=()), min_size=1), max_size=5))
def test_any_name_survives_or_is_escaped(tmp_path, names):
    file = tmp_path / "answers.csv"
    names = [name for name in names if name not in (".", "..")]
    write_csv(file, [Answer(name, None, ClassPrediction((("a", 1.0),))) for name in names], ("a",))
    expected = [harmless(name).encode("utf-8", "backslashreplace").decode() for name in names]
    assert [row[0] for row in read(file)[1:]] == expected


def test_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="could not be written"):
        write_csv(tmp_path / "no such folder" / "a.csv", [], ())
