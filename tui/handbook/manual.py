"""Writes docs/postil.1 and the shells' completions from what the commands declare: `python -m tui.handbook.manual`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from annotations.commands.completion import SHELLS
from annotations.commands.main import COMMANDS, Command, command, parser_of
from annotations.entities.engines import FORMS
from annotations.entities.scheme import BUILT_IN
from tui.entry import SCREEN_COMMANDS, screen_command
from tui.handbook.roff import page

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "postil.1"
COMPLETIONS = ROOT / "annotations" / "commands" / "completions"

# Where shtab writes the commands: a folder or a file may stand there, too.
_ALSO_FILES = {
    "bash": ("complete -o bashdefault -F", "complete -o bashdefault -o default -F"),
    "zsh": ("  _describe 'postil commands' _commands\n", "  _describe 'postil commands' _commands\n  _files\n"),
    "fish": (
        "complete -c postil -f\n",
        "complete -c postil -f\ncomplete -c postil -n '_shtab_postil_using; and test $_shtab_postil_npos -eq 0'"
        ' -ka "(__fish_complete_path (commandline -ct))"\n',
    ),
}

_FILES = ("FILE", "PATH", "OUT", "NOTES")
"""What stands in a usage for something on the disk."""


def commands() -> Iterator[tuple[str, str, Command]]:
    """Every command by its name, with what it does, in the order of the help."""
    for name in SCREEN_COMMANDS:
        what, module = screen_command(name)
        yield name, what, module
    for name, what in COMMANDS.items():
        yield name, what, command(name)


def manual() -> str:
    """The manual page, in roff."""
    return page([(name, what, parser_of(name, what, module), module.EXAMPLE) for name, what, module in commands()])


def completions(shell: str) -> str:
    """The completions of one shell, with labels, engines and files."""
    import shtab

    made = str(shtab.complete(whole(), shell)).rstrip() + "\n"
    before, after = _ALSO_FILES[shell]
    assert made.count(before) == 1, "shtab writes something else than it did"
    return made.replace(before, after)


def whole() -> argparse.ArgumentParser:
    """All that can stand after `postil`, as one parser that is only looked at."""
    parser = argparse.ArgumentParser(prog="postil", description="read and annotate articles")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--sample", action="store_true", help="open the sample library")
    parser.add_argument("--notes", metavar="FILE", help="keep the notes in this TinyDB file")
    parser.add_argument("--engine", metavar="NAME", help="who suggests entities")
    _complete(parser)
    chosen = parser.add_subparsers()
    chosen.add_parser("tutor", help="learn the keys in a lesson of three minutes", add_help=False)
    referee = chosen.add_parser("adjudicate", help="make a third notes file from those of annotators", add_help=False)
    referee.add_argument("notes files", nargs="+", metavar="NOTES", help="notes files, and after them a folder")
    referee.add_argument("--notes", metavar="FILE", help="the third notes file")
    _complete(referee)
    for name, what, module in commands():
        each = chosen.add_parser(name, help=what, description=what)
        module.declare(each)
        _complete(each)
    return parser


def _complete(parser: argparse.ArgumentParser) -> None:
    """What argparse does not know: which arguments are files, and what may stand for others; all in few words."""
    for action in parser._actions:
        action.help = (action.help or "").partition(";")[0].partition(". ")[0]
        if isinstance(action.metavar, tuple):
            action.metavar = " ".join(action.metavar)
        if action.dest == "engine":
            action.choices = [form.removesuffix("NAME").removesuffix("FILE") for form in FORMS]
        elif action.dest == "label":
            action.choices = [label.name for label in BUILT_IN.labels]
        elif action.metavar in _FILES:
            _files(action)


def _files(action: argparse.Action) -> None:
    from shtab import FILE

    action.complete = FILE  # type: ignore[attr-defined]


def main() -> None:
    """Write all of them."""
    PAGE.write_text(manual(), encoding="utf-8")
    for shell in SHELLS:
        (COMPLETIONS / f"postil.{shell}").write_text(completions(shell), encoding="utf-8")


if __name__ == "__main__":
    main()
