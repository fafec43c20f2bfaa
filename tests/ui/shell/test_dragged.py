"""What is dragged is evaluated by its address, what is dropped by the disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from sft_gui.ui.shell import dragged
from sft_gui.ui.shell.dragged import Kind


def urls(*names):
    return [QUrl.fromLocalFile(f"/nowhere/{name}") for name in names]


@pytest.mark.parametrize(
    "names, kind",
    [
        (["a.jpg"], Kind.PICTURES),
        (["A.JPEG", "b.png"], Kind.PICTURES),
        (["flowers"], Kind.FOLDER),
        (["花卉 照片"], Kind.FOLDER),
        (["photos.v2/"], Kind.FOLDER),
        (["flowers.zip"], Kind.FOLDER),
        (["list.CSV"], Kind.FOLDER),
        (["notes.pdf"], Kind.REFUSED),
        (["notes.pdf", "more.docx"], Kind.REFUSED),
        (["notes.pdf", "a.jpg"], Kind.PICTURES),
        (["one", "two"], Kind.PICTURES),
    ],
)
def test_drag_is_judged_by_names_alone(names, kind):
    assert dragged.of_urls(urls(*names)).kind == kind


def test_drag_from_the_web_is_refused_by_its_host():
    assert dragged.of_urls([QUrl("https://example.org/a.jpg")]) == dragged.Dragged(Kind.REFUSED, (), "example.org")


def test_picture_without_a_file_is_a_picture(qapp):
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert dragged.looks_like(mime).kind == Kind.PICTURES


def test_text_is_nothing_of_ours(qapp):
    mime = QMimeData()
    mime.setText("hello")
    assert dragged.looks_like(mime) is None


def test_dropped_folder_is_opened_whatever_its_name(tmp_path):
    folder = tmp_path / "photos.v2"
    folder.mkdir()
    assert dragged.look_at([folder]).kind == Kind.FOLDER


def test_dropped_folder_is_named_on_the_predict_page(tmp_path):
    assert dragged.look_at([tmp_path], name_folders=True).kind == Kind.PICTURES


def test_zip_is_a_source_on_every_page(tmp_path):
    file = tmp_path / "a.zip"
    file.touch()
    assert dragged.look_at([file], name_folders=True).kind == Kind.FOLDER


def test_file_that_is_no_picture_is_refused_by_name(tmp_path):
    file = tmp_path / "notes.pdf"
    file.touch()
    assert dragged.look_at([file]) == dragged.Dragged(Kind.REFUSED, (file,), "notes.pdf")


def test_nothing_dropped_is_refused():
    assert dragged.look_at([]).kind == Kind.REFUSED


def test_mixture_goes_to_predict_whole(tmp_path):
    paths = [Path(tmp_path / name) for name in ("a.jpg", "notes.pdf")]
    assert dragged.look_at(paths).paths == tuple(paths)
