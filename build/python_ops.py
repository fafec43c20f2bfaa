"""Stands in for torchvision's compiled operators where they cannot be loaded: a CPU torch beside a CUDA torchvision.

The runtime hook calls :func:`prepare` before torchvision is imported and :func:`finish` right after it. Rests on
private names of the pinned torchvision; ``tests/packaging/test_python_ops.py`` compares it with the real operators.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
from pathlib import Path

import torch
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
    """Let torchvision's functions use nms of here, and its own Python form of roi_align without a compiler."""
    from torchvision.ops import boxes

    module = importlib.import_module("torchvision.ops.roi_align")  # a function hides the module of the same name
    boxes._assert_has_ops = lambda: None
    module._roi_align = getattr(module._roi_align, "__wrapped__", module._roi_align)


def nms(dets: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Keep the best-scored boxes that overlap no better one by more than ``iou_threshold``; indices, best first."""
    order = scores.sort(stable=True, descending=True).indices
    left, top, right, bottom = dets[order].unbind(1)
    areas = (right - left) * (bottom - top)
    alive = torch.ones(len(order), dtype=torch.bool, device=dets.device)
    kept = []
    for index in range(len(order)):
        if not alive[index]:
            continue
        kept.append(index)
        rest = slice(index + 1, None)
        width = (torch.minimum(right[rest], right[index]) - torch.maximum(left[rest], left[index])).clamp_(min=0)
        height = (torch.minimum(bottom[rest], bottom[index]) - torch.maximum(top[rest], top[index])).clamp_(min=0)
        shared = width * height
        alive[rest] &= ~(shared / (areas[index] + areas[rest] - shared) > iou_threshold)
    return order[torch.tensor(kept, dtype=torch.long, device=dets.device)]


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
