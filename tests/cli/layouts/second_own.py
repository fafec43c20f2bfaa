"""What a second critic's people have: their own folders and tables, half done, in many languages; and combinations."""

# ruff: noqa: E501 -- rows of data
# fmt: off

from __future__ import annotations

import io
import json
import zipfile

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import YOLO
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import At, add, boxes, layout, masks, one, told
from tests.cli.layouts.pixels import pairs
from tests.cli.layouts.second import AB, names


def tree(name, folders, *accept, strays=False, fault=""):
    add(f"own-{name}", lambda at: at.tree(folders), *accept, takes_strays=strays, fault=fault)


# Folders

tree("copy-of-a-class", {"cat": 4, "dog": 4, "Copy of dog": 4}, one(AB, 12), one(3, 12, note=("Copy of dog",)), told("Copy of dog"))
tree("copies-of-windows", {"cat": 4, "dog": 4, "dog - Copy": 3, "dog (2)": 2}, one(AB, 13), told("Copy"), one(4, 13, note=("Copy",)))
tree("new-folder", {"cat": 4, "dog": 4, "New folder": 3}, one(AB, 8, note=("New folder",)), told("New folder"), one(3, 11, note=("New folder",)))
tree("neuer-ordner", {"Katze": 4, "Hund": 4, "Neuer Ordner": 3}, one(("Katze", "Hund"), 8), told("Neuer Ordner"), one(3, 11, note=("Neuer Ordner",)))
tree("to-sort", {"cat": 4, "dog": 4, "to_sort": 6}, one(AB, 8, note=("to_sort",)), told("to_sort"), one(3, 14, note=("to_sort",)))
tree("unsortiert", {"Katze": 4, "Hund": 4, "unsortiert": 6}, one(("Katze", "Hund"), 8), told("unsortiert"), one(3, 14, note=("unsortiert",)))
tree("trash", {"cat": 4, "dog": 4, ".Trash-1000/files": 3, "__MACOSX/cat": 0}, one(AB, 8))
tree("thumbnails", {"cat": 4, "dog": 4, "cat/thumbnails": 4, "dog/thumbnails": 4}, one(AB, 8), one(AB, 16), told("thumbnails"))
tree("eadir", {"cat": 4, "dog": 4, "@eaDir/cat": 2, "cat/@eaDir/1.jpg": ["SYNOPHOTO_THUMB_M.jpg"]}, one(AB, 8), one(AB, 11))
tree("german-parts", {**each(["Trainingsbilder"], ("Ja", "Nein"), 4), **each(["Validierungsbilder"], ("Ja", "Nein"), 2), **each(["Testbilder"], ("Ja", "Nein"), 1)}, one(("Ja", "Nein"), 14, splits="8/4/2"))
tree("spanish-parts", {**each(["Entrenamiento"], ("perro", "gato"), 4), **each(["Validación"], ("perro", "gato"), 2)}, one(("perro", "gato"), 12, splits="8/4/0"))
tree("japanese-parts", {**each(["訓練データ"], ("犬", "猫"), 4), **each(["テストデータ"], ("犬", "猫"), 2)}, one(("犬", "猫"), 12, splits="8/0/4"))
tree("polish-parts", {**each(["treningowy"], ("pies", "kot"), 4), **each(["walidacyjny"], ("pies", "kot"), 2), **each(["testowy"], ("pies", "kot"), 2)}, one(("pies", "kot"), 16, splits="8/4/4"))
tree("dutch-parts", {**each(["trainset"], ("hond", "kat"), 4), **each(["validatieset"], ("hond", "kat"), 2), **each(["testset"], ("hond", "kat"), 2)}, one(("hond", "kat"), 16, splits="8/4/4"))
tree("ukrainian-parts", {**each(["навчання"], ("кіт", "пес"), 4), **each(["перевірка"], ("кіт", "пес"), 2), **each(["тест"], ("кіт", "пес"), 2)}, one(("кіт", "пес"), 16, splits="8/4/4"), one(("кіт", "пес"), 16, note=("навчання",)), told("навчання"))
tree("hindi-like", {**each(["train_बिल्ली"], ("a1", "b1"), 3), **each(["test_बिल्ली"], ("a1", "b1"), 2)}, one(("a1", "b1"), 10, splits="6/0/4"))
tree("percent-parts", {**each(["train_80"], AB, 4), **each(["val_10"], AB, 1), **each(["test_10"], AB, 1)}, one(AB, 12, splits="8/2/2"))
tree("train-percent", {**each(["80% train"], AB, 4), **each(["20% test"], AB, 1)}, one(AB, 10, splits="8/0/2"))
tree("original-and-augmented", {**each(["Original"], AB, 3), **each(["Augmented"], AB, 6)}, one(AB, 18), told("Augmented"), one(AB, 6))
tree("original-split-augmented", {**each(["Original Images/Original Images/FOLDS/fold1/Train", "Original Images/Original Images/FOLDS/fold2/Train"], AB, 2), **each(["Original Images/Original Images/FOLDS/fold1/Test", "Original Images/Original Images/FOLDS/fold2/Test"], AB, 1), **each(["Augmented Images/Augmented Images/FOLDS_AUG/fold1_AUG/Train"], AB, 3)}, told("fold", "Augmented"), one(AB, None))
tree("dated-visits", {f"{p}/{d}/{c}": 2 for p in ("P001", "P002") for d in ("2021-03-04", "2021-09-08") for c in ("sick", "well")}, one(("sick", "well"), 16), told("class-level", "P001"))
tree("numbered-classes", {f"{n:02d} - {c}": 4 for n, c in enumerate(("Apfel", "Birne", "Kirsche"), 1)}, one(3, 12))
tree("scores-as-classes", {f"{n}_star": 4 for n in range(1, 6)}, one(5, 20))
tree("ages", {f"{n:03d}": 3 for n in (1, 2, 25, 26, 99)}, one(5, 15))
tree("afad-age-gender", {f"AFAD-Full/{age}/{g}": 2 for age in (18, 19, 20) for g in (111, 112)}, one(3, 12), one(2, 12, note=("18",)), told("class-level"))
tree("real-and-fake", {**each(["real_vs_fake/real-vs-fake/train"], ("real", "fake"), 4), **each(["real_vs_fake/real-vs-fake/valid"], ("real", "fake"), 2), **each(["real_vs_fake/real-vs-fake/test"], ("real", "fake"), 2)}, one(("real", "fake"), 16, splits="8/4/4"))
tree("class-named-val", {"val d'isere": 4, "train station": 4, "test track": 4}, one(3, 12))
tree("class-named-trainer", {"trainers": 4, "sandals": 4, "boots": 4}, one(3, 12))
tree("roads-a-side", {"left": 4, "right": 4}, one(("left", "right"), 8), told("left"))
tree("single-pictures", {"cat": ["1.jpg"], "dog": ["2.jpg"], "cow": ["3.jpg"], "hen": ["4.jpg"]}, one(4, 4), told("one"))
tree("upper-suffixes", {"CAT": names(4, "IMG_{}.JPG"), "DOG": names(4, "IMG_{}.JPEG", 10)}, one(("CAT", "DOG"), 8))
tree("two-sets-beside", {**each(["cats-and-dogs"], AB, 4), **each(["fruit"], ("apple", "pear"), 4)}, told("cats-and-dogs", "fruit", "class-level", "level"), one(4, 16, note=("cats-and-dogs", "level")), one(("cats-and-dogs", "fruit"), 16, note=("apple",)))
tree("versions-beside", {**each(["dataset_v1"], AB, 4), **each(["dataset_v2"], AB, 4)}, one(AB, 16), one(AB, 8), told("dataset_v1"))
tree("sizes-beside", {**each(["224x224"], AB, 4), **each(["512x512"], AB, 4)}, one(AB, 16), one(AB, 8), told("224x224"))
tree("test-with-other-classes", {**each(["train"], ("a1", "b1", "c1"), 3), **each(["test"], ("a1", "b1", "d1"), 2)}, one(4, 15, note=("d1",)), told("d1"))
tree("test-in-a-folder", {**each(["train"], AB, 4), "test/images": 4}, one(AB, 8))
tree("test-unknown", {**each(["train"], AB, 4), "test/unknown": 4}, one(AB, 8), one(AB, 8, note=("unknown",)), told("unknown"))
tree("val-flat-too", {**each(["train"], AB, 4), "val": 3, "test": 3}, one(AB, 8, note=("val",)), told("val"))
tree("train-flat-val-sorted", {"train": 6, **each(["val"], AB, 4)}, one(AB, 8, note=("train",)), told("train"))
tree("gender-age", {f"{part}/{c}": 3 for part in ("Training", "Validation") for c in ("female", "male")}, one(("female", "male"), 12, splits="6/6/0"))
tree("masked-faces", {f"{part}/{c}": 3 for part in ("Train", "Validation", "Test") for c in ("WithMask", "WithoutMask")}, one(("WithMask", "WithoutMask"), 18, splits="6/6/6"))
tree("defect-parts", {"cable/train/good": 5, "cable/test/good": 2, "cable/test/bent": 3}, one(("good", "bent"), 10), told("bent", "good"))
tree("traffic-meta", {"Train/0": 3, "Train/1": 3, "Test": names(3, "{:05}.png"), "Meta": names(2, "{}.png")}, one(("0", "1"), 6), told("Meta"))
tree("letters-cased", {"A": 3, "a": 3, "B": 3, "b": 3}, one(None, 12), told("capital", "A"))
tree("screens", {"good": names(4, "Screenshot 2023-01-0{} at 10.00.00.png"), "bad": names(4, "Bildschirmfoto {}.png")}, one(("good", "bad"), 8))
tree("ok-nok", {"2023-05-01/OK": 3, "2023-05-01/NOK": 3, "2023-05-02/OK": 3, "2023-05-02/NOK": 3}, one(("OK", "NOK"), 12))
tree("line-camera-ok", {f"Line{n}/Cam{c}/{k}": 2 for n in (1, 2) for c in (1, 2) for k in ("OK", "NOK")}, one(("OK", "NOK"), 16))
tree("ok-with-dates-below", {f"{k}/2023/{m:02}": 2 for k in ("OK", "NOK") for m in (1, 2)}, one(("OK", "NOK"), 8))
tree("batches-of-classes", {f"batch_{n}/{k}": 3 for n in (1, 2, 3) for k in ("crack", "ok")}, one(("crack", "ok"), 18))
tree("unequal-batches", {"batch_1/crack": 3, "batch_1/ok": 3, "batch_2/ok": 3, "batch_3/crack": 3, "batch_3/dent": 3}, one(("crack", "ok", "dent"), 15), told("batch"))
tree("subclass-deep-once", {"cat/persian": 3, "cat/siamese": 3, "dog": 4}, one(AB, 10), one(3, 10), told("persian", "level"))
tree("species-genus", {"Quercus/robur": 3, "Quercus/rubra": 3, "Acer/rubrum": 3, "Acer/negundo": 3}, one(4, 12), one(2, 12, note=("level", "robur")), told("level"))


