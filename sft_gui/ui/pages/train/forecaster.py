"""``Forecaster``: measures in the background what the run being chosen will take, and never while one is trained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from sft_gui.data.project import Project
from sft_gui.data.watcher import Progress
from sft_gui.errors import UserError
from sft_gui.messages import Message
from sft_gui.settings.setting import Settings
from sft_gui.training.forecast import Forecast
from sft_gui.training.tuning_cache import costly
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.jobs import Job
from sft_gui.ui.look.eta import Eta

SETTLE_MS = 600  # settings change in bursts


@dataclass(frozen=True)
class Wanted:
    """What is to be forecast; another project object counts as other pictures."""

    project: Project
    settings: Settings

    def costs_as(self, other: Wanted | None) -> bool:
        """Tell whether a step costs the same: then a measurement under way serves both."""
        if other is None or self.project is not other.project:
            return False
        return costly(self.settings) == costly(other.settings)


def look(wanted: Wanted, *, is_new: bool, on_progress: Progress, cancelled: Callable[[], bool]) -> Forecast:
    """Return what is remembered, else measure; for the pool.

    Raises:
        UserError: why the run could not start.
    """
    from sft_gui.training import preflight  # imports torch

    if not is_new and (known := preflight.remembered(wanted.project, wanted.settings)) is not None:
        return known
    with engine.turn(cancelled), engine.giving_way():
        return preflight.measure(wanted.project, wanted.settings, on_progress=on_progress, cancelled=cancelled)


class Forecaster(QObject):
    """Ask with :meth:`want`; ``changed`` tells that what is known is another. All on the GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.forecast: Forecast | None = None
        self.problem: UserError | None = None  # why nothing could be measured
        self.done, self.total = 0, 0  # steps of the measurement under way
        self.eta = Eta()
        self._wanted: Wanted | None = None
        self._measured: Wanted | None = None  # what the job under way looks at
        self._job: Job | None = None
        self._is_new = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)

    @property
    def is_at_work(self) -> bool:
        """Whether an answer is on its way."""
        return self._settle.isActive() or self._job is not None

    def want(self, wanted: Wanted | None) -> None:
        """Forecast this from now on; None: nothing, and what is under way ends."""
        if wanted == self._wanted and (self.forecast is not None or self.problem is not None or self.is_at_work):
            return
        if wanted is None or not wanted.costs_as(self._measured):
            self._cancel()
        self._wanted, self.forecast, self.problem = wanted, None, None
        if wanted is None:
            self._settle.stop()
        else:
            self._settle.start()
        self.changed.emit()

    def again(self) -> None:
        """Measure anew, whatever is remembered; what is under way is new enough."""
        if self.is_at_work or self._wanted is None:
            return
        self._is_new = True
        self.forecast = self.problem = None
        self._settle.start(0)
        self.changed.emit()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _look(self) -> None:
        if self._wanted is None or self._job is not None:
            return
        self._measured, self.done, self.total = self._wanted, 0, 0
        self.eta.restart()
        is_new, self._is_new = self._is_new, False
        self._job = jobs.run(
            look,
            self._wanted,
            is_new=is_new,
            done=self._on_done,
            failed=self._on_failed,
            stopped=self._on_over,
            progress=self._on_progress,
            owner=self,
            is_long=True,
        )
        self.changed.emit()

    def _on_progress(self, done: int, total: int, what: Message) -> None:
        self.done, self.total = done, total
        self.eta.take(done, total)
        self.changed.emit()

    def _on_done(self, forecast: Forecast) -> None:
        if self._wanted == self._measured:
            self.forecast = forecast
        self._on_over()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and self._wanted == self._measured:
            self.problem = error
        self._on_over()
        if not isinstance(error, UserError):
            raise error

    def _on_over(self) -> None:
        self._job = self._measured = None
        if self._wanted is not None and self.forecast is None and self.problem is None:
            self._look()  # something else is wanted by now
        self.changed.emit()
