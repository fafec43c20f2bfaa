"""The pages, declared once: adding a page is one line here and one file in ``pages/``."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from sft_gui.messages import Message, say
from sft_gui.ui.core.state import AppState


@dataclass(frozen=True)
class PageDeclaration:
    """A page of the rail. Its class takes ``(state, parent)`` and may have ``entered()`` and ``left()``."""

    key: str
    icon: str
    title: Message
    factory: str  # "module:Class", imported when the page is first shown
    needs_project: bool = True
    after_rule: bool = False

    def make(self, state: AppState, parent: QWidget) -> QWidget:
        """Import and build the page."""
        module, name = self.factory.split(":")
        return getattr(importlib.import_module(module), name)(state, parent)


PAGES = (
    PageDeclaration("start", "start", say("Start"), "sft_gui.ui.pages.start.page:StartPage", needs_project=False),
    PageDeclaration("data", "data", say("Data"), "sft_gui.ui.pages.data.page:DataPage", after_rule=True),
    PageDeclaration("train", "train", say("Train"), "sft_gui.ui.pages.train.page:TrainPage"),
    PageDeclaration("run", "run", say("Run"), "sft_gui.ui.pages.run.page:RunPage"),
    PageDeclaration("evaluate", "evaluate", say("Evaluate"), "sft_gui.ui.pages.evaluate.page:EvaluatePage"),
    PageDeclaration(
        "predict", "predict", say("Predict"), "sft_gui.ui.pages.predict.page:PredictPage", needs_project=False
    ),
    PageDeclaration(
        "history",
        "history",
        say("History"),
        "sft_gui.ui.pages.history.page:HistoryPage",
        needs_project=False,
        after_rule=True,
    ),
)
