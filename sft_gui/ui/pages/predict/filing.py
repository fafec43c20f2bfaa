"""The Predict page's ways in and out: pictures are chosen, answers saved, pictures sorted into folders."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from sft_gui.data.formats import DIALOG_PATTERNS
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.prediction.export import registry as exporters
from sft_gui.prediction.export.registry import Exporter
from sft_gui.ui.core import file_manager, jobs
from sft_gui.ui.core.notices import Action
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import icons
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.pages.predict.answer_table import AnswerTable
from sft_gui.ui.pages.predict.files import save, sort_into
from sft_gui.ui.pages.predict.naming import Naming
from sft_gui.ui.pages.predict.workspace import Workspace

if TYPE_CHECKING:
    from sft_gui.prediction.sort import SortReport

NOTICE = "predict"


class Filing(QObject):
    """Asks where, over ``page``, and has it done in the pool; ``sources`` is what was opened: no place for copies."""

    chosen = Signal(list)  # files and folders whose pictures are to be named
    sorting_ended = Signal()

    def __init__(
        self, state: AppState, answers: AnswerTable, naming: Naming, workspace: Workspace, page: QWidget
    ) -> None:
        super().__init__(page)
        self._page = page
        self.sources: list[Path] = []
        self._state, self._answers, self._naming, self._workspace = state, answers, naming, workspace
        self._sorting: jobs.Job | None = None

    # Opening

    def ask_what(self, below: QWidget) -> None:
        """Let the user choose between pictures and a folder of them."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("image"), tr("Pictures…")).triggered.connect(lambda: self.ask_for_files())
        folder = menu.addAction(icons.icon("folder"), tr("Folder of pictures…"))
        folder.triggered.connect(lambda: self._ask_for_folder())
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def ask_for_files(self) -> None:
        """Let the user choose pictures."""
        kinds = f"{tr('Pictures')} ({DIALOG_PATTERNS});;{tr('All files')} (*)"
        title, folder = tr("Predict pictures"), self._folder("open_folder")
        chosen, _ = QFileDialog.getOpenFileNames(self._page, title, folder, kinds)
        if chosen:
            self._state.memory.set("open_folder", str(Path(chosen[0]).parent))
            self.chosen.emit([Path(each) for each in chosen])

    def _ask_for_folder(self) -> None:
        title, folder = tr("Predict the pictures in a folder"), self._folder("open_folder")
        chosen = QFileDialog.getExistingDirectory(self._page, title, folder)
        if chosen:
            self._state.memory.set("open_folder", chosen)
            self.chosen.emit([Path(chosen)])

    def _folder(self, key: str) -> str:
        return str(self._state.memory.get(key, str(Path.home())))

    # Saving

    def ask_how_to_save(self, below: QWidget) -> None:
        """Ask for the format where there are several, then for the place."""
        formats = exporters.of(self._workspace.view.task.overlay)
        if len(formats) == 1:
            self._ask_where(formats[0])
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in formats:
            icon = "table" if each.suffix == ".csv" else "download"
            action = menu.addAction(icons.icon(icon), tr("{format}…", format=each.label))
            action.triggered.connect(partial(self._ask_where, each))
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def _ask_where(self, exporter: Exporter, _: bool = False) -> None:
        folder, title = self._folder("save_folder"), tr("Save as {format}", format=exporter.label)
        if not exporter.suffix:
            chosen = QFileDialog.getExistingDirectory(self._page, title, folder)
        else:
            name = str(Path(folder) / f"answers{exporter.suffix}")
            chosen, _ = QFileDialog.getSaveFileName(
                self._page, title, name, f"{told(exporter.label)} (*{exporter.suffix})"
            )
        if chosen:
            self.save(Path(chosen), exporter)

    def save(self, path: Path, exporter: Exporter) -> None:
        """Write the answers in the order shown: into a file, or into a folder of their own below ``path``."""
        self._state.memory.set("save_folder", str(path.parent))
        jobs.run(
            save,
            path,
            exporter,
            self._answers.answers(),
            self._naming.classes,
            self._workspace.threshold(),
            done=self._on_saved,
            failed=self._on_failed,
            owner=self,
        )

    def _on_saved(self, path: Path) -> None:
        self._tell_done(say("The predictions are saved:"), say("{name}", name=path.name), path)

    def _tell_done(self, fact: Message, rest: Message | None, path: Path) -> None:
        show = Action(say("Show in folder"), lambda: file_manager.show(path))
        self._state.tell(NOTICE, fact, rest, actions=(show,), everywhere=True)

    # Sorting

    def ask_and_sort(self) -> None:
        """Ask where to copy the pictures to, then copy them."""
        title = tr("Where to put the copies, one folder a class")
        chosen = QFileDialog.getExistingDirectory(self._page, title, self._folder("save_folder"))
        if chosen:
            self.sort_into(Path(chosen))

    def sort_into(self, target: Path) -> None:
        """Copy every named picture into the folder of its class."""
        self._state.memory.set("save_folder", str(target))
        self._sorting = jobs.run(
            sort_into,
            self._answers.answers(),
            target,
            list(self.sources),
            done=self._on_sorted,
            failed=self._on_failed,
            stopped=self._on_sorting_stopped,
            progress=self._workspace.show_copying,
            owner=self,
            is_long=True,
        )
        self._workspace.show_copying(0, None, say("Copying"))

    def stop_sorting(self) -> bool:
        """Ask the copying to stop; return whether there was any."""
        if self._sorting is not None:
            self._sorting.cancel()
        return self._sorting is not None

    def _on_sorted(self, report: SortReport) -> None:
        self._end_sorting()
        self._tell_done(report.message(), None, report.folder)

    def _on_sorting_stopped(self) -> None:
        self._end_sorting()
        self._state.tell(NOTICE, say("Copying was stopped."), say("The copies made until then stay."), on_page=True)

    def _end_sorting(self) -> None:
        self._sorting = None
        self.sorting_ended.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end_sorting()
        if not isinstance(error, UserError):
            raise error
        self._state.tell_error(error, key=NOTICE, on_page=True)
