"""Pretrained weights: where they are, fetching them, and reading them into a state dict of the model's own names."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sft_gui import paths
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say
from sft_gui.models import keys
from sft_gui.models.catalogue import find
from sft_gui.models.download import fetch
from sft_gui.models.spec import Bundled, Download, ModelSpec
from sft_gui.models.weight_files import read

if TYPE_CHECKING:
    from torch import Tensor

LISTED = 3  # names of mismatching layers that an error tells


class Place(StrEnum):
    """Where a model's pretrained weights are."""

    INCLUDED = "included"
    ON_COMPUTER = "on_computer"
    DOWNLOAD = "download"
    NONE = "none"


@dataclass(frozen=True)
class WeightsReport:
    """What was read from a weights file, for the run's record and for the user."""

    place: Place | None  # None: from a file of the user's
    file: str  # its name
    sha256: str
    missing: tuple[str, ...]  # names of the model that the file lacks (its head, BatchNorm counts)
    unexpected: tuple[str, ...]  # names of the file that the model lacks
    wrong_shape: tuple[str, ...]  # the head's, where the file has other classes
    notes: tuple[Message, ...]  # what is worth telling


def place(spec: ModelSpec) -> Place:
    """Tell where the weights are, without torch and without network."""
    if path_of(spec) is not None:
        return Place.INCLUDED if isinstance(spec.weights, Bundled) else Place.ON_COMPUTER
    return Place.DOWNLOAD if isinstance(spec.weights, Download) else Place.NONE


def path_of(spec: ModelSpec) -> Path | None:
    """Return the weights' file on this computer, if it is here."""
    return next((path for path in _candidates(spec.weights) if path.is_file()), None)


def _candidates(weights: Bundled | Download | None) -> list[Path]:
    """Return where the file may be; torch's and Hugging Face's own caches are looked at too."""
    if isinstance(weights, Bundled):
        try:
            return [Path(str(importlib.resources.files(weights.package))) / weights.file]
        except ModuleNotFoundError:
            return []
    if isinstance(weights, Download):
        cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
        hub = Path(os.environ.get("TORCH_HOME", cache / "torch")) / "hub" / "checkpoints"
        return [paths.weights_folder() / weights.file, *([hub / weights.file] if weights.sha256 else [])]
    return []


