"""What the engine makes of the machine: each figure beside its limit, taken in turns in one process.

The limit is the same model's work on tensors that lie in memory already, as it was measured to be fastest: layout,
BatchNorm with the convolutions, thread count; Plain is eager, in PyTorch's own layout, layer by layer.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.recipes import SHARED

if TYPE_CHECKING:
    from sft_gui.training.run_folder import RunFolder

PHOTOS = SHARED / "cls_hymenoptera"
BATCH = 32
PLAIN = {"device.channels_last": "off", "device.fold_norm": "off", "device.precision": "float32"}
HEAD = "| figure | ours | limit | ratio | goal |\n|---|---|---|---|---|"


def measure(arguments: argparse.Namespace) -> None:
    """Print one table, in a process and a home of its own."""
    source = [*arguments.data, str(PHOTOS)][0]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SFT_GUI_HOME": home}
        brief = ["--brief"] if arguments.brief else []
        subprocess.run([sys.executable, "-m", "benchmarks.speed", source, *brief], env=environment, check=True)


def row(figure: str, ours: str, limit: str, ratio: float | None = None, goal: str = "") -> None:
    """Print a line of the table."""
    print(f"| {figure} | {ours} | {limit} | {'' if ratio is None else f'{ratio:.2f}'} | {goal} |", flush=True)


class Training:
    """A run's steps through the engine, and the bare ones that it is held against."""

    def __init__(self, source: Path, *, rounds: int, steps: int) -> None:
        from sft_gui.data.project import Project
        from sft_gui.settings import presets
        from sft_gui.training.run_folder import RunFolder

        self.rounds, self.steps = rounds, steps
        self.project = Project.create(source)
        changes = {
            "train.epochs": 1,
            "train.head_init": "random",
            "checkpoint.minutes": 0.0,
            "train.batch_size": BATCH,
        }
        self.settings = presets.find("best").settings().with_values(changes)
        self.run = RunFolder.create(self.project, self.settings, name="limit")
        self.kept: RunFolder | None = None  # the engine's last run

    def measure(self) -> None:
        """Take engine, limit and plain steps in turns; print their medians."""
        from sft_gui.training.run_folder import RunFolder
        from sft_gui.training.setup import prepare

        training = prepare(self.run)
        plain = RunFolder.create(self.project, self.settings.with_values(PLAIN), name="plain")
        compute = training.compute
        limit_model, plain_model = self._bare(self.run), self._bare(plain)
        threads = self._best_threads(limit_model)
        self._engine()  # fills the caches
        engine, limit, eager = [], [], []
        for _ in range(self.rounds):
            engine += self._engine()
            limit += [limit_model(threads) for _ in range(self.steps)]
            eager += [plain_model(_cores()) for _ in range(self.steps)]
        rates = [BATCH / statistics.median(each) for each in (engine, limit, eager)]
        ours, best, slow = (f"{each:.1f} pictures/s" for each in rates)
        row(f"full fine-tuning, batch {BATCH}, all on (ours: {compute.threads} threads; limit: {threads})",
            ours, best, rates[0] / rates[1], "≥ 0.95")  # fmt: skip
        row("the limit itself against plain eager NCHW", best, slow, rates[1] / rates[2], "≥ 1.4")

    def _engine(self) -> list[float]:
        """Train an epoch by ``fit`` and return what each whole step took, its share of the checkpoints included."""
        from sft_gui.training.events import Checkpointed, StepDone
        from sft_gui.training.fit import fit
        from sft_gui.training.request import Control, FitRequest
        from sft_gui.training.run_folder import RunFolder

        self.kept = RunFolder.create(self.project, self.settings, name="engine")
        events: list[object] = []
        fit(FitRequest(self.kept), events.append, Control())
        steps = [event for event in events if isinstance(event, StepDone)]
        written = sum(event.seconds for event in events if isinstance(event, Checkpointed))
        return [step.seconds + written / len(steps) for step in steps if step.pictures == BATCH]

    def _bare(self, run: RunFolder) -> Callable[[int], float]:
        """Return a step on tensors in memory, which takes a thread count and returns its seconds."""
        import torch
        from torch.nn import functional

        from sft_gui.inference.device import memory_layout
        from sft_gui.training.optimization import set_training_mode
        from sft_gui.training.setup import prepare

        training = prepare(run)
        model, layout = training.model, memory_layout(training.compute)
        set_training_mode(model, training.spec, self.settings)
        device = next(model.parameters()).device
        images = torch.randn(BATCH, 3, training.image_size, training.image_size, device=device).to(memory_format=layout)
        labels = torch.arange(BATCH, device=device) % len(training.classes)

        def step(threads: int) -> float:
            torch.set_num_threads(threads)
            began = time.perf_counter()
            training.optimizer.zero_grad(set_to_none=True)
            with training.autocast():
                loss = functional.cross_entropy(model(images).float(), labels)
            training.scaler.scale(loss).backward()
            training.scaler.step(training.optimizer)
            training.scaler.update()
            _synchronise()
            return time.perf_counter() - began

        step(_cores())
        return step

    def _best_threads(self, step: Callable[[int], float]) -> int:
        candidates = sorted({1, _cores(), *(2**power for power in range(8) if 2**power < _cores())})
        return min(candidates, key=lambda threads: min(step(threads) for _ in range(3)))


