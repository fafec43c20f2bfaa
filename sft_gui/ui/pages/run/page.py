"""The Run page: how a run goes, live or read back from disk. It only shows; the run strip pauses and stops."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedLayout, QWidget

from sft_gui.errors import UserError
from sft_gui.evaluation.what_next import Act, NextStep
from sft_gui.messages import Message
from sft_gui.training import baseline
from sft_gui.training.events import EpochEnded, Event, RunState, SamplesPredicted, StateChanged
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.baseline import look_after
from sft_gui.ui.core.current_run import Choice
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.session import ShownRun, TrainingSession, kept_run
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.run.curves import Curves
from sft_gui.ui.pages.run.log import RunLog
from sft_gui.ui.pages.run.meters import MetersCard
from sft_gui.ui.pages.run.next import NextCard
from sft_gui.ui.pages.run.samples import SamplesCard
from sft_gui.ui.pages.run.status import StatusCard
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.run_picker import Foreign
from sft_gui.ui.widgets.text import Elided, Text

METERS = 330
STACKED_BELOW = 860  # of the page's width: then everything stands below each other
PLOTS_LEAST, LOWER_LEAST, LOWER_MOST = 180, 172, 250
SAMPLES_MS = 60  # after the numbers of an epoch: not all in one turn of the event loop
NOTHING, SHOWN, READING = 0, 1, 2
UNREADABLE = "run-unreadable"  # the banner of a current run that cannot be read
ENDED = (RunState.FINISHED, RunState.STOPPED)
STATUS_MS = 250  # the numbers of a run change with every step; four times a second is soon enough to read


class RunPage(QWidget):
    """Shows ``state.run``: the session's own run as it is trained, any other as its events tell it."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        RunList.of(state)  # tells the state of the kept runs
        self._shown: ShownRun | None = None
        self._reading, self._comparing = jobs.Latest(), jobs.Latest()
        self.status, self.next = StatusCard(), NextCard()
        self.curves = Curves()
        self.samples = SamplesCard()
        self.meters = MetersCard()
        self.log = RunLog()
        self._lay_out()
        self._status_timer = QTimer(self, singleShot=True, interval=STATUS_MS)
        self._status_timer.timeout.connect(self._show_status)
        state.session_changed.connect(self._on_session_changed)
        state.run_changed.connect(self._on_run_changed)
        state.current.changed.connect(self._on_current)
        words.changed.connect(self._show_status)
        self.next.taken.connect(self._take_step)
        self._on_session_changed()
        self._on_run_changed()

    # Layout

    def _lay_out(self) -> None:
        self._empty = EmptyState("run")
        put(self._empty.fact, "setText", "No run on show")
        put(self._empty.sentence, "setText", "Start one on the Train page, or open a kept one from the history.")
        train = self._empty.add_button(put(Button("primary"), "setText", "Go to Train"))
        train.clicked.connect(lambda: self._state.navigate.emit("train"))
        content = QWidget()
        self._lower = hbox(grow(self.samples), self.meters, spacing=theme.GAP)
        vbox(
            self._title_row(),
            self.status,
            self.next,
            grow(self.curves, 5),
            grow(self._lower, 2),
            self.log,
            spacing=12,
            margins=(theme.MARGIN, 16, theme.MARGIN, 8),
            inside=content,
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self.log.opened.connect(lambda: QTimer.singleShot(0, lambda: scroll.ensureWidgetVisible(self.log.drawer)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self._reading_state())
        theme.changed.connect(self._fit)

    @staticmethod
    def _reading_state() -> EmptyState:
        """Stand there until it is known whether there is a run."""
        reading = EmptyState("run")
        put(reading.fact, "setText", "Looking for runs")
        put(reading.sentence, "setText", "The kept runs are being read.")
        return reading

    def _title_row(self) -> QHBoxLayout:
        """Name a run that is not the one of the strip, so that nobody takes an old one for it."""
        self._title, self._about, self._foreign = Text("title"), Elided("body", "text2"), Foreign()
        return hbox(self._title, self._foreign, grow(self._about), spacing=14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_stacked = self.width() < theme.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(direction)
        self.meters.setFixedWidth(theme.px(METERS)) if not is_stacked else self.meters.setMinimumWidth(0)
        self.meters.setMaximumWidth(16777215 if is_stacked else theme.px(METERS))
        self.curves.set_stacked(is_stacked)
        self.status.set_stacked(is_stacked)
        self.curves.setMinimumHeight(theme.px(PLOTS_LEAST * (2 if is_stacked else 1) + 40))
        for card in (self.samples, self.meters):
            card.setMinimumHeight(theme.px(LOWER_LEAST))
        self.samples.setMaximumHeight(theme.px(LOWER_MOST))
        self.meters.setMaximumHeight(theme.px(LOWER_MOST))

    def entered(self) -> None:
        """Take the keys, so that Space pauses."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pause or go on at Space, where no control under the focus takes it for itself."""
        session: TrainingSession | None = self._state.session
        if event.key() != Qt.Key.Key_Space or session is None or not session.is_busy or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif session.current is not None and session.current.progress.state == RunState.PAUSED:
            session.resume_paused()
        else:
            session.pause()

    # Which run

    def _on_session_changed(self) -> None:
        session: TrainingSession | None = self._state.session
        if session is not None:
            session.run_started.connect(self._on_run_started)
            session.changed.connect(self._on_events)
            session.state_changed.connect(self._show_status)
            session.run_ended.connect(lambda _: self._compare())

    def _current(self) -> ShownRun | None:
        session: TrainingSession | None = self._state.session
        return session.current if session is not None else None

    def _on_run_started(self, shown: ShownRun) -> None:
        if self._state.run is not None and shown.run.folder == self._state.run.folder:
            self._on_run_changed()  # also where it was on show, or is being read, as it was kept

    def _on_run_changed(self) -> None:
        """Show the current run: the live one at once, a kept one when it is read."""
        run: RunFolder | None = self._state.run
        current = self._current()
        self._state.withdraw(UNREADABLE)
        self._reading.drop()
        if current is not None and run is not None and run.folder == current.run.folder:
            if self._shown is not current:
                self.show_run(current)
        elif run is None:
            self._show_nothing()
        else:
            if self._shown is None:
                self._stack.setCurrentIndex(READING)
            self._reading.run(kept_run, run.folder, done=self.show_run, failed=self._on_not_read, owner=self)

    def _on_not_read(self, error: Exception) -> None:
        self._show_nothing()
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key=UNREADABLE)

    def _show_nothing(self) -> None:
        self._shown = None
        self._stack.setCurrentIndex(NOTHING if self._state.current.is_read else READING)

    def _on_current(self) -> None:
        if self._state.run is None:
            self._show_nothing()  # now that it is known

    def show_run(self, shown: ShownRun) -> None:
        """Show a run from its beginning to where it is."""
        self._shown = shown
        self._stack.setCurrentIndex(SHOWN)
        self.meters.folder = Path(shown.run.folder)
        self.curves.show_run(shown)
        self.samples.show_run(shown, is_new=True)
        self.log.show_lines(shown.progress.log)
        self._show_status()
        self._compare()

    def _compare(self) -> None:
        """Say whether an ended run beat the first model, once both are evaluated on the same pictures."""
        self._comparing.drop()
        shown, session = self._shown, self._state.session
        is_busy = session is not None and session.is_busy
        if shown is None or is_busy or not self._state.is_ready:
            return
        if shown.progress.state in ENDED and shown.next is None:
            done = partial(self._on_compared, shown)
            self._comparing.run(
                look_after, shown.run, done=done, failed=self._on_not_compared, owner=self, is_long=True
            )

    def _on_compared(self, shown: ShownRun, found: tuple[Message | None, NextStep | None]) -> None:
        shown.verdict, shown.next = found
        self._show_status()

    def _take_step(self, step: NextStep) -> None:
        """Do what the sentence offers."""
        shown, state, session = self._shown, self._state, self._state.session
        if shown is None:
            return
        match step.act:
            case Act.EXTEND:
                session.extend(shown.run, step.epochs)
            case Act.RESUME:
                session.resume(shown.run)
            case Act.TRY:
                state.show_run(shown.run)
                state.navigate.emit("predict")
            case Act.USE_FIRST:
                jobs.run(baseline.baseline_of, shown.run, done=self._use_first, owner=self)
            case Act.CHOOSE_BEST:
                state.navigate.emit("train")
                state.preset_asked.emit("best")
            case Act.ADD_PICTURES:
                state.navigate.emit("data")
                file_manager.show(_folder_of(shown, step.class_name))

    def _use_first(self, first: RunFolder | None) -> None:
        if first is not None:
            self._state.show_run(first)
            self._state.navigate.emit("predict")

    def _on_not_compared(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # pictures or a model that are gone: the Evaluate page says so
            raise error

    # What happens

    def _on_events(self, events: list[Event]) -> None:
        shown = self._shown
        if shown is None or shown is not self._current():
            return
        self.curves.add(events)
        self.log.show_lines(shown.progress.log)
        if any(isinstance(event, SamplesPredicted) for event in events):
            QTimer.singleShot(SAMPLES_MS, self._show_samples)
        if any(isinstance(event, EpochEnded | StateChanged) for event in events):
            self._show_status()
        elif not self._status_timer.isActive():
            self._status_timer.start()
        if any(isinstance(event, EpochEnded) for event in events):
            announce(self, f"{told(shown.progress.log[-1].message)}. {told(shown.progress.sentence())}")

    def _show_samples(self) -> None:
        if self._shown is not None:
            self.samples.show_run(self._shown, is_new=False)

    def _show_status(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.status.show_run(shown)
        session: TrainingSession | None = self._state.session
        is_over = shown.progress.state in ENDED
        self.next.show_step(shown.next if is_over else None, can_train=session is None or not session.is_busy)
        is_old = shown is not self._current()
        self._title.setVisible(is_old)
        self._about.setVisible(is_old)
        summary = self._state.current.find(shown.run.folder)
        is_foreign = is_old and not self._state.current.is_own(shown.run.folder)
        self._foreign.show_choice(Choice(summary) if summary is not None else None, is_foreign=is_foreign)
        if is_old:
            self._title.setText(shown.name)
            when = formats.moment(datetime.fromisoformat(shown.created).astimezone())
            self._about.setText(tr("{model}, {when}", model=shown.model, when=when))


def _folder_of(shown: ShownRun, class_name: str | None) -> Path:
    """Give the folder that holds a class's pictures, or all."""
    if class_name is not None:
        found = next((path for path, picture in shown.pictures.items() if picture.label == class_name), None)
        if found is not None:
            return (shown.root / found).parent
    return shown.root
