"""The files of a run and their format numbers: a run is a folder and the only truth about itself."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sft_gui import sealed
from sft_gui.data.index import Picture, Split, Status
from sft_gui.data.levels import Levels
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.files import fsync_folder, keep_as, make_folder, make_way, sweep
from sft_gui.messages import Message, say
from sft_gui.settings import catalogue, toml
from sft_gui.settings.setting import Settings
from sft_gui.tasks import registry
from sft_gui.tasks.metric import present_names
from sft_gui.training import checkpoint, events, ownership
from sft_gui.training.events import Event, Level, RunState
from sft_gui.training.progress import Progress
from sft_gui.training.report import Report

FORMAT = 3  # until 2 the count of correct pictures was called right
SEALED_FROM = 2  # the first format whose files have a seal


def now() -> str:
    """Return the time as files hold it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class RunFolder:
    """One run on disk: what was asked, on which pictures, what happened, and the weights."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(
        cls, project: Project, settings: Settings, *, name: str, preset: str = "custom", runs: Path | None = None
    ) -> RunFolder:
        """Write down what is asked, on which pictures, before anything else happens.

        Args:
            runs: where, instead of among the project's runs.

        Raises:
            UserError: the project has too few pictures for training, or the disk is full.
        """
        pictures = project.index.pictures()
        check_enough(pictures)
        run = cls(free_folder(runs or project.runs_folder, name))
        make_folder(run.folder / "checkpoints")
        run.write_pictures(pictures)
        manifest = {
            "project": project.name,
            "root": str(project.root),
            "rooted": list(project.rooted),
            "classes": list(project.classes),
            "legend": project.legend,
            "levels": project.levels and project.levels.to_json(),
            "fingerprint": project.index.fingerprint(),
            "split": asdict(project.split),
        }
        sealed.write_json(run.folder / "manifest.json", manifest, number=FORMAT)
        run._write_toml({"name": name, "preset": preset, "task": project.task, "created": now()}, settings)
        return run

    @classmethod
    def open(cls, folder: Path) -> RunFolder:
        """Open a kept run.

        Raises:
            UserError: the folder holds no run, or one of a later version.
        """
        run = cls(folder)
        try:
            run.check()
        except sealed.Missing:
            raise UserError(say("{name} holds no run.", name=str(folder))) from None
        run.tidy()
        return run

    def check(self) -> None:
        """See whether what was asked can be read, as far as all else needs it.

        Raises:
            UserError: it cannot be, or was written by a later version.
        """
        try:
            about, manifest = self._tables()["run"], self.manifest
            datetime.fromisoformat(about["created"])
            words = [about["name"], about["preset"], about["task"], manifest["root"], manifest["fingerprint"]]
            if not all(isinstance(word, str) for word in [*words, *manifest["classes"]]):
                raise TypeError
            registry.find(about["task"])
            _ = self.settings
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise sealed.Damaged(say("{name} is damaged.", name="run.toml, manifest.json")) from error

    def tidy(self) -> None:
        """Finish or remove what a killed process left half done."""
        for folder in (self.folder, self.checkpoint.parent):
            sweep(folder)
        if self.next_best.exists():
            with ownership.held_for_a_moment(self.folder) as is_ours:
                if is_ours:
                    self.settle()

    # What was asked

    def _tables(self) -> dict[str, Any]:
        return sealed.read_toml(self.folder / "run.toml", latest=FORMAT, sealed_from=SEALED_FROM)

    def _write_toml(self, about: dict[str, Any], settings: Settings) -> None:
        tables = {"run": about, "settings": toml.to_tables(settings)}
        sealed.write_toml(self.folder / "run.toml", tables, number=FORMAT)

    @property
    def name(self) -> str:
        return str(self._tables()["run"]["name"])

    @property
    def preset(self) -> str:
        return str(self._tables()["run"]["preset"])

    @property
    def created(self) -> str:
        return str(self._tables()["run"]["created"])

    @property
    def task(self) -> str:
        return str(self._tables()["run"]["task"])

    @property
    def settings(self) -> Settings:
        return catalogue.checked(toml.from_tables(self._tables()["settings"]))

    @property
    def removed_settings(self) -> set[str]:
        """The keys of settings that an earlier version had and this run was given a value of."""
        tables = self._tables()["settings"]
        return {key for key in catalogue.REMOVED if key.split(".")[1] in tables.get(key.split(".")[0], {})}

    def rename(self, name: str) -> None:
        """Give the run another name; its folder keeps its own."""
        if not name.strip():
            raise UserError(say("A run needs a name."))
        self._write_toml({**self._tables()["run"], "name": name.strip()}, self.settings)

    def extend(self, epochs: int) -> None:
        """Ask for more epochs than before; training goes on from the last checkpoint.

        They are trained whatever patience and time budget said; a run that one of them had ended early goes on from
        where it ended, and :attr:`ended_early` keeps why.

        Raises:
            UserError: it cannot be written down; the run is as it was.
        """
        settings, about, report = self.settings, self._tables()["run"], self.report()
        asked = settings["train.epochs"]
        if report.state == RunState.FINISHED and report.epoch < asked:
            patience = settings["stop.patience"] if report.epoch < report.epochs else None  # else the time was spent
            about["ended_early"] = {"epoch": report.epoch, "epochs": asked, "patience": patience or 0}
            asked = report.epoch
        changed = {"train.epochs": asked + epochs, "stop.patience": None, "stop.minutes": None}
        self._write_toml(about, settings.with_values(changed))

    @property
    def ended_early(self) -> dict[str, int] | None:
        """After which epoch of how many the run had ended before it was extended.

        By how many epochs' patience: 0 where the time budget was spent.
        """
        return self._tables()["run"].get("ended_early")

    # On which pictures

    def write_pictures(self, pictures: Sequence[Picture]) -> None:
        """Write down which pictures the run is about."""
        rows = [[p.id, p.path, p.label, p.annotation, str(p.split), p.width, p.height, p.digest] for p in pictures]
        columns = ["id", "path", "label", "annotation", "split", "width", "height", "digest"]
        sealed.write_json(self.folder / "pictures.json", {"columns": columns, "rows": rows}, number=FORMAT, indent=None)

    def pictures(self, split: Split | None = None, *, left_out: bool = False) -> list[Picture]:
        """Return the pictures as they were split when the run was made.

        Args:
            left_out: include those that were left out since, see picture_changes.py.

        Raises:
            UserError: the list cannot be read.
        """
        data = self._kept_json("pictures.json")
        changes = () if left_out else self.manifest.get("changes", ())
        try:
            out = {id for change in changes for id in change["left_out"]}
            return [
                Picture(row[0], row[1], row[2], row[3], Split(row[4]), Status.OK, None, row[5], row[6], 0, 0.0, row[7])
                for row in data["rows"]
                if (split is None or row[4] == split) and row[0] not in out
            ]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise sealed.Damaged(say("{name} is damaged.", name="pictures.json")) from error

    def _kept_json(self, name: str) -> dict[str, Any]:
        return sealed.read_json(self.folder / name, latest=FORMAT, sealed_from=SEALED_FROM)

    @property
    def manifest(self) -> dict[str, Any]:
        try:
            return self._kept_json("manifest.json")
        except sealed.Missing as error:  # another thing than no run at all
            raise sealed.Damaged(error.what) from error

    def add_to_manifest(self, **values: Any) -> None:
        sealed.write_json(self.folder / "manifest.json", {**self.manifest, **values}, number=FORMAT)

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.manifest["classes"])

    @property
    def legend(self) -> dict[str, Any] | None:
        """What the pixels of masks mean; see data/annotations.py."""
        return self.manifest.get("legend")

    @property
    def levels(self) -> Levels | None:
        """Which values are black and white in pictures of more than 8 bits; see data/levels.py."""
        return Levels.from_json(self.manifest.get("levels"))

    @property
    def root(self) -> Path:
        """Where the pictures are: as the project says today, else as it was when the run was made."""
        with contextlib.suppress(UserError), contextlib.closing(Project.open(self.folder.parent.parent)) as project:
            rooted = self.manifest.get("rooted")  # of runs since projects can be read in another way
            return project.root_at((str(rooted[0]), bool(rooted[1]))) if rooted else project.root
        return Path(self.manifest["root"])

    # What happened

    @property
    def best_weights(self) -> Path:
        return self.folder / "best.safetensors"

    @property
    def next_best(self) -> Path:
        """Where the best weights wait for the checkpoint that knows of them."""
        return self.folder / "checkpoints" / "best.safetensors"

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoints" / "last.safetensors"

    @property
    def previous(self) -> Path:
        """The checkpoint before the last one, for the case that the last one is damaged."""
        return self.folder / "checkpoints" / "previous.safetensors"

    @property
    def previous_best(self) -> Path:
        """The best weights that the checkpoint before the last one knows of, where they are others."""
        return self.folder / "checkpoints" / "previous-best.safetensors"

    @property
    def has_model(self) -> bool:
        """Whether there are weights to name pictures with."""
        return self.best_weights.is_file()

    def events(self) -> Iterator[Event]:
        """Yield what happened, oldest first; a last line cut short by a kill is passed over.

        Damaged lines are left out, and a warning stands in their place.
        """
        time, is_damaged = "", False
        for line in self._lines():
            try:
                event = events.from_line(line)
            except ValueError:
                is_damaged = True
                continue
            if event is not None:
                time = event.time
                if is_damaged:
                    yield _damage(time)
                    is_damaged = False
                yield event
        if is_damaged:
            yield _damage(time or now())

    def _lines(self) -> Iterator[bytes]:
        path = self.folder / "events.jsonl"
        if not path.is_file():
            return
        with contextlib.suppress(OSError), open(path, "rb") as file:
            for line in file:
                if not line.endswith(b"\n") and not events.is_summed(line):
                    return
                yield line

    def report(self) -> Report:
        """Return the run in a few numbers; a run whose process is gone is interrupted.

        Where they cannot be read they are counted again from what happened.
        """
        try:
            report = _report(self._kept_json("report.json"))
        except UserError:
            report = self._report_of_events()
        if report.state in events.UNSAVED:
            report = replace(report, **self._kept_best())
        if report.state in events.LIVE and not self.is_live():
            report = replace(report, state=RunState.INTERRUPTED)
        return report

    def _report_of_events(self) -> Report:
        happened = list(self.events())
        evaluated = next((event.val for event in happened if isinstance(event, events.EpochEnded)), {})
        headlines = [task.metrics[0].name for task in registry.TASKS.values()]  # the run may not know its task
        progress = Progress(metric=next((name for name in headlines if name in evaluated), headlines[0]))
        for event in happened:
            progress.apply(event)
        return progress.report()

    def _kept_best(self) -> dict[str, Any]:
        # A killed or failed run may have told of better weights than it had written.
        if not self.has_model:
            return {"best_epoch": None, "scores": {}}
        with contextlib.suppress(UserError):
            about = checkpoint.read_about(self.best_weights)
            if "scores" in about:  # not in files of the first versions
                return {
                    "best_epoch": about["epoch"],
                    "scores": {f"val.{k}": v for k, v in present_names(about["scores"]).items()},
                }
        return {}  # what is wrong with the file is told where it is used

    def write_report(self, report: Report) -> None:
        sealed.write_json(self.folder / "report.json", asdict(report), number=FORMAT)

    def settle(self) -> None:
        """Let the waiting best weights take effect if the checkpoint knows of them; else they are trained again."""
        if not self.next_best.exists():
            return
        with contextlib.suppress(FileNotFoundError, UserError):  # somebody else was faster, or the resumed run tells
            known = self.checkpoint.exists() and checkpoint.read_about(self.checkpoint)["best_epoch"]
            if known == checkpoint.read_about(self.next_best)["epoch"]:
                make_way(self.best_weights)
                if self.best_weights.exists():
                    keep_as(self.best_weights, self.previous_best)
                os.replace(self.next_best, self.best_weights)
                fsync_folder(self.folder)
            else:
                self.next_best.unlink()

    def fall_back(self) -> Message | None:
        """Take the checkpoint before the last one where the last one is damaged or gone; say so.

        Best weights and log go back with it when the run is resumed. Call it holding the run.
        """
        try:
            checkpoint.verify(self.checkpoint)
            return None
        except (sealed.Damaged, sealed.Missing):
            pass
        except UserError:
            return None  # it cannot be read now: told by who reads it
        try:
            about = checkpoint.verify(self.previous)
        except UserError:
            return None  # nothing to fall back to
        make_way(self.checkpoint)
        os.replace(self.previous, self.checkpoint)
        with contextlib.suppress(UserError):
            if checkpoint.verify(self.previous_best)["epoch"] == about["best_epoch"]:
                os.replace(self.previous_best, self.best_weights)
        fsync_folder(self.checkpoint.parent)
        return say("The last checkpoint is damaged. The one before it is taken, after step {step}.", step=about["step"])

    # Who is at work

    def is_live(self) -> bool:
        """Whether some process is training this run now."""
        return ownership.is_live(self.folder)

    @contextlib.contextmanager
    def owned(self) -> Iterator[None]:
        """Hold the run for this process.

        Raises:
            UserError: another process, or this one, trains it already; or the folder cannot be written to.
        """
        with ownership.held(self.folder, self.name):
            for folder in (self.folder, self.checkpoint.parent, self.folder / "samples"):
                sweep(folder)
            self.settle()
            yield


def kept_runs(project: Project) -> list[RunFolder]:
    """Return the project's runs, newest first; those that cannot be read are passed over (``damaged_runs``)."""
    runs = list[tuple[str, RunFolder]]()
    for folder in folders_below(project.runs_folder):
        with contextlib.suppress(UserError):
            run = RunFolder.open(folder)
            runs.append((run.created, run))
    return [run for _, run in sorted(runs, key=lambda one: one[0], reverse=True)]


