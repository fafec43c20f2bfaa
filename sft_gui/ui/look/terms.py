"""Words of the field that the window shows, each with one sentence for who does not know it.

Metrics and settings bring their own sentence (``Metric.help``, ``Setting.help``); here is the rest, declared once.
``explain(label, "loss")`` makes it the tool tip, in the language shown.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.look.words import put

TERMS: dict[str, Message] = {
    # what a run tells
    "loss": say("What training makes small: how far the model's answers are from the right ones; 0 would be perfect."),
    "validation_loss": say("The loss on validation pictures; where it rises while the training loss falls, the "
                           "model learns by heart."),
    "speed": say("Pictures that the model learns from in a second, and how long one step takes."),
    "epoch": say("One pass over all training pictures."),
    "step": say("One change of the model's weights, made from one batch of pictures."),
    "baseline": say("The score of the first model, the baseline: a linear probe on the pretrained features, without "
                    "fine-tuning."),
    # what a run takes
    "one_epoch": say("How long one pass over the training pictures and the validation after it takes."),
    "whole": say("How long all of it takes, what comes before the first step included."),
    "memory": say("The most memory that the run needs at once, of all that this computer has."),
    "disk": say("What the run's checkpoint, its best weights and its log take on the disk."),
    # how good it is
    "macro_f1": say("The mean of the classes' F1 (0 to 1), so that rare classes count as much as common ones."),
    "precision": say("Of the pictures to which the model gives this class, the share that are of it."),
    "recall": say("Of the pictures of this class, the share that is predicted correctly."),
    "f1": say("The harmonic mean of precision and recall: high only where both are."),
    "interval": say("The range in which the true value lies with 95\u00a0% confidence (Wilson's interval of a share of "
                    "counted pictures); fewer pictures make it wider."),
    "pictures": say("The pictures that were evaluated."),
    "class_pictures": say("Pictures of the class among those evaluated; with few of them its numbers say little."),
    "boxes": say("Annotated boxes of the class in the pictures evaluated."),
    "pixel_share": say("The share of all pixels that belong to the class."),
    "class": say("What a picture, a box or a pixel can be."),
    "confusion": say("Confusion matrix: each row is what pictures truly are, each column what the model says; correct "
                     "predictions lie on the diagonal."),
    # the model table
    "model": say("The pretrained network that training starts from."),
    "parameters": say("The numbers that make up the model, in millions; more can learn more, and take longer."),
    "on_disk": say("The size of the file with the pretrained weights."),
    "licence": say("Under which terms the pretrained weights may be used."),
    "where": say("Whether the weights are here already or would have to be downloaded."),
    # the history
    "run": say("One training, with its settings, its curves and its best weights."),
    "curve": say("The score on validation, epoch by epoch."),
    "duration": say("How long was trained, pauses left out."),
    "state": say("Whether the run has ended, and how."),
    "started": say("When the run was started."),
}  # fmt: skip

Owner = TypeVar("Owner", bound=QWidget)


def explain(widget: Owner, term: str) -> Owner:
    """Make a term's sentence the widget's tool tip."""
    return put(widget, "setToolTip", TERMS[term])
