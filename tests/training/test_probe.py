"""The measured thread count."""

import torch

from sft_gui.training import probe
from sft_gui.training.device import Execution


class Fast(torch.nn.Module):
    """Pretends to take the seconds that the test says for the thread count in force."""

    def __init__(self, monkeypatch, seconds):
        super().__init__()
        self.now = 0.0
        self.seconds = seconds
        monkeypatch.setattr(probe.time, "perf_counter", lambda: self.now)

    def forward(self, images):
        self.now += self.seconds[torch.get_num_threads()]
        return images


def choose(monkeypatch, seconds, cores=4):
    before = torch.get_num_threads()
    try:
        execution = Execution("cpu", "float32", True, cores)
        return probe.measured(execution, Fast(monkeypatch, seconds), 32).threads
    finally:
        torch.set_num_threads(before)


def test_more_threads_are_taken_where_they_are_faster(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 0.6, 4: 0.4}) == 4


def test_one_thread_is_taken_where_the_cores_are_busy(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 1.2, 4: 3.0}) == 1
    assert choose(monkeypatch, {1: 1.0, 2: 20.0}) == 1  # four threads are not even tried


def test_small_gain_is_not_worth_a_thread(monkeypatch):
    assert choose(monkeypatch, {1: 1.0, 2: 0.95}, cores=2) == 1
