"""Public data sets as they are downloaded, with all that lies beside them."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

import numpy as np
from PIL import Image

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import POINTS, X0, X1, Y0, Y1, H, W
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import SIZE, At, add, boxes, layout, masks, one, told
from tests.cli.layouts.pixels import pairs

LEAF = ("healthy", "rust")


def tree(name, folders, *accept):
    add(f"public-{name}", lambda at: at.tree(folders), *accept)


tree("plant-recognition", {**each(["Train/Train"], LEAF, 4), **each(["Validation/Validation"], LEAF, 1),
     **each(["Test/Test"], LEAF, 2)}, one(LEAF, 14, splits="8/2/4"))  # fmt: skip
tree("new-plant-diseases", {**each(["New Plant Diseases(Augmented)/New Plant Diseases(Augmented)/train"], LEAF, 4),
     **each(["New Plant Diseases(Augmented)/New Plant Diseases(Augmented)/valid"], LEAF, 2),
     "test/test": ["AppleCedarRust1.JPG", "AppleCedarRust2.JPG", "PotatoHealthy1.JPG"]},
     one(LEAF, 12, splits="8/4/0"))  # fmt: skip
tree("asl", {**each(["asl_alphabet_train/asl_alphabet_train"], ("A", "B", "del", "space"), 3),
     "asl_alphabet_test/asl_alphabet_test": ["A_test.jpg", "B_test.jpg"]}, one(("A", "B", "del", "space"), 12),
     one(("A", "B", "del", "space"), 14))  # fmt: skip
tree("brain-tumor", {**each(["Training"], ("glioma_tumor", "no_tumor"), 4), **each(["Testing"], ("glioma_tumor",
     "no_tumor"), 2)}, one(("glioma_tumor", "no_tumor"), 12, splits="8/0/4"))  # fmt: skip
tree("malaria", {**each(["cell_images"], ("Parasitized", "Uninfected"), 4), **each(["cell_images/cell_images"],
     ("Parasitized", "Uninfected"), 4)}, one(("Parasitized", "Uninfected"), 16), one(("Parasitized", "Uninfected"), 8),
     told("cell_images"))  # fmt: skip
tree("oct", {**each(["OCT2017 /train", "OCT2017 /test"], ("CNV", "DME", "NORMAL"), 2)}, one(("CNV", "DME", "NORMAL"),
     12, splits="6/0/6"))  # fmt: skip
tree("horses", {**each(["horse-or-human/train"], ("horses", "humans"), 4), **each(["horse-or-human/validation"],
     ("horses", "humans"), 2)}, one(("horses", "humans"), 12, splits="8/4/0"))  # fmt: skip
tree("rock-paper", {**each(["rps"], ("paper", "rock", "scissors"), 3), **each(["rps-test-set"], ("paper", "rock",
     "scissors"), 2), "rps-validation": ["paper1.png", "rock1.png"]}, one(("paper", "rock", "scissors"), 15),
     one(("paper", "rock", "scissors"), 17))  # fmt: skip
tree("sdnet", {f"{top}/{kind}{top}": 5 for top in "DPW" for kind in "CU"}, one(6, 30), told("level"), one(3, 30,
     note=("level",)))  # fmt: skip
tree("lung-colon", {"lung_colon_image_set/colon_image_sets/colon_aca": 5,
     "lung_colon_image_set/colon_image_sets/colon_n": 5, "lung_colon_image_set/lung_image_sets/lung_aca": 5,
     "lung_colon_image_set/lung_image_sets/lung_n": 5}, one(("colon_aca", "colon_n", "lung_aca", "lung_n"), 20),
     told("level"), one(2, 20, note=("level",)))  # fmt: skip
tree("kather", {**{f"Kather_texture_2016/Kather_texture_2016/{n}": [f"{i:X}_CRC-Prim.tif" for i in range(k, k + 3)]
     for n, k in (("01_TUMOR", 1000), ("02_STROMA", 2000), ("08_EMPTY", 3000))}}, one(3, 9))  # fmt: skip
tree("casting", {**each(["casting_data/casting_data/train"], ("def_front", "ok_front"), 3),
     **each(["casting_data/casting_data/test"], ("def_front", "ok_front"), 1),
     **each(["casting_512x512/casting_512x512"], ("def_front", "ok_front"), 2)}, one(("def_front", "ok_front"), 12),
     one(("def_front", "ok_front"), 8), told("casting"))  # fmt: skip
tree("omniglot", {f"images_background/{alphabet}/character0{i}": 2 for alphabet in ("Balinese", "Greek", "Latin") for i
     in (1, 2, 3)}, one(9, 18), told("level"), one(("Balinese", "Greek", "Latin"), 18))  # fmt: skip
tree("sun-397", {"SUN397/a/abbey": 3, "SUN397/a/airplane_cabin": 3, "SUN397/c/cathedral/indoor": 3,
     "SUN397/c/cathedral/outdoor": 3}, one(4, 12), told("level"), one(3, 12, note=("level", "indoor")))  # fmt: skip
tree("chars-74k", {f"English/Img/{kind}/Bmp/Sample{i:03}": 2 for kind in ("GoodImg", "BadImag") for i in (1, 2, 11)},
     one(3, 12), told("level"))  # fmt: skip
tree("market-1501", {f"Market-1501/{part}": [f"{p:04}_c1s1_{f:06}_03.jpg" for p in (start, start + 1) for f in (451,
     476)] for part, start in (("bounding_box_train", 2), ("bounding_box_test", 7), ("query", 7))}, told("class",
     "folder"))  # fmt: skip
tree("uc-merced", {f"UCMerced_LandUse/Images/{n}": [f"{n}{i:02}.tif" for i in range(4)] for n in ("agricultural",
     "airplane")}, one(("agricultural", "airplane"), 8))  # fmt: skip
tree("linnaeus", each(["Linnaeus 5 256X256/train", "Linnaeus 5 256X256/test"], ("berry", "bird", "dog"), 2),
     one(("berry", "bird", "dog"), 12, splits="6/0/6"))  # fmt: skip
tree("face-mask", each([f"Face Mask Dataset/{s}" for s in ("Test", "Train", "Validation")], ("WithMask", "WithoutMask"),
     2), one(("WithMask", "WithoutMask"), 12, splits="4/4/4"))  # fmt: skip
tree("celebrities", {"Celebrity Faces Dataset/Angelina Jolie": 4, "Celebrity Faces Dataset/Brad Pitt": 4},
     one(("Angelina Jolie", "Brad Pitt"), 8))  # fmt: skip
tree("rice-varieties", {**each(["Rice_Image_Dataset"], ("Arborio", "Basmati"), 4), "Rice_Image_Dataset/.": []},
     one(("Arborio", "Basmati"), 8))  # fmt: skip


@layout(one(("air hockey", "archery"), 12, splits="6/3/3"), one(("air hockey", "archery"), 12))
def sports(at: At):
    rows = []
    for split, count in (("train", 3), ("valid", 2), ("test", 1)):
        for number, label in enumerate(("air hockey", "archery")):
            for i in range(count):
                path = f"{split}/{label}/{i:03}.jpg"
                at.pic(path)
                rows.append(f"{number},{path},{label},jack of clubs,{split}")
    at.text("sports.csv", ["class id,filepaths,labels,card name,data set", *rows])
    at.data("EfficientNetB0-100-(224 X 224)- 98.40.h5", b"\x89HDF\r\n\x1a\n" + b"\0" * 64)


@layout(one(("bakery", "kitchen"), 8, splits="6/0/2"))
def mit_indoor(at: At):
    names = [f"{c}/int{i}.jpg" for c in ("bakery", "kitchen") for i in range(4)]
    at.pics(*(f"indoorCVPR_09/Images/{name}" for name in names))
    at.text("indoorCVPR_09/TrainImages.txt", [name for i, name in enumerate(names) if i % 4])
    at.text("indoorCVPR_09/TestImages.txt", names[::4])


@layout(one(("banded", "dotted"), 8))
def dtd(at: At):
    names = [f"{c}/{c}_{i:04}.jpg" for c in ("banded", "dotted") for i in range(4)]
    at.pics(*(f"dtd/images/{name}" for name in names))
    for fold in (1, 2):
        for shift, split in enumerate(("train", "val", "test")):
            at.text(f"dtd/labels/{split}{fold}.txt", [n for i, n in enumerate(names) if (i * fold + fold) % 3 == shift])
    at.text("dtd/labels/labels_joint_anno.txt", [f"{n} {n.split('/')[0]} lined" for n in names])


@layout(one(("737-700", "A320"), 8), one(("Boeing", "Airbus"), 8), told("--label", "several", "variant", "txt"))
def aircraft(at: At):
    names = [f"{i * 40503 % 2000000:07}" for i in range(1, 9)]
    at.pics(*(f"fgvc/data/images/{name}.jpg" for name in names))
    for split, some in (("train", names[:4]), ("val", names[4:6]), ("test", names[6:])):
        for kind, labels in (("variant", ("737-700", "A320")), ("manufacturer", ("Boeing", "Airbus"))):
            at.text(f"fgvc/data/images_{kind}_{split}.txt", [f"{n} {labels[int(n) % 2]}" for n in some])
        at.text(f"fgvc/data/images_{split}.txt", some)
    at.text("fgvc/data/images_box.txt", [f"{n} {X0 + 1} {Y0 + 1} {X1} {Y1}" for n in names])
    at.text("fgvc/data/variants.txt", ["737-700", "A320"])
    at.text("fgvc/data/manufacturers.txt", ["Boeing", "Airbus"])


@layout(told("mat"))
def stanford_cars(at: At):
    at.pics(*(f"{s}/{s}/{i:05}.jpg" for s in ("cars_train", "cars_test") for i in range(1, 5)))
    for name in ("cars_train_annos", "cars_test_annos", "cars_meta"):
        at.data(f"car_devkit/devkit/{name}.mat", b"MATLAB 5.0 MAT-file" + b"\0" * 200)


@layout(told("mat"))
def svhn(at: At):
    for split in ("train", "test"):
        at.pics(*(f"{split}/{i}.png" for i in range(1, 5)))
        at.data(f"{split}/digitStruct.mat", b"MATLAB 7.3 MAT-file" + b"\0" * 200)
        at.data(f"{split}/see_bboxes.m", b"load digitStruct.mat")


@layout(told("caption", "column", "txt"))
def flickr_captions(at: At):
    at.pics(*(f"Images/{1000 + i}_ab.jpg" for i in range(6)))
    at.text("captions.txt", ["image,caption", *(f"{1000 + i}_ab.jpg,A {w} dog number {i} runs over the grass ." for i in
            range(6) for w in ("small", "brown", "happy", "wet", "big"))])  # fmt: skip


@layout(one(("Apis", "Bombus"), 8), one(2, 8), told("json"))
def inaturalist(at: At):
    """COCO's JSON that gives each picture a category and no box."""
    names = [f"train_val2018/Insecta/{7400 + i % 2}/{i:032x}.jpg" for i in range(8)]
    at.pics(*names)
    at.text("train2018.json", json.dumps({"info": {}, "licenses": [], "images": [{"id": i, "file_name": name, "width":
            64, "height": 48} for i, name in enumerate(names)], "annotations": [{"id": i, "image_id": i, "category_id":
            i % 2} for i in range(8)], "categories": [{"id": 0, "name": "Apis", "supercategory": "Insecta"}, {"id": 1,
            "name": "Bombus", "supercategory": "Insecta"}]}))  # fmt: skip


