"""Detection models: Faster R-CNN on a timm backbone, and torchvision's detectors with their last layer replaced."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn
from torchvision.models import get_model
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.faster_rcnn import FasterRCNN, FastRCNNPredictor, TwoMLPHead
from torchvision.models.detection.image_list import ImageList
from torchvision.ops import FeaturePyramidNetwork, MultiScaleRoIAlign
from torchvision.ops.feature_pyramid_network import LastLevelMaxPool

from sft_gui.models.backbones import drawn_from, feature_stages, load_backbone
from sft_gui.models.spec import ModelSpec

COCO_CLASSES = 90  # numbers in use by the published weights, background not counted
PYRAMID_CHANNELS = 128
BOX_FEATURES = 512
DEFAULT_PLAN = {"levels": [3, 4, 5], "anchors": [32, 64, 128, 256], "ratios": [0.5, 1.0, 2.0]}


def build(
    spec: ModelSpec, num_classes: int, *, weights: Mapping[str, Tensor] | None, seed: int, plan: Mapping[str, Any]
) -> nn.Module:
    """Build the detector for normalised pictures ``(N, 3, H, W)``; its class 0 is the background.

    What is new is drawn from ``seed`` as :func:`factory.build` does.

    Args:
        weights: the backbone's own state dict for a model on a backbone, else the whole model's.
        plan: "levels" of the pyramid (2 is stride 4), "anchors" (a side in pixels for each level and one more) and
            "ratios" (height / width), for a model on a backbone.
    """
    with drawn_from(seed):
        model = create(spec, num_classes, plan)
    if weights is not None:
        load_backbone(model, spec, weights)
    model.transform = AsItIs()  # pictures come normalised and of one size
    return model


def create(spec: ModelSpec, num_classes: int = COCO_CLASSES, plan: Mapping[str, Any] = DEFAULT_PLAN) -> nn.Module:
    """Build the model with random weights, as its library defines it."""
    if spec.backbone is None:
        return get_model(spec.name, weights=None, weights_backbone=None, num_classes=num_classes + 1)
    plan = {**DEFAULT_PLAN, **plan}
    backbone = Pyramid(spec.backbone, tuple(plan["levels"]))
    names = [str(level) for level in plan["levels"]]
    sides, ratios = plan["anchors"], tuple(plan["ratios"])
    return FasterRCNN(
        backbone,
        rpn_anchor_generator=AnchorGenerator(tuple((side,) for side in sides), (ratios,) * len(sides)),
        rpn_pre_nms_top_n_train=1000,
        rpn_post_nms_top_n_train=500,
        rpn_pre_nms_top_n_test=1000,
        rpn_post_nms_top_n_test=500,
        box_roi_pool=MultiScaleRoIAlign(names, output_size=7, sampling_ratio=2),
        box_head=TwoMLPHead(PYRAMID_CHANNELS * 7 * 7, BOX_FEATURES),
        box_predictor=FastRCNNPredictor(BOX_FEATURES, num_classes + 1),
        box_batch_size_per_image=128,
    )


class Pyramid(nn.Module):
    """A timm backbone with a feature pyramid on some of its strides (Lin et al. 2017), and one level above them."""

    def __init__(self, backbone: str, levels: tuple[int, ...]) -> None:
        super().__init__()
        self.body, channels = feature_stages(backbone, tuple(level - 1 for level in levels))
        self.fpn = FeaturePyramidNetwork(channels, PYRAMID_CHANNELS, LastLevelMaxPool())
        self.out_channels = PYRAMID_CHANNELS
        self._names = [str(level) for level in levels]

    def forward(self, images: Tensor) -> dict[str, Tensor]:
        features: dict[str, Tensor] = self.fpn(OrderedDict(zip(self._names, self.body(images), strict=True)))
        return features


class AsItIs(nn.Module):
    """Stands in for torchvision's own normalising and resizing, which the loader has done."""

    def forward(self, images: Tensor, targets: Any = None) -> tuple[ImageList, Any]:
        size = (images.shape[-2], images.shape[-1])
        return ImageList(images, [size] * len(images)), targets

    def postprocess(self, result: Any, image_shapes: Any, original_image_sizes: Any) -> Any:
        return result
