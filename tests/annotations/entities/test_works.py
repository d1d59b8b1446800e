from __future__ import annotations

import pytest

from annotations.entities.works import is_work, works


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("they sang “Time to Wake Up.” at night", ["Time to Wake Up"]),
        ('the "House of the Rising Sun" again', ["House of the Rising Sun"]),
        ("the film “Arrival” was shown", ["Arrival"]),
        ("the word “Arrival” was said", []),
        ("he said “We will go to Rome.”", []),
        ("they cried “STOP THE WAR” there", []),
        ("so called “Of Mice And” here", ["Of Mice And"]),
        ("a “small House” here", []),
        ("a “ House of Cards” here", []),
    ],
)
def test_titles_are_told_by_quotation_marks_and_capitals(text: str, titles: list[str]) -> None:
    assert [text[each.start : each.end] for each in works(text)] == titles


def test_a_text_of_quotation_marks_ends() -> None:
    assert list(works('"A ' * 50_000)) == []


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("the film Zorblat War began", True),
        ("it was Zorblat: Civil War then", True),
        ("the Zorblat War began", False),
        ("filmed at Zorblat War", False),
    ],
)
def test_a_work_is_told_by_a_word_before_it_or_a_colon_in_it(text: str, work: bool) -> None:
    assert is_work(text, text.index("Zorblat"), text.index("War") + 3) == work
