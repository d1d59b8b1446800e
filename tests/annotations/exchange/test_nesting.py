"""Spans as elements: well nested, over the whole block, with the characters that they were given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.nesting import Step, nested
from annotations.text.span import Span


def drawn(text: str, spans: list[Span]) -> str:
    told = ""
    for step, at, end, number in nested(Span(0, len(text)), spans):
        match step:
            case Step.TEXT:
                told += text[at:end]
            case Step.OPEN:
                told += f"<{number}"
            case Step.CLOSE:
                told += f"{number}>"
    return told


def test_one_in_another() -> None:
    assert drawn("abcd", [Span(0, 4), Span(1, 3)]) == "<0a<1bc1>d0>"


def test_one_across_another_is_in_two_parts() -> None:
    assert drawn("abcd", [Span(0, 3), Span(1, 4)]) == "<0a<1bc1>0><1d1>"


def test_two_on_the_same_words_and_one_that_reaches_out_of_the_block() -> None:
    assert drawn("ab", [Span(-3, 9), Span(0, 2), Span(0, 2)]) == "<0<1<2ab2>1>0>"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda each: each[0] < each[1]), max_size=8))
def test_each_character_is_in_just_the_spans_that_hold_it(ends: list[tuple[int, int]]) -> None:
    spans = sorted((Span(*each) for each in ends), key=lambda span: (span.start, -span.end))
    opened: list[int] = []
    at = 0
    for event in nested(Span(0, 10), spans):
        match event.step:
            case Step.OPEN:
                opened.append(event.number)
            case Step.CLOSE:
                assert opened.pop() == event.number
            case Step.TEXT:
                assert event.at == at < event.end
                at = event.end
                for offset in range(event.at, event.end):
                    assert sorted(opened) == [number for number, span in enumerate(spans) if offset in span]
    assert (at, opened) == (10, [])
