"""The one place where the window loads PyTorch: on another thread, once, whoever needs it first.

Two threads that import torch's parts in different orders can meet half-made modules; the lock here prevents that.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from threading import Lock

from sft_gui.errors import Cancelled

# All that a run will need, so that Start has no second stall: optimisers drag in torch._dynamo, the head's solver
# drags in scikit-learn.
PARTS = ("torch", "torch._dynamo", "torchvision.transforms.v2", "timm", "sklearn.linear_model", "sft_gui.training.fit")
SWITCH_S = sys.getswitchinterval()
TURN_S = 0.1
SHORT_SWITCH_S = 0.0005  # how soon a busy thread gives way; with Python's own 5 ms the window waits far longer

_lock = Lock()
_turn = Lock()
_is_loaded = False


def is_loaded() -> bool:
    """Tell whether the engine can be used at once."""
    return _is_loaded


@contextlib.contextmanager
def giving_way() -> Iterator[None]:
    """While this lasts, threads that run Python code give way to the window often."""
    sys.setswitchinterval(SHORT_SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(SWITCH_S)


def is_taken() -> bool:
    """Tell whether background work keeps all cores busy just now."""
    return _turn.locked()


@contextlib.contextmanager
def turn(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Wait until no other background work keeps all cores busy; two at once would be slower and measured wrong.

    Raises:
        Cancelled: that was asked for meanwhile.
    """
    while not _turn.acquire(timeout=TURN_S):
        if cancelled():
            raise Cancelled
    try:
        yield
    finally:
        _turn.release()


def load() -> None:
    """Import PyTorch and the engine, or wait for whoever does; never call it on the GUI thread."""
    global _is_loaded
    with _lock:
        if _is_loaded:
            return
        with giving_way():
            for part in PARTS:
                importlib.import_module(part)
            gc.freeze()  # modules stay for good: no garbage collection need walk their million objects again
            atexit.register(gc.unfreeze)  # but for the last one, or some libraries complain of leaks
        _is_loaded = True
