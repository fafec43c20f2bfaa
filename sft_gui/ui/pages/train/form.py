"""Settings declarations to fields and back: one group open at a time, the others summed up in a line.

No setting is named here: a declaration in ``settings/catalogue.py`` is all that a new field needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from sft_gui.messages import Message
from sft_gui.settings.catalogue import GROUPS
from sft_gui.settings.presets import PRESETS
from sft_gui.settings.setting import Setting, Value
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.formats import value_text
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.columns import Columns
from sft_gui.ui.pages.train.draft import EDITABLE, Draft
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.checks import Switch
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.combo import Combo
from sft_gui.ui.widgets.field import Field
from sft_gui.ui.widgets.layout import gap, grow, hbox, vbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Rule, Text

FIELD_WIDTH, MOST_COLUMNS = 150, 4
BARE = frozenset({"none", "auto"})  # choices whose word says nothing without the setting's name


def value_words(setting: Setting, value: Value) -> str:
    """Say a value in a few words, with the setting's name where the value alone would not tell: a group's summary."""
    for choice in setting.choices:
        if choice.value == value and value not in BARE:
            return told(choice.label)
    return tr("{label}: {value}", label=setting.label, value=_bare_words(setting, value))


def _bare_words(setting: Setting, value: Value) -> str:
    for choice in setting.choices:
        if choice.value == value:
            return told(choice.label)
    if setting.kind is bool:
        return tr("on") if value else tr("off")
    if value is None:
        return told(setting.none_label) if setting.none_label is not None else tr("none")
    return value_text(value) + (f"\u00a0{told(setting.unit)}" if setting.unit is not None else "")


class ValueEdit(QLineEdit):
    """A line for a number or a text; the unit stands behind what is typed, as in "224 px"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_unit(self, unit: str) -> None:
        """Show a unit behind the value."""
        self._unit = unit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unit and self.text():
            x = theme.px(10) + self.fontMetrics().horizontalAdvance(self.text()) + theme.px(7)
            with paint.begin(self) as painter:
                rect = QRectF(x, 0, self.width() - x - theme.px(8), self.height())
                paint.text(painter, rect, self._unit, theme.font("body"), "text3" if self.isEnabled() else "disabled")


