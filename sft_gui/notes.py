"""Warnings from any room and thread that are no failures: each kind is told once to whoever listens.

A run listens while it is trained and puts them into its log; else the command line or the window does.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from sft_gui.messages import Message

Tell = Callable[[Message], object]

_lock = threading.Lock()
_listeners: list[tuple[Tell, set[str]]] = []  # the last one hears; each with the templates that it has heard


def note(message: Message, *, kind: Message | None = None) -> None:
    """Tell the listener, unless it has heard of this kind; from any thread.

    Args:
        kind: what counts as the same, where the message itself says more each time.
    """
    with _lock:
        if not _listeners:
            return
        tell, heard = _listeners[-1]
        template = (kind or message).template
        if template in heard:
            return
        heard.add(template)
    tell(message)


@contextlib.contextmanager
def hearing(tell: Tell) -> Iterator[None]:
    """Have notes told to ``tell`` for a while, on whatever thread they come from."""
    listener = (tell, set[str]())
    with _lock:
        _listeners.append(listener)
    try:
        yield
    finally:
        with _lock:
            _listeners[:] = [each for each in _listeners if each is not listener]
