"""Batches hold the right pixels in the right order, whatever the number of threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision.tv_tensors import BoundingBoxes, BoundingBoxFormat, Mask

from sft_gui.data.augment import RECIPES, draw, evaluation_view
from sft_gui.data.augment import apply as apply_draw
from sft_gui.data.cache import PictureCache
from sft_gui.data.decode import decode
from sft_gui.data.index import Picture
from sft_gui.data.loader import Batch, Loader, order
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from tests.fixtures import colour_project

LIGHT = {"recipe": "light", "size": 24, "batch_size": 4, "seed": 3}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = colour_project(tmp_path, per_class=6)
    yield project
    project.close()


@pytest.fixture
def make(project: Project) -> Iterator[Callable[..., Loader]]:
    made: list[Loader] = []

    def make(threads: int = 2, stored_side: int = 30, **changed: object) -> Loader:
        values = {
            "root": project.root,
            "cache": PictureCache(10**7, None, 0),
            "read_target": lambda picture: {"label": project.index.classes.index(picture.label)},
            "threads": threads,
            "stored_side": stored_side,
            **changed,
        }
        loader = Loader(project.index.pictures(), **values)
        made.append(loader)
        return loader

    yield make
    for loader in made:
        loader.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("loader")]


def pixels_of(batches: Iterator[Batch]) -> torch.Tensor:
    return torch.cat([batch.images for batch in batches])


def test_an_epoch_shows_every_picture_once_in_its_order(make: Callable[..., Loader], project: Project) -> None:
    batches = list(make().train_batches(**LIGHT, epoch=0))
    assert [len(batch.images) for batch in batches] == [4, 4, 4, 4, 2]
    pictures = project.index.pictures()
    assert [picture for batch in batches for picture in batch.pictures] == [
        pictures[i] for i in order(18, seed=3, epoch=0)
    ]
    for batch in batches:
        assert [project.index.classes[target["label"]] for target in batch.targets] == [p.label for p in batch.pictures]


def test_the_order_is_a_permutation_that_epochs_and_seeds_change() -> None:
    orders = [tuple(order(50, seed=seed, epoch=epoch)) for seed in (0, 1) for epoch in (0, 1)]
    assert all(sorted(each) == list(range(50)) for each in orders)
    assert len(set(orders)) == 4
    assert tuple(order(50, seed=0, epoch=0)) == orders[0]


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_pixels_are_those_of_the_draw(make: Callable[..., Loader], project: Project, recipe: str) -> None:
    pictures = project.index.pictures()
    indices = order(18, seed=3, epoch=2)
    got = pixels_of(make().train_batches(**{**LIGHT, "recipe": recipe}, epoch=2))
    for slot, index in enumerate(indices):
        image = torch.from_numpy(decode(project.path_of(pictures[index]), short_side=30)).permute(2, 0, 1)
        change = draw(RECIPES[recipe], seed=3, epoch=2, index=int(index), height=30, width=36)
        assert torch.equal(got[slot], apply_draw(change, image, {}, size=24)[0])


def test_threads_and_caches_change_nothing(make: Callable[..., Loader], tmp_path: Path) -> None:
    loaders = [
        make(1),
        make(2),
        make(5),
        make(2, cache=PictureCache(0, None, 0)),
        make(2, cache=PictureCache(0, tmp_path / "cache", 10**7)),
    ]
    for recipe in ("textbook", "heavy"):
        results = [
            pixels_of(loader.train_batches(**{**LIGHT, "recipe": recipe}, epoch=epoch))
            for loader in loaders
            for epoch in (1, 1)
        ]
        assert all(torch.equal(result, results[0]) for result in results)


def test_skipped_batches_leave_the_others_as_they_were(make: Callable[..., Loader]) -> None:
    whole = list(make().train_batches(**LIGHT, epoch=1))
    rest = list(make().train_batches(**LIGHT, epoch=1, skip_batches=3))
    assert [batch.pictures for batch in rest] == [batch.pictures for batch in whole[3:]]
    assert torch.equal(pixels_of(iter(rest)), pixels_of(iter(whole[3:])))
    assert list(make().train_batches(**LIGHT, epoch=1, skip_batches=9)) == []


def test_evaluation_keeps_the_order_and_shows_the_evaluation_view(
    make: Callable[..., Loader], project: Project
) -> None:
    pictures = project.index.pictures()
    for indices in (None, [3, 1, 17]):
        batches = list(make().eval_batches(size=24, resize=28, batch_size=5, indices=indices))
        chosen = pictures if indices is None else [pictures[i] for i in indices]
        assert [picture for batch in batches for picture in batch.pictures] == chosen
        for got, picture in zip(pixels_of(iter(batches)), chosen, strict=True):
            image = torch.from_numpy(decode(project.path_of(picture), short_side=30)).permute(2, 0, 1)
            assert torch.equal(got, evaluation_view(image, {}, size=24, resize=28)[0])


def test_a_file_gone_bad_stops_the_epoch_with_its_name(make: Callable[..., Loader], project: Project) -> None:
    bad = project.index.pictures()[5]
    project.path_of(bad).write_bytes(b"")
    with pytest.raises(UserError, match=rf"{bad.path} has changed since import\. Resume the run without it"):
        list(make().train_batches(**LIGHT, epoch=0))
    with pytest.raises(UserError, match=bad.path):
        list(make().eval_batches(size=24, resize=24, batch_size=4))


def test_a_target_that_cannot_be_read_stops_the_epoch(make: Callable[..., Loader]) -> None:
    with pytest.raises(ZeroDivisionError):
        list(make(read_target=lambda picture: {"label": 1 // 0}).train_batches(**LIGHT, epoch=0))


def test_a_consumer_that_stops_early_leaves_no_thread(make: Callable[..., Loader]) -> None:
    loader = make()
    for _ in loader.train_batches(**LIGHT, epoch=0):
        break
    loader.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("loader")]
    assert len(list(loader.train_batches(**LIGHT, epoch=0))) == 5


def test_training_and_evaluation_can_take_turns(make: Callable[..., Loader]) -> None:
    loader = make()
    expected = pixels_of(loader.train_batches(**LIGHT, epoch=0))
    batches = loader.train_batches(**LIGHT, epoch=0)
    images = [next(batches).images]
    assert len(pixels_of(loader.eval_batches(size=24, resize=24, batch_size=4))) == 18
    assert torch.equal(torch.cat([*images, *(batch.images for batch in batches)]), expected)


def test_torchs_own_threads_stay_as_they_were(make: Callable[..., Loader]) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    list(make().train_batches(**LIGHT, epoch=0))
    inherited: list[int] = []
    thread = threading.Thread(target=lambda: inherited.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert (torch.get_num_threads(), inherited) == (2, [2])
    torch.set_num_threads(before)


def test_boxes_and_masks_follow_the_stored_size(make: Callable[..., Loader], project: Project) -> None:
    def target(picture: Picture) -> dict:
        mask = torch.zeros(picture.height, picture.width, dtype=torch.uint8)
        mask[10:30, 8:40] = 1
        box = BoundingBoxes([[8, 10, 40, 30]], format=BoundingBoxFormat.XYXY, canvas_size=mask.shape)
        return {"boxes": box, "mask": Mask(mask)}

    loader = make(read_target=target, stored_side=20)
    (batch,) = loader.eval_batches(size=20, resize=20, batch_size=1, indices=[0])
    assert batch.targets[0]["mask"].shape == (20, 20)
    assert batch.targets[0]["boxes"].tolist() == [[2, 5, 18, 15]]
    assert batch.targets[0]["mask"][5:15, 2:18].float().mean() > 0.9


def test_odd_formats_arrive_as_what_they_show(tmp_path: Path) -> None:
    for name in ("odd", "other"):
        (tmp_path / "set" / name).mkdir(parents=True)
    odd = tmp_path / "set" / "odd"
    red = Image.new("RGB", (40, 40), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 8
    red.save(odd / "exif.jpg", exif=exif, quality=100)
    red.quantize(4).save(odd / "palette.png")
    red.convert("CMYK").save(odd / "cmyk.tif")
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.save(odd / "clear.webp", lossless=True)
    Image.fromarray(np.full((40, 40), 30000, np.uint16)).save(odd / "deep.png")
    Image.new("L", (40, 40), 77).save(odd / "grey.png")
    red.save(tmp_path / "set" / "other" / "1.bmp")
    project = Project.create(tmp_path / "set")
    pictures = project.index.pictures(label="odd")
    loader = Loader(
        pictures,
        root=project.root,
        cache=PictureCache(10**7, None, 0),
        read_target=lambda picture: {},
        threads=2,
        stored_side=32,
    )
    (batch,) = loader.eval_batches(size=32, resize=32, batch_size=10)
    loader.close()
    project.close()
    expected = {"exif.jpg": (200, 30, 30), "palette.png": (200, 30, 30), "cmyk.tif": (200, 30, 30)}
    expected |= {"clear.webp": (255, 255, 255), "deep.png": (117, 117, 117), "grey.png": (77, 77, 77)}
    for image, picture in zip(batch.images, batch.pictures, strict=True):
        assert (image.permute(1, 2, 0).int() - torch.tensor(expected[Path(picture.path).name])).abs().max() <= 6


def test_batches_for_a_gpu_are_asked_for_in_pinned_memory(
    make: Callable[..., Loader], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    empty = torch.empty  # of pinned memory there is none without CUDA

    def noted(*shape: object, pin_memory: bool = False, **options: object) -> torch.Tensor:
        asked.append(pin_memory)
        return empty(*shape, **options)

    monkeypatch.setattr(torch, "empty", noted)
    pinned = pixels_of(make(is_pinned=True).train_batches(**LIGHT, epoch=0))
    assert asked and all(asked)
    assert torch.equal(pinned, pixels_of(make().train_batches(**LIGHT, epoch=0)))
