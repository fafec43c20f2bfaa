"""Words are said again at every change of language, wherever they were put."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from sft_gui.messages import counted, say
from sft_gui.ui.look import words
from sft_gui.ui.look.words import joined, put, put_plain, told, tr

UI = Path(words.__file__).parent


@pytest.fixture(autouse=True)
def english():
    words.set_language("en")
    yield
    words.set_language("en")


def test_words_switch_live_where_they_were_put(qtbot):
    label = put(QLabel(), "setText", "Settings")
    qtbot.addWidget(label)
    assert label.text() == "Settings"
    words.set_language("zh_CN")
    assert label.text() == "设置"
    words.set_language("en")
    assert label.text() == "Settings"


def test_values_are_filled_in_both_languages(qtbot):
    label = put(QLabel(), "setText", "Remove {name}", name="ResNet-18")
    qtbot.addWidget(label)
    words.set_language("zh_CN")
    assert label.text() == "移除 ResNet-18"


def test_the_last_put_wins(qtbot):
    label = put(QLabel(), "setText", "Settings")
    qtbot.addWidget(label)
    put(label, "setText", "Data")
    words.set_language("zh_CN")
    assert label.text() == "数据"


def test_plain_text_survives_a_change_of_language(qtbot):
    label = put(QLabel(), "setText", "Settings")
    qtbot.addWidget(label)
    put_plain(label, "setText", "Settings")  # a class of that name
    words.set_language("zh_CN")
    assert label.text() == "Settings"


def test_messages_inside_messages_are_translated():
    words.set_language("zh_CN")
    inner = say("“{name}” goes to the bin of this computer.", name="Best")
    assert (
        told(say("{what} You can bring it back from there.", what=inner)) == "“Best”将移到系统回收站。可以从那里恢复。"
    )


def test_counted_messages_are_told_by_their_number():
    assert told(counted(1, "{count} class", "{count} classes")) == "1 class"
    assert told(counted(2, "{count} class", "{count} classes")) == "2 classes"


def test_text_without_translation_stays_english():
    words.set_language("zh_CN")
    assert tr("no such sentence {x}", x=1) == "no such sentence 1"


def test_braces_in_values_are_left_alone():
    assert tr("Remove {name}", name="{x}") == "Remove {x}"


def test_qt_speaks_the_language_too(qtbot):
    words.set_language("zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"


def test_sentences_are_joined_without_a_space_in_chinese():
    assert joined("One.", "", "Two.") == "One. Two."
    words.set_language("zh_CN")
    assert joined("一。", "二。") == "一。二。"


def test_an_owner_destroyed_before_the_change_is_not_called(qtbot):
    label = put(QLabel(), "setText", "Settings")
    with qtbot.waitSignal(label.destroyed):
        label.deleteLater()
    words.set_language("zh_CN")


def test_system_language_is_one_we_have():
    assert words.system_language() in words.LANGUAGES
    words.set_language("system")
    assert words.chosen() == "system"
    assert words.language() in words.LANGUAGES


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.relative_to(UI).as_posix())
def test_signals_of_modules_are_connected_to_methods(path):
    """A lambda would be called after its widget is gone: Qt disconnects methods by their object, and only them."""
    lasting = re.compile(r"\b(words|theme|shared\(\))\.changed\.connect\((lambda|partial)")
    assert not lasting.search(path.read_text(encoding="utf-8"))
