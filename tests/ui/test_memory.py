"""What is remembered survives a restart, and a broken file costs nothing."""

import json

import pytest

from sft_gui.ui.memory import Memory


def test_values_survive_a_restart(qtbot, tmp_path):
    memory = Memory(tmp_path / "window.json")
    memory.set("language", "zh_CN")
    memory.flush()
    assert Memory(tmp_path / "window.json").get("language", "en") == "zh_CN"


def test_values_are_written_without_being_asked(qtbot, tmp_path):
    memory = Memory(tmp_path / "window.json")
    memory.set("page", "data")
    qtbot.waitUntil(lambda: (tmp_path / "window.json").exists())
    assert json.loads((tmp_path / "window.json").read_text())["values"] == {"page": "data"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 99, "values": {"page": "run"}}', "\x00"])
def test_broken_or_newer_file_is_as_good_as_none(qtbot, tmp_path, content):
    file = tmp_path / "window.json"
    file.write_text(content)
    assert Memory(file).get("page", "start") == "start"


def test_value_of_another_type_is_not_trusted(qtbot, tmp_path):
    memory = Memory(tmp_path / "window.json")
    memory.set("scale", "big")
    assert memory.get("scale", 1.0) == 1.0


def test_folder_that_cannot_be_written_is_no_failure(qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "window.json")
    memory.set("page", "data")
    memory.flush()
    assert memory.get("page", "") == "data"
