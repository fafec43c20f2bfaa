"""What evaluating boxes found, as the Evaluate page shows it."""

import pytest

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Split
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.shape_evaluation import ClassFinding, PictureScore, ShapeEvaluation
from sft_gui.ui.look import words
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.results.numbers import Number
from sft_gui.ui.tasks.results.result import RunPictures
from sft_gui.ui.widgets.evaluated_list import Files

CLASSES = ("cat", "dog")


@pytest.fixture
def result(qtbot, tmp_path):
    values = {"ap": 0.5, "ap50": 0.7, "ar": 0.6}
    evaluation = ShapeEvaluation(
        split=Split.VAL,
        task=DETECTION,
        classes=CLASSES,
        scores={"map": 0.5, "map50": 0.7},
        per_class=(ClassFinding("cat", 4, values), ClassFinding("dog", 3, values)),
        confusion=((3, 0, 1), (1, 2, 0), (0, 2, 0)),
        results=(PictureScore(1, "a.png", 0.5, ((1, 0, 1), (2, 1, 2))), PictureScore(2, "b.png", 0.8, ((0, 2, 1),))),
    )
    result = views.of(DETECTION).result()
    qtbot.addWidget(result)
    result.resize(1040, 700)
    pictures = RunPictures(Files(tmp_path, {}), {}, Annotations(tmp_path, CLASSES), ClassColours(CLASSES))
    result.show_evaluation(evaluation, pictures)
    result.show()
    yield result
    words.set_language("en")


def test_numbers_of_another_language_take_the_place_of_the_old_ones(qtbot, result):
    def shown():
        return [number for number in result.numbers.findChildren(Number) if number.isVisibleTo(result)]

    before = shown()
    assert len(before) == 3
    words.set_language("zh_CN")
    assert not set(shown()) & set(before)
    qtbot.waitUntil(lambda: len(shown()) == 3)


def test_chosen_cell_shows_its_pictures_only(result):
    assert result.pictures.rowCount() == 2 and result.count.text() == "2"
    result.matrix.matrix.choose((2, 1))
    assert result.pictures.rowCount() == 1 and result.unfilter.isVisible()
    result.unfilter.click()
    assert result.pictures.rowCount() == 2


def test_report_for_programs_names_the_classes_of_its_confusion(result):
    told = views.of(DETECTION).report_json(result.evaluation)
    assert told["classes"] == list(CLASSES) and len(told["part"]["confusion"]) == len(CLASSES) + 1
    assert [each["path"] for each in told["worst"]] == ["a.png", "b.png"]
