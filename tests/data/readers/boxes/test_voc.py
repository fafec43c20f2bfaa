"""VOC's XML files become boxes, whatever folders they lie in; what is wrong with them is said per file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from sft_gui.data.index import Picture, Split
from sft_gui.data.project import Project
from sft_gui.data.readers.boxes.voc import VocReader
from sft_gui.errors import UserError
from sft_gui.messages import Message
from tests.data.readers.reading import read_by, understood
from tests.fixtures import COLOURS, draw

SIZE = (48, 40)
BOX = ("cat", 5, 6, 25, 30)


def xml(*boxes: tuple, size: tuple[int, int] | None = SIZE, filename: str = "", database: str = "Unknown") -> str:
    objects = "".join(
        f"<object><name>{name}</name><bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin><xmax>{x1}</xmax><ymax>{y1}</ymax>"
        "</bndbox></object>"
        for name, x0, y0, x1, y1 in boxes
    )
    said = "" if size is None else f"<size><width>{size[0]}</width><height>{size[1]}</height></size>"
    source = f"<source><database>{database}</database></source>"
    return f"<annotation><filename>{filename}</filename>{source}{said}{objects}</annotation>"


def save(folder: Path, name: str, *boxes: tuple, exif: int = 1, **values) -> None:
    """Write Annotations/NAME.xml and JPEGImages/NAME.jpg."""
    for sub in ("Annotations", "JPEGImages"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    (folder / f"Annotations/{name}.xml").write_text(xml(*boxes, **values))
    orientation = Image.Exif()
    orientation[274] = exif
    draw(COLOURS["red"], sum(map(ord, name)), SIZE).save(folder / f"JPEGImages/{name}.jpg", exif=orientation)


def opened(source: Path, tmp_path: Path) -> tuple[Project, dict[str, Picture]]:
    project = Project.create(source, folder=tmp_path / "project")
    project.close()
    return project, {Path(picture.path).stem: picture for picture in project.index.pictures(status=None)}


def notes_of(picture: Picture) -> list[str]:
    return [str(Message.from_json(note)) for note in (picture.annotation or {}).get("notes", ())]


def test_blood_cells_open_as_a_project_of_boxes(shared_data: Path, tmp_path: Path) -> None:
    project = Project.create(shared_data / "det_bccd", folder=tmp_path / "project")
    assert (project.task, project.format_name) == ("detection", "voc")
    assert project.classes == ("Platelets", "RBC", "WBC") and project.split.given
    assert {name: sum(row.values()) for name, row in project.index.amounts().items()} == {
        "Platelets": 361,
        "RBC": 4153,  # 4,155 in the files, of which two have no area
        "WBC": 372,
    }
    assert [len(project.index.pictures(split=split)) for split in Split] == [205, 87, 72]
    assert project.index.unreadable() == []
    assert any("has no area: left out" in str(note) for note in project.notes)
    again = Project.open(project.folder)
    assert (again.classes, again.notes) == (project.classes, project.notes)
    before = project.index.fingerprint()
    assert again.look_again().message().template == "Nothing has changed."
    assert again.index.fingerprint() == before
    again.close()
    project.close()


def test_bad_boxes_are_left_out_and_said(tmp_path: Path) -> None:
    boxes = [BOX, ("cat", 5, 5, 5, 9), ("dog", 60, 5, 70, 9), ("dog", 30, 30, 60, 39), ("dog", 0, 0, 48.9, 40)]
    save(tmp_path / "set", "a", *boxes)
    project, pictures = opened(tmp_path / "set", tmp_path)
    annotation = pictures["a"].annotation
    assert annotation is not None
    assert annotation["boxes"] == [[5, 6, 25, 30], [30, 30, 48, 39], [0, 0, 48, 40]]
    assert annotation["labels"] == ["cat", "dog", "dog"]
    assert notes_of(pictures["a"]) == [
        "box 2 (cat) has no area: left out",
        "box 3 (dog) is outside the picture: left out",
        "box 4 (dog) reaches outside the picture: cut",
    ]
    assert str(project.notes[0]).startswith("a.jpg: box 2")


def test_a_picture_without_objects_is_used_as_background(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX)
    save(tmp_path / "set", "b")
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["b"].annotation == {"boxes": [], "labels": []} and pictures["b"].reason is None


def test_missing_and_damaged_files_have_their_reasons(tmp_path: Path) -> None:
    for name in "abcd":
        save(tmp_path / "set", name, BOX)
    (tmp_path / "set/Annotations/b.xml").unlink()
    (tmp_path / "set/Annotations/c.xml").write_text("<annotation><obj")
    (tmp_path / "set/JPEGImages/d.jpg").unlink()
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert {name: str(picture.reason) for name, picture in pictures.items() if picture.reason} == {
        "b": "has no annotation",
        "c": "has an annotation, Annotations/c.xml, that is cut short: its end is missing",
        "d": "is not there",
    }


@pytest.mark.parametrize(("exif", "box"), [(6, [10, 5, 34, 25]), (8, [6, 23, 30, 43])])
def test_boxes_drawn_on_the_stored_picture_are_turned_with_it(tmp_path: Path, exif: int, box: list[int]) -> None:
    save(tmp_path / "set", "a", BOX, exif=exif)
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert (pictures["a"].width, pictures["a"].height) == SIZE[::-1]
    assert pictures["a"].annotation and pictures["a"].annotation["boxes"] == [box]
    assert notes_of(pictures["a"]) == ["is turned by its EXIF orientation: its boxes are turned with it"]


def test_boxes_drawn_on_the_upright_picture_stay(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX, exif=6, size=SIZE[::-1])
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a"].annotation and pictures["a"].annotation["boxes"] == [[5, 6, 25, 30]]
    assert "as drawn on the upright picture" in notes_of(pictures["a"])[0]


def test_another_size_scales_the_boxes_and_another_shape_does_not(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX, size=(96, 80))
    save(tmp_path / "set", "b", BOX, size=(96, 40))
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a"].annotation and pictures["a"].annotation["boxes"] == [[2.5, 3, 12.5, 15]]
    assert notes_of(pictures["a"]) == ["has 48 × 40 pixels, not 96 × 80 as its annotation says: its boxes are scaled"]
    assert pictures["b"].annotation and pictures["b"].annotation["boxes"] == [[5, 6, 25, 30]]
    assert "taken as they are" in notes_of(pictures["b"])[0]


def test_boxes_are_scaled_by_width_and_height_of_their_own(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX, size=(97, 80))  # as near to 48 × 40 as rounding an odd size makes it
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a"].annotation
    assert pictures["a"].annotation["boxes"] == [pytest.approx([5 * 48 / 97, 3, 25 * 48 / 97, 15], abs=0.01)]


def test_vocs_own_files_count_from_one(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX, database="The VOC2007 Database")
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a"].annotation and pictures["a"].annotation["boxes"] == [[4, 5, 25, 30]]


def test_pictures_beside_their_xml_and_split_folders_are_understood(tmp_path: Path) -> None:
    for split in ("train", "valid"):
        for name in ("a", "b"):
            save(tmp_path / f"set/{split}", name, BOX)
            for sub, suffix in (("Annotations", "xml"), ("JPEGImages", "jpg")):
                shutil.move(tmp_path / f"set/{split}/{sub}/{name}.{suffix}", tmp_path / f"set/{split}/{name}.{suffix}")
    reading = read_by(VocReader(), tmp_path / "set")
    assert sorted((entry.path, entry.split) for entry in reading.entries) == [
        ("train/a.jpg", Split.TRAIN),
        ("train/b.jpg", Split.TRAIN),
        ("valid/a.jpg", Split.VAL),
        ("valid/b.jpg", Split.VAL),
    ]


def test_an_image_set_says_the_split(tmp_path: Path) -> None:
    for name in "abcd":
        save(tmp_path / "set", name, BOX)
    lists = tmp_path / "set/ImageSets/Main"
    lists.mkdir(parents=True)
    for name, content in {"train": "a\n", "trainval": "a\nb\n", "val": "b\n", "test": "c\n"}.items():
        (lists / f"{name}.txt").write_text(content)
    reading = read_by(VocReader(), tmp_path / "set")
    assert [(Path(entry.path).stem, entry.split) for entry in reading.entries] == [
        ("a", Split.TRAIN),
        ("b", Split.VAL),
        ("c", Split.TEST),
    ]
    assert [str(note) for note in reading.notes] == [
        "1 annotated picture is in none of the lists of train, val and test and is passed over."
    ]


def test_xml_files_without_boxes_are_refused_in_words(tmp_path: Path) -> None:
    save(tmp_path / "set", "a")
    with pytest.raises(UserError, match="hold no boxes"):
        Project.create(tmp_path / "set", folder=tmp_path / "project")


def test_one_stray_file_flips_no_classes(tmp_path: Path) -> None:
    for number in range(5):
        for name in ("cat", "dog"):
            (tmp_path / f"set/{name}").mkdir(parents=True, exist_ok=True)
            draw(COLOURS["red"], number, SIZE).save(tmp_path / f"set/{name}/{number}.jpg")
    (tmp_path / "set/cat/0.xml").write_text(xml(BOX))
    found = understood(tmp_path / "set")
    assert found.best.task == "classification" and "voc" in [each.reader for each in found.others]


def test_files_that_are_all_damaged_are_named(tmp_path: Path) -> None:
    for name in "abc":
        save(tmp_path / "set", name, BOX)
        (tmp_path / f"set/Annotations/{name}.xml").write_text("<annotation><obj")
    with pytest.raises(UserError, match=r"3 XML files lie beside the pictures.*a\.xml is cut short"):
        understood(tmp_path / "set")


@pytest.mark.parametrize("side", ["inf", "NaN", "-5", "1e999", "", "0"])
def test_sizes_that_are_none_count_for_nothing(tmp_path: Path, side: str) -> None:
    save(tmp_path / "set", "a", BOX, size=(side, side))
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert pictures["a"].annotation == {"boxes": [[5, 6, 25, 30]], "labels": ["cat"]}


def test_masks_beside_are_told_and_pictures_of_them_no_data(tmp_path: Path) -> None:
    for name in "abcd":
        save(tmp_path / "set", name, BOX)
        (tmp_path / "set/annotations/trimaps").mkdir(parents=True, exist_ok=True)
        Image.new("L", SIZE, 1).save(tmp_path / f"set/annotations/trimaps/{name}.png")
    reading = read_by(VocReader(), tmp_path / "set")
    assert {Path(entry.path).parent.name for entry in reading.entries} == {"JPEGImages"}
    assert any("4 masks in 'annotations/trimaps'" in str(note) for note in reading.notes)


def test_turned_boxes_of_rolabelimg_give_the_box_around_them(tmp_path: Path) -> None:
    save(tmp_path / "set", "a")
    turned = "<robndbox><cx>20</cx><cy>20</cy><w>10</w><h>4</h><angle>1.5707963</angle></robndbox>"
    text = f"<annotation><object><name>ship</name>{turned}</object></annotation>"
    (tmp_path / "set/Annotations/a.xml").write_text(text)
    _, pictures = opened(tmp_path / "set", tmp_path)
    assert (pictures["a"].annotation or {})["boxes"] == [[18, 15, 22, 25]]


def test_files_without_their_pictures_are_named(tmp_path: Path) -> None:
    save(tmp_path / "set", "a", BOX)
    (tmp_path / "set/JPEGImages/a.jpg").unlink()
    with pytest.raises(UserError, match="1 file of PASCAL VOC's annotations"):
        understood(tmp_path / "set")
