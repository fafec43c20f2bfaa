"""What nobody expected becomes a report without file names; what was expected stays a sentence."""

import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication

from sft_gui import paths
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.ui.core.crash import Crashes, Report, take_qt_message, without_names
from sft_gui.ui.dialogs.crash import RESTART, CrashDialog


@pytest.fixture
def crashes(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: None)
    return Crashes()


def caught(error):
    try:
        raise error
    except Exception as raised:
        return type(raised), raised, raised.__traceback__


def test_exception_becomes_a_report_on_disk_and_a_signal(qtbot, crashes):
    with qtbot.waitSignal(crashes.crashed) as crashed:
        crashes.take(*caught(KeyError("val.accuracy")))
    assert "KeyError: 'val.accuracy'" in crashed.args[0].short(with_names=True)
    files = list(paths.logs_folder().glob("crash-*.txt"))
    assert len(files) == 1
    assert "KeyError" in files[0].read_text()


def test_expected_failure_that_nobody_caught_stays_a_sentence(qtbot, crashes):
    with qtbot.assertNotEmitted(crashes.crashed), qtbot.waitSignal(crashes.user_error):
        crashes.take(*caught(UserError(say("The disk is full."))))


def test_cancelling_is_no_crash(qtbot, crashes):
    with qtbot.assertNotEmitted(crashes.crashed):
        crashes.take(*caught(Cancelled()))


def test_other_threads_reach_the_same_place(qtbot, crashes):
    before = sys.excepthook, threading.excepthook
    crashes.install()
    try:

        def fail():
            raise ValueError("in a thread")

        with qtbot.waitSignal(crashes.crashed) as crashed:
            threading.Thread(target=fail).start()
        assert "in a thread" in crashed.args[0].full()
    finally:
        crashes.uninstall()
        sys.excepthook, threading.excepthook = before


@pytest.mark.parametrize(
    "said, hidden",
    [
        ("No such file: '/home/ana/photos/cat.jpg'", "No such file: '…'"),
        ('bad "C:\\Users\\Ana\\cat.png"', 'bad "…"'),
        ("KeyError: 'val'", "KeyError: 'val'"),
        ("cannot read 'IMG_2041.jpg'", "cannot read '…'"),
    ],
)
def test_reports_hide_file_names(said, hidden):
    assert without_names(said) == hidden


def test_report_names_our_own_place(qtbot):
    from sft_gui.ui.look import theme

    try:
        theme.color("no such colour")
    except KeyError as error:
        report = Report(error, error.__traceback__)
    assert "ui/look/theme.py, line" in report.short()
    assert "sft-gui" in report.short()


@pytest.fixture
def dialog(qtbot):
    _, error, trace = caught(OSError("No such file: '/home/ana/cat.jpg'"))
    made = CrashDialog(Report(error, trace), is_training=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_names_are_in_the_report_only_when_ticked(dialog):
    assert "ana" not in dialog.text.toPlainText()
    dialog.copy.click()
    assert "ana" not in QGuiApplication.clipboard().text()
    dialog.names.click()
    assert "ana" in dialog.text.toPlainText()
    dialog.copy.click()
    assert "ana" in QGuiApplication.clipboard().text()
    assert "Traceback" in QGuiApplication.clipboard().text()


def test_dialog_goes_on_or_restarts(dialog):
    dialog.restart.click()
    assert dialog.result() == RESTART


def test_harmless_messages_of_qt_are_not_kept(caplog):
    take_qt_message(QtMsgType.QtWarningMsg, None, "This plugin does not support propagateSizeHints()")
    assert not caplog.records
    take_qt_message(QtMsgType.QtWarningMsg, None, "QPainter::begin: already active")
    assert "already active" in caplog.text
