"""Every layout of datumaro's collection is read rightly or refused in words; none is taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sft_gui.data.project import Project
from sft_gui.errors import UserError
from tests.fixtures import colour_folder

DETECTION = {
    "cvat_dataset/for_images": ("cvat", "label1", {"label1": 7}),
    "cvat_dataset/for_video": ("cvat", "II", {"II": 1}),
    "dota_dataset": ("dota", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "kaggle_dataset/image_csv_det": ("table_boxes", "cat dog", {"cat": 3, "dog": 3}),
    "kaggle_dataset/image_txt_det": ("table_boxes", "cat dog", {"cat": 3, "dog": 3}),
    "kitti_dataset/kitti_detection": ("kitti", "Truck Van", {"Truck": 1, "Van": 4}),
    "labelme_dataset": (
        "labelme_xml",
        "b1 hg license plate",
        {"b1": 1, "hg": 1, "license plate": 1, "m1": 1, "o1": 1, "q1": 1, "window": 1},
    ),
    "open_images_dataset/v6": ("table_boxes", "Generic label #0", {"Generic label #0": 1, "Generic label #3": 1}),
    "roboflow_dataset/createml": ("create_ml", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "roboflow_dataset/yolo_obb": ("dota", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "vott_csv_dataset/dataset": ("table_boxes", "helmet person", {"helmet": 1}),
    "widerface_dataset": ("wider_face", "face", {"face": 6}),
    "coco_dataset/coco": ("coco", "a b c", {"a": 1, "b": 2}),
    "coco_dataset/coco_instances": ("coco", "a b c", {"a": 1, "b": 2}),
    "coco_dataset/coco_person_keypoints": ("coco", "a b", {"a": 1, "b": 2}),
    "coco_dataset/coco_roboflow": ("coco", "a b c", {"a": 1, "b": 2}),
    "coco_dataset/coco_stuff": ("coco", "a b", {"a": 1, "b": 1}),
    "coco_dataset/mmdet_coco": ("coco", "a b c", {"a": 1, "b": 2}),
    "cvat_dataset/for_images/export_project": ("cvat", "label1", {"label1": 6}),
    "cvat_dataset/for_images/export_task": ("cvat", "label1", {"label1": 1}),
    "kaggle_dataset/relaxed_coco": ("coco", "label_0 label_1", {"label_0": 1, "label_1": 1}),
    "kaggle_dataset/relaxed_voc1": ("voc", "cat person", {"cat": 1, "person": 1}),
    "kaggle_dataset/relaxed_voc2": ("voc", "cat person", {"cat": 1, "person": 1}),
    "kaggle_dataset/relaxed_yolo": ("yolo", "0 1 2 3 4", {"1": 1, "2": 1, "3": 1, "4": 1}),
    "roboflow_dataset/coco": ("coco", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "roboflow_dataset/voc": ("voc", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "roboflow_dataset/yolo": ("yolo", "label_0 label_1", {"label_0": 2, "label_1": 2}),
    "voc_dataset/voc_dataset1": ("voc", "cat person", {"cat": 1, "person": 1}),
    "voc_dataset/voc_dataset3": ("voc", "cat", {"cat": 1}),
    "yolo_dataset/annotations": ("yolo", "label_0 label_1 label_2", {"label_2": 1, "label_4": 1}),
    "yolo_dataset/labels": ("yolo", "label_0 label_1 label_2", {"label_2": 2, "label_4": 2}),
    "yolo_dataset/strict": ("yolo", "label_0 label_1 label_2", {"label_2": 1, "label_4": 1}),
}
SEGMENTATION = {
    "ade20k2017_dataset/dataset": ("ade20k", "sky", {"sky": 9}),
    "ade20k2020_dataset/dataset": ("ade20k", "car person", {"car": 30, "person": 10}),
    "camvid_dataset": ("masks", "Animal Archway Bicyclist", {"Animal": 5, "Archway": 2, "Bicyclist": 4, "Bridge": 1}),
    "cityscapes_dataset/dataset": ("cityscapes", "road sidewalk", {"person": 1, "train": 2, "truck": 3, "wall": 1}),
    "cityscapes_dataset/train_dataset": (
        "cityscapes",
        "road sidewalk",
        {"person": 1, "train": 2, "truck": 3, "wall": 1},
    ),
    "common_semantic_segmentation_dataset/dataset": ("masks", "Animal Archway", {"Animal": 3, "Bicyclist": 4}),
    "common_semantic_segmentation_dataset/non_standard_dataset": ("masks", "Animal Archway", {"Animal": 2}),
    "kaggle_dataset/image_mask": ("masks", "background foreground", {"background": 5, "foreground": 5}),
    "kaggle_dataset/image_mask_with_labelmap": ("masks", "background cat dog", {"background": 7, "cat": 4, "dog": 4}),
    "mapillary_vistas_dataset": ("masks", "Bird Separator Bicycle", {"Bird": 30, "Separator": 25, "Bicycle": 20}),
    "mvtec_dataset": ("masks", "background foreground", {"background": 96, "foreground": 32}),
    "synthia_dataset/al": ("masks", "Bicyclist Car Pedestrian Road Sky", {"Bicyclist": 2, "Car": 1}),
    "synthia_dataset/rand": ("masks", "#008080 #800000", {"#008080": 2, "#800000": 3}),
    "synthia_dataset/rand_custom_labelmap": ("masks", "background sky building", {"building": 2, "sky": 3}),
    "synthia_dataset/rand_meta_file": ("masks", "background sky building", {"building": 2, "sky": 3}),
    "synthia_dataset/sf": ("masks", "road building", {"building": 2, "road": 2, "terrain": 3}),
}
REFUSED = {
    "celeba_dataset/dataset": "CelebA",
    "cifar10_dataset": "damaged or hold something else",
    "coco_dataset/coco_captions": "COCO (captions)",
    "coco_dataset/coco_image_info": "no annotation of it has a box",
    "coco_dataset/coco_labels": "no annotation of it has a box",
    "coco_dataset/coco_panoptic": "panoptic",
    "datumaro_dataset": "files of Datumaro have several answers",
    "image_dir_dataset": "in no class folders",
    "image_zip_dataset": "1.zip",
    "imagenet_txt_dataset/basic": "2 .txt",
    "kitti_dataset/kitti_3d": "outside the picture",
    "kitti_dataset/kitti_raw": "KITTI",
    "kitti_dataset/kitti_segmentation": "KITTI",
    "mnist_csv_dataset": "no picture",
    "mot_dataset": "MOT",
    "roboflow_dataset/multiclass": "several labels a picture",
    "roboflow_dataset/tfrecord": "TFRecord",
    "tabular_dataset": "no picture",
    "tf_detection_api_dataset": "TFRecord",
    "voc_dataset/voc_dataset2": "none of the pictures",
    "vott_json_dataset/dataset": "outside the picture",
}
CLASSIFICATION = {
    "kaggle_dataset/image_csv": "cat dog",
    "imagenet_dataset": "label_0 label_1",
    "imagenet_subsets_dataset": "label_0 label_1",
    "vgg_face2_dataset": "n000001 n000002 n000003",
}


@pytest.mark.parametrize("name", [*DETECTION, *SEGMENTATION])
def test_a_layout_is_read_rightly(formats: Path, tmp_path: Path, name: str) -> None:
    task = "detection" if name in DETECTION else "segmentation"
    reader, classes, amounts = (DETECTION | SEGMENTATION)[name]
    project = Project.create(formats / name, folder=tmp_path / "project")
    project.close()
    assert (project.task, project.format_name) == (task, reader)
    assert " ".join(project.classes).startswith(classes)
    found = {label: sum(row.values()) for label, row in project.index.amounts().items()}
    assert {label: found[label] for label in amounts} == amounts
    if task == "detection":
        assert found == amounts


@pytest.mark.parametrize("name", CLASSIFICATION)
def test_class_folders_stay_class_folders(formats: Path, tmp_path: Path, name: str) -> None:
    project = Project.create(formats / name, folder=tmp_path / "project")
    project.close()
    assert (project.task, " ".join(project.classes)) == ("classification", CLASSIFICATION[name])


@pytest.mark.parametrize("name", REFUSED)
def test_another_format_is_refused_in_words(formats: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        Project.create(formats / name, folder=tmp_path / "project")
    assert REFUSED[name] in str(caught.value)


def test_every_data_set_of_the_collection_is_tried(formats: Path) -> None:
    tried = {name.split("/")[0] for name in (*DETECTION, *SEGMENTATION, *CLASSIFICATION, *REFUSED)}
    assert {folder.name for folder in formats.iterdir() if folder.is_dir()} == tried


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.json", '{"assets": 3'),
        ("notes.json", "[1, 2]"),
        ("page.xml", "<page><object/></page>"),
        ("scores.csv", "picture,score\na,1\n"),
        ("readme.txt", "1 2 3 4 5\n"),
    ],
)
def test_files_beside_class_folders_do_not_mislead(tmp_path: Path, name: str, content: str) -> None:
    root = colour_folder(tmp_path)
    (root / name).write_text(content)
    project = Project.create(root, folder=tmp_path / "project")
    project.close()
    assert project.task == "classification"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_guide_lists_the_formats_as_the_readers_declare_them(language: str) -> None:
    from tools import formats as guide

    text = guide.page_of(language).read_text(encoding="utf-8")
    assert guide.page(text, language) == text, "run python tools/formats.py"
    declaring = {reader.family for reader in guide.registry.READERS if reader.support}
    assert {reader.family for reader in guide.registry.READERS} == declaring


def test_the_remarks_on_formats_are_translated() -> None:
    from tools import formats as guide

    said = {words for each in guide.declared() for words in (each.name, each.files, each.remark)}
    known = set(guide.words_of("zh"))
    assert {each.remark for each in guide.declared() if each.remark} <= known
    assert known <= said
