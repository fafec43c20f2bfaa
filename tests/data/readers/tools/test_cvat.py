"""What CVAT exports is read with the numbers that a hand calculates."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sft_gui.data.annotations import runs_to_mask
from sft_gui.data.readers.reader import Choice
from sft_gui.data.readers.registry import find
from sft_gui.data.source import Source
from sft_gui.data.understand import propose
from tests.data.readers.exported import boxes_of, dump, entries, save
from tests.data.readers.reading import proposals, read_by


def cvat(root: Path, *images: str) -> None:
    dump(root / "annotations.xml", f"<annotations><version>1.1</version><meta/>{''.join(images)}</annotations>")


def test_cvat_turns_boxes_about_their_middle_and_knows_subsets_and_masks(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/Train/a.jpg", "images/Validation/a.jpg", "images/Train/b.jpg")
    box = '<box label="cat" xtl="10" ytl="10" xbr="30" ybr="20" rotation="90.0"><attribute name="x">1</attribute></box>'
    mask = '<mask label="dog" left="10" top="20" width="3" height="2" rle="1, 2, 2, 1"/>'
    name = 'width="100" height="50"'
    cvat(
        tmp_path / "set",
        f'<image id="0" name="a.jpg" subset="Train" {name}>{box}<points label="cat" points="1,1"/></image>',
        f'<image id="0" name="a.jpg" subset="Validation" {name}>{box}{box}</image>',
        f'<image id="1" name="b.jpg" subset="Train" {name}>{mask}<polygon label="" points="1,1;2,2;3,1"/></image>',
    )
    reading = read_by(find("cvat"), tmp_path / "set")
    found = entries(reading)
    assert boxes_of(found["images/Train/a.jpg"]) == [("cat", [15, 5, 25, 25])]
    assert len(boxes_of(found["images/Validation/a.jpg"])) == 2
    assert [found[f"images/{folder}/a.jpg"].split.value for folder in ("Train", "Validation")] == ["train", "val"]  # type: ignore[union-attr]
    assert boxes_of(found["images/Train/b.jpg"]) == [("dog", [11, 20, 13, 22])]
    masks = entries(read_by(find("cvat_outlines"), tmp_path / "set", Choice(task="segmentation")))
    assert masks["images/Train/b.jpg"].annotation is not None
    (drawn,) = masks["images/Train/b.jpg"].annotation["polygons"]
    assert np.argwhere(runs_to_mask(drawn["counts"], drawn["size"])).tolist() == [[20, 11], [20, 12], [21, 12]]


def test_a_video_of_cvat_is_read_where_its_frames_are_and_refused_where_not(tmp_path: Path) -> None:
    save(tmp_path / "set", "images/frame_000000.png", "images/frame_000002.png")
    boxes = "".join(
        f'<box frame="{frame}" outside="{outside}" keyframe="1" xtl="{frame}" ytl="2" xbr="10" ybr="9"/>'
        for frame, outside in ((0, 0), (1, 1), (2, 0))
    )
    cvat(tmp_path / "set", f'<track id="0" label="cat">{boxes}</track>')
    reading = read_by(find("cvat"), tmp_path / "set")
    assert {path: boxes_of(entry) for path, entry in entries(reading).items()} == {
        "images/frame_000000.png": [("cat", [0, 2, 10, 9])],
        "images/frame_000002.png": [("cat", [2, 2, 10, 9])],
    }
    save(tmp_path / "other", "clip/x.png")
    cvat(tmp_path / "other", f'<track id="0" label="cat">{boxes}</track>')
    (refused,) = proposals(find("cvat"), tmp_path / "other")
    assert "none of them is there. The first would be frame_000000" in str(refused.refusal)


def test_tags_are_classes_and_boxes_are_offered_beside_them(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(4)]
    save(tmp_path / "set", *names)
    box = '<box label="nose" xtl="10" ytl="10" xbr="30" ybr="20"/>'
    images = [
        f'<image id="{number}" name="{name}" width="100" height="50"><tag label="{"cd"[number % 2]}"/>'
        f"{box if number == 0 else ''}</image>"
        for number, name in enumerate(names)
    ]
    cvat(tmp_path / "set", *images)
    found = [each for each in propose(Source(tmp_path / "set")) if each.reader.startswith("cvat")]
    assert [each.task for each in found] == ["classification", "detection"]
