"""Layouts of data sets as people have them, other than the collected cases, and what is right for each."""

from tests.cli.layouts import (  # noqa: F401 -- each registers its layouts
    box_tools,
    boxes,
    boxes_public,
    folders,
    holders,
    mess,
    pixels,
    public,
    second,
    second_files,
    second_medicine,
    second_more,
    second_own,
    second_tools,
    tables,
)
from tests.cli.layouts.kit import ALL
from tests.cli.layouts.strays import WITH_STRAYS

__all__ = ["LAYOUTS"]
LAYOUTS = (*ALL, *WITH_STRAYS)