@layout(one(3, 12), told("--label", "hardly more than one"))
def landmarks(at: At):
    ids = [f"{i * 2654435761 % 2**32:08x}{i:08x}" for i in range(1, 13)]
    at.pics(*(f"train/{i[0]}/{i[1]}/{i[2]}/{i}.jpg" for i in ids))
    at.text("train.csv", ["id,landmark_id", *(f"{name},{(7, 22, 30)[i % 3]}" for i, name in enumerate(ids))])


@layout(one(("0", "1", "2"), 12, splits="8/2/2"), one(("0", "1", "2"), 12), one(3, 12))
def rvl_cdip(at: At):
    names = [f"images{'abc'[i % 3]}/a/b/c{i}/{i}_{i}.tif" for i in range(12)]
    at.pics(*(f"images/{name}" for name in names))
    for split, part in (("train", slice(8)), ("val", slice(8, 10)), ("test", slice(10, 12))):
        at.text(f"labels/{split}.txt", [f"{name} {names.index(name) % 3}" for name in names[part]])


@layout(one(("0", "1", "2"), 12))
def retinopathy_2015(at: At):
    names = [f"{10 + i}_{side}" for i in range(6) for side in ("left", "right")]
    at.pics(*(f"train/{name}.jpeg" for name in names))
    at.text("trainLabels.csv", ["image,level", *(f"{name},{i % 3}" for i, name in enumerate(names))])


