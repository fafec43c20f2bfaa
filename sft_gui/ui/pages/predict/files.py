"""What the Predict page does with files, in the pool: gathering pictures, keeping pasted ones, saving answers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from sft_gui.data.annotations import Annotations
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.messages import Message
from sft_gui.prediction.export.registry import Exporter
from sft_gui.ui.core import engine
from sft_gui.ui.overlays.shapes import Shapes
from sft_gui.ui.tasks.panels.picture import Item
from sft_gui.ui.tasks.view import TaskView

if TYPE_CHECKING:
    from sft_gui.prediction.predictor import Answer  # imports torch
    from sft_gui.prediction.sort import SortReport


def gather(paths: Sequence[Path]) -> list[Item]:
    """List the pictures among files and in folders, each with a key that changes with its content."""
    engine.load()
    from sft_gui.prediction.predictor import pictures_in  # imports torch

    return [Item(path, _key(path)) for path in pictures_in(paths)]


def keep_pasted(image: QImage, folder: Path, name: str) -> Item:
    """Write a pasted picture into a temporary folder, so that it is a file like the others."""
    path = folder / f"{datetime.now():%Y%m%d-%H%M%S-%f}.png"
    image.save(str(path), "PNG")
    return Item(path, _key(path), name)


def truth_of(project: Project, path: Path, view: TaskView) -> Shapes | None:
    """Read what is annotated of a file of the project; None where it is no picture of it, or has no annotation."""
    place = path.relative_to(project.root).as_posix()
    found = [picture for picture in project.index.pictures(text=path.name) if picture.path == place]
    if not found or found[0].annotation is None:
        return None
    annotations = Annotations(project.root, project.classes, project.legend)
    with contextlib.suppress(UserError):  # a mask that is gone by now
        return view.annotated(found[0], annotations)
    return None


def _key(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:  # gone already: the answer will say so
        return str(path)
    return f"{path}:{status.st_mtime_ns}:{status.st_size}:{status.st_ino}:{status.st_ctime_ns}"


def save(path: Path, exporter: Exporter, answers: Sequence[Answer], classes: Sequence[str], threshold: float) -> Path:
    """Write the answers; several files go into a new folder below ``path``. Raises UserError."""
    suffix = exporter.suffix
    target = path if path.suffix or not suffix else path.with_suffix(suffix)
    if not suffix:
        target, number = path / exporter.name, 2
        while target.exists():  # what is there stays
            target, number = path / f"{exporter.name} {number}", number + 1
    exporter.write(target, answers, classes, threshold)
    return target


def sort_into(
    answers: Sequence[Answer],
    target: Path,
    sources: Sequence[Path],
    *,
    on_progress: Callable[[int, int | None, Message], None],
    cancelled: Callable[[], bool],
) -> SortReport:
    """Copy the pictures into one folder a class; raises UserError, Cancelled."""
    from sft_gui.prediction.sort import sort_copies  # imports torch

    folders = [source for source in sources if source.is_dir()]
    return sort_copies(answers, target, sources=folders, on_progress=on_progress, cancelled=cancelled)
