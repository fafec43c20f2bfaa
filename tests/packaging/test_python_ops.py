"""What stands in for torchvision's compiled operators in the slim app gives what they give."""

import importlib
import importlib.util
from pathlib import Path

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

BUILD = Path(__file__).resolve().parents[2] / "build"


@pytest.fixture(scope="module")
def python_ops():
    spec = importlib.util.spec_from_file_location("python_ops", BUILD / "python_ops.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def boxes_of(seed, count):
    generator = torch.Generator().manual_seed(seed)
    corner, side = torch.rand(2, count, 2, generator=generator) * 40
    return torch.cat([corner, corner + side], 1).round(decimals=seed % 3)  # rounding makes ties


@example(seed=1596, count=28, threshold=0.3)  # an overlap of just the threshold
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), threshold=st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]))
def test_nms_keeps_what_torchvisions_keeps(python_ops, seed, count, threshold):
    from torchvision.ops import nms

    boxes = boxes_of(seed, count)
    scores = torch.rand(count, generator=torch.Generator().manual_seed(seed + 1)).round(decimals=2)
    assert python_ops.nms(boxes, scores, threshold).tolist() == nms(boxes, scores, threshold).tolist()


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000), count=st.integers(0, 9), side=st.sampled_from([(20, 20), (1, 7), (13, 30)]),
    scale=st.sampled_from([0.25, 1.0]), sampling=st.sampled_from([1, 2, 3]), aligned=st.booleans(),
)  # fmt: skip
def test_roi_align_pools_and_learns_as_torchvisions(python_ops, seed, count, side, scale, sampling, aligned):
    from torchvision.ops import roi_align

    generator = torch.Generator().manual_seed(seed)
    regions = boxes_of(seed, count) - 10.00317  # some lie outside; no point on the very edge, where rounding decides
    rois = torch.cat([torch.randint(0, 2, (count, 1), generator=generator).float(), regions], 1)
    results = []
    for pool in (roi_align, python_ops.roi_align):
        picture = torch.rand(2, 3, *side, generator=torch.Generator().manual_seed(seed)).requires_grad_()
        size = ((5, 7),) if pool is roi_align else (5, 7)
        order = (picture, rois, *size, scale) if pool is roi_align else (picture, rois, scale, *size)
        pooled = pool(*order, sampling, aligned)
        (pooled.square().sum() + 0 * picture.sum()).backward()
        results.append((pooled.detach(), picture.grad))
    (pooled, learnt), (pooled_here, learnt_here) = results
    assert torch.allclose(pooled, pooled_here, atol=1e-5)
    assert torch.allclose(learnt, learnt_here, atol=1e-4)


def test_compiled_operators_are_used_where_they_load(python_ops):
    assert python_ops.compiled_operators_load() and not python_ops.prepare()