@layout(one(AB, 8))
def windows_leftovers(at: At):
    at.tree({"cat": 4, "dog": 4})
    for f in ("desktop.ini", "cat/desktop.ini", "cat/Thumbs.db", "dog/Thumbs.db", "cat/~$x.docx", "dog/.DS_Store"):
        at.data(f)
    at.data("cat/._0001.jpg", b"\0\5\26\7" + b"\0" * 60)


@layout(one(AB, 8, unreadable=None))
def empty_and_broken_files(at: At):
    at.tree({"cat": 4, "dog": 4})
    at.data("cat/empty.jpg", b"")
    at.data("dog/page.jpg", b"<html>404</html>")
    at.data("dog/half.jpg.crdownload", b"abc")


def _zip(at: At, path: str, inner) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        other = At(at.root / "unpacked")
        inner(other)
        for each_file in sorted(other.root.rglob("*")):
            if each_file.is_file():
                archive.write(each_file, each_file.relative_to(other.root).as_posix())
                each_file.unlink()
    for folder in sorted(other.root.rglob("*"), reverse=True):
        folder.rmdir()
    other.root.rmdir()
    at.place(path).write_bytes(file.getvalue())


@layout(told("archives", "zip", "Unpack"))
def zip_in_zip(at: At):
    def outer(inside: At):
        _zip(inside, "train.zip", lambda deep: deep.tree({"cat": 3, "dog": 3}))
    _zip(at, "all.zip", outer)


