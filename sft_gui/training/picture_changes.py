"""Pictures of a run that are no longer what they were: found before it goes on, and what was decided of them kept.

The manifest's ``changes`` lists every decision: its time and sentence (told once in the log), the ids of pictures that
are ``left_out`` from then on, of those ``accepted`` with another content, and whether left-out ones keep their
``places``: once steps are taken, an epoch keeps its length, and others are shown where those would have been.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sft_gui.data import drift
from sft_gui.data.drift import Drift, Fate, PicturesChanged
from sft_gui.data.fitting import Fitter
from sft_gui.data.index import Picture, Split, fingerprint_of
from sft_gui.data.project import Project
from sft_gui.data.summary import Changes
from sft_gui.data.watcher import Progress, Watcher
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, counted, say
from sft_gui.training.events import Level, Logged
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, check_enough, now


def drift_of(
    run: RunFolder,
    *,
    split: Split | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Drift:
    """Tell how the run's pictures, or those of one split, differ from what they were when it was made.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    pictures, root = run.pictures(split), run.root
    has_masks = any(picture.annotation and "mask" in picture.annotation for picture in pictures)
    fitter = Fitter(root, run.classes, run.legend) if has_masks else None
    with contextlib.ExitStack() as stack:
        project = _project_of(run, stack)
        stamps = project.index.stamps() if project is not None else {}
        found = drift.look(root, pictures, stamps, Watcher(on_progress, cancelled), fitter=fitter)
        if project is not None:
            project.keep_stamps(found.same)
    return found


def _project_of(run: RunFolder, stack: contextlib.ExitStack) -> Project | None:
    try:
        return stack.enter_context(contextlib.closing(Project.open(run.folder.parent.parent)))
    except UserError:
        return None


def check(run: RunFolder, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> None:
    """Make sure that the run's pictures are what they were.

    Raises:
        SourceGone: all of them are gone with their folder.
        PicturesChanged: some are not; :func:`go_on` takes the user's choice.
        Cancelled: ``cancelled`` said so.
    """
    found = drift_of(run, on_progress=on_progress, cancelled=cancelled)
    check_source(run, found)
    if found:
        raise PicturesChanged(found, say("Go on without them, or look at the data again for a new run."))


def check_source(run: RunFolder, found: Drift) -> None:
    """Raise SourceGone where the folder of all pictures is gone."""
    with contextlib.ExitStack() as stack:
        project = _project_of(run, stack) if found.lost == run.root else None
        if project is not None and not project.source.exists():
            raise SourceGone(project.folder, project.source)


def go_on(run: RunFolder, found: Drift, *, with_changed: bool) -> None:
    """Keep the choice to go on: without what is gone or broken, and with or without what has another content.

    Raises:
        UserError: too few pictures are left, or the run is being trained.
    """
    if run.is_live():
        raise UserError(say("The run {name} is being trained already.", name=run.name))
    changed = found.of(Fate.CHANGED) if with_changed else ()
    accepted = {change.picture.id: change.now for change in changed if change.now is not None}
    out = [change.picture for change in found.changes if change.picture.id not in accepted]
    ids = {picture.id for picture in out}
    left = [accepted.get(picture.id) or picture for picture in run.pictures() if picture.id not in ids]
    check_enough(left)
    if not found.changes:
        return
    rows = ((picture.digest, picture.label or _as_text(picture), picture.split) for picture in left)
    _record(
        run,
        _decided([change.picture for change in changed], out),
        left_out=sorted(ids),
        accepted=sorted(accepted),
        fingerprint=fingerprint_of(rows),
    )
    if accepted:
        run.write_pictures([accepted.get(picture.id) or picture for picture in run.pictures(left_out=True)])
    for file in run.folder.glob("evaluation-*.json"):  # of other pictures
        file.unlink(missing_ok=True)


def record_look(run: RunFolder, changes: Changes) -> None:
    """Keep that the data were looked at again for a new run, and what that found."""
    if changes:
        _record(run, say("The data were looked at again before the start. {changes}", changes=changes.message()))


def _record(
    run: RunFolder, message: Message, *, left_out: Iterable[int] = (), accepted: Iterable[int] = (), **manifest: Any
) -> None:
    entry = {
        "time": now(),
        "message": message.to_json(),
        "left_out": list(left_out),
        "accepted": list(accepted),
        "places": run.checkpoint.exists(),
    }
    run.add_to_manifest(changes=[*run.manifest.get("changes", ()), entry], **manifest)


def _as_text(picture: Picture) -> str:
    return json.dumps(picture.annotation) if picture.annotation is not None else ""


def _decided(accepted: Sequence[Picture], out: Sequence[Picture]) -> Message:
    parts = []
    if accepted:
        message = counted(
            len(accepted),
            "{count} picture has changed and is used as it is now: {name}.",
            "{count} pictures have changed and are used as they are now, such as {name}.",
            name=accepted[0].path,
        )
        parts.append(message)
    if out:
        message = counted(
            len(out),
            "{count} picture is left out: {name}.",
            "{count} pictures are left out, such as {name}.",
            name=out[0].path,
        )
        parts.append(message)
    parts.append(say("From here on the run differs from one that went on with the same pictures."))
    whole = parts[0]
    for part in parts[1:]:
        whole = say("{first} {second}", first=whole, second=part)
    return whole


def places(run: RunFolder) -> list[Picture]:
    """Return the pictures to learn from, one a place in an epoch: the next of the same class for one left out."""
    keep = {id for change in run.manifest.get("changes", ()) if change["places"] for id in change["left_out"]}
    there = {picture.id for picture in run.pictures(Split.TRAIN)}
    rows = [p for p in run.pictures(Split.TRAIN, left_out=True) if p.id in there or p.id in keep]
    return [row if row.id in there else _substitute(rows, place, there) for place, row in enumerate(rows)]


def _substitute(rows: Sequence[Picture], place: int, there: set[int]) -> Picture:
    following = [row for row in (*rows[place + 1 :], *rows[:place]) if row.id in there]
    return next((row for row in following if row.label == rows[place].label), following[0])


def tell(run: RunFolder, recorder: Recorder) -> None:
    """Log what was decided since the run was last trained."""
    told = {(line.time, line.message.template) for line in recorder.progress.log}
    for change in run.manifest.get("changes", ()):
        message = Message.from_json(change["message"])
        if (change["time"], message.template) not in told:
            level = Level.WARNING if change["left_out"] or change["accepted"] else Level.INFO
            recorder.tell(Logged(change["time"], level, message))
