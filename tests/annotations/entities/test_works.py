from __future__ import annotations

import pytest

from annotations.entities.works import works


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
