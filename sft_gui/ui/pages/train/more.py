"""``MoreRow(draft)``: the line behind which model and settings stand; it sums them up and counts what differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sft_gui.settings.presets import PRESETS
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.draft import EDITABLE, Draft
from sft_gui.ui.pages.train.form import value_words
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.layout import gap, grow, hbox
from sft_gui.ui.widgets.text import Elided, IconLabel, Text

HEIGHT = 46
GROUPS = ("learning", "pictures")  # that are summed up; the others say less


class MoreRow(QAbstractButton):
    """Checked while the settings are shown."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._model = draft, ""
        self.focus_radius = theme.RADIUS_CARD
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._chevron = IconLabel("right", "text2", 16)
        self.title = put(Text("section"), "setText", "More: model and every setting")
        self.summary = Elided("body", "text2")
        self.chip, self.unchanged = StateChip("plain"), put(Text("hint", "text2"), "setText", "nothing changed")
        self.back = Button("quiet", icon="undo", size="small")
        self.back.clicked.connect(lambda: draft.back_to_preset(self._own()))
        hbox(
            self._chevron,
            self.title,
            gap(10),
            grow(self.summary),
            self.chip,
            self.unchanged,
            self.back,
            spacing=8,
            margins=(theme.PADDING, 0, theme.PADDING, 0),
            inside=self,
        )
        self.toggled.connect(lambda on: self._chevron.set_icon("down" if on else "right"))
        draft.changed.connect(self.refresh)
        words.changed.connect(self.refresh)
        paint.follow_theme(self)
        self.refresh()

    def _own(self) -> list:
        return [setting for setting in EDITABLE if setting.is_for(self._draft.task)]

    def show_model(self, label: str) -> None:
        """Name the chosen model."""
        self._model = label
        self.refresh()

    def refresh(self) -> None:
        """Sum the draft up again."""
        draft, own = self._draft, self._own()
        said = [
            value_words(setting, draft.values[setting.key])
            for setting in own
            if setting.group in GROUPS and not setting.advanced and setting.applies(draft.values)
        ]
        self.summary.setText(tr(", ").join([self._model, *said] if self._model else said))
        changed = sum(draft.is_changed(setting) for setting in own)
        self.chip.setText(tr("{count} changed", count=changed))
        self.back.setText(tr("Back to {preset}", preset=told(PRESETS[draft.preset].label)))
        for widget in (self.chip, self.back):
            widget.setVisible(changed > 0)
        self.unchanged.setVisible(not changed)
        self.setAccessibleName(f"{self.title.text()}. {self.summary.full_text()}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = "hover" if self.underMouse() else "surface"
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_CARD, fill=fill, line="line")