@layout(one(AB, 8), one(AB, 8))
def zip_beside_what_it_held(at: At):
    at.tree({"animals/cat": 4, "animals/dog": 4})
    _zip(at, "animals.zip", lambda inside: inside.tree({"cat": 4, "dog": 4}))


@layout(one(AB, 8))
def zip_with_a_wrapper(at: At):
    at.tree({})
    _zip(at, "a.zip", lambda inside: inside.tree({"My Data (1)/set/cat": 4, "My Data (1)/set/dog": 4}))


from dataclasses import replace as _replace  # noqa: E402

from tests.cli.layouts.kit import ALL  # noqa: E402

ALL[-1] = _replace(ALL[-1], opened="a.zip")


# Tables

@layout(one(AB, 8, splits="4/2/2"))
def table_with_parts_in_words(at: At):
    at.tree({"img": names(8, "{}.jpg")})
    at.text("labels.csv", ["file;class;set", *[f"{i}.jpg;{AB[i % 2]};{('training', 'training', 'validation', 'testing')[i // 2]}" for i in range(8)]])


@layout(one(AB, 8), told("column"))
def german_table(at: At):
    at.tree({"Bilder": names(8, "Aufnahme_{}.jpg")})
    at.text("Liste.csv", ["Dateiname;Datum;Größe;Klasse;Bemerkung", *[f"Aufnahme_{i};0{i + 1}.05.2021;12,{i};{('Katze', 'Hund')[i % 2]};" for i in range(8)]], "cp1252")


