"""Bars tell a number to eyes and to screen readers."""

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from sft_gui.ui.look import theme
from sft_gui.ui.pages.data.flow_layout import FlowLayout
from sft_gui.ui.pages.history.sparkline import Sparkline, paint_sparkline
from sft_gui.ui.tasks.results.whisker import paint_whisker
from sft_gui.ui.widgets.bars import SCALE, MeterRow, ProbabilityBars, ProgressBar, ProgressRow


@pytest.fixture(autouse=True)
def still():
    theme.set_less_motion(True)
    yield
    theme.set_less_motion(False)


@pytest.mark.parametrize("done, total, value", [(0, 4, 0), (1, 4, 250), (4, 4, 1000), (9, 4, 1000), (0, 0, 0)])
def test_progress_shows_its_share(qtbot, done, total, value):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.set_progress(done, total)
    assert bar.value() == value
    bar.grab()


def test_unknown_total_moves_only_while_it_is_seen(qtbot):
    theme.set_less_motion(False)
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.set_progress(3, None)
    assert not bar._timer.isActive()
    bar.show()
    assert bar._timer.isActive()
    bar.hide()
    assert not bar._timer.isActive()


def test_filled_part_is_as_long_as_its_share(qtbot):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.set_progress(1, 2)
    image = bar.grab().toImage()
    accent = theme.color("accent").name()
    filled = sum(image.pixelColor(x, 3).name() == accent for x in range(200))
    assert filled == pytest.approx(100, abs=3)


def test_rows_name_their_bars(qtbot):
    row, meter = ProgressRow(), MeterRow("cpu")
    for widget in (row, meter):
        qtbot.addWidget(widget)
    row.set_what("Downloading")
    meter.set_name("CPU")
    assert (row.bar.accessibleName(), meter.bar.accessibleName()) == ("Downloading", "CPU")


def test_meter_without_a_measure_is_greyed(qtbot):
    meter = MeterRow("gpu")
    qtbot.addWidget(meter)
    meter.set_share(None)
    assert not meter.isEnabled()
    meter.set_share(0.5)
    assert meter.isEnabled()
    assert meter.bar.value() == SCALE // 2


def test_answers_come_likeliest_first_with_their_numbers(qtbot):
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.show()
    bars.show_answers([("sunflowers", 0.973), ("daisy", 0.02)])
    first = bars._rows[0]
    assert (first.name.full_text(), first.share.text(), first.bar.value()) == ("sunflowers", "97.3 %", 973)
    bars.show_answers([("rose", 1.0)])
    assert [row.isVisible() for row in bars._rows] == [True, False]


def test_answers_move_within_150_ms(qtbot):
    theme.set_less_motion(False)
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.show()
    bars.show_answers([("rose", 1.0)])
    assert bars._animation.duration() <= 150
    qtbot.waitUntil(lambda: bars._rows[0].bar.value() == SCALE)


def drawn(draw):
    image = QImage(QSize(100, 30), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw(painter, QRectF(image.rect()))
    painter.end()
    return image


def test_sparkline_of_a_run_that_ended_early_ends_early():
    red = QColor("#ff0000")
    whole = drawn(lambda p, r: paint_sparkline(p, r, [0, 1, 0.5], red))
    part = drawn(lambda p, r: paint_sparkline(p, r, [0, 1, 0.5], red, length=6))
    assert _rightmost(whole) > 90
    assert _rightmost(part) < 50


def _rightmost(image):
    columns = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()]
    return max(columns)


def test_sparkline_takes_nothing_one_and_equal_values(qtbot):
    line = Sparkline()
    qtbot.addWidget(line)
    line.resize(100, 30)
    looks = []
    for values in ([], [0.5], [0.5, 0.5]):
        line.set_values(values)
        looks.append(line.grab().toImage())
    nothing, dot, level = looks
    assert len({nothing.pixelColor(x, y).rgba() for x in range(100) for y in range(30)}) == 1
    assert dot != nothing and level not in (dot, nothing)


def test_whisker_stands_where_its_values_are():
    image = drawn(lambda p, r: paint_whisker(p, r, (0.4, 0.5, 0.6), (0.0, 1.0)))
    color = theme.series(1).name()
    columns = [x for x in range(100) if image.pixelColor(x, 15).name() == color]
    assert min(columns) == pytest.approx(10 + 0.4 * 80, abs=2)
    assert max(columns) == pytest.approx(10 + 0.6 * 80, abs=2)


def test_whisker_beyond_its_scale_ends_at_its_border():
    image = drawn(lambda p, r: paint_whisker(p, r, (0.2, 0.5, 0.9), (0.4, 0.6)))
    color = theme.series(1).name()
    columns = [x for x in range(100) if image.pixelColor(x, 15).name() == color]
    assert min(columns) == pytest.approx(10, abs=2)
    assert max(columns) == pytest.approx(90, abs=2)


def test_flow_wraps_into_rows_and_says_how_high_it_is(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=10)
    for _ in range(4):
        item = QWidget()
        item.setFixedSize(40, 20)
        flow.addWidget(item)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(100) == 50
    flow.setGeometry(QRect(0, 0, 100, 50))
    assert [flow.itemAt(i).geometry().topLeft().toTuple() for i in range(4)] == [(0, 0), (50, 0), (0, 30), (50, 30)]
    flow.clear()
    assert flow.count() == 0
