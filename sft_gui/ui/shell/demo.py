"""The demo in the window: the sample imported, learned, evaluated, and pictures named that it has not seen."""

from __future__ import annotations

import os
from pathlib import Path

from sft_gui import demo, paths
from sft_gui.training.events import EpochEnded, Event, RunState
from sft_gui.training.run_folder import RunFolder
from sft_gui.ui.core import jobs
from sft_gui.ui.shell.guide import Guide


def run_demo(task: str = "classification") -> int:
    """Go the whole way in the window, unseen where there is no display; return 1 where the run did not end.

    With a display the window stays open at the end.
    """
    is_unseen = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    guide = Guide(paths.cache_folder() / "demo")
    guide.state.makes_first_models = False  # the demo has a run of its own to show
    print("Opening the window" + (" (unseen: there is no display)" if is_unseen else ""), flush=True)
    try:
        guide.open()
        made = _prepared(guide, task)
        guide.open_project(made.project)
        guide.shot("1-data")
        if not _train(guide, made.run):
            return 1
        _evaluate(guide)
        _name(guide, made)
        print(f"Screenshots: {guide.shots}", flush=True)
        return 0 if is_unseen else guide.app.qt.exec()
    finally:
        guide.app.shut_down()


def _prepared(guide: Guide, task: str) -> demo.Demo:
    results: list[demo.Demo] = []
    job = jobs.run(demo.prepare, task, done=results.append, owner=guide.window)
    guide.wait_for(lambda: results)
    del job
    made = results[0]
    print(f"Sample: {made.project.index.count()} pictures, {len(made.run.classes)} classes")
    print(f"Settings: preset {demo.PRESET}, {demo.changes_in_words(task)}", flush=True)
    return made


def _train(guide: Guide, run: RunFolder) -> bool:
    session = guide.state.session
    session.changed.connect(_print_epochs)
    ended: list[object] = []
    session.run_ended.connect(ended.append)
    session.resume(run)
    guide.show("run")
    guide.wait_for(lambda: ended or (session.current and session.current.progress.epochs))
    guide.shot("2-learning")
    guide.wait_for(lambda: ended)
    guide.shot("3-learned")
    report = run.report()
    print(f"Run: {run.folder} {report.state}, {report.seconds:.0f} s", flush=True)
    return report.state == RunState.FINISHED


def _print_epochs(events: list[Event]) -> None:
    for event in events:
        if isinstance(event, EpochEnded):
            scores = ", ".join(f"{name} {value:.3f}" for name, value in event.val.items())
            print(f"Epoch {event.epoch}: validation {scores}", flush=True)


def _evaluate(guide: Guide) -> None:
    guide.show("evaluate")
    guide.shot("4-evaluated")


def _name(guide: Guide, made: demo.Demo) -> None:
    unseen = demo.unseen(made)
    guide.drop([path for _, path in unseen])
    page = guide.show("predict")
    guide.shot("5-named")
    print("Pictures that it has not seen:")
    truths: dict[Path, str | None] = {path: picture.label for picture, path in unseen}
    for answer in page.answers.answers():
        assert answer.prediction is not None and answer.path is not None
        said, truth = answer.prediction.ranked, truths[answer.path]
        words = ", ".join(f"{name} {share:.1%}" for name, share in (said if truth is None else said[:1]))
        print(f"  {answer.name}: {words}" + ("" if truth is None else f", is {truth}"), flush=True)
