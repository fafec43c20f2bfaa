"""The users' guide: every link and picture is there, both languages say the same, and its words are the window's."""

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from sft_gui import paths
from sft_gui.settings.catalogue import SETTINGS
from sft_gui.ui.dialogs.guide_pages import BY_KEY, COMMENT, DARK, FOLDERS, PAGES, anchor
from sft_gui.ui.shell.page_list import PAGES as APP_PAGES

ROOT = Path(__file__).resolve().parents[1]
GUIDE = paths.guide()
LANGUAGES = sorted(FOLDERS.values())
FILES = [GUIDE / language / f"{page.key}.md" for language in LANGUAGES for page in PAGES]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
WIDEST_TOTAL = 2.5e6  # bytes of all pictures


def text_of(file):
    return COMMENT.sub("", file.read_text(encoding="utf-8"))


def headings(file):
    return re.findall(r"^(#+) (.+)$", text_of(file), re.MULTILINE)


def bold(file):
    return [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text_of(file), re.DOTALL)]


def test_every_language_has_exactly_the_listed_pages():
    for language in LANGUAGES:
        assert {file.stem for file in (GUIDE / language).iterdir()} == set(BY_KEY)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_links_and_pictures_are_there(file):
    links = LINK.findall(text_of(file))
    pictures = [target for is_picture, target in links if is_picture]
    assert pictures, "each page shows something"
    assert all(f"/images/{file.parent.name}/" in target for target in pictures)
    for _, target in links:
        if target.startswith("https://"):
            continue
        path, _, heading = unquote(target).partition("#")
        found = (file.parent / path).resolve() if path else file
        assert found.is_file(), target
        assert not heading or heading in {anchor(each) for _, each in headings(found)}, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_both_languages_have_the_same_structure(page):
    english, chinese = (GUIDE / language / f"{page.key}.md" for language in LANGUAGES)
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert [level for level, _ in headings(english)].count("#") == 1
    for shape in (r"^- ", r"^\d\. ", r"^\|"):
        assert [len(re.findall(shape, text_of(file), re.MULTILINE)) for file in (english, chinese)].count(
            len(re.findall(shape, text_of(english), re.MULTILINE))
        ) == 2, shape
    targets = [[target.replace("/zh/", "/en/") for _, target in LINK.findall(text_of(f))] for f in (english, chinese)]
    assert targets[0] == targets[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_what_is_bold_is_a_word_of_the_window(page):
    from tools import translations

    english, chinese = (GUIDE / language / f"{page.key}.md" for language in LANGUAGES)
    done = translations.read("zh_CN")
    assert [words for words in bold(english) if words not in done] == []
    assert sorted(bold(chinese)) == sorted(done[words] for words in bold(english))


def test_every_setting_of_the_form_is_explained():
    told = set(bold(GUIDE / "en" / "training.md"))
    assert {setting.label.template for setting in SETTINGS.values() if setting.editable} <= told


def test_every_page_of_the_window_has_its_page():
    fitting = [key for page in PAGES for key in page.shown_from]
    assert sorted(fitting) == sorted(page.key for page in APP_PAGES)


def test_pictures_are_small_each_has_a_dark_form_and_all_are_used():
    kept = {file.relative_to(GUIDE).as_posix() for file in (GUIDE / "images").rglob("*.png")}
    used = {target.removeprefix("../") for file in FILES for mark, target in LINK.findall(text_of(file)) if mark}
    assert kept == used | {name.replace(".png", f"{DARK}.png") for name in used}
    assert sum((GUIDE / name).stat().st_size for name in kept) < WIDEST_TOTAL


@pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="an installed package has no sources")
def test_wheel_and_app_take_the_guide_along():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert build["wheel"]["force-include"]["docs/guide"] == "sft_gui/guide"
    assert "/docs/guide" in build["sdist"]["include"]
    assert '(str(repository / "docs" / "guide"), "guide")' in (ROOT / "build/sft_gui.spec").read_text(encoding="utf-8")
