"""The users' guide, read beside the window: its pages at the left, the chosen one at the right.

Not to be confused with ``shell/guide.py``, which leads the window by the hand for demo and screenshots.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShortcut, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from sft_gui.ui.dialogs.guide_browser import DIALECT, GuideBrowser
from sft_gui.ui.dialogs.guide_pages import BY_KEY, PAGES, GuidePage, fitting
from sft_gui.ui.look import icons, theme, words
from sft_gui.ui.look.words import put, put_plain
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.rail_item import RailItem
from sft_gui.ui.widgets.text import Rule, Text

SIZE, SMALLEST = (1090, 780), (640, 420)
RAIL_WIDTH, FIND_WIDTH = 232, 240
Place = tuple[str, int]  # a page and how far it is scrolled


class GuideWindow(Dialog):
    """Stays open beside the window; ``shortcuts_asked`` is its button for the list of keys."""

    shortcuts_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Guide")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.page = PAGES[0]
        self._past: list[Place] = []
        self._future: list[Place] = []
        self._plain: dict[Path, str] = {}
        self.items: dict[str, RailItem] = {}
        self.browser = GuideBrowser()
        self.browser.page_asked.connect(self.follow)
        middle = hbox(self._pages(), grow(self.browser), spacing=0)
        vbox(self._head(), Rule(), grow(middle), spacing=0, margins=0, inside=self)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter follows links
        self._add_keys()
        self._fit()
        room = self.screen().availableSize() * 0.9
        self.resize(QSize(theme.px(SIZE[0]), theme.px(SIZE[1])).boundedTo(room))
        theme.changed.connect(self._on_look_changed)
        words.changed.connect(self._on_words_changed)
        self._on_words_changed()
        self.browser.setFocus()

    def _head(self) -> QHBoxLayout:
        self.back = put(IconButton("left"), "set_label", "Back")
        self.forward = put(IconButton("right"), "set_label", "Forward")
        self.find = put(QLineEdit(), "setPlaceholderText", "Find in the guide…")
        put(self.find, "setAccessibleName", "Find in the guide")
        self._lens = self.find.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.found = Text("hint", "text2")
        self.before = put(IconButton("up"), "set_label", "Previous match")
        self.after = put(IconButton("down"), "set_label", "Next match")
        shortcuts = put(Button("quiet", size="small"), "setText", "Shortcuts")
        close = put(IconButton("x"), "set_label", "Close")
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.find.textChanged.connect(self._on_find)
        self.before.clicked.connect(lambda: self._show_hit(-1))
        self.after.clicked.connect(lambda: self._show_hit(1))
        shortcuts.clicked.connect(self.shortcuts_asked)
        close.clicked.connect(self.close)
        title = put(Text("section"), "setText", "Guide")
        return hbox(
            grow(title), self.found, self.before, self.after, grow(self.find, 4),
            self.back, self.forward, shortcuts, close,
            spacing=6, margins=(20, 9, 14, 9),
        )  # fmt: skip

    def _pages(self) -> QFrame:
        rail = self._rail = QFrame()
        rail.setProperty("surface", "rail")
        column = QWidget()
        box = vbox(spacing=2, margins=(10, 12, 10, 12), inside=column)
        for page in PAGES:
            item = self.items[page.key] = RailItem(page.key, page.icon)
            item.setCheckable(True)
            item.clicked.connect(lambda _=False, key=page.key: self.show_page(key))
            box.addWidget(item)
        box.addStretch(1)
        scroll = QScrollArea()  # large text in a low window
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        vbox(scroll, margins=0, inside=rail)
        return rail

    def _add_keys(self) -> None:
        for keys, act in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+F", self._start_finding),
            ("F3", lambda: self._show_hit(1)),
            ("Shift+F3", lambda: self._show_hit(-1)),
            ("Ctrl+/", self.shortcuts_asked.emit),
            ("F1", self.close),
        ):
            QShortcut(keys, self).activated.connect(act)
        for keys, step in (("Return", 1), ("Enter", 1), ("Shift+Return", -1), ("Shift+Enter", -1)):
            key = QShortcut(keys, self.find, context=Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(lambda step=step: self._show_hit(step))

    # Pages

    def show_for(self, app_page: str) -> None:
        """Show the page that fits a page of the window, and come to the front."""
        self.show_page(fitting(app_page).key)
        self.show()
        self.raise_()
        self.activateWindow()

    def follow(self, key: str, anchor: str = "") -> None:
        """Go where a link leads: to a page, or to a heading of it or of this one."""
        if key in BY_KEY or not key:
            self.show_page(key or self.page.key, anchor)

    def show_page(self, key: str, anchor: str = "") -> None:
        """Show a page from its beginning or from a heading; Back leads to where one was."""
        if key != self.page.key or anchor:
            self._past.append(self._place())
            self._future.clear()
        self._show(BY_KEY[key])
        if anchor:
            self.browser.show_anchor(anchor)

    def go_back(self) -> None:
        """Show what was shown before."""
        self._go(self._past, self._future)

    def go_forward(self) -> None:
        """Show what was shown before going back."""
        self._go(self._future, self._past)

    def _go(self, here: list[Place], there: list[Place]) -> None:
        if here:
            there.append(self._place())
            key, scrolled = here.pop()
            self._show(BY_KEY[key])
            self.browser.verticalScrollBar().setValue(scrolled)

    def _place(self) -> Place:
        return self.page.key, self.browser.verticalScrollBar().value()

    def _show(self, page: GuidePage) -> None:
        self.page = page
        for key, item in self.items.items():
            item.setChecked(key == page.key)
        self.browser.show_page(page.text(), page.file().parent)
        self.browser.setAccessibleName(page.title())
        self.back.setEnabled(bool(self._past))
        self.forward.setEnabled(bool(self._future))
        self._mark_hits()

    # Find

    def _start_finding(self) -> None:
        self.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find.selectAll()

    def _on_find(self) -> None:
        wanted = self.find.text().strip().casefold()
        for page in PAGES:  # what is on the other pages shows beside their names
            self.items[page.key].set_count(self._plain_text(page).count(wanted) if wanted else None)
        self._mark_hits()
        self._show_hit(1)

    def _plain_text(self, page: GuidePage) -> str:
        file = page.file()
        if file not in self._plain:
            document = QTextDocument()
            document.setMarkdown(page.text(), DIALECT)
            self._plain[file] = document.toPlainText().casefold()
        return self._plain[file]

    def _mark_hits(self) -> None:
        self._hits = self.browser.find_all(self.find.text().strip())
        self._say_found(0)

    def _show_hit(self, step: int) -> None:
        self._say_found(self.browser.show_hit(step))

    def _say_found(self, number: int) -> None:
        is_finding = bool(self.find.text().strip())
        for part in (self.before, self.after):
            part.setVisible(is_finding)
            part.setEnabled(self._hits > 0)
        if not is_finding:
            put_plain(self.found, "setText", "")
        elif not self._hits:
            put(self.found, "setText", "Not on this page")
        elif number:
            put(self.found, "setText", "{number} of {count}", number=number, count=self._hits)
        else:
            put(self.found, "setText", "{count} on this page", count=self._hits)

    # Look and language

    def _on_words_changed(self) -> None:
        for page in PAGES:
            put_plain(self.items[page.key], "setText", page.title())
        self._show(self.page)

    def _on_look_changed(self) -> None:
        self._fit()
        self._lens.setIcon(icons.icon("search", "text3"))
        _, scrolled = self._place()
        self._show(self.page)
        self.browser.verticalScrollBar().setValue(scrolled)

    def _fit(self) -> None:
        self._rail.setFixedWidth(theme.px(RAIL_WIDTH))
        self.find.setMinimumWidth(theme.px(FIND_WIDTH // 2))
        self.find.setMaximumWidth(theme.px(FIND_WIDTH))
        room = self.screen().availableSize() * 0.9
        self.setMinimumSize(QSize(theme.px(SMALLEST[0]), theme.px(SMALLEST[1])).boundedTo(room))
