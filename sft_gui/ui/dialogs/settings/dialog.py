"""Settings: appearance, this computer, storage, weights, about. Everything applies at once; there is no OK."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QStackedWidget, QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.core.baseline import Baselines
from sft_gui.ui.core.state import AppState
from sft_gui.ui.dialogs.settings.pages import AboutPage, ComputerPage, WeightsPage
from sft_gui.ui.dialogs.settings.row import SettingsPage
from sft_gui.ui.dialogs.settings.storage import StoragePage
from sft_gui.ui.look import theme, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, vbox
from sft_gui.ui.widgets.rail_item import RailItem
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.text import Rule, Text

SIZE = (796, 514)
SCALE_STEP = 5  # per cent
SECTIONS: tuple[tuple[str, str, Message], ...] = (
    ("appearance", "sun", say("Appearance")),
    ("computer", "cpu", say("This computer")),
    ("storage", "disk", say("Storage")),
    ("weights", "download", say("Weights")),
    ("about", "help", say("About")),
)


class AppearancePage(SettingsPage):
    """Language, theme, text size, motion and patterns."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._memory = state.memory
        self.language = Combo()
        self.theme = Segmented()
        self.scale = Slider(100, round(100 * theme.SCALE_MAXIMUM), round(100 * theme.scale()))
        self.percent = Text("body")
        self.less_motion, self.patterns = Switch(), Switch()
        self._models = Baselines.of(state)
        self.baseline = Switch()
        self._fill()
        self.row(say("Language"), say("Applies at once"), self.language)
        self.row(say("Theme"), say("Automatic follows the system"), self.theme)
        self.row(say("Text size"), say("The whole window grows with it"), self._scale_row())
        self.row(say("Less motion"), say("Nothing fades or slides"), self.less_motion)
        self.row(say("Patterns in plots"), say("Dashes and markers as well as colours"), self.patterns)
        self.row(
            say("First model"),
            say("Made in the background for the pictures of each project"),
            self.baseline,
            last=True,
        )
        self._connect()

    def _fill(self) -> None:
        self.language.add("system", tr("Automatic"))
        for code, name in words.LANGUAGES.items():
            self.language.add(code, name)
        self.language.set_key(words.chosen())
        self.language.setMinimumWidth(theme.px(190))
        for key, button in ((key, self.theme.add(key)) for key in ("system", "light", "dark")):
            put(button, "setText", {"system": say("Automatic"), "light": say("Light"), "dark": say("Dark")}[key])
        self.theme.set_value(theme.mode())
        self.scale.setSingleStep(SCALE_STEP)
        self.scale.setFixedWidth(theme.px(136))
        self.less_motion.setChecked(theme.less_motion())
        self.patterns.setChecked(theme.patterns())
        self.baseline.setChecked(self._models.is_wanted)
        self._show_percent(self.scale.value())

    def _scale_row(self) -> QLayout:
        return hbox(self.scale, self.percent, spacing=12)

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self._on_language)
        self.theme.changed.connect(self._on_theme)
        self.scale.valueChanged.connect(self._on_scale_moved)
        self.scale.sliderReleased.connect(self._apply_scale)
        self.less_motion.toggled.connect(self._on_less_motion)
        self.patterns.toggled.connect(self._on_patterns)
        self.baseline.toggled.connect(self._models.set_wanted)

    def _on_language(self) -> None:
        code = str(self.language.key())
        self._memory.set("language", code)
        words.set_language(code)
        self.language.setItemText(0, tr("Automatic"))

    def _on_theme(self, mode: str) -> None:
        self._memory.set("theme", mode)
        theme.ask(mode=mode)  # type: ignore[arg-type]  # the segments' keys are the modes

    def _on_scale_moved(self, percent: int) -> None:
        self._show_percent(percent)
        if not self.scale.isSliderDown():  # while dragging, the slider would move away from under the pointer
            self._apply_scale()

    def _apply_scale(self) -> None:
        percent = SCALE_STEP * round(self.scale.value() / SCALE_STEP)
        theme.ask(scale=percent / 100)
        self._memory.set("scale", theme.asked_scale())

    def _show_percent(self, percent: int) -> None:
        self.percent.setText(f"{SCALE_STEP * round(percent / SCALE_STEP)} %")
        self.percent.setMinimumWidth(theme.px(46))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _on_less_motion(self, on: bool) -> None:
        self._memory.set("less_motion", on)
        theme.set_less_motion(on)

    def _on_patterns(self, on: bool) -> None:
        self._memory.set("patterns", on)
        theme.set_patterns(on)


class SettingsDialog(Dialog):
    """Sections at the left, the chosen one at the right."""

    def __init__(self, state: AppState, parent: QWidget | None = None, *, section: str = "appearance") -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "Settings")
        self._items: dict[str, RailItem] = {}
        self._stack = QStackedWidget()
        self.pages = {
            "appearance": AppearancePage(state),
            "computer": ComputerPage(state),
            "storage": StoragePage(state),
            "weights": WeightsPage(),
            "about": AboutPage(),
        }
        for page in self.pages.values():
            self._stack.addWidget(page)
        middle = hbox(self._sections(), grow(self._stack), spacing=0)
        vbox(self._head(), Rule(), grow(middle), Rule(), self._foot(), spacing=0, margins=0, inside=self)
        self._fit()
        theme.changed.connect(self._fit)
        self.show_section(section)
        self._done.setFocus()

    def _head(self) -> QHBoxLayout:
        close = put(IconButton("x"), "set_label", "Close")
        close.clicked.connect(self.accept)
        return hbox(grow(put(Text("section"), "setText", "Settings")), close, margins=(20, 11, 14, 11))

    def _sections(self) -> QFrame:
        rail = QFrame()
        rail.setProperty("surface", "rail")
        column = vbox(spacing=2, margins=(10, 12, 11, 12), inside=rail)
        for key, icon, label in SECTIONS:
            item = self._items[key] = put(RailItem(key, icon), "setText", label)
            item.setCheckable(True)
            item.clicked.connect(lambda _=False, key=key: self.show_section(key))
            column.addWidget(item)
        column.addStretch(1)
        self._rail = rail
        return rail

    def _foot(self) -> QHBoxLayout:
        done = put(Button("primary"), "setText", "Done")
        done.clicked.connect(self.accept)
        self._done = done
        return hbox(
            grow(put(Text("hint", "text2"), "setText", "Changes apply at once and are kept.")),
            done,
            margins=(20, 11, 16, 11),
        )

    def _fit(self) -> None:
        self._rail.setFixedWidth(theme.px(180))
        room = self.screen().availableSize() * 0.9
        self.resize(min(theme.px(SIZE[0]), room.width()), min(theme.px(SIZE[1]), room.height()))

    def show_section(self, key: str) -> None:
        """Show a section."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        self._stack.setCurrentWidget(self.pages[key])
