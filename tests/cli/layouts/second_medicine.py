"""A second critic's public sets of medicine, plants and animals."""

# ruff: noqa: E501 -- rows of data

from __future__ import annotations

import json

from tests.cli.layouts import drawn
from tests.cli.layouts.drawn import X0, X1, Y0, Y1, H, W
from tests.cli.layouts.folders import each
from tests.cli.layouts.kit import SIZE, At, boxes, layout, masks, one, told
from tests.cli.layouts.second import names

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
