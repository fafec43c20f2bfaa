"""What is a column of a table? Its values are looked at, and its name; never its name alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sft_gui.data.index import Split
from sft_gui.data.parse.values import as_text
from sft_gui.data.readers.reader import Column
from sft_gui.data.readers.splits import split_of, words_in
from sft_gui.data.readers.tables.words import LABEL_WORDS, LABELS, OTHERS, SPLITS
from sft_gui.messages import Message, say

EXAMPLES = 4
FEW_NUMBERS = 30  # more different whole numbers in a column that is not named as a label are measured, no classes
MAX_LABEL = 100  # characters of an answer, on average: longer ones are descriptions
CLEAR = 1.0  # by so much the best label column must be better than the next
LIKELY = 2.0  # a score from which a column may be the label
MANY = 0.1  # the share of cells with several answers above which a column is none of one answer a picture
NUMBERS_OF_SPLITS = {"0": Split.TRAIN, "1": Split.VAL, "2": Split.TEST}  # CelebA's
WHOLE = re.compile(r"([-+]?\d+)\.0+")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}.*|https?://.*")
RUNS = re.compile(r"\d+ \d+( \d+ \d+)*")
RUN_NAMES = frozenset(("encodedpixels", "rle", "rles", "rlemask", "maskrle", "segmentation", "annotation", "runlength"))
YES, NO = frozenset(("1", "true", "yes")), frozenset(("0", "false", "no", "-1"))
JOINTS = ("|", ";", ",", " ")


MANY_NUMBERS = re.compile(r"-?[\d.]+(?:[\s,;]+-?[\d.]+){3,}")


class Kind(Enum):
    """What a column can be."""

    ANSWER, NUMBER, SEVERAL, GROUP, ONE, EMPTY, RUNS = range(7)


@dataclass(frozen=True)
class Profile:
    """A column's values."""

    name: str
    index: int
    labels: Sequence[str | None]  # of each row, None where its cell is empty
    values: Mapping[str, int]  # the different ones, in their order, and how many rows have them
    kind: Kind
    score: float  # how well it would do as the label
    is_named: bool  # as a label
    joint: str | None = None  # what stands between several answers

    @property
    def empty(self) -> int:
        """How many rows say nothing."""
        return sum(label is None for label in self.labels)

    @property
    def is_text(self) -> bool:
        """Whether some values are no numbers."""
        return not all(map(NUMBER.fullmatch, self.values))

    @property
    def is_binary(self) -> bool:
        """Whether it holds yes and no, or 1 and 0, and nothing else."""
        return bool(self.values) and all(value.casefold() in YES | NO for value in self.values)

    def column(self) -> Column:
        """Return what the window shows of it."""
        can_be, hint = CAN_BE[self.kind]
        choosable = self.kind in (Kind.ANSWER, Kind.SEVERAL)
        return Column(
            self.name, tuple(list(self.values)[:EXAMPLES]), len(self.values), self.empty, can_be, choosable, hint
        )


CAN_BE: dict[Kind, tuple[Message, Message | None]] = {
    Kind.ANSWER: (say("answer"), None),
    Kind.SEVERAL: (say("several answers"), say("Many cells hold several answers; each combination would be a class.")),
    Kind.NUMBER: (say("number"), say("Its values are measured numbers, no classes.")),
    Kind.GROUP: (say("group only"), say("Nearly every row has a value of its own.")),
    Kind.ONE: (say("group only"), say("All rows have the same value.")),
    Kind.EMPTY: (say("group only"), say("More than half of it is empty.")),
    Kind.RUNS: (say("outlines"), say("It holds outlines as run lengths.")),
}


def as_label(cell: str) -> str | None:
    """Return an answer as a class's name: 1.0 and 1 are one; None for an empty cell."""
    if cell.casefold() in ("nan", "null", "#n/a"):
        return None
    whole = WHOLE.fullmatch(cell)
    return as_text(whole.group(1) if whole else cell)


def squeezed(name: str) -> str:
    """Return the words of a column's name without what is between them: "Image Index" and image_index."""
    return "".join(words_in(name))


def profile(name: str, index: int, cells: Sequence[str]) -> Profile:
    """Look at a column, of those rows that name a picture."""
    known = {cell: as_label(cell) for cell in dict.fromkeys(cells)}
    labels = [known[cell] for cell in cells]
    values = Counter(label for label in labels if label is not None)
    kind, joint = _kind(name, values, len(labels))
    return Profile(name, index, labels, values, kind, _score(name, values, kind), name_score(name) > 0, joint)


def _kind(name: str, values: Counter[str], rows: int) -> tuple[Kind, str | None]:
    filled, different = values.total(), len(values)
    if _are_runs(name, values):
        return Kind.RUNS, None
    if 2 * filled < rows and name_score(name) < 3:
        return Kind.EMPTY, None
    if different < 2:
        return Kind.ONE, None
    is_text = not all(map(NUMBER.fullmatch, values))
    if not is_text:
        if not all(float(value).is_integer() for value in values if len(value) < 16):
            return Kind.NUMBER, None
        if different > FEW_NUMBERS and name_score(name) <= 0:
            return Kind.NUMBER if filled > different else Kind.GROUP, None
    if different > max(filled * 0.7, 2) or any(value[0] in "[{" and value[-1] in "]}" for value in values):
        return Kind.GROUP, None
    is_long = sum(len(value) * count for value, count in values.items()) > MAX_LABEL * filled
    if is_text and is_long and name_score(name) <= 0:
        return Kind.GROUP, None
    if is_text and sum(count for value, count in values.items() if MANY_NUMBERS.fullmatch(value)) * 2 > filled:
        return Kind.GROUP, None  # "0 8 6 28 26": boxes or points
    joint = joint_of(values) if is_text else None
    several = sum(count for value, count in values.items() if joint is not None and joint in value)
    if joint is not None and several >= MANY * filled:
        return Kind.SEVERAL, joint
    return Kind.ANSWER, joint


