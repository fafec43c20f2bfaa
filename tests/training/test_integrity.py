"""What is read back from disk is what was written, or it is not used: bits are flipped, files cut and exchanged."""

import json
import re
from dataclasses import asdict

import pytest
import torch
from safetensors.torch import load_file

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.evaluation.evaluate import cached, evaluate
from sft_gui.prediction import kept_models
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training import checkpoint, events
from sft_gui.training.damaged_runs import damaged_runs
from sft_gui.training.events import TAIL, EpochEnded, Level, Logged, RunState, StepDone
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder, kept_runs
from tests import harm
from tests.fixtures import colour_folder
from tests.training.conftest import SMALL

STEPS = 12  # of two epochs


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("integrity")
    project = Project.create(colour_folder(folder), folder=folder / "project")
    yield project
    project.close()


def made(project, name, **changes):
    values = {key.replace("__", "."): value for key, value in changes.items()}
    return RunFolder.create(project, DEFAULTS.with_values({**SMALL, **values}), name=name)


def trained(run, *, until=None):
    """Train to the end, or leave after a step with a checkpoint; return what was told."""
    told, control = [], Control()

    def hear(event):
        told.append(event)
        if isinstance(event, StepDone) and event.step == until:
            control.leave()

    fit(FitRequest(run), hear, control)
    return told


@pytest.fixture(scope="module")
def whole(shared_project):
    """A run trained in one go."""
    run = made(shared_project, "whole", optimizer__ema_decay=0.9)
    trained(run)
    return run


@pytest.fixture(scope="module")
def left(shared_project):
    """The same run left after step 4 of its first epoch, with a checkpoint there and one at step 2."""
    run = made(shared_project, "left", optimizer__ema_decay=0.9, checkpoint__minutes=60.0)
    trained(run, until=2)
    trained(run, until=4)
    return run


@pytest.fixture
def copy(request):
    """Copy a run for a test to harm."""
    import shutil

    copies = []

    def make(run):
        copies.append(harm.copy_of(run.folder, f"copy {len(copies)} of {run.folder.name}"))
        return RunFolder(copies[-1])

    yield make
    for folder in copies:
        shutil.rmtree(folder)


def warnings(told):
    return [str(event.message) for event in told if isinstance(event, Logged) and event.level == Level.WARNING]


