"""Imports the modules of every page on the preloading thread, so that no page is slow when it is first shown."""

from __future__ import annotations

import importlib

from sft_gui.ui.shell.page_list import PAGES


def load_pages() -> None:
    """Import every page; the window may be making one of them meanwhile, Python's import locks see to that."""
    for page in PAGES:
        importlib.import_module(page.factory.split(":")[0])
