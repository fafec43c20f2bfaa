"""Collect every word that the app shows, keep the Chinese file in step with it, and compile what Qt loads.

``python tools/translations.py`` extracts, merges and compiles; ``--add words.json`` first takes translations from a
JSON object of English to Chinese; ``--check`` writes nothing and fails where something is unfinished or stale;
``--missing`` prints what has no translation yet, as JSON to be filled in. The command line speaks English only.
"""

from __future__ import annotations

import argparse
import ast
import json
import string
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "sft_gui"
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "sft-gui"
LANGUAGES = ("zh_CN",)
# Function: the positions of its literal templates. ``put`` is told apart by its second argument, a setter's name.
TEMPLATES = {"say": (0,), "tr": (0,), "counted": (1, 2), "Forms": (0, 1), "put": (2,)}
NOT_SHOWN = ("cli.py", "commands/")
HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def literals() -> dict[str, set[str]]:
    """Return every template with the files that use it."""
    found: dict[str, set[str]] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        if file.relative_to(SOURCE).as_posix().startswith(NOT_SHOWN):
            continue
        for text in literals_of(file.read_text(encoding="utf-8")):
            found.setdefault(text, set()).add(file.relative_to(SOURCE.parent).as_posix())
    return found


def literals_of(code: str) -> Iterator[str]:
    """Yield the templates in a module's source."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for position in TEMPLATES.get(name, ()):
                if position < len(node.args):
                    yield from _strings(node.args[position])


def _strings(node: ast.expr) -> Iterator[str]:
    """A literal, or either side of ``a if x else b``; a variable's words are found where they are made."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def ts_file(language: str) -> Path:
    """Return the source of a language's translations."""
    return FOLDER / f"sft-gui_{language}.ts"


def read(language: str) -> dict[str, str]:
    """Return the finished translations of a language."""
    file = ts_file(language)
    if not file.exists():
        return {}
    done = {}
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            done[message.findtext("source", "")] = translation.text
    return done


def rendered(language: str, texts: dict[str, set[str]], done: dict[str, str]) -> str:
    """Return the .ts file: sorted, so that two people's changes seldom meet; words no longer used are dropped."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in sorted(texts):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in done:
            translation.text = done[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    return HEADER + ET.tostring(root, encoding="unicode") + "\n"


def wrong_fields(done: dict[str, str]) -> list[str]:
    """Return the words whose translation uses other fields than the English: it would fail when shown."""
    return [text for text, translated in done.items() if not _fields(translated) <= _fields(text)]


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def compiled(ts: str) -> bytes:
    """Return the .qm of a .ts file's text."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "words.ts"), Path(folder, "words.qm")
        source.write_text(ts, encoding="utf-8")
        command = [_lrelease(), "-silent", "-nounfinished", str(source), "-qm", str(target)]
        subprocess.run(command, check=True)
        return target.read_bytes()


def _lrelease() -> str:
    import PySide6

    folder = Path(PySide6.__file__).parent
    for candidate in (folder / "lrelease", folder / "lrelease.exe", folder / "Qt" / "libexec" / "lrelease"):
        if candidate.exists():
            return str(candidate)
    return "pyside6-lrelease"


def problems(language: str) -> list[str]:
    """Return what keeps a language from being complete and fresh, in sentences."""
    texts, done = literals(), read(language)
    found = [f"not translated: {text!r} ({', '.join(sorted(texts[text]))})" for text in sorted(texts.keys() - done)]
    found += [f"wrong fields: {text!r}" for text in wrong_fields(done)]
    ts = rendered(language, texts, done)
    if not ts_file(language).exists() or ts_file(language).read_text(encoding="utf-8") != ts:
        found.append(f"{ts_file(language).name} is stale: run tools/translations.py")
    qm = ts_file(language).with_suffix(".qm")
    if not qm.exists() or qm.read_bytes() != compiled(ts):
        found.append(f"{qm.name} is stale: run tools/translations.py")
    return found


def update(language: str, extra: dict[str, str]) -> int:
    """Write both files; return how many words are still untranslated."""
    texts = literals()
    done = {**read(language), **extra}
    wrong = wrong_fields(done)
    if wrong:
        raise SystemExit(f"these use fields that the English has not: {wrong}")
    ts = rendered(language, texts, done)
    FOLDER.mkdir(parents=True, exist_ok=True)
    ts_file(language).write_text(ts, encoding="utf-8")
    ts_file(language).with_suffix(".qm").write_bytes(compiled(ts))
    return len(texts.keys() - done.keys())


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--add", type=Path, action="append", default=[], help="a JSON object: English to Chinese")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is missing")
    parser.add_argument("--missing", action="store_true", help="print what is not translated, as JSON")
    parser.add_argument("--under", default="", help="with --missing: only of files whose path contains this")
    options = parser.parse_args()
    language = LANGUAGES[0]
    if options.check:
        found = problems(language)
        print("\n".join(found) or "every word is translated")
        return 1 if found else 0
    if options.missing:
        done = read(language)
        missing = {t: "" for t, files in literals().items() if t not in done and any(options.under in f for f in files)}
        print(json.dumps(missing, ensure_ascii=False, indent=1))
        return 0
    extra: dict[str, str] = {}
    for file in options.add:
        extra |= {key: value for key, value in json.loads(file.read_text(encoding="utf-8")).items() if value}
    left = update(language, extra)
    print(f"{left} words are not translated yet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
