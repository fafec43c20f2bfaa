"""``ReadingRow(proposal, root)``: one way to read the data: its sentence, counts, what it assumes, three pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sft_gui.data.readers.reader import Proposal
from sft_gui.ui.dialogs.reading.model import counts_line
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.words import told
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.checks import WholeRadio, paint_radio

SIDE, TOP, RADIO, GAP = 16, 10, 18, 12
THUMB_WIDTH, THUMB_HEIGHT, THUMB_GAP, CAPTION = 74, 46, 6, 16
TEXT_LEAST = 240  # where less is left beside the pictures, they go


class ReadingRow(WholeRadio):
    """The whole row is the radio button; rows of one parent exclude each other, arrow keys move."""

    def __init__(self, proposal: Proposal, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self.proposal = proposal
        self.show_proposal(proposal)
        thumbnails.shared().changed.connect(self.update)
        words.changed.connect(self._say)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show another way in its place."""
        self.proposal = proposal
        self._say()

    def _say(self) -> None:
        self._sentence = _begun(told(self.proposal.sentence))
        self._counts = told(counts_line(self.proposal))
        self._assumed = words.joined(*(_begun(told(each)) for each in self.proposal.assumed))
        self.setAccessibleName(self._sentence)
        self.setAccessibleDescription("\n".join(each for each in (self._counts, self._assumed) if each))
        self.updateGeometry()
        self.update()

    def _thumbs_width(self, width: int) -> int:
        count = len(self.proposal.samples)
        needed = theme.px(count * (THUMB_WIDTH + THUMB_GAP) + GAP) if count else 0
        return needed if width - needed - theme.px(2 * SIDE + RADIO + GAP) >= theme.px(TEXT_LEAST) else 0

    def _words_width(self, width: int) -> int:
        return max(width - self._thumbs_width(width) - theme.px(2 * SIDE + RADIO + GAP), 60)

    def _sentence_height(self, width: int) -> int:
        area = QFontMetrics(theme.font("section")).boundingRect(
            0, 0, self._words_width(width), 10_000, paint.WRAP, self._sentence
        )
        return area.height()

    def heightForWidth(self, width: int) -> int:
        line = QFontMetrics(theme.font("small")).height() + theme.px(2)
        text = self._sentence_height(width) + line * (2 if self._assumed else 1)
        thumbs = theme.px(THUMB_HEIGHT + CAPTION) if self._thumbs_width(width) else 0
        return max(text, thumbs) + theme.px(2 * TOP)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(360))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(280), self.heightForWidth(max(self.width(), theme.px(280))))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            on = self.isChecked()
            if on or (self.underMouse() and self.isEnabled()):
                painter.fillRect(self.rect(), theme.color("accent_soft" if on else "hover"))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
            mark = theme.px(RADIO)
            paint_radio(painter, QRectF(theme.px(SIDE), theme.px(TOP + 1), mark, mark), checked=on)
            self._paint_words(painter, on=on)
            self._paint_thumbs(painter)

    def _paint_words(self, painter: QPainter, *, on: bool) -> None:
        left, width = theme.px(SIDE + RADIO + GAP), self._words_width(self.width())
        y, height = float(theme.px(TOP)), self._sentence_height(self.width())
        paint.paragraph(painter, QRectF(left, y, width, height + 2), self._sentence, theme.font("section"), "text")
        y += height + theme.px(2)
        line = QFontMetrics(theme.font("small")).height() + theme.px(2)
        paint.text(painter, QRectF(left, y, width, line), self._counts, theme.font("small"), "text" if on else "text2")
        if self._assumed:
            tone = "accent_text" if on else "text3"
            paint.text(painter, QRectF(left, y + line, width, line), self._assumed, theme.font("hint"), tone)

    def _paint_thumbs(self, painter: QPainter) -> None:
        if not self._thumbs_width(self.width()):
            return
        size = QSize(theme.px(THUMB_WIDTH), theme.px(THUMB_HEIGHT))
        x = self.width() - theme.px(SIDE) - len(self.proposal.samples) * (size.width() + theme.px(THUMB_GAP))
        x += theme.px(THUMB_GAP)
        for sample in self.proposal.samples:
            file = self._root / sample.path
            rect = QRectF(x, theme.px(TOP), size.width(), size.height())
            image = thumbnails.shared().get(_key(file), file, size, self.devicePixelRatioF())
            if image is None:
                paint.box(painter, rect, theme.RADIUS_FIELD, fill="sunken")
            else:
                painter.drawImage(rect, image)
            caption = QRectF(rect.x(), rect.bottom() + 1, rect.width(), theme.px(CAPTION))
            tone = "accent_text" if self.isChecked() else "text2"
            paint.text(painter, caption, sample.answer, theme.font("hint"), tone, paint.CENTER)
            x += size.width() + theme.px(THUMB_GAP)


def _begun(sentence: str) -> str:
    """Let a part of a sentence stand alone."""
    return sentence[:1].upper() + sentence[1:]


def _key(file: Path) -> str:
    """Name a file by its place: the store then goes by its content."""
    return f"sample {file}"