def folders_below(folder: Path) -> list[Path]:
    """Return the folders where runs may be; none where nothing can be read."""
    try:
        return [each for each in folder.iterdir() if each.is_dir()]
    except OSError:
        return []


def _damage(time: str) -> Event:
    return events.Logged(time, Level.WARNING, say("Part of the log is damaged and was left out here."))


def _report(data: dict[str, Any]) -> Report:
    """Make a report of what report.json holds.

    Raises:
        Damaged: it is not what was written.
    """
    try:
        known = {field.name for field in fields(Report)}
        values = {key: value for key, value in data.items() if key in known}
        values["state"] = RunState(values["state"])
        values["curve"] = tuple((int(epoch), float(score)) for epoch, score in values.get("curve", ()))
        values["scores"] = {str(name): float(score) for name, score in present_names(values.get("scores", {})).items()}
        numbers = [values.get(name, 0) for name in ("epoch", "epochs", "step", "seconds", "best_epoch")]
        if not all(number is None or isinstance(number, int | float) for number in numbers):
            raise TypeError
        return Report(**values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise sealed.Damaged(say("{name} is damaged.", name="report.json")) from error


def check_enough(pictures: Sequence[Picture]) -> None:
    """Raise UserError where there is nothing to learn from, to evaluate by or to tell apart."""
    for split, word in ((Split.TRAIN, say("Training")), (Split.VAL, say("Validation"))):
        if not any(picture.split == split for picture in pictures):
            raise UserError(say("{split} has no pictures.", split=word), say("Change the split on the Data page."))
    if len({picture.label for picture in pictures}) < 2 and all(picture.label for picture in pictures):
        raise UserError(say("There is only one class."), say("Two or more are needed to tell pictures apart."))


def free_folder(runs: Path, name: str) -> Path:
    """Return a folder below ``runs``, not made yet, that tells the time and the run's name."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "run"
    stem = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-") + slug
    folder, number = runs / stem, 2
    while folder.exists():
        folder, number = runs / f"{stem}-{number}", number + 1
    return folder
