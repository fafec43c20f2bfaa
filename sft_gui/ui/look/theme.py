"""Colours, fonts and spacing by name, for both themes; the one place that makes the palette and the style sheet.

``theme.color("accent")``, ``theme.font("title")``, ``theme.px(32)``; painted widgets read them in ``paintEvent`` and
repaint on ``theme.changed``. Everything here belongs to the GUI thread.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from sft_gui import paths
from sft_gui.ui.look import dressing
from sft_gui.ui.look.stylesheet import style_sheet

Mode = Literal["system", "light", "dark"]
Role = Literal[
    "display", "title", "heading", "section", "body", "button", "small", "small_strong", "hint", "number", "mono"
]

MARGIN, PADDING, GAP, GAP_DENSE = 28, 16, 16, 12  # page margin, card padding, between cards, in dense columns
RADIUS_DIALOG, RADIUS_CARD, RADIUS_BUTTON, RADIUS_FIELD, RADIUS_CHECK = 12, 10, 8, 7, 5
FAMILIES = ("Inter", "Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC")
NORMAL, MEDIUM, STRONG = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
TYPE: dict[str, tuple[int, QFont.Weight]] = {
    "display": (28, STRONG),
    "title": (22, STRONG),
    "heading": (17, STRONG),
    "section": (14, STRONG),
    "body": (14, NORMAL),
    "button": (14, MEDIUM),
    "small": (13, NORMAL),
    "small_strong": (13, MEDIUM),
    "hint": (12, NORMAL),
    "number": (22, STRONG),
    "mono": (12, NORMAL),
}
SCALE_MINIMUM, SCALE_MAXIMUM = 1.0, 2.0
SERIES = 8
ASKED_MS = 60  # presses that come quicker than this are one change


class _Theme(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.dark = False
        self.high_contrast = False
        self.scale = 1.0
        self.less_motion = False
        self.patterns = True
        self.colors: dict[str, QColor] = {}
        self.fonts: dict[str, QFont] = {}
        self.applied: tuple[bool, bool, float] | None = None
        self.asked_mode: Mode | None = None
        self.asked_scale: float | None = None
        self.asking: QTimer | None = None


_theme = _Theme()
changed = _theme.changed


@cache
def _tokens() -> dict[str, dict[str, str]]:
    return cast("dict[str, dict[str, str]]", json.loads((paths.resources() / "tokens.json").read_text("utf-8")))


def start(app: QApplication, mode: Mode = "system", scale: float = 1.0) -> None:
    """Load the fonts, set style, palette and style sheet; follow the system's colour scheme from now on."""
    for file in sorted((paths.resources() / "fonts").glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    style = QStyleFactory.create("Fusion")
    if style is not None:
        app.setStyle(style)
    _theme.mode, _theme.scale = mode, _clamped(scale)
    _theme.applied = None
    _theme.asking = QTimer(app, singleShot=True, interval=ASKED_MS)
    _theme.asking.timeout.connect(_take_what_was_asked)
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(_on_system_changed)
    if hasattr(hints, "accessibility"):  # Qt 6.10 and later
        hints.accessibility().contrastPreferenceChanged.connect(_on_system_changed)
    _apply()


def _on_system_changed() -> None:
    if _theme.dark != _wants_dark() or _theme.high_contrast != _wants_contrast():
        _apply()


def _wants_dark() -> bool:
    if _theme.mode == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return _theme.mode == "dark"


def _wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _load_colors() -> None:
    _theme.dark, _theme.high_contrast = _wants_dark(), _wants_contrast()
    tokens = dict(_tokens()["dark" if _theme.dark else "light"])
    if _theme.high_contrast:
        tokens.update(line=tokens["line_strong"], line2=tokens["text2"], text3=tokens["text"])
    _theme.colors = {name: QColor(value) for name, value in tokens.items()}


def _apply() -> None:
    wanted = (_wants_dark(), _wants_contrast(), _theme.scale)
    if wanted == _theme.applied:
        return
    _theme.applied = wanted
    app = cast(QApplication, QApplication.instance())
    _theme.fonts.clear()
    _load_colors()
    app.setFont(font("body"))
    app.setPalette(_palette())
    dressing.set_sheet(style_sheet(lambda name: _theme.colors[name].name(), px, TYPE))
    changed.emit()


def _clamped(scale: float) -> float:
    return min(max(round(scale, 2), SCALE_MINIMUM), SCALE_MAXIMUM)


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "danger",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.Link: "accent_text",
        QPalette.ColorRole.LinkVisited: "accent_text",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "line",
        QPalette.ColorRole.Mid: "line2",
        QPalette.ColorRole.Dark: "line_strong",
        QPalette.ColorRole.Shadow: "line_strong",
        QPalette.ColorRole.Accent: "accent",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, color(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("disabled"))
    return palette


def color(name: str) -> QColor:
    """Give a colour of ``resources/tokens.json`` in the theme shown (a copy: safe to change)."""
    if not _theme.colors:
        _load_colors()
    return QColor(_theme.colors[name])


def other_color(name: str) -> QColor:
    """Give a colour of the theme not shown, for what lies on an inverted ground (the toast)."""
    return QColor(_tokens()["light" if _theme.dark else "dark"][name])


def series(number: int) -> QColor:
    """Give the colour of a plot series or split, counted from 1 (1 train, 2 validation, 3 test)."""
    return color(f"s{(number - 1) % SERIES + 1}")


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Mix two opaque colours: ``share`` of ``over`` on ``under``."""
    mix = [round(a * share + b * (1 - share)) for a, b in zip(over.getRgb(), under.getRgb(), strict=True)]
    return QColor(*mix[:3])


def font(role: Role) -> QFont:
    """Give the font of a role of LOOK.md at the user's text size, with tabular figures."""
    if role not in _theme.fonts:
        _theme.fonts[role] = _make_font(role)
    return QFont(_theme.fonts[role])


def _make_font(role: Role) -> QFont:
    size, weight = TYPE[role]
    if role == "mono":
        result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        result = QFont()
        result.setFamilies([*FAMILIES, *_system_families()])
        result.setFeature(QFont.Tag("tnum"), 1)
    result.setPixelSize(px(size))
    result.setWeight(weight)
    return result


@cache
def _system_families() -> tuple[str, ...]:
    return (QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(),)


def px(length: float) -> int:
    """Scale a length of LOOK.md (pixels at 100 %) by the user's text size."""
    return round(length * _theme.scale)


def is_dark() -> bool:
    """Tell whether the dark theme is shown."""
    return _theme.dark


def mode() -> Mode:
    """Give what the user chose: "system", "light" or "dark"."""
    return _theme.mode


def ask(*, mode: Mode | None = None, scale: float | None = None) -> None:
    """Choose theme or text size in a moment: of presses that follow each other closely, the latest wins."""
    if mode is not None:
        _theme.asked_mode = mode
    if scale is not None:
        _theme.asked_scale = _clamped(scale)
    if _theme.asking is not None:
        _theme.asking.start()


def asked_scale() -> float:
    """Give the text size that was asked for last, also while it is not shown yet."""
    return _theme.scale if _theme.asked_scale is None else _theme.asked_scale


def asked_mode() -> Mode:
    """Give the theme that was asked for last, also while it is not shown yet."""
    return _theme.mode if _theme.asked_mode is None else _theme.asked_mode


def _take_what_was_asked() -> None:
    scale, mode = asked_scale(), asked_mode()
    _theme.scale = scale  # both in one change
    set_mode(mode)
    _theme.asked_scale = _theme.asked_mode = None


def set_mode(mode: Mode) -> None:
    """Choose the theme at once; the native window frame follows where the platform can."""
    _theme.mode, _theme.asked_mode = mode, None
    hints = QGuiApplication.styleHints()
    if mode == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
    _apply()


def scale() -> float:
    """Give the user's text size, 1.0 to 2.0."""
    return _theme.scale


def set_scale(scale: float) -> None:
    """Choose the text size at once; 1.0 to 2.0, clamped."""
    _theme.scale, _theme.asked_scale = _clamped(scale), None
    _apply()


def less_motion() -> bool:
    """Tell whether the user asked for no animation."""
    return _theme.less_motion


def set_less_motion(on: bool) -> None:
    """Turn every animation off or on."""
    _theme.less_motion = on


def duration(milliseconds: int = 150) -> int:
    """Give the length of an animation: 0 with "Less motion"."""
    return 0 if _theme.less_motion else milliseconds


def patterns() -> bool:
    """Tell whether plots use dashes and markers as well as colours."""
    return _theme.patterns


def set_patterns(on: bool) -> None:
    """Choose whether plots use dashes and markers as well as colours."""
    _theme.patterns = on
    changed.emit()


def restyle(widget: QWidget, **properties: Any) -> None:
    """Set dynamic properties that the style sheet selects by (``state="error"``) and apply its rules again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
