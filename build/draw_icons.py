"""Draws the program's icon in every size and form: ``python build/draw_icons.py`` after the mark has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from PIL import Image  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from sft_gui.ui.look import icons, theme  # noqa: E402

SIDES = (16, 24, 32, 48, 64, 128, 256)


def main() -> int:
    app = QApplication([])
    theme.start(app, "light")
    (HERE / "icons").mkdir(exist_ok=True)
    for side in SIDES:
        icons.pixmap("mark", "accent", side, 1.0).save(str(HERE / f"icons/{side}.png"))
    largest = Image.open(HERE / "icons/256.png")
    largest.save(HERE / "windows/sft-gui.ico", sizes=[(side, side) for side in SIDES])
    largest.save(HERE / "macos/sft-gui.icns")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
