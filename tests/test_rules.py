"""The design's rules as a program: who may import whom, Qt only in the window, no torch before the first paint."""

import ast
import functools
import graphlib
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1] / "sft_gui"
LEVELS = {
    "errors": 0, "messages": 0, "paths": 0, "files": 0, "notes": 0, "locks": 0, "sealed": 0, "build_info": 0,
    "settings": 1, "models": 2, "data": 2, "tasks": 3, "inference": 4,
    "training": 5, "prediction": 6, "evaluation": 6, "demo": 7, "ui": 8, "commands": 8, "cli": 9, "__main__": 10,
}  # fmt: skip
# Rooms of one level that may know each other: a run is predicted with and evaluated; the demo command opens the window.
SAME_LEVEL = {
    ("evaluation", "prediction"),
    ("commands", "ui"),
    ("errors", "messages"),
    ("files", "errors"),
    ("files", "messages"),
    ("files", "locks"),
    ("sealed", "files"),
    ("sealed", "errors"),
    ("sealed", "messages"),
    ("files", "notes"),
    ("notes", "messages"),
}
MODULES = sorted(ROOT.rglob("*.py"))
UI_MODULES = [path for path in MODULES if path.relative_to(ROOT).parts[0] == "ui"]
QT = ("PySide6", "pyqtgraph", "shiboken6")
WITHOUT_TORCH = (
    "sft_gui.settings.catalogue", "sft_gui.settings.presets", "sft_gui.settings.toml", "sft_gui.cli",
    "sft_gui.models.catalogue", "sft_gui.training.request", "sft_gui.training.events", "sft_gui.training.progress",
    "sft_gui.training.run_folder", "sft_gui.data.project", "sft_gui.data.decode", "sft_gui.tasks.task",
    "sft_gui.ui.shell.app", "sft_gui.ui.shell.window", "sft_gui.ui.core.session",
)  # fmt: skip


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@functools.cache
def imports(path):
    return frozenset(_imports(path))


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module):
    return module.split(".")[1].removesuffix(".py") if "." in module else ""


def test_imports_point_downwards():
    wrong = []
    for path in MODULES:
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for module in imports(path) if room != "__init__" else ():
            other = room_of(module) if module.startswith("sft_gui.") else room
            if not (other == room or LEVELS[other] < LEVELS[room] or (room, other) in SAME_LEVEL):
                wrong.append(f"{name_of(path)} imports {module}")
    assert not wrong


def test_qt_stays_in_the_window():
    others = [path for path in MODULES if path not in UI_MODULES]
    assert not [name_of(path) for path in others if {module.split(".")[0] for module in imports(path)} & set(QT)]


def test_package_files_stay_empty():
    packages = [path for path in MODULES if path.name == "__init__.py"]
    assert packages and not [name_of(path) for path in packages if path.read_text(encoding="utf-8").strip()]


def test_pages_do_not_import_each_other():
    wrong = []
    for path in UI_MODULES:
        page = path.relative_to(ROOT).parts[2] if path.relative_to(ROOT).parts[1] == "pages" else ""
        others = {module.split(".")[3] for module in imports(path) if module.startswith("sft_gui.ui.pages.")}
        if page and others - {page}:
            wrong.append((name_of(path), others - {page}))
    assert not wrong


UI_ROOMS = ("look", "core", "overlays", "widgets", "dialogs", "tasks", "pages", "shell")  # downwards only


def test_rooms_of_the_window_import_downwards_only():
    wrong = []
    for path in UI_MODULES:
        room = path.relative_to(ROOT).parts[1]
        others = {module.split(".")[2] for module in imports(path) if module.startswith("sft_gui.ui.")}
        allowed = UI_ROOMS[: UI_ROOMS.index(room) + 1] if room in UI_ROOMS else UI_ROOMS
        if not others <= set(allowed):
            wrong.append((name_of(path), others - set(allowed)))
    assert not wrong


def test_no_circle_of_imports():
    """Not even for annotations or within functions: what stands on what can be drawn."""
    modules = {"sft_gui." + name_of(path).removesuffix(".py").replace("/", "."): path for path in MODULES}
    graph = {name: {other for other in imports(path) if other in modules} for name, path in modules.items()}
    try:
        circle = []
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
    assert not circle


def test_nothing_before_the_first_paint_imports_torch():
    heavy = ("torch", "torchvision", "timm", "sklearn", "scipy", "pyqtgraph")
    code = (
        f"import importlib, sys\nfor name in {WITHOUT_TORCH!r}:\n    importlib.import_module(name)\n"
        f"    bad = [h for h in {heavy!r} if h in sys.modules]\n    assert not bad, (name, bad)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT.parent, check=False)
    assert done.returncode == 0, done.stderr[-600:]


def test_no_file_is_too_long():
    long = {name_of(p): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 500}
    assert not long


def test_packaged_app_carries_every_dependency_and_no_encoder_under_the_gpl():
    asked = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    needed = {canonicalize_name(Requirement(each).name) for each in asked}
    for kind in ("cpu", "cuda"):
        lines = (ROOT.parent / "build" / f"requirements-{kind}.txt").read_text(encoding="utf-8").splitlines()
        pinned = {canonicalize_name(line.split("==")[0]) for line in lines}
        assert needed <= pinned and "pillow-heif" not in pinned
