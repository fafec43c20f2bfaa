"""The design's rules as a program: who may import whom, Qt only in the window, no torch before the first paint."""

import ast
import graphlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
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
QT = ("PySide6", "pyqtgraph", "shiboken6")
WITHOUT_TORCH = (
    "sft_gui.settings.catalogue", "sft_gui.settings.presets", "sft_gui.settings.toml", "sft_gui.cli",
    "sft_gui.models.catalogue", "sft_gui.training.request", "sft_gui.training.events", "sft_gui.training.progress",
    "sft_gui.training.run_folder", "sft_gui.data.project", "sft_gui.data.decode", "sft_gui.tasks.task",
    "sft_gui.ui.shell.app", "sft_gui.ui.shell.window", "sft_gui.ui.core.session",
)  # fmt: skip


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module):
    return module.split(".")[1].removesuffix(".py") if "." in module else ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path):
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    for module in imports(path):
        if module.startswith("sft_gui."):
            other = room_of(module)
            allowed = other == room or LEVELS[other] < LEVELS[room] or (room, other) in SAME_LEVEL
            assert allowed, f"{room} imports {module}"


@pytest.mark.parametrize("path", [p for p in MODULES if p.relative_to(ROOT).parts[0] != "ui"], ids=name_of)
def test_qt_stays_in_the_window(path):
    assert not [module for module in imports(path) if module.split(".")[0] in QT]


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name_of)
def test_package_files_stay_empty(path):
    assert path.read_text(encoding="utf-8").strip() == ""


@pytest.mark.parametrize("path", sorted((ROOT / "ui" / "pages").rglob("*.py")), ids=name_of)
def test_pages_do_not_import_each_other(path):
    for module in imports(path):
        if module.startswith("sft_gui.ui.pages."):
            assert module.split(".")[3] == path.parent.name, f"{path} imports {module}"


UI_ROOMS = ("look", "core", "overlays", "widgets", "dialogs", "tasks", "pages", "shell")  # downwards only


@pytest.mark.parametrize("path", [p for p in MODULES if p.relative_to(ROOT).parts[0] == "ui"], ids=name_of)
def test_rooms_of_the_window_import_downwards_only(path):
    room = path.relative_to(ROOT).parts[1]
    others = {module.split(".")[2] for module in imports(path) if module.startswith("sft_gui.ui.")}
    allowed = UI_ROOMS[: UI_ROOMS.index(room) + 1] if room in UI_ROOMS else UI_ROOMS
    assert others <= set(allowed), f"{path.name} looks up: {others - set(allowed)}"


def test_no_circle_of_imports():
    """Not even for annotations or within functions: what stands on what can be drawn."""
    modules = {"sft_gui." + name_of(path).removesuffix(".py").replace("/", "."): path for path in MODULES}
    graph = {name: {other for other in imports(path) if other in modules} for name, path in modules.items()}
    order = graphlib.TopologicalSorter(graph)
    order.prepare()  # raises CycleError, which names the circle


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
