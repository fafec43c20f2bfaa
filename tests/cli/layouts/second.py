"""What a second critic's data sets look like: public ones, exports of tools, people's own folders."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import POINTS, X0, X1, Y0, Y1, YOLO, H, W
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import SIZE, At, add, boxes, layout, masks, one, told

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


# Medicine


@layout(told("Retinopathy grade"), one(("0", "1", "2"), 9))
def messidor(at: At):
    at.tree({"Base11": [f"20051019_38557_{i:04}_PP.tif" for i in range(9)]})
    at.text(
        "Base11/Annotation_Base11.csv",
        [
            "Image name,Ophthalmologic department,Retinopathy grade,Risk of macular edema",
            *[f"20051019_38557_{i:04}_PP.tif,Service Ophtalmologie Lariboisiere,{i % 3},{i % 2}" for i in range(9)],
        ],
    )


@layout(one(("0", "1", "2"), 9, splits="6/0/3"), told("column", "Retinopathy grade"))
def idrid_grading(at: At):
    base = "B. Disease Grading"
    at.tree(
        {
            f"{base}/1. Original Images/a. Training Set": names(6, "IDRiD_{:03}.jpg", 1),
            f"{base}/1. Original Images/b. Testing Set": names(3, "IDRiD_{:03}.jpg", 1),
        }
    )
    at.text(
        f"{base}/2. Groundtruths/a. IDRiD_Disease Grading_Training Labels.csv",
        [
            "Image name,Retinopathy grade,Risk of macular edema ,,,",
            *[f"IDRiD_{i + 1:03},{i % 3},{i % 2},,," for i in range(6)],
        ],
    )
    at.text(
        f"{base}/2. Groundtruths/b. IDRiD_Disease Grading_Testing Labels.csv",
        [
            "Image name,Retinopathy grade,Risk of macular edema ",
            *[f"IDRiD_{i + 1:03},{(i + 1) % 3},{i % 2}" for i in range(3)],
        ],
    )


@layout(masks(None, 6), told("several", "mask"))
def idrid_segmentation(at: At):
    base = "A. Segmentation"
    for i in range(1, 7):
        part = "a. Training Set" if i < 5 else "b. Testing Set"
        at.pic(f"{base}/1. Original Images/{part}/IDRiD_{i:02}.jpg")
        for kind, code in (("1. Microaneurysms", "MA"), ("5. Optic Disc", "OD")):
            at.mask(f"{base}/2. All Segmentation Groundtruths/{part}/{kind}/IDRiD_{i:02}_{code}.tif", (0, 255))


@layout(one(("melanoma", "nevus"), 8, note=("diagnosis",)), one(("benign", "malignant"), 8), told("column"))
def isic_archive(at: At):
    at.tree({"images": names(8, "ISIC_{:07}.JPG", 24306)})
    at.text(
        "metadata.csv",
        [
            "isic_id,attribution,copyright_license,age_approx,anatom_site_general,benign_malignant,diagnosis,image_type,sex",
            *[
                f"ISIC_{24306 + i:07},Vienna,CC-BY-NC,{30 + 5 * (i % 4)},{('anterior torso', 'head/neck')[i % 2]},{('benign', 'malignant')[i // 4 % 2]},{('nevus', 'melanoma')[i // 4 % 2]},dermoscopic,{('male', 'female')[i % 2]}"
                for i in range(8)
            ],
        ],
    )
    at.text("attribution.txt", "x")


@layout(boxes(("Cardiomegaly",), 8), boxes(("Cardiomegaly", "No finding"), 8), boxes(("Cardiomegaly",), 4))
def vindr_boxes(at: At):
    at.tree({"train": names(8, "{:032x}.png", 7)})
    rows = [
        f"{7 + i:032x},{('No finding', 'Cardiomegaly')[i % 2]},{(14, 3)[i % 2]},R{1 + j},{'' if not i % 2 else X0},{'' if not i % 2 else Y0},{'' if not i % 2 else X1},{'' if not i % 2 else Y1}"
        for i in range(8)
        for j in range(3)
    ]
    at.text("train.csv", ["image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max", *rows])


@layout(boxes(1, 8), boxes(None, 8), told("patient", "Target"))
def rsna_pneumonia_png(at: At):
    at.tree(
        {"stage_2_train_images": names(8, "{:08x}-aaaa.png", 3), "stage_2_test_images": names(3, "{:08x}-bbbb.png", 3)}
    )
    at.text(
        "stage_2_train_labels.csv",
        [
            "patientId,x,y,width,height,Target",
            *[f"{i + 3:08x}-aaaa,{f'{X0}.0,{Y0}.0,{W}.0,{H}.0,1' if i % 2 else ',,,,0'}" for i in range(8)],
        ],
    )
    at.text(
        "stage_2_detailed_class_info.csv",
        ["patientId,class", *[f"{i + 3:08x}-aaaa,{'Lung Opacity' if i % 2 else 'Normal'}" for i in range(8)]],
    )


@layout(one(("COVID-19", "Normal"), 12), masks(None, 12), one(("COVID", "Normal"), 12))
def covid_radiography(at: At):
    for kind in ("COVID", "Normal"):
        for i in range(1, 7):
            at.pic(f"COVID-19_Radiography_Dataset/{kind}/images/{kind}-{i}.png")
            at.mask(f"COVID-19_Radiography_Dataset/{kind}/masks/{kind}-{i}.png", (0, 255))
        at.data(f"COVID-19_Radiography_Dataset/{kind}.metadata.xlsx", b"PK\3\4" + b"\0" * 60)
    at.text("COVID-19_Radiography_Dataset/README.md.txt", "x")


@layout(masks(None, None), told("mask"), one(None, None))
def montgomery(at: At):
    for i in range(1, 7):
        name = f"MCUCXR_{i:04}_{i % 2}"
        at.pic(f"MontgomerySet/CXR_png/{name}.png")
        at.mask(f"MontgomerySet/ManualMask/leftMask/{name}.png", (0, 255))
        at.mask(f"MontgomerySet/ManualMask/rightMask/{name}.png", (0, 255))
        at.text(f"MontgomerySet/ClinicalReadings/{name}.txt", "Patient's Sex: F\nPatient's Age: 027Y\nnormal\n")


@layout(one(("0", "1"), 12), one(None, 12, note=("8863", "patient")))
def breast_idc(at: At):
    at.tree(
        {
            f"{patient}/{label}": [f"{patient}_idx5_x{100 * i}_y{50 + i}_class{label}.png" for i in range(2)]
            for patient in (8863, 8864, 10253)
            for label in (0, 1)
        }
    )


@layout(
    one(("EOSINOPHIL", "LYMPHOCYTE"), 12, splits="8/0/4"), one(("EOSINOPHIL", "LYMPHOCYTE"), 16), told("TEST_SIMPLE")
)
def blood_cells(at: At):
    at.tree(
        {
            **each(["dataset2-master/dataset2-master/images/TRAIN"], ("EOSINOPHIL", "LYMPHOCYTE"), 4),
            **each(["dataset2-master/dataset2-master/images/TEST"], ("EOSINOPHIL", "LYMPHOCYTE"), 2),
            **each(["dataset2-master/dataset2-master/images/TEST_SIMPLE"], ("EOSINOPHIL", "LYMPHOCYTE"), 2),
        }
    )
    at.text("dataset2-master/dataset2-master/labels.csv", [",Image,Category", "0,0,NEUTROPHIL", "1,1,EOSINOPHIL"])


@layout(boxes(("RBC", "WBC"), 6))
def bccd(at: At):
    for i in range(6):
        at.pic(f"BCCD_Dataset-master/BCCD/JPEGImages/BloodImage_{i:05}.jpg")
        drawn.voc(
            at,
            f"BCCD_Dataset-master/BCCD/Annotations/BloodImage_{i:05}.xml",
            f"BloodImage_{i:05}.jpg",
            ("RBC", "WBC")[i % 2],
        )
    at.text("BCCD_Dataset-master/BCCD/ImageSets/Main/train.txt", [f"BloodImage_{i:05}" for i in range(3)])
    at.text("BCCD_Dataset-master/BCCD/ImageSets/Main/val.txt", ["BloodImage_00003"])
    at.text("BCCD_Dataset-master/BCCD/ImageSets/Main/test.txt", ["BloodImage_00004", "BloodImage_00005"])
    at.text(
        "BCCD_Dataset-master/test.csv",
        [
            "filename,cell_type,xmin,xmax,ymin,ymax",
            *[f"BloodImage_{i:05}.jpg,{('RBC', 'WBC')[i % 2]},{X0},{X1},{Y0},{Y1}" for i in range(4, 6)],
        ],
    )
    at.pics("BCCD_Dataset-master/example.jpg")


@layout(masks(None, 6, splits="4/0/2"), masks(None, 6))
def monuseg_like_xml(at: At):
    """Masks beside annotation in XML of Aperio's ImageScope."""
    for i in range(6):
        part = "train" if i < 4 else "test"
        at.pic(f"{part}/images/TCGA-{i}.tif")
        at.mask(f"{part}/masks/TCGA-{i}.png", (0, 255))
        at.text(
            f"{part}/xml/TCGA-{i}.xml",
            '<?xml version="1.0"?><Annotations MicronsPerPixel="0.25"><Annotation Id="1"><Regions><Region Id="1"><Vertices><Vertex X="1" Y="2"/></Vertices></Region></Regions></Annotation></Annotations>',
        )


