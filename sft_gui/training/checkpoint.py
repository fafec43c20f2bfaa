"""A run's state to one file and back: tensors in safetensors, all else as JSON in the same file's header.

Two digests (SHA-256) stand in the header beside the JSON: one of the tensors, and one of the header itself, its own
digits taken for zeros. So every bit of the file is covered, and the header can be trusted without the tensors.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import mmap
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sft_gui import sealed
from sft_gui.data.memory import is_out_of_memory
from sft_gui.errors import UserError
from sft_gui.files import write_atomic
from sft_gui.messages import say
from sft_gui.sealed import Damaged
from sft_gui.tasks.metric import present_names
from sft_gui.training.tensor_writer import Content

if TYPE_CHECKING:
    import torch
    from torch import Tensor

FORMAT = 3
FORMER = {"judged_step": "evaluated_step", "judge_seconds": "evaluation_seconds"}  # in formats 1 and 2
SEALED_FROM = 2  # the first format with digests
CHUNK = 1 << 22  # bytes read back at once
LENGTH = 8  # bytes that tell the header's length, as safetensors has it
EMPTY = "0" * 64
DIGEST = {name: re.compile(rf'"{name}":"([0-9a-f]{{64}})"'.encode()) for name in ("header-sha256", "tensors-sha256")}


@dataclass
class TrainState:
    """Where a run stands, besides its weights."""

    step: int = 0  # optimiser steps done
    evaluated_step: int = 0  # the last step after which the model was evaluated
    seconds: float = 0.0  # trained, pauses not counted
    first_seconds: float = 0.0  # of them before the first step
    evaluation_seconds: float | None = None  # the last validation took
    total_steps: int = 0
    accumulation: int = 1  # micro-batches a step, after memory ran out
    best_score: float | None = None
    best_epoch: int | None = None
    epoch_sums: dict[str, float] | None = None  # of the epoch under way: loss, correct, total
    log_bytes: int = 0  # length of events.jsonl
    scaler: dict[str, Any] | None = None  # the gradient scaler's state, with float16

    def part_size(self, count: int) -> int:
        """Return how many of ``count`` pictures a step takes at a time."""
        return -(-count // self.accumulation)


def save(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    train_state: TrainState,
    average: torch.nn.Module | None = None,
    *,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Write model, optimiser, state and average as one atomic file, so that they always belong together.

    Args:
        before: called when the new file is on disk and was read back, right before it takes the old one's place.
    """
    tensors = {f"model/{name}": value for name, value in model.state_dict().items()}
    if average is not None:
        tensors |= {f"average/{name}": value for name, value in average.state_dict().items()}
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    for parameter, state in optimizer.state.items():
        for key, value in state.items():
            if value is not None:
                tensors[f"optimizer/{key}/{names[id(parameter)]}"] = value
    _write(path, tensors, {"format": FORMAT, **asdict(train_state)}, before)


def restore(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    average: torch.nn.Module | None = None,
) -> TrainState:
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
    return _train_state(about)


def _train_state(about: Mapping[str, Any]) -> TrainState:
    """Read the state by the names of this version or of formats 1 and 2."""
    values = {FORMER.get(name, name): value for name, value in about.items() if name != "format"}
    if values.get("epoch_sums") is not None:
        values["epoch_sums"] = present_names(values["epoch_sums"])
    return TrainState(**values)


def model_weights(path: Path) -> dict[str, Tensor]:
    """Return from what :func:`save` wrote the weights that are used: the average where there is one, else the model.

    Raises:
        UserError: the file is damaged or of a later version.
    """
    tensors, _ = _read(path)
    return _below("average/module.", tensors) or _below("model/", tensors)


