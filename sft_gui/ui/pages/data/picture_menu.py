"""The menu of what can be done with selected pictures, and the list of classes to give them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sft_gui.ui.look import icons
from sft_gui.ui.look.words import menu_text, tr

MOST_LISTED = 24  # classes that a menu lists; more are chosen in a dialog


def class_menu(
    parent: QWidget, classes: Sequence[str], chosen: Callable[[str], object], other: Callable[[], object]
) -> QMenu:
    """List the classes; ``other`` asks for one that is not among them."""
    menu = QMenu(tr("Change class"), parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setIcon(icons.icon("label"))
    if len(classes) <= MOST_LISTED:
        for name in classes:
            menu.addAction(menu_text(name)).triggered.connect(lambda _=False, name=name: chosen(name))
        menu.addSeparator()
    menu.addAction(tr("Another class…")).triggered.connect(lambda: other())
    return menu


def picture_menu(
    parent: QWidget,
    classes: QMenu | None,
    *,
    are_out: bool,
    opened: Callable[[], object],
    leave_out: Callable[[], object] | None,
    show_in_folder: Callable[[], object],
) -> QMenu:
    """Make the menu, without classes or leaving out where that cannot be; its words are of this moment's language."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(icon: str, text: str, do: Callable[[], object], key: str = "") -> None:
        action = menu.addAction(icons.icon(icon), text)
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: do())

    add("eye", tr("Open"), opened, "Return")
    if leave_out is None:
        pass  # nothing can be decided
    elif are_out:
        add("plus", tr("Take in again"), leave_out, "X")
    else:
        add("minus", tr("Leave out"), leave_out, "X")
    if classes is not None:
        classes.setParent(menu, classes.windowFlags())
        menu.addMenu(classes)
    menu.addSeparator()
    add("folder", tr("Show in folder"), show_in_folder)
    return menu
