"""Named sets of values: where most people begin and many stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.settings.setting import Settings, Value


@dataclass(frozen=True)
class Recipe:
    """What a preset means for one task: its words, and the values that differ from the defaults."""

    help: Message
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Amount:
    """What of the data a recipe is fitted to."""

    train: int  # training pictures
    short_side: int  # px, the median picture's; 0 where it is not known


@dataclass(frozen=True)
class Length:
    """How many epochs are worth their time: few pictures need more of them, very many need fewer."""

    least_steps: int  # of the whole run, as far as ``MOST_EPOCHS`` reach
    most_pictures: int  # looked at in the whole run, but for ``least_epochs``
    least_epochs: int

    def epochs(self, usual: int, steps_per_epoch: int, train: int) -> int:
        """Return how many there are to be where ``usual`` ones are neither too few nor too many."""
        needed = min(-(-self.least_steps // steps_per_epoch), MOST_EPOCHS)
        allowed = max(self.most_pictures // train, self.least_epochs)
        return max(needed, min(usual, allowed))


MOST_EPOCHS = 40
SMALL_SIDE, SIZE_OF_SMALL = 96, 128  # px: pictures below the first are looked at in the second; more shows no more


@dataclass(frozen=True)
class Preset:
    """A name, its words, and the values that differ from the defaults."""

    name: str
    label: Message
    help: Message
    values: Mapping[str, Value]
    model: str | None = None  # the model that the recipe was made for; None keeps the chosen one
    is_offered: bool = True  # on the Train page; the first model comes by itself
    follows_data: bool = True  # where pictures are named: in their size and, with a ``length``, the number of epochs
    length: Length | None = None
    by_task: Mapping[str, Recipe] = field(default_factory=dict)  # instead of ``help`` and ``values``, for other tasks

    def settings(self, task: str = "classification", amount: Amount | None = None) -> Settings:
        """Return the complete settings of this preset for a task, and for an amount of data where it is known."""
        if task in self.by_task:
            return DEFAULTS.with_values({"model.name": INCLUDED[task], **self.by_task[task].values})
        values = dict(self.values)
        if self.model is not None:
            values["model.name"] = self.model
        settings = DEFAULTS.with_values(values)
        return settings if amount is None or not self.follows_data else _fitted(settings, self.length, amount)

    def help_for(self, task: str) -> Message:
        """Return the preset's words for a task."""
        return self.by_task[task].help if task in self.by_task else self.help


