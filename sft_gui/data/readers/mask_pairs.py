"""Which files are masks, and of which pictures: found by files of one stem in two folders, or beside each other.

Two roles of files (images/ and masks/, x/ and y/, a.jpg and a_mask.png) are related where their stems fit. Names say
which of the two are masks; where they do not, a look at a few files does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from sft_gui.data.decode import Unreadable
from sft_gui.data.readers import mask_roles
from sft_gui.data.readers.mask_look import Look
from sft_gui.data.readers.mask_roles import Role
from sft_gui.data.readers.pairing import likeness
from sft_gui.data.source import by_folder, folder_of, some

LOOKED_AT = 4  # pairs of each relation
MAX_RELATIONS = 12  # that are looked at, those of the most files first
MAX_GROUP = 8  # files of one stem that are compared with each other; of more, only those in folders alike
BESIDE = "beside"  # of masks in the folder of their pictures, before what their names end in
Looker = Callable[[str], Look]
Needs = Callable[[str, str, str], bool]  # of two files with a key, whether they may belong together


@dataclass
class Relation:
    """Files of one role and those of another that have their stems; which are the masks, once that is known."""

    roles: tuple[Role, Role]
    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # from the first to the second, by first
    count: int = 0

    def add(self, one: str, other: str, roles: tuple[Role, Role]) -> None:
        if roles != self.roles:
            one, other = other, one
        self.found.setdefault(one, {}).setdefault(other, [])
        self.count += 1

    def pairs(self) -> list[tuple[str, str]]:
        return [(one, other) for one, others in self.found.items() for other in others]


@dataclass(frozen=True)
class Taken:
    """A relation with its sides known."""

    masks: Role
    pairs: Sequence[tuple[str, str]]  # picture, mask
    is_doubtful: bool  # the names say so, and the files do not look so


@dataclass(frozen=True)
class Pairs:
    """The pictures of the data in the listing's order, and the masks of those that have some."""

    pictures: tuple[str, ...]
    masks: Mapping[str, tuple[str, ...]]
    roles: tuple[Role, ...] = ()
    other_roles: tuple[Role, ...] = ()  # masks of the same pictures that are not taken
    doubtful: Taken | None = None  # where nothing else was found
    parts: tuple[str, ...] = ()  # what the masks of a picture end in, where each is of another class


def find_pairs(paths: Sequence[str], look: Looker) -> Pairs:
    """Find the masks among the paths.

    Args:
        paths: of all pictures and masks.
        look: shows what a file looks like; it may raise Unreadable.
    """
    kept = [path for path in _newest_of_mapillary(paths) if not mask_roles.is_aside(folder_of(path))]
    relations = sorted(_relations(kept).values(), key=lambda each: -each.count)
    named = [each for each in relations if any(map(mask_roles.is_mask_role, each.roles))]
    others = [each for each in relations if each not in named]
    taken = [found for each in [*named, *others][:MAX_RELATIONS] if (found := _taken(each, look)) is not None]
    sure = [each for each in taken if not each.is_doubtful]
    if not sure:
        doubtful = next(iter(taken), None)
        return Pairs((), {}, doubtful=doubtful)
    return _joined(kept, sure)


def _newest_of_mapillary(paths: Sequence[str]) -> list[str]:
    """Mapillary Vistas has two generations of labels; the newer is taken."""
    has_both = any("v2.0" in mask_roles.folders_in(folder_of(path)) for path in paths)
    return [path for path in paths if not (has_both and "v1.2" in mask_roles.folders_in(folder_of(path)))]


# Relations


