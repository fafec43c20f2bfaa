"""``PreviewCard()``: the user's pictures as the model will see them: six, or one and its changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from sft_gui.data.annotations import Annotations
from sft_gui.data.augment import RECIPES, apply, draw
from sft_gui.data.decode import decode
from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.data.scene import apply_scene, draw_scene, view_size
from sft_gui.tasks import registry
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.look import paint, theme
from sft_gui.ui.look.class_colours import ClassColours
from sft_gui.ui.look.words import put, tr
from sft_gui.ui.overlays.paint import paint_shapes
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.tasks import registry as task_views
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import fill
from sft_gui.ui.widgets.text import Text

if TYPE_CHECKING:
    from torch import Tensor

COLUMNS, ROWS, GAP = 3, 2, 6
WHOLE_SIDE = 320  # the long side of whole pictures
SIDE = 256  # pictures are shown smaller than this; a larger model's view is not made larger than needed


@dataclass(frozen=True)
class Wanted:
    """What a preview depends on."""

    project: Project
    picture: int  # which of the training pictures, counted; the next one for each "Again"
    recipe: str
    seed: int
    size: int  # px, what the model sees

    @property
    def is_plain(self) -> bool:
        """Whether pictures are shown unchanged, so that six different ones tell more."""
        return self.recipe == "none" and registry.find(self.project.task).sees_squares


def views(wanted: Wanted) -> list[QImage]:
    """Make what the model will see of six pictures or, where they are changed, of one five times; for the pool.

    Raises:
        UserError: the file has become unreadable.
        IndexError: the project has no training pictures.
    """
    engine.load()
    import torch
    from torchvision.transforms.v2 import functional as F

    ids = wanted.project.index.ids(split=Split.TRAIN)
    place = wanted.picture % len(ids)
    picture = wanted.project.index.picture(ids[place])
    path: Path = wanted.project.path_of(picture)
    if not registry.find(wanted.project.task).sees_squares:
        return _whole_views(wanted, picture, path, place)
    size, levels = min(wanted.size, SIDE), wanted.project.levels

    def decoded(path: Path) -> Tensor:
        return torch.from_numpy(decode(path, short_side=round(1.5 * size), levels=levels)).permute(2, 0, 1)

    def changed(image: Tensor, epoch: int) -> Tensor:
        height, width = image.shape[-2:]
        # Drawn as the run will for this picture in its first epochs.
        drawn = draw(RECIPES[wanted.recipe], seed=wanted.seed, epoch=epoch, index=place, height=height, width=width)
        return apply(drawn, image, {}, size=size)[0]

    if wanted.is_plain:
        several = [wanted.project.index.picture(ids[(place + more) % len(ids)]) for more in range(COLUMNS * ROWS)]
        shown = [changed(decoded(wanted.project.path_of(each)), 0) for each in several]
    else:
        image = decoded(path)
        own = F.resize(F.center_crop(image, [min(image.shape[-2:])] * 2), [size, size], antialias=True)
        shown = [own, *(changed(image, epoch) for epoch in range(COLUMNS * ROWS - 1))]
    return [_to_image(view.permute(1, 2, 0).contiguous().numpy()) for view in shown]


def _whole_views(wanted: Wanted, picture: Picture, path: Path, place: int) -> list[QImage]:
    """Make the views of a task that sees whole pictures, with what is annotated where it went."""
    import torch
    from torchvision.transforms.v2 import functional as F
    from torchvision.tv_tensors import TVTensor

    project, view = wanted.project, task_views.of(wanted.project.task)
    annotations = Annotations(project.root, project.classes, project.legend)
    colours = ClassColours(project.classes, project.legend)
    own = view.annotated(picture, annotations)
    size = view_size([(picture.width, picture.height)], WHOLE_SIDE)
    image = torch.from_numpy(decode(path, short_side=max(size), levels=project.levels)).permute(2, 0, 1)
    target = view.task.read_target(picture, annotations)
    stored = list(image.shape[-2:])
    target = {key: F.resize(value, stored) if isinstance(value, TVTensor) else value for key, value in target.items()}
    shown = [_drawn(decode(path, short_side=min(size), levels=project.levels), own, colours)]
    for epoch in range(COLUMNS * ROWS - 1):
        drawn = draw_scene(RECIPES[wanted.recipe], seed=wanted.seed, epoch=epoch, index=place)
        seen, moved = apply_scene(drawn, image, target, size=size)
        shapes = view.augmented(moved, size, project.classes)
        shown.append(_drawn(seen.permute(1, 2, 0).contiguous().numpy(), shapes, colours))
    return shown


def _drawn(pixels: object, shapes: Shapes | None, colours: ClassColours) -> QImage:
    image = _to_image(pixels)
    if shapes is None:
        return image
    factor = image.width() / shapes.width
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_shapes(painter, shapes, colours, QTransform.fromScale(factor, factor))
    painter.end()
    return image


def _to_image(pixels: object) -> QImage:
    height, width, _ = pixels.shape  # type: ignore[attr-defined]  # numpy's (H, W, 3) uint8
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()  # type: ignore[attr-defined]


class _Views(QWidget):
    """Six pictures of one shape; flat while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.images: Sequence[QImage] = ()
        self.aspect = 1.0  # height to width
        self.rows = ROWS
        self.has_tag = True  # on the first: it is as the user has it, the others are not
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        paint.follow_theme(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def _side(self, width: int) -> float:
        return (width - (COLUMNS - 1) * GAP) / COLUMNS

    def heightForWidth(self, width: int) -> int:
        return round(self.rows * self._side(width) * self.aspect + (self.rows - 1) * GAP)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(290))
        return QSize(theme.px(290), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), self.heightForWidth(theme.px(180)))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._side(self.width())
        with paint.begin(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for place in range(COLUMNS * self.rows):
                x, y = place % COLUMNS * (side + GAP), place // COLUMNS * (side * self.aspect + GAP)
                self._paint_one(painter, QRectF(round(x), round(y), round(side), round(side * self.aspect)), place)
            if self.images and self.has_tag:
                self._paint_tag(painter)

    def _paint_one(self, painter: QPainter, rect: QRectF, place: int) -> None:
        if place >= len(self.images):
            paint.box(painter, rect, theme.RADIUS_FIELD, fill="sunken")
            return
        clip = QPainterPath()
        clip.addRoundedRect(rect, theme.RADIUS_FIELD, theme.RADIUS_FIELD)
        painter.setClipPath(clip)
        painter.drawImage(rect, self.images[place])
        painter.setClipping(False)

    def _paint_tag(self, painter: QPainter) -> None:
        words, font = tr("yours"), theme.font("hint")
        rect = QRectF(5, 5, paint.width_of(words, font) + theme.px(12), theme.px(19))
        paint.box(painter, rect, 5, fill="surface")
        paint.text(painter, rect, words, font, "text", paint.CENTER)


class PreviewCard(Card):
    """Shows a preview for whatever :meth:`want` was given last; "Again" takes another picture."""

    made = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        put(self.title, "setText", "What the model will see")
        self.again = put(Button("quiet", icon="refresh", size="small"), "setText", "Again")
        self.again.clicked.connect(self._on_again)
        self.head.addWidget(self.again)
        self.views = _Views()
        self._name_views(is_plain=False)
        self.note = Text("hint", "text3", wrap=True)
        self.note.hide()
        fill(self.body, self.views, self.note)
        self._wanted: Wanted | None = None
        self._job: jobs.Job | None = None
        self._is_stale = False

    def want(self, wanted: Wanted | None) -> None:
        """Show what these settings do; nothing is made while the card is out of sight."""
        if wanted is not None and self._wanted is not None and wanted.project is self._wanted.project:
            wanted = Wanted(wanted.project, self._wanted.picture, wanted.recipe, wanted.seed, wanted.size)
        if wanted == self._wanted:
            return
        if wanted is None or self._wanted is None or wanted.project is not self._wanted.project:
            self._show(())
        self._wanted = wanted
        self._make()

    def set_compact(self, on: bool) -> None:
        """Show the first row only, where the page is low."""
        if on != (self.views.rows == 1):
            self.views.rows = 1 if on else ROWS
            self.views.updateGeometry()

    def _on_again(self) -> None:
        if self._wanted is not None:
            w = self._wanted
            self._wanted = Wanted(w.project, w.picture + 1, w.recipe, w.seed, w.size)
            self._make()

    def _make(self) -> None:
        if self._wanted is None or not self.isVisible() or self._job is not None:
            self._is_stale = True  # made when it comes into sight, or when the one under way is done
            return
        self._is_stale = False
        self._say(tr("Loading PyTorch") if not engine.is_loaded() else "")
        self._job = jobs.run(
            views,
            self._wanted,
            done=partial(self._on_made, self._wanted),
            failed=self._on_failed,
            owner=self,
            priority=1,
        )

    def _on_made(self, wanted: Wanted, images: list[QImage]) -> None:
        self._job = None
        self._say("")
        self._name_views(is_plain=wanted.is_plain)
        self._show(images)
        self.made.emit()
        self._make_if_stale()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show(())
        self._say(str(error) if not isinstance(error, IndexError) else tr("There are no pictures to train on."))
        self._make_if_stale()

    def _make_if_stale(self) -> None:
        if self._is_stale:
            self._make()

    def _show(self, images: Sequence[QImage]) -> None:
        self.views.images = images
        aspect = images[-1].height() / images[-1].width() if images else self.views.aspect
        if aspect != self.views.aspect:
            self.views.aspect = aspect
            self.views.updateGeometry()
        self.views.update()

    def _name_views(self, *, is_plain: bool) -> None:
        self.views.has_tag = not is_plain
        if is_plain:
            put(self.views, "setAccessibleName", "Six of your pictures, which are not changed")
        else:
            put(self.views, "setAccessibleName", "Your picture, and five ways in which the augmentation changes it")

    def _say(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._make_if_stale()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), super().minimumSizeHint().height())
