"""Tokens as the corpora of named entities cut them: hyphens, brackets and the possessive stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_FIRST_HAN = "\u2e80"


class Token(NamedTuple):
    """A piece of a text, `text[start:end]`."""

    start: int
    end: int
    text: str


@cache
def _token() -> re.Pattern[str]:
    mark = "[\u0300-\u036f]"
    letter = rf"(?:[^\W\d_]|{mark})"
    return re.compile(
        # Most tokens, told without a look at the rest.
        r"[A-Za-z]++(?=[ ,\n])|[,.](?=[ \n])"
        r"|(?:https?://|www\.)[!-~]{0,500}[0-9A-Za-z/]"
        r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
        r"|['’](?:s|S|re|ve|ll|d|m|t)\b"
        r"|(?:[^\W\d_]\.){2,8}"
        r"|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Sen|Rep|Reps|Sens|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Prof|Rev|Mt|Inc|Corp|Ltd|Co"
        r"|Bros|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ft|Messrs|Hon|Cmdr|Sec)\."
        r"|[A-Z]\.(?=\s?[A-Z(])"
        rf"|{letter}(?:[^\W_]|{mark})*+"
        rf"(?:['’](?!(?:s|re|ve|ll|d|m|t)\b){letter}{{2,40}})?"
        r"|\d+(?:[.,:]\d+)*[a-z]{0,3}"
        r"|([^\w\s])\1*+"
        r"|\S",
    )


@cache
def _han() -> re.Pattern[str]:
    # Apart from the rest, since so wide a range takes long to compile.
    return re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff]|[^\u2e80-\u9fff\uac00-\ud7ff]+")


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `text[start:end]` in order; every character that is no space is in one of them."""
    for match in _token().finditer(text, start, len(text) if end is None else end):
        word = match[0]
        if word.isascii() or max(word) < _FIRST_HAN:
            yield Token(*match.span(), word)
        else:
            for part in _han().finditer(word):
                yield Token(match.start() + part.start(), match.start() + part.end(), part[0])
