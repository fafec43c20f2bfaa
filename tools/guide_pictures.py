"""The pictures of the users' guide, each in every language: ``python tools/screenshots.py docs/guide/images --guide``.

The languages' own fonts must be installed.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.sample import sample_source
from sft_gui.evaluation.evaluate import cached
from sft_gui.settings import presets
from sft_gui.settings.setting import Value
from sft_gui.training.run_folder import kept_runs
from sft_gui.ui.dialogs.guide_pages import DARK, FOLDERS
from sft_gui.ui.look import theme, words
from sft_gui.ui.shell.guide import Guide

SIZE = (1120, 740)
COLOURS, EXACT, GAP = 128, 64, 12
MODES: tuple[theme.Mode, ...] = ("light", "dark")
DIGITS: dict[str, Value] = {"data.image_size": 64, "train.epochs": 3, "data.augmentation": "none"}
BOXES: dict[str, Value] = {"data.image_size": 160, "train.epochs": 4, "data.augmentation": "none"}


class Camera:
    """Takes one picture in each language, light and dark."""

    def __init__(self, guide: Guide, folder: Path) -> None:
        self.guide, self.folder = guide, folder

    def take(self, name: str, *parts: Callable[[], QWidget], anew: Callable[[], object] | None = None) -> None:
        """Take the page, or parts of it below each other.

        Args:
            anew: done before each, where what is shown holds words of the language before.
        """
        for (language, folder), mode in product(FOLDERS.items(), MODES):
            self._look(language, mode)
            if anew is not None:
                anew()
                self.guide.wait_until_idle()
            shown = [part() for part in parts] or [self.guide.window.page()]
            shots = [part.grab().toImage() for part in shown if part is not None]
            save(stacked(shots), self.folder / folder / f"{name}{DARK if mode == 'dark' else ''}.png")
        self._look("en", "light")

    def _look(self, language: str, mode: theme.Mode) -> None:
        words.set_language(language)
        theme.set_mode(mode)
        self.guide.wait_until_idle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop of Qt's does it here


def stacked(shots: list[QImage]) -> QImage:
    """Set pictures below each other on the window's ground."""
    if len(shots) == 1:
        return shots[0]
    width = max(shot.width() for shot in shots) + 2 * GAP
    height = sum(shot.height() + GAP for shot in shots) + GAP
    whole = QImage(width, height, QImage.Format.Format_RGB32)
    whole.fill(theme.color("bg"))
    painter, y = QPainter(whole), GAP
    for shot in shots:
        painter.drawImage(QPoint(GAP, y), shot)
        y += shot.height() + GAP
    painter.end()
    return whole


def save(image: QImage, path: Path) -> None:
    """Write a small PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stubs want bytes
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as whole:
        of_few_colours(whole.convert("RGB")).save(path, optimize=True)


def of_few_colours(whole: Image.Image) -> Image.Image:
    """Keep the most frequent colours as they are, which are the theme's, and the rest as nearly as 256 can."""
    pixels = np.asarray(whole).reshape(-1, 3)
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(-counts)
    palette = colours[order[:EXACT]]
    if len(others := colours[order[EXACT:]]):
        row = Image.fromarray(others.reshape(1, -1, 3))
        found = row.quantize(COLOURS - EXACT, method=Image.Quantize.MEDIANCUT).getpalette() or []
        palette = np.concatenate([palette, np.array(found, np.uint8).reshape(-1, 3)])[:COLOURS]
    apart = ((colours[:, None].astype(int) - palette[None].astype(int)) ** 2).sum(axis=2)
    few = Image.fromarray(apart.argmin(axis=1)[places].astype(np.uint8).reshape(whole.height, whole.width))
    few.putpalette(palette.tobytes())
    return few


def take_all(guide: Guide, folder: Path) -> None:
    """Take every picture of the guide; the window is open and nothing else is."""
    guide.window.resize(*SIZE)
    camera = Camera(guide, folder)
    guide.show("start")
    camera.take("start", lambda: guide.window)
    digits = Project.create(sample_source("classification"))
    digits.set_split(seed=42, val_fraction=0.2, test_fraction=0.1)
    _digits(camera, digits)
    _boxes(camera, Project.create(sample_source("detection")))
    _weak(camera, Project.create(weak_data(digits, folder_of_home())))


def folder_of_home() -> Path:
    """Return a folder for pictures that are made here."""
    from sft_gui import paths

    return paths.cache_folder() / "guide"


