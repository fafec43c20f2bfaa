"""Folders of public data sets and of people, and classes in file names."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tests.cli.layouts.kit import At, add, layout, masks, one, told


def each(parents: Sequence[str], classes: Sequence[str], count: int = 2) -> dict[str, int]:
    return {f"{parent}/{name}" if parent else name: count for parent in parents for name in classes}


def tree(name, folders, *accept, strays=False, fault=""):
    add(f"folders-{name}", lambda at: at.tree(folders), *accept, takes_strays=strays, fault=fault)


# Public sets

SCENES = ("buildings", "forest", "glacier")
tree(
    "intel-scenes",
    {**each(["seg_train/seg_train"], SCENES, 3), **each(["seg_test/seg_test"], SCENES, 1), "seg_pred/seg_pred": 2},
    one(SCENES, 12),
    strays=True,
)
tree("dogs-vs-cats-sorted", each(["training_set/training_set", "test_set/test_set"], ("cats", "dogs"), 4),
     one(("cats", "dogs"), 16))  # fmt: skip
tree("dogs-vs-cats-pet-images", {"PetImages/Cat": 5, "PetImages/Dog": 5}, one(("Cat", "Dog"), 10), strays=True)
tree("stanford-dogs", each(["Images"], ("n02085620-Chihuahua", "n02085782-Japanese_spaniel", "n02110185-Siberian"), 3),
     one(3, 9))  # fmt: skip
tree("caltech-101", each(["101_ObjectCategories"], ("BACKGROUND_Google", "accordion", "Faces_easy"), 3), one(3, 9))
tree("caltech-256", {f"256_ObjectCategories/{name}": [f"{name[:3]}_{i:04}.jpg" for i in range(3)]
     for name in ("001.ak47", "002.american-flag", "257.clutter")}, one(3, 9))  # fmt: skip
tree("plant-village", each(["plantvillage dataset/color", "plantvillage dataset/grayscale",
     "plantvillage dataset/segmented"], ("Apple___scab", "Corn_(maize)___healthy")),
     one(("Apple___scab", "Corn_(maize)___healthy"), 12),
     one(("Apple___scab", "Corn_(maize)___healthy"), 4), told("color", "grayscale"))  # fmt: skip
tree("eurosat", {f"2750/{name}": [f"{name}_{i}.jpg" for i in range(1, 5)] for name in ("AnnualCrop", "SeaLake")},
     one(("AnnualCrop", "SeaLake"), 8), strays=True)  # fmt: skip
tree("chest-xray", {**each(["chest_xray/train"], ("NORMAL", "PNEUMONIA"), 4),
     **each(["chest_xray/val"], ("NORMAL", "PNEUMONIA"), 1), **each(["chest_xray/test"], ("NORMAL", "PNEUMONIA"))},
     one(("NORMAL", "PNEUMONIA"), 14, splits="8/2/4"), strays=True)  # fmt: skip
tree("lfw", {f"lfw/{name}": [f"{name}_{i:04}.jpg" for i in range(1, n + 1)] for name, n in
     {"Aaron_Eckhart": 1, "George_W_Bush": 4, "Zico": 3, "Al_Gore": 1}.items()},
     one(4, 9), told("classes"))  # fmt: skip
tree("fer2013", {**each(["train"], ("angry", "happy", "neutral"), 3), **each(["test"], ("angry", "happy", "neutral"),
     1)}, one(("angry", "happy", "neutral"), 12))  # fmt: skip
tree("vggface2", {**each(["train"], ("n000002", "n000003"), 4), **each(["test"], ("n000001", "n000009"), 3)},
     one(4, 14), told("n000001", "test"), one(("n000002", "n000003"), 8, note=("test", "n000001")))  # fmt: skip
tree("office-31", each([f"{domain}/images" for domain in ("amazon", "dslr", "webcam")], ("back_pack", "bike"), 3),
     one(("back_pack", "bike"), 18))  # fmt: skip
tree("pacs", each(["art_painting", "cartoon", "photo", "sketch"], ("dog", "elephant", "guitar"), 2),
     one(("dog", "elephant", "guitar"), 24))  # fmt: skip
tree("domainnet", each(["clipart", "infograph", "real"], ("aircraft_carrier", "zebra"), 3),
     one(("aircraft_carrier", "zebra"), 18))  # fmt: skip
tree("kvasir", each(["kvasir-dataset-v2"], ("dyed-lifted-polyps", "normal-cecum", "ulcerative-colitis"), 3), one(3, 9))
tree("covid-ct", {"CT_COVID": 5, "CT_NonCOVID": 5}, one(("CT_COVID", "CT_NonCOVID"), 10), strays=True)
tree("fruits-360", {**{f"fruits-360/Training/{name}": [f"{i}_100.jpg" for i in range(4)] for name in
     ("Apple Braeburn 1", "Apple 6", "Cherry Wax Red 1")}, **{f"fruits-360/Test/{name}": [f"r_{i}_100.jpg"
     for i in range(2)] for name in ("Apple Braeburn 1", "Apple 6", "Cherry Wax Red 1")},
     "fruits-360/test-multiple_fruits": 2, "fruits-360/papers": 1},
     one(("Apple Braeburn 1", "Apple 6", "Cherry Wax Red 1"), 18))  # fmt: skip
tree("garbage", each(["garbage classification/Garbage classification"], ("cardboard", "glass", "trash"), 3),
     one(("cardboard", "glass", "trash"), 9), strays=True)  # fmt: skip
tree("imagenet", {**each(["ILSVRC/Data/CLS-LOC/train"], ("n01440764", "n01443537"), 4),
     "ILSVRC/Data/CLS-LOC/test": ["ILSVRC2012_test_00000001.JPEG", "ILSVRC2012_test_00000002.JPEG"]},
     one(("n01440764", "n01443537"), 8))  # fmt: skip
tree("imagenet-mini-val-sorted", {**each(["imagenet-mini/train"], ("n01440764", "n01443537"), 4),
     **each(["imagenet-mini/val"], ("n01440764", "n01443537"), 1)},
     one(("n01440764", "n01443537"), 10, splits="8/2/0"))  # fmt: skip


@layout(one(("adenosis", "fibroadenoma", "ductal_carcinoma"), 18), one(("benign", "malignant"), 18))
def break_his(at: At):
    for top, kind, code in (("benign", "adenosis", "A"), ("benign", "fibroadenoma", "F"),
                            ("malignant", "ductal_carcinoma", "DC")):  # fmt: skip
        for slide in ("14-22549AB", "14-29960CD", "14-4659"):
            for zoom in ("40X", "100X"):
                letter = top[0].upper()
                name = f"SOB_{letter}_{code}-{slide}"
                at.pic(f"BreaKHis_v1/histology_slides/breast/{top}/SOB/{kind}/{name}/{zoom}/{name}-{zoom[:-1]}-001.png")


@layout(one(("apple_pie", "beef_tartare"), 8, splits="6/0/2"), one(("apple_pie", "beef_tartare"), 8, splits="6/2/0"))
def food_101(at: At):
    for name in ("apple_pie", "beef_tartare"):
        at.tree({f"food-101/images/{name}": [f"{1000 + i}.jpg" for i in range(4)]})
    at.text("food-101/meta/classes.txt", ["apple_pie", "beef_tartare"])
    at.text("food-101/meta/labels.txt", ["Apple pie", "Beef tartare"])
    at.text(
        "food-101/meta/train.txt", [f"{name}/{1000 + i}" for name in ("apple_pie", "beef_tartare") for i in (0, 1, 2)]
    )
    at.text("food-101/meta/test.txt", [f"{name}/1003" for name in ("apple_pie", "beef_tartare")])
    at.text("food-101/README.txt", "The Food-101 data set")


@layout(
    one(("001.Black_footed_Albatross", "002.Laysan_Albatross"), 8),
    one(("Black_footed_Albatross", "Laysan_Albatross"), 8),
    told("box", "bounding_boxes"),
)
def cub_whole(at: At):
    names = [f"00{c}.{name}/{name}_{i}.jpg" for c, name in ((1, "Black_footed_Albatross"), (2, "Laysan_Albatross"))
             for i in range(4)]  # fmt: skip
    top = "CUB_200_2011"
    for name in names:
        at.pic(f"{top}/images/{name}")
    at.text(f"{top}/images.txt", [f"{i} {name}" for i, name in enumerate(names, 1)])
    at.text(f"{top}/image_class_labels.txt", [f"{i} {1 + (i > 4)}" for i in range(1, 9)])
    at.text(f"{top}/train_test_split.txt", [f"{i} {i % 2}" for i in range(1, 9)])
    at.text(f"{top}/bounding_boxes.txt", [f"{i} 8.0 6.0 20.0 20.0" for i in range(1, 9)])
    at.text(f"{top}/classes.txt", ["1 001.Black_footed_Albatross", "2 002.Laysan_Albatross"])
    at.text(f"{top}/parts/parts.txt", ["1 back", "2 beak"])
    at.text(f"{top}/parts/part_locs.txt", [f"{i} 1 10.0 10.0 1" for i in range(1, 9)])
    at.text("attributes.txt", ["1 has_bill_shape::curved"])


@layout(told("mat", "imagelabels"))
def flowers_102(at: At):
    at.tree({"jpg": [f"image_{i:05}.jpg" for i in range(1, 9)]})
    at.data("imagelabels.mat", b"MATLAB 5.0 MAT-file, Platform: GLNXA64" + b"\0" * 200)
    at.data("setid.mat", b"MATLAB 5.0 MAT-file, Platform: GLNXA64" + b"\0" * 200)


@layout(told("age", "name", "class", "--label"), one(None, None, note=("00", "folder")))
def imdb_face(at: At):
    for folder in ("00", "01", "02"):
        at.tree({f"imdb_crop/{folder}": [f"nm000{i}{folder}_rm124825600_1899-5-10_1968.jpg" for i in range(4)]})
    at.data("imdb_crop/imdb.mat", b"MATLAB 5.0 MAT-file" + b"\0" * 200)


# Names of splits

for number, (train, val, test) in enumerate(
    (
        ("entraînement", "validation", "essai"),
        ("обучение", "валидация", "тест"),
        ("Treino", "Validação", "Teste"),
        ("学習", "検証", "テスト"),
        ("학습", "검증", "시험"),
        ("Training", "Validierung", "Prüfung"),
        ("TRAIN_IMAGES", "VAL_IMAGES", "TEST_IMAGES"),
        ("train-set", "dev-set", "hold-out"),
        ("addestramento", "convalida", "prova"),
        ("data_train_2023", "data_valid_2023", "data_test_2023"),
        ("train_224", "val_224", "test_224"),
        ("01_training", "02_validation", "03_testing"),
    )
):
    tree(f"splits-{number}-{train}", {**each([train], ("Katze", "Hund"), 3), **each([val], ("Katze", "Hund"), 1),
         **each([test], ("Katze", "Hund"), 1)}, one(("Katze", "Hund"), 10, splits="6/2/2"))  # fmt: skip
tree("splits-inside-classes", each(["rose", "tulip"], ("training", "validation"), 3),
     one(("rose", "tulip"), 12, splits="6/6/0"))  # fmt: skip
tree("splits-only-train-and-others", {**each(["dataset/train"], ("a_cat", "a_dog"), 4), "dataset/test": 3},
     one(("a_cat", "a_dog"), 8))  # fmt: skip

# Folds, patients, dates

tree("folds", each([f"fold_{i}" for i in range(5)], ("benign", "malignant"), 1), one(("benign", "malignant"), 10))
tree("folds-words", each([f"{i}st fold" for i in range(1, 4)], ("benign", "malignant"), 2),
     one(("benign", "malignant"), 12))  # fmt: skip
tree("patients-above", each([f"patient_{i:03}" for i in (1, 4, 9)], ("lesion", "normal"), 2), one(("lesion", "normal"),
     12))  # fmt: skip
tree("patients-above-by-id", each(["8863", "8864", "8865", "9022"], ("0", "1"), 2), one(("0", "1"), 16), told("level"))
tree("patients-below", {**{f"normal/P{i}": 2 for i in range(4)}, **{f"tumour/P{i}": 2 for i in range(4, 8)}},
     one(("normal", "tumour"), 16))  # fmt: skip
tree("patients-same-below", each(["normal", "tumour"], ("case01", "case02", "case03"), 2), one(("normal", "tumour"),
     12))  # fmt: skip
tree("dates", {f"2021/{month:02}/{name}": 2 for month in (1, 2, 3) for name in ("oak", "pine")}, one(("oak", "pine"),
     12))  # fmt: skip
tree("dates-only", {f"{year}/{month:02}": 2 for year in (2021, 2022) for month in (1, 2, 5)},
     told("class", "folder", "date"))  # fmt: skip
tree("classes-then-dates", {f"{name}/{date}": 2 for name in ("oak", "pine") for date in ("2021-05", "2021-06")},
     one(("oak", "pine"), 8))  # fmt: skip
tree("taxonomy", {"animals/cats/siamese": 3, "animals/cats/persian": 3, "animals/dogs/beagle": 3,
     "plants/trees/oak": 3}, one(("siamese", "persian", "beagle", "oak"), 12), told("level"), one(None, 12, note=("level",)))  # fmt: skip

# Names of classes

tree("class-named-train", each([""], ("train", "bus", "tram"), 4), one(("train", "bus", "tram"), 12), strays=True)
tree("class-named-train-in-splits", each(["train", "test"], ("train", "bus", "tram"), 2), one(("train", "bus", "tram"),
     12, splits="6/0/6"))  # fmt: skip
tree("class-named-test-tube", each([""], ("test tube", "beaker", "val d'isere"), 3), one(("test tube", "beaker",
     "val d'isere"), 9))  # fmt: skip
tree("class-named-image", each([""], ("Image", "Text", "Table"), 3), one(("Image", "Text", "Table"), 9))
tree("class-named-data", each([""], ("data", "no data"), 5), one(("data", "no data"), 10))
tree("class-named-mask", each(["train", "val"], ("with_mask", "without_mask"), 3), one(("with_mask", "without_mask"),
     12, splits="6/6/0"))  # fmt: skip
tree("class-named-background", each(["Dataset"], ("background", "weed", "crop"), 3), one(("background", "weed", "crop"),
     9))  # fmt: skip
tree("class-named-other", each([""], ("good", "bad", "other", "unknown"), 3), one(4, 12))
tree("class-named-docs", each([""], ("docs", "slides", "photos"), 3), one(("docs", "slides", "photos"), 9),
     told("docs"), one(("slides", "photos"), 6, note=("docs",)))  # fmt: skip
tree("classes-of-digits", each(["train", "test"], ("0", "1", "2", "10"), 2), one(("0", "1", "2", "10"), 16,
     splits="8/0/8"))  # fmt: skip
tree("classes-of-digits-flat", each(["MNIST"], [str(i) for i in range(10)], 2), one(10, 20))
tree("classes-of-letters", each([""], ("A", "B", "C", "a_del"), 3), one(4, 12))
tree("yes-no", {"brain_tumor_dataset/yes": 4, "brain_tumor_dataset/no": 4}, one(("yes", "no"), 8))
tree("yes-no-beside-copy", {"yes": 4, "no": 4, "brain_tumor_dataset/yes": 4, "brain_tumor_dataset/no": 4},
     one(("yes", "no"), 16), one(("yes", "no"), 8), told("yes", "brain"))  # fmt: skip

# What lies beside

tree("notebook-checkpoints", {"cats": 4, "dogs": 4, ".ipynb_checkpoints": 1, "cats/.ipynb_checkpoints": 1,
     "__MACOSX/cats": 2}, one(("cats", "dogs"), 8))  # fmt: skip
tree("runs-beside", {**each(["train", "val"], ("cats", "dogs"), 3), "runs/classify/train": ["confusion_matrix.png",
     "results.png", "val_batch0_pred.jpg"]}, one(("cats", "dogs"), 12, splits="6/6/0"))  # fmt: skip
tree("runs-beside-flat", {"cats": 4, "dogs": 4, "runs/detect/exp": ["labels.jpg", "results.png"]},
     one(("cats", "dogs"), 8))  # fmt: skip
tree("docs-beside", {"cats": 4, "dogs": 4, "docs/images": ["logo.png", "fig1.png"], "figures": ["a.png"]},
     one(("cats", "dogs"), 8))  # fmt: skip
tree("top-picture", {"cats": 4, "dogs": 4, ".": ["banner.png"]}, one(("cats", "dogs"), 8))
tree("project-around-data", {**each(["data/train", "data/test"], ("cats", "dogs"), 3), "assets": ["demo.png"],
     "notebooks/plots": ["loss.png"], "src": []}, one(("cats", "dogs"), 12, splits="6/0/6"))  # fmt: skip
tree("empty-class", {"cats": 4, "dogs": 4, "birds": []}, one(("cats", "dogs"), 8, note=("birds",)))
tree("empty-class-in-val", {**each(["train"], ("cats", "dogs"), 4), "val/cats": 2, "val/dogs": []},
     one(("cats", "dogs"), 10, note=("dogs",)), one(("cats", "dogs"), 10, splits="8/2/0"))  # fmt: skip
NFC = unicodedata.normalize("NFC", "café")
tree("unicode-twins", {f"train/{NFC}": 4, "train/thé": 4, f"val/{unicodedata.normalize('NFD', NFC)}": 2, "val/thé": 2},
     one(2, 12))  # fmt: skip
tree("case-in-splits", {"train/Cat": 4, "train/Dog": 4, "val/cat": 2, "val/DOG": 2}, one(2, 12))
tree("space-and-underscore", {"train/red fox": 4, "train/owl": 4, "test/red_fox": 2, "test/owl": 2}, one(2, 12),
     one(3, 12, note=("red",)))  # fmt: skip
tree("augmented-beside", {**each(["original"], ("cats", "dogs"), 3), **each(["augmented"], ("cats", "dogs"), 3)},
     one(("cats", "dogs"), 12), one(("cats", "dogs"), 6), told("augmented"))  # fmt: skip
tree("two-cameras", each(["camera_left", "camera_right"], ("open", "closed"), 3), one(("open", "closed"), 12))
tree("one-class-of-train-only", {"train/good": 5, "test/good": 2, "test/crack": 2, "test/scratch": 2},
     one(("good", "crack", "scratch"), 11), told("train", "good"))  # fmt: skip
tree("mvtec", {"bottle/train/good": 4, "bottle/test/good": 2, "bottle/test/broken_large": 2,
     "bottle/ground_truth/broken_large": []}, one(("good", "broken_large"), 8), told("good", "train"))  # fmt: skip


@layout(one(2, 8, counts={"Cat": 4, "Dog": 4}), strays=True)
def with_captions(at: At):
    """Tools of text-to-image write a text beside each picture."""
    for name in ("Cat", "Dog"):
        for i in range(4):
            at.pic(f"{name}/{i}.png")
            at.text(f"{name}/{i}.txt", "a photo of an animal, sitting")


@layout(masks(None, 6), one(("benign", "normal"), 6, note=("mask",)), told("mask"))
def mask_beside_in_classes(at: At):
    for name in ("benign", "normal"):
        for i in range(1, 4):
            at.pic(f"{name}/{name} ({i}).png")
            at.mask(f"{name}/{name} ({i})_mask.png", (0, 255))


# Classes in file names


def names(name, files, *accept, strays=False, fault=""):
    add(f"names-{name}", lambda at: at.pics(*files), *accept, takes_strays=strays, fault=fault)


ASK = told("class", "folder", "label", "annotation")
names("dots", [f"train/{c}.{i}.jpg" for c in ("cat", "dog") for i in range(5)], one(("cat", "dog"), 10), strays=True)
names("imagenet", [f"{c}_{i}.JPEG" for c in ("n02099601", "n02101388") for i in (3, 12, 441, 90)],
      one(("n02099601", "n02101388"), 8))  # fmt: skip
names("hyphen", [f"{c}-{i}.png" for c in ("apple", "pear", "sour cherry") for i in range(3)], one(("apple", "pear",
      "sour cherry"), 9))  # fmt: skip
names("brackets", [f"{c} ({i}).jpg" for c in ("rose", "tulip") for i in range(1, 6)], one(("rose", "tulip"), 10))
names("number-first", [f"{i}_{c}.png" for c in ("cat", "dog") for i in range(5)], one(("cat", "dog"), 10))
names("glued", [f"{c}{i:03}.jpg" for c in ("daisy", "lily") for i in range(1, 6)], one(("daisy", "lily"), 10))
names("pets-flat", [f"images/{c}_{i}.jpg" for c in ("Abyssinian", "great_pyrenees") for i in (1, 10, 100)],
      one(("Abyssinian", "great_pyrenees"), 6))  # fmt: skip
names("splits", [f"{s}/{c}_{i}_{s}.jpg" for s in ("train", "test") for c in ("car", "bike") for i in range(3)],
      one(("car", "bike"), 12), ASK)  # fmt: skip
names("coil", [f"coil-100/obj{o}__{a}.png" for o in (1, 2, 3) for a in (0, 5, 10)], ASK, one(3, 9, note=("name",)))
names("camera", [f"IMG_{i:04}.JPG" for i in range(1, 9)], ASK)
names("cameras", [*(f"DSC_{i:04}.jpg" for i in range(1, 5)), *(f"IMG_{i:04}.JPG" for i in range(1, 5))], ASK)
names("phones", [*(f"PXL_20210{i}01_101010.jpg" for i in range(1, 5)),
      *(f"IMG-2021010{i}-WA0001.jpg" for i in range(1, 5))], ASK)  # fmt: skip
names("frames", [f"seq{s:02}_{i:04}.png" for s in (1, 2) for i in range(4)], ASK)
names("frames-cameras", [f"frames/cam{s}_frame{i:05}.jpg" for s in (1, 2) for i in range(4)], ASK)
names("frames-named-video", [f"GOPR0{s}_{i:05}.jpg" for s in (12, 13) for i in range(4)], ASK)
names("screenshots", [f"Screenshot 2023-01-0{i} at 10.11.12.png" for i in range(1, 7)], ASK)
names("screens-and-scans", [*(f"Screenshot_{i}.png" for i in range(4)), *(f"Scan_{i}.png" for i in range(4))], ASK)
names("hashes", [f"{i * 2654435761 % 2**32:08x}{i * 40503 % 65536:04x}.jpg" for i in range(1, 9)], ASK)
names(
    "utkface",
    [
        f"UTKFace/{a}_{g}_{r}_2017011618{i}01.jpg.chip.jpg"
        for i, (a, g, r) in enumerate(
            [(1, 0, 0), (1, 0, 2), (26, 1, 0), (26, 1, 1), (40, 0, 3), (40, 1, 4), (8, 1, 0), (8, 0, 0)], 10
        )
    ],
    ASK,
)
names("tiles", [f"tile_{x}_{y}.png" for x in range(3) for y in range(3)], ASK)
names("people", [f"{c}_{i}.jpg" for c in ("left_hand", "right_hand") for i in range(4)], one(("left_hand",
      "right_hand"), 8), ASK)  # fmt: skip
names("one-word", [f"cat_{i}.jpg" for i in range(6)], ASK)
names("chinese", [f"{c}_{i}.jpg" for c in ("猫", "狗") for i in range(4)], one(("猫", "狗"), 8))
names("roboflow", [f"{c}-{i}_jpg.rf.{i * 40503:032x}.jpg" for c in ("ripe", "rotten") for i in range(1, 5)],
      one(("ripe", "rotten"), 8))  # fmt: skip
