"""Every word of the field that is shown has one sentence for who does not know it."""

import pytest
from PySide6.QtCore import Qt

from sft_gui.data.index import Split
from sft_gui.messages import say
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.tasks import registry
from sft_gui.tasks.class_evaluation import ClassEvaluation, Row
from sft_gui.tasks.shape_evaluation import ClassFinding, ShapeEvaluation
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.pages.history.run_table import Place, RunTable
from sft_gui.ui.pages.run.curves import Curves
from sft_gui.ui.pages.run.status import StatusCard
from sft_gui.ui.pages.train.draft import Draft
from sft_gui.ui.pages.train.facts import FactsCard
from sft_gui.ui.pages.train.form import SettingsForm
from sft_gui.ui.pages.train.model_row import ModelHeader, column_edges
from sft_gui.ui.tasks.results.class_table import ClassTable
from sft_gui.ui.tasks.results.matrix import MatrixCard
from sft_gui.ui.tasks.results.numbers import Number, Numbers
from sft_gui.ui.tasks.results.shape_result import columns_of
from sft_gui.ui.widgets.column_model import ColumnModel


def head(model, column):
    return model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_every_term_is_one_sentence():
    for term, said in TERMS.items():
        assert str(said).endswith(".") and len(str(said)) > 20, term


def test_every_setting_is_explained_at_its_field(qtbot):
    for setting in SETTINGS.values():
        assert len(str(setting.help)) > 10, setting.key
    form = SettingsForm(Draft())
    qtbot.addWidget(form)
    for group in form.groups.values():
        for field in group.grid.fields:
            assert field.label.toolTip() == field.editor.toolTip() == str(field.setting.help)


def test_heads_of_the_class_tables_are_explained():
    table = ClassTable()
    assert all(head(table, column) for column in range(table.columnCount()))
    for name in ("detection", "segmentation"):
        task = registry.find(name)
        values = {metric.name: 0.5 for metric in task.class_metrics}
        scores = {metric.name: 0.5 for metric in task.metrics}
        found = (ClassFinding("a", 3, values),)
        evaluation = ShapeEvaluation(
            split=Split.VAL,
            task=task,
            classes=("a",),
            scores=scores,
            per_class=found,
            confusion=((3,),),
            results=(),
        )
        model = ColumnModel(columns_of(evaluation, say("Boxes"), "boxes", as_shares=False), found)
        assert model.columnCount() == 2 + len(task.class_metrics)
        assert all(head(model, column) for column in range(model.columnCount()))


def test_heads_of_the_history_are_explained():
    table = RunTable()
    named = [column for column in Place if table.headerData(column, Qt.Orientation.Horizontal)]
    assert all(head(table, column) for column in named if column != Place.SCORE)  # that is the metric's own


def test_heads_of_the_model_table_are_explained(qtbot):
    header = ModelHeader()
    qtbot.addWidget(header)
    header.resize(760, 32)
    edges, _ = column_edges(760)
    ends = [10, *(edge - 2 for edge in edges[1:])]
    assert [header.term_at(x) for x in ends] == ["model", "parameters", "on_disk", "licence", "where"]


@pytest.mark.parametrize("make", [StatusCard, FactsCard, Numbers])
def test_numbers_are_explained(qtbot, make):
    card = make()
    qtbot.addWidget(card)
    if isinstance(card, Numbers):
        rows = [Row(n, f"{n}.jpg", "a", "a", 0.9) for n in range(3)]
        card.show_evaluation(
            ClassEvaluation.of(
                rows, split=Split.VAL, task=registry.find("classification"), classes=("a", "b"), scores={}
            )
        )
        assert all(number.toolTip() for number in card.findChildren(Number))
        assert "3 of 3 validation pictures" in card.accuracy.toolTip()
    elif isinstance(card, StatusCard):
        assert card.loss.toolTip() and card.speed.toolTip()
    else:
        assert all(row.toolTip() for row in (card.epoch, card.whole, card.memory, card.disk, card.baseline))


def test_plots_are_explained(qtbot):
    curves, matrix = Curves(), MatrixCard()
    for widget in (curves, matrix):
        qtbot.addWidget(widget)
    assert curves.loss.title.toolTip() and matrix.title.toolTip()
