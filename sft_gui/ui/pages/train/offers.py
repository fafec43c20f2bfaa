"""``Measuring``: what a run and each preset would take, asked in the background; what the two choices show of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sft_gui.data.project import Project
from sft_gui.settings.presets import OFFERED
from sft_gui.training.forecast import Forecast
from sft_gui.ui.look.words import tr
from sft_gui.ui.pages.train.choice import CHOICES, Offer
from sft_gui.ui.pages.train.draft import Draft
from sft_gui.ui.pages.train.facts import Facts, Measured
from sft_gui.ui.pages.train.forecaster import Forecaster, Wanted
from sft_gui.ui.pages.train.preset_times import PresetTimes


class Measuring(QObject):
    """First the run as it is chosen, then the presets one by one; nothing waits for it, Start least of all."""

    changed = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._project: Project | None = None
        self.forecaster, self.times = Forecaster(self), PresetTimes(self)
        self.forecaster.changed.connect(self._on_forecast)
        self.times.changed.connect(self.changed)

    def want(self, project: Project | None) -> None:
        """Measure the draft for this project from now on; None: nothing, and what is under way ends soon.

        It ends within a layer of the model. Who trains next waits for that on a thread of its own, not the window.
        """
        self._project = project
        if project is None:
            self.times.pause()
            self.forecaster.want(None)
        else:
            self.forecaster.want(Wanted(project, self._draft.values))

    def _on_forecast(self) -> None:
        project = self._project
        if self.forecaster.forecast is None or project is None:
            self.times.pause()
        else:
            self.times.want({each.name: Wanted(project, self._draft.values_of(each.name)) for each in OFFERED})
        self.changed.emit()

    def of_draft(self) -> Forecast | None:
        """Give what is known of the run as it is chosen."""
        name = self._draft.matching_preset()
        return self.forecaster.forecast or self.times.forecasts.get(name)

    def offers(self, facts: Facts | None, *, is_ready: bool) -> dict[str, Offer]:
        """Put together what is known of each choice."""
        return {name: self._offer(name, facts, is_ready) for name in CHOICES}

    def _offer(self, name: str, facts: Facts | None, is_ready: bool) -> Offer:
        is_draft = self._draft.matching_preset() == name
        forecast = self.of_draft() if is_draft else self.times.forecasts.get(name)
        measured = self._measured(name, facts)
        if forecast is not None:
            return Offer(forecast, measured=measured)
        under_way = self.times.under_way(name)
        if is_draft and self.forecaster.is_at_work:
            under_way = self.forecaster.done, self.forecaster.total, self.forecaster.eta
        if under_way is not None:
            done, total, eta = under_way
            left = eta.words()
            waiting = tr("measuring, {left}", left=left) if left else tr("measuring")
            return Offer(None, waiting, done, total, measured)
        if not is_ready:
            return Offer(None, tr("measured once PyTorch is loaded"), measured=measured)
        is_next = self.times.is_waiting(name) or self.forecaster.is_at_work
        return Offer(None, tr("measured next") if is_next else tr("not measured"), measured=measured)

    def _measured(self, preset: str, facts: Facts | None) -> Measured | None:
        """Give the newest run that was made like this, with this model, on these pictures."""
        model, known = self._draft.values["model.name"], facts.measured if facts is not None else ()
        return next((each for each in known if (each.preset, each.model) == (preset, model)), None)
