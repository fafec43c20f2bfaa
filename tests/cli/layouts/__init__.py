"""Layouts of data sets as people have them, other than the collected cases, and what is right for each."""

from tests.cli.layouts import folders, tables
from tests.cli.layouts.kit import ALL

__all__ = ["LAYOUTS", "folders", "tables"]
LAYOUTS = tuple(ALL)
