"""The index finds, counts, and keeps decisions that can be taken back."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.index import Found, Index, Split, Status, natural_key
from sft_gui.data.index_file import DamagedIndex
from sft_gui.errors import UserError
from sft_gui.messages import say


def found(number: int, label: str, **values: object) -> Found:
    defaults = {"width": 4, "height": 3, "size": 10, "mtime": 1.5, "digest": f"{number:032x}"}
    return Found(f"{label}/{number}.png", label, **{**defaults, **values})


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index.sqlite")
    index.replace(
        [found(number, f"class {number % 3 + 8}") for number in range(12)]
        + [found(99, "class 8", reason=say("is empty (0 bytes)"), digest="")]
    )
    index.set_splits((id, Split.VAL) for id in index.ids(label="class 9")[:2])
    yield index
    index.close()


def test_classes_are_in_natural_order(index: Index) -> None:
    assert index.classes == ("class 8", "class 9", "class 10")
    assert list(index.counts()) == list(index.classes)
    assert index.counts()["class 9"] == {Split.TRAIN: 2, Split.VAL: 2, Split.TEST: 0}


def test_filters_agree_between_ids_and_pictures(index: Index) -> None:
    for split in (None, *Split):
        for label in (None, "class 9"):
            for text in ("", "1", "CLASS", "_", "%"):
                for status in (None, *Status):
                    filters = {"split": split, "label": label, "text": text, "status": status}
                    assert index.ids(**filters) == [picture.id for picture in index.pictures(**filters)]
    assert len(index.ids(text="class 9/")) == 4
    assert index.ids(text="_") == []


def test_an_unreadable_file_is_listed_with_its_reason_and_counts_nowhere(index: Index) -> None:
    (picture,) = index.unreadable()
    assert (picture.path, str(picture.reason)) == ("class 8/99.png", "is empty (0 bytes)")
    assert picture.status is Status.UNREADABLE
    assert index.count() == 12 == sum(sum(by_split.values()) for by_split in index.counts().values())


def test_pictures_are_found_by_id_in_the_order_asked(index: Index) -> None:
    ids = index.ids()[::-3]
    assert [picture.id for picture in index.some(ids)] == ids
    assert index.picture(ids[0]).id == ids[0]
    with pytest.raises(KeyError):
        index.picture(12345)


def test_decisions_are_taken_back_one_by_one_the_last_first(index: Index) -> None:
    before = index.pictures()
    index.leave_out(index.ids(label="class 9"))
    assert "class 9" not in index.classes
    index.relabel(index.ids(label="class 10")[:1], "new")
    assert index.classes == ("class 8", "class 10", "new")
    assert str(index.undo()) == "1 picture has its old label again."
    assert str(index.undo()) == "4 pictures are no longer left out."
    assert index.undo() is None
    assert index.pictures() == before


def test_left_out_pictures_can_be_taken_in_again(index: Index) -> None:
    ids = index.ids(label="class 9")
    index.leave_out(ids)
    assert [picture.status for picture in index.some(ids)] == [Status.LEFT_OUT] * 4
    index.leave_out(ids[:1], out=False)
    assert index.ids(label="class 9") == ids[:1]
    index.undo()
    assert index.ids(label="class 9") == []


def test_deciding_about_nothing_leaves_nothing_to_undo(index: Index) -> None:
    index.leave_out([])
    index.relabel([4711], "x")
    assert index.undo() is None


def test_decisions_and_undo_outlive_the_process(index: Index, tmp_path: Path) -> None:
    index.leave_out(index.ids()[:5])
    index.close()
    again = Index(tmp_path / "index.sqlite")
    assert again.count(Status.LEFT_OUT) == 5
    again.undo()
    assert again.count() == 12
    again.close()


def test_a_file_that_comes_back_still_has_its_decisions(index: Index) -> None:
    (first, *rest) = [found(number, f"class {number % 3 + 8}") for number in range(12)]
    id = index.ids(text=first.path)[0]
    index.relabel([id], "mine")
    index.replace(rest)
    assert index.count() == 11
    assert index.picture(id).status is Status.UNREADABLE
    assert index.ids(status=None) == index.ids()
    index.replace([first, *rest])
    assert index.picture(id).label == "mine"


def test_the_fingerprint_follows_content_label_and_split_but_not_paths(index: Index) -> None:
    before = index.fingerprint()
    files = [file for file in index.known().values() if file.reason is None]
    index.replace([Found(f"moved/{file.path}", file.label, digest=file.digest) for file in files])
    index.set_splits((id, Split.VAL) for id in index.ids(label="class 9")[:2])
    assert index.fingerprint() == before
    index.leave_out(index.ids()[:1])
    assert index.fingerprint() != before


def test_annotations_come_back_as_they_were(tmp_path: Path) -> None:
    index = Index(tmp_path / "a.sqlite")
    boxes = {"boxes": [{"label": "猫", "xyxy": [1, 2.5, 3, 4]}]}
    index.replace([Found("a.png", None, boxes, Split.TEST)])
    assert index.pictures()[0].annotation == boxes
    assert index.pictures()[0].label is None
    assert index.classes == ()
    assert index.readable()[0][3] is Split.TEST
    index.close()


def test_threads_read_while_another_writes(index: Index) -> None:
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                assert len(index.ids(status=None)) == 13
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(15):
        index.leave_out(index.ids()[:3])
        index.undo()
    for reader in readers:
        reader.join()
    assert not failures


def test_a_list_that_cannot_be_written_is_told_and_stays_usable(index: Index) -> None:
    before = index.pictures()
    with index._connection() as connection:
        connection.execute("PRAGMA max_page_count = 1")  # no less than it has: the next page finds the disk full
    with pytest.raises(UserError, match=r"The disk is full: index.sqlite could not be written"):
        index.replace([*index.known().values(), *(found(number, "more" * 50) for number in range(100, 2000))])
    assert index.pictures() == before


def test_a_newer_format_is_refused_in_words(index: Index, tmp_path: Path) -> None:
    index.close()
    connection = sqlite3.connect(tmp_path / "index.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UserError, match="newer version"):
        Index(tmp_path / "index.sqlite")


def test_a_damaged_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndex, match="is damaged"):
        Index(tmp_path / "index.sqlite")


@given(st.lists(st.text(max_size=8), max_size=8))
def test_natural_order_takes_any_names(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    assert sorted(ordered, key=natural_key) == ordered


def test_natural_order_counts() -> None:
    names = ["a10", "a9", "A1", "a1b2", "a1b10", "b", "2", "10"]
    assert sorted(names, key=natural_key) == ["2", "10", "A1", "a1b2", "a1b10", "a9", "a10", "b"]
