"""The whole main job in the real window: a folder dropped, a model trained, a new picture dropped and named."""

from __future__ import annotations

import tarfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sft_gui.training.events import RunState
from sft_gui.training.run_folder import kept_runs
from sft_gui.ui.look import words
from sft_gui.ui.shell.guide import Guide
from sft_gui.ui.shell.run_strip import RunStrip
from tests.fixtures import colour_folder, draw

LEFT = Qt.MouseButton.LeftButton
# Neither its epochs nor a lack of progress may end the run before the test does.
FIELDS = {"train.epochs": "1000", "train.batch_size": "4", "optimizer.lr": "0.02", "data.image_size": "32",
          "train.trainable_layers": "head", "stop.patience": "1000", "device.name": "cpu"}  # fmt: skip


@pytest.fixture
def guide(qapp, tmp_path):
    guide = Guide(tmp_path / "shots", patience_s=120)
    guide.open()
    yield guide
    session = guide.state.session
    if session.is_busy:
        session.stop_and_keep()
        guide.wait_for(lambda: not session.is_busy)
    if guide.state.project is not None:
        guide.state.project.close()
    guide.window.close()
    guide.window.deleteLater()
    guide.app.shut_down()
    words.set_language("en")


def fill_in(page, values):
    """Type or choose each value in its field, as a user does."""
    page.more.setChecked(True)
    page.advanced.setChecked(True)
    for key, value in values.items():
        field = page.form.field(key)
        page.form.show_field(key)
        if hasattr(field.editor, "findData"):
            field.editor.setCurrentIndex(field.editor.findData(value))
            field.editor.activated.emit(field.editor.currentIndex())
        else:
            field.editor.selectAll()
            QTest.keyClicks(field.editor, value)


@pytest.fixture
def trained(guide, tmp_path):
    """The window with a run that was started, paused, resumed and stopped by its buttons."""
    guide.drop([colour_folder(tmp_path, per_class=12)])
    guide.wait_for(lambda: guide.state.project is not None and guide.window.current_key() == "data")
    guide.wait_until_idle()
    QTest.keyClick(guide.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = guide.show("train")
    fill_in(page, FIELDS)
    guide.wait_for(page.start_card.start.isEnabled)
    QTest.mouseClick(page.start_card.start, LEFT)
    return guide


def test_folder_is_dropped_trained_on_and_a_new_picture_named(trained, tmp_path):
    guide, session = trained, trained.state.session
    guide.wait_for(lambda: session.current is not None and len(session.current.progress.epochs) >= 2)
    assert guide.window.current_key() == "run"
    run_page, strip = guide.window.page(), guide.window.findChild(RunStrip)
    progress = session.current.progress
    assert progress.plan.epochs == 1000 and progress.plan.batch_size == 4
    assert len(progress.steps) > 0 and len(progress.samples) >= 2
    guide.settle()
    assert {"Train", "Validation"} <= set(run_page.curves.loss.accessibleDescription().replace(",", "").split())

    QTest.mouseClick(strip.pause, LEFT)
    guide.wait_for(lambda: progress.state == RunState.PAUSED)
    at = progress.step
    guide.settle()
    assert progress.step == at
    QTest.mouseClick(strip.resume, LEFT)
    guide.wait_for(lambda: progress.step > at)
    QTest.mouseClick(strip.stop, LEFT)
    guide.wait_for(lambda: not session.is_busy)
    run = kept_runs(guide.state.project)[0]
    assert run.report().state in (RunState.STOPPED, RunState.FINISHED) and run.has_model

    new = tmp_path / "new pictures" / "一张 'new' 🍅.png"
    new.parent.mkdir()
    draw((200, 30, 30), 999).save(new)
    guide.drop([new])
    guide.wait_for(lambda: guide.window.current_key() == "predict")
    guide.wait_until_idle()
    (answer,) = guide.window.page().answers.answers()
    assert answer.error is None and answer.prediction.label == "red"


def test_run_is_seen_again_as_it_was_when_reopened(trained):
    guide, session = trained, trained.state.session
    guide.wait_for(lambda: session.current is not None and session.current.progress.best is not None)
    session.stop_and_keep()
    guide.wait_for(lambda: not session.is_busy)
    live = session.current.progress
    guide.show("history")
    guide.state.show_run(kept_runs(guide.state.project)[0])
    guide.show("run")
    again = guide.window.page()._shown.progress
    assert again.steps == live.steps and again.epochs == live.epochs and again.samples == live.samples


def test_every_hostile_file_dropped_is_answered_or_refused_in_words(trained, tmp_path, shared_data):
    guide, session = trained, trained.state.session
    guide.wait_for(lambda: session.current is not None and session.current.progress.best is not None)
    session.stop_and_keep()
    guide.wait_for(lambda: not session.is_busy)
    with tarfile.open(shared_data / "robust.tar.xz") as archive:
        archive.extractall(tmp_path / "robust", filter="fully_trusted")
    files = sorted(path for path in (tmp_path / "robust").rglob("*") if path.is_file())
    guide.show("predict")
    guide.drop(files)
    page = guide.window.page()
    guide.wait_for(lambda: len(page.answers.answers()) and not page.naming.is_busy)
    guide.wait_until_idle()
    answers = page.answers.answers()
    assert len(answers) == len(files)
    for answer in answers:
        assert (answer.prediction is None) != (answer.error is None)
        assert answer.error is None or str(answer.error).endswith(".")
    assert sum(answer.prediction is not None for answer in answers) > 200