class SettingField(Field):
    """The field of one setting, bound to the draft in both directions."""

    def __init__(self, setting: Setting, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(self._make_editor(setting), parent)
        self.setting, self._draft = setting, draft
        put(self, "set_label", setting.label)
        for widget in (self.label, self.editor):  # the hint below tells the chosen value instead, where that has words
            put(widget, "setToolTip", setting.help)
        self.label.setMinimumHeight(theme.px(18))  # that of the way back, so that nothing jumps when it comes
        self._connect()
        self.reset_asked.connect(lambda: draft.back_to_preset([setting]))

    @staticmethod
    def _make_editor(setting: Setting) -> QWidget:
        if setting.kind is bool:
            return Switch()
        if setting.choices:
            combo = Combo()
            combo.setMinimumContentsLength(6)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for choice in setting.choices:
                combo.add(choice.value, told(choice.label))
            return combo
        return ValueEdit()

    def _connect(self) -> None:
        editor, key = self.editor, self.setting.key
        if isinstance(editor, Switch):
            editor.clicked.connect(lambda: self._draft.take({key: editor.isChecked()}))
        elif isinstance(editor, Combo):
            editor.activated.connect(lambda: self._draft.take({key: editor.key()}))
        elif isinstance(editor, ValueEdit):
            editor.textEdited.connect(lambda text: self._draft.type_text(self.setting, text))

    def refresh(self, problem: Message | None, warning: Message | None) -> None:
        """Show the draft's value and what is to say about it."""
        value = self._draft.values[self.setting.key]
        applies = self.setting.applies(self._draft.values)
        self.editor.setEnabled(applies)
        if problem is None or not self.editor.hasFocus():
            self._show_value(value, keep=problem is not None)
        self.set_hint(self._hint_words(value, applies))
        self.set_error(told(problem) if problem is not None else "")
        self.set_warning(told(warning) if warning is not None else "")
        self.set_changed(self._draft.is_changed(self.setting))

    def _show_value(self, value: Value, *, keep: bool) -> None:
        editor, setting = self.editor, self.setting
        if isinstance(editor, Switch):
            editor.setChecked(bool(value))
        elif isinstance(editor, Combo):
            editor.set_key(value)
        elif isinstance(editor, ValueEdit):
            # What is typed stays as it is typed ("1e-3", "0,01") while it means the value.
            if not keep and not self._means(editor.text(), value):
                editor.setText(value_text(value))
            editor.set_unit(told(setting.unit) if setting.unit is not None else "")
            editor.setPlaceholderText(told(setting.none_label) if setting.none_label is not None else "")

    def _means(self, text: str, value: Value) -> bool:
        try:
            return self.setting.parse(text) == value
        except ValueError:
            return False

    def _hint_words(self, value: Value, applies: bool) -> str:
        if not applies:
            return tr("Not used with the other choices.")
        for choice in self.setting.choices:
            if choice.value == value and choice.help is not None:
                return told(choice.help)
        return told(self.setting.help)

    def say_again(self) -> None:
        """Translate the list of choices."""
        if isinstance(self.editor, Combo):
            for row, choice in enumerate(self.setting.choices):
                self.editor.setItemText(row, told(choice.label))


class FieldGrid(Columns):
    """The fields of a group, made when it is first opened: a page with all of them is slow to make and to restyle."""

    def __init__(self, settings: list[Setting], draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(FIELD_WIDTH, MOST_COLUMNS, top=True, parent=parent)
        self._settings, self._draft = settings, draft
        self._shows_advanced = False
        self.made: list[SettingField] = []
        self.grid.setContentsMargins(theme.PADDING, 12, theme.PADDING, 16)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(12)

    @property
    def fields(self) -> list[SettingField]:
        """Give the fields, made now where they are not yet."""
        if not self.made:
            self.made = [SettingField(setting, self._draft) for setting in self._settings]
            self._hide_some()
            self.set_items(self.made)
        return self.made

    def show_advanced(self, on: bool) -> None:
        """Show the task's fields, those that only some need too or not."""
        self._shows_advanced = on
        self._hide_some()
        self.arrange()

    def _hide_some(self) -> None:
        for field in self.made:
            is_extra = field.setting.advanced and not self._shows_advanced
            field.setHidden(is_extra or not field.setting.is_for(self._draft.task))


class GroupHeader(QAbstractButton):
    """A group's title row: opens and closes it; shows how many settings differ, or the values in a line."""

    def __init__(self, title: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.focus_radius = theme.RADIUS_FIELD
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._chevron = IconLabel("right", "text2", 16)
        self.title = put(Text("section"), "setText", title)
        self.chip = StateChip("plain")
        self.summary = Elided("small", "text2")
        self.back = Button("quiet", icon="undo", size="small")
        hbox(
            self._chevron,
            self.title,
            gap(4),
            self.chip,
            grow(self.summary),
            self.back,
            spacing=8,
            margins=(theme.PADDING, 0, 8, 0),
            inside=self,
        )
        self.toggled.connect(self._on_toggled)
        paint.follow_theme(self)

    def _on_toggled(self, is_open: bool) -> None:
        self._chevron.set_icon("down" if is_open else "right")

    def show_state(self, changed: int, problems: int, summary: str, preset: str) -> None:
        """Say how the group stands."""
        is_open = self.isChecked()
        self.chip.setVisible(bool(changed or problems))
        self.chip.set_state("danger" if problems else "plain")
        self.chip.setText(tr("{count} to mend", count=problems) if problems else tr("{count} changed", count=changed))
        self.back.setText(tr("Back to {preset}", preset=preset))
        self.back.setVisible(is_open and bool(changed))
        self.summary.setText("" if is_open else summary)
        self.setAccessibleName(f"{self.title.text()}. {summary}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() and not self.isChecked():
            with paint.begin(self) as painter:
                paint.box(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS_CARD - 2, fill="hover")


class Group(QWidget):
    """A group of settings: header and fields."""

    def __init__(self, key: str, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.settings = [setting for setting in EDITABLE if setting.group == key]
        self.header = GroupHeader(GROUPS[key])
        self.grid = FieldGrid(self.settings, draft)
        self.header.back.clicked.connect(lambda: draft.back_to_preset(self.settings))
        self._rule = Rule()
        vbox(self.header, self._rule, self.grid, spacing=0, margins=0, inside=self)
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Show the fields, or their summary."""
        if is_open and not self.grid.made:
            _ = self.grid.fields  # made now
            self.put_in_order()
        self.header.setChecked(is_open)
        self._rule.setVisible(is_open)
        self.grid.setVisible(is_open)

    def put_in_order(self) -> None:
        """Have Tab come to fields that were made late right after their header, not at the end of the page."""
        late: list[QWidget] = []
        widget = self.grid.nextInFocusChain()
        while widget is not None and widget is not self.grid:
            takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus  # Qt orders no others
            late += [widget] if takes_focus and self.grid.isAncestorOf(widget) else []
            widget = widget.nextInFocusChain()
        before: QWidget = self.header.back
        for widget in late:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _counts(self, setting: Setting) -> bool:
        return setting.is_for(self._draft.task)

    def refresh(self, problems: Mapping[str, Message], warnings: Mapping[str, Message]) -> None:
        """Show the draft."""
        for field in self.grid.made:
            field.refresh(problems.get(field.setting.key), warnings.get(field.setting.key))
        values = self._draft.values
        said = [
            value_words(s, values[s.key])
            for s in self.settings
            if not s.advanced and self._counts(s) and s.applies(values)
        ]
        self.header.show_state(
            changed=sum(self._counts(setting) and self._draft.is_changed(setting) for setting in self.settings),
            problems=sum(setting.key in problems for setting in self.settings),
            summary="  ·  ".join(said),
            preset=told(PRESETS[self._draft.preset].label),
        )


class SettingsForm(Card):
    """Every editable setting, by group, one group open at a time."""

    opened = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, padded=False, parent=parent)
        self._draft = draft
        self.groups: dict[str, Group] = {}
        self.body.setSpacing(0)
        for key in GROUPS:
            if any(setting.group == key for setting in EDITABLE):
                self._add(key)
        draft.changed.connect(self.refresh)
        words.changed.connect(self._say_again)
        self.show_advanced(False)
        self.open(next(iter(self.groups)))

    def _add(self, key: str) -> None:
        if self.groups:
            self.body.addWidget(Rule())
        group = Group(key, self._draft)
        group.header.clicked.connect(lambda is_open: self.open(key if is_open else ""))
        self.groups[key] = group
        self.body.addWidget(group)

    def open(self, key: str) -> None:
        """Open a group and close the others; "" closes all."""
        for name, group in self.groups.items():
            group.set_open(name == key)
        self.refresh()
        self.opened.emit(key)

    def show_advanced(self, on: bool) -> None:
        """Show the settings that only some need, too."""
        for group in self.groups.values():
            group.grid.show_advanced(on)

    def field(self, key: str) -> SettingField:
        """Give a setting's field."""
        group = next(g for g in self.groups.values() if any(setting.key == key for setting in g.settings))
        is_new = not group.grid.made
        found = next(field for field in group.grid.fields if field.setting.key == key)
        if is_new:
            group.put_in_order()
            self.refresh()
        return found

    def show_field(self, key: str) -> None:
        """Open a setting's group and put the cursor into its field."""
        field = self.field(key)
        self.open(field.setting.group)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the draft's values, problems and warnings."""
        problems, warnings = self._draft.problems(), self._draft.warnings()
        for group in self.groups.values():
            group.refresh(problems, warnings)

    def _say_again(self) -> None:
        for group in self.groups.values():
            for field in group.grid.made:
                field.say_again()
        self.refresh()
