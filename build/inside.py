"""Knows what the app carries: its distributions, their licences (a notice) and their list (an SBOM, CycloneDX 1.5)."""

from __future__ import annotations

import json
import shutil
import subprocess
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Run by the build environment's Python, which need not be this one.
LISTING = """
import json, importlib.metadata as m
print(json.dumps([
    [d.metadata["Name"], d.version, str(d._path),
     d.metadata.get("License-Expression") or d.metadata.get("License") or "",
     [c.removeprefix("License :: ") for c in d.metadata.get_all("Classifier") or [] if c.startswith("License :: ")],
     [str(d.locate_file(f)) for f in d.files or () if ".dist-info" in f.parts[0]
      and any(w in f.name.upper() for w in ("LICEN", "NOTICE", "COPYING", "AUTHORS"))]]
    for d in m.distributions()]))
"""
LONGEST = 80  # a "License" field may hold the whole text


@dataclass(frozen=True)
class Distribution:
    """A Python distribution in the build environment."""

    name: str
    version: str
    folder: str  # its .dist-info
    licence: str
    texts: tuple[str, ...]  # files


def runtime_distributions(python: Path, dropped: Sequence[str]) -> list[Distribution]:
    """List what of the build environment goes into the app."""
    told = subprocess.run([str(python), "-I", "-c", LISTING], capture_output=True, text=True, check=True).stdout
    found = []
    for name, version, folder, licence, classifiers, texts in json.loads(told):
        if name.lower().replace("_", "-") in dropped:
            continue
        licence = "" if licence == "UNKNOWN" else licence
        short = licence if licence and len(licence) <= LONGEST and "\n" not in licence else "; ".join(classifiers)
        short = short or ("see its text" if texts else "not said in its metadata")
        found.append(Distribution(name, version, folder, short, tuple(texts)))
    return sorted(found, key=lambda each: each.name.lower())


def write_own_metadata(folder: Path, version: str) -> Path:
    """Write the .dist-info by which the app knows its own version."""
    own = folder / f"sft_gui-{version}.dist-info"
    own.mkdir()
    (own / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sft-gui\nVersion: {version}\n", encoding="utf-8")
    return own


def write_notices(file: Path, distributions: Sequence[Distribution]) -> None:
    """Write every part's licence, in full where it brings its text."""
    lines = ["sft-gui carries the following software.", ""]
    lines += [f"- {each.name} {each.version}: {each.licence}" for each in distributions]
    lines += ["- Python and its standard library: PSF-2.0", "- Inter typeface: OFL-1.1 (Inter-OFL-1.1.txt)", ""]
    for each in distributions:
        for text in each.texts:
            content = Path(text).read_text(encoding="utf-8", errors="replace").rstrip()
            lines += ["=" * 100, f"{each.name} {each.version}, {Path(text).name}", "=" * 100, content, ""]
    file.write_text("\n".join(lines), encoding="utf-8")


def add_system_notices(notices: Path, libraries: Sequence[Path]) -> list[str]:
    """Add the copyright notes of the Debian packages whose libraries PyInstaller took along; return their names."""
    if shutil.which("dpkg") is None or not libraries:
        return []
    patterns = [f"*/{library.name}" for library in libraries]
    told = subprocess.run(["dpkg", "-S", *patterns], capture_output=True, text=True, check=False).stdout
    packages = sorted({line.split(":")[0] for line in told.splitlines() if "diversion by" not in line})
    with open(notices, "a", encoding="utf-8") as file:
        for package in packages:
            note = Path("/usr/share/doc", package, "copyright")
            if note.is_file():
                text = note.read_text(encoding="utf-8", errors="replace").rstrip()
                file.write(f"\n{'=' * 100}\n{package} (a library of the system)\n{'=' * 100}\n{text}\n")
    return packages


def write_sbom(file: Path, distributions: Sequence[Distribution], version: str, commit: str) -> None:
    """Write the list of parts as CycloneDX JSON; its serial number follows from the content."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{each.name.lower().replace('_', '-')}@{each.version}",
            "name": each.name,
            "version": each.version,
            "licenses": [{"license": {"name": each.licence}}],
            "purl": f"pkg:pypi/{each.name.lower().replace('_', '-')}@{each.version}",
        }
        for each in distributions
    ]
    own = {"type": "application", "bom-ref": "sft-gui", "name": "sft-gui", "version": f"{version}+{commit}"}
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([own, components]))
    sbom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
    }
    file.write_text(json.dumps(sbom, indent=1), encoding="utf-8")
