"""The only thread that trains: runs ``fit`` and drops its events into a mailbox that the window empties."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

from PySide6.QtCore import QObject, QThread, Signal

from sft_gui.messages import say
from sft_gui.training.events import Event, Preparing
from sft_gui.training.report import Report
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.ui.core import engine

Fit = Callable[[FitRequest, Callable[[Event], None], Control], Report]
STACK_BYTES = 16 * 1024**2  # macOS gives secondary threads 512 kB, too little for torch


class Mailbox:
    """Events on their way from the worker to the window."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._lock = Lock()

    def put(self, event: Event) -> None:
        """Drop an event in; any thread."""
        with self._lock:
            self._events.append(event)

    def take(self, at_most: int | None = None) -> list[Event]:
        """Take events out, oldest first: all of them, or some."""
        with self._lock:
            count = len(self._events) if at_most is None else min(at_most, len(self._events))
            return [self._events.popleft() for _ in range(count)]


def engine_fit(request: FitRequest, on_event: Callable[[Event], None], control: Control) -> Report:
    """Load the engine if nobody has yet, then train; a resumed run first tells its past."""
    if not engine.is_loaded():
        on_event(Preparing(now(), say("Loading PyTorch"), 0, None))
        engine.load()
    from sft_gui.training.fit import fit  # imports torch

    past_is_told = False

    def tell(event: Event) -> None:
        nonlocal past_is_told
        if past_is_told or not event.recorded:
            on_event(event)
            return
        # Only now has the engine cut off what a killed process wrote after its last checkpoint. The event is the
        # log's last line already.
        past_is_told = True
        for past in request.run.events():
            on_event(past)

    if engine.is_taken():
        on_event(Preparing(now(), say("Ending what is measured in the background"), 0, None))
    with engine.turn(lambda: False):  # what was computed in the background ends first
        return fit(request, tell, control)


class FitWorker(QThread):
    """Trains one run. ``returned`` or ``failed``, then QThread's own ``finished``; never terminated, only asked to end.

    Args:
        fit: stands in for the engine's own in tests.
    """

    returned = Signal(object)  # the run's Report
    failed = Signal(object)  # the exception: UserError where the run cannot be trained

    def __init__(self, run: RunFolder, fit: Fit = engine_fit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training")
        self.setStackSize(STACK_BYTES)
        self.control = Control()
        self.mailbox = Mailbox()
        self._request, self._fit = FitRequest(run), fit

    def run(self) -> None:
        """Train; QThread calls it on the new thread."""
        try:
            with engine.giving_way():
                report = self._fit(self._request, self.mailbox.put, self.control)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.returned.emit(report)
        finally:
            self.control.ended()
