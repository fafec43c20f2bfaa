"""Evidence decides: what explains most wins, what is close is offered, what is not read is named, and nothing flips."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sft_gui.data import understand as module
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import FOLDERS, Choice, Proposal
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood, Understood, understand, understand_and_read
from sft_gui.data.walk import list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from tests.fixtures import colour_folder


class Proposing:
    """A reader that proposes what it is told to."""

    options: frozenset[str] = frozenset({"label"})
    support = ()

    def __init__(self, name, explained, *, total=10, weight=1.0, task="classification", **more):
        self.name = self.family = name
        self.task, self.label = task, say("a reader")
        self.made = Proposal(
            Choice(task, name), say("each picture by {name}", name=name), explained, total, weight, **more
        )

    def propose(self, source, wanted):
        return [self.made]

    def read(self, source, choice, workspace):
        raise UserError(say("It is damaged."))


@pytest.fixture
def readers(monkeypatch, tmp_path):
    def use(*made):
        monkeypatch.setattr(module.registry, "READERS", made)
        return Source(tmp_path)

    return use


def refused(name, explained, **more):
    return Proposing(name, explained, refusal=UserError(say("{name} is not read.", name=name)), **more)


def test_what_explains_most_wins_and_the_close_ones_are_rivals(readers):
    source = readers(
        Proposing("few", 2), Proposing("most", 9), Proposing("some", 6), Proposing("folders", 10, weight=FOLDERS)
    )
    found = understand(source)
    assert found.best.reader == "most"
    assert [each.reader for each in found.rivals] == ["some"]
    assert [each.reader for each in found.others] == ["some", "folders", "few"]
    assert "each picture by some" in str(found.notes()[0])


def test_of_equals_the_more_specific_wins(readers):
    assert understand(readers(Proposing("first", 8), Proposing("second", 8))).best.reader == "first"


def test_a_format_that_is_not_read_wins_or_is_named(readers):
    with pytest.raises(NotUnderstood, match="foreign is not read") as told:
        understand(readers(Proposing("folders", 10, weight=FOLDERS), refused("foreign", 10)))
    assert [each.reader for each in told.value.alternatives] == ["folders"]
    found = understand(readers(Proposing("folders", 10, weight=FOLDERS), refused("foreign", 1)))
    assert found.best.reader == "folders" and "foreign is not read" in str(found.notes()[-1])


def test_what_must_be_asked_is_asked_with_the_ways(readers):
    ask = UserError(say("Two columns could be it."), say("Say which."))
    with pytest.raises(NotUnderstood, match="Two columns") as told:
        understand(readers(Proposing("table", 10, question=ask), Proposing("other", 3)))
    assert [each.reader for each in told.value.alternatives] == ["table", "other"]


def test_what_cannot_be_read_is_not_read_as_something_else(readers, tmp_path):
    source = readers(Proposing("broken", 10), Proposing("folders", 10, weight=FOLDERS))
    with pytest.raises(NotUnderstood, match="It is damaged") as told:
        understand_and_read(source, Choice(), tmp_path / "work")
    assert [each.reader for each in told.value.alternatives] == ["folders"]


@pytest.mark.parametrize(
    ("wanted", "reader"),
    [(Choice(task="detection"), "boxes"), (Choice(format="labels"), "labels"), (Choice(label="dx"), "boxes")],
)
def test_what_is_wanted_limits_who_is_asked(readers, wanted, reader):
    deaf = Proposing("labels", 10)
    deaf.options = frozenset()
    assert understand(readers(deaf, Proposing("boxes", 1, task="detection")), wanted).best.reader == reader


def test_a_wish_that_nothing_fits_is_told_with_what_does(readers):
    with pytest.raises(NotUnderstood, match="format coco") as told:
        understand(readers(Proposing("folders", 3)), Choice(format="coco"))
    assert [each.reader for each in told.value.alternatives] == ["folders"]


def test_what_is_kept_comes_back_whole(readers):
    found = understand(readers(Proposing("a", 10), Proposing("b", 9)))
    kept = Understood.of(found)
    assert Understood.from_json(kept.to_json()) == kept and kept.has_others
    assert Understood.from_json(None) is None
    choice = Choice("classification", "table", "dx", "image_id", None, False)
    assert Choice.from_json({**choice.to_json(), "of_a_later_version": 1}) == choice
    assert Choice(label="sex").filled(choice) == replace(choice, label="sex")


def test_looking_can_be_cancelled_and_leaves_nothing(tmp_path):
    source = colour_folder(tmp_path, per_class=2)
    seen = []
    watcher = Watcher(lambda done, total, what: seen.append(str(what)), lambda: "Looking what it is" in seen)
    with pytest.raises(Cancelled):
        understand(Source(source, watcher))
    with pytest.raises(Cancelled):
        Project.create(source, on_progress=lambda *told: None, cancelled=lambda: True)
    assert Project.recent() == []


def test_a_folder_without_pictures_says_what_else_is_there(tmp_path: Path):
    (tmp_path / "set").mkdir()
    for i in range(3):
        (tmp_path / "set" / f"{i}.qqq").write_text("x")
    with pytest.raises(NotUnderstood, match=r"3 \.qqq"):
        understand(Source(tmp_path / "set"))


def test_around_a_single_file_the_nearest_files_are_looked_at_and_not_a_whole_disk(tmp_path: Path):
    near, far = tmp_path / "near", tmp_path / "a" / "b" / "c"
    for folder, count in ((near, 3), (far, 50)):
        folder.mkdir(parents=True)
        for i in range(count):
            (folder / f"{folder.name}{i}.png").write_bytes(b"")
    listing = list_pictures(tmp_path, Watcher(), around=4)
    assert len(listing.pictures) == 3 and listing.is_cut
    assert not any(path.startswith("a/b/c") for path in listing.pictures)
    assert "nearest" in str(listing.notes()[0])
    assert len(list_pictures(tmp_path, Watcher()).pictures) == 53
