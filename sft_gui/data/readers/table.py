"""Tables with a column that names pictures and one that holds their classes, anywhere beside or above the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sft_gui.data.formats import is_picture_name
from sft_gui.data.index import Split
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.values import as_dict, as_text
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
from sft_gui.data.readers.table_answers import (
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
from sft_gui.data.readers.table_columns import Kind
from sft_gui.data.readers.table_files import Table, tables_of
from sft_gui.data.readers.table_groups import Group, groups_of, part_splits
from sft_gui.data.readers.table_rest import are_in_folders, class_folders, note_on_rest, total, without_row
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, say

WANTED = say("Name its columns path, label and, where there is one, split.")
CHOOSE = say("Say which column is the label with --label COLUMN, or add one that is named label.")
WEAK = 0.15  # of a refusal: whatever else explains the pictures goes first
EXCEL = (".xlsx", ".xls", ".xlsm", ".ods")


class TableReader:
    """Reads tables of pictures and their classes."""

    name = family = "table"
    label = say("Table of paths and labels")
    task = "classification"
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
            made = [_proposal(source, answer, splits) for answer in answers]
            found.extend(
                each for i, each in enumerate(made) if each.refusal is None or (i == 0 and not _is_list(group))
            )
        found = sorted((each for each in found if each.explained), key=lambda each: -each.score)
        return found or _refusals(source, wanted, groups)

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        source.watcher.tell(0, None, say("Reading the table"))
        groups = groups_of(source, choice.image)
        answers = [each for group in groups if (each := _answer(group, choice)) is not None]
        if not answers:
            refused = _refusals(source, choice, groups)
            reason = refused[0].refusal if refused else None
            raise reason or UserError(say("There is no longer one table in '{name}'.", name=source.name), WANTED)
        splits = part_splits(groups)
        results = [(outcome(answer, splits), answer) for answer in answers]
        found, answer = max(results, key=lambda each: len(each[0].entries))
        if not found.entries:
            raise UserError(say("The table {name} names no picture with a label.", name=answer.group.files[0]), WANTED)
        entries = [*found.entries.values(), *missing_entries(answer, found)]
        notes = [*notes_on(answer, found), *_names_of(source, found)]
        return Reading(source.root, entries, [*notes, *note_on_rest(source, found.entries)])


def _is_list(group: Group) -> bool:
    return group.sheets[0].table.is_list


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
        many = say("{count} rows fit several pictures equally", count=len(found.unclear))
        checks.append(Evidence(many, False, cases))
    if found.incomplete:
        checks.append(Evidence(say("{count} rows have no path or no label", count=found.incomplete), False))
    if found.second:
        second = say("{count} rows give a picture a second label", count=len(found.second))
        checks.append(Evidence(second, False, tuple(found.second[:CASES])))
    without = without_row(source, found.entries)
    if without:
        none = say("{count} pictures have no label in a table", count=len(without))
        checks.append(Evidence(none, False, tuple(without[:CASES])))
    return tuple(checks)


def _names_of(source: Source, found: Outcome) -> list[Message]:
    """Where classes are numbers, say what a file beside the table calls them."""
    labels = list(found.counts)
    if not labels or not all(label.isdecimal() for label in labels) or not source.is_folder:
        return []
    for path in source.of_kind(".json")[:20]:
        data = as_dict(source.look_json(path))
        names = {str(key): as_text(value) for key, value in data.items() if len(data) <= 10_000}
        if all(names.get(label) for label in labels):
            named = listed([f"{label} {names[label]}" for label in sorted(labels, key=int)])
            return [say("The classes are numbers, for which {file} has names: {names}.", file=path, names=named)]
    return []


# What cannot be read, and why


def _refusals(source: Source, wanted: Choice, groups: Sequence[Group]) -> list[Proposal]:
    if wanted.label is not None or wanted.image is not None:
        return _no_such_column(source, wanted, groups)
    found = [_refused(source, error, 0, (path,)) for path, error in tables_of(source).damaged]
    found += [each for group in groups if (each := _without_answer(source, group)) is not None]
    for path in source.of_kind(*EXCEL)[:1]:
        if source.pictures:
            what = say("{file} is a spreadsheet, whose labels are not read.", file=path)
            if PurePosixPath(path).suffix.casefold() != ".ods":
                what = say("{file} is an Excel table, whose labels are not read.", file=path)
            do = say("Save it as CSV beside the pictures, and open the folder again.")
            found.append(_refused(source, UserError(what, do), len(source.pictures), (path,)))
    if source.is_folder and not groups:
        found += [
            _refused(source, _none_there(table), 0, (table.path,))
            for table in tables_of(source).tables
            if _is_of_pictures(table)
        ][:1]
    if not found and not source.is_folder and _is_table(source.name) and not groups:
        found.append(_refused(source, _no_picture(source), 0, (source.name,)))
    return found


def _is_of_pictures(table: Table) -> bool:
    """Tell a table of pictures by their file names, whether they are there or not."""
    if table.is_list or len(table.names) < 2:
        return False
    rows = some(table.rows, 50)
    return any(2 * sum(is_picture_name(row[i]) for row in rows) > len(rows) for i in range(min(len(table.names), 60)))


def _none_there(table: Table) -> UserError:
    values = {"count": len(table.rows), "file": table.path}
    what = say("None of the {count} pictures that {file} names is there.", **values)
    return UserError(what, say("Open the folder that holds the table and the pictures."))


def _is_table(name: str) -> bool:
    return PurePosixPath(name).suffix.casefold() in (".csv", ".tsv", ".tab", ".psv", ".jsonl", ".ndjson")


def _refused(
    source: Source, error: UserError, explained: int, files: tuple[str, ...], weight: float = WEAK
) -> Proposal:
    if isinstance(error, Malformed):
        error = UserError(error.what, error.do)
    choice = Choice(task=TableReader.task, format=TableReader.name)
    total = max(len(source.pictures), explained, 1)
    sentence = say("{file} holds a table", file=files[0])
    return Proposal(choice, sentence, explained, total, weight, files=files, refusal=error)


def _no_picture(source: Source) -> UserError:
    tables = tables_of(source).tables
    if not tables or len(tables[0].names) < 2 or not tables[0].rows:
        return UserError(say("The table {name} has no columns of picture paths and labels.", name=source.name), WANTED)
    return UserError(
        say(
            "None of the {count} rows of {name} names a picture that lies in its folder '{folder}' or below.",
            count=len(tables[0].rows),
            name=source.name,
            folder=source.root.name,
        ),
        say("Open the folder that holds the table and the pictures. {how}", how=WANTED),
    )


def _no_such_column(source: Source, wanted: Choice, groups: Sequence[Group]) -> list[Proposal]:
    """Say what columns there are, where the one that was asked for is not among them."""
    tables = tables_of(source).tables
    if not tables:
        return []
    is_image = wanted.image is not None and not groups
    columns = listed(list(dict.fromkeys(name for table in tables for name in table.names)))
    values = {"column": wanted.image if is_image else wanted.label, "file": tables[0].path, "columns": columns}
    if is_image:
        what = say("No table has a column '{column}' that names pictures; {file} has: {columns}.", **values)
    elif any(forced(group, wanted.label or "") is not None for group in groups):
        what = say("The column '{column}' has fewer than two different values; {file} has: {columns}.", **values)
    else:
        what = say("No table of pictures has a column '{column}'; {file} has: {columns}.", **values)
    do = say("Choose one of these columns.")
    count = max(1, len(source.pictures))
    return [_refused(source, UserError(what, do), count, (tables[0].path,), 1.0)]


def _without_answer(source: Source, group: Group) -> Proposal | None:
    """A table that names pictures and has no label: told, unless the pictures lie in folders that may be classes."""
    if is_of_shapes(group):
        return None
    file, count = group.files[0], len(set(group.paths))
    values: dict[str, object] = {"file": file, "count": count, "columns": listed(group.names)}
    if source.is_folder and 2 * count < len(source.pictures):
        return None
    if source.is_folder and (_is_list(group) or not group.names or are_in_folders(group.paths)):
        return None
    numbers = next((each for each in group.profiles if each.kind is Kind.NUMBER), None)
    named = next((each for each in group.profiles if each.is_named and each.values), None)
    if named is not None and named.kind in (Kind.ONE, Kind.GROUP):
        values |= {"column": named.name, "different": len(named.values), "name": next(iter(named.values))}
        if named.kind is Kind.ONE:
            what = say(
                "There is only one class, '{name}', in the column '{column}' of {file}, so there is nothing to tell "
                "apart.",
                **values,
            )
        else:
            what = say(
                "The column '{column}' of {file} has another value in nearly every row, {different} for {count} "
                "pictures, so there is nothing to learn.",
                **values,
            )
    elif numbers is not None and len(group.profiles) == 1:
        values |= {"column": numbers.name, "different": len(numbers.values)}
        what = say(
            "{file} names {count} pictures, but its column '{column}' holds numbers, {different} different ones, "
            "which are no classes.",
            **values,
        )
    elif group.names:
        what = say("{file} names {count} pictures, but no column of it is clearly a label: {columns}.", **values)
    else:
        what = say("{file} names {count} pictures and has no column with labels.", **values)
    return _refused(source, UserError(what, CHOOSE if group.names else WANTED), count, group.files)


def _says_otherwise(found: Outcome) -> bool:
    """Tell whether the pictures lie in folders with names as classes have them, and the table divides them otherwise.

    Then the folders go first: such a table tells something more of pictures that are sorted already.
    """
    folders = class_folders(list(found.entries))
    pairs = {(folders[path], entry.label) for path, entry in found.entries.items()} if folders else set()
    return len(pairs) > max(len({folder for folder, _ in pairs}), len({label for _, label in pairs}))
