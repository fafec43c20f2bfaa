"""The same files as the library's own writer makes, without its second copy of everything."""

import torch
from safetensors.torch import load, save

from sft_gui.training.tensor_writer import Content


def test_bytes_are_those_of_the_library():
    generator = torch.Generator().manual_seed(0)
    tensors = {
        "b": torch.rand(3, 4, generator=generator), "a": torch.tensor(3, dtype=torch.int64),
        "half": torch.rand(5, generator=generator).bfloat16(), "none": torch.zeros(0, 2),
        "turned": torch.rand(2, 3, 4, 4, generator=generator).to(memory_format=torch.channels_last),
        "yes": torch.tensor([True, False]), "é": torch.zeros(1, dtype=torch.float64),
    }  # fmt: skip
    content = Content(tensors, {"about": '{"x": "ä"}'})
    made = content.header + b"".join(content.pieces())
    assert made == save({name: value.contiguous() for name, value in tensors.items()}, {"about": '{"x": "ä"}'})
    assert all(torch.equal(load(made)[name], value) for name, value in tensors.items())
    assert len(made) == len(content.header) + content.size
