"""Outlines and masks of public sets and of people, and pictures beside that are no masks."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

import numpy as np
from PIL import Image

from tests.cli.layouts import drawn
from tests.cli.layouts.kit import SIZE, At, layout, masks, one, told

AB = ("cat", "dog")
SIX = [f"{i:03}" for i in range(6)]
MASK = told("mask", "outline", "segmentation")


def pairs(at: At, picture: str, mask: str, values=(0, 255), count: int = 6) -> None:
    """Write pictures and masks of such names, ``{}`` a number."""
    for i in range(1, count + 1):
        at.pic(picture.format(i))
        at.mask(mask.format(i), values)


@layout(masks(None, 4), masks(None, 4, unreadable=2))
def drive(at: At):
    for i in range(21, 25):
        at.pic(f"DRIVE/training/images/{i}_training.tif")
        at.mask(f"DRIVE/training/1st_manual/{i}_manual1.gif", (0, 255))
        at.mask(f"DRIVE/training/mask/{i}_training_mask.gif", (0, 255))
    for i in range(1, 3):
        at.pic(f"DRIVE/test/images/{i:02}_test.tif")
        at.mask(f"DRIVE/test/mask/{i:02}_test_mask.gif", (0, 255))


@layout(masks(None, 4))
def chase(at: At):
    for i in (1, 2):
        for side in "LR":
            at.pic(f"CHASEDB1/Image_{i:02}{side}.jpg")
            at.mask(f"CHASEDB1/Image_{i:02}{side}_1stHO.png", (0, 255))
            at.mask(f"CHASEDB1/Image_{i:02}{side}_2ndHO.png", (0, 255))


@layout(masks(None, 6), strays=True)
def isic_2018(at: At):
    pairs(at, "ISIC2018_Task1-2_Training_Input/ISIC_{:07}.jpg",
          "ISIC2018_Task1_Training_GroundTruth/ISIC_{:07}_segmentation.png")  # fmt: skip
    at.text("ISIC2018_Task1-2_Training_Input/ATTRIBUTION.txt", "by ISIC")
    at.text("ISIC2018_Task1_Training_GroundTruth/LICENSE.txt", "CC-0")


@layout(masks(None, 6), strays=True)
def kvasir_seg(at: At):
    pairs(at, "Kvasir-SEG/images/cju{}abc.jpg", "Kvasir-SEG/masks/cju{}abc.jpg")
    at.text("Kvasir-SEG/kavsir_bboxes.json", json.dumps({f"cju{i}abc": {"height": 48, "width": 64, "bbox": [{"label":
            "polyp", "xmin": 1, "ymin": 1, "xmax": 20, "ymax": 20}]} for i in range(1, 7)}))  # fmt: skip


@layout(masks(None, 6), strays=True)
def carvana(at: At):
    pairs(at, "train/fff9b3a5373f_{:02}.jpg", "train_masks/fff9b3a5373f_{:02}_mask.gif")


@layout(masks(None, 6))
def lgg_mri(at: At):
    for p in ("TCGA_CS_4941_19960909", "TCGA_DU_5849_19950405"):
        pairs(at, f"kaggle_3m/{p}/{p}_{{}}.tif", f"kaggle_3m/{p}/{p}_{{}}_mask.tif", count=3)
    at.text("kaggle_3m/data.csv", ["Patient,RNASeqCluster,death01", "TCGA_CS_4941,2,1", "TCGA_DU_5849,1,0"])


@layout(masks(None, 4), strays=True)
def dsb_2018(at: At):
    for i in range(4):
        name = f"{i * 2654435761:064x}"
        at.pic(f"stage1_train/{name}/images/{name}.png")
        for j in range(2):
            at.mask(f"stage1_train/{name}/masks/{i * 40503 + j * 7919:064x}.png", (0, 255))


@layout(masks(None, 6), masks(None, 4))
def oxford_pets(at: At):
    for i in range(1, 7):
        at.pic(f"images/Abyssinian_{i}.jpg")
        at.mask(f"annotations/trimaps/Abyssinian_{i}.png", (2, 1, 3))
    at.text("annotations/trainval.txt", [f"Abyssinian_{i} 1 1 1" for i in range(1, 5)])
    at.text("annotations/test.txt", [f"Abyssinian_{i} 1 1 1" for i in range(5, 7)])
    at.text(
        "annotations/list.txt", ["#Image CLASS-ID SPECIES BREED ID", *(f"Abyssinian_{i} 1 1 1" for i in range(1, 7))]
    )


@layout(masks(None, 4, splits="2/2/0"))
def cityscapes(at: At):
    for split, city in (("train", "aachen"), ("val", "munster")):
        for i in range(2):
            stem = f"{city}_{i:06}_000019"
            at.pic(f"leftImg8bit/{split}/{city}/{stem}_leftImg8bit.png")
            at.mask(f"gtFine/{split}/{city}/{stem}_gtFine_labelIds.png", (0, 7, 26))
            at.mask(f"gtFine/{split}/{city}/{stem}_gtFine_instanceIds.png", (0, 7, 26))
            at.mask(f"gtFine/{split}/{city}/{stem}_gtFine_color.png", ((0, 0, 0), (128, 64, 128), (0, 0, 142)))


@layout(masks(("Bicyclist", "Building", "Sky"), 4), masks(None, 4))
def camvid_colours(at: At):
    colours = ((128, 0, 0), (0, 128, 192), (128, 128, 128))
    for split in ("train", "val"):
        for i in range(2):
            at.pic(f"CamVid/{split}/{split}_{i:05}.png")
            at.mask(f"CamVid/{split}_labels/{split}_{i:05}_L.png", colours)
    at.text("CamVid/class_dict.csv", ["name,r,g,b", "Building,128,0,0", "Bicyclist,0,128,192", "Sky,128,128,128"])


@layout(masks(3, 4, splits="2/2/0"), masks(None, 4))
def camvid_segnet(at: At):
    for split in ("train", "val"):
        pairs(at, f"CamVid/{split}/{split}_{{}}.png", f"CamVid/{split}annot/{split}_{{}}.png", (0, 1, 2), 2)
        at.text(f"CamVid/{split}.txt", [f"/SegNet/CamVid/{split}/{split}_{i}.png /SegNet/CamVid/{split}annot/{split}_"
                f"{i}.png" for i in (1, 2)])  # fmt: skip


@layout(masks(None, 4), masks(None, 6))
def voc_segmentation(at: At):
    for i in range(6):
        at.pic(f"VOC2012/JPEGImages/2007_{i:06}.jpg")
        if i < 4:
            at.palette(f"VOC2012/SegmentationClass/2007_{i:06}.png")
            at.palette(f"VOC2012/SegmentationObject/2007_{i:06}.png")
    at.text("VOC2012/ImageSets/Segmentation/train.txt", [f"2007_{i:06}" for i in range(2)])
    at.text("VOC2012/ImageSets/Segmentation/val.txt", [f"2007_{i:06}" for i in range(2, 4)])


@layout(masks(None, 4, splits="2/2/0"))
def ade_challenge(at: At):
    top = "ADEChallengeData2016"
    for split in ("training", "validation"):
        short = split[:5].rstrip("id")
        pairs(at, f"{top}/images/{split}/ADE_{short}_{{:08}}.jpg", f"{top}/annotations/{split}/ADE_{short}_{{:08}}.png",
              (0, 1, 4), 2)  # fmt: skip
    at.text(f"{top}/objectInfo150.txt", ["Idx\tRatio\tTrain\tVal\tStuff\tName", *(f"{i}\t0.1\t1\t1\t1\tname{i}" for i in
            range(1, 151))])  # fmt: skip


@layout(masks(None, 6))
def suim(at: At):
    colours = ((0, 0, 0), (0, 0, 255), (255, 0, 0), (255, 255, 0))
    for i in range(6):
        at.pic(f"SUIM/train_val/images/d_r_{i}_.jpg")
        at.mask(f"SUIM/train_val/masks/d_r_{i}_.bmp", colours)
    for name in ("RI", "HD"):
        at.mask(f"SUIM/train_val/masks/{name}/d_r_0_.bmp", (0, 255))


@layout(masks(None, 6, splits="4/2/0"), masks(None, 6))
def love_da(at: At):
    for split, scenes in (("Train", ("Urban", "Rural")), ("Val", ("Urban",))):
        for scene in scenes:
            top = f"{split}/{scene}"
            pairs(at, f"{top}/images_png/{{}}{scene[0]}{split[0]}.png", f"{top}/masks_png/{{}}{scene[0]}{split[0]}.png",
                  (1, 2, 6), 2)  # fmt: skip


@layout(masks(None, 4))
def potsdam(at: At):
    colours = ((255, 255, 255), (0, 0, 255), (0, 255, 0), (255, 0, 0))
    for i in range(4):
        at.pic(f"2_Ortho_RGB/top_potsdam_2_{i}_RGB.tif")
        at.mask(f"5_Labels_all/top_potsdam_2_{i}_label.tif", colours)


@layout(masks(None, 6), strays=True)
def crack_500(at: At):
    pairs(at, "crack500/traincrop/2016022_{}_1.jpg", "crack500/traincrop/2016022_{}_1.png")


@layout(masks(None, 6), strays=True)
def jpeg_masks(at: At):
    pairs(at, "data/image/img{}.jpg", "data/mask/img{}.jpg")


@layout(masks(2, 6), masks(3, 6), told("transparen", "alpha", "mask"))
def rgba_masks(at: At):
    pairs(at, "images/{}.jpg", "masks/{}.png", ((0, 0, 0, 0), (255, 0, 0, 255)))


@layout(masks(None, 6), told("16"))
def masks_of_16_bit(at: At):
    for i in range(6):
        at.pic(f"images/{i}.png")
        at.mask(f"masks/{i}.png", (0, 1, 300), dtype=np.uint16)


@layout(masks(None, 6), told("size", "larger", "width"), masks(None, 6, unreadable=None))
def masks_larger(at: At):
    for i in range(6):
        at.pic(f"images/{i}.jpg")
        at.mask(f"masks/{i}.png", (0, 1, 2), (2 * SIZE[0], 2 * SIZE[1]))


@layout(masks(None, 5), masks(None, 6), masks(None, 5, unreadable=1))
def one_mask_missing(at: At):
    pairs(at, "images/{}.jpg", "masks/{}.png", (0, 1, 2), 5)
    at.pic("images/6.jpg")


@layout(masks(3, 6))
def images_labels_png(at: At):
    pairs(at, "set/images/{}.png", "set/labels/{}.png", (0, 1, 2))


@layout(masks(None, 6))
def imgs_gts(at: At):
    pairs(at, "TrainDataset/imgs/{}.png", "TrainDataset/gts/{}.png")


@layout(masks(None, 6))
def x_y(at: At):
    pairs(at, "x/{}.png", "y/{}.png", (0, 1))


@layout(masks(None, 4, splits="2/2/0"), masks(None, 4))
def train_frames(at: At):
    for split in ("train", "val"):
        pairs(at, f"{split}_frames/{split}/{{}}.png", f"{split}_masks/{split}/{{}}.png", (0, 1, 2), 2)


@layout(told("two", "change", "pairs"), masks(None, 4, note=("B", "change")), masks(None, 8, note=("B",)))
def change_detection(at: At):
    for i in range(4):
        at.pics(f"train/A/t_{i}.png", f"train/B/t_{i}.png")
        at.mask(f"train/label/t_{i}.png", (0, 255))


@layout(told("class", "depth", "folder"), one(None, None, note=("depth",)))
def depth_beside(at: At):
    for i in range(6):
        at.pic(f"rgb/{i:04}.png")
        ramp = np.linspace(500 + 37 * i, 9000, SIZE[0] * SIZE[1]).reshape(SIZE[1], SIZE[0]).astype(np.uint16)
        Image.fromarray(ramp).save(at.place(f"depth/{i:04}.png"))


@layout(masks(3, 6))
def depth_and_masks(at: At):
    for i in range(6):
        at.pic(f"rgb/{i:04}.png")
        ramp = np.linspace(500 + 37 * i, 9000, SIZE[0] * SIZE[1]).reshape(SIZE[1], SIZE[0]).astype(np.uint16)
        Image.fromarray(ramp).save(at.place(f"depth/{i:04}.png"))
        at.mask(f"label/{i:04}.png", (0, 1, 2))


@layout(told("class", "folder", "pair"))
def super_resolution(at: At):
    """Two sizes of the same pictures are no masks, and no classes."""
    for i in range(5):
        at.pic(f"HR/{i:04}.png", (96, 72))
        at.pic(f"LR/{i:04}.png", (48, 36))


@layout(one(("noisy", "clean"), 10), told("class", "pair", "folder"))
def noisy_and_clean(at: At):
    at.tree({"noisy": [f"{i}.png" for i in range(5)], "clean": [f"{i}.png" for i in range(5)]})


@layout(masks(None, 6), strays=True)
def supervisely_person(at: At):
    """Masks of 0 and 1, nearly black, beside pictures of another suffix, in unusual folders."""
    pairs(at, "people/original/ds_{}.jpeg", "people/segmented_masks/ds_{}.png", (0, 1))


@layout(masks(("sky", "road"), 6), masks(("background", "sky", "road"), 6), masks(3, 6))
def class_names_beside(at: At):
    pairs(at, "images/{}.jpg", "masks/{}.png", (0, 1, 2))
    at.text("classes.txt", ["background", "sky", "road"])


@layout(masks(None, 6))
def masks_upper_case(at: At):
    pairs(at, "Images/IMG_{}.JPG", "Masks/IMG_{}.PNG")


@layout(masks(None, 6))
def overlays_too(at: At):
    for i in range(6):
        at.pics(f"images/{i}.jpg", f"overlays/{i}.jpg")
        at.mask(f"masks/{i}.png", (0, 1, 2))


@layout(masks(None, 6))
def label_names_end(at: At):
    pairs(at, "{}_sat.jpg", "{}_mask.png", ((0, 255, 255), (255, 255, 0), (255, 0, 255)))
    at.text("class_dict.csv", ["name,r,g,b", "urban,0,255,255", "agriculture,255,255,0", "range,255,0,255"])


@layout(masks(None, 6))
def label_studio_brush(at: At):
    """Brush masks exported as PNG, one a label: task-1-annotation-1-by-1-tag-cat-0.png."""
    pairs(at, "images/{}.jpg", "images/{}_gt.png", (0, 255))


@layout(masks(None, 6), told("mask", "segmentation"), one(("benign", "malignant"), 6))
def busi_in_parts(at: At):
    for name in ("benign", "malignant"):
        pairs(at, f"Dataset_BUSI_with_GT/{name}/{name} ({{}}).png", f"Dataset_BUSI_with_GT/{name}/{name} ({{}})_mask.png",
              (0, 255), 3)  # fmt: skip


@layout(one(AB, 6), masks(None, 6, note=("class", "folder")), told("mask"))
def classes_and_masks(at: At):
    """Classes by folder in images/ and in masks/ alike."""
    for name in AB:
        pairs(at, f"images/{name}/{name}{{}}.png", f"masks/{name}/{name}{{}}.png", (0, 255), 3)


@layout(masks(AB, 6), masks(None, 6))
def labelme_polygons(at: At):
    for i, name in enumerate(SIX):
        at.pic(f"{name}.jpg")
        at.text(f"{name}.json", drawn.labelme(f"{name}.jpg", AB[i % 2], "polygon"))


@layout(masks(None, 6, splits="3/3/0"))
def image_sets_beside(at: At):
    pairs(at, "JPEGImages/{}.jpg", "SegmentationClass/{}.png", (0, 1, 2))
    at.text("ImageSets/Segmentation/train.txt", "1\n2\n3\n")
    at.text("ImageSets/Segmentation/val.txt", "4\n5\n6\n")


@layout(masks(None, 6))
def coco_stuff(at: At):
    pairs(at, "images/train2017/{:012}.jpg", "stuffthingmaps/train2017/{:012}.png", (0, 16, 255))


@layout(masks(None, 6))
def roboflow_png_masks(at: At):
    for split in ("train", "valid"):
        pairs(at, f"{split}/a{{}}_jpg.rf.0a1b2c3d4e5f60718293a4b5c6d7e8f9.jpg",
              f"{split}/a{{}}_jpg.rf.0a1b2c3d4e5f60718293a4b5c6d7e8f9_mask.png", (0, 1, 2), 3)  # fmt: skip
        at.text(f"{split}/_classes.csv", ["Pixel Value, Class", "0, background", "1, cat", "2, dog"])
