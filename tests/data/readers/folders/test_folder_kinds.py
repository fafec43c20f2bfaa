"""Trees of folders as people have them: parts, groups, what lies aside, lists, names that hardly differ."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sft_gui.data.index import Split
from sft_gui.data.project import Project
from sft_gui.data.readers.folders.file_names import FileNameReader, _look, class_of
from sft_gui.data.readers.folders.folders import FolderReader
from sft_gui.data.readers.folders.layout import Layout, at_level, understand
from sft_gui.data.readers.reader import Choice
from sft_gui.data.understand import NotUnderstood
from tests.data.readers.reading import proposals, read_best, read_by, understood
from tests.fixtures import COLOURS, draw

TRAIN, VAL, TEST = Split
FILES = Choice(task="classification", format="folders")


def paths(tree: str, count: int = 4) -> list[str]:
    """Give ``count`` pictures in each of the folders, or as many as follow its colon."""
    found = []
    for each in tree.split():
        folder, _, number = each.partition(":")
        found += [f"{folder}/{folder.replace('/', '')}{i}.png".removeprefix("./") for i in range(int(number or count))]
    return found


def write(root: Path, tree: str | list[str]) -> Path:
    for number, path in enumerate(paths(tree) if isinstance(tree, str) else tree):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        draw(list(COLOURS.values())[number % 6], number, (32, 24)).save(root / path)
    return root


def classes(layout: Layout) -> dict[str, int]:
    return dict(layout.counts)


def splits(layout: Layout) -> dict[Split | None, int]:
    return dict(Counter(place.split for place in layout.places if place.label is not None))


def said(layout: Layout) -> str:
    return " ".join(map(str, layout.all_notes()))


@pytest.mark.parametrize(
    ("tree", "by_split"),
    [
        ("training_set/training_set/cat training_set/training_set/dog test_set/cat test_set/dog", {TRAIN: 8, TEST: 8}),
        ("seg_train/seg_train/cat seg_train/seg_train/dog seg_test/cat seg_test/dog seg_pred", {TRAIN: 8, TEST: 8}),
        ("1_train/cat 1_train/dog 2_val/cat 2_val/dog", {TRAIN: 8, VAL: 8}),
        ("train1/cat train1/dog train2/cat train2/dog test/cat test/dog", {TRAIN: 16, TEST: 8}),
        ("训练集/cat 训练集/dog 验证集/cat 验证集/dog", {TRAIN: 8, VAL: 8}),
        ("entraînement/cat entraînement/dog prueba/cat prueba/dog", {TRAIN: 8, TEST: 8}),
        ("cat/train cat/val:2 dog/train dog/val:2", {TRAIN: 8, VAL: 4}),
        ("cat dog test/cat:2 test/dog:2", {None: 8, TEST: 4}),
        ("train_cat train_dog test_cat:2 test_dog:2", {TRAIN: 8, TEST: 4}),
        ("rgb/train/cat rgb/train/dog rgb/val/cat rgb/val/dog ir/train/cat ir/train/dog", {TRAIN: 16, VAL: 8}),
        ("train/cat train/dog test/unknown:3", {TRAIN: 8}),
        ("train/cat/s1 train/dog/s1 val/cat/s1:2", {TRAIN: 8, VAL: 2}),
        ("fold1/cat fold1/dog fold2/cat fold2/dog", {None: 16}),
        ("fold_1/cat fold_1/dog fold_2/cat", {None: 12}),
        ("patient1/cat patient2/dog patient2/cat patient3/dog", {None: 16}),
        ("10253/cat 10253/dog 10254/cat 10255/cat 10255/dog", {None: 20}),
        ("color/cat color/dog grayscale/cat grayscale/dog", {None: 16}),
        ("cat/front cat/back dog/front dog/back", {None: 16}),
        ("cat/images dog/images", {None: 8}),
        ("data/images/cat data/images/dog docs:1 .:2", {None: 8}),
        ("mine/cat mine/dog examples:5", {None: 8}),
        ("a/a/train/cat a/a/train/dog a/a/valid/cat a/a/valid/dog test/test:2", {TRAIN: 8, VAL: 8}),
        ("2019/cat 2019/dog 2020/cat 2020/dog", {None: 16}),
        ("cat:20 dog:20 runs/classify/train:9", {None: 40}),
        ("images/cat images/dog masks/cat masks/dog", {None: 8}),
        ("cat/images cat/masks dog/images dog/masks", {None: 8}),
    ],
)  # fmt: skip
def test_each_level_is_known_for_what_it_is(tree: str, by_split: dict[Split | None, int]) -> None:
    layout = understand(paths(tree))
    assert set(classes(layout)) == {"cat", "dog"}
    assert splits(layout) == by_split


@pytest.mark.parametrize(
    ("tree", "wanted"),
    [
        ("bus car train", {"bus", "car", "train"}),
        ("control test", {"control", "test"}),
        ("valid invalid", {"valid", "invalid"}),
        ("train/n000001 train/n000002 test/n000003", {"n000001", "n000002", "n000003"}),
        ("images/mask images/unmasked", {"mask", "unmasked"}),
        ("training_fake training_real", {"training_fake", "training_real"}),
        ("person1 person2", {"person1", "person2"}),
        ("person1/session1 person1/session2 person2/session1", {"person1", "person2"}),
        ("docs:9 mails:9 forms:9", {"docs", "mails", "forms"}),
        ("cat dog/puppy dog/adult", {"cat", "dog"}),
        ("1 2 10 class.v2", {"1", "2", "10", "class.v2"}),
    ],
)
def test_names_like_those_of_parts_and_masks_can_be_classes(tree: str, wanted: set[str]) -> None:
    assert set(classes(understand(paths(tree)))) == wanted


@pytest.mark.parametrize(
    ("tree", "note"),
    [
        ("train/cat train/dog test:3", "3 pictures in 'test' lie in no class folders: they are ones to predict"),
        ("cat dog unlabeled:9", "9 pictures in 'unlabeled' lie in no class folders: they are ones to predict"),
        ("train/cat train/dog valid:3", "3 pictures in 'valid' lie in no class folders and are passed over"),
        ("cat:8 dog:8 docs:1", "1 picture in 'docs' is passed over"),
        ("cat dog test", "The folder 'test' is named like a part of a data set"),
        ("color/cat color/dog", ""),
    ],
)
def test_what_is_passed_over_is_said(tree: str, note: str) -> None:
    assert note in said(understand(paths(tree)))


def test_folds_that_are_whole_copies_are_read_once() -> None:
    names = {"train": "abcd", "val": "ef"}
    tree = [f"fold1/{part}/{c}/{c}{n}.png" for part, all_ in names.items() for c in ("cat", "dog") for n in all_]
    other = {"train": "cdef", "val": "ab"}
    tree += [f"fold2/{part}/{c}/{c}{n}.png" for part, all_ in other.items() for c in ("cat", "dog") for n in all_]
    layout = understand(tree)
    assert (classes(layout), splits(layout)) == ({"cat": 6, "dog": 6}, {TRAIN: 8, VAL: 4})
    assert "only 'fold1' is read" in said(layout)


def test_versions_of_one_picture_are_warned_of() -> None:
    tree = [f"{kind}/{c}/{c}{i}.png" for kind in ("color", "segmented") for c in ("cat", "dog") for i in range(3)]
    assert "versions of one picture" in said(understand(tree))


def test_masks_beside_pictures_are_no_pictures_of_the_class() -> None:
    tree = [f"{c}/{c} ({i}){mask}.png" for c in ("benign", "normal") for i in range(3) for mask in ("", "_mask")]
    layout = understand(tree)
    assert classes(layout) == {"benign": 3, "normal": 3}
    assert "6 pictures are by their names the masks of others" in said(layout)


def test_empty_class_folders_are_named() -> None:
    layout = understand(paths("cat dog"), ["cat", "dog", "bird", "docs", "labels", "test"])
    assert said(layout) == "The folder 'bird' holds no picture, so it is no class."


# Names that hardly differ


@pytest.mark.parametrize(
    ("tree", "wanted", "note"),
    [
        (["Cats /1.png", "Cats/2.png", "Cats/4.png", "dogs/3.png"], {"Cats": 3, "dogs": 1}, "only spaces at the end"),
        (["train/Cats/1.png", "train/Dogs/2.png", "val/cats/3.png", "val/dogs/4.png"], {"Cats": 2, "Dogs": 2}, "capi"),
        (["train/hot_dog/1.png", "train/x/1.png", "val/hot-dog/2.png", "val/x/3.png"], {"hot-dog": 2, "x": 2}, "hyph"),
        (["hot_dog/1.png", "hot dog/2.png", "x/3.png"], {"hot_dog": 1, "hot dog": 1, "x": 1}, "kept apart"),
        (["A/1.png", "a/2.png"], {"A": 1, "a": 1}, "kept apart"),
        (["é1/1.png", "e\u03011/2.png", "x/3.png"], {"é1": 2, "x": 1}, "form of letters"),
    ],
)  # fmt: skip
def test_classes_that_hardly_differ(tree: list[str], wanted: dict[str, int], note: str) -> None:
    layout = understand(tree)
    assert classes(layout) == wanted and note in said(layout)


def test_they_are_joined_or_kept_as_it_is_said() -> None:
    tree = ["hot_dog/1.png", "hot dog/2.png", "Hot_dog/3.png", "x/4.png"]
    assert len(classes(understand(tree, join=True))) == 2
    assert len(classes(understand(tree, join=False))) == 4


# Levels


def test_another_level_is_offered_and_can_be_chosen(tmp_path: Path) -> None:
    source = write(tmp_path / "set", "flickr/cat flickr/dog google/cat google/dog")
    understanding = understood(source)
    assert set(understanding.best.counts) == {"cat", "dog"}
    (other,) = understanding.rivals
    assert other.choice.class_level == 1 and set(other.counts) == {"flickr", "google"}
    assert len({entry.label for entry in read_by(FolderReader(), source, Choice(class_level=1)).entries}) == 2
    assert {entry.label for entry in read_by(FolderReader(), source, Choice(class_level=1)).entries} == {
        "flickr",
        "google",
    }


def test_a_level_that_is_chosen_counts_outright() -> None:
    layout = at_level(paths("train/cat train/dog val/cat docs:1"), 1)
    assert classes(layout) == {"train": 8, "val": 4, "docs": 1}
    layout = at_level(paths("train/cat train/dog val/cat docs:1"), 2)
    assert (classes(layout), splits(layout)) == ({"cat": 8, "dog": 4}, {TRAIN: 8, VAL: 4})


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ("ants", "There is only one class, 'ants'"),
        ("part_1 part_2", "named for what they hold, not for classes: part_1, part_2"),
        ("HAM_images_part_1 HAM_images_part_2", "named for what they hold"),
        ("2021-05-01 2021-05-02", "named for what they hold"),
        ("Original/pox Original/other Fold1/Train/MP Fold1/Test/MP Fold1/Train/ok", "named for what they hold"),
        ("train:4 test:4", "lie in no class folders, but right in 'train', 'test'"),
        ("train/images test/images", "lie in no class folders, but right in 'train/images', 'test/images'"),
        (".", "lie in no class folders"),
    ],
)
def test_folders_that_name_no_classes_are_told_as_they_are(tmp_path: Path, tree: str, sentence: str) -> None:
    tree = [f"{number:03}.png" for number in range(4)] if tree == "." else tree  # type: ignore[assignment]
    source = write(tmp_path / "set", tree)
    found = proposals(FolderReader(), source)
    told = found[0].refusal or found[0].question
    assert told is not None and sentence in str(told.what)
    assert all(each.refusal or each.question for each in found)
    with pytest.raises(NotUnderstood):
        understood(source)


def test_numbered_labels_are_classes(tmp_path: Path) -> None:
    _, reading = read_best(write(tmp_path / "set", "label_0 label_1 label_1/label_1_1"))
    assert {entry.label for entry in reading.entries} == {"label_0", "label_1"}


def test_folders_named_for_what_they_hold_are_classes_if_it_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "set", "part_1 part_2")
    with pytest.raises(NotUnderstood, match=r"part_1, part_2\. If they are classes .* --class-level 1\.") as caught:
        understood(source)
    assert [each.choice.class_level for each in caught.value.alternatives] == [1]
    _, reading = read_best(source, Choice(class_level=1))
    assert {entry.label for entry in reading.entries} == {"part_1", "part_2"}


def test_what_was_seen_beside_the_pictures_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "set", ["1.png", "2.png", "3.png"])
    (source / "about.json").write_text('{"what": 1}')
    with pytest.raises(NotUnderstood, match=r"none of the files beside them could be read .*1 .json"):
        understood(source)


# Lists


def test_tiny_imagenet_has_the_classes_of_validation_in_a_list(tmp_path: Path) -> None:
    names = ("n02099601", "n02124075")
    source = write(
        tmp_path / "tiny",
        [f"train/{c}/images/{c}_{i}.png" for c in names for i in range(4)]
        + [f"val/images/val_{i}.png" for i in range(4)]
        + [f"test/images/test_{i}.png" for i in range(2)],
    )
    (source / "val" / "val_annotations.txt").write_text(
        "".join(f"val_{i}.png\t{names[i % 2]}\t0\t0\t5\t5\n" for i in range(4))
    )
    (source / "wnids.txt").write_text("\n".join(names))
    name, reading = read_best(source)
    assert name == "folders"
    assert Counter((entry.label, entry.split) for entry in reading.entries) == {
        (names[0], TRAIN): 4, (names[1], TRAIN): 4, (names[0], VAL): 2, (names[1], VAL): 2,
    }  # fmt: skip
    assert "taken from val/val_annotations.txt" in " ".join(map(str, reading.notes))


@pytest.mark.parametrize("suffix", ["", ".png"])
@pytest.mark.parametrize("more", ["", " 0"])
def test_food_101_has_its_parts_in_lists(tmp_path: Path, suffix: str, more: str) -> None:
    source = write(tmp_path / "food", [f"images/{c}/{i}.png" for c in ("apple_pie", "ramen") for i in range(4)])
    (source / "meta").mkdir()
    for part, numbers in (("train", (0, 1, 2)), ("test", (3,))):
        lines = [f"{c}/{i}{suffix}{more}" for c in ("apple_pie", "ramen") for i in numbers]
        (source / "meta" / f"{part}.txt").write_text("\n".join(lines))
    (source / "meta" / "classes.txt").write_text("apple_pie\nramen\n")
    _, reading = read_best(source)
    found = Counter(entry.split for entry in reading.entries)
    assert found == {TRAIN: 6, TEST: 2}


def test_cub_has_its_parts_by_number(tmp_path: Path) -> None:
    tree = [f"images/{c}/{i}.png" for c in ("001.Albatross", "002.Auk") for i in range(3)]
    source = write(tmp_path / "CUB_200_2011", tree)
    (source / "images.txt").write_text("".join(f"{i} {path[7:]}\n" for i, path in enumerate(tree, 1)))
    (source / "train_test_split.txt").write_text("".join(f"{i} {int(i % 3 > 0)}\n" for i in range(1, 7)))
    _, reading = read_best(source)
    assert {entry.label for entry in reading.entries} == {"001.Albatross", "002.Auk"}
    assert [entry.split for entry in reading.entries] == [TRAIN, TRAIN, TEST] * 2


# Names of files


@pytest.mark.parametrize(
    ("stem", "label"),
    [
        ("cat.0", "cat"), ("dog_12", "dog"), ("IMG_cat (3)", "cat"), ("n02099601_123", "n02099601"), ("cat12", "cat"),
        ("american_bulldog_10", "american_bulldog"), ("0001_cat", "cat"), ("benign (1)", "benign"), ("猫_12", "猫"),
        ("cat_12_jpg.rf.0123456789abcdef0123456789abcdef", "cat"), ("20190508_apple_12", "apple"),
        ("train_cat_3", "cat"),
        ("IMG_0001", None), ("DSC_0012", None), ("frame_0001", None), ("train_001", None), ("0_12", None), ("7", None),
        ("WhatsApp Image 2021-05-01 at 10.11.12", None), ("IMG-20210101-WA0003", None), ("P1010023", None),
        ("benign (1)_mask", None),
    ],
)  # fmt: skip
def test_the_class_in_a_file_name(stem: str, label: str | None) -> None:
    assert class_of(stem) == label


def test_dogs_against_cats(tmp_path: Path) -> None:
    source = write(
        tmp_path / "set",
        [f"train/{c}.{i}.png" for c in ("cat", "dog") for i in range(4)] + [f"test1/{i}.png" for i in range(1, 5)],
    )
    (source / "sampleSubmission.csv").write_text("id,label\n1,0\n2,0\n3,0\n4,0\n")
    best = understood(source).best
    assert best.reader == "file_names" and dict(best.counts) == {"cat": 4, "dog": 4}
    assert "beginning of its file name" in str(best.sentence) and "cat.0.png" in str(best.assumed[0])
    project = Project.create(source, folder=tmp_path / "project")
    assert project.classes == ("cat", "dog") and len(project.index.ids()) == 8
    project.close()


@pytest.mark.parametrize(
    "tree",
    [
        [f"{name}_{i:04}.png" for name in ("IMG", "DSC") for i in range(5)],
        [f"train_{i}.png" for i in range(5)] + [f"test_{i}.png" for i in range(5)],
        [f"{name}.png" for name in ("anna", "berta", "carla", "doris")],
        [f"cats/cat_{i}.png" for i in range(4)] + [f"dogs/dog_{i}.png" for i in range(4)],
    ],
)
def test_names_of_cameras_parts_and_folders_are_no_classes(tmp_path: Path, tree: list[str]) -> None:
    assert not proposals(FileNameReader(), write(tmp_path / "set", tree))


# Whatever the strays

CLASSES = ("cat", "dog", "bird", "Ziege", "猫", "hot dog", "010")
PARTS = (("train", "val", "test"), ("Training Data", "Validation Data", "Test Data"), ("seg_train", "dev", "seg_test"))
GROUPS = ((), ("fold1", "fold2", "fold3"), ("color", "grayscale"), ("patient_1", "patient_2"))


@st.composite
def trees(draw_: st.DrawFn) -> tuple[list[str], dict[str, tuple[str, Split | None]], list[str]]:
    """Draw a tree of parts, groups and classes in any order, with strays; the truth, and the strays."""
    names = draw_(st.lists(st.sampled_from(CLASSES), min_size=2, max_size=4, unique=True))
    parts = draw_(st.sampled_from(((), *PARTS)))
    groups = draw_(st.sampled_from(GROUPS))
    order = draw_(st.sampled_from(("gpc", "pgc", "gcp", "cp") if not groups else ("gpc", "pgc")))
    order = "".join(each for each in order if not (each == "g" and not groups))
    wrapper = draw_(st.sampled_from(("", "my data/", "archive/images/")))
    below = draw_(st.sampled_from(("", "images/", "a/b/")))
    suffix = draw_(st.sampled_from((".png", ".JPG", ".jpeg")))
    truth: dict[str, tuple[str, Split | None]] = {}
    for label in names:
        for part in parts or ("",):
            for group in groups or ("",):
                for number in range(4):
                    folders = {"p": part, "g": group, "c": label}
                    folder = "/".join(folders[each] for each in order if folders[each])
                    path = f"{wrapper}{folder}/{below}{label}{part}{group}{number}{suffix}"
                    truth[path] = label, Split(("train", "val", "test")[parts.index(part)]) if parts else None
    strays = draw_(
        st.lists(
            st.sampled_from(("logo.png", "docs/banner.png", "runs/classify/train/results.png", "wandb/x/plot.png")),
            unique=True,
        )
    )
    if parts and order[-1] == "c":
        strays += [f"{wrapper}unlabelled/{i}{suffix}" for i in range(draw_(st.integers(0, 3)))]
    return sorted([*truth, *strays]), truth, strays


@settings(max_examples=150, deadline=None)
@given(trees())
def test_whatever_the_strays_the_folders_mean_what_they_did(
    tree: tuple[list[str], dict[str, tuple[str, Split | None]], list[str]],
) -> None:
    found, truth, strays = tree
    layout = understand(found)
    got = {place.path: (place.label, place.split) for place in layout.places if place.label is not None}
    assert got == truth
    told = said(layout)
    for stray in strays:
        folder = stray.rpartition("/")[0].split("/")
        assert (
            "beside the class folders" in told
            if folder == [""]
            else any(f"'{'/'.join(folder[:i])}'" in told for i in range(1, 9))
        )


@settings(max_examples=12, deadline=None)
@given(trees())
def test_whatever_the_strays_the_project_holds_the_truth_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, tree: tuple[list[str], dict[str, tuple[str, Split | None]], list[str]]
) -> None:
    found, truth, _ = tree
    source = write(tmp_path_factory.mktemp("tree") / "set", found)
    (source / "notes.txt").write_text("0 0.5 0.5\n")
    (source / "stray.xml").write_text("<annotation><object/></annotation>")
    name, reading = read_best(source)
    assert name == "folders"
    assert {entry.path: entry.label for entry in reading.entries} == {path: label for path, (label, _) in truth.items()}


NAMED = ("cat", "hot dog", "american_bulldog", "n02099601", "猫")
FORMS = (
    "{c}.{i}",
    "{c}_{i:03}",
    "{c} ({i})",
    "{i:04}_{c}",
    "IMG_{c}_{i}",
    "{c}-2021-05-0{i}",
    "{c}_{i}_jpg.rf.{i:032x}",
)
CAMERAS = ("IMG_{i:04}", "DSC{i:05}", "Screenshot {i}", "{i}", "frame_{i}", "cover_mask_{i}")


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(st.sampled_from(NAMED), min_size=2, max_size=4, unique=True),
    form=st.sampled_from(FORMS),
    strays=st.lists(st.sampled_from(CAMERAS), max_size=3),
    folder=st.sampled_from(("", "images/", "train/", "my data/all/")),
)
def test_whatever_the_strays_file_names_mean_what_they_did(
    names: list[str], form: str, strays: list[str], folder: str
) -> None:
    truth = {f"{folder}{form.format(c=name, i=i)}.png": name for name in names for i in range(1, 6)}
    found = _look(sorted([*truth, *(f"{folder}{stray.format(i=i)}.png" for i, stray in enumerate(strays))]))
    assert found.answers == truth and found.is_likely
