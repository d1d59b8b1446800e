"""The headless command line: parses, runs one command, and turns what goes wrong into one line and a status."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from annotations.problem import PostilError, Problem
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
}
# Where a module cannot be called like its command.
_MODULES = {"import": "importing"}
EPILOG = "exit status: 0 done, 1 something is wrong with the data, 2 usage"

# What a shell says of a program that SIGINT or SIGPIPE ended.
_INTERRUPTED, _NO_READER = 130, 141


class UsageError(Exception):
    """A command line that parses but makes no sense; status 2."""


def run(argv: Sequence[str]) -> int:
    """Run `argv[0]` with the rest as its arguments; returns the exit status."""
    if sys.stdout is None:
        return _fail(Problem("standard output", "is closed"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        # In an encoding that has not every character, the others come out as escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = _run(*argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _abandon_output()
        return _INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return _NO_READER
    except OSError as error:
        _abandon_output()
        return _fail(Problem(str(error.filename or "standard output"), (error.strerror or str(error)).lower()))
    return status


def _run(name: str, *arguments: str) -> int:
    command = import_module(f"annotations.commands.{_MODULES.get(name, name.replace('-', '_'))}")
    parser = argparse.ArgumentParser(
        prog=f"postil {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        epilog=f"example: {command.EXAMPLE}\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.declare(parser)
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
