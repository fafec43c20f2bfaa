"""The guide's window: the page that fits, links, back and forward, find, languages and themes; and F1."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from sft_gui.ui.dialogs.guide import GuideWindow
from sft_gui.ui.dialogs.guide_pages import BY_KEY, PAGES, anchor
from sft_gui.ui.dialogs.shortcuts import ShortcutsDialog
from sft_gui.ui.look import theme, words
from tests.fixtures import colour_project
from tests.ui.plain_pages import shown_window, use_plain_pages

ALT, CONTROL, SHIFT = (getattr(Qt.KeyboardModifier, f"{key}Modifier") for key in ("Alt", "Control", "Shift"))


@pytest.fixture(autouse=True)
def as_before():
    yield
    theme.set_mode("light")
    theme.set_scale(1.0)
    words.set_language("en")


@pytest.fixture
def guide(qtbot):
    made = GuideWindow()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    use_plain_pages(monkeypatch)
    return shown_window(qtbot, tmp_path)


def shown(guide):
    """The page on show: in the list, and by its first line."""
    (key,) = (key for key, item in guide.items.items() if item.isChecked())
    assert guide.browser.document().firstBlock().text() == BY_KEY[key].title()
    return key


# The window's page


@pytest.mark.parametrize("page, fitting", [(app_page, page.key) for page in PAGES for app_page in page.shown_from])
def test_f1_opens_the_page_that_fits(qtbot, window, tmp_path, page, fitting):
    project = colour_project(tmp_path)
    window.state.open_project(project)
    window.navigate(page)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert guide.isVisible()
    assert shown(guide) == fitting
    project.close()


def test_f1_again_follows_the_window_and_makes_no_second_guide(qtbot, window):
    window.show_guide()
    window.navigate("predict")
    window.show_guide()
    (guide,) = window.findChildren(GuideWindow)
    assert shown(guide) == "predict"


def test_the_rail_opens_the_guide(qtbot, window):
    qtbot.mouseClick(window.rail.item("guide"), Qt.MouseButton.LeftButton)
    assert window.findChild(GuideWindow).isVisible()


def test_the_list_of_keys_is_reached_by_its_own_key_and_from_the_guide(qtbot, window, monkeypatch):
    opened = []
    monkeypatch.setattr(ShortcutsDialog, "exec", lambda dialog: opened.append(dialog.parent()))
    qtbot.keyClick(window, Qt.Key.Key_Slash, CONTROL)
    assert opened == [window]
    window.show_guide()
    guide = window.findChild(GuideWindow)
    qtbot.waitUntil(guide.isActiveWindow)
    guide.shortcuts_asked.emit()
    assert opened == [window, guide]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_escape_and_f1_close_it(qtbot, guide, key):
    qtbot.keyClick(guide.browser, key)
    assert not guide.isVisible()


# Links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_each_page_has_its_pictures(guide, page, language):
    words.set_language(language)
    guide.show_page(page.key)
    assert shown(guide) == page.key
    pictures = [form.toImageFormat() for _, form in guide.browser._pieces() if form.isImageFormat()]
    assert len(pictures) == page.text().count("![")
    assert all(100 < picture.width() <= guide.browser.viewport().width() for picture in pictures)


def test_links_lead_to_pages_and_back(qtbot, guide):
    guide.browser.anchorClicked.emit(QUrl("data.md"))
    assert shown(guide) == "data"
    guide.browser.anchorClicked.emit(QUrl("formats.md"))
    qtbot.keyClick(guide.browser, Qt.Key.Key_Left, ALT)
    assert shown(guide) == "data"
    qtbot.keyClick(guide.browser, Qt.Key.Key_Left, ALT)
    assert shown(guide) == "first-model"
    assert not guide.back.isEnabled()
    qtbot.keyClick(guide.browser, Qt.Key.Key_Right, ALT)
    assert shown(guide) == "data"


def test_back_comes_to_where_one_was(guide):
    bar = guide.browser.verticalScrollBar()
    bar.setValue(200)
    guide.show_page("training")
    assert bar.value() == 0
    guide.go_back()
    assert bar.value() == 200


def test_a_link_to_a_heading_scrolls_to_it(guide):
    guide.follow("training", anchor("When to stop"))
    assert shown(guide) == "training"
    assert guide.browser.textCursor().block().text() == "When to stop"
    assert guide.browser.verticalScrollBar().value() > 0


def test_links_out_go_to_the_systems_browser_and_only_by_a_click(guide, monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    page = "[out](https://example.org/a) ![far](https://example.org/b.png)"
    guide.browser.show_page(page, BY_KEY["data"].file().parent)
    assert asked == []
    guide.browser.anchorClicked.emit(QUrl("https://example.org/a"))
    assert asked == ["https://example.org/a"]
    guide.browser.anchorClicked.emit(QUrl("file:///etc/passwd"))
    guide.browser.anchorClicked.emit(QUrl("nowhere.md"))
    assert asked == ["https://example.org/a"]
    assert guide.page.key == "first-model"


def test_tab_reaches_the_links(qtbot, guide):
    guide.browser.setFocus()
    qtbot.keyClick(guide.browser, Qt.Key.Key_Tab)
    assert guide.browser.textCursor().selectedText() == "Your data"
    qtbot.keyClick(guide.browser, Qt.Key.Key_Return)
    assert shown(guide) == "data"


def test_tab_leaves_the_page_after_its_last_link(qtbot, guide):
    guide.browser.setFocus()
    for _ in range(guide.page.text().count(".md)") + 1):
        assert guide.browser.hasFocus()
        qtbot.keyClick(guide.browser, Qt.Key.Key_Tab)
    assert not guide.browser.hasFocus()


def test_enter_without_a_link_does_nothing(qtbot, guide):
    guide.show_page("training")
    qtbot.keyClick(guide.browser, Qt.Key.Key_Return)
    assert guide.isVisible()
    assert shown(guide) == "training"


# Find


def test_find_marks_what_is_found_and_counts_the_other_pages(qtbot, guide):
    guide.show_page("training")
    qtbot.keyClick(guide.browser, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(guide.find.hasFocus)
    qtbot.keyClicks(guide.find, "Learning Rate")
    count = len(guide.browser.extraSelections())
    assert count == " ".join(BY_KEY["training"].text().casefold().split()).count("learning rate")
    assert guide.found.text() == f"1 of {count}"
    assert guide.items["training"].accessibleDescription() == str(count)
    assert guide.items["export"].accessibleDescription() == ""
    qtbot.keyClick(guide.find, Qt.Key.Key_Return)
    assert guide.found.text() == f"2 of {count}"
    qtbot.keyClick(guide.find, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(guide.find, Qt.Key.Key_Return, SHIFT)
    assert guide.found.text() == f"{count} of {count}"
    guide.find.clear()
    assert guide.browser.extraSelections() == []
    assert guide.found.text() == ""


def test_find_says_where_nothing_is_found(guide):
    guide.find.setText("zebra crossing")
    assert guide.found.text() == "Not on this page"
    assert not guide.after.isEnabled()


def test_what_is_looked_for_stays_marked_on_the_next_page(guide):
    guide.find.setText("baseline")
    guide.show_page("numbers")
    assert guide.browser.extraSelections()
    assert guide.found.text() == f"{len(guide.browser.extraSelections())} on this page"


# Look and language


def test_the_language_changes_page_and_list(guide):
    guide.show_page("data")
    words.set_language("zh_CN")
    assert shown(guide) == "data"
    assert guide.items["data"].text() == "您的数据"
    assert guide.windowTitle() == "指南"


def test_the_theme_colours_the_text_and_keeps_the_place(guide):
    guide.show_page("training")
    guide.browser.verticalScrollBar().setValue(300)
    before = guide.grab().toImage().pixelColor(guide.width() - 40, guide.height() - 40)
    theme.set_mode("dark")
    after = guide.grab().toImage().pixelColor(guide.width() - 40, guide.height() - 40)
    assert before == theme.other_color("surface")
    assert after == theme.color("surface")
    assert guide.browser.verticalScrollBar().value() == 300
    tones = {form.foreground().color().name() for _, form in guide.browser._pieces() if not form.isImageFormat()}
    assert tones <= {theme.color(name).name() for name in ("text", "accent_text")}


def test_large_text_keeps_the_pictures_inside(qtbot, guide):
    theme.set_scale(2.0)
    guide.resize(700, 500)
    qtbot.waitUntil(
        lambda: all(
            form.toImageFormat().width() <= guide.browser.viewport().width()
            for _, form in guide.browser._pieces()
            if form.isImageFormat()
        )
    )
    assert guide.browser.document().idealWidth() <= guide.browser.viewport().width()
