"""What is remembered survives a restart, and a broken file costs nothing."""

import json
import threading

import pytest

from sft_gui.ui.core import jobs
from sft_gui.ui.core.memory import Memory


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


def test_newest_values_are_kept_though_an_earlier_write_comes_late(qtbot, tmp_path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    work = jobs.Job.work

    def late(job, *args):
        begun.set()
        go_on.wait(60)
        work(job, *args)

    monkeypatch.setattr(jobs.Job, "work", late)
    memory = Memory(tmp_path / "window.json")
    try:
        memory.set("page", "data")
        qtbot.waitUntil(begun.is_set)
        memory.flush()
        assert Memory(tmp_path / "window.json").get("page", "start") == "data"
        memory.set("page", "run")
        memory.flush()
    finally:
        go_on.set()
    qtbot.waitUntil(jobs.is_idle)
    assert Memory(tmp_path / "window.json").get("page", "start") == "run"


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
