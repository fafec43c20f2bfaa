"""``BaselineCallout(state)``: the line of the Data page about the first model: on its way, or what it can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sft_gui.messages import Message, counted, say
from sft_gui.ui.core.baseline import Baseline, Baselines, Stage
from sft_gui.ui.look import formats, paint, theme, words
from sft_gui.ui.look.eta import Eta
from sft_gui.ui.look.words import put, told, tr
from sft_gui.ui.widgets.bars import ProgressBar
from sft_gui.ui.widgets.button import Button, IconButton
from sft_gui.ui.widgets.dialog import Dialog
from sft_gui.ui.widgets.layout import grow, hbox, stretch
from sft_gui.ui.widgets.still import Still
from sft_gui.ui.widgets.text import IconLabel, Text

HOW = (
    say("A pretrained network has seen over a million photos. What its last layers say of a picture is a list of "
        "numbers, its features."),
    say("The first model leaves that network as it is and only learns to tell your classes apart by these numbers: a "
        "straight line between them, solved at once instead of trained. How closely it may follow single pictures is "
        "chosen on training pictures left out in turn."),
    say("Your validation pictures are not learned from. Fine-tuning changes the network itself; it is worth its time "
        "only where it beats this score by more than chance."),
)  # fmt: skip


class HowItWorks(Dialog):
    """What the first model is, in three paragraphs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        put(self, "setWindowTitle", "The first model")
        column = self.lay_out(put(Text("heading"), "setText", "The first model"), spacing=10)
        for paragraph in HOW:
            column.addWidget(put(Text("body", "text2", wrap=True), "setText", paragraph))
        column.addSpacing(8)
        close = put(Button("primary"), "setText", "Close")
        close.clicked.connect(self.accept)
        row = hbox(stretch(), close)
        column.addLayout(row)
        self.setFixedWidth(theme.px(540))


class BaselineCallout(QFrame):
    """``tried`` is emitted with the run that is to name a picture."""

    tried = Signal(object)

    def __init__(self, models: Baselines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eta = Eta()
        self._models = models
        self._still = Still(self)
        self.sentence = Text("body", wrap=True)
        self.bar = put(ProgressBar(thick=4), "setAccessibleName", "First model")
        self.bar.setFixedWidth(theme.px(160))
        self.how = put(Button("quiet", size="small"), "setText", "How it works")
        self.act = Button(size="small", icon="predict")
        self.stop = put(IconButton("x"), "set_label", "Stop")
        hbox(
            IconLabel("bolt", "accent", 18),
            grow(self.sentence),
            self.bar,
            self.how,
            self.act,
            self.stop,
            spacing=10,
            margins=(16, 7, 8, 7),
            inside=self,
        )
        self.setMinimumHeight(theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.how.clicked.connect(lambda: HowItWorks(self).open())
        self.act.clicked.connect(self._on_act)
        self.stop.clicked.connect(models.stop)
        models.changed.connect(self.show_models)
        words.changed.connect(self.show_models)
        paint.follow_theme(self)
        self.show_models()

    def _on_act(self) -> None:
        if self._models.model is not None:
            self.tried.emit(self._models.model.run)
        else:
            self._models.go_on()

    def show_models(self) -> None:
        """Say how it stands."""
        models, stage = self._models, self._models.stage
        self._still.show(stage != Stage.NONE)
        self.bar.setVisible(stage == Stage.AT_WORK)
        self.stop.setVisible(stage == Stage.AT_WORK)
        self.act.setVisible(stage in (Stage.READY, Stage.STOPPED, Stage.FAILED))
        put(self.act, "setText", say("Try it") if stage == Stage.READY else say("Go on"))
        self.act.set_icon("predict" if stage == Stage.READY else "play")
        if stage == Stage.AT_WORK:
            self.bar.set_progress(models.done, models.total or None)
            self._eta.take(models.done, models.total or None)
        else:
            self._eta.restart()
        fact, rest = _words(models)
        model = models.model if stage == Stage.READY else None
        has_interval = model is not None and model.interval is not None
        self.sentence.setToolTip(tr("In brackets: the 95\u00a0% interval of the score") if has_interval else "")
        strong = f'<span style="font-weight:600">{words.escape(told(fact))}</span>'
        self.sentence.setTextFormat(words.RICH)
        said = words.joined(told(rest) if rest is not None else "", self._left(stage))
        self.sentence.setText(words.joined(strong, words.escape(said)))
        self.setAccessibleName(words.joined(told(fact), said))

    def _left(self, stage: Stage) -> str:
        left = self._eta.seconds_left if stage == Stage.AT_WORK else None
        return tr("About {time} left.", time=formats.about(left)) if left is not None else ""

    def paintEvent(self, event: object) -> None:
        with paint.begin(self) as painter:
            paint.box(painter, self.rect().toRectF(), theme.RADIUS_CARD, fill="surface", line="line")


class Verdict(QFrame):
    """Whether a run beat the first model, in a line of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.sentence = Text("body", wrap=True)
        hbox(IconLabel("bolt", "accent", 18), grow(self.sentence), spacing=10, margins=(16, 7, 16, 7), inside=self)
        self.setMinimumHeight(theme.px(44))
        self._still = Still(self)
        self.hide()

    def show_verdict(self, verdict: Message | None) -> None:
        """Say it; hidden where there is none."""
        if verdict is not None:
            put(self.sentence, "setText", verdict)
        self._still.show(verdict is not None)


def _words(models: Baselines) -> tuple[Message, Message | None]:
    """Give what stands in bold, and the rest."""
    match models.stage:
        case Stage.READY if models.model is not None:
            return _ready(models.model)
        case Stage.STOPPED:
            return say("The first model was stopped."), say("What was looked at already is kept.")
        case Stage.FAILED if models.problem is not None:
            return models.problem.what, models.problem.do
        case Stage.WAITING:
            return say("The first model waits"), say("until the training under way has ended.")
        case Stage.AT_WORK if models.total:
            done, total = formats.count(models.done), formats.count(models.total)
            return say("A first model is on its way:"), say(
                "{done} of {total} pictures looked at.", done=done, total=total
            )
    return say("A first model is on its way."), say("You can go on meanwhile.")


def _ready(model: Baseline) -> tuple[Message, Message]:
    fact = say("A first model is ready: {score}", score=formats.score(model.metric, model.score))
    values = {"time": formats.duration(max(model.seconds, 1))}
    if model.interval is None:
        return fact, say("after {time}. Fine-tuning has to beat it.", **values)
    values["range"] = formats.percent_range(model.interval.low, model.interval.high)
    values["right"] = formats.count(model.correct or 0)
    return fact, counted(
        model.pictures,
        "({right} of 1 validation picture correct, {range}) after {time}. Fine-tuning has to beat it.",
        "({right} of {count} validation pictures correct, {range}) after {time}. Fine-tuning has to beat it.",
        **values,
    )
