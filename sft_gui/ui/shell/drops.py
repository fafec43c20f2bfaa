"""What happens to things dragged over, dropped on and pasted into the window, on any page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from sft_gui.data.formats import KINDS, READABLE
from sft_gui.messages import say
from sft_gui.ui.core import jobs
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look.dressing import dress
from sft_gui.ui.shell import dragged
from sft_gui.ui.shell.dragged import Dragged, Kind
from sft_gui.ui.shell.drop_overlay import DropOverlay
from sft_gui.ui.shell.host import Host
from sft_gui.ui.widgets.drop_zone import DropZone


class Drops(QObject):
    """Shows the overlay, or lights the drop zone of a page that has one (``page.drop_zone``), and hands things on."""

    def __init__(self, state: AppState, host: Host) -> None:
        window = host.as_widget()
        super().__init__(window)
        self._state, self._host = state, host
        self.overlay = DropOverlay(window)
        dress(self.overlay)

    def enter(self, event: QDragEnterEvent) -> None:
        """Evaluate a drag by its addresses and say what would become of it."""
        what = dragged.looks_like(event.mimeData())
        if what is None or event.source() is not None:  # a drag that began in this window is not for it
            event.ignore()
            return
        event.acceptProposedAction()
        zone = self._zone()
        if zone is not None and what.kind == Kind.FOLDER:
            zone.show_take(say("Let go to open “{name}”", name=what.name))
        elif zone is not None and what.kind == Kind.REFUSED and what.name:
            zone.show_refuse(say("{name} is not a picture", name=what.name), KINDS)
        else:
            self.overlay.show_drag(what, self._state.answering, names_folders=self._names_folders())

    def leave(self) -> None:
        """The drag went away or was cancelled."""
        self.overlay.hide()
        zone = self._zone()
        if zone is not None and zone.state() in ("take", "refuse"):
            zone.show_rest()

    def drop(self, event: QDropEvent) -> None:
        """Take what was let go."""
        self.leave()
        event.acceptProposedAction()
        self.take(event.mimeData())

    def paste(self) -> None:
        """Take what is on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and (mime.hasUrls() or mime.hasImage()):
            self.take(mime)

    def take(self, mime: QMimeData) -> None:
        """Open a folder, name pictures, or say why not."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.take_paths(paths)
        elif mime.hasImage():
            image = QImage(mime.imageData())
            if not image.isNull():
                self._state.navigate.emit("predict")
                self._state.image_pasted.emit(image)
        else:
            self._refuse(Dragged(Kind.REFUSED))

    def take_paths(self, paths: list[Path]) -> None:
        """Look at the disk, off the GUI thread, and go on with what is there."""
        name_folders = self._names_folders()
        jobs.run(dragged.look_at, paths, name_folders=name_folders, done=self._on_looked_at, owner=self)

    def _on_looked_at(self, what: Dragged) -> None:
        self._state.withdraw("dropped")
        if what.kind == Kind.FOLDER:
            self._state.navigate.emit("start")
            self._state.folder_dropped.emit(what.paths[0])
        elif what.kind == Kind.PICTURES:
            self._state.navigate.emit("predict")
            self._state.pictures_dropped.emit(list(what.paths))
        else:
            self._refuse(what)

    def _refuse(self, what: Dragged) -> None:
        fact = say("{name} is not a picture.", name=what.name) if what.name else say("This cannot be opened.")
        self._state.tell("dropped", fact, READABLE, severity="warn", on_page=True)

    def _page(self) -> QWidget | None:
        return self._host.page()

    def _zone(self) -> DropZone | None:
        zone = getattr(self._page(), "drop_zone", None)
        return zone if zone is not None and zone.isVisible() else None

    def _names_folders(self) -> bool:
        return self._host.current_key() == "predict"
