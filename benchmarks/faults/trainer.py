"""Has torch loaded and forks itself for every line of its input, so that killing a trainer is cheap.

A line is a JSON object: ``run``, a folder, and what harm is done to the trainer: ``kill`` at ``"epoch 3"``,
``"step 5"`` (when that was told) or ``"write 5"`` (right after the fifth file was replaced); ``errno`` for every write
from the ``from_write``-th on; ``memory_mb``, how much more memory than after the first step there is; ``hold``, only
take the run (``at`` a time) and keep it for so many seconds, or until so many ``others`` have ``tried``. Printed are
the process id, then a JSON object with ``code`` and the run's last word.
"""

from __future__ import annotations

import builtins
import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_after_write(last: int) -> None:
    """Die as soon as the ``last``-th file has been replaced."""
    replace, done = os.replace, 0

    def counted(*names: Any, **more: Any) -> None:
        nonlocal done
        replace(*names, **more)
        done += 1
        if done == last:
            kill()

    os.replace = counted


def fail_from_write(number: int, errno: int, below: Path) -> None:
    """Let every opening of a file for writing below a folder, and every rename there, fail from the n-th on."""
    really_open, really_replace, done = builtins.open, os.replace, 0

    def count(path: Any) -> None:
        nonlocal done
        if isinstance(path, str | os.PathLike) and str(path).startswith(str(below)):
            done += 1
            if done >= number:
                raise OSError(errno, os.strerror(errno), str(path))

    def failing_open(path: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if set(mode) & set("wax+"):
            count(path)
        return really_open(path, mode, *args, **more)

    def failing_replace(source: Any, target: Any, **more: Any) -> None:
        count(target)
        really_replace(source, target, **more)

    builtins.open, os.replace = failing_open, failing_replace  # type: ignore[assignment]


def limit_memory(more_mb: int) -> None:
    """Leave this process only so many MB more than it has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + more_mb * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def held(run: Any, order: dict[str, Any]) -> str:
    """Take a run at a given time and hold it for a while, or until so many have tried to."""
    from sft_gui.errors import UserError

    while time.time() < order.get("at", 0):
        pass
    tried, end = Path(order.get("tried", run.folder)), time.time() + order["hold"]
    try:
        with run.owned():
            (tried / f"{os.getpid()}.tried").touch()
            while time.time() < end and len(list(tried.glob("*.tried"))) < order.get("others", 99) + 1:
                time.sleep(0.01)
            return "held"
    except UserError:
        (tried / f"{os.getpid()}.tried").touch()
        return "refused"


def trained(order: dict[str, Any]) -> dict[str, Any]:
    """Do what a line says; return what was told last."""
    from sft_gui.errors import UserError
    from sft_gui.training import checkpoint_manager
    from sft_gui.training.fit import fit
    from sft_gui.training.request import Control, FitRequest
    from sft_gui.training.run_folder import RunFolder

    checkpoint_manager.COST_SHARE = 100.0  # a checkpoint after every epoch, whatever it costs
    folder = Path(order["run"])
    what, _, number = order.get("kill", "").partition(" ")
    told: dict[str, Any] = {"halved": 0}

    def watch(event: Any) -> None:
        if event.kind == what and getattr(event, event.kind) == int(number):
            kill()
        if event.kind == "step" and event.step == 1 and "memory_mb" in order:
            limit_memory(order["memory_mb"])
        if event.kind == "log" and "emory" in str(event.message):
            told["halved"] += 1
        if event.kind == "state":
            told.update(state=str(event.state), reason=str(event.reason or ""), details=event.details)

    try:
        run = RunFolder.open(folder)
        if "hold" in order:
            return {"state": held(run, order)}
        if what == "write":
            kill_after_write(int(number))
        if "errno" in order:
            fail_from_write(order["from_write"], order["errno"], folder)
        told["state"] = str(fit(FitRequest(run), watch, Control()).state)
    except UserError as error:
        told.update(state="refused", reason=str(error.what), details="")
    return told


def main() -> None:
    import timm  # noqa: F401
    import torch
    import torchvision.transforms.v2  # noqa: F401

    import sft_gui.training.fit  # noqa: F401

    torch.set_num_threads(1)
    print("ready", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, line in enumerate(sys.stdin):
            word = Path(folder) / str(number)
            pid = os.fork()
            if pid == 0:
                code = 1
                try:
                    text = json.dumps(trained(json.loads(line)))
                    code = 0
                except BaseException as error:
                    text = json.dumps({"state": "raised", "reason": repr(error)})
                os.write(os.open(word, os.O_WRONLY | os.O_CREAT), text.encode())
                os._exit(code)
            print(pid, flush=True)
            _, status = os.waitpid(pid, 0)
            last = json.loads(word.read_text()) if word.exists() and word.stat().st_size else {}
            print(json.dumps({"code": os.waitstatus_to_exitcode(status), **last}), flush=True)


if __name__ == "__main__":
    main()
