"""What the names of folders and files say of pictures and masks: words for each, and the stem that both share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from sft_gui.data.readers.splits import part_of, words_in

Role = tuple[str, ...]  # the words of folders, without those that name splits

# Words stand between anything that is no letter.
_B, _E = r"(?<![a-z])", r"(?![a-z])"
TRUTH = re.compile(
    rf"manual|truth|{_B}gts?(left)?{_E}|gtfine|annot?{_E}|annotat|sem_?seg|semantic(?!.*rgb)|segmentationclass|trimap"
)
MASK = re.compile(
    rf"{TRUTH.pattern}|(?<!un)(?<!non)mask|label|seg(?!ment\w*(image|object))|parsing|matte|silhouette|saliency|target|"
    rf"{_B}output|{_B}y{_E}|pixelmap|{_B}msk"
)
PICTURE = re.compile(
    rf"imag|{_B}imgs?{_E}|jpeg|{_B}jpg|rgb|pict|photo|{_B}x{_E}|input|original|{_B}sat{_E}|scene|frame|tissue|ortho"
)
SHOWN = re.compile(rf"visual|overlay|{_B}vi[sz]{_E}|preview|colou?r|{_B}rgb|blend|{_B}debug")  # for people to look at
OTHER = re.compile(
    r"segmentationobject\w*|instances?(ids?)?|panoptic.*|depth(left|right)?|parts|polygons|confidence|disparity|"
    r"(segmentation)?(class|object)?visuali[sz]ations?|.*_(viz|vis|overlays?)|viz|overlays?"
)  # folders that are neither
ASIDE = re.compile(r"docs?|runs|wandb|mlruns|lightning_logs|checkpoints|__pycache__|node_modules")

WORDS = (
    "masks? msk annot(?:ation)?s? anno segmentations? seg segs labels? lbl lab gt gts groundtruth ground_truth truth "
    "semantic instanceids? vis "
    "manual\\d? 1st_?manual 2nd_?manual 1stho 2ndho trimap matte alpha mat parsing pixels? labelids? p l "
    "image images img im imgs pic photo rgb sat ortho color colour training test leftimg8bit orig original input x y"
)
_WORD = "|".join(sorted(WORDS.split(), key=len, reverse=True))
_BEFORE, _AFTER = re.compile(rf"(?:{_WORD})[ _.\-]+", re.I), re.compile(rf"[ _.\-]+(?:{_WORD})", re.I)
_ENDS = re.compile(rf"(.*?\S)({_AFTER.pattern})+", re.I)
_NUMBER = re.compile(r"(.+?)[ _.\-]+[a-z]{0,10}[ _.\-]?\d+", re.I)
_MIN_OF_FOLDER, _MOST = 3, 0.8  # of a folder's files share a word at the end that says nothing


_ONE_OF_TWO = re.compile(r"(left|right)_?(?=masks?$)")  # of the lungs, which make one mask


TIMES = (("A", "B"), ("a", "b"), ("before", "after"), ("Before", "After"), ("pre", "post"))  # folders of two pictures


def role_of(folders: Sequence[str]) -> Role:
    """Return the words of folders without those of splits: ("x_train",) and ("train", "x") are both ("x",)."""
    found: list[str] = []
    for folder in folders:
        words = [word for token in re.findall(r"[^\W_]+", folder) for word in _rest(token)]
        if words:
            found.append(_ONE_OF_TWO.sub("", "_".join(words)))
    return tuple(found)


@lru_cache(maxsize=65536)
def _rest(token: str) -> tuple[str, ...]:
    words = words_in(token)
    kept = tuple(word for word in words if part_of(word) is None)
    return (token.casefold(),) if len(kept) == len(words) else kept


def is_mask_role(role: Role) -> bool:
    """Whether its words speak of masks."""
    return any(map(MASK.search, role))


def is_picture_role(role: Role) -> bool:
    """Whether its words speak of pictures, or say nothing but a split."""
    return not is_mask_role(role) and (not role or any(map(PICTURE.search, role)))


def rank_of(role: Role) -> int:
    """Return how surely what has this role is the masks to learn: 3 for a truth, 0 for what people look at."""
    text = " ".join(role)
    if SHOWN.search(text):
        return 0
    if TRUTH.search(text):
        return 3
    return 2 if MASK.search(text) else 1


def core_of(stem: str) -> str:
    """Return a stem without words such as "_mask" and "image_"."""
    core = stem
    while (match := _ENDS.fullmatch(core)) and match[1]:
        core = match[1]
    before = _BEFORE.match(core)
    return same_number((core[before.end() :] if before and before.end() < len(core) else core).casefold())


def same_number(stem: str) -> str:
    """Return a number without zeros before it, and any other stem as it is."""
    return (stem.lstrip("0") or "0") if stem.isdecimal() else stem


def kind_of(stem: str) -> str:
    """Return the last word of a mask's name: "color" of a_1_color, "mask" of a_mask_2; "" where there is none."""
    words = re.findall(r"[^\W\d_]+", stem.casefold())
    return words[-1] if words else ""


