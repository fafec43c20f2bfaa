"""Why tables beside pictures cannot be read for classes, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sft_gui.data.formats import is_picture_name
from sft_gui.data.parse.guard import Malformed
from sft_gui.data.parse.text import decoded
from sft_gui.data.posix import name_of, suffix_of
from sft_gui.data.readers.reader import Choice, Proposal
from sft_gui.data.readers.splits import words_in
from sft_gui.data.readers.tables.answers import forced, is_of_shapes, listed
from sft_gui.data.readers.tables.columns import Kind, name_score
from sft_gui.data.readers.tables.files import Table, tables_of
from sft_gui.data.readers.tables.groups import Group
from sft_gui.data.readers.tables.rest import are_in_folders
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, Message, say

NAME, TASK = "table", "classification"
WANTED = say("Name its columns path, label and, where there is one, split.")
CHOOSE = say("Say which column is the label with --label COLUMN, or add one that is named label.")
WEAK = 0.15  # of a refusal: whatever else explains the pictures goes first
MASKS = frozenset(("mask", "masks", "segmentation", "seg", "gt", "annotation", "label", "target", "truth"))
PIXELS = 256  # numbers in a row that are taken for a picture
EXCEL = (".xlsx", ".xls", ".xlsm", ".ods")


def refusals(source: Source, wanted: Choice, groups: Sequence[Group]) -> list[Proposal]:
    """Return why no table of the source can be read for classes."""
    if wanted.label is not None or wanted.image is not None:
        return _no_such_column(source, wanted, groups)
    found = [_refused(source, error, 0, (path,)) for path, error in tables_of(source).damaged]
    found += [each for group in groups if (each := _without_answer(source, group)) is not None]
    for path in source.of_kind(*EXCEL)[:1]:
        if source.pictures:
            what = say("{file} is a spreadsheet, whose labels are not read.", file=path)
            if suffix_of(path).casefold() != ".ods":
                what = say("{file} is an Excel table, whose labels are not read.", file=path)
            do = say("Save it as CSV beside the pictures, and open the folder again.")
            found.append(_refused(source, UserError(what, do), len(source.pictures), (path,)))
    if source.is_folder and not groups:
        found += [
            _refused(source, _none_there(table), 0, (table.path,))
            for table in tables_of(source).tables
            if _is_of_pictures(table)
        ][:1]
    if not source.pictures:
        found += [
            _refused(source, _of_pixels(path), 0, (path,))
            for path in source.of_kind(".csv")
            if _holds_pixels(source, path)
        ][:1]
    if not found and not source.is_folder and _is_table(source.name) and not groups:
        found.append(_refused(source, _no_picture(source), 0, (source.name,)))
    return found


def of_masks(source: Source, group: Group) -> Proposal | None:
    """Name a table that gives each picture its mask, another picture; readers of masks go by names."""
    names = {name_of(path) for path in source.pictures}
    table = group.sheets[0].table
    for i, column in enumerate(table.names):
        values = [row[i] for row in table.rows if row[i]]
        is_named = MASKS.intersection(words_in(column)) and values and is_picture_name(values[0])
        if is_named and 2 * sum(name_of(value.replace("\\", "/")) in names for value in values) > len(table.rows):
            what = say(
                "{file} names a mask for each of {pictures} (column '{column}'), and such tables are not read.",
                file=group.files[0],
                pictures=PICTURES.of(len(values)),
                column=column,
            )
            do = say("Give each mask the name of its picture, and put the masks into a folder 'masks'.")
            return replace(
                _refused(source, UserError(what, do), len(values), group.files, 1.0),
                total=max(len(source.pictures) - len(set(values)), len(values)),
            )
    return None


def _holds_pixels(source: Source, path: str) -> bool:
    """Tell a table of which a row is a picture: a number in each of many columns, or a cell of many numbers."""
    lines = decoded(source.head(path, 2**16)).split("\n")[:2]
    cells = [cell.strip("\"' \r") for cell in re.split("[,;\t]", lines[-1])]
    numbers = sum(cell.isdecimal() and int(cell[:4]) < 256 for cell in cells)
    return numbers >= PIXELS or any(cell.count(" ") >= PIXELS and cell.replace(" ", "").isdecimal() for cell in cells)


def _of_pixels(path: str) -> UserError:
    what = say("{file} holds pixels as numbers, a picture in each row; there are no picture files.", file=path)
    return UserError(what, say("Save each row as a picture (PNG) in a folder with its class's name."))


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
    return suffix_of(name).casefold() in (".csv", ".tsv", ".tab", ".psv", ".jsonl", ".ndjson")


def _refused(
    source: Source, error: UserError, explained: int, files: tuple[str, ...], weight: float = WEAK
) -> Proposal:
    if isinstance(error, Malformed):
        error = UserError(error.what, error.do)
    choice = Choice(task=TASK, format=NAME)
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
    if count == 0:
        return _unclear(source, group)
    if source.is_folder and 2 * count < len(source.pictures):
        return None
    if source.is_folder and (is_list(group) or not group.names or are_in_folders(group.paths)):
        return None
    error = UserError(_what_lacks(group, file, count), CHOOSE if group.names else WANTED)
    return replace(_refused(source, error, count, group.files), columns=tuple(each.column() for each in group.profiles))


def _unclear(source: Source, group: Group) -> Proposal | None:
    """Every name fits several pictures, as where train/ and test/ hold the same names."""
    sheet = group.sheets[0]
    row = next((i for i, each in enumerate(sheet.found) if each.several), None)
    if row is None or len(sheet.table.names) < 2:
        return None
    several = {path for each in sheet.found for path in each.several}
    values = {"cell": sheet.table.rows[row][sheet.image], "paths": listed(sheet.found[row].several)}
    what = say("The names in {file} fit several pictures each: '{cell}' may be {paths}.", file=group.files[0], **values)
    do = say("Write the folders before the names in the table, or open the folder that is meant.")
    has_label = not sheet.table.has_header or any(name_score(name) > 0 for name in sheet.table.names)
    return _refused(source, UserError(what, do), len(several), group.files, 1.0 if has_label else WEAK)


def _what_lacks(group: Group, file: str, count: int) -> Message:
    values: dict[str, object] = {"file": file, "pictures": PICTURES.of(count), "columns": listed(group.names)}
    numbers = next((each for each in group.profiles if each.kind is Kind.NUMBER), None)
    named = next((each for each in group.profiles if each.is_named and each.values), None)
    if named is not None and named.kind in (Kind.ONE, Kind.GROUP):
        values |= {"column": named.name, "different": len(named.values), "name": next(iter(named.values))}
        if named.kind is Kind.ONE:
            return say(
                "There is only one class, '{name}', in the column '{column}' of {file}, so there is nothing to tell "
                "apart.",
                **values,
            )
        return say(
            "The column '{column}' of {file} has another value in nearly every row, {different} for "
            "{pictures}, so there is nothing to learn.",
            **values,
        )
    if numbers is not None and len(group.profiles) == 1:
        values |= {"column": numbers.name, "different": len(numbers.values)}
        return say(
            "{file} names {pictures}, but its column '{column}' holds numbers, {different} different ones, "
            "which are no classes.",
            **values,
        )
    if group.names:
        return say("{file} names {pictures}, but no column of it is clearly a label: {columns}.", **values)
    return say("{file} names {pictures} and has no column with labels.", **values)


def is_list(group: Group) -> bool:
    """Tell whether a group is plain text, in which much else may stand."""
    return group.sheets[0].table.is_list
