"""Classes and splits that do not fit together are said aloud."""

from __future__ import annotations

from sft_gui.data.index import Split
from sft_gui.data.readers.matching import settle
from sft_gui.data.readers.reader import Entry

TRAIN, VAL, TEST = Split


def entries(**splits_of: tuple[Split | None, ...]) -> list[Entry]:
    return [
        Entry(f"{name}{i}.png", name, split) for name, splits in splits_of.items() for i, split in enumerate(splits)
    ]


def outcome(*given: Entry) -> tuple[list[Split | None], bool, list[str]]:
    settled, is_given, notes = settle(given)
    return [entry.split for entry in settled], is_given, [str(note) for note in notes]


def test_train_and_validation_hold_and_there_is_no_test() -> None:
    assert outcome(*entries(a=(TRAIN, VAL), b=(TRAIN, VAL))) == ([TRAIN, VAL, TRAIN, VAL], True, [])


def test_without_validation_it_is_cut_and_test_stays() -> None:
    splits, is_given, notes = outcome(*entries(a=(TRAIN, TEST), b=(TRAIN, TEST)))
    assert (splits, is_given) == ([None, TEST, None, TEST], False)
    assert notes == ["There is a test set, but none for validation: it is cut from the training pictures."]


def test_only_training_is_split_anew() -> None:
    splits, is_given, notes = outcome(*entries(a=(TRAIN,), b=(TRAIN,)))
    assert (splits, is_given) == ([None, None], False)
    assert notes == ["There is only a training set: validation is cut from it."]


def test_without_training_everything_is_split_anew() -> None:
    splits, is_given, notes = outcome(*entries(a=(VAL, TEST), b=(VAL,)))
    assert (splits, is_given) == ([None] * 3, False)
    assert notes == ["There is no training set, so all pictures are split anew."]


def test_no_split_needs_no_words() -> None:
    assert outcome(*entries(a=(None,), b=(None,))) == ([None, None], False, [])


def test_what_has_no_split_among_those_that_have_is_trained_on() -> None:
    assert outcome(*entries(a=(TRAIN, VAL, None), b=(TRAIN, VAL)))[0][:3] == [TRAIN, VAL, TRAIN]


def test_classes_missing_somewhere_are_named() -> None:
    _, _, notes = outcome(*entries(a=(TRAIN, VAL, TEST), tulip=(VAL,), rose=(TRAIN, TEST), iris=(TRAIN, VAL)))
    assert notes == [
        "The class 'iris' is not in test.",
        "The class 'rose' is not in validation, so it is learned but not scored.",
        "The class 'tulip' is only in validation. Rename its folder or leave it out.",
    ]


def test_many_missing_classes_do_not_flood() -> None:
    _, _, notes = outcome(*entries(a=(TRAIN, VAL), **{f"c{i}": (TRAIN,) for i in range(50)}))
    assert len(notes) == 4
    assert notes[-1] == "47 more classes are not in every split."