@layout(told("--label", "several"), one(None, 12, note=("label",)), one(("N", "D", "G"), 12))
def odir(at: At):
    rows = []
    for i in range(12):
        name = f"{i // 2}_{('left', 'right')[i % 2]}.jpg"
        at.pic(f"preprocessed_images/{name}")
        hot = [int(i // 2 % 3 == j) for j in range(3)]
        rows.append(f"{i // 2},{50 + i // 2},{('Male', 'Female')[i // 2 % 2]},{i // 2}_left.jpg,{i // 2}_right.jpg,"
                    f"{','.join(map(str, hot))},../input/ODIR-5K/Training Images/{name},['{'NDG'[i // 2 % 3]}'],"
                    f'"{hot}",{name}')  # fmt: skip
    at.text("full_df.csv", ["ID,Patient Age,Patient Sex,Left-Fundus,Right-Fundus,N,D,G,filepath,labels,target,filename",
            *rows])  # fmt: skip


@layout(one(("NEV", "BCC", "ACK"), 12))
def pad_ufes(at: At):
    rows = []
    for i in range(12):
        at.pic(f"images/imgs_part_{1 + i // 6}/PAT_{i}_{i + 7}_{i * 71 % 997}.png")
        rows.append(f"PAT_{i},{i + 7},{('False', 'True', '')[i % 3]},{('POMERANIA', 'GERMANY', '')[i // 2 % 3]},"
                    f"{40 + i},{('ARM', 'NECK', 'FACE', 'BACK')[i // 3]},{('NEV', 'BCC', 'ACK')[i % 3]},"
                    f"{('True', 'False', 'UNK')[i // 4]},PAT_{i}_{i + 7}_{i * 71 % 997}.png")  # fmt: skip
    at.text("metadata.csv", ["patient_id,lesion_id,smoke,background_father,age,region,diagnostic,itch,img_id", *rows])


@layout(told("--label", "several"), one(None, 12, note=("label",)))
def fitzpatrick(at: At):
    kinds = (("psoriasis", "inflammatory", "non-neoplastic"), ("lupus", "inflammatory", "non-neoplastic"),
             ("melanoma", "malignant melanoma", "malignant"))  # fmt: skip
    rows = []
    for i in range(12):
        name = f"{i * 2654435761:032x}"
        at.pic(f"images/{name}.jpg")
        rows.append(f"{name},{1 + i % 6},{','.join(kinds[i % 3])},https://example.org/{name}.jpg")
    at.text("fitzpatrick17k.csv", ["md5hash,fitzpatrick,label,nine_partition_label,three_partition_label,url", *rows])


@layout(told("several", "--label", "picture", "image"))
def protein_atlas(at: At):
    rows = []
    for i in range(4):
        name = f"{i * 2654435761:08x}-bb99-11e8-b2b9-ac1f6b6435d0"
        at.pics(*(f"train/{name}_{colour}.png" for colour in ("red", "green", "blue", "yellow")))
        rows.append(f"{name},{('0', '0 16', '16 25', '25')[i]}")
    at.text("train.csv", ["Id,Target", *rows])


@layout(masks(None, 6), masks(None, 4), told("EncodedPixels", "run"))
def severstal(at: At):
    at.pics(*(f"train_images/{i:08x}.jpg" for i in range(6)))
    at.text("train.csv", ["ImageId,ClassId,EncodedPixels", *(f"{i:08x}.jpg,{1 + i % 3},{100 + i} 20 148 20 196 20" for i
            in range(6))])  # fmt: skip


@layout(masks(None, 4), told("EncodedPixels", "run"))
def clouds(at: At):
    at.pics(*(f"train_images/{i:07x}.jpg" for i in range(4)))
    at.text("train.csv", ["Image_Label,EncodedPixels", *(f"{i:07x}.jpg_{kind},{'' if kind == 'Gravel' and i else f'{90 + i} 20 148 20'}"
            for i in range(4) for kind in ("Fish", "Flower", "Gravel"))])  # fmt: skip


@layout(masks(None, 6))
def salt(at: At):
    pairs(at, "train/images/a{}b.png", "train/masks/a{}b.png")
    at.text("train.csv", ["id,rle_mask", *(f"a{i}b,{10 + i} 20 60 20" for i in range(1, 7))])
    at.text("depths.csv", ["z,id", *(f"{100 + 31 * i},a{i}b" for i in range(1, 7))])


@layout(boxes(None, 6), told("gt.txt"))
def gtsdb(at: At):
    at.pics(*(f"FullIJCNN2013/{i:05}.ppm" for i in range(6)))
    at.text("FullIJCNN2013/gt.txt", [f"{i:05}.ppm;{X0};{Y0};{X1};{Y1};{(11, 40)[i % 2]}" for i in range(6)])


@layout(boxes(("stop", "yield"), 6))
def lisa(at: At):
    top = "Filename;Annotation tag;Upper left corner X;Upper left corner Y;Lower right corner X;Lower right corner Y;" \
        "Occluded,On another road;Origin file"  # fmt: skip
    at.pics(*(f"aiua120214-0/frameAnnotations-D/{i}.avi_image{i}.png" for i in range(6)))
    at.text("allAnnotations.csv", [top, *(f"aiua120214-0/frameAnnotations-D/{i}.avi_image{i}.png;"
            f"{('stop', 'yield')[i % 2]};{X0};{Y0};{X1};{Y1};0,0;aiua120214-0/D.avi" for i in range(6))])  # fmt: skip


@layout(boxes(None, 6), told("odgt", "json"))
def crowd_human(at: At):
    at.pics(*(f"Images/{i},abc{i}.jpg" for i in range(6)))
    at.text("annotation_train.odgt", [json.dumps({"ID": f"{i},abc{i}", "gtboxes": [{"tag": "person", "fbox": [X0, Y0, W,
            H], "vbox": [X0, Y0, W, H], "hbox": [9, 7, 5, 5], "extra": {}}]}) for i in range(6)])  # fmt: skip


@layout(boxes(("cat", "dog"), 6))
def lvis(at: At):
    at.pics(*(f"train2017/{i:012}.jpg" for i in range(6)))
    data = json.loads(drawn.coco([f"{i:012}.jpg" for i in range(6)], ("cat", "dog")))
    for image in data["images"]:
        image["coco_url"] = f"http://images.cocodataset.org/train2017/{image.pop('file_name')}"
    at.text("lvis_v1_train.json", json.dumps(data))


@layout(told("geojson", "json"), boxes(None, 4))
def xview(at: At):
    at.pics(*(f"train_images/{i}.tif" for i in range(4)))
    at.text("xView_train.geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature",
            "properties": {"bounds_imcoords": f"{X0},{Y0},{X1},{Y1}", "image_id": f"{i}.tif", "type_id": 73}, "geometry":
            {"type": "Polygon", "coordinates": []}} for i in range(4)]}))  # fmt: skip


