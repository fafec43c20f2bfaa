"""Reads what annotation tools export: one reader for each task that a tool's files can be for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from sft_gui.data.index import natural_key
from sft_gui.data.parse.guard import Malformed, unkept
from sft_gui.data.posix import name_of
from sft_gui.data.readers.looks import UNSURE
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.readers.reader import Choice, Column, Evidence, Proposal, Reading, Sample, check_num_classes
from sft_gui.data.readers.tools.collect import BACKGROUND, OBJECT, Collected, part_names
from sft_gui.data.readers.tools.dialect import Dialect, look
from sft_gui.data.readers.tools.shapes import Said
from sft_gui.data.readers.tools.survey import (
    MAX_LOOKED_AT,
    Survey,
    by_fitness,
    is_class_word,
    names_of,
    plain_pictures,
    survey,
)
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import PICTURES, Message, counted, say

ENDINGS = {"detection": "", "segmentation": "_outlines", "classification": "_classes"}
SECOND = 0.9  # worth of the task that fewer shapes are for
OTHER = 0.7  # of another attribute or question than the likeliest
BARE = 0.1  # of a question that all have answered alike, where there are shapes too
MAX_SEVERAL = 0.1  # share of pictures with several answers, above which these are tags and no classes
AGAIN = say("Look at it in the tool that made it, and export it again.")
MAX_COLUMNS, MAX_EXAMPLES = 30, 5


class ToolReader:
    """Reads one tool's files for one task."""

    options = frozenset({"label"})

    def __init__(self, dialect: Dialect, task: str) -> None:
        self.dialect, self.task = dialect, task
        self.name, self.family = dialect.name + ENDINGS[task], dialect.name
        self.label = {
            "detection": say("{tool} boxes", tool=dialect.title),
            "segmentation": say("{tool} outlines as masks", tool=dialect.title),
            "classification": say("{tool} classes of pictures", tool=dialect.title),
        }[task]
        self.support = dialect.support if task == "detection" else ()

    # Proposing

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        found = survey(source, self.dialect)
        if not found.files and found.damaged is None:
            return []
        refusal = self._refusal(source, found)
        if refusal is not None:
            is_mine = self.task == (wanted.task or "detection")
            return [refusal] if is_mine else []
        if self.task == "classification":
            return self._by_question(source, found, wanted)
        return self._by_shapes(source, found, wanted)

    def _refusal(self, source: Source, found: Survey) -> Proposal | None:
        if not found.files and found.damaged is not None:
            return self._proposal(
                source, self.label, _mentioned(source, found.damaged), refusal=_told(self.dialect, found.damaged)
            )
        values = {
            "name": found.files[0],
            "tool": self.dialect.title,
            "pictures": PICTURES.of(found.of_all(found.listed)),
        }
        if not found.shapes and not found.questions and not found.several:
            what = say("{name} is of {tool} and lists {pictures}, but no boxes, no outlines and no classes.", **values)
            if found.left_out:
                kinds = names_of(found.left_out)
                what = say("{what} What was drawn is of a kind that is not read: {kinds}.", what=what, kinds=kinds)
            do = say("Annotate the pictures there with boxes or outlines, and export them again.")
            return self._proposal(source, self.label, found.of_all(len(found.there)), refusal=UserError(what, do))
        if not found.there:
            what = say("{name} is of {tool} and lists {pictures}; none of them is there.", **values)
            if found.missing:
                what = say("{what} The first would be {picture}.", what=what, picture=found.missing[0])
            do = say("Put the pictures into the folder with the annotations, under the names that they have there.")
            count = len(source.pictures)  # it may be meant for all of them, under other names
            return self._proposal(source, self.label, count, weight=UNSURE, refusal=UserError(what, do))
        return None

    def _by_shapes(self, source: Source, found: Survey, wanted: Choice) -> list[Proposal]:
        is_for_boxes = self.task == "detection"
        is_asked = wanted.task == self.task or wanted.format == self.name
        if not found.shapes or (not is_for_boxes and not found.drawn and not is_asked):
            return []
        is_usual = is_for_boxes == (2 * found.masks <= found.shapes)
        weight = 1.0 if is_usual else SECOND
        if 2 * found.with_shapes < found.answered:
            weight *= SECOND
        columns = by_fitness(found.attributes) if self.dialect.has_attributes else []
        if wanted.label is not None:
            columns = [name for name in columns if name == wanted.label]
            if not columns:
                return []
        proposals = []
        for place, name in enumerate(columns or [None]):
            classes = found.attributes[name] if name is not None else found.labels or Counter({OBJECT: found.shapes})
            made = self._proposal(
                source,
                self._sentence(found, classes),
                found.explained,
                label=name,
                weight=weight if place == 0 else weight * OTHER,
            )
            samples = [Sample(path, self._answer(said, name)) for path, said in found.shown]
            proposals.append(self._with_evidence(made, found, samples, self._assumed(found, name, columns)))
        return proposals

    def _assumed(self, found: Survey, label: str | None, columns: Sequence[str]) -> tuple[Message, ...]:
        assumed = []
        if self.dialect.has_attributes:
            if label is None:
                assumed.append(say("no shape has an attribute: all are of one class, '{name}'", name=OBJECT))
            elif len(columns) > 1:
                others = names_of(name for name in columns if name != label)
                assumed.append(
                    say("the attribute '{label}' is the class; there are others: {others}", label=label, others=others)
                )
        if found.drawn and self.task == "detection":
            assumed.append(say("a box is drawn around each outline"))
        if found.boxes and self.task == "segmentation":
            assumed.append(say("boxes are filled as if they were outlines"))
        return tuple(assumed)

    def _sentence(self, found: Survey, classes: Counter[str]) -> Message:
        values = {
            "tool": self.dialect.title,
            "classes": counted(len(classes), "{count} class", "{count} classes"),
        }
        count = found.explained
        if self.task == "detection":
            return counted(
                count,
                "{count} picture has boxes in files of {tool}, of {classes}",
                "{count} pictures have boxes in files of {tool}, of {classes}",
                **values,
            )
        return counted(
            count,
            "{count} picture has outlines in files of {tool}, of {classes}",
            "{count} pictures have outlines in files of {tool}, of {classes}",
            **values,
        )

    def _by_question(self, source: Source, found: Survey, wanted: Choice) -> list[Proposal]:
        names = by_fitness(found.questions)
        if wanted.label is not None:
            names = [name for name in names if name == wanted.label]
        if not names:
            return self._tags(source, found, list(found.several))
        proposals = []
        equal = _as_likely(found, names)
        for place, name in enumerate(names):
            if found.several[name] > MAX_SEVERAL * found.questions[name].total():
                proposals += self._tags(source, found, [name])
                continue
            column = found.questions[name]
            sentence = say(
                "each picture has one answer to '{question}' in files of {tool}, one of {count}",
                question=name,
                tool=self.dialect.title,
                count=len(column),
            )
            is_second = 2 * found.with_shapes >= column.total()
            weight = (SECOND if is_second else 1.0) * (1.0 if place == 0 else OTHER)
            weight *= BARE if found.shapes and len(column) == 1 else 1.0
            made = self._proposal(source, sentence, found.of_all(column.total()), label=name, weight=weight)
            if place == 0 and len(equal) > 1 and wanted.label is None:
                made = replace(made, question=_ask(self.dialect, equal))
            samples = [Sample(path, ", ".join(said.answers.get(name, ()))) for path, said in found.shown]
            counts = dict(column) if found.looked >= found.candidates else {}
            proposals.append(self._with_evidence(replace(made, counts=counts), found, samples, ()))
        return proposals

    def _tags(self, source: Source, found: Survey, names: Sequence[str]) -> list[Proposal]:
        """Several answers for one picture, which no task is for."""
        if not names:
            return []
        what = counted(
            found.of_all(found.several[names[0]]),
            "{count} picture in files of {tool} has several answers to '{question}'; a picture can have one class.",
            "{count} pictures in files of {tool} have several answers to '{question}'; a picture can have one class.",
            tool=self.dialect.title,
            question=names[0],
        )
        do = say("Leave one answer for each picture, or choose another question with --label.")
        answered = found.several[names[0]] + found.questions.get(names[0], Counter()).total()
        refusal = UserError(what, do)
        return [self._proposal(source, self.label, found.of_all(answered), label=names[0], refusal=refusal)]

    def _proposal(
        self,
        source: Source,
        sentence: Message,
        explained: int,
        *,
        label: str | None = None,
        weight: float = 1.0,
        refusal: UserError | None = None,
    ) -> Proposal:
        found = survey(source, self.dialect)
        total = max(1, len(found.paired), len(plain_pictures(source, self.dialect)))
        return Proposal(
            Choice(task=self.task, format=self.name, label=label),
            sentence,
            min(explained, total),
            total,
            weight,
            tuple(found.files[:3]),
            refusal=refusal,
            columns=_columns(found.questions if self.task == "classification" else found.attributes),
        )

    def _with_evidence(
        self, proposal: Proposal, found: Survey, samples: Sequence[Sample], assumed: tuple[Message, ...]
    ) -> Proposal:
        values = {"count": found.of_all(found.listed - found.gone), "total": found.of_all(found.listed)}
        listed = Evidence(
            say("{count} of {total} listed pictures are here", **values),
            not found.missing,
            tuple(found.missing),
        )
        evidence = [listed]
        if found.left_out:
            kinds = names_of(found.left_out)
            evidence.append(Evidence(say("shapes of the kind '{kind}' are left out", kind=kinds), False))
        return replace(proposal, samples=tuple(samples), evidence=tuple(evidence), assumed=assumed)

    def _answer(self, said: Said, label: str | None) -> str:
        names = [
            (shape.answers.get(label) if label is not None else shape.label) or (OBJECT if label is None else "?")
            for shape in said.shapes
        ]
        return ", ".join(f"{count} {name}" for name, count in Counter(names).most_common(3))

    # Reading

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        dialect, label = self.dialect, choice.label
        if label is None and (dialect.has_attributes or self.task == "classification"):
            found = survey(source, dialect)
            names = by_fitness(found.questions if self.task == "classification" else found.attributes)
            label = names[0] if names else None
        files = [path for path in source.files if dialect.fits(path)]
        pictures = plain_pictures(source, dialect)
        collected = Collected(
            self.task,
            Pictures(pictures),
            dialect.is_beside,
            label,
            dialect.has_attributes,
            {} if dialect.is_beside else part_names(files),
        )
        with unkept() if len(files) > MAX_LOOKED_AT else nullcontext():
            for number, path in enumerate(files):
                source.watcher.tell(number, len(files), say("Reading annotations"))
                self._read_file(source, path, collected)
        self._check(source, collected)
        unannotated = collected.add_unannotated(pictures)
        classes = tuple(sorted(set(collected.classes) - {BACKGROUND}, key=natural_key))
        if self.task == "segmentation":
            classes = (BACKGROUND, *classes)
            check_num_classes(classes)
        elif BACKGROUND in collected.classes:
            classes = tuple(sorted(collected.classes, key=natural_key))
        notes = collected.notes(unannotated)
        if dialect.has_attributes and self.task != "classification":
            notes += _of_attributes(survey(source, dialect), label)
        return Reading(
            source.root, list(collected.entries.values()), notes, () if self.task == "classification" else classes
        )

    def _read_file(self, source: Source, path: str, collected: Collected) -> None:
        try:
            saids = look(source, path, self.dialect)
        except Malformed as error:
            if not self.dialect.is_beside:  # it is about many pictures
                raise
            collected.add_damaged(path, error)
            return
        for number, said in enumerate(saids or ()):
            if number % 1000 == 0:
                source.watcher.check()
            collected.add(path, said)

    def _check(self, source: Source, collected: Collected) -> None:
        values = {"tool": self.dialect.title, "name": source.name}
        if not collected.entries:
            raise UserError(say("No file in '{name}' that is of {tool} lists a picture.", **values), AGAIN)
        if not collected.classes:
            if self.task == "classification":
                raise UserError(say("The files of {tool} in '{name}' give no picture a class.", **values), AGAIN)
            raise UserError(say("The files of {tool} in '{name}' hold no shapes with names.", **values), AGAIN)


