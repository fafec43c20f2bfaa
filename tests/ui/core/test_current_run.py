"""Which run is current: where nobody chose, where the user did, and on a long random walk between two projects."""

import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from sft_gui.tasks.classification import CLASSIFICATION
from sft_gui.training.events import LIVE, RunState
from sft_gui.training.report import Report
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.run_summaries import RunSummary
from sft_gui.ui.core.state import AppState

FLOWERS, DIGITS = Path("projects/flowers"), Path("projects/digits")


def project(folder):
    return SimpleNamespace(folder=folder, name=folder.name)


def run(name, of=FLOWERS, state=RunState.FINISHED, stamp=1, is_first=False):
    report = Report(state=state, epoch=3, epochs=6, scores={"val.accuracy": 0.9})
    model, metric, folder = "EfficientNet-Lite0", CLASSIFICATION.metrics[0], SimpleNamespace(folder=of / "runs" / name)
    created = datetime.now().astimezone()
    return RunSummary(
        folder, of.name, name, model, metric, report, created, stamp, CLASSIFICATION, (), None, is_first=is_first
    )


class Session(QObject):
    run_started, run_ended, run_discarded = Signal(object), Signal(object), Signal(object)
    state_changed = Signal()

    def __init__(self):
        super().__init__()
        self.current, self.is_busy = None, False

    def start(self, summary, state=RunState.RUNNING):
        self.current = SimpleNamespace(run=summary.run, progress=SimpleNamespace(state=state))
        self.is_busy = True
        self.run_started.emit(self.current)
        self.state_changed.emit()

    def end(self, state=RunState.FINISHED):
        self.current.progress.state, self.is_busy = state, False
        self.state_changed.emit()
        self.run_ended.emit(self.current)


@pytest.fixture
def make_state(qtbot, tmp_path):
    """Make a window's state; another one with the same memory is the program started again."""
    made = []

    def make():
        state = AppState(Memory(tmp_path / "window.json"))
        state.memory.setParent(state)
        state.set_session(Session())
        made.append(state)
        return state

    return make


@pytest.fixture
def state(make_state):
    state = make_state()
    state.open_project(project(FLOWERS))
    return state


def answers(state):
    choice = state.current.choice()
    return choice.run.name if choice is not None else None


def test_the_newest_trained_run_answers(state):
    state.current.set_runs([run("first", is_first=True), run("preparing", stamp=0), run("new"), run("old")])
    assert answers(state) == "new"


def test_a_first_model_made_anew_takes_no_trained_runs_place(state):
    state.current.set_runs([run("first", is_first=True)])
    assert answers(state) == "first"
    state.current.set_runs([run("again", is_first=True), run("trained"), run("first", is_first=True)])
    assert answers(state) == "trained"


def test_a_run_that_another_program_trains_is_not_asked_while_there_is_another(state):
    state.current.set_runs([run("training", state=RunState.RUNNING), run("old")])
    assert answers(state) == "old"
    state.current.set_runs([run("training", state=RunState.RUNNING)])
    assert answers(state) == "training"


def test_what_the_user_chose_stays_until_it_is_gone_and_comes_back_with_it(state):
    new, old = run("new"), run("old")
    state.current.set_runs([new, old])
    state.show_run(old.run)
    state.current.set_runs([run("newest"), new, old])
    assert answers(state) == "old"
    state.current.drop(old.folder)
    assert answers(state) == "newest"
    state.current.set_runs([run("newest"), new])
    assert answers(state) == "newest"
    state.current.set_runs([run("newest"), new, old])
    assert answers(state) == "old"


def test_a_deleted_choice_gives_way_to_the_choice_before(state):
    runs = [run("c"), run("b"), run("a")]
    state.current.set_runs(runs)
    state.show_run(runs[2].run)
    state.show_run(runs[1].run)
    state.current.drop(runs[1].folder)
    assert answers(state) == "a"