@layout(told("XML", "annotation", "xml", "mask", "Aperio"))
def monuseg_xml_only(at: At):
    for i in range(6):
        at.pic(f"Tissue Images/TCGA-{i}.tif")
        at.text(
            f"Annotations/TCGA-{i}.xml",
            '<?xml version="1.0"?><Annotations MicronsPerPixel="0.25"><Annotation Id="1"><Regions><Region Id="1"><Vertices><Vertex X="1" Y="2"/></Vertices></Region></Regions></Annotation></Annotations>',
        )


@layout(told("ROI", "roi", "archives", "ImageJ"))
def imagej_rois(at: At):
    for i in range(6):
        at.pic(f"cells/{i:03}.tif")
        at.data(f"cells/{i:03}.zip", b"PK\5\6" + b"\0" * 18)
        at.data(f"cells/RoiSet_{i:03}.zip", b"PK\5\6" + b"\0" * 18)


# Agriculture, animals, plants


@layout(boxes(("wheat_head",), 6), boxes(1, 6))
def global_wheat_kaggle(at: At):
    at.tree({"train": names(6, "b6ab{}.jpg"), "test": names(2, "aac{}.jpg")})
    at.text(
        "train.csv",
        [
            "image_id,width,height,bbox,source",
            *[f'b6ab{i},{SIZE[0]},{SIZE[1]},"[{X0}.0, {Y0}.0, {W}.0, {H}.0]",usask_1' for i in range(6)],
        ],
    )
    at.text("sample_submission.csv", ["image_id,PredictionString", *[f"aac{i},1.0 0 0 50 50" for i in range(2)]])


