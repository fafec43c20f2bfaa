"""``StatusCard()``: how a run goes, in one plain sentence and three numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from sft_gui.evaluation.score_help import score_help
from sft_gui.evaluation.what_next import Act
from sft_gui.tasks.metric import Metric
from sft_gui.tasks.score_words import inside
from sft_gui.training.events import LIVE, EpochEnded, RunState
from sft_gui.training.progress import Progress
from sft_gui.ui.core.session import ShownRun
from sft_gui.ui.look import formats, icons, paint, theme, words
from sft_gui.ui.look.terms import explain
from sft_gui.ui.look.words import told, tr
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.card import Card
from sft_gui.ui.widgets.layout import aligned, fill, gap, grow, hbox, stretch, vbox
from sft_gui.ui.widgets.text import Text, VerticalRule

LOOKS = {  # icon, its colour, what it stands on
    RunState.PREPARING: ("model", "accent", "accent_soft"),
    RunState.RUNNING: ("trend", "accent", "accent_soft"),
    RunState.PAUSED: ("pause", "warn", "warn_soft"),
    RunState.FINISHED: ("ok", "accent", "accent_soft"),
    RunState.STOPPED: ("stop", "accent", "accent_soft"),
    RunState.FAILED: ("error", "danger", "danger_soft"),
    RunState.INTERRUPTED: ("warn", "warn", "warn_soft"),
}


class _Badge(QWidget):
    """The state's icon on a soft square."""

    def __init__(self) -> None:
        super().__init__()
        self.state = RunState.PREPARING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(38), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, color, ground = LOOKS[self.state]
        side = theme.px(20)
        with paint.begin(self) as painter:
            paint.box(painter, QRectF(self.rect()), theme.RADIUS_BUTTON, fill=ground)
            icons.paint(painter, icon, color, (self.width() - side) / 2, (self.height() - side) / 2, side)


