"""What is only a convenience never ends a run nor spoils one that has ended: really full, read-only, broken caches."""

import subprocess

import pytest

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.evaluation.evaluate import evaluate
from sft_gui.files import convenience, write_text
from sft_gui.messages import say
from sft_gui.notes import hearing, note
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import preflight, setup
from sft_gui.training.events import Level, Logged, RunState
from sft_gui.training.run_folder import RunFolder
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL


@pytest.fixture
def disk():
    """Mount a file system in memory: ``disk(folder, options)``; "ro" mounts it empty and read-only."""
    mounted = []

    def mount(folder, options):
        folder.mkdir(parents=True, exist_ok=True)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode:
            pytest.skip("no right to mount a small disk")
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=False)


def warnings(run):
    return [str(event.message) for event in run.events() if isinstance(event, Logged) and event.level == Level.WARNING]


@pytest.mark.parametrize("harm", ["full", "read-only", "a file"])
def test_run_ends_well_without_a_cache_and_says_so_once(tmp_path, train, home, disk, harm):
    setup._picture_cache.cache_clear()
    project = Project.create(colour_folder(tmp_path, per_class=5, size=(480, 400)))
    cache = home / "cache"
    if harm == "a file":
        cache.write_text("")
    else:
        disk(cache, "size=16k" if harm == "full" else "ro")
    if harm == "full":
        with pytest.raises(OSError, match="No space left"):
            (cache / "more").write_bytes(bytes(2**20))
    # The baseline's features are kept, and so are large pictures.
    values = {**SMALL, "train.head_init": "features", "device.threads": None, "train.epochs": 1}
    run = RunFolder.create(project, DEFAULTS.with_values(values), name="without")
    project.close()
    report, _ = train(run)
    assert report.state == RunState.FINISHED and run.has_model
    told = warnings(run)
    assert len(told) == len(set(told)) == 2, told
    for what in ("Decoded pictures are not kept", "the pretrained model sees"):
        assert sum(what in message for message in told) == 1
    setup._picture_cache.cache_clear()


def test_evaluation_of_a_read_only_run_is_told_though_it_cannot_be_kept(make_run, train):
    run = make_run(train__epochs=1)
    train(run)
    if subprocess.run(["mount", "--bind", run.folder, run.folder], capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", run.folder], check=True)
        found = evaluate(run, Split.VAL)
    finally:
        subprocess.run(["umount", "-l", run.folder], check=False)
    assert found.numbers()["val.accuracy"] == run.report().scores["val.accuracy"]
    assert "not kept" in str(found.note) and "read-only" in str(found.note)


def test_preflight_finds_room_elsewhere(make_run, project, disk, tmp_path, monkeypatch):
    full = tmp_path / "tmp"
    disk(full, "size=16k")
    with pytest.raises(OSError, match="No space left"):
        (full / "more").write_bytes(bytes(2**20))
    monkeypatch.setattr("tempfile.tempdir", str(full))
    with preflight.throwaway_run(project, make_run().settings) as run:
        assert run.name == "throwaway" and full not in run.folder.parents
    assert not run.folder.exists()


def test_kinds_are_told_once_to_each_listener(tmp_path):
    outer, inner = [], []
    with hearing(outer.append):
        for number in range(3):
            with convenience(say("Notes are not kept.")):
                write_text(tmp_path / f"gone{number}" / "a.txt", "")
        with hearing(inner.append):
            note(say("Something else."))
            with convenience(say("Notes are not kept.")):
                write_text(tmp_path / "gone" / "a.txt", "")
        note(say("Something else."))
    note(say("Nobody hears this."))
    assert [str(message)[:19] for message in outer] == ["Notes are not kept.", "Something else."]
    assert [str(message)[:19] for message in inner] == ["Something else.", "Notes are not kept."]
    assert "gone0" in str(outer[0]) and "is not there" in str(outer[0])


def test_other_failures_than_writing_pass_through():
    with pytest.raises(ZeroDivisionError), convenience(say("Notes are not kept.")):
        raise ZeroDivisionError
