"""One small valid data set of each format, to be damaged: four pictures of 24 × 20, drawn when asked for."""

from __future__ import annotations

import base64
import gzip
import io
import json
import pickle
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.data.readers.mask_seeds import LEGENDS, camvid, masks, masks_alpha, masks_joined, masks_soft, numpy_arrays
from tests.data.readers.seed_kit import NAMES, SIZE, SQUARE, mask, pictures, write
from tests.data.readers.tool_seeds import TOOL_SEEDS
from tests.fixtures import COLOURS, draw


def voc(root: Path) -> None:
    pictures(root, *(f"JPEGImages/{name}.png" for name in NAMES))
    for name, label in zip(NAMES, ("cat", "dog", "cat", "dog"), strict=True):
        box = "<bndbox><xmin>2</xmin><ymin>3</ymin><xmax>15</xmax><ymax>17</ymax></bndbox>"
        text = (
            f"<annotation><filename>{name}.png</filename><source><database>The VOC2007</database></source><size>"
            f"<width>24</width><height>20</height><depth>3</depth></size><object><name>{label}</name>"
            f"<difficult>0</difficult>{box}</object><object><name>cat</name>{box}</object></annotation>"
        )
        write(root / f"Annotations/{name}.xml", text)
    write(root / "ImageSets/Main/train.txt", "a\nb\nc\n")
    write(root / "ImageSets/Main/val.txt", "d\n")


def coco(root: Path, *, outlines: bool = False) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    images = [{"id": i, "file_name": f"{name}.png", "width": 24, "height": 20} for i, name in enumerate(NAMES, 1)]
    annotations: list[dict[str, Any]] = [
        {"id": i, "image_id": i, "category_id": 3 + 4 * (i % 2), "bbox": [2, 2, 10, 8], "area": 80, "iscrowd": 0}
        for i in range(1, 5)
    ]
    if outlines:
        runs = {"size": [20, 24], "counts": [22, 8, 450]}
        packed = {"size": [20, 24], "counts": "f08R>"}
        for each, outline in zip(annotations, ([SQUARE], runs, packed, [SQUARE, SQUARE[::-1]]), strict=True):
            each["segmentation"] = outline
            del each["bbox"]
    categories = [{"id": 3, "name": "cat", "supercategory": "none"}, {"id": 7, "name": "dog", "supercategory": "cat"}]
    table = {"info": {}, "images": images, "annotations": annotations, "categories": categories}
    write(root / "annotations.json", json.dumps(table))


def yolo(root: Path, *, outlines: bool = False) -> None:
    splits = ("train", "train", "train", "val")
    pictures(root, *(f"images/{split}/{name}.png" for split, name in zip(splits, NAMES, strict=True)))
    line = "0.1 0.1 0.6 0.1 0.6 0.7 0.1 0.7" if outlines else "0.5 0.5 0.25 0.5"
    for number, (split, name) in enumerate(zip(splits, NAMES, strict=True)):
        write(root / f"labels/{split}/{name}.txt", f"{number % 2} {line}\n1 {line}\n")
    write(root / "data.yaml", "train: images/train\nval: images/val\nnc: 2\nnames:\n  0: cat\n  1: dog\n")


