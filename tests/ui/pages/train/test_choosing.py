"""The Train page: choosing, mistakes, starting; downloads and weights files without a network."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from safetensors.torch import save_file

from sft_gui.errors import Cancelled, UserError
from sft_gui.messages import say
from sft_gui.models import weights
from sft_gui.models.weights import Place
from sft_gui.training.forecast import Machine
from sft_gui.ui.core import engine, jobs
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.state import AppState
from sft_gui.ui.pages.train import preview as train_preview
from sft_gui.ui.pages.train.page import TrainPage, unused
from tests.ui.pages.train.conftest import LEFT, show


def row(page, name):
    return page.models._rows[name]


def test_page_is_empty_without_a_project(qtbot, tmp_path):
    page = TrainPage(AppState(Memory(tmp_path / "window.json")))
    qtbot.addWidget(page)
    page.show()
    assert page._empty.isVisible() and not page.start_card.isVisible()


def test_facts_are_counted(page):
    page.draft.take({"train.batch_size": 7, "train.epochs": 3})
    assert page.facts.counts.text() == "24 pictures, 6 for validation; 4 steps an epoch, 12 in all"
    assert "3 classes" in page.subtitle.text()


def test_bundled_models_are_included_and_others_are_to_be_downloaded(page):
    assert row(page, "tf_efficientnet_lite0").chip.text() == "Included"
    assert row(page, "resnet18").place == Place.DOWNLOAD
    assert row(page, "resnet18").get.text() == "Download 47 MB"


def test_few_models_are_shown_until_all_are_asked_for(page):
    def shown():
        return [r for r in page.models._rows.values() if r.isVisible()]

    assert len(shown()) == 4
    QTest.mouseClick(page.models.all, LEFT)
    assert len(shown()) == len(page.models._rows)
    page.models.choose("vit_b_16")
    QTest.mouseClick(page.models.fewer, LEFT)
    assert len(shown()) == 4 and row(page, "vit_b_16").isVisible()


def test_model_without_weights_cannot_be_started_and_says_why(page):
    QTest.mouseClick(row(page, "resnet18").choice, LEFT)
    assert page.draft.values["model.name"] == "resnet18"
    assert not page.start_card.start.isEnabled()
    assert "ResNet-18" in page.start_card.why.text() and page._state.model_label == "ResNet-18"
    QTest.mouseClick(row(page, "tf_efficientnet_lite0").choice, LEFT)
    assert page.start_card.start.isEnabled() and not page.start_card.why.isVisible()


def test_arrow_keys_move_through_the_models(page):
    row(page, "tf_efficientnet_lite0").choice.setFocus()
    QTest.keyClick(row(page, "tf_efficientnet_lite0").choice, Qt.Key.Key_Down)
    assert page.draft.values["model.name"] == "tf_efficientnet_lite2"


def test_download_shows_progress_and_makes_the_model_usable(qtbot, page, monkeypatch):
    seen, here = [], set()
    monkeypatch.setattr(weights, "place", lambda spec: Place.ON_COMPUTER if spec.name in here else Place.DOWNLOAD)

    def download(spec, *, on_progress, cancelled):
        on_progress(20_000_000, 47_000_000, say("Fetching weights"))
        here.add(spec.name)

    monkeypatch.setattr(weights, "download", download)
    chosen = row(page, "resnet18")
    chosen.fetching.amount.setText = seen.append
    page.models.choose("resnet18")
    QTest.mouseClick(chosen.get, LEFT)
    qtbot.waitUntil(lambda: chosen.chip.text() == "On this computer")
    assert "20 of 47 MB" in seen and page.start_card.start.isEnabled()


def test_download_that_fails_says_so_in_its_row(qtbot, page, monkeypatch):
    def offline(spec, *, on_progress, cancelled):
        raise UserError(say("download.pytorch.org cannot be reached."), say("Connect to the internet."))

    monkeypatch.setattr(weights, "download", offline)
    chosen = row(page, "resnet18")
    QTest.mouseClick(chosen.get, LEFT)
    qtbot.waitUntil(chosen.below.isVisible)
    assert chosen.below.text() == "download.pytorch.org cannot be reached. Connect to the internet."
    assert chosen.get.isVisible()


def test_download_is_cancelled_in_place(qtbot, page, monkeypatch):
    def slow(spec, *, on_progress, cancelled):
        while not cancelled():
            pass
        raise Cancelled

    monkeypatch.setattr(weights, "download", slow)
    chosen = row(page, "resnet18")
    QTest.mouseClick(chosen.get, LEFT)
    assert chosen.fetching.isVisible()
    QTest.mouseClick(chosen.fetching.cancel, LEFT)
    qtbot.waitUntil(chosen.get.isVisible)


def test_weights_file_of_the_model_is_taken_and_can_be_left_again(qtbot, page, tmp_path):
    state_dict, _ = weights.load_pretrained(page.models.spec)
    file = tmp_path / "mine.safetensors"
    save_file({name: value.contiguous() for name, value in state_dict.items()}, file)
    page.models.take_file(file)
    assert not page.start_card.start.isEnabled()
    chosen = row(page, "tf_efficientnet_lite0")
    qtbot.waitUntil(lambda: chosen.other.isVisible())
    assert page.draft.values["model.weights"] == str(file) and "mine" in chosen.other.text()
    assert "1,000 classes" in chosen.below.text() and page.start_card.start.isEnabled()
    QTest.mouseClick(chosen.other, LEFT)
    assert page.draft.values["model.weights"] == "pretrained" and not chosen.below.isVisible()


def test_weights_file_of_another_model_is_refused_in_words(qtbot, page, tmp_path):
    import torch

    file = tmp_path / "other.safetensors"
    save_file({"layer.weight": torch.zeros(2, 2)}, file)
    page.models.take_file(file)
    chosen = row(page, "tf_efficientnet_lite0")
    qtbot.waitUntil(chosen.below.isVisible)
    assert "other.safetensors" in chosen.below.text() and page.draft.values["model.weights"] == "pretrained"


def test_any_timm_model_is_added_by_its_name(qtbot, page):
    page.advanced.click()
    page.models.other.name.setText("resnet10t")
    QTest.keyClick(page.models.other.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.draft.values["model.name"] == "timm/resnet10t")
    assert row(page, "timm/resnet10t").isVisible() and not page.start_card.start.isEnabled()


def test_unknown_timm_model_is_said_at_the_field(qtbot, page):
    page.advanced.click()
    page.models.other.name.setText("resnet_of_my_own")
    QTest.mouseClick(page.models.other.add, LEFT)
    qtbot.waitUntil(lambda: page.models.other.field.state() == "error")


def test_from_scratch_needs_no_weights(page):
    page.advanced.click()
    page.models.choose("resnet18")
    assert not page.start_card.start.isEnabled()
    QTest.mouseClick(page.models.other.scratch, LEFT)
    assert page.draft.values["model.weights"] == "none" and page.start_card.start.isEnabled()


def test_textbook_keeps_the_model_and_says_so_where_its_own_is_not_here(page):
    QTest.mouseClick(page.presets.cards["textbook"], LEFT)
    assert page.draft.values["model.name"] == "tf_efficientnet_lite0"
    assert "ResNet-18" in page.note.text() and page.note.isVisible()
    QTest.mouseClick(page.presets.cards["quick"], LEFT)
    assert not page.note.isVisible()


def test_textbook_switches_to_its_model_where_that_is_here(page):
    row(page, "resnet18").show_place(Place.ON_COMPUTER)
    QTest.mouseClick(page.presets.cards["textbook"], LEFT)
    assert page.draft.values["model.name"] == "resnet18"


def test_custom_lights_up_when_a_field_differs(page):
    field = page.form.field("train.epochs")
    field.editor.selectAll()
    QTest.keyClicks(field.editor, "77")
    assert page.presets.cards["custom"].isChecked()
    field.reset_asked.emit()
    assert page.presets.cards["best"].isChecked()


def test_mistake_disables_start_and_leads_to_its_field(page):
    page.form.open("computer")
    page.draft.take({"stop.minutes": -1.0})
    assert not page.start_card.start.isEnabled() and "Time budget" in page.start_card.why.text()
    QTest.mouseClick(page.start_card.go, LEFT)
    assert page.form.field("stop.minutes").isVisible()


def test_picture_size_that_the_model_cannot_take_is_a_mistake(page):
    page.draft.take({"data.image_size": 160})
    assert "data.image_size" not in page.draft.problems()
    page.models.choose("vit_b_16")
    assert "224" in str(page.draft.problems()["data.image_size"])


def test_device_that_is_not_here_is_said_at_its_field(qtbot, page, monkeypatch):
    from sft_gui.ui.pages.train import facts as train_facts

    monkeypatch.setattr(engine, "_is_loaded", True)
    monkeypatch.setattr(train_facts.engine, "_is_loaded", True)
    page.draft.take({"device.name": "mps"})
    qtbot.waitUntil(lambda: "device.name" in page.draft.problems())
    page.draft.take({"device.name": "cpu"})
    qtbot.waitUntil(lambda: not page.draft.problems())
    qtbot.waitUntil(lambda: page._facts.compute is not None and page._facts.compute.device == "cpu")


def test_what_was_measured_is_shown(page):
    show(page, Machine(20 * 10**9, 16 * 10**9, 10**12))
    card = page.facts
    assert card.verdict.text() == "Fits" and card.epoch.value.text() == "2\u00a0s"
    assert card.whole.what.text() == "All 8 epochs" and card.whole.note.text().startswith("± ")
    assert card.memory.value.text() == "4.0 of 20.0\u00a0GB" and "5 steps (CPU, 2 threads)" in card.measured.text()
    assert not card.remedy.isVisible() and card.bar.value() == 200


def test_batch_size_that_fits_is_taken_by_a_click(page):
    show(page, Machine(3 * 10**9, 3 * 10**9, 10**12))
    card = page.facts
    assert card.verdict.text() == "Will not fit" and "Batch size 16 fits." in card.remedy.text()
    QTest.mouseClick(card.take, LEFT)
    assert page.draft.values["train.batch_size"] == 16


def test_start_makes_the_run_as_chosen(qtbot, page, project):
    page.draft.take({"train.epochs": 5})
    page.start_card.name.setText("Roses first")
    page.start_card.name.textEdited.emit("Roses first")
    with qtbot.waitSignal(page._state.session.run_ended):
        QTest.mouseClick(page.start_card.start, LEFT)
    run = page._state.session.current.run
    assert (run.name, run.preset, run.settings["train.epochs"]) == ("Roses first", "custom", 5)
    assert run.settings["data.val_fraction"] == project.split.val_fraction


def test_control_enter_starts(qtbot, page):
    with qtbot.waitSignal(page._state.session.run_ended):
        page.activateWindow()
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._state.session.current.name == "Best"


def test_default_name_is_that_of_the_preset_and_not_taken(qtbot, page):
    for expected in ("Best", "Best 2"):
        assert page.start_card.name.text() == expected
        with qtbot.waitSignal(page._state.session.run_ended):
            page.start()
        page._state.runs_changed.emit()
        qtbot.waitUntil(jobs.is_idle)
    QTest.mouseClick(page.presets.cards["quick"], LEFT)
    assert page.start_card.name.text() == "Quick"
    assert unused("Best", {"Best", "Best 2"}) == "Best 3"


def test_choices_are_remembered(qtbot, page, state):
    page.draft.take({"train.epochs": 9})
    page.models.choose("tf_efficientnet_lite2")
    page.advanced.click()
    again = TrainPage(state)
    qtbot.addWidget(again)
    assert again.draft.values["train.epochs"] == 9 and again.advanced.isChecked()
    assert again.models.spec.name == "tf_efficientnet_lite2"
    qtbot.waitUntil(jobs.is_idle)


def test_memory_of_another_version_is_taken_as_far_as_it_is_known(qtbot, state):
    kept = {"preset": "gone", "values": {"train.epochs": 9, "train.batch_size": "x", "no.such": 1}, "advanced": True}
    state.memory.set("train", kept)
    page = TrainPage(state)
    qtbot.addWidget(page)
    assert page.draft.values["train.epochs"] == 9 and page.draft.problems() == {}
    qtbot.waitUntil(jobs.is_idle)


@pytest.mark.parametrize(("width", "height"), [(772, 536), (1092, 744), (1732, 1024)])
def test_nothing_is_wider_than_the_page(qtbot, page, width, height):
    page.resize(width, height)
    assert page.width() == width
    parts = (page.form, page.start_card, page.preview)
    qtbot.waitUntil(lambda: max(w.mapTo(page, w.rect().bottomRight()).x() for w in parts) < width)


def test_tab_goes_in_reading_order_and_every_control_has_a_name(page):
    page.advanced.click()
    widget, seen = page.nextInFocusChain(), []
    while widget is not page:
        if page.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(widget)
        widget = widget.nextInFocusChain()
    assert all(w.accessibleName() or getattr(w, "text", str)() for w in seen)
    left = [w for w in seen if page.columns.left.isAncestorOf(w)]
    right = [w for w in seen if page.columns.right.isAncestorOf(w)]
    foot = [w for w in seen if page.start_card.isAncestorOf(w)]
    head = [w for w in seen if page.choices.isAncestorOf(w)] + [page.more]
    assert seen == head + left + right + foot
    tops = [w.mapTo(page, QPoint(0, w.height() // 2)).y() for w in left]
    assert all(before <= after + 12 for before, after in itertools.pairwise(tops))


def test_preview_shows_the_users_picture_and_five_changed_ones(qtbot, project):
    card = train_preview.PreviewCard()
    qtbot.addWidget(card)
    wanted = train_preview.Wanted(project, 0, "heavy", 42, 64)
    card.show()
    with qtbot.waitSignal(card.made):
        card.want(wanted)
    first = list(card.views.images)
    assert len(first) == 6 and all(image.size().width() == 64 for image in first)
    assert len({image.pixel(10, 10) for image in first}) > 1
    with qtbot.waitSignal(card.made):
        QTest.mouseClick(card.again, LEFT)
    assert card.views.images[0] != first[0]


def test_preview_of_what_is_not_changed_shows_different_pictures(qtbot, project):
    card = train_preview.PreviewCard()
    qtbot.addWidget(card)
    card.show()
    for recipe, name in (("none", "Six of your pictures"), ("light", "Your picture, and five ways")):
        with qtbot.waitSignal(card.made):
            card.want(train_preview.Wanted(project, 0, recipe, 42, 64))
        assert len(card.views.images) == 6 and card.views.accessibleName().startswith(name)
        assert card.views.has_tag == (recipe == "light")
        if recipe == "none":
            assert all(a != b for a, b in itertools.combinations(card.views.images, 2))


def test_preview_says_when_its_picture_is_gone(qtbot, project):
    for file in project.root.rglob("*.png"):
        file.unlink()
    card = train_preview.PreviewCard()
    qtbot.addWidget(card)
    card.show()
    card.want(train_preview.Wanted(project, 0, "light", 42, 64))
    qtbot.waitUntil(lambda: card.note.isVisible() and "PyTorch" not in card.note.text())
    assert not card.views.images


# Simple first
