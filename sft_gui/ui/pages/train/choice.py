"""``ChoiceCards(draft)``: Quick and Best as two large choices, with what was measured of each and nothing guessed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from sft_gui.evaluation.score_help import score_help
from sft_gui.messages import say
from sft_gui.settings.presets import PRESETS
from sft_gui.training.forecast import VERDICTS, Forecast
from sft_gui.ui.core.baseline import Baseline
from sft_gui.ui.look import formats, icons, paint, theme, words
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.pages.train.columns import Columns
from sft_gui.ui.pages.train.draft import Draft
from sft_gui.ui.pages.train.facts import CHIPS, Measured
from sft_gui.ui.widgets.checks import WholeRadio, paint_radio
from sft_gui.ui.widgets.chip import STATES

CHOICES = ("quick", "best")
CARD_LEAST = 330  # px, of a card's width at 100 % text size
SIDE, TOP, RADIO, HEAD, GAP, NUMBERS, SCALE, FOOT, BAR = 20, 17, 18, 45, 14, 44, 60, 18, 6
TIME, MEMORY = 0.29, 0.26  # shares of the width; the score takes the rest
CAP, DOT = 7, 5.5
TIME_HELP = say("How long the whole run takes on this computer, measured in a few real steps with these settings.")
MEMORY_HELP = say("The most memory that the run needs at once, measured in the same steps.")
WAITING_HELP = say(
    "A few real steps are tried to tell time and memory. You need not wait for that: Start works at once."
)
SCALE_HELP = say(
    "The line is the range in which the true share lies with 95\u00a0% confidence; dashed is the first model."
)


@dataclass(frozen=True)
class Offer:
    """What is known of one choice."""

    forecast: Forecast | None = None
    waiting: str = ""  # what stands in the place of time and memory while they are not known
    done: int = 0  # of the measurement under way
    total: int = 0
    measured: Measured | None = None  # the newest run that was made like this on these pictures


class ChoiceCard(WholeRadio):
    """One choice. All is painted, so that role, value and keys are a radio button's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = Offer()
        self.first: Baseline | None = None
        self.scale: tuple[float, float] | None = None  # of the scores, shared by the cards; None: there are none
        self._description = ""
        self.focus_radius = theme.RADIUS_CARD

    def set_description(self, description: str) -> None:
        """Say what the choice does."""
        self._description = description
        self.updateGeometry()
        self.update()

    def show_offer(self, offer: Offer, first: Baseline | None, scale: tuple[float, float] | None) -> None:
        """Show what is known by now."""
        if (offer, first, scale) == (self.offer, self.first, self.scale):
            return
        has_other_height = (scale is None) != (self.scale is None)
        self.offer, self.first, self.scale = offer, first, scale
        said = [self._description, *(f"{label} {value} {note}".strip() for label, value, note in self.numbers())]
        self.setAccessibleDescription(". ".join(said if offer.forecast or offer.measured else [*said, offer.waiting]))
        if has_other_height:
            self.updateGeometry()
        self.update()

    def numbers(self) -> list[tuple[str, str, str]]:
        """Give what is measured: label, value, and what it is of."""
        shown: list[tuple[str, str, str]] = []
        if (forecast := self.offer.forecast) is not None:
            shown.append((tr("Time"), formats.duration(formats.rough(forecast.total_seconds)), ""))
            shown.append((tr("Memory"), f"{forecast.memory_bytes / 1e9:.1f}\u00a0GB", ""))
        if (measured := self.offer.measured) is not None:
            value = formats.score(measured.metric, measured.score)
            whole = formats.whole(measured.metric, measured.scores, "val.")
            shown.append((told(measured.metric.label), value, whole))
        return shown

    # Size

    def heightForWidth(self, width: int) -> int:
        scale = theme.px(SCALE) if self.scale is not None else 0
        return self._description_rect(width).bottom() + theme.px(GAP + NUMBERS + FOOT) + scale

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(CARD_LEAST)) if self.isVisible() else theme.px(CARD_LEAST)
        return QSize(theme.px(CARD_LEAST), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.heightForWidth(max(self.width(), theme.px(240))))

    def _description_rect(self, width: int) -> QRect:
        side = theme.px(SIDE)
        area = QRect(side, theme.px(HEAD + 6), max(width - 2 * side, 40), 10_000)
        return QFontMetrics(theme.font("body")).boundingRect(area, paint.WRAP, self._description or "x")

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.begin(self) as painter:
            on = self.isChecked()
            fill = "hover" if self.underMouse() and not on else "surface"
            line, width = ("accent", 2.0) if on else ("line", 1.0)
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_CARD, fill=fill, line=line, width=width)
            self._paint_head(painter)
            room = self._description_rect(self.width()).adjusted(0, 0, theme.px(SIDE), 4)
            paint.paragraph(painter, QRectF(room), self._description, theme.font("body"), "text2")
            self._paint_numbers(painter)
            if self.offer.measured is not None and self.scale is not None:
                self._paint_scale(painter, self.offer.measured, self.scale)

    def _paint_head(self, painter: QPainter) -> None:
        side, top, mark = theme.px(SIDE), theme.px(TOP), theme.px(RADIO)
        paint_radio(painter, QRectF(side, top + theme.px(4), mark, mark), checked=self.isChecked())
        row = QRectF(side + mark + theme.px(12), top, self.width(), theme.px(26))
        right = self._paint_chip(painter, row)
        paint.text(
            painter, QRectF(row.x(), row.y(), right - row.x(), row.height()), self.text(), theme.font("title"), "text"
        )

    def _paint_chip(self, painter: QPainter, row: QRectF) -> float:
        """Say whether it fits, at the right; return where that begins."""
        edge = self.width() - theme.px(SIDE)
        if self.offer.forecast is None:
            return edge
        verdict = self.offer.forecast.verdict
        fill, line, tone, icon = STATES[CHIPS[verdict][0]]
        said, side, font = told(VERDICTS[verdict]), theme.px(13), theme.font("hint")
        width = paint.width_of(said, font) + side + theme.px(22)
        chip = QRectF(edge - width, row.y() + theme.px(2), width, theme.px(22))
        paint.box(painter, chip, 6, fill=fill, line=line)
        icons.paint(painter, icon, tone, chip.x() + theme.px(8), chip.center().y() - side / 2, side)
        paint.text(painter, chip.adjusted(theme.px(14) + side, 0, 0, 0), said, font, tone)
        return chip.x() - theme.px(8)

    def _cells(self) -> tuple[QRectF, QRectF, QRectF]:
        """Give the places of time, memory and score."""
        side = theme.px(SIDE)
        top, room = self._description_rect(self.width()).bottom() + theme.px(GAP), self.width() - 2 * side
        time, memory = TIME * room, MEMORY * room
        height = theme.px(NUMBERS)
        return (
            QRectF(side, top, time, height),
            QRectF(side + time, top, memory, height),
            QRectF(side + time + memory, top, room - time - memory, height),
        )

    def _paint_numbers(self, painter: QPainter) -> None:
        time, memory, score = self._cells()
        numbers, cells = self.numbers(), [time, memory, score]
        if self.offer.forecast is None:
            self._paint_waiting(painter, QRectF(time.x(), time.y(), time.width() + memory.width(), time.height()))
            cells = [score]
        for cell, (label, value, note) in zip(cells, numbers, strict=False):
            inset = theme.px(14) if cell.x() > theme.px(SIDE) else 0
            if inset:
                x = round(cell.x()) + 0.5
                paint.line(painter, x, cell.y(), x, cell.bottom(), "line")
            room = cell.adjusted(inset, 0, 0, 0)
            top = QRectF(room.x(), room.y(), room.width(), theme.px(16))
            paint.text(painter, top, label, theme.font("hint"), "text2")
            big = QRectF(room.x(), room.y() + theme.px(16), room.width(), theme.px(28))
            paint.text(painter, big, value, theme.font("number"), "accent" if note and self.isChecked() else "text")
            if note:
                gone = paint.width_of(value, theme.font("number")) + theme.px(7)
                rest = big.adjusted(gone, theme.px(4), 0, 0)
                paint.text(painter, rest, note, theme.font("small"), "text2")

    def _paint_waiting(self, painter: QPainter, room: QRectF) -> None:
        """Say in place of the numbers that they are being measured, with how far that is."""
        top = QRectF(room.x(), room.y(), room.width(), theme.px(20))
        paint.text(painter, top, self.offer.waiting, theme.font("small"), "text2")
        bar = QRectF(room.x(), room.y() + theme.px(27), room.width() - theme.px(20), theme.px(BAR))
        paint.box(painter, bar, bar.height() / 2, fill="grid")
        if self.offer.total and self.offer.done:
            share = min(self.offer.done / self.offer.total, 1.0)
            done = QRectF(bar.x(), bar.y(), max(share * bar.width(), bar.height()), bar.height())
            paint.box(painter, done, bar.height() / 2, fill="line_strong")

    def _paint_scale(self, painter: QPainter, measured: Measured, scale: tuple[float, float]) -> None:
        side, (low, high) = theme.px(SIDE), scale
        left, right = float(side + theme.px(8)), float(self.width() - side - theme.px(8))
        top = self._cells()[0].bottom() + theme.px(16)
        middle, bottom = top + theme.px(15), top + theme.px(32)

        def x(value: float) -> float:
            return left + (value - low) / (high - low) * (right - left)

        first = self.first if self.first is not None and low <= self.first.score <= high else None
        taken = self._paint_first(painter, first, x(first.score), top) if first is not None else QRectF()
        for tick in ticks(low, high):
            paint.line(painter, x(tick), top, x(tick), top + theme.px(30), "line")
            said = f"{100 * tick:.0f}" + ("\u00a0%" if tick == high else "")
            width = paint.width_of(said, theme.font("hint")) + 2
            start = min(max(x(tick) - width / 2, side), self.width() - side - width)
            room = QRectF(start, bottom, width, theme.px(18))
            if not room.adjusted(-6, 0, 6, 0).intersects(taken):
                paint.text(painter, room, said, theme.font("hint"), "text2")
        tone = "accent" if self.isChecked() else "text2"
        if (interval := measured.interval) is not None:
            paint.line(painter, x(interval.low), middle, x(interval.high), middle, tone, 2.5)
            for end in (interval.low, interval.high):
                paint.line(painter, x(end), middle - theme.px(CAP), x(end), middle + theme.px(CAP), tone, 2)
        dot = theme.px(2 * DOT)
        ring = QRectF(x(measured.score) - dot / 2, middle - dot / 2, dot, dot)
        paint.box(painter, ring, dot / 2, fill="surface", line=tone, width=2.5)

    def _paint_first(self, painter: QPainter, first: Baseline, x: float, top: float) -> QRectF:
        """Draw the first model's line with its words below, and return where these stand."""
        painter.setPen(QPen(theme.color("ref"), 1.5, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top - theme.px(3)), QPointF(x, top + theme.px(32)))
        side = theme.px(SIDE)
        said = tr("first model {score}", score=formats.score(first.metric, first.score))
        width = paint.width_of(said, theme.font("hint")) + 2
        start = min(max(x - width / 2, side), self.width() - side - width)
        room = QRectF(start, top + theme.px(32), width, theme.px(18))
        paint.text(painter, room, said, theme.font("hint"), "text2")
        return room

    # What the numbers mean

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), words.tooltip(self.help_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def help_at(self, place: QPointF) -> str:
        """Say what stands at a place, what it counts and how it was measured."""
        time, memory, score = self._cells()
        forecast, measured = self.offer.forecast, self.offer.measured
        if forecast is None and (time.contains(place) or memory.contains(place)):
            return told(WAITING_HELP)
        if forecast is not None and time.contains(place):
            band = tr("± {time}", time=formats.give_or_take(forecast.band_seconds))
            return words.joined(told(TIME_HELP), band)
        if forecast is not None and memory.contains(place):
            return told(MEMORY_HELP)
        if measured is not None and place.y() > score.bottom():
            return told(SCALE_HELP)
        if measured is not None and score.contains(place):
            said = told(score_help(measured.metric, measured.scores))
            return words.joined(tr("Of the run “{name}”.", name=measured.name), said)
        return self._description


class ChoiceCards(Columns):
    """``chosen`` is emitted with the name when the user takes one."""

    chosen = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(CARD_LEAST, len(CHOICES), parent=parent)
        self._draft = draft
        self._task: str | None = None
        self.cards = {name: put(ChoiceCard(), "setText", PRESETS[name].label) for name in CHOICES}
        self.grid.setSpacing(theme.GAP)
        self.set_items(list(self.cards.values()))
        for name, card in self.cards.items():
            # Arrow keys check a card without a click, and a card lit up by the draft is not the user's choice.
            card.toggled.connect(lambda on, name=name: on and self._take(name))
        draft.changed.connect(self.show_draft)
        self.show_draft()

    def show_offers(self, offers: Mapping[str, Offer], first: Baseline | None) -> None:
        """Show what is known of each, their scores on one scale."""
        known = [offer.measured for offer in offers.values() if offer.measured is not None]
        scale = bounds(known, first) if known else None
        has_other_height = any((card.scale is None) != (scale is None) for card in self.cards.values())
        for name, card in self.cards.items():
            card.show_offer(offers.get(name, Offer()), first, scale)
        if has_other_height:
            self.updateGeometry()

    def _take(self, name: str) -> None:
        self._draft.take_preset(name)
        self.chosen.emit(name)

    def show_draft(self) -> None:
        """Light the choice that the settings come from; none of the two for another preset."""
        if self._task != self._draft.task:
            self._task = self._draft.task
            for name, card in self.cards.items():
                put(card, "set_description", PRESETS[name].help_for(self._task))
        for name, card in self.cards.items():
            is_chosen = name == self._draft.preset
            if card.isChecked() != is_chosen:
                card.blockSignals(True)
                card.setAutoExclusive(False)
                card.setChecked(is_chosen)
                card.setAutoExclusive(True)
                card.blockSignals(False)
                card.update()


def bounds(known: list[Measured], first: Baseline | None) -> tuple[float, float]:
    """Choose the ends of the scale: tens of per cent around all that is shown."""
    values = [first.score] if first is not None else []
    for measured in known:
        interval = measured.interval
        values += [interval.low, interval.high] if interval is not None else [measured.score]
    low, high = math.floor(10 * min(values) - 1e-9) / 10, math.ceil(10 * max(values) - 1e-9) / 10
    return max(min(low, high - 0.2), 0.0), max(high, 0.2)


def ticks(low: float, high: float) -> list[float]:
    """Give the marks of the scale: every ten per cent, or fewer where they would crowd."""
    step = next(step for step in (0.1, 0.2, 0.25, 0.5) if (high - low) / step <= 5.01)
    count = round((high - low) / step + 1e-9)
    return [round(high - place * step, 4) for place in range(count, -1, -1) if high - place * step >= low - 1e-9]
