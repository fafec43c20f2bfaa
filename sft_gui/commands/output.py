"""What is said where a command's words cannot be written; for all commands, and light."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sft_gui.errors import UserError
from sft_gui.messages import say


class NotPrinted(UserError):  # noqa: N818
    """What a command says could not be written."""


@contextlib.contextmanager
def told_if_not_printed() -> Iterator[None]:
    """Turn the system's reasons not to print into a sentence; a reader who left stays a BrokenPipeError.

    Raises:
        NotPrinted: instead of any other OSError.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise NotPrinted(say("The output could not be written: {why}.", why=why)) from error
