"""What import accepts, training can read; odd files of every kind are read, or refused with the true reason."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sft_gui.data.decode import Unreadable, decode, examine
from sft_gui.data.formats import FORMATS
from sft_gui.data.levels import Levels
from tests.data.hand_made import chunk, png, tiff

RANDOM = np.random.default_rng(0)
MODES = (
    *("1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "LA", "PA", "RGBX", "RGBa", "La"),
    *("I;16", "I;16L", "I;16B", "I;16N"),
)


def numbers(*shape: int, type: str = "u1", high: int = 200) -> np.ndarray:
    return RANDOM.integers(0, high, shape).astype(type)


def odd_files() -> dict[str, bytes]:
    """Every mode in every format that PIL can write it in, and what it cannot."""
    files = {}
    for mode in MODES:
        for format in [*FORMATS.split(), "HEIF"]:
            buffer = io.BytesIO()
            try:
                Image.new(mode, (40, 30)).save(buffer, format)
            except (OSError, ValueError, KeyError, SyntaxError, RuntimeError):
                continue
            files[f"{mode} {format}"] = buffer.getvalue()
    for order in "<>":
        files |= {
            f"premultiplied {order}": tiff(numbers(30, 40, 4), order=order, tags={338: (1,)}),
            f"premultiplied 16 {order}": tiff(numbers(30, 40, 4, type="u2"), order=order, tags={338: (1,)}),
            f"premultiplied grey {order}": tiff(numbers(30, 40, 2), order=order, tags={338: (1,)}),
            f"16-bit colour {order}": tiff(numbers(30, 40, 3, type="u2", high=4096), order=order),
            f"16-bit signed {order}": tiff(numbers(30, 40, type="i2"), order=order),
            f"32-bit {order}": tiff(numbers(30, 40, type="u4"), order=order),
            f"32-bit signed {order}": tiff(numbers(30, 40, type="i4"), order=order),
            f"64-bit float {order}": tiff(numbers(30, 40, type="f8"), order=order),
            f"16-bit float {order}": tiff(numbers(30, 40, type="f2"), order=order),
            f"float colour {order}": tiff(numbers(30, 40, 3, type="f4"), order=order),
            f"five bands {order}": tiff(numbers(30, 40, 5), order=order, tags={338: (0, 0)}),
            f"seven bands {order}": tiff(numbers(30, 40, 7), order=order, tags={338: (0,) * 4}),
            f"multispectral {order}": tiff(numbers(30, 40, 5), order=order, tags={262: (1,), 338: (0,) * 4}),
            f"two bands {order}": tiff(numbers(30, 40, 2, type="u2"), order=order, tags={338: (0,)}),
            f"complex {order}": tiff(numbers(30, 40, type="c8"), order=order),
        }
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime")]
    for format in ("GIF", "WEBP", "PNG", "TIFF", "AVIF"):
        buffer = io.BytesIO()
        frames[0].save(buffer, format, save_all=True, append_images=frames[1:])
        files[f"frames {format}"] = buffer.getvalue()
    buffer = io.BytesIO()
    Image.fromarray(numbers(300, 400, 3)).save(buffer, "JPEG", progressive=True)
    files["progressive"] = buffer.getvalue()
    files["16-bit PNG"] = png(numbers(30, 40, 3, type="u2", high=4096))
    files["16-bit PNG with alpha"] = png(numbers(30, 40, 4, type="u2", high=4096))
    return files


FILES = odd_files()


@pytest.mark.parametrize("name", FILES)
def test_what_import_accepts_can_be_decoded_at_every_size_and_with_every_levels(name: str) -> None:
    data = FILES[name]

    def outcome(work) -> object:
        try:
            return work()
        except Unreadable as error:
            return str(error.reason)

    looked = outcome(lambda: examine(data).size)
    for side in (None, 1, 8, 64):
        for levels in (None, Levels(whole=(0, 4095), real=(0, 255))):
            shape = outcome(lambda side=side, levels=levels: decode(data, short_side=side, levels=levels).shape)
            assert (shape == looked) if isinstance(looked, str) else (len(shape) == 3), (name, side, levels)
    if not isinstance(looked, str):
        assert decode(data).shape == (looked[1], looked[0], 3)


def test_premultiplied_alpha_comes_out_in_its_colours() -> None:
    half = np.zeros((8, 8, 4), np.uint8)
    half[:] = (100, 50, 0, 128)  # (199, 100, 0) at half
    assert np.abs(decode(tiff(half, tags={338: (1,)})).astype(int) - (227, 177, 127)).max() <= 2
    grey = np.zeros((8, 8, 2), np.uint8)
    grey[:] = (100, 128)
    assert np.abs(decode(tiff(grey, tags={338: (1,)})).astype(int) - 227).max() <= 2


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"iCCP"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_png_with_large_text_or_profile_is_read(kind: bytes, place: str) -> None:
    bulk = b"x" * 80 * 2**20 if kind != b"tEXt" else b"x" * 3 * 2**20
    packed = zlib.compress(bulk)
    content = {
        b"tEXt": b"a\0" + bulk,
        b"zTXt": b"a\0\0" + packed, b"iTXt": b"a\0\1\0\0\0" + packed, b"iCCP": b"a\0\0" + packed,
    }[kind]  # fmt: skip
    values = numbers(30, 40, 3)
    assert np.array_equal(decode(png(values, **{place: chunk(kind, content) * 2})), values)


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt"])
def test_png_with_packed_metadata_larger_than_pil_takes_is_read(kind: bytes) -> None:
    packed = zlib.compress(b"x" * 3 * 2**20)
    content = {
        b"zTXt": b"Raw profile type APP1\0\0" + packed,
        b"iTXt": b"XML:com.adobe.xmp\0\1\0\0\0" + packed,
    }[kind]
    values = numbers(30, 40, 3)
    assert np.array_equal(decode(png(values, before=chunk(kind, content))), values)


def test_orientation_written_as_text_is_kept() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    raw = exif.tobytes()
    text = b"\nexif\n%8d\n" % len(raw) + raw.hex().encode() + b" " * 2000
    values = numbers(30, 40, 3)
    data = png(values, before=chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text)))
    bulky = png(values, before=chunk(b"tEXt", b"Raw profile type exif\0" + text))
    assert decode(data).shape == decode(bulky).shape == (40, 30, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two bands", "has 2 bands; pictures with 1, 3 or 4 are read"),
        ("multispectral", "has 5 bands; pictures with 1, 3 or 4 are read"),
        ("seven bands", "has 7 bands; pictures with 1, 3 or 4 are read"),
        ("float colour", "has 3 bands of 32-bit real numbers; only one such band is read"),
        ("complex", "holds complex numbers, which are no colours"),
    ],
)
def test_the_reason_why_a_tiff_is_refused_is_the_true_one(name: str, expected: str) -> None:
    for order in "<>":
        with pytest.raises(Unreadable) as caught:
            decode(FILES[f"{name} {order}"])
        assert str(caught.value.reason) == expected


def test_a_compression_that_is_not_read_is_named() -> None:
    with pytest.raises(Unreadable) as caught:
        decode(tiff(numbers(30, 40), tags={259: (34712,)}))
    assert "is a TIFF packed with JPEG 2000, which is not read" in str(caught.value)


# HEIC and AVIF


def photo(format: str, orientation: int = 1) -> bytes:
    pixels = np.zeros((96, 128, 3), np.uint8)
    pixels[:48, :64], pixels[:48, 64:], pixels[48:, :64] = (250, 20, 20), (20, 250, 20), (20, 20, 250)
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    import pillow_heif  # only here: the app reads by pi-heif, which cannot write

    pillow_heif.register_heif_opener()
    Image.fromarray(pixels).save(buffer, format, quality=90, exif=exif.tobytes())
    return buffer.getvalue()


@pytest.mark.parametrize("format", ["HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_phone_photos_are_turned_once(format: str, orientation: int) -> None:
    jpeg = decode(photo("JPEG", orientation)).astype(int)
    data = photo(format, orientation)
    pixels, look = decode(data).astype(int), examine(data)
    assert pixels.shape == jpeg.shape and look.size == (jpeg.shape[1], jpeg.shape[0])
    assert np.abs(pixels - jpeg).mean() < 6
    assert min(decode(data, short_side=24).shape[:2]) == 24


def test_a_heic_with_a_part_missing_is_told(tmp_path: Path) -> None:
    whole = photo("HEIF")
    for share in (0.2, 0.6, 0.95):
        with pytest.raises(Unreadable) as caught:
            decode(whole[: int(len(whole) * share)])
        assert "is damaged" in str(caught.value) or "is cut short" in str(caught.value)


def test_a_heic_of_several_pictures_shows_its_first_and_one_of_16_bits_is_read() -> None:
    import pillow_heif

    buffer = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "HEIF", save_all=True, append_images=frames[1:], quality=90)
    assert np.abs(decode(buffer.getvalue())[30, 30].astype(int) - (255, 0, 0)).max() < 12
    deep = np.full((64, 64, 3), 40000, np.uint16)
    buffer = io.BytesIO()
    pillow_heif.encode("RGB;16", (64, 64), deep.tobytes(), buffer, quality=90)
    assert np.abs(decode(buffer.getvalue()).astype(int) - 40000 // 257).max() < 6


def test_heic_folder_becomes_a_project_and_its_endings_are_known(tmp_path: Path) -> None:
    from sft_gui.data.project import Project

    for number, name in enumerate(("cats/1.HEIC", "cats/2.heif", "dogs/1.hif", "dogs/2.avif")):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo("AVIF" if name.endswith("avif") else "HEIF", number + 1))
    project = Project.create(tmp_path / "data", folder=tmp_path / "project")
    assert project.index.count() == 4 and project.classes == ("cats", "dogs")
    project.close()
