"""The changes of :mod:`sft_gui.data.augment` for a whole batch at once, where the model computes.

To cut out and resize is a matrix product from either side: with an antialiased linear filter, the triangle of PIL's and
torchvision's ``resize``, whose rows run backwards where the picture is mirrored. A GPU does that for a batch in a few
launches. What comes out differs from picture by picture only in how it is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sft_gui.data.augment import GREY, Draw

LUMA = (0.2989, 0.587, 0.114)  # torchvision's rgb_to_grayscale


def cut_out(draw: Draw, pixels: np.ndarray) -> np.ndarray:
    """Return the part (h, w, 3) of a decoded picture that is drawn; shares its memory."""
    return pixels[draw.top : draw.top + draw.height, draw.left : draw.left + draw.width]


def stacked(parts: Sequence[np.ndarray], *, is_pinned: bool = False) -> Tensor:
    """Return (N, H, W, 3) uint8, as high and wide as the largest; what is beyond a part is left as it was."""
    height, width = (max(part.shape[axis] for part in parts) for axis in (0, 1))
    whole = torch.empty((len(parts), height, width, 3), dtype=torch.uint8, pin_memory=is_pinned)
    for slot, part in zip(whole, parts, strict=True):
        slot[: part.shape[0], : part.shape[1]] = torch.from_numpy(part)
    return whole


def apply(draws: Sequence[Draw], parts: Tensor, *, size: int) -> Tensor:
    """Resize and change a batch as drawn.

    Args:
        draws: one for each picture.
        parts: what they cut out, (N, H, W, 3) uint8, from :func:`stacked`; computed where it lies.
        size: the side of the result, (N, 3, size, size) uint8, channels last in memory.
    """
    images = _resized(draws, parts, size)
    if any(draw.angle for draw in draws):
        images = _turned(images, _column(draws, "angle", images))
    images = _coloured(draws, images)
    if any(draw.erase for draw in draws):
        images = torch.where(_erased(draws, images), GREY, images)
    return images.to(torch.uint8).contiguous(memory_format=torch.channels_last)


def _resized(draws: Sequence[Draw], parts: Tensor, size: int) -> Tensor:
    """Return (N, 3, size, size) float32 with whole values."""
    count, height, width, _ = parts.shape
    # float16 has the 8 bits of a pixel and three more for the weights; on a CPU it would be slow.
    dtype = torch.float16 if parts.is_cuda else torch.float32
    numbers = [(draw.height, draw.width, draw.flip) for draw in draws]
    heights, widths, flips = torch.tensor(numbers, dtype=torch.float32).to(parts.device, non_blocking=True).T
    down = _filters(heights, torch.zeros_like(flips), height, size).to(dtype)
    across = _filters(widths, flips, width, size).to(dtype)
    rows = torch.bmm(down, parts.reshape(count, height, width * 3).to(dtype))
    columns = rows.view(count, size, width, 3).transpose(1, 2).reshape(count, width, size * 3)
    both = torch.bmm(across, columns).view(count, size, size, 3)  # across, down, colour
    return both.permute(0, 3, 2, 1).float().round_().clamp_(0, 255)


def _filters(lengths: Tensor, flipped: Tensor, longest: int, size: int) -> Tensor:
    """Return (N, size, longest): the weight of each of the first ``lengths`` pixels in each of the ``size``."""
    scale = lengths / size
    centres = (torch.arange(size, device=lengths.device) + 0.5) * scale[:, None]
    centres = torch.where(flipped[:, None] > 0, centres.flip(1), centres)
    pixels = torch.arange(longest, device=lengths.device) + 0.5
    distances = (pixels - centres[:, :, None]).abs() / scale.clamp(min=1)[:, None, None]
    weights = (1 - distances).clamp_(min=0) * (pixels < lengths[:, None])[:, None]
    return weights / weights.sum(2, keepdim=True)


def _turned(images: Tensor, degrees: Tensor) -> Tensor:
    """Turn each about its centre, counter-clockwise; what comes in from outside is grey."""
    angles = torch.deg2rad(degrees)
    cos, sin, zero = torch.cos(angles), torch.sin(angles), torch.zeros_like(angles)
    turns = torch.stack([torch.stack([cos, -sin, zero], 1), torch.stack([sin, cos, zero], 1)], 1)
    grid = functional.affine_grid(turns, list(images.shape), align_corners=False)
    # What lies outside counts as zero; so that it is grey, grey is made zero meanwhile.
    return functional.grid_sample(images - GREY, grid, align_corners=False).add_(GREY).round_()


def _coloured(draws: Sequence[Draw], images: Tensor) -> Tensor:
    """Multiply brightness, contrast and saturation, in this order, by factors that are not all 1."""
    if all(draw.brightness == draw.contrast == draw.saturation == 1 for draw in draws):
        return images
    brightness, contrast, saturation = (
        _column(draws, name, images).view(-1, 1, 1, 1) for name in ("brightness", "contrast", "saturation")
    )
    images = (images * brightness).clamp_(0, 255).floor_()
    images = _blend(images, _grey(images).mean((1, 2, 3), keepdim=True), contrast)
    return _blend(images, _grey(images), saturation)


def _blend(images: Tensor, others: Tensor, share: Tensor) -> Tensor:
    return (images * share + others * (1 - share)).clamp_(0, 255).floor_()


def _grey(images: Tensor) -> Tensor:
    weights = torch.tensor(LUMA, device=images.device).view(1, 3, 1, 1)
    return (images * weights).sum(1, keepdim=True).floor_()


def _erased(draws: Sequence[Draw], images: Tensor) -> Tensor:
    """Return (N, 1, size, size): whether a pixel is in the rectangle that is greyed out."""
    size = images.shape[-1]
    corners = [[round(share * size) for share in draw.erase or (0.0, 0.0, 0.0, 0.0)] for draw in draws]
    top, left, height, width = torch.tensor(corners).to(images.device, non_blocking=True).T[:, :, None]
    at = torch.arange(size, device=images.device)
    rows, columns = (at >= top) & (at < top + height), (at >= left) & (at < left + width)
    return (rows[:, :, None] & columns[:, None, :])[:, None]


def _column(draws: Sequence[Draw], name: str, images: Tensor) -> Tensor:
    return torch.tensor([getattr(draw, name) for draw in draws]).to(images.device, non_blocking=True)
