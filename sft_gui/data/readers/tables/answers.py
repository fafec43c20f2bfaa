"""Which column of a table is the answer? Chosen by evidence where that is clear; else it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sft_gui.data.index import Split
from sft_gui.data.readers.reader import GUESSED, Entry
from sft_gui.data.readers.tables.box_columns import boxes_in
from sft_gui.data.readers.tables.columns import CLEAR, LIKELY, MANY, Hot, Kind, Profile, name_score
from sft_gui.data.readers.tables.groups import Group, Sheet, is_held_back, rivals
from sft_gui.data.readers.tables.pictures import as_picture_path
from sft_gui.data.readers.tables.rest import class_folders
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

HOT = "one-hot"  # what --label takes for the columns of zeros and ones
UNSORTED = 0.5  # the weight of answers of yes and no where the pictures lie in no folders that may be classes
MAX_NAMED = 8  # columns in a sentence
CASES = 3


@dataclass(frozen=True)
class Answer:
    """One way to get each picture's answer from a group of tables."""

    group: Group
    label: str  # as --label takes it
    labels: Sequence[str | None]  # of each row that names a picture
    weight: float
    joint: str | None = None  # what stands between several answers in a cell
    hot: Hot | None = None
    others: tuple[str, ...] = ()  # columns that could be the answer too
    question: UserError | None = None
    refusal: UserError | None = None


def answers_of(group: Group) -> list[Answer]:
    """Return the ways to take answers from a group, the best first; none where no column holds any."""
    likely = sorted(
        (each for each in group.profiles if each.score >= LIKELY), key=lambda each: (-each.score, each.index)
    )
    hot = group.hot
    hot_names = {each.name for each in hot.columns if name_score(each.name) < 3} if hot is not None else set()
    named = [each for each in likely if each.is_named and each.score >= LIKELY + 2 and each.name not in hot_names]
    if named or hot is None:
        found = _by_column(group, likely)
        return [*found, *([_hot(group, hot)] if hot is not None and hot.is_single else [])]
    if hot.is_single:
        binary = {each.name for each in hot.columns}
        return [_hot(group, hot), *_by_column(group, [each for each in likely if each.name not in binary])]
    candidates = [*likely, *(each for each in hot.columns if each not in likely)]
    return [_tags(group, hot, candidates)]


def forced(group: Group, label: str) -> Answer | None:
    """Return the answer that the user chose; None where the group has no such column."""
    if label == HOT and group.hot is not None:
        return _hot(group, group.hot)
    for name in group.names:
        if group.sheets[0].table.index_of(label) == group.sheets[0].table.index_of(name):
            column = group.look_at(name)
            return Answer(group, name, column.labels, 1.0)
    return None


def _hot(group: Group, hot: Hot) -> Answer:
    return Answer(group, HOT, hot.labels(), 1.0, hot=hot)


def _by_column(group: Group, likely: Sequence[Profile]) -> list[Answer]:
    if not likely:
        return []
    best = likely[0]
    others = rivals(best, likely)
    is_sure = best.is_named or (len(group.names) == 1 and not group.sheets[0].table.has_header)
    is_clear = name_score(best.name) >= 3
    named = tuple(each.name for each in likely[1:] if each in others or (each.is_text and not is_clear))
    weight = 1.0 if is_sure else GUESSED
    answer = Answer(group, best.name, best.labels, weight, best.joint, others=named)
    if best.kind is Kind.SEVERAL:
        answer = replace(answer, refusal=_several(group, best))
    elif not is_sure and best.is_binary and (numbers := [each for each in group.profiles if _is_measured(each)]):
        answer = replace(answer, question=_which(group, [best, *others, *numbers]))
    elif others and best.score - others[0].score < CLEAR:
        answer = replace(answer, question=_which(group, [best, *others]))
    further = [
        Answer(group, each.name, each.labels, GUESSED, each.joint) for each in others if each.kind is Kind.ANSWER
    ]
    return [answer, *further[:MAX_NAMED]]


def _is_measured(column: Profile) -> bool:
    """A number that could be what is to be told: then yes and no beside it may be no answer."""
    return column.kind in (Kind.NUMBER, Kind.GROUP) and not column.is_text and name_score(column.name) >= 0


def listed(names: Sequence[str]) -> str:
    """Return names for a sentence."""
    return ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")


