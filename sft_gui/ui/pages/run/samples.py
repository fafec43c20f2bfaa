"""``SamplesCard()``: the same validation pictures after every epoch, and whether the model has them right yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.training.events import SamplesPredicted
from sft_gui.ui.core.session import ShownRun
from sft_gui.ui.look import formats, icons, paint, theme, words
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.overlays.drawn import Drawn
from sft_gui.ui.tasks import registry as views
from sft_gui.ui.tasks.view import Sample
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, grow, hbox
from sft_gui.ui.widgets.text import Elided, Text
from sft_gui.ui.widgets.thumbnails import shared

TILE_LEAST, CAPTION_MOST, GAP = 96, 190, 10  # px
FEWEST, MOST = 3, 8
MIDDLE = Qt.TextElideMode.ElideMiddle
SQUARE, BETWEEN = 8, 2  # of the epochs' squares


@dataclass(frozen=True)
class SamplePicture:
    """One picture and what the model has said of it so far."""

    path: Path
    digest: str
    said: Sequence[Sample]  # one an epoch, oldest first
    has_start: bool = False  # the first of them is from before the first step
    drawn: Drawn | None = None  # what is annotated with what is predicted

    @property
    def now(self) -> Sample:
        return self.said[-1]


def samples_of(shown: ShownRun) -> list[SamplePicture]:
    """Return every sample picture of a run with its past."""
    told: list[SamplesPredicted] = shown.progress.samples
    if not told:
        return []
    view, samples, has_start = views.of(shown.task), [], told[0].epoch == 0
    for place, last in enumerate(told[-1].samples):
        said = [view.sample(event.samples[place]) for event in told if place < len(event.samples)]
        picture = shown.pictures.get(last["path"])
        digest, drawn = picture.digest if picture is not None else last["path"], None
        if view.draws and picture is not None:
            drawn = Drawn.of([shown.run.folder.name, last], shown.colours, partial(view.sampled, last, shown, picture))
        samples.append(SamplePicture(shown.root / last["path"], digest, said, has_start, drawn))
    return samples


class SampleTile(QWidget):
    """A picture, what the model says of it, and a square for each epoch, filled when it was right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample: SamplePicture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        shared().changed.connect(self.update)
        paint.follow_theme(self)

    def show_sample(self, sample: SamplePicture | None) -> None:
        """Show another picture, or another epoch's word on it."""
        self.sample = sample
        if sample is not None and sample.now.is_correct is None:
            self.setAccessibleName(sample.now.words)
            lines = (words.shown(sample.path.name), sample.now.words)
            self.setToolTip(words.tooltip("\n".join(each for each in lines if each)))
        elif sample is not None:
            now = sample.now
            said = tr("{label}, correct", label=now.words)
            if not now.is_correct:
                said = tr("{label}, but it is {truth}", label=now.words, truth=now.truth)
            epochs = sample.said[1:] if sample.has_start else sample.said  # before the first step is no epoch
            right = sum(bool(each.is_correct) for each in epochs)
            past = tr("correct after {count} of {total} epochs", count=right, total=len(epochs)) if epochs else ""
            self.setAccessibleName(f"{said}, {formats.percent(now.percent, 0)}")
            self.setAccessibleDescription(past)
            lines = (words.shown(sample.path.name), said, past)
            self.setToolTip(words.tooltip("\n".join(each for each in lines if each)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(101), theme.px(76 + 44))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(70), theme.px(60 + 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        words_height = theme.px(44)
        area = QRectF(0, 0, self.width(), self.height() - words_height)
        with paint.begin(self) as painter:
            self._paint_picture(painter, area)
            if self.sample is not None:
                self._paint_label(painter, QRectF(0, area.bottom() + theme.px(6), self.width(), theme.px(19)))
                self._paint_past(painter, QRectF(0, area.bottom() + theme.px(26), self.width(), theme.px(18)))

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        image = None
        if self.sample is not None:
            size, ratio = area.size().toSize(), self.devicePixelRatioF()
            image = shared().get(self.sample.digest, self.sample.path, size, ratio, drawn=self.sample.drawn)
        if image is None:
            paint.box(painter, area, theme.RADIUS_FIELD, fill="sunken")
        else:
            painter.drawImage(area, image)

    def _paint_label(self, painter: QPainter, area: QRectF) -> None:
        assert self.sample is not None
        now = self.sample.now
        if now.is_correct is None:
            paint.text(painter, area, now.words, theme.font("small_strong"), "text")
            return
        side = theme.px(14)
        icon, color = ("check", "accent") if now.is_correct else ("x", "danger")
        icons.paint(painter, icon, color, area.x(), area.y() + (area.height() - side) / 2, side)
        x = side + theme.px(3)
        strong = theme.font("small_strong")
        width = min(paint.width_of(now.words, strong) + 1, area.width() - x)
        truth, hint = tr("is {truth}", truth=now.truth), theme.font("hint")
        if not now.is_correct:  # neither name takes the other's room
            room = area.width() - x - theme.px(4)
            width = min(width, max(room - paint.width_of(truth, hint) - 1, room / 2))
        label = QRectF(x, area.y(), width, area.height())
        paint.text(painter, label, now.words, strong, "text", elide=MIDDLE)
        if not now.is_correct:
            place = QRectF(x + width + theme.px(4), area.y(), room - width, area.height())
            paint.text(painter, place, truth, hint, "text2", elide=MIDDLE)

    def _paint_past(self, painter: QPainter, area: QRectF) -> None:
        assert self.sample is not None
        font = theme.font("hint")
        share = formats.percent(self.sample.now.percent, 0)
        paint.text(painter, area, share, font, "text2", paint.RIGHT)
        side, step = theme.px(SQUARE), theme.px(SQUARE + BETWEEN)
        room = int((area.width() - paint.width_of(share, font) - theme.px(5)) // step)
        y = area.y() + (area.height() - side) / 2
        for place, each in enumerate(self.sample.said[-room:] if room > 0 else ()):
            square = QRectF(place * step, y, side, side)
            self._paint_square(painter, square, each.score)

    def _paint_square(self, painter: QPainter, square: QRectF, score: float) -> None:
        if score >= 1:
            paint.box(painter, square, 2, fill="accent")
            return
        paint.box(painter, square, 2, fill="surface", line="line_strong")
        filled = square.adjusted(0, square.height() * (1 - score), 0, 0)
        if score > 0:
            paint.box(painter, filled, min(2.0, filled.height() / 2), fill="accent")


def caption_width(sample: SamplePicture) -> int:
    """Give the width in which what a picture is taken for can be read, also where that is another class."""
    if sample.now.is_correct is None:
        return paint.width_of(sample.now.words, theme.font("small_strong")) + 1
    name = paint.width_of(sample.now.truth, theme.font("small_strong"))
    truth = paint.width_of(tr("is {truth}", truth=sample.now.truth), theme.font("hint"))
    return theme.px(14 + 3 + 4) + name + truth + 2


class SamplesCard(Card):
    """A row of sample pictures, as many as fit; "Other pictures" shows the next ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "Sample pictures")
        self.hint = put(Elided("hint", "text2"), "setText", "one square per epoch: filled when correct")
        self.others = put(Button("quiet", icon="shuffle", size="small"), "setText", "Other pictures")
        self.others.clicked.connect(self._on_others)
        self.head.insertWidget(1, self.hint)
        self.head.addWidget(self.others)
        self.empty = put(
            Text("small", "text3"),
            "setText",
            "After the first epoch: what the model says of a few validation pictures.",
        )
        self.tiles: list[SampleTile] = []
        self._row = hbox(spacing=GAP)
        fill(
            self.body,
            aligned(self.empty, Qt.AlignmentFlag.AlignCenter, 1),
            grow(self._row),
            margins=(theme.PADDING + 2, 3, theme.PADDING + 2, 12),
        )
        self._samples: list[SamplePicture] = []
        self._first = 0
        words.changed.connect(self._show)

    def show_run(self, shown: ShownRun, *, is_new: bool) -> None:
        """Show what a run says now; a new run begins with its first pictures."""
        self._samples = samples_of(shown)
        put(self.hint, "setText", views.of(shown.task).sample_hint)
        if is_new:
            self._first = 0
        self._show()

    def _on_others(self) -> None:
        self._first += self._count()
        if self._first >= len(self._samples):
            self._first = 0
        self._show()

    def _count(self) -> int:
        room = self.width() - 2 * (theme.PADDING + 2) + GAP
        wide = max((caption_width(sample) for sample in self._samples), default=0)  # by the truth: it does not change
        return min(max(room // (min(max(wide, theme.px(TILE_LEAST)), theme.px(CAPTION_MOST)) + GAP), FEWEST), MOST)

    def _show(self) -> None:
        count = min(self._count(), len(self._samples))
        while len(self.tiles) < count:
            tile = SampleTile()
            self.tiles.append(tile)
            self._row.addWidget(tile, 1)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < count)
            if place < count:
                tile.show_sample(self._samples[(self._first + place) % len(self._samples)])
        self.empty.setVisible(not count)
        self.others.setVisible(len(self._samples) > count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if min(self._count(), len(self._samples)) != sum(not tile.isHidden() for tile in self.tiles):
            self._show()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(500), theme.px(176))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(160))
