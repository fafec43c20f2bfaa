"""Boxes as annotation tools export them."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

from tests.cli.layouts import drawn
from tests.cli.layouts.boxes import AB, SIX, SPACED, TWO, pics, split_pics
from tests.cli.layouts.drawn import X0, X1, Y0, Y1, H, W
from tests.cli.layouts.kit import At, boxes, layout, masks


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
