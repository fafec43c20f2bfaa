"""A look at an annotation tool's files: how many pictures they list, and what was drawn or answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sft_gui.data.parse.guard import Malformed
from sft_gui.data.readers.looks import looked
from sft_gui.data.readers.pairing import Pictures
from sft_gui.data.readers.tools.dialect import Dialect, look
from sft_gui.data.readers.tools.shapes import Said
from sft_gui.data.source import Source, folder_of, some, stem_of

MAX_LOOKED_AT = 40  # files
MAX_MEASURED = 5000  # files whose sizes are asked
MAX_COLUMNS = 30  # attributes or questions
MIN_WITH_SHAPES = 0.2  # of the pictures; where fewer have shapes, the others were hardly looked at
MAX_DIFFERENT = 10_000  # values that are counted
SAMPLES = 3
ASIDE = frozenset(("thumbnails", "previews", "thumbs"))
CLASS_WORDS = """class classes label labels name category categories type kind object object_name class_name label_name
choice choices tag species classname labelname klasse classe clase 类别
标签 名称 分类 类型 種類 クラス ラベル 클래스 라벨"""
NO_CLASS_WORDS = """occluded truncated difficult iscrowd crowd quality image_quality id track_id trackid score
confidence color colour comment comments description text note notes annotator reviewed verified rotation"""


@dataclass
class Survey:
    """What a tool's files say, those looked at; ``share`` of all that may be its."""

    candidates: int
    looked: int = 0
    files: list[str] = field(default_factory=list)
    damaged: Malformed | None = None
    listed: int = 0
    undone: int = 0
    gone: int = 0
    missing: list[str] = field(default_factory=list)
    there: set[str] = field(default_factory=set)  # pictures that are listed
    paired: set[str] = field(default_factory=set)  # those of them that somebody has looked at
    with_shapes: int = 0
    boxes: int = 0
    outlines: int = 0
    masks: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    attributes: dict[str, Counter[str]] = field(default_factory=dict)
    questions: dict[str, Counter[str]] = field(default_factory=dict)
    several: Counter[str] = field(default_factory=Counter)  # pictures with several answers to a question
    shown: list[tuple[str, Said]] = field(default_factory=list)

    @property
    def shapes(self) -> int:
        """How many there are that have an area."""
        return self.boxes + self.drawn

    @property
    def explained(self) -> int:
        """How many pictures it says something of: not those without shapes where nearly all have none."""
        is_worked_on = MIN_WITH_SHAPES * len(self.paired) <= self.with_shapes
        return self.of_all(len(self.paired) if is_worked_on else self.with_shapes)

    @property
    def answered(self) -> int:
        """How many pictures have an answer to the question that most have one to, of those with different answers."""
        return max((column.total() for column in self.questions.values() if len(column) > 1), default=0)

    @property
    def drawn(self) -> int:
        """How many are no rectangles."""
        return self.outlines + self.masks

    def of_all(self, count: int) -> int:
        """Return what a number of the files looked at is among all of them, about."""
        is_sample = self.looked < self.candidates and 2 * len(self.files) >= self.looked
        return count if not is_sample else round(count * self.candidates / max(1, self.looked))

    def add(self, path: str, said: Said, pictures: Pictures) -> None:
        """Count what is said of one picture."""
        self.listed += 1
        picture = find(pictures, path, said, is_beside=False)
        if picture is None:
            self.gone += 1
            if len(self.missing) < SAMPLES:
                self.missing.append(str(said.names[0]) if said.names else path)
        else:
            self.there.add(picture)
            if said.is_done:
                self.paired.add(picture)
        self.undone += not said.is_done
        for shape in said.shapes:
            self.boxes += shape.is_box
            self.masks += shape.runs is not None
            self.outlines += not shape.is_box and shape.runs is None
        self.with_shapes += bool(said.shapes) and picture is not None
        self.left_out.update(said.left_out)
        for shape in said.shapes:
            if shape.label:
                _count(self.labels, shape.label)
            for name, value in shape.answers.items():
                _count_in(self.attributes, name, value)
        for question, answers in said.answers.items():
            if len(set(answers)) == 1:
                _count_in(self.questions, question, answers[0])
            elif answers and (question in self.several or len(self.several) < MAX_COLUMNS):
                self.several[question] += 1
        if picture is not None and len(self.shown) < SAMPLES and (said.shapes or said.answers):
            self.shown.append((picture, said))