def test_a_run_is_current_from_its_start_and_answers_as_soon_as_it_can(state):
    old, new = run("old"), run("new", state=RunState.PREPARING, stamp=0)
    state.current.set_runs([old])
    state.show_run(old.run)
    state.session.start(new, RunState.PREPARING)
    state.current.set_runs([new, old])
    assert (state.run.folder.name, answers(state)) == ("new", None)
    assert state.current.other().name == "old"
    state.session.current.progress.state = RunState.RUNNING
    state.session.state_changed.emit()
    assert state.current.choice().is_live
    assert state.current.kept_choice() is None
    state.current.set_runs([replace(new, stamp=5), old])
    assert (answers(state), state.current.choice().is_live) == ("new", False)
    state.session.end()
    assert answers(state) == "new"


def test_the_newest_weights_are_asked_where_the_user_wants_them_and_the_best_when_it_has_ended(state):
    live = run("live", state=RunState.RUNNING)
    state.session.start(live)
    state.current.set_runs([live])
    assert [choice.is_live for choice in state.current.choices()] == [True, False]
    state.current.choose(live.run, is_live=True)
    assert state.current.choice().is_live
    state.session.end()
    assert not state.current.choice().is_live


def test_another_project_has_its_own_current_run_and_never_the_first_ones(state):
    state.current.set_runs([run("tulips")])
    assert answers(state) == "tulips"
    state.open_project(project(DIGITS))
    assert (answers(state), state.run) == (None, None)
    state.current.set_runs([run("tulips")])
    assert (answers(state), state.run) == (None, None)
    state.current.set_runs([run("sevens", DIGITS, is_first=True), run("tulips")])
    assert answers(state) == "sevens"


def test_a_first_model_tried_before_the_list_knows_it_answers_once_it_is_read(qtbot, state):
    state.open_project(project(DIGITS))
    state.current.set_runs([run("tulips")])
    first = run("first", DIGITS, is_first=True)
    with qtbot.waitSignal(state.runs_changed):
        state.show_run(first.run)
    assert state.run.folder == first.folder
    assert answers(state) is None
    state.current.set_runs([first, run("tulips")])
    assert answers(state) == "first"


def test_another_projects_run_is_asked_only_by_choice_and_said_to_be_one_also_after_a_restart(state, make_state):
    sevens, tulips = run("sevens", DIGITS), run("tulips")
    state.open_project(project(DIGITS))
    state.current.set_runs([sevens, tulips])
    state.show_run(tulips.run)
    assert state.current.is_foreign(state.current.choice())
    assert str(state.answering) == "Predicted by flowers: tulips, EfficientNet-Lite0"
    state.open_project(project(FLOWERS))
    state.current.set_runs([tulips, sevens])
    assert not state.current.is_foreign(state.current.choice())
    state.memory.flush()
    again = make_state()
    again.open_project(project(DIGITS))
    again.current.set_runs([sevens, tulips])
    assert answers(again) == "tulips"
    assert again.current.is_foreign(again.current.choice())


def test_projects_of_the_same_name_are_two(state):
    other = Path("elsewhere/flowers")
    state.current.set_runs([run("mine"), run("theirs", other)])
    state.show_run(run("theirs", other).run)
    assert state.current.is_foreign(state.current.choice())


def test_a_run_of_another_project_that_is_trained_here_is_not_this_ones(state):
    tulips, sevens = run("tulips", state=RunState.RUNNING), run("sevens", DIGITS)
    state.session.start(tulips)
    state.open_project(project(DIGITS))
    state.current.set_runs([sevens, tulips])
    assert answers(state) == "sevens"
    state.open_project(project(FLOWERS))
    state.current.set_runs([tulips, sevens])
    assert answers(state) == "tulips"


def test_with_nothing_open_the_project_used_last_answers_and_says_so(state):
    state.open_project(None)
    state.current.set_runs([run("preparing", DIGITS, stamp=0), run("tulips")])
    assert answers(state) == "tulips"
    assert state.current.is_foreign(state.current.choice())


