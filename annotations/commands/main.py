"""The headless command line: parses, runs one command, and turns what goes wrong into one line and a status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from annotations.problem import PostilError

COMMANDS = {
    "ls": "list articles",
    "show": "print an article with entities and notes marked",
    "entities": "print recognised entities",
    "note": "add a note, or with --label an entity",
    "notes": "list annotations",
    "check": "verify the store and every anchor",
}
EPILOG = "exit status: 0 done, 1 something is wrong with the data, 2 usage"


class UsageError(Exception):
    """A command line that parses but makes no sense; status 2."""


def run(argv: Sequence[str]) -> int:
    """Run `argv[0]` with the rest as its arguments; returns the exit status."""
    name, *arguments = argv
    command = import_module(f"annotations.commands.{name}")
    parser = argparse.ArgumentParser(
        prog=f"postil {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        epilog=f"example: {command.EXAMPLE}\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.declare(parser)
    try:
        status: int = command.run(parser.parse_args(arguments))
        sys.stdout.flush()
    except PostilError as error:
        print(f"postil: {error}", file=sys.stderr)
        return 1
    except UsageError as error:
        print(f"postil {name}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _close_quietly()
    return status


def _close_quietly() -> NoReturn:
    """Leave as a program that SIGPIPE ended: the reader has gone, and nothing is left to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(141)
