"""The Start page: drop a folder, try the sample, or go on with a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QGridLayout, QHBoxLayout, QWidget

from sft_gui import paths
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.tasks.registry import DEFAULT
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.bin import Bin
from sft_gui.ui.core.notices import Action
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import theme
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.pages.start import recent_listing
from sft_gui.ui.pages.start.format_card import FormatCard
from sft_gui.ui.pages.start.recent_card import RecentCard
from sft_gui.ui.pages.start.recent_listing import Opened
from sft_gui.ui.pages.start.sample_card import SampleCard
from sft_gui.ui.pages.start.zone import StartZone
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.dialog import confirm
from sft_gui.ui.widgets.layout import gap, grow, hbox, vbox
from sft_gui.ui.widgets.page_scroll import PageScroll
from sft_gui.ui.widgets.text import IconLabel, Text

if TYPE_CHECKING:
    from sft_gui.data.readers.reader import Choice
    from sft_gui.data.summary import ProjectSummary

COLUMN = 344
STACKED_BELOW = 960  # the page's width under which its columns stand below each other
ZONE_LEAST, RECENT_LEAST = 264, 200
NOTICE = "start"
TREES = ("flowers/\n├ daisy/\n└ roses/", "flowers/\n├ train/\n└ val/", "labels.csv\na1.jpg,daisy\nb7.jpg,roses")


class StartPage(QWidget):
    """Opens what is dropped, chosen or kept; ``drop_zone`` is where the window shows a drag."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._opening, self._looking = jobs.Latest(), jobs.Latest()
        self._ready: Path | None = None  # the project that a banner offers to open
        self._own_bin = Bin(self)
        self.drop_zone = StartZone()
        self.sample, self.recent = SampleCard(), RecentCard()
        self._lay_out()
        self._connect()

    # Layout

    def _lay_out(self) -> None:
        left = vbox(
            grow(self.drop_zone),
            gap(4),
            put(Text("section"), "setText", "Folders it understands"),
            _format_cards(),
            spacing=12,
        )
        self._right = QWidget()
        vbox(self.sample, grow(self.recent), spacing=theme.GAP, margins=0, inside=self._right)
        self._columns = hbox(grow(left), self._right, spacing=theme.GAP)
        content = QWidget()
        vbox(_head(), grow(self._columns), spacing=20, margins=(theme.MARGIN, 22, theme.MARGIN, 24), inside=content)
        vbox(PageScroll(content), margins=0, inside=self)
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        stacked = self.width() < theme.px(STACKED_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._right.setMinimumWidth(0 if stacked else theme.px(COLUMN))
        self._right.setMaximumWidth(self.maximumWidth() if stacked else theme.px(COLUMN))
        self.drop_zone.setMinimumHeight(theme.px(ZONE_LEAST))
        self.recent.setMinimumHeight(theme.px(RECENT_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def entered(self) -> None:
        """Read the kept projects anew; the window calls it whenever the page is shown."""
        self._looking.run(recent_listing.recent, done=self._on_recent, owner=self)

    # What the user asks for

    def _connect(self) -> None:
        zone, projects = self.drop_zone, self.recent.list
        zone.folder_asked.connect(self._on_folder_asked)
        zone.file_asked.connect(self._on_file_asked)
        zone.project_asked.connect(self._on_project_asked)
        zone.cancel_asked.connect(self._opening.cancel)
        self.sample.asked.connect(self.open_sample)
        projects.opened.connect(self.open_kept)
        projects.show_in_folder_asked.connect(file_manager.show)
        projects.remove_asked.connect(self._on_remove_asked)
        projects.projects.rename_asked.connect(self._on_rename_asked)
        self._state.folder_dropped.connect(self.open_source)
        self._state.sample_asked.connect(self.open_sample)
        self._state.project_changed.connect(self._on_project_changed)

    def _on_folder_asked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a folder of pictures"))
        if chosen:
            self.open_source(Path(chosen))

    def _on_file_asked(self) -> None:
        kinds = tr("Pictures in a file") + " (*.zip *.csv *.tsv *.json *.jsonl *.ndjson *.xml)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a .zip or a .csv list"), "", kinds)
        if chosen:
            self.open_source(Path(chosen))

    def _on_project_asked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a kept project"), str(paths.projects()))
        if chosen:
            self.open_kept(Path(chosen))

    def open_source(self, source: Path, wanted: Choice | None = None) -> None:
        """Open a folder, .zip or .csv as a project, in the way that the user chose if that was asked."""
        work = recent_listing.open_source if wanted is None else partial(recent_listing.open_source, wanted=wanted)
        self._open(source.name or str(source), work, source)

    def open_kept(self, folder: Path) -> None:
        """Open a kept project."""
        self._open(folder.name, recent_listing.open_kept, folder)

    def open_sample(self, task: str = DEFAULT.name) -> None:
        """Open the built-in sample of a task."""
        self._open(tr("Handwritten digits"), recent_listing.open_sample, task)

    def _open(self, name: str, work: Callable[..., Opened], *args: Any) -> None:
        self._state.withdraw(NOTICE)
        self.drop_zone.begin(name)
        self.sample.setEnabled(False)
        self._opening.run(  # the newest wish counts
            work,
            *args,
            done=self._on_opened,
            failed=partial(self._on_not_opened, opened=args[0], again=lambda: self._open(name, work, *args)),
            stopped=self._on_stopped,
            progress=self.drop_zone.show_progress,
            owner=self,
            is_long=True,
        )

    def _on_stopped(self) -> None:
        self.drop_zone.end()
        self.sample.setEnabled(True)

    def _on_opened(self, opened: Opened) -> None:
        self._on_stopped()
        if self.isVisible():
            self._show(opened)
        else:  # the user went on working: another page is not taken away
            self._ready = opened.project.folder
            open_it = Action(say("Open"), partial(self._show, opened))
            self._state.tell(
                NOTICE, say("“{name}” is ready.", name=opened.project.name), actions=(open_it,), everywhere=True
            )

    def _on_project_changed(self) -> None:
        project = self._state.project
        if project is not None and project.folder == self._ready:  # from wherever it was opened
            self._ready = None
            self._state.withdraw(NOTICE)

    def _show(self, opened: Opened) -> None:
        self._state.withdraw(NOTICE)
        self._state.open_project(opened.project)
        self._state.navigate.emit("data")
        announce(self, tr("{name} is open.", name=opened.project.name))

    def _on_not_opened(self, error: Exception, *, opened: Any, again: Callable[[], object]) -> None:
        self._on_stopped()
        if not isinstance(error, UserError):
            raise error
        self.drop_zone.fail(error)
        if getattr(error, "alternatives", ()) and self.isVisible():
            self._ask_how(error, opened)
            return
        self._state.tell_error(error, key=NOTICE, everywhere=True, again=again)

    def _ask_how(self, error: UserError, source: Path) -> None:
        """Let the user say how a source is to be read that was not understood by itself."""
        from sft_gui.ui.dialogs.reading.dialog import ReadingDialog  # the readers come with it: after the first paint

        dialog = ReadingDialog(error, self)
        dialog.chosen.connect(lambda choice: self.open_source(source, choice))
        dialog.open()

    # The kept projects

    def _on_recent(self, summaries: list[ProjectSummary]) -> None:
        self.recent.show_projects(summaries)
        for summary in summaries:
            done = partial(self.recent.list.projects.show_details, summary.folder)
            jobs.run(recent_listing.details, summary, done=done, owner=self)

    def _on_rename_asked(self, folder: Path, name: str) -> None:
        before = next((row.summary.name for row in self.recent.list.projects.rows if row.summary.folder == folder), "")
        self._rename(folder, name)
        if before:
            done = say("The project is now “{name}”", name=name)
            self._state.offer_undo(done, lambda: self._rename(folder, before), icon="edit", everywhere=True)

    def _rename(self, folder: Path, name: str) -> None:
        project = self._state.project
        if project is not None and project.folder == folder:
            jobs.run(project.rename, name, done=self._on_renamed, failed=self._on_failed, owner=self)
        else:
            jobs.run(recent_listing.rename, folder, name, done=self._on_renamed, failed=self._on_failed, owner=self)

    def _on_renamed(self, _: None) -> None:
        self._state.data_changed.emit()
        self.entered()

    def _on_remove_asked(self, summary: ProjectSummary) -> None:
        project, session = self._state.project, self._state.session
        is_open = project is not None and project.folder == summary.folder
        if is_open and session is not None and session.is_busy:
            fact = say("“{name}” is being trained.", name=summary.name)
            self._state.tell(NOTICE, fact, say("Stop the run first."), severity="warn", on_page=True)
            return
        sure = confirm(
            self,
            say("Remove “{name}”?", name=summary.name),
            say("Its runs, models and decisions move to the bin. Your pictures stay where they are."),
            act=say("Move to bin"),
            stay=say("Keep it"),
        )
        if not sure:
            return
        if is_open and project is not None:
            self._state.open_project(None)
            project.close()
        self._remove(summary)

    def _remove(self, summary: ProjectSummary) -> None:
        bin = self._state.session.bin if self._state.session is not None else self._own_bin
        try:
            bin.throw(summary.folder, beside=summary.folder.parent)
        except OSError as error:
            fact = say("“{name}” cannot be moved: {why}.", name=summary.name, why=error.strerror or str(error))
            rest = say("Close the programs that have its files open.")
            self._state.tell(NOTICE, fact, rest, severity="danger", on_page=True)
            return
        if self._state.session is not None:
            self._state.session.forget(summary.folder)
        done = say("Project “{name}” moved to the bin", name=summary.name)
        self._state.offer_undo(done, lambda: self._take_back(bin, summary), everywhere=True)
        self._on_runs_gone()

    def _take_back(self, bin: Bin, summary: ProjectSummary) -> None:
        if not bin.take_back(summary.folder):
            fact = say("“{name}” is in the bin of this computer already.", name=summary.name)
            self._state.tell(NOTICE, fact, say("Bring it back from there."), everywhere=True)
        self._on_runs_gone()

    def _on_runs_gone(self) -> None:
        self.entered()
        self._state.runs_changed.emit()  # the list of models has its runs

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key=NOTICE, on_page=True)
        self.entered()


