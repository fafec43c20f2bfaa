"""Every detector and segmenter of the catalogue: its own classes, one step, and weights for other classes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from torchvision.models import get_model
from torchvision.tv_tensors import BoundingBoxes, Mask

from sft_gui.errors import UserError
from sft_gui.models import backbones, detectors, parts, segmenters
from sft_gui.models.catalogue import DETECTORS, SEGMENTERS, find
from sft_gui.models.keys import is_under
from sft_gui.models.spec import ModelSpec
from sft_gui.models.weights import load_pretrained
from sft_gui.tasks import registry
from sft_gui.tasks.task import LossOptions

TASK_OF = {task.family: task for task in registry.TASKS.values()}
CLASSES = ("one", "two", "three")
LARGE = 13_000_000  # parameters
EVERY = [
    pytest.param(spec, id=spec.name, marks=[pytest.mark.slow] if spec.parameters > LARGE else [])
    for spec in (*DETECTORS, *SEGMENTERS)
]
each = pytest.mark.parametrize("spec", EVERY)
ready_made = pytest.mark.parametrize("spec", [each for each in EVERY if each.values[0].backbone is None])


def build(spec: ModelSpec, weights: dict[str, torch.Tensor] | None = None) -> nn.Module:
    return TASK_OF[spec.family].build(spec, CLASSES, weights=weights, seed=0, plan={})


def create(spec: ModelSpec, num_classes: int) -> nn.Module:
    with backbones.drawn_from(1):
        if spec.family == "detector":
            return detectors.create(spec, num_classes, {})
        return segmenters.create(spec, num_classes)


def targets(spec: ModelSpec) -> list[dict]:
    if spec.family == "segmenter":
        return [{"mask": Mask(torch.arange(64 * 96).reshape(64, 96) // 32 % 3)} for _ in range(2)]
    box = BoundingBoxes(torch.tensor([[8.0, 8.0, 60.0, 50.0]]), format="XYXY", canvas_size=(64, 96))
    return [{"boxes": box, "labels": torch.tensor([k]), "crowd": torch.tensor([False])} for k in (0, 2)]


@each
def test_one_step_reaches_every_part_and_answers_have_the_datas_classes(spec: ModelSpec) -> None:
    task, model, wanted = TASK_OF[spec.family], build(spec), targets(spec)
    images = torch.randn(2, 3, 64, 96, generator=torch.Generator().manual_seed(2))
    losses, _ = task.losses(model.train(), images, wanted, LossOptions(dice=1.0))
    assert set(losses) <= set(task.loss_parts) and all(torch.isfinite(value) for value in losses.values())
    torch.stack(list(losses.values())).sum().backward()
    own = parts.parameter_parts(model, spec)
    for part in (own.head, own.last_stage, own.rest):
        assert any(p.grad is not None and p.grad.abs().sum() > 0 for _, p in part)
    sizes = [(64, 96), (32, 48)]
    with torch.inference_mode():
        outputs = task.outputs(model.eval(), images, sizes)
    scores = task.scores(CLASSES)
    if spec.family == "segmenter":
        assert outputs.values.shape == (2, 3, 64, 96) and outputs.mask(1).shape == (32, 48)
        scores.update(outputs, [{"mask": torch.zeros(size, dtype=torch.uint8)} for size in sizes])
    else:
        scores.update(outputs, wanted)
    assert set(scores.result()) >= {metric.name for metric in task.metrics}
    for found in task.decode(outputs, CLASSES):
        names = (n for n, _ in found.shares) if spec.family == "segmenter" else (each.label for each in found.objects)
        assert set(names) <= set(CLASSES)


@ready_made
def test_weights_of_a_file_with_other_classes_are_taken_but_for_the_last_layers(
    spec: ModelSpec, tmp_path: Path
) -> None:
    state = {f"module.{name}": value for name, value in create(spec, 7).state_dict().items()}
    torch.save({"model": state}, tmp_path / "own.pth")
    weights, report = load_pretrained(spec, file=tmp_path / "own.pth")
    assert report.wrong_shape and all(is_under(name, *spec.fresh) for name in report.wrong_shape)
    assert "last layers are left out" in str(report.notes[0])
    model, fresh = build(spec, weights), build(spec).state_dict()
    for name, value in model.state_dict().items():
        wanted = fresh[name] if is_under(name, *spec.fresh) else state[f"module.{name}"]
        assert torch.equal(value, wanted), name


@ready_made
def test_file_of_another_model_is_refused(spec: ModelSpec, tmp_path: Path) -> None:
    save_file({"conv_stem.weight": torch.zeros(3, 3)}, tmp_path / "other.safetensors")
    with pytest.raises(UserError, match="is not"):
        load_pretrained(spec, file=tmp_path / "other.safetensors")


@pytest.mark.parametrize("spec", [s for s in (*DETECTORS, *SEGMENTERS) if s.backbone], ids=lambda spec: spec.name)
def test_own_kept_weights_give_their_backbone_to_a_new_run(spec: ModelSpec, tmp_path: Path) -> None:
    kept = create(spec, 7).state_dict()
    save_file(kept, tmp_path / "best.safetensors")
    state, _ = load_pretrained(spec, file=tmp_path / "best.safetensors")
    body = build(spec, state).get_submodule(spec.body).state_dict()
    assert body and all(torch.equal(value, kept[f"{spec.body}.{name}"]) for name, value in body.items())


@pytest.mark.parametrize("name", ["lraspp_mobilenet_v3_large", "deeplabv3_mobilenet_v3_large"])
def test_segmenters_loss_and_gradients_equal_torchvisions_own_loop(name: str) -> None:
    """Theirs: the library's model and the criterion of its reference training, cross-entropy past 255."""
    spec = find(name)
    ours, options = build(spec), {"weights_backbone": None, "num_classes": len(CLASSES)}
    has_second = any(part.startswith("aux_classifier.") for part in ours.state_dict())
    theirs = get_model(name, **options, **({"aux_loss": has_second} if name.startswith("deeplab") else {}))
    theirs.load_state_dict(ours.state_dict())
    images, truth = torch.rand(2, 3, 64, 96, generator=torch.Generator().manual_seed(3)), targets(spec)
    for target in truth:
        target["mask"][:8] = 255
    ours.train(), theirs.train()
    torch.manual_seed(11)
    ours_by_part, _ = TASK_OF[spec.family].losses(ours, images, truth, LossOptions())
    sum(ours_by_part.values()).backward()
    torch.manual_seed(11)
    answers, labels = theirs(images), torch.stack([target["mask"].long() for target in truth])
    losses = {part: functional.cross_entropy(logits, labels, ignore_index=255) for part, logits in answers.items()}
    loss = losses["out"] + 0.5 * losses["aux"] if "aux" in losses else losses["out"]
    loss.backward()
    assert sum(ours_by_part.values()).item() == pytest.approx(loss.item(), rel=1e-6)
    others = dict(theirs.named_parameters())
    for part, parameter in ours.named_parameters():
        assert torch.allclose(parameter.grad, others[part].grad, atol=1e-6), part
