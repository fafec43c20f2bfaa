"""The tree of folders, from the paths of its pictures alone, and what each level of it is.

A level is a wrapper that all pictures share, the parts of a data set (train, val, test), groups (folds, variants,
patients: each holds the same folders), or the classes. Branches may differ in depth: each is walked by itself, the
largest first, and then the classes that it has are looked for in the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from sft_gui.data.posix import stem_of
from sft_gui.data.readers.folders import words
from sft_gui.data.readers.folders.words import key
from sft_gui.data.readers.splits import Part, part_of, parts_of, words_in

FEW, SHARE = 3, 0.2  # pictures, or of what a usual folder beside it holds: a folder with no more may be aside
MOST = 0.8  # of the pictures
ALIKE = 0.5  # of all the folders' names each folder must have on average, where they are to be groups


@dataclass(eq=False)
class Node:
    """A folder."""

    name: str
    path: str  # "" at the top
    children: dict[str, Node] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)  # right in it
    count: int = 0  # in it and below

    def below(self) -> Iterable[str]:
        """Give all pictures in it, those right in it first."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield from node.pictures
            pending.extend(reversed(node.children.values()))


@dataclass(frozen=True, slots=True)
class Holder:
    """A folder whose folders are classes."""

    node: Node
    classes: tuple[Node, ...]
    part: Part | None
    labels: Mapping[str, str] = field(default_factory=dict)  # by folder's name, where the class is only a part of it


def tree_of(paths: Iterable[str]) -> Node:
    """Build the tree from pictures' paths."""
    top = Node("", "")
    for path in paths:
        node = top
        top.count += 1
        for name in path.split("/")[:-1]:
            child = node.children.get(name)
            if child is None:
                child = node.children[name] = Node(name, f"{node.path}/{name}" if node.path else name)
            child.count += 1
            node = child
        node.pictures.append(path)
    return top


