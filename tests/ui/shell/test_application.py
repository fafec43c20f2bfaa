"""The program around the window: what the first paint needs, what comes after it, crashes and restart."""

import subprocess
import sys

import pytest

from sft_gui.ui.core.crash import Report
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.dialogs.crash import CrashDialog
from sft_gui.ui.dialogs.welcome import WelcomeDialog
from sft_gui.ui.look import theme, words
from sft_gui.ui.shell import application as application_module
from sft_gui.ui.shell.application import Application, first_paint_seconds
from tests.fixtures import colour_project


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """No torch: what is loaded after the first paint is told at once."""
    monkeypatch.setattr(application_module.Preload, "start", lambda self: self.ended.emit())
    yield
    theme.set_mode("light")
    theme.set_scale(1.0)
    words.set_language("en")


@pytest.fixture
def start(qtbot):
    made = []

    def make(paths=(), **kwargs):
        program = Application(paths, **kwargs)
        made.append(program)
        qtbot.addWidget(program.window)
        with qtbot.waitSignal(program.state.ready_changed):
            program.show()
        return program

    yield make
    for program in made:
        project = program.state.project
        program.window.close()
        program.shut_down()
        if project is not None:
            project.close()


def test_first_start_shows_start_and_welcome_once(qtbot, start):
    program = start()
    assert program.window.current_key() == "start"
    assert program.state.session is not None
    assert program.state.is_ready
    welcome = program.window.findChild(WelcomeDialog)
    assert welcome.isVisible()
    with qtbot.waitSignal(program.state.sample_asked):
        welcome.sample.click()
    program.window.close()
    again = start()
    assert again.window.findChild(WelcomeDialog) is None


def test_guided_start_has_no_welcome(start):
    assert start(is_guided=True).window.findChild(WelcomeDialog) is None


def test_last_project_and_page_come_back(qtbot, start, tmp_path):
    project = colour_project(tmp_path)
    memory = Memory()
    memory.set("project", str(project.folder))
    memory.set("page", "history")
    memory.flush()
    project.close()
    program = start()
    qtbot.waitUntil(lambda: program.state.project is not None)
    assert program.state.project.folder == project.folder
    qtbot.waitUntil(lambda: program.window.current_key() == "history")


def test_last_project_that_is_no_more_leaves_start_and_a_sentence(qtbot, start, tmp_path):
    memory = Memory()
    memory.set("project", str(tmp_path))
    memory.flush()
    program = start()
    qtbot.waitUntil(lambda: program.window.banners.shown() is not None)
    assert program.window.current_key() == "start"


@pytest.mark.parametrize(
    "started, frozen, command",
    [
        ("/x/sft_gui/__main__.py", False, ["-m", "sft_gui"]),
        ("/x/main.py", False, ["/x/main.py"]),
        ("/x/bin/sft-gui", False, ["/x/bin/sft-gui"]),
        ("/x/sft-gui", True, []),
    ],
)
def test_restart_starts_what_was_started(monkeypatch, started, frozen, command):
    monkeypatch.setattr(sys, "argv", [started])
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert application_module._restart_command() == (sys.executable, command)


def test_looks_and_language_are_remembered(start):
    memory = Memory()
    for key, value in (("theme", "dark"), ("scale", 1.25), ("language", "zh_CN"), ("less_motion", True)):
        memory.set(key, value)
    memory.flush()
    program = start(is_guided=True)
    assert (theme.mode(), theme.scale(), words.language(), theme.less_motion()) == ("dark", 1.25, "zh_CN", True)
    assert program.window.rail.item("data").text() == "数据"
    theme.set_less_motion(False)


def test_picture_given_on_the_command_line_goes_to_predict(qtbot, start, tmp_path):
    file = tmp_path / "a.jpg"
    file.touch()
    program = start([file])
    qtbot.waitUntil(lambda: program.window.current_key() == "predict")


def test_device_is_told_in_the_top_bar(qtbot, start):
    program = start(is_guided=True)
    qtbot.waitUntil(lambda: "CPU" in program.window.top_bar.device.text())


def test_crash_shows_one_dialog_at_a_time(qtbot, start):
    program = start(is_guided=True)
    error = ValueError("bad")
    for _ in range(3):
        program.crashes.crashed.emit(Report(error, None))
    dialogs = program.window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    dialogs[0].go_on.click()
    program.crashes.crashed.emit(Report(error, None))
    assert len([dialog for dialog in program.window.findChildren(CrashDialog) if dialog.isVisible()]) == 1


def test_seconds_since_the_start_are_told():
    assert 0 < first_paint_seconds() < 10_000


def test_first_paint_needs_nothing_slow(tmp_path):
    code = (
        "import sys\n"
        "from sft_gui.ui.shell.application import Application\n"
        "program = Application(is_guided=True)\n"
        "program.window.first_painted.disconnect()\n"
        "program.window.first_painted.connect(program.qt.quit)\n"
        "program.show()\n"
        "program.qt.exec()\n"
        "slow = [m for m in ('torch', 'torchvision', 'timm', 'pyqtgraph', 'sklearn', 'scipy') if m in sys.modules]\n"
        "print('slow:', slow)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "slow: []" in done.stdout, done.stderr
