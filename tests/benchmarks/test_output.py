from __future__ import annotations

import pytest

from benchmarks.output import Output, ProgramError

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
TORN = Output(
    ((0.1, b"\x07" + BEGIN + b"status" + END + BEGIN[:4]), (0.2, BEGIN[4:] + b"Story \x1b[1m2" + END), (0.3, b"x"))
)


def test_a_frame_counts_from_its_last_byte_though_it_came_in_pieces() -> None:
    assert [seconds for seconds, _ in TORN.frames()] == [0.1, 0.2]


def test_a_text_is_shown_by_the_frame_that_holds_it_between_its_orders() -> None:
    first, second = (len(frame) for _, frame in TORN.frames())
    assert TORN.shown("Story 2") == (0.2, first + second)
    assert TORN.largest_frame() == max(first, second)


def test_what_no_frame_holds_was_not_shown() -> None:
    with pytest.raises(ProgramError, match="Story 3"):
        TORN.shown("Story 3")