class Walk:
    """Two projects, a session and a user who does anything, with what must hold after every step."""

    def __init__(self, state, seed):
        self.state, self.random = state, random.Random(seed)
        self.runs = {FLOWERS: [], DIGITS: []}
        self.open, self.picked_foreign = FLOWERS, {}  # by project: the foreign run that the user chose last
        self.number, self.deleted, self.seen = 0, None, None
        state.current.changed.connect(self._see)

    def _see(self):
        self.seen = (self.state.run and self.state.run.folder, answers(self.state))

    def step(self):
        deeds = (self.enter, self.train, self.advance, self.first, self.delete, self.undo, self.pick, self.strip)
        self.random.choice(deeds)()
        self.read()
        self.check()

    def read(self):
        other = DIGITS if self.open == FLOWERS else FLOWERS
        self.state.current.set_runs([*reversed(self.runs[self.open]), *reversed(self.runs[other])])

    def _new(self, **kwargs):
        self.number += 1
        made = run(f"run {self.number}", self.open, **kwargs)
        self.runs[self.open].append(made)
        return made

    def _set(self, folder, **changes):
        for runs in self.runs.values():
            runs[:] = [replace(each, **changes) if each.folder == folder else each for each in runs]

    def enter(self):
        self.open = self.random.choice([FLOWERS, DIGITS])
        self.state.open_project(project(self.open))

    def train(self):
        if not self.state.session.is_busy:
            self.picked_foreign.pop(self.open, None)
            made = self._new(state=RunState.PREPARING, stamp=0)
            self.state.session.start(made, RunState.PREPARING)

    def advance(self):
        session = self.state.session
        if not session.is_busy:
            return
        folder, progress = session.current.run.folder, session.current.progress
        if progress.state == RunState.PREPARING:
            progress.state = RunState.RUNNING
            session.state_changed.emit()
        elif self.random.random() < 0.5:
            self._set(folder, stamp=self.random.randrange(1, 100))
        else:
            report = replace(self.state.current.find(folder).report, state=RunState.FINISHED)
            self._set(folder, report=report)
            session.end()

    def first(self):
        if not self.state.session.is_busy:
            made = self._new(is_first=True)
            if self.random.random() < 0.5:  # the callout's "Try it"
                self.picked_foreign.pop(self.open, None)
                self.state.show_run(made.run)

    def delete(self):
        runs = [each for each in self.runs[self.open] if each.state not in LIVE]
        if runs:
            self.deleted = (self.open, self.random.choice(runs))
            self.runs[self.open].remove(self.deleted[1])
            self.state.current.drop(self.deleted[1].folder)

    def undo(self):
        if self.deleted is not None and self.deleted[0] == self.open:
            self.runs[self.open].append(self.deleted[1])
            self.deleted = None

    def pick(self):
        choices = self.state.current.choices()
        if choices:
            choice = self.random.choice(choices)
            self.picked_foreign.pop(self.open, None)
            if self.state.current.is_foreign(choice):
                self.picked_foreign[self.open] = choice.run.folder
            self.state.current.choose(choice.run.run, is_live=choice.is_live)
            assert self.state.current.choice().key == choice.key

    def strip(self):
        """As the window does: its buttons lead into the run's own project."""
        session = self.state.session
        if session.current is not None and self.state.current.find(session.current.run.folder) is not None:
            folder = session.current.run.folder
            self.open = folder.parent.parent
            self.state.open_project(project(self.open))
            self.picked_foreign.pop(self.open, None)
            self.state.show_run(session.current.run)
            self.read()
            assert self.state.run.folder == folder

    def check(self):
        current = self.state.current
        choice = current.choice()
        assert self.seen == (current.run and current.run.folder, answers(self.state))  # what the pages show
        if choice is not None:
            assert choice.run.folder == current.run.folder  # what is on show is what answers
        if current.is_foreign(choice):
            assert self.state.memory.get("current_runs")[str(self.open)][0:1] or self.picked_foreign
            assert choice.run.folder in self.chosen_foreign()
        own = [each for each in self.runs[self.open] if each.has_model and each.state not in LIVE]
        if own and choice is None:  # only the run on show itself can be without a model
            assert current.run is not None and not current.summary.has_model

    def chosen_foreign(self):
        kept = self.state.memory.get("current_runs").get(str(self.open), [])
        return {Path(folder) for folder in kept if Path(folder).parent.parent != self.open}


@pytest.mark.parametrize("seed", range(12))
def test_on_any_walk_the_run_on_show_answers_and_a_foreign_one_only_by_choice(state, seed):
    walk = Walk(state, seed)
    walk.read()
    for _ in range(80):
        walk.step()