def _relations(paths: Sequence[str]) -> dict[tuple[Role, Role], Relation]:
    found: dict[tuple[Role, Role], Relation] = {}
    matched: set[tuple[str, str]] = set()  # a file, and the folder in which another belongs to it by a surer key
    known: set[str] = set()  # of those, the files for which names say which is the mask
    for groups, needs in _keys(paths):
        now: set[tuple[str, str]] = set()
        for key, one, other in _in_groups(groups, known):
            ends = (one, folder_of(other)), (other, folder_of(one))
            if (ends[0] in matched) + (ends[1] in matched) > 1 or not needs(key, one, other):
                continue
            roles = _roles(one, other)
            if roles is not None:
                _relation(found, roles).add(one, other, roles)
                now.update(ends)
                if mask_roles.is_mask_role(roles[0]) != mask_roles.is_mask_role(roles[1]):
                    known.update((one, other))
        matched |= now
        if len(known) == len(paths):
            break
    for picture, masks in _in_own_folders(paths):
        roles = _roles(picture, masks[0])
        for mask in masks if roles is not None else ():
            _relation(found, roles).add(picture, mask, roles)  # type: ignore[arg-type]
    return found


def _relation(found: dict[tuple[Role, Role], Relation], roles: tuple[Role, Role]) -> Relation:
    return found.get(roles) or found.get(roles[::-1]) or found.setdefault(roles, Relation(roles))


def _always(key: str, one: str, other: str) -> bool:
    return True


def _keys(paths: Sequence[str]) -> Iterator[tuple[Mapping[str, list[str]], Needs]]:
    """Yield the files by what must be equal for two to belong together, the surest first."""
    stems = {path: mask_roles.stem_in(path) for path in paths}
    yield _grouped((stem.casefold(), path) for path, stem in stems.items()), _always
    cores = {path: mask_roles.core_of(stem) for path, stem in stems.items()}
    yield _grouped((core, path) for path, core in cores.items()), _always
    constant = {
        path: core
        for files in by_folder(paths).values()
        for path, core in _matched(files, mask_roles.without_constant([stems[path] for path in files]), stems)
    }
    if constant:
        shorter = {path: mask_roles.core_of(core) for path, core in constant.items()}
        yield _grouped((shorter.get(path, cores[path]), path) for path in paths), _always
    numbered = {path: core for path, stem in stems.items() if (core := mask_roles.numbered_core(stem)) is not None}
    wholes = {path: mask_roles.same_number(stem.casefold()) for path, stem in stems.items()}
    tailed = _tailed(wholes)
    if tailed:
        yield tailed, lambda key, one, other: (wholes[one] == key) + (wholes[other] == key) == 1
    if numbered:

        def is_one_of_many(key: str, one: str, other: str) -> bool:
            return (cores[one] == key) + (cores[other] == key) == 1

        keyed = ((key, path) for path in paths for key in {cores[path], numbered.get(path, cores[path])})
        yield _grouped(keyed), is_one_of_many


def _tailed(wholes: Mapping[str, str]) -> dict[str, list[str]]:
    """Group files with those whose names go on after their stem: "im1" with "im1.ah", "a" with "a_hair"."""
    whole = set(wholes.values())
    keyed: list[tuple[str, str]] = []
    for path, stem in wholes.items():
        tail = mask_roles.TAIL.fullmatch(stem)
        if tail is not None and (key := mask_roles.same_number(tail[1])) in whole:
            keyed.append((key, path))
    bases = {key for key, _ in keyed}
    keyed += [(stem, path) for path, stem in wholes.items() if stem in bases]
    return _grouped(keyed)


