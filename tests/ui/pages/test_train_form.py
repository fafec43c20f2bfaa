"""The form: every declared setting to a field and back, words at the field, groups."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from sft_gui.settings.catalogue import GROUPS, SETTINGS
from sft_gui.ui.look import words
from sft_gui.ui.look.formats import value_text
from sft_gui.ui.pages.train.draft import EDITABLE, Draft
from sft_gui.ui.pages.train.form import SettingsForm, value_words
from sft_gui.ui.widgets.checks import Switch

KEYS = [setting.key for setting in EDITABLE]


@pytest.fixture(scope="module")
def made_form(qapp):
    form = SettingsForm(Draft())
    form.resize(700, 800)
    form.show()
    yield form
    form.close()
    form.deleteLater()


@pytest.fixture
def form(made_form):
    made_form._draft.set_task("classification")
    made_form._draft.take_preset("best")
    made_form.show_advanced(True)
    made_form.open("learning")
    return made_form


@pytest.fixture
def draft(form):
    return form._draft


def another_value(setting, now):
    """Choose an allowed value that is not the present one."""
    if setting.kind is bool:
        return not now
    if setting.choices:
        return next(choice.value for choice in setting.choices if choice.value != now)
    step = 1 if setting.kind is int else (setting.maximum - setting.minimum) / 128
    base = now if now is not None else setting.minimum
    return setting.kind(base + step if base + step <= setting.maximum else base - step)


def enter(field, value):
    """Give a value as a user does."""
    editor = field.editor
    if isinstance(editor, Switch):
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
        editor.activated.emit(editor.currentIndex())
    else:
        editor.selectAll()
        QTest.keyClicks(editor, value_text(value))


def shown(field):
    editor = field.editor
    if isinstance(editor, Switch):
        return editor.isChecked()
    return editor.currentData() if isinstance(editor, QComboBox) else field.setting.parse(editor.text())


def make_it_apply(draft, setting):
    """Choose what this setting depends on, the task among it."""
    if setting.tasks:
        draft.set_task(setting.tasks[0])
    for key, value in (("train.trainable_layers", "all"), ("optimizer.name", "sgd")):
        if key != setting.key:
            draft.take({key: value})
    for schedule in ("cosine", "step"):
        if not setting.applies(draft.values):
            draft.take({"schedule.name": schedule})


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_goes_to_its_field_and_back(form, draft, key):
    setting, field = SETTINGS[key], form.field(key)
    make_it_apply(draft, setting)
    form.open(setting.group)
    assert shown(field) == draft.values[key]
    value = another_value(setting, draft.values[key])
    enter(field, value)
    assert draft.values[key] == value and draft.is_changed(setting)
    assert shown(field) == value and field.state() != "error"
    field.reset_asked.emit()
    assert not draft.is_changed(setting) and shown(field) == draft.values[key]


@pytest.mark.parametrize("key", KEYS)
def test_every_field_has_a_name_and_words_below(form, key):
    field = form.field(key)
    assert field.editor.accessibleName() and field.editor.accessibleDescription()


@pytest.mark.parametrize("key", [s.key for s in EDITABLE if s.kind in (int, float)])
def test_mistake_is_said_at_the_field_and_stays_as_typed(form, draft, key):
    setting, field = SETTINGS[key], form.field(key)
    make_it_apply(draft, setting)
    form.open(setting.group)
    field.editor.setFocus()
    field.editor.selectAll()
    QTest.keyClicks(field.editor, "many")
    assert field.state() == "error" and key in draft.problems()
    assert field.editor.text() == "many"
    field.editor.selectAll()
    QTest.keyClicks(field.editor, value_text(setting.maximum + 1))
    assert field.state() == "error"


def test_unusual_value_is_a_warning(form, draft):
    draft.take({"optimizer.lr": 3.0})
    assert form.field("optimizer.lr").state() == "warn" and draft.problems() == {}


def test_empty_field_means_no_limit_where_that_is_a_value(form, draft):
    draft.take({"stop.patience": 3})
    field = form.field("stop.patience")
    form.open("stopping")
    field.editor.setFocus()
    field.editor.selectAll()
    QTest.keyClick(field.editor, Qt.Key.Key_Delete)
    assert draft.values["stop.patience"] is None and field.editor.placeholderText() == "never"


def test_what_does_not_apply_is_disabled(form, draft):
    draft.take({"optimizer.name": "adamw"})
    assert not form.field("optimizer.momentum").editor.isEnabled()
    draft.take({"optimizer.name": "sgd"})
    assert form.field("optimizer.momentum").editor.isEnabled()


def test_one_group_is_open_at_a_time(form):
    for key in form.groups:
        QTest.mouseClick(form.groups[key].header, Qt.MouseButton.LeftButton)
        assert [name for name, group in form.groups.items() if group.grid.isVisible()] == [key] or key == "learning"


def test_every_group_with_fields_is_there_and_sums_itself_up(form):
    assert set(form.groups) == {setting.group for setting in EDITABLE} <= set(GROUPS)
    form.open("")
    assert all(group.header.summary.full_text() for group in form.groups.values())


def test_group_tells_how_many_settings_differ_and_sets_them_back(form, draft):
    draft.take({"train.epochs": 99, "train.batch_size": 7})
    header = form.groups["learning"].header
    assert header.chip.text() == "2 changed" and header.back.isVisible()
    QTest.mouseClick(header.back, Qt.MouseButton.LeftButton)
    assert not header.chip.isVisible() and form.groups["learning"].grid.isVisible()


def test_advanced_settings_are_hidden_until_asked_for(form):
    form.show_advanced(False)
    hidden = {field.setting.key for group in form.groups.values() for field in group.grid.fields if field.isHidden()}
    assert hidden == {setting.key for setting in EDITABLE if setting.advanced}


def test_way_to_a_mistake_opens_its_group_and_takes_the_focus(form):
    form.show_field("stop.minutes")
    assert form.groups["stopping"].grid.isVisible()
    assert form.field("stop.minutes").editor.hasFocus() or not form.isActiveWindow()


def test_choices_are_said_again_in_another_language(form):
    try:
        words.set_language("zh_CN")
        words.set_language("en")
    finally:
        words.set_language("en")
    assert form.field("schedule.name").editor.itemText(0) == "Constant"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("train.epochs", 12, "Epochs: 12"),
        ("data.image_size", None, "Picture size: as the model"),
        ("data.image_size", 160, "Picture size: 160\u00a0px"),
        ("train.trainable_layers", "all", "Everything"),
        ("data.augmentation", "none", "Augmentation: None"),
        ("train.freeze_bn_stats", True, "Freeze BatchNorm statistics: on"),
    ],
)
def test_values_are_said_in_few_words(key, value, said):
    assert value_words(SETTINGS[key], value) == said


def test_typed_number_keeps_its_spelling_while_it_means_the_value(form, draft):
    editor = form.field("optimizer.lr").editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "1e-3")
    assert editor.text() == "1e-3" and draft.values["optimizer.lr"] == 0.001


def test_an_error_longer_than_its_hint_gets_the_room_it_needs(qtbot, form, draft):
    form.show_advanced(False)  # the hints of this row have one line each
    field, beside = form.field("optimizer.lr"), form.field("train.batch_size")
    for each in (field, beside):
        draft.type_text(each.setting, "-3")

    def is_whole():
        below = [each._below for each in (field, beside)]
        return all(label.height() >= label.heightForWidth(label.width()) for label in below)

    qtbot.waitUntil(is_whole)
    assert field._below.text() == "A number above 0, up to 10"
    below = form.groups["pictures"].header
    end = field.mapTo(form, field.rect().bottomLeft()).y()
    assert end < below.mapTo(form, below.rect().topLeft()).y()


def test_bounds_are_written_in_full():
    assert str(SETTINGS["train.seed"].range_words()) == "A whole number from 0 to 2,147,483,647"


def test_fields_are_made_when_their_group_is_opened(qtbot):
    form = SettingsForm(Draft())
    qtbot.addWidget(form)
    assert {key for key, group in form.groups.items() if group.grid.made} == {next(iter(form.groups))}
    form.open("pictures")
    assert form.groups["pictures"].grid.made
