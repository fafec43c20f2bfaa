"""``TopBar``: the open project with the recent ones behind it, its task, the model, the device, language and theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from sft_gui.ui.look import icons, paint, theme, words
from sft_gui.ui.look.words import menu_text, put, tr
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.chip import InfoChip
from sft_gui.ui.widgets.layout import hbox, stretch
from sft_gui.ui.widgets.text import Text, VerticalRule

HEIGHT = 56
SHORT = {"en": "EN", "zh_CN": "中文"}


class ProjectButton(QPushButton):
    """The project's name; opens the menu of projects."""

    def __init__(self) -> None:
        super().__init__()
        self._is_open = False
        self.focus_radius = theme.RADIUS_FIELD
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def show_name(self, name: str | None) -> None:
        """Show a project's name, or that none is open."""
        self._is_open = name is not None
        if name is None:
            put(self, "setText", "No project open")
        else:
            words.put_plain(self, "setText", name)
        self.setAccessibleName(tr("Project: {name}", name=self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), theme.font("section")) + theme.px(20 + 9 + 8)
        return QSize(min(width + theme.px(24), theme.px(360)), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            if self.underMouse() or self.isDown():
                paint.box(painter, QRectF(self.rect()), theme.RADIUS_FIELD, fill="hover")
            tone, role = ("text", "section") if self._is_open else ("text2", "body")
            side, chevron = theme.px(20), theme.px(16)
            icons.paint(painter, "folder", tone, 0, (self.height() - side) / 2, side)
            x = side + theme.px(8)
            font = theme.font(role)  # type: ignore[arg-type]
            width = min(paint.width_of(self.text(), font), self.width() - x - chevron - theme.px(10))
            paint.text(painter, QRectF(x, 0, width + 1, self.height()), self.text(), font, tone)
            icons.paint(painter, "down", "text2", x + width + theme.px(7), (self.height() - chevron) / 2, chevron)


class TopBar(QFrame):
    """The bar over every page. It shows what it is told; the window decides."""

    project_menu_asked = Signal(QMenu)  # fill the menu now
    language_chosen = Signal(str)
    theme_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = ProjectButton()
        self.project.show_name(None)
        self.task = InfoChip("label")
        self.model = InfoChip("model")
        self.device = InfoChip("cpu")
        self.getting_ready = put(Text("small", "text3"), "setText", "Getting ready…")
        self.language = Button("quiet", icon="language", size="small")
        self.theme = IconButton("moon")
        self._add_menus()
        rule = VerticalRule()
        rule.setFixedHeight(20)
        hbox(
            self.project,
            self.task,
            stretch(),
            self.getting_ready,
            self.model,
            self.device,
            rule,
            self.language,
            self.theme,
            spacing=10,
            margins=(theme.MARGIN, 0, 22, 0),
            inside=self,
        )
        for hidden in (self.task, self.model, self.device, self.getting_ready):
            hidden.hide()
        self.theme.clicked.connect(self.theme_asked)
        self._fit()
        theme.changed.connect(self._fit)
        words.changed.connect(self._say_language)
        self._say_language()

    def _add_menus(self) -> None:
        menu = rounded_menu(self.project)
        menu.aboutToShow.connect(lambda: self.project_menu_asked.emit(menu))
        self.project.setMenu(menu)
        languages = rounded_menu(self.language)
        self._languages = QActionGroup(self)
        for code, name in words.LANGUAGES.items():
            action = languages.addAction(name)
            action.setCheckable(True)
            action.setData(code)
            action.triggered.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            self._languages.addAction(action)
        self.language.setMenu(languages)

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
        self.theme.set_icon("sun" if theme.is_dark() else "moon")
        if theme.is_dark():
            put(self.theme, "set_label", "Light theme")
        else:
            put(self.theme, "set_label", "Dark theme")

    def _say_language(self) -> None:
        self.language.setText(SHORT[words.language()])
        self.language.setAccessibleName(tr("Language: {name}", name=words.LANGUAGES[words.language()]))
        for action in self._languages.actions():
            action.setChecked(action.data() == words.language())

    def show_fact(self, chip: InfoChip, text: str) -> None:
        """Show a chip's words; without any the chip is not there."""
        chip.setText(text)
        chip.setVisible(bool(text))

    def set_compact(self, on: bool) -> None:
        """Leave the chips' icons alone, where the window is narrow."""
        for chip in (self.task, self.model, self.device):
            chip.set_compact(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            paint.line(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5, "line")


def rounded_menu(owner: QWidget) -> QMenu:
    """Make a menu whose round corners show what is behind them."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    return menu


def fill_menu(menu: QMenu, entries: list[tuple[str, str, Callable[[], Any]] | None]) -> None:
    """Fill a menu with (icon, words, deed), None for a line."""
    menu.clear()
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            icon, text, act = entry
            menu.addAction(icons.icon(icon, "text2", theme.px(16)), menu_text(text)).triggered.connect(
                lambda _=False, a=act: a()
            )
