"""Boxes as PASCAL VOC, COCO and YOLO have them."""

from __future__ import annotations

import json
from urllib.parse import quote

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import POINTS, SIZE, X0, X1, Y0, Y1, YOLO, H, W
from tests.cli.layouts.kit import At, boxes, layout, masks, told

AB = ("cat", "dog")
SPACED = ("traffic light", "stop sign")
SIX = [f"{i:03}.jpg" for i in range(6)]
TWO = [AB[i % 2] for i in range(6)]


def split_pics(at: At, *folders: str, count: int = 3) -> None:
    for folder in folders:
        at.pics(*(f"{folder}/{i:03}.jpg" for i in range(count)))


def pics(at: At, folder: str = "images") -> None:
    at.pics(*(f"{folder}/{name}" if folder else name for name in SIX))


def yolo(at: At, folder: str, names=SIX, line=YOLO) -> None:
    for i, name in enumerate(names):
        at.text(f"{folder}/{name[:-4]}.txt", f"{i % 2} {line}\n")


def yaml(names=AB, **paths: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in paths.items()) + f"nc: {len(names)}\nnames: {list(names)}\n"


# PASCAL VOC


@layout(boxes(AB, 6), strays=True)
def voc_beside(at: At):
    for name, label in zip(SIX, TWO, strict=True):
        at.pic(name)
        drawn.voc(at, name[:-3] + "xml", name, label)


@layout(boxes(AB, 9, splits="3/3/3"))
def voc_roboflow(at: At):
    for split in ("train", "valid", "test"):
        for i in range(3):
            name = f"img-{split}{i}_jpg.rf.{i * 40503 + len(split):032x}.jpg"
            at.pic(f"{split}/{name}")
            drawn.voc(at, f"{split}/{name[:-3]}xml", name, AB[i % 2], "")
    at.text("README.roboflow.txt", "data set exported by roboflow")


@layout(boxes(AB, 6, splits="4/2/0"))
def voc_devkit_lists(at: At):
    for name, label in zip(SIX, TWO, strict=True):
        at.pic(f"VOCdevkit/VOC2007/JPEGImages/{name}")
        drawn.voc(at, f"VOCdevkit/VOC2007/Annotations/{name[:-3]}xml", name, label)
    for part, names in (("train", SIX[:4]), ("val", SIX[4:]), ("trainval", SIX)):
        at.text(f"VOCdevkit/VOC2007/ImageSets/Main/{part}.txt", [name[:-4] for name in names])


@layout(boxes(AB, 6), boxes(AB, 6, splits="3/3/0"))
def voc_xml_apart_in_splits(at: At):
    for split in ("train", "val"):
        for i in range(3):
            at.pic(f"images/{split}/{split}{i}.png")
            drawn.voc(at, f"annotations/{split}/{split}{i}.xml", f"{split}{i}.png", AB[i % 2])


@layout(boxes(SPACED, 6))
def voc_wrong_filename(at: At):
    """Pictures renamed after they were annotated: the file's own stem is right."""
    for i, name in enumerate(SIX):
        at.pic(f"images/{name}")
        drawn.voc(at, f"labels/{name[:-3]}xml", f"IMG_{i}.PNG", SPACED[i % 2])


@layout(boxes(AB, 6, note=("no object", "empty", "nothing")), boxes(AB, 6))
def voc_empty(at: At):
    for i, name in enumerate(SIX):
        at.pic(f"images/{name}")
        drawn.voc(at, f"annots/{name[:-3]}xml", name, TWO[i] if i < 4 else None)


# COCO


@layout(boxes(AB, 6), strays=True)
def coco_cvat(at: At):
    pics(at)
    at.text("annotations/instances_default.json", drawn.coco(SIX, AB))


@layout(boxes(AB, 9, splits="3/3/3"))
def coco_roboflow(at: At):
    for split in ("train", "valid", "test"):
        split_pics(at, split)
        at.text(f"{split}/_annotations.coco.json", drawn.coco(SIX[:3], AB))


