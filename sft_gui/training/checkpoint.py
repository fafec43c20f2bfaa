"""A run's state to one file and back: tensors in safetensors, all else as JSON in the same file's header."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sft_gui.errors import UserError
from sft_gui.files import write_atomic
from sft_gui.messages import say

if TYPE_CHECKING:
    import torch
    from torch import Tensor

FORMAT = 1


@dataclass
class Position:
    """Where a run stands, besides its weights."""

    step: int = 0  # optimiser steps done
    judged_step: int = 0  # the last step after which the model was evaluated
    seconds: float = 0.0  # trained, pauses not counted
    first_seconds: float = 0.0  # of them before the first step
    judge_seconds: float | None = None  # the last validation took
    total_steps: int = 0
    accumulation: int = 1  # micro-batches a step, after memory ran out
    best_score: float | None = None
    best_epoch: int | None = None
    epoch_sums: dict[str, float] | None = None  # of the epoch under way: loss, right, total
    log_bytes: int = 0  # length of events.jsonl
    scaler: dict[str, Any] | None = None  # the gradient scaler's state, with float16


def save(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    position: Position,
    average: torch.nn.Module | None = None,
) -> None:
    """Write model, optimiser, position and average as one atomic file, so that they always belong together."""
    tensors = {f"model/{name}": value for name, value in model.state_dict().items()}
    if average is not None:
        tensors |= {f"average/{name}": value for name, value in average.state_dict().items()}
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    for parameter, state in optimizer.state.items():
        for key, value in state.items():
            if value is not None:
                tensors[f"optimizer/{key}/{names[id(parameter)]}"] = value
    _write(path, tensors, {"format": FORMAT, **asdict(position)})


def restore(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    average: torch.nn.Module | None = None,
) -> Position:
    """Read what :func:`save` wrote into model, optimiser and average.

    Raises:
        UserError: the file is damaged or of a later version.
    """
    import torch

    tensors, about = _read(path)
    model.load_state_dict(_below("model/", tensors))
    if average is not None:
        average.load_state_dict(_below("average/", tensors))
    parameters = dict(model.named_parameters())
    for key, value in tensors.items():
        if key.startswith("optimizer/"):
            _, state_name, parameter_name = key.split("/", 2)
            parameter = parameters[parameter_name]
            if value.shape == parameter.shape:
                # Same strides as the parameter: vectorised and plain arithmetic may differ in the last bit.
                value = torch.empty_like(parameter).copy_(value)
            optimizer.state[parameter][state_name] = value
    about.pop("format")
    return Position(**about)


def _below(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def read_about(path: Path) -> dict[str, Any]:
    """Read a file's JSON without its tensors and without torch; same errors as :func:`restore`."""
    with _told_if_damaged(path), open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > path.stat().st_size:
            raise ValueError("no safetensors file")
        return _about(json.loads(file.read(length))["__metadata__"])


def save_weights(path: Path, weights: Mapping[str, Tensor], about: Mapping[str, Any]) -> None:
    """Write weights alone with what is needed to use them: model name, classes, picture size."""
    _write(path, weights, {"format": FORMAT, **about})


def read_weights(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Read what :func:`save_weights` wrote.

    Raises:
        UserError: the file is damaged or of a later version.
    """
    return _read(path)


def _write(path: Path, tensors: Mapping[str, Tensor], about: Mapping[str, Any]) -> None:
    from safetensors.torch import save as to_bytes

    plain = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    data = to_bytes(plain, metadata={"sft-gui": json.dumps(about)})
    write_atomic(path, lambda file: file.write(data))


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    from safetensors import safe_open

    with _told_if_damaged(path), safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, _about(file.metadata())  # noqa: SIM118


@contextlib.contextmanager
def _told_if_damaged(path: Path) -> Iterator[None]:
    from safetensors import SafetensorError

    try:
        yield
    except (SafetensorError, KeyError, TypeError, ValueError, OSError) as error:
        raise UserError(say("The weights in {name} cannot be read.", name=path.name)) from error


def _about(metadata: Mapping[str, str]) -> dict[str, Any]:
    about = dict(json.loads(metadata["sft-gui"]))
    if about["format"] > FORMAT:
        raise UserError(say("These weights were made by a later version."), say("Update sft-gui to open them."))
    return about
