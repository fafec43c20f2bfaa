"""What folders say of each picture: its class and its part; from the paths alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sft_gui.data.index import Split, natural_key
from sft_gui.data.posix import name_of, stem_of
from sft_gui.data.readers.folders import words
from sft_gui.data.readers.folders.joining import joined
from sft_gui.data.readers.folders.tree import Holder, Node, Walk, tree_of
from sft_gui.data.readers.splits import Part, parts_of
from sft_gui.messages import Message, counted, say

MAX_NAMED = 3
SAME = 0.9  # of the pictures of a fold must be in another one too, where it is the same pictures again
MASK = re.compile(
    r"(.*[^\s_-])[\s_-]+(?:mask|segmentation|seg|gt|annotation|matte|trimap)(?:[\s_-]*\d+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """A picture's class and split by its folders; no class where it lies in no class folder."""

    path: str
    label: str | None
    split: Split | None
    folder: str = ""  # the class's, as it is spelt
    part: Part | None = None


@dataclass
class Left:
    """Pictures without a class: right in a folder where class folders are missing, or all below it."""

    folder: str
    count: int
    is_beside: bool = True  # or one of the pictures to predict, which are no part of the data


@dataclass
class Layout:
    """What the folders mean."""

    places: list[Place] = field(default_factory=list)  # of all pictures, in their order
    notes: list[Message] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    level: int | None = None  # of the classes, from 1 below the source; None where it differs
    aside: dict[str, int] = field(default_factory=dict)  # pictures that are no part of the data, by their folder
    masks: list[str] = field(default_factory=list)  # pictures that are masks of others
    left: list[Left] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # folders
    groups: list[str] = field(default_factory=list)  # folders
    lists: list[str] = field(default_factory=list)  # files that say the parts or the classes besides
    is_sure: bool = True  # that groups are groups
    can_join: bool = False

    @property
    def explained(self) -> int:
        """The number of pictures with a class."""
        return self.counts.total()

    @property
    def num_aside(self) -> int:
        """The number of pictures that are no part of the data."""
        return len(self.masks) + sum(self.aside.values()) + sum(each.count for each in self.left if not each.is_beside)

    def all_notes(self) -> list[Message]:
        """Say what was taken for what, and what is passed over."""
        return [*self.notes, *_passed_over(self)]


def understand(paths: Sequence[str], folders: Iterable[str] = (), join: bool | None = None) -> Layout:
    """Find class and split of each path from the folders; ``folders`` are all, so that empty ones can be named."""
    masks = _masks(paths)
    walk = Walk(tree_of(path for path in paths if path not in masks))
    layout = Layout(parts=list(walk.parts), is_sure=walk.is_sure)
    layout.groups = [kid.path for kids in walk.groups.values() for kid in kids]
    found: dict[str, Place] = {}
    for holder in walk.holders:
        found.update(_labelled(holder))
    layout.masks = sorted(masks | _masks_in_folders(walk), key=natural_key)
    for path in layout.masks:
        found.pop(path, None)
    again = _seen_again(walk, found)
    for path in again:
        del found[path]
    _finish(layout, paths, found, join)
    levels = {holder.node.path.count("/") + 2 if holder.node.path else 1 for holder in walk.holders}
    layout.level = levels.pop() if len(levels) == 1 else None
    layout.aside = {node.path: node.count for node in walk.aside}
    layout.left = list(_left(walk, found))
    if layout.counts:
        layout.notes.extend(_notes(layout, walk, found, again))
        layout.notes.extend(_empty(walk, folders))
    return layout


def at_level(paths: Sequence[str], level: int, join: bool | None = None) -> Layout:
    """Take the folders of one level for the classes, whatever they are named; parts are looked for above and below."""
    chains = {path: path.split("/")[:-1] for path in paths}
    depth = max(map(len, chains.values()), default=0)
    parts_at = {}
    for each in range(depth):
        if each != level - 1:
            names = {chain[each] for chain in chains.values() if len(chain) > each}
            known = parts_of(names)
            if known and (len(known) == len(names) or len(set(known.values())) > 1):
                parts_at[each] = known
    found = {}
    for path, chain in chains.items():
        if len(chain) >= level:
            part = next(
                (known[chain[i]] for i, known in parts_at.items() if len(chain) > i and chain[i] in known), None
            )
            found[path] = _place(path, chain[level - 1], part)
    layout = Layout(level=level)
    _finish(layout, paths, found, join)
    layout.left = [Left("", len(paths) - len(found))]
    return layout


