"""YOLO's text files: a line of class number, centre, width and height (or an outline) for each object, as shares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sft_gui.data.readers.boxes.label_files import in_good_folders, label_files, paired_with
from sft_gui.data.readers.boxes.pixel_lines import known_form
from sft_gui.data.readers.boxes.yolo_entries import Collected
from sft_gui.data.readers.boxes.yolo_lines import Form, Look, form_of, look
from sft_gui.data.readers.boxes.yolo_names import Description
from sft_gui.data.readers.looks import UNSURE, looked, masks_passed_over, named, quoted, samples, stem
from sft_gui.data.readers.reader import Choice, Entry, Evidence, Proposal, Reading, State, Support, check_num_classes
from sft_gui.data.readers.unread.unknown import MIN_NUMBERS, NUMBER, TIME, UNKNOWN
from sft_gui.data.source import Source, folder_of, some
from sft_gui.errors import UserError
from sft_gui.messages import Message, counted, say

MAX_LOOKED_AT = 40
MAX_BYTES = 16 * 2**20  # of a picture's labels
DO = say("In YOLO's format a line is a class number and numbers between 0 and 1, between spaces.")


class YoloReader:
    """Reads YOLO's text files for one of the tasks that they serve."""

    options: frozenset[str] = frozenset()
    family = "yolo"

    def __init__(self, task: str) -> None:
        self.task = task
        self.name = "yolo" if task == "detection" else "yolo_outlines"
        self.label = say("YOLO boxes") if task == "detection" else say("YOLO outlines as masks")
        self.support = SUPPORT[task]

    def propose(self, source: Source, wanted: Choice) -> list[Proposal]:
        files = label_files(source)
        beside = _files_beside(source)
        if not beside:
            return self._without_pictures(source, files)
        seen, described = self._look(source, beside)
        if 2 * seen.usable <= seen.files or not (seen.lines or described.files):
            return self._refused(source, beside, seen)
        if not seen.lines:
            return []
        form = form_of(seen.lines, described.keypoints)
        if self.task == "segmentation" and form not in (Form.OUTLINES, Form.TURNED, Form.UNCLEAR):
            return []
        return [self._proposal(source, beside, seen, described, form)]

    def _look(self, source: Source, beside: Sequence[str]) -> tuple[Look, Description]:
        """Look at a few label files, once for both tasks."""
        known = looked(source).memo
        if "yolo" not in known:
            described = Description.find(source, beside)
            known["yolo"] = look(source, some(beside, MAX_LOOKED_AT), MAX_BYTES), described
        found: tuple[Look, Description] = known["yolo"]
        return found

    def _proposal(
        self, source: Source, beside: Sequence[str], seen: Look, described: Description, form: Form
    ) -> Proposal:
        known = looked(source)
        labelled = known.explained(beside)
        explained = labelled * seen.usable // seen.files
        if described.files:  # what data.yaml describes is YOLO's, also the pictures on which nothing is
            folders = {folder_of(path) for path in _labelled(known.data, beside)}
            explained = max(
                explained, sum(folder_of(path) in folders for path in known.data) * seen.usable // seen.files
            )
        collected = Collected(self.task, described.names, form)
        shown = [(path, [collected.label_of(each) for each in objects]) for path, objects in seen.objects.items()]
        total = len(known.data)
        files = say("{count} of {total} pictures have a label file", count=labelled, total=total)
        evidence = [Evidence(files, is_good=2 * labelled > total)]
        if seen.usable < seen.files:
            what = say("{count} of {total} label files looked at can be read", count=seen.usable, total=seen.files)
            evidence.append(Evidence(what, False, (seen.bad[0],) if seen.bad else ()))
        classes = described.names or sorted({label for _, labels in shown for label in labels})
        return Proposal(
            Choice(task=self.task, format=self.name),
            _sentence(self.task, explained, form, named(classes)),
            explained,
            total,
            files=(*described.files, *beside[:3]),
            evidence=tuple(evidence),
            samples=samples(shown),
            question=_question(seen) if form is Form.UNCLEAR and self.task == "detection" else None,
        )

    def _refused(self, source: Source, beside: Sequence[str], seen: Look) -> list[Proposal]:
        """Say which line is none; told once, by the reader of boxes."""
        is_anothers = "text boxes" in looked(source).memo or (seen.is_pixels and known_form(source) is not None)
        if self.task != "detection" or seen.bad is None or is_anothers:
            return []
        known = looked(source)
        path, number, line = seen.bad
        count = len(beside) * seen.usable // seen.files
        values = {"count": count, "total": len(beside), "number": number, "name": path, "line": quoted(line)}
        if seen.is_pixels:
            what = say(
                "Of {total} label files, {count} could be read as YOLO: line {number} of {name} has pixels, '{line}'.",
                **values,
            )
        else:
            what = say(
                "Of {total} label files, {count} could be read as YOLO: line {number} of {name} is '{line}'.", **values
            )
        choice, total = Choice(task=self.task, format=self.name), len(known.data)
        is_data = seen.is_pixels or bool(Description.find(source, beside).files)
        explained, weight = known.explained(beside), 1.0 if is_data else UNSURE
        if not is_data and len(NUMBER.findall(TIME.sub("", line))) >= MIN_NUMBERS:
            weight = UNKNOWN  # boxes of some other form
        return [Proposal(choice, what, explained, total, weight, (path,), refusal=UserError(what, DO))]

    def _without_pictures(self, source: Source, files: Sequence[str]) -> list[Proposal]:
        """Name labels whose pictures are elsewhere, as in what CVAT exports by default."""
        if self.task != "detection" or not files:
            return []
        seen = look(source, some(files, MAX_LOOKED_AT), MAX_BYTES)
        if 2 * seen.usable <= seen.files or not seen.lines:
            return []
        total = len(looked(source).data)
        what = counted(
            len(files),
            "There is {count} label file of YOLO ({name}), and no picture with such a name.",
            "There are {count} label files of YOLO ({name}, …), and no pictures with such names.",
            name=files[0],
        )
        do = say("Put the pictures beside the labels, or export them again together with the pictures.")
        choice = Choice(task=self.task, format=self.name)
        return [Proposal(choice, what, total, total, UNSURE, tuple(files[:3]), refusal=UserError(what, do))]

    def read(self, source: Source, choice: Choice, workspace: Path) -> Reading:
        known, files = looked(source), _files_beside(source) or label_files(source)
        seen, described = self._look(source, files)
        collected = Collected(self.task, described.names, form_of(seen.lines, described.keypoints))
        paired = paired_with(known.data, files)
        labelled_folders = {folder_of(path) for path, file in paired.items() if file}
        for number, (path, file) in enumerate(paired.items()):
            source.watcher.tell(number, len(paired), say("Reading annotations"))
            split = described.split_of(path)
            if file is None and folder_of(path) not in labelled_folders:
                collected.entries.append(Entry(path, None, split, reason=say("has no annotation")))
            else:
                collected.add(source, path, file, split, MAX_BYTES)
        if not collected.used:
            raise UserError(say("The text files in '{name}' hold no boxes.", name=source.name))
        if self.task == "segmentation":
            check_num_classes(collected.classes)
        notes = [*described.notes, *collected.notes(), *_passed_over(source)]
        if self.task == "detection":
            notes += masks_passed_over(source)
        return Reading(source.root, collected.entries, notes, collected.classes)