@layout(one(3, 9), told("column"))
def plant_seedlings(at: At):
    at.tree({**each(["train"], ("Black-grass", "Charlock", "Maize"), 3), "test": names(4, "0{}f.png")})
    at.text("sample_submission.csv", ["file,species", *[f"0{i}f.png,Sugar beet" for i in range(4)]])


@layout(one(("acantharia", "copepod"), 8), one(("acantharia", "copepod"), 8))
def plankton_ndsb(at: At):
    at.tree({**each(["train"], ("acantharia", "copepod"), 4), "test": names(5, "1{}.jpg")})
    at.text("sampleSubmission.csv", ["image,acantharia,copepod", *[f"1{i}.jpg,0.5,0.5" for i in range(5)]])


@layout(one(3, 9), told("class-level"))
def whoi_plankton(at: At):
    at.tree(
        {
            f"WHOI-Plankton/2006/{kind}": [f"IFCB1_2006_{i:03}_{k}.png" for i in range(3)]
            for k, kind in enumerate(("Asterionellopsis", "Cerataulina"))
        }
        | {"WHOI-Plankton/2007/mix": names(3, "IFCB1_2007_{}.png")}
    )


@layout(one(("Copepoda", "detritus"), 8, unreadable=1), told("column"))
def ecotaxa_tsv(at: At):
    at.tree({"export_1_2023": names(8, "{}.jpg", 100)})
    head = "object_id\tobject_lat\tobject_lon\tobject_annotation_category\tobject_annotation_status\timg_file_name\timg_rank\tobject_area"
    rows = [
        f"obj{i}\t43.{i}\t7.{i}\t{('Copepoda', 'detritus')[i % 2]}\tvalidated\t{100 + i}.jpg\t0\t{i * 31.5}"
        for i in range(8)
    ]
    at.text("export_1_2023/ecotaxa_export.tsv", [head, "[t]\t[f]\t[f]\t[t]\t[t]\t[t]\t[f]\t[f]", *rows])


@layout(one(("Copepoda", "detritus"), 8), told("column"))
def ecotaxa_without_types(at: At):
    at.tree({"export_1_2023": names(8, "{}.jpg", 100)})
    head = "object_id\tobject_lat\tobject_lon\tobject_annotation_category\tobject_annotation_status\timg_file_name\timg_rank\tobject_area"
    rows = [
        f"obj{i}\t43.{i}\t7.{i}\t{('Copepoda', 'detritus')[i % 2]}\tvalidated\t{100 + i}.jpg\t0\t{i * 31.5}"
        for i in range(8)
    ]
    at.text("export_1_2023/ecotaxa_export.tsv", [head, *rows])


@layout(one(3, 12, splits="6/3/3"))
def birds_525(at: At):
    kinds = ("ABBOTTS BABBLER", "ABBOTTS BOOBY", "ZEBRA DOVE")
    at.tree({**each(["train"], kinds, 2), **each(["valid"], kinds, 1), **each(["test"], kinds, 1)})
    rows = [
        f"{k}.0,{part}/{kind}/{path.name},{kind},{part},X Y"
        for k, kind in enumerate(kinds)
        for part in ("train", "valid", "test")
        for path in sorted((at.root / part / kind).iterdir())
    ]
    at.text("birds.csv", ["class id,filepaths,labels,data set,scientific name", *rows])
    at.data("EfficientNetB0-525-(224 X 224)- 98.97.h5")


@layout(one(2, 8), told("column"))
def ip102(at: At):
    """Lists of names and numbers; the names of classes elsewhere."""
    at.tree({"ip102_v1.1/images": names(8, "{:05}.jpg")})
    for part, numbers in (("train", range(5)), ("val", range(5, 6)), ("test", range(6, 8))):
        at.text(f"ip102_v1.1/{part}.txt", [f"{i:05}.jpg {i % 2}" for i in numbers])
    at.text("ip102_v1.1/classes.txt", ["1     rice leaf roller", "2     rice leaf caterpillar"])


