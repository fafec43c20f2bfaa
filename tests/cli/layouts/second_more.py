"""More public sets of a second critic: satellites, streets, food; lists and text files of their own forms."""

# ruff: noqa: E501 -- rows of data
# fmt: off

from __future__ import annotations

import json

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import X0, X1, Y0, Y1, YOLO, H, W
from tests.cli.layouts.kit import SIZE, At, boxes, layout, masks, one, told
from tests.cli.layouts.second import AB, names

UNKNOWN = ("not known", "could be read", "no labels", "lines of")


@layout(boxes(None, 6), boxes(None, 6, unreadable=None), told(*UNKNOWN))
def nwpu_vhr(at: At):
    for i in range(1, 7):
        at.pics(f"NWPU VHR-10 dataset/positive image set/{i:03}.jpg", f"NWPU VHR-10 dataset/negative image set/{i:03}.jpg")
        at.text(f"NWPU VHR-10 dataset/ground truth/{i:03}.txt", f"({X0},{Y0}),({X1},{Y1}),{1 + i % 3}\n")


@layout(boxes(None, 8), told(*UNKNOWN))
def ucas_aod(at: At):
    for kind in ("CAR", "PLANE"):
        for i in range(1, 5):
            at.pic(f"UCAS_AOD/{kind}/P{i:04}.png")
            at.text(f"UCAS_AOD/{kind}/P{i:04}.txt", "\t".join(map(str, (X0, Y0, X1, Y0, X1, Y1, X0, Y1, 0.0, X0, Y0, W, H))) + "\n")


@layout(boxes(None, 6), told(*UNKNOWN))
def wider_person(at: At):
    for i in range(6):
        at.pic(f"Images/00{i}.jpg")
        at.text(f"Annotations/00{i}.jpg.txt", f"1\n{1 + i % 2} {X0} {Y0} {X1} {Y1}\n")
    at.text("train.txt", ["000", "001", "002", "003"])
    at.text("val.txt", ["004", "005"])


@layout(boxes(("Bicycle", "Boat"), 8), told(*UNKNOWN))
def ex_dark(at: At):
    for kind in ("Bicycle", "Boat"):
        for i in range(4):
            at.pic(f"ExDark/{kind}/2015_{kind[1]}{i}.png")
            at.text(f"ExDark_Annno/{kind}/2015_{kind[1]}{i}.png.txt", f"% bbGt version=3\n{kind} {X0} {Y0} {W} {H} 0 0 0 0 0 0 0\n")


@layout(told(*UNKNOWN, "lie in no class", "only one class"))
def inria_person(at: At):
    for part in ("Train", "Test"):
        for i in range(4):
            at.pic(f"{part}/pos/crop{part[1]}_{i}.png")
            at.text(f"{part}/annotations/crop{part[1]}_{i}.txt", f'# PASCAL Annotation Version 1.00\nImage filename : "{part}/pos/crop_{i}.png"\nBounding box for object 1 "PASperson" (Xmin, Ymin) - (Xmax, Ymax) : ({X0}, {Y0}) - ({X1}, {Y1})\n')


@layout(told(*UNKNOWN, "bbox"), boxes(None, 8), one(("1", "2"), 8, note=("bb_info",)))
def uec_food(at: At):
    for kind in (1, 2):
        at.tree({f"UECFOOD100/{kind}": names(4, "{}.jpg", kind * 10)})
        at.text(f"UECFOOD100/{kind}/bb_info.txt", ["img x1 y1 x2 y2", *[f"{kind * 10 + i} {X0} {Y0} {X1} {Y1}" for i in range(4)]])
    at.text("UECFOOD100/category.txt", ["id\tname", "1\trice", "2\teels on rice"])


@layout(boxes(("leaf", "fruit"), 8, splits="6/0/2"))
def plant_doc(at: At):
    for part, count in (("TRAIN", 3), ("TEST", 1)):
        for kind in ("leaf", "fruit"):
            for i in range(count):
                at.pic(f"PlantDoc/{part}/{kind}{i}{part}.jpg")
                drawn.voc(at, f"PlantDoc/{part}/{kind}{i}{part}.xml", f"{kind}{i}.jpg", kind)


@layout(boxes(("ship", "plane"), 6, splits="4/0/2"), boxes(("ship", "plane"), 6))
def dior(at: At):
    for i in range(6):
        part = "trainval" if i < 4 else "test"
        at.pic(f"DIOR/JPEGImages-{part}/{i:05}.jpg")
        kind = ("ship", "plane")[i % 2]
        drawn.voc(at, f"DIOR/Annotations/Horizontal Bounding Boxes/{i:05}.xml", f"{i:05}.jpg", kind)
        at.text(f"DIOR/Annotations/Oriented Bounding Boxes/{i:05}.xml", f"<annotation><filename>{i:05}.jpg</filename><size><width>{SIZE[0]}</width><height>{SIZE[1]}</height><depth>3</depth></size><object><name>{kind}</name><robndbox><x_left_top>{X0}</x_left_top><y_left_top>{Y0}</y_left_top><x_right_top>{X1}</x_right_top><y_right_top>{Y0}</y_right_top><x_right_bottom>{X1}</x_right_bottom><y_right_bottom>{Y1}</y_right_bottom><x_left_bottom>{X0}</x_left_bottom><y_left_bottom>{Y1}</y_left_bottom></robndbox></object></annotation>")
    at.text("DIOR/ImageSets/Main/train.txt", ["00000", "00001"])
    at.text("DIOR/ImageSets/Main/val.txt", ["00002", "00003"])
    at.text("DIOR/ImageSets/Main/test.txt", ["00004", "00005"])