add("own-german-table-2", ALL[-1].make, one(("Katze", "Hund"), 8))
ALL.pop(-2)


@layout(one(("猫", "狗"), 8))
def chinese_table(at: At):
    at.tree({"图片": names(8, "图{}.jpg")})
    at.text("标注.csv", ["图片名称,类别,标注人", *[f"图{i}.jpg,{('猫', '狗')[i % 2]},张三" for i in range(8)]], "gbk")


@layout(told("annotator", "column", "several", "different"), one(AB, 8, note=("differ", "annotator", "twice")))
def two_annotators_disagree(at: At):
    at.tree({"img": names(8, "{}.jpg")})
    at.text("labels.csv", ["image,annotator,label", *[f"{i}.jpg,{who},{AB[(i + (who == 'eva' and i > 4)) % 2]}" for i in range(8) for who in ("bob", "eva")]])


@layout(told("annotator", "column", "label_bob", "Several"))
def two_annotators_in_columns(at: At):
    at.tree({"img": names(8, "{}.jpg")})
    at.text("labels.csv", ["image,label_bob,label_eva", *[f"{i}.jpg,{AB[i % 2]},{AB[i // 2 % 2]}" for i in range(8)]])


@layout(one(AB, 6, note=("no label", "passed over")), one(AB, 6, unreadable=4), one(AB, 6))
def half_finished_table(at: At):
    at.tree({"img": names(10, "{}.jpg")})
    at.text("labels.csv", ["image,label", *[f"{i}.jpg,{AB[i % 2] if i < 6 else ''}" for i in range(10)]])


@layout(told("label", "column"), one(AB, 8, note=("number",)))
def numbers_and_words(at: At):
    """Labels that were renamed half way."""
    at.tree({"img": names(8, "{}.jpg")})
    at.text("labels.csv", ["image,label", *[f"{i}.jpg,{('cat', 'dog', '0', '1')[i % 4]}" for i in range(8)]])


ALL[-1] = _replace(ALL[-1], accept=(*ALL[-1].accept, one(4, 8)))


@layout(one(AB, 8, splits="4/0/4"), one(AB, 8))
def train_and_test_tables_with_labels(at: At):
    at.tree({"train": names(4, "{}.jpg"), "test": names(4, "{}.jpg")})
    for part in ("train", "test"):
        at.text(f"{part}.csv", ["id,label", *[f"{i},{AB[i % 2]}" for i in range(4)]])


@layout(one(AB, 4))
def test_table_without_labels(at: At):
    at.tree({"train": names(4, "{}.jpg"), "test": names(4, "{}.jpg")})
    at.text("train.csv", ["id,label", *[f"{i},{AB[i % 2]}" for i in range(4)]])
    at.text("test.csv", ["id", *map(str, range(4))])


