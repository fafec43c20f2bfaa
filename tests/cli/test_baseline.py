"""The first model on the command line, and what later runs say of it."""

from tests.fixtures import colour_folder


def test_later_run_is_told_against_the_first_model(call, train, tmp_path):
    source = colour_folder(tmp_path, classes=("red", "blue"), per_class=6)
    assert "--preset first" in call("check", source)[2]
    code, first, err = call("train", source, "--preset", "first")
    assert code == 0 and first["state"] == "finished" and first["epochs"] == first["best_epoch"] == 0
    assert "by cross-validation" in err and "first.p" not in first
    code, later, _ = train(source, "--name", "later")
    assert code == 0 and later["first.accuracy"] == first["val.accuracy"]
    assert later["first.difference_low"] < later["first.difference_high"] and 0 < later["first.p"] <= 1


def test_no_epoch_without_a_linear_start_is_refused(call, tmp_path):
    source = colour_folder(tmp_path, classes=("red", "blue"), per_class=4)
    code, _, err = call("train", source, "--set", "train.epochs=0", "--set", "train.head_init=random")
    assert code == 2 and "linear model" in err
