"""Boxes as annotation tools, public sets and people write them."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import csv
import io
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


# Tools


@layout(boxes(AB, 6), strays=True)
def cvat_flat(at: At):
    pics(at)
    at.text("annotations.xml", drawn.cvat(SIX, AB))


@layout(boxes(SPACED, 6), boxes(SPACED, 6, splits="3/3/0"))
def cvat_subsets(at: At):
    at.pics(*(f"images/{s}/{s} {i}.jpg" for s in ("train", "val") for i in range(3)))
    at.text("annotations.xml", drawn.cvat([f"{s}/{s} {i}.jpg" for s in ("train", "val") for i in range(3)], SPACED))


@layout(boxes(AB, 6, splits="3/3/0"))
def cvat_file_a_split(at: At):
    split_pics(at, "train/images", "validation/images")
    for split in ("train", "validation"):
        at.text(f"{split}/annotations.xml", drawn.cvat(SIX[:3], AB))


@layout(boxes(AB, 6), strays=True)
def label_studio_local(at: At):
    pics(at)
    data = drawn.label_studio(SIX, AB, "/data/local-files/?d=images%5C")
    at.text("project-3-at-2023-05-01-10-00-abcdef.json", json.dumps(data))


@layout(boxes(SPACED, 6))
def label_studio_upload_prefix(at: At):
    at.pics(*(f"images/{i}-{'0a1b2c3d'}-my photo {i}.jpg" for i in range(6)))
    data = drawn.label_studio([quote(f"{i}-0a1b2c3d-my photo {i}.jpg") for i in range(6)], SPACED)
    at.text("export.json", json.dumps(data))


@layout(boxes(AB, 6))
def label_studio_min(at: At):
    pics(at)
    at.text("min.json", json.dumps(drawn.label_studio_min([f"ab12cd34-{name}" for name in SIX], AB)))


@layout(boxes(AB, 6))
def label_studio_csv(at: At):
    pics(at)
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(["annotation_id", "annotator", "created_at", "id", "image", "label", "lead_time"])
    for i, each in enumerate(drawn.label_studio_min(SIX, AB)):
        write.writerow([i, 1, "2023-01-01T10:10:10Z", i, each["image"], json.dumps(each["label"]), 3.5 + i])
    at.text("project.csv", text.getvalue())


@layout(boxes(AB, 6))
def via_project(at: At):
    pics(at)
    at.text("via_project_5May2023.json", json.dumps({"_via_settings": {}, "_via_img_metadata": drawn.via(SIX, AB),
            "_via_attributes": {"region": {"class": {"type": "dropdown"}}, "file": {}}}))  # fmt: skip


@layout(boxes(AB, 6, splits="3/3/0"))
def via_regions_as_mapping(at: At):
    for split in ("train", "val"):
        split_pics(at, split)
        data = drawn.via(SIX[:3], AB, "type")
        for each in data.values():
            each["regions"] = {str(i): region for i, region in enumerate(each["regions"])}
        at.text(f"{split}/via_region_data.json", json.dumps(data))


@layout(boxes(SPACED, 6))
def via_csv(at: At):
    pics(at, "photos")
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(["filename", "file_size", "file_attributes", "region_count", "region_id", "region_shape_attributes",
                    "region_attributes"])  # fmt: skip
    for i, name in enumerate(SIX):
        shape = {"name": "rect", "x": X0, "y": Y0, "width": W, "height": H}
        write.writerow([name, 100 + i, "{}", 1, 0, json.dumps(shape), json.dumps({"label": SPACED[i % 2]})])
    at.text("via_export_csv.csv", text.getvalue())


@layout(boxes(AB, 6))
def vott_assets(at: At):
    pics(at, "")
    for name, label in zip(SIX, TWO, strict=True):
        at.text(f"vott-json-export/{name}-asset.json", json.dumps(drawn.vott(name, label)))


@layout(boxes(AB, 6))
def vott_one_file(at: At):
    pics(at, "vott-json-export")
    at.text("vott-json-export/pets-export.json", json.dumps({"name": "pets", "tags": [{"name": "cat"}, {"name":
            "dog"}], "assets": {name: drawn.vott(name, TWO[i]) for i, name in enumerate(SIX)}}))  # fmt: skip


@layout(boxes(AB, 6))
def vott_csv(at: At):
    pics(at, "vott-csv-export")
    at.text("vott-csv-export/pets-export.csv", ['"image","xmin","ymin","xmax","ymax","label"',
            *(f'"{name}",{X0}.5,{Y0}.25,{X1}.0,{Y1}.0,"{TWO[i]}"' for i, name in enumerate(SIX))])  # fmt: skip


@layout(boxes(AB, 9, splits="3/3/3"))
def roboflow_tensorflow(at: At):
    for split in ("train", "valid", "test"):
        split_pics(at, split)
        at.text(f"{split}/_annotations.csv", ["filename,width,height,class,xmin,ymin,xmax,ymax", *(
                f"{name},64,48,{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i, name in enumerate(SIX[:3]))])  # fmt: skip


@layout(boxes(AB, 6), strays=True)
def retinanet(at: At):
    pics(at)
    at.text("annotations.csv", [f"images/{name},{X0},{Y0},{X1},{Y1},{TWO[i]}" for i, name in enumerate(SIX)])
    at.text("classes.csv", ["cat,0", "dog,1"])


@layout(boxes(AB, 6, splits="3/3/0"))
def create_ml_splits(at: At):
    for split in ("train", "valid"):
        split_pics(at, split)
        at.text(f"{split}/_annotations.createml.json", drawn.create_ml(SIX[:3], AB))


@layout(boxes(SPACED, 6))
def create_ml_imagefilename(at: At):
    pics(at, "")
    at.text("annotations.json", drawn.create_ml(SIX, SPACED, "imagefilename"))


@layout(boxes(AB, 6))
def supervisely_datasets(at: At):
    for number, name in enumerate(SIX):
        folder = f"project/ds{number // 3}"
        at.pic(f"{folder}/img/{name}")
        at.text(f"{folder}/ann/{name}.json", drawn.supervisely(TWO[number]))
    at.text("project/meta.json", json.dumps({"classes": [{"title": n, "shape": "rectangle", "color": "#ff0000"} for n in
            AB], "tags": []}))  # fmt: skip


@layout(boxes(AB, 6))
def labelbox_ndjson(at: At):
    pics(at)
    at.text("export.ndjson", [drawn.labelbox(name, TWO[i]) for i, name in enumerate(SIX)])


@layout(boxes(SPACED, 6), masks(None, 6))
def labelme_apart(at: At):
    for i, name in enumerate(SIX):
        at.pic(f"images/{name}")
        at.text(f"labels/{name[:-3]}json", drawn.labelme(f"..\\images\\{name}", SPACED[i % 2]))


@layout(masks(None, 6), boxes(AB, 6))
def anylabeling_polygons(at: At):
    for i, name in enumerate(SIX):
        at.pic(name)
        at.text(f"{name[:-3]}json", drawn.labelme(name, TWO[i], "polygon", "2.3.5"))


@layout(boxes(AB, 6))
def ground_truth_manifest(at: At):
    pics(at)
    lines = []
    for i, name in enumerate(SIX):
        found = {"annotations": [{"class_id": i % 2, "left": X0, "top": Y0, "width": W, "height": H}], "image_size": [{
            "width": 64, "height": 48, "depth": 3}]}  # fmt: skip
        about = {"class-map": {"0": "cat", "1": "dog"}, "type": "groundtruth/object-detection", "job-name": "x"}
        lines.append(json.dumps({"source-ref": f"s3://bucket/images/{name}", "boxes": found, "boxes-metadata": about}))
    at.text("output.manifest", lines)


# Public sets


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