@layout(one(("cat", "dog"), 8), told("column"))
def wide_table_of_measures(at: At):
    at.tree({"img": names(8, "s{}.png")})
    at.text("features.csv", ["id,area,perimeter,mean,file,species", *[f"{i},{i * 3.1},{i * 1.7},{i / 7},s{i}.png,{AB[i % 2]}" for i in range(8)]])


@layout(told("label", "column", "number"))
def only_measures(at: At):
    at.tree({"img": names(8, "s{}.png")})
    at.text("weights.csv", ["file,weight_g,length_mm", *[f"s{i}.png,{i * 31.5 + 100},{i * 3 + 11}" for i in range(8)]])


@layout(told("label", "column", "number"), one(None, 8, note=("age",)))
def faces_with_age(at: At):
    at.tree({"Train": names(8, "{}.jpg", 100)})
    at.text("train.csv", ["ID,Class", *[f"{100 + i}.jpg,{('YOUNG', 'MIDDLE', 'OLD')[i % 3]}" for i in range(8)]])


ALL[-1] = _replace(ALL[-1], accept=(one(("YOUNG", "MIDDLE", "OLD"), 8),))


@layout(told("label", "column", "another value", "number"), one(None, 0))
def wiki_ages(at: At):
    at.tree({"faces": names(20, "{}_1960-01-01_2009.jpg", 100)})
    at.text("ages.csv", ["file,age", *[f"{100 + i}_1960-01-01_2009.jpg,{17 + (i * 13) % 41}" for i in range(20)]])


