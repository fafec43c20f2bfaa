"""What Linux lacks is said with the command to type, before Qt could end the process."""

import pytest

from sft_gui import cli
from sft_gui.errors import UserError
from sft_gui.ui.shell import preflight

BOTH = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


@pytest.fixture(autouse=True)
def linux(monkeypatch):
    monkeypatch.setattr(preflight.sys, "platform", "linux")


def lacking(monkeypatch, *names):
    monkeypatch.setattr(preflight, "_loads", lambda name: name not in names)


def test_no_display_is_said_with_the_way_out(monkeypatch):
    lacking(monkeypatch)
    with pytest.raises(UserError, match="no display"):
        preflight.check({})


def test_display_and_libraries_are_enough(monkeypatch):
    lacking(monkeypatch)
    for environment in ({"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}):
        preflight.check(environment)
        assert preflight.has_display(environment)


def test_missing_library_is_named_with_its_package(monkeypatch):
    lacking(monkeypatch, "libxcb-cursor.so.0", "libxcb-icccm.so.4")
    with pytest.raises(UserError) as refused:
        preflight.check({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in str(refused.value)
    assert "libxcb-cursor0 libxcb-icccm4" in str(refused.value) or "xcb-util-cursor" in str(refused.value)


def test_offscreen_needs_no_display_and_no_x11(monkeypatch):
    lacking(monkeypatch, *preflight.X11)
    preflight.check({"QT_QPA_PLATFORM": "offscreen"})
    assert preflight.needed("offscreen", {}) == preflight.ALWAYS


def test_wayland_does_without_x11(monkeypatch):
    lacking(monkeypatch, *preflight.X11)
    preflight.check(BOTH)
    assert preflight.needed("", BOTH) == preflight.ALWAYS


def test_wayland_without_its_libraries_falls_back_to_x11(monkeypatch):
    lacking(monkeypatch, *preflight.WAYLAND)
    preflight.check(BOTH)
    assert preflight.needed("", BOTH) == preflight.ALWAYS + preflight.X11


def test_opengl_is_needed_everywhere(monkeypatch):
    lacking(monkeypatch, "libGL.so.1")
    with pytest.raises(UserError, match="libGL"):
        preflight.check({"QT_QPA_PLATFORM": "offscreen"})


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(preflight.sys, "platform", "win32")
    lacking(monkeypatch, *preflight.PACKAGES)
    preflight.check({})
    monkeypatch.setattr(preflight.sys, "platform", "linux")
    with pytest.raises(UserError):
        preflight.check({"DISPLAY": ":0"})


def test_every_library_has_its_packages():
    assert set(preflight.ALWAYS) | set(preflight.X11) | set(preflight.WAYLAND) <= set(preflight.PACKAGES)


def test_app_module_imports_no_qt():
    import subprocess
    import sys

    code = "import sys, sft_gui.ui.shell.app; assert not [m for m in sys.modules if m.startswith('PySide6')]"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("words", [["demo"], ["--selftest"], []])
def test_every_way_to_the_window_refuses_in_a_sentence(monkeypatch, capsys, words):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    lacking(monkeypatch, "libxcb-cursor.so.0")
    assert cli.main(words) != 0
    assert "libxcb-cursor.so.0" in capsys.readouterr().err


def test_without_a_display_the_demo_goes_unseen(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    lacking(monkeypatch, *preflight.X11)
    preflight.use_offscreen_without_display()
    assert preflight.os.environ["QT_QPA_PLATFORM"] == "offscreen"
    preflight.check()
