"""Read the tensors of a weights file, safetensors or torch's, without running anything that is in it."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.models import keys

if TYPE_CHECKING:
    from torch import Tensor


# what torch's weights_only loader says of a pickle that wants more than tensors
FOREIGN_OBJECTS = ("Unsupported global", "unsupported GLOBAL", "Can only build", "Can only create")


def read(path: Path) -> dict[str, Tensor]:
    """Return the file's state dict under its own names, on the CPU.

    Raises:
        UserError: no such file, damaged, no weights file, or one that holds Python objects.
    """
    try:
        reader = _read_safetensors if _is_safetensors(path) else _read_torch
    except OSError as error:
        raise _refusal(
            say("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error)),
            say("Choose another file."),
        ) from error
    tensors = _tensors(keys.unwrap(reader(path)))
    if not tensors:
        raise _refusal(
            say("{name} holds no weights.", name=path.name),
            say("Choose a safetensors file, or a state dict saved by PyTorch."),
        )
    return tensors


def _tensors(content: Any) -> dict[str, Tensor]:
    import torch

    if not isinstance(content, Mapping):
        return {}
    return {str(name): value for name, value in content.items() if isinstance(value, torch.Tensor)}


def _is_safetensors(path: Path) -> bool:
    # The format opens with the header's length (8 bytes, little-endian) and the header's "{".
    with path.open("rb") as file:
        return file.read(9)[8:] == b"{"


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(path)
    except SafetensorError as error:
        raise _damaged(path) from error


def _read_torch(path: Path) -> Any:
    import torch

    try:
        with path.open("rb") as file:  # not the path: by its suffix torch might choose another reader
            return torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # bytes that are no pickle end in any error at all
        if not isinstance(error, pickle.UnpicklingError) or not any(sign in str(error) for sign in FOREIGN_OBJECTS):
            raise _damaged(path) from error
        raise _refusal(
            say(
                "{name} holds Python objects besides weights, which could run code; it was not opened.", name=path.name
            ),
            say("Save its state dict as a safetensors file and choose that."),
        ) from error


def _damaged(path: Path) -> UserError:
    return _refusal(
        say("{name} is damaged or is not a weights file.", name=path.name),
        say("Choose a safetensors file, or a state dict saved by PyTorch."),
    )


def _refusal(what: Message, do: Message) -> UserError:
    return UserError(what, do, field="model.weights")