def _count(counter: Counter[str], value: str) -> None:
    if value in counter or len(counter) < MAX_DIFFERENT:
        counter[value] += 1


def _count_in(columns: dict[str, Counter[str]], name: str, value: str) -> None:
    if name in columns or len(columns) < MAX_COLUMNS:
        _count(columns.setdefault(name, Counter()), value)


_surveys: WeakKeyDictionary[Source, dict[str, Survey]] = WeakKeyDictionary()


def survey(source: Source, dialect: Dialect) -> Survey:
    """Look at some of the files that may be the tool's; once for a source."""
    known = _surveys.setdefault(source, {})
    if dialect.name not in known:
        known[dialect.name] = _survey(source, dialect)
    return known[dialect.name]


def _survey(source: Source, dialect: Dialect) -> Survey:
    memo, key = looked(source).memo, f"files of tools {dialect.suffixes}"
    if key not in memo:
        files = [path for path in source.of_kind(*dialect.suffixes) if dialect.fits(path)]
        memo[key] = len(files), _sample(source, files)
    count, sample = memo[key]
    found = Survey(count)
    pictures: Pictures | None = None
    for path in sample:
        found.looked += 1
        try:
            saids = look(source, path, dialect)
        except Malformed as error:
            found.damaged = found.damaged or error
            continue
        if saids is None:
            continue
        found.files.append(path)
        pictures = pictures or Pictures(plain_pictures(source, dialect))
        for number, said in enumerate(saids):
            if number % 1000 == 0:
                source.watcher.check()
            found.add(path, said, pictures)
    return found


def _sample(source: Source, candidates: Sequence[str]) -> list[str]:
    """Some files, those first that are named like no picture: they are about many, and of these the large ones."""
    if len(candidates) <= MAX_LOOKED_AT:
        return list(candidates)
    names = looked(source).names
    beside = [path for path in candidates if stem_of(path) in names or stem_of(stem_of(path)) in names]
    known = set(beside)
    others = [path for path in candidates if path not in known]
    room = MAX_LOOKED_AT if not beside else MAX_LOOKED_AT // 2
    large = sorted(some(others, MAX_MEASURED), key=source.size, reverse=True)[: room // 2]
    first = list(dict.fromkeys([*large, *some(others, room // 2)]))
    return [*first, *some(beside, MAX_LOOKED_AT - len(first))]


def plain_pictures(source: Source, dialect: Dialect) -> list[str]:
    """Return the pictures that are data: not masks, nor what documents and runs hold."""
    data, aside = looked(source).data, ASIDE | dialect.aside
    return [path for path in data if aside.isdisjoint(folder_of(path).casefold().split("/"))] or data


def find(pictures: Pictures, path: str, said: Said, *, is_beside: bool) -> str | None:
    """Return the picture that is meant."""
    for name in said.names:
        found = pictures.named(path, name, said.split)
        if found is not None:
            return found
    return pictures.beside(path) if is_beside else None


def by_fitness(columns: Mapping[str, Counter[str]]) -> list[str]:
    """Return the attributes or questions that may be the class, the likeliest first: few values, for most, so named."""
    most = max((column.total() for column in columns.values()), default=0)

    def fitness(name: str) -> tuple[object, ...]:
        column = columns[name]
        return (
            2 * column.total() >= most,
            len(column) <= max(20, column.total() // 2),
            _word(name) not in NO_CLASS_WORDS.split(),
            is_class_word(name),
            column.total(),
            len(column) > 1,
            -len(column),
        )

    return sorted((name for name, column in columns.items() if column), key=fitness, reverse=True)


def is_class_word(name: str) -> bool:
    """Tell whether an attribute or a question is named as one that holds the class."""
    return _word(name) in CLASS_WORDS.split()


def _word(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def names_of(counters: Iterable[str], limit: int = 5) -> str:
    """Join some names for a sentence."""
    names = list(counters)
    return ", ".join(names[:limit]) + (" ..." if len(names) > limit else "")
