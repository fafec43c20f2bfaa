"""``PresetTimes``: what each preset would take, measured one after the other while nothing else is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from sft_gui.training.forecast import Forecast
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.pages.train.forecaster import Forecaster, Wanted


class PresetTimes(QObject):
    """Ask with :meth:`want`; ``changed`` tells that there is another answer, or progress. All on the GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.forecasts: dict[str, Forecast] = {}  # by preset, as far as is known
        self._wanted: dict[str, Wanted] = {}
        self._waiting: list[str] = []
        self._forecaster = Forecaster(self)
        self._forecaster.changed.connect(self._on_changed)

    @property
    def seconds(self) -> dict[str, float]:
        """How long each preset takes, as far as is known."""
        return {name: forecast.total_seconds for name, forecast in self.forecasts.items()}

    def under_way(self, name: str) -> tuple[int, int, Eta] | None:
        """Give the steps done, their number and when that ends, where this preset is the one being measured."""
        asker = self._forecaster
        if not self._waiting or self._waiting[0] != name or not asker.is_at_work:
            return None
        return asker.done, asker.total, asker.eta

    def is_waiting(self, name: str) -> bool:
        """Tell whether this preset is still to be measured."""
        return name in self._waiting

    def want(self, wanted: Mapping[str, Wanted]) -> None:
        """Find these out from now on; what is known of the same wishes stays."""
        if wanted == self._wanted:
            return
        kept = {name: known for name, known in self.forecasts.items() if wanted.get(name) == self._wanted[name]}
        is_news, self.forecasts, self._wanted = kept != self.forecasts, kept, dict(wanted)
        self._waiting = [name for name in wanted if name not in kept]
        self._next()
        if is_news:
            self.changed.emit()

    def pause(self) -> None:
        """Measure no more until the next wish; what is known stays."""
        self._wanted = {name: self._wanted[name] for name in self.forecasts}
        self._waiting = []
        self._forecaster.want(None)

    def _next(self) -> None:
        self._forecaster.want(self._wanted[self._waiting[0]] if self._waiting else None)

    def _on_changed(self) -> None:
        if not self._waiting:
            return
        if self._forecaster.is_at_work:
            self.changed.emit()
            return
        forecast, problem = self._forecaster.forecast, self._forecaster.problem
        if forecast is None and problem is None:
            return
        name = self._waiting.pop(0)
        if forecast is not None:
            self.forecasts[name] = forecast
            self.changed.emit()
        self._next()
