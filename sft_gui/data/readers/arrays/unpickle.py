"""A pickle read without trusting it: plain containers and arrays of numbers come out, nothing else is ever made."""

from __future__ import annotations

import io
import math
import pickle
from pathlib import Path
from typing import Any

import numpy as np

from sft_gui.data.parse.guard import content_of

MAX_BYTES = 2**30
MAX_VALUES = 2_000_000  # besides those in arrays; CIFAR's largest file has 150,000
NUMBERS = frozenset(["b1", "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8"])
BYTE_ORDERS = frozenset("<>=|")


class _Numbers:
    """Stands for numpy.dtype: a kind of number, never of objects."""

    def __init__(self, kind: object, *_: object) -> None:
        kind = kind.decode() if isinstance(kind, bytes) else kind
        if kind not in NUMBERS:
            raise pickle.UnpicklingError(f"an array of {kind!r}")
        self.dtype = np.dtype(kind)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        order = state[1].decode() if isinstance(state[1], bytes) else str(state[1])
        if order not in BYTE_ORDERS or any(part is not None for part in state[2:5]):
            raise pickle.UnpicklingError("an array of records")
        self.dtype = np.dtype(order + self.dtype.str[1:])


class _Array:
    """Stands for numpy.ndarray; ``values`` is the array once its state is known."""

    values: np.ndarray

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _, shape, numbers, is_fortran, raw = state
        raw = raw.encode("latin-1") if isinstance(raw, str) else raw
        if not (isinstance(numbers, _Numbers) and isinstance(raw, bytes) and isinstance(shape, tuple)):
            raise pickle.UnpicklingError("an array of something else than numbers")
        if math.prod(shape) * numbers.dtype.itemsize != len(raw):
            raise pickle.UnpicklingError("an array whose shape does not fit its data")
        self.values = np.frombuffer(raw, numbers.dtype).reshape(shape, order="F" if is_fortran else "C")


def _make_array(*_: object) -> _Array:
    return _Array()


def _encode(text: str, encoding: str = "latin1") -> bytes:
    if encoding not in ("latin1", "latin-1"):
        raise pickle.UnpicklingError(f"bytes as {encoding}")
    return text.encode("latin-1")


# How numpy's arrays and Python 3's bytes are spelled in pickles; each name leads to a stand-in of ours.
ADMITTED = {
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Numbers,
    ("numpy.core.multiarray", "_reconstruct"): _make_array,
    ("numpy._core.multiarray", "_reconstruct"): _make_array,
    ("_codecs", "encode"): _encode,
}


class _Unpickler(pickle._Unpickler):  # the one in C allocates whatever memory a memo index asks for
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return ADMITTED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}") from None


def load(path: Path) -> Any:
    """Return the content of a pickle of Python 2 or 3, with str for its byte strings of text and numpy arrays.

    Raises:
        pickle.UnpicklingError: it holds anything but dicts, lists, tuples, text, numbers and arrays of numbers, or it
            is damaged.
    """
    try:
        return _Plain().of(_Unpickler(io.BytesIO(content_of(path, limit=MAX_BYTES)), encoding="bytes").load())
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a damaged pickle makes the unpickler raise nearly every class there is
        raise pickle.UnpicklingError(str(error)) from error


class _Plain:
    """Replaces the stand-ins, and byte strings by text; counts, as lists that hold one another can unfold endlessly."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, value: Any) -> Any:
        self._count += 1
        if self._count > MAX_VALUES:
            raise pickle.UnpicklingError("too many values")
        if isinstance(value, _Array):
            return value.values
        if isinstance(value, dict):
            return {self.of(key): self.of(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(item) for item in value]
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
