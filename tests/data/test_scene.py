"""Whole pictures in a rectangle: boxes and masks stay on what they mark, whatever is drawn."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import max_pool2d
from torchvision.tv_tensors import BoundingBoxes, Mask

from sft_gui.data.augment import GREY, RECIPES
from sft_gui.data.scene import apply_scene, draw_scene, fitted, view_size, whole_view

sides = st.integers(20, 200)


def marked(height, width):
    """A black picture with a white rectangle, its box and its mask."""
    image = torch.zeros(3, height, width, dtype=torch.uint8)
    top, left, bottom, right = height // 4, width // 4, 3 * height // 4, 3 * width // 4
    image[:, top:bottom, left:right] = 255
    mask = torch.zeros(height, width, dtype=torch.uint8)
    mask[top:bottom, left:right] = 1
    box = BoundingBoxes([[left, top, right, bottom]], format="XYXY", canvas_size=(height, width), dtype=torch.float32)
    return image, {"boxes": box, "labels": torch.tensor([5]), "crowd": torch.tensor([False]), "mask": Mask(mask)}


@given(height=sides, width=sides, seed=st.integers(0, 1000), recipe=st.sampled_from(["none", "light", "textbook"]))
@settings(max_examples=60, deadline=None)
def test_box_and_mask_stay_on_what_they_mark(height, width, seed, recipe):
    image, target = marked(height, width)
    drawn = draw_scene(RECIPES[recipe], seed=seed, epoch=0, index=0)
    seen, moved = apply_scene(drawn, image, target, size=(96, 128))
    assert seen.shape == (3, 96, 128) and moved["mask"].shape == (96, 128)
    white = torch.nonzero(seen[0] > 200)
    assert len(moved["boxes"]) == len(moved["labels"]) == len(moved["crowd"])
    if len(moved["boxes"]) and len(white):
        x0, y0, x1, y1 = moved["boxes"][0].tolist()
        slack = 2.5 + 2 * drawn.zoom * min(96 / height, 128 / width)
        low, high = white.min(0).values.tolist(), (white.max(0).values + 1).tolist()
        assert [y0, x0, y1, x1] == pytest.approx([*low, *high], abs=slack)
    marked_pixels = (moved["mask"] == 1).float()[None]
    inside = 1 - max_pool2d(1 - marked_pixels, 3, stride=1, padding=1)[0] == 1  # but for the blended rim
    if inside.any():
        assert (seen[0][inside] > 100).float().mean() > 0.8
    border = moved["mask"] == 255
    assert (seen[0][border].float() - GREY).abs().max() < 90 if border.any() else True


def test_box_of_which_too_little_is_left_goes_with_its_label():
    image, target = marked(100, 100)
    boxes = torch.tensor([[0.0, 0, 10, 10], [40, 40, 60, 60]])
    target["boxes"] = BoundingBoxes(boxes, format="XYXY", canvas_size=(100, 100))
    target["labels"], target["crowd"] = torch.tensor([1, 2]), torch.tensor([False, True])
    drawn = next(
        draw
        for draw in (draw_scene(RECIPES["textbook"], seed=seed, epoch=0, index=0) for seed in range(500))
        if draw.zoom > 1.8 and 0.4 < draw.top < 0.6 and 0.4 < draw.left < 0.6
    )
    _, moved = apply_scene(drawn, image, target, size=(96, 96))
    assert moved["labels"].tolist() == [2] and moved["crowd"].tolist() == [True]


def test_drawing_is_pure_and_differs_between_pictures_and_epochs():
    def draw(**changed):
        return draw_scene(RECIPES["heavy"], **{"seed": 1, "epoch": 2, "index": 3, **changed})

    assert draw() == draw() and len({draw(), draw(seed=2), draw(epoch=3), draw(index=4)}) == 4


@given(height=sides, width=sides)
@settings(max_examples=60, deadline=None)
def test_letterbox_keeps_the_picture_whole_at_the_top_left(height, width):
    image, _ = marked(height, width)
    seen = whole_view(image, (64, 96))
    rows, columns = fitted(height, width, (64, 96))
    assert seen.shape == (3, 64, 96) and (rows == 64 or columns == 96) and rows <= 64 and columns <= 96
    assert (seen[:, rows:] == GREY).all() and (seen[:, :, columns:] == GREY).all()
    smaller = whole_view(image[:, ::2, ::2], (64, 96), own=(height, width))
    assert (smaller[:, rows:] == GREY).all() and (smaller[:, :, columns:] == GREY).all()


def test_view_has_the_shape_of_the_pictures_in_whole_strides():
    assert view_size([(480, 360)] * 9, 384) == (288, 384)
    assert view_size([(360, 480)] * 9, 384) == (384, 288)
    assert view_size([(480, 360)] * 5 + [(360, 480)] * 5, 320) == (320, 320)
    assert view_size([(3000, 100)], 320) == (64, 320)


def test_nothing_random_is_the_judged_view():
    image, target = marked(90, 120)
    seen, moved = apply_scene(draw_scene(RECIPES["none"], seed=0, epoch=0, index=0), image, target, size=(96, 128))
    assert torch.equal(seen, whole_view(image, (96, 128)))
    assert np.array_equal(moved["boxes"].numpy().round(2), np.array([[32, 23.47, 96, 71.47]], np.float32).round(2))