@layout(one(AB, 8), told("class_name", "column"))
def names_and_numbers_of_classes(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("data.csv", ["image_path,class_id,class_name,is_train", *[f"C:\\Users\\me\\images\\{i}.jpg,{i % 2},{AB[i % 2]},{int(i < 6)}" for i in range(8)]])


@layout(one(AB, 8))
def table_with_a_comment(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("data.csv", ["# made by me on Monday", "image,label", *[f"{i}.jpg,{AB[i % 2]}" for i in range(8)]])


@layout(one(AB, 8))
def table_with_a_title(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("data.csv", ["My animals,,", ",,", "image,label,remark", *[f"{i}.jpg,{AB[i % 2]}," for i in range(8)]])


@layout(one(AB, 8))
def json_of_objects_by_id(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("data.json", json.dumps({f"{i}": {"file": f"{i}.jpg", "label": AB[i % 2], "by": "me"} for i in range(8)}))


ALL[-1] = _replace(ALL[-1], accept=(one(AB, 8), told("json")))


@layout(one(AB, 8), told("yaml", "yml"))
def yaml_of_labels(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("labels.yaml", [f"{i}.jpg: {AB[i % 2]}" for i in range(8)])


@layout(one(AB, 8), told("ini", "lie in no class folders"))
def list_with_equals(at: At):
    at.tree({"images": names(8, "{}.jpg")})
    at.text("labels.txt", [f"{i}.jpg = {AB[i % 2]}" for i in range(8)])


# Boxes, half done and mixed

@layout(boxes(AB, 6), told("YOLO", "VOC"))
def half_yolo_half_voc(at: At):
    at.pics(*names(6))
    for i in range(6):
        if i % 2:
            at.text(f"{i:04}.txt", f"{i % 2} {YOLO}\n")
        else:
            drawn.voc(at, f"{i:04}.xml", f"{i:04}.jpg", AB[i % 2])
    at.text("classes.txt", "cat\ndog\n")


ALL[-1] = _replace(ALL[-1], accept=(boxes(None, 6), boxes(None, 3, unreadable=3), told("YOLO", "VOC"), boxes(None, 3, note=("YOLO", "VOC"))))


@layout(boxes(AB, 8, splits="6/2/0"), told("VOC", "COCO"))
def voc_in_train_coco_in_val(at: At):
    for i in range(6):
        at.pic(f"train/{i}.jpg")
        drawn.voc(at, f"train/{i}.xml", f"{i}.jpg", AB[i % 2])
    at.pics("val/7.jpg", "val/8.jpg")
    at.text("val/_annotations.coco.json", drawn.coco(["7.jpg", "8.jpg"], AB))


ALL[-1] = _replace(ALL[-1], accept=(boxes(AB, 8, splits="6/2/0"), boxes(AB, 6, unreadable=2), told("VOC", "COCO"), boxes(AB, 6, note=("COCO",))))


@layout(boxes(AB, 6), boxes(AB, 6, unreadable=4), boxes(AB, 6, note=("4",)))
def yolo_half_labelled(at: At):
    at.pics(*(f"images/{f}" for f in names(10)))
    for i in range(6):
        at.text(f"labels/{i:04}.txt", f"{i % 2} {YOLO}\n")
    at.text("data.yaml", "names: [cat, dog]\n")


ALL[-1] = _replace(ALL[-1], accept=(boxes(AB, 6, unreadable=4), boxes(AB, 10), boxes(AB, 6)))


@layout(boxes(AB, 8, splits="6/0/2"), boxes(AB, 8))
def yolo_names_in_upper_case(at: At):
    for i in range(8):
        part = "TRAIN" if i < 6 else "TEST"
        at.pic(f"{part}/IMAGES/A{i}.JPG")
        at.text(f"{part}/LABELS/A{i}.TXT", f"{i % 2} {YOLO}\n")
    at.text("DATA.YAML", "names: [cat, dog]\n")


@layout(boxes(AB, 12), told("twice", "class", "two", "names"))
def two_yolo_sets_with_other_orders(at: At):
    """Two sets beside each other that number the same classes in another order."""
    for part, order in (("a_set", "cat, dog"), ("b_set", "dog, cat")):
        for i in range(6):
            at.pic(f"{part}/images/{part}{i}.jpg")
            at.text(f"{part}/labels/{part}{i}.txt", f"{i % 2} {YOLO}\n")
        at.text(f"{part}/data.yaml", f"names: [{order}]\nnc: 2\n")


@layout(boxes(AB, 6, unreadable=None))
def voc_one_damaged(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    for i in range(6):
        drawn.voc(at, f"annotations/{i:04}.xml", f"{i:04}.jpg", AB[i % 2])
    at.text("annotations/0003.xml", "<annotation><object>")


ALL[-1] = _replace(ALL[-1], accept=(boxes(AB, 5, unreadable=1), boxes(AB, 6, unreadable=1)))


@layout(boxes(AB, 5, unreadable=1))
def labelme_one_damaged(at: At):
    for i, f in enumerate(names(6)):
        at.pic(f)
        at.text(f"{f[:-4]}.json", drawn.labelme(f, AB[i % 2]) if i != 3 else '{"shapes": [')


@layout(boxes(AB, 6), told("0003"))
def coco_with_numbers_that_are_none(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    data = json.loads(drawn.coco(names(6), AB))
    data["annotations"][3]["bbox"] = ["a", None, 3]
    at.text("annotations.json", json.dumps(data))


ALL[-1] = _replace(ALL[-1], accept=(boxes(AB, 6), boxes(AB, 5, unreadable=1)))


@layout(boxes(AB, 6), told("missing", "not there"), boxes(AB, 6, unreadable=None))
def voc_pictures_missing(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    for i in range(20):
        drawn.voc(at, f"annotations/{i:04}.xml", f"{i:04}.jpg", AB[i % 2])


@layout(boxes(AB, 6), boxes(AB, 6, unreadable=None), told("not there", "20"))
def coco_pictures_missing(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text("annotations.json", drawn.coco(names(20), AB))


@layout(boxes(AB, 6), told("0"), boxes(AB, 6, unreadable=None))
def yolo_renumbered(at: At):
    """The pictures were renamed after labelling, so nothing fits."""
    at.pics(*(f"images/photo{i}.jpg" for i in range(6)))
    for i in range(6):
        at.text(f"labels/IMG_{i}.txt", f"{i % 2} {YOLO}\n")
    at.text("classes.txt", "cat\ndog\n")


ALL[-1] = _replace(ALL[-1], accept=(told("label files", "labels", "YOLO", "name"),))


@layout(told("label files", "labels/", "YOLO", "not known", "labels"))
def yolo_renumbered_in_folders(at: At):
    at.pics(*(f"images/{c}/photo{i}.jpg" for c in ("front", "rear") for i in range(4)))
    for c in ("front", "rear"):
        for i in range(4):
            at.text(f"labels/{c}/IMG_{i}.txt", f"{i % 2} {YOLO}\n")
    at.text("classes.txt", "cat\ndog\n")


@layout(told("annotations.xml", "CVAT", "picture", "name"))
def cvat_of_other_pictures_in_folders(at: At):
    at.pics(*(f"{c}/photo{i}.jpg" for c in ("front", "rear") for i in range(4)))
    at.text("annotations.xml", drawn.cvat(names(8), AB))


@layout(told("0000.xml", "VOC", "xml", "XML"))
def voc_of_other_pictures_in_folders(at: At):
    at.pics(*(f"images/{c}/photo{i}.jpg" for c in ("front", "rear") for i in range(4)))
    for i in range(8):
        drawn.voc(at, f"annotations/{i:04}.xml", f"{i:04}.jpg", AB[i % 2])


@layout(told("json", "COCO"))
def coco_of_other_pictures_in_folders(at: At):
    at.pics(*(f"{c}/photo{i}.jpg" for c in ("front", "rear") for i in range(4)))
    at.text("annotations.json", drawn.coco(names(8), AB))


@layout(boxes(AB, 12), told("same", "0001.jpg", "several"))
def coco_parts_with_same_names(at: At):
    """Two parts of the same numbers; the file names say no folder."""
    for part in ("session1", "session2"):
        at.pics(*(f"{part}/images/{f}" for f in names(6)))
        at.text(f"{part}/annotations.json", drawn.coco(names(6), AB))


@layout(told("several", "same", "0001.jpg", "fit", "names"))
def coco_one_file_for_same_names(at: At):
    for part in ("session1", "session2"):
        at.pics(*(f"{part}/{f}" for f in names(6)))
    at.text("annotations.json", drawn.coco(names(6), AB))


@layout(told("several", "same", "fit", "column", "name"))
def table_of_same_names(at: At):
    for part in ("session1", "session2"):
        at.pics(*(f"{part}/{f}" for f in names(6)))
    at.text("labels.csv", ["file,label", *[f"{f},{AB[i % 2]}" for i, f in enumerate(names(6))]])


@layout(told("several", "same", "fit", "name", "0000"))
def yolo_of_same_names(at: At):
    for part in ("session1", "session2"):
        at.pics(*(f"{part}/{f}" for f in names(6)))
    for i in range(6):
        at.text(f"labels/{i:04}.txt", f"{i % 2} {YOLO}\n")
    at.text("classes.txt", "cat\ndog\n")


# Masks

@layout(masks(None, 6), masks(None, 6))
def masks_in_upper_case(at: At):
    for i in range(6):
        at.pic(f"IMAGES/P{i}.JPG")
        at.mask(f"MASKS/p{i}_MASK.PNG", (0, 255))


@layout(masks(None, 6, splits="4/2/0"))
def masks_in_german(at: At):
    for i in range(6):
        part = "Training" if i < 4 else "Validierung"
        at.pic(f"{part}/Bilder/b{i}.jpg")
        at.mask(f"{part}/Masken/b{i}.png", (0, 255))


@layout(masks(None, 6))
def masks_in_spanish(at: At):
    pairs(at, "imagenes/{}.jpg", "mascaras/{}.png")


@layout(masks(None, 6))
def masks_in_chinese(at: At):
    pairs(at, "原图/{}.jpg", "标签/{}.png")


@layout(masks(None, 6))
def masks_suffix_label_ids(at: At):
    pairs(at, "set/a{}_rgb.png", "set/a{}_labels.png", (0, 1, 2))


@layout(masks(None, 6), told("mask"))
def masks_of_renamed_pictures(at: At):
    """Numbers alone agree."""
    pairs(at, "images/img_{:03}.jpg", "masks/mask_{:03}.png")


@layout(told("mask", "pictures", "names"), masks(None, 6))
def masks_of_other_names(at: At):
    for i in range(6):
        at.pic(f"images/photo{chr(97 + i)}.jpg")
        at.mask(f"masks/seg_{i * 7 + 1000}.png", (0, 255))


@layout(masks(None, 6), masks(None, 6))
def masks_per_class_folder(at: At):
    """Masks of several classes, each in a folder of its name."""
    for i in range(6):
        at.pic(f"images/{i}.jpg")
        for kind in ("road", "building"):
            at.mask(f"masks/{kind}/{i}.png", (0, 255))


@layout(masks(None, 6), told("mask"))
def bmp_masks_beside(at: At):
    pairs(at, "Data/{}.bmp", "Data/{}_anno.bmp", (0, 1, 2))
