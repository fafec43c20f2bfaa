"""The first model is an ordinary run that follows the data."""

import contextlib
from datetime import datetime
from types import SimpleNamespace

import pytest

from sft_gui.data.index import Split
from sft_gui.errors import Cancelled, UserError
from sft_gui.prediction.predictor import Predictor
from sft_gui.settings.presets import PRESETS
from sft_gui.training import baseline, run_folder
from sft_gui.training.events import EpochEnded, Preparing, RunState
from sft_gui.training.run_folder import RunFolder, kept_runs

SMALL = {"data.image_size": 32, "device.threads": 1, "device.name": "cpu"}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Little squares on one thread."""
    real = baseline.settings_of
    monkeypatch.setattr(baseline, "settings_of", lambda project: real(project).with_values(SMALL))


def test_first_model_is_an_ordinary_run_that_names_pictures(project):
    run = baseline.make(project)
    report = run.report()
    assert report.state == RunState.FINISHED and report.best_epoch == 0 and report.scores["val.accuracy"] >= 0.8
    assert [kept.folder for kept in kept_runs(project)] == [run.folder] and run.preset == "first"
    picture = run.pictures(Split.VAL)[0]
    answer = Predictor.from_run(run).name(run.root / picture.path)
    assert answer.prediction is not None and len(answer.prediction.ranked) == 3
    assert not (project.folder / baseline.DRAFTS).exists()


@pytest.fixture
def same_second(monkeypatch):
    """A clock that stands still: folders' names tell the time to the second."""
    clock = SimpleNamespace(
        now=lambda tz: datetime(2026, 1, 2, 3, 4, 5, tzinfo=tz), fromisoformat=datetime.fromisoformat
    )
    monkeypatch.setattr(run_folder, "datetime", clock)


@pytest.mark.usefixtures("same_second")
def test_first_model_is_kept_until_the_pictures_change(project):
    run = baseline.make(project)
    assert baseline.make(project).folder == run.folder and baseline.current(project).folder == run.folder
    project.index.leave_out(project.index.ids()[:1])
    assert baseline.current(project) is None
    newer = baseline.make(project)
    assert newer.folder != run.folder and not run.folder.exists()  # nothing else referred to it


def test_first_model_stays_as_long_as_a_run_has_to_beat_it(project):
    run = baseline.make(project)
    later = RunFolder.create(project, PRESETS["quick"].settings(), name="Quick", preset="quick")
    assert baseline.baseline_of(later).folder == run.folder and baseline.baseline_of(run) is None
    project.index.leave_out(project.index.ids()[:1])
    baseline.make(project)
    assert baseline.baseline_of(later).folder == run.folder
    other = RunFolder.create(project, PRESETS["quick"].settings(), name="Other", preset="quick")
    assert baseline.baseline_of(other).folder == baseline.current(project).folder != run.folder


def test_further_trained_first_model_is_none_any_more(project):
    run = baseline.make(project)
    run.extend(2)
    assert baseline.current(project) is None and baseline.baseline_of(run) is None


def test_cancelled_first_model_leaves_no_run_but_its_features(project):
    told = []

    def hear(done, total, what):
        if what.template.startswith("Looking at"):
            told.append(done)

    with pytest.raises(Cancelled):
        baseline.make(project, on_progress=hear, cancelled=lambda: bool(told and told[-1] > 0))
    assert kept_runs(project) == [] and not (project.folder / baseline.DRAFTS).exists()
    told.clear()
    baseline.make(project, on_progress=hear)
    assert told[0] > 0


def test_there_is_none_where_a_class_has_no_training_pictures(project):
    assert baseline.can_be_made(project)
    blue = [p.id for p in project.index.pictures(label="blue", split=Split.TRAIN)]
    project.index.leave_out(blue)
    assert not baseline.can_be_made(project)
    with pytest.raises(UserError, match="linear model cannot be solved"):
        baseline.make(project)
    assert kept_runs(project) == []


def test_quick_starts_from_the_first_models_features(project, train):
    baseline.make(project)
    settings = PRESETS["quick"].settings().with_values({**SMALL, "train.epochs": 1, "train.batch_size": 8})
    quick = RunFolder.create(project, settings, name="Quick", preset="quick")
    _, told = train(quick)
    looking = [event for event in told if isinstance(event, Preparing) and "Looking at" in str(event.what)]
    done = [event.done for event in looking]
    looked_at = len(quick.pictures(Split.TRAIN)) + len(quick.pictures(Split.VAL))  # once, by the part that is frozen
    after = done[done.index(looked_at) + 1 :]
    assert set(after) == {len(quick.pictures(Split.TRAIN))}  # their features are there already
    before = next(event for event in told if isinstance(event, EpochEnded))
    assert before.epoch == 0 and before.val["accuracy"] >= 0.8


def test_project_that_is_no_longer_there_has_nothing_to_beat(project):
    run = RunFolder.create(project, PRESETS["quick"].settings(), name="Quick", preset="quick")
    with contextlib.suppress(FileNotFoundError):
        (project.folder / "project.toml").unlink()
    assert baseline.baseline_of(run) is None
