"""Names on the command line: one line each, no control character reaches the terminal, JSON keeps them as they are."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from PIL import Image

from sft_gui.cli import main
from sft_gui.commands.console import Console

NAMES = ("a\x1b[31mb", "line\nbreak", "x\u202egpj", "<img src=x><b>", "\u05e9\u05dc\u05d5\u05dd", "=1+1")


def is_harmless(text: str) -> bool:
    return not [c for c in text if (unicodedata.category(c) in ("Cc", "Zl", "Zp") and c != "\n") or c in "\u202e\u202d"]


def hostile_folder(folder: Path) -> Path:
    for number, name in enumerate(NAMES):
        (folder / name).mkdir(parents=True)
        for picture in range(3):
            Image.new("RGB", (32, 32), (40 * number, 90 * picture, 9)).save(folder / name / f"{picture} {name[:8]}.png")
        (folder / name / f"broken{name}.png").touch()
    return folder


def test_check_prints_no_control_character_and_json_is_raw(tmp_path, capfd) -> None:
    assert main(["check", str(hostile_folder(tmp_path / "d\x1b[2Jata")), "--json"]) == 1
    out, err = capfd.readouterr()
    assert is_harmless(out) and is_harmless(err)
    for name in NAMES[:2]:
        escaped = name.encode("unicode_escape").decode()
        assert escaped in out
    found = json.loads(out.splitlines()[-1])
    assert set(NAMES) <= set(found["classes"])
    assert main(["check", str(tmp_path / "nothing\x1b[31m")]) == 2
    out, err = capfd.readouterr()
    assert is_harmless(out) and is_harmless(err) and "nothing\\x1b[31m" in err


def test_every_way_out_of_the_console_is_harmless(capfd) -> None:
    console = Console(is_json=True)
    for name in NAMES:
        console.say(name)
        console.note(name)
        console.table([[name, 1], [name, 2]])
        console.result({"name": name})
    out, err = capfd.readouterr()
    assert is_harmless(out) and is_harmless(err)
    assert len(out.splitlines()) == 4 * len(NAMES) and len(err.splitlines()) == len(NAMES)
    assert json.loads(out.splitlines()[3])["name"] == NAMES[0]