@layout(boxes(("aircraft", "oiltank"), 8))
def rsod(at: At):
    for kind in ("aircraft", "oiltank"):
        for i in range(4):
            at.pic(f"RSOD/{kind}/JPEGImages/{kind}_{i}.jpg")
            drawn.voc(at, f"RSOD/{kind}/Annotation/xml/{kind}_{i}.xml", f"{kind}_{i}.jpg", kind)
            at.text(f"RSOD/{kind}/Annotation/labels/{kind}_{i}.txt", f"{kind}_{i}\t{kind}\t{X0}\t{Y0}\t{X1}\t{Y1}\n")


@layout(told("not known", "WKT", "json"))
def x_bd(at: At):
    for part in ("train", "test"):
        for i in range(4):
            for when in ("pre", "post"):
                at.pic(f"{part}/images/fire_{i}{part[1]}_{when}_disaster.png")
                at.text(f"{part}/labels/fire_{i}{part[1]}_{when}_disaster.json", json.dumps({"features": {"lng_lat": [], "xy": [{"properties": {"feature_type": "building", "subtype": "destroyed", "uid": "a"}, "wkt": "POLYGON ((1 2, 3 4, 5 6, 1 2))"}]}, "metadata": {"width": 1024, "height": 1024, "img_name": "x.png"}}))


@layout(one(None, 8), told("column"))
def deep_fashion_lists(at: At):
    at.tree({"img/Sheer_Blouse": names(4, "img_{:08}.jpg"), "img/Sheer_Skirt": names(4, "img_{:08}.jpg", 10)})
    paths = [f"img/Sheer_Blouse/img_{i:08}.jpg" for i in range(4)] + [f"img/Sheer_Skirt/img_{i + 10:08}.jpg" for i in range(4)]
    at.text("Anno/list_category_img.txt", ["8", "image_name  category_label", *[f"{p}  {3 + i // 4}" for i, p in enumerate(paths)]])
    at.text("Anno/list_bbox.txt", ["8", "image_name  x_1  y_1  x_2  y_2", *[f"{p}  {X0} {Y0} {X1} {Y1}" for p in paths]])
    at.text("Eval/list_eval_partition.txt", ["8", "image_name evaluation_status", *[f"{p} {('train', 'val', 'test', 'train')[i % 4]}" for i, p in enumerate(paths)]])


@layout(boxes(AB, 6, splits="4/2/0"), boxes(AB, 6, splits="4/0/2"))
def darknet_lists(at: At):
    for i in range(6):
        at.pic(f"data/obj/{i}.jpg")
        at.text(f"data/obj/{i}.txt", f"{i % 2} {YOLO}\n")
    at.text("data/obj.names", "cat\ndog\n")
    at.text("data/obj.data", "classes = 2\ntrain = data/train.txt\nvalid = data/test.txt\nnames = data/obj.names\nbackup = backup/\n")
    at.text("data/train.txt", [f"data/obj/{i}.jpg" for i in range(4)])
    at.text("data/test.txt", [f"data/obj/{i}.jpg" for i in range(4, 6)])


@layout(boxes(AB, 8, splits="5/1/2"))
def coco_files_a_split_one_folder(at: At):
    at.pics(*(f"images/{i}.jpg" for i in range(8)))
    for part, numbers in (("train", range(5)), ("val", range(5, 6)), ("test", range(6, 8))):
        at.text(f"{part}_coco.json", drawn.coco([f"{i}.jpg" for i in numbers], AB))


@layout(masks(None, 6, splits="4/2/0"), masks(None, 6))
def masks_in_a_table(at: At):
    for i in range(6):
        at.pic(f"scan/a{i}.png")
        at.mask(f"truth/b{i * 3}.png", (0, 255))
    at.text("pairs.csv", ["image,mask,split", *[f"scan/a{i}.png,truth/b{i * 3}.png,{'train' if i < 4 else 'val'}" for i in range(6)]])


from dataclasses import replace as _replace  # noqa: E402

from tests.cli.layouts.kit import ALL  # noqa: E402

ALL[-1] = _replace(ALL[-1], accept=(masks(None, 6), told("mask", "truth")))


@layout(boxes(AB, 6), boxes(("/m/01", "/m/02"), 6))
def open_images_with_descriptions(at: At):
    at.pics(*(f"train/{i:016x}.jpg" for i in range(6)))
    at.text("class-descriptions-boxable.csv", ["/m/01,cat", "/m/02,dog"])
    at.text("train-annotations-bbox.csv", ["ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside", *[f"{i:016x},xclick,/m/0{1 + i % 2},1,{X0 / SIZE[0]},{X1 / SIZE[0]},{Y0 / SIZE[1]},{Y1 / SIZE[1]},0,0,0,0,0" for i in range(6)]])


