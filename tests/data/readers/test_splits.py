"""One rule for the names of parts, in many spellings and languages."""

from __future__ import annotations

import pytest

from sft_gui.data.readers.splits import Part, part_in, part_of, parts_of

TRAIN, VAL, TEST, PREDICT = Part


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ("train TRAIN Training training_set train-images TrainImages train2017 1_train X_train data_train", TRAIN),
        (
            "Trainingsdaten trainset entraînement treino 训练 训练集 训练样本 訓練データ обучающая my_train",
            TRAIN,
        ),
        ("val valid Validation validate dev eval val_img Validierungsdaten 验证集 検証用 validación", VAL),
        ("test test1 TestImages holdout hold_out held-out testA Testdaten 测试 テスト用 prueba test_stg1 unseen", TEST),
        ("pred prediction predict unlabeled 预测", PREDICT),
    ],
)
def test_a_name_alone(names: str, part: Part) -> None:
    assert {name: part_of(name) for name in names.split()} == dict.fromkeys(names.split(), part)


@pytest.mark.parametrize(
    "name", ["train_station", "test_pattern", "invalid", "train_val", "contest", "valley", "cat", "1"]
)
def test_a_name_that_says_something_else(name: str) -> None:
    assert part_of(name) is None


def test_names_beside_each_other_explain_each_other() -> None:
    assert parts_of(["seg_train", "seg_test", "seg_pred"]) == {
        "seg_train": TRAIN,
        "seg_test": TEST,
        "seg_pred": PREDICT,
    }
    assert parts_of(["train_station", "bus_stop"]) == {}
    assert parts_of(["Final_Training", "Final_Test"]) == {"Final_Training": TRAIN, "Final_Test": TEST}
    assert part_in("set/Part1_Training_Data/cat/1.jpg") is TRAIN
