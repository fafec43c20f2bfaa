"""Layouts of data sets as people have them, other than the collected cases, and what is right for each."""

from tests.cli.layouts import boxes, folders, tables
from tests.cli.layouts.kit import ALL

__all__ = ["LAYOUTS", "boxes", "folders", "tables"]
LAYOUTS = tuple(ALL)
