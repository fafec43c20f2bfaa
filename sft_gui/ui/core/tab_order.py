"""Tab goes in reading order: as the layouts stand now, not as the widgets happened to be made.

Qt's own chain follows the order of making, which changes with every part that is made late, replaced or moved by a
narrow window. A window's ``focusNextPrevChild`` asks here instead, at the press of the key.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QLayout, QLayoutItem, QWidget

BACKWARDS = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def move(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or the last control before it; False where there is none."""
    everything = list(in_reading_order(window))
    here = QApplication.focusWidget()
    place = everything.index(here) if here in everything else -1
    after, before = everything[place + 1 :], everything[: max(place, 0)]
    ahead = [*after, *before] if forward else [*reversed(before), *reversed(after)]
    wanted = next((widget for widget in ahead if is_stop(widget)), None)
    if wanted is None:
        return False
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def stops(window: QWidget) -> list[QWidget]:
    """List what Tab reaches, in order."""
    return [widget for widget in in_reading_order(window) if is_stop(widget)]


def is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Walk everything that is seen in a window, each part before what stands in it."""
    for child in _children(widget):
        yield child
        yield from in_reading_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    others = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and child not in known and not child.isWindow()
    ]
    others.sort(key=lambda child: (child.y(), child.x()))
    return [child for child in (*placed, *others) if child.isVisible()]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _placed(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    items = [item for place in range(layout.count()) if (item := layout.itemAt(place)) is not None]
    if isinstance(layout, QGridLayout):
        places = [layout.getItemPosition(place)[:2] for place in range(layout.count())]  # type: ignore[index]
        return [item for _, item in sorted(zip(places, items, strict=True), key=lambda each: each[0])]
    if isinstance(layout, QBoxLayout) and layout.direction() in BACKWARDS:
        items.reverse()
    return items
