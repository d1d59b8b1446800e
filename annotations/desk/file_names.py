"""Names for files that are put into a library: safe on any system, and told from what they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from annotations.articles.formats.keys import slug
from annotations.articles.formats.registry import format_of

LONGEST = 120
"""Bytes of a name in UTF-8, without its ending; a file system takes 255 of all."""
MOST_OF_ONE_NAME = 10_000

_UNFIT = re.compile(r'-*[<>:"/\\|?*][-<>:"/\\|?*]*|--+')
_JOINERS = "\u200c\u200d"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(name: str) -> str:
    """A file's name as it can be on any system: no separator, no control character, not hidden, not too long."""
    stem, ending = divided(unicodedata.normalize("NFC", name))
    stem = _fit(stem).strip(" .-")
    while len(stem.encode()) > LONGEST:
        stem = stem[:-1]
    stem = stem.rstrip(" .-") or "article"
    return (f"_{stem}" if _RESERVED.fullmatch(stem) else stem) + _fit(ending).rstrip(" .-")


def _fit(text: str) -> str:
    seen = "".join(each if each.isprintable() or each in _JOINERS else "-" for each in text)
    return _UNFIT.sub("-", seen)


def titled(title: str, ending: str) -> str:
    """The name of a file that holds an article of this title."""
    return safe_name((slug(title) or "article") + ending)


def divided(name: str) -> tuple[str, str]:
    """A name without its ending, and that; `.tar.gz` is one, as `.html.gz` is."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 12:
        return name, ""
    if ending.lower() == "gz" and format_of(stem) is not None:
        stem, _, inner = stem.rpartition(".")
        ending = f"{inner}.{ending}"
    return stem, dot + ending


def free_names(name: str) -> Iterator[str]:
    """The name, then with `-2`, `-3` and so on before its ending."""
    stem, ending = divided(name)
    yield name
    for number in range(2, MOST_OF_ONE_NAME):
        yield f"{stem}-{number}{ending}"
