"""What this copy of the app is, and what the desktop hands to it."""

import json
import sys

import pytest

from sft_gui import build_info
from sft_gui.cli import main
from sft_gui.ui.dialogs.settings.pages import AboutPage
from sft_gui.ui.shell import dragged
from sft_gui.ui.shell.dragged import Kind
from sft_gui.ui.widgets.text import Text


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    told = {"version": "0.1.0", "commit": "0123456789ab", "torch": "cpu"}
    (tmp_path / build_info.FILE).write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    build_info._told.cache_clear()
    yield
    build_info._told.cache_clear()


def test_packaged_app_names_the_commit_that_it_was_made_from(packaged, capsys):
    assert main(["--version"]) == 0
    assert "(0123456789ab)" in capsys.readouterr().out


def test_source_tree_names_no_commit():
    assert build_info.commit() == "" and "(" not in build_info.full_version()


def test_about_says_where_python_stands_in_for_compiled_operators(qtbot, monkeypatch):
    for is_so in (False, True):
        monkeypatch.setattr(build_info, "has_python_operators", lambda is_so=is_so: is_so)
        page = AboutPage()
        qtbot.addWidget(page)
        assert any("run in Python" in text.text() for text in page.findChildren(Text)) == is_so


def test_project_file_from_the_desktop_opens_its_project(tmp_path):
    file = tmp_path / "flowers" / "project.toml"
    file.parent.mkdir()
    file.write_text("format = 1\n", encoding="utf-8")
    found = dragged.look_at([file])
    assert found.kind == Kind.FOLDER and found.paths == (file.parent,)
