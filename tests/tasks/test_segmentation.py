"""The segmentation task against plain torch, scikit-learn and arithmetic by hand."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from sklearn.metrics import jaccard_score
from torch.nn import functional
from torchvision.tv_tensors import Mask

from sft_gui.data.index import Split
from sft_gui.tasks.segmentation import SEGMENTATION, Logits, confusion_of, dice_loss, mean_iou
from sft_gui.tasks.task import LossOptions

CLASSES = ("road", "sky", "car")


def masks(count=3, height=12, width=16, seed=0):
    random = np.random.default_rng(seed)
    drawn = random.integers(0, 3, (count, height, width)).astype(np.uint8)
    drawn[random.random(drawn.shape) < 0.1] = 255
    return drawn


class Fixed(torch.nn.Module):
    """Gives the same logits whatever the picture."""

    def __init__(self, logits):
        super().__init__()
        self.logits = torch.nn.Parameter(logits)

    def forward(self, images):
        return self.logits


def test_loss_is_the_mean_cross_entropy_of_the_pixels_that_count():
    truth, logits = masks(), torch.randn(3, 3, 12, 16)
    targets = [{"mask": Mask(torch.from_numpy(each))} for each in truth]
    model = Fixed(logits)
    losses, outputs = SEGMENTATION.losses(model, torch.zeros(3, 3, 12, 16), targets, LossOptions())
    labels = torch.from_numpy(truth).long()
    expected = functional.cross_entropy(logits, labels, ignore_index=255)
    assert outputs is None and losses["cross_entropy"].item() == pytest.approx(expected.item(), rel=1e-6)
    losses["cross_entropy"].backward()
    reference = logits.clone().requires_grad_()
    functional.cross_entropy(reference, labels, ignore_index=255).backward()
    assert torch.allclose(model.logits.grad, reference.grad, atol=1e-8)
    weights = torch.tensor([1.0, 2.0, 0.5])
    weighted, _ = SEGMENTATION.losses(model, torch.zeros(3, 3, 12, 16), targets, LossOptions(class_weights=weights))
    expected = functional.cross_entropy(logits, labels, weight=weights, ignore_index=255)
    assert weighted["cross_entropy"].item() == pytest.approx(expected.item(), rel=1e-6)


def test_picture_in_which_no_pixel_counts_costs_nothing():
    targets = [{"mask": Mask(torch.full((12, 16), 255, dtype=torch.uint8))}]
    losses, _ = SEGMENTATION.losses(
        Fixed(torch.randn(1, 3, 12, 16)), torch.zeros(1, 3, 12, 16), targets, LossOptions(dice=1.0)
    )
    assert losses["cross_entropy"].item() == 0 and torch.isfinite(losses["dice"])


def test_second_classifier_counts_half():
    targets = [{"mask": Mask(torch.from_numpy(each))} for each in masks()]
    logits = torch.randn(3, 3, 12, 16)

    class Two(Fixed):
        def forward(self, images):
            return {"out": self.logits, "aux": self.logits}

    one, _ = SEGMENTATION.losses(Fixed(logits), torch.zeros(3, 3, 12, 16), targets, LossOptions())
    two, _ = SEGMENTATION.losses(Two(logits), torch.zeros(3, 3, 12, 16), targets, LossOptions())
    assert two["cross_entropy"].item() == pytest.approx(1.5 * one["cross_entropy"].item())


def test_dice_loss_is_small_for_the_truth_and_large_for_another_mask():
    truth = torch.from_numpy(masks(seed=4)).long()
    sure = functional.one_hot(truth.clamp(max=2), 3).movedim(3, 1) * 40.0
    assert dice_loss(sure, truth) < 0.01 < 0.6 < dice_loss(sure.roll(1, 1), truth)


def test_scores_equal_scikit_learn_at_the_pictures_own_size():
    """Pictures of two sizes in one letterboxed batch; logits of the view are brought to each one's own pixels."""
    sizes, logits = [(24, 32), (30, 20)], torch.randn(2, 3, 64, 64)
    truth = [masks(1, *size, seed=i)[0] for i, size in enumerate(sizes)]
    outputs, scores = Logits(logits, sizes), SEGMENTATION.scores(CLASSES)
    scores.update(outputs, [{"mask": each} for each in truth])
    result = scores.result()
    pictures = [SimpleNamespace(id=n, path=f"{n}.png") for n in range(2)]
    common = {"split": Split.VAL, "task": SEGMENTATION, "classes": CLASSES, "scores": result}
    found = scores.evaluation(pictures, **common)
    seen = [functional.interpolate(logits[:1, :, :48, :64], (24, 32), mode="bilinear")[0],
            functional.interpolate(logits[1:, :, :64, :43], (30, 20), mode="bilinear")[0]]  # fmt: skip
    said = [each.argmax(0).numpy() for each in seen]
    assert all(np.array_equal(outputs.mask(i), said[i]) for i in range(2))
    flat = [np.concatenate([each.ravel() for each in arrays]) for arrays in (truth, said)]
    counts = flat[0] != 255
    iou = jaccard_score(flat[0][counts], flat[1][counts], labels=[0, 1, 2], average=None)
    assert result["miou"] == pytest.approx(iou.mean())
    assert result["pixel_accuracy"] == pytest.approx((flat[0] == flat[1])[counts].mean())
    assert [each.values["iou"] for each in found.per_class] == pytest.approx(iou.tolist())
    loss = sum(
        functional.cross_entropy(a[None], torch.from_numpy(b)[None].long(), ignore_index=255, reduction="sum").item()
        for a, b in zip(seen, truth, strict=True)
    )
    assert result["loss"] == pytest.approx(loss / counts.sum(), rel=1e-5)
    assert found.total == 2 and 0 < found.pictures[0].score < 1


def test_confusion_has_a_row_for_each_class_that_is_there_and_a_column_for_each_predicted():
    logits = torch.full((1, 3, 4, 8), -9.0)
    logits[0, 1] = 9  # sky, whatever is there
    truth = np.array([[0] * 8, [0] * 8, [2] * 8, [1] * 8], np.uint8)
    outputs, scores = Logits(logits, [(4, 8)]), SEGMENTATION.scores(CLASSES)
    scores.update(outputs, [{"mask": truth}])
    found = scores.evaluation(
        [SimpleNamespace(id=0, path="0.png")],
        split=Split.VAL, task=SEGMENTATION, classes=CLASSES, scores=scores.result(),
    )  # fmt: skip
    assert found.confusion == ((0, 16, 0), (0, 8, 0), (0, 8, 0))
    assert found.pictures[0].cells == ((0, 1, 16), (2, 1, 8))
    assert [each.values["recall"] for each in found.per_class] == [0, 1, 0]


def test_class_that_is_nowhere_is_left_out_of_the_mean():
    truth, said = np.array([[0, 0, 1, 255]]), np.array([[0, 1, 1, 2]])
    assert mean_iou(confusion_of(truth, said, 3)) == pytest.approx((1 / 2 + 1 / 2) / 2)


def test_prediction_has_the_mask_and_the_share_of_each_class():
    logits = torch.full((1, 3, 32, 32), -9.0)
    logits[0, 2, :, :24], logits[0, 0, :, 24:] = 9, 9
    (prediction,) = SEGMENTATION.decode(Logits(logits, [(32, 32)]), CLASSES)
    assert prediction.shares == (("car", 0.75), ("road", 0.25))
    mask = np.asarray(prediction.mask)
    assert mask.shape == (32, 32) and mask.dtype == np.uint8
