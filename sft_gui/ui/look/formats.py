"""Numbers, lengths of time and dates as the window writes them; units stand behind a no-break space."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime

from sft_gui.tasks import score_words
from sft_gui.tasks.metric import Metric
from sft_gui.ui.look.words import told, tr

SPACE = "\u00a0"


def percent(share: float, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as per cent."""
    return f"{100 * share:.{decimals}f}{SPACE}%"


def score(metric: Metric, value: float) -> str:
    """Write a metric's value as its kind asks; where a score is shown by itself, :func:`whole_score` is honest."""
    return score_words.value_words(metric, value)


def whole_score(metric: Metric, scores: Mapping[str, float], prefix: str = "") -> str:
    """Write a score with what it was counted on: 100.0 % (2 of 2), 41.2 % (73 pictures)."""
    return told(score_words.score_words(metric, scores, prefix))


def whole(metric: Metric, scores: Mapping[str, float], prefix: str = "") -> str:
    """Write only what a score was counted on: 2 of 2, 73 pictures; "" where that was not kept."""
    words = score_words.whole_words(metric, scores, prefix)
    return told(words) if words is not None else ""


def percent_range(low: float, high: float, decimals: int = 1) -> str:
    """Write an interval of shares in per cent, without the sign: a head or a sentence beside it says the unit."""
    return tr("{low} to {high}", low=f"{100 * low:.{decimals}f}", high=f"{100 * high:.{decimals}f}")


def count(number: int) -> str:
    """Write a count with its thousands apart."""
    return f"{number:,}"


def duration(seconds: float) -> str:
    """Write a length of time in at most two units: 21 s, 9 min 48 s, 1 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return tr("{seconds}\u00a0s", seconds=whole)
    if whole < 3600 and whole % 60 == 0:
        return tr("{minutes}\u00a0min", minutes=whole // 60)
    if whole < 3600:
        return tr("{minutes}\u00a0min {seconds}\u00a0s", minutes=whole // 60, seconds=whole % 60)
    return tr("{hours}\u00a0h {minutes}\u00a0min", hours=whole // 3600, minutes=whole % 3600 // 60)


def give_or_take(seconds: float) -> str:
    """Write how far a length of time may be off: one unit, no more digits than such a number has: 4 s, 40 s, 9 min."""
    return about(seconds) if seconds >= 10 else tr("{seconds}\u00a0s", seconds=max(round(seconds), 1))


def rough(seconds: float) -> float:
    """Round a predicted length of time to what it is worth: whole seconds, 10 s above a minute, minutes above 10."""
    unit = 1 if seconds < 60 else 10 if seconds < 600 else 60 if seconds < 3600 else 300
    return max(round(seconds / unit), 1) * unit


def about(seconds: float) -> str:
    """Write a length of time in one rough number: 40 s, 3 min, 2 h."""
    if seconds < 90:
        return tr("{count}\u00a0s", count=max(round(seconds / 10) * 10, 10))
    if seconds < 100 * 60:
        return tr("{count}\u00a0min", count=round(seconds / 60))
    return tr("{count}\u00a0h", count=round(seconds / 3600))


def moment(time: datetime) -> str:
    """Write a local time as a person would today: today 14:32, yesterday 10:58, 3 May 2026."""
    day, today = QDate(time.year, time.month, time.day), QDate.currentDate()
    clock = QLocale().toString(QTime(time.hour, time.minute), "HH:mm")
    if day == today:
        return tr("today {time}", time=clock)
    if day == today.addDays(-1):
        return tr("yesterday {time}", time=clock)
    return QLocale().toString(day, tr("d MMM yyyy"))


def clock() -> str:
    """Write the time of day: 14:32."""
    return QLocale().toString(QTime.currentTime(), "HH:mm")


def value_text(value: bool | float | str | None) -> str:
    """Write a value as it is typed: shortest digits, no unit."""
    return "" if value is None else str(value).removesuffix(".0")
