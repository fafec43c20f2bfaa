"""What folders mean: the class is where pictures part, splits are known by name."""

from __future__ import annotations

import os
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.index import Split
from sft_gui.data.readers.folders.folders import FolderReader
from sft_gui.data.readers.folders.layout import Layout, understand
from sft_gui.data.readers.reader import Choice
from sft_gui.data.scan import examine
from sft_gui.data.source import Source
from sft_gui.data.walk import list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import Cancelled, UserError
from tests.data.readers.reading import read_best

TRAIN, VAL, TEST = Split


def meaning(*paths: str) -> dict[str, tuple[str | None, Split | None]]:
    return {place.path: (place.label, place.split) for place in understand(paths).places}


def said(layout: Layout) -> list[str]:
    return [str(note) for note in layout.all_notes()]


@pytest.mark.parametrize(
    ("prefix", "suffix"), [("", ""), ("dataset/", ""), ("dataset/images/", "deeper/"), ("a/b/c/", "d/e/")]
)
def test_the_class_is_where_pictures_part_at_any_depth(prefix: str, suffix: str) -> None:
    paths = {f"{prefix}{label}/{suffix}{i}.jpg": (label, None) for label in ("ants", "bees") for i in range(2)}
    assert meaning(*paths) == paths


@pytest.mark.parametrize(
    "names", [("train", "val", "test"), ("Training", "VALID", "Test"), ("TRAIN", "dev", "testing")]
)
@pytest.mark.parametrize("layout", ["{s}/{c}/x.jpg", "data/{s}/{c}/x.jpg", "data/images/{s}/all/{c}/sub/x.jpg"])
def test_splits_are_known_by_name_in_any_case(names: tuple[str, ...], layout: str) -> None:
    for count in (1, 2, 3):
        wanted = {
            layout.format(s=name, c=label): (label, split)
            for name, split in list(zip(names, Split, strict=True))[:count]
            for label in ("ants", "bees")
        }
        assert meaning(*wanted) == wanted


def test_splits_below_the_classes_are_understood() -> None:
    wanted = {f"{c}/{s}/x.jpg": (c, Split(s)) for c in ("ants", "bees") for s in ("train", "val")}
    assert meaning(*wanted) == wanted


def test_a_class_called_train_is_a_class() -> None:
    assert meaning("bus/a.jpg", "car/b.jpg", "train/c.jpg")["train/c.jpg"] == ("train", None)


def test_a_folder_beside_the_splits_is_passed_over_and_said() -> None:
    layout = understand(["train/a/1.jpg", "train/b/2.jpg", "val/a/3.jpg", "val/b/4.jpg", "extra/c/5.jpg"])
    assert {place.label for place in layout.places} == {"a", "b", None}
    assert said(layout) == ["1 picture in 'extra' lies in no class folder and is passed over."]


def test_a_picture_beside_the_class_folders_does_not_hide_them() -> None:
    for prefix in ("", "dataset/"):
        got = meaning(f"{prefix}cover.jpg", f"{prefix}a/1.jpg", f"{prefix}b/2.jpg")
        assert got[f"{prefix}a/1.jpg"] == ("a", None)
        assert got[f"{prefix}cover.jpg"] == (None, None)


def test_a_single_class_keeps_its_name_whatever_lies_below() -> None:
    assert meaning("ants/1.jpg", "ants/2.jpg")["ants/1.jpg"] == ("ants", None)
    assert meaning("ants/1.jpg", "ants/more/2.jpg")["ants/more/2.jpg"] == ("ants", None)


def test_names_that_look_the_same_are_the_same_class() -> None:
    assert len({label for label, _ in meaning("train/é/1.jpg", "val/e\u0301/2.jpg", "train/x/3.jpg").values()}) == 2


PATHS = st.lists(
    st.lists(st.sampled_from(["train", "val", "test", "a", "b", "c"]), max_size=4).map("/".join),
    min_size=1,
    max_size=12,
)


@given(PATHS)
def test_any_layout_is_understood_without_inventing(folders: list[str]) -> None:
    paths = [f"{folder}/{i}.jpg".lstrip("/") for i, folder in enumerate(folders)]
    for place in understand(paths).places:
        assert place.path in paths
        assert place.label is None or place.label in place.path.split("/")[:-1]
        assert place.split is None or place.split in place.path.split("/")[:-1]