@layout(told("xml", "hrsc"), boxes(None, 4))
def hrsc(at: At):
    for i in range(4):
        at.pic(f"Train/AllImages/{i:09}.bmp")
        at.text(f"Train/Annotations/{i:09}.xml", f"<HRSC_Image><Img_FileName>{i:09}</Img_FileName><HRSC_Objects>"
                f"<HRSC_Object><Class_ID>100000001</Class_ID><box_xmin>{X0}</box_xmin><box_ymin>{Y0}</box_ymin><box_xmax>"
                f"{X1}</box_xmax><box_ymax>{Y1}</box_ymax></HRSC_Object></HRSC_Objects></HRSC_Image>")  # fmt: skip


@layout(masks(None, 4), boxes(None, 4))
def penn_fudan(at: At):
    for i in range(1, 5):
        at.pic(f"PennFudanPed/PNGImages/FudanPed{i:05}.png")
        at.mask(f"PennFudanPed/PedMasks/FudanPed{i:05}_mask.png", (0, 1, 2))
        at.text(f"PennFudanPed/Annotation/FudanPed{i:05}.txt", "# Compatible with PASCAL Annotation Version 1.00\n"
                f'Image filename : "PennFudanPed/PNGImages/FudanPed{i:05}.png"\nObjects with ground truth : 1 {{ '
                f'"PASpersonWalking" }}\nBounding box for object 1 "PASpersonWalking" (Xmin, Ymin) - (Xmax, Ymax) : '
                f"({X0}, {Y0}) - ({X1}, {Y1})\n")  # fmt: skip
    at.text("PennFudanPed/readme.txt", "170 images")


