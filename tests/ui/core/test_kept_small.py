"""Small pictures and the window's memory where nothing can be written: shown all the same, and said once."""

from sft_gui.messages import say
from sft_gui.notes import hearing, note
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.widgets import thumbnails
from tests.fixtures import colour_folder


def test_thumbnails_are_made_though_they_cannot_be_kept(qtbot, tmp_path):
    pictures = sorted(colour_folder(tmp_path, per_class=2).rglob("*.png"))
    (tmp_path / "cache").write_text("no folder")
    heard = []
    with hearing(lambda message: heard.append(str(message))):
        for number, picture in enumerate(pictures):
            key = (str(number), 40, 40, 0, "", None)
            assert not thumbnails.make(picture, key, tmp_path / "cache").isNull()
    assert len(heard) == 1 and heard[0].startswith("Small pictures are not kept on disk")


def test_memory_that_cannot_be_kept_holds_until_the_window_closes(qtbot, tmp_path):
    (tmp_path / "config").write_text("no folder")
    memory, heard = Memory(tmp_path / "config" / "window.json"), []
    with hearing(lambda message: heard.append(str(message))):
        for value in (1, 2):
            memory.set("page", value)
            memory.flush()
    assert memory.get("page", 0) == 2
    assert len(heard) == 1 and heard[0].startswith("What the window is to remember is not kept")


def test_note_from_any_thread_is_a_notice(qtbot, tmp_path):
    state = AppState(Memory(tmp_path / "window.json"))
    with hearing(state.noted.emit), qtbot.waitSignal(state.noticed) as told:
        note(say("Measured speeds are not remembered."))
    assert told.args[0].severity == "warn" and "Measured speeds" in str(told.args[0].fact)