@layout(one(None, 8), told("column"))
def cassava_json_map(at: At):
    at.tree({"train_images": names(8, "{}.jpg", 1000)})
    at.text("train.csv", ["image_id,label", *[f"{1000 + i}.jpg,{i % 2}" for i in range(8)]])
    at.text("label_num_to_disease_map.json", json.dumps({"0": "Bacterial Blight", "1": "Brown Streak"}))


@layout(one(("empty", "zebra"), 6), told("no annotation of them has a box"))
def snapshot_serengeti_coco(at: At):
    """COCO camera traps: categories of pictures, without boxes."""
    files = [f"S1/B04/B04_R1/S1_B04_R1_PICT{i:04}.JPG" for i in range(6)]
    at.pics(*files)
    at.text(
        "SnapshotSerengetiS01.json",
        json.dumps(
            {
                "info": {},
                "categories": [{"id": 0, "name": "empty"}, {"id": 1, "name": "zebra"}],
                "images": [
                    {"id": f[:-4], "file_name": f, "seq_id": "x", "width": SIZE[0], "height": SIZE[1]} for f in files
                ],
                "annotations": [
                    {"id": str(i), "image_id": f[:-4], "category_id": i % 2, "sequence_level_annotation": True}
                    for i, f in enumerate(files)
                ],
            }
        ),
    )


@layout(boxes(("animal", "person"), 6), told("score", "conf", "detections", "predict"))
def megadetector(at: At):
    files = names(6, "cam/{:03}.jpg")
    at.pics(*files)
    at.text(
        "md_output.json",
        json.dumps(
            {
                "images": [
                    {
                        "file": f,
                        "detections": [{"category": "1", "conf": 0.9, "bbox": [0.1, 0.1, 0.3, 0.3]}],
                        "max_detection_conf": 0.9,
                    }
                    for f in files
                ],
                "detection_categories": {"1": "animal", "2": "person"},
                "info": {"detector": "md_v5a"},
            }
        ),
    )


# Tools


def _roboflow(at: At, write):
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        files = [f"img{i}_jpg.rf.{i + 100 * count:032x}.jpg" for i in range(count)]
        at.pics(*(f"{part}/{f}" for f in files))
        write(part, files)
    at.text("README.dataset.txt", "# x > 2023-01-01\n")
    at.text("README.roboflow.txt", "x\n")


@layout(boxes(AB, 9, splits="6/2/1"), strays=True)
def roboflow_darknet(at: At):
    def write(part, files):
        at.text(f"{part}/_darknet.labels", ["cat", "dog"])
        for i, f in enumerate(files):
            at.text(f"{part}/{f[:-4]}.txt", f"{i % 2} {YOLO}\n")

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"), strays=True)
def roboflow_keras(at: At):
    def write(part, files):
        at.text(f"{part}/_annotations.txt", [f"{f} {X0},{Y0},{X1},{Y1},{i % 2}" for i, f in enumerate(files)])
        at.text(f"{part}/_classes.txt", ["cat", "dog"])

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_create_ml(at: At):
    _roboflow(at, lambda part, files: at.text(f"{part}/_annotations.createml.json", drawn.create_ml(files, AB)))


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_voc(at: At):
    _roboflow(
        at, lambda part, files: [drawn.voc(at, f"{part}/{f[:-4]}.xml", f, AB[i % 2]) for i, f in enumerate(files)]
    )


