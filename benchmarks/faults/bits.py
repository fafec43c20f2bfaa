"""Bits flipped at random places of the weights and checkpoints of runs, and what is then answered or resumed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from benchmarks.faults.lab import Finding, Lab, differences
from sft_gui.errors import UserError
from sft_gui.prediction import kept_models
from sft_gui.training import checkpoint
from sft_gui.training.run_folder import RunFolder
from tests import harm

RESUMES = 20  # each flips a bit of the last checkpoint before; they take seconds


def flipped_bits(lab: Lab, count: int) -> list[Finding]:
    """Flip bits of best weights and checkpoints, one at a time: none is used without a word."""
    random.seed(count)
    silent = Finding("a flipped bit in the best weights or a checkpoint is never used without a word")
    whole = lab.run("classification", "bits")
    lab.train(whole)
    files = [whole.best_weights, *sorted((whole.folder / "checkpoints").glob("*.safetensors"))]
    for number in range(count):
        path = files[number % len(files)]
        bit = random.randrange(8 * path.stat().st_size)
        with harm.flipped(path, bit):
            silent.check(_is_told(whole, path), f"{path.name}, bit {bit}")
    silent.note = ", ".join(path.name for path in files)
    return [silent, _resumed(lab, whole, min(RESUMES, count // 10))]


def _is_told(run: RunFolder, path: Path) -> bool:
    try:
        if path == run.best_weights:
            return kept_models.best(run).note is not None
        checkpoint.read_weights(path)
    except UserError:
        return True
    return False


def _resumed(lab: Lab, whole: RunFolder, count: int) -> Finding:
    finding = Finding("a run whose last checkpoint has a flipped bit goes on from the one before, to the same bits")
    for number in range(count):
        run = lab.run("classification", f"flipped {number}")
        lab.train(run, kill="epoch 4")
        harm.flip(run.checkpoint, random.randrange(8 * run.checkpoint.stat().st_size))
        word = lab.train(run)
        problem = differences(run, whole) if word.get("state") == "finished" else str(word)
        finding.check(not problem, f"{run.folder.name}: {problem}")
        shutil.rmtree(run.folder)
    return finding
