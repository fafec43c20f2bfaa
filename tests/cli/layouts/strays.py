"""Files of other formats that lie beside a good data set and must not change how it is read."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.cli.layouts import drawn
from tests.cli.layouts.kit import ALL, At, Layout


def one_xml(at: At) -> None:
    first = _first(at)
    if not any(at.root.rglob("*.xml")):
        drawn.voc(at, first.rpartition(".")[0] + ".xml", first.rpartition("/")[2], "thing")


def two_yolo_texts(at: At) -> None:
    for path in _pictures(at)[:2] if not any(at.root.rglob("*.txt")) else ():
        at.text(path.rpartition(".")[0] + ".txt", "0 0.5 0.5 0.2 0.2\n")


def table_of_sizes(at: At) -> None:
    rows = [f"{path.rpartition('/')[2]},{100 + 37 * i},{i % 3}" for i, path in enumerate(_pictures(at))]
    at.text("file_sizes.csv", ["name,bytes,camera", *rows])


def readme_with_pictures(at: At) -> None:
    at.text("README.md", "# A data set\n![](docs/example.png)\n")
    at.pics("docs/example.png", "docs/plots/loss.png")


def few_masks(at: At) -> None:
    path = _first(at)
    at.mask(f"masks/{path.rpartition('/')[2].rpartition('.')[0]}.png", (0, 255))


def a_json(at: At) -> None:
    at.text("config.json", json.dumps({"name": "x", "epochs": 3, "classes": ["x", "y"]}))
    at.text("package.json", json.dumps({"images": [], "annotations": [], "version": 1}))


def outline_of_one(at: At) -> None:
    first = _first(at)
    at.text(first.rpartition(".")[0] + ".json", drawn.labelme(first.rpartition("/")[2], "thing", "polygon"))


def results_of_a_run(at: At) -> None:
    at.pics("runs/train/exp/confusion_matrix.png", "runs/train/exp/F1_curve.png")
    at.text("runs/train/exp/results.csv", ["epoch,loss,acc", "0,1.2,0.4", "1,0.8,0.6"])
    at.text("runs/train/exp/args.yaml", "model: yolov8n.pt\ndata: data.yaml\n")


STRAYS: tuple[Callable[[At], None], ...] = (
    one_xml,
    two_yolo_texts,
    table_of_sizes,
    readme_with_pictures,
    few_masks,
    a_json,
    outline_of_one,
    results_of_a_run,
)


def _pictures(at: At) -> list[str]:
    found = (path for path in at.root.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".tif"))
    return sorted(path.relative_to(at.root).as_posix() for path in found)


def _first(at: At) -> str:
    return _pictures(at)[0]


def _with(layout: Layout, strays: Callable[[At], None]) -> Layout:
    def make(at: At) -> None:
        layout.make(at)
        strays(at)

    return Layout(f"{layout.name}+{strays.__name__}", make, layout.accept, layout.opened)


# Each with two of the kinds, so that all kinds come beside all formats.
WITH_STRAYS = [
    _with(layout, STRAYS[(number + shift) % len(STRAYS)])
    for number, layout in enumerate(each for each in ALL if each.takes_strays)
    for shift in (0, 3)
]
