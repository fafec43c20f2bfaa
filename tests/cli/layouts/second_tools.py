"""What tools export, as a second critic knows them."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import POINTS, X0, X1, Y0, Y1, YOLO, H, W
from tests.cli.layouts.kit import SIZE, At, boxes, layout, told
from tests.cli.layouts.second import AB, names

# Tools


def _roboflow(at: At, write):
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        files = [f"img{i}_jpg.rf.{i + 100 * count:032x}.jpg" for i in range(count)]
        at.pics(*(f"{part}/{f}" for f in files))
        write(part, files)
    at.text("README.dataset.txt", "# x > 2023-01-01\n")
    at.text("README.roboflow.txt", "x\n")


@layout(boxes(AB, 9, splits="6/2/1"), strays=True)
def roboflow_darknet(at: At):
    def write(part, files):
        at.text(f"{part}/_darknet.labels", ["cat", "dog"])
        for i, f in enumerate(files):
            at.text(f"{part}/{f[:-4]}.txt", f"{i % 2} {YOLO}\n")

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"), strays=True)
def roboflow_keras(at: At):
    def write(part, files):
        at.text(f"{part}/_annotations.txt", [f"{f} {X0},{Y0},{X1},{Y1},{i % 2}" for i, f in enumerate(files)])
        at.text(f"{part}/_classes.txt", ["cat", "dog"])

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_create_ml(at: At):
    _roboflow(at, lambda part, files: at.text(f"{part}/_annotations.createml.json", drawn.create_ml(files, AB)))


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_voc(at: At):
    _roboflow(
        at, lambda part, files: [drawn.voc(at, f"{part}/{f[:-4]}.xml", f, AB[i % 2]) for i, f in enumerate(files)]
    )


@layout(told("TFRecord"))
def roboflow_tfrecord(at: At):
    for part in ("train", "valid"):
        at.data(f"{part}/things.tfrecord")
        at.text(f"{part}/things_label_map.pbtxt", 'item {\n name: "cat"\n id: 1\n}\n')


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_multiclass_of_boxes(at: At):
    def write(part, files):
        at.text(
            f"{part}/_annotations.csv",
            [
                "filename,width,height,class,xmin,ymin,xmax,ymax",
                *[f"{f},{SIZE[0]},{SIZE[1]},{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i, f in enumerate(files)],
            ],
        )

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_paligemma(at: At):
    """JSON lines with a suffix of places; pictures beside."""

    def write(part, files):
        at.text(
            f"{part}/_annotations.{part}.jsonl",
            [
                json.dumps(
                    {
                        "image": f,
                        "prefix": "detect cat ; dog",
                        "suffix": f"<loc{1024 * Y0 // SIZE[1]:04}><loc{1024 * X0 // SIZE[0]:04}><loc{1024 * Y1 // SIZE[1]:04}><loc{1024 * X1 // SIZE[0]:04}> {AB[i % 2]}",
                    }
                )
                for i, f in enumerate(files)
            ],
        )

    _roboflow(at, write)


@layout(told("jsonl", "messages", "annotations"))
def roboflow_openai(at: At):
    def write(part, files):
        at.text(
            f"{part}/_annotations.{part}.jsonl",
            [
                json.dumps(
                    {
                        "messages": [
                            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": f}}]},
                            {"role": "assistant", "content": "cat"},
                        ]
                    }
                )
                for f in files
            ],
        )

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_yolov5_obb(at: At):
    corners = " ".join(f"{x}.0 {y}.0" for x, y in POINTS)
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        for i in range(count):
            at.pic(f"{part}/images/i{i}{part}.jpg")
            at.text(f"{part}/labelTxt/i{i}{part}.txt", f"{corners} {AB[i % 2]} 0\n")
    at.text("data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['cat', 'dog']\n")


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_yolov7_underscore(at: At):
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        for i in range(count):
            at.pic(f"Project.v1i.yolov8/{part}/images/i{i}{part}.jpg")
            at.text(f"Project.v1i.yolov8/{part}/labels/i{i}{part}.txt", f"{i % 2} {YOLO}\n" if i != 3 else "")
    at.text(
        "Project.v1i.yolov8/data.yaml",
        "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 2\nnames: ['cat', 'dog']\n\nroboflow:\n  workspace: x\n  project: y\n",
    )


@layout(boxes(AB, 6), strays=True)
def makesense_voc_zip_beside(at: At):
    at.pics(*names(6))
    for i, f in enumerate(names(6)):
        drawn.voc(at, f"labels_my-project-name_2023-01-01-10-10-10/{f[:-4]}.xml", f, AB[i % 2], "my-project-name")


@layout(boxes(AB, 6), strays=True)
def makesense_yolo_without_names(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    for i, f in enumerate(names(6)):
        at.text(f"labels_my-project-name_2023-01-01-10-10-10/{f[:-4]}.txt", f"{i % 2} {YOLO}")
    at.text("labels_my-project-name_2023-01-01-10-10-10/labels.txt", "cat\ndog\n")


@layout(boxes(AB, 6))
def makesense_csv(at: At):
    at.pics(*names(6))
    at.text(
        "labels_my-project-name_2023-01-01.csv",
        [f"{AB[i % 2]},{X0},{Y0},{W},{H},{f},{SIZE[0]},{SIZE[1]}" for i, f in enumerate(names(6))],
    )


@layout(boxes(AB, 6), told("cat, dog"))
def matlab_ground_truth_csv(at: At):
    """A column for each class, with boxes in brackets; counted from 1."""
    at.pics(*names(6))
    at.text(
        "gTruth.csv",
        [
            "imageFilename,cat,dog",
            *[
                f"C:\\data\\{f},{'' if i % 2 else f'[{X0 + 1} {Y0 + 1} {W} {H}]'},{f'[{X0 + 1} {Y0 + 1} {W} {H}]' if i % 2 else ''}"
                for i, f in enumerate(names(6))
            ],
        ],
    )


@layout(boxes(AB, 6), told("several", "annotat"))
def label_studio_two_annotators(at: At):
    at.pics(*names(6))
    tasks = drawn.label_studio([f"1a2b3c4d-{f}" for f in names(6)], AB)
    for task in tasks:
        task["annotations"].append({**task["annotations"][0], "id": 99, "completed_by": 2, "was_cancelled": False})
    at.text("project-1-at-2024-01-01-10-00-abcdef.json", json.dumps(tasks))


@layout(boxes(AB, 4, unreadable=2), boxes(AB, 6), boxes(AB, 4))
def label_studio_half_done(at: At):
    at.pics(*names(6))
    tasks = drawn.label_studio(names(6), AB)
    tasks[4]["annotations"] = []
    tasks[5]["annotations"][0]["was_cancelled"] = True
    tasks[5]["annotations"][0]["result"] = []
    at.text("project-1-at-2024-01-01-10-00-abcdef.json", json.dumps(tasks))


@layout(boxes(AB, 6))
def cvat_with_attributes_and_skipped_names(at: At):
    at.pics(*(f"images/Train/{f}" for f in names(6)))
    at.text("annotations.xml", drawn.cvat([f"Train/{f}" for f in names(6)], AB))


@layout(boxes(AB, 6), told("two", "same", "twice"))
def coco_twice(at: At):
    """The old export beside the new."""
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text("annotations.json", drawn.coco(names(6), AB))
    at.text("annotations (1).json", drawn.coco(names(6), AB))
