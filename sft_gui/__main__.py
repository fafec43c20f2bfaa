"""``python -m sft_gui``."""

from sft_gui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
