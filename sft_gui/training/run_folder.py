"""The files of a run and their format numbers: a run is a folder and the only truth about itself."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import tomli_w

from sft_gui.data.index import Picture, Split, Status
from sft_gui.data.project import Project
from sft_gui.errors import UserError
from sft_gui.files import fsync_folder, make_folder, read_json, write_json, write_text
from sft_gui.messages import say
from sft_gui.settings import catalogue, toml
from sft_gui.settings.setting import Settings
from sft_gui.training import checkpoint, events
from sft_gui.training.events import Event, RunState

FORMAT = 1


def now() -> str:
    """Return the time as files hold it: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Report:
    """A run in a few numbers, so that the history need not read every event."""

    state: RunState = RunState.PREPARING
    epoch: int = 0  # finished epochs
    epochs: int = 0
    step: int = 0
    seconds: float = 0.0  # trained, pauses not counted
    best_epoch: int | None = None
    scores: dict[str, float] = field(default_factory=dict)  # of the best weights: "val.accuracy", "val.right", ...
    curve: tuple[tuple[int, float], ...] = ()  # (epoch, headline metric on validation)


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
        _check_enough(pictures)
        run = cls(free_folder(runs or project.runs_folder, name))
        make_folder(run.folder / "checkpoints")
        run._write_pictures(pictures)
        manifest = {
            "format": FORMAT,
            "project": project.name,
            "root": str(project.root),
            "classes": list(project.classes),
            "legend": project.legend,
            "fingerprint": project.index.fingerprint(),
            "split": asdict(project.split),
        }
        write_json(run.folder / "manifest.json", manifest)
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
            number = run._tables()["format"]
        except (FileNotFoundError, NotADirectoryError, KeyError, tomllib.TOMLDecodeError):
            raise UserError(say("{name} holds no run.", name=str(folder))) from None
        if number > FORMAT:
            raise UserError(
                say("The run {name} was made by a later version.", name=folder.name), say("Update sft-gui to open it.")
            )
        if not run.is_live():
            run.settle()
        return run

    # What was asked

    def _tables(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "run.toml").read_text(encoding="utf-8"))

    def _write_toml(self, about: dict[str, Any], settings: Settings) -> None:
        tables = {"format": FORMAT, "run": about, "settings": toml.to_tables(settings)}
        write_text(self.folder / "run.toml", tomli_w.dumps(tables))

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

    def rename(self, name: str) -> None:
        """Give the run another name; its folder keeps its own."""
        if not name.strip():
            raise UserError(say("A run needs a name."))
        self._write_toml({**self._tables()["run"], "name": name.strip()}, self.settings)

    def extend(self, epochs: int) -> None:
        """Ask for more epochs than before; training goes on from the last checkpoint."""
        changed = self.settings.with_values({"train.epochs": self.settings["train.epochs"] + epochs})
        self._write_toml(self._tables()["run"], changed)

    # On which pictures

    def _write_pictures(self, pictures: Sequence[Picture]) -> None:
        rows = [[p.id, p.path, p.label, p.annotation, str(p.split), p.width, p.height, p.digest] for p in pictures]
        columns = ["id", "path", "label", "annotation", "split", "width", "height", "digest"]
        text = json.dumps({"format": FORMAT, "columns": columns, "rows": rows}, separators=(",", ":"))
        write_text(self.folder / "pictures.json", text)

    def pictures(self, split: Split | None = None) -> list[Picture]:
        """Return the pictures as they were split when the run was made."""
        rows = read_json(self.folder / "pictures.json")["rows"]
        return [
            Picture(row[0], row[1], row[2], row[3], Split(row[4]), Status.OK, None, row[5], row[6], 0, 0.0, row[7])
            for row in rows
            if split is None or row[4] == split
        ]

    @property
    def manifest(self) -> dict[str, Any]:
        return dict(read_json(self.folder / "manifest.json"))

    def add_to_manifest(self, **values: Any) -> None:
        write_json(self.folder / "manifest.json", {**self.manifest, **values})

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.manifest["classes"])

    @property
    def legend(self) -> dict[str, Any] | None:
        """What the pixels of masks mean; see data/annotations.py."""
        return self.manifest.get("legend")

    @property
    def root(self) -> Path:
        """Where the pictures are: as the project says today, else as it was when the run was made."""
        with contextlib.suppress(UserError), contextlib.closing(Project.open(self.folder.parent.parent)) as project:
            return project.root
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
    def has_model(self) -> bool:
        """Whether there are weights to name pictures with."""
        return self.best_weights.exists()

    def events(self) -> Iterator[Event]:
        """Yield what happened, oldest first; a last line cut short by a kill is passed over."""
        path = self.folder / "events.jsonl"
        if not path.exists():
            return
        with open(path, "rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    return
                event = events.from_json(json.loads(line))
                if event is not None:
                    yield event

    def report(self) -> Report:
        """Return the run in a few numbers; a run whose process is gone is interrupted."""
        try:
            data = read_json(self.folder / "report.json")
        except FileNotFoundError:
            data = {}
        data.pop("format", None)
        data["state"] = RunState(data.get("state", RunState.PREPARING))
        data["curve"] = tuple((epoch, score) for epoch, score in data.get("curve", ()))
        report = Report(**data)
        if report.state in events.UNSAVED:
            report = replace(report, **self._kept_best())
        if report.state in events.LIVE and not self.is_live():
            report = replace(report, state=RunState.INTERRUPTED)
        return report

    def _kept_best(self) -> dict[str, Any]:
        # A killed or failed run may have told of better weights than it had written.
        if not self.has_model:
            return {"best_epoch": None, "scores": {}}
        with contextlib.suppress(UserError):
            about = checkpoint.read_about(self.best_weights)
            if "scores" in about:  # not in files of earlier versions
                return {"best_epoch": about["epoch"], "scores": {f"val.{k}": v for k, v in about["scores"].items()}}
        return {}  # what is wrong with the file is told where it is used

    def write_report(self, report: Report) -> None:
        write_json(self.folder / "report.json", {"format": FORMAT, **asdict(report)})

    def settle(self) -> None:
        """Let the waiting best weights take effect if the checkpoint knows of them; else they are trained again."""
        if not self.next_best.exists():
            return
        with contextlib.suppress(FileNotFoundError, UserError):  # somebody else was faster, or the resumed run tells
            known = self.checkpoint.exists() and checkpoint.read_about(self.checkpoint)["best_epoch"]
            if known == checkpoint.read_about(self.next_best)["epoch"]:
                os.replace(self.next_best, self.best_weights)
                fsync_folder(self.folder)
            else:
                self.next_best.unlink()

    # Who is at work

    def is_live(self) -> bool:
        """Whether some process is training this run now."""
        try:
            owner = read_json(self.folder / "owner.json")
            return bool(psutil.Process(owner["pid"]).create_time() == owner["created"])
        except (FileNotFoundError, psutil.Error, ValueError, KeyError):
            return False

    @contextlib.contextmanager
    def owned(self) -> Iterator[None]:
        """Hold the run for this process.

        Raises:
            UserError: another process, or this one, trains it already.
        """
        if self.is_live():
            raise UserError(say("The run {name} is being trained already.", name=self.name))
        me = psutil.Process(os.getpid())
        write_json(self.folder / "owner.json", {"pid": me.pid, "created": me.create_time()})
        self.settle()
        try:
            yield
        finally:
            (self.folder / "owner.json").unlink(missing_ok=True)


def kept_runs(project: Project) -> list[RunFolder]:
    """Return the project's runs, newest first; folders that hold none are passed over."""
    runs = []
    for folder in project.runs_folder.iterdir() if project.runs_folder.is_dir() else ():
        with contextlib.suppress(UserError):
            runs.append(RunFolder.open(folder))
    return sorted(runs, key=lambda run: run.created, reverse=True)


def _check_enough(pictures: Sequence[Picture]) -> None:
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