def yolo_classes_txt(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    for name in NAMES:
        write(root / f"{name}.txt", "0 0.5 0.5 0.25 0.5\n1 0.2 0.2 0.1 0.1 0.9\n")
    write(root / "classes.txt", "cat\ndog\n")


def labelme(root: Path, kind: str) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    points = [[2, 2], [12, 10]] if kind == "rectangle" else [[2, 2], [12, 2], [12, 10]]
    for name, label in zip(NAMES, ("cat", "dog", "cat", "dog"), strict=True):
        shapes = [{"label": label, "points": points, "shape_type": kind, "group_id": None, "flags": {}}]
        shapes.append({"label": "cat", "points": [[9, 9], [12, 9]], "shape_type": "circle"})
        about = {"version": "5", "imagePath": f"{name}.png", "imageHeight": 20, "imageWidth": 24, "imageData": None}
        write(root / f"{name}.json", json.dumps({**about, "shapes": shapes}))


def yolo_pose(root: Path) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    for number, name in enumerate(NAMES):
        write(root / f"labels/{name}.txt", f"{number % 2} 0.5 0.5 0.5 0.5 0.4 0.4 2 0.6 0.6 1 0 0 0\n")
    write(root / "data.yaml", "names: [cat, dog]\nkpt_shape: [3, 3]\n")


def labelme_masks(root: Path) -> None:
    labelme(root, "polygon")
    for name in NAMES:
        data = json.loads((root / f"{name}.json").read_text())
        content = io.BytesIO()
        Image.new("1", (6, 5), 1).save(content, "PNG")
        mask = base64.b64encode(content.getvalue()).decode()
        data["shapes"].append({"label": "dog", "points": [[3, 4], [8, 8]], "shape_type": "mask", "mask": mask})
        write(root / f"{name}.json", json.dumps(data))


def labelme_embedded(root: Path) -> None:
    labelme(root, "rectangle")
    for name in NAMES:
        data = json.loads((root / f"{name}.json").read_text())
        data["imageData"] = base64.b64encode((root / f"{name}.png").read_bytes()).decode()
        write(root / f"{name}.json", json.dumps(data))
        (root / f"{name}.png").unlink()


def labelme_flags(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    for number, name in enumerate(NAMES):
        flags = {"cat": number % 2 == 0, "dog": number % 2 == 1}
        about = {"version": "5", "imagePath": f"{name}.png", "imageHeight": 20, "imageWidth": 24, "imageData": None}
        write(root / f"{name}.json", json.dumps({**about, "flags": flags, "shapes": []}))


TEXTS = {
    "kitti": "Car 0.00 0 -1.58 2 3 15 17 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\n"
    "DontCare -1 -1 -10 1 1 3 3 -1 -1 -1 -1 -1 -1 -1\n",
    "dota": "imagesource:x\ngsd:0.1\n2 2 12 2 12 10 2 10 plane 0\n3 2 12 4 10 12 1 10 ship 1\n",
    "visdrone": "2,3,10,12,1,4,0,0\n1,1,5,5,0,0,0,0\n3,3,9,9,1,1,0,1,\n",
    "bbox_label_tool": "2\n2 3 15 17 cat\n1 1 9 9 dog\n",
    "pixel_lines": "0 2 3 15 17\n1 13 9 22 19\n",
}


def text_boxes(root: Path, format: str) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    for name in NAMES:
        write(root / f"labels/{name}.txt", TEXTS[format])


def keras_txt(root: Path) -> None:
    pictures(root, *(f"train/{name}.png" for name in NAMES))
    write(root / "train/_annotations.txt", "".join(f"{name}.png 2,3,15,17,0 1,1,9,9,1\n" for name in NAMES))
    write(root / "train/_classes.txt", "cat\ndog\n")


def wider_face(root: Path) -> None:
    pictures(root, *(f"WIDER_train/images/0--Parade/{name}.png" for name in NAMES))
    line = "2 3 12 14 0 0 0 0 0 0 \n"
    lines = "".join(f"0--Parade/{name}.png\n2\n{line}{line}" for name in NAMES[:3])
    write(root / "wider_face_split/wider_face_train_bbx_gt.txt", f"{lines}0--Parade/d.png\n0\n0 0 0 0 0 0 0 0 0 0 \n")


def table(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    rows = [f"{name}.png,{label},train" for name, label in zip(NAMES, "xyxy", strict=True)]
    write(root / "table.csv", "\n".join(["path,label,split", *rows[:3], rows[3].replace("train", "val")]) + "\n")


def table_boxes(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    rows = [f"{name}.png,24,20,{label},2,3,15,17" for name, label in zip(NAMES, "xyxy", strict=True)]
    write(
        root / "_annotations.csv", "\n".join(["filename,width,height,class,xmin,ymin,xmax,ymax", *rows, rows[0]]) + "\n"
    )


def table_via(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    header = "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes"
    shape = {"name": "polygon", "all_points_x": [2, 12, 12, 2], "all_points_y": [2, 2, 10, 10]}
    cells = [quoted(json.dumps(shape)), quoted(json.dumps({"class": "cat"}))]
    write(root / "via.csv", "\n".join([header, *(f"{name}.png,9,{{}},1,0,{','.join(cells)}" for name in NAMES)]) + "\n")


def table_label_studio(root: Path) -> None:
    pictures(root, *(f"{name}.png" for name in NAMES))
    about = {"original_width": 24, "original_height": 20, "rotation": 0, "rectanglelabels": ["cat"]}
    cell = quoted(json.dumps([{"x": 10, "y": 10.5, "width": 50, "height": 60, **about}]))
    rows = [f"{i},/data/upload/1/0000000{i}-{name}.png,{cell}" for i, name in enumerate(NAMES)]
    write(root / "project.csv", "\n".join(["id,image,label", *rows]) + "\n")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def table_runs(root: Path) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    rows = [f"{name}.png,{label},1 9 21 5" for name, label in zip(NAMES, "xyxy", strict=True)]
    write(root / "train.csv", "\n".join(["ImageId,ClassId,EncodedPixels", *rows]) + "\n")


def table_lines(root: Path, *, objects: bool = False) -> None:
    pictures(root, *(f"train/{name}.png" for name in NAMES))
    rows: list[dict[str, Any]] = [
        {"file_name": f"{name}.png", "label": label} for name, label in zip(NAMES, "xyxy", strict=True)
    ]
    if objects:
        rows = [{**row, "objects": {"bbox": [[2, 2, 10, 8]], "categories": [row.pop("label")]}} for row in rows]
    write(root / "train/metadata.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def table_one_hot(root: Path) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    rows = [f"{name},{i % 2},{1 - i % 2},0" for i, name in enumerate(NAMES)]
    write(root / "train.csv", "\n".join(["image_id,healthy,rust,scab", *rows]) + "\n")


def table_list(root: Path) -> None:
    pictures(root, *(f"images/{name}.png" for name in NAMES))
    for split, names in (("train", NAMES[:2]), ("test", NAMES[2:])):
        write(root / f"{split}.txt", "".join(f"images/{name}.png {i}\n" for i, name in enumerate(names)))


def folders(root: Path) -> None:
    pictures(root, *(f"{label}/{name}.png" for label in ("ants", "bees") for name in NAMES))
    write(root / "notes.json", '{"a": [1, 2]}')
    write(root / "about.xml", "<about><a>1</a></about>")
    write(root / "metadata.csv", "one,two\n1,2\n")


def file_names(root: Path) -> None:
    pictures(root, *(f"train/{label}.{number}.png" for label in ("cat", "dog") for number in range(3)), "test1/1.png")
    write(root / "sampleSubmission.csv", "id,label\n1,0\n")


def tiny_imagenet(root: Path) -> None:
    labels = ("n02099601", "n02124075")
    pictures(root, *(f"train/{label}/images/{label}_{number}.png" for label in labels for number in range(2)))
    pictures(root, *(f"val/images/val_{number}.png" for number in range(2)))
    lines = [f"val_{number}.png\t{labels[number]}\t0\t0\t9\t9" for number in range(2)]
    write(root / "val/val_annotations.txt", "\n".join(lines) + "\n")


def cub(root: Path) -> None:
    paths = [f"{label}/{number}.png" for label in ("001.a", "002.b") for number in range(3)]
    pictures(root, *(f"images/{path}" for path in paths))
    write(root / "images.txt", "".join(f"{number} {path}\n" for number, path in enumerate(paths, 1)))
    write(root / "train_test_split.txt", "".join(f"{number} {int(number % 3 > 0)}\n" for number in range(1, 7)))


def food_101(root: Path) -> None:
    pictures(root, *(f"images/{label}/{number}.png" for label in ("pie", "ramen") for number in range(3)))
    write(root / "meta/train.txt", "pie/0\npie/1\nramen/0\nramen/1\n")
    write(root / "meta/test.txt", "pie/2\nramen/2\n")


def webdataset(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for split in ("train", "val"):
        with tarfile.open(root / f"{split}-000000.tar", "w") as archive:
            for number in range(4):
                picture = io.BytesIO()
                draw(COLOURS["red"], number, SIZE).save(picture, "PNG")
                for ending, content in ((".png", picture.getvalue()), (".cls", str(number % 2).encode())):
                    about = tarfile.TarInfo(f"{number:06}{ending}")
                    about.size = len(content)
                    archive.addfile(about, io.BytesIO(content))


def cityscapes(root: Path) -> None:
    for number, name in enumerate(NAMES):
        split = "val" if name == "d" else "train"
        pictures(root, f"leftImg8bit/{split}/x/x_{name}_leftImg8bit.png")
        mask(root / f"gtFine/{split}/x/x_{name}_gtFine_labelIds.png", number, {0: 0, 1: 7, 2: 26})


def ade20k(root: Path, suffix: str) -> None:
    for number, name in enumerate(NAMES):
        (root / "training").mkdir(parents=True, exist_ok=True)
        draw(COLOURS["red"], number, SIZE).save(root / f"training/{name}.jpg")
        mask(root / f"training/{name}_seg.png", number, {0: (0, 0, 0), 1: (0, 5, 1), 2: (10, 6, 2)})
        if suffix == ".json":
            objects = [
                {"name": "cat, true cat", "name_ndx": 5, "parts": {"part_level": 0}},
                {"name": "dog", "name_ndx": 262, "parts": {"part_level": 0}},
            ]
            write(root / f"training/{name}.json", json.dumps({"annotation": {"object": objects}}))
        else:
            write(root / f"training/{name}_atr.txt", '001 # 0 # 0 # cat # cat # ""\n002 # 0 # 0 # dog # dog # ""\n')


def cifar(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 256, (4, 3072), dtype=np.uint8)
    for name in ("data_batch_1", "test_batch"):
        (root / name).write_bytes(pickle.dumps({"data": pixels, "labels": [0, 1, 0, 1]}, 2))
    (root / "batches.meta").write_bytes(pickle.dumps({"label_names": ["cat", "dog"]}, 2))


def idx(root: Path, *, packed: bool = False) -> None:
    root.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 256, (4, 20, 24), dtype=np.uint8)
    for kind in ("train", "t10k"):
        images = b"\0\0\x08\x03" + struct.pack(">iii", *pixels.shape) + pixels.tobytes()
        labels = b"\0\0\x08\x01" + struct.pack(">i", 4) + bytes([0, 1, 0, 1])
        for name, content in (("images-idx3", images), ("labels-idx1", labels)):
            suffix = ".gz" if packed else ""
            (root / f"{kind}-{name}-ubyte{suffix}").write_bytes(gzip.compress(content) if packed else content)


SEEDS: dict[str, Callable[[Path], None]] = {
    "voc": voc,
    "coco": coco,
    "coco_outlines": lambda root: coco(root, outlines=True),
    "yolo": yolo,
    "yolo_outlines": lambda root: yolo(root, outlines=True),
    "yolo_classes_txt": yolo_classes_txt,
    "labelme": lambda root: labelme(root, "rectangle"),
    "labelme_outlines": lambda root: labelme(root, "polygon"),
    "yolo_pose": yolo_pose,
    "labelme_masks": labelme_masks,
    "labelme_embedded": labelme_embedded,
    "labelme_flags": labelme_flags,
    **{name: lambda root, name=name: text_boxes(root, name) for name in TEXTS},  # type: ignore[misc]
    "keras_txt": keras_txt,
    "wider_face": wider_face,
    "table": table,
    "table_boxes": table_boxes,
    "table_via": table_via,
    "table_label_studio": table_label_studio,
    "table_runs": table_runs,
    "table_lines": table_lines,
    "table_objects": lambda root: table_lines(root, objects=True),
    "table_one_hot": table_one_hot,
    "table_list": table_list,
    "folders": folders,
    "file_names": file_names,
    "tiny_imagenet": tiny_imagenet,
    "cub": cub,
    "food_101": food_101,
    **{f"masks_{name}": lambda root, name=name: masks(root, name) for name in LEGENDS},  # type: ignore[misc]
    "camvid": camvid,
    "masks_joined": masks_joined,
    "masks_soft": masks_soft,
    "masks_alpha": masks_alpha,
    "webdataset": webdataset,
    "numpy_packed": lambda root: numpy_arrays(root, packed=True),
    "numpy_loose": lambda root: numpy_arrays(root, packed=False),
    "cityscapes": cityscapes,
    "ade20k_lines": lambda root: ade20k(root, "_atr.txt"),
    "ade20k_json": lambda root: ade20k(root, ".json"),
    "cifar": cifar,
    "idx": idx,
    "idx_packed": lambda root: idx(root, packed=True),
    **TOOL_SEEDS,
}
