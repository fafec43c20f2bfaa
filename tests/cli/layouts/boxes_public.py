"""Boxes as public sets and people write them."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts.boxes import AB, SIX, TWO, pics
from tests.cli.layouts.drawn import POINTS, X0, X1, Y0, Y1, H, W
from tests.cli.layouts.kit import At, boxes, layout, told


@layout(boxes(("Cat", "Dog"), 6), boxes(("/m/01yrx", "/m/0bt9lr"), 6))
def open_images(at: At):
    at.pics(*(f"train/{i:016x}.jpg" for i in range(6)))
    at.text("train-annotations-bbox.csv", ["ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded", *(
            f"{i:016x},xclick,{('/m/01yrx', '/m/0bt9lr')[i % 2]},1,{X0 / 64},{X1 / 64},{Y0 / 48},{Y1 / 48},0"
            for i in range(6))])  # fmt: skip
    at.text("class-descriptions-boxable.csv", ["/m/01yrx,Cat", "/m/0bt9lr,Dog"])


@layout(boxes(None, 4, splits="2/2/0"), told("wider"))
def wider_face(at: At):
    for split in ("train", "val"):
        at.pics(*(f"WIDER_{split}/images/0--Parade/0_Parade_{split}_{i}.jpg" for i in range(2)))
        at.text(f"wider_face_split/wider_face_{split}_bbx_gt.txt", "".join(
                f"0--Parade/0_Parade_{split}_{i}.jpg\n1\n{X0} {Y0} {W} {H} 0 0 0 0 0 0 \n" for i in range(2)))  # fmt: skip


@layout(boxes(("Car", "Pedestrian"), 6))
def kitti(at: At):
    for i in range(6):
        at.pic(f"training/image_2/{i:06}.png")
        at.text(f"training/label_2/{i:06}.txt", f"{('Car', 'Pedestrian')[i % 2]} 0.00 0 -1.58 {X0}.00 {Y0}.00 {X1}.00 "
                f"{Y1}.00 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\nDontCare -1 -1 -10 50.0 17.0 59.0 19.0 -1 -1 -1 -1000 "
                "-1000 -1000 -10\n")  # fmt: skip


@layout(boxes(None, 6))
def visdrone(at: At):
    for i in range(6):
        split = ("train", "val")[i // 4]
        at.pic(f"VisDrone2019-DET-{split}/images/{i:07}_00001_d_0000001.jpg")
        at.text(
            f"VisDrone2019-DET-{split}/annotations/{i:07}_00001_d_0000001.txt", f"{X0},{Y0},{W},{H},1,{4 + i % 2},0,0\n"
        )


@layout(told("mot", "gt.txt"), boxes(None, 6))
def mot(at: At):
    at.pics(*(f"train/MOT17-02/img1/{i:06}.jpg" for i in range(1, 7)))
    at.text("train/MOT17-02/gt/gt.txt", [f"{i},1,{X0 + 1},{Y0 + 1},{W},{H},1,1,1" for i in range(1, 7)])
    at.text("train/MOT17-02/seqinfo.ini", "[Sequence]\nname=MOT17-02\nimDir=img1\n")


@layout(told("bdd", "json"), boxes(("car", "person"), 6))
def bdd(at: At):
    at.pics(*(f"images/100k/train/{name}" for name in SIX))
    at.text("labels/bdd100k_labels_images_train.json", json.dumps([{"name": name, "attributes": {"weather": "clear"},
            "timestamp": 10000, "labels": [{"category": ("car", "person")[i % 2], "id": i, "box2d": {"x1": X0, "y1": Y0,
            "x2": X1, "y2": Y1}}]} for i, name in enumerate(SIX)]))  # fmt: skip


@layout(boxes(("object",), 6), boxes(None, 6))
def sku_110k(at: At):
    at.pics(*(f"images/train_{i}.jpg" for i in range(4)), *(f"images/val_{i}.jpg" for i in range(2)))
    for split, count in (("train", 4), ("val", 2)):
        at.text(f"annotations/annotations_{split}.csv", [f"{split}_{i}.jpg,{X0},{Y0},{X1},{Y1},object,64,48" for i in
                range(count)])  # fmt: skip


@layout(boxes(("car", "truck"), 6))
def udacity(at: At):
    at.pics(*(f"object-dataset/147850{i}.jpg" for i in range(6)))
    at.text("object-dataset/labels.csv", [f'147850{i}.jpg {X0} {Y0} {X1} {Y1} 0 "{("car", "truck")[i % 2]}"' for i in
            range(6)])  # fmt: skip


@layout(boxes(("car", "truck"), 6))
def kaggle_corners(at: At):
    at.pics(*(f"data/training_images/vid_{i}.jpg" for i in range(6)))
    at.text("data/train_solution_bounding_boxes.csv", ["image,xmin,ymin,xmax,ymax,class", *(
            f"vid_{i}.jpg,{X0}.2,{Y0}.1,{X1}.3,{Y1}.4,{('car', 'truck')[i % 2]}" for i in range(6))])  # fmt: skip


@layout(boxes(("plane", "ship"), 6), told("dota", "rotated", "oriented"))
def dota(at: At):
    for i in range(6):
        at.pic(f"train/images/P{i:04}.png")
        corners = " ".join(f"{x}.0 {y}.0" for x, y in POINTS)
        at.text(
            f"train/labelTxt/P{i:04}.txt", f"imagesource:GoogleEarth\ngsd:0.1\n{corners} {('plane', 'ship')[i % 2]} 0\n"
        )


@layout(boxes(AB, 6), told("index", "line", "txt"))
def keras_lines(at: At):
    pics(at)
    at.text("train.txt", [f"images/{name} {X0},{Y0},{X1},{Y1},{i % 2}" for i, name in enumerate(SIX)])
    at.text("classes.txt", AB)


@layout(boxes(AB, 6))
def json_pascal_like(at: At):
    """A table of boxes as corners, tab-separated and with a split, by a person."""
    pics(at)
    at.text("boxes.tsv", ["image_id\tlabel\tx1\ty1\tx2\ty2", *(f"{name}\t{TWO[i]}\t{X0}\t{Y0}\t{X1}\t{Y1}" for i, name
            in enumerate(SIX))])  # fmt: skip


@layout(told("json", "annotation"), boxes(AB, 6))
def own_json(at: At):
    """A JSON that nobody else writes: named, never passed over."""
    pics(at)
    at.text("annotations.json", json.dumps({name: {"objects": [{"cls": TWO[i], "rect": [X0, Y0, W, H]}]} for i, name in
            enumerate(SIX)}))  # fmt: skip
