"""``ModelRow(spec)``: a pretrained model as a line of the model table, with its download in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStackedWidget, QToolTip, QWidget

from sft_gui.errors import UserError
from sft_gui.messages import Message
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import Place
from sft_gui.ui.look import paint, theme, words
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.terms import TERMS
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.checks import paint_radio
from sft_gui.ui.widgets.chip import StateChip
from sft_gui.ui.widgets.layout import grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Rule, Text

# Widths at 100 % text size: parameters, on disk, licence, where; the name takes the rest.
PARAMETERS, ON_DISK, LICENCE, WHERE = 84, 70, 95, 153
NAME_LEAST = 190
SIDE, RADIO, ROW = 16, 18, 44
SECOND_LINE = 17  # how much lower than the first
MEGABYTE = 10**6


def megabytes(size_bytes: float) -> str:
    """Say a file's size as file managers do: "19 MB"."""
    return f"{size_bytes / MEGABYTE:,.0f} MB"


def parameters_text(count: int) -> str:
    """Say a number of parameters: "4.7 M"."""
    return f"{count / 1e6:,.1f} M"


def column_edges(width: int) -> tuple[list[float], bool]:
    """Give the left edges of parameters, disk, licence, where and the right edge; and whether the licence fits."""
    right = width - theme.px(SIDE)
    where = right - theme.px(WHERE)
    has_licence = where - theme.px(LICENCE + ON_DISK + PARAMETERS + NAME_LEAST + SIDE) > theme.px(RADIO)
    licence = where - (theme.px(LICENCE) if has_licence else 0)
    disk = licence - theme.px(ON_DISK + (14 if has_licence else 0))
    return [disk - theme.px(PARAMETERS), disk, licence, where, right], has_licence