def _are_runs(name: str, values: Mapping[str, int]) -> bool:
    """Pairs of a start and a length; in a column that is not named so, more than one pair in most cells."""
    if not values or not all(RUNS.fullmatch(value) or value == "-1" for value in values):
        return squeezed(name) == "encodedpixels"
    lengths = {value.count(" ") for value in values}
    return squeezed(name) in RUN_NAMES or (max(lengths) > 5 and len(lengths) > 1)


def _score(name: str, values: Counter[str], kind: Kind) -> float:
    if kind not in (Kind.ANSWER, Kind.SEVERAL):
        return -10.0
    filled, different = values.total(), len(values)
    score = name_score(name)
    score += 2.0 if 2 * filled >= 3 * different else 0.0
    is_binary = all(value.casefold() in YES | NO for value in values)
    score += 0.5 if is_binary or all(map(NUMBER.fullmatch, values)) else 1.0
    if sum(count for value, count in values.items() if DATE.fullmatch(value)) * 2 > filled:
        score -= 2.0
    return score


def name_score(name: str) -> float:
    """Say how much a column's name speaks for it as the label: 3 to -2."""
    words = words_in(name)
    if "".join(words) in LABELS or name.casefold() in LABELS:
        return 2.0 if any(character.isdecimal() for character in name) else 3.0  # label_0 is one of several
    if words and (words[-1] in LABEL_WORDS or words[0] in LABEL_WORDS) and not OTHERS.intersection(words):
        return 2.0
    if OTHERS.intersection(words) or _is_unnamed(name):
        return -2.0
    return 0.0


def _is_unnamed(name: str) -> bool:
    return name.startswith("Unnamed:")


def joint_of(values: Mapping[str, int]) -> str | None:
    """Return what stands between several answers in a cell: "|", or what joins words that are there in other mixes."""
    for joint in JOINTS:
        mixed = [value for value in values if joint in value.strip(joint)]
        if not mixed:
            continue
        if joint == "|":
            return joint
        mixes: dict[str, set[str]] = {}
        for value in values:
            for word in value.split(joint):
                mixes.setdefault(word.strip(), set()).add(value)
        words = {word.strip() for value in mixed for word in value.split(joint)} - {""}
        shared = sum(len(mixes[word]) > 1 for word in words)
        if len(mixed) > 1 and len(words) > 2 and shared >= 0.6 * len(words) and len(words) < len(values) + len(mixed):
            return joint
    return None


def splits_in(name: str, cells: Sequence[str]) -> list[Split | None] | None:
    """Return the split of each row where the column says it; None where it is no such column."""
    values = {cell for cell in cells if cell}
    if not values or len(values) > 12:
        return None
    squeezed_name, lowered = squeezed(name), {value.casefold() for value in values}
    if squeezed_name in ("isvalid", "isval", "isvalidation", "istest", "istrain") and lowered <= YES | NO:
        yes, no = {
            "istest": (Split.TEST, Split.TRAIN),
            "istrain": (Split.TRAIN, Split.VAL),
        }.get(squeezed_name, (Split.VAL, Split.TRAIN))
        return [None if not cell else yes if cell.casefold() in YES else no for cell in cells]
    if squeezed_name in ("partition", "split", "evalstatus") and values <= NUMBERS_OF_SPLITS.keys():
        return [NUMBERS_OF_SPLITS.get(cell) for cell in cells]
    known = {value: split_of(value) for value in values}
    told = sum(split is not None for split in known.values())
    if told == len(known) or (told and squeezed_name in SPLITS):
        return [known.get(cell) for cell in cells]
    return None


@dataclass(frozen=True)
class Hot:
    """Columns of zeros and ones, one for each class."""

    columns: tuple[Profile, ...]
    ones: Sequence[int]  # how many classes each row has

    @property
    def is_single(self) -> bool:
        """Whether each row has one class, but for a few that have none."""
        return max(self.ones, default=0) == 1 and sum(self.ones) * 2 > len(self.ones)

    def labels(self) -> list[str | None]:
        """Return the class of each row, None where it has none."""
        found: list[str | None] = [None] * len(self.ones)
        for column in self.columns:
            for row, label in enumerate(column.labels):
                if label is not None and label.casefold() in YES:
                    found[row] = column.name
        return found


def hot_of(profiles: Sequence[Profile]) -> Hot | None:
    """Return the columns of yes and no where there are several; -1 beside 1 too."""
    binary = tuple(each for each in profiles if each.is_binary and not set(words_in(each.name)) & {"fold", "partition"})
    if len(binary) < 2 or not any(value.casefold() in YES for each in binary for value in each.values):
        return None
    ones = [0] * len(binary[0].labels)
    for column in binary:
        for row, label in enumerate(column.labels):
            ones[row] += label is not None and label.casefold() in YES
    return Hot(binary, ones)


def is_same_answer(one: Profile, other: Profile) -> bool:
    """Tell whether two columns divide the rows alike, as a name and its number do."""
    if len(one.values) != len(other.values):
        return False
    return len(set(zip(one.labels, other.labels, strict=True))) == len(one.values)