def _head() -> QHBoxLayout:
    sentence = Text("body", "text2", wrap=True)
    put(sentence, "setText", "Drop a folder, press Start, then drop a new photo to see what the model says.")
    titles = vbox(put(Text("display", wrap=True), "setText", "Teach a model with your own photos"), sentence, spacing=2)
    promise = hbox(
        IconLabel("lock", "text2", 16),
        put(Text("small", "text2"), "setText", "Everything stays on this computer"),
        spacing=8,
    )
    row = hbox(grow(titles), promise)
    row.setAlignment(promise, Qt.AlignmentFlag.AlignBottom)
    return row


def _format_cards() -> QGridLayout:
    name = FormatCard("name", "label", TREES[0], ground="accent_soft", tag="daisy")
    put(name.title, "setText", "Classify it")
    put(name.sentence, "setText", "One folder per class")
    split = FormatCard("split", "data", TREES[1])
    put(split.title, "setText", "Keep your split")
    put(split.sentence, "setText", "Folders for train, val and test")
    table = FormatCard("list", "table", TREES[2])
    put(table.title, "setText", "Read a list")
    put(table.sentence, "setText", "CSV; boxes: VOC, COCO, YOLO; masks")
    grid = QGridLayout()
    grid.setSpacing(12)
    for place, card in enumerate((name, split, table)):
        grid.addWidget(card, 0, place)
        grid.setColumnStretch(place, 1)
    return grid
