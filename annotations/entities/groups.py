"""Mentions of the same thing, brought together for a panel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """What can be grouped: an entity, or a mention of one."""

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
_ARTICLE = re.compile(r"^the ")


def group_key(entity_text: str, label: str) -> str:
    """What two mentions with the same words have in common: case, spaces, possessive and article do not count."""
    folded = _POSSESSIVE.sub("", _SPACE.sub(" ", entity_text).strip().casefold())
    return f"{label} {_ARTICLE.sub('', folded)}"


def group(entities: Sequence[Thing], long_forms: Mapping[str, str] | None = None) -> dict[str, list[Thing]]:
    """The mentions by the name under which to show them, in the order of their first mentions.

    A surname alone joins the full name where only one in the text ends with it, and an abbreviation its long form
    (`abbreviations.long_forms` tells them) where that is mentioned, too. A name that is shown stands as it was first
    written (of a person, in full), with its label added only where two labels share it.
    """
    full = _full_names(entities)
    keys = {group_key(entity.text, entity.label) for entity in entities} if long_forms else set()
    for short, long in (long_forms or {}).items():
        for key in keys:
            label = key.partition(" ")[0]
            if key == group_key(short, label) and group_key(long, label) in keys:
                full[key] = group_key(long, label)
    groups: dict[str, list[Thing]] = {}
    for entity in entities:
        key = group_key(entity.text, entity.label)
        groups.setdefault(full.get(key, key), []).append(entity)
    shown: dict[str, list[Thing]] = {}
    for key, mentions in groups.items():
        exact = [mention for mention in mentions if group_key(mention.text, mention.label) == key]
        name = _POSSESSIVE.sub("", _SPACE.sub(" ", exact[0].text).strip())
        shown[f"{name} ({exact[0].label})" if name in shown else name] = mentions
    return shown


def _full_names(entities: Sequence[Named]) -> dict[str, str]:
    """The key of a surname → the key of the one full name that it stands for."""
    bearers: dict[str, set[str]] = {}
    for entity in entities:
        key = group_key(entity.text, entity.label)
        parts = key.split(" ")
        if entity.label == "PERSON" and len(parts) > 2:
            for surname in {parts[1], parts[-1]}:
                bearers.setdefault(f"PERSON {surname}", set()).add(key)
    return {surname: next(iter(keys)) for surname, keys in bearers.items() if len(keys) == 1}
