"""``ModelPicker(draft)``: which pretrained model to start from, and where its weights come from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.models import weights
from sft_gui.models.catalogue import OF_FAMILY, default, find
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import Place, WeightsReport
from sft_gui.tasks.registry import find as find_task
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.draft import Draft
from sft_gui.ui.pages.train.model_row import ModelHeader, ModelRow
from sft_gui.ui.widgets.button import Button, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.layout import fill, gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text

FEW = 4  # rows shown before "All models" is pressed
PRETRAINED, SCRATCH = "pretrained", "none"
AT_ONCE = (Place.INCLUDED, Place.ON_COMPUTER)


class ModelPicker(QWidget):
    """The model table. ``changed`` tells that another model, or other weights, are chosen or have become usable."""

    changed = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._rows: dict[str, ModelRow] = {}
        self._jobs: dict[str, jobs.Job] = {}
        self._shows_all = False
        self._is_checking_file = False
        self._group = QButtonGroup(self)
        self._card = Card(titled=False, padded=False)
        fill(self._card.body, ModelHeader(), spacing=0)
        self.from_file = put(LinkButton(icon="folder"), "setText", "From a file…")
        self.all = LinkButton(trailing="right")
        self.fewer = put(LinkButton(trailing="up"), "setText", "Fewer models")
        self._lay_out()
        for spec in OF_FAMILY[find_task(draft.task).family]:
            self._add_row(spec)
        self.other = _OtherModel(self)  # after the rows, so that Tab comes to it after them
        self._column.addWidget(self.other)
        self.from_file.clicked.connect(self._ask_for_file)
        self.all.clicked.connect(lambda: self._show_all(True))
        self.fewer.clicked.connect(lambda: self._show_all(False))
        draft.changed.connect(self._show_draft)
        words.changed.connect(self._show_draft)
        self.look_for_weights()
        self._show_draft()

    def _lay_out(self) -> None:
        head = hbox(
            put(Text("section"), "setText", "Model"), stretch(), self.from_file, self.all, self.fewer, spacing=2
        )
        self._column = vbox(head, self._card, spacing=4, margins=0, inside=self)

    def set_task(self, task: str) -> None:
        """Offer the models of another task."""
        for job in self._jobs.values():
            job.drop()
        for row in self._rows.values():
            self._group.removeButton(row.choice)
            row.hide()
            row.deleteLater()
        self._rows, self._jobs = {}, {}
        for spec in OF_FAMILY[find_task(task).family]:
            self._add_row(spec)
        self.other.name_box.setVisible(find_task(task).family == "classifier")  # as timm's models are
        self.look_for_weights()

    def _add_row(self, spec: ModelSpec) -> ModelRow:
        row = ModelRow(spec)
        self._rows[spec.name] = row
        self._group.addButton(row.choice)
        self._card.body.addWidget(row)
        row.choice.toggled.connect(lambda on: on and self.choose(spec.name))
        row.download_asked.connect(lambda: self._fetch(row))
        row.cancel_asked.connect(lambda: self._jobs[spec.name].cancel())
        row.own_asked.connect(lambda: self._draft.take({"model.weights": PRETRAINED}))
        return row

    # What is chosen

    @property
    def row(self) -> ModelRow:
        """The row of the chosen model."""
        return self._rows[self._draft.values["model.name"]]

    @property
    def spec(self) -> ModelSpec:
        """The chosen model."""
        return self.row.spec

    def choose(self, name: str) -> None:
        """Take a model; its own weights again, since a file belongs to one model."""
        if name != self._draft.values["model.name"]:
            self._draft.take({"model.name": name, "model.weights": PRETRAINED})

    def has_weights(self, name: str) -> bool:
        """Tell whether a model of the table can be trained at once."""
        return name in self._rows and self._rows[name].place in AT_ONCE

    def is_under_way(self) -> bool:
        """Tell whether the chosen model only waits for its weights to come or to be read."""
        return self._is_checking_file or self.spec.name in self._jobs

    def problem(self) -> Message | None:
        """Say why the chosen model cannot be trained, or None."""
        if self._is_checking_file:
            return say("The weights file is being read.")
        if self._draft.values["model.weights"] != PRETRAINED or self.row.place in AT_ONCE:
            return None
        if self.spec.name in self._jobs:
            return say("The weights of {model} are being downloaded.", model=self.spec.label)
        if self.row.place == Place.NONE:
            return say("There are no pretrained weights for {model}. Choose a weights file.", model=self.spec.label)
        return say("The weights of {model} are not on this computer yet. Download them first.", model=self.spec.label)

    def _show_draft(self) -> None:
        name, source = self._draft.values["model.name"], self._draft.values["model.weights"]
        if name not in self._rows:  # one of timm's, remembered from the last time
            self._draft.take(
                {"model.name": default(find_task(self._draft.task).family).name, "model.weights": PRETRAINED}
            )
            self._find(name)
            return
        row = self._rows[name]
        if not row.choice.isChecked():
            row.choice.setChecked(True)
        for each in self._rows.values():
            if each is row and source != PRETRAINED:
                each.show_other(tr("From scratch") if source == SCRATCH else Path(source).name)
            elif each.place is not None and each.spec.name not in self._jobs:
                each.show_place(each.place)
        self.other.scratch.setChecked(source == SCRATCH)
        self._show_rows()
        self.changed.emit()

    # Which rows are shown

    def _show_all(self, on: bool) -> None:
        self._shows_all = on
        self._show_rows()

    def _show_rows(self) -> None:
        shown = list(self._rows) if self._shows_all else self._few()
        last = [name for name in self._rows if name in shown][-1]
        for name, row in self._rows.items():
            row.setVisible(name in shown)
            row.set_last(name == last)
        self.all.setText(tr("All {count} models", count=len(self._rows)))
        self.all.setVisible(not self._shows_all and len(shown) < len(self._rows))
        self.fewer.setVisible(self._shows_all)

    def _few(self) -> list[str]:
        """Choose those that can be used at once, then those that come first; always the chosen one."""
        chosen = self._draft.values["model.name"]
        ranked = sorted(self._rows, key=lambda name: (name != chosen, not self.has_weights(name)))
        return ranked[:FEW]

    # Weights

    def look_for_weights(self) -> None:
        """Find out, off the GUI thread, whose weights are here."""
        specs = [row.spec for row in self._rows.values()]
        jobs.run(lambda: {s.name: weights.place(s) for s in specs}, done=self._show_places, owner=self)

    def _show_places(self, places: dict[str, Place]) -> None:
        for name, place in places.items():
            if name in self._rows and name not in self._jobs:
                self._rows[name].show_place(place)
        self._show_draft()

    def _fetch(self, row: ModelRow) -> None:
        row.show_fetching(0, row.spec.size_bytes or None)
        self._jobs[row.spec.name] = jobs.run(
            weights.download,
            row.spec,
            progress=lambda done, total, what: row.show_fetching(done, total),
            done=lambda path: self._on_fetched(row, None),
            failed=lambda error: self._on_fetched(row, error),
            stopped=lambda: self._on_fetched(row, None),
            owner=self,
        )
        self.changed.emit()

    def _on_fetched(self, row: ModelRow, error: Exception | None) -> None:
        del self._jobs[row.spec.name]
        row.show_place(weights.place(row.spec))
        if isinstance(error, UserError):
            row.show_problem(error)
        elif error is not None:
            raise error
        self._show_draft()

    def _ask_for_file(self) -> None:
        title = tr("Weights for {model}", model=self.spec.label)
        kinds = tr("Weights (*.safetensors *.pth *.pt *.bin)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Use a weights file for the chosen model, if it fits; what is to say about it stands below the model."""
        row = self.row
        row.show_problem(None)
        self._is_checking_file = True
        self.changed.emit()
        jobs.run(
            _read_report,
            row.spec,
            path,
            done=lambda report: self._on_file_read(row, path, report),
            failed=lambda error: self._on_file_refused(row, error),
            owner=self,
        )

    def _on_file_read(self, row: ModelRow, path: Path, report: WeightsReport) -> None:
        self._is_checking_file = False
        self._draft.take({"model.name": row.spec.name, "model.weights": str(path)})
        row.show_notes(report.notes)

    def _on_file_refused(self, row: ModelRow, error: Exception) -> None:
        self._is_checking_file = False
        if not isinstance(error, UserError):
            raise error
        row.show_problem(error)
        self.changed.emit()

    # For those who know: no pretrained weights, any model of timm's

    def show_advanced(self, on: bool) -> None:
        """Offer any model of timm's by its name, and training from scratch."""
        self.other.setVisible(on)

    def use_scratch(self, on: bool) -> None:
        """Start from random weights instead of pretrained ones."""
        self._draft.take({"model.weights": SCRATCH if on else PRETRAINED})

    def _find(self, name: str) -> None:
        self.other.show_searching(True)
        jobs.run(_find_model, name, done=self._on_found, failed=self.other.show_failure, owner=self)

    def add_by_name(self, name: str) -> None:
        """Look a model of timm's up, add it to the table and choose it."""
        if name.strip():
            self._find(name.strip())

    def _on_found(self, found: tuple[ModelSpec, Place]) -> None:
        spec, place = found
        self.other.show_searching(False)
        if spec.name not in self._rows:
            self._add_row(spec).show_place(place)
        self.choose(spec.name)


