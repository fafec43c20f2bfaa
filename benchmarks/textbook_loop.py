"""The textbook's loop, as plainly as tutorials write it: ImageFolder, worker processes, PIL, SGD, every layer learns.

``python textbook_loop.py FOLDER WEIGHTS --batch 4 --epochs 8``: FOLDER holds train/ and val/; prints a line of JSON an
epoch with the seconds since the process began. Run on its own, it imports nothing of sft-gui.
"""

import time

BEGAN = time.time()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402

import timm  # noqa: E402
import torch  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from torch import nn  # noqa: E402
from torchvision import datasets, transforms  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("weights", help="a state dict of timm's tf_efficientnet_lite0")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    arguments = parser.parse_args()

    mean, std = [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]  # this model's
    train_view = transforms.Compose([
        transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip(), transforms.ToTensor(),
        transforms.Normalize(mean, std),
    ])  # fmt: skip
    val_view = transforms.Compose([
        transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize(mean, std),
    ])  # fmt: skip
    train = datasets.ImageFolder(os.path.join(arguments.folder, "train"), train_view)
    val = datasets.ImageFolder(os.path.join(arguments.folder, "val"), val_view)
    options = {"batch_size": arguments.batch, "num_workers": arguments.workers}
    train_loader = torch.utils.data.DataLoader(train, shuffle=True, **options)
    val_loader = torch.utils.data.DataLoader(val, **options)

    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = timm.create_model("tf_efficientnet_lite0")
    model.load_state_dict(load_file(arguments.weights))
    model.classifier = nn.Linear(model.classifier.in_features, len(train.classes))
    model.to(device)
    criterion = nn.CrossEntropyLoss()
    # The tutorial's 0.001 is for batches of 4; the rate grows with the batch (Goyal et al. 2017).
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001 * arguments.batch / 4, momentum=0.9)

    for epoch in range(1, arguments.epochs + 1):
        model.train()
        for images, labels in train_loader:
            images, labels = images.to(device), labels.to(device)
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.step()
        model.eval()
        right = 0
        with torch.no_grad():
            for images, labels in val_loader:
                right += (model(images.to(device)).argmax(1).cpu() == labels).sum().item()
        said = {"epoch": epoch, "seconds": time.time() - BEGAN, "accuracy": right / len(val)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
