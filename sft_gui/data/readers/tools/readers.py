"""The readers of all annotation tools, the most specific first."""

from __future__ import annotations

from sft_gui.data.readers.tools.dialect import Dialect
from sft_gui.data.readers.tools.reader import ENDINGS, ToolReader
from sft_gui.data.readers.tools.via import Via

DIALECTS: tuple[Dialect, ...] = (Via(),)
TOOLS = tuple(ToolReader(dialect, task) for dialect in DIALECTS for task in ENDINGS)
