"""The packaged app's test of itself holds from source too, and notices what does not hold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def selftest(folder, **environment):
    command = [sys.executable, "-m", "sft_gui", "--selftest", str(folder)]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return ended.returncode, json.loads((folder / "report.json").read_text(encoding="utf-8")), ended.stdout


@pytest.fixture(scope="module")
def passed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("selftest")
    return folder, *selftest(folder)


@pytest.mark.slow  # CI puts the packaged app through it, or this one where none can be made
def test_every_step_passes_from_source(passed):
    _, code, report, printed = passed
    assert code == 0 and report["passed"], printed
    assert [step["name"] for step in report["steps"] if not step["passed"]] == []
    assert report["first_paint_s"] > 0 and report["answer"] == "red" and not report["frozen"]


@pytest.mark.slow
def test_screenshots_of_every_page_lie_beside_the_report(passed):
    folder = passed[0]
    assert len(list((folder / "shots").glob("*.png"))) == 7


def test_what_fails_is_told_and_ends_with_1(tmp_path):
    (tmp_path / "数据 'colours'").write_text("a file where the pictures should go")
    code, report, _ = selftest(tmp_path)
    last = report["steps"][-1]
    assert code == 1 and not report["passed"]
    assert last["name"] == "import_folder" and "Error" in last["error"]
