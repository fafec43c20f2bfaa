"""``sft-gui --selftest [FOLDER]``: the main job on pictures drawn here, so that a packaged app can prove that it works.

A report and screenshots go into the folder; nothing of the user's own is read or changed.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sft_gui import build_info
from sft_gui.training.events import RunState, StepDone
from sft_gui.training.run_folder import RunFolder, kept_runs
from sft_gui.ui.core import crash
from sft_gui.ui.look import theme, words
from sft_gui.ui.shell import application
from sft_gui.ui.shell.guide import Guide

PATIENCE_S = 180.0
COLOURS = {"red": (200, 40, 40), "green": (40, 170, 60), "blue": (50, 70, 200)}
PER_CLASS = 8
# Longer than any machine needs until the run is killed or stopped.
ENDLESS: dict[str, Any] = {
    "train.epochs": 5000, "train.batch_size": 4, "train.trainable_layers": "head", "optimizer.lr": 0.02,
    "data.image_size": 32,
    "train.head_init": "random", "eval.tta_flip": False, "checkpoint.minutes": 0.0, "device.name": "cpu",
}  # fmt: skip
PLANTED = ("random", "numpy", "torch", "PIL", "json", "sitecustomize")  # modules that must not come from a data folder
MARK = "planted-was-imported"


def run_selftest(folder: Path | None = None) -> int:
    """Go through every step; return 0 where all of them hold, else 1."""
    folder = (folder or Path(tempfile.mkdtemp(prefix="sft-gui-selftest-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_home(folder / "home"))
        test = Selftest(folder)
        stack.callback(test.close)
        is_passed = test.run()
    print(f"{'Passed' if is_passed else 'Failed'}: {folder / 'report.json'}", flush=True)
    return 0 if is_passed else 1


@contextmanager
def _home(home: Path) -> Iterator[None]:
    """Keep away from what is the user's."""
    before = os.environ.get("SFT_GUI_HOME")
    os.environ["SFT_GUI_HOME"] = str(home)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SFT_GUI_HOME"]
        else:
            os.environ["SFT_GUI_HOME"] = before


