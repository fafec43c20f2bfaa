"""Buttons, chips, switches, segments, cards and sliders: by mouse, by key, and to a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sft_gui.ui.look import paint, theme
from sft_gui.ui.pages.train.radio_card import RadioCard
from sft_gui.ui.widgets.button import Button, IconButton, LinkButton
from sft_gui.ui.widgets.checks import CheckBox, RadioButton, Switch
from sft_gui.ui.widgets.chip import FilterChip, InfoChip, StateChip
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.split_bar import SplitBar


@pytest.fixture
def shown(qtbot):
    """Show a widget, inside a window of its own."""

    def show(widget):
        holder = QWidget()
        QVBoxLayout(holder).addWidget(widget)
        qtbot.addWidget(holder)
        holder.show()
        widget.holder = holder
        return widget

    return show


@pytest.fixture(params=[1.0, 1.5, 2.0])
def scale(request):
    theme.set_scale(request.param)
    yield request.param
    theme.set_scale(1.0)


def role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "danger", "confirm"])
@pytest.mark.parametrize("size", ["small", "normal", "big"])
def test_button_has_room_for_its_words_at_every_text_size(qtbot, scale, kind, size):
    button = Button(kind, icon="play", trailing="down", size=size, text="Start training")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() >= paint.width_of("Start training", button.words_font())
    button.grab()


def test_button_clicks_by_mouse_and_space(qtbot, shown):
    button = shown(Button(text="Start"))
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_targets_are_at_least_28_pixels(qtbot):
    for widget in (Button(size="small", text="x"), IconButton("x"), LinkButton(text="x"), FilterChip("x"), Switch("x")):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= 28


def test_icon_button_is_named_by_its_label(qtbot):
    button = IconButton("x")
    qtbot.addWidget(button)
    button.set_label("Close")
    assert button.toolTip() == button.accessibleName() == "Close"


def test_filter_chip_checks_and_tells_its_count(qtbot, shown):
    chip = shown(FilterChip("daisy"))
    narrow = chip.sizeHint().width()
    chip.set_count(3670)
    assert chip.sizeHint().width() > narrow
    assert chip.accessibleDescription() == "3,670"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()


def test_info_chip_keeps_its_words_as_tool_tip_when_compact(qtbot):
    chip = InfoChip("cpu", text="CPU, 2 threads")
    qtbot.addWidget(chip)
    wide = chip.sizeHint().width()
    chip.set_compact(True)
    assert chip.sizeHint().width() < wide
    assert chip.toolTip() == "CPU, 2 threads"


@pytest.mark.parametrize("state", ["ok", "warn", "danger", "plain", "accent"])
def test_state_chip_draws_every_state(qtbot, state):
    chip = StateChip(text="Fits")
    qtbot.addWidget(chip)
    chip.set_state(state)
    assert chip.state() == state
    chip.grab()


@pytest.mark.parametrize("kind", [Switch, CheckBox, RadioButton])
def test_checks_toggle_by_mouse_anywhere_and_by_space(qtbot, shown, kind):
    control = shown(kind("Log scale"))
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(control.width() - 2, control.height() // 2))
    assert control.isChecked()
    if kind is not RadioButton:
        qtbot.keyClick(control, Qt.Key.Key_Space)
        assert not control.isChecked()


def test_painted_controls_keep_the_roles_of_what_they_are(qtbot):
    roles = {
        Switch: QAccessible.Role.CheckBox,
        CheckBox: QAccessible.Role.CheckBox,
        RadioButton: QAccessible.Role.RadioButton,
        RadioCard: QAccessible.Role.RadioButton,
        Button: QAccessible.Role.Button,
        Slider: QAccessible.Role.Slider,
    }
    for kind, expected in roles.items():
        widget = kind()
        qtbot.addWidget(widget)
        assert role(widget) == expected, kind


def test_radio_cards_exclude_each_other_and_arrows_move(qtbot):
    holder = QWidget()
    column = QVBoxLayout(holder)
    cards = [RadioCard() for _ in range(3)]
    for card in cards:
        column.addWidget(card)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    qtbot.keyClick(cards[0], Qt.Key.Key_Down)
    assert [card.isChecked() for card in cards] == [False, True, False]


def test_radio_card_grows_with_its_description(qtbot, scale):
    card = RadioCard()
    qtbot.addWidget(card)
    card.set_description("short")
    low = card.heightForWidth(160)
    card.set_description("a sentence that needs several lines at this width, whatever the text size is")
    assert card.heightForWidth(160) > low
    assert card.accessibleDescription().startswith("a sentence")


@pytest.fixture
def steps(shown):
    bar = Segmented()
    for key in ("step", "epoch", "time"):
        bar.add(key).setText(key)
    return shown(bar)


def test_segments_emit_once_for_a_click(qtbot, steps):
    heard = []
    steps.changed.connect(heard.append)
    qtbot.mouseClick(steps.button("time"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(steps.button("time"), Qt.MouseButton.LeftButton)
    assert heard == ["time"]
    assert steps.value() == "time"


def test_segments_move_by_arrow_keys(qtbot, steps):
    steps.button("step").setFocus()
    with qtbot.waitSignal(steps.changed):
        qtbot.keyClick(steps.button("step"), Qt.Key.Key_Right)
    assert steps.value() == "epoch"


def test_segments_are_set_in_silence(qtbot, steps):
    heard = []
    steps.changed.connect(heard.append)
    steps.set_value("epoch")
    assert steps.button("epoch").isChecked()
    assert heard == []


def test_combo_works_by_key_not_by_wheel(qtbot, shown):
    combo = Combo()
    combo.add("a", "A")
    combo.add("b", "B")
    shown(combo)
    combo.set_key("b")
    assert combo.key() == "b"
    combo.set_key("missing")
    assert combo.key() == "b"
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert combo.key() == "a"


def test_slider_jumps_to_the_click_and_moves_by_keys(qtbot, shown):
    slider = shown(Slider(0, 100, 0))
    slider.resize(216, 28)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(108, 14))
    assert slider.value() == 50
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 51
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.value() == 100


@pytest.fixture
def split(shown):
    bar = shown(SplitBar())
    bar.set_shares(0.8, 0.1, 0.1)
    return bar


def test_split_handles_move_one_per_cent_by_arrow_keys(qtbot, split):
    first, second = split._first, split._second
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert split.shares() == pytest.approx((0.79, 0.11, 0.10))
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert split.shares() == pytest.approx((0.79, 0.12, 0.09))


def test_split_is_chosen_when_keys_pause(qtbot, split):
    with qtbot.waitSignal(split.chosen) as caught:
        qtbot.keyClick(split._first, Qt.Key.Key_Left)
        qtbot.keyClick(split._first, Qt.Key.Key_Left)
    assert caught.args == pytest.approx([0.78, 0.12, 0.10])


def test_split_handles_do_not_pass_each_other(qtbot, split):
    split._first.setValue(100)
    assert split.shares() == pytest.approx((0.9, 0.0, 0.1))
    split._second.setValue(0)
    assert split.shares() == pytest.approx((0.9, 0.0, 0.1))
    split._first.setValue(0)
    assert split.shares()[0] == pytest.approx(0.1)  # something must be left to learn from


def test_split_handle_follows_the_mouse(qtbot, split):
    handle = split._first
    start = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(handle, start - QPoint(round(split.width() * 0.2), 0))
    with qtbot.waitSignal(split.chosen):
        qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert split.shares()[0] == pytest.approx(0.6, abs=0.02)
