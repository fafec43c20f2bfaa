"""``Banner``: a fact in bold, then what to do, at most two buttons. ``BannerArea``: one at a time, the worst first.

What stands below moves only while nobody is about to click on it, see ``still.py``.

``area.post(Notice("key", "danger", say("Training stopped: the disk is full."), say("Free 2 GB, then resume."), ...))``
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sft_gui.ui.core.notices import Action, Notice, Scope
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import put, told
from sft_gui.ui.widgets.announce import announce
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.still import Still
from sft_gui.ui.widgets.text import IconLabel, Text

ORDER = {"danger": 0, "warn": 1, "info": 2}
LOOKS = {  # fill, line, icon, icon's colour
    "info": ("surface", "line", "info", "accent"),
    "warn": ("warn_soft", "warn_line", "warn", "warn"),
    "danger": ("danger_soft", "danger_line", "error", "danger"),
}


class Banner(QFrame):
    """One notice. ``closed`` is emitted by its cross and by quiet actions' ends alike."""

    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self._fact = Text("body", wrap=True)
        fill, line, icon, color = LOOKS[notice.severity]
        self._fill, self._line = fill, line
        row = hbox(
            IconLabel(notice.icon or icon, color, 18), grow(self._fact), spacing=12, margins=(16, 7, 8, 7), inside=self
        )
        for action in notice.actions[:2]:
            row.addWidget(self._button(action))
        if notice.closable:
            close = put(IconButton("x"), "set_label", "Close")
            close.clicked.connect(self.closed)
            row.addWidget(close)
        self.setMinimumHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._say()
        words.changed.connect(self._say)
        paint.follow_theme(self)

    def _button(self, action: Action) -> Button:
        button = put(Button("quiet" if action.quiet else "secondary", size="small"), "setText", action.label)
        button.clicked.connect(lambda: action.act())
        return button

    def _say(self) -> None:
        fact = told(self.notice.fact)
        rest = told(self.notice.rest) if self.notice.rest is not None else ""
        strong = f'<span style="font-weight:600">{words.escape(fact)}</span>'
        self._fact.setTextFormat(words.RICH)
        self._fact.setText(words.joined(strong, words.escape(rest)))
        self.setAccessibleName(words.joined(fact, rest))

    def paintEvent(self, event: object) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, self.rect().toRectF(), theme.RADIUS_CARD, fill=self._fill, line=self._line)


class BannerArea(QWidget):
    """Holds every notice that still stands and shows the worst.

    Args:
        below: what moves when a banner comes or goes.
    """

    def __init__(self, parent: QWidget | None = None, *, below: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._banner: Banner | None = None
        self._still = Still(self, below=below)
        self._column = vbox(margins=(theme.MARGIN, 16, theme.MARGIN, 0), inside=self)
        self.hide()

    def post(self, notice: Notice) -> None:
        """Show a notice, or keep it until those that are worse are gone; it is announced."""
        self._notices.pop(notice.key, None)
        self._notices[notice.key] = notice
        self._show_worst()
        announce(self, told(notice.fact))

    def withdraw(self, key: str) -> None:
        """Take a notice back, where it still stands."""
        if self._notices.pop(key, None) is not None:
            self._show_worst()

    def leave_page(self, page: str) -> None:
        """Another page is on show: what belongs to one that is left goes."""
        self._keep(lambda scope: scope.page in ("", page))

    def leave_project(self, project: Path | None) -> None:
        """Another project is open: what belongs to one that is closed goes."""
        self._keep(lambda scope: scope.project == project)

    def _keep(self, is_true: Callable[[Scope], bool]) -> None:
        for notice in list(self._notices.values()):
            if notice.scope is not None and not is_true(notice.scope):
                self.withdraw(notice.key)

    def shown(self) -> Notice | None:
        """Give the notice on show."""
        return self._banner.notice if self._banner is not None else None

    def _show_worst(self) -> None:
        # The newest of the worst: it is what the user did last.
        worst = min(reversed(self._notices.values()), key=lambda notice: ORDER[notice.severity], default=None)
        if self._banner is not None:
            if self._banner.notice is worst:
                return
            self._still.hold()
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if worst is not None:
            self._banner = Banner(worst)
            self._banner.closed.connect(lambda: self.withdraw(worst.key))
            self._column.addWidget(self._banner)
        self._still.show(self._banner is not None, may_go=False)
