"""Memory that runs out: how all its forms are known, and work that goes on in smaller parts."""

from __future__ import annotations

import ctypes
import errno
import gc
import re
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.notes import note

# What PyTorch's allocators, oneDNN, CUDA, MPS, C++ and the systems say. oneDNN's "primitive descriptor" is something
# else: an arithmetic that it does not have.
WORDS = re.compile(
    r"out of memory|(can't|can ?not|could not|unable to|failed to) allocate|not enough memory|bad[_ ]alloc"
    r"|could not create a primitive(?! desc)|could not create a memory|alloc_failed|invalid buffer size"
    r"|can't start new thread|failed to map segment from shared object(?!: operation)",
    re.IGNORECASE,
)
# What std::thread throws (EAGAIN) where there is no room for a thread's stack; of a file or a pipe it is no shortage.
NO_THREAD = re.compile(r"resource (temporarily )?unavailable", re.IGNORECASE)

Result = TypeVar("Result")
_SHORT: Any = object()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error says that memory ran out, on any device, in any of the ways that it is said."""
    if isinstance(error, UserError) or not isinstance(error, Exception):
        return False
    if isinstance(error, MemoryError) or any(kind.__name__ == "OutOfMemoryError" for kind in type(error).__mro__):
        return True
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM or WORDS.search(str(error)) is not None
    return WORDS.search(str(error)) is not None or NO_THREAD.search(str(error)) is not None


def give_back() -> None:
    """Hand freed memory back to the system and to the GPU; not while an error is handled, whose frames hold theirs."""
    gc.collect()  # a failed future, its error and that error's frames hold each other
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_initialized():
        torch.cuda.empty_cache()
    if torch is not None and torch.backends.mps.is_available():
        torch.mps.empty_cache()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def ran_out() -> UserError:
    """Return what is said where memory ran out and nothing could be made smaller."""
    return UserError(
        say("Memory ran out."),
        say("Close other programs, or choose a smaller model, picture size or batch size."),
    )


def too_short_for_one(side: int | None = None) -> UserError:
    """Return what is said where not even one picture goes through the model, seen at ``side`` px."""
    what = say("Memory is not enough for a single picture.")
    if side is not None:
        what = say("Memory is not enough for a single picture at {size} px.", size=side)
    return UserError(what, say("Choose a smaller picture size or a smaller model, or close other programs."))


class Parts:
    """Pictures go through a model all at once, or, from the first time on that memory runs out, some at a time.

    Usable from several threads.
    """

    def __init__(self, most: int | None = None) -> None:
        self.most = most  # pictures at a time; None: as many as there are
        self._alone = threading.Lock()

    def each(self, count: int, work: Callable[[slice], Result]) -> Iterator[Result]:
        """Yield what ``work`` returns of the parts of ``count`` pictures, in order; a part that failed is done again.

        Raises:
            UserError: memory is not enough for one picture.
        """
        start = 0
        while start < count:
            size = min(self.most or count, count - start)
            result = self._tried(work, slice(start, start + size))
            if result is not _SHORT:
                yield result
                start += size
                continue
            give_back()
            if size > 1:
                self.most = min(self.most or size, max(size // 2, 1))
                note(say("Memory ran out. From now on fewer pictures go through the model at a time."))
                continue
            with self._alone:  # whoever else had the memory may be done
                result = self._tried(work, slice(start, start + 1))
            if result is _SHORT:
                raise too_short_for_one()
            yield result
            start += 1

    @staticmethod
    def _tried(work: Callable[[slice], Result], part: slice) -> Result:
        try:
            return work(part)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        return _SHORT  # type: ignore[no-any-return]
