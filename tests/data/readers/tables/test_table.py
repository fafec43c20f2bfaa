"""Tables in any usual spelling name the same pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sft_gui.data.index import Split
from sft_gui.data.parse.tables import rows_of
from sft_gui.data.project import Project
from sft_gui.data.readers.reader import Choice, Reading
from sft_gui.data.readers.tables import files as table_files
from sft_gui.data.readers.tables.table import TableReader
from sft_gui.data.source import Source
from sft_gui.data.understand import NotUnderstood
from sft_gui.errors import UserError
from tests.data.readers.reading import proposals, read_best, read_by, understood
from tests.fixtures import COLOURS, draw, save_class

ROWS = [("red_0.png", "red"), ("red_1.png", "red"), ("blue_0.png", "蓝"), ("blue_1.png", "蓝")]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    save_class(tmp_path, "red", 2)
    save_class(tmp_path, "blue", 2)
    return tmp_path


def read(source: Path) -> Reading:
    return read_by(TableReader(), source)


def labels(reading: Reading) -> list[tuple[str, str | None]]:
    return [(entry.path, entry.label) for entry in reading.entries]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("header", [("path", "label"), ("图片", "标签"), ("my file", "what it is"), None])
def test_header_separator_and_encoding_are_found_out(
    pictures: Path, encoding: str, separator: str, header: tuple[str, str] | None
) -> None:
    rows = [header, *ROWS] if header else ROWS
    file = pictures / "table.csv"
    file.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    reading = read(file)
    assert labels(reading) == ROWS
    assert reading.root == pictures


def test_columns_are_known_by_name_in_any_order(pictures: Path) -> None:
    text = "id,Split,species,filename\n" + "".join(f"{i},val,{label},{path}\n" for i, (path, label) in enumerate(ROWS))
    (pictures / "t.csv").write_text(text, encoding="utf-8")
    reading = read(pictures / "t.csv")
    assert labels(reading) == ROWS
    assert {entry.split for entry in reading.entries} == {Split.VAL}


def test_a_split_column_without_a_name_is_known_by_its_values(pictures: Path) -> None:
    splits = ("train", "Validation", "TEST", "train")
    lines = [f"{path}\t{label}\t{split}" for (path, label), split in zip(ROWS, splits, strict=True)]
    (pictures / "t.tsv").write_text("\n".join(lines), encoding="utf-8")
    reading = read(pictures / "t.tsv")
    assert [entry.split for entry in reading.entries] == [Split.TRAIN, Split.VAL, Split.TEST, Split.TRAIN]
    assert labels(reading) == ROWS


def test_paths_of_every_kind_lead_to_the_files(pictures: Path) -> None:
    (pictures / "sub dir").mkdir()
    (pictures / "red_0.png").rename(pictures / "sub dir" / "red_0.png")
    (pictures / "tables").mkdir()
    rows = [
        "..\\sub dir\\red_0.png,red",
        f"{pictures / 'red_1.png'},red",
        "./../blue_0.png,blue",
        "../nowhere/blue_1.png,blue",
    ]
    (pictures / "tables" / "t.csv").write_text("\n".join(rows), encoding="utf-8")
    reading = read(pictures / "tables" / "t.csv")
    found = [(reading.root / entry.path).exists() for entry in reading.entries]
    assert found == [True, True, True, False]


def test_names_without_suffix_or_folder_are_found_below(pictures: Path) -> None:
    (pictures / "images").mkdir()
    for path, _ in ROWS:
        (pictures / path).rename(pictures / "images" / path)
    text = "image_id,breed\n" + "\n".join(f"{Path(path).stem},{label}" for path, label in ROWS)
    (pictures / "labels.csv").write_text(text, encoding="utf-8")
    assert labels(read(pictures / "labels.csv")) == [(f"images/{path}", label) for path, label in ROWS]


def test_a_folder_of_pictures_with_a_table_beside_them_is_one(pictures: Path) -> None:
    assert not proposals(TableReader(), pictures)
    (pictures / "labels.csv").write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    assert labels(read(pictures)) == ROWS


def test_class_folders_come_before_a_table_beside_them(tmp_path: Path) -> None:
    save_class(tmp_path / "red", "red", 2)
    save_class(tmp_path / "blue", "blue", 2)
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    assert not proposals(TableReader(), tmp_path)


def test_rows_that_say_too_little_or_twice_are_told(pictures: Path) -> None:
    text = "path,label\nred_0.png,red\nred_0.png,blue\nred_1.png,\n,red\nblue_0.png\nblue_1.png,blue\n\n"
    (pictures / "t.csv").write_text(text)
    reading = read(pictures / "t.csv")
    assert labels(reading) == [("red_0.png", "red"), ("blue_1.png", "blue")]
    assert [str(note) for note in reading.notes] == [
        "3 rows of the table have no path or no label and are passed over.",
        "1 row of the table gives a picture a second label; the first holds.",
        "2 pictures have no label in the table and are passed over, the first of them blue_0.png.",
    ]


@pytest.mark.parametrize("text", ["", "path,label\n", "a,b\n1,2\n", "just words\n", "a.png\nb.png\n"])
def test_a_table_without_pictures_and_labels_is_explained(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(UserError, match="Name its columns path, label"):
        understood(tmp_path / "t.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any" / "any.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    try:
        _, reading = read_best(file)
    except UserError as error:
        assert str(error).endswith(".")
    else:
        assert reading.entries and all(entry.path for entry in reading.entries)


# What people really have, in small


def layout(place: Path, files: dict[str, str], pictures: Iterable[str] = ()) -> Path:
    for path in pictures:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        draw(COLOURS["red"], 1, (16, 12)).save(place / path)
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return place


def rows(line: Callable[[int], str], count: int = 8) -> str:
    return "".join(f"{line(i)}\n" for i in range(count))


def named(count: int = 8, folder: str = "") -> list[str]:
    return [f"{folder}{i}.png" for i in range(count)]


def kind(i: int) -> str:
    return "cat" if i % 2 else "dog"


def refusal(place: Path, wanted: Choice | None = None) -> str:
    with pytest.raises(NotUnderstood) as caught:
        understood(place, wanted)
    return str(caught.value)


LABELLED = {
    "the name of the column": ("filename,age,sex,diagnosis", lambda i: f"{i}.png,{20 + i},{'MF'[i // 4]},{kind(i)}"),
    "a user before it": ("user.id,image,emotion", lambda i: f"{i % 3},{i}.png,{kind(i)}"),
    "sizes before it": (
        "Width,Height,Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path",
        lambda i: f"9,9,1,1,8,8,{kind(i)},{i}.png",
    ),
    "lesions before it": ("lesion_id,image_id,dx,dx_type,age", lambda i: f"HAM_{i // 2},{i},{kind(i)},histo,45"),
    "an index before it": (",filename,breed", lambda i: f"{i},{i}.png,{kind(i)}"),
    "values alone": (
        "filename,width,height,photographer,fruit",
        lambda i: f"{i}.png,{600 + i},480,p{i % 2},{kind(i // 2)}",
    ),
    "a number beside a name": ("file,label,label_name", lambda i: f"{i}.png,{i % 2},{kind(i)}"),
    "Label Studio's": (
        "annotation_id,annotator,choice,id,image",
        lambda i: f"9{i},1,{kind(i)},{i},/data/upload/1/0000000{i}-{i}.png",
    ),
    "a quote after a space": ("path, label", lambda i: f'{i}.png, "{kind(i)}"'),
}


@pytest.mark.parametrize("name", LABELLED)
def test_the_label_column_is_chosen_by_evidence(tmp_path: Path, name: str) -> None:
    header, line = LABELLED[name]
    layout(tmp_path, {"data.csv": f"{header}\n{rows(line)}"}, named(folder="images/"))
    reader, reading = read_best(tmp_path)
    assert reader == "table"
    assert {entry.label for entry in reading.entries} == {"cat", "dog"}
    assert {entry.path for entry in reading.entries} == set(named(folder="images/"))


def test_columns_that_could_all_be_the_label_are_asked_for(tmp_path: Path) -> None:
    text = "id,gender,season,usage\n" + rows(lambda i: f"{i},{'ab'[i % 2]},{'cd'[i // 4]},{'ef'[i // 2 % 2]}")
    layout(tmp_path, {"styles.csv": text}, named())
    assert "--label COLUMN: gender, season, usage" in refusal(tmp_path)
    reader, reading = read_best(tmp_path, Choice(label="Season"))
    assert reader == "table" and {entry.label for entry in reading.entries} == {"c", "d"}
    said = refusal(tmp_path, Choice(label="colour"))
    assert "no table of pictures has a column 'colour'" in said.casefold() and "gender" in said
    assert "No table has a column 'where'" in refusal(tmp_path, Choice(image="where"))


def test_what_the_window_shows_of_columns(tmp_path: Path) -> None:
    text = "id,label,weight,note,unit\n" + rows(lambda i: f"{i},{kind(i)},{i * 1.5 + 0.1},{'' if i else 'x'},kg")
    best = understood(layout(tmp_path, {"t.csv": text}, named())).best
    shown = {each.name: (str(each.can_be), each.is_choosable, each.different, each.empty) for each in best.columns}
    assert shown["label"] == ("answer", True, 2, 0)
    assert shown["weight"] == ("number", False, 8, 0)
    assert shown["note"] == ("group only", False, 1, 7)
    assert shown["unit"] == ("group only", False, 1, 0)
    assert best.samples[0].answer == "dog" and best.counts == {"dog": 4, "cat": 4}


def test_numbers_are_no_classes_and_equal_numbers_are_one(tmp_path: Path) -> None:
    one = layout(tmp_path / "a", {"t.csv": "filename,age\n" + rows(lambda i: f"{i}.png,{20 + i * 0.7:.1f}")}, named())
    assert "holds numbers, 8 different ones" in refusal(one)
    two = layout(
        tmp_path / "b", {"t.csv": "path,label\n" + rows(lambda i: f"{i}.png,{i % 2}{'.0' * (i // 4)}")}, named()
    )
    assert {entry.label for entry in read_best(two)[1].entries} == {"0", "1"}


def test_pictures_that_fit_equally_are_told_and_left_out(tmp_path: Path) -> None:
    pictures = [*named(folder="day1/"), "day2/0.png"]
    layout(tmp_path, {"labels.csv": "path,label\n" + rows(lambda i: f"{i}.png,{kind(i)}")}, pictures)
    reading = read_by(TableReader(), tmp_path)
    assert len(reading.entries) == 7
    assert any("'0.png' may be day1/0.png, day2/0.png" in str(note) for note in reading.notes)


def test_a_table_for_training_means_the_training_folder(tmp_path: Path) -> None:
    pictures = [*named(folder="train/"), *named(folder="test/")]
    layout(tmp_path, {"trainLabels.csv": "id,label\n" + rows(lambda i: f"{i},{kind(i)}")}, pictures)
    reader, reading = read_best(tmp_path)
    assert reader == "table" and {entry.path for entry in reading.entries} == set(named(folder="train/"))


def test_tables_without_labels_are_no_labels(tmp_path: Path) -> None:
    files = {
        "train.csv": "id,label\n" + rows(lambda i: f"{i},{kind(i)}"),
        "test.csv": "id\n" + rows(lambda i: f"t{i}"),
        "sample_submission.csv": "id,label\n" + rows(lambda i: f"t{i},cat"),
    }
    layout(tmp_path, files, [*named(folder="train/"), *(f"test/t{i}.png" for i in range(8))])
    proposal = understood(tmp_path).best
    assert proposal.reader == "table" and proposal.files == ("train.csv",) and proposal.score == 1


def test_a_column_for_each_class(tmp_path: Path) -> None:
    text = "image_id,healthy,rust,scab\n" + rows(lambda i: f"{i},{i % 2},{1 - i % 2},0")
    layout(tmp_path, {"train.csv": text}, named(folder="images/"))
    reader, reading = read_best(tmp_path)
    assert reader == "table" and {entry.label for entry in reading.entries} == {"healthy", "rust"}
    again = TableReader().read(Source(tmp_path), understood(tmp_path).best.choice, tmp_path)
    assert labels(again) == labels(reading)
    tags = "filename,cat,dog,bird\n" + rows(lambda i: f"{i}.png,1,{i % 2},0")
    (tmp_path / "train.csv").unlink()
    layout(tmp_path, {"images/_classes.csv": tags})
    assert "several labels a picture (tags)" in refusal(tmp_path)
    reading = read_best(tmp_path, Choice(label="dog"))[1]
    assert {entry.label for entry in reading.entries} == {"0", "1"}


def test_yes_and_no_are_asked_for_with_splits_of_another_table(tmp_path: Path) -> None:
    files = {
        "list_attr_celeba.csv": "image_id,Male,Smiling\n" + rows(lambda i: f"{i}.png,{1 - i % 2 * 2},{i // 4 * 2 - 1}"),
        "list_eval_partition.csv": "image_id,partition\n" + rows(lambda i: f"{i}.png,{i % 3}"),
    }
    layout(tmp_path, files, named(folder="img_align_celeba/"))
    assert "yes or no: Male, Smiling" in refusal(tmp_path)
    reading = read_best(tmp_path, Choice(label="Smiling"))[1]
    assert [entry.split for entry in reading.entries][:3] == [Split.TRAIN, Split.VAL, Split.TEST]


@pytest.mark.parametrize("joint", [" ", "|", "; "])
def test_several_labels_in_a_cell_are_refused_by_name(tmp_path: Path, joint: str) -> None:
    tags = ["haze", "haze primary", "clear primary road", "clear road", "haze water", "clear", "water", "road"]
    text = "image_name,tags\n" + rows(lambda i: f"{i},{tags[i // 2].replace(' ', joint)}", 16)
    layout(tmp_path, {"t.csv": text}, named(16))
    assert "several labels" in refusal(tmp_path)
    assert read_best(tmp_path, Choice(label="tags"))[0] == "table"


def test_metadata_of_hugging_face(tmp_path: Path) -> None:
    for split in ("train", "test"):
        lines = rows(lambda i, split=split: json.dumps({"file_name": f"{i}.png", "label": kind(i)}))  # type: ignore[misc]
        layout(tmp_path, {f"{split}/metadata.jsonl": lines}, named(folder=f"{split}/"))
    reading = read_best(tmp_path)[1]
    assert {(entry.path[:4], entry.split) for entry in reading.entries} == {("trai", Split.TRAIN), ("test", Split.TEST)}


def test_lists_of_paths_and_labels(tmp_path: Path) -> None:
    for split in ("train", "test"):
        lines = rows(lambda i, split=split: f"{split}/{i}.png {i % 2}")  # type: ignore[misc]
        layout(tmp_path, {f"{split}.txt": lines}, named(folder=f"{split}/"))
    reader, reading = read_best(tmp_path)
    assert reader == "table" and len(reading.entries) == 16
    assert {entry.split for entry in reading.entries} == {Split.TRAIN, Split.TEST}


def test_numbers_have_the_names_of_their_folders(tmp_path: Path) -> None:
    pictures = [f"{kind(i)}/{i}.png" for i in range(8)]
    layout(tmp_path, {"list.txt": rows(lambda i: f"{kind(i)}/{i}.png {i % 2}")}, pictures)
    reader, reading = read_best(tmp_path)
    assert reader == "table" and {entry.label for entry in reading.entries} == {"cat", "dog"}


def test_class_folders_come_before_a_table_that_divides_otherwise(tmp_path: Path) -> None:
    pictures = [f"{kind(i)}/{i}.png" for i in range(8)]
    text = "filename,label\n" + rows(lambda i: f"{kind(i)}/{i}.png,{['red', 'blue'][i // 4]}")
    layout(tmp_path, {"labels.csv": text, "sizes.csv": "filename,width\ncat/1.png,640\n"}, pictures)
    best = understood(tmp_path)
    assert best.best.reader == "folders" and [each.reader for each in best.rivals] == ["table"]


def test_what_lies_beside_pictures_and_is_not_read_is_named(tmp_path: Path) -> None:
    excel = layout(tmp_path / "a", {"labels.xlsx": "PK"}, named(folder="images/"))
    assert "labels.xlsx is an Excel table" in refusal(excel)
    nothing = layout(tmp_path / "b", {"t.csv": "filename,width\n" + rows(lambda i: f"{i}.png,64")}, named())
    assert "t.csv names 8 pictures" in refusal(nothing) and "width" in refusal(nothing)
    broken = layout(tmp_path / "c", {"t.csv": '"' + "x" * 200_000}, named())
    assert "quotation mark" in refusal(broken / "t.csv")
    far = layout(tmp_path / "d", {"t.csv": "filename,label\n" + rows(lambda i: f"{i}.png,{kind(i)}")})
    assert "None of the 8 rows of t.csv names a picture" in refusal(far / "t.csv")


def test_a_table_makes_a_project(tmp_path: Path) -> None:
    text = "image_id,breed,age\n" + rows(lambda i: f"{i},{kind(i)},{i}", 12)
    layout(tmp_path / "set", {"labels.csv": text}, named(12, "pics/"))
    project = Project.create(tmp_path / "set", folder=tmp_path / "project")
    assert project.task == "classification" and project.classes == ("cat", "dog")
    assert len(project.index.pictures()) == 12
    project.close()


JSONS = {
    "a list of objects": lambda: [{"image": f"{i}.png", "label": kind(i)} for i in range(8)],
    "a list of pairs": lambda: {"labels": [[f"images/{i}.png", i % 2] for i in range(8)]},
    "names to labels": lambda: {f"{i}.png": kind(i) for i in range(8)},
}


@pytest.mark.parametrize("name", JSONS)
def test_a_table_may_be_json(tmp_path: Path, name: str) -> None:
    layout(tmp_path, {"dataset.json": json.dumps(JSONS[name]())}, named(folder="images/"))
    reader, reading = read_best(tmp_path)
    assert reader == "table" and len(reading.entries) == 8
    assert len({entry.label for entry in reading.entries}) == 2


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"labels": []}', '[["a.png"]]', '{"a.png": {"b": 1}}', "[[1, 2], 3]", "nul"]
)
def test_json_that_is_no_table_is_none(tmp_path: Path, text: str) -> None:
    assert not proposals(TableReader(), layout(tmp_path, {"x.json": text}, named()))


def test_titles_above_a_table_and_the_header_of_r(tmp_path: Path) -> None:
    text = "sep=;\nfile;label\n" + rows(lambda i: f"{i}.png;{kind(i)}")
    assert len(read_best(layout(tmp_path / "a", {"t.csv": text}, named()))[1].entries) == 8
    text = '"file","label"\n' + rows(lambda i: f'"{i + 1}","{i}.png","{kind(i)}"')
    assert len(read_best(layout(tmp_path / "b", {"t.csv": text}, named()))[1].entries) == 8


def test_rows_with_different_labels_for_a_picture_are_several_labels(tmp_path: Path) -> None:
    text = "image,label\n" + rows(lambda i: f"{i}.png,cat\n{i}.png,dog")
    assert "several labels (tags) in rows of their own" in refusal(layout(tmp_path, {"t.csv": text}, named()))


def test_a_table_whose_pictures_are_not_there_is_named(tmp_path: Path) -> None:
    text = "filename,label\n" + rows(lambda i: f"other{i}.png,{kind(i)}")
    layout(tmp_path, {"labels.csv": text}, ["x/a.png"])
    found = proposals(TableReader(), tmp_path)
    assert "None of the 8 pictures that labels.csv names is there." in str(found[0].refusal)


def test_a_large_table_of_numbers_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_UNSEEN", 100)
    files = {
        "pixels.csv": rows(lambda i: ",".join("0123456789"), 40),
        "labels.csv": "id,label\n" + rows(lambda i: f"{i},{kind(i)}"),
    }
    monkeypatch.setattr(
        Source, "rows", lambda self, path: pytest.fail(path) if "pixels" in path else rows_of(self.path(path))
    )
    assert read_best(layout(tmp_path, files, named()))[0] == "table"


@pytest.mark.parametrize("line", ["3," + ",".join(["7"] * 784), "3,Training," + " ".join(["200"] * 2304)])
def test_pixels_in_a_table_are_named(tmp_path: Path, line: str) -> None:
    assert "holds pixels as numbers" in refusal(layout(tmp_path, {"train.csv": f"{line}\n" * 3}))


def test_names_that_all_fit_several_pictures_are_refused_by_name(tmp_path: Path) -> None:
    pictures = [*named(folder="train/"), *named(folder="test/")]
    layout(tmp_path, {"labels.csv": "filename,label\n" + rows(lambda i: f"{i}.png,{kind(i)}")}, pictures)
    assert "'0.png' may be test/0.png, train/0.png" in refusal(tmp_path)
