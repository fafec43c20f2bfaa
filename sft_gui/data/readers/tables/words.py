"""The words by which tables call their columns and people the folders beside pictures, nothing between the words."""

from __future__ import annotations

_NO_DATA = (  # folders whose pictures are no part of the data
    "mask masks segmentation segmentations groundtruth gt doc docs runs readme thumbnails assets "
)
_NO_CLASSES = (  # in the names of folders that are no classes
    "images image img imgs pictures photos part patient fold batch group data set "
)
_IMAGES = (  # columns that name pictures
    "path filepath imagepath imgpath picturepath filename file image imagename img imgname imageid imgid id "
    "idcode imagefile imagefilename picture photo pic name imageindex fname relpath uri url key sample isicid 路径 "
    "文件路径 文件 文件名 图片 图像 图片名 图像名 图片路径 图像路径 "
    "bild datei dateiname fichier archivo imagen immagine 画像 ファイル "
)
_LABELS = (  # columns of labels
    "label labels class classes classname classid classlabel labelname labelid labelidx classidx classindex "
    "target targets category categories categoryid categoryname categorylabel breed species diagnosis diagnostic dx "
    "diagnose emotion expression tag tags choice y gt groundtruth truelabel finallabel result outcome disease variety "
    "genre annotation findinglabels finding findings answer truth 标签 类别 分类 类 种类 标注 品种 诊断 "
    "klasse kategorie etiqueta clase categoria étiquette etiquette classe категория класс метка "
    "ラベル クラス 라벨 클래스 "
)
_LABEL_WORDS = (  # at the beginning or the end of a label column's name
    "label labels class category target breed species diagnosis emotion 类别 标签 "
)
_OTHERS = (  # in the names of columns that say something else
    "id ids index idx size width height age user username patient lesion photographer date time timestamp url uri "
    "link path file filename filepath image img depth channels pixels bytes md5 sha hash checksum author owner "
    "annotator annotators worker license licence camera latitude longitude lat lon number num count version email "
    "x y w h xmin ymin xmax ymax roi score confidence prob probability duration created updated lead fold comment "
    "comments description caption title source "
)
_SPLITS = (  # columns of splits
    "split splits set subset partition usage dataset datasplit phase part traintest 划分 数据集 集 "
)
_HEADER_WORDS = (  # heads of columns
    "path filepath file filename image imagename imagepath imageid imageindex img imgpath imgname picture photo "
    "id idcode label labels class classes classname classid category target tag tags species breed diagnosis dx "
    "split set subset fold partition usage width height xmin ymin xmax ymax bbox encodedpixels caption text age "
    "sex gender date name 路径 文件 文件名 图片 图像 标签 类别 分类 划分 数据集 "
)
_NOT_PICTURES = (  # folders whose files only go with pictures
    "mask masks segmentation segmentations annotation annotations groundtruth gt thumbnails runs "
)
NO_DATA = frozenset(_NO_DATA.split())
NO_CLASSES = frozenset(_NO_CLASSES.split()) | NO_DATA
IMAGES = frozenset(_IMAGES.split())
LABELS = frozenset(_LABELS.split())
LABEL_WORDS = frozenset(_LABEL_WORDS.split())
OTHERS = frozenset(_OTHERS.split())
SPLITS = frozenset(_SPLITS.split())
HEADER_WORDS = frozenset(_HEADER_WORDS.split())
NOT_PICTURES = frozenset(_NOT_PICTURES.split())
