"""Entry of the packaged app."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from sft_gui.cli import main

    raise SystemExit(main())
