"""Naming pictures with a kept run: the pixels of validation, order, errors, clipboard, threads."""

import io
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from sft_gui.data.decode import decode
from sft_gui.data.index import Split
from sft_gui.errors import Cancelled, UserError
from sft_gui.inference import device
from sft_gui.prediction import kept_models
from sft_gui.prediction.predictor import PASTED, Predictor, pictures_in
from sft_gui.training import checkpoint, setup
from sft_gui.training.events import SamplesPredicted
from tests.fixtures import COLOURS, colour_project, draw
from tests.prediction.runs import trained_run, untrained_run


@pytest.fixture(scope="module")
def predictor(run):
    return Predictor.from_run(run)


def val_files(run):
    return [run.root / picture.path for picture in run.pictures(Split.VAL)]


def test_pictures_are_seen_exactly_as_in_validation(run):
    model = kept_models.best(run)
    loader = setup.make_loader(run.pictures(Split.VAL), run, model.task, model.view)
    seen = torch.cat([batch.images for batch in model.view.batches(loader, 4)])
    loader.close()
    own = (model.image_size, model.image_size)  # of no matter to classification
    views = torch.stack([model.seen(decode(file, short_side=model.view.stored_side), own) for file in val_files(run)])
    assert torch.equal(seen, views)


def test_mirror_image_has_its_say_where_the_run_asked_for_it(tmp_path):
    run = trained_run(tmp_path, **{"eval.tta_flip": True, "train.epochs": 1})
    model = kept_models.best(run)
    images = torch.randint(0, 256, (3, 3, model.image_size, model.image_size), dtype=torch.uint8)
    sizes = [(48, 48)] * 3
    answers = model.outputs(images, sizes)
    torch.testing.assert_close(answers, model.outputs(images.flip(3), sizes))
    asked_once = replace(model, tta_flip=False)
    both = (asked_once.outputs(images, sizes) + asked_once.outputs(images.flip(3), sizes)) / 2
    assert torch.equal(answers, both)


def test_answers_are_those_of_the_training_itself(run, predictor):
    told = {}
    best = run.report().best_epoch
    for event in run.events():
        if isinstance(event, SamplesPredicted) and event.epoch == best:
            told = {run.root / sample["path"]: sample for sample in event.samples}
    for answer in predictor.name_all(list(told)):
        assert answer.prediction.label == told[answer.path]["label"]
        assert answer.prediction.confidence == pytest.approx(told[answer.path]["confidence"], abs=1e-3)


def test_many_pictures_are_answered_in_their_order_with_the_broken_ones_among_them(predictor, run, tmp_path):
    broken = tmp_path / "notes.jpg"
    broken.write_text("these are only words, no picture at all")
    pictures = [*val_files(run) * 3, broken, draw_bytes("red"), tmp_path / "gone.png"]
    told = []
    answers = predictor.name_all(pictures, on_answer=lambda index, answer: told.append((index, answer)))
    assert told == list(enumerate(answers))
    assert [answer.path for answer in answers] == [p if not isinstance(p, bytes) else None for p in pictures]
    assert str(answers[-3].error).startswith("notes.jpg is a text file, not a picture. JPEG, PNG")
    assert answers[-2].prediction.label == "red" and answers[-2].name == PASTED
    assert answers[-1].prediction is None and str(answers[-1].error).startswith("gone.png is not there.")
    assert all(answer.prediction.label == answer.path.parent.name for answer in answers[:-3])


def draw_bytes(colour, format="PNG", size=(48, 40), **options):
    stream = io.BytesIO()
    draw(COLOURS[colour], 7, size).save(stream, format, **options)
    return stream.getvalue()


def test_one_picture_is_ranked_over_all_classes(predictor):
    answer = predictor.name(draw_bytes("blue"))
    ranked = answer.prediction.ranked
    assert ranked[0][0] == "blue" and {name for name, _ in ranked} == set(predictor.classes)
    assert sum(confidence for _, confidence in ranked) == pytest.approx(1, abs=1e-5)
    assert list(ranked) == sorted(ranked, key=lambda pair: -pair[1])
    assert (answer.width, answer.height) == (48, 40) and answer.seconds > 0


@pytest.mark.parametrize("size", [(1200, 900), (48, 40)])
def test_size_is_told_upright_and_before_shrinking(predictor, size):
    exif = Image.Exif()
    exif[0x0112] = 6
    answer = predictor.name(draw_bytes("green", "JPEG", size, exif=exif))
    assert (answer.width, answer.height) == size[::-1]


