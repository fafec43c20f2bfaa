"""What I understood, and Read it differently: real widgets, keys and the way back."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sft_gui.data.project import Project
from sft_gui.ui.pages.data import DataPage
from sft_gui.ui.state import AppState
from sft_gui.ui.widgets.data_reading_row import ReadingRow
from tests.fixtures import colour_folder

BOXED = """<annotation><filename>{name}</filename><size><width>{width}</width><height>{height}</height></size>
<object><name>thing</name><bndbox><xmin>2</xmin><ymin>2</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></object>
</annotation>"""


@pytest.fixture
def boxed(tmp_path: Path) -> Path:
    """Class folders of pictures, each with its boxes beside it: two ways to read them."""
    folder = colour_folder(tmp_path, per_class=6)
    for picture in folder.rglob("*.png"):
        picture.with_suffix(".xml").write_text(BOXED.format(name=picture.name, width=48, height=48))
    return folder


class Opened:
    """A page with its project, as the window has it."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.state = qtbot, AppState()
        self.undos, self.notices = [], []
        self.state.undo_offered.connect(lambda message, undo, icon: self.undos.append((str(message), undo)))
        self.state.noticed.connect(self.notices.append)
        self.page = DataPage(self.state)
        qtbot.addWidget(self.page)
        self.page.resize(1092, 744)
        self.page.show()
        self.state.open_project(Project.create(folder))
        self.shown()

    def shown(self):
        page = self.page
        self.qtbot.waitUntil(lambda: page.understood.isVisible() and page.chart.classes.rowCount() > 0)

    def rows(self) -> list[ReadingRow]:
        return [row for row in self.page.sheet.findChildren(ReadingRow) if row.isVisible()]

    def open_sheet(self):
        self.qtbot.mouseClick(self.page.understood.differently, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: bool(self.rows()))


@pytest.fixture
def opened(qtbot, boxed):
    opened = Opened(qtbot, boxed)
    yield opened
    with contextlib.suppress(Exception):
        opened.state.project.close()


def test_what_was_understood_is_said_with_its_evidence(opened):
    understood = opened.state.project.understood
    assert str(understood.sentence) in opened.page.understood.accessibleName()
    assert "What I understood:" in opened.page.understood.accessibleName()


def test_another_way_is_taken_by_keys_and_undone(qtbot, opened):
    assert opened.state.project.task == "detection"
    opened.open_sheet()
    row = next(row for row in opened.rows() if row.proposal.task == "classification")
    while not row.isChecked():
        qtbot.keyClick(next(each for each in opened.rows() if each.isChecked()), Qt.Key.Key_Down)
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.undos))
    assert opened.state.project.task == "classification"
    opened.shown()
    assert opened.state.project.classes == ("blue", "green", "red")
    assert not opened.page.sheet.isVisible() and opened.page.grid.isVisible()
    kept = Project.open(opened.state.project.folder)  # as after a restart
    assert kept.task == "classification" and kept.choice.format == "folders"
    kept.look_again()
    assert kept.task == "classification" and kept.classes == ("blue", "green", "red")
    kept.close()
    opened.undos[-1][1]()
    qtbot.waitUntil(lambda: opened.state.project.task == "detection")
    assert opened.state.project.classes == ("thing",)


def test_nothing_is_kept_before_the_button(qtbot, opened):
    opened.open_sheet()
    assert opened.page._if_read.isVisible() == bool(opened.rows()[0].proposal.counts)
    qtbot.keyClick(opened.rows()[0], Qt.Key.Key_Escape)
    assert not opened.page.sheet.isVisible() and opened.page.grid.isVisible()
    assert opened.state.project.task == "detection" and not opened.undos
    opened.open_sheet()
    qtbot.mouseClick(opened.page.sheet.keep, Qt.MouseButton.LeftButton)
    assert not opened.page.sheet.isVisible() and opened.state.project.task == "detection"


def test_a_source_that_is_gone_is_told_and_nothing_changes(qtbot, opened, boxed):
    opened.open_sheet()
    for file in boxed.rglob("*.png"):
        file.unlink()
    for file in boxed.rglob("*.xml"):
        file.unlink()
    qtbot.mouseClick(opened.page.sheet.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened.notices))
    assert opened.state.project.task == "detection" and opened.state.project.index.count() == 18


def test_labels_given_in_the_app_come_back_with_their_reading(boxed):
    project = Project.create(boxed, task="classification")
    red = project.index.ids(label="red")
    project.index.relabel(red[:2], "pink")
    labels, said = project.choice, project.understood
    other = Project.create(boxed, task="detection")
    boxes = other.choice
    other.close()
    project.read_as(boxes, None)
    assert project.task == "detection" and project.classes == ("thing",)
    project.read_as(labels, said)
    assert project.task == "classification" and sorted(project.index.ids(label="pink")) == sorted(red[:2])
    project.close()
