"""``PresetTimes``: how long each preset would take, measured one after the other while nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from sft_gui.ui.forecaster import Forecaster, Wanted


class PresetTimes(QObject):
    """Ask with :meth:`want`; ``changed`` tells that ``seconds`` has another answer. All on the GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seconds: dict[str, float] = {}  # by preset, as far as is known
        self._wanted: dict[str, Wanted] = {}
        self._waiting: list[str] = []
        self._forecaster = Forecaster(self)
        self._forecaster.changed.connect(self._on_changed)

    def want(self, wanted: Mapping[str, Wanted]) -> None:
        """Find these out from now on; what is known of the same wishes stays."""
        if wanted == self._wanted:
            return
        kept = {name: time for name, time in self.seconds.items() if wanted.get(name) == self._wanted[name]}
        is_news, self.seconds, self._wanted = kept != self.seconds, kept, dict(wanted)
        self._waiting = [name for name in wanted if name not in kept]
        self._next()
        if is_news:
            self.changed.emit()

    def pause(self) -> None:
        """Measure no more until the next wish; what is known stays."""
        self._wanted = {name: self._wanted[name] for name in self.seconds}
        self._waiting = []
        self._forecaster.want(None)

    def end(self, then: Callable[[], object]) -> None:
        """Pause, and call ``then`` when nothing is computed any more."""
        self.pause()
        self._forecaster.end(then)

    def _next(self) -> None:
        self._forecaster.want(self._wanted[self._waiting[0]] if self._waiting else None)

    def _on_changed(self) -> None:
        if not self._waiting or self._forecaster.is_at_work:
            return
        forecast, problem = self._forecaster.forecast, self._forecaster.problem
        if forecast is None and problem is None:
            return
        name = self._waiting.pop(0)
        if forecast is not None:
            self.seconds[name] = forecast.total_seconds
            self.changed.emit()
        self._next()