def _which(group: Group, columns: Sequence[Profile]) -> UserError:
    names = listed([each.name for each in columns])
    return UserError(
        say("Several columns of {file} could be the label: {columns}.", file=group.files[0], columns=names),
        say("Say which with --label COLUMN: {columns}.", columns=names),
    )


def _several(group: Group, column: Profile) -> UserError:
    mixed = [value for value in column.values if column.joint is not None and column.joint in value]
    count = sum(column.values[value] for value in mixed)
    return UserError(
        say(
            "The column '{column}' of {file} gives {count} of {rows} pictures several labels (tags), such as "
            "'{example}'; one label a picture can be learned.",
            column=column.name,
            file=group.files[0],
            count=count,
            rows=len(column.labels),
            example=mixed[0],
        ),
        say(
            "Keep one label a picture, or choose the column with --label {column}: then each combination is a class.",
            column=column.name,
        ),
    )


def _tags(group: Group, hot: Hot, candidates: Sequence[Profile]) -> Answer:
    """Columns of yes and no of which several hold: which is meant only the user knows."""
    names = listed([each.name for each in candidates])
    row = max(range(len(hot.ones)), key=lambda i: hot.ones[i])
    values = {"file": group.files[0], "columns": names, "count": hot.ones[row], "path": group.paths[row]}
    best = candidates[0]
    is_yes_no = any("-1" in each.values for each in hot.columns)
    do = say("Say which with --label COLUMN: {columns}.", columns=names)
    if is_yes_no:
        what = say("{file} answers several questions of each picture with yes or no: {columns}.", **values)
        weight = GUESSED if class_folders(group.paths) else UNSORTED
        return Answer(group, best.name, best.labels, weight, question=UserError(what, do))
    what = say(
        "{file} gives several labels a picture (tags): of its columns of 0 and 1, {count} are 1 for {path}: {columns}. "
        "One label a picture can be learned.",
        **values,
    )
    unnamed = [each for each in candidates if each not in hot.columns]
    if unnamed and len(hot.columns) < 3:
        return Answer(group, best.name, best.labels, GUESSED, question=_which(group, candidates))
    weight = 1.0 if "_classes" in group.files[0] or len(hot.columns) > 2 else GUESSED
    return Answer(group, best.name, best.labels, weight, refusal=UserError(what, do))


# What the rows come to


@dataclass
class Outcome:
    """What reading by an answer gives."""

    entries: dict[str, Entry] = field(default_factory=dict)
    rows: int = 0  # in the tables
    incomplete: int = 0  # without a path or a label
    second: list[str] = field(default_factory=list)  # pictures that get another label by a later row
    missing: list[str] = field(default_factory=list)  # cells that name no picture
    unclear: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)  # cells that name several
    mixed: list[str] = field(default_factory=list)  # pictures with several labels
    held_back: list[str] = field(default_factory=list)  # tables whose labels only fill the column
    named_by_folders: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many pictures each class has."""
        return dict(Counter(entry.label for entry in self.entries.values() if entry.label is not None))


def several_in_rows(answer: Answer, found: Outcome) -> UserError | None:
    """Return why an answer cannot be learned where many pictures have rows with different labels."""
    count = len(set(found.second))
    if answer.refusal is not None or count < MANY * len(found.entries) or count < 2:
        return None
    values = {"file": answer.group.files[0], "count": count, "rows": len(found.entries), "path": found.second[0]}
    return UserError(
        say(
            "{file} gives {count} of {rows} pictures several labels (tags) in rows of their own, such as {path}. One "
            "label a picture can be learned.",
            **values,
        ),
        say("Keep one row a picture."),
    )


def outcome(answer: Answer, splits: dict[str, Split]) -> Outcome:
    """Give each picture its answer. ``splits`` are those of other tables."""
    found, group, start = Outcome(), answer.group, 0
    for sheet in group.sheets:
        labels = answer.labels[start : start + len(sheet.rows)]
        start += len(sheet.rows)
        found.rows += len(sheet.found)
        if is_held_back(sheet, labels, group):
            found.held_back.append(sheet.table.path)
            continue
        for row, label in zip(sheet.rows, labels, strict=True):
            path = sheet.found[row].path or ""
            if label is None:
                found.incomplete += 1
            elif answer.joint is not None and answer.joint in label:
                found.mixed.append(path)
            else:
                entry = Entry(path, label, sheet.split(row) if sheet.splits is not None else _split(sheet, row, splits))
                first = found.entries.setdefault(path, entry)
                if first.label != label:
                    found.second.append(path)
        for row, each in enumerate(sheet.found):
            if each.path is None:
                _add_nowhere(found, sheet.table.rows[row][sheet.image], each.several)
    _name_by_folders(found)
    return found


def _name_by_folders(found: Outcome) -> None:
    """Where classes are numbers, and each number's pictures lie in a folder of their own, these name them."""
    if not all(label.isdecimal() for label in found.counts):
        return
    folders = class_folders(found.entries) or _number_folders(found)
    names = {entry.label: folders[path] for path, entry in found.entries.items() if path in folders}
    if len(set(names.values())) < len(names) or any(
        names[entry.label] != folders.get(path) for path, entry in found.entries.items() if names
    ):
        return
    if names and names != {label: label for label in names}:
        found.named_by_folders = True
        found.entries = {path: replace(entry, label=names[entry.label]) for path, entry in found.entries.items()}


