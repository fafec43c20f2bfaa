"""Tables of public data sets and of people, beside, above and apart from the pictures."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts.kit import At, add, boxes, layout, one, told

AB = ("cat", "dog")


def table(name, header, rows, pictures, *accept, file="train.csv", encoding="utf-8", between=",", strays=False, **rest):
    """A table whose first rows stand for pictures; ``rows`` are lists of cells."""

    def make(at: At) -> None:
        at.pics(*pictures)
        lines = [between.join(map(str, row)) for row in ([header] if header else []) + list(rows)]
        at.text(file, lines, encoding)

    add(f"tables-{name}", make, *accept, takes_strays=strays, **rest)


N = range(12)
ids = [f"{i * 2654435761 % 2**32:08x}" for i in range(1, 13)]
two = [AB[i % 2] for i in N]

table("aptos", ["id_code", "diagnosis"], [[ids[i], i % 4] for i in N], [f"train_images/{i}.png" for i in ids],
      one(("0", "1", "2", "3"), 12), strays=True)  # fmt: skip
table("ham", ["lesion_id", "image_id", "dx", "dx_type", "age", "sex", "localization"],
      [[f"HAM_{i // 2:07}", f"ISIC_{i:07}", ("nv", "mel", "bkl")[i % 3], ("histo", "follow_up")[i // 6], 40.0 + 5 *
       (i % 5), ("male", "female")[i // 2 % 2], ("back", "scalp", "face", "ear")[i // 3]] for i in N],
      [f"HAM10000_images_part_{1 + i // 6}/ISIC_{i:07}.jpg" for i in N], one(("nv", "mel", "bkl"), 12),
      told("--label"), file="HAM10000_metadata.csv", strays=True)  # fmt: skip
table("isic-2020", ["image_name", "patient_id", "sex", "age_approx", "anatom_site_general_challenge", "diagnosis",
      "benign_malignant", "target"], [[f"ISIC_{i:07}", f"IP_{i // 3:07}", ("male", "female")[i // 3 % 2], 45 + 5 * (i
      // 3), ("torso", "head/neck")[i // 2 % 2], ("unknown", "nevus", "melanoma")[2 if i % 4 == 0 else i % 2],
      ("benign", "malignant")[i % 4 == 0], int(i % 4 == 0)] for i in N], [f"train/ISIC_{i:07}.jpg" for i in N],
      one(("benign", "malignant"), 12), one(("0", "1"), 12), told("--label"))  # fmt: skip
CHEX = ["No Finding", "Cardiomegaly", "Edema", "Pneumonia", "Support Devices"]
table("chexpert", ["Path", "Sex", "Age", "Frontal/Lateral", "AP/PA", *CHEX],
      [[f"CheXpert-v1.0-small/train/patient{i:05}/study1/view1_frontal.jpg", ("Female", "Male")[i % 2], 40 + i,
       "Frontal", "AP", *[("", "1.0", "-1.0", "0.0")[(i + j) % 4] for j in range(5)]] for i in N],
      [f"train/patient{i:05}/study1/view1_frontal.jpg" for i in N], told("several", "--label"))  # fmt: skip
table("nih", ["Image Index", "Finding Labels", "Follow-up #", "Patient ID", "Patient Age", "Patient Gender"],
      [[f"{i:08}_000.png", ("No Finding", "Cardiomegaly|Effusion", "Effusion", "Mass|Effusion")[i % 4], i, i // 2, 50,
       "MF"[i % 2]] for i in N], [f"images/{i:08}_000.png" for i in N], told("several", "--label"),
      file="Data_Entry_2017.csv")  # fmt: skip
table("cassava", ["image_id", "label"], [[f"{1000 + i}.jpg", i % 3] for i in N], [f"train_images/{1000 + i}.jpg" for i
      in N], one(("0", "1", "2"), 12), one(3, 12), strays=True)  # fmt: skip
table("plant-2020", ["image_id", "healthy", "multiple_diseases", "rust", "scab"],
      [[f"Train_{i}", *[int(i % 4 == j) for j in range(4)]] for i in N], [f"images/Train_{i}.jpg" for i in N],
      one(("healthy", "multiple_diseases", "rust", "scab"), 12))  # fmt: skip
table("plant-2021-several", ["image", "labels"], [[f"{ids[i]}.jpg", ("healthy", "scab", "scab frog_eye_leaf_spot",
      "frog_eye_leaf_spot", "rust", "rust complex", "complex")[i % 7]] for i in N], [f"train_images/{i}.jpg" for i in
      ids], told("several", "--label"), one(7, 12, note=("several", "combin")))  # fmt: skip
table("dog-breed", ["id", "breed"], [[ids[i] * 4, ("boston_bull", "dingo", "pug")[i % 3]] for i in N],
      [f"train/{i * 4}.jpg" for i in ids], one(("boston_bull", "dingo", "pug"), 12), file="labels.csv")  # fmt: skip
table("deep-weeds", ["Filename", "Label", "Species"], [[f"2016-{i:02}.jpg", i % 3, ("Lantana", "Parkinsonia",
      "Negative")[i % 3]] for i in N], [f"images/2016-{i:02}.jpg" for i in N], one(("Lantana", "Parkinsonia",
      "Negative"), 12), one(("0", "1", "2"), 12), file="labels/labels.csv")  # fmt: skip
table("petfinder", ["Id", "Subject Focus", "Eyes", "Face", "Near", "Action", "Pawpularity"],
      [[ids[i], *[(i * (j + 3)) % 2 for j in range(5)], 20 + 5 * i] for i in N], [f"train/{i}.jpg" for i in ids],
      told("--label", "several", "number"))  # fmt: skip
table("regression-only", ["image", "weight_kg", "length_cm"], [[f"{i}.jpg", f"{20 + 1.7 * i:.1f}", 30 + i] for i in N],
      [f"images/{i}.jpg" for i in N], told("number", "label"))  # fmt: skip
table("mura", [], [[f"MURA-v1.1/train/XR_WRIST/patient{i:05}/study1_positive/" if i % 2 else
      f"MURA-v1.1/train/XR_WRIST/patient{i:05}/study1_negative/", i % 2] for i in N],
      [f"train/XR_WRIST/patient{i:05}/study1_{('negative', 'positive')[i % 2]}/image1.png" for i in N],
      one(("study1_negative", "study1_positive"), 12), one(("0", "1"), 12), one(("negative", "positive"), 12),
      told("level", "folder", "class", "row"), file="train_labeled_studies.csv")  # fmt: skip
table("mura-paths", [], [[f"MURA-v1.1/train/XR_WRIST/patient{i:05}/study1_x/image1.png"] for i in N],
      [f"train/XR_{('WRIST', 'HAND')[i % 2]}/patient{i:05}/study1_x/image1.png" for i in N],
      one(("XR_WRIST", "XR_HAND"), 12), one(("WRIST", "HAND"), 12), told("level", "label", "folder"),
      file="train_image_paths.csv")  # fmt: skip
table("kaggle-flowers", ["id", "flower_cls"], [[i, ("iris", "rose")[i % 2]] for i in N], [f"flowers/{i}.png" for i in
      N], one(("iris", "rose"), 12))  # fmt: skip
table("whales", ["Image", "Id"], [[f"{ids[i]}.jpg", ("new_whale", "w_23a388d", "w_9b5109b")[i % 3]] for i in N],
      [f"train/{i}.jpg" for i in ids], one(("new_whale", "w_23a388d", "w_9b5109b"), 12), told("--label"))  # fmt: skip
table("whales-mostly-single", ["Image", "Id"], [[f"{ids[i]}.jpg", "new_whale" if i < 4 else f"w_{ids[i]}"] for i in N],
      [f"train/{i}.jpg" for i in ids], one(9, 12), told("label", "Id", "own"))  # fmt: skip
table("tsv", ["filename", "category"], [[f"photos/{i}.jpg", two[i]] for i in N], [f"photos/{i}.jpg" for i in N],
      one(AB, 12), between="\t", file="list.tsv", strays=True)  # fmt: skip
table("semicolon-comma", ["Bild", "Breite", "Klasse"], [[f"{i}.jpg", f"{i},75", two[i]] for i in N], [f"Bilder/{i}.jpg"
      for i in N], one(AB, 12), between=";", file="Tabelle.csv")  # fmt: skip
table("utf-16", ["file", "label"], [[f"{i}.jpg", ("café", "thé")[i % 2]] for i in N], [f"{i}.jpg" for i in N],
      one(("café", "thé"), 12), encoding="utf-16", between="\t", file="labels.txt")  # fmt: skip
table("utf-16-csv", ["file", "label"], [[f"{i}.jpg", ("猫", "狗")[i % 2]] for i in N], [f"img/{i}.jpg" for i in N],
      one(("猫", "狗"), 12), encoding="utf-16")  # fmt: skip
table("gbk", ["文件名", "类别"], [[f"{i}.jpg", ("猫", "狗")[i % 2]] for i in N], [f"图片/{i}.jpg" for i in N],
      one(("猫", "狗"), 12), encoding="gbk", file="标签.csv")  # fmt: skip
table("no-header", [], [[f"{i}.jpg", two[i]] for i in N], [f"images/{i}.jpg" for i in N], one(AB, 12))
table("no-header-spaces", [], [[f"images/{i}.jpg", i % 2] for i in N], [f"images/{i}.jpg" for i in N], one(("0", "1"),
      12), between=" ", file="train.txt")  # fmt: skip
table("other-machine", ["image_path", "label"], [[f"/kaggle/input/pets/images/{i}.jpg", two[i]] for i in N],
      [f"images/{i}.jpg" for i in N], one(AB, 12))  # fmt: skip
table("windows-paths", ["path", "class"], [[rf"C:\Users\Ann\Pictures\set\{two[i]}s\{i}.JPG", two[i]] for i in N],
      [f"set/{two[i]}s/{i}.JPG" for i in N], one(AB, 12), one(("cats", "dogs"), 12))  # fmt: skip
table("index-column", ["", "image", "breed"], [[i, f"{i + 100}.jpg", two[i]] for i in N], [f"img/{i + 100}.jpg" for i
      in N], one(AB, 12))  # fmt: skip
table("trailing-spaces", ["image", "label"], [[f"{i}.jpg", ("cat", "cat ", " dog", "dog")[i % 4]] for i in N],
      [f"img/{i}.jpg" for i in N], one(AB, 12))  # fmt: skip
table("case-of-labels", ["image", "label"], [[f"{i}.jpg", ("cat", "Cat", "DOG", "dog")[i % 4]] for i in N],
      [f"img/{i}.jpg" for i in N], one(2, 12), one(4, 12, note=("Cat", "case", "DOG")))  # fmt: skip
table("quoted-commas", ["image", "label", "caption"], [[f"{i}.jpg", ('"cats, small"', '"dogs, large"')[i % 2],
      f'"a ""very"" nice, old {i}"'] for i in N], [f"img/{i}.jpg" for i in N], one(("cats, small", "dogs, large"),
      12))  # fmt: skip
table("url-column", ["url", "file", "species"], [[f"https://example.org/{i * 7}.jpg", f"{i}.jpg", two[i]] for i in N],
      [f"{i}.jpg" for i in N], one(AB, 12))  # fmt: skip
table("split-column", ["file", "subset", "y"], [[f"{i}.jpg", ("training", "training", "validation", "test")[i % 4],
      ("ok", "nok")[i // 4 % 2]] for i in range(16)], [f"img/{i}.jpg" for i in range(16)], one(("ok", "nok"), 16,
      splits="8/4/4"))  # fmt: skip
table("family-and-species", ["img", "family", "species"], [[f"{i}.jpg", ("Rosa", "Rosa", "Lily")[i % 3], ("R. alba",
      "R. canina", "L. regale")[i % 3]] for i in N], [f"img/{i}.jpg" for i in N], told("family", "--label"),
      one(("R. alba", "R. canina", "L. regale"), 12, note=("family",)), one(("Rosa", "Lily"), 12, note=("species",)))  # fmt: skip
table("only-ids-and-notes", ["image", "photographer", "comment"], [[f"{i}.jpg", ("Ann", "Bob")[i % 2],
      f"taken on day {i} in the garden"] for i in N], [f"img/{i}.jpg" for i in N], told("photographer", "label"),
      one(("Ann", "Bob"), 12, note=("photographer",)))  # fmt: skip
table("exif-beside-classes", ["file", "iso", "model", "width"], [[f"{two[i]}/{i}.jpg", 100 * (1 + i % 3), ("Canon",
      "Nikon")[i // 6], 64] for i in N], [f"{two[i]}/{i}.jpg" for i in N], one(AB, 12), file="exif.csv")  # fmt: skip
table("bool-target", ["file_name", "is_defect"], [[f"{i}.jpg", ("True", "False")[i % 2]] for i in N], [f"img/{i}.jpg"
      for i in N], one(2, 12))  # fmt: skip
table("celeba-csv", ["image_id", "5_o_Clock_Shadow", "Bald", "Smiling", "Male"], [[f"{i:06}.jpg", *[(-1, 1)[(i * (j +
      2) // 3) % 2] for j in range(4)]] for i in N], [f"img_align_celeba/img_align_celeba/{i:06}.jpg" for i in N],
      told("several", "--label"), file="list_attr_celeba.csv")  # fmt: skip
table("isic-2019-one-hot", ["image", "MEL", "NV", "BCC", "UNK"], [[f"ISIC_{i:07}", *[float(i % 3 == j) for j in
      range(3)], 0.0] for i in N], [f"ISIC_2019_Training_Input/ISIC_{i:07}.jpg" for i in N], one(("MEL", "NV", "BCC"),
      12), one(("MEL", "NV", "BCC", "UNK"), 12), file="ISIC_2019_Training_GroundTruth.csv")  # fmt: skip
table("sample-submission", ["id", "label"], [[i, 0.5] for i in range(1, 5)], [*[f"train/{c}.{i}.jpg" for c in AB for i
      in range(4)], *[f"test/{i}.jpg" for i in range(1, 5)]], one(AB, 8), told("number", "class"),
      file="sampleSubmission.csv")  # fmt: skip
table("prediction-beside", ["path", "predicted", "score"], [[f"val/{two[i]}/{i}.jpg", two[(i + i // 5) % 2], 0.5 + i /
      30] for i in N], [f"val/{two[i]}/{i}.jpg" for i in N], one(AB, 12, counts={"cat": 6, "dog": 6}),
      file="predictions.csv")  # fmt: skip


@layout(told("pixel", "column"), opened="")
def fashion_pixels(at: At):
    at.text("fashion-mnist_train.csv", [",".join(["label", *(f"pixel{i}" for i in range(1, 785))]),
            *(",".join(map(str, [i % 3, *[(i * j) % 256 for j in range(784)]])) for i in range(6))])  # fmt: skip


@layout(one(None, 6), told("pixel", "column"))
def fer_pixels(at: At):
    at.text("fer2013.csv", ["emotion,pixels,Usage", *(f"{i % 3},{' '.join(str((i * j) % 256) for j in range(2304))},"
            f"{('Training', 'PublicTest')[i % 2]}" for i in range(6))])  # fmt: skip


@layout(told("several", "celeba", "attribute", "--label"))
def celeba_text(at: At):
    at.pics(*(f"img_align_celeba/{i:06}.jpg" for i in range(1, 9)))
    lines = [f"{i:06}.jpg  1 -1 {1 - 2 * (i % 2)} {1 - 2 * (i // 2 % 2)}" for i in range(1, 9)]
    at.text("list_attr_celeba.txt", ["8", "Bald Smiling Young Male", *lines])
    at.text("list_eval_partition.txt", [f"{i:06}.jpg {i % 3}" for i in range(1, 9)])


@layout(one(AB, 12), strays=True)
def json_lines(at: At):
    at.pics(*(f"images/{i}.jpg" for i in N))
    at.text("data.jsonl", [json.dumps({"image": f"images/{i}.jpg", "label": two[i]}) for i in N])


@layout(one(AB, 12, splits="6/6/0"), one(AB, 12, splits="6/0/6"))
def metadata_in_splits(at: At):
    for split in ("train", "validation"):
        at.pics(*(f"{split}/{i:04}.png" for i in range(6)))
        at.text(f"{split}/metadata.jsonl", [json.dumps({"file_name": f"{i:04}.png", "text": AB[i % 2]}) for i in
                range(6)])  # fmt: skip


@layout(told("text", "label", "caption"), one(None, None, note=("text",)))
def metadata_captions(at: At):
    at.pics(*(f"{i:04}.png" for i in N))
    at.text("metadata.jsonl", [json.dumps({"file_name": f"{i:04}.png", "text": f"a {two[i]} number {i} on a mat"})
            for i in N])  # fmt: skip


@layout(one(("healthy", "sick"), 12), one(("0", "1"), 12, note=("healthy", "classes.csv")))
def names_in_a_table(at: At):
    at.pics(*(f"images/{i}.jpg" for i in N))
    at.text("labels.csv", ["file,label", *(f"{i}.jpg,{i % 2}" for i in N)])
    at.text("classes.csv", ["label,name", "0,healthy", "1,sick"])


@layout(one(AB, 12), told("--label"))
def second_table_of_ids(at: At):
    at.pics(*(f"images/{i}.jpg" for i in N))
    at.text("labels.csv", ["id,label", *(f"{i},{two[i]}" for i in N)])
    at.text("owners.csv", ["id,owner,age", *(f"{i},{('Ann', 'Bob', 'Cy')[i % 3]},{20 + i}" for i in N)])


@layout(one(AB, 12, splits="8/4/0"), strays=True)
def train_and_valid_tables(at: At):
    at.pics(*(f"images/{i}.jpg" for i in N))
    at.text("train.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in range(8))])
    at.text("valid.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in range(8, 12))])


@layout(one(AB, 12, splits="8/0/4"), one(("0", "1"), 12, splits="8/0/4", note=("0 cat",)))
def lists_of_paths_and_numbers(at: At):
    at.pics(*(f"jpg/{i}.jpg" for i in N))
    at.text("train.txt", [f"jpg/{i}.jpg {i % 2}" for i in range(8)])
    at.text("test.txt", [f"jpg/{i}.jpg {i % 2}" for i in range(8, 12)])
    at.text("classes.txt", AB)


@layout(one(AB, 12), one(AB, 12, splits="8/0/4"))
def table_apart(at: At):
    at.pics(*(f"archive/pics/{i}.jpg" for i in N))
    at.text("tables/v2/labels.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in N)])


@layout(one(AB, 12), opened="labels.csv")
def table_opened(at: At):
    at.pics(*(f"pics/{i}.jpg" for i in N))
    at.text("labels.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in N)])
    at.text("other.csv", ["image,label", *(f"{i}.jpg,{two[i - 1]}" for i in N)])


@layout(told("image", "picture", "row"), opened="labels.csv")
def table_without_pictures(at: At):
    at.text("labels.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in N)])


@layout(one(AB, 8), one(AB, 8, unreadable=4))
def rows_without_pictures(at: At):
    at.pics(*(f"pics/{i}.jpg" for i in range(8)))
    at.text("labels.csv", ["image,label", *(f"{i}.jpg,{two[i]}" for i in N)])


@layout(one(AB, 12))
def equal_numbers_in_train_and_test(at: At):
    at.pics(*(f"{s}/{i}.png" for s in ("train", "test") for i in range(6)))
    at.text("trainLabels.csv", ["id,label", *(f"{i},{two[i]}" for i in range(6))])
    at.text("testLabels.csv", ["id,label", *(f"{i},{two[i - 1]}" for i in range(6))])


@layout(one(AB, 6))
def unlabelled_test_of_equal_numbers(at: At):
    at.pics(*(f"{s}/{i}.png" for s in ("train", "test") for i in range(6)))
    at.text("trainLabels.csv", ["id,label", *(f"{i},{two[i]}" for i in range(6))])


@layout(told("several"), strays=True)
def roboflow_multilabel(at: At):
    for split in ("train", "valid"):
        at.pics(*(f"{split}/{i}_jpg.rf.{i:032x}.jpg" for i in range(6)))
        at.text(f"{split}/_classes.csv", ["filename, car, person, tree", *(f"{i}_jpg.rf.{i:032x}.jpg, {i % 2}, "
                f"{i // 2 % 2}, 1" for i in range(6))])  # fmt: skip


@layout(one(AB, 12), told("xlsx", "excel"))
def excel_beside_folders(at: At):
    at.tree({"cat": 6, "dog": 6})
    at.data("labels.xlsx", b"PK\3\4" + b"\0" * 60)


@layout(told("excel", "xlsx", "spreadsheet"))
def excel_alone(at: At):
    at.pics(*(f"{i}.jpg" for i in N))
    at.data("labels.xlsx", b"PK\3\4" + b"\0" * 60)


@layout(boxes(("wheat",), 6), boxes(("object",), 6, note=("no column",)), told("box", "bbox"))
def global_wheat(at: At):
    at.pics(*(f"train/{i}.jpg" for i in ids[:6]))
    at.text("train.csv", ["image_id,width,height,bbox,source", *(f'{i},64,48,"[8.0, 6.0, 20.0, 20.0]",usask_1' for i in
            ids[:6])])  # fmt: skip