@layout(boxes(("raccoon",), 4))
def raccoon(at: At):
    rows = []
    for i in range(1, 5):
        at.pic(f"images/raccoon-{i}.jpg")
        drawn.voc(at, f"annotations/raccoon-{i}.xml", f"raccoon-{i}.jpg", "raccoon")
        rows.append(f"raccoon-{i}.jpg,64,48,raccoon,{X0},{Y0},{X1},{Y1}")
    at.text("data/raccoon_labels.csv", ["filename,width,height,class,xmin,ymin,xmax,ymax", *rows])
    at.data("data/train.record", b"\x10" + b"\0" * 70)


@layout(boxes(("crazing", "scratches"), 6), boxes(("crazing", "scratches"), 6, splits="4/2/0"))
def neu_det(at: At):
    for split, count in (("train", 2), ("validation", 1)):
        for label in ("crazing", "scratches"):
            for i in range(count):
                name = f"{label}_{split[0]}{i}"
                at.pic(f"NEU-DET/{split}/images/{label}/{name}.jpg")
                drawn.voc(at, f"NEU-DET/{split}/annotations/{name}.xml", f"{name}.jpg", label)


@layout(masks(None, 4), told("mask"))
def celeba_mask(at: At):
    for i in range(4):
        at.pic(f"CelebAMask-HQ/CelebA-HQ-img/{i}.jpg")
        for part in ("hair", "skin", "nose"):
            at.mask(f"CelebAMask-HQ/CelebAMask-HQ-mask-anno/0/{i:05}_{part}.png", (0, 255))


