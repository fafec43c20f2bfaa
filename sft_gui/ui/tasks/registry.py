"""How each task looks: adding one is its file and its line here. A task without one is shown in words and scores."""

from __future__ import annotations

from sft_gui.tasks.registry import find
from sft_gui.tasks.task import Task
from sft_gui.ui.tasks.classification import ClassView
from sft_gui.ui.tasks.detection import BoxView
from sft_gui.ui.tasks.segmentation import MaskView
from sft_gui.ui.tasks.view import TaskView

VIEWS: dict[str, type[TaskView]] = {
    "classification": ClassView,
    "detection": BoxView,
    "segmentation": MaskView,
}
_made: dict[Task, TaskView] = {}


def of(task: Task | str) -> TaskView:
    """Return the view of a task; the same one each time. Raises UserError where no task has that name."""
    task = find(task) if isinstance(task, str) else task
    if task not in _made:
        _made[task] = VIEWS.get(task.name, TaskView)(task)
    return _made[task]
