"""Every setting, declared once. Adding one here gives it a form field, ``--set``, TOML, docs and a record."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from sft_gui import notes
from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.settings.setting import Choice, Setting, Settings, Value

GROUPS: dict[str, Message] = {
    "model": say("Model"),
    "learning": say("Learning"),
    "what": say("Trainable layers"),
    "pictures": say("Pictures"),
    "stopping": say("When to stop"),
    "computer": say("This computer"),
}


def _on_sgd(values: Mapping[str, Any]) -> bool:
    return bool(values["optimizer.name"] == "sgd")


def _beyond_head(values: Mapping[str, Any]) -> bool:
    return bool(values["train.trainable_layers"] != "head")


def _anchors_are_ours(values: Mapping[str, Any]) -> bool:
    return str(values["model.name"]).startswith("fasterrcnn/")  # others keep those that their weights learned with


_DECLARED = (
    Setting("model.name", str, "tf_efficientnet_lite0", say("Model"),
            say("The pretrained network to start from."), "model", editable=False, affects_cost=True),
    Setting("model.weights", str, "pretrained", say("Weights"),
            say("pretrained, none (from scratch), or the path of a .safetensors or .pth file."), "model",
            editable=False),
    Setting("train.epochs", int, 12, say("Epochs"), say("How often every training picture is seen."), "learning",
            minimum=0, maximum=10_000, usual=(1, 200)),
    Setting("train.batch_size", int, 32, say("Batch size"), say("Pictures in one step."), "learning",
            minimum=1, maximum=4096, usual=(2, 512), affects_cost=True),
    Setting("optimizer.lr", float, 0.01, say("Learning rate"), say("How large a step is."), "learning",
            minimum=0, above_minimum=True, maximum=10, usual=(1e-6, 0.05)),
    Setting("schedule.name", str, "cosine", say("Schedule"), say("How the learning rate moves over the run."),
            "learning", choices=(
                Choice("constant", say("Constant"), say("stays the same")),
                Choice("step", say("Steps"), say("falls in steps")),
                Choice("cosine", say("Cosine, warm-up"), say("starts low, ends low")),
            )),
    Setting("schedule.warmup_epochs", float, 1.0, say("Warm-up"),
            say("Epochs until the full learning rate is reached."), "learning",
            minimum=0, maximum=1000, advanced=True, unit=say("epochs"),
            applies=lambda values: values["schedule.name"] == "cosine"),
    Setting("schedule.step_epochs", int, 7, say("Step every"), say("Epochs between two falls of the learning rate."),
            "learning", minimum=1, maximum=10_000, advanced=True, unit=say("epochs"),
            applies=lambda values: values["schedule.name"] == "step"),
    Setting("schedule.gamma", float, 0.1, say("Step factor"),
            say("What the learning rate is multiplied by at each fall."), "learning",
            minimum=0, above_minimum=True, maximum=1, advanced=True,
            applies=lambda values: values["schedule.name"] == "step"),
    Setting("optimizer.name", str, "sgd", say("Optimiser"), say("How gradients become steps."), "learning",
            choices=(Choice("sgd", say("SGD with momentum")), Choice("adamw", say("AdamW"))), advanced=True,
            affects_cost=True),
    Setting("optimizer.momentum", float, 0.9, say("Momentum"), say("How much of the last step is kept."), "learning",
            minimum=0, maximum=0.9999, advanced=True, usual=(0, 0.99), applies=_on_sgd, affects_cost=True),
    Setting("optimizer.weight_decay", float, 0.0001, say("Weight decay"), say("Pulls weights towards zero."),
            "learning", minimum=0, maximum=1, advanced=True, usual=(0, 0.1)),
    Setting("optimizer.clip_norm", float, None, say("Gradient clipping"),
            say("Longer gradients are cut to this norm, so that one odd batch cannot undo the rest."), "learning",
            minimum=0, above_minimum=True, maximum=1000, advanced=True, optional=True, none_label=say("none"),
            affects_cost=True),
    Setting("optimizer.ema_decay", float, None, say("EMA decay"),
            say(
                "The exponential moving average of the weights is evaluated and used, not the last weights; this share "
                "of it stays at each step."
            ),
            "learning", minimum=0, above_minimum=True, maximum=0.9999, advanced=True, optional=True,
            none_label=say("none"), affects_cost=True),
    Setting("loss.label_smoothing", float, 0.0, say("Label smoothing"),
            say("Share of certainty taken from the label and spread over all classes."), "learning",
            minimum=0, maximum=0.9, advanced=True, usual=(0, 0.2), tasks=("classification", "segmentation")),
    Setting("loss.class_weights", str, "none", say("Class weighting"),
            say("Makes pictures of rare classes count more."), "learning",
            choices=(Choice("none", say("None")), Choice("balanced", say("Balanced"), say("rare classes count more"))),
            advanced=True, tasks=("classification", "segmentation")),
    Setting("loss.dice_weight", float, 0.0, say("Dice loss weight"),
            say("How much the Dice loss, the overlap of masks, counts beside the cross-entropy; helps small classes."),
            "learning",
            minimum=0, maximum=10, advanced=True, usual=(0, 2), tasks=("segmentation",), affects_cost=True),
    Setting("train.trainable_layers", str, "all", say("Trainable layers"),
            say("Which layers change; the others stay as they are."), "what", choices=(
                Choice("head", say("The head only"), say("the last layer")),
                Choice("last_stage", say("The last stage"), say("the last layers")),
                Choice("all", say("Everything"), say("every layer")),
            ), affects_cost=True),
    Setting("train.backbone_lr_multiplier", float, 0.1, say("Backbone LR multiplier"),
            say("The backbone's learning rate as a share of the head's."), "what",
            minimum=0, above_minimum=True, maximum=1, applies=_beyond_head),
    Setting("train.head_init", str, "random", say("Head initialisation"),
            say("What the new last layer starts from."), "what", choices=(
                Choice("random", say("Random weights"), say("as in the textbook")),
                Choice("features", say("A linear model"), say("solved on the pretrained features first (LP-FT)")),
            ), tasks=("classification",)),
    Setting("train.freeze_bn_stats", bool, False, say("Freeze BatchNorm statistics"),
            say("The pretrained means and variances stay as they are; good for small batches."), "what",
            advanced=True, applies=_beyond_head, affects_cost=True),
    Setting("data.image_size", int, None, say("Picture size"),
            say("Side of the square that the model sees; the long side of whole pictures."), "pictures",
            minimum=32, maximum=2048, unit=say("px"), optional=True, none_label=say("as the model"), affects_cost=True),
    Setting("boxes.smallest", int, None, say("Smallest boxes"),
            say("Side, as the model sees it, of the smallest boxes to look for; the anchors begin there."), "pictures",
            minimum=4, maximum=1024, advanced=True, unit=say("px"), optional=True, none_label=say("from the data"),
            tasks=("detection",), applies=_anchors_are_ours, affects_cost=True),
    Setting("boxes.largest", int, None, say("Largest boxes"),
            say("Side, as the model sees it, of the largest boxes to look for; the anchors end there."), "pictures",
            minimum=8, maximum=2048, advanced=True, unit=say("px"), optional=True, none_label=say("from the data"),
            tasks=("detection",), applies=_anchors_are_ours, affects_cost=True),
    Setting("data.augmentation", str, "light", say("Augmentation"),
            say("Random changes, so that the model never sees the same picture twice."), "pictures", choices=(
                Choice("none", say("None"), say("the same picture every time")),
                Choice("light", say("Gentle"), say("gentle crop and flip")),
                Choice("textbook", say("Textbook"), say("random crop and flip")),
                Choice("heavy", say("Strong"), say("crop, flip, turn and colour changes")),
            ), affects_cost=True),
    Setting("eval.tta_flip", bool, False, say("Test-time augmentation"),
            say("The mirror image is predicted too, and the mean of both counts, in evaluation and in use; takes twice "
                "the time."),
            "pictures", advanced=True, tasks=("classification", "segmentation"), affects_cost=True),
    Setting("data.val_fraction", float, 0.2, say("Validation share"),
            say("Share kept for validation where the folder has no split of its own."), "pictures",
            minimum=0.01, maximum=0.9, editable=False),
    Setting("data.test_fraction", float, 0.0, say("Test share"),
            say("Share kept for a last test where the folder has no split of its own."), "pictures",
            minimum=0, maximum=0.8, editable=False),
    Setting("data.split_seed", int, 42, say("Split seed"), say("Which pictures fall into which split."), "pictures",
            minimum=0, maximum=2**31 - 1, editable=False),
    Setting("stop.patience", int, None, say("Early stopping"),
            say("Epochs without a better validation score before training stops."), "stopping",
            minimum=1, maximum=10_000, optional=True, none_label=say("never"), unit=say("epochs")),
    Setting("stop.minutes", float, None, say("Time budget"),
            say("Training ends in time, with the schedule fitted to it."), "stopping",
            minimum=0, above_minimum=True, maximum=100_000, optional=True, none_label=say("none"), unit=say("min")),
    Setting("train.seed", int, 42, say("Seed"), say("The same seed gives the same run."), "stopping",
            minimum=0, maximum=2**31 - 1, advanced=True),
    Setting("checkpoint.minutes", float, 2.0, say("Checkpoint every"),
            say("Time between two checkpoints within an epoch."), "stopping", minimum=0, maximum=10_000,
            advanced=True, unit=say("min"), affects_result=False),
    Setting("device.name", str, "auto", say("Device"), say("What computes."), "computer", choices=(
        Choice("auto", say("Automatic")), Choice("cpu", say("CPU")),
        Choice("cuda", say("NVIDIA GPU (CUDA)")), Choice("mps", say("Apple GPU (MPS)")),
    ), affects_cost=True),
    Setting("device.threads", int, None, say("Threads"), say("CPU threads of the model's arithmetic."), "computer",
            minimum=1, maximum=256, optional=True, none_label=say("automatic"), advanced=True, affects_cost=True),
    Setting("device.precision", str, "auto", say("Compute precision"),
            say("Half precision can be faster where the hardware has it. Automatic uses it on NVIDIA GPUs, and "
                "on CPUs where nothing is learned."),
            "computer", choices=(
                Choice("auto", say("Automatic"), say("mixed where it helps")),
                Choice("float32", say("Single")),
                Choice("bfloat16", say("Mixed, bfloat16")),
                Choice("float16", say("Mixed, float16")),
            ), advanced=True, affects_cost=True),
    Setting("device.channels_last", str, "auto", say("Memory layout"),
            say("Channels last is faster on most machines."), "computer", choices=(
                Choice("auto", say("Automatic")), Choice("on", say("Channels last")), Choice("off", say("Plain")),
            ), advanced=True, affects_cost=True),
    Setting("device.fold_norm", str, "auto", say("BatchNorm"),
            say("Where its statistics stay as they are, it can be computed together with the convolution before it: "
                "faster, and the same up to rounding. Automatic does so on a CPU."),
            "computer", choices=(
                Choice("auto", say("Automatic")), Choice("on", say("Folded")), Choice("off", say("By itself")),
            ), advanced=True, affects_cost=True),
)  # fmt: skip

# What settings were called in earlier versions; their files are still read.
RENAMED = {
    "optimizer.average": "optimizer.ema_decay",
    "loss.dice": "loss.dice_weight",
    "train.what": "train.trainable_layers",
    "train.backbone_lr_factor": "train.backbone_lr_multiplier",
    "train.head_start": "train.head_init",
    "train.freeze_norm": "train.freeze_bn_stats",
    "data.test_flip": "eval.tta_flip",
}
# Settings that earlier versions had; their files are still read, without these.
REMOVED = ("data.start_size", "device.replicas", "device.compile", "device.augmentation")
SETTINGS: dict[str, Setting] = {setting.key: setting for setting in _DECLARED}
DEFAULTS = Settings({setting.key: setting.default for setting in _DECLARED})


def problems(values: Mapping[str, Any]) -> dict[str, Message]:
    """Return what is wrong, by key; empty where the values can be used. Settings that do not apply are not checked."""
    found = {}
    for setting in SETTINGS.values():
        problem = setting.problem(values[setting.key])
        if problem is not None and setting.applies(values):
            found[setting.key] = problem
    if not found and values["data.val_fraction"] + values["data.test_fraction"] > 0.95:
        found["data.val_fraction"] = say("Validation and test leave too little to train on.")
    smallest, largest = values["boxes.smallest"], values["boxes.largest"]
    if not found and smallest and largest and largest < 2 * smallest and _anchors_are_ours(values):
        found["boxes.largest"] = say("At least twice the smallest.")
    if not found and values["train.epochs"] == 0 and values["train.head_init"] != "features":
        found["train.epochs"] = say("Only a head that starts from a linear model needs no epoch.")
    return found


def warnings(values: Mapping[str, Any]) -> dict[str, Message]:
    """Return what is allowed but unusual, by key."""
    found = {}
    for setting in SETTINGS.values():
        warning = setting.warning(values[setting.key])
        if warning is not None and setting.applies(values):
            found[setting.key] = warning
    return found


def checked(values: Mapping[str, Value]) -> Settings:
    """Return complete settings from ``values`` over the defaults.

    Raises:
        UserError: an unknown key (with the closest known one) or a value that is not allowed.
    """
    for key in values:
        if key not in SETTINGS:
            raise unknown_key(key)
    settings = DEFAULTS.with_values(values)
    for key, problem in problems(settings).items():
        raise UserError(say("{key} cannot be {value}.", key=key, value=str(settings[key])), problem, field=key)
    return settings


def current_key(key: str, *, is_told: bool = False) -> str | None:
    """Return today's name of a setting of this or an earlier version; None for one that is no more.

    Args:
        is_told: whether a note says so, as where a person wrote the key.
    """
    if is_told and key in RENAMED:
        notes.note(say("{old} is called {new} now.", old=key, new=RENAMED[key]))
    if is_told and key in REMOVED:
        notes.note(say("{key} is no longer a setting; it is passed over.", key=key))
    return None if key in REMOVED else RENAMED.get(key, key)


def unknown_key(key: str) -> UserError:
    """Make the error for a setting that does not exist."""
    close = difflib.get_close_matches(key, SETTINGS, 1)
    what = say("There is no setting {key}.", key=key)
    return UserError(what, say("Did you mean {close}?", close=close[0]) if close else None)


def parse_assignment(text: str) -> dict[str, Value]:
    """Read ``key=value`` from the command line; nothing for a setting that is no more.

    Raises:
        UserError: no ``=``, an unknown key, or a value of the wrong kind.
    """
    key, equals, value = text.partition("=")
    if not equals:
        raise UserError(say("{text} is not key=value.", text=text))
    known = current_key(key.strip(), is_told=True)
    if known is None:
        return {}
    key = known
    if key not in SETTINGS:
        raise unknown_key(key)
    try:
        return {key: SETTINGS[key].parse(value)}
    except ValueError as error:
        raise UserError(say("{key} cannot be {value}.", key=key, value=value), error.args[0], field=key) from None
