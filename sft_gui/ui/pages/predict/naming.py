"""Naming pictures for the Predict page: one after the other in the pool, answers as they come, by any kept run."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.session import TrainingSession

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer, Predictor  # imports torch

KEPT = 2  # models that stay in memory
Wanted = tuple[int, Path]  # the picture's number, its file


class Naming(QObject):
    """Holds what is still to be named; one job at a time."""

    answered = Signal(list)  # [(number, Answer), ...]
    state_changed = Signal()
    failed = Signal(object)  # UserError: the run cannot answer
    noted = Signal(object)  # Message: what is to be known of the run's weights

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.classes: tuple[str, ...] = ()
        self.device = "cpu"
        self.done = self.total = 0
        self._session: TrainingSession | None = None
        self._job: jobs.Job | None = None
        self._choice: Choice | None = None
        self._waiting: list[Wanted] = []
        self._asked: set[int] = set()
        self._mail: deque[tuple[int, Answer]] = deque()
        self._predictors = _Predictors()

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being named."""
        return self._job is not None

    def asked(self) -> set[int]:
        """Give the numbers of the pictures that are being named or wait for it."""
        return self._asked

    def follow(self, session: TrainingSession) -> None:
        """Take the session whose newest weights can be asked."""
        self._session = session

    def name(self, choice: Choice, wanted: Sequence[Wanted]) -> None:
        """Name these pictures too; where another run is chosen, what the old one was working on is dropped."""
        if self._choice is None or choice.key != self._choice.key or choice.run.stamp != self._choice.run.stamp:
            self.cancel()
        self._choice = choice
        self._waiting += wanted
        self._asked.update(number for number, _ in wanted)
        self.total += len(wanted)
        if self._job is None and self._waiting:
            self._start()
        self.state_changed.emit()

    def cancel(self) -> None:
        """Drop what is not named yet."""
        if self._job is not None:
            self._job.drop()
            self._job = None
        self._waiting, self._mail = [], deque()
        self._asked.clear()
        self.done = self.total = 0
        self.state_changed.emit()

    def _start(self) -> None:
        assert self._choice is not None
        batch, self._waiting = self._waiting, []
        self._job = jobs.run(
            self._predictors.name,
            self._choice,
            self._session,
            batch,
            self._mail,
            done=self._on_done,
            failed=self._on_failed,
            progress=lambda *_: self._empty_mail(),
            owner=self,
            is_long=True,
        )

    def _empty_mail(self) -> None:
        answers = []
        while self._mail:
            answers.append(self._mail.popleft())
        self.done += len(answers)
        self._asked.difference_update(number for number, _ in answers)
        if answers:
            self.answered.emit(answers)
            self.state_changed.emit()

    def _on_done(self, model: tuple[tuple[str, ...], str, Message | None]) -> None:
        self.classes, self.device, note = model
        if note is not None:
            self.noted.emit(note)
        self._job = None
        self._empty_mail()
        if self._waiting:
            self._start()
        else:
            self.done = self.total = 0
        self.state_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.cancel()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)


class _Predictors:
    """The last models asked, ready in memory; for the pool's threads."""

    def __init__(self) -> None:
        self._lock = Lock()  # a dropped job may still be at it when the next begins
        self._kept: OrderedDict[tuple[Path, int], Predictor] = OrderedDict()

    def name(
        self,
        choice: Choice,
        session: TrainingSession | None,
        wanted: Sequence[Wanted],
        mail: deque[tuple[int, Any]],
        *,
        on_progress: Callable[..., None],
        cancelled: Callable[[], bool],
    ) -> tuple[tuple[str, ...], str, Message | None]:
        """Name pictures into ``mail``; return the model's classes, its device and what is to be known of its weights.

        Raises:
            UserError: the run has no model that can be read.
        """
        engine.load()
        predictor = self._live(choice, session) if choice.is_live else self._best(choice)

        def on_answer(place: int, answer: Answer) -> None:
            mail.append((wanted[place][0], answer))
            on_progress(place)

        predictor.name_all([path for _, path in wanted], on_answer=on_answer, cancelled=cancelled)
        return predictor.classes, predictor.device, predictor.note

    def _best(self, choice: Choice) -> Predictor:
        from sft_gui.prediction.predictor import Predictor  # imports torch

        key = (choice.run.folder, choice.run.stamp)
        with self._lock:
            if key not in self._kept:
                try:
                    self._kept[key] = Predictor.from_run(choice.run.run)
                except FileNotFoundError:  # its folder was taken away since the runs were listed
                    what = say("The model of “{name}” is no longer there.", name=choice.run.name)
                    raise UserError(what, say("Choose another run.")) from None
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def _live(self, choice: Choice, session: TrainingSession | None) -> Predictor:
        shown = session.current if session is not None else None
        predictor = None
        if session is not None and shown is not None and shown.run.folder == choice.run.folder:  # else it is over
            predictor = session.snapshot_predictor()
        if predictor is None:
            raise UserError(
                say("The training has ended or has no weights yet."),
                say("Choose a kept run, or try again in a moment."),
            )
        return predictor
