"""The draft of a task: what another task's settings say does not matter to it."""

import pytest

from sft_gui.settings.catalogue import SETTINGS
from sft_gui.tasks.registry import TASKS
from sft_gui.ui.pages.train.draft import CUSTOM, EDITABLE, Draft


@pytest.mark.parametrize("task", TASKS)
def test_settings_of_other_tasks_make_no_preset_custom(task):
    draft = Draft("quick")
    draft.set_task(task)
    others = [setting for setting in EDITABLE if not setting.is_for(task)]
    assert others
    for setting in others:
        draft.take({setting.key: other_value(setting, draft.values[setting.key])})
    assert draft.matching_preset() == "quick"
    own = SETTINGS["train.epochs"]
    draft.take({own.key: other_value(own, draft.values[own.key])})
    assert draft.matching_preset() == CUSTOM


def other_value(setting, value):
    """Return some value of a setting that is not this one."""
    if setting.kind is bool:
        return not value
    candidates = [choice.value for choice in setting.choices] or [setting.minimum, setting.maximum]
    return next(each for each in candidates if each not in (None, value) and setting.problem(each) is None)
