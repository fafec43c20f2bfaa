"""A picture's annotation from the index as arrays: its boxes, or the class of each of its pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from PIL import Image

from sft_gui.data.decode import ORIENTATIONS, Unreadable, opened, read
from sft_gui.data.index import Picture
from sft_gui.data.mask_files import digest_of_all, names_of
from sft_gui.messages import say

IGNORE = 255  # pixels of this index count neither in training nor in scoring
MAX_AT_ONCE = 2**22  # edges times rows that are looked at together
Boxes = tuple[np.ndarray, np.ndarray, np.ndarray]


class Annotations:
    """Reads the annotations of one project or run. Usable from several threads and processes.

    Args:
        root: what masks' paths are relative to.
        classes: a class's position is its index.
        legend: which pixels of a mask mean which class: ``{"values": {"7": 0}}`` for indexed masks, with a ``"code"``
            where :func:`values_of` must know one, or ``{"colours": {"#804080": 0}}``;
            what is not listed is ignored, knowingly so what is listed under "ignore". None: a mask's values are the
            indices.
    """

    def __init__(self, root: Path, classes: Sequence[str], legend: Mapping[str, Any] | None = None) -> None:
        self._root, self.classes = root, tuple(classes)
        self._index = {name: i for i, name in enumerate(classes)}
        legend = legend or {"values": {str(i): i for i in range(min(len(classes), IGNORE))}}
        self._code = legend.get("code", "")
        colours = legend.get("colours")
        self._colours = None if colours is None else _colour_table(colours)
        self._values = None if colours is not None else _value_table(legend["values"])
        self._ignored = set(legend.get("ignore", ()))

    def boxes(self, picture: Picture) -> Boxes:
        """Return boxes ``(N, 4)`` float32 as x0, y0, x1, y1, labels ``(N,)`` int64 from 0, and crowd ``(N,)`` bool."""
        found = picture.annotation or {}
        labels = [self._index[name] for name in found.get("labels", ())]
        return (
            np.array(found.get("boxes", ()), np.float32).reshape(-1, 4),
            np.array(labels, np.int64),
            np.array(found.get("crowd", [0] * len(labels)), bool),
        )

    def mask(self, picture: Picture) -> np.ndarray:
        """Return the class of each pixel of the upright picture, ``(H, W)`` uint8, :data:`IGNORE` where there is none.

        Raises:
            Unreadable: the mask is gone, damaged or another one by now.
        """
        found = picture.annotation or {}
        size = picture.width, picture.height
        if "mask" not in found:
            return self._drawn(found.get("polygons", ()), size)
        names = names_of(found)
        contents = [read(self._root / name) for name in names]
        if found.get("digest") not in (None, digest_of_all(contents)):
            raise Unreadable(say("has changed since import"), PurePosixPath(names[0]).name)
        mask = self.joined(contents, names)
        turn = ORIENTATIONS.get(found.get("turn", 1))
        image = Image.fromarray(mask)
        image = image if turn is None else image.transpose(turn)
        return np.asarray(image if image.size == size else image.resize(size, Image.Resampling.NEAREST))

    def joined(self, contents: Sequence[bytes], names: Sequence[str] = ()) -> np.ndarray:
        """Return the class of each pixel of a mask as stored, ``(H, W)`` uint8; of several, the highest counts.

        Raises:
            Unreadable: a file is damaged, or they are of several sizes.
        """
        mask: np.ndarray | None = None
        for content, name in zip(contents, names or [""] * len(contents), strict=True):
            with opened(content, PurePosixPath(name).name) as image:
                image.load()
                indices = self.indices(image)
            if mask is None:
                mask = indices
            elif mask.shape != indices.shape:
                raise Unreadable(say("is of another size than the picture's other masks"), PurePosixPath(name).name)
            else:
                ignored = indices == IGNORE
                mask = np.where(ignored | (indices < mask) & (mask != IGNORE), mask, indices)
        assert mask is not None
        return mask

    def unlisted(self, image: Image.Image) -> list[str]:
        """Name the values or colours of a loaded mask that its legend says nothing of, 255 aside."""
        ignored = self.indices(image) == IGNORE
        if self._colours is not None:
            colours = np.unique(np.asarray(image.convert("RGB"))[ignored], axis=0)
            return [name for name in map(hex_of, colours.tolist()) if name not in self._ignored]
        values = np.unique(values_of(image, self._code)[ignored]).tolist()
        return [str(value) for value in values if str(value) not in self._ignored and value != IGNORE]

    def indices(self, image: Image.Image) -> np.ndarray:
        """Return the class of each pixel of a loaded mask, ``(H, W)`` uint8."""
        if self._colours is not None:
            codes, indices = self._colours
            rgb = np.asarray(image.convert("RGB"), np.int32)
            code = rgb[..., 0] << 16 | rgb[..., 1] << 8 | rgb[..., 2]
            place = np.minimum(np.searchsorted(codes, code), len(codes) - 1)
            return np.where(codes[place] == code, indices[place], np.uint8(IGNORE))
        assert self._values is not None
        return self._values[values_of(image, self._code)]

    def _drawn(self, shapes: Sequence[Mapping[str, Any]], size: tuple[int, int]) -> np.ndarray:
        """Draw shapes in their order on background, which is index 0."""
        mask = np.zeros((size[1], size[0]), np.uint8)
        for shape in shapes:
            if "counts" in shape:
                inside = runs_to_mask(shape["counts"], shape["size"])
            else:
                inside = polygon_to_mask(shape["points"], size)
            mask[inside] = self._index.get(shape["label"], IGNORE)
        return mask


def hex_of(colour: Sequence[int]) -> str:
    """Write red, green and blue as a legend does: "#804080"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def values_of(image: Image.Image, code: str = "") -> np.ndarray:
    """Return the number in each pixel of a loaded mask, ``(H, W)`` from 0 to 65535.

    All channels of a grey mask that was saved in colour say the same. With the code "ade20k" (the full ADE20K) the
    number is ``red // 10 * 256 + green``; with "cityscapes" values from 1000 are a class and an instance of it; with
    "alpha" it is the opacity; with "any" it is 1 where the mask has any value but 0.
    """
    if code == "alpha":
        return np.asarray(image.convert("RGBA").getchannel("A")).astype(np.uint16)
    if code == "any":
        return (values_of(image) > 0).astype(np.uint16)
    if image.mode in ("RGBA", "LA", "PA", "CMYK", "YCbCr"):
        image = image.convert("RGB")
    pixels = np.asarray(image)
    if pixels.ndim == 2:
        wide = pixels.dtype.kind not in "bu"  # 32-bit and float values beyond 16 bits are no class's
        values = (np.nan_to_num(pixels).clip(0, 2**16 - 1) if wide else pixels).astype(np.uint16)
        return np.where(values >= 1000, values // 1000, values) if code == "cityscapes" else values
    red, green = pixels[..., 0].astype(np.uint16), pixels[..., 1].astype(np.uint16)
    return red // 10 * 256 + green if code == "ade20k" else red


def runs_to_mask(counts: Sequence[int], size: Sequence[int]) -> np.ndarray:
    """Decode COCO's run lengths (column by column, zeros first) of a mask of ``(height, width)``, bool."""
    bits = np.repeat(np.arange(len(counts)) % 2 == 1, counts)
    return bits.reshape(size[1], size[0]).T


def polygon_to_mask(points: Sequence[Sequence[float]], size: tuple[int, int]) -> np.ndarray:
    """Return which pixels of a picture of ``(width, height)`` have their centre in a polygon, ``(H, W)`` bool.

    Every edge switches its rows between outside and inside from where it crosses their centre lines.
    """
    width, height = size
    x0, y0 = np.array(points, np.float64).reshape(-1, 2).T
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    lines = np.arange(height) + 0.5
    switches = np.zeros((height, width + 1), np.uint8)
    step = max(1, MAX_AT_ONCE // height)  # an outline may have a million corners
    for part in (slice(start, start + step) for start in range(0, len(x0), step)):
        left, top, right, bottom = x0[part], y0[part], x1[part], y1[part]
        edges, rows = np.nonzero((top[:, None] <= lines) != (bottom[:, None] <= lines))
        along = (lines[rows] - top[edges]) / (bottom - top)[edges]
        columns = np.ceil(left[edges] + along * (right - left)[edges] - 0.5).clip(0, width).astype(np.intp)
        np.add.at(switches, (rows, columns), 1)
    inside: np.ndarray = np.bitwise_and(np.cumsum(switches, axis=1, dtype=np.uint8)[:, :width], 1).astype(bool)
    return inside


def palette(num: int) -> list[tuple[int, int, int]]:
    """Return that many different colours, those of PASCAL VOC: a class number's bits spread over red, green, blue."""
    colours = []
    for number in range(num):
        red = green = blue = 0
        for place in range(8):
            bits = number >> (3 * place)
            red |= (bits & 1) << (7 - place)
            green |= (bits >> 1 & 1) << (7 - place)
            blue |= (bits >> 2 & 1) << (7 - place)
        colours.append((red, green, blue))
    return colours


def _colour_table(colours: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray]:
    codes = sorted((int(name.removeprefix("#"), 16), index) for name, index in colours.items())
    return np.array([code for code, _ in codes], np.int32), np.array([index for _, index in codes], np.uint8)


def _value_table(values: Mapping[str, int]) -> np.ndarray:
    table = np.full(2**16, IGNORE, np.uint8)
    for value, index in values.items():
        table[int(value)] = index
    return table
