"""The user's decisions about the pictures of a project, carried out one after the other in the pool."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from sft_gui.data.project import Project
from sft_gui.data.project_file import SplitChoice
from sft_gui.data.summary import Changes
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.ui.core import jobs


@dataclass(frozen=True)
class _Work:
    do: Callable[..., Any]
    done: Callable[[Any], object]
    is_look: bool = False
    still: Callable[[], bool] = lambda: True  # asked when its turn comes


@dataclass(frozen=True)
class SplitBefore:
    """How the pictures of a project are split, picture by picture."""

    choice: SplitChoice
    pictures: list[tuple[int, Any]]

    @classmethod
    def of(cls, project: Project) -> SplitBefore:
        """Read it; for the pool."""
        return cls(project.split, [(each.id, each.split) for each in project.index.pictures(status=None)])

    def restore(self, project: Project) -> None:
        """Split them like this again; for the pool."""
        project.restore_split(self.choice, self.pictures)


class Decisions(QObject):
    """Leave out, relabel, undo, split anew, look again.

    They are carried out in the order they were made, however many threads the pool has.
    """

    changed = Signal()  # the index has changed
    decided = Signal(object, bool)  # what was done (Message), and whether it can be undone
    offered = Signal(object, object)  # what was done (Message), and the function that takes it back
    failed = Signal(object)  # UserError
    looking = Signal(bool)  # a look at the source has begun or ended
    looked = Signal(int, object, object)  # how many files, of how many (int or None), what is being done (Message)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._waiting: deque[_Work] = deque()
        self._now: _Work | None = None
        self._job: jobs.Job | None = None
        self.made = 0  # decisions that stand, of those made here

    def leave_out(self, ids: Sequence[int], out: bool = True) -> None:
        """Leave pictures out, or take them in again."""
        done = (
            counted(len(ids), "{count} picture is left out.", "{count} pictures are left out.")
            if out
            else counted(len(ids), "{count} picture takes part again.", "{count} pictures take part again.")
        )
        self._decide(lambda: self._project.index.leave_out(ids, out), done)

    def relabel(self, ids: Sequence[int], label: str) -> None:
        """Give pictures another class."""
        done = counted(
            len(ids), "{count} picture is now '{label}'.", "{count} pictures are now '{label}'.", label=label
        )
        self._decide(lambda: self._project.index.relabel(ids, label), done)

    def undo(self, made: int | None = None) -> None:
        """Take the last decision back; with ``made``, only while no other was made or undone since."""
        undo = self._saving(self._project.index.undo)
        self._add(_Work(undo, self._on_undone, still=lambda: made is None or made == self.made))

    def _on_undone(self, which: Message | None) -> None:
        self.made -= which is not None
        self._say_done(which or say("There is nothing to undo."))

    def split(self, *, seed: int, val_fraction: float, test_fraction: float) -> None:
        """Split the pictures anew."""

        def split() -> SplitBefore:
            before = SplitBefore.of(self._project)
            self._project.set_split(seed=seed, val_fraction=val_fraction, test_fraction=test_fraction)
            return before

        self._add(_Work(split, self._on_split))

    def _on_split(self, before: SplitBefore) -> None:
        self.changed.emit()
        self.offered.emit(say("The pictures are split anew"), lambda: self._split_back(before))

    def _split_back(self, before: SplitBefore) -> None:
        self._add(_Work(lambda: before.restore(self._project), lambda _: self.changed.emit()))

    def look_again(self) -> None:
        """Read the source again; ``looked`` tells how far, :meth:`cancel_look` ends it."""
        if not self.is_looking():
            self._add(_Work(self._project.look_again, self._on_looked, is_look=True))

    def is_looking(self) -> bool:
        """Tell whether a look at the source is under way or waiting."""
        return any(work.is_look for work in (self._now, *self._waiting) if work is not None)

    def cancel_look(self) -> None:
        """End the look at the source; what was known before stays."""
        if self._now is not None and self._now.is_look and self._job is not None:
            self._job.cancel()

    def _decide(self, do: Callable[[], object], done: Message) -> None:
        def on_done(_: None) -> None:
            self.made += 1
            self._say_done(done, can_undo=True)

        self._add(_Work(self._saving(do), on_done))

    def _saving(self, do: Callable[[], Any]) -> Callable[[], Any]:
        def and_save() -> Any:
            result = do()
            self._project.save()  # its counts stand on the Start page
            return result

        return and_save

    def _say_done(self, done: Message, *, can_undo: bool = False) -> None:
        self.changed.emit()
        self.decided.emit(done, can_undo)

    def _on_looked(self, changes: Changes) -> None:
        self._say_done(changes.message())

    def _add(self, work: _Work) -> None:
        self._waiting.append(work)
        if self._now is None:
            self._next()

    def _next(self) -> None:
        while self._waiting and not self._waiting[0].still():
            self._waiting.popleft()
        ended, self._now = self._now, self._waiting.popleft() if self._waiting else None
        if ended is not None and ended.is_look:
            self.looking.emit(False)
        if self._now is None:
            return
        work = self._now

        def on_done(result: Any) -> None:
            if work.is_look:
                self._next()
                work.done(result)
            else:
                work.done(result)  # the next one may ask what this one left
                self._next()

        self._job = jobs.run(
            work.do,
            done=on_done,
            failed=self._on_failed,
            stopped=self._next,
            progress=self.looked.emit,
            owner=self,
            is_long=work.is_look,
        )
        if work.is_look:
            self.looking.emit(True)

    def _on_failed(self, error: Exception) -> None:
        self._next()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)
