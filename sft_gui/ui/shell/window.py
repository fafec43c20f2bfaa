"""The window: rail, top bar, banners, the pages and the run strip; navigation, keys and what is remembered.

No page logic: pages are made when first shown and meet only through ``AppState``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QStackedWidget, QWidget

from sft_gui.errors import UserError
from sft_gui.ui.core import jobs, tab_order
from sft_gui.ui.core.current_run import project_of
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import icons, theme, words
from sft_gui.ui.look.dressing import dress
from sft_gui.ui.look.words import put, told, tr, window_title
from sft_gui.ui.shell.drops import Drops
from sft_gui.ui.shell.page_list import PAGES, PageDeclaration
from sft_gui.ui.shell.project_watch import ProjectWatch
from sft_gui.ui.shell.rail import Rail
from sft_gui.ui.shell.toast import Toast
from sft_gui.ui.shell.top_bar import TopBar, fill_menu
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.banner import BannerArea
from sft_gui.ui.widgets.focus_ring import FocusRing
from sft_gui.ui.widgets.layout import grow, hbox, vbox

if TYPE_CHECKING:
    from sft_gui.ui.dialogs.guide import GuideWindow

MINIMUM = (960, 640)
FIRST_SIZE = (1280, 800)
NARROW_BELOW = 72  # times the base font size
SCALE_STEP = 0.1
RECENT = 8
BETWEEN_PAGES_MS = 150


class MainWindow(QMainWindow):
    """Everything around the pages."""

    first_painted = Signal()

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self.state = state
        self._pages: dict[str, QWidget] = {}
        self._key = ""
        self._is_narrow = self._is_painted = False
        self._strip: QWidget | None = None
        self._guide: GuideWindow | None = None
        self._stack = QStackedWidget()
        self.rail, self.top_bar, self.banners = Rail(), TopBar(), BannerArea(below=self._stack)
        for part in (self.rail, self.top_bar, self.banners):
            dress(part)
        self._lay_out()
        self.drops = Drops(state, self)
        self._project_watch = ProjectWatch(state, self)
        self._opening = jobs.Latest()
        self.toast = Toast(self)
        dress(self.toast)
        self._ring = FocusRing(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(*MINIMUM)
        self.setWindowIcon(icons.app_icon())
        self._add_rail_items()
        self._connect()
        self._add_keys()
        self._restore_geometry()
        self._on_project_changed()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        content = QWidget()
        self._content = vbox(self.top_bar, self.banners, grow(self._stack), spacing=0, margins=0, inside=content)
        whole = QWidget()
        hbox(self.rail, grow(content), spacing=0, margins=0, inside=whole)
        self.setCentralWidget(whole)
        content.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        content.setFocus()  # or Qt gives it to the first button, with a ring that nobody asked for

    def _add_rail_items(self) -> None:
        for page in PAGES:
            item = self.rail.add_page(page.key, page.icon, after_rule=page.after_rule)
            put(item, "setText", page.title)

    def _connect(self) -> None:
        state = self.state
        state.navigate.connect(self.navigate)
        state.project_changed.connect(self._on_project_changed)
        state.data_changed.connect(self._on_project_changed)  # its name may be another
        state.counts_changed.connect(self._show_counts)
        state.model_changed.connect(self._show_model)
        state.session_changed.connect(self._on_session_changed)
        state.noticed.connect(self.banners.post)
        state.notice_withdrawn.connect(self.banners.withdraw)
        state.undo_offered.connect(lambda message, undo, icon: self.toast.show_undo(message, undo, icon=icon))
        state.undo_gone.connect(self.toast.take_away)
        state.undo_wanted.connect(lambda: self._call(self.page(), "undo"))
        self.rail.chosen.connect(self._on_rail_chosen)
        self.top_bar.project_menu_asked.connect(self._fill_project_menu)
        self.top_bar.language_chosen.connect(self._on_language_chosen)
        self.top_bar.theme_asked.connect(self._on_theme_asked)
        words.changed.connect(self._say)

    def _add_keys(self) -> None:
        for number, page in enumerate(PAGES, start=1):
            self._key_for(f"Ctrl+{number}", lambda key=page.key: self.navigate(key))
        for keys, act in (
            ("Ctrl+O", self.ask_for_folder),
            ("Ctrl+V", self.drops.paste),
            ("Ctrl+.", self._stop_and_keep),
            ("Ctrl+Z", self._undo),
            ("Ctrl++", lambda: self._scale_by(SCALE_STEP)),
            ("Ctrl+=", lambda: self._scale_by(SCALE_STEP)),
            ("Ctrl+-", lambda: self._scale_by(-SCALE_STEP)),
            ("Ctrl+0", lambda: self._scale_by(1.0 - theme.asked_scale())),
            ("Ctrl+,", self.show_settings),
            ("F1", self.show_guide),
            ("Ctrl+/", self.show_shortcuts),
            ("Ctrl+Q", self.close),
        ):
            self._key_for(keys, act)

    def _key_for(self, keys: str, act: object) -> None:
        QShortcut(keys, self).activated.connect(act)

    # Pages

    def as_widget(self) -> QWidget:
        """Return itself, for the parts that know it as a ``Host``."""
        return self

    def page(self) -> QWidget | None:
        """Give the page on show."""
        return self._pages.get(self._key)

    def current_key(self) -> str:
        """Give the key of the page on show."""
        return self._key

    def navigate(self, key: str) -> None:
        """Show a page; without a project, those that need one stay closed."""
        declaration = next(page for page in PAGES if page.key == key)
        if declaration.needs_project and self.state.project is None:
            key, declaration = "start", PAGES[0]
        if key == self._key:
            return
        self._call(self.page(), "left")
        self._stack.setCurrentWidget(self._made(declaration))
        self._key = key
        self.rail.set_current(key)
        self.state.page = key
        self.banners.leave_page(key)
        self.state.memory.set("page", key)
        self._call(self.page(), "entered")

    def _made(self, declaration: PageDeclaration) -> QWidget:
        if declaration.key not in self._pages:
            page = self._pages[declaration.key] = declaration.make(self.state, self._stack)
            self._stack.addWidget(page)
            dress(page)
        return self._pages[declaration.key]

    def make_pages(self) -> None:
        """Make the pages not shown yet, one now and then, so that none is slow when it is first shown."""
        if not self.has_all_pages():
            self._made(next(page for page in PAGES if page.key not in self._pages))
            QTimer.singleShot(BETWEEN_PAGES_MS, self.make_pages)

    def has_all_pages(self) -> bool:
        """Tell whether every page is made."""
        return len(self._pages) == len(PAGES)

    @staticmethod
    def _call(page: QWidget | None, method: str) -> None:
        if page is not None and hasattr(page, method):
            getattr(page, method)()

    def _on_rail_chosen(self, key: str) -> None:
        if key == "settings":
            self.show_settings()
        elif key == "guide":
            self.show_guide()
        else:
            self.navigate(key)

    # The project

    def _on_project_changed(self) -> None:
        project = self.state.project
        thumbnails.shared().levels = project.levels if project is not None else None
        self.banners.leave_project(project.folder if project is not None else None)
        for page in PAGES:
            self.rail.item(page.key).setEnabled(project is not None or not page.needs_project)
        self.top_bar.project.show_name(project.name if project is not None else None)
        if project is None and self._key:
            self.navigate("start")
        self._say()

    def _say(self) -> None:
        project = self.state.project
        self.setWindowTitle(window_title(f"{project.name} – sft-gui") if project is not None else "sft-gui")
        task, icon = self._task()
        self.top_bar.task.set_state("plain", icon)
        self.top_bar.show_fact(self.top_bar.task, task)

    def _task(self) -> tuple[str, str]:
        if self.state.project is None:
            return "", ""
        from sft_gui.tasks import registry  # numpy comes with it: after the first paint

        found = registry.find(self.state.project.task)
        return told(found.label), found.icon

    def _show_counts(self) -> None:
        for key, count in self.state.counts.items():
            self.rail.item(key).set_count(count)

    def _show_model(self) -> None:
        self.top_bar.show_fact(self.top_bar.model, self.state.model_label)

    def _fill_project_menu(self, menu: QMenu) -> None:
        from sft_gui.data.project import Project  # numpy and PIL come with it: after the first paint

        is_open = self.state.project.folder if self.state.project is not None else None
        recent = [summary for summary in Project.recent() if summary.folder != is_open][:RECENT]
        entries: list = [("folder", tr("Open a folder…"), self.ask_for_folder), None]
        entries += [("data", each.name, lambda folder=each.folder: self.open_kept(folder)) for each in recent]
        if recent:
            entries.append(None)
        entries.append(("start", tr("All projects"), lambda: self.navigate("start")))
        if is_open is not None:
            entries.append(("x", tr("Close the project"), lambda: self.state.open_project(None)))
        fill_menu(menu, entries)

    def open_kept(self, folder: Path, *, page: str = "data", run: object = None) -> None:
        """Open a kept project off the GUI thread, then show a page of it, with one of its runs current."""

        def opened(project: object) -> None:
            self.state.open_project(project)  # type: ignore[arg-type]
            if run is not None:
                self.state.show_run(run)
            self.navigate(page)

        failed = partial(self._on_failed, again=lambda: self.open_kept(folder, page=page, run=run))
        self._opening.run(_open_project, folder, done=opened, failed=failed, owner=self)

    def _on_failed(self, error: Exception, *, again: Callable[[], object]) -> None:
        if not isinstance(error, UserError):
            raise error
        if not self._key:  # the last project, right after the start
            self.navigate("start")
        self.state.tell_error(error, again=again)

    def ask_for_folder(self) -> None:
        """Ask for a folder and open it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a folder of pictures"))
        if chosen:
            self.navigate("start")
            self.state.folder_dropped.emit(Path(chosen))

    # The run

    def _on_session_changed(self) -> None:
        from sft_gui.ui.core.run_list import RunList  # numpy and PIL come with it: after the first paint
        from sft_gui.ui.shell.run_strip import RunStrip
        from sft_gui.ui.shell.run_watch import RunWatch

        if self._strip is None and self.state.session is not None:
            RunList.of(self.state)  # tells the state of the kept runs, before any page is made
            strip = self._strip = RunStrip()
            dress(strip)
            self._content.addWidget(strip)
            self._watch = RunWatch(self.state, self, strip)
            self._watch.busy_changed.connect(self.rail.item("run").set_live)
            self.rail.item("run").set_live(self.state.session.is_busy)
            strip.page_asked.connect(self._on_strip_asked)
            strip.installEventFilter(self)

    def _on_strip_asked(self, page: str) -> None:
        """Show a page about the strip's own run, in the run's own project."""
        run = self.state.session.current.run
        if self.state.current.is_own(run.folder):
            self.state.show_run(run)
            self.navigate(page)
        else:
            self.open_kept(project_of(run.folder), page=page, run=run)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._strip and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._fit()
        return False

    def _stop_and_keep(self) -> None:
        if self.state.session is not None and self.state.session.is_busy:
            self.state.session.stop_and_keep()

    def _undo(self) -> None:
        step, was_offered = self.state.undos.newest(), self.toast.isVisible()
        self.state.undo()
        if step is not None and not was_offered:
            self.toast.show_undone(step.done)

    # Looks and language

    def _on_language_chosen(self, code: str) -> None:
        self.state.memory.set("language", code)
        words.set_language(code)

    def _on_theme_asked(self) -> None:
        asked = theme.asked_mode()
        is_dark = theme.is_dark() if asked == "system" else asked == "dark"
        mode: theme.Mode = "light" if is_dark else "dark"
        self.state.memory.set("theme", mode)
        theme.ask(mode=mode)

    def _scale_by(self, step: float) -> None:
        theme.ask(scale=theme.asked_scale() + step)
        self.state.memory.set("scale", theme.asked_scale())

    def show_settings(self) -> None:
        """Open the settings."""
        from sft_gui.ui.dialogs.settings.dialog import SettingsDialog  # made when first asked for

        SettingsDialog(self.state, self).exec()

    def show_guide(self) -> None:
        """Open the users' guide at what fits the page on show."""
        from sft_gui.ui.dialogs.guide import GuideWindow  # made when first asked for

        if self._guide is None:
            self._guide = GuideWindow(self)
            self._guide.shortcuts_asked.connect(self.show_shortcuts)
        self._guide.show_for(self._key)

    def show_shortcuts(self) -> None:
        """Open the list of keys, over the guide where it was asked for there."""
        from sft_gui.ui.dialogs.shortcuts import ShortcutsDialog  # made when first asked for

        over = self._guide if self._guide is not None and self._guide.isActiveWindow() else self
        ShortcutsDialog(over).exec()

    def _fit(self) -> None:
        is_narrow = self.width() < NARROW_BELOW * theme.px(theme.TYPE["body"][0])
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.rail.set_narrow(is_narrow)
            self.top_bar.set_compact(is_narrow)
        strip = theme.px(48) if self._strip is not None and self._strip.isVisible() else 0
        self.toast.set_margins(self.rail.width(), strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.move(self, forward=next)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)  # after the pages, which are painted in the same go

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)

    # What is remembered

    def _restore_geometry(self) -> None:
        self.resize(*FIRST_SIZE)
        saved = self.state.memory.get("geometry", "")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        watch = getattr(self, "_watch", None)
        if watch is not None and not watch.may_close():
            event.ignore()
            return
        self.state.memory.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.state.memory.flush()
        event.accept()


def _open_project(folder: Path) -> object:
    from sft_gui.data.project import Project  # numpy and PIL come with it: after the first paint

    return Project.open(folder, mend=True)
