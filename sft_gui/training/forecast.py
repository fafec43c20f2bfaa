"""What a run will take, from what a few real steps cost: pure arithmetic, no clock, no torch, no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sft_gui.data.index import Picture, Split
from sft_gui.messages import Message, say

ROOM = 0.8  # up to this share of the memory that can be had, a run fits; up to all of it, it is tight
LEAST_BAND = 0.08  # no prediction is nearer than this
LOG_BYTES = 400  # that a step writes to events.jsonl


class Verdict(StrEnum):
    """Whether the run can be trained here."""

    FITS = "fits"
    TIGHT = "tight"
    WILL_NOT_FIT = "will_not_fit"


VERDICTS: Mapping[Verdict, Message] = {
    Verdict.FITS: say("Fits"),
    Verdict.TIGHT: say("Tight"),
    Verdict.WILL_NOT_FIT: say("Will not fit"),
}


@dataclass(frozen=True)
class Costs:
    """What was measured in a few steps with a run's own settings and pictures."""

    time: str  # when, UTC
    steps: int  # timed ones
    step_seconds: float  # of a whole step, its pictures at hand
    spread: float  # half the range of the timed steps, as a share
    eval_seconds: float  # a picture, when it is evaluated
    decode_seconds: float  # a picture, with all the loader's threads at work
    base_bytes: int  # memory in use between steps
    picture_bytes: int  # memory that each picture of a batch adds
    peak_bytes: int  # measured in whole steps; 0 where the batch had to be taken in parts
    model_bytes: int
    checkpoint_bytes: int
    parts: int  # a step was taken in so many parts, for want of memory
    stored_side: int  # the short side at which pictures are decoded
    compute: Mapping[str, Any] = field(default_factory=dict)
    look_seconds: float = 0.0  # a picture, when the frozen part looks at it for good; 0 where it does so every time
    activation_bytes: int = 0  # that are kept of a picture then

    def peak(self, pictures: int) -> int:
        """Return the memory that a step needs with so many pictures at once."""
        return self.base_bytes + self.picture_bytes * pictures


