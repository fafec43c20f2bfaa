"""A kept run names new pictures: one at once, or many by threads side by side with answers as they come."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from sft_gui.data.decode import Unreadable, decode_measured
from sft_gui.data.loader import torch_pool
from sft_gui.data.memory import Parts, is_out_of_memory
from sft_gui.data.walk import list_pictures
from sft_gui.data.watcher import Watcher
from sft_gui.errors import Cancelled
from sft_gui.inference.device import usable_cores
from sft_gui.inference.model import InferenceModel
from sft_gui.messages import Message, say
from sft_gui.prediction import kept_models
from sft_gui.tasks.task import Prediction, Task
from sft_gui.training.run_folder import RunFolder

Batch = Sequence[Path | bytes]

BATCH = 16  # pictures in the model at the same time, in all threads together
PASTED = "clipboard"  # the name of a picture that has no file


@dataclass(frozen=True)
class Answer:
    """What came of one picture: a prediction, or the reason that there is none."""

    name: str
    path: Path | None  # None for a pasted picture
    prediction: Prediction | None = None
    error: Message | None = None
    seconds: float = 0.0  # decoding, and its share of the model's time
    width: int = 0  # upright, as the file has it; 0 where it could not be read
    height: int = 0


class Predictor:
    """Names pictures with the weights of one run. Usable from several threads, beside a training in another."""

    def __init__(self, model: InferenceModel, title: str) -> None:
        self._model, self._parts = model, Parts()
        self.title = title

    @classmethod
    def from_run(cls, run: RunFolder) -> Predictor:
        """Take the best weights of a run.

        Raises:
            UserError: the run has no model yet, or its weights cannot be read.
        """
        return cls(kept_models.best(run), run.name)

    @classmethod
    def from_snapshot(cls, run: RunFolder, weights: Mapping[str, Tensor]) -> Predictor:
        """Take the newest weights of a run that is being trained, as ``Control.snapshot()`` gives them."""
        return cls(kept_models.loaded(run, weights, threads=1), run.name)  # the training needs the other cores

    @property
    def classes(self) -> tuple[str, ...]:
        return self._model.classes

    @property
    def note(self) -> Message | None:
        """What the user should know of the weights: that they are not the best ones, where those are damaged."""
        return self._model.note

    @property
    def task(self) -> Task:
        return self._model.task

    @property
    def device(self) -> str:
        """What computes: "cpu", "cuda" or "mps"."""
        return self._model.compute.device

    def name(self, picture: Path | bytes) -> Answer:
        """Name one picture, a file or its content; one that cannot be read is an answer with an error."""
        return self._answers(self._model, [self._look(picture)])[0]

    def name_all(
        self,
        pictures: Sequence[Path | bytes],
        *,
        on_answer: Callable[[int, Answer], None] = lambda index, answer: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Answer]:
        """Name many pictures; the answers are in their order.

        Args:
            on_answer: gets each answer with its picture's position as soon as it is there, in the calling thread.

        Raises:
            Cancelled: ``cancelled`` said so; the answers told until then stand.
        """
        answers: list[Answer] = []
        work = _SideBySide.of(self._model, len(pictures))

        def named(batch: Batch) -> list[Answer]:
            looks = [self._look(picture) for picture in batch]
            with work.turn:
                return self._answers(work.model, looks)

        batches = [pictures[start : start + work.count] for start in range(0, len(pictures), work.count)]
        with torch_pool(work.threads, "predict") as pool:
            try:
                for answered in _ahead(pool, named, batches, most=2 * work.threads):
                    if cancelled():
                        raise Cancelled
                    for answer in answered:
                        answers.append(answer)
                        on_answer(len(answers) - 1, answer)
            finally:
                pool.shutdown(cancel_futures=True)
        return answers

    def _look(self, picture: Path | bytes) -> tuple[Answer, Tensor | None]:
        started = time.perf_counter()
        path = None if isinstance(picture, bytes) else picture
        answer = Answer(path.name if path else PASTED, path)
        try:
            pixels, (width, height) = decode_measured(
                picture, short_side=self._model.view.stored_side, levels=self._model.levels
            )
            view = self._model.seen(pixels, (height, width))
        except Exception as error:
            if is_out_of_memory(error):
                error = Unreadable(say("needs more memory than there is"), answer.name)
            if not isinstance(error, Unreadable):
                raise
            what = say("{name} {reason}.", name=answer.name, reason=error.reason)
            sentence = say("{what} {do}", what=what, do=error.do) if error.do else what
            return replace(answer, error=sentence, seconds=time.perf_counter() - started), None
        return replace(answer, width=width, height=height, seconds=time.perf_counter() - started), view

    def _answers(self, model: InferenceModel, looks: Sequence[tuple[Answer, Tensor | None]]) -> list[Answer]:
        views = [view for _, view in looks if view is not None]
        if not views:
            return [answer for answer, _ in looks]
        started = time.perf_counter()
        sizes = [(answer.height, answer.width) for answer, view in looks if view is not None]
        parts = self._parts.each(len(views), lambda part: model.predictions(torch.stack(views[part]), sizes[part]))
        predictions = itertools.chain.from_iterable(list(parts))
        share = (time.perf_counter() - started) / len(views)
        return [
            answer if view is None else replace(answer, prediction=next(predictions), seconds=answer.seconds + share)
            for answer, view in looks
        ]


def pictures_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files to name: given files as they are, folders as the pictures below them, each file once."""
    found: dict[Path, None] = {}
    for path in paths:
        path = path.absolute()
        inside = [path / name for name in list_pictures(path, Watcher()).pictures] if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


@dataclass(frozen=True)
class _SideBySide:
    """How threads share the naming of many pictures: each reads a batch and asks the model about it.

    On a CPU each thread computes alone. All of them on one batch would wait for each other after every layer, and for
    those that read: naming a folder so was measured 15 % quicker on two cores.
    """

    model: InferenceModel
    threads: int
    count: int  # pictures of a thread's batch
    turn: AbstractContextManager[object]  # held while the model is asked

    @classmethod
    def of(cls, model: InferenceModel, pictures: int) -> _SideBySide:
        """Decide for so many pictures."""
        if model.compute.device != "cpu":
            return cls(model, usable_cores(), BATCH, threading.Lock())
        threads = model.compute.threads
        return cls(model.on_threads(1), threads, max(min(BATCH, pictures) // threads, 1), nullcontext())


def _ahead(
    pool: ThreadPoolExecutor, named: Callable[[Batch], list[Answer]], batches: Sequence[Batch], *, most: int
) -> Iterator[list[Answer]]:
    """Yield the answers in order while at most so many batches are being worked on."""
    waiting: deque[Future[list[Answer]]] = deque()
    for batch in batches:
        waiting.append(pool.submit(named, batch))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
