"""A mask as an answer keeps it: compressed, since thousands of answers may be kept at once."""

from __future__ import annotations

import zlib

import numpy as np


class PackedMask:
    """Class indices ``(H, W)`` uint8; ``np.asarray`` unpacks them anew each time."""

    def __init__(self, mask: np.ndarray) -> None:
        self.shape = mask.shape
        self._data = zlib.compress(mask.astype(np.uint8).tobytes(), level=1)

    @property
    def nbytes(self) -> int:
        """The memory that it takes."""
        return len(self._data)

    def __array__(self, dtype: np.dtype | None = None, copy: bool | None = None) -> np.ndarray:
        if copy is False:
            raise ValueError("a packed mask has to be copied")
        mask = np.frombuffer(zlib.decompress(self._data), np.uint8).reshape(self.shape)
        return mask if dtype is None else mask.astype(dtype)