class Selftest:
    """The steps, in order; each may use what the ones before it made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[dict[str, Any]] = []
        self.facts: dict[str, Any] = {}
        self.calls: list[str] = []  # of the network
        sys.addaudithook(self._listen)
        self.guide = Guide(folder / "shots", patience_s=PATIENCE_S)
        self.guide.state.makes_first_models = False  # its time is not the test's
        self.guide.window.first_painted.connect(self._on_first_painted)

    def run(self) -> bool:
        """Take the steps until one fails; write the report."""
        steps = (self.open, self.operators, self.import_folder, self.train, self.kill_and_resume, self.evaluate,
                 self.name_picture, self.switch, self.stay_offline)  # fmt: skip
        is_passed = all(self._take(step) for step in steps)
        report = {
            "passed": is_passed,
            "version": crash.our_version(),
            "commit": build_info.commit(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "system": platform.platform(),
            "qt_platform": self.guide.app.qt.platformName(),
            **self.facts,
            "seconds": round(sum(step["seconds"] for step in self.steps), 2),
            "steps": self.steps,
        }
        text = json.dumps(report, indent=1, ensure_ascii=False)
        (self.folder / "report.json").write_text(text, encoding="utf-8")
        return is_passed

    def _take(self, step: Callable[[], None]) -> bool:
        began, error = time.monotonic(), ""
        try:
            step()
        except Exception:
            error = traceback.format_exc()
        name, seconds = step.__name__, round(time.monotonic() - began, 2)
        self.steps.append({"name": name, "passed": not error, "seconds": seconds, "error": error})
        print(
            f"{'ok    ' if not error else 'FAILED'} {name}, {seconds:.1f} s{chr(10) + error if error else ''}",
            flush=True,
        )
        return not error

    def close(self) -> None:
        """End what is left and close the window."""
        session = self.guide.state.session
        if session is not None and session.is_busy:
            session.leave()
            self.guide.wait_for(lambda: not session.is_busy)
        if self.guide.state.project is not None:
            self.guide.state.project.close()
        self.guide.window.close()
        self.guide.app.shut_down()

    # The steps

    def open(self) -> None:
        """The window appears, and all that a run needs can be imported."""
        self.guide.open()
        self.guide.shot("1-start")

    def operators(self) -> None:
        """torchvision's operators give known answers, compiled or in Python."""
        import torch
        from torchvision.ops import nms, roi_align

        boxes = torch.tensor([[0.0, 0, 10, 10], [1, 0, 11, 10], [20, 20, 30, 30]])
        assert nms(boxes, torch.tensor([0.5, 0.9, 0.7]), 0.5).tolist() == [1, 2]
        picture = torch.full((1, 2, 16, 16), 3.0, requires_grad=True)
        pooled = roi_align(picture, [boxes[:1]], 7, sampling_ratio=2)
        pooled.sum().backward()
        assert torch.allclose(pooled, torch.tensor(3.0)) and picture.grad is not None and picture.grad.sum() > 0

    def import_folder(self) -> None:
        """A folder dropped on the window becomes a project."""
        self.pictures = _draw_folder(self.folder / "数据 'colours'")
        self.guide.drop([self.pictures])
        self.guide.wait_for(lambda: self._project() is not None and self.guide.window.current_key() == "data")
        assert self._project().index.count() == PER_CLASS * len(COLOURS)
        self.guide.shot("2-data")

    def train(self) -> None:
        """A run starts, pauses, goes on and is stopped; its weights are kept."""
        from sft_gui.settings.presets import PRESETS

        settings = PRESETS["quick"].settings("classification").with_values(ENDLESS)
        session = self.guide.state.session
        session.start(self._project(), settings, name="Selftest", preset="custom")
        self._wait_for(lambda: session.current is not None and len(session.current.progress.epochs) >= 2)
        self.guide.show("run")
        session.pause()
        progress = session.current.progress
        self._wait_for(lambda: progress.state == RunState.PAUSED)
        paused_at = progress.step
        self.guide.shot("3-paused")
        assert progress.step == paused_at, "steps were taken during the pause"
        session.resume_paused()
        self._wait_for(lambda: progress.step > paused_at)
        session.stop_and_keep()
        self.guide.wait_for(lambda: not session.is_busy)
        assert session.current.run.has_model

    def kill_and_resume(self) -> None:
        """A child process that trains is killed; the window takes its run up where the last checkpoint left it."""
        planted = _plant(self.folder / "planted")
        words_ = ["train", str(self.pictures), "--name", "Killed"]
        words_ += [word for key, value in ENDLESS.items() for word in ("--set", f"{key}={value}")]
        with open(self.folder / "child.txt", "wb") as log:
            child = subprocess.Popen(own_command(words_), cwd=planted, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            try:
                self.guide.wait_for(lambda: self._killed_run_learns() or child.poll() is not None)
                assert child.poll() is None, (self.folder / "child.txt").read_text(errors="replace")
            finally:
                child.kill()
                child.wait()
        assert not (planted / MARK).exists(), "a module of the data folder was imported"
        run = self._killed()
        assert run is not None and run.report().state == RunState.INTERRUPTED
        self._resume(run)

    def _resume(self, run: RunFolder) -> None:
        session = self.guide.state.session
        session.resume(run)
        self.guide.wait_for(lambda: session.current is not None and session.current.run.folder == run.folder)
        progress = session.current.progress
        self._wait_for(lambda: progress.state == RunState.RUNNING and progress.steps)
        at = progress.step
        self._wait_for(lambda: progress.step > at)
        session.stop_and_keep()
        self.guide.wait_for(lambda: not session.is_busy)
        steps = [event.step for event in run.events() if isinstance(event, StepDone)]
        assert steps == list(range(1, len(steps) + 1)), "the resumed run's steps are not each there once"
        self.guide.show("run")
        self.guide.shot("4-resumed")

    def _killed(self) -> RunFolder | None:
        return next((run for run in kept_runs(self._project()) if run.name == "Killed"), None)

    def _killed_run_learns(self) -> bool:
        run = self._killed()
        return run is not None and run.checkpoint.exists() and run.report().epoch >= 2

    def evaluate(self) -> None:
        """A kept run is evaluated."""
        page = self.guide.show("evaluate")
        self.guide.wait_for(lambda: page.result is not None and page.result.isVisible())
        self.guide.shot("5-evaluated")

    def name_picture(self) -> None:
        """A new picture dropped on the window is answered."""
        new = self.folder / "new 🍅 ‘red’.png"
        _draw(COLOURS["red"], 999).save(new)
        self.guide.drop([new])
        self.guide.wait_for(lambda: self.guide.window.current_key() == "predict")
        self.guide.wait_until_idle()
        (answer,) = self.guide.window.page().answers.answers()
        assert answer.error is None and answer.prediction is not None
        self.facts["answer"] = answer.prediction.label
        self.guide.shot("6-named")

    def switch(self) -> None:
        """Language and theme change at once, and back."""
        bar, item = self.guide.window.top_bar, self.guide.window.rail.item("data")
        before, was_dark = item.text(), theme.is_dark()
        bar.language_chosen.emit("zh_CN")
        bar.theme_asked.emit()
        self.guide.shot("7-switched")
        assert item.text() != before and theme.is_dark() != was_dark and words.language() == "zh_CN"
        bar.language_chosen.emit("en")
        bar.theme_asked.emit()
        self.guide.settle()
        assert theme.is_dark() == was_dark and words.language() == "en"

    def stay_offline(self) -> None:
        """Nothing above asked for the network."""
        assert not self.calls, self.calls

    # What they need

    def _wait_for(self, condition: Callable[[], object]) -> None:
        """Wait for something of the run that trains, which may fail instead."""
        session = self.guide.state.session

        def is_failed() -> bool:
            return session.current is not None and session.current.progress.state == RunState.FAILED

        self.guide.wait_for(lambda: condition() or is_failed())
        assert not is_failed(), list(session.current.run.events())[-1]

    def _project(self) -> Any:
        return self.guide.state.project

    def _on_first_painted(self) -> None:
        self.facts["first_paint_s"] = round(application.first_paint_seconds(), 3)

    def _listen(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo" or (event == "socket.connect" and args[0].family != _LOCAL):
            self.calls.append(f"{event} {args[1:]}")


_LOCAL = getattr(socket, "AF_UNIX", None)


def own_command(arguments: list[str]) -> list[str]:
    """Return the command that runs this program with other arguments, isolated from the folder that it runs in."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    root = str(Path(__file__).resolve().parents[3])
    code = f"import sys; sys.path.insert(0, {root!r}); from sft_gui.cli import main; raise SystemExit(main())"
    return [sys.executable, "-I", "-c", code, *arguments]


def _draw_folder(folder: Path) -> Path:
    for place, (name, colour) in enumerate(COLOURS.items()):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(PER_CLASS):
            _draw(colour, 100 * place + number).save(folder / name / f"{number}.png")
    return folder


def _draw(colour: tuple[int, int, int], seed: int) -> Any:
    import numpy as np
    from PIL import Image

    noise = np.random.default_rng(seed).integers(-30, 31, (40, 48, 3))
    return Image.fromarray(np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8))


def _plant(folder: Path) -> Path:
    """Make a folder of modules that tell when one of them is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PLANTED:
        (folder / f"{name}.py").write_text(f"open({str(folder / MARK)!r}, 'w').close()\n", encoding="utf-8")
    (folder / "libtorch.so").write_bytes(b"no library")
    return folder
