"""The pages of the users' guide: their order, their files in each language, and which fits which page of the window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sft_gui import paths
from sft_gui.ui.look import words

FOLDERS = {"en": "en", "zh_CN": "zh"}  # of each language of ``words.LANGUAGES``
DARK = "-dark"  # ends the name of the same picture in the dark theme
COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class GuidePage:
    """A file ``KEY.md`` in each language; its title is the file's first heading."""

    key: str
    icon: str
    shown_from: tuple[str, ...] = ()  # the pages of the window that F1 opens it from

    def file(self) -> Path:
        """Return the file in the language shown."""
        return paths.guide() / FOLDERS[words.language()] / f"{self.key}.md"

    def text(self) -> str:
        """Return the Markdown, without its comments."""
        return COMMENT.sub("", self.file().read_text(encoding="utf-8"))

    def title(self) -> str:
        """Return the first heading."""
        return self.text().partition("\n")[0].lstrip("# ")


PAGES = (
    GuidePage("first-model", "start", ("start",)),
    GuidePage("data", "data", ("data",)),
    GuidePage("formats", "archive"),
    GuidePage("training", "train", ("train",)),
    GuidePage("running", "run", ("run", "history")),
    GuidePage("numbers", "evaluate", ("evaluate",)),
    GuidePage("predict", "predict", ("predict",)),
    GuidePage("export", "save"),
    GuidePage("trouble", "help"),
)
BY_KEY = {page.key: page for page in PAGES}


def fitting(app_page: str) -> GuidePage:
    """Return the page that fits a page of the window."""
    return next((page for page in PAGES if app_page in page.shown_from), PAGES[0])


def anchor(heading: str) -> str:
    """Return a heading's name in links, as GitHub makes it."""
    return NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")
