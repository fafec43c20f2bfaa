"""A project: a folder of ours that points at the user's pictures, which it only reads."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sft_gui import files, paths
from sft_gui.data import archive, drift, project_file, rebuild, relocation, sources
from sft_gui.data.described import Described
from sft_gui.data.drafts import check_source, draft_in
from sft_gui.data.drift import Drift, PicturesChanged, Same
from sft_gui.data.fitting import Fitter, check_objects
from sft_gui.data.index import Found, Index, Picture, Split
from sft_gui.data.index_file import DamagedIndex, reason_in_short, why_unwritable
from sft_gui.data.levels import Levels, decide
from sft_gui.data.names import safe_name, unique
from sft_gui.data.noticed import noticed
from sft_gui.data.project_file import INDEX_FILE, PROJECT_FILE, Record, SplitChoice
from sft_gui.data.readers.matching import settle
from sft_gui.data.readers.reader import Choice, Reading
from sft_gui.data.scan import scan
from sft_gui.data.source import Source
from sft_gui.data.split import assign_all
from sft_gui.data.summary import Changes, ProjectSummary, changes_between
from sft_gui.data.understand import Understanding, Understood, understand_and_read
from sft_gui.data.watcher import Progress, Watcher
from sft_gui.errors import SourceGone, UserError
from sft_gui.messages import Message, say
from sft_gui.settings.presets import Amount

Rooted = tuple[str, bool]  # a path relative to the source, or, where that is True, to the project's own folder


class Project(Described):
    """A kept project; make one by :meth:`create` or :meth:`open`."""

    def __init__(self, folder: Path, record: Record, index: Index) -> None:
        self.folder = folder
        super().__init__(record)
        self.index = index
        self.mended: Message | None = None  # what was made anew when it was opened
        self.understanding: Understanding | None = None  # with all other ways, right after it was made

    def amount(self) -> Amount:
        """Count what recipes are fitted to."""
        return Amount(len(self.index.ids(split=Split.TRAIN)), self.index.short_side())

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes; a class's position is its index."""
        return self._record.class_names or self.index.classes

    # Making and finding

    @classmethod
    def create(
        cls,
        source: Path,
        *,
        folder: Path | None = None,
        name: str | None = None,
        task: str | None = None,
        wanted: Choice | None = None,
        on_progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Project:
        """Understand a data set and keep it as a project; a failure or a cancellation leaves nothing behind.

        Args:
            source: a folder, a ZIP file of one, or a CSV table.
            folder: the project's folder, empty or not there yet; None makes one among :func:`paths.projects`.
            name: shown to the user; None takes the source's.
            task: what the pictures are for, where their annotations serve several tasks; None takes the usual one.
            wanted: how to read it, as far as that is said; the rest is decided by evidence.

        Raises:
            NotUnderstood: it is not read as it is, or how must be said; with the ways in which it can be.
            UserError: what is wrong with the source, and what is needed.
            Cancelled: ``cancelled`` said so.
        """
        wanted = (wanted or Choice()).filled(Choice(task=task))
        source = _absolute(source)
        check_source(source)
        if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(say("The folder {path} is not empty.", path=str(folder)), say("Choose another folder."))
        name = name or (source.name if source.is_dir() else source.stem) or str(source)
        home = folder.parent if folder else paths.projects()
        with draft_in(home) as draft:
            understanding = _fill(draft, source, name, wanted, Watcher(on_progress, cancelled))
            folder = folder or unique(home, safe_name(name, "Project"))
            if folder.exists():
                folder.rmdir()  # empty, as checked
            os.replace(draft, folder)
        project = cls.open(folder)
        project.understanding = understanding
        return project

    @classmethod
    def open(
        cls,
        folder: Path,
        on_progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        mend: bool = False,
    ) -> Project:
        """Open a kept project at once, without a look at its source.

        Args:
            fix: make a damaged list of pictures anew, which looks at the source and takes as long as a first look.

        Raises:
            DamagedIndex: the list is damaged, and not to be fixed.
            SourceGone: it cannot be fixed now, for there is nothing to make it from.
            UserError: it is no project, cannot be read, is in use, or is of a newer version of the app.
            Cancelled: ``cancelled`` said so.
        """
        record = project_file.read(folder)
        files.sweep(folder)
        rebuild.mend_broken_off(folder)
        try:
            return cls(folder, record, Index(folder / INDEX_FILE, must_exist=True))
        except DamagedIndex as error:
            if not mend:
                raise
            return cls._rebuilt(folder, record, error, Watcher(on_progress, cancelled))

    @classmethod
    def _rebuilt(cls, folder: Path, record: Record, error: DamagedIndex, watcher: Watcher) -> Project:
        """Make a damaged list of pictures anew.

        Raises:
            SourceGone: there is nothing to make it from now.
            UserError: the source cannot be read, or nothing can be written.
        """
        why = why_unwritable(folder / rebuild.NEW)
        if why is not None:
            raise UserError(say("{first} {second}", first=error.what, second=why.what), why.do) from why
        if rebuild.needs_source(folder, is_own=record.root_is_own) and not record.source.exists():
            raise SourceGone(folder, record.source, needed=error.what)
        with rebuild.alone(folder):
            salvaged = rebuild.salvage(folder, INDEX_FILE)
            project = cls(folder, record, Index(folder / rebuild.NEW))
            again = rebuild.read_again(
                folder, project.choice, record.source, is_own=record.root_is_own, watcher=watcher
            )
            with contextlib.closing(project), again as reading:
                project.index.put_back((row.id, row.path, row.label, row.left_out) for row in salvaged.rows)
                project._take(reading, watcher, salvaged.message(record.source))
            rebuild.put_in_place(folder, INDEX_FILE)
        mended = cls(folder, project_file.read(folder), Index(folder / INDEX_FILE))
        mended.mended = salvaged.message(record.source)
        return mended

    @classmethod
    def find(cls, source: Path) -> Project | None:
        """Open the newest kept project of this source, if there is one."""
        wanted = os.path.realpath(source.expanduser())
        for summary in cls.recent():
            if os.path.realpath(summary.source) == wanted:
                return cls.open(summary.folder, mend=True)
        return None

    @staticmethod
    def recent() -> list[ProjectSummary]:
        """List the kept projects, newest first; what is damaged is passed over."""
        summaries = []
        for file in paths.projects().glob(f"*/{PROJECT_FILE}"):
            try:
                record = project_file.read(file.parent)
                modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            except (UserError, OSError):
                continue
            counts = {"classes": record.classes, "pictures": record.pictures}
            summaries.append(
                ProjectSummary(file.parent, record.name, record.source, record.task, **counts, modified=modified)
            )
        return sorted(summaries, key=lambda summary: summary.modified, reverse=True)

    def close(self) -> None:
        """Close the index."""
        self.index.close()

    # Where things are

    @property
    def root(self) -> Path:
        """The folder that the pictures' paths are relative to."""
        return self.root_at(self.rooted)

    @property
    def rooted(self) -> Rooted:
        """What the root is relative to, and how: runs keep it, for the source may be read otherwise later."""
        return self._record.root, self._record.root_is_own

    def root_at(self, rooted: Rooted) -> Path:
        """Return where a root of this project is today."""
        base = self.folder if rooted[1] else self.source
        return Path(os.path.normpath(base / rooted[0]))  # a table's root is its own folder: "..", in words

    @property
    def runs_folder(self) -> Path:
        """Where this project's runs are kept; made by the first."""
        return self.folder / "runs"

    def path_of(self, picture: Picture) -> Path:
        """Return where a picture's file is."""
        return self.root / picture.path

    @property
    def notes(self) -> list[Message]:
        """What the user should know about the data, and whether its source has moved."""
        if self._record.root_is_own or self.source.exists():
            said = [] if self.mended is None or self.mended in self._record.notes else [self.mended]
            return [*said, *self._record.notes]
        return [say("{path} is not where it was. Connect its drive, or show where it is now.", path=str(self.source))]

    # Changing

    def rename(self, name: str) -> None:
        """Give the project another name; its folder keeps its own."""
        self._save(name=name.strip() or self.name)

    def set_split(self, *, seed: int, val_fraction: float, test_fraction: float) -> None:
        """Split the pictures anew; where the source has a test set, it stays and only validation is cut.

        Raises:
            UserError: the source itself says how its pictures are split, or the fractions leave nothing for training.
        """
        if self.split.given:
            raise UserError(say("The data set itself says which pictures are for validation."))
        if not (val_fraction >= 0 and test_fraction >= 0 and val_fraction + test_fraction <= 0.95):
            raise UserError(say("Validation and test together can take 0 to 95 % of the pictures."))
        choice = SplitChoice(seed, val_fraction, test_fraction)
        assign_all(self.index, choice)
        self._save(split=choice)

    def restore_split(self, choice: SplitChoice, splits: Iterable[tuple[int, Split]]) -> None:
        """Take back a :meth:`set_split`: the choice before it, and each picture's split as it was."""
        self.index.set_splits(splits)
        self._save(split=choice)

    def look_again(self, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Changes:
        """Find files that are new, gone or changed; decisions stay.

        Raises:
            UserError: the source is gone or no longer of its format.
            Cancelled: ``cancelled`` said so; nothing is changed then.
        """
        if self._record.root_is_own and not self.drift(on_progress, cancelled):
            return Changes(0, 0, 0)
        if self.index.read_only is not None:
            raise self.index.read_only
        before = self.index.known()
        with self._read(self.choice, Watcher(on_progress, cancelled)) as reading:
            self._take(reading, Watcher(on_progress, cancelled))
        return changes_between(before, self.index.known())

    @contextlib.contextmanager
    def _read(self, choice: Choice, watcher: Watcher) -> Iterator[Reading]:
        """Read the source anew; raises SourceGone, and UserError where another process is at it."""
        is_own = self._record.root_is_own
        if rebuild.needs_source(self.folder, is_own=is_own) and not self.source.exists():
            raise SourceGone(self.folder, self.source)
        with rebuild.read_alone(self.folder, choice, self.source, is_own=is_own, watcher=watcher) as reading:
            yield reading

    def read_as(
        self,
        choice: Choice,
        understood: Understood | None,
        on_progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Read the source in another way; labels given in the app wait until it is read this way again.

        Args:
            choice: whole, such as a proposal's or :attr:`choice` of before.
            understood: what is said of it.

        Raises:
            UserError: it cannot be read so, or the source is gone; nothing is changed then.
            Cancelled: ``cancelled`` said so; nothing is changed then.
        """
        if self.index.read_only is not None:
            raise self.index.read_only
        record = replace(
            self._record,
            task=str(choice.task),
            format_name=str(choice.format),
            choice=choice.to_json(),
            understood=None if understood is None else understood.to_json(),
        )
        with self._read(choice, Watcher(on_progress, cancelled)) as reading:
            self._take(reading, Watcher(on_progress, cancelled), record=record)

    @property
    def place(self) -> Path:
        """Where readers look: the source, or what was unpacked of it."""
        return rebuild.unpacked_in(self.folder) or self.source

    def _take(self, reading: Reading, watcher: Watcher, *said: Message, record: Record | None = None) -> None:
        """Look at what a reader found, and keep it with its split and what is to be said besides.

        Args:
            record: of another way to read the source, where it is one; it is shown when all is there.
        """
        record = record or self._record
        understood = Understood.from_json(record.understood)
        entries, given, notes = settle(reading.entries)
        fitter = Fitter(reading.root, reading.classes, reading.legend) if reading.classes else None
        found = scan(reading.root, entries, self.index.known(), watcher, fitter)
        if fitter is not None:
            check_objects([each.annotation for each in found if each.reason is None], reading.classes)
        choice = replace(self.split, given=given)
        levels = self._levels(found)
        files_read = sources.look(
            self.folder, self.source, record.format_name, reading.root, self.index.sources(), watcher
        )
        is_own = reading.root.is_relative_to(self.folder)
        with self._all_or_nothing():
            self._exchange_labels(record)
            self.index.replace(found, files_read)
            assign_all(self.index, choice)
            self._save(
                task=record.task,
                format_name=record.format_name,
                choice=record.choice,
                understood=record.understood,
                split=choice,
                notes=(
                    *said,
                    *notes,
                    *reading.notes,
                    *noticed(found),
                    *(levels.notes() if levels else ()),
                    *(understood.notes if understood else ()),
                ),
                class_names=reading.classes,
                legend=reading.legend,
                levels=None if levels is None else levels.to_json(),
                root=os.path.relpath(reading.root, self.folder if is_own else self.source),
                root_is_own=is_own,
            )

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Keep what is changed in the index and in project.toml, or, where that fails, neither."""
        record = self._record
        with files.put_back_if_failed(self.folder / PROJECT_FILE):
            try:
                with self.index.together():
                    yield
            except BaseException:
                self._record = record
                raise

    def _exchange_labels(self, record: Record) -> None:
        """Put the user's labels aside and take out those of another way to read, where it is one."""
        keys = [json.dumps(each.choice, sort_keys=True) for each in (self._record, record)]
        if keys[0] != keys[1]:
            self.index.exchange_labels(*keys)

    def _levels(self, found: Sequence[Found]) -> Levels | None:
        """Decide what is black and white, once: later looks only widen it, and old projects stay as they were."""
        is_first = not self.index.known()
        if self._record.levels is None and not is_first:
            return None
        extents = [each.extent for each in found if each.extent is not None]
        return decide(extents, self.levels) or Levels()

    # What became of the pictures

    def drift(self, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Drift:
        """Tell how files differ from what is known of them, without keeping anything but that they do not.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        legend, classes, known = self.legend, self.classes, self.index.sources()
        if self._record.root_is_own:
            known = sources.still_there(self.source, known)
        found = drift.look(
            self.root,
            self.index.pictures(),
            self.index.stamps(),
            Watcher(on_progress, cancelled),
            fitter=Fitter(self.root, classes, legend),
            sources=(sources.folder_of(self.source), known),
        )
        self.keep_stamps(found.same)
        return found

    def keep_stamps(self, same: Same) -> None:
        """Keep that files are as they were, so that they are not hashed again; where nothing can be kept, they are."""
        if same.pictures or same.masks or same.sources:
            with contextlib.suppress(UserError):
                self.index.restamp(same.pictures, same.masks, same.sources)

    def check_unchanged(self, on_progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Make sure that the pictures are still those that are known.

        Raises:
            SourceGone: all of them are gone with their folder.
            PicturesChanged: some are not; look at the data again.
            Cancelled: ``cancelled`` said so.
        """
        found = self.drift(on_progress, cancelled)
        if found.lost == self.root and not self._record.root_is_own:
            raise SourceGone(self.folder, self.source)
        if found:
            raise PicturesChanged(found, say("Look at the data again, then start."))

    @staticmethod
    def relocate_kept(folder: Path, source: Path) -> Path:
        """Do :meth:`relocate` for a kept project that need not be open; for one whose list is damaged it is believed.

        Raises:
            UserError: as :meth:`relocate`, or the project cannot be opened.
        """
        record = project_file.read(folder)
        try:
            index = Index(folder / INDEX_FILE, must_exist=True)
        except DamagedIndex:
            project_file.write(folder, replace(record, source=_absolute(source)))
            return source
        with contextlib.closing(Project(folder, record, index)) as project:
            return project.relocate(source)

    def relocate(self, source: Path) -> Path:
        """Point the project at where its source is now; a folder around or inside the right one does as well.

        Returns:
            The source that was found.

        Raises:
            UserError: none of its pictures is there, or what is called like them are other pictures.
        """
        if self._record.root_is_own:  # the pictures are with the project
            self._save(source=_absolute(source))
            return self.source
        known = self.index.pictures(status=None)
        found = relocation.find(_absolute(source), self.source.name, self._record.root, known)
        self._save(source=found)
        return found

    def save(self) -> None:
        """Write project.toml with the present counts, which decisions change."""
        self._save()

    @property
    def read_only(self) -> Message | None:
        """Why the project can only be looked at, evaluated and predicted with; None where it can be changed."""
        return None if self.index.read_only is None else reason_in_short(self.index.read_only)

    def _save(self, **changed: Any) -> None:
        if self.index.read_only is not None:
            raise self.index.read_only
        class_names = changed.get("class_names", self._record.class_names) or self.index.classes
        changed |= {"classes": len(class_names), "pictures": self.index.count()}
        self._record = replace(self._record, **changed)
        project_file.write(self.folder, self._record)
        self.index.keep_about(PROJECT_FILE, project_file.text_of(self._record))


def _fill(draft: Path, source: Path, name: str, wanted: Choice, watcher: Watcher) -> Understanding:
    """Make a whole project in an empty folder, and return how its source was understood."""
    unpacked = draft / rebuild.UNPACKED
    archive_name = safe_name(source.stem, "archive")  # messages name this folder
    place, notes = source, list[Message]()
    archive.check_kind(source)
    if archive.is_archive(source):
        place, notes = archive.unpack(source, unpacked / archive_name, watcher)
    understanding, reading = understand_and_read(Source(place, watcher), wanted, draft / rebuild.WRITTEN)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    choice, said = understanding.best.choice, Understood.of(understanding)
    record = Record(
        name, str(choice.task), str(choice.format), source, now, choice=choice.to_json(), understood=said.to_json()
    )
    project = Project(draft, record, Index(draft / INDEX_FILE))
    try:
        project._take(replace(reading, notes=[*notes, *reading.notes]), watcher)
    finally:
        project.close()
    if reading.root.is_relative_to(draft / rebuild.WRITTEN) and not understanding.others:
        shutil.rmtree(unpacked, ignore_errors=True)
    return understanding


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.expanduser().absolute()))  # links stay as the user knows them
