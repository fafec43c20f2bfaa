"""Has torch loaded and forks itself for every run folder named on its input, so that killing is cheap."""

import os
import sys
from pathlib import Path


def main() -> None:
    import timm  # noqa: F401
    import torch
    import torch._dynamo
    import torchvision.transforms.v2  # noqa: F401

    from sft_gui.training.fit import fit
    from sft_gui.training.request import Control, FitRequest
    from sft_gui.training.run_folder import RunFolder

    torch.set_num_threads(1)
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            report = fit(FitRequest(RunFolder.open(Path(line.strip()))), lambda event: None, Control())
            os._exit(0 if report.state == "finished" else 1)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
