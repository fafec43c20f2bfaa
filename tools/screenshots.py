"""Every page of the real window, light, dark and in 简体中文, to be looked at beside the mockups.

``python tools/screenshots.py FOLDER [--task detection] [--data PICTURES] [--size 1280x800] [--only light]``: trains two
short runs on the built-in sample (or on PICTURES) in a home of its own, then takes the pictures; needs no display.
``--guide`` takes the pictures of the users' guide instead: ``python tools/screenshots.py docs/guide/images --guide``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sft_gui.inference import device

device.prepare_process()

from sft_gui.data.index import Split  # noqa: E402
from sft_gui.data.project import Project  # noqa: E402
from sft_gui.data.sample import sample_source  # noqa: E402
from sft_gui.settings import presets  # noqa: E402
from sft_gui.training.run_folder import kept_runs  # noqa: E402
from sft_gui.ui.look import theme, words  # noqa: E402
from sft_gui.ui.shell.guide import Guide  # noqa: E402
from tools import guide_pictures  # noqa: E402

LOOKS = {"light": ("light", "en"), "dark": ("dark", "en"), "zh": ("light", "zh_CN"), "dark-zh": ("dark", "zh_CN")}
SHORT: dict[str, dict[str, object]] = {
    "classification": {"data.image_size": 64, "train.epochs": 3, "data.augmentation": "none"},
    "detection": {"data.image_size": 160, "train.epochs": 4, "data.augmentation": "none"},
    "segmentation": {"data.image_size": 160, "train.epochs": 6, "data.augmentation": "none"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--task", choices=SHORT, default="classification", help="whose built-in sample")
    parser.add_argument("--data", type=Path, help="a folder of pictures; the built-in sample without it")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--only", choices=LOOKS, action="append", help="some looks; may be given again")
    parser.add_argument("--guide", action="store_true", help="the pictures of docs/guide instead")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["SFT_GUI_HOME"] = home
        guide = Guide(arguments.folder)
        guide.window.resize(*map(int, arguments.size.split("x")))
        guide.open()
        if arguments.guide:
            guide_pictures.take_all(guide, arguments.folder)
            guide.app.shut_down()
            return
        project = Project.create(arguments.data or sample_source(arguments.task))
        project.set_split(seed=42, val_fraction=0.2, test_fraction=0.1)
        short = SHORT[arguments.task]
        train(guide, project, "Best", "best", short if arguments.data is None else {"train.epochs": 3})
        train(guide, project, "Quick", "quick", short if arguments.data is None else {"train.epochs": 2})
        for look in arguments.only or LOOKS:
            mode, language = LOOKS[look]
            theme.set_mode(mode)
            words.set_language(language)
            take(guide, project, look)
        guide.app.shut_down()
        project.close()


def train(guide: Guide, project: Project, name: str, preset: str, changes: dict[str, object]) -> None:
    """Train a run in the window and take a picture while it learns."""
    guide.open_project(project, "run")
    session, ended = guide.state.session, []
    session.run_ended.connect(ended.append)
    settings = presets.find(preset).settings(project.task).with_values(changes)
    session.start(project, settings, name=name, preset=preset)
    guide.wait_for(lambda: ended or (session.current and session.current.progress.step > 40))
    guide.shot(f"run-live-{preset}")
    guide.wait_for(lambda: ended)


def take(guide: Guide, project: Project, look: str) -> None:
    """Take every page as it is with runs and answers."""
    guide.state.open_project(None)
    guide.show("start")
    guide.shot(f"start-{look}")
    guide.open_project(project)
    for page in ("data", "train"):
        guide.show(page)
        guide.shot(f"{page}-{look}")
    guide.show("train").more.setChecked(True)  # type: ignore[attr-defined]  # a TrainPage
    guide.shot(f"train-more-{look}")
    guide.show("train").more.setChecked(False)  # type: ignore[attr-defined]
    guide.state.show_run(next(run for run in kept_runs(project) if run.preset == "best"))
    for page in ("run", "evaluate", "history"):
        guide.show(page)
        guide.shot(f"{page}-{look}")
    pictures = [project.path_of(picture) for picture in project.index.pictures(split=Split.TEST)[:12]]
    guide.drop(pictures[:1])
    guide.shot(f"predict-{look}")
    guide.drop(pictures)
    guide.shot(f"predict-many-{look}")


if __name__ == "__main__":
    main()