@layout(told("column", "label", "number"), one(None, 0))
def wflw_landmarks(at: At):
    at.pics(*(f"WFLW_images/0--Parade/{i}.jpg" for i in range(4)), *(f"WFLW_images/1--Handshaking/{i + 4}.jpg" for i in range(4)))
    for part, numbers in (("train", range(6)), ("test", range(6, 8))):
        at.text(f"WFLW_annotations/list_98pt_{part}.txt", [" ".join(f"{n + i}.5" for n in range(20)) + f" 0 0 0 1 {'0--Parade' if i < 4 else '1--Handshaking'}/{i}.jpg" for i in numbers])


ALL[-1] = _replace(ALL[-1], accept=(told("column", "label", "number", "not known"), one(("0--Parade", "1--Handshaking"), 8, note=("list_98pt",))))


@layout(boxes(None, 6), told(*UNKNOWN, "column", "PredictionString"))
def prediction_string_boxes(at: At):
    at.pics(*(f"train/{i}.jpg" for i in range(6)))
    at.text("train.csv", ["ImageId,PredictionString", *[f"{i},{i % 2} {X0} {Y0} {X1} {Y1} {i % 2} 30 30 40 40" for i in range(6)]])


@layout(told(*UNKNOWN), boxes(AB, 8))
def text_boxes_in_folders(at: At):
    """Text files of a form of one's own in class-like folders."""
    for c in ("front", "rear"):
        for i in range(4):
            at.pic(f"{c}/{c}{i}.jpg")
            at.text(f"{c}/{c}{i}.txt", f"x={X0};y={Y0};w={W};h={H};what={AB[i % 2]}\n")


@layout(one(("front", "rear"), 8))
def text_notes_in_folders(at: At):
    for c in ("front", "rear"):
        for i in range(4):
            at.pic(f"{c}/{c}{i}.jpg")
            at.text(f"{c}/{c}{i}.txt", f"taken at 10.{i}, a photo of a car\n")


@layout(told("csv", "column", "lie in no class"), boxes(AB, 6))
def semicolon_windows_boxes(at: At):
    at.pics(*(f"Bilder/{i}.jpg" for i in range(6)))
    at.text("Boxen.csv", ["Bild;Klasse;links;oben;rechts;unten", *[f"{i}.jpg;{AB[i % 2]};{X0};{Y0};{X1};{Y1}" for i in range(6)]], "utf-16")


@layout(boxes(AB, 6), told("box", "column"))
def boxes_in_columns_of_odd_names(at: At):
    at.pics(*(f"img/{i}.jpg" for i in range(6)))
    at.text("boxes.csv", ["picture,what,bb_x_tl,bb_y_tl,bb_x_br,bb_y_br", *[f"{i}.jpg,{AB[i % 2]},{X0 + i % 2},{Y0},{X1},{Y1 - i % 2}" for i in range(6)]])


@layout(boxes(AB, 6), told("box", "column"))
def boxes_in_columns_of_rows_and_columns(at: At):
    at.pics(*(f"img/{i}.jpg" for i in range(6)))
    at.text("boxes.csv", ["file_name,label,col_min,row_min,col_max,row_max", *[f"{i}.jpg,{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i in range(6)]])


@layout(boxes(AB, 6), told("box", "column"))
def boxes_in_columns_br_tl(at: At):
    at.pics(*(f"img/{i}.jpg" for i in range(6)))
    at.text("boxes.csv", ["file_name,label,tl_x,tl_y,br_x,br_y", *[f"{i}.jpg,{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i in range(6)]])


@layout(one(AB, 8), boxes(None, 8), told("column"))
def lila_csv(at: At):
    at.pics(*(f"seq{i // 2}/img{i % 2}.jpg" for i in range(8)))
    at.text("meta.csv", ["file_name,seq_id,location,species,datetime", *[f"seq{i // 2}/img{i % 2}.jpg,seq{i // 2},loc{i % 3},{AB[i // 2 % 2]},2020-01-01 10:00:0{i}" for i in range(8)]])


@layout(boxes(None, 6), told(*UNKNOWN))
def wider_person_like(at: At):
    for i in range(6):
        at.pic(f"Images/00{i}.jpg")
        at.text(f"Annotations/00{i}.txt", f"1\n{1 + i % 2} {X0} {Y0} {X1} {Y1}\n")


@layout(boxes(None, 6), told(*UNKNOWN))
def bbox_label_tool_numbers(at: At):
    for i in range(6):
        at.pic(f"Images/00{i}.jpg")
        at.text(f"Labels/00{i}.txt", f"1\n{X0} {Y0} {X1} {Y1} {1 + i % 2}\n")


@layout(told("data set of its own"))
def two_sets_side_by_side(at: At):
    for i in range(6):
        at.pic(f"signs/images/{i}.jpg")
        at.pics(*(f"faces/{who}/{who}{i}.jpg" for who in ("ann", "bob")))
    at.text("signs/annotations.xml", drawn.cvat([f"{i}.jpg" for i in range(6)], AB))
