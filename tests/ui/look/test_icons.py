"""Icons are tinted, sharp, and cached."""

import pytest
from PySide6.QtGui import QColor

from sft_gui.ui.look import icons, theme


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_renders_in_the_colour_asked_for(name):
    image = icons.pixmap(name, QColor("#ff0000"), 20, 2.0).toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#ff0000" in seen


def test_size_is_in_pixels_before_the_ratio():
    pixmap = icons.pixmap("folder", "text2", 18, 2.0)
    assert pixmap.width() == 36
    assert pixmap.deviceIndependentSize().width() == 18


def test_the_same_icon_is_rendered_once():
    assert icons.pixmap("folder", "text2", 18, 1.0) is icons.pixmap("folder", "text2", 18, 1.0)


def test_colour_follows_the_theme():
    light = icons.pixmap("folder", "accent", 18, 1.0)
    theme.set_mode("dark")
    try:
        assert icons.pixmap("folder", "accent", 18, 1.0) is not light
    finally:
        theme.set_mode("light")


def test_the_app_icon_has_every_size():
    assert {size.width() for size in icons.app_icon().availableSizes()} >= {16, 32, 256}