def _fitted(settings: Settings, length: Length | None, amount: Amount) -> Settings:
    """Fit epochs and picture size to the data (in the manner of BiT's HyperRule: Kolesnikov 2020, arXiv 1912.11370)."""
    changes: dict[str, Value] = {}
    if length is not None and amount.train:
        usual, patience = settings["train.epochs"], settings["stop.patience"]
        epochs = length.epochs(usual, -(-amount.train // settings["train.batch_size"]), amount.train)
        changes["train.epochs"] = epochs
        changes["schedule.warmup_epochs"] = round(settings["schedule.warmup_epochs"] * epochs / usual, 2)
        if patience is not None:
            changes["stop.patience"] = max(patience, round(patience * epochs / usual))
    if 0 < amount.short_side < SMALL_SIDE:
        changes["data.image_size"] = SIZE_OF_SMALL
    return settings.with_values(changes)


INCLUDED = {"detection": "fasterrcnn/efficientnet_lite0", "segmentation": "deeplabv3plus/efficientnet_lite0"}
_FEW_ROUNDS = say("The whole model learns, for a few epochs")
_UNTIL_BEST = say("The whole model learns, and stops when it is at its best")
_REFERENCE = say("SGD, as in torchvision's reference recipe")
_BOXES: dict[str, Value] = {
    "train.batch_size": 4, "optimizer.name": "adamw", "optimizer.lr": 0.0007, "optimizer.weight_decay": 0.02,
    "optimizer.clip_norm": 5.0, "train.trainable_layers": "all", "train.backbone_lr_multiplier": 0.3,
    "train.freeze_bn_stats": True,
    "data.augmentation": "light", "schedule.warmup_epochs": 0.4,
}  # fmt: skip
_MASKS: dict[str, Value] = {
    "train.batch_size": 8, "optimizer.name": "adamw", "optimizer.lr": 0.001, "optimizer.weight_decay": 0.02,
    "optimizer.clip_norm": 1.0, "train.trainable_layers": "all", "train.backbone_lr_multiplier": 0.5,
    "train.freeze_bn_stats": True,
    "data.augmentation": "heavy", "loss.dice_weight": 1.0,
}  # fmt: skip


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "quick", say("Quick"), say("Keeps what the model knows; only its last layers learn"),
            {
                "train.epochs": 3, "train.batch_size": 32, "optimizer.name": "adamw", "optimizer.lr": 0.00003,
                "optimizer.weight_decay": 0.02, "train.trainable_layers": "last_stage",
                "train.backbone_lr_multiplier": 1.0, "train.head_init": "features", "train.freeze_bn_stats": True,
                "data.augmentation": "none", "schedule.warmup_epochs": 0.5,
            },
            length=Length(least_steps=24, most_pictures=12_000, least_epochs=1),
            by_task={
                "detection": Recipe(_FEW_ROUNDS, {**_BOXES, "train.epochs": 6}),
                "segmentation": Recipe(_FEW_ROUNDS, {**_MASKS, "train.epochs": 10}),
            },
        ),
        Preset(
            "best", say("Best"), _UNTIL_BEST,
            {
                "train.epochs": 8, "train.batch_size": 32, "optimizer.name": "adamw", "optimizer.lr": 0.0006,
                "optimizer.weight_decay": 0.02, "optimizer.ema_decay": 0.985, "train.trainable_layers": "all",
                "train.backbone_lr_multiplier": 1.0, "train.head_init": "features", "train.freeze_bn_stats": True,
                "data.augmentation": "light", "data.image_size": 256,
                "loss.label_smoothing": 0.1, "stop.patience": 4,
            },
            length=Length(least_steps=64, most_pictures=24_000, least_epochs=3),
            by_task={
                "detection": Recipe(_UNTIL_BEST, {**_BOXES, "train.epochs": 20, "stop.patience": 8}),
                "segmentation": Recipe(_UNTIL_BEST, {**_MASKS, "train.epochs": 40, "stop.patience": 12}),
            },
        ),
        Preset(
            # The transfer-learning recipe that textbooks and PyTorch's own tutorial teach.
            "textbook", say("Textbook"), say("SGD 0.001, batch 4, 25 epochs, as in the book"),
            {
                "train.epochs": 25, "train.batch_size": 4, "optimizer.name": "sgd", "optimizer.lr": 0.001,
                "optimizer.momentum": 0.9, "optimizer.weight_decay": 0.0, "schedule.name": "constant",
                "train.trainable_layers": "all", "train.backbone_lr_multiplier": 1.0, "train.head_init": "random",
                "data.augmentation": "textbook", "data.image_size": 224,
                # The plain loop's, to the bit.
                "device.channels_last": "off", "device.fold_norm": "off", "device.precision": "float32",
            },
            model="resnet18",
            follows_data=False,
            by_task={  # torchvision's reference recipes
                "detection": Recipe(_REFERENCE, {
                    "train.epochs": 10, "train.batch_size": 2, "optimizer.name": "sgd", "optimizer.lr": 0.005,
                    "optimizer.momentum": 0.9, "optimizer.weight_decay": 0.0005, "schedule.name": "step",
                    "schedule.step_epochs": 3, "schedule.gamma": 0.1, "train.trainable_layers": "all",
                    "train.backbone_lr_multiplier": 1.0, "train.freeze_bn_stats": True, "data.augmentation": "light",
                }),
                "segmentation": Recipe(_REFERENCE, {
                    "train.epochs": 30, "train.batch_size": 8, "optimizer.name": "sgd", "optimizer.lr": 0.01,
                    "optimizer.momentum": 0.9, "optimizer.weight_decay": 0.0001, "train.trainable_layers": "all",
                    "train.backbone_lr_multiplier": 1.0, "data.augmentation": "textbook",
                }),
            },
        ),
        Preset(
            "first", say("First model"), say("A linear model on the pretrained features, without training"),
            {
                "train.epochs": 0, "train.batch_size": 16, "train.trainable_layers": "head",
                "train.head_init": "features",
                "optimizer.name": "adamw", "optimizer.lr": 0.001, "data.augmentation": "none",
            },
            is_offered=False,
        ),
    )
}  # fmt: skip
OFFERED = tuple(preset for preset in PRESETS.values() if preset.is_offered)


def find(name: str) -> Preset:
    """Return the preset of that name.

    Raises:
        UserError: there is none; the known ones are named.
    """
    if name not in PRESETS:
        raise UserError(say("There is no preset {name}.", name=name), say("Known: {names}.", names=", ".join(PRESETS)))
    return PRESETS[name]