@dataclass(frozen=True)
class Plan:
    """What the settings ask, in numbers."""

    train: int  # pictures
    val: int
    epochs: int
    batch_size: int
    minutes: float | None = None
    head_views: int = 0  # of each training picture that the pretrained model looks at before the first step
    starts_solved: bool = False  # the head; it is evaluated before the first step
    undecoded: int = 0  # pictures that are not in the cache yet
    cache_bytes: int = 0  # that all of them will take in it
    may_stop_early: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Any], pictures: Sequence[Picture], *, stored_side: int) -> Plan:
        """Count the pictures and sum up what the settings say of them."""
        train = sum(picture.split == Split.TRAIN for picture in pictures)
        val = sum(picture.split == Split.VAL for picture in pictures)
        starts_solved = settings["train.head_init"] == "features"
        return cls(
            train=train,
            val=val,
            epochs=settings["train.epochs"],
            batch_size=settings["train.batch_size"],
            minutes=settings["stop.minutes"],
            starts_solved=starts_solved,
            head_views=1 if starts_solved else 0,
            undecoded=train + val,
            cache_bytes=sum(_stored_bytes(p, stored_side) for p in pictures if p.split != Split.TEST),
            may_stop_early=settings["stop.patience"] is not None,
        )

    @property
    def steps_per_epoch(self) -> int:
        return -(-self.train // self.batch_size)


def _stored_bytes(picture: Picture, side: int) -> int:
    short = max(min(picture.width, picture.height), 1)
    shrink = min(side / short, 1.0)
    return round(3 * picture.width * picture.height * shrink * shrink)


@dataclass(frozen=True)
class Machine:
    """What there is now."""

    memory: int  # bytes in all, of the device that trains
    reachable: int  # bytes that this process has or can still get
    disk: int  # bytes free where runs are kept
    cache: int = 0  # bytes that decoded pictures may take of the memory


@dataclass(frozen=True)
class Forecast:
    """What is said before Start."""

    costs: Costs
    plan: Plan
    first_seconds: float  # before the first step
    epoch_seconds: float
    total_seconds: float  # of all epochs, or of the time budget
    band_seconds: float  # either way
    epochs: float  # that the time budget allows, or all
    memory_bytes: int
    reachable_bytes: int
    machine_bytes: int
    disk_bytes: int
    verdict: Verdict
    remedy: Message | None = None
    fitting_batch_size: int | None = None  # the largest that fits, where that is the remedy

    def to_json(self) -> dict[str, Any]:
        """Return the numbers for ``--json``."""
        return {
            "verdict": str(self.verdict),
            "epoch_seconds": round(self.epoch_seconds, 2),
            "seconds_predicted": round(self.total_seconds, 2),
            "band_seconds": round(self.band_seconds, 2),
            "before_first_step_seconds": round(self.first_seconds, 2),
            "epochs": round(self.epochs, 2),
            "memory_bytes": self.memory_bytes,
            "memory_reachable_bytes": self.reachable_bytes,
            "disk_bytes": self.disk_bytes,
            "fitting_batch_size": self.fitting_batch_size,
            "measured_steps": self.costs.steps,
            "measured": self.costs.time,
        }


def forecast(costs: Costs, plan: Plan, machine: Machine, *, correction: float = 1.0, known: int = 0) -> Forecast:
    """Work out what a run takes.

    Args:
        correction: what finished runs of this kind took, as a share of what was predicted for them.
        known: how many such runs there were.
    """
    first = correction * before_first_step(costs, plan)
    epoch = correction * epoch_seconds(costs, plan)
    total, epochs = first + plan.epochs * epoch, float(plan.epochs)
    if plan.minutes is not None and total > plan.minutes * 60:
        total = plan.minutes * 60
        epochs = max(total - first, 0.0) / epoch
    band = max(costs.spread, LEAST_BAND) if known else max(costs.spread, 1.5 * LEAST_BAND)
    memory = memory_bytes(costs, plan, machine)
    disk = disk_bytes(costs) + LOG_BYTES * plan.steps_per_epoch * plan.epochs
    verdict, remedy, fitting = _evaluated(costs, plan, machine, memory, disk)
    return Forecast(
        costs, plan, first, epoch, total, band * total, epochs, memory, machine.reachable, machine.memory,
        disk, verdict, remedy, fitting,
    )  # fmt: skip


def disk_bytes(costs: Costs) -> int:
    """Return the most that weights take: the last checkpoint, the one before it and one being written, and the best
    weights that each of them knows of."""
    return 3 * (costs.checkpoint_bytes + costs.model_bytes)


def before_first_step(costs: Costs, plan: Plan) -> float:
    """Return the seconds of decoding what is not at hand, looking at it for good, solving the head."""
    looked_at = plan.train * plan.head_views + (plan.val if plan.starts_solved else 0)
    once = (plan.train + plan.val) * costs.look_seconds
    return plan.undecoded * costs.decode_seconds + once + looked_at * costs.eval_seconds


def epoch_seconds(costs: Costs, plan: Plan) -> float:
    """Return the seconds of an epoch's steps and its validation."""
    return plan.train / plan.batch_size * costs.step_seconds + plan.val * costs.eval_seconds


def memory_bytes(costs: Costs, plan: Plan, machine: Machine, *, batch_size: int | None = None) -> int:
    """Return the most that will be in use: a step, decoded pictures, the best weights, a checkpoint being written."""
    measured = costs.peak_bytes if batch_size is None else 0
    step = measured or costs.peak(batch_size or plan.batch_size)
    kept = min(plan.cache_bytes, machine.cache) + (plan.train + plan.val) * costs.activation_bytes
    # Writing a checkpoint holds a copy and its bytes, while no step is under way.
    return max(step, costs.base_bytes + 2 * costs.checkpoint_bytes) + costs.model_bytes + kept


def parts_needed(costs: Costs, plan: Plan, machine: Machine) -> int:
    """Return in how many parts a batch must be taken to fit: 1, 2, 4, ... or as many as it has pictures."""
    parts = 1
    while parts < plan.batch_size and not _has_room(costs, plan, machine, -(-plan.batch_size // parts)):
        parts *= 2
    return min(parts, plan.batch_size)


def _has_room(costs: Costs, plan: Plan, machine: Machine, batch_size: int) -> bool:
    return memory_bytes(costs, plan, machine, batch_size=batch_size) <= machine.reachable * (1 + ROOM) / 2


def _evaluated(
    costs: Costs, plan: Plan, machine: Machine, memory: int, disk: int
) -> tuple[Verdict, Message | None, int | None]:
    """Say whether it fits, and the one change that helps where it does not."""
    if disk > machine.disk:
        free = say("Free {size} on the disk.", size=size_text(disk - machine.disk))
        return Verdict.WILL_NOT_FIT, free, None
    if memory <= ROOM * machine.reachable:
        return Verdict.FITS, None, None
    if memory <= machine.reachable:
        return Verdict.TIGHT, say("Close other programs, so that memory does not run out."), None
    batch_size = plan.batch_size // 2
    while batch_size > 1 and not _has_room(costs, plan, machine, batch_size):
        batch_size //= 2
    if batch_size < 1 or not _has_room(costs, plan, machine, batch_size):
        return Verdict.WILL_NOT_FIT, say("Choose a smaller picture size or a smaller model."), None
    need = say("This needs {need} of {all}.", need=size_text(memory), all=size_text(machine.reachable))
    return Verdict.WILL_NOT_FIT, say("{need} Batch size {size} fits.", need=need, size=batch_size), batch_size


def size_text(size: float) -> str:
    """Write a number of bytes: 58 MB, 1.9 GB."""
    return f"{size / 1e9:.1f}\u00a0GB" if size >= 1e9 else f"{size / 1e6:.0f}\u00a0MB"