def _number_folders(found: Outcome) -> dict[str, str]:
    """GTSRB's folders: 00007 for class 7."""
    folders = {path: path.split("/")[-2] if "/" in path else "" for path in found.entries}
    fits = all(
        folders[path].isdecimal() and folders[path].lstrip("0") == (entry.label or "").lstrip("0")
        for path, entry in found.entries.items()
    )
    return folders if fits else {}


def _split(sheet: Sheet, row: int, splits: dict[str, Split]) -> Split | None:
    return splits.get(sheet.found[row].path or "") or sheet.split(row)


def _add_nowhere(found: Outcome, cell: str, several: tuple[str, ...]) -> None:
    if several:
        found.unclear.append((cell, several))
    elif cell:
        found.missing.append(cell)
    else:
        found.incomplete += 1


def missing_entries(answer: Answer, found: Outcome) -> list[Entry]:
    """Return the pictures that are not there, to be told one by one, where they are few."""
    if 2 * len(found.missing) > found.rows:
        return []
    label = next(iter(found.counts), None)
    return [Entry(as_picture_path(cell), label) for cell in dict.fromkeys(found.missing)]


def notes_on(answer: Answer, found: Outcome) -> list[Message]:
    """Say what of the tables does not count."""
    notes = []
    if answer.others:
        notes.append(
            say(
                "The answer is the column '{column}' of {file}. It could also be: {others}.",
                column=answer.label,
                file=answer.group.files[0],
                others=listed(answer.others),
            )
        )
    if found.named_by_folders:
        notes.append(
            say("The classes of {file} are numbers; they have the names of their folders.", file=answer.group.files[0])
        )
    if found.incomplete:
        notes.append(
            counted(
                found.incomplete,
                "{count} row of the table has no path or no label and is passed over.",
                "{count} rows of the table have no path or no label and are passed over.",
            )
        )
    if found.second:
        notes.append(
            counted(
                len(found.second),
                "{count} row of the table gives a picture a second label; the first holds.",
                "{count} rows of the table give a picture a second label; the first holds.",
            )
        )
    if found.unclear:
        cell, several = found.unclear[0]
        notes.append(
            counted(
                len(found.unclear),
                "{count} row of the table fits several pictures equally and is passed over: '{cell}' may be {paths}.",
                "{count} rows of the table fit several pictures equally and are passed over: '{cell}' may be {paths}.",
                cell=cell,
                paths=listed(several),
            )
        )
    if 2 * len(found.missing) > found.rows:
        notes.append(_not_there(found))
    if found.mixed:
        notes.append(
            counted(
                len(found.mixed),
                "{count} picture has several labels in its row and is passed over.",
                "{count} pictures have several labels in their rows and are passed over.",
            )
        )
    notes.extend(
        say("{file} gives all its pictures the same label, so it is taken for none.", file=file)
        for file in found.held_back
    )
    return notes


def _not_there(found: Outcome) -> Message:
    return say(
        "{count} of {rows} rows of the table name a picture that is not there, the first of them '{cell}'.",
        count=len(found.missing),
        rows=found.rows,
        cell=found.missing[0],
    )


def is_of_shapes(group: Group) -> bool:
    """Tell whether the tables' rows are boxes or masks, so that their labels are no answers for whole pictures."""
    boxes = boxes_in(group.sheets[0].table)
    is_boxes = boxes is not None and not boxes.is_region
    return is_boxes or any(each.kind is Kind.RUNS for each in group.profiles)
