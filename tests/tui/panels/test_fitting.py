"""Lines of a panel at a width: nothing is wider, and what is cut says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.safe import visible_line
from tui.palette import DARK
from tui.panels.contents import Line
from tui.panels.fitting import rows_of, segments
from tui.reader.layout import cells


def drawn(line: Line, width: int) -> list[str]:
    rows = rows_of(line, width)
    return [
        "".join(segment.text for segment in segments(line, text, width, DARK, first=number == 0))
        for number, text in enumerate(rows)
    ]


def test_what_is_too_long_is_wrapped_then_cut() -> None:
    words = "one two three four five six"
    assert drawn(Line(words, lead=" · ", end="×3", most=2), 20) == [" · one two three ×3", "   four five six   "]
    assert drawn(Line(words, lead=" · ", end="×3"), 20) == [" · one two…      ×3"]


@given(
    st.text(st.characters(categories=["L", "N", "P", "Zs", "So", "Mn"]), min_size=1, max_size=80).map(visible_line),
    st.integers(12, 60),
    st.integers(1, 4),
)
def test_no_row_is_wider_than_the_panel(text: str, width: int, most: int) -> None:
    rows = drawn(Line(text, lead=" ✓ ", end="×12", most=most), width)
    assert 1 <= len(rows) <= most
    assert all(cells(row) <= width for row in rows)
    whole = "".join(row.replace("×12", "", 1)[3:] for row in rows)
    assert whole.rstrip().endswith("…") or "".join(whole.split()) == "".join(text.split())
