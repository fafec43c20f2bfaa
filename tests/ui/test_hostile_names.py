"""Names of files, classes, projects and runs are text in the window and nothing else: the doors, and who goes round."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QMenu, QToolTip, QWidget

from sft_gui.messages import say
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import escape, menu_text, put, put_plain, tooltip, tr, window_title
from sft_gui.ui.pages.data.picture_classes import ClassModel
from sft_gui.ui.pages.data.picture_menu import class_menu
from sft_gui.ui.tasks.results.report_parts import _table
from sft_gui.ui.widgets.checks import CheckBox
from sft_gui.ui.widgets.chip import FilterChip, InfoChip, StateChip
from sft_gui.ui.widgets.text import Elided, Text
from tests.fixtures import colour_folder

UI = Path(__file__).resolve().parents[2] / "sft_gui" / "ui"
SAFE = {"setToolTip": {"tooltip"}, "showText": {"tooltip"}, "setWindowTitle": {"window_title"}}
RICH = "<b>bold</b><img src='file:///etc/x.png'>"
NAMES = (RICH, "a\x1b[31mb", "two\nlines", "x\u202egpj.exe", "\u05e9\u05dc\u05d5\u05dd", "a&b [*]", "n" * 500)


# The scan


def calls(tree: ast.AST) -> list[tuple[str, ast.Call]]:
    return [
        (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def is_safe(argument: ast.expr, doors: set[str]) -> bool:
    """A literal, a translated literal without values, or what came through a door; of a choice, both."""
    if isinstance(argument, ast.IfExp):
        return is_safe(argument.body, doors) and is_safe(argument.orelse, doors)
    if isinstance(argument, ast.Call):
        name = argument.func.attr if isinstance(argument.func, ast.Attribute) else getattr(argument.func, "id", "")
        return name in doors or (name == "tr" and not argument.keywords)
    return isinstance(argument, ast.Constant)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.relative_to(UI).as_posix())
def test_nothing_goes_round_the_doors(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    for name, call in calls(tree):
        where = f"{path.name}:{call.lineno}: {name}"
        if name in SAFE and call.args:
            argument = call.args[1] if name == "showText" else call.args[0]
            assert is_safe(argument, SAFE[name]), f"{where} takes text that Qt may read as more than text"
        assert name not in ("QMessageBox", "QErrorMessage", "QTextBrowser", "setHtml", "LegendItem", "LabelItem"), where
        assert name != "QLabel", f"{where}: use Text, which shows plain text"
        assert name != "drawText" or path.name == "paint.py", f"{where}: use paint.text"
    if "ToolTipRole" in source:
        assert "tooltip(" in source, f"{path.name}: ToolTipRole needs tooltip()"
    if "RICH" in source and path.name != "words.py":
        assert "escape(" in source, f"{path.name}: rich text needs escape()"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "QLabel" for base in node.bases):
            assert "PlainText" in ast.get_source_segment(source, node), f"{path.name}: {node.name}"


# The doors


@pytest.mark.parametrize("name", NAMES)
def test_a_tool_tip_is_never_rich_text(qtbot, name) -> None:
    label = QLabel()  # what Qt shows a tool tip in
    qtbot.addWidget(label)
    label.setText(tooltip(name))
    plain = words.shown(name)
    if "<" in name:
        assert label.text() == f"<qt>{escape(name)}</qt>"  # and so it is shown as it is written
        assert "<img" not in label.text() and "<b>" not in label.text()
    else:
        assert "\n".join(map(words.shown, name.split("\n"))) == label.text()
    owner = put(QWidget(), "setToolTip", "Folder: {name}", name=name)
    qtbot.addWidget(owner)
    assert "<img" not in owner.toolTip() and "\x1b" not in owner.toolTip() and "\u202e" not in owner.toolTip()
    put_plain(owner, "setToolTip", name)
    assert owner.toolTip() == tooltip(name)
    put_plain(owner, "setWindowTitle", name)
    assert owner.windowTitle() == window_title(name)
    assert plain in (tr("{name}", name=name), name)


@pytest.mark.parametrize("name", NAMES)
def test_labels_show_names_as_plain_text_of_one_line(qtbot, name) -> None:
    for label in (Text(), Text(wrap=True), Elided(), StateChip(), InfoChip("cpu")):
        qtbot.addWidget(label)
        label.setText(tr("{name}", name=name) if not isinstance(label, Elided) else name)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert not set(label.text()) & set("\x1b\n\u202e")
    short = Elided()
    qtbot.addWidget(short)
    short.setText(name)
    short.resize(20, 20)
    assert short.full_text() == name and "<img" not in short.toolTip()
    assert short.toolTip() in ("", tooltip(name))
    assert "\x1b" not in Text(text=name).text() and "\u202e" not in Text(text=name).text()


def test_an_ampersand_is_no_key_and_no_underline(qtbot) -> None:
    chip, tick = FilterChip("a&b"), CheckBox("a&b")
    for button in (chip, tick):
        qtbot.addWidget(button)
        assert button.shortcut().isEmpty()
    chip.setText("c&d")
    assert chip.shortcut().isEmpty() and chip.text() == "c&d"
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = class_menu(owner, ["a&b", "\x1b&"], lambda name: None, lambda: None)
    assert [action.text() for action in menu.actions()][:2] == ["a&&b", "\\x1b&&"]
    assert menu_text("a&b") == "a&&b"


def test_painted_names_are_one_line_and_turn_nothing_around(qtbot) -> None:
    def painted(name: str) -> QImage:
        image = QImage(QSize(300, 40), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            paint.text(painter, QRectF(0, 0, 300, 40), name, theme.font("body"), "text")
        return image

    for name in NAMES:
        assert painted(name) == painted(words.shown(name))
    assert painted("x\u202eabc") != painted("xcba")
    assert paint.width_of("a\nb", theme.font("body")) == paint.width_of("a\\nb", theme.font("body"))


def test_the_html_report_escapes_and_isolates() -> None:
    page = _table([RICH, NAMES[4]], [f"<td>{escape(name)}</td>" for name in NAMES])
    assert "<img" not in page and "\x1b" not in page and "\u202e" not in page
    assert "\u2068\u05e9" in page and "&lt;b&gt;" in page


def test_classes_of_a_project_stay_text_from_end_to_end(qtbot, tmp_path) -> None:
    from sft_gui.data.project import Project

    root = colour_folder(tmp_path, classes=("red", "green"), per_class=3)
    (root / "red").rename(root / "<b>re&d\x1b[31m")
    project = Project.create(root, folder=tmp_path / "project", name=RICH)
    assert "<b>re&d\x1b[31m" in project.classes  # as it is, where it is data
    model = ClassModel()
    model.show_counts(project.index.counts())
    tips = [model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount(QModelIndex()))]
    assert any("&lt;b&gt;re&amp;d\\x1b[31m" in tip for tip in tips) and not any("<b>" in tip for tip in tips)
    assert window_title(f"{project.name} – sft-gui").startswith("<b>bold")
    project.close()


def test_qt_itself_shows_the_tool_tip_as_plain_text(qtbot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    QToolTip.showText(QPoint(5, 5), tooltip("<h1>large</h1>"), owner)
    shown_as_text = QToolTip.text()
    QToolTip.hideText()
    assert "&lt;h1&gt;" in shown_as_text
    assert str(say("{name}", name="x")) == "x" and QMenu is not None
