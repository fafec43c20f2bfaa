"""What people really have: the collected cases, each read right, asked or refused in words; where they are here."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from sft_gui import cli
from tests.conftest import SHARED

CASES = SHARED / "cases"
EXPECTED = json.loads((CASES / "expected.json").read_text("utf-8")) if CASES.is_dir() else {}


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    """The script that comes with the cases and says what fits."""
    loader = importlib.machinery.SourceFileLoader("try_cases", str(CASES / "try_cases"))
    spec = importlib.util.spec_from_loader("try_cases", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    with tarfile.open(CASES / "cases.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "cases"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_case_is_read_right_asked_or_refused(name, evaluate, unpacked, capfd):
    case = EXPECTED[name]
    target = unpacked / case["path"]
    code = cli.main(["check", str(target), "--json"])
    said = capfd.readouterr()
    last = json.loads(said.out.splitlines()[-1])
    assert ("refused" in last) == (code == 2)
    found = last if "classes" in last else None
    stderr = said.err.replace(str(target), "PATH").strip()
    trouble = "the program failed" if "The program failed" in stderr else ""
    seen = {"exit": code, "found": found, "stderr": stderr, "trouble": trouble}
    assert any(evaluate.fits(outcome, seen) for outcome in case["accept"]), (case["why"], evaluate.short(seen))
