"""fastai's own way with the same model and weights: ``fine_tune`` as its documentation begins.

``python fastai_run.py FOLDER WEIGHTS --epochs 5``; prints a line of JSON an epoch, as textbook_loop.py does. Runs in an
environment with fastai, and imports nothing of sft-gui.
"""

import time

BEGAN = time.time()

import argparse  # noqa: E402
import json  # noqa: E402

import timm  # noqa: E402
from fastai.vision.all import (  # noqa: E402
    Callback,
    ImageDataLoaders,
    Learner,
    Normalize,
    RandomResizedCrop,
    accuracy,
    aug_transforms,
    params,
)
from safetensors.torch import load_file  # noqa: E402
from torch import nn  # noqa: E402


class Told(Callback):
    """Prints each epoch's end."""

    order = 90  # after the recorder
    epochs = 0

    def after_epoch(self) -> None:
        Told.epochs += 1
        said = {"epoch": Told.epochs, "seconds": time.time() - BEGAN, "accuracy": float(self.recorder.values[-1][-1])}
        print(json.dumps(said), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("weights")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32)
    arguments = parser.parse_args()
    loaders = ImageDataLoaders.from_folder(
        arguments.folder,
        train="train",
        valid="val",
        bs=arguments.batch,
        item_tfms=RandomResizedCrop(224, min_scale=0.35),
        batch_tfms=[*aug_transforms(), Normalize.from_stats([0.5] * 3, [0.5] * 3)],
    )
    model = timm.create_model("tf_efficientnet_lite0")
    model.load_state_dict(load_file(arguments.weights))
    model.classifier = nn.Linear(model.classifier.in_features, loaders.c)

    def split(whole: nn.Module) -> list:
        body = [parameter for name, parameter in whole.named_parameters() if not name.startswith("classifier")]
        return [body, params(whole.classifier)]

    learner = Learner(loaders, model, splitter=split, metrics=accuracy, cbs=[Told()])
    with learner.no_bar(), learner.no_logging():
        learner.fine_tune(arguments.epochs)


if __name__ == "__main__":
    main()
