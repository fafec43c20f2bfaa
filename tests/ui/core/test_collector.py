"""Garbage that holds Qt objects dies on the GUI thread, whoever allocates meanwhile."""

import gc
import threading

from sft_gui.ui.core.collector import Collector


class Knot:
    """Part of a cycle; tells on which thread it dies."""

    def __init__(self, died_on):
        self.me, self.died_on = self, died_on

    def __del__(self):
        self.died_on.append(threading.current_thread())


def allocate():
    kept = [[i] for i in range(200_000)]
    kept.clear()


def test_cycles_die_on_the_gui_thread_while_another_allocates(qtbot):
    died_on, count = [], 2 * gc.get_threshold()[0]
    collector = Collector()
    for _ in range(count):
        Knot(died_on)
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert not died_on
    for _ in range(count):
        Knot(died_on)
    kept = []

    def are_all_dead():
        kept.append([[] for _ in range(count)])  # what any thread frees is taken off the count of what is due
        return len(died_on) == 2 * count

    qtbot.waitUntil(are_all_dead)
    assert set(died_on) == {threading.main_thread()}
    collector.stop()
    gc.disable()  # as the tests of the window have it


def test_python_collects_again_when_it_is_stopped():
    Collector().stop()
    try:
        assert gc.isenabled()
    finally:
        gc.disable()
