"""What the pixels of masks mean: shades of grey, soft edges, transparency, borders, numbered objects, legends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from sft_gui.data.annotations import Annotations
from sft_gui.data.index import Picture
from sft_gui.data.project import Project
from sft_gui.data.readers.masks.legend_files import read_legend
from sft_gui.errors import UserError
from tests.data.readers.masks.test_mask_pairs import SIZE

BIG = (96, 64)


def project_of(
    tmp_path: Path,
    masks: list[Image.Image],
    suffix: str = ".png",
    folder: str = "masks",
    legend: dict[str, str] | None = None,
) -> tuple[Project, list[np.ndarray]]:
    """Open pictures with these masks; return the project and its own masks in their order."""
    root = tmp_path / "set"
    for number, image in enumerate(masks):
        file = root / f"images/{number}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.effect_noise(image.size, 90).save(file)
        (root / folder).mkdir(parents=True, exist_ok=True)
        image.save(root / f"{folder}/{number}{suffix}")
    for name, text in (legend or {}).items():
        (root / name).write_text(text, encoding="utf-8")
    project = Project.create(root, folder=tmp_path / "project")
    project.close()
    pictures: dict[str, Picture] = {each.path: each for each in project.index.pictures()}
    annotations = Annotations(project.root, project.classes, project.legend)
    return project, [annotations.mask(pictures[f"images/{number}.jpg"]) for number in range(len(masks))]


def blocks(*values: Any, size: tuple[int, int] = BIG, dtype: type = np.uint8) -> np.ndarray:
    """Upright stripes of the values, equally wide."""
    array = np.array(values, dtype)
    return np.repeat(np.repeat(array[None], size[1], 0), size[0] // len(values), 1)


def told(project: Project) -> str:
    return " ".join(map(str, project.notes))


@pytest.mark.parametrize("values", [(0, 127, 255), (0, 128, 255), (0, 85, 170, 255), (0, 64, 128, 191, 255)])
def test_even_shades_of_grey_are_classes_255_too(tmp_path: Path, values: tuple[int, ...]) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(*values))] * 2)
    assert project.classes == tuple(map(str, values))
    assert np.unique(masks[0]).tolist() == list(range(len(values)))
    assert "255 is a class too" in told(project)


@pytest.mark.parametrize(("values", "classes"), [((0, 1, 255), ("0", "1")), ((0, 1, 2, 3, 255), ("0", "1", "2", "3"))])
def test_255_beside_numbers_of_classes_is_a_border(tmp_path: Path, values: Any, classes: Any) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(*values))] * 2)
    assert project.classes == classes and masks[0][0, -1] == 255
    assert "255 are taken for borders" in told(project)


@pytest.mark.parametrize("values", [(0, 255), (0, 1), (0, 7)])
def test_two_values_are_background_and_foreground(tmp_path: Path, values: Any) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(*values))] * 2)
    assert project.classes == ("background", "foreground") and masks[0][0, [0, -1]].tolist() == [0, 1]


@pytest.mark.parametrize("radius", [0.7, 1.5, 3])
def test_soft_edges_are_cut_at_half(tmp_path: Path, radius: float) -> None:
    hard = [blocks(0, 255, 0), blocks(255, 0, 0), blocks(0, 0, 0, 255)]
    soft = [Image.fromarray(each).filter(ImageFilter.GaussianBlur(radius)) for each in hard]
    project, masks = project_of(tmp_path, soft)
    assert project.classes == ("background", "foreground") and "edges are soft" in told(project)
    for own, truth in zip(masks, hard, strict=True):
        assert (own != (truth > 0)).mean() < 0.03


def test_three_levels_with_wide_soft_edges_are_refused_by_name(tmp_path: Path) -> None:
    soft = [Image.fromarray(blocks(0, 255, 128, 0)).filter(ImageFilter.GaussianBlur(1.5))] * 3
    with pytest.raises(UserError, match=r"edges in the masks are soft.*masks/\d\.png"):
        project_of(tmp_path, soft)


def test_three_levels_in_jpeg_are_the_nearest(tmp_path: Path) -> None:
    truth = blocks(10, 130, 250)
    project, masks = project_of(tmp_path, [Image.fromarray(truth)] * 3, ".jpg")
    assert len(project.classes) == 3
    counted = masks[0] != 255
    assert counted.mean() > 0.9 and (masks[0] == np.searchsorted([10, 130, 250], truth))[counted].mean() > 0.98


def test_only_the_transparency_says_anything(tmp_path: Path) -> None:
    white = np.full((*BIG[::-1], 4), 255, np.uint8)
    white[..., 3] = blocks(0, 255)
    project, masks = project_of(tmp_path, [Image.fromarray(white)] * 2)
    assert project.classes == ("background", "foreground") and (masks[0] == (white[..., 3] > 0)).all()
    assert "transparency" in told(project)


def test_where_colours_say_something_transparency_does_not(tmp_path: Path) -> None:
    pixels = np.zeros((*BIG[::-1], 4), np.uint8)
    pixels[..., :3] = blocks(0, 255)[..., None]
    pixels[..., 3] = 255
    project, masks = project_of(tmp_path, [Image.fromarray(pixels)] * 2)
    assert (masks[0] == (blocks(0, 255) > 0)).all() and project.classes == ("background", "foreground")


@pytest.mark.parametrize("values", [(0, 1, 2), (0, 65535), (0, 300, 1000)])
def test_masks_of_16_bits(tmp_path: Path, values: Any) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(*values, dtype=np.uint16))] * 2)
    assert len(project.classes) == len(values) and np.unique(masks[0]).tolist() == list(range(len(values)))


def test_palettes_that_differ_go_by_their_colours(tmp_path: Path) -> None:
    one, other = Image.fromarray(blocks(0, 1)), Image.fromarray(blocks(1, 0))
    one.putpalette([0, 0, 0, 255, 255, 255])
    other.putpalette([255, 255, 255, 0, 0, 0])
    project, masks = project_of(tmp_path, [one, other])
    assert project.classes == ("background", "foreground") and (masks[0] == masks[1]).all() and masks[0][0, -1] == 1


def test_numbers_of_objects_are_no_classes(tmp_path: Path) -> None:
    masks = [Image.fromarray(blocks(*range(count), size=(96, 32))) for count in (4, 12, 8, 6)]
    project, own = project_of(tmp_path, masks)
    assert project.classes == ("background", "foreground") and "number their objects" in told(project)
    assert own[1][0, 0] == 0 and own[1][0, 8:].min() == 1


def test_trimaps_have_a_border(tmp_path: Path) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(2, 3, 1))] * 2, folder="annotations/trimaps")
    assert project.classes == ("background", "foreground") and "trimaps" in told(project)
    assert masks[0][0, [0, 40, -1]].tolist() == [0, 255, 1]


def test_one_black_mask_does_not_hide_the_colours_of_others(tmp_path: Path) -> None:
    black, red = np.zeros((*BIG[::-1], 3), np.uint8), np.zeros((*BIG[::-1], 3), np.uint8)
    red[:, 50:] = (250, 50, 83)
    project, masks = project_of(tmp_path, [Image.fromarray(black), Image.fromarray(red)], folder="SegmentationClass")
    assert project.classes == ("background", "foreground") and masks[1][0, -1] == 1 and masks[0].max() == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("classes.txt", "cat\ndog\n"),
        ("classes.txt", "background\ncat\ndog\n"),
        ("class_names.txt", "_background_\ncat\ndog\n"),
        ("labels.txt", "__ignore__\n_background_\ncat\ndog\n"),
        ("labels.txt", "0: background\n1: cat\n2: dog\n"),
        ("labels.txt", "background=0\ncat=1\ndog=2\n"),
        ("_classes.csv", "Pixel Value, Class\n0, background\n1, cat\n2, dog\n"),
        ("classes.csv", "id;name\n0;background\n1;cat\n2;dog\n"),
        ("classes.json", '["background", "cat", "dog"]'),
        ("labels.json", '{"background": 0, "cat": 1, "dog": 2}'),
        ("id2label.json", '{"0": "background", "1": "cat", "2": "dog"}'),
        ("classes.json", '{"classes": [{"name": "cat", "id": 1}, {"name": "dog", "id": 2}]}'),
        ("label_map.json", '[{"label": "background"}, {"label": "cat"}, {"label": "dog"}]'),
    ],
)
def test_legends_of_values(tmp_path: Path, name: str, text: str) -> None:
    project, masks = project_of(tmp_path, [Image.fromarray(blocks(0, 1, 2))] * 2, legend={name: text})
    assert [each.strip("_") for each in project.classes] == ["background", "cat", "dog"]
    assert np.unique(masks[0]).tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("label_colors.txt", "0 0 0 background\n250 50 83 cat\n"),
        ("colors.txt", "background 0 0 0\ncat 250 50 83\n"),
        ("colormap.txt", "background: #000000\ncat: #fa3253\n"),
        ("labelmap.txt", "# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:250,50,83::\n"),
        ("class_dict.csv", "name,r,g,b\nbackground,0,0,0\ncat,250,50,83\n"),
        ("classes.csv", "id,name,red,green,blue\n0,background,0,0,0\n1,cat,250,50,83\n"),
        ("classes.csv", "class,hex\nbackground,#000000\ncat,#FA3253\n"),
        ("palette.json", '{"background": [0, 0, 0], "cat": [250, 50, 83]}'),
        ("classes.json", '[{"name": "background", "color": "#000000"}, {"name": "cat", "color": "#fa3253"}]'),
    ],
)
def test_legends_of_colours(tmp_path: Path, name: str, text: str) -> None:
    pixels = np.zeros((*BIG[::-1], 3), np.uint8)
    pixels[:, 50:] = (250, 50, 83)
    project, masks = project_of(tmp_path, [Image.fromarray(pixels)] * 2, legend={name: text})
    assert project.classes == ("background", "cat") and masks[0][0, [0, -1]].tolist() == [0, 1]


def test_names_are_given_to_shades_of_grey_and_it_is_told(tmp_path: Path) -> None:
    project, masks = project_of(
        tmp_path, [Image.fromarray(blocks(0, 127, 255))] * 2, legend={"classes.txt": "road\nline\ncar\n"}
    )
    assert project.classes == ("road", "line", "car") and masks[0][0, [0, 50, -1]].tolist() == [0, 1, 2]
    assert "0 road, 127 line, 255 car" in told(project)


def test_a_legend_that_does_not_fit_is_passed_over(tmp_path: Path) -> None:
    project, _ = project_of(
        tmp_path, [Image.fromarray(blocks(0, 1, 2))] * 2, legend={"classes.json": '{"7": "x", "9": "y"}'}
    )
    assert project.classes == ("0", "1", "2") and "passed over" in told(project)


@pytest.mark.parametrize("text", ["[1, 2", '{"a": {"b": [[[[1]]]]}}', "[null, 3]", '{"x": "#zzzzzz"}', '[{"id": "a"}]'])
def test_a_hostile_legend_gives_no_rows_and_no_exception(tmp_path: Path, text: str) -> None:
    (tmp_path / "classes.json").write_text(text)
    rows, _ = read_legend(tmp_path / "classes.json")
    assert all(row.name for row in rows)


def test_masks_of_one_value_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="one value, 255"):
        project_of(tmp_path, [Image.new("L", SIZE, 255)] * 3)


def test_a_legend_in_json_may_be_of_datumaro(tmp_path: Path) -> None:
    about = {"label_map": {"0": "background", "1": "cat"}, "segmentation_colors": [[0, 0, 0], [9, 9, 9]]}
    (tmp_path / "dataset_meta.json").write_text(json.dumps(about))
    rows, _ = read_legend(tmp_path / "dataset_meta.json")
    assert [(row.name, row.colour) for row in rows] == [("background", (0, 0, 0)), ("cat", (9, 9, 9))]
