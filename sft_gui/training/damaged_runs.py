"""Runs that cannot be read: why, and what can still be had of them."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.training import checkpoint
from sft_gui.training.report import Report
from sft_gui.training.run_folder import RunFolder, folders_below

TRACES = ("run.toml", "events.jsonl", "best.safetensors", "checkpoints/last.safetensors")


@dataclass(frozen=True)
class DamagedRun:
    """A run that cannot be read, and why; some of its files may be whole."""

    run: RunFolder
    reason: UserError

    @property
    def name(self) -> str:
        """What it was called, as far as its folder tells."""
        return re.sub(r"^\d{8}-\d{6}-", "", self.run.folder.name)

    @property
    def created(self) -> str:
        """When it was made, UTC and ISO 8601, as far as its folder tells."""
        try:
            made = datetime.strptime(self.run.folder.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            made = datetime.fromtimestamp(0, UTC)
            with contextlib.suppress(OSError):
                made = datetime.fromtimestamp(self.run.folder.stat().st_mtime, UTC)
        return made.isoformat().replace("+00:00", "Z")

    def report(self) -> Report:
        """Return the run in a few numbers, as far as they are known."""
        return self.run.report()

    def about_weights(self) -> dict[str, Any]:
        """Return what the best weights say of themselves; nothing where they cannot be read."""
        with contextlib.suppress(UserError):
            return checkpoint.read_about(self.run.best_weights)
        return {}

    def what_is_left(self) -> Message:
        """Say what can still be had."""
        has_weights, has_curves = bool(self.about_weights()), bool(self.report().curve)
        if has_weights and has_curves:
            return say("Its weights (best.safetensors) and its curves can still be read.")
        if has_weights:
            return say("Its weights (best.safetensors) can still be read.")
        if has_curves:
            return say("Its curves can still be read.")
        return say("Nothing else of it can be read.")


def damaged_runs(folder: Path, *, whole: Collection[Path]) -> list[DamagedRun]:
    """Return the runs below ``folder`` that cannot be read, newest first.

    Args:
        whole: the folders of those that can.
    """
    found = list[DamagedRun]()
    for each in folders_below(folder):
        if each not in whole and _was_run(each):
            with contextlib.suppress(OSError):
                found += _looked_at(each)
    return sorted(found, key=lambda one: one.created, reverse=True)


def _looked_at(folder: Path) -> list[DamagedRun]:
    try:
        RunFolder.open(folder)
    except UserError as error:
        is_gone = not (folder / "run.toml").exists() and os.access(folder, os.X_OK)
        reason = UserError(say("{name} is missing.", name="run.toml")) if is_gone else error
        return [DamagedRun(RunFolder(folder), reason)]
    return []  # made since the others were looked at


def _was_run(folder: Path) -> bool:
    """Whether anything of a run is there, more than of one whose making was cut short."""
    return any(os.path.lexists(folder / name) for name in TRACES) or not os.access(folder, os.R_OK | os.X_OK)
