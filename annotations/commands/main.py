"""The headless command line: parses, runs one command, and turns what goes wrong into one line and a status."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

from annotations.problem import PostilError, Problem, reason
from annotations.text.safe import visible_line

COMMANDS = {
    "ls": "list articles",
    "show": "print an article with entities and notes marked",
    "entities": "print recognised entities",
    "note": "add a note, or with --label an entity",
    "notes": "list annotations",
    "search": "search the text of all articles",
    "add": "put articles into a library: files, folders, pages of the web",
    "export": "write annotations in another format",
    "import": "take annotations in from another format",
    "agree": "say how far annotators agree",
    "learn": "learn from the decisions",
    "check": "verify the store and every anchor",
    "merge": "merge two notes files by note",
    "git-setup": "have git merge the notes of a library by note",
    "completion": "print what has a shell complete postil's commands",
}
# Where a module cannot be called like its command.
_MODULES = {"import": "importing"}
EPILOG = "exit status: 0 done, 1 something is wrong with the data, 2 usage"

# What a shell says of a program that SIGINT or SIGPIPE ended.
_INTERRUPTED, _NO_READER = 130, 141


class UsageError(Exception):
    """A command line that parses but makes no sense; status 2."""


class Command(Protocol):
    """What a module of a command has: examples, one a line, and the two functions."""

    EXAMPLE: str

    def declare(self, parser: argparse.ArgumentParser) -> None:
        """Tell a parser the arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; returns the exit status."""
        ...


def command(name: str) -> Command:
    """The module of a command, imported."""
    return cast(Command, import_module(f"annotations.commands.{_MODULES.get(name, name.replace('-', '_'))}"))


def parser_of(name: str, what: str, command: Command) -> argparse.ArgumentParser:
    """What parses a command's arguments and prints its help."""
    first, *more = command.EXAMPLE.splitlines()
    examples = "\n  ".join(("examples:", first, *more)) if more else f"example: {first}"
    parser = argparse.ArgumentParser(
        prog=f"postil {name}",
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"{examples}\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.declare(parser)
    return parser


def run(argv: Sequence[str], find: Callable[[str], tuple[str, Command]] | None = None) -> int:
    """Run `argv[0]` with the rest as its arguments; returns the exit status.

    `find` imports the command of a name and says what it does, for commands that are not among these.
    """
    if sys.stdout is None:
        return _fail(Problem("standard output", "is closed"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        # In an encoding that has not every character, the others come out as escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = _run(find or _found, *argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _abandon_output()
        return _INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return _NO_READER
    except OSError as error:
        _abandon_output()
        return _fail(Problem(str(error.filename or "standard output"), reason(error)))
    return status


def _found(name: str) -> tuple[str, Command]:
    return COMMANDS[name], command(name)


def _run(find: Callable[[str], tuple[str, Command]], name: str, *arguments: str) -> int:
    what, command = find(name)
    parser = parser_of(name, what, command)
    try:
        return int(command.run(parser.parse_intermixed_args(_queries_joined(arguments))))
    except SystemExit as leaving:
        # argparse has printed help or a usage error; what it printed is still to be flushed.
        return int(leaving.code or 0)
    except PostilError as error:
        return _fail(error.problem)
    except UsageError as error:
        print(f"postil {name}: {visible_line(str(error))}", file=sys.stderr)
        return 2


def _queries_joined(arguments: Sequence[str]) -> list[str]:
    """With each query joined to its `-q`: argparse would take one that begins with `-` for an option."""
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1] == "-q" and word.startswith("-"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _fail(problem: Problem) -> int:
    print(f"postil: {visible_line(str(problem))}", file=sys.stderr)
    return 1


def _abandon_output() -> None:
    """Let what is still in the buffer go nowhere, so that the interpreter does not fail again on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
