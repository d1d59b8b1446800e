"""The `postil` command: decides what is asked for, and loads no more than that needs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from annotations import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.commands.main import Command
    from tui.stage import Stage

USAGE = """\
usage: postil [PATH …]            open a folder, files, or - for standard input
       postil                     open the library that was open last
       postil --sample            open the sample library
       postil tutor               learn the keys in a lesson of three minutes
       postil adjudicate NOTES NOTES… [FOLDER]
                                  make a third notes file (--notes) from those of annotators
       postil COMMAND [ARG …]     without the screen: ls show entities note notes search add
                                  export import agree learn check merge git-setup completion
       postil serve [PATH]        open the program in a browser on this machine
options: --notes FILE             keep the notes in this TinyDB file
         --engine NAME            who suggests entities: builtin, rules, spacy:NAME, jsonl:FILE,
                                  or several, parted by commas
         --version, --help
`postil COMMAND --help` tells more of a command. Inside the program, ? tells the keys.
"""
NO_TERMINAL = "the screen needs a terminal; `postil ls` and `postil show` do not"
COMMANDS = (
    *("ls", "show", "entities", "note", "notes", "search", "add", "export", "import"),
    *("agree", "learn", "check", "merge", "git-setup", "completion"),
)
SCREEN_COMMANDS = {"serve": "open the program in a browser on this machine"}
"""The commands that have to do with the screen."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run postil; returns the exit status: 0 done, 1 wrong data, 2 wrong usage."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if argv[:1] == ["--version"]:
        print(f"postil {__version__}")
        return 0
    if argv[:1] in (["--help"], ["-h"]) or argv in (["tutor", "--help"], ["adjudicate", "--help"]):
        print(USAGE, end="")
        return 0
    if argv and argv[0] in COMMANDS:
        from annotations.commands.main import run

        status = run(argv)
        return max(status, _check_keymap()) if argv[0] == "check" else status
    if argv and argv[0] in SCREEN_COMMANDS:
        from annotations.commands.main import run

        return run(argv, screen_command)
    if argv[:1] == ["tutor"]:
        return _tutor(argv[1:])
    return _open(argv)


def screen_command(name: str) -> tuple[str, Command]:
    """What such a command does, and its module, imported."""
    from importlib import import_module

    return SCREEN_COMMANDS[name], cast("Command", import_module(f"tui.{name}"))


def open_with(words: Sequence[str], stage: Callable[[], Stage]) -> int:
    """Open the screen as some words of a command line say, somewhere else than in the terminal."""
    return _open(list(words), stage)


def _open(argv: list[str], stage: Callable[[], Stage] | None = None) -> int:
    # Nothing that is made while starting is garbage: collecting among it costs a tenth of the start.
    gc.disable()
    notes, engine, sample, paths = None, None, False, []
    adjudicating = argv[:1] == ["adjudicate"]
    words = iter(argv[adjudicating:])
    for word in words:
        if word == "--sample":
            sample = True
        elif word == "--notes":
            notes = next(words, None)
            if notes is None:
                return _usage("--notes wants a file")
        elif word == "--engine":
            engine = next(words, None)
            if engine is None:
                return _usage("--engine wants a name")
        elif word.startswith("-") and word != "-":
            return _usage(f"unknown option {word}")
        else:
            paths.append(word)
    folder = [paths.pop()] if adjudicating and paths and Path(paths[-1]).is_dir() else []
    if adjudicating and (sample or len(paths) < 2):
        return _usage("adjudicate wants the notes files of two or more, and after them a folder")
    if engine is not None and (wrong := _wrong_engine(engine)):
        return _usage(wrong)
    if stage is None and not sys.stdout.isatty():
        return _usage(NO_TERMINAL)
    where = Path(notes) if notes else None
    if adjudicating:
        from tui.adjudicate.opening import open_adjudication

        return open_adjudication([Path(path) for path in paths], Path(*folder), notes=where, engine=engine)
    from tui.opening import open_program
    from tui.stage import Stage

    return open_program([Path(path) for path in paths], notes=where, sample=sample, engine=engine, stage=stage or Stage)


def _wrong_engine(names: str) -> str | None:
    """What is wrong with the names of engines."""
    from annotations.entities.engines import engine_names
    from annotations.problem import PostilError

    try:
        engine_names(names)
    except PostilError as error:
        return str(error)
    return None


def _tutor(more: list[str]) -> int:
    if more:
        return _usage("tutor takes nothing more; `postil ./tutor` opens a folder of that name")
    if not sys.stdout.isatty():
        return _usage(NO_TERMINAL)
    from tui.tutor.opening import open_tutor

    return open_tutor()


def _check_keymap() -> int:
    """Name what is wrong with the keymap file; the exit status."""
    from annotations.desk.places import keymap_file

    file = keymap_file()
    if not file.exists():
        return 0
    from tui.keymap.reading import read_keymap

    problems = read_keymap(file).problems
    for problem in problems:
        print(f"postil: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _usage(what: str) -> int:
    print(f"postil: {what}\n{USAGE}", end="", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
