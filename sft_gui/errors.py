"""Expected failures: what happened and what to do, in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sft_gui.messages import Message, say


class UserError(Exception):
    """A failure that the user can understand and act on.

    The window shows it at the field or as a banner; the command line prints it on one line and exits with code 2.

    Args:
        what: what happened, a full sentence: ``say("{name} is not a picture.", name=...)``.
        do: what to do about it, or None where nothing helps.
        field: the key of the setting at fault (``"optimizer.lr"``), where there is one.
    """

    def __init__(self, what: Message, do: Message | None = None, *, field: str | None = None) -> None:
        self.what, self.do, self.field = what, do, field
        super().__init__(str(what) if do is None else f"{what} {do}")

    def to_json(self) -> dict[str, Any]:
        """Return what ``--json`` prints of it."""
        return {"refused": str(self.what), "remedy": None if self.do is None else str(self.do)}


class Cancelled(Exception):  # noqa: N818
    """The user asked for work to end early; not a failure."""


class SourceGone(UserError):  # noqa: N818
    """A project's pictures are not where they were; ``folder`` is the project's, and ``source`` where they were."""

    def __init__(self, folder: Path, source: Path, *, needed: Message | None = None) -> None:
        what = say("{path} is not where it was.", path=str(source))
        super().__init__(
            what if needed is None else say("{first} {second}", first=needed, second=what),
            say("Connect its drive, or show where it is now."),
        )
        self.folder, self.source = folder, source