@layout(masks(None, 4))
def inria_aerial(at: At):
    pairs(at, "AerialImageDataset/train/images/austin{}.tif", "AerialImageDataset/train/gt/austin{}.tif", count=4)
    at.pics(*(f"AerialImageDataset/test/images/bellingham{i}.tif" for i in (1, 2)))


@layout(masks(None, 6, splits="3/3/0"))
def massachusetts_roads(at: At):
    for split in ("train", "val"):
        pairs(at, f"tiff/{split}/1{{}}828930_15.tiff", f"tiff/{split}_labels/1{{}}828930_15.tif", count=3)


@layout(masks(None, 4), masks(None, 4, unreadable=2))
def deep_globe(at: At):
    colours = ((0, 255, 255), (255, 255, 0), (0, 255, 0))
    pairs(at, "train/{}19_sat.jpg", "train/{}19_mask.png", colours, 4)
    at.pics("valid/1001_sat.jpg", "valid/1002_sat.jpg")
    at.text("class_dict.csv", ["name,r,g,b", "urban_land,0,255,255", "agriculture_land,255,255,0", "forest,0,255,0"])
    at.text("metadata.csv", ["image_id,split,sat_image_path,mask_path", *(f"{i}19,train,train/{i}19_sat.jpg,train/{i}19_mask.png"
            for i in range(1, 5))])  # fmt: skip


