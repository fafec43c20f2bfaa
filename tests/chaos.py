"""Jobs of the pool take their time, before and after their work: ``pytest -p tests.chaos tests/ui`` (CHAOS: its seed).

Whatever comes late must not displace what is newer, and nothing may be forgotten that came meanwhile.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

DELAYS = (0, 0, 0.02, 0.1, 0.4)  # seconds


def pytest_configure(config: pytest.Config) -> None:
    from sft_gui.ui.core import jobs

    chance, work = random.Random(int(os.environ.get("CHAOS", "1"))), jobs.Job.work

    def late(job: jobs.Job, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        def slow(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            finally:
                time.sleep(chance.choice(DELAYS))

        time.sleep(chance.choice(DELAYS))
        work(job, slow, args, kwargs)

    jobs.Job.work = late  # type: ignore[assignment, method-assign]
