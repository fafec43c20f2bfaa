"""Memory that runs out in the middle of a run."""

from __future__ import annotations

from benchmarks.faults.lab import TASKS, Finding, Lab

ROOM_MB = (16, 64, 128, 192, 256, 384, 512, 1024)


def out_of_memory(lab: Lab, *, brief: bool = False) -> list[Finding]:
    """Leave trainers ever more memory above what they have after a step: they go on in halves, or say so."""
    finding = Finding("memory that runs out (RLIMIT_AS): the batch is halved and the run goes on, or a sentence")
    halved = finished = 0
    for task in TASKS:
        size, batch = (96, 30) if task == "classification" else (128, 6)
        changes = {"data__image_size": size, "train__batch_size": batch, "train__epochs": 2}
        for room in ROOM_MB[2::3] if brief else ROOM_MB:
            run = lab.run(task, f"memory {room}", **changes)
            word = lab.train(run, memory_mb=room)
            is_told = word.get("state") == "finished" or "emory" in word.get("reason", "")
            finding.check(is_told and word["code"] == 0, f"{task}, {room} MB: {word}")
            halved += word.get("halved", 0) > 0
            finished += word.get("state") == "finished"
    finding.note = f"{finished} finished, {halved} of all after the batch was halved"
    return [finding]