def tree(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")
    return root


def read(root: Path):
    return FolderReader().read(Source(root), Choice(task="classification", format="folders"), root / "unused")


def test_what_the_system_left_is_passed_over_in_silence(tmp_path: Path) -> None:
    junk = [
        ".DS_Store",
        "a/Thumbs.db",
        "a/desktop.ini",
        "__MACOSX/a/._1.jpg",
        "a/._1.jpg",
        ".git/x.png",
        "b/.hid/1.jpg",
    ]
    reading = read(tree(tmp_path, "a/1.jpg", "b/2.jpg", *junk))
    assert [entry.path for entry in reading.entries] == ["a/1.jpg", "b/2.jpg"]
    assert reading.notes == []


def test_other_files_are_counted_by_kind(tmp_path: Path) -> None:
    reading = read(tree(tmp_path, "a/1.jpg", "b/2.jpg", "a/notes.txt", "b/more.txt", "paper.pdf"))
    assert [str(note) for note in reading.notes] == ["3 files that are no pictures are passed over (2 .txt, 1 .pdf)."]


def test_a_picture_without_a_suffix_is_known_by_its_content(tmp_path: Path) -> None:
    tree(tmp_path, "a/1.jpg", "b/2.jpg", "b/README")
    (tmp_path / "b" / "photo").write_bytes(b"\xff\xd8\xff\xe0" + bytes(20))
    assert [entry.path for entry in read(tmp_path).entries] == ["a/1.jpg", "b/2.jpg", "b/photo"]


def test_links_are_followed_but_never_in_a_circle(tmp_path: Path) -> None:
    tree(tmp_path / "set", "a/1.jpg", "b/2.jpg")
    tree(tmp_path / "elsewhere", "3.jpg")
    (tmp_path / "set" / "c").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "set" / "a" / "loop").symlink_to(tmp_path / "set")
    (tmp_path / "set" / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "elsewhere")
    assert list_pictures(tmp_path / "set", Watcher()).pictures == ["a/1.jpg", "b/2.jpg", "c/3.jpg"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_pipes_devices_and_links_to_themselves_do_not_hang(tmp_path: Path) -> None:
    tree(tmp_path, "a/1.jpg", "b/2.jpg")
    os.mkfifo(tmp_path / "a" / "pipe.jpg")
    os.mkfifo(tmp_path / "a" / "pipe")
    os.mkfifo(tmp_path / "labels.csv")
    (tmp_path / "a" / "zero.jpg").symlink_to("/dev/zero")
    (tmp_path / "b" / "self.jpg").symlink_to("self.jpg")
    _, reading = read_best(tmp_path)
    reasons = {entry.path: str(examine(tmp_path, entry).reason) for entry in reading.entries}
    assert reasons["a/pipe.jpg"] == reasons["a/zero.jpg"] == "is no file, but a device or a pipe"
    assert reasons["b/self.jpg"] == "is a link to a file that is not there"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_closed_folder_is_said(tmp_path: Path) -> None:
    tree(tmp_path, "a/1.jpg", "b/2.jpg", "c/3.jpg")
    (tmp_path / "c").chmod(0)
    notes = [str(note) for note in read(tmp_path).notes]
    (tmp_path / "c").chmod(0o700)
    assert notes == ["The folder 'c' may not be opened, so it is passed over."]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only elsewhere")
def test_a_name_that_is_no_text_is_listed_and_harms_nothing(tmp_path: Path) -> None:
    tree(tmp_path, "a/1.jpg", "b/2.jpg")
    (tmp_path / "a" / os.fsdecode(b"caf\xe9.jpg")).write_bytes(b"x")
    bad = [entry for entry in read(tmp_path).entries if entry.reason]
    assert [(entry.path, entry.label) for entry in bad] == [("a/caf\\xe9.jpg", "a")]


@pytest.mark.parametrize(
    ("paths", "sentence"),
    [
        ((), "There is no picture in"),
        (("readme.txt",), "There is no picture in"),
        (("1.jpg", "2.jpg"), "lie in no class folders"),
        (("train/1.jpg", "val/2.jpg"), "lie in no class folders"),
    ],
)
def test_what_is_missing_is_explained(tmp_path: Path, paths: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        read(tree(tmp_path, *paths))
    assert "into a folder with the class's name" in str(caught.value)


def test_listing_stops_when_asked(tmp_path: Path) -> None:
    tree(tmp_path, *(f"{letter}/1.jpg" for letter in string.ascii_lowercase))
    with pytest.raises(Cancelled):
        FolderReader().propose(Source(tmp_path, Watcher(cancelled=lambda: True)), Choice())
