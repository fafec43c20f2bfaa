"""What people make themselves, and exports that hold something else than boxes."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json
import zipfile

from tests.cli.layouts import drawn
from tests.cli.layouts.boxes import SIX, pics, yaml, yolo
from tests.cli.layouts.drawn import POINTS, SIZE, X0, Y0, YOLO, H, W
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import At, add, boxes, layout, masks, one, told

AB = ("cat", "dog")
TWO = [AB[i % 2] for i in range(12)]
FLAT = [f"{i:03}.jpg" for i in range(12)]
CLASSES = one(AB, 12)
NAMED = told("json", "table", "--label", "column")


@layout(CLASSES, NAMED)
def json_mapping(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    at.text("labels.json", json.dumps(dict(zip(FLAT, TWO, strict=True))))


@layout(CLASSES, NAMED)
def json_list(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    at.text("labels.json", json.dumps([{"filename": n, "label": c} for n, c in zip(FLAT, TWO, strict=True)]))


@layout(CLASSES, NAMED)
def json_in_a_key(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    at.text("data.json", json.dumps({"version": 2, "images": [{"file": n, "class": c} for n, c in zip(FLAT, TWO,
            strict=True)]}))  # fmt: skip


@layout(CLASSES, told("json", "class"))
def json_by_class(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    at.text("classes.json", json.dumps({"cat": FLAT[::2], "dog": FLAT[1::2]}))


@layout(CLASSES, told("txt", "text"))
def text_beside_each(at: At):
    for name, label in zip(FLAT, TWO, strict=True):
        at.pic(name)
        at.text(name.replace("jpg", "txt"), label)


@layout(CLASSES, told("csv", "table", "column", "label"))
def table_a_class(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    for shift, label in enumerate(AB):
        at.text(f"{label}.csv", ["filename", *FLAT[shift::2]])


@layout(CLASSES, told("txt", "list"))
def list_a_class(at: At):
    at.pics(*(f"images/{name}" for name in FLAT))
    for shift, label in enumerate(AB):
        at.text(f"{label}.txt", FLAT[shift::2])


@layout(
    told("before", "after", "column", "label", "--image"), one(("better", "worse"), 6), one(("better", "worse"), 12)
)
def two_picture_columns(at: At):
    at.pics(*FLAT)
    at.text("pairs.csv", ["before,after,outcome", *(f"{FLAT[2 * i]},{FLAT[2 * i + 1]},{('better', 'worse')[i % 2]}" for
            i in range(6))])  # fmt: skip


# YOLO


@layout(boxes(AB, 6, splits="3/3/0"))
def yolo_classes_in_label_folders(at: At):
    for split in ("train", "val"):
        at.pics(*(f"images/{split}/{split}{name}" for name in SIX[:3]))
        yolo(at, f"labels/{split}", [f"{split}{name}" for name in SIX[:3]])
        at.text(f"labels/{split}/classes.txt", AB)


@layout(boxes(("traffic light", "stop sign"), 6))
def yolo_block_names(at: At):
    pics(at)
    yolo(at, "labels")
    at.text(
        "data.yaml",
        "# exported\ntrain: images  # all\nval: images\nnc: 2\nnames:\n  - 'traffic light'\n  - \"stop sign\"\n",
    )


@layout(boxes(AB, 6, splits="3/3/0"), boxes(AB, 6))
def yolo_lists_in_yaml(at: At):
    pics(at)
    yolo(at, "labels")
    at.text("train.txt", [f"./images/{name}" for name in SIX[:3]])
    at.text("val.txt", [f"./images/{name}" for name in SIX[3:]])
    at.text("data.yaml", yaml(train="train.txt", val="val.txt"))


@layout(boxes(AB, 6), told("jpg.txt", "label"))
def yolo_whole_names(at: At):
    pics(at)
    for i, name in enumerate(SIX):
        at.text(f"labels/{name}.txt", f"{i % 2} {YOLO}\n")
    at.text("classes.txt", AB)


@layout(boxes(AB, 6), masks(AB, 6), masks(3, 6))
def yolo_outlines(at: At):
    pics(at)
    yolo(at, "labels", line=" ".join(f"{x / SIZE[0]:.6f} {y / SIZE[1]:.6f}" for x, y in [*POINTS, (X0, Y0 + 5)]))
    at.text("data.yaml", yaml(train="images"))


@layout(boxes(AB, 6))
def yolo_six_numbers(at: At):
    """Saved predictions, kept as labels: a confidence follows each box."""
    pics(at)
    yolo(at, "labels", line=f"{YOLO} 0.87")
    at.text("classes.txt", AB)


@layout(boxes(AB, 6, note=("left out", "line", "cannot")), boxes(AB, 5), boxes(AB, 6, unreadable=1), told("line"),
        boxes(AB, 5, unreadable=1))  # fmt: skip
def yolo_one_damaged(at: At):
    pics(at)
    yolo(at, "labels")
    at.text("labels/005.txt", "cat 0.5 0.5\n")
    at.text("classes.txt", AB)


@layout(boxes(AB, 6), told("two", "several", "voc", "yolo"),
        boxes(AB, 3, unreadable=3, note=("YOLO", "VOC")))  # fmt: skip
def two_sets_in_two_formats(at: At):
    for i in range(3):
        at.pic(f"first/v{i}.jpg")
        drawn.voc(at, f"first/v{i}.xml", f"v{i}.jpg", AB[i % 2])
        at.pic(f"second/y{i}.jpg")
        at.text(f"second/y{i}.txt", f"{i % 2} {YOLO}\n")
    at.text("second/classes.txt", AB)


# Other contents of the same formats


def cvat(text: str) -> str:
    images = "".join(f'<image id="{i}" name="{name}" width="64" height="48">{text.format(AB[i % 2])}</image>' for i, name in
                     enumerate(SIX))  # fmt: skip
    labels = "".join(f"<label><name>{name}</name></label>" for name in AB)
    return f"<annotations><version>1.1</version><meta><job><labels>{labels}</labels></job></meta>{images}</annotations>"


@layout(one(AB, 6), told("tag", "cvat"))
def cvat_tags(at: At):
    pics(at)
    at.text("annotations.xml", cvat('<tag label="{}" source="manual"></tag>'))


@layout(masks(None, 6), boxes(AB, 6))
def cvat_polygons(at: At):
    pics(at)
    points = ";".join(f"{x}.00,{y}.00" for x, y in POINTS)
    at.text("annotations.xml", cvat(f'<polygon label="{{}}" occluded="0" points="{points}" z_order="0"></polygon>'))


@layout(boxes(AB, 6), told("track", "video", "cvat"))
def cvat_video(at: At):
    at.pics(*(f"images/frame_{i:06}.PNG" for i in range(6)))
    tracks = "".join(
        f'<track id="{t}" label="{AB[t]}">' + "".join(f'<box frame="{i}" outside="0" occluded="0" keyframe="1" '
        f'xtl="{X0}" ytl="{Y0}" xbr="{X0 + W}" ybr="{Y0 + H}"></box>' for i in range(6)) + "</track>" for t in (0, 1)
    )  # fmt: skip
    at.text("annotations.xml", f"<annotations><version>1.1</version><meta><task><size>6</size></task></meta>{tracks}"
            "</annotations>")  # fmt: skip


@layout(one(AB, 6), told("choice", "label studio"))
def label_studio_choices(at: At):
    pics(at)
    at.text("export.json", json.dumps([{"id": i, "data": {"image": f"/data/upload/1/{name}"}, "annotations": [{
            "result": [{"type": "choices", "from_name": "choice", "to_name": "image", "value": {"choices": [
            AB[i % 2]]}}]}]} for i, name in enumerate(SIX)]))  # fmt: skip


@layout(told("brush", "label studio", "mask"), masks(None, 6))
def label_studio_brushes(at: At):
    pics(at)
    at.text("export.json", json.dumps([{"id": i, "data": {"image": f"/data/upload/1/{name}"}, "annotations": [{
            "result": [{"type": "brushlabels", "from_name": "tag", "to_name": "image", "original_width": 64,
            "original_height": 48, "value": {"format": "rle", "rle": [0, 0, 1, 2], "brushlabels": [AB[i % 2]]}}]}]}
            for i, name in enumerate(SIX)]))  # fmt: skip


@layout(one(AB, 6), told("via", "region"))
def via_of_files(at: At):
    pics(at)
    data = drawn.via(SIX, AB)
    for i, entry in enumerate(data.values()):
        entry.update(regions=[], file_attributes={"class": AB[i % 2]})
    at.text("via.json", json.dumps(data))


@layout(boxes(("person",), 6))
def coco_keypoints(at: At):
    pics(at)
    data = json.loads(drawn.coco(SIX, ("person",)))
    data["categories"][0].update(keypoints=["nose", "eye"], skeleton=[[1, 2]])
    for found in data["annotations"]:
        found.update(keypoints=[9, 9, 2, 12, 12, 1], num_keypoints=2)
    at.text("person_keypoints_default.json", json.dumps(data))


@layout(told("annotation", "object", "box"), boxes(None, 6))
def coco_without_annotations(at: At):
    pics(at)
    at.text("instances_default.json", json.dumps({**json.loads(drawn.coco(SIX, AB)), "annotations": []}))


@layout(boxes(AB, 12), one(("a", "b"), 12, note=("coco", "box")))
def coco_of_class_folders(at: At):
    names = [f"{'ab'[i % 2]}/{i}.jpg" for i in range(12)]
    at.pics(*names)
    at.text("annotations.json", drawn.coco(names, AB))


@layout(one(("a", "b"), 12, note=("coco", "json")))
def coco_of_one_beside_folders(at: At):
    names = [f"{'ab'[i % 2]}/{i}.jpg" for i in range(12)]
    at.pics(*names)
    at.text("annotations.json", drawn.coco(names[:1], AB))


@layout(told("panoptic"), masks(None, 4))
def coco_panoptic(at: At):
    for i in range(4):
        at.pic(f"val2017/{i:012}.jpg")
        at.mask(f"panoptic_val2017/{i:012}.png", ((0, 0, 0), (10, 20, 0), (200, 7, 0)))
    at.text("panoptic_val2017.json", json.dumps({"images": [{"id": i, "file_name": f"{i:012}.jpg", "width": 64,
            "height": 48} for i in range(4)], "annotations": [{"image_id": i, "file_name": f"{i:012}.png",
            "segments_info": [{"id": 5130, "category_id": 1, "area": 9, "bbox": [1, 1, 9, 9], "iscrowd": 0}]} for i in
            range(4)], "categories": [{"id": 1, "name": "person", "isthing": 1}]}))  # fmt: skip


# Folders


tree = {f"cats and dogs/{name}": 4 for name in AB}
add("mess-class-descriptions", lambda at: (at.tree(tree), [at.text(f"{each}/info.txt", "about it") for each in tree]),
    one(AB, 8))  # fmt: skip
add("mess-train-and-test-flat", lambda at: at.tree({"train": 6, "test": 3}), told("class", "folder"))
add("mess-suffixes", lambda at: at.tree({"cat": ["a.jfif", "b.JPG", "c.jpeg", "d.webp"], "dog": ["a.PNG", "b.bmp",
    "c.tiff", "d.JPEG"]}), one(AB, 8), one(AB, 7))  # fmt: skip
add("mess-backup", lambda at: at.tree({**each(["data", "data - Copy", "data (1)"], AB, 2)}), one(AB, 12), one(AB, 4),
    told("copy"))  # fmt: skip
add("mess-old-and-new", lambda at: at.tree({**each(["old", "new"], AB, 3)}), one(AB, 12), told("level"))
add("mess-sorted-and-unsorted", lambda at: at.tree({"cat": 4, "dog": 4, "unsorted": 3, "to do": 2}),
    one(AB, 8, note=("unsorted",)), one(4, 13), told("unsorted"))  # fmt: skip
add("mess-train-cats-and-test-flat", lambda at: at.tree({"train": [], "train/cat": 4, "train/dog": 4, "test/1": ["1.jpg"],
    "test/2": ["2.jpg"]}), one(AB, 8), told("test"), one(AB, 8, note=("test",)),
    one(4, 10, note=("only in test",)))  # fmt: skip
add("mess-deep-wrapper", lambda at: at.tree({f"Users/ann/Desktop/New folder/my set v2/{c}": 4 for c in AB}), one(AB, 8))
add("mess-single-class", lambda at: at.tree({"cats": 8}), told("one class", "only"))
add("mess-class-of-videos", lambda at: at.tree({f"{c}/clip_{v:03}": [f"frame_{i:04}.jpg" for i in range(3)] for c, vs in
    (("run", (1, 2)), ("walk", (3, 4))) for v in vs}), one(("run", "walk"), 12))  # fmt: skip
add("mess-hospital", lambda at: at.tree({f"{h}/{c}/{p}": 1 for h in ("site A", "site B") for c in ("benign",
    "malignant") for p in ("001", "002", "003")}), one(("benign", "malignant"), 12), told("level"))  # fmt: skip
add("mess-years-below-classes", lambda at: at.tree({f"{c}/{y}": 2 for c in ("corn", "wheat") for y in (2019, 2020, 2021)}),
    one(("corn", "wheat"), 12))  # fmt: skip
add("mess-numbers-in-parts", lambda at: at.tree({f"{s}/{c}/{p}": 1 for s in ("train", "test") for c in ("ok", "nok") for
    p in ("p1", "p2", "p3")}), one(("ok", "nok"), 12, splits="6/0/6"))  # fmt: skip
add(
    "mess-train-is-class-only",
    lambda at: at.tree({"test": 4, "bus": 4}),
    one(("test", "bus"), 8),
    told("test", "class"),
)


@layout(one(AB, 8), told("zip", "unpack"))
def zips_of_classes(at: At):
    for name in AB:
        inside = At(at.root / f"tmp-{name}")
        inside.tree({name: 4})
        with zipfile.ZipFile(at.place(f"{name}.zip"), "w") as archive:
            for file in sorted(inside.root.rglob("*.jpg")):
                archive.write(file, f"{name}/{file.name}")
                file.unlink()
            (inside.root / name).rmdir()
            inside.root.rmdir()


@layout(one(AB, 8), opened="set.zip")
def zip_with_backslashes(at: At):
    inside = At(at.root / "in")
    inside.tree({f"set/{name}": 4 for name in AB})
    with zipfile.ZipFile(at.place("set.zip"), "w") as archive:
        for file in sorted(inside.root.rglob("*.jpg")):
            archive.writestr(file.relative_to(inside.root).as_posix().replace("/", "\\"), file.read_bytes())


@layout(one(AB, 8, splits="4/4/0"), opened="set.zip")
def zip_of_mac(at: At):
    inside = At(at.root / "in")
    inside.tree({f"set/{split}/{name}": 2 for split in ("train", "val") for name in AB})
    with zipfile.ZipFile(at.place("set.zip"), "w") as archive:
        for file in sorted(inside.root.rglob("*.jpg")):
            path = file.relative_to(inside.root).as_posix()
            archive.writestr(path, file.read_bytes())
            archive.writestr(f"__MACOSX/{path.rpartition('/')[0]}/._{file.name}", b"\0\5\x16\7" + b"\0" * 60)


# What must not follow from the rules for others

add("mess-digits-of-domains", lambda at: at.tree(each(["mnist", "svhn"], ("0", "1", "2", "7"), 2)),
    one(("0", "1", "2", "7"), 16))  # fmt: skip
add("mess-drivers", lambda at: at.tree(each(["p002", "p012"], ("c0", "c1", "c2"), 3)), one(("c0", "c1", "c2"), 18),
    told("level"))  # fmt: skip
add("mess-grades-of-hospitals", lambda at: at.tree(each(["Ljubljana", "Graz"], ("grade1", "grade2", "grade3"), 3)),
    one(("grade1", "grade2", "grade3"), 18))  # fmt: skip
add("mess-padded-classes", lambda at: at.tree(each(["train", "test"], ("00000", "00001", "00002"), 3)),
    one(("00000", "00001", "00002"), 18, splits="9/0/9"))  # fmt: skip
add("mess-padded-classes-of-domains", lambda at: at.tree(each(["synthetic", "real"], ("00000", "00001"), 4)),
    one(("00000", "00001"), 16), told("level"), one(("synthetic", "real"), 16, note=("level 2",)))  # fmt: skip
add("mess-letters-as-classes", lambda at: at.tree({f"{c}/{w}": 2 for c in "abc" for w in ("upper", "lower")}),
    one(("a", "b", "c"), 12), one(("upper", "lower"), 12, note=("level",)), told("level"))  # fmt: skip
add("mess-extra-part", lambda at: at.tree({**each(["train", "val", "test", "corrupted"], AB, 2)}), one(AB, 12), one(AB, 16),
    told("corrupted"))  # fmt: skip
add("mess-same-names-in-classes", lambda at: at.tree({c: ["1.jpg", "2.jpg", "3.jpg", "4.jpg"] for c in AB}), one(AB, 8))
add("mess-front-and-back", lambda at: at.tree({c: ["1.jpg", "2.jpg", "3.jpg", "5.jpg"] for c in ("front", "back")}),
    one(("front", "back"), 8), told("--class-level"))  # fmt: skip
add("mess-day-and-night", lambda at: at.tree({"day": 5, "night": 5}), one(("day", "night"), 10))
add("mess-many-classes-of-two", lambda at: at.tree({f"person {chr(97 + i)}": 2 for i in range(9)}), one(9, 18))
add("mess-a-and-b", lambda at: at.tree({c: ["1.jpg", "2.jpg", "3.jpg", "4.jpg"] for c in "AB"}), one(("A", "B"), 8))
add("mess-months-as-classes", lambda at: at.tree(each([""], ("1", "2", "3", "12"), 3)), one(("1", "2", "3", "12"), 12))


@layout(masks(None, 4), masks(None, 4, unreadable=4))
def masks_of_another_day(at: At):
    """Two folders of pictures, only one of which has masks."""
    for i in range(4):
        at.pics(f"labelled/{i}.jpg", f"new/{i + 50}.jpg")
        at.mask(f"masks/{i}.png", (0, 255))


@layout(masks(None, 4, unreadable=None), told("two", "change"))
def masks_of_two_views(at: At):
    for i in range(4):
        at.pics(f"left/{i}.jpg", f"right/{i}.jpg")
        at.mask(f"left_masks/{i}.png", (0, 255))


@layout(
    one(("daisy", "lily"), 10),
)
def names_and_two_yolo_texts(at: At):
    at.pics(*(f"{c}{i:03}.jpg" for c in ("daisy", "lily") for i in range(1, 6)))
    for i in (1, 2):
        at.text(f"daisy{i:03}.txt", "0 0.5 0.5 0.2 0.2\n")
