"""Stands in for torchvision's compiled operators where they cannot be loaded: a CPU torch beside a CUDA torchvision.

The runtime hook calls :func:`prepare` before torchvision is imported and :func:`finish` right after it. Rests on
private names of the pinned torchvision; ``tests/packaging/test_python_ops.py`` compares it with the real operators.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

SCHEMAS = {
    "nms": "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms": "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}
is_in_use = False
_libraries: list[torch.library.Library] = []  # an operator lives as long as its library object


def prepare() -> bool:
    """Declare the operators that torchvision registers things for; return whether that was needed."""
    global is_in_use
    if compiled_operators_load():
        return False
    is_in_use = True
    declared = torch.library.Library("torchvision", "FRAGMENT")
    for schema in SCHEMAS.values():
        declared.define(schema)
    implemented = torch.library.Library("torchvision", "IMPL", "CPU")
    implemented.impl("nms", nms)
    _libraries.extend([declared, implemented])
    return True


def finish() -> None:
    """Let torchvision's functions use what is here instead of asking for compiled operators."""
    from torchvision.ops import boxes

    module = importlib.import_module("torchvision.ops.roi_align")  # a function hides the module of the same name
    boxes._assert_has_ops = lambda: None
    # Its own Python form is meant to be compiled: eagerly it takes gigabytes, and users have no compiler.
    form = getattr(module._roi_align, "__wrapped__", module._roi_align)
    module._roi_align = lambda *args: roi_align(*args) if args[5] > 0 else form(*args)


def nms(dets: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Keep the best-scored boxes that overlap no better one by more than ``iou_threshold``; indices, best first."""
    order = scores.sort(stable=True, descending=True).indices
    boxes = dets.detach()[order].to(dets.dtype if dets.dtype == torch.float64 else torch.float32)
    left, top, right, bottom = (side.contiguous().numpy() for side in boxes.unbind(1))
    areas = (right - left) * (bottom - top)
    threshold = np.float64(iou_threshold)  # theirs is a double beside single-precision overlaps
    alive, kept = np.arange(len(areas)), []
    while alive.size:
        best, alive = alive[0], alive[1:]
        kept.append(int(best))
        width = np.maximum(np.minimum(right[alive], right[best]) - np.maximum(left[alive], left[best]), 0)
        height = np.maximum(np.minimum(bottom[alive], bottom[best]) - np.maximum(top[alive], top[best]), 0)
        shared = width * height
        with np.errstate(divide="ignore", invalid="ignore"):  # boxes without an area overlap nothing
            alive = alive[~(shared / (areas[best] + areas[alive] - shared) > threshold)]
    return order[torch.tensor(kept, dtype=torch.long)]


def roi_align(
    picture: Tensor, rois: Tensor, scale: float, height: int, width: int, sampling: int, aligned: bool
) -> Tensor:
    """Average ``sampling`` squared points in each of height x width cells of every region, between four pixels each.

    Args:
        picture: (N, C, H, W).
        rois: (K, 5): the picture's index, left, top, right, bottom, before ``scale``.
        sampling: more than 0.

    Returns:
        (K, C, height, width), differentiable by the picture.
    """
    pooled = picture.new_zeros(len(rois), picture.shape[1], height, width)
    regions, offset = rois.detach().float(), 0.5 if aligned else 0.0
    for index in range(len(picture)):
        chosen = (regions[:, 0] == index).nonzero().squeeze(1)
        if len(chosen):
            start = regions[chosen, 1:3] * scale - offset
            extent = regions[chosen, 3:5] * scale - offset - start
            extent = extent if aligned else extent.clamp(min=1)
            x = _points(start[:, 0], extent[:, 0], width, sampling)
            y = _points(start[:, 1], extent[:, 1], height, sampling)
            values = _sampled(picture[index : index + 1].float(), x, y)
            cells = values.view(-1, len(chosen), height, sampling, width, sampling).mean((3, 5))
            pooled = pooled.index_copy(0, chosen, cells.transpose(0, 1).to(picture.dtype))
    return pooled


def _points(start: Tensor, extent: Tensor, cells: int, sampling: int) -> Tensor:
    """Return where the points lie along one axis: (K, cells * sampling), in pixels."""
    steps = (torch.arange(cells * sampling, device=start.device) + 0.5) / sampling
    return start[:, None] + steps * (extent / cells)[:, None]


def _sampled(picture: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """Read (1, C, H, W) at every (y, x) of each region: (C, K, points, points); 0 beyond a pixel outside."""
    height, width = picture.shape[2:]
    inside = ((y >= -1) & (y <= height))[:, :, None] & ((x >= -1) & (x <= width))[:, None, :]
    grid = torch.stack(torch.broadcast_tensors(_unit(x, width)[:, None, :], _unit(y, height)[:, :, None]), -1)
    flat = grid.reshape(1, -1, x.shape[1], 2)
    values = F.grid_sample(picture, flat, mode="bilinear", padding_mode="border", align_corners=True)
    return values.view(picture.shape[1], *inside.shape) * inside


def _unit(pixels: Tensor, side: int) -> Tensor:
    """Map pixels 0 to side - 1 to -1 to 1."""
    return pixels * (2 / max(side - 1, 1)) - 1


def compiled_operators_load() -> bool:
    """Load torchvision's own operators where that works."""
    for library in torchvision_folder().glob("_C*"):
        with contextlib.suppress(OSError):
            torch.ops.load_library(str(library))
            return True
    return False


def torchvision_folder() -> Path:
    """Return where torchvision is, without importing it."""
    found = importlib.util.find_spec("torchvision")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent
