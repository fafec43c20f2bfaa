"""What names of folders say by themselves: that they hold pictures, number something, or are no part of the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from sft_gui.data.readers.splits import words_in


def named(words: str) -> frozenset[str]:
    """Return a set of the words of a line."""
    return frozenset(unicodedata.normalize("NFC", words).split())


# A folder of these names holds pictures, whatever is on them.
HOLDING = named(
    "image images img imgs picture pictures pic pics photo photos bild bilder foto fotos jpeg jpegs jpg png pngs bmp "
    "tif tiff data dataset datasets datas files file folder content input inputs frames frame crops raw "
    "original originals all full rgb 图片 图像 图 照片 数据 数据集 画像 写真 이미지 사진 изображения фото фотографии "
    "imágenes imagenes immagini imagens"
)
MASKS = named(
    "mask masks label labels annot annots annotation annotations ann anns gt gts groundtruth truth ground segmentation "
    "segmentations segmentationclass segmentationobject seg segs target targets output outputs trimap trimaps matte "
    "mattes bbox bboxes boxes 标注 掩码 标签"
)
# Folders of these names, where they hold few pictures beside much larger ones, were made by or for programs and pages.
ASIDE = named(
    "doc docs documentation documents readme example examples sample samples demo demos figure figures fig figs plot "
    "plots screenshot screenshots asset assets static media result results log logs report reports preview previews "
    "thumbnail thumbnails thumbs site www html notebook notebooks code src scripts tools tool util utils paper "
    "presentation slides logo logos icon icons misc tmp temp trash backup checkpoints weights 文档 示例 样例"
)
PROGRAMS = named("runs wandb mlruns lightning_logs tensorboard __pycache__ node_modules venv env checkpoints")
# A word beside a number that counts pieces of one thing; the second list also names what may be a class.
PIECES = named(
    "fold folds kfold part parts pt batch batches chunk chunks session sessions sess shard shards piece pieces folder "
    "dir subset subsets split archive disk volume vol cv 折 批 第 部分"
)
COUNTING = PIECES | named(
    "patient patients subject subjects subj sub person persons participant group groups grp section round run trial "
    "take sequence seq series day site station user hospital center centre source origin camera cam cross validation "
    "set clip video scene 患者"
)
# How a picture was made or changed, not what is on it.
VARIANTS = named(
    "color colour coloured colored rgb gray grey grayscale greyscale bw segmented segment cropped crop resized "
    "original originals augmented augmentation augment aug raw processed preprocessed enhanced denoised "
    "normalized normalised unprocessed depth ir nir thermal infrared visible left right front back rear side top "
    "bottom day night before after hd sd lowres highres lr hr edges canny flipped rotated clahe hsv lab v version "
    "synthetic generated"
)
# Words that tell only that pictures were changed, or not.
MADE = named("original originals augmented augmentation augment aug raw processed preprocessed resized enhanced")
# Words before a number that stands for one person or thing of a class.
SINGLE = COUNTING | named(
    "p pt pat s subj case cas fall caso slide scan exam study specimen record visit id nr no character"
)
_CAMERA = re.compile(r"\d{3}[A-Z_]{5}|\d{3}_?(PANA|CANON|NIKON|APPLE|MEDIA|DCIM|GOPRO)\w*|DCIM", re.IGNORECASE)
_DATE = re.compile(r"(19|20)\d\d[-_.](0?[1-9]|1[0-2])([-_.]\d\d?)?([ T_-][\d.:_-]+)?|\d\d?[-_.]\d\d?[-_.](19|20)\d\d")
_VIDEO = re.compile(r".*\.(mp4|avi|mov|mkv|mpe?g|webm)", re.IGNORECASE)  # a folder of a video's frames
_YEAR = re.compile(r"(19|20)\d\d")
_SIZE = re.compile(r"\d+x(\d+)?|\d+(px|p|dpi)", re.IGNORECASE)  # 224x224, and 40X of a microscope


def key(name: str) -> str:
    """Return what is equal for names that some file system takes for one: by case, space at the ends, Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).strip().casefold())


