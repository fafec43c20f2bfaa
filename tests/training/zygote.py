"""Has torch loaded and forks itself for every run folder named on its input, so that killing is cheap.

A line is a folder, and after a tab where the trainer is to kill itself: ``epoch 3`` or ``step 5`` when that has been
told, ``write 5`` right after the fifth file was replaced.
"""

import os
import signal
import sys
from pathlib import Path


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killing_writes(last: int):
    replace, done = os.replace, 0

    def counted(*names):
        nonlocal done
        replace(*names)
        done += 1
        if done == last:
            kill()

    return counted


def main() -> None:
    from sft_gui.ui.core import engine

    engine.load()  # all that a run imports, so that no fork has to
    import torch

    from sft_gui.training.fit import fit
    from sft_gui.training.request import Control, FitRequest
    from sft_gui.training.run_folder import RunFolder

    torch.set_num_threads(1)
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            folder, _, instant = line.strip().partition("\t")
            what, _, number = instant.partition(" ")
            run = RunFolder.open(Path(folder))
            if what == "write":
                os.replace = killing_writes(int(number))

            def watch(event, instant=instant):
                if event.kind in ("epoch", "step") and instant == f"{event.kind} {getattr(event, event.kind)}":
                    kill()

                if event.kind == "state" and event.reason is not None:
                    print(event.reason, event.details, file=sys.stderr, flush=True)

            report = fit(FitRequest(run), watch, Control())
            os._exit(0 if report.state == "finished" else 1)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
