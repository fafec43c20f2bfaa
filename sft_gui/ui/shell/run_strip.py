"""``RunStrip``: the run under way at the bottom of every page; the only place that pauses and stops."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from sft_gui.messages import say
from sft_gui.training.events import RunState
from sft_gui.ui.core.session import ShownRun, TrainingSession, Wish
from sft_gui.ui.look import formats, paint, theme, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.shell.top_bar import fill_menu, rounded_menu
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.layout import gap, grow, hbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

HEIGHT, LINE = 48, 2  # px; the line at the top says how much is done
REFRESH_MS = 100  # the times and places of a run change with every step; all steps could not be read
ENDED = frozenset({RunState.FINISHED, RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED})
WISHES = {
    Wish.PAUSE: say("Pausing after this step…"),
    Wish.STOP: say("Stopping; the best weights are kept…"),
    Wish.DISCARD: say("Ending the run…"),
    Wish.LEAVE: say("Saving; the window closes after this step…"),
}


class RunStrip(QFrame):
    """Follows a training session. It is hidden while there is nothing to tell, and after "Close"."""

    discard_asked = Signal()
    resume_asked = Signal()
    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "surface")
        self._session: TrainingSession | None = None
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._mark = IconLabel("", "accent", 16)
        self._name = Elided("small_strong")
        self._state = Elided("small", "text2")
        self._time = Text("small", "text2")
        self.pause = put(Button(size="small", icon="pause"), "setText", "Pause")
        self.resume = put(Button(size="small", icon="play"), "setText", "Resume")
        self.stop = put(Button(size="small", icon="stop"), "setText", "Stop and keep")
        self.discard = put(Button("danger", size="small"), "setText", "Discard…")
        self.evaluate = put(Button(size="small", icon="evaluate"), "setText", "Evaluate")
        self.try_it = put(Button("primary", size="small", icon="predict"), "setText", "Try it")
        self.more = put(IconButton("more"), "set_label", "More")
        self.close_strip = put(IconButton("x"), "set_label", "Close")
        self._lay_out()
        self._connect()
        self._fit()
        theme.changed.connect(self._fit)
        words.changed.connect(self.refresh)
        self.hide()

    def _lay_out(self) -> None:
        hbox(
            self._mark,
            self._name,
            gap(6),
            grow(self._state),
            self._time,
            gap(6),
            self.pause,
            self.resume,
            self.stop,
            self.discard,
            self.evaluate,
            self.try_it,
            self.more,
            self.close_strip,
            spacing=8,
            margins=(theme.MARGIN, 2, 16, 0),
            inside=self,
        )

    def _connect(self) -> None:
        self.pause.clicked.connect(lambda: self._session and self._session.pause())
        self.resume.clicked.connect(lambda: self._session and self._session.resume_paused())
        self.stop.clicked.connect(lambda: self._session and self._session.stop_and_keep())
        self.discard.clicked.connect(self.discard_asked)
        self.evaluate.clicked.connect(lambda: self.page_asked.emit("evaluate"))
        self.try_it.clicked.connect(lambda: self.page_asked.emit("predict"))
        self.close_strip.clicked.connect(self.hide)
        menu = rounded_menu(self.more)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        self.more.setMenu(menu)

    def _fill_menu(self, menu: QMenu) -> None:
        fill_menu(
            menu,
            [
                ("run", tr("Show the run"), lambda: self.page_asked.emit("run")),
                None,
                ("trash", tr("Discard…"), self.discard_asked.emit),
            ],
        )

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        self._make_room()

    def _make_room(self) -> None:
        """Leave the times out where the words would not fit beside them."""
        widgets = [self.layout().itemAt(i).widget() for i in range(self.layout().count())]
        shown = [widget for widget in widgets if widget is not None and widget.isVisibleTo(self)]
        needed = sum(widget.sizeHint().width() + 8 for widget in shown if widget is not self._time)
        self._time.setVisible(needed + self._time.sizeHint().width() + 60 < self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def follow(self, session: TrainingSession) -> None:
        """Show this session's run from now on."""
        self._session = session
        session.run_started.connect(self._on_run_started)
        session.state_changed.connect(self._on_state_changed)
        session.changed.connect(self._refresh_soon)
        self._on_state_changed()

    def _on_run_started(self) -> None:
        self.show()
        self.refresh()

    def _on_state_changed(self) -> None:
        run = self._session.current if self._session is not None else None
        if run is None:
            self.hide()
            return
        self._show_buttons(run.progress.state)
        self.refresh()

    def _show_buttons(self, state: RunState) -> None:
        assert self._session is not None
        ended, paused = state in ENDED, state == RunState.PAUSED
        for button, is_shown in (
            (self.pause, not ended and not paused),
            (self.resume, paused or state in (RunState.FAILED, RunState.INTERRUPTED)),
            (self.stop, not ended),
            (self.discard, paused),
            (self.more, not ended and not paused),
            (self.evaluate, ended and state in (RunState.FINISHED, RunState.STOPPED)),
            (self.try_it, ended and state in (RunState.FINISHED, RunState.STOPPED)),
            (self.close_strip, ended),
        ):
            button.setVisible(is_shown)
            button.setEnabled(self._session.wish == Wish.NONE)

    def _refresh_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Say again how far the run is."""
        self._timer.stop()
        run = self._session.current if self._session is not None else None
        if run is None or not self.isVisible():
            return
        icon, tone, name, state, time = self._words(run)
        self._mark.set_icon(icon, tone)
        self._name.setText(name)
        self._name.set_tone({"accent": "text"}.get(tone, tone) if icon == "dot" else tone)
        self._state.setText(state)
        self._time.setText(time)
        self._make_room()
        self.update(0, 0, self.width(), LINE)

    def _words(self, run: ShownRun) -> tuple[str, str, str, str, str]:
        """Give icon, tone, the bold words, what follows, and the times."""
        assert self._session is not None
        progress, wish = run.progress, self._session.wish
        whole_name = f"{run.name}, {run.model}"
        if progress.state == RunState.PAUSED:
            return "pause", "warn", tr("Paused"), self._paused_words(run), ""
        if progress.state == RunState.FAILED:
            return "error", "danger", tr("Stopped by an error"), words.told(progress.sentence()), ""
        if progress.state in ENDED:
            label = tr("Done") if progress.state == RunState.FINISHED else tr("Stopped")
            icon = "ok" if progress.state == RunState.FINISHED else "stop"
            return icon, "accent_text", label, self._ended_words(run), ""
        if wish in WISHES:
            return "dot", "accent", whole_name, words.told(WISHES[wish]), ""
        if progress.plan is None or not progress.step:
            return "dot", "accent", whole_name, words.told(progress.sentence()), self._preparing_words(run)
        return "dot", "accent", whole_name, self._place_words(run), self._time_words(run)

    def _place_words(self, run: ShownRun) -> str:
        progress = run.progress
        assert progress.plan is not None
        return tr(
            "Epoch {epoch} of {epochs}, step {step} of {steps}",
            epoch=progress.epoch,
            epochs=progress.plan.epochs,
            step=progress.step_in_epoch,
            steps=progress.plan.steps_per_epoch,
        )

    def _paused_words(self, run: ShownRun) -> str:
        progress = run.progress
        if progress.plan is None:
            return tr("{name}. Everything is saved; you may close the app.", name=run.name)
        return tr(
            "{name}, after {done} of {epochs} epochs. Everything is saved; you may close the app.",
            name=run.name,
            done=progress.done,
            epochs=progress.plan.epochs,
        )

    def _ended_words(self, run: ShownRun) -> str:
        progress = run.progress
        if progress.best is None:
            return words.told(progress.sentence())
        metric = run.task.metrics[0]
        return tr(
            "{name} reached {score} in {time}",
            name=run.name,
            score=formats.whole_score(metric, progress.best.val),
            time=formats.duration(progress.trained_seconds),
        )

    def _preparing_words(self, run: ShownRun) -> str:
        left = run.progress.preparing_seconds_left
        return tr("about {time} left", time=formats.about(left)) if left is not None else ""

    def _time_words(self, run: ShownRun) -> str:
        done, left = formats.duration(run.progress.trained_seconds), run.progress.seconds_left
        if left is None:
            return tr("{done} done", done=done)
        return tr("{done} done, about {left} left", done=done, left=formats.duration(rounded(left)))

    def paintEvent(self, event: QPaintEvent) -> None:
        run = self._session.current if self._session is not None else None
        with paint.begin(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface"))
            paint.line(painter, 0, 0.5, self.width(), 0.5, "line")
            if run is None:
                return
            state = run.progress.state
            color = {RunState.PAUSED: "line_strong", RunState.FAILED: "danger"}.get(state, "accent")
            share = 1.0 if state == RunState.FINISHED else run.progress.fraction
            painter.fillRect(QRectF(0, 0, share * self.width(), LINE), theme.color(color))


def rounded(seconds: float) -> float:
    """Round a guess to what it is worth: 10 s below 5 minutes, a minute above, 5 minutes beyond an hour."""
    unit = 10 if seconds < 300 else 60 if seconds < 3600 else 300
    return max(round(seconds / unit), 1) * unit