class ModelHeader(QWidget):
    """The table's header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)
        words.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(32))

    def term_at(self, x: float) -> str:
        """Name the term of the column there."""
        edges, has_licence = column_edges(self.width())
        if x < edges[0]:
            return "model"
        if x < edges[1]:
            return "parameters"
        if x < (edges[2] if has_licence else edges[3]):
            return "on_disk"
        return "licence" if x < edges[3] else "where"

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), words.tooltip(told(TERMS[self.term_at(event.pos().x())])), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        edges, has_licence = column_edges(self.width())
        font, left, height = theme.font("hint"), theme.px(SIDE + RADIO + 11), self.height()

        def say(x: float, end: float, text: str, align: Qt.AlignmentFlag) -> None:
            paint.text(painter, QRectF(x, 0, end - x, height), text, font, "text2", align)

        with paint.begin(self) as painter:
            say(left, edges[0], tr("Model"), paint.LEFT)
            say(edges[0] - 20, edges[1] - theme.px(2), tr("Parameters"), paint.RIGHT)
            say(edges[1], edges[1] + theme.px(ON_DISK), tr("On disk"), paint.RIGHT)
            if has_licence:
                say(edges[2], edges[3], tr("Licence"), paint.LEFT)
            say(edges[3], edges[4], tr("Where they are"), paint.RIGHT)


class _Choice(QRadioButton):
    """The painted line; the whole of it is the radio button."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.spec = spec
        self.focus_radius = 4
        self.is_last = False  # of the card: its corners are round
        self.is_fetching = False  # the bar stands where the licence was
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else None
        with paint.begin(self) as painter:
            if fill is not None:
                round_part = (
                    self.rect().adjusted(0, -20, 0, 0) if self.is_last else self.rect().adjusted(-20, -20, 20, 20)
                )
                painter.setClipRect(self.rect())
                paint.box(painter, QRectF(round_part), theme.RADIUS_CARD - 1, fill=fill)
            mark = theme.px(RADIO)
            radio = QRectF(theme.px(SIDE), (self.height() - mark) // 2, mark, mark)
            paint_radio(painter, radio, checked=self.isChecked())
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        spec, (edges, has_licence) = self.spec, column_edges(self.width())
        height, body, small = self.height(), theme.font("body"), theme.font("small")
        name_font = theme.font("button")
        x = theme.px(SIDE + RADIO + 11)
        name, _, backbone = spec.label.partition(", ")  # what boxes or masks are found with, and on what: a line each
        top = theme.px(SECOND_LINE) if backbone else 0
        paint.text(painter, QRectF(x, top, edges[0] - x, height - top), backbone, small, "text2")
        name_width = min(paint.width_of(name, name_font), edges[0] - x)
        paint.text(painter, QRectF(x, 0, name_width, height - top), name, name_font, "text")
        x += name_width + theme.px(8)
        end = edges[1] - theme.px(2) - paint.width_of(parameters_text(spec.parameters), body) - theme.px(10)
        if end - x > theme.px(24):
            paint.text(painter, QRectF(x, 0, end - x, height - top), told(spec.remark), small, "text2")

        def right(left: float, width: float, text: str) -> None:
            paint.text(painter, QRectF(left, 0, width, height), text, body, "text", paint.RIGHT)

        right(edges[0], edges[1] - edges[0] - theme.px(2), parameters_text(spec.parameters))
        if spec.size_bytes:
            right(edges[1], theme.px(ON_DISK), megabytes(spec.size_bytes))
        if has_licence and not self.is_fetching:
            area = QRectF(edges[2], 0, edges[3] - edges[2] - 4, height)
            paint.text(painter, area, spec.licence, small, "text2")


class _DownloadButton(Button):
    """Looks like a chip of the accent's colour."""

    def words_font(self) -> QFont:
        return theme.font("small")

    def colors(self) -> tuple[str | QColor | None, str | None, str]:
        fill, line, _ = super().colors()
        return fill, line and "line", "accent_text"


class _Fetching(QWidget):
    """Bar, amount and cancel, in the cell where the download button was."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.amount = ProgressBar(), Text("hint", "text2")
        self.cancel = put(IconButton("x", size="small"), "set_label", "Cancel the download")
        hbox(grow(self.bar), self.amount, self.cancel, spacing=6, margins=0, inside=self)


class ModelRow(QWidget):
    """A model to choose. What its buttons ask for is emitted; what happens is shown by the ``show_`` methods."""

    download_asked = Signal()
    cancel_asked = Signal()
    own_asked = Signal()

    def __init__(self, spec: ModelSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self.spec = spec
        self.place: Place | None = None
        self.choice = _Choice(spec)
        self.chip = StateChip()
        self.get = _DownloadButton(icon="download", size="small")
        self.fetching = _Fetching()
        self.other = Button(icon="x", size="small")
        self.below = Text("hint", "danger", wrap=True)
        self._cell = QStackedWidget(self.choice)
        for widget in (self.chip, self.get, self.fetching, self.other):
            self._cell.addWidget(self._right(widget))
        self.below.setContentsMargins(theme.px(SIDE + RADIO + 11), 0, theme.px(SIDE), 10)
        vbox(Rule(), self.choice, self.below, spacing=0, margins=0, inside=self)
        self.get.clicked.connect(self.download_asked)
        self.fetching.cancel.clicked.connect(self.cancel_asked)
        self.other.clicked.connect(self.own_asked)
        self.below.hide()
        self._cell.hide()
        self._say()
        words.changed.connect(self._say)
        theme.changed.connect(self._place_cell)

    @staticmethod
    def _right(widget: QWidget) -> QWidget:
        """Stand a widget at the right of its cell; the bar takes all of it."""
        if isinstance(widget, _Fetching):
            return widget
        holder = QWidget()
        hbox(stretch(), widget, margins=0, inside=holder)
        return holder

    def _say(self) -> None:
        spec = self.spec
        size = megabytes(spec.size_bytes)
        self.choice.setAccessibleName(f"{spec.label}, {told(spec.remark)}")
        self.choice.setAccessibleDescription(
            f"{parameters_text(spec.parameters)} {tr('Parameters')}, {size}, {spec.licence}"
        )
        self.choice.setToolTip(words.tooltip(f"{told(spec.remark)}\n{spec.licence}".strip()))
        self.get.setText(tr("Download {size}", size=size) if spec.size_bytes else tr("Download"))
        self.get.setAccessibleName(f"{self.get.text()}, {spec.label}")
        if self.place is not None:
            self._say_place(self.place)

    def show_place(self, place: Place) -> None:
        """Say where the weights are."""
        self.place = place
        if self._cell.currentWidget() is self.other.parentWidget():
            self.show_problem(None)  # what was said of the file
        self._say_place(place)
        self._show(self.get if place == Place.DOWNLOAD else self.chip)

    def _say_place(self, place: Place) -> None:
        said = {Place.INCLUDED: tr("Included"), Place.ON_COMPUTER: tr("On this computer"), Place.NONE: tr("No weights")}
        state, icon = {Place.INCLUDED: ("accent", "ok"), Place.ON_COMPUTER: ("plain", "disk")}.get(place, ("plain", ""))
        self.chip.setText(said.get(place, ""))
        self.chip.set_state(state, icon)  # type: ignore[arg-type]  # a literal of chip.State

    def show_fetching(self, done: int, total: int | None) -> None:
        """Show how much of a download has come."""
        self.show_problem(None)
        self.fetching.bar.set_progress(done, total)
        of = tr("{done} of {total}", done=f"{done / MEGABYTE:,.0f}", total=megabytes(total)) if total else ""
        self._eta.take(done, total)
        self.fetching.amount.setText(of or megabytes(done))
        self.fetching.setToolTip(words.tooltip(self._eta.words()))
        self.fetching.bar.setAccessibleName(tr("Downloading {model}", model=self.spec.label))
        self._show(self.fetching)

    def show_other(self, name: str) -> None:
        """Show that the weights are not the model's own, but a file's or none; a click goes back to its own."""
        self.other.setText(
            self.fontMetrics().elidedText(words.shown(name), Qt.TextElideMode.ElideMiddle, theme.px(WHERE - 44))
        )
        self.other.setToolTip(words.tooltip(name))
        self.other.setAccessibleName(tr("Weights: {name}. Press to use the model's own.", name=name))
        self._show(self.other)

    def show_problem(self, error: UserError | None) -> None:
        """Say below the line why the weights cannot be had."""
        said = "" if error is None else " ".join(told(part) for part in (error.what, error.do) if part is not None)
        self._show_below(said, "danger")

    def show_notes(self, notes: Sequence[Message]) -> None:
        """Say below the line what is to know about a weights file."""
        self._show_below(" ".join(told(note) for note in notes), "text2")

    def _show_below(self, said: str, tone: str) -> None:
        self.below.set_tone(tone)
        self.below.setText(said)
        self.below.setVisible(bool(said))

    def _show(self, widget: QWidget) -> None:
        self._cell.setCurrentWidget(widget if widget is self.fetching else widget.parentWidget())
        self._cell.show()
        self.choice.is_fetching = widget is self.fetching
        self._place_cell()

    def set_last(self, is_last: bool) -> None:
        """Fit the line to the card's round corners."""
        self.choice.is_last = is_last and self.below.isHidden()
        self.choice.update()

    def _place_cell(self) -> None:
        edges, _ = column_edges(self.choice.width())
        left = edges[2] if self.choice.is_fetching else edges[3]
        self._cell.setGeometry(round(left), 0, round(edges[4] - left), self.choice.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.choice.resize(self.width(), theme.px(ROW))
        self._place_cell()
