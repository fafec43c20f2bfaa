"""What the masks of a source hold together: their values and colours, and whether these are levels with soft edges."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sft_gui.data.decode import Unreadable
from sft_gui.data.readers.masks.legends import Row
from sft_gui.data.readers.masks.look import VALUES, Look, levels_of, look_at
from sft_gui.data.source import Source, some
from sft_gui.errors import UserError
from sft_gui.messages import say

MAX_SAMPLED = 300
MAX_CLASSES = 255
SOFT_GAP, MIN_BETWEEN = 64, 3  # levels so far apart may have soft edges, which have at least so many values
THIN = 0.25  # share of its pixels in even areas, below which a value is no class but an edge
CLEAR_GAP = 32  # levels of masks in JPEG that are nearer to each other cannot be told apart
NEAR = 0.2  # of the gap between two levels, within which a value is clearly one of them
FAR_SHARE = 0.1  # of the pixels beside the levels, up to which those in the middle do not matter
MIN_OBJECTS, MIN_COUNTS = 8, 3  # where masks number their objects, some have so many, and they are differently many
SAVE_WITHOUT_LOSS = say("Save masks without loss (PNG), with one colour or value for each class.")


@dataclass
class Content:
    """What was found. Values are those of masks in grey or with a palette."""

    values: Counter[int] = field(default_factory=Counter)
    solid: Counter[int] = field(default_factory=Counter)
    alpha: Counter[int] = field(default_factory=Counter)
    colours: set[int] = field(default_factory=set)
    palette: dict[int, int] = field(default_factory=dict)
    counts: set[int] = field(default_factory=set)  # of objects, in masks whose values are 0, 1, ... without a gap
    is_palette_mixed: bool = False  # one value has two colours in two files
    are_objects_numbered: bool = True
    num_coloured: int = 0  # masks that have colours only
    num_alpha_only: int = 0
    num_opaque: int = 0  # masks without transparency
    num_seen: int = 0
    num_lossy: int = 0
    is_sampled: bool = False
    worst: tuple[int, str] = (0, "")  # the most values or colours, and the file

    def add(self, mask: str, look: Look) -> None:
        """Take in one mask."""
        self.num_seen += 1
        self.values.update(look.values)
        self.solid.update(look.solid)
        self.alpha.update(look.alpha)
        self.colours.update(look.colours)
        self.num_coloured += not look.values
        self.num_alpha_only += look.is_alpha_only
        self.num_opaque += not look.alpha
        self.num_lossy += look.is_lossy
        self.worst = max(self.worst, (look.kinds, mask))
        for value, colour in look.palette.items():
            self.is_palette_mixed |= self.palette.setdefault(value, colour) != colour
        highest = max(look.values, default=-1)
        self.are_objects_numbered &= highest >= 0 and len(look.values) >= highest
        self.counts.add(highest)

    @property
    def is_indexed(self) -> bool:
        """Whether values say what a pixel is, and not colours."""
        return bool(self.values) and not self.num_coloured and not self.is_palette_mixed

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether a legend has all values, or all colours, that were found."""
        if self.is_indexed and self.values.keys() - {VALUES - 1} <= {row.value for row in rows}:
            return True
        codes = {row.colour[0] << 16 | row.colour[1] << 8 | row.colour[2] for row in rows if row.colour}
        return bool(self.colours) and self.colours <= codes

    def share_of(self, values: Collection[int]) -> float:
        """Return the share of the pixels that have one of these values."""
        return sum(self.values[value] for value in values) / max(1, self.values.total())

    @property
    def is_alpha_only(self) -> bool:
        """Whether nothing but the transparency of the masks says anything."""
        return self.num_alpha_only > 0 and not self.num_opaque and len(self.colours) == 1

    @property
    def has_numbered_objects(self) -> bool:
        """Whether the values are the numbers of a mask's objects, not classes."""
        many = self.is_indexed and self.are_objects_numbered and not self.palette
        return many and len(self.counts) >= MIN_COUNTS and max(self.counts) >= MIN_OBJECTS

    def levels(self) -> dict[int, int] | None:
        """Return each value's level where there are levels with soft edges between them; None where there are none.

        Raises:
            UserError: there are more than two, and many values are of none clearly.
        """
        if not self.is_indexed or len(self.values) <= 2 or max(self.values) >= VALUES:
            return None
        levels = levels_of(self.values, self.solid, is_lossy=self.num_lossy > 0)
        gap = max((b - a for a, b in itertools.pairwise(levels)), default=0)
        between = [value for value in self.values if value not in levels]
        if self.num_lossy:
            near = min((b - a for a, b in itertools.pairwise(levels)), default=0)
            if near < CLEAR_GAP:
                what = say("The masks are in JPEG, which blurs their values: {name}.", name=self.worst[1])
                raise UserError(what, SAVE_WITHOUT_LOSS)
        elif gap < SOFT_GAP or not self._is_soft(between, levels):
            return None
        if len(levels) == 2:
            middle = sum(levels) / 2
            return {value: levels[value >= middle] for value in range(VALUES)}
        return self._nearest(levels, between)

    def _is_soft(self, between: Sequence[int], levels: Sequence[int]) -> bool:
        inside = [value for value in between if levels[0] < value < levels[-1]]
        thin = sum(self.solid[value] for value in inside) < THIN * sum(self.values[value] for value in inside)
        return thin and len(inside) >= MIN_BETWEEN and max(inside) - min(inside) >= SOFT_GAP / 2

    def _nearest(self, levels: Sequence[int], between: Sequence[int]) -> dict[int, int]:
        found, far = {}, 0
        for value in range(VALUES):
            one, other = sorted(levels, key=lambda level: abs(level - value))[:2]
            if abs(one - value) <= NEAR * abs(one - other):
                found[value] = one
            else:
                far += self.values.get(value, 0)
        if far > FAR_SHARE * sum(self.values[value] for value in between):
            values = {"count": len(levels), "name": self.worst[1]}
            raise UserError(
                say(
                    "The edges in the masks are soft, and between {count} values it is unclear what they are: {name}.",
                    **values,
                ),
                SAVE_WITHOUT_LOSS,
            )
        return found


def content_of(source: Source, masks: Sequence[str], most: int = MAX_SAMPLED) -> Content:
    """Look into the masks, at most ``most`` of them; what cannot be read is passed over.

    Raises:
        UserError: they hold more values or colours than there can be classes.
    """
    content = Content(is_sampled=len(masks) > most)
    sample = some(masks, most)
    for number, mask in enumerate(sample):
        source.watcher.tell(number, len(sample), say("Reading masks"))
        try:
            content.add(mask, look_at(source.path(mask)))
        except Unreadable:
            continue  # its picture is listed with the reason later
        if len(content.colours) > MAX_CLASSES + 1 and content.num_coloured:
            _refuse(content)
    return content


def check_kinds(content: Content) -> None:
    """Raise UserError where there are more values or colours than there can be classes."""
    if len(content.values if content.is_indexed else content.colours) > MAX_CLASSES + 1:
        _refuse(content)


def _refuse(content: Content) -> None:
    raise UserError(
        say(
            "The masks hold more than {limit} colours or values, as those with soft edges do: {name} has {count}.",
            limit=MAX_CLASSES,
            name=content.worst[1],
            count=content.worst[0],
        ),
        SAVE_WITHOUT_LOSS,
    )
