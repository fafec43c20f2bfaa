"""Render every component in both themes to a folder, to be looked at beside the mockups.

``python tools/gallery.py [--out /tmp/gallery] [--scale 1.0] [--language en]``; needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sft_gui.data.formats import KINDS
from sft_gui.messages import say
from sft_gui.ui.core.notices import Action, Notice
from sft_gui.ui.look import dressing, theme, words
from sft_gui.ui.pages.history.sparkline import Sparkline
from sft_gui.ui.pages.train.radio_card import RadioCard
from sft_gui.ui.shell.toast import Toast
from sft_gui.ui.widgets.banner import Banner
from sft_gui.ui.widgets.bars import MeterRow, ProbabilityBars, ProgressRow
from sft_gui.ui.widgets.button import Button, IconButton, LinkButton
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import CheckBox, RadioButton, Switch
from sft_gui.ui.widgets.chip import FilterChip, InfoChip, StateChip
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.drop_zone import DropZone
from sft_gui.ui.widgets.empty_state import EmptyState
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.focus_ring import FocusRing
from sft_gui.ui.widgets.segmented import Segmented
from sft_gui.ui.widgets.slider import Slider
from sft_gui.ui.widgets.split_bar import SplitBar
from sft_gui.ui.widgets.text import Text


def row(*items: QWidget | QLayout, stretch: bool = True) -> QHBoxLayout:
    """Lay items side by side."""
    line = QHBoxLayout()
    line.setSpacing(14)
    for item in items:
        if isinstance(item, QLayout):
            line.addLayout(item)
        else:
            line.addWidget(item)
    if stretch:
        line.addStretch(1)
    return line


def buttons() -> QHBoxLayout:
    """All kinds of button."""
    disabled = Button("primary", text="Start")
    disabled.setEnabled(False)
    start = Button("primary", icon="play", size="big", text="Start training")
    start.set_hint("Ctrl ↵")
    return row(
        Button("primary", text="Start"),
        disabled,
        Button(text="Open…"),
        Button(icon="folder", text="Add a folder…"),
        Button("quiet", text="Look again"),
        Button("danger", text="Discard…"),
        Button("confirm", text="Move to bin"),
        Button(size="small", icon="pause", text="Pause"),
        LinkButton(trailing="right", text="All formats"),
        IconButton("more"),
        start,
    )


def fields() -> QHBoxLayout:
    """A field in every state."""
    schedule = Combo()
    schedule.addItems(["Cosine, warm-up", "Step", "Constant"])
    spin = QSpinBox()
    spin.setValue(32)
    made = [
        ("Epochs", QLineEdit("12"), "1 to 10,000", "", ""),
        ("Batch size", spin, "92 steps an epoch", "", ""),
        ("Learning rate", QLineEdit("0.05"), "", "High; 0.001 to 0.01 is usual.", ""),
        ("Picture size", QLineEdit("2240 px"), "", "", "Too large: 32 to 1024 px fits in memory."),
        ("Momentum", QLineEdit("0.9"), "Only for SGD", "", ""),
        ("Schedule", schedule, "", "", ""),
    ]
    result = []
    for label, editor, hint, warning, error in made:
        field = Field(editor)
        field.set_label(label)
        field.set_hint(hint)
        field.set_warning(warning)
        field.set_error(error)
        field.setFixedWidth(theme.px(176))
        result.append(field)
    result[4].setEnabled(False)
    result[1].set_changed(True)
    return row(*result)


def choices() -> QHBoxLayout:
    """Check boxes, radio buttons, switches, segments, a slider."""
    ticked, radio, on = CheckBox("Flip"), RadioButton("Best"), Switch("Log scale")
    for control in (ticked, radio, on):
        control.setChecked(True)
    radios = QWidget()
    line = QHBoxLayout(radios)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(radio)
    line.addWidget(RadioButton("Quick"))
    segments = Segmented()
    for key in ("Step", "Epoch", "Time"):
        segments.add(key).setText(key)
    slider = Slider(value=60)
    slider.setFixedWidth(theme.px(150))
    return row(ticked, CheckBox("Crop"), radios, on, Switch("Advanced"), segments, slider)


def chips() -> QHBoxLayout:
    """Filters, facts and states."""
    everything, daisy = FilterChip("All"), FilterChip("daisy")
    everything.setChecked(True)
    everything.set_count(3670)
    daisy.set_count(633)
    return row(
        InfoChip("cpu", text="CPU, 8 threads"),
        everything,
        daisy,
        StateChip("ok", text="Fits"),
        StateChip("warn", text="Tight"),
        StateChip("danger", text="Will not fit"),
        StateChip("plain", icon="download", text="109 MB"),
        StateChip("plain", icon="disk", text="On this computer"),
        StateChip("accent", icon="ok", text="Included"),
    )


def progress() -> QHBoxLayout:
    """Bars, meters and probabilities."""
    known, unknown = ProgressRow(), ProgressRow()
    known.set_what("Downloading ConvNeXt-Tiny")
    known.amount.setText("64 of 109 MB")
    known.bar.set_progress(64, 109)
    unknown.set_what("Reading the folder…")
    unknown.bar.set_progress(0, None)
    for each in (known, unknown):
        each.setFixedWidth(theme.px(260))
    meters = QVBoxLayout()
    for icon, name, share, amount in (
        ("cpu", "CPU", 0.91, "91 %"),
        ("memory", "Memory", 0.41, "6.4 of 15.6 GB"),
        ("gpu", "GPU", None, "none found"),
    ):
        meter = MeterRow(icon)
        meter.set_name(name)
        meter.set_share(share)
        meter.amount.setText(amount)
        meters.addWidget(meter)
    answers = ProbabilityBars()
    answers.setFixedWidth(theme.px(240))
    answers.show_answers([("sunflowers", 0.973), ("dandelion", 0.013), ("daisy", 0.008)])
    spark = Sparkline()
    spark.set_values([0.5, 0.7, 0.8, 0.84, 0.86, 0.87, 0.88], theme.series(1))
    return row(known, unknown, meters, answers, spark)


def banners() -> QGridLayout:
    """A banner of each severity."""
    grid = QGridLayout()
    grid.setSpacing(10)
    notices = [
        Notice(
            "a",
            "info",
            say("“Best” was interrupted at epoch 4 of 12."),
            say("Nothing is lost."),
            (Action(say("Resume"), int), Action(say("Not now"), int, quiet=True)),
            closable=False,
        ),
        Notice(
            "b",
            "warn",
            say("The folder has changed:"),
            say("12 new pictures, 1 gone."),
            (Action(say("Look again"), int),),
        ),
        Notice(
            "c",
            "danger",
            say("Training stopped: the disk is full."),
            say("Free 2 GB, then resume."),
            (Action(say("Details"), int), Action(say("Resume"), int)),
            closable=False,
        ),
    ]
    for index, notice in enumerate(notices):
        grid.addWidget(Banner(notice), index // 2, index % 2)
    return grid


def zones() -> QHBoxLayout:
    """The drop zone in its four states."""
    made = [DropZone() for _ in range(4)]
    for zone in made:
        zone.title.setText("Drop a folder of photos here")
        zone.sentence.setText("or choose one")
        zone.setFixedHeight(theme.px(140))
    made[1].show_take(say("Let go to open “flowers”"), say("3,673 files"))
    made[2].show_reading(say("Reading 1,240 of 3,673 files"), say("you can go on working"))
    made[2].set_progress(1240, 3673)
    made[3].show_refuse(say("notes.pdf is not a picture"), KINDS)
    return row(*made, stretch=False)


def cards() -> QHBoxLayout:
    """Cards: presets, the split, an empty list."""
    presets = QWidget()
    line = QHBoxLayout(presets)
    line.setContentsMargins(0, 0, 0, 0)
    for name, note, what in (
        ("Quick", "1 min", "Only the last layers, from saved features"),
        ("Best", "10 min", "Everything learns, stops when it is best"),
    ):
        card = RadioCard()
        card.setText(name)
        card.set_note(note)
        card.set_description(what)
        card.setChecked(name == "Best")
        card.setFixedWidth(theme.px(170))
        line.addWidget(card)
    split = Card()
    split.title.setText("Split")
    split.head.addWidget(Button("quiet", icon="shuffle", size="small", text="Mix again (seed 42)"))
    split.body.addWidget(SplitBar())
    empty = Card(titled=False)
    state = EmptyState("history")
    state.fact.setText("No runs yet")
    state.sentence.setText("Every training is kept here, with its curves and its model.")
    state.add_button(Button("primary", size="small", text="Go to Train"))
    empty.body.addWidget(state)
    return row(presets, split, empty, stretch=False)


def gallery() -> QWidget:
    """All of it in one page."""
    page = QWidget()
    page.setProperty("surface", "bg")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(page)
    column.setContentsMargins(32, 24, 32, 24)
    column.setSpacing(10)
    column.addWidget(Text("title", text="Components"))
    for title, make in (
        ("Buttons", buttons),
        ("Fields", fields),
        ("Choices", choices),
        ("Chips", chips),
        ("Progress", progress),
        ("Banners and toast", banners),
        ("Drop zone", zones),
        ("Cards", cards),
    ):
        column.addSpacing(6)
        column.addWidget(Text("hint", "text3", text=title))
        column.addLayout(make())
    column.addStretch(1)
    return page


def main() -> None:
    """Write one picture a theme."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("/tmp/gallery"))
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    dressing.set_everywhere(True)
    theme.start(app, "light", options.scale)
    words.set_language(options.language)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        page = gallery()
        page.resize(theme.px(1280), theme.px(1100))
        page.show()
        ring = FocusRing(page)
        page.findChild(Button).setFocus(Qt.FocusReason.TabFocusReason)
        toast = Toast(page)
        theme.set_less_motion(True)
        toast.show_undo(say("Run “Quick” moved to the bin"), lambda: None)
        QTest.qWait(50)
        page.grab().save(str(options.out / f"components-{mode}.png"))
        page.close()
        ring.deleteLater()


if __name__ == "__main__":
    main()
