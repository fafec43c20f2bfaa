"""``train --dry-run``: what the window says before Start, in words."""

from __future__ import annotations

from sft_gui.commands.console import Console
from sft_gui.data.project import Project
from sft_gui.messages import STEPS, Message, counted, say
from sft_gui.settings.setting import Settings
from sft_gui.training.forecast import VERDICTS, Forecast, Verdict, size_text


def dry_run(project: Project, settings: Settings, console: Console) -> int:
    """Measure a few steps and print what the run will take; return 1 where it will not fit."""
    console.note(say("Loading PyTorch"))
    from sft_gui.training import preflight  # brings torch, seconds

    with console.progress() as on_progress:
        forecast = preflight.measure(project, settings, on_progress=on_progress)
    console.table(rows(forecast))
    if forecast.remedy is not None:
        console.say(forecast.remedy)
    console.result(forecast.to_json())
    return 1 if forecast.verdict == Verdict.WILL_NOT_FIT else 0


def rows(forecast: Forecast) -> list[tuple[Message | str, str]]:
    """Return the card of the Train page as a table."""
    total = f"{seconds_text(forecast.total_seconds)} ± {give_or_take(forecast.band_seconds)}"
    memory = f"{size_text(forecast.memory_bytes)} of {size_text(forecast.machine_bytes)}"
    return [
        (say("Verdict"), str(VERDICTS[forecast.verdict])),
        (say("Before the first step"), seconds_text(forecast.first_seconds)),
        (say("One epoch"), seconds_text(forecast.epoch_seconds)),
        (whole_run(forecast), total),
        (say("Memory"), memory),
        (say("Disk"), size_text(forecast.disk_bytes)),
        (say("Measured over"), str(STEPS.of(forecast.costs.steps))),
    ]


def whole_run(forecast: Forecast) -> Message:
    """Name what the total is of."""
    if forecast.epochs < forecast.plan.epochs:
        return say("Time budget ({done:.1f} of {epochs} epochs)", done=forecast.epochs, epochs=forecast.plan.epochs)
    return counted(forecast.plan.epochs, "Whole run (1 epoch)", "Whole run ({count} epochs)")


def seconds_text(seconds: float) -> str:
    """Write a length of time: 21 s, 9 min 48 s, 1 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def give_or_take(seconds: float) -> str:
    """Write how far a length of time may be off, in one unit: 4 s, 40 s, 9 min, 2 h."""
    if seconds < 90:
        return f"{max(round(seconds, -1) if seconds >= 10 else round(seconds), 1):.0f} s"
    return f"{round(seconds / 60)} min" if seconds < 6000 else f"{round(seconds / 3600)} h"