def _cores() -> int:
    from sft_gui.inference.device import usable_cores

    return usable_cores()


def _synchronise() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.synchronize()


def prediction(training: Training, *, rounds: int) -> None:
    """One dropped picture, and a folder of them against inference on tensors in memory."""
    import torch

    from sft_gui.prediction.predictor import BATCH as PREDICTED
    from sft_gui.prediction.predictor import Predictor

    assert training.kept is not None
    predictor = Predictor.from_run(training.kept)
    files = [training.project.path_of(picture) for picture in training.project.index.pictures()]
    predictor.name(files[0])
    single = [_seconds(lambda path=path: predictor.name(path)) for path in files[1:31]]
    row("one dropped picture, model loaded", f"{1000 * statistics.median(single):.0f} ms", "", None, "< 150 ms")
    model = predictor._model
    looks = [predictor._look(path) for path in files[:PREDICTED]]
    views = torch.stack([view for _, view in looks if view is not None])
    sizes = [(answer.height, answer.width) for answer, _ in looks]
    threads = model.compute.threads
    alone, each = replace(model, compute=replace(model.compute, threads=1)), PREDICTED // threads
    folder, limit, side_by_side = [], [], []
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(rounds):
            folder.append(len(files) / _seconds(lambda: predictor.name_all(files)))
            times = len(files) // PREDICTED
            limit += [PREDICTED / _seconds(lambda: model.predictions(views, sizes)) for _ in range(times)]

            def ask(*_: object, times: int = times) -> None:
                for _ in range(times):
                    alone.predictions(views[:each], sizes[:each])

            side_by_side.append(times * each * threads / _seconds(lambda: list(pool.map(ask, range(threads)))))
    ours, best, beside = (statistics.median(rates) for rates in (folder, limit, side_by_side))
    row("a folder named", f"{ours:.0f} pictures/s", f"{best:.0f} pictures/s", ours / best, "≥ 0.9")
    row(f"the same against {threads} threads with a batch each", f"{ours:.0f} pictures/s", f"{beside:.0f} pictures/s",
        ours / beside)  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def importing(folder: Path, *, count: int) -> None:
    """Import many JPEG files, beside only reading and hashing them and decoding their headers."""
    from PIL import Image

    from sft_gui.data.decode import content_hash
    from sft_gui.data.project import Project

    files = list(jpegs(folder, count))
    first: list[float] = []
    began = time.perf_counter()
    project = Project.create(folder, on_progress=lambda *_: first or first.append(time.perf_counter() - began))
    ours = time.perf_counter() - began

    def read() -> None:
        for file in files:
            content_hash(file.read_bytes())
            Image.open(file).close()

    limit = _seconds(read)
    place = project.folder
    project.close()
    opened = _seconds(lambda: Project.open(place).close())
    row(f"import of {count:,} JPEG files (first progress after {first[0]:.2f} s)", f"{ours:.1f} s",
        f"{limit:.1f} s on one thread", limit / ours)  # fmt: skip
    row("a known project of these opened", f"{1000 * opened:.0f} ms", "")


def jpegs(folder: Path, count: int, size: tuple[int, int] = (320, 240)) -> Iterator[Path]:
    """Write different photo-like pictures in two classes."""
    import numpy as np
    from PIL import Image

    random = np.random.default_rng(0)
    small = random.integers(0, 256, (64, 12, 16, 3), dtype=np.uint8)
    large = [np.array(Image.fromarray(each).resize(size, Image.Resampling.BICUBIC)) for each in small]
    for number in range(count):
        file = folder / "ab"[number % 2] / f"{number:06}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.roll(large[number % 64], number // 64, axis=1)
        Image.fromarray(pixels).save(file, quality=85)
        yield file


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("--brief", action="store_true")
    arguments = parser.parse_args()
    from sft_gui.inference import device

    device.prepare_process()
    rounds = 1 if arguments.brief else 5
    print(HEAD)
    training = Training(arguments.source, rounds=rounds, steps=2 if arguments.brief else 7)
    training.measure()
    prediction(training, rounds=rounds)
    training.project.close()
    with tempfile.TemporaryDirectory() as folder:
        importing(Path(folder) / "jpegs", count=500 if arguments.brief else 10_000)
    compute = training.kept.manifest["execution"] if training.kept is not None else {}
    print(f"\n{json.dumps(compute)}")


if __name__ == "__main__":
    main()
