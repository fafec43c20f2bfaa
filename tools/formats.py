"""The table of formats in docs/guide/LANGUAGE/formats.md, written from what the readers declare.

``python tools/formats.py`` writes them anew; ``--check`` says whether they are as the readers are now. The readers
declare in English; ``formats_zh.json`` has the same words in Chinese.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sft_gui.data.readers import registry  # noqa: E402
from sft_gui.data.readers.reader import State, Support  # noqa: E402

GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("en", "zh")
BEGIN, END = "<!-- formats: written by tools/formats.py -->", "<!-- end of formats -->"
TITLES = {
    "en": {State.READ: "Read", State.BOXES_ONLY: "Read as boxes only", State.NAMED: "Named and refused"},
    "zh": {State.READ: "可以读取", State.BOXES_ONLY: "只读标注框", State.NAMED: "指出但不读取"},
}
HEADS = {"en": "| Format | Files | Remarks |", "zh": "| 格式 | 文件 | 说明 |"}


def page_of(language: str) -> Path:
    """Return the page of a language."""
    return GUIDE / language / "formats.md"


def words_of(language: str) -> dict[str, str]:
    """Return what the readers declare, in the words of a language; nothing for the one that they declare in."""
    file = Path(__file__).with_name(f"formats_{language}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def declared() -> list[Support]:
    """Return what the readers declare, each once, in their order."""
    return list(dict.fromkeys(each for reader in registry.READERS for each in reader.support))


def table(language: str) -> str:
    """Write the table in Markdown."""
    lines, words = [], words_of(language)
    for state, title in TITLES[language].items():
        rows = [each for each in declared() if each.state is state]
        if rows:
            lines += [f"### {title}", "", HEADS[language], "| --- | --- | --- |"]
            lines += [_row(words.get(said, said) for said in (each.name, each.files, each.remark)) for each in rows]
            lines.append("")
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def page(text: str, language: str) -> str:
    """Put the table between its marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table(language)}\n{END}{rest.split(END)[1]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    is_check, result = parser.parse_args().check, 0
    for language in LANGUAGES:
        file = page_of(language)
        text = file.read_text(encoding="utf-8")
        if page(text, language) == text:
            continue
        if is_check:
            print(f"{file.relative_to(ROOT)} is not as the readers declare: run python tools/formats.py")
            result = 1
        else:
            file.write_text(page(text, language), encoding="utf-8")
    return result


if __name__ == "__main__":
    sys.exit(main())