def depth_of(paths: Iterable[str]) -> int:
    """Return how many folders deep the deepest picture lies."""
    return max((path.count("/") for path in paths), default=0)


def _place(path: str, folder: str, part: Part | None) -> Place:
    return Place(path, folder, None if part is None else part.split, folder, part)


def _labelled(holder: Holder) -> Iterable[tuple[str, Place]]:
    """Give each picture below the class folders its place; a class folder may hold the parts."""
    inside = {name for each in holder.classes for name in each.children}
    parts: Mapping[str, Part] = parts_of(inside) if holder.part is None else {}
    if len(parts) < len(inside) or len(set(parts.values())) < 2:
        parts = {}
    for each in holder.classes:
        label = holder.labels.get(each.name, each.name)
        for path in each.pictures:
            yield path, _place(path, label, holder.part)
        for child in each.children.values():
            part = parts.get(child.name, holder.part)
            for path in child.below():
                yield path, _place(path, label, part)


def _finish(layout: Layout, paths: Sequence[str], found: Mapping[str, Place], join: bool | None) -> None:
    """Give the classes their names, and each picture its place in the pictures' order."""
    names = joined([(place.folder, place.split) for place in found.values()], join)
    for path in paths:
        place = found.get(path)
        if place is None:
            layout.places.append(Place(path, None, None))
            continue
        label = names.names[place.folder]
        layout.places.append(Place(path, label, place.split, place.folder, place.part))
        layout.counts[label] += 1
    layout.notes.extend(names.notes)
    layout.can_join = names.is_choice


def _seen_again(walk: Walk, found: Mapping[str, Place]) -> list[str]:
    """Return the pictures of all groups but the first that are in it under another part, as whole folds have them.

    Read together, the same picture would be in training and in validation.
    """
    again: list[str] = []
    for kids in walk.groups.values():
        first, *others = kids
        inside = [_fold_key(path, place) for path, place in _in(first, found)]
        seen = dict(inside)
        if len(seen) < len(inside) or not any(seen.values()) or not all(words.counts(kid.name) for kid in kids):
            continue
        for kid in others:
            here = dict(_fold_key(path, place) for path, place in _in(kid, found))
            both = here.keys() & seen.keys()
            if len(both) >= SAME * len(here) and any(here[each] is not seen[each] for each in both):
                again.extend(path for path, _ in _in(kid, found))
    return again


def _fold_key(path: str, place: Place) -> tuple[tuple[str, str], Part | None]:
    return (place.folder, name_of(path)), place.part


def _masks(paths: Sequence[str]) -> set[str]:
    """Return the pictures that are by their names masks of others beside them: "benign (1)_mask.png"."""
    marked = [(path, found) for path in paths if (found := MASK.fullmatch(path.rpartition(".")[0])) is not None]
    if not marked:
        return set()
    stems = {path.rpartition(".")[0] for path in paths}
    return {path for path, found in marked if found.group(1) in stems}


def _masks_in_folders(walk: Walk) -> set[str]:
    """Return the pictures below a class that lie in a folder of masks beside one of pictures: COVID/{images, masks}."""
    found: set[str] = set()
    for holder in walk.holders:
        for each in holder.classes:
            kids = each.children.values()
            if any(words.holds_pictures(kid.name) for kid in kids):
                found.update(path for kid in kids if words.holds_masks(kid.name) for path in kid.below())
    return found


def _in(node: Node, found: Mapping[str, Place]) -> Iterable[tuple[str, Place]]:
    return ((path, found[path]) for path in node.below() if path in found)


def _left(walk: Walk, found: Mapping[str, Place]) -> Iterable[Left]:
    for node, part in walk.unlabelled:
        count = sum(path not in found for path in node.pictures)
        if count:
            yield Left(node.path, count, part in (None, Part.TRAIN, Part.VAL))
    for node in walk.beside:
        yield Left(node.path, node.count)


# What is said