SUPPORT = {
    "detection": (
        Support("YOLO", "labels/*.txt with data.yaml, obj.names or classes.txt", State.READ, "any usual folders"),
        Support("YOLO turned boxes (OBB)", "eight numbers a line", State.BOXES_ONLY, "the box around each"),
        Support("YOLO key points (pose)", "a box and points a line", State.BOXES_ONLY, "points are left out"),
        Support("YOLO predictions", "runs/, predict/labels/", State.NAMED, "predictions are no ground truth"),
    ),
    "segmentation": (Support("YOLO outlines", "the same, with --task segmentation", State.READ),),
}


def _files_beside(source: Source) -> list[str]:
    def is_good(path: str) -> bool | None:
        seen = look(source, [path], MAX_BYTES)
        return None if seen.empty else bool(seen.usable)

    return in_good_folders(source, "yolo files", is_good)


def _labelled(pictures: Sequence[str], beside: Collection[str]) -> list[str]:
    stems = {stem(path) for path in beside}
    return [path for path in pictures if stem(path) in stems or path.rpartition("/")[2] in stems]


def _question(seen: Look) -> UserError:
    """Ask whether the numbers behind a class are an outline, or a box and key points: both would fit."""
    path = next(path for path, objects in seen.objects.items() if any(len(each.numbers) > 5 for each in objects))
    return UserError(
        say("The numbers in {name} can be an outline, or a box and its key points.", name=path),
        say("Say which: --task segmentation for outlines, or write kpt_shape into data.yaml for key points."),
    )


def _sentence(task: str, count: int, form: Form, classes: str) -> Message:
    if task == "segmentation":
        return counted(
            count,
            "{count} picture has outlines in YOLO's label files, drawn as masks ({classes})",
            "{count} pictures have outlines in YOLO's label files, drawn as masks ({classes})",
            classes=classes,
        )
    if form is Form.OUTLINES:
        return counted(
            count,
            "{count} picture has outlines in YOLO's label files, taken as boxes around them ({classes})",
            "{count} pictures have outlines in YOLO's label files, taken as boxes around them ({classes})",
            classes=classes,
        )
    return counted(
        count,
        "{count} picture has boxes in YOLO's label files ({classes})",
        "{count} pictures have boxes in YOLO's label files ({classes})",
        classes=classes,
    )


def _passed_over(source: Source) -> list[Message]:
    """Say what is not taken, as a model wrote it."""
    known = looked(source)
    count = sum(known.is_prediction(path) for path in [*source.pictures, *source.of_kind(".txt")])
    if not count:
        return []
    return [
        counted(
            count,
            "{count} file that a former training or prediction wrote (runs, predict) is passed over.",
            "{count} files that a former training or prediction wrote (runs, predict) are passed over.",
        )
    ]
