from __future__ import annotations

import pytest

from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.problem import Problem
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


def test_labels_become_others_and_those_that_become_none_go() -> None:
    packed = Entities.of(TEXT, FOUND, limit="in Thai")
    renamed = packed.relabelled(lambda label: "PERS" if label == "PERSON" else None)
    assert [(each.text, each.label) for each in renamed] == [("Abe", "PERS"), ("Moon", "PERS")]
    assert renamed.limit == "in Thai"
    assert list(packed.relabelled(str)) == FOUND


def test_entities_of_a_part_stand_in_the_whole() -> None:
    whole = "Dateline. " + TEXT
    moved = Entities.of(TEXT, FOUND).moved(whole, 10)
    assert [whole[each.span.start : each.span.end] for each in moved] == [each.text for each in FOUND]


def test_what_was_remarked_is_kept() -> None:
    problem = Problem("a.jsonl", "no JSON", "mend it", 3)
    again = Entities.unpacked(TEXT, Entities.of(TEXT, FOUND, limit="in Thai", problems=[problem]).packed())
    assert (again.limit, again.problems) == ("in Thai", (problem,))


@pytest.mark.parametrize(
    "head", ["", "{}", "[1]", '[0, [["A"]], "", []]', "[" * 9999, '[0, [], "", [[1]]]', '[-1, [], "", []]']
)
def test_what_is_no_answer_is_none(head: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Entities.unpacked(TEXT, head.encode() + b"\n")


def test_entities_of_another_text_are_none() -> None:
    data = Entities.of(TEXT, FOUND).packed()
    with pytest.raises(ValueError, match="another text"):
        Entities.unpacked(TEXT[:20], data)


def test_an_answer_cut_off_is_none() -> None:
    data = Entities.of(TEXT, FOUND).packed()
    for length in range(len(data)):
        with pytest.raises(ValueError):  # noqa: PT011
            Entities.unpacked(TEXT, data[:length])
