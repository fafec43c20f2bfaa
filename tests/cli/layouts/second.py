"""What a second critic's data sets look like: public ones, exports of tools, people's own folders."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import X0, X1, Y0, Y1
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import At, add, boxes, layout, masks, one, told

AB = ("cat", "dog")


def tree(name, folders, *accept, strays=False, fault=""):
    add(f"second-{name}", lambda at: at.tree(folders), *accept, takes_strays=strays, fault=fault)


def names(count, pattern="{:04}.jpg", first=0):
    return [pattern.format(i) for i in range(first, first + count)]


# Industry


@layout(
    masks(None, 6, unreadable=8),
    told("good", "mask", "ground_truth"),
    one(("good", "broken_large", "broken_small"), None),
)
def mvtec_bottle(at: At):
    at.tree({"bottle/train/good": names(6, "{:03}.png"), "bottle/test/good": names(2, "{:03}.png")})
    for kind in ("broken_large", "broken_small"):
        for i in range(3):
            at.pic(f"bottle/test/{kind}/{i:03}.png")
            at.mask(f"bottle/ground_truth/{kind}/{i:03}_mask.png", (0, 255))
    at.text("bottle/license.txt", "cc by-nc-sa")
    at.text("bottle/readme.txt", "x")


@layout(masks(None, None), told("mask", "Masks", "object"), one(2, 10))
def visa_candle(at: At):
    at.tree({"candle/Data/Images/Normal": names(6, "{:04}.JPG"), "candle/Data/Images/Anomaly": names(4, "{:03}.JPG")})
    for i in range(4):
        at.mask(f"candle/Data/Masks/Anomaly/{i:03}.png", (0, 1))
    rows = [f"candle/Data/Images/Normal/{i:04}.JPG,normal," for i in range(6)]
    rows += [
        f'candle/Data/Images/Anomaly/{i:03}.JPG,"dent,scratch",candle/Data/Masks/Anomaly/{i:03}.png' for i in range(4)
    ]
    at.text("candle/image_anno.csv", ["image,label,mask", *rows])


@layout(masks(None, 8, unreadable=12), told("Label", "mask", "class"), one(("Class1", "Class2"), 20))
def dagm(at: At):
    for kind in ("Class1", "Class2"):
        for part in ("Train", "Test"):
            at.tree({f"{kind}/{part}": names(5, "{:04}.PNG", 575)})
            at.mask(f"{kind}/{part}/Label/0576_label.PNG", (0, 255))
            at.mask(f"{kind}/{part}/Label/0578_label.PNG", (0, 255))
            at.text(
                f"{kind}/{part}/Label/Labels.txt",
                ["1", "575\t0\t0575.PNG\t0\t0", "576\t1\t0576.PNG\t1\t0576_label.PNG"],
            )


@layout(boxes(3, 6))
def gc10_det(at: At):
    for number, name in ((1, "1_chongkong"), (2, "2_hanfeng"), (3, "3_yueyawan")):
        for i in range(2):
            at.pic(f"GC10-DET/{number:02}/img_0{number}_{i:04}.jpg")
            drawn.voc(at, f"GC10-DET/lable/img_0{number}_{i:04}.xml", f"img_0{number}_{i:04}.jpg", name)


@layout(boxes(("missing_hole", "mouse_bite"), 6, unreadable=2), boxes(("missing_hole", "mouse_bite"), 8))
def pcb_defects(at: At):
    for folder, kind in (("Missing_hole", "missing_hole"), ("Mouse_bite", "mouse_bite")):
        for i in range(3):
            at.pic(f"PCB_DATASET/images/{folder}/01_{kind}_{i:02}.jpg")
            drawn.voc(at, f"PCB_DATASET/Annotations/{folder}/01_{kind}_{i:02}.xml", f"01_{kind}_{i:02}.jpg", kind)
    at.pics("PCB_DATASET/PCB_USED/01.JPG", "PCB_DATASET/PCB_USED/04.JPG")
    for folder in ("Missing_hole", "Mouse_bite"):
        at.text(f"PCB_DATASET/rotation/{folder}_angles.txt", ["01_missing_hole_00 12", "01_missing_hole_01 100"])
    at.text("PCB_DATASET/rotate.py", "import cv2")


@layout(boxes(("crazing", "scratches"), 10, splits="6/0/4"), boxes(("crazing", "scratches"), 10, splits="6/4/0"))
def neu_det_split(at: At):
    for part, count in (("train", 3), ("validation", 2)):
        for kind in ("crazing", "scratches"):
            for i in range(count):
                name = f"{kind}_{i + (part == 'validation') * 10}"
                at.pic(f"NEU-DET/{part}/images/{kind}/{name}.jpg")
                drawn.voc(at, f"NEU-DET/{part}/annotations/{name}.xml", f"{name}.jpg", kind)


@layout(boxes(("open", "short"), 6), told("not known", "pixel"))
def deep_pcb(at: At):
    """A test and a template picture, and a text file of corners and a class number."""
    lines = []
    for i in range(6):
        at.pic(f"PCBData/group0/000{i}/000{i}_test.jpg")
        at.pic(f"PCBData/group0/000{i}/000{i}_temp.jpg")
        at.text(f"PCBData/group0/000{i}_not/000{i}.txt", f"{X0} {Y0} {X1} {Y1} {1 + i % 2}\n")
        lines.append(f"group0/000{i}/000{i}.jpg group0/000{i}_not/000{i}.txt")
    at.text("PCBData/trainval.txt", lines[:4])
    at.text("PCBData/test.txt", lines[4:])


@layout(one(("def_front", "ok_front"), 14, splits="8/0/6"))
def casting_parts(at: At):
    at.tree({**each(["casting_data/casting_data/train"], ("def_front", "ok_front"), 4),
             **each(["casting_data/casting_data/test"], ("def_front", "ok_front"), 3)})  # fmt: skip


@layout(told("several", "label", "column"), masks(None, None), one(None, 10))
def severstal_like_with_test(at: At):
    at.tree({"train_images": names(6, "000{}.jpg"), "test_images": names(4, "900{}.jpg")})
    at.text(
        "train.csv",
        [
            "ImageId_ClassId,EncodedPixels",
            *[f"000{i}.jpg_{c},{'100 20 200 20' if c == 1 + i % 4 else ''}" for i in range(6) for c in (1, 2, 3, 4)],
        ],
    )
    at.text(
        "sample_submission.csv",
        ["ImageId_ClassId,EncodedPixels", *[f"900{i}.jpg_{c},1 409600" for i in range(4) for c in (1, 2, 3, 4)]],
    )


@layout(one(None, 8), told("column"))
def elpv(at: At):
    """Solar cells: a probability and a kind, without a header."""
    at.tree({"elpv-dataset/images": names(8, "cell{:04}.png", 1)})
    at.text(
        "elpv-dataset/labels.csv",
        [
            f"images/cell{i + 1:04}.png  {(0, 1, '0.3333333333333333', '0.6666666666666666')[i % 4]}  {('mono', 'poly')[i % 2]}"
            for i in range(8)
        ],
    )


@layout(masks(None, None), told("mask", "pictures"))
def kolektor_sdd2(at: At):
    for part, count in (("train", 5), ("test", 3)):
        for i in range(count):
            at.pic(f"KolektorSDD2/{part}/{10000 + i + 500 * (part == 'test')}.png")
            at.mask(f"KolektorSDD2/{part}/{10000 + i + 500 * (part == 'test')}_GT.png", (0, 255) if i % 2 else (0, 0))
