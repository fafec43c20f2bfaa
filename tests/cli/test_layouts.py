"""Layouts of data sets as people have them, other than the collected cases: each read right, asked or refused."""

from __future__ import annotations

import json

import pytest

from sft_gui import cli
from tests.cli.layouts import LAYOUTS
from tests.cli.layouts.kit import At, Layout, fits, short


def checked(layout: Layout, folder, capfd):
    root = folder / "data set"
    root.mkdir()
    layout.make(At(root))
    code = cli.main(["check", str(root / layout.opened), "--json"])
    said = capfd.readouterr()
    assert "The program failed" not in said.err, said.err
    return code, json.loads(said.out.splitlines()[-1])


def marks(number: int, layout: Layout) -> list[pytest.MarkDecorator]:
    """Three of four layouts are among the long forms: neighbours are of one kind."""
    fault = [pytest.mark.xfail(strict=True, reason=layout.fault)] if layout.fault else []
    return [*fault, pytest.mark.slow] if number % 4 else fault


@pytest.mark.parametrize(
    "layout", [pytest.param(each, id=each.name, marks=marks(number, each)) for number, each in enumerate(LAYOUTS)]
)
def test_layout_is_read_right_asked_or_refused(layout, tmp_path, capfd):
    code, found = checked(layout, tmp_path, capfd)
    assert any(fits(outcome, code, found) for outcome in layout.accept), f"READ {short(code, found)}"
