"""Makes the app that people install: ``python build/make_app.py [--torch cpu|cuda] [--work DIR] [--out DIR]``.

Makes an environment of its own outside the repository from a list of versions and hashes, freezes the app with
PyInstaller (a folder with everything in it), and says how big it is and what takes the room.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
LARGEST = 12  # parts named in the report
NOTICES, SBOM = "third-party-notices.txt", "sbom.cdx.json"
DROPPED = ("pip", "setuptools", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "hf-xet", "networkx", "jinja2",
           "markupsafe")  # in the environment, not in the app  # fmt: skip


def main() -> int:
    args = _arguments()
    work, out = args.work.resolve(), (args.out or args.work / "dist").resolve()
    if REPOSITORY in (work, out) or REPOSITORY in work.parents or REPOSITORY in out.parents:
        raise SystemExit("The folders of the build must be outside the repository.")
    began = time.monotonic()
    python = make_environment(work / f"env-{args.torch}", HERE / f"requirements-{args.torch}.txt", args.index)
    app = freeze(python, work, out, args.torch)
    report(app, time.monotonic() - began)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--torch", choices=("cpu", "cuda"), default="cpu", help="slim without a GPU, or with CUDA")
    parser.add_argument("--work", type=Path, default=_cache(), help="where the environment and all that is between go")
    parser.add_argument("--out", type=Path, help="where the app goes (default: dist in the folder of --work)")
    parser.add_argument("--index", action="append", default=[], help="one more package index or folder for pip")
    return parser.parse_args()


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "sft-gui-build"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/sft-gui-build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sft-gui-build"


def make_environment(folder: Path, requirements: Path, indexes: Sequence[str] = ()) -> Path:
    """Make the environment, or keep the one made from the same list; return its Python."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted, mark = requirements.read_text(encoding="utf-8"), folder / "made-from.txt"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return python
    step(f"Making an environment in {folder}")
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder])
    extra = [
        word for index in indexes for word in ("--find-links" if Path(index).is_dir() else "--extra-index-url", index)
    ]
    # The list is complete, so nothing is resolved: torchvision beside another torch than it asks for is meant.
    run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", requirements, *extra])
    mark.write_text(wanted, encoding="utf-8")
    return python


def freeze(python: Path, work: Path, out: Path, torch: str) -> Path:
    """Run PyInstaller and return the app's folder."""
    given = work / f"given-{torch}"
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir(parents=True)
    build = what_is_given(python, given, torch)
    step("Freezing (5 to 15 minutes)")
    environment = {**os.environ, "SFT_GUI_BUILD": json.dumps(build), "PYTHONHASHSEED": "0"}
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", out]
    run([*command, "--workpath", work / f"freeze-{torch}", HERE / "sft_gui.spec"], env=environment)
    app = out / ("sft-gui.app" if sys.platform == "darwin" else "sft-gui")
    strip(app)
    if sys.platform == "linux":
        add_system_notices(app / "_internal")
    return app


def what_is_given(python: Path, given: Path, torch: str) -> dict[str, object]:
    """Write what the spec puts into the app besides code: who it is, the notices, the list of parts."""
    import inside  # beside this file

    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    commit = _commit()
    own = inside.write_own_metadata(given, version)
    distributions = inside.runtime_distributions(python, DROPPED)
    about = {"version": version, "commit": commit, "torch": torch}
    (given / "build.json").write_text(json.dumps(about), encoding="utf-8")
    inside.write_notices(given / NOTICES, distributions)
    inside.write_sbom(given / SBOM, distributions, version, commit)
    shutil.copy(REPOSITORY / "LICENSE", given / "sft-gui-Apache-2.0.txt")
    print(f"{len(distributions)} distributions go in")
    return {
        "version": version,
        "metadata": [str(own), *[each.folder for each in distributions]],
        "files": [str(given / name) for name in ("build.json", SBOM)],
        "licences": [str(given / name) for name in ("sft-gui-Apache-2.0.txt", NOTICES)],  # shown in About
        "icon": _icon(),
        "version_file": str(_version_file(given, version)) if sys.platform == "win32" else "",
    }


def _version_file(given: Path, version: str) -> Path:
    """Fill in what Windows shows under Properties."""
    numbers = ", ".join([*version.split("."), "0"][:4])
    text = (HERE / "windows/version.txt").read_text(encoding="utf-8")
    file = given / "version.txt"
    file.write_text(text.replace("@NUMBERS@", numbers).replace("@VERSION@", version), encoding="utf-8")
    return file


def _commit() -> str:
    asked = subprocess.run(
        ["git", "-C", str(REPOSITORY), "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


def _icon() -> str:
    name = {"win32": "windows/sft-gui.ico", "darwin": "macos/sft-gui.icns"}.get(sys.platform)
    return str(HERE / name) if name and (HERE / name).is_file() else ""


def strip(app: Path) -> None:
    """Take the debugger's names out of libraries, a tenth of the app; not out of those rewritten by auditwheel."""
    if sys.platform != "linux" or not shutil.which("strip"):
        return
    for library in (app / "_internal").rglob("*.so*"):
        if library.is_file() and not library.is_symlink() and not library.parent.name.endswith(".libs"):
            run(["strip", "--strip-unneeded", library])


def add_system_notices(inside_app: Path) -> None:
    """Say whose the build machine's libraries are that went in."""
    import inside  # beside this file

    libraries = [file for file in inside_app.glob("lib*.so*") if file.is_file() and not file.is_symlink()]
    added = inside.add_system_notices(inside_app / "resources/licences" / NOTICES, libraries)
    print(f"{len(libraries)} libraries of the system go in, of {len(added)} packages")


def report(app: Path, seconds: float) -> None:
    """Say how big the app is and what takes the room."""
    root = app / ("Contents" if app.suffix == ".app" else "_internal")
    parts = sorted(((size(part), part.name) for part in root.iterdir()), reverse=True)
    step(f"{app}: {size(app) / 1e6:.0f} MB, made in {seconds:.0f} s")
    for taken, name in parts[:LARGEST]:
        print(f"  {taken / 1e6:6.1f} MB  {name}")


def size(path: Path) -> int:
    """Add up the bytes of a file or of all below a folder, links not followed."""
    if path.is_symlink() or not path.is_dir():
        return path.lstat().st_size
    return sum(size(part) for part in path.iterdir())


def step(what: str) -> None:
    print(f"== {what}", flush=True)


def run(command: Sequence[object], *, env: dict[str, str] | None = None) -> None:
    """Run a command to its end.

    Raises:
        SystemExit: it failed.
    """
    words = [str(word) for word in command]
    if subprocess.run(words, check=False, env=env).returncode:
        raise SystemExit(f"This failed: {' '.join(words)}")


if __name__ == "__main__":
    raise SystemExit(main())