@pytest.mark.parametrize("name", ["best.safetensors", "checkpoints/last.safetensors"])
def test_no_flipped_bit_of_weights_is_used_silently(name, whole, copy):
    path = copy(whole).folder / name
    checkpoint.verify(path)
    header = 8 + int.from_bytes(path.read_bytes()[:8], "little")
    about_bits = [8 * byte + byte % 8 for byte in range(0, header, header // 40)]
    for bit in harm.some_bits(path, 60) + about_bits:
        with harm.flipped(path, bit), pytest.raises(UserError):
            checkpoint.read_weights(path)
        if bit < 8 * header:
            with harm.flipped(path, bit), pytest.raises(UserError):
                checkpoint.read_about(path)
    checkpoint.verify(path)


@pytest.mark.parametrize("name", ["run.toml", "manifest.json", "pictures.json", "report.json"])
def test_no_flipped_bit_of_a_run_file_is_used_silently(name, whole, copy):
    run = copy(whole)
    expected = (run.settings, run.manifest, run.pictures(), run.report(), run.name, run.preset)
    for bit in harm.some_bits(run.folder / name, 60):
        with harm.flipped(run.folder / name, bit):
            try:
                found = RunFolder.open(run.folder)
                is_same = (found.settings, found.manifest, found.pictures(), found.report(), found.name,
                           found.preset) == expected  # fmt: skip
            except UserError:
                continue
        assert is_same  # counted again from the events, or a bit that says nothing


def test_flipped_bits_of_the_log_cost_their_lines_and_are_told(whole, copy):
    run = copy(whole)
    log, before = run.folder / "events.jsonl", list(run.events())
    for bit in harm.some_bits(log, 40):
        with harm.flipped(log, bit):
            after = list(run.events())
        known = [event for event in after if event in before]
        told = [event for event in after if event not in before]
        assert [event.message.template for event in told] == ["Part of the log is damaged and was left out here."]
        assert len(before) - 2 <= len(known) < len(before)
    assert list(run.events()) == before


def test_every_flipped_bit_of_the_last_lines_checksum_is_told(whole, copy):
    run = copy(whole)
    log, before = run.folder / "events.jsonl", list(run.events())
    end = 8 * log.stat().st_size
    for bit in range(end - 8 * TAIL, end):  # its key, its digits, the end of the line
        with harm.flipped(log, bit):
            *known, told = run.events()
        assert known == before[:-1] and "Part of the log is damaged" in str(told.message)


def test_lines_without_checksum_of_earlier_versions_are_read(whole, copy):
    run = copy(whole)
    log, before = run.folder / "events.jsonl", list(run.events())
    log.write_bytes(re.sub(rb',"sum":"[0-9a-f]{8}"', b"", log.read_bytes()))
    assert list(run.events()) == before and b"sum" not in log.read_bytes()
    log.write_bytes(log.read_bytes().replace(b'"val"', b'"vbl"'))
    assert not [event for event in run.events() if isinstance(event, EpochEnded)]


def assert_ends_equal(run, whole):
    steps, expected = ([(e.step, e.loss) for e in r.events() if isinstance(e, StepDone)] for r in (run, whole))
    assert steps == expected
    evaluated, told = ([(e.epoch, e.val, e.is_best) for e in r.events() if isinstance(e, EpochEnded)]
                    for r in (run, whole))  # fmt: skip
    assert evaluated == told
    for name in ("best.safetensors", "checkpoints/last.safetensors"):
        a, b = load_file(run.folder / name), load_file(whole.folder / name)
        assert all(torch.equal(a[key], b[key]) for key in b), name
    assert checkpoint.verify(run.best_weights)["epoch"] == run.report().best_epoch


@pytest.mark.parametrize("do", [lambda path: harm.flip(path, 8 * 100_000), harm.cut, harm.remove, harm.folder_instead],
                         ids=["flipped", "cut", "gone", "folder"])  # fmt: skip
def test_damaged_checkpoint_falls_back_to_the_one_before_and_ends_bit_identical(do, left, whole, copy):
    run = copy(left)
    assert checkpoint.read_about(run.checkpoint)["step"] == 4 and checkpoint.read_about(run.previous)["step"] == 2
    do(run.checkpoint)
    told = trained(run)
    assert "after step 2" in warnings(told)[0] and "damaged" in warnings(told)[0]
    assert [e.step for e in told if isinstance(e, StepDone)] == list(range(3, STEPS + 1))
    assert_ends_equal(run, whole)
    assert warnings(run.events()) == warnings(told)


def test_best_weights_go_back_with_the_checkpoint(shared_project, copy):
    run = made(shared_project, "best", train__head_init="features", train__epochs=2)
    trained(run, until=4)
    trained(run, until=8)
    harm.flip(run.checkpoint, 8 * 50_000)
    with run.owned():
        assert run.fall_back() is not None
        assert checkpoint.verify(run.checkpoint)["best_epoch"] == checkpoint.verify(run.best_weights)["epoch"]


def test_two_damaged_checkpoints_are_told_and_the_log_stays(left, copy):
    run = copy(left)
    safe = checkpoint.read_about(run.checkpoint)["log_bytes"]
    before = (run.folder / "events.jsonl").read_bytes()[:safe]
    harm.flip(run.checkpoint, 8 * 100_000)
    harm.flip(run.previous, 8 * 100_000)
    told = trained(run)
    assert told[-1].state == RunState.FAILED and "damaged" in str(told[-1].reason) and "new run" in str(told[-1].remedy)
    assert (run.folder / "events.jsonl").read_bytes().startswith(before)


def test_damaged_best_weights_give_way_to_the_checkpoints_and_that_is_said(whole, copy):
    run = copy(whole)
    good, expected = kept_models.best(run), load_file(run.checkpoint)
    assert good.note is None
    kept = evaluate(run, Split.VAL)
    harm.flip(run.best_weights, 8 * 100_000)
    model = kept_models.best(run)
    assert "damaged" in str(model.note) and "checkpoint" in str(model.note)
    for name, value in model.network.state_dict().items():
        if f"average/module.{name}" in expected and not model.compute.fold_norm:
            assert torch.equal(value, expected[f"average/module.{name}"])
    assert cached(run, Split.VAL) is None
    again = evaluate(run, Split.VAL)
    assert "damaged" in str(again.note) and again.total == kept.total
    assert cached(run, Split.VAL) is None  # the checkpoint may change


def test_resumed_run_with_damaged_best_weights_says_so_and_keeps_new_ones(shared_project):
    run = made(shared_project, "late")
    trained(run, until=8)
    assert run.has_model
    harm.flip(run.best_weights, 8 * 100_000)
    told = trained(run)
    assert any("best.safetensors" in text and "damaged" in text for text in warnings(told))
    assert checkpoint.verify(run.best_weights)["epoch"] == run.report().best_epoch == 2


def test_disk_that_gives_back_something_else_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.safetensors"
    checkpoint.save_weights(path, {"w": torch.zeros(9)}, {"model": "old"})
    real = checkpoint._compare
    monkeypatch.setattr(checkpoint, "_compare", lambda written, *rest: (harm.flip(written, 900), real(written, *rest)))
    with pytest.raises(UserError, match="does not give back"):
        checkpoint.save_weights(path, {"w": torch.ones(9)}, {"model": "new"})
    assert checkpoint.verify(path)["model"] == "old" and [f.name for f in tmp_path.iterdir()] == ["a.safetensors"]


@pytest.mark.parametrize("name", ["run.toml", "manifest.json", "pictures.json", "report.json", "events.jsonl"])
@pytest.mark.parametrize("do", harm.HARMS, ids=lambda do: do.__name__)
def test_one_damaged_run_never_hides_the_others(do, name, whole, copy, shared_project):
    run = copy(whole)
    do(run.folder / name)
    runs = [each.folder for each in kept_runs(shared_project)]
    damaged = damaged_runs(shared_project.runs_folder, whole=runs)
    assert whole.folder in runs
    if name in ("run.toml", "manifest.json"):
        (found,) = damaged
        assert found.run.folder == run.folder and name in str(found.reason)
        assert len(found.report().curve) == 2 and "weights" in str(found.what_is_left())
    else:
        assert run.folder in runs and not damaged
    report, expected = run.report(), whole.report()
    if name != "events.jsonl":
        assert (report.curve, report.scores, report.state) == (expected.curve, expected.scores, expected.state)
    list(run.events())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"format = \d+|format = 99", "later version"),
        (r"format = \d+|format = true", "damaged"),
        (r'task = "classification"|task = "poetry"', "poetry"),
        (r"lr = [\d.]+|lr = 'fast'", "lr"),
        (r"\[settings.data\]|[settings.data]\nflavour = 1", "flavour"),
        (r"created = .*|created = 'yesterday'", "damaged"),
        (r"name = .*|name = 7", "damaged"),
    ],
)
def test_wrong_values_in_a_run_of_an_earlier_format_are_told(text, said, whole, copy, shared_project):
    run = copy(whole)
    old, new = text.split("|")
    path = run.folder / "run.toml"
    toml = re.sub(r"seal = .*\n", "", path.read_text(encoding="utf-8")).replace("format = 3", "format = 1")
    changed = re.sub(old, new, toml, count=1)
    assert changed != toml
    path.write_text(changed, encoding="utf-8")
    (found,) = damaged_runs(shared_project.runs_folder, whole=[each.folder for each in kept_runs(shared_project)])
    assert said in str(found.reason)


