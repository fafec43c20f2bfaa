"""The first model: a linear head on the pretrained features, solved as soon as there are pictures; what fine-tuning
has to beat.

It is an ordinary run with the preset "first", kept for as long as the pictures are the same or other runs refer to it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.watcher import Progress
from sft_gui.errors import Cancelled, UserError
from sft_gui.files import told_if_unwritable
from sft_gui.locks import NO_LOCKS, FileLock
from sft_gui.messages import say
from sft_gui.settings.presets import PRESETS
from sft_gui.settings.setting import Settings
from sft_gui.tasks import registry
from sft_gui.training.events import Event, Preparing, RunState, StateChanged
from sft_gui.training.request import Control, FitRequest
from sft_gui.training.run_folder import RunFolder, free_folder, kept_runs

PRESET = "first"
WAIT_SECONDS = 0.2
DRAFTS = "drafts"  # beside the project's runs: a first model under way, invisible until it is whole


def can_be_made(project: Project) -> bool:
    """Say whether the project's pictures have a first model: labels of whole pictures, in all splits that need them.

    A project that can only be looked at gets none.
    """
    counts = project.index.counts()
    has_one = registry.find(project.task).has_baseline
    has_train = len(counts) > 1 and all(splits[Split.TRAIN] for splits in counts.values())
    return project.read_only is None and has_one and has_train and any(splits[Split.VAL] for splits in counts.values())


def current(project: Project) -> RunFolder | None:
    """Return the first model of the pictures as they are now labelled and split, if it is kept."""
    return _with_fingerprint(project, project.index.fingerprint())


def baseline_of(run: RunFolder) -> RunFolder | None:
    """Return the first model that was made of the same pictures as this run; None for a first model itself."""
    if is_first(run):
        return None
    with contextlib.suppress(UserError), contextlib.closing(Project.open(run.folder.parent.parent)) as project:
        return _with_fingerprint(project, run.manifest["fingerprint"])
    return None


def settings_of(project: Project) -> Settings:
    """Return what a first model of this project is made with."""
    split = project.split
    return (
        PRESETS[PRESET]
        .settings(project.task, project.amount())
        .with_values(
            {
                "data.split_seed": split.seed,
                "data.val_fraction": split.val_fraction,
                "data.test_fraction": split.test_fraction,
            }
        )
    )


def make(
    project: Project,
    *,
    on_progress: Progress = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> RunFolder:
    """Make the first model of the pictures as they are, or return the one that is kept.

    A cancelled one leaves no run; the features that it has computed stay kept, so that the next one goes on there.

    Raises:
        UserError: why there can be none.
        Cancelled: ``cancelled`` said so.
    """
    kept = current(project)
    if kept is not None:
        return kept
    project.check_unchanged(cancelled=cancelled)
    with _alone(project, on_progress, cancelled):
        return current(project) or _made(project, on_progress, cancelled)  # maybe another process was faster


@contextlib.contextmanager
def _alone(project: Project, on_progress: Progress, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Wait until no other process makes a first model of this project.

    Raises:
        UserError: nothing can be written to the project's folder.
        Cancelled: ``cancelled`` said so.
    """
    lock = FileLock(project.folder / f"{DRAFTS}.lock")
    with told_if_unwritable(lock.path):
        try:
            while not lock.take():
                on_progress(0, None, say("Another window makes the first model"))
                if cancelled():
                    raise Cancelled
                time.sleep(WAIT_SECONDS)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
    try:
        yield
    finally:
        lock.release()


def _made(project: Project, on_progress: Progress, cancelled: Callable[[], bool]) -> RunFolder:
    drafts = project.folder / DRAFTS
    shutil.rmtree(drafts, ignore_errors=True)  # of a process that was killed
    try:
        draft = RunFolder.create(
            project, settings_of(project), name=str(PRESETS[PRESET].label), preset=PRESET, runs=drafts
        )
        _fit(draft, on_progress, cancelled)
        project.runs_folder.mkdir(exist_ok=True)
        whole = free_folder(project.runs_folder, draft.name)
        os.replace(draft.folder, whole)
    finally:
        shutil.rmtree(drafts, ignore_errors=True)
    run = RunFolder.open(whole)
    _forget_older(project, run)
    return run


def _fit(run: RunFolder, on_progress: Progress, cancelled: Callable[[], bool]) -> None:
    from sft_gui.training.fit import fit  # brings torch

    control, failures = Control(), list[UserError]()

    def hear(event: Event) -> None:
        if isinstance(event, Preparing):
            on_progress(event.done, event.total, event.what)
        elif isinstance(event, StateChanged) and event.state == RunState.FAILED and event.reason is not None:
            failures.append(UserError(event.reason, event.remedy))
        if cancelled():
            control.leave()

    if fit(FitRequest(run), hear, control).state != RunState.FINISHED:
        raise failures[0] if failures else Cancelled


def is_first(run: RunFolder) -> bool:
    """Say whether a run is a first model, not trained further since."""
    return run.preset == PRESET and run.settings["train.epochs"] == 0


def _with_fingerprint(project: Project, fingerprint: str) -> RunFolder | None:
    for run in kept_runs(project):
        if is_first(run) and run.manifest["fingerprint"] == fingerprint and run.has_model:
            return run
    return None


def _forget_older(project: Project, newest: RunFolder) -> None:
    """Remove first models of how the pictures once were, unless another run refers to one or the user named it."""
    runs = [run for run in kept_runs(project) if run.folder != newest.folder]
    referred = {run.manifest["fingerprint"] for run in runs if not is_first(run)}
    for run in runs:
        if is_first(run) and run.name == newest.name and run.manifest["fingerprint"] not in referred:
            shutil.rmtree(run.folder, ignore_errors=True)