class Walk:
    """What each folder is; ``holders`` are empty where folders name no classes."""

    def __init__(self, top: Node) -> None:
        self.holders: list[Holder] = []
        self.aside: list[Node] = []  # documents, runs, masks: no part of the data
        self.unlabelled: list[tuple[Node, Part | None]] = []  # folders with pictures right in them, where classes end
        self.beside: list[Node] = []  # folders beside the parts
        self.groups: dict[str, list[Node]] = {}  # by the folder that they are in
        self.parts: dict[str, Part] = {}  # folders
        self.guessed: dict[str, Part] = {}  # those of them whose names do not say it
        self.is_sure = True  # that groups are groups: their names say it, not only that they hold the same folders
        self._known: set[str] = set()
        self._go(top, None)

    def _go(self, node: Node, part: Part | None) -> None:
        node = self._through(node, part)
        kids = self._kids(node)
        if not kids:
            self.unlabelled.append((node, part))
            return
        if any(key(kid.name) in self._known for kid in kids):
            self._hold(node, kids, part)
            return
        names = {key(kid.name) for kid in kids}
        if any(_is_part_of_siblings(kid, names) for kid in kids):
            self._hold(node, kids, part)
            return
        parts = _parts(kids)
        rests = _rests(kids) if len(parts) == len(kids) else {}
        if rests:
            self._hold_parted(node, kids, parts, rests)
            return
        if parts:
            self._go_parts(node, kids, parts, part)
            return
        if all(map(_is_initial, kids)) and len(kids) > 1:
            self._loose(node, part)
            for kid in kids:  # a/abbey, a/airport, c/cathedral
                self._hold(kid, list(kid.children.values()), part)
            return
        if _is_groups(kids, self):
            self.groups[node.path] = kids
            self._loose(node, part)
            for kid in sorted(kids, key=lambda kid: -kid.count):
                self._go(kid, part_of(kid.name) or part)
            return
        lone = _lone(kids)
        if lone is not None:
            self._loose(node, part)
            self._go(lone, part)
            for kid in kids:
                inner = part_of(kid.name)
                if kid is not lone and inner is not None:
                    self.parts[kid.path] = inner
                    self._go(kid, inner)
                elif kid is not lone:
                    self.beside.append(kid)
            return
        self._hold(node, kids, part)

    def _through(self, node: Node, part: Part | None) -> Node:
        """Go down while there is but one folder, which says nothing."""
        while True:
            kids = self._kids(node)
            if len(kids) != 1 or key(kids[0].name) in self._known:
                return node
            (kid,) = kids
            says_nothing = words.holds_pictures(kid.name) or key(kid.name) == key(node.name)
            if not kid.children and not says_nothing:
                return node
            is_shared = len(kid.children) > 1 or not kid.pictures or says_nothing
            if not is_shared or part_of(kid.name) is not None:
                return node
            self._loose(node, part)
            node = kid

    def _loose(self, node: Node, part: Part | None) -> None:
        if node.pictures:
            self.unlabelled.append((node, part))

    def _kids(self, node: Node) -> list[Node]:
        """Return the folders in one, without those that lie aside, which are kept."""
        kids = list(node.children.values())
        aside = [kid for kid in kids if _is_aside(kid, kids)]
        if len(aside) == len(kids):
            aside = []
        for kid in aside:
            if kid not in self.aside:
                self.aside.append(kid)
        return [kid for kid in kids if kid not in aside]

    def _go_parts(self, node: Node, kids: Sequence[Node], parts: Mapping[str, Part], outer: Part | None) -> None:
        self._loose(node, outer)
        parts = {**parts, **self._further_part(kids, parts)}
        in_order = sorted(kids, key=lambda kid: (parts.get(kid.name) is not Part.TRAIN, -kid.count))
        for kid in in_order:
            if kid.name not in parts:
                self.beside.append(kid)
                continue
            self.parts[kid.path] = parts[kid.name]
            is_finer = outer in (None, Part.TRAIN)  # train/train and train/val
            self._go(kid, parts[kid.name] if is_finer else outer)

    def _further_part(self, kids: Sequence[Node], parts: Mapping[str, Part]) -> dict[str, Part]:
        """Return the one folder beside the parts that holds the same folders, as the part that is missing."""
        known = {key(name) for kid in kids if kid.name in parts for name in names_below(kid)}
        unknown = [kid for kid in kids if kid.name not in parts and names_below(kid)]
        missing = [part for part in (Part.VAL, Part.TEST) if part not in parts.values()]
        if len(unknown) != 1 or len(missing) != 1 or not names_below(unknown[0]) <= known:
            return {}
        self.guessed[unknown[0].path] = missing[0]
        return {unknown[0].name: missing[0]}

    def _hold_parted(
        self, node: Node, kids: Sequence[Node], parts: Mapping[str, Part], rests: Mapping[str, str]
    ) -> None:
        """Take folders for a part's class each: train_cat, train_dog, test_cat."""
        self._loose(node, None)
        for part in dict.fromkeys(parts.values()):
            classes = tuple(kid for kid in kids if parts[kid.name] is part)
            self.parts.update((kid.path, part) for kid in classes)
            self.holders.append(Holder(node, classes, part, rests))

    def _is_like_known(self, name: str) -> bool:
        """Tell a class that there is, or one numbered as these are: n000003 beside n000001 and n000002."""
        shape = re.sub(r"\d", "0", key(name))
        return key(name) in self._known or (
            "0" in shape and shape in {re.sub(r"\d", "0", each) for each in self._known}
        )

    def _hold(self, node: Node, kids: Sequence[Node], part: Part | None) -> None:
        """Take the folders for classes."""
        if len(kids) == 1 and self._known and part is not None and not self._is_like_known(kids[0].name):
            self.unlabelled.append((kids[0], part))  # as test/unknown/1.jpg, a class that some loaders need
            self._loose(node, part)
            return
        names = {key(kid.name) for kid in kids}
        subsets = [kid for kid in kids if _is_part_of_siblings(kid, names)]
        unnamed = [kid for kid in kids if part_of(kid.name) is Part.PREDICT and not kid.children and len(kids) > 2]
        classes = [kid for kid in kids if kid not in subsets and kid not in unnamed]
        if len(classes) < 2 and len(kids) > 1:
            classes, subsets, unnamed = list(kids), [], []
        self._known.update(key(kid.name) for kid in classes)
        self.holders.append(Holder(node, tuple(classes), part))
        self._loose(node, part)
        self.unlabelled.extend((kid, Part.PREDICT) for kid in unnamed)
        for kid in subsets:
            inner = part_of(kid.name)
            if inner is not None:
                self.parts[kid.path] = inner
            self._go(kid, inner or part)


