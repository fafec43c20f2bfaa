"""A batch that is changed at once comes out as its pictures do one by one, but for rounding."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data import augment, batch_augment
from sft_gui.data.augment import RECIPES, Draw

RANDOM = np.random.default_rng(0)


def picture(height: int, width: int) -> np.ndarray:
    """Return soft shapes with some noise, as photos have."""
    small = Image.fromarray(RANDOM.integers(0, 256, (7, 9, 3), dtype=np.uint8))
    soft = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC)).astype(int)
    return np.clip(soft + RANDOM.integers(-20, 21, soft.shape), 0, 255).astype(np.uint8)


def both_ways(draws: list[Draw], pictures: list[np.ndarray], size: int) -> tuple[torch.Tensor, torch.Tensor]:
    images = [torch.from_numpy(each).permute(2, 0, 1) for each in pictures]
    single = [augment.apply(draw, image, {}, size=size)[0] for draw, image in zip(draws, images, strict=True)]
    parts = [batch_augment.cut_out(*pair) for pair in zip(draws, pictures, strict=True)]
    together = batch_augment.apply(draws, batch_augment.stacked(parts), size=size)
    assert together.shape == (len(draws), 3, size, size) and together.dtype == torch.uint8
    assert together.is_contiguous(memory_format=torch.channels_last)
    return together, torch.stack(single)


def difference(pair: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    together, single = pair
    return (together.int() - single.int()).abs()


def seams_of(draws: list[Draw], pictures: list[np.ndarray], size: int) -> torch.Tensor:
    """Return where a turned picture meets the grey of outside: torchvision blends there twice."""
    turns = [dataclasses.replace(draw, brightness=1, contrast=1, saturation=1, erase=None) for draw in draws]
    black = [torch.zeros((3, *each.shape[:2]), dtype=torch.uint8) for each in pictures]
    turned = torch.stack([augment.apply(*pair, {}, size=size)[0] for pair in zip(turns, black, strict=True)])
    return (turned > 0) & (turned < augment.GREY)


@pytest.mark.parametrize("name", list(RECIPES))
def test_every_recipe_gives_the_same_pictures(name: str) -> None:
    pictures = [picture(*shape) for shape in [(60, 90), (200, 130), (24, 24), (3, 170), (96, 64)] * 4]
    draws = [
        augment.draw(RECIPES[name], seed=1, epoch=2, index=index, height=each.shape[0], width=each.shape[1])
        for index, each in enumerate(pictures)
    ]
    off, seams = difference(both_ways(draws, pictures, 48)), seams_of(draws, pictures, 48)
    assert off[~seams].float().mean() < 0.5 and off[~seams].max() <= 4 and seams.float().mean() < 0.1


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 70), st.booleans())
def test_any_part_is_resized_as_torchvision_does(height: int, width: int, size: int, flip: bool) -> None:
    drawn = Draw(2, 5, height, width, flip=flip)
    assert difference(both_ways([drawn], [picture(height + 3, width + 7)], size)).max() <= 1


@pytest.mark.parametrize(
    "change",
    [{"brightness": 1.3}, {"brightness": 0.7}, {"contrast": 1.3}, {"contrast": 0.7}, {"saturation": 1.3},
     {"saturation": 0.7}, {"erase": (0.2, 0.5, 0.3, 0.25)}],
    ids=str,
)  # fmt: skip
def test_each_change_is_that_of_a_single_picture_and_leaves_the_others_alone(change: dict) -> None:
    plain = Draw(0, 0, 40, 40)
    draws, pictures = [plain, dataclasses.replace(plain, **change), plain], [picture(40, 40) for _ in range(3)]
    off = difference(both_ways(draws, pictures, 40))
    assert off[0].max() == off[2].max() == 0
    assert off[1].max() <= 2


@pytest.mark.parametrize("angle", [-12.0, 5.0, 12.0])
def test_a_turn_goes_the_same_way(angle: float) -> None:
    draws, pictures = [Draw(0, 0, 64, 64, angle=angle), Draw(0, 0, 64, 64)], [picture(64, 64), picture(64, 64)]
    off, seams = difference(both_ways(draws, pictures, 64)), seams_of(draws, pictures, 64)
    assert off[1].max() == 0
    assert off[0][~seams[0]].max() <= 1 and 0 < seams[0].float().mean() < 0.1


def test_what_lies_beyond_a_smaller_part_does_not_shine_through() -> None:
    small, large = picture(10, 12), picture(50, 60)
    draws = [Draw(0, 0, 10, 12), Draw(0, 0, 50, 60)]
    parts = batch_augment.stacked([small, large])
    parts[0, 10:] = 255
    parts[0, :, 12:] = 255
    alone = batch_augment.apply(draws[:1], batch_augment.stacked([small]), size=32)
    assert torch.equal(batch_augment.apply(draws, parts, size=32)[:1], alone)
