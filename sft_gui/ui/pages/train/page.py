"""The Train page: Quick or Best and Start; model, presets and every setting stand behind "More"."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QWidget

from sft_gui.errors import UserError
from sft_gui.messages import CLASSES, Message, say
from sft_gui.models import catalogue
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.settings.presets import PRESETS
from sft_gui.tasks import registry
from sft_gui.tasks.registry import DEFAULT
from sft_gui.training.run_folder import kept_runs
from sft_gui.ui.core import jobs
from sft_gui.ui.core.session import TrainingSession
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import formats, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.choice import ChoiceCards
from sft_gui.ui.pages.train.difference import DifferenceCard
from sft_gui.ui.pages.train.draft import CUSTOM, Draft
from sft_gui.ui.pages.train.facts import Facts, FactsCard, look_up
from sft_gui.ui.pages.train.form import SettingsForm
from sft_gui.ui.pages.train.layout import TrainLayout
from sft_gui.ui.pages.train.models import ModelPicker
from sft_gui.ui.pages.train.more import MoreRow
from sft_gui.ui.pages.train.offers import Measuring
from sft_gui.ui.pages.train.presets import PresetCards
from sft_gui.ui.pages.train.preview import PreviewCard, Wanted
from sft_gui.ui.pages.train.start import StartBar
from sft_gui.ui.pages.train.warning import DataWarning
from sft_gui.ui.widgets.button import Button, LinkButton
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text

SETTLE_MS = 150  # typing comes in bursts; the preview and the counts follow when it pauses
SIZE = "data.image_size"
MEMORY, MORE = "train", "train_more"  # a task's draft; the projects whose settings are shown
MOST_REMEMBERED = 200  # projects
SCORED = say("Scores are those of your own runs on the validation pictures. Point at a number to see how it is made.")
NOT_SCORED = say("Time and memory are measured on this computer. A score stands here once a run was made like this.")


class TrainPage(QWidget):
    """Chooses what the next run of ``state.project`` is, and starts it through ``state.session``."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.draft = Draft(parent=self)
        self._facts: Facts | None = None
        self._refused = ""  # the setting that this computer cannot do
        self._names: set[str] = set()  # of the project's runs
        self._looking, self._looking_for_names = jobs.Latest(), jobs.Latest()
        self._is_stale = True  # pictures or runs are others than when they were counted
        self._name_is_own = False  # typed by the user: not to be replaced
        self.advanced = put(Switch(), "setText", "Advanced")
        self.find_rate = put(LinkButton(icon="trend"), "setText", "Find the learning rate…")
        self._remember_back()
        self.models = ModelPicker(self.draft)
        self.presets = PresetCards(self.draft)
        self.form = SettingsForm(self.draft)
        self.preview = PreviewCard()
        self.choices, self.more, self.warning = ChoiceCards(self.draft), MoreRow(self.draft), DataWarning(state)
        self.difference, self.facts, self.start_card = DifferenceCard(), FactsCard(), StartBar()
        self.measuring = Measuring(self.draft, self)
        self._lay_out()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._connect()
        self._on_advanced(self.advanced.isChecked())
        self._on_project_changed()
        self._on_session_changed()

    # Layout

    def _lay_out(self) -> None:
        self._empty = EmptyState("train")
        put(self._empty.fact, "setText", "No project is open")
        put(self._empty.sentence, "setText", "Open a folder of pictures first; then choose here what learns them.")
        go = self._empty.add_button(put(Button("primary"), "setText", "Go to Start"))
        go.clicked.connect(lambda: self._state.navigate.emit("start"))
        content = QWidget()
        foot = hbox(self.start_card, margins=(theme.MARGIN, 0, theme.MARGIN, 0))
        vbox(grow(self._scrolled()), foot, spacing=12, margins=(0, 20, 0, 20), inside=content)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(content)

    def _scrolled(self) -> QScrollArea:
        self.columns = TrainLayout(self._left_column(), self.preview, self.facts)
        self.columns.hide()
        self.how = Text("hint", "text2", wrap=True)
        self.note = Text("small", "text2", wrap=True)
        self.note.hide()
        inside = QWidget()
        column = vbox(
            self._title_row(),
            self.choices,
            self.how,
            self.note,
            self.difference,
            self.warning,
            self.more,
            self.columns,
            stretch(),
            spacing=12,
            margins=(theme.MARGIN, 0, theme.MARGIN, 4),
            inside=inside,
        )
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)

        def on_range(least: int, most: int) -> None:  # the bar takes its width from the margin, not from the cards
            bar = self._scroll.verticalScrollBar().sizeHint().width() if most > least else 0
            column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN - bar, 4)

        self._scroll.verticalScrollBar().rangeChanged.connect(on_range)
        return self._scroll

    def _title_row(self) -> QHBoxLayout:
        self.subtitle = Text("body", "text2", wrap=True)
        return hbox(put(Text("title"), "setText", "Train"), grow(self.subtitle), spacing=16)

    def _left_column(self) -> QWidget:
        left = QWidget()
        vbox(
            self.models,
            gap(6),
            put(Text("section"), "setText", "Preset"),
            self.presets,
            gap(2),
            hbox(put(Text("section"), "setText", "Settings"), stretch(), self.find_rate, gap(8), self.advanced),
            self.form,
            stretch(),
            spacing=8,
            margins=0,
            inside=left,
        )
        return left

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._want_forecast()

    # Signals

    def _connect(self) -> None:
        state = self._state
        state.project_changed.connect(self._on_project_changed)
        state.data_changed.connect(self._on_data_changed)
        state.session_changed.connect(self._on_session_changed)
        state.runs_changed.connect(self._look_for_names)
        state.runs_changed.connect(self._on_data_changed)  # a first model may have come
        state.preset_asked.connect(self._on_preset_asked)
        state.ready_changed.connect(self._settle.start)
        self.draft.changed.connect(self._on_draft_changed)
        self.preview.made.connect(self._settle.start)  # PyTorch is loaded by now and knows the device
        self.models.changed.connect(self._on_model_changed)
        self.presets.chosen.connect(self._on_preset_chosen)
        self.choices.chosen.connect(self._on_preset_chosen)
        self.more.toggled.connect(self._on_more)
        self.advanced.toggled.connect(self._on_advanced)
        self.start_card.started.connect(self.start)
        self.start_card.field_asked.connect(self._show_field)
        self.start_card.name_edited.connect(self._on_name_edited)
        self.find_rate.clicked.connect(self.ask_for_rate)
        self.facts.again_asked.connect(self.measuring.forecaster.again)
        self.facts.batch_size_asked.connect(lambda size: self.draft.take({"train.batch_size": size}))
        self.measuring.changed.connect(self._show_measured)
        self._settle.timeout.connect(self._look_up)
        words.changed.connect(self._say)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.start)

    def _on_session_changed(self) -> None:
        session: TrainingSession | None = self._state.session
        if session is not None:
            session.state_changed.connect(self._show_reason)
            session.state_changed.connect(self._want_forecast)
        self._show_reason()

    def _on_project_changed(self) -> None:
        project = self._state.project
        if project is not None and project.task != self.draft.task:
            self._set_task(project.task)
        self._stack.setCurrentIndex(0 if project is None else 1)
        self._facts, self._names, self._name_is_own, self._is_stale = None, set(), False, True
        self.warning.set_project(project)
        self.difference.show_difference(None)
        self.more.setChecked(project is not None and str(project.folder) in self._state.memory.get(MORE, []))
        self._look_for_names()
        self._look_up()

    def _set_task(self, task: str) -> None:
        """Offer what there is for another task, with what was chosen for it the last time."""
        self.draft.blockSignals(True)
        self.draft.set_task(task)
        self.draft.take_json(self._state.memory.get(_memory(task), {}))
        self.draft.blockSignals(False)
        self.models.set_task(task)
        self.form.show_advanced(self.advanced.isChecked())
        self.draft.changed.emit()

    def _on_draft_changed(self) -> None:
        self._remember()
        self._show_name()
        self._show_facts()
        self._show_reason()
        self._settle.start()

    def _on_model_changed(self) -> None:
        self._state.set_model(self.models.spec.label)
        self.more.show_model(self.models.spec.label)
        key = "data.image_size"
        self.draft.note_problem(key, self.models.spec.size_problem(self.draft.values[key]))
        self._show_facts()
        self._show_reason()

    def _on_preset_chosen(self, name: str) -> None:
        """Follow a recipe to the model that it was made for, where that can be had at once."""
        model = PRESETS[name].model
        self.note.hide()
        if model is None or model == self.models.spec.name:
            return
        if catalogue.find(model).family != registry.find(self.draft.task).family:
            return  # made for another task's models
        label = catalogue.find(model).label
        if self.models.has_weights(model):
            self.models.choose(model)
            self._say_note(say("The recipe was made for {model}, which is chosen now.", model=label))
        else:
            kept = self.models.spec.label
            self._say_note(
                say(
                    "The recipe was made for {model}, whose weights are not on this computer; {kept} stays chosen.",
                    model=label,
                    kept=kept,
                )
            )

    def _say_note(self, note: Message) -> None:
        put(self.note, "setText", note)
        self.note.show()

    def _on_advanced(self, on: bool) -> None:
        self.form.show_advanced(on)
        self.models.show_advanced(on)
        self._remember()

    def _on_preset_asked(self, name: str) -> None:
        """Choose a preset as the run page asks for it."""
        self.draft.take_preset(name)
        self._on_preset_chosen(name)

    def _on_data_changed(self) -> None:
        self._is_stale = True
        self._looking.drop()  # it may have begun before the change
        self._settle.start()

    # More

    def _on_more(self, on: bool) -> None:
        """Show model and settings, and remember that for the project."""
        self.columns.setVisible(on)
        project = self._state.project
        if project is None:
            return
        kept = [each for each in self._state.memory.get(MORE, []) if each != str(project.folder)]
        self._state.memory.set(MORE, [*kept, str(project.folder)][-MOST_REMEMBERED:] if on else kept)
        if on and self.isVisible():
            QTimer.singleShot(0, lambda: self._scroll.verticalScrollBar().setValue(self.more.y() - 8))

    def _show_field(self, key: str) -> None:
        """Open "More" at a setting's field."""
        self.more.setChecked(True)
        self.form.show_field(key)
        QTimer.singleShot(0, lambda: self._scroll.ensureWidgetVisible(self.form.field(key)))

    # What is known of the run

    def _look_up(self) -> None:
        self._looking.drop()  # its answer may be another project's
        project = self._state.project
        if project is None:
            self.preview.want(None)
            return
        known = None if self._is_stale else self._facts
        self._looking.run(
            look_up, project, self.draft.values, known, done=self._on_looked_up, failed=self._on_no_device, owner=self
        )
        self._show_preview()

    def _on_looked_up(self, facts: Facts) -> None:
        before = self._facts
        if before is None or (before.amount, before.compute) != (facts.amount, facts.compute):
            self.measuring.want(None)  # other pictures, or another device
        self._facts, self._is_stale = facts, False
        self.warning.show_weaknesses(facts.weak)
        self.difference.show_difference(facts.difference)
        self.draft.set_amount(facts.amount)
        self.draft.note_problem(self._refused, None)
        self._say()

    def _on_no_device(self, error: Exception) -> None:
        if not isinstance(error, UserError) or error.field is None:
            raise error
        self._refused = error.field
        self.draft.note_problem(error.field, error.what)

    def _show_preview(self) -> None:
        values, project = self.draft.values, self._state.project
        if project is None or self.draft.problems():
            return
        size = values[SIZE] or self.models.spec.image_size
        self.preview.want(Wanted(project, 0, values["data.augmentation"], values["train.seed"], size))

    def _want_forecast(self) -> None:
        """Have the run measured as it is chosen now, while the page is seen and nothing is trained."""
        is_possible = self.isVisible() and self._state.is_ready and self._reason()[0] is None
        self.measuring.want(self._state.project if is_possible else None)

    def _show_measured(self) -> None:
        """Show what is measured by now, of the run and of the two choices."""
        facts, measuring = self._facts, self.measuring
        self.presets.show_times(measuring.times.seconds)
        self.facts.show_forecast(measuring.forecaster, epochs=self.draft.values["train.epochs"])
        offers = measuring.offers(facts, is_ready=self._state.is_ready)
        self.choices.show_offers(offers, facts.baseline if facts is not None else None)
        has_scores = any(offer.measured is not None for offer in offers.values())
        put(self.how, "setText", SCORED if has_scores else NOT_SCORED)
        forecast = measuring.of_draft()
        if forecast is None:
            self.start_card.show_promise(say("You can pause or close the app; nothing is lost."))
        else:
            time = formats.duration(formats.rough(forecast.total_seconds))
            said = say("Done about {time} after Start. You can pause or close the app; nothing is lost.", time=time)
            self.start_card.show_promise(said)

    def _show_facts(self) -> None:
        values = self.draft.values
        if self._facts is not None and not self.draft.problems():
            self.facts.show_facts(
                self._facts,
                batch_size=values["train.batch_size"],
                epochs=values["train.epochs"],
            )

    def _say(self) -> None:
        if self._facts is not None:
            self.subtitle.setText(
                tr(
                    "Two ways to teach it your {classes}. Start from a model that already knows pictures.",
                    classes=CLASSES.of(self._facts.classes),
                )
            )
        self._show_facts()
        self._show_measured()
        self._show_name()
        self._show_reason()
        self._want_forecast()

    # The name

    def _look_for_names(self) -> None:
        self._looking_for_names.drop()
        project = self._state.project
        if project is not None:
            self._looking_for_names.run(
                lambda: {run.name for run in kept_runs(project)}, done=self._on_names, owner=self
            )

    def _on_names(self, names: set[str]) -> None:
        self._names = names
        self._show_name()

    def _on_name_edited(self) -> None:
        self._name_is_own = bool(self.start_card.name.text().strip())
        self._show_reason()

    def _show_name(self) -> None:
        if self._name_is_own or self.start_card.name.hasFocus():
            return
        preset = self.draft.matching_preset()
        name = tr("Custom") if preset == CUSTOM else told(PRESETS[preset].label)
        self.start_card.name.setText(unused(name, self._names))

    # Starting

    def _reason(self) -> tuple[Message | None, str]:
        """Say why the run cannot start now, and at which setting; what is measured is no reason."""
        session: TrainingSession | None = self._state.session
        if session is not None and session.is_busy:
            name = session.current.name if session.current is not None else self.start_card.name.text()
            return say("“{name}” is being trained.", name=name), ""
        for key, problem in self.draft.problems().items():
            return say("{setting}: {problem}", setting=SETTINGS[key].label, problem=problem), key
        if (problem := self.models.problem()) is not None:
            return problem, ""
        if not self.start_card.name.text().strip():
            return say("The run needs a name."), ""
        return None, ""

    def _show_reason(self) -> None:
        reason, field = self._reason()
        session: TrainingSession | None = self._state.session
        only_waits = (session is not None and session.is_busy) or self.models.is_under_way()
        self.start_card.show_reason(reason, field, is_error=not only_waits)
        self.find_rate.setEnabled(reason is None)

    def ask_for_rate(self) -> None:
        """Open the learning-rate finder on the settings as they are; what is measured meanwhile ends first."""
        project = self._state.project
        if project is None or self._reason()[0] is not None:
            return
        from sft_gui.ui.pages.train.learning_rate import LearningRateDialog  # pyqtgraph is slow to import

        dialog = LearningRateDialog(project, self.draft.values, self)
        dialog.taken.connect(lambda rate: self.draft.take({"optimizer.lr": rate}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._settle.start)
        self.measuring.want(None)
        dialog.open()

    def start(self) -> None:
        """Start the run, if nothing speaks against it."""
        project, session = self._state.project, self._state.session
        if project is None or session is None or self._reason()[0] is not None:
            return
        split = project.split
        settings = self.draft.values.with_values(
            {
                "data.val_fraction": split.val_fraction,
                "data.test_fraction": split.test_fraction,
                "data.split_seed": split.seed,
            }
        )
        name, self._name_is_own = self.start_card.name.text().strip(), False
        preset = self.draft.matching_preset()
        self.measuring.want(None)
        session.start(project, settings, name=name, preset=preset)

    def _remember(self) -> None:
        kept = {**self.draft.to_json(), "advanced": self.advanced.isChecked()}
        self._state.memory.set(_memory(self.draft.task), kept)

    def _remember_back(self) -> None:
        kept = self._state.memory.get(_memory(self.draft.task), {})
        self.draft.take_json(kept)
        self.advanced.setChecked(bool(kept.get("advanced", False)))


def _memory(task: str) -> str:
    """Name what is remembered of a task's draft."""
    return MEMORY if task == DEFAULT.name else f"{MEMORY}.{task}"


def unused(name: str, taken: set[str]) -> str:
    """Return ``name``, or with a number behind it where it is taken."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free
