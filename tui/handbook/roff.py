"""The manual page of the command line, in the macros of man(7)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from annotations import __version__

Told = tuple[str, str, argparse.ArgumentParser, str]
"""A command: its name, what it does, its parser, and its examples, one a line."""

_WIDTH = 70
"""Characters of a line of the source, before its escapes."""

_HEAD = """\
.TH POSTIL 1 "" "postil {version}" "User Commands"
.SH NAME
postil \\- read and annotate articles in the terminal
.SH SYNOPSIS
.B postil
.RB [ \\-\\-notes
.IR FILE ]
.RB [ \\-\\-engine
.IR NAME ]
.RI [ PATH \\~.\\|.\\|.]
.br
.B postil \\-\\-sample
|
.B \\-\\-version
|
.B \\-\\-help
.br
.B postil tutor
.br
.B postil adjudicate
.I NOTES NOTES\\~.\\|.\\|.
.RI [ FOLDER ]
.RB [ \\-\\-notes
.IR FILE ]
.br
.B postil
.I COMMAND
.RI [ ARG \\~.\\|.\\|.]
.SH DESCRIPTION
postil lists the articles of a folder, shows one with its entities
highlighted, and saves the notes that are made on it to a TinyDB file.
Without a path it opens the library that was open last, where it was left;
.B \\-
is standard input.
Inside the program,
.B ?
tells the keys of the pane, and
.B postil tutor
teaches them.
.B postil adjudicate
makes a third notes file from those of annotators: it takes over what they
agree on, and walks through the rest.
.TP
.BI \\-\\-notes \\ FILE
Keep the notes in this file.
.TP
.BI \\-\\-engine \\ NAME
Who suggests entities:
.BR builtin ,
.BR rules ,
.BI spacy: NAME\\fR,
.BI jsonl: FILE\\fR,
or several, parted by commas.
.TP
.B \\-\\-sample
Open the library that ships with the program.
.SH COMMANDS
"""
_TAIL = """\
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Something is wrong with the data; one line on standard error names the file.
.TP
.B 2
Wrong usage.
.SH ENVIRONMENT
.TP
.B NO_COLOR
No colour, if it is set and not empty.
.TP
.BR VISUAL ,\\  EDITOR
What
.B ctrl+o
opens in the editor of notes.
.TP
.BR XDG_CONFIG_HOME ,\\  XDG_DATA_HOME ,\\  XDG_STATE_HOME ,\\  XDG_CACHE_HOME
Where settings, data, state and caches are kept.
.SH FILES
.TP
.I LIBRARY/.postil/notes.json
The annotations, in a file that plain TinyDB opens.
.TP
.I LIBRARY/.postil/scheme.toml
The labels of the library.
.TP
.I ~/.config/postil/config.toml
Author, engine and learning.
.TP
.I ~/.config/postil/keymap.toml
Keys of one's own.
"""


def page(commands: Iterable[Told]) -> str:
    """The whole page."""
    lines = [line for each in commands for line in _command(*each)]
    return _HEAD.format(version=__version__) + "\n".join(lines) + "\n" + _TAIL


def _command(name: str, what: str, parser: argparse.ArgumentParser, examples: str) -> Iterator[str]:
    yield f".SS {_text(f'postil {name}')}"
    yield from _filled(f"{_capital(what)}.")
    yield ".PP"
    yield f".B {_text(f'postil {name}')}"
    yield from _filled(
        " ".join(parser.format_usage().split()).removeprefix(f"usage: {parser.prog} ").removeprefix("[-h] ")
    )
    for action in parser._actions:
        if action.help is not None and action.dest != "help":
            yield from (".TP", _heading(action))
            yield from _filled(f"{_capital(action.help)}.")
    yield from (".PP", "For example:", ".PP", ".RS 4", ".nf")
    yield from map(_text, examples.splitlines())
    yield from (".fi", ".RE")


def _heading(action: argparse.Action) -> str:
    values = "" if action.nargs == 0 else _values(action)
    if not action.option_strings:
        return f"\\fI{_text(values)}\\fR"
    return f"\\fB{_text(', '.join(action.option_strings))}\\fR" + (f" \\fI{_text(values)}\\fR" if values else "")


def _values(action: argparse.Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.metavar is None and action.choices:
        return "|".join(map(str, action.choices))
    return action.metavar or action.dest.upper()


def _capital(words: str) -> str:
    """Words as a sentence begins, unless the first is a name."""
    return words if words.partition(" ")[0].endswith(":") else words[0].upper() + words[1:]


def _filled(words: str) -> Iterator[str]:
    """Lines that are filled; each sentence begins one, which tells roff where sentences end."""
    for sentence in re.split(r"(?<=[.?!]) (?=[A-Z])", words):
        yield from map(_text, wrap(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _text(words: str) -> str:
    """Words as they are: nothing in them is a macro or an escape."""
    plain = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
