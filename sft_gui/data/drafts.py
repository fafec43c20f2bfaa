"""Where a project to be is made, so that a failure or a kill leaves nothing behind that looks like one."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import psutil

from sft_gui.errors import UserError
from sft_gui.messages import say


def check_source(source: Path) -> None:
    """Raise UserError where there is nothing, or something whose name cannot be kept."""
    try:
        str(source).encode()
    except UnicodeEncodeError as error:
        printable = ascii(str(source))[1:-1]
        raise UserError(say("The name {path} is not valid text.", path=printable), say("Rename it first.")) from error
    if not source.exists():
        raise UserError(say("There is nothing at {path}.", path=str(source)))


def new_draft(home: Path) -> Path:
    """Make an empty folder for a project to be, which disappears one day if this process is killed."""
    draft = home / f".new-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(home)
        draft.mkdir()
    except OSError as error:
        raise UserError(
            say("No project can be made in {path}: it cannot be written to.", path=str(home)),
            say("Change its permissions, or choose another place for projects."),
        ) from error
    return draft


def _remove_abandoned(home: Path) -> None:
    """Remove what a killed process left of an unfinished project."""
    for draft in home.glob(".new-*-*"):
        owner = draft.name.split("-")[1]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(draft, ignore_errors=True)
