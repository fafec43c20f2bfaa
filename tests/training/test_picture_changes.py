"""Pictures that change, break or go after import: said before Start and Resume, and the choices are kept and work."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sft_gui.data import drift as drift_module
from sft_gui.data.cache import PictureCache
from sft_gui.data.drift import Fate, PicturesChanged
from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.errors import SourceGone, UserError
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import baseline, picture_changes, setup
from sft_gui.training.events import Level, Logged, Planned, RunState, StepDone
from sft_gui.training.request import Control
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import COLOURS, draw
from tests.training.conftest import SMALL

OLD = 978_307_200  # 2001-01-01


def same_times(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))


def exchange(one: Path, other: Path) -> None:
    spare = one.with_name("spare")
    one.rename(spare)
    other.rename(one)
    spare.rename(other)


@pytest.fixture
def alike(tmp_path):
    """Pictures of two classes with the same names, sizes and times: BMP, which are as large whatever is on them."""
    root = tmp_path / "alike"
    for colour in ("red", "blue"):
        (root / colour).mkdir(parents=True)
        for number in range(12):
            draw(COLOURS[colour], number, (32, 32)).save(root / colour / f"{number}.bmp")
    same_times(root)
    return root


def test_exchanged_folders_of_same_sizes_and_times_are_noticed_and_learned_anew(alike, train):
    project = Project.create(alike)
    first = baseline.make(project)
    assert first.report().scores["val.accuracy"] == 1.0
    exchange(alike / "red", alike / "blue")
    same_times(alike)
    with pytest.raises(PicturesChanged, match=r"^24 pictures have changed since import.*Look at the data again"):
        project.check_unchanged()
    with pytest.raises(PicturesChanged):
        picture_changes.check(first)
    assert project.look_again().changed == 24
    project.check_unchanged()
    assert baseline.current(project) is None
    again = baseline.make(project)
    assert again.report().scores["val.accuracy"] == 1.0  # 0 % while features went by size and time
    project.close()


def test_only_content_counts_and_files_as_they_were_are_not_read(alike, monkeypatch):
    project = Project.create(alike)
    for path in alike.rglob("*.bmp"):
        os.utime(path, (OLD + 5, OLD + 5))
    assert not project.drift()
    while project.drift().same.pictures:  # a file that changed within the clock's last tick is not trusted yet
        pass
    read = []
    monkeypatch.setattr(drift_module, "read", lambda path: read.append(path) or path.read_bytes())
    assert not project.drift() and read == []  # the new stamps were kept
    shutil.copy(alike / "red" / "1.bmp", alike / "red" / "0.bmp")
    (found,) = project.drift().changes
    assert (found.picture.path, found.fate, len(read)) == ("red/0.bmp", Fate.CHANGED, 1)
    project.close()


@pytest.mark.parametrize("task", ["detection", "segmentation"])
def test_annotation_files_count_as_well(make_shapes_run, task, tmp_path):
    run = make_shapes_run(task)
    project = Project.open(run.folder.parent.parent)
    assert not project.drift()
    file = next(project.source.rglob("*.xml" if task == "detection" else "classes.txt"))
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(PicturesChanged, match="annotation file has changed since import"):
        project.check_unchanged()
    project.look_again()
    project.check_unchanged()
    picture_changes.check(run)  # a run has its annotations in its own files
    project.close()


def test_another_mask_is_another_picture(make_shapes_run, train):
    run = make_shapes_run("segmentation")
    with_mask = [picture for picture in run.pictures(Split.TRAIN) if picture.annotation]
    one, other = (run.root / picture.annotation["mask"] for picture in with_mask[:2])
    shutil.copy(other, one)
    with pytest.raises(PicturesChanged, match="1 picture has changed") as caught:
        picture_changes.check(run)
    report, told = train(run)
    assert report.state == RunState.FAILED and "has changed since import" in str(told[-1].reason)
    picture_changes.go_on(run, caught.value.drift, with_changed=True)
    picture_changes.check(run)
    report, _ = train(run)
    assert report.state == RunState.FINISHED
    accepted = next(picture for picture in run.pictures() if picture.id == with_mask[0].id)
    assert accepted.annotation["pixels"] == with_mask[1].annotation["pixels"]


def interrupted(run, train, after=3):
    control = Control()

    def leave(event):
        if isinstance(event, StepDone) and event.step == after:
            control.leave()

    report, _ = train(run, control, leave)
    assert report.state == RunState.PAUSED


def test_resume_without_pictures_that_are_gone(make_run, train):
    run = make_run(train__batch_size=5, train__epochs=2)
    interrupted(run, train)
    gone = [*run.pictures(Split.TRAIN)[:2], run.pictures(Split.VAL)[0]]
    for picture in gone:
        (run.root / picture.path).unlink()
    with pytest.raises(PicturesChanged, match=r"3 pictures are no longer there, such as blue/") as caught:
        picture_changes.check(run)
    picture_changes.go_on(run, caught.value.drift, with_changed=False)
    picture_changes.check(run)
    assert len(run.pictures()) == 27 and {p.id for p in gone}.isdisjoint(p.id for p in run.pictures())
    report, told = train(run)
    assert report.state == RunState.FINISHED
    steps = [event.step for event in run.events() if isinstance(event, StepDone)]
    assert steps == list(range(1, 11))  # an epoch keeps its length
    (said,) = [event for event in told if isinstance(event, Logged) and event.level == Level.WARNING]
    assert "3 pictures are left out" in str(said.message) and "the run differs" in str(said.message)
    assert [event for event in told if isinstance(event, Planned)][-1].train_pictures == 22
    assert evaluate(run, Split.VAL).total == 5
    run.extend(1)
    _, told = train(run)
    assert not [event for event in told if isinstance(event, Logged) and event.level == Level.WARNING]  # told once
    assert len([e for e in run.events() if isinstance(e, Logged) and "left out" in str(e.message)]) == 1


def test_left_out_before_the_first_step_makes_shorter_epochs(make_run, train):
    run = make_run(train__batch_size=1, train__epochs=1)
    (run.root / run.pictures(Split.TRAIN)[0].path).write_bytes(b"no picture")
    with pytest.raises(PicturesChanged, match=r"can no longer be used: blue/blue_\d.png is a text file") as caught:
        picture_changes.check(run)
    picture_changes.go_on(run, caught.value.drift, with_changed=True)
    report, _ = train(run)
    assert report.state == RunState.FINISHED and report.step == 23


def test_choices_after_other_contents(make_run, train):
    for with_changed, left in ((True, 30), (False, 29)):
        run = make_run(name=str(with_changed))
        path = run.root / run.pictures(Split.VAL)[0].path
        before = path.read_bytes()
        draw(COLOURS["grey"], 7).save(path)
        with pytest.raises(PicturesChanged) as caught:
            picture_changes.check(run)
        picture_changes.go_on(run, caught.value.drift, with_changed=with_changed)
        picture_changes.check(run)
        report, _ = train(run)
        assert report.state == RunState.FINISHED and len(run.pictures()) == left
        path.write_bytes(before)


def test_a_picture_that_goes_while_training_fails_with_its_name_and_the_way_on(make_run, train, monkeypatch):
    run = make_run(name="mid", train__epochs=3)
    victim = run.root / run.pictures(Split.TRAIN)[3].path
    monkeypatch.setattr(setup, "picture_cache", lambda: PictureCache(0, None, 0))  # or it would be had from memory

    def lose(event):
        if isinstance(event, StepDone) and event.step == 7:
            victim.unlink(missing_ok=True)

    report, told = train(run, on_event=lose)
    assert report.state == RunState.FAILED and "is not there" in str(told[-1].reason)
    assert "Resume the run without it" in str(told[-1].remedy)
    with pytest.raises(PicturesChanged) as caught:
        picture_changes.check(run)
    picture_changes.go_on(run, caught.value.drift, with_changed=False)
    assert train(run)[0].state == RunState.FINISHED


def test_too_few_are_refused_and_nothing_is_kept(make_run):
    run = make_run()
    for picture in run.pictures(Split.VAL):
        (run.root / picture.path).unlink()
    with pytest.raises(PicturesChanged) as caught:
        picture_changes.check(run)
    with pytest.raises(UserError, match="Validation has no pictures"):
        picture_changes.go_on(run, caught.value.drift, with_changed=False)
    assert "changes" not in run.manifest and len(run.pictures()) == 30


def test_a_folder_that_is_gone_is_named(make_run, project):
    run = make_run()
    (project.source / "red").rename(project.source.parent / "elsewhere")
    with pytest.raises(PicturesChanged, match=r"colours.red is not where it was: 10 pictures"):
        picture_changes.check(run)
    moved = project.source.rename(project.source.parent / "moved")
    with pytest.raises(SourceGone, match=r"show where it is now") as gone:
        picture_changes.check(run)
    assert gone.value.folder == project.folder
    with pytest.raises(SourceGone):
        project.check_unchanged()
    with pytest.raises(SourceGone):
        evaluate_nothing(run)
    (moved.parent / "elsewhere").rename(moved / "red")
    project.relocate(moved)
    picture_changes.check(run)
    assert run.root == moved


def evaluate_nothing(run):
    evaluate(run, Split.VAL)


def test_evaluation_leaves_out_what_is_no_longer_what_it_was(make_run, train):
    run = make_run(train__epochs=1)
    train(run)
    val = run.pictures(Split.VAL)
    (run.root / val[0].path).unlink()
    shutil.copy(run.root / val[2].path, run.root / val[1].path)
    found = evaluate(run, Split.VAL)
    assert (found.total, found.missing) == (4, 2) and cached(run, Split.VAL) is None
    with pytest.raises(PicturesChanged) as caught:
        picture_changes.check(run)
    picture_changes.go_on(run, caught.value.drift, with_changed=False)
    assert evaluate(run, Split.VAL).missing == 0 and cached(run, Split.VAL).total == 4


def test_a_look_before_the_start_is_in_the_run(alike, train):
    project = Project.create(alike)
    (alike / "red" / "0.bmp").unlink()
    changes = project.look_again()
    run = RunFolder.create(project, DEFAULTS.with_values({**SMALL, "train.epochs": 1}), name="again")
    picture_changes.record_look(run, changes)
    _, told = train(run)
    assert "looked at again before the start. New: 0. Gone: 1. Changed: 0." in " ".join(
        str(event.message) for event in told if isinstance(event, Logged)
    )
    project.close()
