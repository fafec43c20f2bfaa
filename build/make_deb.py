"""Makes a .deb and a portable .tar.gz of the frozen app: ``python build/make_deb.py APP OUT``.

APP is the folder that make_app.py made. What the app needs from the system is found with ldd, file by file.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
INSIDE = "_internal"
SIDES = (16, 24, 32, 48, 64, 128, 256)
# Not linked, but opened by name: libGL's and Qt's. Without a font there are no words.
OPENED = ("libgl1", "libegl1", "fontconfig-config", "fonts-dejavu-core")
NOT_NEEDED = ("libc6", "libgcc-s1")  # said with a version, or essential
MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
FOUND = re.compile(r"^\s*(\S+) => (/\S+)", re.MULTILINE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("app", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    app, out = args.app.resolve(), args.out.resolve()
    if REPOSITORY in out.parents:
        raise SystemExit("The output folder must be outside the repository.")
    out.mkdir(parents=True, exist_ok=True)
    about = json.loads((app / INSIDE / "build.json").read_text(encoding="utf-8"))
    for made in (make_deb(app, out, about), make_archive(app, out, about)):
        print(f"== {made}: {made.stat().st_size / 1e6:.0f} MB", flush=True)
    return 0


def make_deb(app: Path, out: Path, about: dict[str, str]) -> Path:
    """Lay the files out and pack them with zstd."""
    tree = out / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(app, tree / "usr/lib/sft-gui", symlinks=True, copy_function=_link)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/sft-gui").symlink_to("../lib/sft-gui/sft-gui")
    _add_desktop_files(tree / "usr/share", about)
    control = tree / "DEBIAN"
    control.mkdir()
    shutil.copy(HERE / "linux/postrm", control / "postrm")
    (control / "postrm").chmod(0o755)
    needed = needed_packages(app)
    print(f"It needs: {', '.join(needed)}")
    kilobytes = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir()) // 1024
    (control / "control").write_text(_control(about["version"], needed, kilobytes), encoding="utf-8")
    deb = out / f"sft-gui_{about['version']}_amd64.deb"
    subprocess.run(["dpkg-deb", "-Zzstd", "-z12", "--root-owner-group", "--build", tree, deb], check=True)
    shutil.rmtree(tree)
    return deb


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)  # packed, never changed
    except OSError:
        shutil.copy2(source, target)


def _add_desktop_files(share: Path, about: dict[str, str]) -> None:
    for folder in ("applications", "metainfo", "mime/packages", "doc/sft-gui"):
        (share / folder).mkdir(parents=True)
    shutil.copy(HERE / "linux/sft-gui.desktop", share / "applications")
    shutil.copy(HERE / "linux/sft-gui.xml", share / "mime/packages")
    metainfo = (HERE / "linux/io.github.sft_gui.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", about["version"]).replace("@DATE@", f"{datetime.now(UTC):%Y-%m-%d}")
    (share / "metainfo/io.github.sft_gui.metainfo.xml").write_text(metainfo, encoding="utf-8")
    shutil.copy(REPOSITORY / "LICENSE", share / "doc/sft-gui/copyright")
    for name in ("resources/licences/third-party-notices.txt", "sbom.cdx.json"):
        (share / "doc/sft-gui" / Path(name).name).symlink_to(f"../../../lib/sft-gui/{INSIDE}/{name}")
    for side in SIDES:
        icons = share / f"icons/hicolor/{side}x{side}/apps"
        icons.mkdir(parents=True)
        shutil.copy(HERE / f"icons/{side}.png", icons / "sft-gui.png")


def needed_packages(app: Path) -> list[str]:
    """Ask ldd what each library of the app finds outside it, or not at all, and dpkg whose that is."""
    inside = app / INSIDE
    files = [file for file in app.rglob("*") if file.is_file() and not file.is_symlink() and _is_elf(file)]
    told = subprocess.run(
        ["ldd", *files], capture_output=True, text=True, check=False,
        env={**os.environ, "LD_LIBRARY_PATH": ":".join(sorted({str(file.parent) for file in files}))},
    ).stdout  # fmt: skip
    lacking = {name for name in MISSING.findall(told) if not any(inside.rglob(name))}
    known = _known_packages()
    unknown = sorted(lacking - known.keys())
    if unknown:
        raise SystemExit(f"Nothing is known of these libraries, which the app needs: {', '.join(unknown)}")
    outside = {path for _, path in FOUND.findall(told) if not Path(path).is_relative_to(app)}
    packages = {known[name] for name in lacking} | {_owner(path) for path in outside} | set(OPENED)
    return sorted(packages - set(NOT_NEEDED))


def _is_elf(file: Path) -> bool:
    with open(file, "rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _known_packages() -> dict[str, str]:
    """Read library to package from the app's own advice to Linux users, without importing it."""
    tree = ast.parse((REPOSITORY / "sft_gui/ui/shell/preflight.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "PACKAGES" and node.value:
            return {library: names[0] for library, names in ast.literal_eval(node.value).items()}
    raise SystemExit("preflight.py lists no packages any more.")


def _owner(path: str) -> str:
    for candidate in (path, path.removeprefix("/usr"), os.path.realpath(path)):
        told = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True, check=False).stdout
        if told:
            return told.split(":")[0]
    raise SystemExit(f"No package has {path}.")


def _control(version: str, needed: list[str], kilobytes: int) -> str:
    return f"""Package: sft-gui
Version: {version}
Architecture: amd64
Maintainer: The sft-gui authors <sft-gui@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= 2.36), {", ".join(needed)}
Recommends: fonts-noto-cjk
Section: science
Priority: optional
Description: fine-tune image models on your own pictures
 Drop a folder of photos on the window, fine-tune a pretrained model on them
 without code and offline, judge it, and drop new photos to have them named.
"""


def make_archive(app: Path, out: Path, about: dict[str, str]) -> Path:
    """Pack the app's folder as it is, for any Linux of the same age or newer."""
    archive = out / f"sft-gui-{about['version']}-linux-x86_64.tar.gz"
    owner = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name"]
    subprocess.run(["tar", *owner, "-C", app.parent, "-czf", archive, app.name], check=True)
    return archive


if __name__ == "__main__":
    raise SystemExit(main())
