"""Mentions of the same thing, brought together as the text has them and as the user says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from annotations.entities.same_names import Key, key_of, links
from annotations.text.span import Span


class Named(Protocol):
    """What can be grouped: an entity, or a mention of one."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        ...

    @property
    def text(self) -> str:
        """The words that name it."""
        ...

    @property
    def label(self) -> str:
        """Its label of the scheme."""
        ...


Thing = TypeVar("Thing", bound=Named)

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Verdicts(NamedTuple):
    """What the user says of pairs of mentions, by their spans: that they are the same thing, or that they are not."""

    same: Sequence[tuple[Span, Span]] = ()
    apart: Sequence[tuple[Span, Span]] = ()


def group(
    entities: Sequence[Thing],
    long_forms: Mapping[str, str] | None = None,
    verdicts: Verdicts | None = None,
    built_in: Callable[[str], str] = str,
) -> dict[str, list[Thing]]:
    """The mentions by the name under which to show them, in the order of their first mentions.

    Names join as `same_names.links` has it, `long_forms` (of `abbreviations.long_forms`) among them; what the user says
    goes before. To part a mention from one of the same words parts it alone; from one of other words, all of its words.
    `built_in` (of `Scheme`) says which label a label goes for, since people and firms are named in ways of their own.
    A group is shown by its fullest name as that was first written, in capitals only where it is always written so;
    with its label only where two have the same.
    """
    verdicts = verdicts or Verdicts()
    at = {entity.span: index for index, entity in enumerate(entities)}
    keys = [key_of(entity.text, built_in(entity.label)) for entity in entities]
    units = _Units([" ".join(key) for key in keys])
    apart = [(at[one], at[other]) for one, other in verdicts.apart if one in at and other in at]
    parted = {(" ".join(keys[one]), " ".join(keys[other])) for one, other in apart if keys[one] != keys[other]}
    for one, other in apart:
        if keys[one] == keys[other]:
            units.lone(one)
    for key, full in links(keys, long_forms or {}, _in_capitals(entities, keys)):
        name, fuller = " ".join(key), " ".join(full)
        ends = {units.root(name), units.root(fuller)}
        if all({units.root(each) for each in pair} != ends for pair in parted):
            units.join(name, fuller)
    for one_span, other_span in verdicts.same:
        if one_span in at and other_span in at:
            units.join(units.names[at[one_span]], units.names[at[other_span]])
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(units.names):
        groups.setdefault(units.root(name), []).append(index)
    shown: dict[str, list[Thing]] = {}
    for root, found in groups.items():
        # Where the user parted all mentions of the fullest name from their words, the first of the others shows it.
        fullest = [entities[index] for index in found if units.names[index] == root] or [entities[found[0]]]
        first = next((each for each in fullest if not each.text.isupper()), fullest[0])
        name = _POSSESSIVE.sub("", _SPACE.sub(" ", first.text).strip())
        if name in shown:
            name = f"{name} ({first.label})"
        shown[_free(name, shown)] = [entities[index] for index in found]
    return shown


def _free(name: str, taken: Mapping[str, object]) -> str:
    """A name that is not taken: of two that the user parted, the second has a number."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} {number}"
    return found


def _in_capitals(entities: Iterable[Named], keys: Iterable[Key]) -> frozenset[Key]:
    return frozenset(
        key for entity, key in zip(entities, keys, strict=True) if _POSSESSIVE.sub("", entity.text).isupper()
    )


class _Units:
    """Names of units of mentions, joined into sets (union and find); each set is called by the fuller of two joined."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self._parent: dict[str, str] = {}

    def lone(self, index: int) -> None:
        """Make the mention a unit of its own."""
        self.names[index] = f"{self.names[index]}\n{index}"

    def root(self, name: str) -> str:
        """What the set of a unit is called."""
        while name in self._parent:
            name = self._parent[name]
        return name

    def join(self, name: str, full: str) -> None:
        """Let two units be of one set, which is called as the set of `full`."""
        one, other = self.root(name), self.root(full)
        if one != other:
            self._parent[one] = other
