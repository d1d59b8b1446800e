from __future__ import annotations

import pytest

from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.text.span import Span

TEXT = "Abe met Moon in Seoul on Dec. 5."
FOUND = [
    Entity(Span(0, 3), "Abe", "PERSON", 0.8, "rules:name"),
    Entity(Span(8, 12), "Moon", "PERSON", 0.75, "rules:surname"),
    Entity(Span(16, 21), "Seoul", "GPE", 0.9, "rules:gazetteer"),
]


def test_entities_are_given_as_they_came() -> None:
    packed = Entities.of(TEXT, FOUND)
    assert list(packed) == FOUND
    assert packed[-1] == FOUND[-1]
    assert packed[1:] == FOUND[1:]
    assert list(Entities.unpacked(TEXT, packed.packed())) == FOUND
    assert not Entities.unpacked("", Entities.of("", ()).packed())


def test_labels_that_are_not_wanted_go() -> None:
    packed = Entities.of(TEXT, FOUND)
    assert list(packed.only(lambda label: label == "PERSON")) == FOUND[:2]
    assert packed.only(bool) is packed


def test_an_answer_cut_off_is_none() -> None:
    data = Entities.of(TEXT, FOUND).packed()
    for length in range(len(data)):
        with pytest.raises(ValueError):  # noqa: PT011
            Entities.unpacked(TEXT, data[:length])