@layout(boxes(AB, 9, splits="3/3/3"))
def coco_roboflow_supercategory(at: At):
    """Its first category is a group that nothing has."""
    for split in ("train", "valid", "test"):
        split_pics(at, split)
        data = json.loads(drawn.coco(SIX[:3], AB))
        data["categories"].insert(0, {"id": 0, "name": "pets", "supercategory": "none"})
        at.text(f"{split}/_annotations.coco.json", json.dumps(data))


@layout(boxes(AB, 6))
def coco_label_studio(at: At):
    pics(at)
    at.text("result.json", drawn.coco([f"images/{name}" for name in SIX], AB, first=0))


@layout(boxes(AB, 6))
def coco_label_studio_windows(at: At):
    pics(at)
    at.text("result.json", drawn.coco([rf"..\..\label-studio\data\media\upload\1\{name}" for name in SIX], AB, first=0))


@layout(boxes(AB, 6, splits="4/2/0"))
def coco_2017(at: At):
    at.pics(*(f"train2017/{i:012}.jpg" for i in range(4)), *(f"val2017/{i:012}.jpg" for i in range(4, 6)))
    at.text("annotations/instances_train2017.json", drawn.coco([f"{i:012}.jpg" for i in range(4)], AB))
    at.text("annotations/instances_val2017.json", drawn.coco([f"{i:012}.jpg" for i in range(4, 6)], AB))
    at.text("annotations/captions_train2017.json", json.dumps({"info": {}, "images": [{"id": i, "file_name":
            f"{i:012}.jpg"} for i in range(4)], "annotations": [{"id": i, "image_id": i, "caption": "a cat"} for i in
            range(4)]}))  # fmt: skip


@layout(boxes(SPACED, 6))
def coco_percent_encoded(at: At):
    at.pics(*(f"my images/shot {i} ü.jpg" for i in range(6)))
    at.text("coco.json", drawn.coco([quote(f"my images/shot {i} ü.jpg") for i in range(6)], SPACED))


@layout(boxes(AB, 4), boxes(AB, 6))
def coco_unannotated_pictures(at: At):
    pics(at)
    at.text("coco.json", drawn.coco(SIX[:4], AB))


@layout(boxes(AB, 6, splits="3/3/0"), boxes(AB, 6))
def coco_utf8_bom_in_parts(at: At):
    split_pics(at, "part_train", "part_val")
    for split in ("train", "val"):
        at.text(f"labels_{split}.json", drawn.coco([f"part_{split}/{i:03}.jpg" for i in range(3)], AB), "utf-8-sig")


# YOLO


@layout(boxes(AB, 6, splits="3/3/0"), strays=True)
def yolo_ultralytics(at: At):
    for split in ("train", "val"):
        at.pics(*(f"images/{split}/{split}{name}" for name in SIX[:3]))
        yolo(at, f"labels/{split}", [f"{split}{name}" for name in SIX[:3]])
    at.text("data.yaml", yaml(path="../datasets/x", train="images/train", val="images/val"))


@layout(boxes(("0", "1"), 6), boxes(2, 6))
def yolo_coco128(at: At):
    at.pics(*(f"coco128/images/train2017/{name}" for name in SIX))
    yolo(at, "coco128/labels/train2017")
    at.text("coco128/README.txt", "COCO 128")
    at.text("coco128/LICENSE", "GPL")


@layout(boxes(AB, 6))
def yolo_cvat(at: At):
    at.pics(*(f"obj_train_data/{name}" for name in SIX))
    yolo(at, "obj_train_data")
    at.text("obj.names", AB)
    at.text("obj.data", ["classes = 2", "train = data/train.txt", "names = data/obj.names", "backup = backup/"])
    at.text("train.txt", [f"data/obj_train_data/{name}" for name in SIX])


@layout(boxes(AB, 6, splits="4/2/0"))
def yolo_cvat_splits(at: At):
    at.pics(*(f"obj_Train_data/{name}" for name in SIX[:4]), *(f"obj_Validation_data/{name}" for name in SIX[4:]))
    yolo(at, "obj_Train_data", SIX[:4])
    yolo(at, "obj_Validation_data", SIX[4:])
    at.text("obj.names", AB)
    at.text("Train.txt", [f"data/obj_Train_data/{name}" for name in SIX[:4]])
    at.text("Validation.txt", [f"data/obj_Validation_data/{name}" for name in SIX[4:]])


