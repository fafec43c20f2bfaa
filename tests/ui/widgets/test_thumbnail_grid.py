"""The grid lays out by reckoning, asks only for what is seen, and works by keyboard."""

import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage

from sft_gui.data.decode import content_hash
from sft_gui.ui.widgets import thumbnails
from sft_gui.ui.widgets.thumbnail_delegate import Thumb
from sft_gui.ui.widgets.thumbnail_grid import ThumbnailGrid
from sft_gui.ui.widgets.thumbnails import ThumbnailStore, make


class Rows(QAbstractListModel):
    """A list of so many rows that counts how often it is asked."""

    def __init__(self, count):
        super().__init__()
        self.count, self.asked = count, 0

    def rowCount(self, parent=None):
        self.asked += 1
        return 0 if parent is not None and parent.isValid() else self.count

    def data(self, index, role=0):
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "图片 one.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#c03020"))
    image.save(str(file))
    return file


@pytest.fixture
def grid(qtbot, picture):
    model = Rows(50_000)
    made = ThumbnailGrid()
    made.kept_model = model
    made.described = []

    def describe(index):
        made.described.append(index.row())
        return Thumb(key=f"digest-{index.row() % 3}", source=picture, caption=f"class {index.row()}", split=1)

    made.set_describe(describe)
    made.setModel(model)
    made.resize(660, 480)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_only_what_is_seen_is_described(grid):
    grid.described.clear()
    grid.viewport().grab()
    assert 0 < len(set(grid.described)) <= 40
    assert max(grid.described) < 40


def test_resizing_does_not_ask_the_model_for_every_row(grid):
    grid.kept_model.asked = 0
    grid.resize(900, 480)
    grid.viewport().grab()
    assert grid.kept_model.asked < 2000


def test_columns_fill_the_width_evenly(grid):
    assert grid.columns() == 5
    last = grid.visualRect(grid.model().index(4, 0))
    assert grid.viewport().width() - last.right() <= grid.columns()
    grid.set_thumb_width(240)
    assert grid.columns() == 2


def test_arrows_home_and_end_move(qtbot, grid):
    grid.setCurrentIndex(grid.model().index(0, 0))
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 6),
        (Qt.Key.Key_Left, 5),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 49_999),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row
    assert grid.verticalScrollBar().value() == 0


def test_current_picture_is_scrolled_into_view(qtbot, grid):
    qtbot.keyClick(grid, Qt.Key.Key_End)
    rect = grid.visualRect(grid.currentIndex())
    assert grid.viewport().rect().contains(rect.center())


def test_enter_opens_and_x_leaves_the_selection_out(qtbot, grid):
    grid.setCurrentIndex(grid.model().index(3, 0))
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args[0].row() == 3
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(grid.left_out_asked) as left:
        qtbot.keyClick(grid, Qt.Key.Key_X)
    assert sorted(index.row() for index in left.args[0]) == [3, 4]


