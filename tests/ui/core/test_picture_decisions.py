"""Decisions are carried out in their order, told in words, and taken back once."""

import pytest

from sft_gui.data.index import Status
from sft_gui.ui.core.picture_decisions import Decisions
from tests.fixtures import colour_project, save_class


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path)
    yield project
    project.close()


@pytest.fixture
def decisions(qtbot, project):
    return Decisions(project)


def decided(qtbot, decisions, act):
    with qtbot.waitSignal(decisions.decided) as signal:
        act()
    return str(signal.args[0]), signal.args[1]


def test_leaving_out_is_told_and_can_be_undone(qtbot, project, decisions):
    ids = project.index.ids()[:2]
    assert decided(qtbot, decisions, lambda: decisions.leave_out(ids)) == ("2 pictures are left out.", True)
    assert project.index.count(Status.LEFT_OUT) == 2
    assert decided(qtbot, decisions, decisions.undo) == ("2 pictures are no longer left out.", False)
    assert project.index.count(Status.LEFT_OUT) == 0


def test_an_undo_that_was_offered_earlier_does_not_take_back_another_decision(qtbot, project, decisions):
    first, second = project.index.ids()[:2]
    decided(qtbot, decisions, lambda: decisions.leave_out([first]))
    offered = decisions.made
    decided(qtbot, decisions, decisions.undo)
    decided(qtbot, decisions, lambda: decisions.relabel([second], "green"))
    decided(qtbot, decisions, lambda: decisions.relabel([first], "green"))
    decisions.undo(offered)
    assert decided(qtbot, decisions, decisions.undo)[0] == "1 picture has its old label again."
    assert project.index.picture(second).label == "green"


def test_many_decisions_keep_their_order(qtbot, project, decisions):
    id = project.index.ids()[0]
    told = []
    decisions.decided.connect(lambda message, _: told.append(str(message)))
    for label in ("green", "red", "blue"):
        decisions.relabel([id], label)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["1 picture is now 'green'.", "1 picture is now 'red'.", "1 picture is now 'blue'."]
    assert project.index.picture(id).label == "blue"


def test_nothing_to_undo_is_said(qtbot, decisions):
    assert decided(qtbot, decisions, decisions.undo)[0] == "There is nothing to undo."


def test_a_look_finds_new_files_and_tells_when_it_begins_and_ends(qtbot, tmp_path, project, decisions):
    save_class(tmp_path / "colours" / "red", "red", 3, first=50)
    states = []
    decisions.looking.connect(states.append)
    assert decided(qtbot, decisions, decisions.look_again) == ("New: 3. Gone: 0. Changed: 0.", False)
    assert states == [True, False]


def test_a_failure_is_told_and_the_next_decision_still_works(qtbot, tmp_path, project, decisions):
    (tmp_path / "colours").rename(tmp_path / "elsewhere")
    with qtbot.waitSignal(decisions.failed) as failed:
        decisions.look_again()
    assert "is not where it was" in str(failed.args[0].what)
    assert decided(qtbot, decisions, lambda: decisions.leave_out(project.index.ids()[:1]))[1]


def test_two_quick_undos_take_back_two_decisions(qtbot, project, decisions):
    first, second = project.index.ids()[:2]
    decided(qtbot, decisions, lambda: decisions.leave_out([first]))
    one = decisions.made
    decided(qtbot, decisions, lambda: decisions.leave_out([second]))
    decisions.undo(decisions.made)
    decisions.undo(one)  # before the first is carried out
    qtbot.waitUntil(lambda: project.index.count(Status.LEFT_OUT) == 0)


def test_a_new_split_is_taken_back_picture_by_picture(qtbot, project, decisions):
    before, choice = {each.id: each.split for each in project.index.pictures()}, project.split
    with qtbot.waitSignal(decisions.offered) as offered:
        decisions.split(seed=7, val_fraction=0.5, test_fraction=0.1)
    assert {each.id: each.split for each in project.index.pictures()} != before
    assert str(offered.args[0]) == "The pictures are split anew"
    with qtbot.waitSignal(decisions.changed):
        offered.args[1]()
    assert {each.id: each.split for each in project.index.pictures()} == before
    assert project.split == choice
