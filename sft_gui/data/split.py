"""Train, validation and test as a pure function of seed and content."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sft_gui.data.index import Index, Split
from sft_gui.data.project_file import SplitChoice


def assign(
    digests: Sequence[str], labels: Sequence[str | None], seed: int, val_fraction: float, test_fraction: float
) -> list[Split]:
    """Split pictures by class.

    Each class gets its asked fractions to within one picture, at least one distinct picture for training, and at
    least one for validation (and test) where it has two (three) distinct ones. Pictures with the same bytes always
    go to the same split; where a class holds many of them, its fractions are kept as well as that allows.
    The order of the pictures does not matter.

    Args:
        digests: content hash of each picture.
        labels: class of each picture; None is a class of its own.
        seed: another seed mixes anew.
        val_fraction: share of each class for validation.
        test_fraction: share of each class for test; the two leave something for training.
    """
    if not (val_fraction >= 0 and test_fraction >= 0 and val_fraction + test_fraction < 1):
        raise ValueError(f"no such split: {val_fraction}, {test_fraction}")
    by_class: dict[str, dict[str, int]] = defaultdict(dict)
    home = _first_labels(digests, labels)
    for digest in digests:
        copies = by_class[home[digest]]
        copies[digest] = copies.get(digest, 0) + 1
    chosen: dict[str, Split] = {}
    for copies in by_class.values():
        chosen.update(_assign_class(copies, seed, val_fraction, test_fraction))
    return [chosen[digest] for digest in digests]


def rarest(held: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Choose for each picture, by id, the class that the fewest pictures hold: so the rare ones are spread evenly."""
    counts = Counter(label for labels in held.values() for label in labels)
    return {id: min(labels, key=lambda label: (counts[label], label)) for id, labels in held.items() if labels}


def _first_labels(digests: Sequence[str], labels: Sequence[str | None]) -> dict[str, str]:
    """The class under which each content counts, also where copies of it lie in several classes."""
    home: dict[str, str] = {}
    for digest, label in zip(digests, labels, strict=True):
        home[digest] = min(home.get(digest, label or ""), label or "")
    return home


def _assign_class(copies: dict[str, int], seed: int, val_fraction: float, test_fraction: float) -> dict[str, Split]:
    mixed = sorted(copies, key=lambda digest: hashlib.blake2b(f"{seed}:{digest}".encode(), digest_size=16).digest())
    total, distinct = sum(copies.values()), len(copies)
    splits = dict.fromkeys(mixed, Split.TRAIN)
    num_val = _at_least_one(total * val_fraction, val_fraction > 0 and distinct >= 2)
    num_test = _at_least_one(total * test_fraction, test_fraction > 0 and distinct >= (3 if num_val else 2))
    while num_val + num_test >= total and num_val + num_test > 0:
        if num_test > num_val:
            num_test -= 1
        else:
            num_val -= 1
    _fill(splits, mixed, copies, Split.VAL, num_val, keep=2 if num_test else 1)
    _fill(splits, mixed, copies, Split.TEST, num_test, keep=1)
    return splits


def _at_least_one(share: float, if_possible: bool) -> int:
    return max(int(share + 0.5), 1) if if_possible else 0


def _fill(
    splits: dict[str, Split], mixed: list[str], copies: dict[str, int], split: Split, wanted: int, *, keep: int
) -> None:
    """Move contents from train to ``split`` in mixed order while they fit, at least one; ``keep`` of them stay."""
    filled = 0
    train = [digest for digest in mixed if splits[digest] is Split.TRAIN]
    room = len(train) - keep
    for digest in train:
        if room and filled + copies[digest] <= wanted:
            splits[digest] = split
            filled, room = filled + copies[digest], room - 1
    if not filled and wanted and room:
        splits[min(train, key=lambda digest: copies[digest])] = split


def assign_all(index: Index, choice: SplitChoice) -> None:
    """Give every picture of an index its split: what the source says, and what is cut of the rest."""
    held = rarest(index.held())
    rows = [(id, digest, label or held.get(id), given) for id, digest, label, given in index.readable()]
    splits = {id: given or Split.TRAIN for id, _, _, given in rows}
    if not choice.given:
        free = [row for row in rows if row[3] is None]
        test_fraction = choice.test_fraction if len(free) == len(rows) else 0.0  # a given test set is all there is
        cut = assign([r[1] for r in free], [r[2] for r in free], choice.seed, choice.val_fraction, test_fraction)
        splits.update(zip((row[0] for row in free), cut, strict=True))
    index.set_splits(splits.items())
