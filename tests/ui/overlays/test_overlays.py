"""Boxes and masks are drawn where they are, in their classes' colours, and change with what the panel says."""

import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTransform

from sft_gui.prediction.predictor import Answer
from sft_gui.tasks.boxes import DetectedObject
from sft_gui.tasks.detection import BoxPrediction
from sft_gui.tasks.segmentation import MaskPrediction
from sft_gui.ui.look import theme
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.overlays.paint import MaskArt
from sft_gui.ui.overlays.shapes import Box, Shapes
from sft_gui.ui.pages.predict.answer_table import Item
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.panels.boxes import BoxesPanel
from sft_gui.ui.tasks.panels.mask import MaskPanel
from sft_gui.ui.tasks.panels.picture import PictureCard

CLASSES = ("cell", "dust", "fibre")
LEFT = Qt.MouseButton.LeftButton


def box(label, score, place=(10.0, 20.0, 60.0, 70.0)):
    return DetectedObject(place, label, score)


def found(*boxes):
    return Answer("a.png", None, BoxPrediction(boxes), width=200, height=100)


def masked(mask):
    shares = np.bincount(mask.ravel(), minlength=256)[: len(CLASSES)] / mask.size
    ranked = tuple((CLASSES[i], float(shares[i])) for i in np.argsort(-shares) if shares[i])
    height, width = mask.shape
    return Answer("a.png", None, MaskPrediction(mask, ranked), width=width, height=height)


@pytest.fixture
def picture(tmp_path):
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    image.save(str(tmp_path / "a.png"))
    return Item(tmp_path / "a.png", "a")


@pytest.fixture
def card(qtbot, picture):
    card = PictureCard()
    card.resize(400, 300)
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.shown):
        card.show_item(picture)
    return card


def colour_at(view, x, y):
    """The colour on the screen at a place of the picture."""
    grabbed = view.viewport().grab().toImage()
    return grabbed.pixelColor(view.mapFromScene(x, y))


@pytest.fixture
def boxes(qtbot, card):
    panel = BoxesPanel(card)
    qtbot.addWidget(panel)
    panel.set_colours(ClassColours(CLASSES))
    panel.show()
    panel.show_answer(found(box("cell", 0.9), box("cell", 0.8), box("dust", 0.6), box("dust", 0.3)), "cpu")
    return panel


@pytest.fixture
def mask():
    mask = np.zeros((100, 200), np.uint8)
    mask[:, 100:] = 1
    mask[:10] = 255
    return mask


def test_threshold_shows_and_counts_only_what_is_sure_enough(qtbot, boxes):
    assert boxes.head.text() == "3 objects found" and boxes.weaker.text() == "1 weaker box is hidden."
    boxes.slider.setValue(70)
    assert [each.score for each in boxes.boxes.boxes()] == [0.9, 0.8]
    assert boxes.weaker.text() == "2 weaker boxes are hidden." and boxes.entry.text() == "0.70"
    boxes.entry.setText("0.85")
    boxes.entry.editingFinished.emit()
    assert boxes.head.text() == "1 object found"
    boxes.step(-1)
    assert boxes.threshold() == pytest.approx(0.8)


def test_hidden_class_stays_hidden_at_the_next_picture(qtbot, boxes):
    boxes._ticks["dust"][0].click()
    assert {each.label for each in boxes.boxes.boxes()} == {"cell"}
    boxes.show_answer(found(box("dust", 0.9), box("cell", 0.7)), "cpu")
    assert {each.label for each in boxes.boxes.boxes()} == {"cell"}


def test_boxes_are_drawn_in_their_class_colour_and_truth_only_when_asked(card, boxes):
    colour = ClassColours(CLASSES).color("cell")
    boxes.show_answer(found(box("cell", 0.9)), "cpu")
    seen = colour_at(card.view, 60, 60)
    assert abs(seen.hue() - colour.hue()) < 12
    boxes.show_truth(Shapes(200, 100, (Box((120.0, 20.0, 180.0, 90.0), "dust"),)))
    boxes.truth.setChecked(False)
    assert colour_at(card.view, 150, 50) == QColor("black")
    before = card.view.viewport().grab().toImage()
    boxes.truth.setChecked(True)
    assert card.view.viewport().grab().toImage() != before


def test_nothing_found_is_said(boxes):
    boxes.show_answer(Answer("a.png", None, BoxPrediction(()), width=200, height=100), "cpu")
    assert boxes.head.text() == "Nothing found" and not boxes.boxes.boxes()