def rank_of_kind(kind: str) -> int | None:
    """Return how surely masks of this kind are those to learn; None for a word that is not known."""
    if "instance" in kind:
        return -1
    known = SHOWN.search(kind) or MASK.search(kind)
    return rank_of((kind,)) if known else None


def numbered_core(stem: str) -> str | None:
    """Return the core of a stem that ends in a number: one of several masks of a picture."""
    match = _NUMBER.fullmatch(stem)
    return None if match is None else core_of(match[1])


def without_constant(stems: Sequence[str]) -> dict[str, str]:
    """Return stems without the words at their ends that nearly all of a folder's share; none where there are none."""
    if len(stems) < _MIN_OF_FOLDER:
        return {}
    found = {stem: stem.casefold() for stem in stems}
    for _ in range(4):
        ends = Counter(match[2] for stem in found.values() if (match := _LAST.fullmatch(stem)))
        starts = Counter(match[1] for stem in found.values() if (match := _FIRST.fullmatch(stem)))
        end = next((word for word, count in ends.most_common(1) if count >= _MOST * len(stems)), None)
        start = next((word for word, count in starts.most_common(1) if count >= _MOST * len(stems)), None)
        if end is None and start is None:
            break
        for stem, core in found.items():
            if end is not None and core.endswith(end) and len(core) > len(end):
                core = core.removesuffix(end)
            if start is not None and core.startswith(start) and len(core) > len(start):
                core = core.removeprefix(start)
            found[stem] = core
    return found if any(core != stem.casefold() for stem, core in found.items()) else {}


_LAST, _FIRST = re.compile(r"(.*[^ _.\-])([ _.\-]+[^ _.\-]+)"), re.compile(r"([^ _.\-]+[ _.\-]+|[a-z]+(?=\d))(.+)")
TAIL = re.compile(r"(.+?)[ _.\-]+([a-z]{1,20}\d?)")  # what a name goes on with after another file's stem


@lru_cache(maxsize=65536)
def folders_in(folder: str) -> tuple[str, ...]:
    """Return the names in a folder's path, in small letters."""
    return tuple(folder.casefold().split("/")) if folder else ()


@lru_cache(maxsize=65536)
def is_aside(folder: str) -> bool:
    """Whether a folder is of no data, such as docs/ and runs/, or of what is neither pictures nor masks."""
    return any(ASIDE.fullmatch(each) or OTHER.fullmatch(each) for each in folders_in(folder))


def stem_in(path: str) -> str:
    """Return a file's name without its last suffix; quick, for many of them."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[:dot] if dot > 0 else name


def other_time(name: str) -> list[str]:
    """Return how a folder may be named whose pictures show the same places at another time: A for B, T1 for T2."""
    found = [one if name == other else other for one, other in TIMES if name in (one, other)]
    if re.search(r"(?<!\d)[12]$", name):
        found.append(name[:-1] + ("2" if name[-1] == "1" else "1"))
    return found
