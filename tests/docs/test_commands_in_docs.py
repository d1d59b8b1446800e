"""Every command line that the documentation shows is one that postil understands."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.commands.main import COMMANDS, command, parser_of
from tui.entry import SCREEN_COMMANDS, screen_command

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def calls(lines: str) -> Iterator[list[str]]:
    """The words after `postil` in each call of it."""
    for line in lines.splitlines():
        lexer = shlex.shlex(line.replace("$(", " ; "), posix=True, punctuation_chars="();|&")
        lexer.whitespace_split = True
        call: list[str] | None = None
        words = [*lexer, ";"]
        for at, word in enumerate(words):
            if call is not None and re.fullmatch(r"\d?[();|&<>]+", word):
                yield call
                call = None
            elif call is not None:
                call.append(word)
            elif word == "postil" and (at == 0 or re.fullmatch(r"[();|&]+|do", words[at - 1])):
                call = []


def every_call() -> list[tuple[str, list[str]]]:
    return [
        (page.name, call)
        for page in PAGES
        for block in BLOCK.findall(page.read_text(encoding="utf-8"))
        for call in calls(block)
        if call and call[0] in (*COMMANDS, *SCREEN_COMMANDS)
    ]


@pytest.mark.parametrize(("page", "call"), every_call(), ids=lambda each: each if isinstance(each, str) else each[0])
def test_it_parses(page: str, call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    name, *arguments = call
    what, module = screen_command(name) if name in SCREEN_COMMANDS else (COMMANDS[name], command(name))
    parser: argparse.ArgumentParser = parser_of(name, what, module)
    try:
        parser.parse_intermixed_args(arguments)
    except SystemExit:
        pytest.fail(f"{page}: postil {' '.join(call)}: {capsys.readouterr().err}")


def test_calls_are_found_wherever_they_stand() -> None:
    lines = """\
postil ls a | jq .x   # a remark with postil in it
eval "$(postil completion bash)"; postil notes b 2> out
find . | while read x; do postil note "$x" --quote 'a b' || echo postil; done
"""
    assert list(calls(lines)) == [["ls", "a"], ["notes", "b"], ["note", "$x", "--quote", "a b"]]
    assert len(every_call()) > 20
