"""Pictures of more than 8 bits: black and white are decided once for a data set, the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sft_gui.data import project_file
from sft_gui.data.decode import decode, examine
from sft_gui.data.index import Split
from sft_gui.data.levels import Extent, Levels, decide
from sft_gui.data.project import Project
from sft_gui.prediction import kept_models
from sft_gui.prediction.predictor import Predictor
from sft_gui.training import setup
from sft_gui.training.fit import fit
from sft_gui.training.request import Control, FitRequest
from tests.data.hand_made import png, tiff
from tests.prediction.runs import untrained_run


def deep_folder(folder: Path, white: int = 4095, suffix: str = ".png") -> Path:
    """Write two classes, dark and light, of six 16-bit pictures each; the lightest pixel of all is ``white``."""
    for label, level in (("dark", 0.1), ("light", 0.9)):
        (folder / label).mkdir(parents=True)
        for number in range(6):
            values = np.random.default_rng(number).normal(level, 0.03, (40, 48)).clip(0, 1) * white
            values[0, 0] = white if label == "light" else 0
            Image.fromarray(values.astype(np.uint16)).save(folder / label / f"{number}{suffix}")
    return folder


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 200, (0, 255)), (3, 1000, (0, 1023)), (0, 4095, (0, 4095)), (0, 4096, (0, 16383)), (0, 65535, (0, 65535)),
     (-5, 900, (-5, 900)), (0, 1e6, (0, 1e6)), (0, 0, (0, 255))],
)  # fmt: skip
def test_whole_numbers_get_the_narrowest_usual_bits(low, high, expected):
    levels = decide([Extent("whole", high, high), Extent("whole", low, low)])
    assert levels.whole == expected and levels.real is None


def test_later_looks_only_widen():
    before = Levels(whole=(0, 4095))
    assert decide([Extent("whole", 0, 300)], before) == before
    assert decide([Extent("whole", 0, 5000), Extent("real", 0, 0.5)], before) == Levels((0, 16383), (0, 1))
    assert Levels.from_json(before.to_json()) == before and Levels.from_json(None) is None and decide([]) is None


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_twelve_bits_in_sixteen_are_stretched_alike_in_all_pictures(tmp_path, suffix):
    project = Project.create(deep_folder(tmp_path / "data", suffix=suffix), folder=tmp_path / "project")
    assert project.levels == Levels(whole=(0, 4095))
    assert any("No 16-bit picture holds more than 12 bits, so 4095 is white" in str(note) for note in project.notes)
    means = {
        picture.label: decode(project.path_of(picture), levels=project.levels).mean()
        for picture in project.index.pictures()
    }
    assert 20 < means["dark"] < 32 and 222 < means["light"] < 238
    project.close()


@pytest.mark.parametrize("make", [png, tiff, lambda values: tiff(values, order=">")])
def test_colour_of_sixteen_bits_keeps_its_lower_bytes(make):
    values = np.random.default_rng(0).integers(0, 4096, (30, 40, 3)).astype(np.uint16)
    values[0, 0] = 4095
    data = make(values)
    assert examine(data).extent == Extent("whole", 0, 4095)
    expected = np.round(values * (255 / 4095))
    assert np.abs(decode(data, levels=Levels(whole=(0, 4095))) - expected).max() <= 1
    assert np.array_equal(decode(data), values >> 8)  # as it ever was, without a decision


def test_how_opaque_a_deep_picture_is_does_not_follow_the_levels():
    values = np.full((4, 4, 4), 4095, np.uint16)
    values[..., :3], values[..., 3] = 0, 65535
    assert (decode(png(values), levels=Levels(whole=(0, 4095))) == 0).all()
    values[..., 3] = 0
    assert (decode(png(values), levels=Levels(whole=(0, 4095))) == 255).all()


def test_a_run_keeps_the_levels_and_every_use_shows_the_model_the_same(tmp_path):
    project = Project.create(deep_folder(tmp_path / "data"), folder=tmp_path / "project")
    run = untrained_run(project)
    assert run.levels == project.levels == Levels(whole=(0, 4095))
    assert fit(FitRequest(run), lambda event: None, Control()).state == "finished"
    model = kept_models.best(run)
    pictures = run.pictures(Split.VAL)
    loader = setup.make_loader(pictures, run, model.task, model.view)
    seen = torch.cat([batch.images for batch in model.view.batches(loader, 4)])
    loader.close()
    predictor = Predictor.from_run(run)
    views = torch.stack([predictor._look(run.root / picture.path)[1] for picture in pictures])
    assert torch.equal(seen, views) and seen.float().mean(dim=(1, 2, 3)).max() > 200
    # widening the project later changes nothing for this run
    Image.fromarray(np.full((40, 48), 60000, np.uint16)).save(tmp_path / "data" / "light" / "new.png")
    project.look_again()
    assert project.levels.whole == (0, 65535) and run.levels.whole == (0, 4095)
    project.close()


def test_a_project_of_before_stays_as_it_was(tmp_path):
    project = Project.create(deep_folder(tmp_path / "data"), folder=tmp_path / "project")
    project.close()
    record = project_file.read(tmp_path / "project")
    project_file.write(tmp_path / "project", replace(record, levels=None))
    project = Project.open(tmp_path / "project")
    assert project.levels is None
    Image.fromarray(np.full((40, 48), 200, np.uint16)).save(tmp_path / "data" / "light" / "new.png")
    project.look_again()
    assert project.levels is None
    project.close()


def test_a_set_of_ordinary_pictures_decides_for_deep_ones_that_come_later(tmp_path):
    for label in ("a", "b"):
        (tmp_path / "data" / label).mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (40, 40), (number, 9, 9)).save(tmp_path / "data" / label / f"{number}.png")
    project = Project.create(tmp_path / "data", folder=tmp_path / "project")
    assert project.levels is None
    Image.fromarray(np.full((40, 48), 900, np.uint16)).save(tmp_path / "data" / "a" / "new.png")
    project.look_again()
    assert project.levels == Levels(whole=(0, 1023))
    project.close()
