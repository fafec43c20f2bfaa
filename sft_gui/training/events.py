"""What can happen in a run: one frozen dataclass a kind, each a line of events.jsonl."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from sft_gui.messages import Message
from sft_gui.tasks.metric import present_names


class RunState(StrEnum):
    """Where a run stands."""

    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"  # by the user; the best weights are kept
    FAILED = "failed"
    INTERRUPTED = "interrupted"  # the process ended without a word


RESUMABLE = frozenset({RunState.PAUSED, RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED})
LIVE = frozenset({RunState.PREPARING, RunState.RUNNING})
UNSAVED = LIVE | {RunState.FAILED, RunState.INTERRUPTED}  # may have done more than is safe on disk


class Level(StrEnum):
    """How grave a line of the log is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Event:
    """Something that happened at ``time`` (UTC, ISO 8601)."""

    kind: ClassVar[str]
    recorded: ClassVar[bool] = True  # False: shown while it happens, not kept
    time: str

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"kind": self.kind}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            data[field.name] = value.to_json() if isinstance(value, Message) else value
        return data


@dataclass(frozen=True)
class StateChanged(Event):
    """The run entered a state; ``reason`` says why where that is not obvious."""

    kind = "state"
    state: RunState
    reason: Message | None = None
    remedy: Message | None = None
    details: str = ""  # a traceback, for the button "Details"


@dataclass(frozen=True)
class Planned(Event):
    """How long the run is meant to be; told again where a time budget or an extension changes it."""

    kind = "planned"
    epochs: int
    steps_per_epoch: int
    total_steps: int
    batch_size: int
    train_pictures: int
    val_pictures: int
    device: str
    sizes: tuple[int, ...] = ()  # px, in logs of versions in which pictures could grow from epoch to epoch


@dataclass(frozen=True)
class Preparing(Event):
    """Progress of what comes before the first step, and of a validation that takes long."""

    kind = "preparing"
    recorded = False
    what: Message
    done: int
    total: int | None


@dataclass(frozen=True)
class StepDone(Event):
    """One optimiser step; ``step`` counts from 1 over the whole run."""

    kind = "step"
    step: int
    epoch: int  # from 1
    losses: Mapping[str, float]  # by part
    lr: float
    pictures: int
    correct: int | None  # pictures of the batch, where the task can say so
    seconds: float  # since the step before, waiting for data included

    @property
    def loss(self) -> float:
        return sum(self.losses.values())


@dataclass(frozen=True)
class EpochEnded(Event):
    """Both phases of an epoch; epoch 0 is the state before the first step."""

    kind = "epoch"
    epoch: int
    step: int
    train: Mapping[str, float]
    val: Mapping[str, float]  # the metrics' names, loss, correct, total
    is_best: bool
    seconds: float  # of the whole run so far


@dataclass(frozen=True)
class SamplesPredicted(Event):
    """What the model says of the sample pictures after an epoch: ``[path, truth, label, confidence, correct]``."""

    kind = "samples"
    epoch: int
    samples: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Checkpointed(Event):
    """All of the run up to ``step`` is safe on disk."""

    kind = "checkpoint"
    step: int
    seconds: float  # what writing it took


@dataclass(frozen=True)
class Logged(Event):
    """A sentence for the log: a halved batch, a shortened plan, a resumed run."""

    kind = "log"
    level: Level
    message: Message


KINDS: dict[str, type[Event]] = {
    cls.kind: cls
    for cls in (StateChanged, Planned, Preparing, StepDone, EpochEnded, SamplesPredicted, Checkpointed, Logged)
}
CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "state": RunState,
    "level": Level,
    "samples": lambda samples: tuple(present_names(each) for each in samples),
    "sizes": tuple,
    "val": present_names,
}


SUM = '"sum":"'  # the key of a line's checksum, its last one
TAIL = len(SUM) + 8 + len('"}\n')  # bytes of the checksum with its key and the line's end


def to_line(event: Event) -> bytes:
    """Return the event as a line of events.jsonl, with a checksum of all before it."""
    text = json.dumps(event.to_json(), ensure_ascii=False, separators=(",", ":"))[:-1] + ","
    return text.encode() + _tail(text.encode())


def is_summed(line: bytes) -> bool:
    """Whether a line ends with the checksum of what is before it, even where the key or the end of it is damaged."""
    return line[-TAIL:][len(SUM) :][:8] == _tail(line[:-TAIL])[len(SUM) :][:8]


def _tail(before: bytes) -> bytes:
    return f'{SUM}{zlib.crc32(before):08x}"}}\n'.encode()


def from_line(line: bytes) -> Event | None:
    """Read what :func:`to_line` wrote; None for a kind that a later version added. Earlier versions had no checksum.

    Raises:
        ValueError: the line is damaged.
    """
    if (SUM.encode() in line or is_summed(line)) and line[-TAIL:] != _tail(line[:-TAIL]):
        raise ValueError("another line")
    try:
        return from_json(json.loads(line))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no event") from error


def from_json(data: Mapping[str, Any]) -> Event | None:
    """Read what ``to_json`` wrote; None for a kind that a later version added."""
    cls = KINDS.get(data["kind"])
    if cls is None:
        return None
    data = present_names(data)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        if field.name not in data:
            continue
        value = data[field.name]
        if isinstance(value, dict) and "template" in value:
            value = Message.from_json(value)
        values[field.name] = CONVERTERS.get(field.name, lambda same: same)(value) if value is not None else None
    return cls(**values)
