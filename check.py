"""The one command that a change must pass: format, lint, types, tests. ``--fast`` leaves the tests out."""

import subprocess
import sys

CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy"]),
    ("translations", ["tools/translations.py", "--check"]),
    ("tests", ["pytest", "-q", "-n", "auto", "--dist", "loadfile"]),
)


def main() -> int:
    failed = []
    for name, command in CHECKS:
        if name == "tests" and "--fast" in sys.argv:
            continue
        run = command if command[0].endswith(".py") else ["-m", *command]
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, *run], check=False).returncode:
            failed.append(name)
    print("All checks pass." if not failed else f"Failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
