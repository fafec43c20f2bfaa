"""Who wears the style sheet: the parts of the window, each by itself, and only while it is seen.

Setting a sheet on the application styles every widget there is, each once for every ancestor: more than a second for
the pages of this window. A part that was dressed (rail, page, dialog) is styled again at once where it is visible;
where it is hidden, when it is next shown. What stands in a dressed part, its menus and lists included, is dressed too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class _Wearer(QObject):
    """Belongs to a part and puts the newest sheet on it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._worn = ""
        self.freshen()
        part.installEventFilter(self)
        _wardrobe.wearers.append(self)

    def on_new_sheet(self) -> None:
        if self._part.isVisible():
            self.freshen()

    def freshen(self) -> None:
        if self._worn != _wardrobe.sheet:
            self._worn = _wardrobe.sheet
            self._part.setStyleSheet(self._worn)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.freshen()
        return False


class _Wardrobe:
    def __init__(self) -> None:
        self.sheet = ""
        self.wearers: list[_Wearer] = []
        self.everywhere = False


_wardrobe = _Wardrobe()


def dress(part: QWidget) -> None:
    """Have a part of the window, with all that is in it, wear the style sheet from now on."""
    part._wearer = _Wearer(part)  # type: ignore[attr-defined]  # found again without a search


def is_dressed(widget: QWidget) -> bool:
    """Tell whether a widget or one that it stands in wears the sheet."""
    part: QWidget | None = widget
    while part is not None:
        if hasattr(part, "_wearer"):
            return True
        part = part.parentWidget()
    return False


def set_everywhere(on: bool) -> None:
    """Dress the application instead, slowly: where widgets stand in no window (the gallery, tests)."""
    _wardrobe.everywhere = on


def set_sheet(sheet: str) -> None:
    """Have every dressed part wear another sheet, the hidden ones when they are next shown."""
    _wardrobe.sheet = sheet
    app = QApplication.instance()
    if _wardrobe.everywhere and isinstance(app, QApplication):
        app.setStyleSheet("")  # taken off and put on is quicker than changed
        app.setStyleSheet(sheet)
    _wardrobe.wearers = [wearer for wearer in _wardrobe.wearers if isValid(wearer)]
    for wearer in _wardrobe.wearers:
        wearer.on_new_sheet()
