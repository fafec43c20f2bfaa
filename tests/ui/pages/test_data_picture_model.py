"""The grid's model holds ids and fetches pictures by pages; what stays in place is not touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex

from sft_gui.data.index import Found, Index, Split
from sft_gui.ui.pages.data.picture_listing import Filter, listing
from sft_gui.ui.pages.data.picture_model import PAGE, PICTURE, PictureModel
from sft_gui.ui.widgets.thumbnail_grid import Thumb, ThumbnailGrid


def filled(folder, count):
    index = Index(folder / "index.sqlite")
    index.replace(
        [Found(f"{i % 5}/{i:05}.jpg", str(i % 5), width=8, height=8, digest=f"{i:032x}") for i in range(count)]
    )
    index.set_splits([(id, Split.TRAIN) for id in index.ids()])
    return index


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    index = filled(tmp_path_factory.mktemp("large"), 50_000)
    yield index
    index.close()


@pytest.fixture
def small(tmp_path):
    index = filled(tmp_path, 3 * PAGE)
    yield index
    index.close()


def shown(qtbot, index):
    model = PictureModel()
    model.set_index(index)
    model.show_ids(index.ids())
    return model


def test_a_grid_of_50000_pictures_fetches_only_what_is_seen(qtbot, large):
    model = PictureModel()
    grid = ThumbnailGrid()
    qtbot.addWidget(grid)
    grid.set_describe(lambda index: Thumb(p.digest, Path("nowhere")) if (p := index.data(PICTURE)) else None)
    grid.setModel(model)
    grid.resize(800, 600)
    grid.show()
    qtbot.waitExposed(grid)
    model.set_index(large)
    first = listing(large, Filter())
    model.show_ids(first.ids, first.first)
    qtbot.waitUntil(lambda: not grid.visualRect(model.index(0)).isEmpty())
    grid.grab()
    grid.scrollToBottom()
    grid.grab()
    qtbot.waitUntil(lambda: model.picture(model.rowCount() - 1) is not None)
    assert model.rowCount() == 50_000
    assert 0 < model.fetched <= 5 * PAGE


def test_rows_arrive_with_a_signal_when_they_were_asked_for(qtbot, small):
    model = shown(qtbot, small)
    assert model.index(PAGE + 3).data(PICTURE) is None
    with qtbot.waitSignal(model.dataChanged) as changed:
        pass
    assert (changed.args[0].row(), changed.args[1].row()) == (PAGE, 2 * PAGE - 1)
    assert model.index(PAGE + 3).data(PICTURE).id == model.id_at(PAGE + 3)
    assert model.fetched == PAGE


def test_what_comes_with_the_listing_is_not_fetched(qtbot, small):
    model = PictureModel()
    model.set_index(small)
    answer = listing(small, Filter(mixed=False))
    model.show_ids(answer.ids, answer.first)
    assert model.picture(0).path == "0/00000.jpg"
    assert model.fetched == 0


def test_a_refresh_keeps_the_old_value_until_the_new_one_is_there(qtbot, small):
    model = shown(qtbot, small)
    model.picture(0)
    qtbot.waitUntil(lambda: model.picture(0) is not None)
    small.relabel([model.id_at(0)], "other")
    model.refresh()
    assert model.picture(0).label == "0"
    qtbot.waitUntil(lambda: model.picture(0).label == "other")


def test_taking_rows_out_and_putting_them_in_is_no_reset(qtbot, small):
    model = shown(qtbot, small)
    all_ids = small.ids()
    kept = QPersistentModelIndex(model.index(20))
    fewer = [id for row, id in enumerate(all_ids) if row not in (3, 4, 9)]
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_ids(fewer)
        assert (model.rowCount(), kept.row(), model.id_at(kept.row())) == (len(fewer), 17, all_ids[20])
        model.show_ids(all_ids)
    assert (kept.row(), [model.id_at(row) for row in range(12)]) == (20, all_ids[:12])


def test_row_of_follows_the_rows(qtbot, small):
    model = shown(qtbot, small)
    ids = small.ids()
    assert model.row_of(ids[7]) == 7
    model.show_ids(ids[5:])
    assert (model.row_of(ids[7]), model.row_of(ids[0])) == (2, None)


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_any_list_can_follow_any_other(before, after):
    model = PictureModel()
    model.show_ids(before)
    model.show_ids(after)
    assert [model.id_at(row) for row in range(model.rowCount())] == after
