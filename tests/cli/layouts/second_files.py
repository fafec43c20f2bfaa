"""Files of libraries and services, known and not, as a second critic knows them."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import POINTS, X0, X1, Y0, Y1, H, W
from tests.cli.layouts.kit import SIZE, At, boxes, layout, masks, one, told
from tests.cli.layouts.second import AB, names


@layout(boxes(AB, 6), boxes(AB, 6))
def coco_ids_from_zero_and_crowd(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    data = json.loads(drawn.coco(names(6), AB, first=0))
    at.text("labels.json", json.dumps(data))


@layout(boxes(("person", "car"), 6), boxes(2, 6))
def visdrone_like_in_parts(at: At):
    for part, count in (("VisDrone2019-DET-train", 4), ("VisDrone2019-DET-val", 2)):
        for i in range(count):
            at.pic(f"{part}/images/00000{i}_{part[-3:]}_d_01.jpg")
            at.text(f"{part}/annotations/00000{i}_{part[-3:]}_d_01.txt", f"{X0},{Y0},{W},{H},1,{(1, 4)[i % 2]},0,0\n")


@layout(boxes(AB, 6), told("detectron", "bbox", "JSON", "json"))
def detectron_dicts(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text(
        "dataset.json",
        json.dumps(
            [
                {
                    "file_name": f"images/{f}",
                    "height": SIZE[1],
                    "width": SIZE[0],
                    "image_id": i,
                    "annotations": [{"bbox": [X0, Y0, X1, Y1], "bbox_mode": 0, "category_id": i % 2}],
                }
                for i, f in enumerate(names(6))
            ]
        ),
    )


@layout(boxes(AB, 6), boxes(2, 6), told("mmdet", "bboxes", "JSON", "json"))
def mmdetection_middle(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text(
        "train.json",
        json.dumps(
            {
                "metainfo": {"classes": AB},
                "data_list": [
                    {
                        "img_path": f,
                        "height": SIZE[1],
                        "width": SIZE[0],
                        "instances": [{"bbox": [X0, Y0, X1, Y1], "bbox_label": i % 2, "ignore_flag": 0}],
                    }
                    for i, f in enumerate(names(6))
                ],
            }
        ),
    )


@layout(one(AB, 8, splits="6/2/0"), one(("0", "1"), 8, splits="6/2/0", note=("cat",)))
def mmpretrain_lists(at: At):
    at.tree({"data/train": names(6, "t{}.jpg"), "data/val": names(2, "v{}.jpg")})
    at.text("data/meta/train.txt", [f"t{i}.jpg {i % 2}" for i in range(6)])
    at.text("data/meta/val.txt", [f"v{i}.jpg {i % 2}" for i in range(2)])
    at.text("data/meta/classes.txt", ["cat", "dog"])


@layout(boxes(AB, 6), told("FiftyOne", "json", "JSON"))
def fiftyone_detection(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text(
        "labels.json",
        json.dumps(
            {
                "classes": AB,
                "labels": {
                    f[:-4]: [{"label": i % 2, "bounding_box": [X0 / SIZE[0], Y0 / SIZE[1], W / SIZE[0], H / SIZE[1]]}]
                    for i, f in enumerate(names(6))
                },
            }
        ),
    )


@layout(one(AB, 6), told("json", "JSON"))
def fiftyone_classification(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text("labels.json", json.dumps({"classes": AB, "labels": {f[:-4]: i % 2 for i, f in enumerate(names(6))}}))


@layout(boxes(AB, 6), told("json", "JSON"))
def fiftyone_samples(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text("metadata.json", json.dumps({"name": "x", "media_type": "image", "default_classes": AB}))
    at.text(
        "samples.json",
        json.dumps(
            {
                "samples": [
                    {
                        "_id": {"$oid": "a"},
                        "filepath": f"data/{f}",
                        "tags": [],
                        "ground_truth": {
                            "_cls": "Detections",
                            "detections": [
                                {
                                    "_cls": "Detection",
                                    "label": AB[i % 2],
                                    "bounding_box": [X0 / SIZE[0], Y0 / SIZE[1], W / SIZE[0], H / SIZE[1]],
                                }
                            ],
                        },
                    }
                    for i, f in enumerate(names(6))
                ]
            }
        ),
    )


@layout(boxes(AB, 6), told("json", "JSON", "Diffgram", "annotations"))
def dataloop(at: At):
    at.pics(*(f"items/{f}" for f in names(6)))
    for i, f in enumerate(names(6)):
        at.text(
            f"json/{f[:-4]}.json",
            json.dumps(
                {
                    "id": "x",
                    "filename": f"/{f}",
                    "metadata": {"system": {"width": SIZE[0], "height": SIZE[1]}},
                    "annotations": [
                        {
                            "id": "y",
                            "type": "box",
                            "label": AB[i % 2],
                            "coordinates": [{"x": X0, "y": Y0}, {"x": X1, "y": Y1}],
                        }
                    ],
                }
            ),
        )


@layout(boxes(AB, 6), told("json", "JSON"))
def hasty(at: At):
    at.pics(*(f"set/{f}" for f in names(6)))
    at.text(
        "export.json",
        json.dumps(
            {
                "project_name": "x",
                "export_format_version": "1.1",
                "label_classes": [{"class_name": n, "class_type": "object"} for n in AB],
                "images": [
                    {
                        "image_id": str(i),
                        "dataset_name": "set",
                        "image_name": f,
                        "width": SIZE[0],
                        "height": SIZE[1],
                        "image_status": "DONE",
                        "labels": [{"class_name": AB[i % 2], "bbox": [X0, Y0, X1, Y1], "polygon": None, "mask": None}],
                    }
                    for i, f in enumerate(names(6))
                ],
            }
        ),
    )


@layout(boxes(AB, 6), told("csv", "column"))
def rectlabel_csv(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.csv",
        [
            "path,label,x_min,y_min,x_max,y_max",
            *[f"/Users/me/{f},{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i, f in enumerate(names(6))],
        ],
    )


@layout(boxes(AB, 6), told("csv", "column"))
def custom_vision_like(at: At):
    """Fractions in a table."""
    at.pics(*names(6))
    at.text(
        "tags.csv",
        [
            "image,tagName,left,top,width,height",
            *[
                f"{f},{AB[i % 2]},{X0 / SIZE[0]},{Y0 / SIZE[1]},{W / SIZE[0]},{H / SIZE[1]}"
                for i, f in enumerate(names(6))
            ],
        ],
    )


@layout(boxes(AB, 6), told("csv", "column"))
def google_automl_csv(at: At):
    at.pics(*names(6))
    at.text(
        "vision.csv",
        [
            f"{('TRAIN', 'VALIDATION', 'TEST')[i // 2]},gs://bucket/{f},{AB[i % 2]},{X0 / SIZE[0]},{Y0 / SIZE[1]},,,{X1 / SIZE[0]},{Y1 / SIZE[1]},,"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("csv", "column"))
def google_automl_labels(at: At):
    at.pics(*names(6))
    at.text(
        "vision.csv",
        [f"{('TRAIN', 'VALIDATION', 'TEST')[i // 2]},gs://bucket/{f},{AB[i % 2]}" for i, f in enumerate(names(6))],
    )


@layout(boxes(AB, 6), told("jsonl", "JSON", "line"))
def azure_ml_jsonl(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.jsonl",
        [
            json.dumps(
                {
                    "image_url": f"azureml://subscriptions/x/paths/{f}",
                    "image_details": {"format": "jpg", "width": SIZE[0], "height": SIZE[1]},
                    "label": [
                        {
                            "label": AB[i % 2],
                            "topX": X0 / SIZE[0],
                            "topY": Y0 / SIZE[1],
                            "bottomX": X1 / SIZE[0],
                            "bottomY": Y1 / SIZE[1],
                            "isCrowd": 0,
                        }
                    ],
                }
            )
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("jsonl", "JSON", "line"))
def azure_ml_classes(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.jsonl",
        [
            json.dumps(
                {
                    "image_url": f"azureml://subscriptions/x/paths/{f}",
                    "image_details": {"format": "jpg"},
                    "label": AB[i % 2],
                }
            )
            for i, f in enumerate(names(6))
        ],
    )


@layout(boxes(AB, 6), told("lst", "MXNet"))
def mxnet_lst(at: At):
    at.pics(*names(6))
    at.text(
        "train.lst",
        [
            f"{i}\t4\t5\t{SIZE[0]}\t{SIZE[1]}\t{i % 2}\t{X0 / SIZE[0]}\t{Y0 / SIZE[1]}\t{X1 / SIZE[0]}\t{Y1 / SIZE[1]}\t{f}"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(2, 6), told("lst"))
def mxnet_lst_classes(at: At):
    at.pics(*names(6))
    at.text("train.lst", [f"{i}\t{i % 2}.000000\t{f}" for i, f in enumerate(names(6))])


@layout(boxes(AB, 6), boxes(AB, 6))
def paddle_voc_lists(at: At):
    for i, f in enumerate(names(6)):
        at.pic(f"dataset/JPEGImages/{f}")
        drawn.voc(at, f"dataset/Annotations/{f[:-4]}.xml", f, AB[i % 2])
    at.text("dataset/train_list.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.xml" for f in names(4)])
    at.text("dataset/val_list.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.xml" for f in names(6)[4:]])
    at.text("dataset/labels.txt", ["cat", "dog"])


@layout(masks(None, 6))
def paddle_seg_lists(at: At):
    for f in names(6):
        at.pic(f"dataset/JPEGImages/{f}")
        at.mask(f"dataset/Annotations/{f[:-4]}.png", (0, 1))
    at.text("dataset/train.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.png" for f in names(4)])
    at.text("dataset/val.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.png" for f in names(6)[4:]])
    at.text("dataset/labels.txt", ["_background_", "road"])


@layout(told("text", "OCR", "no class", "label", "column", "boxes"), boxes(1, 6), boxes(None, 6))
def ppocr_label(at: At):
    at.pics(*names(6, "img/{}.jpg"))
    at.text(
        "img/Label.txt",
        [
            f"img/{i}.jpg\t{json.dumps([{'transcription': f'word{i}', 'points': POINTS, 'difficult': False}])}"
            for i in range(6)
        ],
    )
    at.text("img/fileState.txt", [f"C:\\x\\img\\{i}.jpg\t1" for i in range(6)])


@layout(told("text", "OCR", "label", "column", "class", "different"))
def ocr_words(at: At):
    at.pics(*names(8, "word_{}.png"))
    at.text(
        "gt.txt",
        [
            f'word_{i}.png, "{w}"'
            for i, w in enumerate(("Joint", "yourself", "154", "197", "727", "198", "20029", "Gorsuch"))
        ],
    )


# Annotations of forms that nobody knows, in folders that look like classes

UNKNOWN = ("not known", "not learned")


def _in_folders(at: At) -> list[str]:
    files = [f"{camera}/{camera}_{i}.jpg" for camera in ("gate", "yard") for i in range(4)]
    at.pics(*files)
    return files


@layout(told(*UNKNOWN))
def unknown_hasty_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "export.json",
        json.dumps(
            {
                "project_name": "x",
                "images": [
                    {
                        "image_id": str(i),
                        "dataset_name": f[:4],
                        "image_name": f[5:],
                        "labels": [{"class_name": AB[i % 2], "bbox": [X0, Y0, X1, Y1]}],
                    }
                    for i, f in enumerate(files)
                ],
            }
        ),
    )


@layout(boxes(AB, 8), told(*UNKNOWN))
def unknown_detectron_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "dataset.json",
        json.dumps(
            [
                {
                    "file_name": f"/home/x/{f}",
                    "height": SIZE[1],
                    "width": SIZE[0],
                    "image_id": i,
                    "annotations": [{"bbox": [X0, Y0, X1, Y1], "bbox_mode": 0, "category_id": i % 2}],
                }
                for i, f in enumerate(files)
            ]
        ),
    )


@layout(told(*UNKNOWN))
def unknown_fiftyone_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "labels.json",
        json.dumps(
            {
                "classes": AB,
                "labels": {
                    f[5:-4]: [{"label": i % 2, "bounding_box": [0.1, 0.1, 0.2, 0.2]}] for i, f in enumerate(files)
                },
            }
        ),
    )


@layout(told(*UNKNOWN))
def unknown_dataloop_in_folders(at: At):
    for f in _in_folders(at):
        at.text(
            f"json/{f[:-4]}.json",
            json.dumps(
                {
                    "id": "x",
                    "filename": f"/{f}",
                    "annotations": [
                        {
                            "type": "box",
                            "label": "cat",
                            "coordinates": [{"x": X0, "y": Y0}, {"x": X1, "y": Y1}],
                            "box": 1,
                        }
                    ],
                }
            ),
        )


@layout(told(*UNKNOWN), one(("gate", "yard"), 8))
def unknown_megadetector_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "md_output.json",
        json.dumps(
            {
                "images": [
                    {"file": f, "detections": [{"category": "1", "conf": 0.9, "bbox": [0.1, 0.1, 0.3, 0.3]}]}
                    for f in files
                ],
                "detection_categories": {"1": "animal"},
            }
        ),
    )


@layout(told(*UNKNOWN, "image.jpg", "XML"))
def unknown_xml_in_folders(at: At):
    for f in _in_folders(at):
        at.text(
            f"{f[:-4]}.xml",
            '<?xml version="1.0"?><Annotations MicronsPerPixel="0.25"><Annotation Id="1"><Regions><Region Id="1"><Vertices><Vertex X="1" Y="2"/></Vertices></Region></Regions></Annotation></Annotations>',
        )


@layout(told(*UNKNOWN))
def deep_pcb_as_it_is(at: At):
    for group in ("group00041/00041", "group12000/12000", "group20085/20085"):
        for i in range(4):
            name = f"{group[-5:]}{i:03}"
            at.pics(f"PCBData/{group}/{name}_test.jpg", f"PCBData/{group}/{name}_temp.jpg")
            at.text(f"PCBData/{group}_not/{name}.txt", f"{X0} {Y0} {X1} {Y1} {1 + i % 6}\n")


@layout(one(("gate", "yard"), 8))
def names_without_boxes_in_folders(at: At):
    """What an uploader wrote of the pictures says nothing of boxes."""
    files = _in_folders(at)
    at.text(
        "index.json",
        json.dumps({"files": [{"name": f, "size": 123, "md5": "x", "gps": {"coordinates": [1, 2]}} for f in files]}),
    )


@layout(boxes(AB, 6))
def automl_four_corners(at: At):
    at.pics(*names(6))
    x0, y0, x1, y1 = X0 / SIZE[0], Y0 / SIZE[1], X1 / SIZE[0], Y1 / SIZE[1]
    at.text(
        "vision.csv",
        [
            f"UNASSIGNED,gs://bucket/{f},{AB[i % 2]},{x0},{y0},{x1},{y0},{x1},{y1},{x0},{y1}"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("column", "label"))
def no_header_with_measures(at: At):
    """Numbers that are no boxes."""
    at.pics(*names(6))
    at.text("list.csv", [f"{f},{AB[i % 2]},{-1.5 * i},{i % 2},0.{i}" for i, f in enumerate(names(6))])