def test_mask_lies_over_the_picture_with_its_opacity(qtbot, card, mask):
    panel = MaskPanel(card)
    qtbot.addWidget(panel)
    panel.set_colours(ClassColours(CLASSES))
    panel.show_answer(masked(mask), "cpu")
    panel.names.setChecked(False)
    panel.edges.setChecked(False)
    qtbot.waitUntil(lambda: bool(panel._items))
    panel.opacity.setValue(100)
    assert colour_at(card.view, 50, 50) == ClassColours(CLASSES).color("cell")
    assert colour_at(card.view, 150, 50) == ClassColours(CLASSES).color("dust")
    assert colour_at(card.view, 150, 5) == QColor("black")
    panel.opacity.setValue(0)
    assert colour_at(card.view, 50, 50) == QColor("black")
    assert [row.text() for row in panel._rows] == ["cell", "dust"]
    assert panel.absent.text() == "Not in this picture: fibre"
    panel.opacity.setValue(100)
    qtbot.mouseClick(panel._rows[0], LEFT)
    assert colour_at(card.view, 50, 50) == QColor("black")


def test_truth_stands_beside_the_answer_at_the_same_zoom(qtbot, card, mask):
    panel = MaskPanel(card)
    qtbot.addWidget(panel)
    panel.set_colours(ClassColours(CLASSES))
    panel.show_answer(masked(mask), "cpu")
    panel.show_truth(Shapes(200, 100, mask=1 - np.minimum(mask, 1)))
    panel.truth.setChecked(True)
    qtbot.mouseClick(panel.how.button("beside"), LEFT)
    qtbot.waitUntil(lambda: len(panel._items) == 2)
    panel.names.setChecked(False)
    panel.opacity.setValue(100)
    assert card.beside.isVisible()
    card.view.set_zoom(2.0)
    assert card.beside.zoom() == pytest.approx(2.0)
    card.view.centerOn(50, 50)
    card.beside.centerOn(50, 50)
    assert colour_at(card.view, 50, 50) != colour_at(card.beside, 50, 50)


def test_names_stand_inside_their_patches():
    mask = np.zeros((300, 400), np.uint8)
    mask[40:120, 300:380] = 2
    art = MaskArt.of(Shapes(400, 300, mask=mask), ClassColours(CLASSES))
    places = {name: (x * 400, y * 300) for name, x, y in art.names}
    assert set(places) == {"cell", "fibre"}
    x, y = places["fibre"]
    assert 330 < x < 350 and 70 < y < 90


def test_legend_gives_the_colours_and_names_on_tags_are_readable():
    colours = ClassColours(("sky", "road"), {"colours": {"#804080": 1, "#46B4FF": 0}})
    assert colours.color("road") == QColor("#804080") and colours.color("sky") == QColor("#46B4FF")
    assert colours.tag("sky").lightness() < colours.color("sky").lightness()
    assert len(ClassColours([str(i) for i in range(200)]).table()) == 256


def test_thumbnail_carries_what_was_found(picture):
    image = QImage(100, 50, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("black"))
    answer, view = found(box("cell", 0.9, (20.0, 20.0, 80.0, 80.0)), box("dust", 0.1)), views.of("detection")
    drawn = Drawn("key", ClassColours(CLASSES), lambda: view.thumbnail(answer.prediction, 200, 100))
    drawn.draw(image, QTransform.fromScale(0.5, 0.5), 200)
    assert abs(image.pixelColor(10, 25).hue() - ClassColours(CLASSES).color("cell").hue()) < 12
    assert image.pixelColor(60, 25) == QColor("black")


def test_colours_of_classes_are_not_those_of_the_splits_nor_of_each_other():
    colours = [ClassColours([str(i) for i in range(8)]).color(str(i)) for i in range(8)]
    try:
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            for split in (1, 2, 3):
                assert min(_difference(each, theme.series(split)) for each in colours) > 20
    finally:
        theme.set_mode("light")
    assert min(_difference(a, b) for a, b in itertools.combinations(colours, 2)) > 20


def _difference(one, other) -> float:
    """CIE 1976, of sRGB with D65."""
    return math.dist(_lab(one), _lab(other))


def _lab(colour) -> tuple[float, float, float]:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.getRgbF()[:3]]
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.0888))
    x, y, z = (sum(a * b for a, b in zip(row[:3], linear, strict=True)) / row[3] for row in rows)
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])
