import shutil

import pytest

from sft_gui import paths
from sft_gui.data.project import Project
from tests.fixtures import colour_folder


def test_counts_by_class_and_split_are_told(call, tmp_path):
    source = colour_folder(tmp_path, splits={"train": 4, "val": 2})
    code, found, _ = call("check", source)
    assert code == 0 and found["pictures"] == 18 and found["classes"] == ["blue", "green", "red"]
    assert found["counts"]["red"] == {"train": 4, "val": 2, "test": 0}
    assert found["splits"] == {"train": 12, "val": 6, "test": 0} and found["split_given"]
    assert (found["unreadable_count"], found["unreadable"]) == (0, [])


def test_unreadable_files_are_findings(call, tmp_path):
    source = colour_folder(tmp_path, per_class=4)
    (source / "red" / "bad.jpg").write_text("these are only words, no picture at all")
    code, found, _ = call("check", source)
    assert code == 1 and found["unreadable_count"] == 1
    assert found["unreadable"] == [{"path": "red/bad.jpg", "reason": "is a text file, not a picture"}]
    code, text, _ = call("check", source, is_json=False)
    assert code == 1 and "1 file cannot be read:\n  red/bad.jpg is a text file, not a picture" in text
    assert "12 pictures in 3 classes." in text


def test_nothing_is_kept_and_nothing_is_written_to_the_source(call, tmp_path):
    source = colour_folder(tmp_path, per_class=2)
    before = sorted(source.rglob("*"))
    call("check", source)
    assert sorted(source.rglob("*")) == before and Project.recent() == []
    assert list(paths.cache_folder().glob("check-*")) == []


def test_kept_project_is_looked_at_again(call, tmp_path):
    source = colour_folder(tmp_path, per_class=4)
    Project.create(source).close()
    shutil.copytree(source / "red", source / "red" / "more")
    assert call("check", source)[1]["pictures"] == 16
    assert call("check", Project.recent()[0].folder)[1]["pictures"] == 16


@pytest.mark.parametrize("kind", ["zip", "empty folder"])
def test_archives_are_understood_and_empty_folders_refused(call, tmp_path, kind):
    if kind == "zip":
        source = shutil.make_archive(str(tmp_path / "set"), "zip", colour_folder(tmp_path, per_class=2))
        assert call("check", source)[1]["pictures"] == 6
    else:
        (tmp_path / "empty").mkdir()
        assert call("check", tmp_path / "empty")[0] == 2
