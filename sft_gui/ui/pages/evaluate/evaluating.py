"""Evaluating a run for the Evaluate page: what is kept at once, the rest in the pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.messages import Message
from sft_gui.tasks.evaluation import Evaluation
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.tasks.results.result import RunPictures


@dataclass(frozen=True)
class Opened:
    """A run ready to be evaluated."""

    run: RunSummary
    counts: Counter[Split]
    pictures: RunPictures


class Evaluating(QObject):
    """One run and one split at a time; asking for another drops what is under way."""

    opened = Signal(object)  # Opened
    missing = Signal()  # there is no kept evaluation: ``evaluate`` makes one
    evaluated = Signal(object)  # Evaluation
    progressed = Signal(int, object, object)  # done, total or None, Message
    stopped = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = jobs.Latest()

    def open(self, run: RunSummary) -> None:
        """Read which pictures a run has; ``opened`` follows."""
        self._run(_open, run, done=self.opened.emit)

    def look(self, run: RunFolder, split: Split) -> None:
        """Look for a kept evaluation; ``evaluated`` or ``missing`` follows."""
        self._run(_kept, run, split, done=self._on_looked)

    def evaluate(self, run: RunFolder, split: Split) -> None:
        """Evaluate; ``progressed``, then ``evaluated``, ``stopped`` or ``failed``."""
        self._run(_evaluate, run, split, done=self.evaluated.emit, is_long=True)

    def drop(self) -> None:
        """End what is under way without a word: nobody waits for it."""
        self._work.drop()

    def cancel(self) -> None:
        """Ask for the end of what is under way; ``stopped`` follows."""
        self._work.cancel()

    def _run(self, function: Callable[..., object], *args: object, done: Callable, is_long: bool = False) -> None:
        self._work.run(
            function,
            *args,
            done=done,
            failed=self._on_failed,
            stopped=self.stopped.emit,
            progress=self.progressed.emit,
            owner=self,
            is_long=is_long,
        )

    def _on_looked(self, evaluation: Evaluation | None) -> None:
        if evaluation is None:
            self.missing.emit()
        else:
            self.evaluated.emit(evaluation)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.stopped.emit()
            raise error
        self.failed.emit(error)


def _open(run: RunSummary) -> Opened:
    pictures = RunPictures.of(run.run)
    return Opened(run, Counter(picture.split for picture in pictures.by_id.values()), pictures)


def _kept(run: RunFolder, split: Split) -> Evaluation | None:
    engine.load()
    from sft_gui.evaluation.evaluate import cached  # imports torch

    return cached(run, split)


def _evaluate(
    run: RunFolder,
    split: Split,
    *,
    on_progress: Callable[[int, int | None, Message], None],
    cancelled: Callable[[], bool],
) -> Evaluation:
    engine.load()
    from sft_gui.evaluation.evaluate import evaluate  # imports torch

    return evaluate(run, split, on_progress=on_progress, cancelled=cancelled)