@layout(boxes(SPACED, 6), strays=True)
def yolo_label_studio(at: At):
    pics(at)
    yolo(at, "labels")
    at.text("classes.txt", SPACED)
    at.text("notes.json", json.dumps({"categories": [{"id": i, "name": name} for i, name in enumerate(SPACED)], "info":
            {"version": "1.0"}}))  # fmt: skip


@layout(boxes(AB, 6))
def yolo_label_img(at: At):
    for name in SIX:
        at.pic(name)
    yolo(at, ".")
    at.text("classes.txt", AB)


@layout(boxes(AB, 9, splits="3/3/3"))
def yolo_roboflow_absolute(at: At):
    for split in ("train", "valid", "test"):
        at.pics(*(f"{split}/images/{split}_{name}" for name in SIX[:3]))
        yolo(at, f"{split}/labels", [f"{split}_{name}" for name in SIX[:3]])
    at.text("data.yaml", yaml(train="/content/ds/train/images", val="/content/ds/valid/images", test="C:\\ds\\test"))


@layout(boxes(AB, 6))
def yolo_other_tree(at: At):
    at.pics(*(f"pictures/site A/{name}" for name in SIX))
    yolo(at, "annotations/yolo/site A")
    at.text("annotations/yolo/classes.txt", AB)


@layout(told("pixel"), boxes(AB, 6))
def yolo_pixels(at: At):
    pics(at)
    yolo(at, "labels", line=f"{(X0 + X1) / 2} {(Y0 + Y1) / 2} {W} {H}")
    at.text("classes.txt", AB)


@layout(boxes(AB, 6))
def yolo_empty_files(at: At):
    pics(at)
    yolo(at, "labels", SIX[:4])
    for name in SIX[4:]:
        at.text(f"labels/{name[:-4]}.txt", "")
    at.text("data.yaml", yaml(train="images", val="images"))


@layout(boxes(("person",), 6), boxes(1, 6), told("pose", "keypoint"))
def yolo_pose(at: At):
    pics(at)
    for i, name in enumerate(SIX):
        points = " ".join(f"0.{j + 10 + i}00 0.{j + 12}00 2" for j in range(5))
        at.text(f"labels/{name[:-4]}.txt", f"0 {YOLO} {points}\n")
    at.text("data.yaml", "kpt_shape: [5, 3]\n" + yaml(("person",), train="images"))


@layout(boxes(AB, 6), told("obb", "rotated", "oriented", "corner"), masks(None, 6))
def yolo_obb(at: At):
    pics(at)
    corners = " ".join(f"{x / SIZE[0]:.6f} {y / SIZE[1]:.6f}" for x, y in POINTS)
    yolo(at, "labels", line=corners)
    at.text("data.yaml", yaml(train="images"))


@layout(boxes(AB, 6))
def yolo_predictions_beside(at: At):
    pics(at)
    yolo(at, "labels")
    at.text("data.yaml", yaml(train="images"))
    for name in SIX:
        at.pic(f"runs/detect/predict/{name}")
        at.text(f"runs/detect/predict/labels/{name[:-4]}.txt", "1 0.8 0.8 0.1 0.1 0.91\n")


@layout(boxes(AB, 6), boxes(("0", "1"), 6))
def yolo_names_as_mapping(at: At):
    pics(at, "data/images")
    yolo(at, "data/labels")
    at.text("custom.yaml", "train: ./data/images\nval: ./data/images\nnames:\n  0: cat\n  1: dog\n")


@layout(boxes(AB, 6), boxes(2, 6), told("coco", "two", "json"))
def yolo_and_coco(at: At):
    pics(at)
    yolo(at, "labels")
    at.text("data.yaml", yaml(train="images"))
    at.text("annotations.json", drawn.coco(SIX, AB[::-1]))
