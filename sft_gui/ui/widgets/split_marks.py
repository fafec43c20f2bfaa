"""The three splits in words, mark and colour together: ``SplitMark(Split.VAL)``, ``SplitLegend()``."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.data.index import Split
from sft_gui.messages import Message, say
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.words import put
from sft_gui.ui.widgets.layout import fill, hbox
from sft_gui.ui.widgets.text import Text

SPLIT_NAMES: dict[Split, Message] = {
    Split.TRAIN: say("Train"),
    Split.VAL: say("Validation"),
    Split.TEST: say("Test"),
}
SERIES_OF = {split: number for number, split in enumerate(Split, start=1)}
MARK = 9


class SplitMark(QWidget):
    """The mark of a split; decoration beside its name."""

    def __init__(self, split: Split, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = split
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(MARK), theme.px(MARK))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            center = QPointF(self.width() / 2, self.height() / 2)
            paint.mark(painter, center, theme.px(MARK) - 1, SERIES_OF[self._split])


class SplitLegend(QWidget):
    """Marks and names of the splits in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = hbox(spacing=6, margins=0, inside=self)
        for split, name in SPLIT_NAMES.items():
            if row.count():
                row.addSpacing(6)
            fill(row, SplitMark(split), put(Text("hint", "text2"), "setText", name))
