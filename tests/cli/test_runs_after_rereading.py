"""Runs of a project that is read otherwise afterwards, and whole ways over the newer kinds of annotation."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.mask_files import names_of
from sft_gui.data.project import Project
from sft_gui.training.run_folder import RunFolder
from tests.data.readers.seed_kit import NAMES, mask, pictures
from tests.data.readers.seeds import SEEDS
from tests.data.test_rereading import make

FIRST = ("--preset", "first", "--set", "device.name=cpu")
QUICK = (
    "data.image_size=64",
    "train.epochs=1",
    "train.trainable_layers=head",
    "train.batch_size=4",
    "device.threads=1",
    "device.name=cpu",
)


@pytest.mark.slow
def test_a_run_outlives_another_reading_with_pictures_elsewhere(call, tmp_path):
    source = make(tmp_path, "written_beside")
    code, one, err = call("train", source, *FIRST, "--name", "one", "--as", "folders")
    assert code == 0, err
    root = RunFolder.open(Path(one["run"])).root
    code, two, err = call("train", source, *FIRST, "--name", "two", "--as", "numpy")
    assert code == 0 and "The project is now read so" in err
    first, second = RunFolder.open(Path(one["run"])), RunFolder.open(Path(two["run"]))
    assert first.root == root == source and second.root == first.folder.parents[1] / "pictures"
    picture = root / first.pictures()[0].path
    for name in ("one", "two"):  # the project is read as arrays now
        code, said, _ = call("evaluate", name)
        assert code == 0 and said["missing"] == 0
        assert call("predict", name, picture)[0] == 0
    assert call("resume", "one", "--epochs", "1")[1]["state"] == "finished"
    assert call("check", source, "--as", "folders")[0] == 0
    picture.unlink()
    code, _, err = call("resume", "one", "--epochs", "1")
    assert code == 2 and "1 picture is no longer there" in err
    assert call("resume", "two", "--epochs", "1")[0] == 0


@pytest.mark.slow
def test_another_column_leaves_the_run_of_the_first_its_labels(call, tmp_path):
    source = make(tmp_path, "columns")
    code, one, err = call("train", source, *FIRST, "--name", "one", "--label", "shape")
    assert code == 0, err
    assert call("train", source, *FIRST, "--name", "two", "--label", "taste")[1]["state"] == "finished"
    code, said, _ = call("evaluate", "one")
    assert code == 0 and len(said["per_class"]) == 2
    assert RunFolder.open(Path(one["run"])).classes == ("long", "round")
    code, longer, err = call("resume", "one", "--epochs", "1")
    assert code == 0 and longer["state"] == "finished", err


def joined(root: Path) -> Path:
    for number, name in enumerate(NAMES * 2):
        folder = f"train/{name}{number}"
        pictures(root, *["x/x.png"] * number, f"{folder}/images/{name}{number}.png")
        (root / "x/x.png").unlink(missing_ok=True)
        for each in range(2):
            mask(
                root / f"{folder}/masks/{each}.png",
                each + number % 3,
                {0: 0, 1: 255 * (each == 0), 2: 255 * (each == 1)},
            )
    (root / "x").rmdir()
    return root


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["joined", "masks_alpha"])
def test_masks_from_the_import_to_a_resumed_run(call, tmp_path, kind):
    source = tmp_path / kind
    joined(source) if kind == "joined" else SEEDS[kind](source)
    assert call("check", source)[1]["task"] == "segmentation"
    words = [word for each in QUICK for word in ("--set", each)]
    code, told, err = call("train", source, "--preset", "quick", "--name", "one", *words)
    assert code == 0 and told["state"] == "finished", err
    assert call("evaluate", "one")[0] == 0
    run = RunFolder.open(Path(told["run"]))
    picture = run.root / run.pictures()[0].path
    assert call("predict", "one", picture, "--masks", tmp_path / "said", "--csv", tmp_path / "said.csv")[0] == 0
    size = Image.open(picture).size
    assert [Image.open(each).size for each in (tmp_path / "said").glob("*.png")] == [size]
    assert call("resume", "one", "--epochs", "1")[1]["epochs"] == 2
    last = run.root / names_of(run.pictures()[0].annotation or {})[-1]
    stored = np.asarray(Image.open(last)).copy()
    stored[:2] = stored.max()
    Image.fromarray(stored).save(last)
    os.utime(last, ns=(0, last.stat().st_mtime_ns + 5_000_000_000))
    code, _, err = call("resume", "one", "--epochs", "1")
    assert code == 2 and "1 picture has changed since import" in err
    assert call("resume", "one", "--epochs", "1", "--accept-changes")[0] == 0
    last.unlink()
    code, _, err = call("resume", "one", "--epochs", "1")
    assert code == 2 and f"has no mask: {last.name} is not there" in err
    code, _, err = call("train", source, "--preset", "quick", "--name", "two", *words)
    assert code == 0 and "Changed: 1" in err
    project = Project.find(source)
    assert project is not None
    project.check_unchanged()
    project.close()