def test_click_selects_and_double_click_opens(qtbot, grid):
    place = grid.visualRect(grid.model().index(7, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [index.row() for index in grid.selectedIndexes()] == [7]
    with qtbot.waitSignal(grid.opened):
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_shift_click_selects_a_range_across_rows(qtbot, grid):
    def click(row, modifier=Qt.KeyboardModifier.NoModifier):
        place = grid.visualRect(grid.model().index(row, 0)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(2)
    click(8, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(index.row() for index in grid.selectedIndexes()) == list(range(2, 9))
    click(20, Qt.KeyboardModifier.ControlModifier)
    assert len(grid.selectedIndexes()) == 8


def test_what_was_on_top_stays_on_top_when_the_width_changes(grid):
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    before = grid.indexAt(QPoint(20, 10)).row()
    grid.resize(900, 480)
    after = grid.indexAt(QPoint(20, 10)).row()
    assert abs(before - after) <= grid.columns()


def test_reset_and_empty_models_are_fine(qtbot, grid):
    grid.kept_model.beginResetModel()
    grid.kept_model.count = 0
    grid.kept_model.endResetModel()
    grid.viewport().grab()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert not grid.currentIndex().isValid()
    assert not grid.indexAt(QPoint(5, 5)).isValid()


def test_single_row_scrolls_sideways(qtbot, picture):
    strip = ThumbnailGrid(rows=1, lines=2)
    model = Rows(30)
    strip.set_describe(lambda index: Thumb("x", picture, "roses", note="98 %", second="is tulips", icon="x"))
    strip.setModel(model)
    strip.resize(600, 200)
    qtbot.addWidget(strip)
    strip.show()
    assert strip.columns() == 30
    strip.scrollTo(model.index(29, 0))
    assert strip.viewport().rect().contains(strip.visualRect(model.index(29, 0)).center())
    strip.viewport().grab()


@pytest.mark.parametrize("state", ["ok", "left_out", "unreadable"])
def test_every_state_is_painted(qtbot, picture, state):
    grid = ThumbnailGrid()
    model = Rows(3)
    grid.set_describe(lambda index: Thumb("x", picture, "roses", state=state) if index.row() else None)
    grid.setModel(model)
    grid.resize(400, 200)
    qtbot.addWidget(grid)
    assert not grid.viewport().grab().isNull()


def test_pictures_appear_when_they_are_made(qtbot, grid):
    red = QColor("#c03020")

    def is_there():
        image = grid.viewport().grab().toImage()
        center = grid.visualRect(grid.model().index(0, 0)).center()
        shown = image.pixelColor(center)
        assert abs(shown.red() - red.red()) < 12
        assert abs(shown.blue() - red.blue()) < 12

    qtbot.waitUntil(is_there)


@pytest.fixture
def store(qtbot, tmp_path):
    return ThumbnailStore(tmp_path / "thumbs")


SIZE = QSize(32, 24)


def made(qtbot, store, key, source):
    with qtbot.waitSignal(store.changed):
        assert store.get(key, source, SIZE) is None
    return store.get(key, source, SIZE)


def test_thumbnail_is_made_once_and_kept_on_disk(qtbot, store, picture, tmp_path):
    digest = content_hash(picture.read_bytes())
    image = made(qtbot, store, digest, picture)
    assert image.size() == SIZE
    assert image.pixelColor(0, 0).alpha() == 0  # a round corner
    assert list((tmp_path / "thumbs").rglob("*.jpg"))
    picture.unlink()
    again = ThumbnailStore(tmp_path / "thumbs")
    assert not made(qtbot, again, digest, picture).isNull()


def test_file_that_cannot_be_read_is_marked_not_asked_again(qtbot, store, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    assert made(qtbot, store, "bad", broken) is None
    assert store.is_unreadable("bad", SIZE)
    assert not store._making


def test_newest_wish_is_made_first(qtbot, store, picture, monkeypatch):
    order = []
    monkeypatch.setattr(thumbnails, "AT_ONCE", 1)
    empty = QImage(8, 8, QImage.Format.Format_RGB32)
    monkeypatch.setattr(thumbnails, "make", lambda source, key, folder, drawn: order.append(key[0]) or empty)
    for number in range(5):
        store.get(str(number), picture, SIZE)
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == ["0", "4", "3", "2", "1"]


def test_wishes_that_scrolled_by_are_forgotten(qtbot, store, picture):
    for number in range(thumbnails.MOST_WAITING + 50):
        store.get(str(number), picture, SIZE)
    assert len(store._waiting) <= thumbnails.MOST_WAITING
    store._waiting.clear()


def test_memory_is_bounded(qtbot, store, picture, monkeypatch):
    monkeypatch.setattr(thumbnails, "MEMORY_BYTES", 3 * 32 * 24 * 4)
    for number in range(6):
        made(qtbot, store, str(number), picture)
    assert len(store._images) <= 3


def test_wide_and_high_pictures_are_cut_in_the_middle(tmp_path):
    image = QImage(300, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(140, 160):
        for y in range(20):
            image.setPixelColor(x, y, QColor("black"))
    file = tmp_path / "wide.png"
    image.save(str(file))
    thumb = make(file, ("k", 20, 20, 0, "", None), tmp_path)
    assert thumb.pixelColor(10, 10).lightness() < 80
