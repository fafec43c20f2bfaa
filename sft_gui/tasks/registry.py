"""The tasks that this version knows: adding one is its file and its line here."""

from __future__ import annotations

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.tasks.detection import DETECTION
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.segmentation import SEGMENTATION
from sft_gui.tasks.task import Task

TASKS: dict[str, Task] = {task.name: task for task in (CLASSIFICATION, DETECTION, SEGMENTATION)}

DEFAULT = CLASSIFICATION  # while nothing is open


def find(name: str) -> Task:
    """Return the task of that name.

    Raises:
        UserError: it is not known to this version.
    """
    if name not in TASKS:
        raise UserError(say("This version does not know the task {name}.", name=name))
    return TASKS[name]


def headline(name: str) -> Metric:
    """Return the headline metric of that name; one that no task has is a share, as it always was."""
    found = (task.metrics[0] for task in TASKS.values() if task.metrics[0].name == name)
    return next(found, Metric(name, say("{name}", name=name), say("{name}", name=name)))
