"""Writes a list of versions and hashes for make_app.py: ``python build/pin.py cpu|cuda [pip's options]``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = ("pyinstaller",)
# A CPU torch does not ask for CUDA's libraries; torchvision and timm ask for a torch that has them, so they come last.
CPU_TORCH, BESIDE = "torch==2.13.0+cpu", ("torchvision==0.28.0", "timm==1.0.31")
WANTED_BY_TIMM = ("pyyaml",)


def main() -> int:
    kind, *options = sys.argv[1:]
    needed = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    if kind == "cuda":
        pinned = resolved([*needed, *TOOLS], options)
    else:
        rest = [each for each in needed if not each.startswith(("torch", "timm"))]
        pinned = resolved([*rest, *TOOLS, *WANTED_BY_TIMM, CPU_TORCH], options)
        pinned |= resolved(["--no-deps", *BESIDE], options)
    lines = [f"{name}=={version} --hash=sha256:{digest}" for name, (version, digest) in sorted(pinned.items())]
    (HERE / f"requirements-{kind}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def resolved(wanted: list[str], options: list[str]) -> dict[str, tuple[str, str]]:
    """Ask pip what it would install: name to (version, SHA-256)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        subprocess.run([*command, "--report", str(report), *options, *wanted], check=True)
        told = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {}
    for each in told:
        hashes = each["download_info"]["archive_info"]["hashes"]
        found[each["metadata"]["name"].lower().replace("_", "-")] = (each["metadata"]["version"], hashes["sha256"])
    return found


if __name__ == "__main__":
    raise SystemExit(main())
