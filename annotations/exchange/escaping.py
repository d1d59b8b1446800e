"""Words written into Markdown so that nothing of them becomes markup: CommonMark's, GitHub's, or Obsidian's."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from annotations.exchange.entries import one_line
from annotations.text.safe import visible

_BOLD = "\ufdd0"
"""Stands for asterisks; what is visible holds none."""


@cache
def _special() -> re.Pattern[str]:
    return re.compile(
        r"[\\`*_\[\]<~]|&(?=#?\w+;)"  # code, emphasis, links, HTML, struck words, character references
        r"|[|$^#@]|(?<==)=|=(?==)|(?<=%)%|%(?=%)"  # tables, mathematics, blocks, tags, names, highlights, comments
        r"|:(?=//)|(?<=\bwww)\."  # addresses, which would become links
        r"|\A[-+>]",  # lists, rules, quotes
        re.IGNORECASE,
    )


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)", re.ASCII)


def escaped(words: str) -> str:
    """Words as one line of text, which may begin a block."""
    return _escaped(visible(words))


def emphasised(before: str, words: str, after: str) -> str:
    """A sentence as one line, escaped, with some words of it in bold; they stay plain where bold could not end.

    CommonMark (6.2) tells that from the characters on both sides of the asterisks.
    """
    before, words, after = visible(before), visible(words), visible(after)
    if not (_delimits(before[-1:], words[:1]) and _delimits(after[:1], words[-1:])):
        return _escaped(before + words + after)
    return _escaped(f"{before}{_BOLD}{words}{_BOLD}{after}").replace(_BOLD, "**")


def markdown_of(body: str) -> str:
    """Markdown that a user wrote, without HTML in it: a tag is shown as it was written."""
    return re.sub("<(?=[A-Za-z/!?])", "&lt;", visible(body.replace("\r\n", "\n"))).strip("\n")


def _escaped(shown: str) -> str:
    return _numbered().sub(r"\1\\\2", _special().sub(r"\\\g<0>", one_line(shown)))


def _delimits(outer: str, inner: str) -> bool:
    """Whether asterisks between an outer character, if any, and an inner one can begin or end bold words."""
    if inner.isspace() or unicodedata.category(inner)[0] not in "PS":
        return not inner.isspace()
    return not outer or outer.isspace() or unicodedata.category(outer)[0] == "P"
