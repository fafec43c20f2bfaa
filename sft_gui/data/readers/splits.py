"""Which part of a data set does a name mean? One rule for folders, files, lists and cells of tables, in many languages.

A part's word stands alone ("val"), numbered ("train2017", "1_train"), with others ("seg_train", "Training Data") or
joined to one that says nothing ("trainset", "Testdaten").
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Mapping
from enum import Enum
from functools import lru_cache

from sft_gui.data.index import Split
from sft_gui.data.posix import folder_of


class Part(Enum):
    """What a part of a data set is for; PREDICT: pictures whose answers nobody gives."""

    TRAIN = "train"
    VAL = "val"
    TEST = "test"
    PREDICT = "predict"

    @property
    def split(self) -> Split | None:
        """The split that this part is, where it is one."""
        return None if self is Part.PREDICT else Split(self.value)


WORDS = {
    Part.TRAIN: "train training trainings trn trains trained training1 trainval apprentissage entrainement "
    "entrenamiento addestramento treino treinamento trening lern learning обучение обучающая обучающие тренировка "
    "тренировочные eğitim egitim uczenie treningowe treningowy treningowa "
    "тренувальний тренувальна навчання навчальна 训练 訓練 训 学習 훈련 학습 تدريب",
    Part.VAL: "val valid validation validations validate validating validierung validierungs valuation dev eval "
    "evaluation evaluate evaluierung validacion validación validazione validação validacao validatie "
    "walidacja walidacyjny walidacyjna walidacyjne валідація перевірка "
    "convalida doğrulama валидация валидационная проверка 验证 驗證 校验 検証 검증",
    Part.TEST: "test testing tests tst holdout heldout unseen prueba pruebas prova teste "
    "testowe testowy testowa тестовий тестова тест тестовая "
    "essai essais prüfung pruefung тестовые тестирование 测试 測試 テスト 試験 평가 시험 테스트",
    Part.PREDICT: "pred predict prediction predictions predicts inference unsorted unsortiert unsortierte "
    "unlabeled unlabelled unannotated 预测 預測 "
    "推理 未标注 予測 예측",
}
# What may stand beside a part's word, or joined to it, and says nothing of classes.
PLAIN = (
    "set sets data dataset datasets daten datensatz satz image images img imgs picture pictures pic pics photo photos "
    "bild bilder foto fotos jpg jpeg png jpegs pngs folder dir split splits subset part final new all full raw input "
    "inputs target targets x y label labels labeled labelled annot annotation annotations ann anns mask masks gt and "
    "fold a b v version orig original resized small large mini dan donnees données datos dati dados imágenes imagenes "
    "immagini imagens conjunto conjuntos jeu de "
    "ensemble insieme zbiór dane данные данных выборка набор public private my stg "
    "用 样本 样本集 集 数据 数据集 图片 图像 图 データ 세트 데이터"
)
_PLAIN = frozenset(unicodedata.normalize("NFC", PLAIN).split())
_PART_OF = {unicodedata.normalize("NFC", word): part for part, words in WORDS.items() for word in words.split()}
_LONGEST_FIRST = sorted(map(re.escape, _PART_OF), key=len, reverse=True)
_ENDINGS = sorted(map(re.escape, _PLAIN - {"a", "b", "x", "y", "v"}), key=len, reverse=True)
_JOINED = re.compile(f"({'|'.join(_LONGEST_FIRST)})({'|'.join(_ENDINGS)})")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TO_DO = {
    ("to", "do"),
    ("to", "sort"),
    ("to", "label"),
    ("to", "annotate"),
    ("not", "labeled"),
    ("not", "labelled"),
    ("à", "trier"),
}
_TOKEN = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def words_in(name: str) -> tuple[str, ...]:
    """Return the words of a name: "seg_train" and "Trainingsdaten1" as seg train and trainings daten."""
    text = unicodedata.normalize("NFC", name)
    found: list[str] = []
    for token in _TOKEN.findall(text):
        whole = token.casefold()
        pieces = [whole] if whole in _PART_OF else [each.casefold() for each in _CAMEL.split(token)]
        for piece in pieces:
            joined = None if piece in _PART_OF else _JOINED.fullmatch(piece)
            found.extend(joined.groups() if joined else [piece])
    return tuple(_with_holdout(found))


def _with_holdout(words: list[str]) -> list[str]:
    """Join "hold-out" and "held out", which say a part together, and "to sort"."""
    for place, pair in enumerate(itertools.pairwise(words)):
        if pair in (("hold", "out"), ("held", "out")):
            return [*words[:place], "holdout", *words[place + 2 :]]
        if pair in _TO_DO:
            return [*words[:place], "unsorted", *words[place + 2 :]]
    return words


def _plain(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _part(word: str) -> Part | None:
    return _PART_OF.get(word) or _PART_OF.get(_plain(word))


def part_of(name: str) -> Part | None:
    """Return the part that a name means by itself: nothing in it says anything else, as in "train_station".

    A name of two parts ("train_val") is None, "trainval" is for training.
    """
    part, rest = _parted(name)
    return part if part is not None and not (set(rest) - _PLAIN) else None


def split_of(name: str) -> Split | None:
    """Return the split that a folder, a file's stem or a table's cell names by itself; None where it names none."""
    part = part_of(name)
    return None if part is None else part.split


def _parted(name: str) -> tuple[Part | None, tuple[str, ...]]:
    """Split a name into its part and the other words; None where it names no part, or two."""
    words = words_in(name)
    parts = {part for word in words if (part := _part(word)) is not None}
    if Part.PREDICT in parts and len(parts) == 2:  # "test_unlabeled": that nobody gives its answers says more
        parts = {Part.PREDICT}
    if len(parts) != 1:
        return None, words
    return parts.pop(), tuple(word for word in words if _part(word) is None)


def parts_of(siblings: Collection[str]) -> Mapping[str, Part]:
    """Return which of the names beside each other mean parts.

    A word that says something may stand beside the part's where another part's name has it too: seg_train and
    seg_test, but not train_station.
    """
    found: dict[str, Part] = {}
    by_rest: dict[tuple[str, ...], dict[Part, list[str]]] = {}
    for name in siblings:
        part, rest = _parted(name)
        if part is None:
            continue
        if not set(rest) - _PLAIN:
            found[name] = part
        telling = tuple(word for word in rest if word not in _PLAIN)
        by_rest.setdefault(telling, {}).setdefault(part, []).append(name)
    for telling, parts in by_rest.items():
        if telling and len(parts) > 1:
            found.update((name, part) for part, names in parts.items() for name in names)
    return found


def part_in(path: str) -> Part | None:
    """Return the part that the topmost such folder of a path names, "Part1_Training_Data" too."""
    return _part_in_folder(folder_of(path))


@lru_cache(maxsize=65536)
def _part_in_folder(path: str) -> Part | None:
    for folder in path.split("/"):
        part, _ = _parted(folder)
        if part is not None:
            return part
    return None


def split_in(path: str) -> Split | None:
    """Return the split that the topmost such folder of a path names."""
    part = part_in(path)
    return None if part is None else part.split
