"""The table of formats in docs/guide/data.md, written from what the readers declare.

``python tools/formats.py`` writes it anew; ``--check`` says whether it is as the readers are now.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sft_gui.data.readers import registry  # noqa: E402
from sft_gui.data.readers.reader import State, Support  # noqa: E402

PAGE = ROOT / "docs" / "guide" / "data.md"
BEGIN, END = "<!-- formats: written by tools/formats.py -->", "<!-- end of formats -->"
TITLES = {
    State.READ: "Read",
    State.BOXES_ONLY: "Read as boxes only",
    State.NAMED: "Named and refused",
}


def declared() -> list[Support]:
    """Return what the readers declare, each once, in their order."""
    return list(dict.fromkeys(each for reader in registry.READERS for each in reader.support))


def table() -> str:
    """Write the table in Markdown."""
    lines = []
    for state, title in TITLES.items():
        rows = [each for each in declared() if each.state is state]
        if rows:
            lines += [f"### {title}", "", "| Format | Files | |", "| --- | --- | --- |"]
            lines += [f"| {each.name} | {each.files} | {each.remark} |" for each in rows]
            lines.append("")
    return "\n".join(lines)


def page(text: str) -> str:
    """Put the table between its marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{rest.split(END)[1]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    text = PAGE.read_text(encoding="utf-8")
    if page(text) == text:
        return 0
    if is_check:
        print("docs/guide/data.md is not as the readers declare: run python tools/formats.py")
        return 1
    PAGE.write_text(page(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
