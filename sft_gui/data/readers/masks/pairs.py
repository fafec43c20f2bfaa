"""Which files are masks, and of which pictures: found by files of one stem in two folders, or beside each other.

Two roles of files (images/ and masks/, x/ and y/, a.jpg and a_mask.png) are related where their stems fit. Names say
which of the two are masks; where they do not, a look at a few files does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sft_gui.data.decode import Unreadable
from sft_gui.data.readers.masks import roles as mask_roles
from sft_gui.data.readers.masks.look import Look
from sft_gui.data.readers.masks.relations import BESIDE, Relation, relations_of
from sft_gui.data.readers.masks.roles import Role
from sft_gui.data.readers.pairing import likeness
from sft_gui.data.source import folder_of, some

LOOKED_AT = 4  # pairs of each relation
MAX_RELATIONS = 12  # that are looked at, those of the most files first
Looker = Callable[[str], Look]


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
    relations = sorted(relations_of(kept).values(), key=lambda each: -each.count)
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
    lesser: set[int] = set()  # places of masks beside which there are better ones
    for (mask, number), picture in nearest.items():
        if homes[mask] != picture:
            continue
        known = best.get(picture)
        if known is not None and rank[number] != known[0]:
            lesser.add(max(rank[number], known[0]))
        if known is None or rank[number] < known[0]:
            best[picture] = rank[number], [mask]
        elif rank[number] == known[0] and mask not in known[1]:
            known[1].append(mask)
    best = _without(best, lesser)
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


def _without(best: dict[str, tuple[int, list[str]]], lesser: set[int]) -> dict[str, tuple[int, list[str]]]:
    """Leave out pictures that have but such masks as lie beside the truth elsewhere: DRIVE's fields of view."""
    kept = {picture: found for picture, found in best.items() if found[0] not in lesser}
    return kept if 2 * len(kept) >= len(best) else best


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
