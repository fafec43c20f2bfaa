"""Every word is found, translated into Chinese, and compiled."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "translations.py"
pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="an installed package has no tools")


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("translations", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def elsewhere(tool, monkeypatch, tmp_path):
    """The tool with one source file and a folder of its own."""
    source = tmp_path / "sft_gui"
    source.mkdir()
    (source / "page.py").write_text('put(button, "setText", "Start")\nsay("{n} pictures", n=3)\n')
    monkeypatch.setattr(tool, "SOURCE", source)
    monkeypatch.setattr(tool, "FOLDER", tmp_path / "translations")
    return tool


@pytest.mark.parametrize(
    "code, found",
    [
        ('tr("a")', ["a"]),
        ('say("b {x}", x=1)', ["b {x}"]),
        ('counted(n, "one", "many")', ["one", "many"]),
        ('put(w, "setText", "c")', ["c"]),
        ('words.tr("d")', ["d"]),
        ('tr("e" "f")', ["ef"]),
        ('tr("g" if x else "h")', ["g", "h"]),
        ("tr(name)", []),
        ('put(w, "setText", message)', []),
        ('print("i")', []),
    ],
)
def test_literals_are_found_by_the_functions_that_show_them(tool, code, found):
    assert list(tool.literals_of(code)) == found


def test_merging_keeps_what_is_done_and_drops_what_is_gone(elsewhere, tmp_path):
    assert elsewhere.update("zh_CN", {"Start": "开始", "Gone": "不在"}) == 1
    assert elsewhere.read("zh_CN") == {"Start": "开始"}
    assert elsewhere.problems("zh_CN") == ["not translated: '{n} pictures' (sft_gui/page.py)"]
    assert elsewhere.update("zh_CN", {"{n} pictures": "{n} 张图片"}) == 0
    assert elsewhere.problems("zh_CN") == []


def test_translation_with_other_fields_is_refused(elsewhere):
    with pytest.raises(SystemExit, match="pictures"):
        elsewhere.update("zh_CN", {"{n} pictures": "{count} 张图片"})


def test_stale_files_are_noticed(elsewhere):
    elsewhere.update("zh_CN", {"Start": "开始", "{n} pictures": "{n} 张图片"})
    elsewhere.ts_file("zh_CN").with_suffix(".qm").write_bytes(b"old")
    assert elsewhere.problems("zh_CN") == ["sft-gui_zh_CN.qm is stale: run tools/translations.py"]


def test_every_word_is_translated_and_compiled(tool):
    assert tool.problems("zh_CN") == []


def test_missing_words_are_printed_as_json():
    done = subprocess.run([sys.executable, str(TOOL), "--missing"], capture_output=True, text=True, check=True)
    assert isinstance(json.loads(done.stdout), dict)
