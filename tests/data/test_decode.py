"""Odd pictures come out right, and what is no picture says why."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sft_gui.data.decode import Unreadable, decode, decode_measured, is_picture_name, measure, read
from sft_gui.data.formats import READABLE
from sft_gui.data.unreadable import MAX_PIXELS

SCENE = np.zeros((30, 40, 3), np.uint8)
SCENE[:15, :20], SCENE[:15, 20:], SCENE[15:, :20] = (250, 20, 20), (20, 250, 20), (20, 20, 250)
GREY = SCENE.mean(axis=2).astype(np.uint8)
TURNED_BACK = {  # how a picture that is upright under each EXIF orientation lies in the file
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a),
    7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
    8: lambda a: np.rot90(a, -1),
}


def encoded(image: Image.Image | np.ndarray, format: str, **options: object) -> bytes:
    image = image if isinstance(image, Image.Image) else Image.fromarray(np.ascontiguousarray(image))
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def reason(data: bytes | Path) -> str:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    return str(caught.value.reason)


@pytest.mark.parametrize("format", ["PNG", "BMP", "TIFF", "WEBP", "TGA", "PPM", "GIF", "QOI"])
def test_pixels_are_exact_in_lossless_formats(format: str) -> None:
    data = encoded(SCENE, format, **({"lossless": True} if format == "WEBP" else {}))
    assert np.array_equal(decode(data), SCENE)
    assert measure(data) == (40, 30)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", TURNED_BACK)
def test_exif_orientation_is_applied(format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.fromarray(np.ascontiguousarray(TURNED_BACK[orientation](SCENE)))
    data = encoded(image, format, exif=exif, quality=95)
    pixels, size = decode_measured(data)
    assert size == measure(data) == (40, 30)
    assert np.abs(pixels[5:10, 5:15].astype(int) - (250, 20, 20)).max() < 30
    assert np.abs(pixels[20:28, 5:15].astype(int) - (20, 20, 250)).max() < 30


def test_orientation_is_applied_to_a_picture_decoded_smaller() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    large = Image.fromarray(np.ascontiguousarray(np.rot90(SCENE))).resize((600, 800), Image.Resampling.NEAREST)
    pixels, size = decode_measured(encoded(large, "JPEG", exif=exif), short_side=75)
    assert size == (800, 600)
    assert pixels.shape == (75, 100, 3)
    assert np.abs(pixels[10:30, 10:40].astype(int) - (250, 20, 20)).max() < 12


def test_palette_and_one_bit_and_grey_become_rgb() -> None:
    assert np.array_equal(decode(encoded(Image.fromarray(SCENE).quantize(8), "PNG")), SCENE)
    assert np.array_equal(decode(encoded(GREY, "PNG")), np.repeat(GREY[..., None], 3, axis=2))
    checks = np.indices((8, 8)).sum(axis=0) % 2 == 0
    assert np.array_equal(decode(encoded(Image.fromarray(checks), "PNG"))[..., 1], checks * 255)


def test_transparency_lies_on_white() -> None:
    alpha = np.zeros((30, 40, 1), np.uint8)
    alpha[:15] = 255
    pixels = decode(encoded(np.concatenate([SCENE, alpha], axis=2), "PNG"))
    assert np.array_equal(pixels[:15], SCENE[:15])
    assert (pixels[15:] == 255).all()


def test_half_transparency_is_half_white() -> None:
    picture = Image.new("LA", (4, 4), (0, 128))
    assert np.abs(decode(encoded(picture, "PNG")).astype(int) - 127).max() <= 1


def test_a_transparent_palette_entry_is_white() -> None:
    picture = Image.fromarray(np.zeros((4, 4), np.uint8)).convert("P")
    picture.putpalette([10, 20, 30, 200, 100, 50])
    picture.putpixel((0, 0), 1)
    pixels = decode(encoded(picture, "PNG", transparency=0))
    assert tuple(pixels[0, 0]) == (200, 100, 50)
    assert tuple(pixels[3, 3]) == (255, 255, 255)


def test_a_transparent_colour_of_an_rgb_png_is_white() -> None:
    data = encoded(SCENE, "PNG", transparency=(250, 20, 20))
    assert (decode(data)[:15, :20] == 255).all()


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_16_bits_are_scaled_and_not_clipped(format: str) -> None:
    ramp = np.linspace(0, 65535, 256).round().astype(np.uint16).reshape(16, 16)
    assert np.array_equal(decode(encoded(Image.fromarray(ramp), format))[..., 0].ravel(), np.arange(256))


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.0, 255.0), (-40.0, 3000.0)])
def test_float_is_scaled_from_its_range(low: float, high: float) -> None:
    ramp = np.linspace(low, high, 256, dtype=np.float32).reshape(16, 16)
    assert np.abs(decode(encoded(Image.fromarray(ramp), "TIFF"))[..., 0].ravel() - np.arange(256.0)).max() <= 1


def test_float_that_is_no_number_does_no_harm() -> None:
    values = np.full((4, 4), 0.5, np.float32)
    values[0] = np.nan, np.inf, -np.inf, 1.0
    pixels = decode(encoded(Image.fromarray(values), "TIFF"))[..., 0]
    assert pixels[0].tolist() == [0, 255, 0, 255]
    assert (pixels[1:] == 128).all()


def test_cmyk_comes_out_in_its_colours() -> None:
    ink = Image.fromarray(SCENE).convert("CMYK")
    assert np.array_equal(decode(encoded(ink, "TIFF")), SCENE)
    adobe = decode(encoded(ink, "JPEG", quality=100))  # PIL writes inverted values with Adobe's mark, as Photoshop does
    assert np.abs(adobe.astype(int) - SCENE)[5:10, 5:15].max() < 12


def test_lab_comes_out_in_its_colours() -> None:
    lab = Image.merge("LAB", [Image.new("L", (4, 4), value) for value in (136, 208, 195)])  # sRGB red
    red = decode(encoded(lab, "TIFF"))[0, 0].astype(int)
    assert red[0] > 220 and red[1:].max() < 60


@pytest.mark.parametrize("format", ["GIF", "TIFF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_counts(format: str) -> None:
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "lime", "blue")]
    data = encoded(frames[0], format, save_all=True, append_images=frames[1:])
    assert np.abs(decode(data)[3, 3].astype(int) - (255, 0, 0)).max() < 5


def test_avif_and_webp_are_read() -> None:
    smooth = Image.fromarray(SCENE).resize((160, 120), Image.Resampling.BICUBIC)
    for format in ("AVIF", "WEBP"):
        difference = decode(encoded(smooth, format, quality=95)).astype(int) - np.asarray(smooth)
        assert np.abs(difference).mean() < 4


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_the_short_side_is_as_asked_and_never_enlarged(format: str) -> None:
    data = encoded(Image.fromarray(SCENE).resize((400, 300)), format)
    assert decode(data, short_side=64).shape == (64, 85, 3)
    assert decode(data, short_side=300).shape == decode(data, short_side=900).shape == (300, 400, 3)


def test_a_jpeg_decoded_smaller_shows_the_same() -> None:
    large = Image.fromarray(SCENE).resize((1600, 1200), Image.Resampling.BICUBIC)
    small = decode(encoded(large, "JPEG", quality=95), short_side=150)
    expected = np.asarray(large.resize((200, 150), Image.Resampling.BICUBIC)).astype(int)
    assert np.abs(small - expected).mean() < 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty (0 bytes)"),
        (b"<!DOCTYPE html><html><body>404", "is a web page, not a picture"),
        (b"  \n<html lang='en'>", "is a web page, not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing; only pictures made of pixels are read"),
        (b"%PDF-1.7\n", "is a PDF, not a picture"),
        (b"PK\x03\x04" + bytes(30), "is a ZIP archive, not a picture"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "is only a Git LFS pointer"),
        (b"\0\0\0\x18ftypheic" + bytes(30), "is damaged and cannot be decoded"),
        ("说明：这是文字。".encode(), "is a text file, not a picture"),
        (bytes(range(40)), "is not a picture"),
        (b"\xff", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "is damaged and cannot be decoded"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, expected: str) -> None:
    assert reason(data).startswith(expected)


def test_the_sentence_names_the_file_and_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "rose_17.png").touch()
    with pytest.raises(Unreadable) as caught:
        decode(tmp_path / "rose_17.png")
    assert str(caught.value) == f"rose_17.png is empty (0 bytes). {READABLE}"


def test_files_that_cannot_be_opened_say_why(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").mkdir()
    (tmp_path / "link.jpg").symlink_to(tmp_path / "nowhere")
    assert reason(tmp_path / "x.jpg") == "is a folder"
    assert reason(tmp_path / "gone.jpg") == "is not there"
    assert reason(tmp_path / "link.jpg") == "is a link to a file that is not there"
    with pytest.raises(Unreadable):
        read(tmp_path)


NOISE = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_a_missing_end_is_noticed_by_decoding_and_by_measuring(format: str, share: float) -> None:
    whole = encoded(NOISE, format)
    cut = whole[: int(len(whole) * share)]
    assert any(word in reason(cut) for word in ("ends after", "is cut short", "is damaged"))
    with pytest.raises(Unreadable):
        measure(cut)


def test_how_much_is_missing_is_told_only_where_it_is_known() -> None:
    bmp, jpeg = encoded(SCENE, "BMP"), encoded(SCENE, "JPEG")
    assert reason(bmp[:2048]) == "ends after 2.0\u00a0KB of 3.6\u00a0KB"
    assert reason(jpeg[: len(jpeg) // 2]) == "is cut short: its end is missing"


@pytest.mark.filterwarnings("ignore:.*decompression bomb")  # pytest undoes the app's own filter
@pytest.mark.parametrize("side", [15_000, 30_000, 60_000])
def test_a_bomb_is_refused_by_its_header(side: int) -> None:
    chunks = [b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0), b"IDAT" + bytes(4)]
    data = b"\x89PNG\r\n\x1a\n"
    for chunk in chunks:
        data += struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert reason(data) == f"is {side * side // 10**6} megapixels; at most {MAX_PIXELS // 10**6} are read"


@pytest.mark.parametrize("size", [(20_000, 1), (1, 20_000), (1, 1)])
def test_extreme_shapes_are_read(size: tuple[int, int]) -> None:
    assert decode(encoded(Image.new("L", size, 7), "PNG"), short_side=256).shape == (size[1], size[0], 3)


def test_names_tell_pictures_in_any_case() -> None:
    assert all(map(is_picture_name, ("a.jpg", "B.JPEG", "c.d.WebP", "花.png", "x.heic")))
    assert not any(map(is_picture_name, ("a.txt", "jpg", "a.jpg.zip", "")))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"]), st.data())
def test_damage_anywhere_is_either_read_or_told(format: str, data: st.DataObject) -> None:
    content = bytearray(encoded(NOISE[:16, :24], format))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            assert decode(bytes(content)).dtype == np.uint8
        except Unreadable as error:
            assert str(error.reason)