def _below(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def read_about(path: Path) -> dict[str, Any]:
    """Read a file's JSON without its tensors and without torch; same errors as :func:`restore`."""
    with _opened(path) as file:
        return _checked_header(file, path.name)[0]


def verify(path: Path) -> dict[str, Any]:
    """Read a whole file, compare it with its digests, and return its JSON; same errors as :func:`restore`."""
    with _opened(path) as file:
        return _verified(file, path.name)


def save_weights(path: Path, weights: Mapping[str, Tensor], about: Mapping[str, Any]) -> None:
    """Write weights alone with what is needed to use them: model name, classes, picture size."""
    _write(path, weights, {"format": FORMAT, **about})


def read_weights(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Read what :func:`save_weights` wrote.

    Raises:
        UserError: the file is damaged or of a later version.
    """
    return _read(path)


def _write(
    path: Path,
    tensors: Mapping[str, Tensor],
    about: Mapping[str, Any],
    before: Callable[[], object] = lambda: None,
) -> None:
    content = Content(tensors, {"sft-gui": json.dumps(about), **dict.fromkeys(DIGEST, EMPTY)})
    digest = hashlib.sha256()
    for piece in content.pieces():
        digest.update(piece)
    header = _with_digest(content.header, "tensors-sha256", digest.hexdigest())  # the header's vouches for it
    header = _with_digest(header, "header-sha256", hashlib.sha256(header).hexdigest())

    def write(file: IO[bytes]) -> None:
        for piece in itertools.chain([memoryview(header)], content.pieces()):
            file.write(piece)

    def read_back(written: Path) -> None:
        _compare(written, itertools.chain([memoryview(header)], content.pieces()), path.name)
        before()

    write_atomic(path, write, check=read_back)


def _with_digest(header: bytes, name: str, digest: str) -> bytes:
    start, stop = _place(header, name)
    return header[:start] + digest.encode() + header[stop:]


def _compare(written: Path, pieces: Iterable[memoryview], name: str) -> None:
    """Read from the disk what was written to it.

    Raises:
        UserError: the disk gives back something else.
    """
    with open(written, "rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # not from memory
        is_same = True
        for piece in pieces:
            for start in range(0, len(piece), CHUNK):  # bytes, since views are compared one by one
                part = bytes(piece[start : start + CHUNK])
                is_same = is_same and file.read(len(part)) == part
        is_same = is_same and not file.read(1)
    if not is_same:
        raise UserError(
            say("The disk does not give back what was written to it: {name}.", name=name),
            say("Look after this disk, and keep the project on another one. What was written before is kept."),
        )


def _place(header: bytes, name: str) -> tuple[int, int]:
    found = DIGEST[name].search(header)
    if found is None:
        raise ValueError(f"no {name}")
    return found.span(1)


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    from safetensors import SafetensorError, safe_open

    with _opened(path) as file:
        about = _verified(file, path.name)
        try:
            with safe_open(path, framework="pt") as tensors:
                return {name: tensors.get_tensor(name) for name in tensors.keys()}, about  # noqa: SIM118
        except SafetensorError as error:
            if is_out_of_memory(error):
                raise MemoryError(str(error)) from error
            raise _damaged(path) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file of weights and tell what is wrong with it in words."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _damaged(path)
            yield file
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    except FileNotFoundError as error:
        raise sealed.Missing(say("The weights in {name} are missing.", name=path.name)) from error
    except IsADirectoryError as error:
        raise _damaged(path) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(say("The weights in {name} cannot be read: {why}.", name=path.name, why=why)) from error


def _damaged(path: Path) -> Damaged:
    return Damaged(say("The weights in {name} are damaged.", name=path.name))


def _checked_header(file: IO[bytes], name: str) -> tuple[dict[str, Any], str | None, int]:
    """Return the JSON, the tensors' digest (None before there were any) and where the tensors begin.

    Raises:
        ValueError, KeyError, TypeError: the header is damaged.
        UserError: it is of a later version.
    """
    start = file.read(LENGTH)
    length = int.from_bytes(start, "little")
    if len(start) < LENGTH or length > os.fstat(file.fileno()).st_size - LENGTH:
        raise ValueError("no safetensors file")
    header = start + file.read(length)
    metadata = json.loads(header[LENGTH:])["__metadata__"]
    about = dict(json.loads(metadata["sft-gui"]))
    number = about["format"]
    if not isinstance(number, int) or number < 1:
        raise ValueError("no format number")
    if number >= SEALED_FROM:
        begin, end = _place(header, "header-sha256")
        if hashlib.sha256(header[:begin] + EMPTY.encode() + header[end:]).hexdigest() != metadata["header-sha256"]:
            raise ValueError("another header")
    sealed.check_format(about, latest=FORMAT, name=name)
    return about, metadata["tensors-sha256"] if number >= SEALED_FROM else None, len(header)


def _verified(file: IO[bytes], name: str) -> dict[str, Any]:
    about, digest, start = _checked_header(file, name)
    if digest is not None:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content, memoryview(content) as view:
            with view[start:] as tensors:
                if hashlib.sha256(tensors).hexdigest() != digest:
                    raise ValueError("other tensors")
    return about