def loose_key(name: str) -> str:
    """Return what is equal for names that also differ by "_", "-" and spaces."""
    return re.sub(r"[\s_-]+", " ", key(name)).strip()


def holds_pictures(name: str) -> bool:
    """Tell names that say only that pictures are inside: "images", "JPEGImages", "img_data"."""
    words = words_in(name)
    return bool(words) and all(word in HOLDING for word in words)


def is_made(name: str) -> bool:
    """Tell names of pictures as they were, or as they were changed: "Original Images", "Augmented"."""
    found = words_in(name)
    return any(word in MADE for word in found) and all(word in MADE | HOLDING for word in found)


def holds_masks(name: str) -> bool:
    """Tell names of folders of masks or annotations: "masks", "train_labels", "SegmentationClass"."""
    words = words_in(name)
    joined = "".join(words)
    return (
        bool(words) and (joined in MASKS or all(word in MASKS | HOLDING for word in words)) and not holds_pictures(name)
    )


def is_aside(name: str) -> bool:
    """Tell names of what lies beside data: documents, examples, logs."""
    words = words_in(name)
    return bool(words) and all(word in ASIDE | HOLDING for word in words) and not holds_pictures(name)


def is_of_programs(name: str) -> bool:
    """Tell names of folders that programs make for themselves."""
    return key(name) in PROGRAMS


def counts_pieces(name: str) -> bool:
    """Tell names that only number pieces: "fold_1", "part2", "batch A", "2021-05-01", "100CANON"."""
    return _counts(name, PIECES) or any(each.fullmatch(name) for each in (_CAMERA, _DATE, _VIDEO))


def number_pieces(names: Collection[str]) -> bool:
    """Tell names that are one with different numbers, of pieces: "HAM10000_images_part_1", "HAM10000_images_part_2"."""
    found = [re.fullmatch(r"(.*?)[\s_-]*(\d+|[A-Za-z])", name) for name in names]
    stems = {each.group(1) for each in found if each is not None}
    said = words_in(next(iter(stems), ""))
    return len(names) > 1 and None not in found and len(stems) == 1 and bool(said) and said[-1] in PIECES


def are_numbered(names: Collection[str]) -> bool:
    """Tell names that only count persons or things: "case01", "p1" and "p2", "001"; 0 to 9 may be classes."""
    found = [re.fullmatch(r"([^\W\d_]*)[\s_.-]*(\d+)", unicodedata.normalize("NFC", name)) for name in names]
    stems = {each.group(1).casefold() for each in found if each is not None}
    if None in found or len(names) < 2 or len(stems) != 1 or not stems <= SINGLE | {""}:
        return False
    return stems != {""} or all(len(name) > 1 and name.startswith("0") for name in names if len(name) < 3)


def counts(name: str) -> bool:
    """Tell names that number anything: pieces, and also "patient_7", "camera2", "2019", which may be classes."""
    return counts_pieces(name) or _counts(name, COUNTING) or bool(_YEAR.fullmatch(name))


def _counts(name: str, known: frozenset[str]) -> bool:
    words = words_in(name)
    telling = [word for word in words if len(word) > 1 or not word.isascii()]
    has_number = len(telling) < len(words) or any(each.isdecimal() for each in name)
    return has_number and any(word in known for word in telling) and all(word in known | HOLDING for word in telling)


def is_variant(name: str) -> bool:
    """Tell names of how pictures were made: "grayscale", "aug_2", "224x224", "40X"."""
    if _SIZE.fullmatch(name):
        return True
    words = words_in(name)
    return bool(words) and all(word in VARIANTS | HOLDING for word in words)


def is_no_class(name: str) -> bool:
    """Tell names that say something else than what is on the pictures."""
    return holds_pictures(name) or counts(name) or is_variant(name)