def test_folder_of_a_run_whose_making_was_cut_short_is_no_run(shared_project):
    folder = shared_project.runs_folder / "20260101-000000-cut"
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "pictures.json").write_text("{}")
    assert not damaged_runs(shared_project.runs_folder, whole=[each.folder for each in kept_runs(shared_project)])


def test_evaluation_that_was_damaged_is_made_again(whole, copy):
    run = copy(whole)
    expected = evaluate(run, Split.VAL)
    path = run.folder / "evaluation-val.json"
    for bit in harm.some_bits(path, 30):
        with harm.flipped(path, bit):
            found = cached(run, Split.VAL)
            assert found is None or found == expected


def test_weights_of_the_first_format_without_digests_are_read(whole, tmp_path):
    from safetensors import safe_open
    from safetensors.torch import save_file

    for path in (whole.best_weights, whole.checkpoint):
        with safe_open(path, framework="pt") as file:
            about = json.loads(file.metadata()["sft-gui"])
        tensors, old = load_file(path), tmp_path / path.name
        save_file(tensors, old, metadata={"sft-gui": json.dumps({**about, "format": 1})})
        read, said = checkpoint.read_weights(old)
        assert said["format"] == 1 and all(torch.equal(read[name], tensors[name]) for name in tensors)
        assert checkpoint.read_about(old) == checkpoint.verify(old) == said
        save_file(tensors, old, metadata={"sft-gui": json.dumps({**about, "format": 99})})
        with pytest.raises(UserError):
            checkpoint.read_about(old)


def test_every_line_carries_its_checksum(whole):
    lines = (whole.folder / "events.jsonl").read_bytes().splitlines(keepends=True)
    assert all(events.from_line(line) is not None and "sum" in json.loads(line) for line in lines)


def test_state_in_a_checkpoint_of_an_earlier_format_is_read_by_its_present_names(whole, copy):
    from safetensors import safe_open
    from safetensors.torch import save_file

    run = copy(whole)
    with safe_open(run.checkpoint, framework="pt") as file:
        about = json.loads(file.metadata()["sft-gui"])
    assert about["evaluated_step"] and about["epoch_sums"]["correct"]
    old = {**about, "format": 1, "epoch_sums": {**about["epoch_sums"]}}
    for now, former in (("evaluated_step", "judged_step"), ("evaluation_seconds", "judge_seconds")):
        old[former] = old.pop(now)
    old["epoch_sums"]["right"] = old["epoch_sums"].pop("correct")
    save_file({}, run.checkpoint, metadata={"sft-gui": json.dumps(old)})
    state = checkpoint.restore(run.checkpoint, torch.nn.Module(), torch.optim.SGD([torch.zeros(1)], lr=1.0))
    assert {"format": about["format"], **asdict(state)} == about
