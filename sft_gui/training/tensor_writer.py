"""Tensors as the bytes of a safetensors file, one after the other, so that no second copy of all of them is made.

The library's own writer makes one, and where memory is short it ends the process instead of raising an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

DTYPES = {
    "float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16", "int64": "I64", "int32": "I32",
    "int16": "I16", "int8": "I8", "uint8": "U8", "bool": "BOOL",
}  # fmt: skip
ALIGNMENT = 8  # bytes


class Content:
    """Some tensors and text as they stand in a safetensors file."""

    def __init__(self, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
        # As the library orders them: those of wide numbers first, so that each begins where its numbers may.
        self._tensors = sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0]))
        self.size = sum(tensor.numel() * tensor.element_size() for _, tensor in self._tensors)  # bytes, of all of them
        self.header = self._header(metadata)

    def _header(self, metadata: Mapping[str, str]) -> bytes:
        entries: dict[str, Any] = {"__metadata__": dict(metadata)}
        begin = 0
        for name, tensor in self._tensors:
            end = begin + tensor.numel() * tensor.element_size()
            dtype = DTYPES[str(tensor.dtype).removeprefix("torch.")]
            entries[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [begin, end]}
            begin = end
        text = json.dumps(entries, separators=(",", ":"), ensure_ascii=False).encode()
        text += b" " * (-len(text) % ALIGNMENT)
        return len(text).to_bytes(ALIGNMENT, "little") + text

    def pieces(self) -> Iterator[memoryview]:
        """Yield the tensors' bytes, one tensor after the other."""
        import torch

        for _, tensor in self._tensors:
            plain = tensor.detach().cpu().contiguous().reshape(-1)
            if len(plain):
                yield plain.view(torch.uint8).numpy().data
