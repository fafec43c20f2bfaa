"""The command line: parse, call a room, print. Without a command the window opens."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from sft_gui import notes, paths
from sft_gui.commands.output import NotPrinted, told_if_not_printed
from sft_gui.data.memory import is_out_of_memory, ran_out
from sft_gui.errors import Cancelled, UserError
from sft_gui.inference import device
from sft_gui.messages import say, shown

# One module each in commands/; imported only when a command is given, since the window need not wait for them.
COMMANDS = ("check", "train", "find-lr", "resume", "evaluate", "predict", "runs", "settings", "demo")
OK, FINDINGS, REFUSED = 0, 1, 2
DESCRIPTION = "Fine-tune image models on your own pictures. Without a command the window opens, with PATHS if given."
ENDINGS = "Every command has its own --help, and --json for one JSON object as the last line of its output."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0, 1 (done with findings), 2 (refused, with a sentence on stderr)."""
    _have_streams()
    device.prepare_process()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words)
        with told_if_not_printed():
            sys.stdout.flush()
        return code
    except NotPrinted as error:
        _let_go_of_output()
        _tell(str(error))
        return REFUSED
    except UserError as error:
        _tell(" ".join(str(error).split("\n")))
        _print_refusal(error, words)
        return REFUSED
    except SystemExit as ending:  # argparse's way to end --help and --version
        return int(ending.code or 0)
    except (KeyboardInterrupt, Cancelled):
        _tell(str(say("Interrupted.")))
        return FINDINGS
    except BrokenPipeError:  # who reads has seen enough
        _let_go_of_output()
        return FINDINGS
    except Exception as error:
        if is_out_of_memory(error):
            _tell(str(ran_out()))
            _print_refusal(ran_out(), words)
            return REFUSED
        _tell(_crash_sentence(traceback.format_exc()))
        return FINDINGS


def _print_refusal(error: UserError, words: Sequence[str]) -> None:
    """End with the object that ``--json`` promises."""
    if "--json" in words and words[0] in COMMANDS:
        with contextlib.suppress(OSError):
            print(json.dumps(error.to_json(), allow_nan=False), flush=True)


def _run(words: list[str]) -> int:
    if words and (words[0] in COMMANDS or words[0] in ("-h", "--help", "--version")):
        return _command(words)
    if words and words[0] == "--selftest":
        return _selftest(words[1:])
    return _open_window(words)


def _selftest(words: list[str]) -> int:
    """Let the app prove on this computer that it works; not in --help, since it is for those who package it."""
    from sft_gui.ui.shell.app import run_selftest  # the commands need no Qt

    return int(run_selftest(Path(words[0]) if words else None))


def _command(words: list[str]) -> int:
    from sft_gui.commands.console import Console  # the window needs none of the commands

    modules = {name: import_module(f"sft_gui.commands.{name.replace('-', '_')}") for name in COMMANDS}
    args = _parser(modules).parse_args(words)
    console = Console(is_json=args.json)
    with notes.hearing(console.note):
        return int(modules[args.command].run(args, console))


def _open_window(words: list[str]) -> int:
    for word in words:
        if not os.path.lexists(word):
            raise _unknown(word)
    return _show([Path(word) for word in words])


def _show(opened: list[Path]) -> int:
    from sft_gui.ui.shell.app import run_app  # the commands need no Qt

    return int(run_app(opened))


def _unknown(word: str) -> UserError:
    close = difflib.get_close_matches(word, COMMANDS, 1)
    remedy = say("Did you mean {close}?", close=close[0]) if close else say("sft-gui --help lists the commands.")
    return UserError(say("{word} is neither a command nor a file.", word=word), remedy)


class Parser(argparse.ArgumentParser):
    """Refuses in a sentence."""

    def error(self, message: str) -> NoReturn:
        raise UserError(say("{what}.", what=message.rstrip(".")), say("{prog} --help shows how.", prog=self.prog))


def _parser(modules: dict[str, ModuleType]) -> argparse.ArgumentParser:
    from sft_gui.build_info import full_version  # slow

    parser = Parser(prog="sft-gui", description=DESCRIPTION, epilog=ENDINGS, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"sft-gui {full_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in modules.items():
        command = commands.add_parser(name, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.add_arguments(command)
        command.add_argument("--json", action="store_true", help="end with one line of JSON")
    return parser


def _have_streams() -> None:
    """Print to nowhere where a stream is closed, and a name that the console's encoding lacks with escapes."""
    for number in range(3):  # or the next file that is opened would be taken for one of them
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115  # open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _let_go_of_output() -> None:
    """Send what is still to be printed to nowhere, or Python complains while it exits."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str) -> None:
    said = "\n".join(shown(line) for line in sentence.rstrip("\n").split("\n"))  # a crash's details have several
    with contextlib.suppress(OSError):
        print(f"sft-gui: {said}", file=sys.stderr, flush=True)


def _crash_sentence(details: str) -> str:
    """Keep the traceback in a file and say where."""
    file = paths.logs_folder() / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    last = details.strip().splitlines()[-1]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(details, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return str(say("The program failed: {error}. Details could not be kept in {file}", error=last, file=str(file)))
    return str(say("The program failed: {error}. Details are in {file}", error=last, file=str(file)))