def _passed_over(layout: Layout) -> Iterable[Message]:
    if not layout.counts:
        return
    for folder, count in layout.aside.items():
        yield counted(
            count,
            "{count} picture in '{folder}' is passed over: that folder is taken for no class.",
            "{count} pictures in '{folder}' are passed over: that folder is taken for no class.",
            folder=folder,
        )
    if layout.masks:
        yield counted(
            len(layout.masks),
            "{count} picture is by its name the mask of another one, and passed over: {path}.",
            "{count} pictures are by their names the masks of others, and passed over, such as {path}.",
            path=layout.masks[0],
        )
    top = sum(each.count for each in layout.left if not each.folder)
    if top:
        yield counted(
            top,
            "{count} picture lies beside the class folders and is passed over.",
            "{count} pictures lie beside the class folders and are passed over.",
        )
    for each in layout.left:
        if not each.folder or not each.count:
            continue
        if each.is_beside:
            yield counted(
                each.count,
                "{count} picture in '{folder}' lies in no class folder and is passed over.",
                "{count} pictures in '{folder}' lie in no class folders and are passed over.",
                folder=each.folder,
            )
        else:
            yield counted(
                each.count,
                "{count} picture in '{folder}' lies in no class folder: it is one to predict, and passed over.",
                "{count} pictures in '{folder}' lie in no class folders: they are ones to predict, and passed over.",
                folder=each.folder,
            )


def _notes(layout: Layout, walk: Walk, found: Mapping[str, Place], again: Sequence[str]) -> Iterable[Message]:
    """Say what was taken for what."""
    for folder, part in walk.guessed.items():
        if part is Part.TEST:
            yield say(
                "'{folder}' holds the folders of the other parts, so it is taken for the test set.", folder=folder
            )
        else:
            yield say("'{folder}' holds the folders of the other parts, so it is taken for validation.", folder=folder)
    for folder, names in _joined_below(walk):
        yield say("'{folder}' is read as one class with the folders in it: {names}.", folder=folder, names=names)
    if again:
        yield counted(
            len(again),
            "{count} picture of further folds is in the first one too, in another part; only '{folder}' is read.",
            "{count} pictures of further folds are in the first one too, in other parts; only '{folder}' is read.",
            folder=layout.groups[0],
        )
    elif layout.groups:
        yield from _versions(walk, found)
    like_parts = [name for holder in walk.holders for name in parts_of([each.name for each in holder.classes])]
    for name in () if layout.parts else like_parts[:MAX_NAMED]:
        yield say("The folder '{name}' is named like a part of a data set, and taken for a class.", name=name)


def _joined_below(walk: Walk) -> Iterable[tuple[str, str]]:
    """Find class folders that hold folders and no pictures, where most hold pictures: cathedral/{indoor, outdoor}."""
    classes = [each for holder in walk.holders for each in holder.classes]
    deep = [each for each in classes if len(each.children) > 1 and not each.pictures]
    inner = {name for each in deep for name in each.children}
    are_told = not (all(map(words.is_no_class, inner)) or words.are_numbered({words.key(name) for name in inner}))
    if 2 * len(deep) < len(classes) or are_told:
        for each in deep[:MAX_NAMED]:
            if not parts_of(list(each.children)):
                yield each.path, ", ".join(list(each.children)[:MAX_NAMED])


def _versions(walk: Walk, found: Mapping[str, Place]) -> Iterable[Message]:
    """Say where groups hold pictures of the same names, which may be versions of one picture."""
    for kids in walk.groups.values():
        times = Counter((place.folder, stem_of(path)) for kid in kids for path, place in _in(kid, found))
        many = sum(count > 1 for count in times.values())
        if 2 * many > len(times):
            names = ", ".join(f"'{kid.name}'" for kid in kids[:MAX_NAMED])
            yield say(
                "The folders {names} hold pictures of the same names: if these are versions of one picture, it can be "
                "in training and in validation. To use one version, open its folder.",
                names=names,
            )


def _empty(walk: Walk, folders: Iterable[str]) -> Iterable[Message]:
    """Name folders without a picture that lie among the class folders."""
    places = {holder.node.path: holder for holder in walk.holders}
    with_pictures = {each.path for holder in walk.holders for each in holder.node.children.values()}
    used = {words.key(each.name) for holder in walk.holders for each in holder.classes}
    empty = []
    for folder in folders:
        parent, _, name = folder.rpartition("/")
        if parent in places and folder not in with_pictures and words.key(name) not in used:
            says_nothing = words.holds_pictures(name) or words.holds_masks(name) or words.is_aside(name)
            if not (says_nothing or words.is_of_programs(name) or parts_of([name])):
                empty.append(folder)
    for folder in empty[:MAX_NAMED]:
        yield say("The folder '{folder}' holds no picture, so it is no class.", folder=folder)
    more = len(empty) - MAX_NAMED
    if more > 0:
        yield counted(more, "{count} more such folder holds no picture.", "{count} more such folders hold no picture.")


__all__ = ["Layout", "Place", "at_level", "depth_of", "understand"]
