"""Damaged and hostile annotations end in a sentence, or in a project of which every annotation can be trained on."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest

from sft_gui.data.annotations import IGNORE, Annotations
from sft_gui.data.decode import is_picture_name
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.registry import READERS
from sft_gui.data.source import Source
from sft_gui.errors import UserError
from sft_gui.tasks import registry as tasks
from tests.data.readers.mutate import damage
from tests.data.readers.seeds import SEEDS

FAST, SLOW = 3, 250  # damaged copies of each format
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


def evaluate(source: Path, folder: Path) -> str | None:
    """Open a data set; return the sentence that refuses it, or None where all that was understood can be used.

    Anything but UserError is let through: it fails the test.
    """
    try:
        project = Project.create(source, folder=folder)
    except UserError as error:
        sentence = str(error)
        assert sentence.endswith(".") or sentence.endswith("?"), sentence
        assert "Error" not in sentence and "object at 0x" not in sentence, sentence
        return sentence
    try:
        check(project)
    finally:
        project.close()
        shutil.rmtree(folder)
    return None


def check(project: Project) -> None:
    """Assert that what is kept of a data set is sane and that its task can read every target."""
    task, classes = tasks.find(project.task), project.classes
    annotations = Annotations(project.root, classes, project.legend)
    assert 1 <= len(classes) <= 10_000 and all(name and len(name) <= 500 for name in classes)
    assert all(str(note).encode() for note in project.notes)
    held = 0
    for picture in project.index.pictures():
        target = task.read_target(picture, annotations)
        if project.task == "classification":
            assert picture.label in classes
            held += 1
        elif project.task == "detection":
            boxes, labels, crowd = annotations.boxes(picture)
            assert len(boxes) == len(labels) == len(crowd) == len(target["boxes"])
            assert np.isfinite(boxes).all() and (boxes[:, :2] < boxes[:, 2:]).all()
            assert (boxes >= 0).all() and (boxes <= [picture.width, picture.height] * 2).all()
            assert ((labels >= 0) & (labels < len(classes))).all()
            held += len(labels)
        else:
            mask = annotations.mask(picture)
            assert mask.shape == (picture.height, picture.width) == tuple(target["mask"].shape)
            assert ((mask < len(classes)) | (mask == IGNORE)).all()
            held += int((mask != IGNORE).sum())
    assert held > 0, "a project without anything to learn from"


def annotation_files(source: Path, seed: str) -> list[Path]:
    files = sorted(path for path in source.rglob("*") if path.is_file() and not is_picture_name(path.name))
    masks = [
        path for path in source.rglob("*.png") if "mask" in str(path) or "_seg" in path.name or "gtFine" in path.name
    ]
    return files or sorted(masks) if seed != "camvid" else [*files, *sorted(source.glob("*annot/*.png"))]


def fuzz(seed: str, folder: Path, rounds: int) -> list[str | None]:
    SEEDS[seed](folder / "set")
    files, rng = annotation_files(folder / "set", seed), random.Random(seed)
    found = []
    for number, file in zip(range(rounds), itertools.cycle(files), strict=False):
        before = damage(folder / "set", file, rng)
        try:
            found.append(evaluate(folder / "set", folder / f"project {number}"))
        except BaseException:
            keep = folder / f"failed {number}{file.suffix}"
            shutil.copy(file, keep)
            print(f"round {number} of {seed}: {file.name}, kept as {keep}")
            raise
        file.write_bytes(before)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_valid_set_of_each_format_is_read(tmp_path: Path, seed: str) -> None:
    SEEDS[seed](tmp_path / "set")
    assert evaluate(tmp_path / "set", tmp_path / "project") is None


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.slow] if number % 5 else []) for number, seed in enumerate(SEEDS)]
)
def test_every_reader_may_look_at_what_is_anothers(tmp_path: Path, seed: str) -> None:
    """A look fails for no reader, nor does reading, as where a source has become something else since it was opened."""
    SEEDS[seed](tmp_path / "set")
    source = Source(tmp_path / "set")
    assert any(reader.propose(source, Choice()) for reader in READERS)
    for number, reader in enumerate(READERS):
        try:
            reading = reader.read(source, Choice(task=reader.task, format=reader.name), tmp_path / str(number))
        except UserError as error:
            assert str(error).endswith(".")
        else:
            assert all(entry.path for entry in reading.entries)


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_annotations_end_in_a_sentence_or_in_sane_ones(tmp_path: Path, seed: str) -> None:
    assert len(fuzz(seed, tmp_path, FAST)) == FAST


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", SEEDS)
def test_much_damage_ends_in_a_sentence_or_in_sane_annotations(tmp_path: Path, seed: str) -> None:
    found = fuzz(seed, tmp_path, SLOW)
    assert None in found


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_real_collections_may_be_damaged(formats: Path, tmp_path: Path) -> None:
    rng = random.Random(1)
    folders = {path.parent for path in formats.glob("*/*/*")} | set(formats.glob("*"))
    sources = sorted(path for path in folders if path.is_dir())
    for number, source in enumerate(sources):
        files = [path for path in source.rglob("*") if path.is_file() and path.stat().st_size < 2**20]
        for turn, file in enumerate(rng.sample(files, min(8, len(files)))):
            before = damage(source, file, rng)
            try:
                evaluate(source, tmp_path / f"{number} {turn}")
            finally:
                file.write_bytes(before)


@pytest.fixture(scope="module")
def cases(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data sets as people have them, of which the app reads some and refuses some."""
    folder = tmp_path_factory.mktemp("cases")
    with tarfile.open(shared_data / "cases/cases.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "cases"


@pytest.mark.parametrize("name", ["coco-id-types", "mask-alpha-only"])
def test_what_was_once_read_as_nothing_is_read_or_refused(cases: Path, tmp_path: Path, name: str) -> None:
    evaluate(cases / name / "data", tmp_path / "project")


@pytest.mark.slow
def test_of_every_case_what_is_read_can_be_trained_on(cases: Path, shared_data: Path, tmp_path: Path) -> None:
    expected = json.loads((shared_data / "cases/expected.json").read_text(encoding="utf-8"))
    for number, case in enumerate(expected.values()):
        evaluate(cases / case["path"], tmp_path / str(number))
