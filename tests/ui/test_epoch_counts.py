"""One count of epochs, wherever it stands: Run page, strip, History, picker, banner, log and the command line."""

import re
from types import SimpleNamespace

import pytest

from sft_gui.commands import runs as runs_command
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.presets import PRESETS
from sft_gui.tasks import registry
from sft_gui.training.events import EpochEnded, Planned, RunState, StateChanged, StepDone
from sft_gui.training.progress import Progress
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.run_summaries import read_run
from sft_gui.ui.look import words
from sft_gui.ui.pages.history.run_table import state_words
from sft_gui.ui.pages.run.status import StatusCard
from sft_gui.ui.shell.run_strip import RunStrip
from sft_gui.ui.widgets.run_picker import RunPicker
from tests.fixtures import colour_project
from tests.ui.shell.test_run_strip import Session

EPOCHS, STEPS = 6, 4
PLACE = re.compile(r"(\d+) of (\d+)(?! pictures)|(\d+)/(\d+)")


def progress_at(steps, state):
    """Fold a run of six epochs of four steps that has done so many."""
    progress = Progress()
    progress.apply(StateChanged("", RunState.RUNNING))
    progress.apply(Planned("", EPOCHS, STEPS, EPOCHS * STEPS, 8, 32, 6, "cpu"))
    for step in range(1, steps + 1):
        epoch = (step - 1) // STEPS + 1
        progress.apply(StepDone("", step, epoch, {"loss": 0.3}, 0.01, 8, 7, 0.5))
        if step % STEPS == 0:
            val = {"accuracy": 5 / 7, "correct": 5, "total": 7, "loss": 0.3}
            progress.apply(EpochEnded("", epoch, step, {"loss": 0.3}, val, epoch == 1, 2.0 * epoch))
    progress.state = state
    return progress


def places(text):
    """Find every "3 of 6" and "3/6" about epochs."""
    found = [tuple(int(number) for number in match if number) for match in PLACE.findall(text)]
    return {first for first, whole in found if whole == EPOCHS}


@pytest.fixture
def project(tmp_path):
    made = colour_project(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("steps", "state", "count"),
    [
        (14, RunState.RUNNING, 4),  # in the fourth epoch
        (12, RunState.RUNNING, 4),  # the third has just been evaluated
        (14, RunState.PAUSED, 3),
        (14, RunState.STOPPED, 3),
        (14, RunState.FAILED, 3),
        (14, RunState.INTERRUPTED, 3),
        (24, RunState.FINISHED, 6),
    ],
)
def test_every_place_counts_the_same_epochs(qtbot, project, steps, state, count):
    run = RunFolder.create(project, DEFAULTS.with_values({"train.epochs": EPOCHS}), name="Best")
    progress = progress_at(steps, state)
    run.write_report(progress.report())
    run.best_weights.write_bytes(b"weights")
    shown = SimpleNamespace(
        name="Best", model="EfficientNet-Lite0", progress=progress, task=registry.find("classification"),
        settings=PRESETS["quick"].settings(), run=run, verdict=None, next=None, baseline_score=None,
    )  # fmt: skip
    session, strip, status = Session(), RunStrip(), StatusCard()
    qtbot.addWidget(strip)
    qtbot.addWidget(status)
    strip.resize(1400, 48)
    strip.follow(session)
    session.current = shown
    session.run_started.emit(shown)
    session.state_changed.emit()
    status.show_run(shown)
    with run.owned() if state == RunState.RUNNING else _nothing():
        summary = read_run(run, "Colours")
    said = {
        "strip": strip._state.full_text(),
        "status": status.detail.text(),
        "history": words.told(state_words(summary)),
        "command line": str(runs_command._about(project, run)["epochs"]) if state != RunState.RUNNING else "",
    }
    if state == RunState.RUNNING:
        picker = RunPicker()
        qtbot.addWidget(picker)
        assert picker.note(Choice(summary, is_live=True)) == f"as it is now, epoch {count}"
    counts = {place: places(text) for place, text in said.items() if places(text)}
    assert counts, said
    assert set().union(*counts.values()) == {count}, said
    assert "history" in counts or state == RunState.FINISHED


def _nothing():
    import contextlib

    return contextlib.nullcontext()


def test_a_stopped_run_is_never_said_to_be_done(qtbot):
    for steps in (2, 4, 14):
        progress = progress_at(steps, RunState.STOPPED)
        assert not str(progress.sentence()).startswith("Done")
    assert str(progress_at(24, RunState.FINISHED).sentence()).startswith("Done")


def test_what_came_before_the_first_step_is_no_epoch():
    progress = progress_at(0, RunState.PAUSED)
    progress.apply(EpochEnded("", 0, 0, {}, {"accuracy": 0.5, "correct": 3, "total": 6}, True, 1.0))
    assert (progress.done, progress.epoch, progress.step_in_epoch) == (0, 0, 0)
