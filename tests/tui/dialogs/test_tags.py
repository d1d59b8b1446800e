"""Completion of tags."""

from __future__ import annotations

import pytest

from tui.dialogs.tags import tag_completion, tags_of

IN_USE = ["trade", "asia", "Tokyo", "retrade"]


def test_tags_are_words_each_once() -> None:
    assert tags_of(" #trade, asia trade,tokyo ") == ("trade", "asia", "tokyo")


@pytest.mark.parametrize(
    ("line", "cursor", "expected"),
    [
        ("t", 1, [("trade ", "trade"), ("Tokyo ", "Tokyo"), ("retrade ", "retrade")]),
        ("asia TO", 7, [("asia Tokyo ", "Tokyo")]),
        ("asia,#to", 8, [("asia,#Tokyo ", "Tokyo")]),
        ("tr asia", 2, [("trade asia", "trade"), ("retrade asia", "retrade")]),
        ("trade Tokyo ", 12, [("trade Tokyo asia ", "asia"), ("trade Tokyo retrade ", "retrade")]),
        ("nothing", 7, []),
    ],
)
def test_the_word_under_the_cursor_is_completed(line: str, cursor: int, expected: list[tuple[str, str]]) -> None:
    assert tag_completion(IN_USE)(line, cursor) == expected