@layout(masks(None, 4), masks(None, 8))
def cvc_clinic(at: At):
    for kind in ("PNG", "TIF"):
        suffix = kind.lower()
        pairs(at, f"{kind}/Original/{{}}.{suffix}", f"{kind}/Ground Truth/{{}}.{suffix}", count=4)
    at.text("metadata.csv", ["frame_id,sequence_id,png_image_path,png_mask_path", *(f"{i},1,PNG/Original/{i}.png,PNG/Ground Truth/{i}.png"
            for i in range(1, 5))])  # fmt: skip


@layout(masks(None, 4))
def glas(at: At):
    pairs(at, "Warwick QU Dataset/train_{}.bmp", "Warwick QU Dataset/train_{}_anno.bmp", (0, 1, 2), 4)
    at.text("Warwick QU Dataset/Grade.csv", ["name, patient ID, grade (GlaS), grade (Sirinukunwattana et al. 2015)", *(
            f"train_{i},{i % 2}, {('benign', 'malignant')[i % 2]}, {('healthy', 'moderate')[i % 2]}" for i in range(1, 5))])  # fmt: skip


@layout(masks(None, 4))
def ph2(at: At):
    top = "PH2Dataset/PH2 Dataset images"
    for i in range(2, 6):
        name = f"IMD{i:03}"
        at.pic(f"{top}/{name}/{name}_Dermoscopic_Image/{name}.bmp")
        at.mask(f"{top}/{name}/{name}_lesion/{name}_lesion.bmp", (0, 255))


@layout(masks(None, 3), told("mask", "named for what they hold"))
def kitti_road(at: At):
    for i in range(3):
        at.pic(f"training/image_2/um_{i:06}.png")
        for kind in ("lane", "road"):
            at.mask(f"training/gt_image_2/um_{kind}_{i:06}.png", ((255, 0, 0), (255, 0, 255)))
        at.text(f"training/calib/um_{i:06}.txt", "P0: 7.2e+02 0 6.1e+02")


@layout(masks(None, 4), masks(None, 4, splits="2/2/0"))
def uavid(at: At):
    for split in ("train", "val"):
        for seq in (1, 2):
            at.pic(f"uavid_{split}/seq{seq}/Images/000000.png")
            at.mask(f"uavid_{split}/seq{seq}/Labels/000000.png", ((0, 0, 0), (128, 0, 0), (128, 64, 128)))


@layout(masks(None, 4))
def isaid(at: At):
    for i in range(4):
        at.pic(f"train/images/P{i:04}.png")
        at.mask(f"train/Semantic_masks/P{i:04}_instance_color_RGB.png", ((0, 0, 0), (0, 0, 63), (0, 127, 127)))


@layout(masks(None, 6), one(("MT_Blowhole", "MT_Free"), 6), told("mask"))
def magnetic_tiles(at: At):
    for name in ("MT_Blowhole", "MT_Free"):
        pairs(at, f"{name}/Imgs/exp1_num_{name[3]}{{}}.jpg", f"{name}/Imgs/exp1_num_{name[3]}{{}}.png", count=3)


