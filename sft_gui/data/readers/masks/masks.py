"""Masks as pictures: indexed, with a palette or colour-coded, in folders beside the pictures' or under their names.

SegNet's CamVid (train, trainannot), VOC's SegmentationClass, Roboflow's ``_mask.png`` and their like. Which files are
masks is found by mask_pairs.py, what their pixels mean by mask_content.py and mask_values.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from sft_gui.data.index import Split
from sft_gui.data.parse.guard import once
from sft_gui.data.posix import folders_of, name_of, suffix_of
from sft_gui.data.readers.masks import roles as mask_roles
from sft_gui.data.readers.masks.content import SAVE_WITHOUT_LOSS, Content, content_of
from sft_gui.data.readers.masks.legend_files import is_legend_name, read_legend
from sft_gui.data.readers.masks.legends import Row
from sft_gui.data.readers.masks.look import Look, look_at
from sft_gui.data.readers.masks.pairs import Pairs, find_pairs
from sft_gui.data.readers.masks.relations import BESIDE
from sft_gui.data.readers.masks.roles import Role
from sft_gui.data.readers.masks.values import TWO, meaning_of
from sft_gui.data.readers.pairing import listed_splits
from sft_gui.data.readers.reader import SAMPLES, Choice, Entry, Evidence, Proposal, Reading, Sample, State, Support
from sft_gui.data.readers.splits import Part, part_in, split_in, split_of
from sft_gui.data.source import Source, folder_of, some, stem_of
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

LOOKED_AT_LINES = 20
MAX_LEGENDS = 6
MAX_NAMED = 4


class MaskReader:
    """Reads pictures with masks."""

    name = "masks"
    family = "masks"
    label = say("Pictures with masks")
    task = "segmentation"
    options: frozenset[str] = frozenset()
    support: tuple[Support, ...] = (
        Support(
            "Masks as pictures",
            "images/a.jpg and masks/a.png, any two folders, or a_mask.png beside a.jpg",
            State.READ,
            "values, palettes, colours, transparency; several binary masks of a picture are joined",
        ),
        Support("PASCAL VOC's masks, CVAT's and labelme's", "JPEGImages, SegmentationClass, labelmap.txt", State.READ),
        Support("CamVid, ADE20K (challenge), Mapillary Vistas, SYNTHIA", "their folders", State.READ),
    )

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        if not source.is_folder or len(source.pictures) < 2:
            return []
        pairs = _pairs(source)
        if pairs.parts:
            return [_in_parts(pairs, self._choice())]
        twice = _of_two_times(pairs)
        if twice is not None:
            return [_of_changes(pairs, twice, self._choice())]
        if not pairs.masks:
            return [_refused(source, pairs, self._choice())] if pairs.doubtful else []
        masks = sum(len(each) for each in pairs.masks.values())
        where = _named(pairs.roles, pairs)
        paired = counted(
            len(pairs.masks),
            "{count} picture has a mask, {where}",
            "{count} pictures have a mask each, {where}",
            where=where,
        )
        if masks > len(pairs.masks):
            paired = counted(
                len(pairs.masks),
                "{count} picture has {masks} masks, {where}, joined for each picture",
                "{count} pictures have {masks} masks, {where}, joined for each picture",
                masks=masks,
                where=where,
            )
        without = [path for path in pairs.pictures if path not in pairs.masks]
        evidence = Evidence(
            say("{count} of {total} pictures have a mask", count=len(pairs.masks), total=len(pairs.pictures)),
            not without,
            tuple(without[:SAMPLES]),
        )
        samples = tuple(Sample(path, ", ".join(pairs.masks[path][:2])) for path in list(pairs.masks)[:SAMPLES])
        files = tuple(mask for path in list(pairs.masks)[:SAMPLES] for mask in pairs.masks[path][:1])
        return [
            Proposal(
                self._choice(),
                paired,
                len(pairs.masks),
                max(len(pairs.pictures), len(pairs.masks)),
                files=files,
                assumed=tuple(_assumed(pairs)),
                evidence=(evidence,),
                samples=samples,
            )
        ]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        pairs = _pairs(source)
        twice = _of_two_times(pairs)
        if twice is not None:
            refused = _of_changes(pairs, twice, choice).refusal
            assert refused is not None
            raise refused
        if pairs.doubtful or pairs.parts:
            refusal = (_in_parts(pairs, choice) if pairs.parts else _refused(source, pairs, choice)).refusal
            assert refusal is not None
            raise refusal
        masks = [mask for found in pairs.masks.values() for mask in found]
        if not masks:
            raise UserError(say("There are no masks for the pictures."), SAVE_WITHOUT_LOSS)
        splits = listed_splits(source.root, _lists(source, pairs.pictures))
        entries, notes = _entries(pairs, splits)
        content = content_of(source, masks)
        file, listed, told = _legend(source, masks, content)
        meaning = meaning_of(content, listed, masks, file)
        if len(masks) > len(pairs.masks) and meaning.classes != TWO:
            raise UserError(
                say("Pictures have several masks of more than two values: {name}.", name=masks[0]),
                say("Join the masks of a picture into one, with a value for each class."),
            )
        notes = [*notes, *_assumed(pairs), *told, *meaning.notes]
        return Reading(source.root, entries, notes, meaning.classes, meaning.legend)

    def _choice(self) -> Choice:
        return Choice(task=self.task, format=self.name)


def _pairs(source: Source) -> Pairs:
    def find() -> tuple[Pairs, int]:
        seen: dict[str, Look] = {}

        def look(path: str) -> Look:
            if path not in seen:
                seen[path] = look_at(source.path(path))
            return seen[path]

        return find_pairs(source.pictures, look), 0

    return once("mask pairs", source.root, find)


def _refused(source: Source, pairs: Pairs, choice: Choice) -> Proposal:
    """Names speak of masks, and the files look like photographs: that may be classes, or masks that are damaged."""
    assert pairs.doubtful is not None
    picture, mask = pairs.doubtful.pairs[0]
    values = {"masks": folder_of(mask) or mask, "pictures": folder_of(picture) or picture, "name": mask}
    what = say("'{masks}' should hold the masks of '{pictures}', but they do not look like masks: {name}.", **values)
    if suffix_of(mask).lower() in (".jpg", ".jpeg"):
        what = say("{what} They are in JPEG, which blurs masks.", what=what)
    do = say("If they are classes, give the folders other names. {do}", do=SAVE_WITHOUT_LOSS)
    count = len({picture for picture, _ in pairs.doubtful.pairs})
    total = len(source.pictures) - len({mask for _, mask in pairs.doubtful.pairs})
    sentence = say("the pictures of '{pictures}' have masks in '{masks}'", **values)
    return Proposal(choice, sentence, count, max(count, total), refusal=UserError(what, do))


def _of_two_times(pairs: Pairs) -> tuple[str, str] | None:
    """Find two folders, A and B, with pictures of the same names, of which the masks tell the difference."""
    with_masks = {(folder_of(path), stem_of(path)) for path in pairs.masks}
    beside: Counter[tuple[str, str]] = Counter()
    without = [path for path in pairs.pictures if path not in pairs.masks]
    for path in without:
        above, _, name = folder_of(path).rpartition("/")
        for other in mask_roles.other_time(name):
            folder = f"{above}/{other}" if above else other
            beside[folder, folder_of(path)] += (folder, stem_of(path)) in with_masks
    found, count = beside.most_common(1)[0] if beside else (None, 0)
    return found if 2 * sum(beside.values()) > len(pairs.masks) and count else None


def _of_changes(pairs: Pairs, folders: tuple[str, str], choice: Choice) -> Proposal:
    """Masks of what changed between two pictures: a model that sees one of them cannot find it."""
    values = {"one": folders[0], "other": folders[1]}
    what = say("The masks belong to two pictures each, in '{one}' and '{other}', as those of changes do.", **values)
    do = say("One picture has one mask here: if the masks fit the pictures of one folder, take the other one away.")
    sentence = say("the pictures of '{one}' and '{other}' share masks", **values)
    return Proposal(choice, sentence, len(pairs.masks), len(pairs.masks), refusal=UserError(what, do))


def _in_parts(pairs: Pairs, choice: Choice) -> Proposal:
    """Pictures with one mask for each class: which class is on top is not said, so nobody can join them."""
    names = ", ".join(pairs.parts[:MAX_NAMED]) + (", …" if len(pairs.parts) > MAX_NAMED else "")
    first = next(masks[0] for masks in pairs.masks.values() if len(masks) > 1)
    what = say("Each picture has several masks, one a class ({names}): {first}.", names=names, first=first)
    do = say("Join the masks of a picture into one, with a value for each class.")
    count = len(pairs.masks)
    sentence = counted(
        count,
        "{count} picture has a mask for each class: {names}",
        "{count} pictures have a mask for each class: {names}",
        names=names,
    )
    return Proposal(choice, sentence, count, max(count, len(pairs.pictures)), refusal=UserError(what, do))


def _named(roles: Sequence[Role], pairs: Pairs) -> Message:
    """Return where the masks are, as in "in 'masks'"."""
    names: dict[str, None] = {}
    for found in pairs.masks.values():
        names.setdefault(_place(found[0], roles))
        if len(names) > 1:
            break
    shown = ", ".join(f"'{name}'" for name in names)
    is_beside = bool(roles) and all(role[:1] == (BESIDE,) for role in roles)
    return say("beside them: {names}", names=shown) if is_beside else say("in {names}", names=shown)


def _place(mask: str, roles: Sequence[Role]) -> str:
    if roles and roles[0][:1] == (BESIDE,):
        return name_of(mask)
    folders = folders_of(mask)
    for end in range(len(folders), 0, -1):
        own = mask_roles.role_of(folders[end - 1 : end])
        if any(own and own[0] in role for role in roles):
            return "/".join(folders[:end])
    return "/".join(folders)


def _assumed(pairs: Pairs) -> list[Message]:
    if not pairs.other_roles:
        return []
    names = ", ".join(f"'{role[-1]}'" for role in pairs.other_roles[:3] if role)
    taken = ", ".join(f"'{role[-1]}'" for role in pairs.roles[:3] if role)
    values = {"taken": taken, "names": names}
    return [say("Pictures have other masks besides: {taken} are taken, {names} are not.", **values)] if names else []


# Splits and legends


def _entries(pairs: Pairs, splits: Mapping[str, Split]) -> tuple[list[Entry], list[Message]]:
    """List the pictures. Parts without any mask are pictures to predict; VOC's lists name those that have masks."""
    given = {part_in(path) for path in pairs.masks}
    is_listed = bool(splits) and all(stem_of(path) in splits for path in some(list(pairs.masks), LOOKED_AT_LINES))
    entries, left, unlisted = [], list[str](), list[str]()
    for path in pairs.pictures:
        split = splits.get(stem_of(path)) or split_in(path)
        masks = pairs.masks.get(path)
        if masks is not None:
            annotation = {"mask": masks[0], **({"more": list(masks[1:])} if len(masks) > 1 else {})}
            entries.append(Entry(path, None, split, annotation))
        elif part_in(path) in (Part.TEST, Part.PREDICT) and part_in(path) not in given:
            left.append(path)
        elif is_listed and stem_of(path) not in splits:
            unlisted.append(path)
        else:
            entries.append(Entry(path, None, split, reason=say("has no mask")))
    notes = []
    if left:
        notes.append(
            counted(
                len(left),
                "{count} picture of a part without any mask is left out: {name}.",
                "{count} pictures of a part without any mask are left out: {name} ...",
                name=left[0],
            )
        )
    if unlisted:
        notes.append(
            counted(
                len(unlisted),
                "{count} picture without a mask is in no list of a split, and is left out: {name}.",
                "{count} pictures without a mask are in no list of a split, and are left out: {name} ...",
                name=unlisted[0],
            )
        )
    return entries, notes


