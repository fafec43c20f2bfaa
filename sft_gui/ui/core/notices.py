"""What the window has to say above a page: notices with what to do about them, which banners show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sft_gui.errors import UserError
from sft_gui.messages import Message

Severity = Literal["info", "warn", "danger"]


@dataclass(frozen=True)
class Action:
    """A button of a notice."""

    label: Message
    act: Callable[[], object]
    quiet: bool = False


@dataclass(frozen=True)
class Scope:
    """For how long a notice is true: while this project is open, and this page on show ("": any)."""

    project: Path | None
    page: str = ""


@dataclass(frozen=True)
class Notice:
    """What a banner says. Posting another with the same ``key`` replaces it."""

    key: str
    severity: Severity
    fact: Message
    rest: Message | None = None
    actions: tuple[Action, ...] = ()
    closable: bool = True
    icon: str = field(default="")
    scope: Scope | None = None  # None: until it is closed or withdrawn


def notice_of(error: UserError, *, key: str = "error", actions: tuple[Action, ...] = ()) -> Notice:
    """Make the banner of an expected failure."""
    return Notice(key, "danger", error.what, error.do, actions)