def _of_attributes(found: Survey, label: str | None) -> list[Message]:
    """Say which attribute was taken for the class."""
    if label is None:
        return [say("No shape has an attribute: all are of one class, '{name}'.", name=OBJECT)]
    others = names_of(name for name in by_fitness(found.attributes) if name != label)
    if not others:
        return []
    return [say("The attribute '{label}' is the class; there are others: {others}.", label=label, others=others)]


def _told(dialect: Dialect, error: Malformed) -> UserError:
    return UserError(say("{what} It seems to be of {tool}.", what=error.what, tool=dialect.title), error.do)


def _mentioned(source: Source, error: Malformed) -> int:
    """Return for about how many pictures a damaged file has a name in its beginning."""
    paths = some(source.pictures, 100)
    text = ""
    for path in source.files:
        if source.path(path).name == str(error.what.values.get("name")):
            text = source.head(path).decode("utf-8", "replace")
            break
    named = sum(name_of(path) in text for path in paths)
    return round(named * len(source.pictures) / max(1, len(paths)))


def _ask(dialect: Dialect, names: Sequence[str]) -> UserError:
    return UserError(
        say("The files of {tool} answer several questions about each picture.", tool=dialect.title),
        say("Say which with --label: {names}.", names=names_of(names)),
    )


def _as_likely(found: Survey, names: Sequence[str]) -> list[str]:
    """Return the questions that may be the class as well as the first of them: as often answered, and not so named."""
    best = found.questions[names[0]].total()
    equal = [name for name in names if 2 * found.questions[name].total() > best and len(found.questions[name]) > 1]
    named = [name for name in equal if is_class_word(name)]
    return named if len(named) == 1 else equal


def _columns(columns: dict[str, Counter[str]]) -> tuple[Column, ...]:
    most = max((column.total() for column in columns.values()), default=0)
    return tuple(
        Column(name, tuple(column)[:MAX_EXAMPLES], len(column), most - column.total(), say("answer"))
        for name, column in list(columns.items())[:MAX_COLUMNS]
    )
