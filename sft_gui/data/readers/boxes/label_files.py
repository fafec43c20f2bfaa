"""Which text files are labels of pictures, and of which: for YOLO and other formats of a text file a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sft_gui.data.parse.text import decoded
from sft_gui.data.posix import name_of
from sft_gui.data.readers.boxes.yolo_lines import object_of
from sft_gui.data.readers.boxes.yolo_names import is_list, is_name_file
from sft_gui.data.readers.looks import looked, stem
from sft_gui.data.readers.pairing import Pictures, pairs
from sft_gui.data.source import Source, by_folder, folder_of, some

OF_FOLDER, MAX_FOLDERS = 5, 60  # files looked at in each folder, and folders that are told apart


def label_files(source: Source) -> list[str]:
    """Return the text files that may be labels: no lists, names, read-me files or predictions."""
    known = looked(source)
    if "labels" not in known.memo:
        files = [path for path in source.of_kind(".txt") if not known.is_prediction(path)]
        known.memo["labels"] = [path for path in files if _may_be_label(source, path)]
    found: list[str] = known.memo["labels"]
    return found


def beside_pictures(source: Source) -> list[str]:
    """Return those that have a picture's name."""
    known = looked(source)
    if "beside" not in known.memo:
        known.memo["beside"] = known.beside(label_files(source))
    found: list[str] = known.memo["beside"]
    return found


def in_good_folders(source: Source, name: str, is_good: Callable[[str], bool | None]) -> list[str]:
    """Return the files beside pictures whose folder holds a reader's labels, not what else is named like the pictures.

    KITTI has label_2 and calib with a text file for each picture both.

    Args:
        source: what is looked at.
        name: the reader's, for which the answer is kept.
        is_good: tells a label file from others; None of one that says nothing.
    """
    known, files = looked(source).memo, beside_pictures(source)
    if name not in known:
        groups = by_folder(files)
        verdicts = {
            folder: [verdict for path in some(paths, OF_FOLDER) if (verdict := is_good(path)) is not None]
            for folder, paths in (groups.items() if 1 < len(groups) <= MAX_FOLDERS else ())
        }
        good = {folder for folder, each in verdicts.items() if 2 * sum(each) > len(each)}
        silent = {folder for folder, each in verdicts.items() if not each}
        known[name] = [path for path in files if folder_of(path) in good | silent] if good else files
    found: list[str] = known[name]
    return found


def _may_be_label(source: Source, path: str) -> bool:
    name = stem(path)
    if name in looked(source).names and name[-1:].isdigit():  # train0.txt beside train0.jpg, no list
        return True
    return not _is_about(path) and (not is_list(path) or _is_label(source, path))


def _is_about(path: str) -> bool:
    name = name_of(path).casefold()
    return is_name_file(path) or name.startswith(("readme", "requirements", "license"))


def _is_label(source: Source, path: str) -> bool:
    """Tell the labels of a picture called test.jpg from a list of pictures."""
    if stem(path) not in looked(source).names:
        return False
    lines = decoded(source.head(path, 200)).splitlines()
    return not lines or object_of(lines[0]) is not None


def paired_with(pictures: Sequence[str], files: Sequence[str]) -> dict[str, str | None]:
    """Give each picture its labels, a.txt or a.jpg.txt."""
    labels = Pictures(files)
    names = {stem(path) for path in files}

    def find(path: str) -> str | None:
        name = path.rpartition("/")[2]
        return labels.beside(path, name if name in names else "")

    return pairs(pictures, find)
