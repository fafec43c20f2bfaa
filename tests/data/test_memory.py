"""Memory that runs out: all the ways in which it is said, and what goes on in parts."""

import errno
import itertools

import numpy as np
import pytest
import torch

from sft_gui.data.memory import Parts, is_out_of_memory, ran_out
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.notes import hearing


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(), torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you "
                     "tried to allocate 67108864 bytes. Error code 12 (Cannot allocate memory)"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 1 bytes."),
        RuntimeError("could not create a primitive"), RuntimeError("could not create a memory object"),
        RuntimeError("std::bad_alloc"), RuntimeError("bad allocation"), RuntimeError("CUDA error: out of memory"),
        RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)"), RuntimeError("can't start new thread"),
        OSError(errno.ENOMEM, "Cannot allocate memory"), RuntimeError("CUBLAS_STATUS_ALLOC_FAILED when calling"),
        RuntimeError("Resource temporarily unavailable"),
        ImportError("api.so: failed to map segment from shared object"),
        RuntimeError("resource unavailable try again: resource unavailable try again"),
    ],
)  # fmt: skip
def test_every_way_to_say_it_is_known(error):
    assert is_out_of_memory(error)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("could not create a primitive descriptor for a convolution forward propagation primitive"),
        RuntimeError("mat1 and mat2 shapes cannot be multiplied"), OSError(errno.ENOSPC, "No space left on device"),
        UserError(say("Memory ran out.")), ran_out(), KeyboardInterrupt(),
        ImportError("api.so: failed to map segment from shared object: Operation not permitted"),
        BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"),
    ],
)  # fmt: skip
def test_other_errors_are_not(error):
    assert not is_out_of_memory(error)


def test_what_the_allocators_really_say_is_known():
    with pytest.raises(RuntimeError) as told:
        torch.empty(2**50, dtype=torch.uint8)
    assert is_out_of_memory(told.value)
    with pytest.raises(MemoryError) as told:
        np.empty(2**50, np.uint8)
    assert is_out_of_memory(told.value)
    with pytest.raises(MemoryError) as told:
        bytearray(2**62)
    assert is_out_of_memory(told.value)


def short_beyond(most, tried):
    """Work on a part of twenty; more than so many at a time find no memory."""

    def work(part):
        tried.append((part.start, part.stop))
        if part.stop - part.start > most:
            raise RuntimeError("could not create a primitive")
        return list(range(20))[part]

    return work


def joined(lists):
    return list(itertools.chain.from_iterable(lists))


def test_parts_are_halved_done_again_and_stay_small():
    parts, tried, heard = Parts(), [], []
    with hearing(lambda message: heard.append(str(message))):
        assert joined(parts.each(20, short_beyond(6, tried))) == list(range(20))
        assert tried == [(0, 20), (0, 10), (0, 5), (5, 10), (10, 15), (15, 20)] and parts.most == 5
        assert joined(parts.each(7, short_beyond(6, tried))) == list(range(7))
    assert tried[-2:] == [(0, 5), (5, 7)]
    assert heard == ["Memory ran out. From now on fewer pictures go through the model at a time."]


def test_parts_that_were_taken_are_not_done_again():
    tried = []
    done = Parts().each(20, short_beyond(20, tried))
    assert next(done) == list(range(20)) and tried == [(0, 20)]


def test_one_picture_that_does_not_fit_is_a_sentence():
    with pytest.raises(UserError, match=r"not enough for a single picture\. Choose a smaller"):
        list(Parts().each(20, short_beyond(0, [])))


def test_other_errors_pass_through_parts():
    with pytest.raises(ZeroDivisionError):
        list(Parts().each(3, lambda part: 1 / 0))
