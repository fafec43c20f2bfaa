"""The Data page: what was understood of the user's pictures, how they are split, and the pictures themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from sft_gui.data.findings import Finding
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Evidence, Proposal
from sft_gui.errors import SourceGone
from sft_gui.messages import Message, counted, say
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.baseline import Baselines
from sft_gui.ui.core.picture_decisions import Decisions
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.reading.list import ReadingSheet
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.data.class_chart import ClassChart
from sft_gui.ui.pages.data.class_dialog import ClassDialog
from sft_gui.ui.pages.data.findings import FindingsCard
from sft_gui.ui.pages.data.grid import PictureGrid
from sft_gui.ui.pages.data.header import DataHeader
from sft_gui.ui.pages.data.large_view import LargeView
from sft_gui.ui.pages.data.left_column import LeftColumn
from sft_gui.ui.pages.data.notes import NotesCard
from sft_gui.ui.pages.data.picture_listing import Overview, listing, overview
from sft_gui.ui.pages.data.picture_problems import finding as finding_table
from sft_gui.ui.pages.data.picture_problems import notes, problems
from sft_gui.ui.pages.data.problem_list import ProblemList
from sft_gui.ui.pages.data.problems import ProblemsCard
from sft_gui.ui.pages.data.reading import Rereading
from sft_gui.ui.pages.data.split_card import SplitCard
from sft_gui.ui.pages.data.understood import CaseList, UnderstoodCard
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.baseline_callout import BaselineCallout
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.column_model import ColumnModel
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.layout import fill, grow, hbox, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll
from sft_gui.ui.widgets.split_marks import SplitLegend
from sft_gui.ui.widgets.text import Text

STACKED_BELOW = 860  # the page's width under which its columns stand below each other
GRID_STACKED = 560  # the grid's height then
GONE = "data.gone"  # the banner of pictures that are not where they were


class DataPage(QWidget):
    """Shows ``state.project``. What the user decides comes back as ``state.data_changed``, and is then shown."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._project: Project | None = None
        self._decisions: Decisions | None = None
        self._overview = Overview()
        self._overviewing, self._listing = jobs.Latest(), jobs.Latest()
        self.header = DataHeader()
        self.baseline = BaselineCallout(Baselines.of(state), self)
        self.chart = ClassChart()
        self.split = SplitCard()
        self.problems = ProblemsCard()
        self.findings = FindingsCard()
        self.notes = NotesCard()
        self.grid = PictureGrid()
        self.understood, self.sheet = UnderstoodCard(), ReadingSheet()
        self.rereading = Rereading(state, self.understood, self.sheet, self)
        self._lay_out()
        self._connect()
        self._add_keys()
        self._on_project_changed()

    # Layout

    def _lay_out(self) -> None:
        self._left = LeftColumn(self._class_card(), self.split, self.problems, self.findings, self.notes)
        right = QWidget()
        self._right = QStackedLayout(right)
        self._right.addWidget(self.grid)
        self._right.addWidget(self.sheet)
        self._columns = hbox(self._left, grow(right), spacing=theme.GAP - LeftColumn.BAR)
        content = QWidget()
        vbox(
            self.header,
            self.understood,
            self.baseline,
            grow(self._columns),
            spacing=theme.GAP,
            margins=(theme.MARGIN, 22, theme.MARGIN, 24),
            inside=content,
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing_open())
        self._stack.addWidget(PageScroll(content))
        theme.changed.connect(self._fit)

    def _class_card(self) -> Card:
        card = Card()
        put(card.title, "setText", "Classes")
        self._counted = Text("small", "text2")
        card.head.insertWidget(1, self._counted)
        self._if_read = StateChip("accent")
        self._if_read.hide()
        card.head.insertWidget(2, self._if_read)
        self._legend = SplitLegend()
        card.head.addWidget(self._legend)
        put(self.chart, "setAccessibleName", "Pictures by class")
        fill(card.body, self.chart, margins=(10, 8, 10, 12))
        return card

    def _nothing_open(self) -> EmptyState:
        empty = EmptyState("data")
        put(empty.fact, "setText", "No project is open")
        put(empty.sentence, "setText", "Open a folder of pictures, or a project kept before.")
        start = empty.add_button(put(Button("primary"), "setText", "Go to Start"))
        start.clicked.connect(lambda: self._state.navigate.emit("start"))
        return empty

    def _fit(self) -> None:
        """Stand the columns side by side, or below each other where the page is narrow for its text size."""
        stacked = self.width() < theme.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._left.set_stacked(stacked)
        self.grid.setMinimumHeight(theme.px(GRID_STACKED) if stacked else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # What the user does

    def _connect(self) -> None:
        self._state.project_changed.connect(self._on_project_changed)
        self._state.data_changed.connect(self._ask)
        self.header.renamed.connect(self._on_renamed)
        self.header.look_asked.connect(self._on_look_asked)
        self.header.model_asked.connect(lambda: self._state.navigate.emit("train"))
        self.chart.class_chosen.connect(self.grid.filters.set_label)
        self.grid.filters.filter_changed.connect(self._on_filter_changed)
        self.grid.leave_out_asked.connect(lambda ids, out: self._decide(lambda to: to.leave_out(ids, out)))
        self.grid.relabel_asked.connect(lambda ids, label: self._decide(lambda to: to.relabel(ids, label)))
        self.grid.other_class_asked.connect(self._on_other_class)
        self.grid.opened.connect(self._on_opened)
        self.grid.show_in_folder_asked.connect(self._show_in_folder)
        self.split.split_chosen.connect(self._on_split_chosen)
        self.split.mix_asked.connect(self._on_mix_asked)
        self.problems.all_asked.connect(self._on_all_problems)
        self.notes.all_asked.connect(self._on_all_notes)
        self.findings.pictures_asked.connect(self._on_finding)
        self.baseline.tried.connect(self._on_tried)
        self.rereading.opened.connect(lambda: self._show_sheet(True))
        self.rereading.closed.connect(lambda: self._show_sheet(False))
        self.rereading.chosen.connect(self._on_reading_chosen)
        self.rereading.reading.connect(self.header.set_looking)
        self.rereading.progressed.connect(self.header.show_progress)
        self.rereading.cases_asked.connect(self._on_cases)

    def _show_sheet(self, shown: bool) -> None:
        self._right.setCurrentWidget(self.sheet if shown else self.grid)
        self.header.choose.set_kind("secondary" if shown else "primary")

    def _on_reading_chosen(self, proposal: Proposal | None) -> None:
        """Show the classes as they would be."""
        counts = proposal.counts if proposal is not None else {}
        self._if_read.setVisible(bool(counts))
        self._legend.setVisible(not counts)  # how they would be split is not known yet
        if proposal is None or not counts:
            self._show_counts()
            return
        label = proposal.choice.label
        put(self._if_read, "setText", say("if read by {name}", name=label) if label else say("if read so"))
        self.chart.classes.show_counts(
            {name: {split: count if split is Split.TRAIN else 0 for split in Split} for name, count in counts.items()}
        )

    def _show_counts(self) -> None:
        self.chart.classes.show_counts(self._overview.amounts)

    def _on_cases(self, evidence: Evidence) -> None:
        CaseList(evidence, self).open()

    def _on_tried(self, run: RunFolder) -> None:
        self._state.show_run(run)
        self._state.navigate.emit("predict")

    def _add_keys(self) -> None:
        QShortcut(QKeySequence("F5"), self).activated.connect(self._on_look_asked)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.header.title.edit)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.grid.filters.focus_find)

    def undo(self) -> None:
        """Take back a decision of an earlier day; those of today are in ``state.undos``."""
        self._decide(lambda to: to.undo())

    def _decide(self, decide: Callable[[Decisions], object]) -> None:
        if self._decisions is not None:
            decide(self._decisions)

    def _on_look_asked(self) -> None:
        if self.rereading.is_reading():
            self.rereading.cancel()
            return
        self._decide(lambda to: to.cancel_look() if to.is_looking() else to.look_again())

    def _on_split_chosen(self, val_fraction: float, test_fraction: float) -> None:
        seed = self._overview.split.seed
        self._decide(lambda to: to.split(seed=seed, val_fraction=val_fraction, test_fraction=test_fraction))

    def _on_mix_asked(self, seed: int) -> None:
        choice = self._overview.split
        self._decide(
            lambda to: to.split(seed=seed, val_fraction=choice.val_fraction, test_fraction=choice.test_fraction)
        )

    def _on_renamed(self, name: str) -> None:
        project = self._project
        if project is not None:
            before = project.name
            jobs.run(project.rename, name, done=lambda _: self._state.data_changed.emit(), owner=self)
            if name.strip() and name.strip() != before:
                done = say("The project is now “{name}”", name=name.strip())
                self._state.offer_undo(done, lambda: self._rename_back(project, before), icon="edit")

    def _rename_back(self, project: Project, name: str) -> None:
        jobs.run(project.rename, name, done=lambda _: self._state.data_changed.emit(), owner=self)

    def _on_other_class(self, ids: list[int]) -> None:
        dialog = ClassDialog(list(self._overview.counts), len(ids), self)
        dialog.chosen.connect(lambda label: self._decide(lambda to: to.relabel(ids, label)))
        dialog.open()

    def _on_opened(self, row: int) -> None:
        view = LargeView(self.grid.model, row, self._overview, self)
        view.left_out_asked.connect(self.grid.leave_out_asked)
        view.undo_asked.connect(self._state.undo)
        view.show_in_folder_asked.connect(self._show_in_folder)
        view.moved.connect(lambda row: self.grid.view.setCurrentIndex(self.grid.model.index(row)))
        view.open()

    def _on_all_problems(self) -> None:
        count = len(self._overview.unreadable)
        title = counted(
            count, "{count} file cannot be read and is left out", "{count} files cannot be read and are left out"
        )
        rest = say("All other pictures are used. Nothing was changed.")
        self._list_problems(problems(self._overview.unreadable), title, rest)

    def _on_all_notes(self) -> None:
        count = len(self._overview.noted)
        title = counted(
            count,
            "{count} picture's annotation was taken otherwise than it stands there",
            "{count} pictures' annotations were taken otherwise than they stand there",
        )
        self._list_problems(notes(self._overview.noted), title, say("The pictures are used. Nothing was changed."))

    def _on_finding(self, finding: Finding) -> None:
        if self._project is not None:
            done = partial(self._list_finding, finding)
            jobs.run(self._project.index.some, finding.ids, done=done, owner=self)

    def _list_finding(self, finding: Finding, pictures: list[Picture]) -> None:
        rest = say("The pictures are used as they are. Leave out or change what is wrong.")
        self._list_problems(finding_table(pictures), finding.message, rest)

    def _list_problems(self, model: ColumnModel, title: Message, rest: Message) -> None:
        dialog = ProblemList(model, title, rest, self)
        dialog.show_in_folder_asked.connect(self._show_in_folder)
        dialog.open()

    def _show_in_folder(self, picture: Picture) -> None:
        file_manager.show(self._overview.root / picture.path)

    # What is shown

    def _on_project_changed(self) -> None:
        project = self._state.project
        if project is self._project and project is not None:
            return
        self._project = project
        self.rereading.show_project(project)
        self._overviewing.drop()
        self._listing.drop()
        if self._decisions is not None:
            self._decisions.cancel_look()
            self._decisions.disconnect(self)
            self._decisions = None
        self.header.set_looking(False)
        self._state.withdraw(GONE)
        self._stack.setCurrentIndex(0 if project is None else 1)
        self.grid.show_project(project.index if project else None, project.root if project else Path())
        if project is not None:
            self._decisions = self._new_decisions(project)
            self.header.title.set_name(project.name)
            self._ask()

    def _new_decisions(self, project: Project) -> Decisions:
        decisions = Decisions(project, self)
        decisions.changed.connect(self._state.data_changed)
        decisions.decided.connect(self._on_decided)
        decisions.offered.connect(partial(self._on_offered, decisions))
        decisions.failed.connect(partial(self._state.tell_error, key="data", on_page=True))
        decisions.looking.connect(self.header.set_looking)
        decisions.looked.connect(self.header.show_progress)
        return decisions

    def _ask(self) -> None:
        """Read the numbers and the list anew; until they are there, the old ones stand."""
        if self._project is not None:
            self.header.title.set_name(self._project.name)
            self._overviewing.run(overview, self._project, done=self._on_overview, owner=self, priority=3)
            self.grid.model.refresh()
            self._list()

    def _list(self) -> None:
        if self._project is not None:
            chosen, done = self.grid.filters.filter(), self.grid.show_listing
            self._listing.run(listing, self._project.index, chosen, done=done, owner=self, priority=3)

    def _on_overview(self, answer: Overview) -> None:
        self._overview = answer
        self.header.show_overview(answer)
        if not self._if_read.isVisibleTo(self):
            self._show_counts()
        unit = answer.view.class_unit
        if unit is not None:
            put(self._counted, "setText", unit)
        self._counted.setVisible(unit is not None)
        self.split.show_split(answer.split, answer.splits)
        self.problems.show_problems(answer.unreadable)
        self.findings.show_findings(answer.findings)
        self._show_whether_fixed(answer.read_only)
        self.understood.show_understood(answer.understood)
        self.notes.show_notes(answer.notes if answer.is_there else [], noted=len(answer.noted))
        self.grid.set_root(answer.root)
        self.grid.show_overview(answer)
        self._state.set_count("data", answer.total)
        self._tell_whether_there()
        self._fit()

    def _show_whether_fixed(self, why: Message | None) -> None:
        """Let nothing be decided where it could not be kept, and say why at what would decide."""
        reason = "" if why is None else tr("Nothing can be changed: {why}.", why=told(why))
        for widget in (self.split, self.header.title, self.header.look, self.understood.differently):
            widget.setEnabled(why is None)
            widget.setToolTip(words.tooltip(reason))
        self.grid.set_fixed(reason)

    def _on_filter_changed(self) -> None:
        self.chart.set_chosen(self.grid.filters.filter().label)
        self._list()

    def _on_decided(self, done: Message, can_undo: bool) -> None:
        announce(self, told(done))
        if can_undo:
            decisions = self._decisions
            assert decisions is not None
            made = decisions.made
            self._state.offer_undo(done, lambda: decisions.undo(made), icon="ok")
        else:
            self.header.say_for_now(done)

    def _on_offered(self, decisions: Decisions, done: Message, take_back: Callable[[], object]) -> None:
        if decisions is self._decisions:  # else the project was closed meanwhile
            self._state.offer_undo(done, take_back, icon="ok")

    def _tell_whether_there(self) -> None:
        if self._overview.is_there or self._project is None:
            self._state.withdraw(GONE)
        else:
            gone = SourceGone(self._project.folder, self._project.source)
            show = self._state.show_where(gone, GONE, None)
            self._state.tell(GONE, gone.what, gone.do, severity="warn", actions=(show,))