def download(
    spec: ModelSpec,
    *,
    on_progress: Callable[[int, int | None, Message], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    base_url: str | None = None,
) -> Path:
    """Fetch the weights into our folder of weights, unless they are on this computer already.

    Args:
        on_progress: gets bytes done, bytes in all (None where the server does not say) and what is done.
        base_url: a mirror that stands in for the publisher's scheme and host; also ``SFT_GUI_MIRROR``.

    Raises:
        UserError: offline, refused by the server, cut off, or not the file that the publisher made.
        Cancelled: ``cancelled`` said so; what was fetched is kept, and the next call goes on from there.
    """
    here = path_of(spec)
    if here is not None:
        return here
    if not isinstance(spec.weights, Download):
        raise _no_weights(spec)
    target = paths.weights_folder() / spec.weights.file
    mirror = base_url or os.environ.get("SFT_GUI_MIRROR")
    fetch(spec.weights.url, target, spec.weights.sha256, mirror=mirror, on_progress=on_progress, cancelled=cancelled)
    return target


def load_pretrained(spec: ModelSpec, *, file: Path | None = None) -> tuple[dict[str, Tensor], WeightsReport]:
    """Read pretrained weights as float32 under the model's own names, the head's among them where the file has one.

    Of a model on a backbone these are the backbone's.

    Args:
        file: a safetensors file or a state dict saved by torch; without it, the model's own weights.

    Raises:
        UserError: the weights are not on this computer, cannot be read, or belong to another model.
    """
    path = file if file is not None else path_of(spec)
    if path is None:
        raise _no_weights(spec)
    spec, needless = _what_is_pretrained(spec)
    raw, digest = read(path), _sha256(path)
    if file is None and spec.weights is not None and not digest.startswith(spec.weights.sha256):
        raise UserError(
            say(
                "The weights of {model} are damaged: {name} is not the published file.",
                model=spec.label,
                name=path.name,
            ),
            say("Delete {path} and fetch it again.", path=str(path)),
        )
    wanted = _shapes(spec)
    state = {name: raw[old] for name, old in keys.match(raw, wanted).items()}
    report = WeightsReport(
        place=place(spec) if file is None else None,
        file=path.name,
        sha256=digest,
        missing=tuple(name for name in wanted if name not in state),
        unexpected=tuple(name for name in state if name not in wanted),
        wrong_shape=tuple(name for name, shape in wanted.items() if name in state and state[name].shape != shape),
        notes=_notes(spec, state, wanted, file),
    )
    _refuse_other_model(spec, report, needless)
    return {name: _full_precision(state[name]) for name in wanted if name in state}, report


def _what_is_pretrained(spec: ModelSpec) -> tuple[ModelSpec, tuple[str, ...]]:
    """Return the model that the weights are of, and the parts of it that a file may lack."""
    if spec.backbone is None:
        return spec, (spec.head, *spec.fresh)
    backbone = find(spec.backbone)
    above = [part for part in backbone.last_stage if f"{spec.body}.{part}" not in spec.last_stage]
    return backbone, (backbone.head, *above)


def _shapes(spec: ModelSpec) -> dict[str, tuple[int, ...]]:
    import torch

    from sft_gui.models.factory import create  # imports torch

    with torch.device("meta"):
        return {name: tuple(value.shape) for name, value in create(spec).state_dict().items()}


def _full_precision(value: Tensor) -> Tensor:
    return value.float() if value.is_floating_point() else value


def _notes(
    spec: ModelSpec, state: Mapping[str, Tensor], wanted: Mapping[str, tuple[int, ...]], file: Path | None
) -> tuple[Message, ...]:
    notes = []
    if any(value.element_size() < 4 for value in state.values() if value.is_floating_point()):
        notes.append(say("The file holds half-precision numbers; they are used as single precision."))
    if not any(keys.is_under(name, spec.head, *spec.fresh) for name in state):
        notes.append(say("The file holds no head."))
    elif file is not None:
        notes.append(_head_left_out(state.get(f"{spec.head}.weight")))
    unknown = sum(name not in wanted for name in state)
    if unknown:
        notes.append(
            counted(unknown, "{count} entry of the file is not used.", "{count} entries of the file are not used.")
        )
    if isinstance(spec.weights, Download) and not spec.weights.sha256 and file is None:
        notes.append(say("The publisher gives no hash for this file, so it was not checked."))
    return tuple(notes)


def _head_left_out(head: Tensor | None) -> Message:
    if head is None:  # of boxes or masks: several layers
        return say("The file's last layers are left out: they are for its own classes.")
    return counted(
        len(head),
        "The file's head for {count} class is left out.",
        "The file's head for {count} classes is left out.",
    )


def _refuse_other_model(spec: ModelSpec, report: WeightsReport, needless: tuple[str, ...]) -> None:
    missing = [name for name in report.missing if not _is_optional(name, needless)]
    wrong = [name for name in report.wrong_shape if not _is_optional(name, needless)]
    if not missing and not wrong:
        return
    raise UserError(
        say(
            "{name} is not {model}: layers missing: {missing}, of another shape: {wrong} ({first}).",
            name=report.file,
            model=spec.label,
            missing=len(missing),
            wrong=len(wrong),
            first=", ".join([*missing, *wrong][:LISTED]),
        ),
        say("Choose the model that the file was saved from, or another file."),
        field="model.weights",
    )


def _is_optional(name: str, needless: tuple[str, ...]) -> bool:
    return keys.is_under(name, *needless) or name.endswith(keys.OPTIONAL)


def _no_weights(spec: ModelSpec) -> UserError:
    if isinstance(spec.weights, Download):
        return UserError(
            say("The weights of {model} are not on this computer.", model=spec.label),
            say("Download them, or choose a model whose weights are included."),
            field="model.weights",
        )
    return UserError(
        say("There are no pretrained weights for {model}.", model=spec.label),
        say("Choose a weights file, or another model."),
        field="model.weights",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
