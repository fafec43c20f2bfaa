"""The classification task against plain torch and scikit-learn."""

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score

from sft_gui.tasks.classification import CLASSIFICATION, LINEAR_C, LINEAR_C_CHOICES, LINEAR_NORM
from sft_gui.tasks.task import LossOptions

GENERATOR = np.random.default_rng(0)


def targets(labels):
    return [{"label": int(label)} for label in labels]


@pytest.mark.parametrize("options", [LossOptions(), LossOptions(0.1), LossOptions(0.0, torch.tensor([1.0, 2.0, 0.5]))])
def test_loss_is_the_mean_cross_entropy(options):
    model, images = torch.nn.Linear(5, 3), torch.randn(8, 5)
    labels = torch.randint(3, (8,))
    losses, outputs = CLASSIFICATION.losses(model, images, targets(labels), options)
    expected = torch.nn.functional.cross_entropy(
        model(images), labels, weight=options.class_weights, label_smoothing=options.label_smoothing
    )
    assert torch.equal(losses["cross_entropy"], expected) and outputs.shape == (8, 3)


def test_scores_equal_scikit_learn_whatever_the_batches():
    logits, labels = torch.randn(50, 4), torch.randint(4, (50,))
    scores = CLASSIFICATION.scores("abcd")
    for part in (slice(0, 7), slice(7, 50)):
        scores.update(logits[part], targets(labels[part]))
    result = scores.result()
    predicted = logits.argmax(1)
    assert result["correct"] == int((predicted == labels).sum()) and result["total"] == 50
    assert result["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(labels, predicted))
    assert result["loss"] == pytest.approx(float(torch.nn.functional.cross_entropy(logits, labels)), rel=1e-5)


def test_predictions_are_ranked_probabilities():
    prediction = CLASSIFICATION.decode(torch.tensor([[0.0, 2.0, 1.0]]), ("a", "b", "c"))[0]
    assert [name for name, _ in prediction.ranked] == ["b", "c", "a"]
    assert sum(p for _, p in prediction.ranked) == pytest.approx(1) and prediction.label == "b"


@pytest.mark.parametrize("classes", [2, 5])
def test_head_start_gives_the_logistic_regressions_probabilities(classes):
    centres = GENERATOR.normal(size=(classes, 16)) * 2 + 5
    labels = np.arange(120) % classes
    features = (centres[labels] + GENERATOR.normal(size=(120, 16))).astype(np.float32)
    head = CLASSIFICATION.head_init(features, targets(labels), classes)
    assert head.weight.shape == (classes, 16) and head.bias.shape == (classes,)
    logits = torch.from_numpy(features @ head.weight.T + head.bias)
    scaled = (features - features.mean(0)) * LINEAR_NORM / np.sqrt((features**2).sum(1).mean())
    solver = LogisticRegression(C=head.regularisation, max_iter=1000).fit(scaled, labels)
    assert logits.softmax(1).numpy() == pytest.approx(solver.predict_proba(scaled), abs=1e-3)


def test_head_start_regularises_more_where_the_features_say_little():
    labels = np.arange(200) % 2
    noise = GENERATOR.normal(size=(200, 16)).astype(np.float32)
    clear = noise + 8 * labels[:, None].astype(np.float32)
    of_noise = CLASSIFICATION.head_init(noise, targets(labels), 2)
    of_clear = CLASSIFICATION.head_init(clear, targets(labels), 2)
    assert of_noise.regularisation == min(LINEAR_C_CHOICES) < of_clear.regularisation


def test_head_start_does_without_cross_validation_where_a_class_has_one_picture():
    head = CLASSIFICATION.head_init(np.eye(3, dtype=np.float32), targets([0, 1, 1]), 2)
    assert head.regularisation == LINEAR_C


def test_head_start_is_declined_where_a_class_has_no_pictures():
    assert CLASSIFICATION.head_init(np.ones((4, 3), np.float32), targets([0, 0, 1, 1]), 3) is None
