"""The doors to the window. Imports no Qt by itself: on a Linux desktop, what Qt needs is looked for first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sft_gui.ui.shell import preflight


def run_app(paths: Sequence[Path] = ()) -> int:
    """Open the window and give its exit code.

    Args:
        paths: a folder, .zip or .csv to open as a project, or pictures to name.

    Raises:
        UserError: Qt's libraries are missing, or there is no display.
    """
    preflight.check()
    from sft_gui.ui.shell.application import Application  # Qt: its libraries may be missing until here

    return Application(paths).run()


def run_demo(task: str) -> int:
    """Go the whole way in the window and give its exit code, see ``sft_gui.ui.shell.demo``.

    Raises:
        UserError: Qt's libraries are missing.
    """
    preflight.use_offscreen_without_display()
    preflight.check()
    from sft_gui.ui.shell import demo

    return demo.run_demo(task)


def run_selftest(folder: Path | None = None) -> int:
    """Let the app prove on this computer that it works, see ``sft_gui.ui.shell.selftest``.

    Raises:
        UserError: Qt's libraries are missing.
    """
    preflight.use_offscreen_without_display()
    preflight.check()
    from sft_gui.ui.shell import selftest

    return selftest.run_selftest(folder)
