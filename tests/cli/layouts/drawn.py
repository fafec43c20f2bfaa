"""The same few boxes in the formats of many tools; each object is at kit.BOX."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.cli.layouts.kit import BOX, SIZE, At

X0, Y0, X1, Y1 = BOX
W, H = X1 - X0, Y1 - Y0
YOLO = f"{(X0 + X1) / 2 / SIZE[0]:.6f} {(Y0 + Y1) / 2 / SIZE[1]:.6f} {W / SIZE[0]:.6f} {H / SIZE[1]:.6f}"
POINTS = [[X0, Y0], [X1, Y0], [X1, Y1], [X0, Y1]]


def voc(at: At, path: str, filename: str, label: str | None, folder: str = "images") -> None:
    thing = f"<object><name>{label}</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>" \
        f"<bndbox><xmin>{X0 + 1}</xmin><ymin>{Y0 + 1}</ymin><xmax>{X1}</xmax><ymax>{Y1}</ymax></bndbox></object>"  # fmt: skip
    size = f"<size><width>{SIZE[0]}</width><height>{SIZE[1]}</height><depth>3</depth></size>"
    at.text(path, f"<annotation><folder>{folder}</folder><filename>{filename}</filename>{size}"
            f"<segmented>0</segmented>{thing if label else ''}</annotation>")  # fmt: skip


def coco(files: Sequence[str], classes: Sequence[str], *, first: int = 1, outlines: bool = False, **rest: Any) -> str:
    """COCO's JSON; file i has one object of class i."""
    shape = [[each for point in POINTS for each in point]] if outlines else []
    return json.dumps({
        "info": {"description": "x"}, "licenses": [],
        "images": [{"id": i, "file_name": name, "width": SIZE[0], "height": SIZE[1]} for i, name in enumerate(files, 1)],
        "annotations": [{"id": i, "image_id": i, "category_id": first + i % len(classes), "bbox": [X0, Y0, W, H],
                         "area": W * H, "iscrowd": 0, "segmentation": shape} for i in range(1, len(files) + 1)],
        "categories": [{"id": first + i, "name": name, "supercategory": "none"} for i, name in enumerate(classes)],
        **rest,
    })  # fmt: skip


def cvat(files: Sequence[str], classes: Sequence[str]) -> str:
    labels = "".join(f"<label><name>{name}</name><attributes/></label>" for name in classes)
    images = "".join(
        f'<image id="{i}" name="{name}" width="{SIZE[0]}" height="{SIZE[1]}"><box label="{classes[i % len(classes)]}" '
        f'source="manual" occluded="0" xtl="{X0}.00" ytl="{Y0}.00" xbr="{X1}.00" ybr="{Y1}.00" z_order="0"></box></image>'
        for i, name in enumerate(files)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><task><id>1</id><labels>' \
        f"{labels}</labels></task></meta>{images}</annotations>"  # fmt: skip


def label_studio(files: Sequence[str], classes: Sequence[str], prefix: str = "/data/upload/1/") -> list[Any]:
    value = {"x": 100 * X0 / SIZE[0], "y": 100 * Y0 / SIZE[1], "width": 100 * W / SIZE[0],
             "height": 100 * H / SIZE[1], "rotation": 0}  # fmt: skip
    return [
        {"id": i, "data": {"image": f"{prefix}{name}"}, "annotations": [{"id": i, "result": [{
            "id": f"r{i}", "type": "rectanglelabels", "from_name": "label", "to_name": "image", "original_width":
            SIZE[0], "original_height": SIZE[1], "image_rotation": 0,
            "value": {**value, "rectanglelabels": [classes[i % len(classes)]]}}]}]}
        for i, name in enumerate(files)
    ]  # fmt: skip


def label_studio_min(files: Sequence[str], classes: Sequence[str], prefix: str = "/data/upload/1/") -> list[Any]:
    whole = label_studio(files, classes, prefix)
    return [
        {"id": each["id"], "image": each["data"]["image"], "annotator": 1,
         "label": [{**result["value"], "original_width": SIZE[0], "original_height": SIZE[1]} for result in
                   each["annotations"][0]["result"]]}
        for each in whole
    ]  # fmt: skip


def via(files: Sequence[str], classes: Sequence[str], key: str = "class") -> dict[str, Any]:
    return {
        f"{name}1234": {"filename": name, "size": 1234, "file_attributes": {}, "regions": [{
            "shape_attributes": {"name": "rect", "x": X0, "y": Y0, "width": W, "height": H},
            "region_attributes": {key: classes[i % len(classes)]}}]}
        for i, name in enumerate(files)
    }  # fmt: skip


def labelme(name: str, label: str, shape: str = "rectangle", version: str = "5.0.1") -> str:
    points = [POINTS[0], POINTS[2]] if shape == "rectangle" else POINTS
    return json.dumps({"version": version, "flags": {}, "shapes": [{"label": label, "points": points, "group_id": None,
                       "shape_type": shape, "flags": {}}], "imagePath": name, "imageData": None, "imageHeight":
                       SIZE[1], "imageWidth": SIZE[0]})  # fmt: skip


def create_ml(files: Sequence[str], classes: Sequence[str], key: str = "image") -> str:
    return json.dumps([{key: name, "annotations": [{"label": classes[i % len(classes)], "coordinates": {"x": X0 + W / 2,
                       "y": Y0 + H / 2, "width": W, "height": H}}]} for i, name in enumerate(files)])  # fmt: skip


def supervisely(label: str) -> str:
    return json.dumps({"description": "", "tags": [], "size": {"height": SIZE[1], "width": SIZE[0]}, "objects": [{
                       "id": 1, "classId": 1, "geometryType": "rectangle", "classTitle": label, "tags": [], "points": {
                       "exterior": [[X0, Y0], [X1, Y1]], "interior": []}}]})  # fmt: skip


def vott(name: str, label: str) -> dict[str, Any]:
    return {"asset": {"format": "jpg", "id": name, "name": name, "path": f"file:C:/set/{name}", "size": {"width":
            SIZE[0], "height": SIZE[1]}, "state": 2, "type": 1}, "regions": [{"id": "r", "type": "RECTANGLE", "tags":
            [label], "boundingBox": {"height": H, "width": W, "left": X0, "top": Y0}, "points": [{"x": x, "y": y} for
            x, y in POINTS]}], "version": "2.2.0"}  # fmt: skip


def labelbox(name: str, label: str) -> str:
    return json.dumps({"data_row": {"id": name, "external_id": name, "row_data": f"https://storage.example.org/{name}?x=1"},
                       "media_attributes": {"width": SIZE[0], "height": SIZE[1]}, "projects": {"p1": {"name": "x",
                       "labels": [{"label_kind": "Default", "annotations": {"objects": [{"feature_id": "f", "name":
                       label, "annotation_kind": "ImageBoundingBox", "bounding_box": {"top": Y0, "left": X0, "height":
                       H, "width": W}}], "classifications": [], "relationships": []}}]}}})  # fmt: skip
