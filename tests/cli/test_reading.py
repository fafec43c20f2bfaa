"""How the data is read, chosen on the command line: what is said is done, kept, and told also when refusing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from tests.fixtures import colour_folder

BOX = "<object><name>{name}</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>20</xmax><ymax>21</ymax></bndbox></object>"


@pytest.fixture
def told(capsys):
    """Run a command with --json; return its exit code, its object and what it wrote to stderr."""
    from sft_gui.cli import main

    def run(*words):
        code = main([*map(str, words), "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out.splitlines()[-1]), err

    return run


def with_table(tmp_path: Path, header: str, row) -> Path:
    """Flat pictures and a table beside them; ``row`` makes the cells of the number of a picture."""
    source = colour_folder(tmp_path, per_class=6)
    flat = tmp_path / "flat"
    (flat / "pics").mkdir(parents=True)
    pictures = sorted(source.rglob("*.png"))
    with open(flat / "table.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for i, picture in enumerate(pictures):
            (flat / "pics" / f"p{i}.png").write_bytes(picture.read_bytes())
            writer.writerow([f"p{i}.png", *row(i)])
    return flat


@pytest.fixture
def two_columns(tmp_path):
    return with_table(tmp_path, "file,shape,taste", lambda i: (["round", "long"][i % 2], ["sweet", "sour"][i // 9]))


def boxed(tmp_path: Path) -> Path:
    source = colour_folder(tmp_path, per_class=6)
    for picture in source.rglob("*.png"):
        picture.with_suffix(".xml").write_text(
            f"<annotation><filename>{picture.name}</filename>{BOX.format(name='thing')}</annotation>"
        )
    return source


def test_a_column_is_asked_for_and_taken(told, two_columns):
    code, found, err = told("check", two_columns)
    assert code == 2 and "shape" in found["refused"] + found["remedy"] and "taste" in err
    assert "--label" in found["remedy"]
    ways = [each["choose"] for each in found["alternatives"]]
    assert any("--label shape" in each for each in ways) and any("--label taste" in each for each in ways)
    code, found, _ = told("check", two_columns, "--label", "taste")
    assert code == 0 and found["classes"] == ["sour", "sweet"] and found["chosen"]["label"] == "taste"
    assert any("--label shape" in each["choose"] for each in found["alternatives"])


def test_a_column_that_is_not_there_is_refused_by_name(told, two_columns):
    code, found, _ = told("check", two_columns, "--label", "colour")
    assert code == 2 and "colour" in found["refused"] and "shape" in found["refused"] + str(found["remedy"])


def test_task_and_format_choose(told, tmp_path):
    source = boxed(tmp_path)
    code, found, _ = told("check", source)
    assert (code, found["task"], found["classes"]) == (0, "detection", ["thing"])
    assert any(each["task"] == "classification" for each in found["alternatives"])
    for words in (("--task", "classification"), ("--as", "folders"), ("--class-level", "1")):
        code, found, _ = told("check", source, *words)
        assert (code, found["task"], found["classes"]) == (0, "classification", ["blue", "green", "red"])
    code, found, _ = told("check", source, "--as", "coco")
    assert code == 2 and "coco" in found["refused"] and found["alternatives"]


def test_examples_hold_what_was_read(told, tmp_path):
    _, found, _ = told("check", boxed(tmp_path))
    example = found["examples"][0]
    assert example["boxes"] == [{"class": "thing", "box": [2.0, 3.0, 20.0, 21.0]}]
    assert {"path", "split", "size"} <= example.keys()
    assert 1 <= len(found["examples"]) <= 5


@pytest.mark.parametrize("words", [("check", "nowhere"), ("train", "nowhere"), ("check", "x", "--task", "singing")])
def test_every_refusal_ends_with_its_object(told, words):
    code, found, err = told(*words)
    assert code == 2 and found["refused"] and found["refused"] in err


def test_a_look_changes_no_choice_and_train_keeps_it(told, two_columns):
    Project.create(two_columns, wanted=_label("shape")).close()
    _, found, _ = told("check", two_columns, "--label", "taste")
    assert found["classes"] == ["sour", "sweet"]
    assert told("check", two_columns)[1]["classes"] == ["long", "round"]
    code, _, err = told("train", two_columns, "--label", "taste", "--preset", "first")
    assert code == 0 and "taste" in err
    assert told("check", two_columns)[1]["classes"] == ["sour", "sweet"]


def test_the_choice_survives_a_changed_source(two_columns):
    project = Project.create(two_columns, wanted=_label("taste"))
    project.close()
    with open(two_columns / "table.csv", "a", encoding="utf-8") as file:
        file.write("p99.png,square,bitter\n")
    (two_columns / "pics" / "p99.png").write_bytes((two_columns / "pics" / "p0.png").read_bytes())
    again = Project.open(project.folder)
    again.look_again()
    assert again.classes == ("bitter", "sour", "sweet") and again.choice.label == "taste"
    again.close()


def _label(name: str):
    from sft_gui.data.readers.reader import Choice

    return Choice(label=name)
