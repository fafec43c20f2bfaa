"""Colours keep their contrast, and a change of theme or text size reaches every widget."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.look.stylesheet import LENGTHS, TEMPLATE
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.text import Text

# (words, ground, the least contrast): text 4.5, marks and field edges 3
PAIRS = [
    ("text", "bg", 4.5), ("text", "surface", 4.5), ("text2", "rail", 4.5), ("text3", "surface", 4.5),
    ("text3", "sunken", 4.5), ("on_accent", "accent", 4.5), ("accent_text", "accent_soft", 4.5),
    ("warn", "warn_soft", 4.5), ("danger", "danger_soft", 4.5), ("line_strong", "surface", 3.0),
    ("accent", "surface", 3.0), ("ref", "surface", 3.0),
]  # fmt: skip


@pytest.fixture(autouse=True)
def back():
    yield
    if theme.mode() != "light":  # every widget of the process is styled anew
        theme.set_mode("light")
    if theme.scale() != 1.0:
        theme.set_scale(1.0)
    theme.set_less_motion(False)
    theme.set_patterns(True)


def luminance(color: QColor) -> float:
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_have_enough_contrast(mode):
    theme.set_mode(mode)
    found = {(words, ground): contrast(theme.color(words), theme.color(ground)) for words, ground, _ in PAIRS}
    assert not {(words, ground): found[words, ground] for words, ground, least in PAIRS if found[words, ground] < least}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_series_stand_out_from_the_surface_and_from_each_other(mode):
    theme.set_mode(mode)
    colors = [theme.series(number) for number in range(1, 9)]
    assert all(contrast(color, theme.color("surface")) >= 2.9 for color in colors)
    assert all(one != other for one, other in itertools.combinations(colors, 2))


def test_theme_switch_reaches_palette_and_style_sheet(qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    app = QApplication.instance()
    assert theme.is_dark()
    assert app.palette().color(QPalette.ColorRole.Window) == theme.color("bg") == QColor("#121514")
    assert "#191d1b" in app.styleSheet()


def test_automatic_follows_the_system_hint():
    theme.set_mode("system")
    assert theme.mode() == "system"
    assert theme.is_dark() == (QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_text_size_scales_fonts_and_heights(qtbot):
    button = Button(text="Start")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.set_scale(2.0)
    assert theme.font("body").pixelSize() == 28
    assert button.sizeHint().height() == 2 * before.height()


def test_text_size_stays_between_one_and_two():
    theme.set_scale(7)
    assert theme.scale() == 2.0
    theme.set_scale(0.1)
    assert theme.scale() == 1.0


def test_labels_take_their_role_from_the_style_sheet(qtbot):
    label = Text("title", text="Train")
    qtbot.addWidget(label)
    label.show()
    assert QFontInfo(label.font()).pixelSize() == 22


def test_inter_is_bundled_with_tabular_figures():
    assert "Inter" in QFontDatabase.families()
    font = theme.font("body")
    assert QFontInfo(font).family() == "Inter"
    assert font.featureTags()


def test_less_motion_makes_animations_instant():
    assert theme.duration() == 150
    theme.set_less_motion(True)
    assert theme.duration() == 0


def test_colors_are_copies():
    theme.color("accent").setAlpha(3)
    assert theme.color("accent").alpha() == 255


def test_every_name_in_the_style_sheet_is_a_token():
    for name in TEMPLATE.get_identifiers():
        assert name in LENGTHS or name == "roles" or theme.color(name).isValid()


def test_restyle_applies_the_rules_of_a_new_state(qtbot):
    label = Text("body", "text", text="x")
    qtbot.addWidget(label)
    label.show()
    label.set_tone("danger")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("danger")


def test_a_widget_destroyed_before_a_theme_change_is_not_called(qtbot):
    parent = QWidget()
    Button(text="x", parent=parent)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(parent))
    theme.set_mode("dark")


def _is_alive(widget) -> bool:
    try:
        widget.objectName()
    except RuntimeError:
        return False
    return True
