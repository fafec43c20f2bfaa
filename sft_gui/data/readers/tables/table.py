"""Tables with a column that names pictures and one that holds their classes, anywhere beside or above the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sft_gui.data.index import Split
from sft_gui.data.readers.reader import (
    GUESSED,
    SAMPLES,
    Choice,
    Evidence,
    Proposal,
    Reading,
    Sample,
    State,
    Support,
)
from sft_gui.data.readers.tables.answers import (
    CASES,
    Answer,
    Outcome,
    answers_of,
    forced,
    is_of_shapes,
    listed,
    missing_entries,
    notes_on,
    outcome,
    several_in_rows,
)
from sft_gui.data.readers.tables.groups import Group, groups_of, part_splits
from sft_gui.data.readers.tables.names import note_on_names
from sft_gui.data.readers.tables.refusals import NAME, TASK, WANTED, is_list, of_masks, refusals
from sft_gui.data.readers.tables.rest import class_folders, note_on_rest, total, without_row
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say


class TableReader:
    """Reads tables of pictures and their classes."""

    name = family = NAME
    label = say("Table of paths and labels")
    task = TASK
    options: frozenset[str] = frozenset(("label", "image"))
    support: tuple[Support, ...] = (
        Support("CSV, TSV, JSON Lines, JSON, lists of paths and labels", "labels.csv, metadata.jsonl", State.READ),
        Support("Table with a column of 0 and 1 for each class", "_classes.csv", State.READ, "one 1 in each row"),
        Support("Table with several labels a picture", "tags.csv", State.NAMED, "one column with --label COLUMN"),
        Support("Excel and OpenDocument tables", "labels.xlsx", State.NAMED, "save as CSV"),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found: list[Proposal] = []
        groups = groups_of(source, wanted.image)
        splits = part_splits(groups)
        for group in groups:
            if wanted.label is not None:
                answer = forced(group, wanted.label)
                answers = [] if answer is None else [answer]
            else:
                answers = [] if is_of_shapes(group) else answers_of(group)
            made = _asked([_proposal(source, answer, splits) for answer in answers])
            found.extend(each for i, each in enumerate(made) if each.refusal is None or (i == 0 and not is_list(group)))
        found += [each for group in groups if wanted.label is None and (each := of_masks(source, group)) is not None]
        found = sorted((each for each in found if each.explained), key=lambda each: -each.score)
        return found or refusals(source, wanted, groups)

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        source.watcher.tell(0, None, say("Reading the table"))
        groups = groups_of(source, choice.image)
        answers = [each for group in groups if (each := _answer(group, choice)) is not None]
        if not answers:
            refused = refusals(source, choice, groups)
            reason = refused[0].refusal if refused else None
            raise reason or UserError(say("There is no longer one table in '{name}'.", name=source.name), WANTED)
        splits = part_splits(groups)
        results = [(outcome(answer, splits), answer) for answer in answers]
        found, answer = max(results, key=lambda each: len(each[0].entries))
        if not found.entries:
            raise UserError(say("The table {name} names no picture with a label.", name=answer.group.files[0]), WANTED)
        entries = [*found.entries.values(), *missing_entries(answer, found)]
        notes = [*notes_on(answer, found), *note_on_names(source, list(found.counts))]
        return Reading(source.root, entries, [*notes, *note_on_rest(source, found.entries)])


def _answer(group: Group, choice: Choice) -> Answer | None:
    """The answer that a choice names, with what there is to say of it where it would be found without."""
    if choice.label is None:
        answers = [] if is_of_shapes(group) else answers_of(group)
        return answers[0] if answers and answers[0].refusal is None else None
    answer = forced(group, choice.label)
    if answer is None or is_of_shapes(group):
        return answer
    return next((each for each in answers_of(group) if each.label == answer.label and not each.refusal), answer)


def _proposal(source: Source, answer: Answer, splits: dict[str, Split]) -> Proposal:
    found = outcome(answer, splits)
    counts = found.counts
    paths = some(list(found.entries), SAMPLES)
    group = answer.group
    image = group.image
    refusal = answer.refusal or several_in_rows(answer, found)
    explained = len(found.entries) if refusal is None else len(set(group.paths))
    weight = min(answer.weight, GUESSED) if _says_otherwise(found) else answer.weight
    return Proposal(
        Choice(task=TableReader.task, format=TableReader.name, label=answer.label, image=image),
        _sentence(answer, len(counts)),
        explained if len(counts) > 1 or refusal else 0,
        total(source, found.entries, set(group.paths)),
        weight,
        files=group.files,
        evidence=_evidence(source, found),
        assumed=_assumed(answer),
        counts=counts,
        samples=tuple(Sample(path, found.entries[path].label or "") for path in paths),
        columns=tuple(each.column() for each in group.profiles),
        question=answer.question,
        refusal=refusal,
    )


def _sentence(answer: Answer, count: int) -> Message:
    files = answer.group.files
    values = {"column": answer.label, "file": files[0], "count": count, "tables": len(files)}
    if answer.hot is not None:
        values["columns"] = listed([each.name for each in answer.hot.columns])
        return say("each picture has one answer, the column of {file} in which it has a 1: {columns}", **values)
    if len(files) > 1:
        return say(
            "each picture has one answer, the column '{column}' of {tables} tables such as {file}, one of {count}",
            **values,
        )
    return say("each picture has one answer, the column '{column}' of {file}, one of {count}", **values)


def _assumed(answer: Answer) -> tuple[Message, ...]:
    if answer.weight == 1:
        return ()
    return (say("The column '{column}' is taken for its values; its name does not say it.", column=answer.label),)


def _evidence(source: Source, found: Outcome) -> tuple[Evidence, ...]:
    named = found.rows - len(found.missing) - len(found.unclear)
    checks = [
        Evidence(
            say("{count} of {rows} rows name a picture", count=named, rows=found.rows),
            named == found.rows,
            tuple(found.missing[:CASES]),
        )
    ]
    if found.unclear:
        cases = tuple(f"{cell}: {listed(several)}" for cell, several in found.unclear[:CASES])
        many = counted(
            len(found.unclear), "{count} row fits several pictures equally", "{count} rows fit several pictures equally"
        )
        checks.append(Evidence(many, False, cases))
    if found.incomplete:
        bare = counted(found.incomplete, "{count} row has no path or no label", "{count} rows have no path or no label")
        checks.append(Evidence(bare, False))
    if found.second:
        second = counted(
            len(found.second),
            "{count} row gives a picture a second label",
            "{count} rows give a picture a second label",
        )
        checks.append(Evidence(second, False, tuple(found.second[:CASES])))
    without = without_row(source, found.entries)
    if without:
        none = counted(
            len(without), "{count} picture has no label in a table", "{count} pictures have no label in a table"
        )
        checks.append(Evidence(none, False, tuple(without[:CASES])))
    return tuple(checks)


def _asked(found: Sequence[Proposal]) -> list[Proposal]:
    """Ask of all columns that are chosen by their values alone, where it is asked of one; one may explain more."""
    question = next((each.question for each in found if each.question is not None), None)
    if question is None:
        return list(found)
    return [each if each.weight == 1 or each.refusal else replace(each, question=question) for each in found]


def _says_otherwise(found: Outcome) -> bool:
    """Tell whether the pictures lie in folders with names as classes have them, and the table divides them otherwise.

    Then the folders go first: such a table tells something more of pictures that are sorted already.
    """
    folders = class_folders(list(found.entries))
    pairs = {(folders[path], entry.label) for path, entry in found.entries.items()} if folders else set()
    return len(pairs) > max(len({folder for folder, _ in pairs}), len({label for _, label in pairs}))
