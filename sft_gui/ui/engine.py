"""The one place where the window loads PyTorch: on another thread, once, whoever needs it first.

Two threads that import torch's parts in different orders can meet half-made modules; the lock here prevents that.
"""

from __future__ import annotations

import importlib
import sys
from threading import Lock

# All that a run will need, so that Start has no second stall: optimisers drag in torch._dynamo, the head's solver
# drags in scikit-learn.
PARTS = ("torch", "torch._dynamo", "torchvision.transforms.v2", "timm", "sklearn.linear_model", "sft_gui.training.fit")
SHORT_SWITCH_S = (
    0.0005  # how soon the importing thread gives way to the window; Python's own 5 ms stalls it twice as long
)

_lock = Lock()
_is_loaded = False


def is_loaded() -> bool:
    """Tell whether the engine can be used at once."""
    return _is_loaded


def load() -> None:
    """Import PyTorch and the engine, or wait for whoever does; never call it on the GUI thread."""
    global _is_loaded
    with _lock:
        if _is_loaded:
            return
        interval = sys.getswitchinterval()
        sys.setswitchinterval(SHORT_SWITCH_S)
        try:
            for part in PARTS:
                importlib.import_module(part)
        finally:
            sys.setswitchinterval(interval)
        _is_loaded = True
