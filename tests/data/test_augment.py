"""Changes are pure functions of (seed, epoch, index), and move picture, boxes and masks together."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torchvision.transforms.v2 import functional as F
from torchvision.tv_tensors import BoundingBoxes, BoundingBoxFormat, Mask

from sft_gui.data.augment import RECIPES, Draw, Recipe, apply, draw, evaluation_view
from sft_gui.data.counted import Purpose, generator

SIDES = st.integers(1, 400)
PICTURE = torch.from_numpy(np.random.default_rng(0).integers(0, 256, (3, 60, 90), dtype=np.uint8))


def drawn(recipe: Recipe, *, index: int = 0, epoch: int = 0, height: int = 256, width: int = 341) -> Draw:
    return draw(recipe, seed=1, epoch=epoch, index=index, height=height, width=width)


@given(st.sampled_from(list(RECIPES.values())), st.integers(0, 2**63), st.integers(0, 10**6), SIDES, SIDES)
def test_a_crop_lies_in_the_picture_and_is_drawn_again_alike(
    recipe: Recipe, seed: int, index: int, height: int, width: int
) -> None:
    first = draw(recipe, seed=seed, epoch=3, index=index, height=height, width=width)
    assert first == draw(recipe, seed=seed, epoch=3, index=index, height=height, width=width)
    assert 0 <= first.top <= height - first.height and 0 <= first.left <= width - first.width
    assert first.height >= 1 and first.width >= 1


def test_epochs_pictures_and_seeds_draw_different_numbers() -> None:
    recipe = RECIPES["heavy"]
    draws = {drawn(recipe, index=index, epoch=epoch) for index in range(20) for epoch in range(5)}
    assert len(draws) == 100
    assert draw(recipe, seed=2, epoch=0, index=0, height=256, width=341) not in draws


def test_the_counted_numbers_stay_the_same_for_ever() -> None:
    numbers = generator(Purpose.AUGMENT, seed=42, epoch=7, index=123).random(3)
    assert numbers.tolist() == [0.9850568931762056, 0.4976617766236432, 0.34916950869373387]


def test_textbook_crops_are_distributed_as_the_textbooks() -> None:
    draws = [drawn(RECIPES["textbook"], index=index) for index in range(3000)]
    areas = np.array([each.height * each.width for each in draws]) / (256 * 341)
    aspects = np.array([each.width / each.height for each in draws])
    assert 0.075 < areas.min() < 0.1 and areas.max() > 0.95
    assert aspects.min() > 0.72 and aspects.max() < 1.38
    assert abs(np.log(aspects).mean()) < 0.05
    assert 0.46 < np.mean([each.flip for each in draws]) < 0.54
    assert all(each.angle == 0 and each.brightness == 1 and each.erase is None for each in draws)
    torch.manual_seed(0)
    from torchvision.transforms.v2 import RandomResizedCrop

    theirs = RandomResizedCrop(224)
    reference = [theirs.make_params([torch.empty(3, 256, 341)]) for _ in range(1000)]
    assert abs(np.mean([p["height"] * p["width"] for p in reference]) / (256 * 341) - areas.mean()) < 0.03


def test_a_picture_too_narrow_for_any_aspect_gets_the_fallback() -> None:
    crop = drawn(RECIPES["textbook"], height=10, width=2000)
    assert (crop.height, crop.width) == (10, 13)
    assert crop.left == (2000 - 13) // 2


def test_none_is_the_same_every_time_and_shows_what_evaluation_shows() -> None:
    image = F.resize(PICTURE, [256], antialias=True)
    none = drawn(RECIPES["none"], height=256, width=image.shape[2])
    assert none == drawn(RECIPES["none"], index=9, epoch=9, height=256, width=image.shape[2])
    mine = apply(none, image, {}, size=224)[0].int()
    assert (mine - evaluation_view(image, {}, size=224, resize=256)[0].int()).abs().max() <= 1


@pytest.mark.parametrize("name", RECIPES)
def test_what_comes_out_has_the_asked_size_and_leaves_the_picture_alone(name: str) -> None:
    before = PICTURE.clone()
    for index in range(20):
        change = draw(RECIPES[name], seed=0, epoch=0, index=index, height=60, width=90)
        image, target = apply(change, PICTURE, {"label": 3}, size=48)
        assert (image.shape, image.dtype, target) == ((3, 48, 48), torch.uint8, {"label": 3})
    whole = Draw(0, 0, 60, 90, erase=(0.0, 0.0, 0.5, 0.5))
    apply(dataclasses.replace(whole, height=60, width=60), PICTURE[:, :, :60], {}, size=60)
    assert torch.equal(PICTURE, before)


def test_a_crop_and_flip_are_torchvisions() -> None:
    change = Draw(5, 10, 40, 50, flip=True)
    expected = F.horizontal_flip(F.resized_crop(PICTURE, 5, 10, 40, 50, [32, 32], antialias=True))
    assert torch.equal(apply(change, PICTURE, {}, size=32)[0], expected)


@given(st.sampled_from(["light", "textbook", "heavy"]), st.integers(0, 500))
def test_boxes_and_masks_move_with_the_picture(name: str, index: int) -> None:
    image = torch.zeros(3, 60, 90, dtype=torch.uint8)
    image[:, 20:40, 30:60] = 255
    target = {
        "boxes": BoundingBoxes([[30, 20, 60, 40]], format=BoundingBoxFormat.XYXY, canvas_size=(60, 90)),
        "mask": Mask((image[0] == 255).to(torch.uint8)),
    }
    recipe = dataclasses.replace(RECIPES[name], erase=0, brightness=0, contrast=0, saturation=0, degrees=0)
    change = draw(recipe, seed=0, epoch=0, index=index, height=60, width=90)
    image, target = apply(change, image, target, size=64)
    inside = image[0] > 127
    assert (inside != (target["mask"] == 1)).float().mean() < 0.08
    assert target["mask"].shape == (64, 64)
    if inside.any():
        rows, columns = inside.any(dim=1).nonzero().flatten(), inside.any(dim=0).nonzero().flatten()
        left, top, right, bottom = target["boxes"][0].clamp(0, 64).tolist()
        assert [left, top] == pytest.approx([columns[0].item(), rows[0].item()], abs=2)
        assert [right, bottom] == pytest.approx([columns[-1].item() + 1, rows[-1].item() + 1], abs=2)


def test_a_turned_picture_turns_its_mask() -> None:
    image = torch.zeros(3, 64, 64, dtype=torch.uint8)
    image[:, 10:30, 10:30] = 255
    image, target = apply(Draw(0, 0, 64, 64, angle=30.0), image, {"mask": Mask(image[0] // 255)}, size=64)
    assert ((image[0] > 191) != (target["mask"] == 1)).float().mean() < 0.05


@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic"])
def test_the_evaluation_view_is_resize_and_centre_crop(interpolation: str) -> None:
    from torchvision.transforms.v2 import CenterCrop, Compose, InterpolationMode, Resize

    theirs = Compose([Resize(40, InterpolationMode(interpolation), antialias=True), CenterCrop(32)])
    mine = evaluation_view(PICTURE, {}, size=32, resize=40, interpolation=interpolation)[0]
    assert torch.equal(mine, theirs(PICTURE))


@pytest.mark.parametrize("shape", [(3, 1, 20_000), (3, 20_000, 1), (3, 1, 1)])
def test_extreme_shapes_are_viewed_without_giant_steps(shape: tuple[int, int, int]) -> None:
    image = torch.full(shape, 9, dtype=torch.uint8)
    for view in (
        evaluation_view(image, {}, size=224, resize=256)[0],
        apply(draw(RECIPES["light"], seed=0, epoch=0, index=0, height=shape[1], width=shape[2]), image, {}, size=224)[
            0
        ],
    ):
        assert view.shape == (3, 224, 224)
        assert (view == 9).all()
