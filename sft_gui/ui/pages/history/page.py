"""The History page: every run of the open project, what can be done with it, and two of them compared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QScrollArea, QStackedLayout, QWidget

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.training.events import LIVE
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.bin import Bin
from sft_gui.ui.core.run_list import RunList
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import icons, theme
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.history.compare import ComparePane
from sft_gui.ui.pages.history.extend import ask_epochs
from sft_gui.ui.pages.history.run_table import RunTable, damage_words
from sft_gui.ui.pages.history.table import HistoryTable
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.evaluated_list import Evaluated
from sft_gui.ui.widgets.layout import grow, stretch, vbox
from sft_gui.ui.widgets.title_row import TitleRow

FIND = 220
NO_RUNS, TABLE, READING = 0, 1, 2
SEEN_WHEN_COMPARING = 5  # rows that stay in sight above two compared runs


class HistoryPage(QWidget):
    """Shows the runs of ``state.project``; what it does with one goes through the state and its session."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._list = RunList.of(state)
        self._own_bin = Bin(self)
        self._is_filling = False  # the table's current row changes, but not by the user
        self.runs = RunTable(self)
        self.table = HistoryTable(self.runs)
        self.compare = ComparePane()
        self.find = put(QLineEdit(), "setPlaceholderText", "Find a run…")
        put(self.find, "setAccessibleName", "Find a run")
        self._lens = self.find.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.show_folder = put(Button(icon="folder"), "setText", "Show in folder")
        self.compare_button = put(Button("primary", icon="compare"), "setText", "Compare")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._no_runs())
        self._stack.addWidget(self._content())
        self._stack.addWidget(QWidget())  # until the runs are read: neither table nor sentence
        self._connect()
        self._add_keys()
        self._on_runs()

    # Layout

    def _no_runs(self) -> EmptyState:
        empty = EmptyState("history")
        put(empty.fact, "setText", "No runs yet")
        put(empty.sentence, "setText", "Every training is kept here, with its curves and its model.")
        train = empty.add_button(put(Button("primary"), "setText", "Go to Train"))
        train.clicked.connect(lambda: self._state.navigate.emit("train"))
        return empty

    def _content(self) -> QWidget:
        head = TitleRow(say("History"))
        head.add(self.find, self.show_folder, self.compare_button)
        self.find.setMaximumWidth(theme.px(FIND))
        self._card = Card(titled=False, padded=False)
        self._card.body.addWidget(self.table)
        self.compare.hide()
        content = QWidget()
        vbox(
            head,
            grow(self._card, 1000),  # as high as its rows; what is left over goes below
            grow(self.compare, 1000),
            stretch(),
            spacing=14,
            margins=(theme.MARGIN, 18, theme.MARGIN, 22),
            inside=content,
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        return scroll

    def _fit(self) -> None:
        """Make the table as high as its rows, or as the rows that stay in sight above two compared runs."""
        rows = max(self.table.proxy.rowCount(), 1)
        seen = min(rows, SEEN_WHEN_COMPARING)
        self._card.setMinimumHeight(self.table.height_of(seen))
        self._card.setMaximumHeight(self.table.height_of(rows if self.compare.isHidden() else seen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the table has its new width, and maybe a scroll bar

    def _connect(self) -> None:
        self._list.changed.connect(self._on_runs)
        self._state.run_changed.connect(self._select_current)
        self._state.session_changed.connect(self._follow_session)
        self._follow_session()
        self._own_bin.failed.connect(self._on_bin_failed)
        self.runs.renamed.connect(self._rename)
        self.runs.ticks_changed.connect(self._on_ticks)
        self.table.run_opened.connect(self._open)
        self.table.resume_asked.connect(self._resume)
        self.table.removal_asked.connect(self._remove)
        self.table.menu_asked.connect(self._show_menu)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.find.textChanged.connect(self._find)
        self.show_folder.clicked.connect(self._show_current_folder)
        self.compare_button.clicked.connect(self._on_compare_clicked)
        self.compare.closed.connect(self._close_compare)
        self.compare.picture_opened.connect(self._open_picture)
        theme.changed.connect(self._on_theme)

    def _add_keys(self) -> None:
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.find.setFocus)

    def _on_theme(self) -> None:
        self._lens.setIcon(icons.icon("search", "text3"))
        self.find.setMaximumWidth(theme.px(FIND))
        self._fit()

    # What is shown

    def _on_runs(self) -> None:
        runs = self._list.of_project()
        self._is_filling = True
        self.runs.set_runs(runs)
        self._is_filling = False
        self._select_current()
        self._stack.setCurrentIndex(TABLE if runs else NO_RUNS if self._list.is_read else READING)
        if not self.compare.isHidden():
            self._on_ticks()
        self._fit()
        self._show_buttons()

    def _select_current(self) -> None:
        """Let the table's current row be the current run, where it is listed."""
        run, row = self._state.run, self.table.current()
        if run is not None and (row is None or row.folder != run.folder):
            found = self.runs.row_of(run.folder)
            shown = self.table.proxy.mapFromSource(self.runs.index(found, 0)) if found >= 0 else None
            if shown is not None and shown.isValid():
                self._is_filling = True
                self.table.selectRow(shown.row())
                self._is_filling = False
        self._show_buttons()

    def _on_row(self) -> None:
        """What is selected is current."""
        run, place = self.table.current(), self.table.currentIndex()
        is_selected = self.table.selectionModel().isRowSelected(place.row())  # not merely given the focus
        if run is not None and run.damage is None and is_selected and not self._is_filling:
            self._state.current.choose(run.run)
        self._show_buttons()

    def _find(self, text: str) -> None:
        self._is_filling = True  # a row that is filtered away is no choice of another
        self.table.find(text)
        self._is_filling = False
        self._fit()

    def _show_buttons(self) -> None:
        ticked = len(self.runs.ticked())
        self.show_folder.setEnabled(self.table.current() is not None)
        self.compare_button.setEnabled(ticked == 2)
        put(self.compare_button, "setText", say("Compare {count}", count=2) if ticked == 2 else say("Compare"))
        self.compare_button.setToolTip("" if ticked == 2 else tr("Tick two runs to compare them"))

    def _on_ticks(self) -> None:
        ticked = self.runs.ticked()
        if len(ticked) == 2:
            self._open_compare()
        else:
            self.compare.hide()
            self.compare.clear()
        self._fit()
        self._show_buttons()

    def _open_compare(self) -> None:
        ticked = self.runs.ticked()
        self.compare.show_runs(ticked[0], ticked[1])
        self.compare.show()
        self._fit()
        self._show_buttons()

    def _on_compare_clicked(self) -> None:
        self._open_compare()
        self.compare.setFocus()

    def _close_compare(self) -> None:
        self.compare.hide()
        self._fit()
        self.table.setFocus()

    def _follow_session(self) -> None:
        session = self._state.session
        if session is not None:
            session.state_changed.connect(self._show_busy)
            session.bin.failed.connect(lambda _: self._state.runs_changed.emit())  # the window says why
            self._show_busy()

    def _show_busy(self) -> None:
        self.table.set_busy(self._state.session.is_busy)

    # What can be done with a run

    def _show_menu(self, run: RunSummary, where: QPoint) -> None:
        menu = self.menu(run)
        menu.popup(where)

    def menu(self, run: RunSummary) -> QMenu:
        """Make the menu of a run; what cannot be done now is disabled."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_live, is_idle = run.state in LIVE, self._is_idle()

        def add(icon: str, words: str, do: Callable[[RunSummary], object], key: str = "", on: bool = True) -> None:
            action = menu.addAction(icons.icon(icon), words)
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(on)
            action.triggered.connect(lambda: do(run))

        if run.damage is not None:
            add("info", tr("Why it cannot be read"), self._open, "Return")
            add("folder", tr("Show in folder"), lambda run: file_manager.show(run.folder))
            menu.addSeparator()
            add("trash", tr("Move to bin"), self._remove, "Del", on=not is_live)
            return menu
        add("run", tr("Open"), self._open, "Return")
        if run.is_resumable:
            add("play", tr("Resume"), self._resume, on=is_idle)
        add("plus", tr("Extend…"), self._extend, on=is_idle and not is_live and run.report.epoch > 0)
        add("evaluate", tr("Evaluate"), self._evaluate, on=run.has_model)
        add("predict", tr("Use in Predict"), self._predict, on=run.has_model)
        menu.addSeparator()
        add("edit", tr("Rename"), lambda run: self.table.rename(), "F2")
        add("folder", tr("Show in folder"), lambda run: file_manager.show(run.folder))
        menu.addSeparator()
        add("trash", tr("Move to bin"), self._remove, "Del", on=not is_live)
        return menu

    def _is_idle(self) -> bool:
        return self._state.session is not None and not self._state.session.is_busy

    def _open(self, run: RunSummary) -> None:
        if run.damage is not None:
            fact = say("“{name}” cannot be read.", name=run.name)
            self._state.tell("history", fact, damage_words(run.damage), severity="danger", on_page=True)
            return
        self._show(run, "run")

    def _evaluate(self, run: RunSummary) -> None:
        self._show(run, "evaluate")

    def _predict(self, run: RunSummary) -> None:
        self._show(run, "predict")

    def _show(self, run: RunSummary, page: str) -> None:
        self._state.show_run(run.run)
        self._state.navigate.emit(page)

    def _resume(self, run: RunSummary) -> None:
        self._state.session.resume(run.run)
        self._open(run)

    def _extend(self, run: RunSummary) -> None:
        epochs = ask_epochs(run, self)
        if epochs is not None:
            self._state.session.extend(run.run, epochs)
            self._open(run)

    def _show_current_folder(self) -> None:
        run = self.table.current()
        if run is not None:
            file_manager.show(run.folder)

    def _rename(self, run: RunSummary, name: str) -> None:
        before = run.name
        self._rename_to(run, name)
        if name.strip() and name.strip() != before:
            done = say("The run is now “{name}”", name=name.strip())
            self._state.offer_undo(done, lambda: self._rename_to(run, before), icon="edit")

    def _rename_to(self, run: RunSummary, name: str) -> None:
        jobs.run(run.run.rename, name, done=self._on_changed, failed=self._on_failed, owner=self)

    def _remove(self, run: RunSummary) -> None:
        if run.state in LIVE:
            self._state.tell(
                "history",
                say("“{name}” is being trained.", name=run.name),
                say("Stop it first, then it can go to the bin."),
                on_page=True,
            )
            return
        bin = self._bin()
        try:
            bin.throw(run.folder)
        except OSError as error:
            why = error.strerror or str(error)
            fact = say("“{name}” cannot be moved: {why}.", name=run.name, why=why)
            rest = say("Close the programs that have its files open.")
            self._state.tell("history", fact, rest, severity="danger", on_page=True)
            return
        if self._state.session is not None:
            self._state.session.forget(run.folder)
        self._state.current.drop(run.folder)
        self._state.offer_undo(say("Run “{name}” moved to the bin", name=run.name), lambda: self._take_back(bin, run))
        self._state.runs_changed.emit()

    def _take_back(self, bin: Bin, run: RunSummary) -> None:
        if not bin.take_back(run.folder):
            self._state.tell("history", say("“{name}” is in the bin of this computer already.", name=run.name))
        self._state.runs_changed.emit()

    def _bin(self) -> Bin:
        session = self._state.session
        return session.bin if session is not None else self._own_bin

    def _on_bin_failed(self, error: UserError) -> None:
        self._state.tell_error(error, key="history")
        self._state.runs_changed.emit()

    def _on_changed(self, _: object) -> None:
        self._state.runs_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._state.runs_changed.emit()
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key="history", on_page=True)

    def _open_picture(self, picture: Evaluated) -> None:
        file_manager.show(picture.source)
