"""Which roles of files are related: their files have the same stems, in two folders or beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from sft_gui.data.readers.masks import roles as mask_roles
from sft_gui.data.readers.masks.roles import Role
from sft_gui.data.readers.splits import part_in
from sft_gui.data.source import by_folder, folder_of

MAX_GROUP = 8  # files of one stem that are compared with each other; of more, only those in folders alike
BESIDE = "beside"  # of masks in the folder of their pictures, before what their names end in
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


def relations_of(paths: Sequence[str]) -> dict[tuple[Role, Role], Relation]:
    """Return the relations among files, by their roles."""
    found: dict[tuple[Role, Role], Relation] = {}
    matched: set[tuple[str, str]] = set()  # a file, and the folder in which another belongs to it by a surer key
    known: set[str] = set()  # of those, the files for which names say which is the mask
    for groups, needs in _keys(paths):
        now: set[tuple[str, str]] = set()
        for key, one, other in _in_groups(groups, known):
            ends = (one, folder_of(other)), (other, folder_of(one))
            if (ends[0] in matched) + (ends[1] in matched) > 1 or not needs(key, one, other):
                continue
            roles = _roles(one, other) if _may_be_of_one_part(one, other) else None
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


def _may_be_of_one_part(one: str, other: str) -> bool:
    """Tell files of one part from those of train/ and val_labels/, which may have equal names."""
    parts = part_in(one), part_in(other)
    return None in parts or parts[0] is parts[1]


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