def _lists(source: Source, pictures: Sequence[str]) -> list[str]:
    """Return the lists of splits: those of VOC's ImageSets/Segmentation, else those whose lines name pictures."""
    lists = source.of_kind(".txt")
    of_voc = [path for path in lists if "imagesets/segmentation/" in path.casefold()]
    if of_voc:
        return of_voc
    stems = {stem_of(path) for path in pictures}
    return [path for path in lists if split_of(stem_of(path)) and _names_pictures(source, path, stems)]


def _names_pictures(source: Source, path: str, stems: set[str]) -> bool:
    lines = [line.split()[0] for line in source.look_lines(path) or () if line.strip()][:LOOKED_AT_LINES]
    known = [each for each in lines if name_of(each.replace("\\", "/")) in stems or stem_of(each) in stems]
    return 2 * len(known) > len(lines)


def _legend(source: Source, masks: Sequence[str], content: Content) -> tuple[str, list[Row], list[Message]]:
    """Read the legend in the top folder or above the masks: of several the newest of which the masks have all values.

    Returns:
        Its path, its lines, none where there is none, and what to tell of it.
    """
    above = {str(parent) for mask in some(masks, 4) for parent in PurePosixPath(mask).parents} | {"."}
    found = [path for path in source.files if is_legend_name(name_of(path))]
    found = [path for path in found if str(PurePosixPath(path).parent) in above]
    best: tuple[str, list[Row], list[Message]] = "", [], []
    for path in sorted((path for path in found if str(PurePosixPath(path).parent) in above), reverse=True)[
        :MAX_LEGENDS
    ]:
        rows, told = read_legend(source.path(path))
        if rows and content.fits(rows):
            return path, rows, told
        if (rows and not best[1]) or (told and not best[0]):
            best = path, rows, told
    return best
