"""The first engine: rules that each say what they found and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from annotations.entities.abbreviations import abbreviations
from annotations.entities.candidates import Candidate, settle
from annotations.entities.capitals import Capitals
from annotations.entities.entity import Entity
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.organisations import Organisations
from annotations.entities.patterns import patterns
from annotations.entities.persons import Persons, given_names
from annotations.entities.vocabulary import LAWS
from annotations.text.span import Span

_TOKEN = re.compile(r"[^\W_][\w.&/-]*(?<![./-])")


class RuleRecogniser:
    """Patterns, gazetteer, and heuristics on capitals; linear in the text. Its lists are read at the first use."""

    name = "rules"

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()

    def recognise(self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = ()) -> list[Entity]:
        """Entities of a text, as every `Recogniser` gives them; names in the headline count if the body knows them."""
        capitals = Capitals(_blanked(text, skip), headline)
        found = list(patterns(capitals.text))
        found += self._gazetteer.search(capitals, self._given_names)
        found += Organisations(capitals, self._gazetteer, self._given_names).search()
        persons = Persons(capitals, self._gazetteer, self._given_names)
        introduced = _not_inside(list(persons.introduced()), found)
        found += introduced
        found += persons.known(introduced)
        found += _abbreviated(capitals.text, found)
        return settle(text, found, skip)

    @cached_property
    def _given_names(self) -> frozenset[str]:
        return given_names()


def _blanked(text: str, skip: Sequence[Span]) -> str:
    """The text with what is not to be looked at replaced by line ends, so that no rule sees it or reaches over it."""
    parts: list[str] = []
    last = 0
    for span in sorted(skip):
        start, end = max(span.start, last), min(span.end, len(text))
        if start < end:
            parts += (text[last:start], "\n" * (end - start))
            last = end
    return "".join((*parts, text[last:]))


def _not_inside(people: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """People who are not part of an organisation's or place's name: `Robert Bosch Foundation` introduces nobody."""
    named = {(each.end, each.start) for each in found if each.rule in ("organisation", "place", "event", "treaty")}
    covered: dict[int, int] = {}
    for end, start in named:
        for offset in range(start, min(end, start + 80)):
            covered[offset] = end
    return [person for person in people if covered.get(person.start, 0) < person.end]


def _abbreviated(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """What the brackets introduce, and every other mention of the short forms; they have the long form's label."""
    ends: dict[int, list[Candidate]] = {}
    for each in found:
        ends.setdefault(each.end, []).append(each)
    labels: dict[str, str] = {}
    for introduction in abbreviations(text):
        long = introduction.long
        label = _label(text, long, ends.get(long.end, []))
        if label:
            labels.setdefault(text[introduction.short.start : introduction.short.end], label)
            start = _without_article(text, long)
            if not any(each.start <= start for each in ends.get(long.end, ()) if each.rule != "gazetteer"):
                yield Candidate(start, long.end, label, "abbreviation")
    if labels:
        for match in _TOKEN.finditer(text):
            if label := labels.get(match[0]):
                yield Candidate(match.start(), match.end(), label, "abbreviation")


def _label(text: str, long: Span, known: list[Candidate]) -> str | None:
    """The label of a long form: that of the name found there, else what its capitals suggest."""
    whole = [each for each in known if each.start <= _without_article(text, long) + 1]
    if whole:
        return max(whole, key=lambda each: each.end - each.start).label
    words = text[_without_article(text, long) : long.end].split()
    capitalised = [word for word in words if word[:1].isupper()]
    if len(capitalised) < 2 or not words[0][:1].isupper() or len(capitalised) * 2 < len(words):
        return None
    return "LAW" if words[-1] in LAWS else "ORG"


def _without_article(text: str, span: Span) -> int:
    return span.start + 4 if text[span.start : span.start + 4].lower() == "the " else span.start