@layout(told("TFRecord"))
def roboflow_tfrecord(at: At):
    for part in ("train", "valid"):
        at.data(f"{part}/things.tfrecord")
        at.text(f"{part}/things_label_map.pbtxt", 'item {\n name: "cat"\n id: 1\n}\n')


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_multiclass_of_boxes(at: At):
    def write(part, files):
        at.text(
            f"{part}/_annotations.csv",
            [
                "filename,width,height,class,xmin,ymin,xmax,ymax",
                *[f"{f},{SIZE[0]},{SIZE[1]},{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i, f in enumerate(files)],
            ],
        )

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_paligemma(at: At):
    """JSON lines with a suffix of places; pictures beside."""

    def write(part, files):
        at.text(
            f"{part}/_annotations.{part}.jsonl",
            [
                json.dumps(
                    {
                        "image": f,
                        "prefix": "detect cat ; dog",
                        "suffix": f"<loc{1024 * Y0 // SIZE[1]:04}><loc{1024 * X0 // SIZE[0]:04}><loc{1024 * Y1 // SIZE[1]:04}><loc{1024 * X1 // SIZE[0]:04}> {AB[i % 2]}",
                    }
                )
                for i, f in enumerate(files)
            ],
        )

    _roboflow(at, write)


@layout(told("jsonl", "messages", "annotations"))
def roboflow_openai(at: At):
    def write(part, files):
        at.text(
            f"{part}/_annotations.{part}.jsonl",
            [
                json.dumps(
                    {
                        "messages": [
                            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": f}}]},
                            {"role": "assistant", "content": "cat"},
                        ]
                    }
                )
                for f in files
            ],
        )

    _roboflow(at, write)


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_yolov5_obb(at: At):
    corners = " ".join(f"{x}.0 {y}.0" for x, y in POINTS)
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        for i in range(count):
            at.pic(f"{part}/images/i{i}{part}.jpg")
            at.text(f"{part}/labelTxt/i{i}{part}.txt", f"{corners} {AB[i % 2]} 0\n")
    at.text("data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['cat', 'dog']\n")


@layout(boxes(AB, 9, splits="6/2/1"))
def roboflow_yolov7_underscore(at: At):
    for part, count in (("train", 6), ("valid", 2), ("test", 1)):
        for i in range(count):
            at.pic(f"Project.v1i.yolov8/{part}/images/i{i}{part}.jpg")
            at.text(f"Project.v1i.yolov8/{part}/labels/i{i}{part}.txt", f"{i % 2} {YOLO}\n" if i != 3 else "")
    at.text(
        "Project.v1i.yolov8/data.yaml",
        "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 2\nnames: ['cat', 'dog']\n\nroboflow:\n  workspace: x\n  project: y\n",
    )


@layout(boxes(AB, 6), strays=True)
def makesense_voc_zip_beside(at: At):
    at.pics(*names(6))
    for i, f in enumerate(names(6)):
        drawn.voc(at, f"labels_my-project-name_2023-01-01-10-10-10/{f[:-4]}.xml", f, AB[i % 2], "my-project-name")


@layout(boxes(AB, 6), strays=True)
def makesense_yolo_without_names(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    for i, f in enumerate(names(6)):
        at.text(f"labels_my-project-name_2023-01-01-10-10-10/{f[:-4]}.txt", f"{i % 2} {YOLO}")
    at.text("labels_my-project-name_2023-01-01-10-10-10/labels.txt", "cat\ndog\n")


@layout(boxes(AB, 6))
def makesense_csv(at: At):
    at.pics(*names(6))
    at.text(
        "labels_my-project-name_2023-01-01.csv",
        [f"{AB[i % 2]},{X0},{Y0},{W},{H},{f},{SIZE[0]},{SIZE[1]}" for i, f in enumerate(names(6))],
    )


@layout(boxes(AB, 6), told("cat, dog"))
def matlab_ground_truth_csv(at: At):
    """A column for each class, with boxes in brackets; counted from 1."""
    at.pics(*names(6))
    at.text(
        "gTruth.csv",
        [
            "imageFilename,cat,dog",
            *[
                f"C:\\data\\{f},{'' if i % 2 else f'[{X0 + 1} {Y0 + 1} {W} {H}]'},{f'[{X0 + 1} {Y0 + 1} {W} {H}]' if i % 2 else ''}"
                for i, f in enumerate(names(6))
            ],
        ],
    )


@layout(boxes(AB, 6), told("several", "annotat"))
def label_studio_two_annotators(at: At):
    at.pics(*names(6))
    tasks = drawn.label_studio([f"1a2b3c4d-{f}" for f in names(6)], AB)
    for task in tasks:
        task["annotations"].append({**task["annotations"][0], "id": 99, "completed_by": 2, "was_cancelled": False})
    at.text("project-1-at-2024-01-01-10-00-abcdef.json", json.dumps(tasks))


@layout(boxes(AB, 4, unreadable=2), boxes(AB, 6), boxes(AB, 4))
def label_studio_half_done(at: At):
    at.pics(*names(6))
    tasks = drawn.label_studio(names(6), AB)
    tasks[4]["annotations"] = []
    tasks[5]["annotations"][0]["was_cancelled"] = True
    tasks[5]["annotations"][0]["result"] = []
    at.text("project-1-at-2024-01-01-10-00-abcdef.json", json.dumps(tasks))


@layout(boxes(AB, 6))
def cvat_with_attributes_and_skipped_names(at: At):
    at.pics(*(f"images/Train/{f}" for f in names(6)))
    at.text("annotations.xml", drawn.cvat([f"Train/{f}" for f in names(6)], AB))


@layout(boxes(AB, 6), told("two", "same", "twice"))
def coco_twice(at: At):
    """The old export beside the new."""
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text("annotations.json", drawn.coco(names(6), AB))
    at.text("annotations (1).json", drawn.coco(names(6), AB))


@layout(boxes(AB, 6), boxes(AB, 6))
def coco_ids_from_zero_and_crowd(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    data = json.loads(drawn.coco(names(6), AB, first=0))
    at.text("labels.json", json.dumps(data))


@layout(boxes(("person", "car"), 6), boxes(2, 6))
def visdrone_like_in_parts(at: At):
    for part, count in (("VisDrone2019-DET-train", 4), ("VisDrone2019-DET-val", 2)):
        for i in range(count):
            at.pic(f"{part}/images/00000{i}_{part[-3:]}_d_01.jpg")
            at.text(f"{part}/annotations/00000{i}_{part[-3:]}_d_01.txt", f"{X0},{Y0},{W},{H},1,{(1, 4)[i % 2]},0,0\n")


@layout(boxes(AB, 6), told("detectron", "bbox", "JSON", "json"))
def detectron_dicts(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text(
        "dataset.json",
        json.dumps(
            [
                {
                    "file_name": f"images/{f}",
                    "height": SIZE[1],
                    "width": SIZE[0],
                    "image_id": i,
                    "annotations": [{"bbox": [X0, Y0, X1, Y1], "bbox_mode": 0, "category_id": i % 2}],
                }
                for i, f in enumerate(names(6))
            ]
        ),
    )


@layout(boxes(AB, 6), boxes(2, 6), told("mmdet", "bboxes", "JSON", "json"))
def mmdetection_middle(at: At):
    at.pics(*(f"images/{f}" for f in names(6)))
    at.text(
        "train.json",
        json.dumps(
            {
                "metainfo": {"classes": AB},
                "data_list": [
                    {
                        "img_path": f,
                        "height": SIZE[1],
                        "width": SIZE[0],
                        "instances": [{"bbox": [X0, Y0, X1, Y1], "bbox_label": i % 2, "ignore_flag": 0}],
                    }
                    for i, f in enumerate(names(6))
                ],
            }
        ),
    )


@layout(one(AB, 8, splits="6/2/0"), one(("0", "1"), 8, splits="6/2/0", note=("cat",)))
def mmpretrain_lists(at: At):
    at.tree({"data/train": names(6, "t{}.jpg"), "data/val": names(2, "v{}.jpg")})
    at.text("data/meta/train.txt", [f"t{i}.jpg {i % 2}" for i in range(6)])
    at.text("data/meta/val.txt", [f"v{i}.jpg {i % 2}" for i in range(2)])
    at.text("data/meta/classes.txt", ["cat", "dog"])


@layout(boxes(AB, 6), told("FiftyOne", "json", "JSON"))
def fiftyone_detection(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text(
        "labels.json",
        json.dumps(
            {
                "classes": AB,
                "labels": {
                    f[:-4]: [{"label": i % 2, "bounding_box": [X0 / SIZE[0], Y0 / SIZE[1], W / SIZE[0], H / SIZE[1]]}]
                    for i, f in enumerate(names(6))
                },
            }
        ),
    )


@layout(one(AB, 6), told("json", "JSON"))
def fiftyone_classification(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text("labels.json", json.dumps({"classes": AB, "labels": {f[:-4]: i % 2 for i, f in enumerate(names(6))}}))


@layout(boxes(AB, 6), told("json", "JSON"))
def fiftyone_samples(at: At):
    at.pics(*(f"data/{f}" for f in names(6)))
    at.text("metadata.json", json.dumps({"name": "x", "media_type": "image", "default_classes": AB}))
    at.text(
        "samples.json",
        json.dumps(
            {
                "samples": [
                    {
                        "_id": {"$oid": "a"},
                        "filepath": f"data/{f}",
                        "tags": [],
                        "ground_truth": {
                            "_cls": "Detections",
                            "detections": [
                                {
                                    "_cls": "Detection",
                                    "label": AB[i % 2],
                                    "bounding_box": [X0 / SIZE[0], Y0 / SIZE[1], W / SIZE[0], H / SIZE[1]],
                                }
                            ],
                        },
                    }
                    for i, f in enumerate(names(6))
                ]
            }
        ),
    )


@layout(boxes(AB, 6), told("json", "JSON", "Diffgram", "annotations"))
def dataloop(at: At):
    at.pics(*(f"items/{f}" for f in names(6)))
    for i, f in enumerate(names(6)):
        at.text(
            f"json/{f[:-4]}.json",
            json.dumps(
                {
                    "id": "x",
                    "filename": f"/{f}",
                    "metadata": {"system": {"width": SIZE[0], "height": SIZE[1]}},
                    "annotations": [
                        {
                            "id": "y",
                            "type": "box",
                            "label": AB[i % 2],
                            "coordinates": [{"x": X0, "y": Y0}, {"x": X1, "y": Y1}],
                        }
                    ],
                }
            ),
        )


@layout(boxes(AB, 6), told("json", "JSON"))
def hasty(at: At):
    at.pics(*(f"set/{f}" for f in names(6)))
    at.text(
        "export.json",
        json.dumps(
            {
                "project_name": "x",
                "export_format_version": "1.1",
                "label_classes": [{"class_name": n, "class_type": "object"} for n in AB],
                "images": [
                    {
                        "image_id": str(i),
                        "dataset_name": "set",
                        "image_name": f,
                        "width": SIZE[0],
                        "height": SIZE[1],
                        "image_status": "DONE",
                        "labels": [{"class_name": AB[i % 2], "bbox": [X0, Y0, X1, Y1], "polygon": None, "mask": None}],
                    }
                    for i, f in enumerate(names(6))
                ],
            }
        ),
    )


@layout(boxes(AB, 6), told("csv", "column"))
def rectlabel_csv(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.csv",
        [
            "path,label,x_min,y_min,x_max,y_max",
            *[f"/Users/me/{f},{AB[i % 2]},{X0},{Y0},{X1},{Y1}" for i, f in enumerate(names(6))],
        ],
    )


@layout(boxes(AB, 6), told("csv", "column"))
def custom_vision_like(at: At):
    """Fractions in a table."""
    at.pics(*names(6))
    at.text(
        "tags.csv",
        [
            "image,tagName,left,top,width,height",
            *[
                f"{f},{AB[i % 2]},{X0 / SIZE[0]},{Y0 / SIZE[1]},{W / SIZE[0]},{H / SIZE[1]}"
                for i, f in enumerate(names(6))
            ],
        ],
    )


@layout(boxes(AB, 6), told("csv", "column"))
def google_automl_csv(at: At):
    at.pics(*names(6))
    at.text(
        "vision.csv",
        [
            f"{('TRAIN', 'VALIDATION', 'TEST')[i // 2]},gs://bucket/{f},{AB[i % 2]},{X0 / SIZE[0]},{Y0 / SIZE[1]},,,{X1 / SIZE[0]},{Y1 / SIZE[1]},,"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("csv", "column"))
def google_automl_labels(at: At):
    at.pics(*names(6))
    at.text(
        "vision.csv",
        [f"{('TRAIN', 'VALIDATION', 'TEST')[i // 2]},gs://bucket/{f},{AB[i % 2]}" for i, f in enumerate(names(6))],
    )


@layout(boxes(AB, 6), told("jsonl", "JSON", "line"))
def azure_ml_jsonl(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.jsonl",
        [
            json.dumps(
                {
                    "image_url": f"azureml://subscriptions/x/paths/{f}",
                    "image_details": {"format": "jpg", "width": SIZE[0], "height": SIZE[1]},
                    "label": [
                        {
                            "label": AB[i % 2],
                            "topX": X0 / SIZE[0],
                            "topY": Y0 / SIZE[1],
                            "bottomX": X1 / SIZE[0],
                            "bottomY": Y1 / SIZE[1],
                            "isCrowd": 0,
                        }
                    ],
                }
            )
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("jsonl", "JSON", "line"))
def azure_ml_classes(at: At):
    at.pics(*names(6))
    at.text(
        "annotations.jsonl",
        [
            json.dumps(
                {
                    "image_url": f"azureml://subscriptions/x/paths/{f}",
                    "image_details": {"format": "jpg"},
                    "label": AB[i % 2],
                }
            )
            for i, f in enumerate(names(6))
        ],
    )


@layout(boxes(AB, 6), told("lst", "MXNet"))
def mxnet_lst(at: At):
    at.pics(*names(6))
    at.text(
        "train.lst",
        [
            f"{i}\t4\t5\t{SIZE[0]}\t{SIZE[1]}\t{i % 2}\t{X0 / SIZE[0]}\t{Y0 / SIZE[1]}\t{X1 / SIZE[0]}\t{Y1 / SIZE[1]}\t{f}"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(2, 6), told("lst"))
def mxnet_lst_classes(at: At):
    at.pics(*names(6))
    at.text("train.lst", [f"{i}\t{i % 2}.000000\t{f}" for i, f in enumerate(names(6))])


@layout(boxes(AB, 6), boxes(AB, 6))
def paddle_voc_lists(at: At):
    for i, f in enumerate(names(6)):
        at.pic(f"dataset/JPEGImages/{f}")
        drawn.voc(at, f"dataset/Annotations/{f[:-4]}.xml", f, AB[i % 2])
    at.text("dataset/train_list.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.xml" for f in names(4)])
    at.text("dataset/val_list.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.xml" for f in names(6)[4:]])
    at.text("dataset/labels.txt", ["cat", "dog"])


@layout(masks(None, 6))
def paddle_seg_lists(at: At):
    for f in names(6):
        at.pic(f"dataset/JPEGImages/{f}")
        at.mask(f"dataset/Annotations/{f[:-4]}.png", (0, 1))
    at.text("dataset/train.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.png" for f in names(4)])
    at.text("dataset/val.txt", [f"JPEGImages/{f} Annotations/{f[:-4]}.png" for f in names(6)[4:]])
    at.text("dataset/labels.txt", ["_background_", "road"])


@layout(told("text", "OCR", "no class", "label", "column", "boxes"), boxes(1, 6), boxes(None, 6))
def ppocr_label(at: At):
    at.pics(*names(6, "img/{}.jpg"))
    at.text(
        "img/Label.txt",
        [
            f"img/{i}.jpg\t{json.dumps([{'transcription': f'word{i}', 'points': POINTS, 'difficult': False}])}"
            for i in range(6)
        ],
    )
    at.text("img/fileState.txt", [f"C:\\x\\img\\{i}.jpg\t1" for i in range(6)])


@layout(told("text", "OCR", "label", "column", "class", "different"))
def ocr_words(at: At):
    at.pics(*names(8, "word_{}.png"))
    at.text(
        "gt.txt",
        [
            f'word_{i}.png, "{w}"'
            for i, w in enumerate(("Joint", "yourself", "154", "197", "727", "198", "20029", "Gorsuch"))
        ],
    )


# Annotations of forms that nobody knows, in folders that look like classes

UNKNOWN = ("not known", "not learned")


def _in_folders(at: At) -> list[str]:
    files = [f"{camera}/{camera}_{i}.jpg" for camera in ("gate", "yard") for i in range(4)]
    at.pics(*files)
    return files


@layout(told(*UNKNOWN))
def unknown_hasty_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "export.json",
        json.dumps(
            {
                "project_name": "x",
                "images": [
                    {
                        "image_id": str(i),
                        "dataset_name": f[:4],
                        "image_name": f[5:],
                        "labels": [{"class_name": AB[i % 2], "bbox": [X0, Y0, X1, Y1]}],
                    }
                    for i, f in enumerate(files)
                ],
            }
        ),
    )


@layout(boxes(AB, 8), told(*UNKNOWN))
def unknown_detectron_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "dataset.json",
        json.dumps(
            [
                {
                    "file_name": f"/home/x/{f}",
                    "height": SIZE[1],
                    "width": SIZE[0],
                    "image_id": i,
                    "annotations": [{"bbox": [X0, Y0, X1, Y1], "bbox_mode": 0, "category_id": i % 2}],
                }
                for i, f in enumerate(files)
            ]
        ),
    )


@layout(told(*UNKNOWN))
def unknown_fiftyone_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "labels.json",
        json.dumps(
            {
                "classes": AB,
                "labels": {
                    f[5:-4]: [{"label": i % 2, "bounding_box": [0.1, 0.1, 0.2, 0.2]}] for i, f in enumerate(files)
                },
            }
        ),
    )


@layout(told(*UNKNOWN))
def unknown_dataloop_in_folders(at: At):
    for f in _in_folders(at):
        at.text(
            f"json/{f[:-4]}.json",
            json.dumps(
                {
                    "id": "x",
                    "filename": f"/{f}",
                    "annotations": [
                        {
                            "type": "box",
                            "label": "cat",
                            "coordinates": [{"x": X0, "y": Y0}, {"x": X1, "y": Y1}],
                            "box": 1,
                        }
                    ],
                }
            ),
        )


@layout(told(*UNKNOWN), one(("gate", "yard"), 8))
def unknown_megadetector_in_folders(at: At):
    files = _in_folders(at)
    at.text(
        "md_output.json",
        json.dumps(
            {
                "images": [
                    {"file": f, "detections": [{"category": "1", "conf": 0.9, "bbox": [0.1, 0.1, 0.3, 0.3]}]}
                    for f in files
                ],
                "detection_categories": {"1": "animal"},
            }
        ),
    )


@layout(told(*UNKNOWN, "image.jpg", "XML"))
def unknown_xml_in_folders(at: At):
    for f in _in_folders(at):
        at.text(
            f"{f[:-4]}.xml",
            '<?xml version="1.0"?><Annotations MicronsPerPixel="0.25"><Annotation Id="1"><Regions><Region Id="1"><Vertices><Vertex X="1" Y="2"/></Vertices></Region></Regions></Annotation></Annotations>',
        )


@layout(told(*UNKNOWN))
def deep_pcb_as_it_is(at: At):
    for group in ("group00041/00041", "group12000/12000", "group20085/20085"):
        for i in range(4):
            name = f"{group[-5:]}{i:03}"
            at.pics(f"PCBData/{group}/{name}_test.jpg", f"PCBData/{group}/{name}_temp.jpg")
            at.text(f"PCBData/{group}_not/{name}.txt", f"{X0} {Y0} {X1} {Y1} {1 + i % 6}\n")


@layout(one(("gate", "yard"), 8))
def names_without_boxes_in_folders(at: At):
    """What an uploader wrote of the pictures says nothing of boxes."""
    files = _in_folders(at)
    at.text(
        "index.json",
        json.dumps({"files": [{"name": f, "size": 123, "md5": "x", "gps": {"coordinates": [1, 2]}} for f in files]}),
    )


@layout(boxes(AB, 6))
def automl_four_corners(at: At):
    at.pics(*names(6))
    x0, y0, x1, y1 = X0 / SIZE[0], Y0 / SIZE[1], X1 / SIZE[0], Y1 / SIZE[1]
    at.text(
        "vision.csv",
        [
            f"UNASSIGNED,gs://bucket/{f},{AB[i % 2]},{x0},{y0},{x1},{y0},{x1},{y1},{x0},{y1}"
            for i, f in enumerate(names(6))
        ],
    )


@layout(one(AB, 6), told("column", "label"))
def no_header_with_measures(at: At):
    """Numbers that are no boxes."""
    at.pics(*names(6))
    at.text("list.csv", [f"{f},{AB[i % 2]},{-1.5 * i},{i % 2},0.{i}" for i, f in enumerate(names(6))])
