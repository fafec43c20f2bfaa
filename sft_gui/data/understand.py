"""What does a source mean? Readers propose, evidence decides; what is close to the best is offered, never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sft_gui.data.parse.guard import kept
from sft_gui.data.readers import registry
from sft_gui.data.readers.folders.folders import FolderReader
from sft_gui.data.readers.pairing import Doubt, doubts
from sft_gui.data.readers.reader import Choice, Evidence, Proposal, Reader, Reading
from sft_gui.data.readers.unread.unknown import UnknownReader
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.files import Unwritable
from sft_gui.messages import Message, counted, say

CLOSE = 0.5  # a proposal whose score is at least this share of the best one's is its rival
KNOWN = 0.4  # more than any folders or names can have: somebody's annotations
MAX_NAMED = 3
WRITTEN, OWN, ALL_OF = 0.9, 0.2, 0.8  # annotations that somebody wrote, of how many of all pictures, and of a folder's
DOUBTED = 0.1  # of the annotations: where fewer fit several pictures, these are copies and the like
COMPARED, COMPARED_BYTES = 10, 2**16
OTHER_ARCHIVES = (".gz", ".tgz", ".tar", ".xz", ".bz2", ".rar", ".7z")


class NotUnderstood(UserError):  # noqa: N818
    """A source that is not read as it is; ``alternatives`` are the ways in which what lies at ``place`` can be."""

    def __init__(self, place: Path, what: Message, do: Message | None, alternatives: Sequence[Proposal]) -> None:
        super().__init__(what, do)
        self.place, self.alternatives = place, tuple(alternatives)

    def to_json(self) -> dict[str, Any]:
        """Return what ``--json`` prints of it."""
        return {**super().to_json(), "alternatives": [each.to_json() for each in self.alternatives]}


@dataclass(frozen=True)
class Understanding:
    """The proposal that is taken and the others, the surest first; ``unread`` are formats recognised and not read."""

    best: Proposal
    others: tuple[Proposal, ...] = ()
    unread: tuple[Proposal, ...] = ()

    @property
    def rivals(self) -> tuple[Proposal, ...]:
        """The others that explain nearly as much."""
        return tuple(each for each in self.others if each.score >= CLOSE * self.best.score)

    def notes(self) -> list[Message]:
        """Say what else the source could mean, and what in it is not read."""
        notes = [say("It could also be read so: {how}.", how=each.sentence) for each in self.rivals[:MAX_NAMED]]
        return [*notes, *(say("Passed over: {what}", what=each.refusal.what) for each in self.unread if each.refusal)]


def propose(source: Source, wanted: Choice | None = None) -> list[Proposal]:
    """Return all ways to read the source that fit what is wanted, the best first; those not read among them."""
    wanted = wanted or Choice()
    found: list[Proposal] = []
    with kept():
        if source.is_folder:
            source.listing  # noqa: B018  # told of as what it is, before readers are
        readers = [reader for reader in registry.READERS if _may(reader, wanted)]
        for number, reader in enumerate(readers):
            source.watcher.tell(number, len(readers), say("Looking what it is"))
            if reader.name == UnknownReader.name and any(each.score >= KNOWN for each in found):
                continue  # the annotations are known
            found.extend(each for each in reader.propose(source, wanted) if each.explained or each.refusal)
    return sorted(found, key=lambda each: -round(each.score, 2))  # of equals, the more specific reader's


def _may(reader: Reader, wanted: Choice) -> bool:
    said = wanted.to_json().keys() - {"task", "format", "join"}
    return (
        wanted.task in (None, reader.task)
        and wanted.format in (None, reader.name, reader.family)
        and said <= reader.options
    )


def understand(source: Source, wanted: Choice | None = None) -> Understanding:
    """Decide how to read the source.

    Raises:
        NotUnderstood: nothing in it can be read so, or what it is must be asked.
    """
    wanted = wanted or Choice()
    found = propose(source, wanted)
    readable = [each for each in found if each.refusal is None]
    unread = [each for each in found if each.refusal is not None]
    if not readable and not unread:
        raise _nothing(source, wanted)
    best = found[0]
    if best.refusal is not None:
        raise NotUnderstood(source.place, best.refusal.what, best.refusal.do, readable)
    if best.question is not None:
        raise NotUnderstood(source.place, best.question.what, best.question.do, readable)
    if wanted.format is None and wanted.class_level is None:
        _check_alone(source, best, readable)
    named = tuple(each for each in unread if each.explained)  # others only say what is missing for them
    return Understanding(best, tuple(each for each in readable if each is not best), named)


def _check_alone(source: Source, best: Proposal, readable: Sequence[Proposal]) -> None:
    """Ask where a folder that would be a class is a data set of its own, with annotations: two sets side by side."""
    if best.reader != FolderReader.name:
        return
    for each in readable:
        if each.weight < WRITTEN or each.score < OWN or not each.samples:
            continue
        folders = set.intersection(*(set(sample.path.split("/")[:-1]) for sample in each.samples))
        for name in folders & best.counts.keys():
            if each.explained >= ALL_OF * best.counts[name]:
                what = say("The folder '{folder}' is a data set of its own: {how}.", folder=name, how=each.sentence)
                do = say(
                    "Open it alone; or, if its name is a class, say so with {options}.", options=best.choice.words()
                )
                raise NotUnderstood(source.place, what, do, readable)


def _nothing(source: Source, wanted: Choice) -> NotUnderstood:
    if wanted != Choice():
        others = [each for each in propose(source) if each.refusal is None]
        asked = ", ".join(f"{key} {value}" for key, value in wanted.to_json().items())
        what = say("'{name}' cannot be read as it was asked for ({asked}).", name=source.name, asked=asked)
        if others:
            return NotUnderstood(source.place, what, say("It can be read so: {how}.", how=others[0].sentence), others)
        return NotUnderstood(source.place, what, None, ())
    if source.is_folder and not source.pictures:
        return NotUnderstood(source.place, *_no_picture(source), ())
    if source.place.suffix.casefold() in OTHER_ARCHIVES:
        what = say("{name} is an archive of a kind that is not read.", name=source.name)
        return NotUnderstood(source.place, what, say("Unpack it, then open the folder."), ())
    what = say("{name} is no data set that can be read.", name=source.name)
    return NotUnderstood(source.place, what, registry.READ, ())


def _no_picture(source: Source) -> tuple[Message, Message]:
    """Say what else is there: annotations often lie apart from their pictures."""
    kinds = source.listing.others.most_common(MAX_NAMED)
    if not kinds:
        return say("There is no picture in '{name}'.", name=source.name), registry.WANTED
    seen = ", ".join(f"{count} {suffix}" for suffix, count in kinds)
    what = say("There is no picture in '{name}', only other files ({kinds}).", name=source.name, kinds=seen)
    return what, say("Open the folder that holds the pictures too, with their annotations if there are any.")


def read(source: Source, choice: Choice, workspace: Path) -> Reading:
    """Read a source by a whole choice, such as a proposal's.

    Raises:
        UserError: it cannot be read so.
    """
    try:
        reader = registry.find(choice.format or "")
    except KeyError:
        what = say("This project was made by a newer version of the app.")
        raise UserError(what, say("Update the app to open it.")) from None
    with kept(), doubts() as found:
        reading = reader.read(source, choice, workspace)
    _check_doubts(source, reading, found)
    return reading


def read_or_offer(source: Source, choice: Choice, workspace: Path) -> Reading:
    """Read a kept project's source by its choice; where it no longer can be, say in what other ways it can.

    Raises:
        NotUnderstood: with those ways, as for a source that is opened for the first time.
        UserError: nothing can be written, or it is asked for in the wrong way.
    """
    try:
        return read(source, choice, workspace)
    except (NotUnderstood, Unwritable):
        raise
    except UserError as error:
        others = [each for each in propose(source) if each.refusal is None and each.choice != choice]
        how = say("It can be read so: {how}.", how=others[0].sentence) if others else None
        raise NotUnderstood(source.place, error.what, error.do or how, others) from error


def _check_doubts(source: Source, reading: Reading, doubts: Sequence[Doubt]) -> None:
    """Refuse annotations that may be of other pictures: names that fit several, which are not copies of each other."""
    read = {entry.path for entry in reading.entries if entry.annotation is not None}
    here = list({each.taken: each for each in doubts if each.taken in read}.values())
    if DOUBTED * len(read) > len(here):
        return
    first = next((each for each in some(here, COMPARED) if not _are_copies(source, each.taken, each.other)), None)
    if first is not None:
        raise UserError(
            counted(
                len(here),
                "The name of {count} annotation fits several pictures: '{name}' may be {paths}.",
                "The names of {count} annotations fit several pictures each: '{name}' may be {paths}.",
                name=first.name,
                paths=f"{first.taken}, {first.other}",
            ),
            say("Give the pictures different names and label them again, or open the folder that is meant."),
        )


def _are_copies(source: Source, one: str, other: str) -> bool:
    size = source.size(one)
    return size == source.size(other) and source.head(one, COMPARED_BYTES) == source.head(other, COMPARED_BYTES)


def understand_and_read(source: Source, wanted: Choice, workspace: Path) -> tuple[Understanding, Reading]:
    """Decide how to read the source, and read it; nothing that cannot be read is quietly read as something else.

    Raises:
        NotUnderstood: what it is must be asked, or it cannot be read so; with the other ways.
    """
    with kept():  # what was parsed to recognise it need not be parsed again to read it
        understanding = understand(source, wanted)
        try:
            reading = read(source, understanding.best.choice, workspace)
        except NotUnderstood:
            raise
        except UserError as error:
            raise NotUnderstood(source.place, error.what, error.do, understanding.others) from error
        return understanding, reading


@dataclass(frozen=True)
class Understood:
    """What a project keeps of how its source was understood; in project.toml."""

    sentence: Message
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Message, ...] = ()  # what else it could mean, and what in it is not read
    has_others: bool = True  # whether it can be read in another way

    @classmethod
    def of(cls, understanding: Understanding) -> Understood:
        """Take what is kept of a decision."""
        best = understanding.best
        choosable = sum(each.is_choosable for each in best.columns)
        has_others = bool(understanding.others) or choosable > 1
        return cls(best.sentence, best.evidence, tuple(understanding.notes()), has_others)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        evidence = [
            {"message": each.message.to_json(), "is_good": each.is_good, "cases": list(each.cases)}
            for each in self.evidence
        ]
        notes = [note.to_json() for note in self.notes]
        return {
            "sentence": self.sentence.to_json(),
            "evidence": evidence,
            "notes": notes,
            "has_others": self.has_others,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Understood | None:
        """Read what :meth:`to_json` wrote; None where nothing was."""
        if data is None:
            return None
        evidence = tuple(
            Evidence(Message.from_json(each["message"]), each["is_good"], tuple(each["cases"]))
            for each in data["evidence"]
        )
        notes = tuple(map(Message.from_json, data["notes"]))
        return cls(Message.from_json(data["sentence"]), evidence, notes, data["has_others"])
