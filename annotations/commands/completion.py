"""`postil completion`: prints what has a shell complete postil's commands, options and files."""

from __future__ import annotations

import argparse
import sys

EXAMPLE = """\
eval "$(postil completion bash)"
postil completion zsh > ~/.zfunc/_postil
postil completion fish > ~/.config/fish/completions/postil.fish"""
SHELLS = ("bash", "zsh", "fish")


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("shell", choices=SHELLS, help="the shell; its start-up file is where the first example goes")


def run(arguments: argparse.Namespace) -> int:
    """Print the file that ships for the shell; `python -m tui.handbook.manual` makes it from the declarations."""
    from importlib.resources import files

    shipped = files("annotations.commands") / "completions" / f"postil.{arguments.shell}"
    sys.stdout.write(shipped.read_text(encoding="utf-8"))
    return 0