class _Number(QWidget):
    """What, the number, and its whole. Its room is kept before there is a number, so that nothing jumps."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.what, self.value, self.note = Text("hint", "text2"), Text("number"), Text("hint", "text2")
        vbox(self.what, self.value, self.note, spacing=1, margins=0, inside=self)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setMinimumWidth(theme.px(self._width))

    def show_number(self, what: str, value: str, note: str) -> None:
        self.what.setText(what)
        self.value.setText(value or "–")
        self.note.setText(note or " ")


class StatusCard(Card):
    """``show_run(shown)`` puts everything up to date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(titled=False, parent=parent)
        self.badge = _Badge()
        self.sentence = Text("heading", wrap=True)
        self.detail = Text("small", "text2", wrap=True)
        self.bar = ProgressBar()
        self.score, self.loss, self.speed = (_Number(width) for width in (138, 82, 128))
        explain(self.loss, "validation_loss")
        explain(self.speed, "speed")
        said = vbox(stretch(), self.sentence, self.detail, self.bar, stretch(), spacing=4)
        sentence = hbox(aligned(self.badge, Qt.AlignmentFlag.AlignVCenter), grow(said), spacing=14)
        numbers = hbox(spacing=0)
        for number in (self.score, self.loss, self.speed):
            if number is not self.score:
                fill(numbers, gap(22), VerticalRule(), gap(22))
            numbers.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        numbers.addStretch(1)
        self._row = hbox(grow(sentence), numbers, spacing=14)
        fill(self.body, self._row, margins=(theme.PADDING + 2, 13, theme.PADDING + 4, 13))

    def set_stacked(self, on: bool) -> None:
        """Stand the numbers below the sentence, in a narrow window."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight)

    def show_run(self, shown: ShownRun) -> None:
        """Show a run as it stands."""
        progress, metric = shown.progress, shown.task.metrics[0]
        self.badge.state = progress.state
        self.badge.update()
        self.sentence.setText(told(progress.sentence()))
        self.detail.setText(words.joined(_detail(progress, metric), _against_first(shown)))
        self.detail.setVisible(bool(self.detail.text()))
        preparing = progress.preparing
        self.bar.setVisible(preparing is not None)
        if preparing is not None:
            self.bar.set_progress(preparing.done, preparing.total)
        self._show_score(progress, shown.task.metrics)
        self._show_loss(progress)
        self._show_speed(progress)

    def _show_score(self, progress: Progress, metrics: tuple[Metric, ...]) -> None:
        best, metric = progress.best, metrics[0]
        what = tr("Best validation {metric}", metric=inside(told(metric.label)))
        if best is None:
            self.score.show_number(what, "", tr("after the first epoch"))
            self.score.setToolTip(words.tooltip(told(metric.help)))
            return
        value = formats.score(metric, best.val[metric.name])
        self.score.show_number(what, value, _whole(best, metrics))
        self.score.setToolTip(words.tooltip(told(score_help(metric, best.val, ""))))

    def _show_loss(self, progress: Progress) -> None:
        losses = [event.val["loss"] for event in progress.epochs if "loss" in event.val]
        note = ""
        if losses:
            lowest = min(losses)
            note = tr("lowest so far") if losses[-1] == lowest else tr("lowest: {loss}", loss=f"{lowest:.3f}")
        self.loss.show_number(tr("Validation loss"), f"{losses[-1]:.3f}" if losses else "", note)

    def _show_speed(self, progress: Progress) -> None:
        pace = progress.pictures_per_second
        if pace is None:
            self.speed.show_number(tr("Speed"), "", "")
            return
        seconds = progress.steps[-1].pictures / pace
        value = tr("{count} / s", count=f"{pace:,.0f}" if pace >= 10 else f"{pace:.1f}")
        self.speed.show_number(tr("Speed"), value, tr("pictures, {seconds} s a step", seconds=f"{seconds:.2f}"))


def _whole(event: EpochEnded, metrics: tuple[Metric, ...]) -> str:
    """Say of how many, and when: "344 of 367, epoch 7"; for shapes with the second metric."""
    when = tr("epoch {epoch}", epoch=event.epoch) if event.epoch else tr("before the first step")
    whole = formats.whole(metrics[0], event.val)
    said = tr("{whole}, {when}", whole=whole, when=when) if whole else when
    if "correct" in event.val or len(metrics) == 1:
        return said
    score = formats.score(metrics[1], event.val[metrics[1].name])
    return tr("{when}, {metric} {score}", when=said, metric=inside(told(metrics[1].label)), score=score)


def _time(progress: Progress) -> str:
    return formats.duration(progress.trained_seconds)


def _against_first(shown: ShownRun) -> str:
    """Say how the best epoch stands against the first model: in points while it learns, with the test at the end."""
    progress, metric = shown.progress, shown.task.metrics[0]
    if shown.verdict is not None:
        return told(shown.verdict) if shown.next is None or shown.next.act != Act.USE_FIRST else ""  # it says the same
    is_told = progress.best is not None and progress.preparing is None and progress.state != RunState.FAILED
    if shown.baseline_score is None or not is_told or not metric.percent:
        return ""
    points = 100 * (progress.best.val[metric.name] - shown.baseline_score)
    if round(points, 1) == 0:
        return tr("As good as the first model so far.")
    if points > 0:
        return tr("{points} points above the first model so far.", points=f"{points:.1f}")
    return tr("{points} points below the first model so far.", points=f"{-points:.1f}")


def _detail(progress: Progress, metric: Metric) -> str:
    if progress.state == RunState.FAILED:
        return told(progress.failure.remedy) if progress.failure and progress.failure.remedy is not None else ""
    if progress.preparing is not None:
        done, total = progress.preparing.done, progress.preparing.total
        amount = tr("{done} of {total}", done=formats.count(done), total=formats.count(total)) if total else ""
        left = progress.preparing_seconds_left
        return tr("{amount}, about {time} left", amount=amount, time=formats.about(left)) if left else amount
    if progress.state not in LIVE and progress.plan is not None and progress.epochs:
        if progress.plan.total_steps == 0:
            return tr("A linear model on the pretrained features, solved in {time}.", time=_time(progress))
        return tr(
            "{epoch} of {epochs} epochs in {time}.",
            epoch=progress.done,
            epochs=progress.plan.epochs,
            time=_time(progress),
        )
    evaluated = [event for event in progress.epochs if event.epoch > 0]
    if not evaluated:
        return ""
    last = evaluated[-1]
    val = formats.score(metric, last.val[metric.name])
    if metric.name not in last.train:
        return tr("Epoch {epoch}: validation {val}.", epoch=last.epoch, val=val)
    train = formats.score(metric, last.train[metric.name])
    return tr("Epoch {epoch}: train {train}, validation {val}.", epoch=last.epoch, train=train, val=val)
