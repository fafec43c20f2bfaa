"""``GuideBrowser``: one page of the guide as rich text in the theme's fonts and colours; reads files of ours only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from sft_gui.ui.dialogs.guide_pages import DARK, anchor
from sft_gui.ui.look import theme

WIDEST, SIDE, ABOVE, BELOW = 760, 32, 24, 40  # px: a column of text, and the room around it
LINE_HEIGHT = 145  # per cent
HEADINGS: dict[int, tuple[theme.Role, int, int]] = {  # level: role, px above, px below
    1: ("title", 0, 10),
    2: ("heading", 24, 6),
    3: ("section", 18, 4),
}
DIALECT = QTextDocument.MarkdownFeature(
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub.value | QTextDocument.MarkdownFeature.MarkdownNoHTML.value
)
KEEP = QTextCursor.MoveMode.KeepAnchor
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
OUTSIDE = ("http", "https", "mailto")


class GuideBrowser(QTextBrowser):
    """Shows Markdown with its pictures. ``page_asked(key, anchor)`` is a link to another page of the guide."""

    page_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self.setProperty("kind", "guide")
        self.setOpenLinks(False)  # nothing is loaded by itself: ``_follow`` says where a link goes
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        self._fitting = QTimer(self, singleShot=True, interval=0)  # once for all sizes of one drag
        self._fitting.timeout.connect(self._fit_pictures)

    def show_page(self, text: str, folder: Path) -> None:
        """Show a page's Markdown; links and pictures are relative to ``folder``."""
        self._folder = folder
        self._hits, self._hit = [], -1
        self.setExtraSelections([])
        document = self.document()
        document.clear()
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.font("body"))
        document.setMarkdown(text, DIALECT)
        self._dress()
        self._fit()
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # Links

    def _follow(self, url: QUrl) -> None:
        """Go where a link leads: to a page of the guide, or out of the program by the system's browser."""
        if url.scheme() in OUTSIDE:
            QDesktopServices.openUrl(url)
        elif not url.scheme() and (not url.path() or url.path().endswith(".md")):
            self.page_asked.emit(
                url.path().removesuffix(".md"), url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
            )

    def show_anchor(self, name: str) -> None:
        """Scroll to a heading."""
        block = next((each for each in self._blocks() if is_heading(each) and anchor(each.text()) == name), None)
        if block is not None:
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top) - theme.px(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # back and forward are the window's
            return
        super().keyPressEvent(event)

    # Pictures

    def loadResource(self, kind: int, name: QUrl) -> object:
        """Give a picture that lies with the guide, as wide as there is room, with round corners and a fine line."""
        if name.scheme() or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = self._picture(name.path())
        if image.isNull():
            return None
        ratio = self.devicePixelRatioF()
        size = self._shown(image.size()) * ratio
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        framed = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        framed.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        half = ratio / 2
        radius = theme.RADIUS_FIELD * ratio
        path.addRoundedRect(QRectF(framed.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter = QPainter(framed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(path)
        painter.drawImage(0, 0, image)
        painter.setClipping(False)
        painter.setPen(QPen(theme.color("line2"), ratio))
        painter.drawPath(path)
        painter.end()
        framed.setDevicePixelRatio(ratio)
        return framed

    def _picture(self, name: str) -> QImage:
        """Read a picture, its dark form in the dark theme."""
        file = self._folder / name
        dark = file.with_stem(f"{file.stem}{DARK}")
        return QImage(str(dark if theme.is_dark() and dark.is_file() else file))

    def _shown(self, size: QSize) -> QSize:
        width = min(round(size.width() * theme.scale()), self._column())
        return QSize(width, round(size.height() * width / size.width())) if size.width() else QSize(1, 1)

    def _fit_pictures(self) -> None:
        """Give every picture its width, and have it made anew."""
        for cursor, form in self._pieces():
            if form.isImageFormat():
                image = form.toImageFormat()
                size = self._shown(self._picture(image.name()).size())
                image.setWidth(size.width())
                image.setHeight(size.height())
                image.setQuality(100)
                self.document().addResource(
                    QTextDocument.ResourceType.ImageResource.value,
                    QUrl(image.name()),
                    self.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(image.name())),
                )
                cursor.setCharFormat(image)

    # Room

    def _column(self) -> int:
        return max(min(self.viewport().width() - 2 * theme.px(SIDE), theme.px(WIDEST)), 120)

    def _fit(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setTopMargin(theme.px(ABOVE))
        form.setBottomMargin(theme.px(BELOW))
        form.setLeftMargin(theme.px(SIDE))
        form.setRightMargin(max(self.viewport().width() - theme.px(SIDE) - self._column(), 0))
        frame.setFrameFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._fitting.start()

    # Fonts and colours

    def _dress(self) -> None:
        """Give headings, text, code, links and tables the theme's look, which Markdown itself does not have."""
        for block in list(self._blocks()):
            self._dress_block(block)
        for cursor, form in list(self._pieces()):
            self._dress_piece(cursor, form)
        for table in self._tables():
            _dress_table(table)

    def _dress_block(self, block: QTextBlock) -> None:
        cursor, form = QTextCursor(block), block.blockFormat()
        in_table, has_picture = cursor.currentTable() is not None, "\ufffc" in block.text()
        is_followed = block.textList() is not None and block.next().textList() is not None
        above, below = (0, 0) if in_table else (0, 4 if is_followed else 10)
        if is_heading(block):
            _, above, below = HEADINGS[min(form.headingLevel(), 3)]
        form.setTopMargin(theme.px(above))
        form.setBottomMargin(theme.px(below + 6 * has_picture))
        if has_picture:
            form.setLineHeight(0, SINGLE)
        else:
            form.setLineHeight(LINE_HEIGHT if not in_table else 125, PROPORTIONAL)
        cursor.setBlockFormat(form)

    def _dress_piece(self, cursor: QTextCursor, form: QTextCharFormat) -> None:
        if form.isImageFormat():
            return
        block, made = cursor.block(), QTextCharFormat()
        font, tone = theme.font("body"), "text"
        if is_heading(block):
            font = theme.font(HEADINGS[min(block.blockFormat().headingLevel(), 3)][0])
        elif cursor.currentTable() is not None:
            font = theme.font("small")
        if form.fontWeight() > QFont.Weight.Medium.value:
            font.setWeight(theme.STRONG)
        if form.fontFixedPitch():
            size = font.pixelSize()
            font = theme.font("mono")
            font.setPixelSize(round(size * 0.92))
            made.setBackground(theme.color("sunken"))
        if form.isAnchor():
            tone = "accent_text"
            made.setAnchor(True)
            made.setAnchorHref(form.anchorHref())
            font.setUnderline(True)
        made.setFont(font)
        made.setForeground(theme.color(tone))
        cursor.setCharFormat(made)

    # Find

    def find_all(self, wanted: str) -> int:
        """Mark every place where the words stand, capitals or not; return how many there are."""
        self._hits, self._hit = [], -1
        cursor = QTextCursor(self.document())
        while wanted:
            cursor = self.document().find(wanted, cursor)
            if cursor.isNull():
                break
            self._hits.append(QTextCursor(cursor))
        self._mark()
        return len(self._hits)

    def show_hit(self, step: int) -> int:
        """Go to the next or the last hit before it, round the end; return its number, counted from 1, 0 without any."""
        if not self._hits:
            return 0
        self._hit = (self._hit + step) % len(self._hits)
        place = QTextCursor(self._hits[self._hit])
        place.clearSelection()
        self.setTextCursor(place)
        self.ensureCursorVisible()
        self._mark()
        return self._hit + 1

    def _mark(self) -> None:
        marks = []
        for number, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            is_here = number == self._hit
            mark.format.setBackground(theme.color("accent" if is_here else "accent_soft"))
            mark.format.setForeground(theme.color("on_accent" if is_here else "accent_text"))
            marks.append(mark)
        self.setExtraSelections(marks)

    # Walking the document

    def _blocks(self) -> list[QTextBlock]:
        found, block = [], self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _pieces(self) -> list[tuple[QTextCursor, QTextCharFormat]]:
        """List the runs of text of one format, each selected."""
        found = []
        for block in self._blocks():
            place = block.begin()
            while not place.atEnd():
                piece = place.fragment()
                cursor = QTextCursor(self.document())
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), KEEP)
                found.append((cursor, piece.charFormat()))
                place += 1
        return found

    def _tables(self) -> list[QTextTable]:
        return [frame for frame in self.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]


def is_heading(block: QTextBlock) -> bool:
    """Tell whether a block is a heading."""
    return block.blockFormat().headingLevel() > 0


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme.color("line"))
    form.setBorderCollapse(True)
    form.setCellPadding(theme.px(6))
    form.setCellSpacing(0)
    form.setTopMargin(theme.px(6))
    form.setBottomMargin(theme.px(16))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(theme.color("sunken"))
        cell.setFormat(head)
