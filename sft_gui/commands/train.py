"""``train DATA``: make a run of a data set with settings from preset, file and command line, and train it."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Mapping
from pathlib import Path

from sft_gui.commands.console import Console
from sft_gui.commands.dry_run import dry_run
from sft_gui.commands.lookup import add_moved_to, project_of
from sft_gui.commands.reading import add_reading, wanted_of
from sft_gui.commands.training import exit_code, train_to_end
from sft_gui.data.project import Project
from sft_gui.data.summary import Changes
from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.models import catalogue as models
from sft_gui.models import weights
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import Place
from sft_gui.settings import toml
from sft_gui.settings.catalogue import DEFAULTS, SETTINGS, checked, parse_assignment
from sft_gui.settings.presets import PRESETS
from sft_gui.settings.setting import Settings, Value
from sft_gui.tasks import registry
from sft_gui.training import picture_changes
from sft_gui.training.run_folder import RunFolder

HELP = "fine-tune a pretrained model on a data set"
DEFAULT_PRESET = "quick"
SPLIT_KEYS = {"data.split_seed": "seed", "data.val_fraction": "val_fraction", "data.test_fraction": "test_fraction"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_choices(parser)
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="only forecast time, memory and disk from a few steps",
    )
    parser.add_argument("--name", help="the run's name")


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add what says which run of which data is meant."""
    parser.add_argument("data", metavar="DATA", type=Path, help="a folder, a .zip of one, a CSV table, or a project")
    parser.add_argument("--preset", choices=list(PRESETS), help=f"where to begin (default: {DEFAULT_PRESET})")
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help="settings from a TOML file, such as run.toml of a run"
    )
    parser.add_argument(
        "--set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="a setting of those that the command settings lists; may be given again",
    )
    parser.add_argument("--model", metavar="NAME", help="the same as --set model.name=NAME")
    parser.add_argument("--download", action="store_true", help="download the model's weights if they are missing")
    parser.add_argument("--project", metavar="FOLDER", type=Path, help="where the project and its runs are kept")
    add_moved_to(parser)
    add_reading(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Return 0 for a run that has ended (or fits, if dry), 1 for one that failed or was interrupted."""
    preset, settings, project, changes = chosen(args, console)
    with contextlib.closing(project):
        if args.dry_run:
            return dry_run(project, settings, console)
        model = models.find(settings["model.name"])
        name = args.name or f"{PRESETS[preset].label if preset else say('Custom')}, {model.label}"
        made = RunFolder.create(project, settings, name=name, preset=_preset_name(preset, settings, project))
        picture_changes.record_look(made, changes)
    result = train_to_end(made, console)
    console.result(result)
    return exit_code(result)


def chosen(args: argparse.Namespace, console: Console) -> tuple[str | None, Settings, Project, Changes]:
    """Return the preset if one was named, the whole settings, the project, to be closed by the caller, and its changes.

    Raises:
        UserError: an unknown key, a value that is not allowed, weights or data that cannot be had.
    """
    preset, asked = asked_settings(args)
    early = checked({**(PRESETS[preset].settings() if preset else DEFAULTS), **asked})
    if {"model.name", "model.weights"} & asked.keys():  # what cannot be had is said before anything is made
        _weights(early["model.weights"], models.find(early["model.name"]), args, console)
    wanted = wanted_of(args)
    project, changes = project_of(args.data, console, folder=args.project, moved_to=args.moved_to, wanted=wanted)
    try:
        split = _split(project, asked, console)  # before the training pictures are counted
        settings = checked({**_preset_settings(preset, project, asked), **asked})
        model = _model(settings["model.name"], project.task)
        settings = settings.with_values({"model.weights": _weights(settings["model.weights"], model, args, console)})
        return preset, settings.with_values(split), project, changes
    except BaseException:
        project.close()
        raise


def asked_settings(args: argparse.Namespace) -> tuple[str | None, dict[str, Value]]:
    """Return the preset and the values that were asked for beyond it: the file's, then the command line's.

    A file alone stands for itself: a run's own run.toml gives the same run again.

    Raises:
        UserError: an unknown key or a value that is not allowed.
    """
    asked = toml.read(args.config) if args.config else {}
    if args.model:
        asked["model.name"] = args.model
    for text in args.set:
        asked.update(parse_assignment(text))
    return args.preset or (None if args.config else DEFAULT_PRESET), asked


def _model(name: str, task: str) -> ModelSpec:
    """Return the model of that name.

    Raises:
        UserError: nobody knows it, or it is for another task.
    """
    model = models.find(name)
    family = registry.find(task).family
    if model.family != family:
        known = ", ".join(spec.name for spec in models.OF_FAMILY[family])
        its = ", ".join(each.name for each in registry.TASKS.values() if each.family == model.family)
        raise UserError(
            say("{model} is for {its}; these pictures are for {task}.", model=name, its=its, task=task),
            say("Choose one of: {names}.", names=known),
            field="model.name",
        )
    return model


def _weights(chosen: str, model: ModelSpec, args: argparse.Namespace, console: Console) -> str:
    """Make sure that the weights are here before anything is made; return how the run names them.

    Raises:
        UserError: they are not here and were not asked for, or cannot be had.
    """
    if chosen == "none":
        return chosen
    if chosen != "pretrained":
        file = Path(chosen).absolute()  # the run may be resumed from elsewhere
        if not file.is_file():
            raise UserError(say("There is no file {name}.", name=str(file)), field="model.weights")
        return str(file)
    if weights.place(model) == Place.DOWNLOAD:
        if not args.download:
            size = model.size_bytes / 1e6
            raise UserError(
                say("The weights of {model} are not on this computer.", model=model.label),
                say("Add --download to fetch them ({size:.0f} MB).", size=size),
            )
        with console.progress() as on_progress:
            weights.download(model, on_progress=on_progress)
    elif weights.place(model) == Place.NONE:
        raise UserError(
            say("{model} has no pretrained weights.", model=model.label),
            say("Name a file with --set model.weights=FILE, or start from none."),
        )
    return chosen


def _split(project: Project, asked: Mapping[str, Value], console: Console) -> dict[str, Value]:
    """Split the pictures as asked, where the data set leaves that open; return how they are split now."""
    now: dict[str, Value] = {key: getattr(project.split, field) for key, field in SPLIT_KEYS.items()}
    wanted = {key: asked.get(key, value) for key, value in now.items()}
    if wanted != now and project.split.given:
        console.note(say("The data set says itself which pictures are for validation; that stands."))
    elif wanted != now:
        project.set_split(**{field: wanted[key] for key, field in SPLIT_KEYS.items()})  # type: ignore[arg-type]
        return wanted
    return now


def _preset_settings(preset: str | None, project: Project, asked: Mapping[str, Value]) -> Settings:
    """Return what a preset, or none, says for the data and the model that is asked for."""
    if preset is None:
        return DEFAULTS
    own = PRESETS[preset].settings(project.task, project.amount())
    return models.fitting(own.with_values({"model.name": asked.get("model.name", own["model.name"])}))


def _preset_name(preset: str | None, settings: Settings, project: Project) -> str:
    """Return the preset's name if its form fields are as it says."""
    if preset is None:
        return "custom"
    own = _preset_settings(preset, project, settings)
    is_pure = all(settings[key] == own[key] for key, setting in SETTINGS.items() if setting.editable)
    return preset if is_pure else "custom"
