"""The built-in sample is a folder like any user's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from sft_gui import paths
from sft_gui.data.project import Project
from sft_gui.data.sample import make_sample, sample_source


def test_the_sample_is_written_once_and_becomes_a_project() -> None:
    source = sample_source()
    assert source.is_relative_to(paths.cache_folder())
    files = sorted(source.rglob("*.png"))
    assert len(files) == 1797
    assert {file.parent.name for file in files} == set("0123456789")
    pixels = np.asarray(Image.open(files[0]))
    assert pixels.shape == (64, 64) and pixels.max() > 200
    before = files[0].stat().st_mtime_ns
    assert sample_source() == source
    assert files[0].stat().st_mtime_ns == before
    project = Project.create(source)
    assert project.index.count() == 1797
    assert project.index.classes == tuple("0123456789")
    project.close()


def test_a_half_written_sample_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / ".Handwritten digits.dead.tmp" / "0").mkdir(parents=True)
    assert len(list(make_sample(tmp_path).rglob("*.png"))) == 1797
