"""What I understood, and Read it differently: real widgets, keys and the way back."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.reading.dialog import ReadingDialog
from sft_gui.ui.dialogs.reading.row import ReadingRow
from sft_gui.ui.look import theme, words
from sft_gui.ui.pages.data.page import DataPage
from sft_gui.ui.pages.start.page import StartPage
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

    def __init__(self, qtbot, folder, project=None):
        self.qtbot, self.state = qtbot, AppState()
        self.undos, self.notices = [], []
        self.state.undo_offered.connect(lambda message, undo, icon: self.undos.append((str(message), undo)))
        self.state.noticed.connect(self.notices.append)
        self.page = DataPage(self.state)
        qtbot.addWidget(self.page)
        self.page.resize(1092, 744)
        self.page.show()
        self.state.open_project(project or Project.create(folder))
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


@pytest.fixture(params=[("light", "en"), ("dark", "zh_CN")], ids=["light", "dark-zh"])
def shown_in(request):
    theme.set_mode(request.param[0])
    words.set_language(request.param[1])
    yield request.param[1]
    theme.set_mode("light")
    words.set_language("en")


def test_another_way_is_taken_by_keys_and_undone(qtbot, shown_in, opened):
    lead = opened.page.understood.accessibleName()
    assert lead.startswith("What I understood:" if shown_in == "en" else "我的理解")
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


@pytest.fixture
def two_columns(tmp_path: Path) -> Path:
    """Flat pictures beside a table of which two columns could be the answer."""
    source = colour_folder(tmp_path, per_class=6)
    flat = tmp_path / "flat"
    flat.mkdir()
    rows = ["file,shape,taste,number"]
    for i, picture in enumerate(sorted(source.rglob("*.png"))):
        (flat / f"p{i}.png").write_bytes(picture.read_bytes())
        rows.append(f"p{i}.png,{['round', 'long'][i % 2]},{['sweet', 'sour'][i // 9]},{i}")
    (flat / "table.csv").write_text("\n".join(rows))
    return flat


def test_another_column_is_read_and_counts_follow(qtbot, two_columns):
    folder = Project.create(two_columns, wanted=Choice(label="shape"))
    folder.close()
    opened = Opened(qtbot, two_columns, Project.open(folder.folder))
    assert opened.state.project.classes == ("long", "round")
    opened.open_sheet()
    table = opened.page.sheet.columns
    names = [column.name for column in table.columns_model.rows]
    assert names == ["shape", "taste", "number"]
    row = names.index("taste")
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(row, 1)).center()
    )
    sheet = opened.page.sheet
    qtbot.waitUntil(lambda: sheet.proposal() is not None and sheet.proposal().choice.label == "taste")
    classes = opened.page.chart.classes
    assert {classes.index(i).data() for i in range(classes.rowCount())} == {"sweet", "sour"}
    assert opened.page._if_read.isVisible() and "taste" in sheet.take.text()
    qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened.undos))
    assert opened.state.project.classes == ("sour", "sweet")
    opened.state.project.close()


def test_a_source_that_must_be_asked_for_is_asked_for_on_start(qtbot, two_columns):
    state, opened = AppState(), []
    page = StartPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 744)
    page.show()
    state.project_changed.connect(lambda: opened.append(state.project))
    page.open_source(two_columns)
    qtbot.waitUntil(lambda: page.findChild(ReadingDialog) is not None and page.findChild(ReadingDialog).isVisible())
    dialog = page.findChild(ReadingDialog)
    rows = [row for row in dialog.findChildren(ReadingRow) if row.isVisible()]
    row = next(row for row in rows if row.proposal.choice.label == "taste")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].classes == ("sour", "sweet") and opened[0].choice.label == "taste"
    opened[0].close()


def test_asking_can_be_left(qtbot, two_columns):
    page = StartPage(AppState())
    qtbot.addWidget(page)
    page.show()
    page.open_source(two_columns)
    qtbot.waitUntil(lambda: page.findChild(ReadingDialog) is not None)
    qtbot.keyClick(page.findChild(ReadingDialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChild(ReadingDialog).isVisible())
    assert not Project.recent()
