"""Small pictures for grids and rows: made in the pool, the newest wish first, kept in memory and on disk.

``shared().get(key, source, size, ratio)`` gives a QImage with round corners at once, or None and makes it;
``shared().changed`` tells when there is more to see. ``key`` is the picture's digest.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from sft_gui import files, paths
from sft_gui.data.levels import Levels
from sft_gui.messages import say
from sft_gui.ui.core import jobs
from sft_gui.ui.look import theme
from sft_gui.ui.overlays.drawn import Drawn

CONTENT = re.compile("[0-9a-f]{32}")  # a content hash
BASES = (160, 320, 640)  # short sides kept on disk
MEMORY_BYTES = 160 * 1024**2
MOST_WAITING = 240  # wishes beyond this are forgotten: they scrolled by, and come again when they are seen again
AT_ONCE = 2
TELL_MS = 30

# digest, width and height in device pixels, corner radius, what is drawn over it, black and white of deep pictures
Key = tuple[str, int, int, int, str, Levels | None]


class ThumbnailStore(QObject):
    """Belongs to the GUI thread; only the making is in the pool."""

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.levels: Levels | None = None  # of the project on show
        self._folder = folder or paths.cache_folder() / "thumbnails"
        self._images: OrderedDict[Key, QImage | None] = OrderedDict()  # None: it cannot be read
        self._bytes = 0
        self._waiting: OrderedDict[Key, tuple[Path, Drawn | None]] = OrderedDict()
        self._making: dict[Key, jobs.Job] = {}
        self._timer = QTimer(self, singleShot=True, interval=TELL_MS)
        self._timer.timeout.connect(self.changed)

    def get(
        self,
        key: str,
        source: Path,
        size: QSize,
        ratio: float = 1.0,
        radius: int = theme.RADIUS_FIELD,
        drawn: Drawn | None = None,
    ) -> QImage | None:
        """Give the picture cut to ``size`` (pixels before the device ratio), or None and make it."""
        full = self._full(key, size, ratio, radius, drawn)
        if full in self._images:
            self._images.move_to_end(full)
            return self._images[full]
        job = self._making.get(full)
        if job is None or job.cancelled():
            self._waiting[full] = source, drawn
            self._waiting.move_to_end(full)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._make_next()
        return None

    def is_unreadable(
        self,
        key: str,
        size: QSize,
        ratio: float = 1.0,
        radius: int = theme.RADIUS_FIELD,
        drawn: Drawn | None = None,
    ) -> bool:
        """Tell whether making this one failed."""
        full = self._full(key, size, ratio, radius, drawn)
        return full in self._images and self._images[full] is None

    def forget(self) -> None:
        """Empty the memory, as after "Empty the cache"."""
        self._images.clear()
        self._bytes = 0
        self.changed.emit()

    def _full(self, key: str, size: QSize, ratio: float, radius: int, drawn: Drawn | None) -> Key:
        over = drawn.key if drawn is not None else ""
        width, height = round(size.width() * ratio), round(size.height() * ratio)
        return key, width, height, round(radius * ratio), over, self.levels

    def _make_next(self) -> None:
        self._making = {key: job for key, job in self._making.items() if not job.cancelled()}
        while self._waiting and len(self._making) < AT_ONCE:
            key, (source, drawn) = self._waiting.popitem()
            no_image = partial(self._keep, key, None)
            self._making[key] = jobs.run(
                make,
                source,
                key,
                self._folder,
                drawn,
                done=partial(self._keep, key),
                failed=lambda error, no_image=no_image: no_image(),
                owner=self,
                priority=1,
            )

    def _keep(self, key: Key, image: QImage | None) -> None:
        self._making.pop(key, None)
        self._images[key] = image
        self._bytes += image.sizeInBytes() if image is not None else 0
        while self._bytes > MEMORY_BYTES:
            _, old = self._images.popitem(last=False)
            self._bytes -= old.sizeInBytes() if old is not None else 0
        if not self._timer.isActive():
            self._timer.start()
        self._make_next()


@cache
def shared() -> ThumbnailStore:
    """Give the one store: the same picture on two pages is made once."""
    return ThumbnailStore()


def make(source: Path, key: Key, folder: Path, drawn: Drawn | None = None) -> QImage:
    """Make one thumbnail, with what is drawn over it; runs in the pool.

    Raises:
        UserError: the picture cannot be read.
    """
    digest, width, height, radius, _, levels = key
    side = next((side for side in BASES if side >= max(width, height)), BASES[-1])
    base = _base(source, digest, side, folder, levels)
    image = _cut(base, width, height)
    if drawn is not None:
        factor = max(width / base.width(), height / base.height())
        left, top = (width - factor * base.width()) / 2, (height - factor * base.height()) / 2
        place = QTransform.fromTranslate(left, top)
        drawn.draw(image, QTransform.fromScale(factor, factor) * place, base.width())
    return _rounded(image, radius)


def _base(source: Path, key: str, side: int, folder: Path, levels: Levels | None) -> QImage:
    """Return the picture at a size that is kept on disk: by its content, also where the key is a place and a time."""
    from sft_gui.data.decode import content_hash, read  # PIL and numpy: after the first paint

    data = None if CONTENT.fullmatch(key) else read(source)
    digest = key if data is None else content_hash(data)
    made_of = digest if levels is None else f"{digest}-{levels.key}"
    name = hashlib.sha256(made_of.encode()).hexdigest()[:32]
    kept = folder / name[:2] / f"{name}-{side}.jpg"
    image = QImage(str(kept))
    if not image.isNull():
        return image
    data = read(source) if data is None else data
    image = read_image(data, side, levels)
    if digest != content_hash(data):  # it has changed since: shown, not kept for what it was
        return image
    with files.convenience(say("Small pictures are not kept on disk; they are made again each time.")):
        files.make_folder(kept.parent)
        files.sweep_once(kept.parent, is_cache=True)
        with files.told_if_unwritable(kept):
            files.write_quickly(kept, _as_jpeg(image))
    return image


def _as_jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 88)
    return data.data()


def read_image(source: Path | bytes, short_side: int | None = None, levels: Levels | None = None) -> QImage:
    """Read a picture as the model will see it, upright RGB; not on the GUI thread. Raises UserError.

    ``levels`` are those of the data set; None takes those of the project on show.
    """
    from sft_gui.data.decode import decode  # PIL and numpy: after the first paint

    pixels = decode(source, short_side=short_side, levels=levels or shared().levels)
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _cut(image: QImage, width: int, height: int) -> QImage:
    covering = image.scaled(
        width, height, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    return covering.copy((covering.width() - width) // 2, (covering.height() - height) // 2, width, height)


def _rounded(image: QImage, radius: int) -> QImage:
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addRoundedRect(QRectF(result.rect()), radius, radius)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.drawImage(0, 0, image)
    painter.end()
    return result
