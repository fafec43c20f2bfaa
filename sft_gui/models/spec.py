"""What is known of a model before it is built; importing this file imports neither torch nor timm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sft_gui.messages import Message, say

Family = Literal["classifier", "detector", "segmenter"]


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
    family: Family  # what it gives, whatever task it learns: one vector a picture, boxes, or a map of classes
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
