"""The same boxes written in each format, layout and encoding, with strays about, are read back as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sft_gui.data.readers import registry
from tests.data.readers.box_sets import FORMATS, BoxSet, _word, box_sets, boxes_of, strays
from tests.data.readers.reading import read_best

BARE = ("kitti", "dota")  # formats that give the classes no order and no spaces


@pytest.mark.parametrize("format", FORMATS)
def test_whatever_the_layout_the_boxes_are_read_back(tmp_path: Path, format: str) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(box_sets(), st.integers(0, 2**13 - 1))
    def read_back(truth: BoxSet, which: int) -> None:
        root = tmp_path / "set"
        shutil.rmtree(root, ignore_errors=True)
        FORMATS[format](root, truth)
        strays(root, which, next(iter(truth.objects)), format)
        reader, reading = read_best(root)
        assert registry.find(reader).family == format
        name = _word if format in BARE else str
        used = {label for objects in truth.objects.values() for label, _ in objects}
        expected = {name(label) for label in (used if format in (*BARE, "voc", "labelme") else truth.classes)}
        assert set(reading.classes) == expected
        found = {path: boxes for path, boxes in boxes_of(reading).items() if (reading.root / path).exists()}
        for stem, objects in truth.objects.items():
            assert found[truth.paths[stem]] == sorted((name(label), box) for label, box in objects), stem
        assert len(found) == len(truth.objects)
        splits = {entry.path: entry.split for entry in reading.entries}
        if not (format == "coco" and truth.layout % 4 == 0):  # one file in one folder names no split
            given = {stem: str(splits[truth.paths[stem]]) for stem in truth.objects if splits[truth.paths[stem]]}
            assert given.items() <= truth.splits.items() and "val" in given.values()

    read_back()
