"""The first engine: rules that each say what they found and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from annotations.entities.abbreviations import explained
from annotations.entities.candidates import Candidate, settle
from annotations.entities.capitals import Capitals
from annotations.entities.entity import Entity, Recogniser
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.organisations import Organisations
from annotations.entities.patterns import patterns
from annotations.entities.persons import Persons, given_names
from annotations.entities.works import works
from annotations.text.span import Span


class RuleRecogniser(Recogniser):
    """Patterns, gazetteer, and heuristics on capitals; linear in the text. Its lists are read at the first use."""

    name = "rules"

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()

    def recognise(
        self,
        text: str,
        *,
        headline: Span | None = None,
        skip: Sequence[Span] = (),
        article: str = "",  # noqa: ARG002
    ) -> list[Entity]:
        """Entities of a text, as every `Recogniser` gives them; names in the headline count if the body knows them."""
        return self.opinions(text, Capitals(blanked(text, skip), headline), skip)

    def opinions(self, text: str, capitals: Capitals, skip: Sequence[Span] = ()) -> list[Entity]:
        """Entities of an English text of which the capitals are known."""
        found = self._by_form(capitals)
        found += self._gazetteer.without_capitals(capitals)
        found += Organisations(capitals, self._gazetteer, self._given_names).search()
        persons = Persons(capitals, self._gazetteer, self._given_names)
        introduced = _not_inside(list(persons.introduced()), found)
        found += introduced
        found += persons.known(introduced)
        found += explained(capitals.text, found)
        found += works(capitals.text)
        return settle(text, found, skip)

    def recognise_by_form(self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = ()) -> list[Entity]:
        """What patterns and gazetteer tell alone: all that holds where capitals may mean anything."""
        return settle(text, self._by_form(Capitals(blanked(text, skip), headline)), skip)

    def _by_form(self, capitals: Capitals) -> list[Candidate]:
        return [*patterns(capitals.text), *self._gazetteer.search(capitals, self._given_names)]

    @cached_property
    def _given_names(self) -> frozenset[str]:
        return given_names()


def blanked(text: str, skip: Sequence[Span]) -> str:
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
