"""The Run page: fed with told events, and with a real training in the real window."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sft_gui.messages import say
from sft_gui.settings.catalogue import DEFAULTS
from sft_gui.training.events import (
    EpochEnded,
    Level,
    Logged,
    Planned,
    RunState,
    SamplesPredicted,
    StateChanged,
    StepDone,
)
from sft_gui.training.recorder import Recorder
from sft_gui.training.run_folder import RunFolder, now
from sft_gui.ui.core import jobs
from sft_gui.ui.core.memory import Memory
from sft_gui.ui.core.session import TrainingSession, Wish, kept_run
from sft_gui.ui.core.state import AppState
from sft_gui.ui.look import words
from sft_gui.ui.pages.run.curves import DOT_SHARE
from sft_gui.ui.pages.run.page import RunPage
from sft_gui.ui.shell.window import MainWindow
from tests.fixtures import colour_project

LEFT = Qt.MouseButton.LeftButton
EPOCHS, STEPS = 3, 8


def focusable(page):
    """List what Tab reaches."""
    widgets = page.findChildren(QWidget)
    return [w for w in widgets if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


class ToldRun:
    """An engine that tells a made-up run as far as it is let."""

    def __init__(self, ending=RunState.FINISHED):
        self.ending, self.goes_on = ending, threading.Event()

    def __call__(self, request, on_event, control):
        recorder = Recorder(request.run, on_event, offset=None, metric="accuracy")
        for event in self.events(request.run):
            recorder.tell(event)
        self.goes_on.wait(20)
        if self.ending == RunState.FAILED:
            reason, remedy = say("Training stopped: the disk is full."), say("Free 2 GB, then resume.")
            recorder.tell(StateChanged(now(), self.ending, reason, remedy, "Traceback: ..."))
        else:
            recorder.tell(StateChanged(now(), self.ending))
        recorder.close()
        return recorder.progress.report()

    @staticmethod
    def events(run):
        paths = [(picture.path, picture.label) for picture in run.pictures() if picture.split == "val"]
        yield StateChanged(now(), RunState.RUNNING)
        yield Planned(now(), EPOCHS, STEPS, EPOCHS * STEPS, 3, 24, 6, "CPU, 1 thread")
        for step in range(1, EPOCHS * STEPS + 1):
            yield StepDone(now(), step, -(-step // STEPS), {"cross_entropy": 2 / step}, 0.01, 3, 2, 0.1)
            if step % STEPS == 0:
                epoch = step // STEPS
                val = {"loss": 1 / epoch, "accuracy": epoch / 6, "correct": epoch, "total": 6}
                yield EpochEnded(now(), epoch, step, {"loss": 0.5, "accuracy": 0.8}, val, True, step / 10 + epoch)
                samples = [
                    {
                        "path": path,
                        "truth": label,
                        "label": label if n < epoch else "blue",
                        "confidence": 0.5 + epoch / 10,
                        "correct": n < epoch or label == "blue",
                    }
                    for n, (path, label) in enumerate(paths)
                ]
                yield SamplesPredicted(now(), epoch, tuple(samples))
        yield Logged(now(), Level.WARNING, say("Memory ran out."))


@pytest.fixture
def project(tmp_path):
    project = colour_project(tmp_path, per_class=10)
    yield project
    project.close()


@pytest.fixture
def engine():
    engine = ToldRun()
    yield engine
    engine.goes_on.set()


@pytest.fixture
def state(tmp_path, engine, qtbot):
    state = AppState(Memory(tmp_path / "window.json"))
    session = TrainingSession(state, fit=engine)
    state.set_session(session)
    yield state
    engine.goes_on.set()
    session.wait()
    qtbot.waitUntil(lambda: not session.is_busy)


@pytest.fixture
def page(qtbot, state, project):
    state.open_project(project)
    page = RunPage(state)
    qtbot.addWidget(page)
    page.resize(1092, 696)
    page.show()
    return page


@pytest.fixture
def live(qtbot, page, state, project):
    """A page that shows a run of three told epochs, not yet ended."""
    state.session.start(project, DEFAULTS, name="Best", preset="best")
    curves = page.curves.score._curves
    qtbot.waitUntil(lambda: len(page.samples.tiles) > 0 and len(curves["val"].xs) == EPOCHS)
    return page


def test_page_is_empty_without_a_run(qtbot, page, state):
    asked = []
    state.navigate.connect(asked.append)
    qtbot.waitUntil(page._empty.isVisible)
    QTest.mouseClick(page._empty.findChild(type(page.samples.others)), LEFT)
    assert asked == ["train"]


def test_run_that_was_being_read_as_kept_is_shown_as_it_trains(qtbot, page, state, project, monkeypatch):
    # The list of runs may see a new run's folder before its training is told of.
    run, read = RunFolder.create(project, DEFAULTS, name="Best", preset="best"), threading.Event()
    monkeypatch.setattr("sft_gui.ui.pages.run.page.kept_run", lambda folder: (read.wait(60), kept_run(folder))[1])
    try:
        state.runs_changed.emit()
        qtbot.waitUntil(lambda: state.run is not None and page._reading.is_under_way)
        state.session.resume(run)
        qtbot.waitUntil(lambda: len(page.curves.score._curves["val"].xs) == EPOCHS)
    finally:
        read.set()
    qtbot.waitUntil(jobs.is_idle)
    assert page._shown is state.session.current
    assert len(page.curves.score._curves["val"].xs) == EPOCHS


def test_sentence_and_numbers_say_how_it_goes(live):
    assert live.status.sentence.text() == "Learning well: validation is still rising"
    assert live.status.score.value.text() == "50.0\u00a0%" and live.status.score.note.text() == "3 of 6, epoch 3"
    assert live.status.loss.value.text() == "0.333" and live.status.loss.note.text() == "lowest so far"
    assert live.status.speed.value.text() == "30 / s"
    assert "train 80.0" in live.status.detail.text()


def test_curves_have_every_step_and_every_validation(live):
    loss, score = live.curves.loss._curves, live.curves.score._curves
    assert list(loss["train"].xs) == list(range(1, 25)) and list(loss["val"].xs) == [8, 16, 24]
    assert list(score["val"].ys) == pytest.approx([1 / 6, 2 / 6, 3 / 6])


@pytest.mark.parametrize(("along", "ends"), [("epoch", (3, 3)), ("time", (4.4, 5.4)), ("step", (24, 24))])
def test_curves_run_along_steps_epochs_or_time(live, along, ends):
    QTest.mouseClick(live.curves.along.button(along), LEFT)
    curves = live.curves.loss._curves
    assert (curves["train"].xs[-1], curves["val"].xs[-1]) == pytest.approx(ends)
    assert live.curves.smoothing.isEnabled() == (along != "epoch")


def test_log_scale_and_smoothing_redraw(live):
    QTest.mouseClick(live.curves.log, LEFT)
    assert live.curves.loss._is_log and not live.curves.score._is_log
    before = list(live.curves.loss._curves["train"].shown)
    live.curves.smoothing.setValue(0)
    assert list(live.curves.loss._curves["train"].shown) != before


def test_hover_reads_both_plots(live):
    live.curves.loss.show_readout(16)
    assert live.curves.loss._readout.isVisible() and live.curves.score._readout.isVisible()
    assert live.curves.loss._readout._title.text() == "step 16, epoch 2"


def test_curves_are_saved_as_a_picture(live, tmp_path):
    live.curves.save_picture(tmp_path / "curves.png")
    assert (tmp_path / "curves.png").stat().st_size > 1000


def test_samples_show_what_the_model_says_and_its_past(live):
    tile = live.samples.tiles[0]
    assert tile.sample.now.is_correct and len(tile.sample.said) == EPOCHS
    assert "correct after 3 of 3 epochs" in tile.accessibleDescription()
    wrong = next(t for t in live.samples.tiles if t.sample is not None and not t.sample.now.is_correct)
    assert "but it is" in wrong.accessibleName()


def test_other_pictures_are_shown_when_asked_for(live):
    live.resize(640, 900)
    before = [tile.sample.path for tile in live.samples.tiles if tile.isVisible()]
    assert len(before) < 6
    QTest.mouseClick(live.samples.others, LEFT)
    assert [tile.sample.path for tile in live.samples.tiles if tile.isVisible()] != before


def test_log_shows_its_last_line_and_opens(qtbot, live):
    assert live.log.line.said.full_text() == "Memory ran out."
    assert not live.log.drawer.isVisible()
    QTest.mouseClick(live.log.line, LEFT, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: live.log.drawer.height() > 200)
    assert live.log.drawer.toPlainText().count("\n") == 3
    QTest.mouseClick(live.log.line, LEFT, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: not live.log.drawer.isVisible())


def test_meters_show_this_computer(qtbot, page, live):
    qtbot.waitUntil(lambda: "of" in page.meters.memory.amount.text())
    assert "GB free" in page.meters.disk.amount.text()


def test_words_follow_the_language(live):
    try:
        words.set_language("zh_CN")
        assert live.status.loss.what.text() == words.tr("Validation loss")
    finally:
        words.set_language("en")
    assert live.status.loss.what.text() == "Validation loss"


def test_failure_is_a_sentence_with_what_to_do(qtbot, live, engine):
    engine.ending = RunState.FAILED
    engine.goes_on.set()
    qtbot.waitUntil(lambda: live.status.sentence.text() == "Training stopped: the disk is full.")
    assert live.status.detail.text() == "Free 2 GB, then resume."


def test_reopened_run_shows_the_same(qtbot, page, state, live, engine):
    def seen():
        curves = [list(c.ys) for plot in (page.curves.loss, page.curves.score) for c in plot._curves.values()]
        tiles = [tile.accessibleName() for tile in page.samples.tiles if tile.isVisible()]
        return curves, tiles, page.status.score.note.text(), page.log.line.said.full_text()

    engine.goes_on.set()
    qtbot.waitUntil(lambda: not state.session.is_busy)
    page.curves.redraw()
    before, folder = seen(), state.session.current.run.folder
    state.session.current = None
    state.show_run(RunFolder.open(folder))
    qtbot.waitUntil(lambda: page._shown is not None and page._title.isVisible())
    page.curves.redraw()
    assert seen() == before and page._title.text() == "Best"
    assert kept_run(folder).progress.state == RunState.FINISHED


def test_space_pauses_and_goes_on(qtbot, live, state):
    live.entered()
    QTest.keyClick(live, Qt.Key.Key_Space)
    assert state.session.wish == Wish.PAUSE
    state.session.current.progress.state = RunState.PAUSED
    QTest.keyClick(live, Qt.Key.Key_Space)
    assert state.session.wish == Wish.NONE


def test_every_control_that_takes_the_focus_has_a_name(live):
    unnamed = [w for w in focusable(live) if not (w.accessibleName() or getattr(w, "text", str)())]
    assert unnamed == []


def test_discarded_run_leaves_the_page(qtbot, page, state, live, engine):
    engine.goes_on.set()
    qtbot.waitUntil(lambda: not state.session.is_busy)
    state.session.discard()
    qtbot.waitUntil(page._empty.isVisible)
    state.session.undo_discard(live._shown) if live._shown else state.session.bin._timer.stop()


@pytest.mark.parametrize(("width", "height"), [(772, 536), (1092, 696), (1732, 976)])
def test_nothing_is_wider_than_the_page(qtbot, live, width, height):
    live.resize(width, height)
    qtbot.wait(20)
    for widget in (live.status, live.curves, live.meters, live.log):
        assert widget.mapTo(live, widget.rect().bottomRight()).x() < width


def test_training_in_the_real_window(qtbot, tmp_path, project):
    """Start, watch, pause, go on, stop, with the bundled model; the page then shows the kept run."""
    state = AppState(Memory(tmp_path / "window.json"))
    session = TrainingSession(state)
    window = MainWindow(state)
    qtbot.addWidget(window)
    state.set_session(session)
    state.open_project(project)
    window.resize(1280, 800)
    window.show()
    window.navigate("train")
    train = window.page()
    small = {"data.image_size": 32, "train.batch_size": 4, "train.epochs": 60, "device.threads": 1}
    train.draft.take({**small, "train.head_init": "random"})
    qtbot.waitUntil(train.start_card.start.isEnabled)
    QTest.mouseClick(train.start_card.start, LEFT)
    qtbot.waitUntil(lambda: window.current_key() == "run")
    page = window.page()
    qtbot.waitUntil(lambda: len(page.curves.loss._curves["train"].xs) > 3, timeout=120_000)
    qtbot.waitUntil(lambda: bool(page.samples.tiles))

    named = []
    jobs.run(session.snapshot_predictor, done=named.append)
    qtbot.waitUntil(lambda: bool(named))
    picture = project.path_of(project.index.pictures()[0])
    assert named[0].name(picture).prediction.label in project.index.classes

    strip = window._strip
    QTest.mouseClick(strip.pause, LEFT)
    qtbot.waitUntil(strip.resume.isVisible)
    step = session.current.progress.step
    assert session.current.progress.state == RunState.PAUSED and session.current.progress.safe_step == step
    QTest.mouseClick(strip.resume, LEFT)
    qtbot.waitUntil(lambda: session.current.progress.step > step)
    with qtbot.waitSignal(session.run_ended):
        QTest.mouseClick(strip.stop, LEFT)
    run = session.current.run
    assert session.current.progress.state == RunState.STOPPED and run.has_model
    steps = [event.step for event in run.events() if isinstance(event, StepDone)]
    assert steps == list(range(1, len(steps) + 1))
    assert page.status.sentence.text().startswith("Stopped: the weights of epoch")
    end = (1 + DOT_SHARE) * len(steps)  # not where the plan would have ended
    qtbot.waitUntil(lambda: page.curves.loss._x_range[1] == end)
    qtbot.waitUntil(jobs.is_idle)