class _OtherModel(QWidget):
    """A line for the name of any model of timm's, with completion once timm is loaded; and "from scratch"."""

    def __init__(self, picker: ModelPicker) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText("resnet50d")
        self.field = put(Field(self.name), "set_label", "Any model of timm, by name")
        self.add = put(Button(icon="plus"), "setText", "Add")
        self.scratch = put(Switch(), "setText", "From scratch, without pretrained weights")
        beside = vbox(
            gap(theme.px(20)),  # the field's label, so that the button stands beside its line
            self.add,
            stretch(),
        )
        self.name_box = QWidget()
        hbox(grow(self.field), beside, spacing=8, margins=0, inside=self.name_box)
        vbox(self.name_box, self.scratch, spacing=2, margins=(0, 8, 0, 0), inside=self)
        self.name.returnPressed.connect(lambda: picker.add_by_name(self.name.text()))
        self.name.textEdited.connect(self._complete)
        self.add.clicked.connect(lambda: picker.add_by_name(self.name.text()))
        self.scratch.clicked.connect(lambda: picker.use_scratch(self.scratch.isChecked()))
        self.show_searching(False)
        self.hide()

    def show_searching(self, on: bool) -> None:
        """Say that the name is being looked up, which loads timm the first time."""
        self.add.setEnabled(not on)
        self.field.set_error("")
        hint = say("Looking it up…") if on else say("Over a thousand. Their weights come from Hugging Face.")
        put(self.field, "set_hint", hint)

    def show_failure(self, error: Exception) -> None:
        """Say why there is no such model."""
        self.show_searching(False)
        if not isinstance(error, UserError):
            raise error
        self.field.set_error(" ".join(told(part) for part in (error.what, error.do) if part is not None))

    def _complete(self) -> None:
        if self.name.completer() is None and engine.is_loaded():
            completer = QCompleter(QStringListModel(_timm_names()), self.name)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.name.setCompleter(completer)


def _timm_names() -> list[str]:
    from sft_gui.models.timm_models import names  # imports torch; the engine is loaded by now

    return names()


def _find_model(name: str) -> tuple[ModelSpec, Place]:
    engine.load()
    spec = find(name if "/" in name else f"timm/{name}")
    return spec, weights.place(spec)


def _read_report(spec: ModelSpec, path: Path) -> WeightsReport:
    engine.load()
    return weights.load_pretrained(spec, file=path)[1]
