"""What an earlier version kept opens today, and what a later one kept is refused in words; see ``kept/``.

Each folder of ``kept`` is a project with a run (weights left out) as the version of that format number wrote it. A new
format number comes with a new folder; the old ones stay.
"""

import re
import shutil
from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.training.events import EpochEnded, RunState, SamplesPredicted, StepDone
from sft_gui.training.picture_changes import drift_of
from sft_gui.training.progress import Progress
from sft_gui.training.run_folder import RunFolder, kept_runs
from tests.fixtures import colour_folder

KEPT = sorted((Path(__file__).parent / "kept").iterdir())


@pytest.fixture(params=KEPT, ids=lambda folder: folder.name)
def kept(request, tmp_path):
    return Path(shutil.copytree(request.param, tmp_path / "project"))


def test_kept_project_opens_with_its_pictures_and_classes(kept):
    project = Project.open(kept)
    try:
        assert project.task == "classification" and project.index.count() == 18
        assert tuple(project.classes) == ("blue", "green", "red")
    finally:
        project.close()


def test_kept_run_tells_its_settings_its_pictures_and_its_past(kept):
    run = RunFolder.open(kept / "runs/kept")
    assert run.name == "Kept" and run.settings["train.epochs"] == 2 and len(run.pictures()) == 18
    assert run.report().state == RunState.FINISHED and run.report().epoch == 2
    progress = Progress(metric="accuracy")
    for event in run.events():
        progress.apply(event)
    assert progress.state == RunState.FINISHED and len(progress.epochs) == 2


def test_counts_of_correct_pictures_are_read_by_their_present_name(kept):
    run = RunFolder.open(kept / "runs/kept")
    happened = list(run.events())
    steps = [event.correct for event in happened if isinstance(event, StepDone)]
    epochs = [event.val for event in happened if isinstance(event, EpochEnded)]
    samples = [each for event in happened if isinstance(event, SamplesPredicted) for each in event.samples]
    assert steps and all(isinstance(count, int) for count in steps)
    assert epochs and all(val["correct"] / val["total"] == val["accuracy"] for val in epochs)
    assert samples and all(each["correct"] == (each["truth"] == each["label"]) for each in samples)
    for scores in (run.report().scores, run._report_of_events().scores):
        assert scores["val.correct"] / scores["val.total"] == scores["val.accuracy"]


def test_kept_project_is_looked_at_again_and_made_anew(kept, tmp_path):
    source = colour_folder(tmp_path, per_class=6)
    project = Project.open(kept)
    project.relocate(source)
    assert not project.look_again() and project.classes == ("blue", "green", "red")
    before = project.index.pictures()
    project.close()
    for file in kept.glob("index.sqlite*"):
        file.write_bytes(bytes(4096))
    project = Project.open(kept, mend=True)
    assert [(p.path, p.label, p.split) for p in project.index.pictures()] == [
        (p.path, p.label, p.split) for p in before
    ]
    assert not project.look_again() and not drift_of(RunFolder.open(kept / "runs/kept"))
    project.close()


def test_kept_run_is_listed_in_its_project(kept):
    project = Project.open(kept)
    try:
        assert [run.name for run in kept_runs(project)] == ["Kept"]
    finally:
        project.close()


@pytest.mark.parametrize("file", ["project.toml", "runs/kept/run.toml"])
def test_file_of_a_later_version_is_refused_in_words(kept, file):
    path = kept / file
    path.write_text(re.sub(r"^format = \d+", "format = 99", path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(UserError, match=r"newer version|later version"):
        Project.open(kept) if file == "project.toml" else RunFolder.open(path.parent)
