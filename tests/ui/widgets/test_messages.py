"""Banners, toasts, the drop zone and empty states."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sft_gui.errors import UserError
from sft_gui.messages import say
from sft_gui.ui.core.notices import Action, Notice, Scope, notice_of
from sft_gui.ui.look import theme, words
from sft_gui.ui.shell.toast import Toast
from sft_gui.ui.widgets import still
from sft_gui.ui.widgets.banner import BannerArea
from sft_gui.ui.widgets.baseline_callout import Verdict
from sft_gui.ui.widgets.button import Button
from sft_gui.ui.widgets.drop_zone import DropZone
from sft_gui.ui.widgets.empty_state import EmptyState


@pytest.fixture
def area(qtbot):
    made = BannerArea()
    qtbot.addWidget(made)
    return made


def notice(key, severity, **kwargs):
    return Notice(key, severity, say("{key} happened.", key=key), **kwargs)


def test_the_worst_notice_is_shown_and_the_others_wait(area):
    area.post(notice("a", "info"))
    area.post(notice("b", "danger"))
    area.post(notice("c", "warn"))
    assert area.shown().key == "b"
    area.withdraw("b")
    assert area.shown().key == "c"
    area.withdraw("c")
    area.withdraw("a")
    assert area.shown() is None
    assert area.isHidden()


def test_the_same_key_replaces_a_notice(area):
    area.post(notice("a", "danger"))
    area.post(notice("a", "info"))
    assert area.shown().severity == "info"


def test_banner_closes_and_its_buttons_act(qtbot, area):
    pressed = []
    area.post(notice("a", "warn", actions=(Action(say("Resume"), lambda: pressed.append(1)),)))
    area.show()
    buttons = area.findChildren(Button)
    qtbot.mouseClick(next(b for b in buttons if b.text() == "Resume"), Qt.MouseButton.LeftButton)
    assert pressed == [1]
    qtbot.mouseClick(next(b for b in buttons if b.accessibleName() == "Close"), Qt.MouseButton.LeftButton)
    assert area.shown() is None


def test_banner_speaks_the_language_shown(area):
    area.post(Notice("a", "info", say("Nothing is lost.")))
    words.set_language("zh_CN")
    try:
        assert area._banner.accessibleName() == "没有丢失任何内容。"
    finally:
        words.set_language("en")


def test_names_in_a_banner_are_not_markup(area):
    area.post(Notice("a", "info", say("{name} is open.", name="<b>&")))
    assert "&lt;b&gt;&amp;" in area._banner._fact.text()


class Page(QWidget):
    """A page with one button, below where banners come."""

    def __init__(self):
        super().__init__()
        self.page, self.pressed = QWidget(), []
        self.area = BannerArea(below=self.page)
        self.button = Button(text="Start", parent=self.page)
        self.button.setGeometry(60, 40, 120, 34)
        self.button.clicked.connect(lambda: self.pressed.append(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area)
        column.addWidget(self.page, 1)
        self.resize(800, 500)


@pytest.fixture
def page(qtbot, monkeypatch):
    made = Page()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)


def place(page):
    return page.button.mapTo(page, QPoint(0, 0))


def test_a_banner_that_comes_while_a_button_is_pressed_moves_nothing_and_the_click_hits(qtbot, page):
    before = place(page)
    middle = page.button.rect().center()
    qtbot.mousePress(page.button, Qt.MouseButton.LeftButton, pos=middle)
    page.area.post(notice("a", "danger"))
    for _ in range(5):
        page.area._still.look()  # as time goes on
        QApplication.processEvents()
    assert place(page) == before
    assert page.area.shown().key == "a"
    # Where the pointer is on the screen, and not where the button may have gone to.
    target = page.childAt(before + middle)
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(page, before + middle))
    assert page.pressed == [1]
    for _ in range(still.REST_MS // still.LOOK_MS + 2):
        page.area._still.look()
    QApplication.processEvents()
    assert page.area.isVisible()
    assert place(page).y() > before.y()


def test_a_banner_waits_for_the_pointer_over_the_page_to_rest_or_leave(page, monkeypatch):
    pointer = [QPoint(100, 100)]
    monkeypatch.setattr(still.QCursor, "pos", lambda: pointer[0])
    page.page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    page.area.post(notice("a", "warn"))
    for step in range(40):  # it moves towards something
        pointer[0] = QPoint(100 + step, 100)
        page.area._still.look()
    assert not page.area.isVisible()
    page.page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    page.area._still.look()
    assert page.area.isVisible()
    page.page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    height = page.area.height()
    page.area.withdraw("a")
    assert page.area.shown() is None
    assert (page.area.isVisible(), page.area.height()) == (True, height)  # its room stays for now
    for _ in range(still.REST_MS // still.LOOK_MS + 1):
        page.area._still.look()
    assert not page.area.isVisible()


def test_a_banner_that_takes_anothers_place_keeps_its_height_under_the_pointer(page):
    page.area.post(notice("a", "info"))
    height = page.area.height()
    page.page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    page.area.post(Notice("b", "danger", say("{what}", what="A long story. " * 40)))
    QApplication.processEvents()
    assert page.area.shown().key == "b"
    assert page.area.height() == height


def test_notices_end_with_their_page_and_their_project(area):
    mine, other = Path("mine"), Path("other")
    area.post(notice("page", "danger", scope=Scope(mine, "history")))
    area.post(notice("project", "warn", scope=Scope(mine)))
    area.post(notice("always", "info"))
    area.leave_page("history")
    assert area.shown().key == "page"
    area.leave_page("train")
    assert area.shown().key == "project"
    area.leave_project(mine)
    assert area.shown().key == "project"
    area.leave_project(other)
    assert area.shown().key == "always"


def test_user_error_becomes_a_notice_with_its_remedy():
    made = notice_of(UserError(say("The disk is full."), say("Free 2 GB.")))
    assert (str(made.fact), str(made.rest), made.severity) == ("The disk is full.", "Free 2 GB.", "danger")


@pytest.fixture
def toast(qtbot):
    window = QWidget()
    window.resize(800, 600)
    made = Toast(window)
    made.window_kept = window
    qtbot.addWidget(window)
    window.show()
    return made


def test_toast_undoes_once_and_goes(qtbot, toast):
    undone = []
    toast.show_undo(say("Run “{name}” moved to the bin", name="Quick"), lambda: undone.append(1))
    assert toast.isVisible()
    assert toast.accessibleName() == "Run “Quick” moved to the bin"
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not toast.isVisible()


def test_toast_keeps_to_the_bottom_left_clear_of_rail_and_strip(toast):
    toast.set_margins(188, 48)
    toast.show_undo(say("Done"), lambda: None)
    assert (toast.x(), toast.geometry().bottom() + 1) == (188 + 16, 600 - 48 - 16)
    toast.parentWidget().resize(900, 700)
    assert toast.geometry().bottom() + 1 == 700 - 48 - 16


def test_toast_goes_by_itself(qtbot, toast):
    toast._timer.setInterval(1)
    toast.show_undo(say("Done"), lambda: None)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_drop_zone_says_what_it_would_do(qtbot):
    zone = DropZone()
    qtbot.addWidget(zone)
    zone.show()
    assert zone.state() == "rest"
    assert zone.title.isVisible()
    zone.show_take(say("Let go to open “{name}”", name="flowers"))
    assert zone.state() == "take"
    assert not zone.title.isVisible()
    assert zone._said.text() == "Let go to open “flowers”"
    zone.show_reading(say("Reading"))
    zone.set_progress(1, 4)
    assert zone.bar.isVisible()
    assert zone.bar.value() == 250
    zone.show_refuse(say("{name} is not a picture", name="notes.pdf"))
    assert not zone.bar.isVisible()
    zone.show_rest()
    assert zone.title.isVisible()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_drop_zone_paints_in_both_themes(qtbot, mode):
    zone = DropZone(big=True)
    qtbot.addWidget(zone)
    theme.set_mode(mode)
    try:
        for show in (zone.show_take, zone.show_reading, zone.show_refuse):
            show(say("x"), say("y"))
            assert not zone.grab().isNull()
    finally:
        theme.set_mode("light")


def test_empty_state_has_one_button(qtbot):
    empty = EmptyState("history")
    qtbot.addWidget(empty)
    button = empty.add_button(Button(text="Go to Train"))
    empty.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_card_that_was_computed_meanwhile_waits_too_and_goes_at_once(page):
    verdict = Verdict()
    verdict.setParent(page)
    page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    verdict.show_verdict(say("It is better."))
    assert verdict.isHidden()
    verdict.show_verdict(say("It is better still."))  # whatever comes meanwhile does not begin the wait anew
    for _ in range(still.REST_MS // still.LOOK_MS + 1):
        verdict._still.look()
    assert not verdict.isHidden()
    verdict.show_verdict(None)
    assert verdict.isHidden()
    page.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
