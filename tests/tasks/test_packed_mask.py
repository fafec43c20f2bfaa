"""Masks kept with answers take little memory and come back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sft_gui.tasks.packed_mask import PackedMask


@given(arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40))), st.booleans())
def test_mask_comes_back_as_it_was(mask, turned):
    mask = mask.T if turned else mask
    packed = PackedMask(mask)
    assert packed.shape == mask.shape and np.asarray(packed).dtype == np.uint8
    assert np.array_equal(np.asarray(packed), mask)
    assert np.array_equal(np.asarray(packed, np.int64), mask)


def test_mask_of_a_large_photo_takes_a_fiftieth():
    rows, columns = np.mgrid[:3000, :4000]
    mask = ((rows // 400 + columns // 500) % 11).astype(np.uint8)
    assert PackedMask(mask).nbytes < mask.nbytes / 50


def test_view_of_it_cannot_be_had():
    with pytest.raises(ValueError, match="copied"):
        np.asarray(PackedMask(np.zeros((2, 2), np.uint8)), copy=False)
