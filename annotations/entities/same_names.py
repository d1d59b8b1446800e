"""Which names in a text stand for which others: surnames, initials, abbreviations, firms without what the law adds.

A link is only made where a text has one name that the other could stand for: to leave two apart costs the reader less
than to take two for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from annotations.entities.vocabulary import ORGANISATIONS, SUFFIXES, TITLES, words

_SPACE = re.compile(r"[\s\-\u2010-\u2015]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_MARKS = re.compile("[\u0300-\u036f]")
_CORPORATE = words(
    "inc incorporated corp corporation co company ltd limited llc plc ag sa nv se gmbh spa bhd pjsc ab asa oyj kk group"
    " holdings holding"
)
_SMALL = words("of the and for on in to at de del la")
_ALIASES = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "uae": "united arab emirates",
    "eu": "european union",
    "un": "united nations",
}
"""Names that are in every newspaper without their long forms."""

Key = tuple[str, str]
"""A label, and the words of a name as they are compared."""


def key_of(name: str, label: str) -> Key:
    """What mentions with the same words have in common.

    Case, spaces, hyphens, accents, stops, a possessive, an article, a title and `Jr.` do not count.
    """
    plain = _POSSESSIVE.sub("", _SPACE.sub(" ", name).strip())
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", plain)).casefold()
    # J.K. Rowling has two initials, the U.N. is one word.
    parts = folded.replace(".", " " if label == "PERSON" else "").replace(",", " ").split()
    if parts[:1] == ["the"] and len(parts) > 1:
        parts = parts[1:]
    if label == "PERSON":
        while len(parts) > 1 and parts[0] in _titles():
            parts = parts[1:]
        while len(parts) > 1 and parts[-1] in _suffixes():
            parts = parts[:-1]
    return label, " ".join(parts)


def links(keys: Sequence[Key], long_forms: Mapping[str, str], short: frozenset[Key]) -> Iterator[tuple[Key, Key]]:
    """Pairs of a name and the fuller one that it stands for, both of one label.

    `keys` are those of all mentions in the order of the text; `short` those that were written in capitals throughout;
    `long_forms` are those of the abbreviations that the text introduces.
    """
    order = list(dict.fromkeys(keys))
    labels: dict[str, list[Key]] = {}
    for key in order:
        labels.setdefault(key[0], []).append(key)
    for label, known in labels.items():
        introduced = {key_of(one, label): key_of(long, label) for one, long in long_forms.items()}
        if label == "PERSON":
            yield from _persons(known)
            continue
        names, fuller = frozenset(known), _fuller(known)
        for key in known:
            abbreviated = key in short and len(key[1]) > 2
            candidates = (
                introduced.get(key),
                (label, _ALIASES.get(key[1], "")),
                _only(fuller.get(f"{key[1]}:initials", ())) if abbreviated else None,
                _only(fuller.get(key[1], ())) if label == "ORG" else None,
            )
            full = next((each for each in candidates if each in names), None)
            if full is not None and full != key:
                yield key, full


def _fuller(known: Sequence[Key]) -> dict[str, list[Key]]:
    """The names that something shorter could stand for: `toyota` and `toyota motor`, `commission`, `fbi:initials`."""
    found: dict[str, list[Key]] = {}
    for key in known:
        parts = key[1].split()
        if len(parts) < 2:
            continue
        firm = _firm(parts)
        shorter = {" ".join(firm[:end]) for end in range(1, len(firm) + 1)} if len(firm) < len(parts) else set()
        if parts[-1] in _bodies():
            shorter.add(parts[-1])
        for left_out in (frozenset[str](), _SMALL):
            shorter.add("".join(part[0] for part in parts if part not in left_out) + ":initials")
        for each in shorter:
            found.setdefault(each, []).append(key)
    return found


def _persons(known: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Names without their initials, and parts of full names: of two that fit, the one that was there before."""
    at = {key: index for index, key in enumerate(known)}
    bearers: dict[str, list[Key]] = {}
    plain = {key: " ".join(word for word in key[1].split() if len(word) > 1) for key in known}
    for key in known:
        parts = key[1].split()
        if len(parts) > 1:
            for part in {*(" ".join(parts[start:]) for start in range(1, len(parts))), parts[0]}:
                bearers.setdefault(part, []).append(key)
    for key in known:
        bare = ("PERSON", plain[key])
        if bare != key and bare in at and " " in plain[key]:
            yield key, bare
    for part, full in bearers.items():
        key = ("PERSON", part)
        if key in at:
            people = {plain[each] for each in full if at[each] < at[key]} or {plain[each] for each in full}
            if len(people) == 1:
                yield key, next(each for each in full if plain[each] in people)


def _firm(parts: Sequence[str]) -> Sequence[str]:
    """The words of a name without those that the law has firms add to it."""
    end = len(parts)
    while end > 1 and parts[end - 1] in _CORPORATE:
        end -= 1
    return parts[:end]


def _only(found: Sequence[Key]) -> Key | None:
    """The one that is found; None where there are none or several."""
    return found[0] if len(found) == 1 else None


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.casefold().rstrip(".") for title in TITLES) | {"crown", "prime"}


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(suffix.casefold().rstrip(".") for suffix in SUFFIXES)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word.casefold().rstrip(".") for word in ORGANISATIONS) - _CORPORATE