def _train(
    guide: Guide, project: Project, preset: str, changes: dict[str, Value], meanwhile: Callable[[], None]
) -> None:
    guide.open_project(project, "run")
    session, ended = guide.state.session, []
    session.run_ended.connect(ended.append)
    settings = presets.find(preset).settings(project.task).with_values(changes)
    session.start(project, settings, name=str(presets.find(preset).label), preset=preset)
    guide.wait_for(lambda: ended or (session.current and session.current.progress.step > 60))
    meanwhile()
    guide.wait_for(lambda: ended)


def _digits(camera: Camera, project: Project) -> None:
    guide = camera.guide
    _train(guide, project, "best", DIGITS, lambda: camera.take("running"))
    _train(guide, project, "quick", DIGITS, lambda: None)
    guide.state.show_run(next(run for run in kept_runs(project) if run.preset == "best"))
    page = guide.show("data")
    camera.take("data")
    camera.take("baseline", lambda: page.baseline)  # type: ignore[attr-defined]  # a DataPage
    camera.take("split", lambda: page.split)  # type: ignore[attr-defined]
    page = guide.show("train")
    camera.take("train", lambda: page.choices)  # type: ignore[attr-defined]  # a TrainPage
    page.more.setChecked(True)  # type: ignore[attr-defined]
    guide.wait_until_idle()
    camera.take("models", lambda: page.models)  # type: ignore[attr-defined]
    camera.take("settings", lambda: page.form)  # type: ignore[attr-defined]
    camera.take("facts", lambda: page.facts)  # type: ignore[attr-defined]
    page.more.setChecked(False)  # type: ignore[attr-defined]
    for run in kept_runs(project):  # so that the comparison knows which pictures each gets right
        guide.state.show_run(run)
        guide.show("evaluate")
        guide.wait_for(partial(cached, run, Split.VAL))
    guide.state.show_run(next(run for run in kept_runs(project) if run.preset == "best"))
    guide.wait_until_idle()
    camera.take("evaluate")
    page = guide.show("history")
    for row in range(2):
        page.runs.setData(page.runs.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)  # type: ignore[attr-defined]
    guide.wait_until_idle()
    camera.take("compare")
    pictures = [project.path_of(picture) for picture in project.index.pictures(split=Split.TEST)[::12]]
    again = partial(_predict, guide, pictures)
    camera.take("predict", anew=again)
    camera.take("table", anew=partial(again, view="table"))


def _predict(guide: Guide, pictures: list[Path], view: str = "strip") -> None:
    """Have these pictures predicted, and no others."""
    page = guide.show("predict")
    page.clear()  # type: ignore[attr-defined]  # a PredictPage
    guide.drop(pictures)
    guide.wait_until_idle()
    page.workspace.mode.button(view).click()  # type: ignore[attr-defined]


def _boxes(camera: Camera, project: Project) -> None:
    guide = camera.guide
    _train(guide, project, "quick", BOXES, lambda: None)
    guide.state.show_run(next(run for run in kept_runs(project) if run.preset == "quick"))
    picture = project.path_of(project.index.pictures(split=Split.VAL)[0])
    camera.take("boxes", anew=partial(_predict, guide, [picture]))


def _weak(camera: Camera, project: Project) -> None:
    guide = camera.guide
    guide.open_project(project)
    page = guide.show("data")
    guide.wait_until_idle()
    camera.take("weak", lambda: page.problems, lambda: page.findings)  # type: ignore[attr-defined]
    page.rereading.open()  # type: ignore[attr-defined]
    guide.wait_until_idle()
    camera.take("reading", lambda: page.sheet)  # type: ignore[attr-defined]


def weak_data(digits: Project, folder: Path) -> Path:
    """Write class folders beside a list, with a file that is cut off, copies, and a class of three pictures."""
    root = folder / "Found digits"
    lines = ["file,digit,parity"]
    for picture in digits.index.pictures():
        source, label = digits.path_of(picture), str(picture.label)
        if label in "012" and (label != "2" or len(list(root.glob("2/*"))) < 3):
            target = root / label / source.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            lines.append(f"{label}/{source.name},{label},{'odd' if int(label) % 2 else 'even'}")
    first = sorted(root.glob("0/*"))[0]
    shutil.copyfile(first, root / "1" / "copy of a zero.png")
    (root / "0" / "cut off.png").write_bytes(first.read_bytes()[:200])
    (root / "labels.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root