def _matched(files: Iterable[str], found: Mapping[str, str], stems: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((path, found[stems[path]]) for path in files if stems[path] in found)


def _grouped(keyed: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, path in keyed:
        groups[key].append(path)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _in_groups(groups: Mapping[str, list[str]], known: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield couples with their key, where not all of a group are known by a surer one."""
    for key, group in groups.items():
        if known and known.issuperset(group):
            continue
        parts = [group]
        if len(group) > MAX_GROUP:
            alike = (_last_folder, folder_of, _parent)
            parts = [part for each in alike for part in _grouped((each(path), path) for path in group).values()]
        for part in parts:
            if len(part) <= 2 * MAX_GROUP:
                yield from ((key, one, other) for one, other in _couples(part))


def _couples(group: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for i, one in enumerate(group) for other in group[i + 1 :])


def _last_folder(path: str) -> str:
    return folder_of(path).rpartition("/")[2]


def _parent(path: str) -> str:
    return folder_of(folder_of(path))


def _roles(one: str, other: str) -> tuple[Role, Role] | None:
    """Return where two files differ: by folders, or by what their names end in; None where only the split differs."""
    folders = folder_of(one), folder_of(other)
    if folders[0] == folders[1]:
        ends = _ends(one, other)
        return None if ends is None else ((BESIDE, ends[0]), (BESIDE, ends[1]))
    return _roles_of_folders(*folders)


@lru_cache(maxsize=65536)
def _roles_of_folders(one: str, other: str) -> tuple[Role, Role] | None:
    a, b = one.split("/") if one else [], other.split("/") if other else []
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    roles = mask_roles.role_of(a), mask_roles.role_of(b)
    return None if roles[0] == roles[1] else roles


def _ends(one: str, other: str) -> tuple[str, str] | None:
    """Return what two names do not share, without numbers: "_sat.jpg" and "_mask.png"."""
    a, b = PurePosixPath(one.casefold()), PurePosixPath(other.casefold())
    start = _shared(a.stem, b.stem)
    rests = a.stem[start:], b.stem[start:]
    end = _shared(rests[0][::-1], rests[1][::-1])
    ends = tuple(
        "".join(each for each in rest[: len(rest) - end] if not each.isdigit()) + file.suffix
        for rest, file in zip(rests, (a, b), strict=True)
    )
    return None if ends[0] == ends[1] else (ends[0], ends[1])


def _shared(one: str, other: str) -> int:
    """Return how many letters two names share from their beginning, without cutting a word in either."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    while count and any(count < len(name) and name[count - 1 : count + 1].isalnum() for name in (one, other)):
        count -= 1
    return count


def _in_own_folders(paths: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield pictures that have folders of their own, one with the picture and one with its masks."""
    folders = by_folder(paths)
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for folder in folders:
        inside[folder_of(folder)].append(folder)
    for parent, both in inside.items():
        single = [folder for folder in both if len(folders[folder]) == 1]
        if not parent or len(both) != 2 or not single:
            continue
        masks = next(
            (each for each in both if mask_roles.is_mask_role(mask_roles.role_of([each.rpartition("/")[2]]))), ""
        )
        pictures = next((each for each in both if each != masks and each in single), "")
        if masks and pictures:
            yield folders[pictures][0], folders[masks]


# Which of the two are masks


def _taken(relation: Relation, look: Looker) -> Taken | None:
    """Decide which side is the masks; None where neither is."""
    one, other = relation.roles
    named = mask_roles.is_mask_role(other) - mask_roles.is_mask_role(one)
    if named == 0 and mask_roles.rank_of(one) == mask_roles.rank_of(other) == 1:
        named = mask_roles.is_picture_role(one) - mask_roles.is_picture_role(other)
        is_told = False
    else:
        is_told = named != 0
    pairs = relation.pairs()
    seen = [_seen(first, second, look) for first, second in some(pairs, LOOKED_AT)]
    backward = [(b, a) for a, b in seen]
    turns = [(relation.roles, pairs, seen), (relation.roles[::-1], [(b, a) for a, b in pairs], backward)]
    turns = turns[:1] if named > 0 else turns[1:] if named < 0 else turns
    for roles, pairs_so, seen_so in turns:
        is_sure = is_told and (mask_roles.is_picture_role(roles[0]) or roles[0][:1] == (BESIDE,))
        fits = sum(_fits(picture, mask, is_told=is_told, is_sure=is_sure) for picture, mask in seen_so)
        if seen_so and 2 * fits > len(seen_so):
            return Taken(roles[1], pairs_so, is_doubtful=False)
        is_clear = is_sure and roles[0] and roles[0][0] != BESIDE
        if is_clear and any(mask is not None for _, mask in seen_so):
            return Taken(roles[1], pairs_so, is_doubtful=True)
    return None


def _seen(one: str, other: str, look: Looker) -> tuple[Look | None, Look | None]:
    found: list[Look | None] = []
    for path in (one, other):
        try:
            found.append(look(path))
        except Unreadable:
            found.append(None)
    return found[0], found[1]


def _fits(picture: Look | None, mask: Look | None, *, is_told: bool, is_sure: bool) -> bool:
    """Whether one file can be the mask of the other: told by names, it must look so; else the other must not."""
    if mask is None or picture is None:
        return is_told and (mask is None or mask.is_mask)
    if not mask.is_mask or (mask.kinds == 1 and picture.is_mask):  # two blank pages say nothing
        return False
    if is_told:
        return is_sure or not picture.is_mask or picture.kinds == 1 or mask.kinds <= picture.kinds
    return not picture.is_mask and set(picture.size) == set(mask.size)


# Each picture's masks


def _joined(paths: Sequence[str], taken: Sequence[Taken]) -> Pairs:
    """Give each picture the masks of the surest role, and each mask to the nearest picture."""
    is_mask = {mask for each in taken for _, mask in each.pairs}
    rank = _ranks(taken)
    nearest: dict[tuple[str, int], str] = {}
    for number, each in enumerate(taken):
        for picture, mask in each.pairs:
            if picture not in is_mask:
                key = mask, number
                if key not in nearest or likeness(picture, mask) > likeness(nearest[key], mask):
                    nearest[key] = picture
    homes: dict[str, str] = {}
    for (mask, _), picture in nearest.items():
        if mask not in homes or likeness(picture, mask) > likeness(homes[mask], mask):
            homes[mask] = picture
    best: dict[str, tuple[int, list[str]]] = {}
    for (mask, number), picture in nearest.items():
        if homes[mask] != picture:
            continue
        known = best.get(picture)
        if known is None or rank[number] < known[0]:
            best[picture] = rank[number], [mask]
        elif rank[number] == known[0] and mask not in known[1]:
            known[1].append(mask)
    parts = _one_kind(best)
    used = sorted({place for place, _ in best.values()})
    ordered = sorted(range(len(taken)), key=lambda number: rank[number])
    roles = tuple(dict.fromkeys(taken[ordered[place]].masks for place in used))
    given = {mask for _, masks in best.values() for mask in masks}
    left = dict.fromkeys(taken[i].masks for i in ordered if any(mask not in given for _, mask in taken[i].pairs))
    apart = {folder for folder in {folder_of(path) for path in paths} if _is_of_role(folder, roles)}
    return Pairs(
        tuple(path for path in paths if path not in is_mask and folder_of(path) not in apart),
        {picture: tuple(masks) for picture, (_, masks) in best.items()},
        roles,
        tuple(role for role in left if role not in roles),
        parts=parts,
    )


def _one_kind(best: Mapping[str, tuple[int, list[str]]]) -> tuple[str, ...]:
    """Keep of a picture's several masks those of the surest kind, such as labelIds beside color.

    Returns:
        The kinds, where no word of them says which to keep: they may be of one class each, as hair and skin.
    """
    several = [masks for _, masks in best.values() if len(masks) > 1]
    counts = Counter(kind for masks in several for kind in {_kind(mask) for mask in masks})
    kinds = [kind for kind, count in counts.items() if count > 1 and kind]
    if len(kinds) < 2:
        return ()
    ranks = {kind: rank for kind in kinds if (rank := mask_roles.rank_of_kind(kind)) is not None}
    if not ranks:
        return tuple(kinds)
    surest = max(ranks, key=lambda kind: ranks[kind])
    for masks in several:
        kept = [mask for mask in masks if _kind(mask) == surest]
        masks[:] = kept or masks[:1]
    return ()


def _kind(mask: str) -> str:
    return mask_roles.kind_of(mask_roles.stem_in(mask))


def _is_of_role(folder: str, roles: Sequence[Role]) -> bool:
    """Whether a folder is of masks, also where no picture has their stems."""
    own = mask_roles.role_of(folder.split("/"))
    return any(role and role[0] != BESIDE and mask_roles.is_mask_role(role) and role[-1] in own for role in roles)


def _ranks(taken: Sequence[Taken]) -> list[int]:
    """Return the place of each relation: a truth before masks, before what is shown to people; then the most files."""
    order = sorted(range(len(taken)), key=lambda i: (-mask_roles.rank_of(taken[i].masks), -len(taken[i].pairs)))
    places = {number: place for place, number in enumerate(order)}
    return [places[number] for number in range(len(taken))]