@layout(
    masks(None, 3, unreadable=None),
    one(("good", "broken"), 8),
    told("mask", "good"),
    masks(None, None, unreadable=None),
)
def mvtec_masks(at: At):
    at.tree({"bottle/train/good": ["100.png", "101.png", "102.png"], "bottle/test/good": ["200.png", "201.png"]})
    pairs(at, "bottle/test/broken/{:03}.png", "bottle/ground_truth/broken/{:03}_mask.png", count=3)


@layout(masks(None, 6))
def kolektor(at: At):
    for part in ("kos01", "kos02", "kos03"):
        pairs(at, f"{part}/Part{{}}.jpg", f"{part}/Part{{}}_label.bmp", count=2)


@layout(masks(None, 6))
def semantic_drone(at: At):
    for i in range(6):
        at.pic(f"dataset/semantic_drone_dataset/original_images/{i:03}.jpg")
        at.mask(f"dataset/semantic_drone_dataset/label_images_semantic/{i:03}.png", (0, 1, 4, 9))
        at.mask(f"RGB_color_image_masks/RGB_color_image_masks/{i:03}.png", ((0, 0, 0), (128, 64, 128), (0, 102, 0)))
    at.text(
        "class_dict_seg.csv", ["name, r, g, b", "unlabeled, 0, 0, 0", "paved-area, 128, 64, 128", "grass, 0, 102, 0"]
    )


@layout(told("json", "lane", "hardly more than one"))
def tusimple(at: At):
    at.pics(*(f"clips/0313-1/{i}/20.jpg" for i in range(6)))
    at.text("label_data_0313.json", [json.dumps({"lanes": [[-2, 632, 625], [-2, 719, 734]], "h_samples": [240, 250, 260],
            "raw_file": f"clips/0313-1/{i}/20.jpg"}) for i in range(6)])  # fmt: skip


@layout(told("txt", "lines", "label", "named for what they hold"))
def culane(at: At):
    for i in range(6):
        at.pic(f"driver_23_30frame/0{i // 3}.MP4/{i:05}.jpg")
        at.text(f"driver_23_30frame/0{i // 3}.MP4/{i:05}.lines.txt", "20.5 47 22.1 40 24.0 33 26.7 26\n")
    at.text("list/train.txt", [f"/driver_23_30frame/0{i // 3}.MP4/{i:05}.jpg" for i in range(6)])


@layout(one(("cat", "dog"), 8, splits="4/4/0"), one(("cat", "dog"), 8))
def text_lists_of_folders(at: At):
    """Class folders, and lists of paths from another machine that say the split."""
    names = [f"{c}/{i}.jpg" for c in ("cat", "dog") for i in range(4)]
    at.pics(*(f"images/{name}" for name in names))
    at.text("train.txt", [f"/home/ann/data/images/{name}" for name in names[::2]])
    at.text("val.txt", [f"/home/ann/data/images/{name}" for name in names[1::2]])


@layout(masks(None, 6), told("depth", "class", "folder"))
def nyu_depth(at: At):
    """A depth map and a mask of each frame beside it: only the mask counts."""
    for i in range(6):
        at.pic(f"scene/{i:05}_colors.png")
        ramp = np.linspace(400 + 41 * i, 8000, SIZE[0] * SIZE[1]).reshape(SIZE[1], SIZE[0]).astype(np.uint16)
        Image.fromarray(ramp).save(at.place(f"scene/{i:05}_depth.png"))
        at.mask(f"scene/{i:05}_labels.png", (0, 3, 7))


@layout(boxes(("ship",), 4), told("quad", "rotated", "icdar", "txt"), boxes(None, 4))
def icdar_text(at: At):
    for i in range(1, 5):
        at.pic(f"ch4_training_images/img_{i}.jpg")
        line = ",".join(str(each) for point in POINTS for each in point)
        at.text(f"ch4_training_localization_transcription_gt/gt_img_{i}.txt", f"{line},Genaxis Theatre\n", "utf-8-sig")
