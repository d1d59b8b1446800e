"""Lines that go on under where their words begin."""

from __future__ import annotations

import pytest
from textual.content import Content

from tui.dialogs.hanging import hanging


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (30, ["j ↓  one line down the page"]),
        (16, ["j ↓  one line", "     down the", "     page"]),
        (7, ["j ↓  one line down the page"]),
    ],
)
def test_what_does_not_fit_goes_on_below_its_words(width: int, lines: list[str]) -> None:
    assert hanging(Content("j ↓  one line down the page"), 5, width).plain.split("\n") == lines


def test_colours_stay_with_their_words() -> None:
    line = Content.assemble(Content.styled("2 ORG", "bold"), "  firms, ", Content.styled("parties", "italic"))
    below = hanging(line, 7, 14)
    assert [(below.plain[span.start : span.end].strip(), span.style) for span in below.spans] == [
        ("2 ORG", "bold"),
        ("parties", "italic"),
    ]
