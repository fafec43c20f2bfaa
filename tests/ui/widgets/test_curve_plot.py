"""Curves: what is smoothed, what never is, the read-out, and the table for those who cannot see them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from sft_gui.messages import say
from sft_gui.ui.look import theme
from sft_gui.ui.widgets.curve_plot import CurvePlot
from sft_gui.ui.widgets.plot_table import PlotTable
from sft_gui.ui.widgets.smoothing import MOST_POINTS, Smoother, thinned

FINITE = st.floats(-1e6, 1e6)


@given(st.lists(FINITE, min_size=1, max_size=40), st.integers(0, 40), st.floats(0.0, 0.99))
def test_smoothing_piece_by_piece_is_smoothing_at_once(values, cut, weight):
    piecewise, whole = Smoother(weight), Smoother(weight)
    piecewise.extend(values[: min(cut, len(values))])
    assert piecewise.extend(values) == pytest.approx(whole.extend(values))


@given(st.lists(FINITE, min_size=1, max_size=40))
def test_smoothing_stays_between_the_values(values):
    smooth = Smoother(0.9).extend(values)
    edge = 1e-6 * max(1.0, *map(abs, values))
    assert min(values) - edge <= min(smooth) <= max(smooth) <= max(values) + edge


def test_no_smoothing_gives_the_values_back():
    assert Smoother(0.0).extend([1.0, 5.0, 2.0]) == [1.0, 5.0, 2.0]


def test_other_values_start_afresh():
    smoother = Smoother(0.5)
    smoother.extend([1.0, 2.0, 3.0])
    assert smoother.extend([7.0]) == [7.0]


@given(st.integers(0, 100_000))
def test_wide_lines_have_few_points(count):
    assert len(range(count)[thinned(count)]) <= MOST_POINTS


@pytest.fixture
def plot(qtbot):
    made = CurvePlot()
    made.title.setText("Accuracy")
    made.add_series("train", 1, say("Train"))
    made.add_series("val", 2, say("Validation"), marks=True)
    made.set_formats(lambda v: f"{100 * v:.1f} %", lambda x: f"step {x:.0f}")
    made.set_data("train", list(range(1, 101)), list(itertools.islice(itertools.cycle([0.4, 0.6]), 100)))
    made.set_data("val", [50, 100], [0.7, 0.8])
    made.resize(500, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def test_train_is_smoothed_and_validation_never(plot):
    plot.set_smoothing(0.95)
    assert plot._curves["train"].last_value() == pytest.approx(0.5, abs=0.03)
    assert list(plot._curves["val"].shown) == [0.7, 0.8]


def test_legend_shows_the_current_values(plot):
    assert plot._legend["val"].value() == "80.0 %"
    assert "Validation 80.0 %" in plot.accessibleDescription()


def test_readout_gives_the_values_at_a_step(plot):
    plot.set_smoothing(0.0)
    plot.show_readout(72.3)
    texts = [(name.text(), value.text()) for name, value in plot._readout._rows]
    assert plot._readout._title.text() == "step 72"
    assert texts == [("Train", "60.0 %"), ("Validation", "70.0 %")]
    plot.show_readout(None)
    assert not plot._readout.isVisible()


def test_arrow_keys_move_the_readout(qtbot, plot):
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot._readout._title.text() == "step 100"
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot._readout._title.text() == "step 99"


def test_log_scale_keeps_the_plan_in_sight(plot):
    plot.set_x_range(0, 1000)
    plot.set_y_range(0, 1)
    plot.set_log(True)
    assert plot._view.viewRange()[0] == pytest.approx([0, 1000])
    assert plot._view.viewRange()[1][0] < 0
    plot.set_log(False)
    assert plot._view.viewRange()[1] == pytest.approx([0, 1])


def test_reference_line_stands_at_its_value_on_both_scales(plot):
    plot.set_reference(0.1, say("first model 10 %"))
    assert plot._reference_line.value() == pytest.approx(0.1)
    plot.set_log(True)
    assert plot._reference_line.value() == pytest.approx(-1)
    plot.set_reference(None)
    assert not plot._reference_line.isVisible()


def test_series_can_be_taken_away(plot):
    plot.remove_series("val")
    assert plot.series() == ["train"]


def test_empty_and_growing_data_are_fine(plot):
    plot.set_data("train", [], [])
    assert plot._legend["train"].value() == ""
    plot.show_readout(3)
    for count in (1, 2, 5000):
        plot.set_data("train", list(range(count)), [0.5] * count)
    plot.grab()


def test_theme_and_patterns_restyle_the_curves(plot):
    theme.set_mode("dark")
    theme.set_patterns(False)
    try:
        assert plot._curves["train"]._line.opts["pen"].color() == theme.series(1)
        plot.grab()
    finally:
        theme.set_mode("light")
        theme.set_patterns(True)


def test_table_holds_every_value_and_copies(qtbot, plot):
    plot.show_table()
    table = plot.findChild(PlotTable).table
    model = table.model()
    assert model.rowCount() == 100
    assert [model.index(99, column).data() for column in range(3)] == ["100", "60.0 %", "80.0 %"]
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Validation"
    table.selectRow(99)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "100\t60.0 %\t80.0 %"


def test_plot_is_saved_at_twice_its_pixels(plot, tmp_path):
    plot.save_picture(tmp_path / "plot.png")
    assert QImage(str(tmp_path / "plot.png")).width() == 2 * plot.width()


def test_what_is_drawn_already_is_not_drawn_again(plot):
    drawn = []
    for key in ("train", "val"):
        plot._curves[key]._line.sigPlotChanged.connect(lambda _, key=key: drawn.append(key))
    train = plot._curves["train"]
    plot.set_data("val", [50, 100], [0.7, 0.8])
    plot.set_data("train", [*train.xs, 101], [*train.ys, 0.5])
    assert drawn == ["train"]


def test_legend_of_unchanged_curves_follows_the_format(plot):
    plot.set_formats(lambda v: f"{v:.2f}", lambda x: f"step {x:.0f}")
    plot.set_data("val", [50, 100], [0.7, 0.8])
    assert plot._legend["val"].value() == "0.80"


def test_other_curve_that_ends_alike_is_smoothed_anew():
    smoother = Smoother(0.6)
    smoother.extend([1.0, 1.0, 1.0])
    assert smoother.extend([0.0, 0.0, 1.0]) == Smoother(0.6).extend([0.0, 0.0, 1.0])


@pytest.mark.parametrize("ends", [(0.90, 0.90), (0.90, 0.903), (0.5, 0.9), (0.9, 0.5)])
def test_names_at_the_ends_of_two_curves_never_meet(qtbot, ends):
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(520, 300)
    plot.set_x_range(0, 10)
    plot.set_y_range(0.4, 1.0)
    for number, (name, end) in enumerate(
        zip(("Best, with larger pictures and more epochs", "Quick"), ends, strict=True), 1
    ):
        plot.add_series(str(number), number, name, marks=True, end_label=True)
        plot.set_data(str(number), [0, 5, 10], [0.5, 0.6, end])
    plot.show()
    plot.grab()  # places are known once it is painted
    names = [curve._end for curve in plot._curves.values()]
    first, second = (name.mapRectToScene(name.boundingRect()) for name in names)
    assert not first.intersects(second)
    assert "…" in names[0].toPlainText() and names[1].toPlainText().startswith("Quick")