def test_pasted_bytes_that_are_no_picture_get_a_sentence(predictor):
    answer = predictor.name(b"%PDF-1.7 ...")
    assert str(answer.error).startswith("clipboard is a PDF, not a picture.")


def test_cancelling_ends_between_batches(predictor):
    asked = []
    with pytest.raises(Cancelled):
        predictor.name_all(
            [draw_bytes("red")] * 40, cancelled=lambda: len(asked) > 0, on_answer=lambda *a: asked.append(a)
        )
    assert 0 < len(asked) < 40


def test_no_pictures_give_no_answers(predictor):
    assert predictor.name_all([]) == []


def test_snapshot_of_the_weights_answers_like_the_run(run, predictor):
    weights, _ = checkpoint.read_weights(run.best_weights)
    snapshot = Predictor.from_snapshot(run, weights)
    picture = draw_bytes("red")
    assert snapshot.name(picture).prediction == predictor.name(picture).prediction
    assert snapshot.classes == predictor.classes == ("blue", "green", "red")
    assert snapshot.title == "small" and snapshot.task.name == "classification"


def test_neither_random_numbers_nor_threads_of_a_training_are_touched(run):
    torch.manual_seed(3)
    state, threads = torch.get_rng_state(), torch.get_num_threads()
    weights, _ = checkpoint.read_weights(run.best_weights)
    Predictor.from_snapshot(run, weights).name_all([draw_bytes("red")] * 3)
    assert torch.equal(torch.get_rng_state(), state) and torch.get_num_threads() == threads


def test_run_without_a_model_says_so(tmp_path):
    project = colour_project(tmp_path, splits={"train": 2, "val": 1})
    with pytest.raises(UserError, match="has no model yet"):
        Predictor.from_run(untrained_run(project))
    project.close()


def test_run_of_a_gpu_answers_on_a_computer_without_one(tmp_path):
    run = trained_run(tmp_path)
    picture = draw_bytes("red")
    before = Predictor.from_run(run).name(picture)
    compute = {"device": "cuda", "precision": "bfloat16", "channels_last": True, "threads": 64}
    run.add_to_manifest(execution=compute)
    assert (
        torch.cuda.is_available() or Predictor.from_run(run).name(picture).prediction.label == before.prediction.label
    )


def test_run_in_bfloat16_answers_in_float32_where_the_cpu_only_emulates_it(tmp_path, monkeypatch):
    run = trained_run(tmp_path, device__precision="float32")
    before = kept_models.best(run).outputs(images := torch.zeros(1, 3, 32, 32, dtype=torch.uint8), [(48, 48)])
    run.add_to_manifest(execution={**run.manifest["execution"], "inference_precision": "bfloat16"})
    monkeypatch.setattr(device, "has_bfloat16", lambda: True)
    assert kept_models.best(run).outputs(images, [(48, 48)]).dtype == torch.bfloat16
    monkeypatch.setattr(device, "has_bfloat16", lambda: False)
    answer = kept_models.best(run).outputs(images, [(48, 48)])
    assert answer.dtype == torch.float32
    torch.testing.assert_close(answer, before, atol=0.1, rtol=0.1)


def test_damaged_weights_are_told(tmp_path):
    run = trained_run(tmp_path)
    run.best_weights.write_bytes(b"no weights")
    assert "damaged" in str(Predictor.from_run(run).note)  # the checkpoint's stand in for them
    for file in (run.folder / "checkpoints").glob("*.safetensors"):
        file.write_bytes(b"no weights")
    with pytest.raises(UserError, match="damaged"):
        Predictor.from_run(run)


def test_folders_are_walked_and_files_taken_as_they_are(tmp_path):
    for name in ("b/2.png", "b/10.png", "b/.hidden.png", "b/__MACOSX/x.png", "b/notes.txt", "a 中文/1.jpg", "odd.xyz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = pictures_in([tmp_path / "odd.xyz", tmp_path / "b", tmp_path / "a 中文", tmp_path / "b/2.png"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names[0] == "odd.xyz" and sorted(names[1:3]) == ["b/10.png", "b/2.png"] and names[3:] == ["a 中文/1.jpg"]


def test_pictures_of_every_shape_are_answered(predictor):
    stream = io.BytesIO()
    Image.fromarray(np.zeros((1, 3000), np.uint8)).save(stream, "PNG")
    answer = predictor.name(stream.getvalue())
    assert answer.prediction is not None and (answer.width, answer.height) == (3000, 1)