def _is_aside(kid: Node, kids: Sequence[Node]) -> bool:
    of_programs, masks = words.is_of_programs(kid.name), words.holds_masks(kid.name)
    if not (of_programs or masks or words.is_aside(kid.name)):
        return False
    others = [each for each in kids if each is not kid]
    if not others:
        return False
    if masks and all(words.holds_masks(each.name) for each in others):  # label_0 and label_1 are classes
        return False
    if masks:
        inner = names_below(kid)
        if not kid.children and all(each.children and not words.holds_masks(each.name) for each in others):
            return True
        if _are_masks_of_few(kid, others):
            return True
        return bool(inner) and any(inner <= names_below(each) and not words.holds_masks(each.name) for each in others)
    is_other_kind = bool(kid.children) if of_programs else not kid.children and all(each.children for each in others)
    return is_other_kind or _is_small(kid, others)


def _are_masks_of_few(kid: Node, others: Sequence[Node]) -> bool:
    """Tell a folder with masks of some pictures beside it: few, each named as a picture is."""
    if kid.children or kid.count > SHARE * sum(each.count for each in others):
        return False
    stems = {stem_of(path) for each in others for path in each.below()}
    return all(stem_of(path) in stems for path in kid.pictures)


def _is_small(kid: Node, others: Sequence[Node]) -> bool:
    usual = median(each.count for each in others)
    return kid.count <= max(min(FEW, usual // 2), SHARE * usual)


def _parts(kids: Sequence[Node]) -> Mapping[str, Part]:
    """Return which folders are parts: all have such names, or train and another do, or only these hold folders.

    A lone "train" among others may be a class.
    """
    found = parts_of([kid.name for kid in kids])
    if not found or len(found) == len(kids):
        return found
    if Part.TRAIN in found.values() and len(set(found.values())) > 1:
        return found
    deep = {kid.name for kid in kids if kid.children}
    return found if Part.TRAIN in found.values() and deep and deep <= found.keys() else {}


def _lone(kids: Sequence[Node]) -> Node | None:
    """Return the one folder that is no class but holds them, beside others of which none does.

    It says nothing and holds folders, or it holds the parts of a data set, and most pictures.
    """
    found = [kid for kid in kids if (words.holds_pictures(kid.name) and len(kid.children) > 1) or _holds_parts(kid)]
    if len(found) != 1 or 2 * found[0].count <= sum(kid.count for kid in kids):
        return None
    return None if any(len(_innermost(kid).children) > 1 for kid in kids if kid is not found[0]) else found[0]


def _holds_parts(node: Node) -> bool:
    """Tell a folder with train and other parts that hold the same folders."""
    inner = _innermost(node)
    parts = parts_of(list(inner.children))
    if Part.TRAIN not in parts.values() or len(set(parts.values())) < 2:
        return False
    return len(names_below(inner)) > 1


def _rests(kids: Sequence[Node]) -> dict[str, str]:
    """Return what folders without folders are named for besides their parts; none where that is not a class each."""
    if any(kid.children for kid in kids):
        return {}
    rests = {kid.name: "_".join(each for each in re.split(r"[\s_.-]+", kid.name) if not part_of(each)) for kid in kids}
    telling = set(map(key, rests.values()))
    says_nothing = [rest for rest in rests.values() if not words_in(rest) or words.is_no_class(rest)]
    return rests if 1 < len(telling) < len(kids) and not says_nothing else {}


def names_below(node: Node) -> set[str]:
    """Return the keys of the folders in one, past a lone folder that says nothing, and past parts."""
    node = _innermost(node)
    kids = list(node.children.values())
    parts = parts_of([kid.name for kid in kids])
    if kids and len(parts) == len(kids):
        inner = [_innermost(kid) for kid in kids]
        return {key(name) for each in inner for name in each.children}
    return {key(kid.name) for kid in kids if not _is_aside(kid, kids)}


def _innermost(node: Node) -> Node:
    while len(node.children) == 1 and not node.pictures:
        (kid,) = node.children.values()
        if not kid.children and not (words.holds_pictures(kid.name) or key(kid.name) == key(node.name)):
            break
        node = kid
    return node


def _is_groups(kids: Sequence[Node], walk: Walk) -> bool:
    """Tell folders that each hold the same folders: these are the classes then, unless it is they that say nothing."""
    below = {kid.path: names_below(kid) for kid in kids}
    deep = [kid for kid in kids if below[kid.path]]
    if len(deep) < 2 or sum(kid.count for kid in deep) < MOST * sum(kid.count for kid in kids):
        return False
    if len(deep) == len(kids) and all(words.is_made(kid.name) for kid in kids):
        return True
    union = set().union(*below.values())
    is_named = all(
        words.counts(kid.name) or words.is_variant(kid.name) or words.holds_pictures(kid.name) for kid in deep
    )
    if len(union) < 2 or not ((is_named and _overlap(deep, below, union)) or _are_alike(deep, below, union)):
        return False
    says_nothing = all(words.is_no_class(name) or words.holds_masks(name) for name in union)
    if not says_nothing and not is_named and words.are_numbered(union):
        walk.is_sure = False
        return False  # normal/{case01, case02} and tumour/{case01, case02}
    if says_nothing and not all(words.counts_pieces(kid.name) for kid in deep) and not _is_deeper(deep):
        return False  # cat/{front, back} and dog/{front, back}, person1/{session1, session2}
    walk.is_sure &= is_named
    return True


def _is_deeper(kids: Sequence[Node]) -> bool:
    """Tell that the folders two levels down are the same everywhere, and say more: Line1/{Cam1, Cam2}/{OK, NOK}."""
    inner = [grandkid for kid in kids for grandkid in _innermost(kid).children.values()]
    below = {each.path: names_below(each) for each in inner}
    union = set().union(*below.values())
    says_nothing = all(words.is_no_class(name) or words.holds_masks(name) for name in union)
    if len(union) < 2 or says_nothing or words.are_numbered(union) or parts_of(list(union)):
        return False
    return _are_alike(inner, below, union)


def _overlap(kids: Sequence[Node], below: Mapping[str, set[str]], union: set[str]) -> bool:
    return sum(len(below[kid.path]) for kid in kids) >= 1.3 * len(union)


def _are_alike(kids: Sequence[Node], below: Mapping[str, set[str]], union: set[str]) -> bool:
    """All hold the same folders, or nearly: a rare class may be missing in some."""
    in_several = all(sum(name in below[kid.path] for kid in kids) > 1 for name in union)
    return in_several and sum(len(below[kid.path]) for kid in kids) >= ALIKE * len(union) * len(kids)


def _is_initial(kid: Node) -> bool:
    """Tell a folder of one letter that only sorts those in it, whose names begin with the letter."""
    return (
        len(kid.name) == 1
        and kid.name.isalpha()
        and bool(kid.children)
        and all(len(name) > 2 and key(name)[0] == key(kid.name) for name in kid.children)
    )


def _is_part_of_siblings(kid: Node, names: set[str]) -> bool:
    """Tell a folder that holds folders named like those beside it: test/{cat, dog} beside cat/ and dog/."""
    inner = names_below(kid) if kid.children else set()
    return (
        inner <= names
        and key(kid.name) not in inner
        and (len(inner) > 1 or (bool(inner) and part_of(kid.name) is not None))
    )
