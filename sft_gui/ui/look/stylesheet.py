"""The one style sheet: what Qt's own widgets look like. What it cannot draw well is painted in ``widgets/``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template
from typing import Any

TEMPLATE = Template("""
* { outline: none; }
QMainWindow, QDialog, QWidget[surface="bg"] { background: $bg; }
QWidget[surface="rail"] { background: $rail; }
QWidget[surface="surface"] { background: $surface; }
QWidget[surface="sunken"] { background: $sunken; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="well"] { background: $sunken; border: 1px solid $line; border-radius: 7px; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="vrule"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[kind="popup"] { background: $surface; border: 1px solid $line2; border-radius: 8px; }

QAbstractScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }

QLabel { background: transparent; border: none; color: $text; }
$roles
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="accent_text"] { color: $accent_text; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="disabled"], QLabel:disabled { color: $disabled; }

QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 7px;
  padding: 0 9px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QAbstractSpinBox { min-height: ${field}px; max-height: ${field}px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus,
QLineEdit[state="error"], QAbstractSpinBox[state="error"] { border: 2px solid $accent; padding: 0 8px; }
QLineEdit:focus, QAbstractSpinBox:focus, QLineEdit[state="error"], QAbstractSpinBox[state="error"] {
  min-height: ${field_focus}px; max-height: ${field_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 7px; }
QLineEdit[state="warn"], QAbstractSpinBox[state="warn"] { border-color: $warn; }
QLineEdit[state="error"], QAbstractSpinBox[state="error"] { border-color: $danger; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  background: $sunken; color: $disabled; border-color: $line; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; background: transparent; padding: 0; min-height: 0; max-height: 999px; }
QAbstractSpinBox { padding: 0; }
QAbstractSpinBox:focus, QAbstractSpinBox[state="error"] { padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }
QPlainTextEdit[kind="report"], QTextEdit[kind="report"] {
  background: $sunken; border: 1px solid $line; color: $text2; font-size: ${mono}px; }

QTextEdit[kind="guide"], QTextEdit[kind="guide"]:focus {
  border: none; border-left: 2px solid $surface; border-radius: 0; padding: 0; }
QTextEdit[kind="guide"]:focus { border-left-color: $accent; }

QComboBox { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 7px;
  padding: 0 ${chevron}px 0 10px; min-height: ${field}px; }
QComboBox:focus, QComboBox:on, QComboBox[state="error"] {
  border: 2px solid $accent; padding: 0 ${chevron}px 0 9px; min-height: ${field_focus}px; }
QComboBox[state="warn"] { border-color: $warn; }
QComboBox[state="error"] { border-color: $danger; }
QComboBox:disabled { background: $sunken; color: $disabled; border-color: $line; }
QComboBox::drop-down { border: none; width: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line2; border-radius: 8px; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${option}px; padding: 0 8px; border-radius: 5px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }

QMenu { background: $surface; border: 1px solid $line2; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 5px; color: $text; min-height: ${menu_item}px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 5px 8px; font-size: ${hint}px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px 2px 2px 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px 2px 2px 2px; }
QScrollBar::handle { background: $line2; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $line_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView, QListView { background: transparent; border: none; color: $text; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { border: none; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; min-height: ${header}px; font-size: ${hint}px; font-weight: 500; }
QTableCornerButton::section { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
""")


def style_sheet(color: Callable[[str], str], px: Callable[[float], int], type_: Mapping[str, tuple[int, Any]]) -> str:
    """Fill the template: ``color`` gives a token as ``#rrggbb``, ``px`` scales a length by the user's text size."""
    roles = "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {px(size)}px; font-weight: {int(weight)}; }}'
        for role, (size, weight) in type_.items()
        if role != "mono"
    )
    names = {name: color(name) for name in TEMPLATE.get_identifiers() if name not in LENGTHS and name != "roles"}
    lengths = {name: px(height) - less for name, (height, less) in LENGTHS.items()}
    return TEMPLATE.substitute(names, roles=roles, **lengths)


LENGTHS = {  # name: (height in LOOK.md at 100 %, pixels of border to take off)
    "field": (32, 2),
    "field_focus": (32, 4),
    "chevron": (30, 0),
    "option": (30, 0),
    "menu_item": (20, 0),
    "header": (32, 1),
    "hint": (12, 0),
    "mono": (12, 0),
}
