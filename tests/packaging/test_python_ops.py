"""What stands in for torchvision's compiled operators in the slim app gives what they give."""

import importlib
import importlib.util
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
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


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60), threshold=st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]))
def test_nms_keeps_what_torchvisions_keeps(python_ops, seed, count, threshold):
    from torchvision.ops import nms

    boxes = boxes_of(seed, count)
    scores = torch.rand(count, generator=torch.Generator().manual_seed(seed + 1)).round(decimals=2)
    assert python_ops.nms(boxes, scores, threshold).tolist() == nms(boxes, scores, threshold).tolist()


def test_roi_align_in_python_pools_and_learns_as_the_compiled_one():
    from torchvision.ops import roi_align

    in_python = importlib.import_module("torchvision.ops.roi_align")._roi_align.__wrapped__
    results = []
    rois = torch.cat([torch.tensor([[0.0]] * 5), boxes_of(3, 5) / 2], 1)
    for pool in (
        lambda picture: roi_align(picture, rois, (7, 7), 0.5, 2, False),
        lambda picture: in_python(picture, rois, 0.5, 7, 7, 2, False),
    ):
        picture = torch.rand(1, 4, 20, 20, generator=torch.Generator().manual_seed(0), requires_grad=True)
        pooled = pool(picture)
        pooled.square().sum().backward()
        results.append((pooled.detach(), picture.grad))
    (pooled, learnt), (pooled_in_python, learnt_in_python) = results
    assert torch.allclose(pooled, pooled_in_python, atol=1e-5)
    assert torch.allclose(learnt, learnt_in_python, atol=1e-4)


def test_compiled_operators_are_used_where_they_load(python_ops):
    assert python_ops.compiled_operators_load() and not python_ops.prepare()
