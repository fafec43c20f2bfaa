"""The split keeps its promises for any classes, copies and fractions."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.index import Split
from sft_gui.data.split import assign

FRACTIONS = st.tuples(st.floats(0, 0.6), st.floats(0, 0.39))
CLASSES = st.lists(st.integers(1, 40), min_size=1, max_size=6)


def distinct(counts: list[int]) -> tuple[list[str], list[str]]:
    labels = [f"class {number}" for number, count in enumerate(counts) for _ in range(count)]
    return [f"{i:032x}" for i in range(len(labels))], labels


def by_class(labels: list[str], splits: list[Split]) -> dict[str, Counter[Split]]:
    result: dict[str, Counter[Split]] = {}
    for label, split in zip(labels, splits, strict=True):
        result.setdefault(label, Counter())[split] += 1
    return result


@given(CLASSES, FRACTIONS, st.integers(0, 1000))
def test_each_class_gets_its_fractions_to_within_one(counts: list[int], fractions: tuple, seed: int) -> None:
    digests, labels = distinct(counts)
    for label, got in by_class(labels, assign(digests, labels, seed, *fractions)).items():
        total = labels.count(label)
        assert got[Split.TRAIN] >= 1
        for split, fraction in zip((Split.VAL, Split.TEST), fractions, strict=True):
            if total >= 3:
                assert abs(got[split] - total * fraction) <= 1
                assert got[split] >= 1 or not fraction
    assert assign(digests, labels, seed, *fractions) == assign(digests, labels, seed, *fractions)


@given(CLASSES, st.integers(0, 1000), st.randoms())
def test_the_order_of_the_pictures_does_not_matter(counts: list[int], seed: int, random) -> None:
    digests, labels = distinct(counts)
    splits = dict(zip(digests, assign(digests, labels, seed, 0.2, 0.1), strict=True))
    shuffled = list(zip(digests, labels, strict=True))
    random.shuffle(shuffled)
    again = assign([d for d, _ in shuffled], [label for _, label in shuffled], seed, 0.2, 0.1)
    assert {digest: split for (digest, _), split in zip(shuffled, again, strict=True)} == splits


@given(
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from(["a", "b", None])), min_size=1, max_size=60),
    st.sampled_from([(0.2, 0.0), (0.2, 0.2), (0.0, 0.3), (0.5, 0.4)]),
)
def test_copies_of_a_picture_stay_together_and_every_split_gets_some(rows: list, fractions: tuple) -> None:
    digests, labels = [f"{number:032x}" for number, _ in rows], [label for _, label in rows]
    splits = assign(digests, labels, 7, *fractions)
    by_digest: dict[str, set[Split]] = {}
    home: dict[str, set[str | None]] = {}
    for digest, label, split in zip(digests, labels, splits, strict=True):
        by_digest.setdefault(digest, set()).add(split)
        home.setdefault(digest, set()).add(label)
    assert all(len(splits) == 1 for splits in by_digest.values())
    for label in set(labels):
        own = [digest for digest, labels in home.items() if labels == {label}]
        if len(own) != len([digest for digest, labels in home.items() if label in labels]):
            continue  # shared with another class: counted there
        wanted = [split for split, share in zip((Split.VAL, Split.TEST), fractions, strict=True) if share]
        got = {split for digest in own for split in by_digest[digest]}
        assert Split.TRAIN in got
        if len(own) > len(wanted):
            assert got >= set(wanted)


@pytest.mark.parametrize(
    ("copies", "fractions"),
    [
        ((1, 1, 10), (0.2, 0.2)),  # the single ones are all that fit into validation, and test needs one of them
        ((4, 4, 4), (0.1, 0.7)),  # validation takes four where one is asked for: what is left is as much as test asks
    ],
)
def test_three_contents_fill_three_splits_however_many_copies_they_have(copies: tuple, fractions: tuple) -> None:
    digests = [f"{number:032x}" for number, count in enumerate(copies) for _ in range(count)]
    for seed in range(30):
        splits = assign(digests, ["a"] * len(digests), seed, *fractions)
        assert set(splits) == {Split.TRAIN, Split.VAL, Split.TEST}


def test_shares_are_rounded_to_the_nearest_picture() -> None:
    digests, labels = distinct([18, 12])
    got = by_class(labels, assign(digests, labels, 5, 0.2, 0.1))
    assert [got["class 0"][split] for split in Split] == [12, 4, 2]  # of 14.4 - 1.8, 3.6 and 1.8
    assert [got["class 1"][split] for split in Split] == [9, 2, 1]  # of 8.4, 2.4 and 1.2


def test_another_seed_mixes_anew() -> None:
    digests, labels = distinct([50, 50])
    assert assign(digests, labels, 1, 0.2, 0.0) != assign(digests, labels, 2, 0.2, 0.0)


def test_a_new_picture_moves_few_others() -> None:
    digests, labels = distinct([100])
    before = assign(digests[:-1], labels[:-1], 3, 0.2, 0.1)
    after = assign(digests, labels, 3, 0.2, 0.1)[:-1]
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 3


@pytest.mark.parametrize("fractions", [(0.5, 0.5), (-0.1, 0.2), (1.0, 0.0)])
def test_fractions_that_leave_no_training_are_refused(fractions: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no such split"):
        assign(["a"], ["x"], 0, *fractions)


def test_no_pictures_split_into_none() -> None:
    assert assign([], [], 0, 0.2, 0.1) == []
