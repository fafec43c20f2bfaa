"""How long 100,000 annotated pictures take to be understood, against bare walks: opening files, reading headers."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURES, BRIEF, ROUNDS = 100_000, 1000, 3
LINKS = 30_000  # names of one file: file systems have a limit
LAYOUTS = ("folders", "table", "voc", "yolo", "coco", "masks")

WALK = """
import os, sys, time
from PIL import Image
def walk(see):
    start = time.perf_counter()
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            see(os.path.join(folder, name))
    return time.perf_counter() - start
def opened(path):
    with open(path, "rb") as file:
        file.read(65536)
def header(path):
    if path.endswith((".jpg", ".png")):
        with Image.open(path) as image:
            image.size
    else:
        opened(path)
print(walk(opened), walk(header))
"""
UNDERSTAND = """
import resource, sys, time
from pathlib import Path
from sft_gui.data.parse.guard import kept
from sft_gui.data.source import Source
from sft_gui.data.understand import read, understand
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
source = Source(Path(sys.argv[1]))
with kept():
    start = time.perf_counter()
    best = understand(source).best
    between = time.perf_counter()
    entries = read(source, best.choice, Path(sys.argv[2])).entries
    end = time.perf_counter()
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(between - start, end - between, more, best.reader, len(entries))
"""


def measure(arguments: argparse.Namespace) -> None:
    """Make each layout, then walk it and understand it in turns, in processes of their own; print medians."""
    count = BRIEF if arguments.brief else PICTURES
    for layout in LAYOUTS:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "set"
            make(layout, source, count)
            walks, reads = [], []
            for _ in range(ROUNDS):
                walks.append([float(each) for each in _python(WALK, source).split()])
                reads.append(_python(UNDERSTAND, source, Path(folder) / "work").split())
            opens, headers = (_median([each[i] for each in walks]) for i in (0, 1))
            understood, read = (_median([float(each[i]) for each in reads]) for i in (0, 1))
            memory = max(float(each[2]) for each in reads)
            print(
                f"{layout:8} {reads[0][4]} pictures by {reads[0][3]}: understood in {understood:.1f} s, annotations "
                f"read in {read:.1f} s; a walk that opens each file {opens:.1f} s ({understood / opens:.2f} times), "
                f"one that reads their headers {headers:.1f} s ({understood / headers:.2f} times, "
                f"with all annotations {(understood + read) / headers:.2f}); {memory:.0f} MB more memory",
                flush=True,
            )


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _python(code: str, *paths: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, paths)], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


def make(layout: str, source: Path, count: int) -> None:
    """Write a data set of tiny pictures, linked to one file where the disk allows it, with annotations."""
    source.mkdir(parents=True)
    rows, images, annotations = ["file,label"], [], []
    for i in range(count):
        name = f"p{i:06}"
        if i % LINKS == 0:
            picture, mask = _files(source.parent, i)
        folder = source / (f"class{i % 10}" if layout == "folders" else f"images/part{i // 1000:03}")
        folder.mkdir(parents=True, exist_ok=True)
        os.link(picture, folder / f"{name}.jpg")
        if layout == "table":
            rows.append(f"{name}.jpg,class{i % 10}")
        elif layout == "voc":
            (folder / f"{name}.xml").write_text(
                f"<annotation><filename>{name}.jpg</filename><size><width>32</width><height>32</height></size><object>"
                f"<name>c{i % 3}</name><bndbox><xmin>2</xmin><ymin>3</ymin><xmax>20</xmax><ymax>21</ymax></bndbox>"
                "</object></annotation>"
            )
        elif layout == "yolo":
            (folder / f"{name}.txt").write_text(f"{i % 3} 0.5 0.5 0.25 0.25\n")
        elif layout == "coco":
            images.append({"id": i, "file_name": f"images/part{i // 1000:03}/{name}.jpg", "width": 32, "height": 32})
            annotations.append({"id": i, "image_id": i, "category_id": i % 3, "bbox": [2, 3, 10, 12], "iscrowd": 0})
        elif layout == "masks":
            beside = source / f"masks/part{i // 1000:03}"
            beside.mkdir(parents=True, exist_ok=True)
            os.link(mask, beside / f"{name}.png")
    if layout == "table":
        (source / "labels.csv").write_text("\n".join(rows))
    if layout == "coco":
        categories = [{"id": i, "name": f"c{i}"} for i in range(3)]
        text = json.dumps({"images": images, "annotations": annotations, "categories": categories})
        (source / "annotations.json").write_text(text)


def _files(folder: Path, number: int) -> tuple[Path, Path]:
    """Write a picture and a mask to be linked to."""
    picture, mask = folder / f"picture{number}.jpg", folder / f"mask{number}.png"
    Image.new("RGB", (32, 32), (90, 120, 60)).save(picture)
    grey = Image.new("L", (32, 32), 0)
    grey.paste(1, (4, 4, 20, 20))
    grey.save(mask)
    return picture, mask
