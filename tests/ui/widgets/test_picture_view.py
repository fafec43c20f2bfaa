"""A picture fits, zooms and pans, and carries overlays."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsRectItem

from sft_gui.ui.look import theme
from sft_gui.ui.widgets.picture_view import PictureView


@pytest.fixture
def view(qtbot):
    made = PictureView()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    image = QImage(800, 300, QImage.Format.Format_RGB32)
    image.fill(0)
    made.show_image(image)
    return made


def test_picture_fits_the_room_and_stays_fitted(view):
    assert view.zoom() == pytest.approx(0.5)
    view.resize(200, 300)
    assert view.zoom() == pytest.approx(0.25)


def test_zoom_keys(qtbot, view):
    qtbot.keyClicks(view, "1")
    assert view.zoom() == pytest.approx(1.0)
    qtbot.keyClicks(view, "+")
    assert view.zoom() == pytest.approx(1.25)
    qtbot.keyClicks(view, "-")
    assert view.zoom() == pytest.approx(1.0)
    qtbot.keyClicks(view, "0")
    assert view.zoom() == pytest.approx(0.5)


def test_wheel_zooms_within_bounds(view):
    for _ in range(40):
        turn = QWheelEvent(
            QPointF(200, 150), QPointF(200, 150), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), turn)
    assert view.zoom() == pytest.approx(32.0)


def test_zoom_is_told(qtbot, view):
    with qtbot.waitSignal(view.zoomed) as told:
        view.set_zoom(2.0)
    assert told.args == [pytest.approx(2.0)]


def test_arrows_pan_a_zoomed_picture(qtbot, view):
    view.set_zoom(2.0)
    before = view.horizontalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() > before


def test_overlays_come_and_go(view):
    item = QGraphicsRectItem(10, 10, 50, 50)
    view.add_overlay(item)
    assert item.scene() is view.scene()
    view.clear_overlays()
    assert item.scene() is None


def test_next_picture_of_a_row_may_keep_the_zoom(view):
    view.set_zoom(2.0)
    view.show_image(QImage(800, 300, QImage.Format.Format_RGB32), keep_zoom=True)
    assert view.zoom() == pytest.approx(2.0)


def test_no_picture_is_fine(view):
    view.show_image(QImage())
    view.fit()
    shown = view.grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    assert view.image().isNull() and middle == theme.color("sunken")
