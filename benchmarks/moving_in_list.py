"""Moving in a list of 100,000 articles, beside Textual's DataTable."""

from __future__ import annotations

from itertools import chain, cycle

from benchmarks.material import MANY, READABLE, Material
from benchmarks.pairs import Result, in_turn
from benchmarks.process import wait_until_idle
from benchmarks.programs import POSTIL, TABLE
from benchmarks.pty import COLUMNS, ROWS, Terminal

_TITLE = "Story"
"""Stands in every row, so also in those that the cursor left and came to."""
_DOWN = "\x1b[B"
_KEYS = 60


def seconds(material: Material) -> Result:
    """`j` until the row under the cursor is drawn anew; the peer's `down`, key by key in turn.

    Both go on down the list, so the keys that scroll are among them.
    """
    warm = material.many
    with (
        Terminal([POSTIL, str(warm.folder)], warm.environment) as postil,
        Terminal([*TABLE, str(MANY)], material.newcomer()) as table,
    ):
        postil.painted(*READABLE)
        table.painted(_TITLE)
        for terminal in (postil, table):
            wait_until_idle(terminal)
        ours, peer = in_turn(
            lambda: postil.press("j").shown(_TITLE)[0], lambda: table.press(_DOWN).shown(_TITLE)[0], _KEYS
        )
    return Result("j in a list of 100,000 / down in DataTable: time", 0.30, ours, peer)


def sent(material: Material) -> list[Result]:
    """Bytes of a move in the list, to those of a full frame.

    A full frame is the longest update after the window has come back to its size: everything is drawn then.
    The first figure is of the frames until the row is drawn, of a move that does not scroll; the second of all that
    a `j` brings about, the preview of the article beside the list and the scrolling of every so many rows with it.
    """
    warm = material.many
    with Terminal([POSTIL, str(warm.folder)], warm.environment) as postil:
        postil.painted(*READABLE)
        wait_until_idle(postil)
        to_and_fro = chain(("j",), cycle("jjkk"))
        moves, full = in_turn(lambda: postil.press(next(to_and_fro)).shown(_TITLE)[1], lambda: full_frame(postil), 8)
        everything = tuple(float(postil.press("j").sent) for _ in range(_KEYS))
    return [
        Result("a move in the list / a full frame: bytes", 1 / 25, moves, full, "B"),
        Result("the same with scrolling and the preview, mean", None, everything, full, "B", of_all=True),
    ]


def full_frame(terminal: Terminal) -> int:
    """Bytes of a full repaint: the longest frame after the window has been a column narrower and is back."""
    terminal.resize(COLUMNS - 1, ROWS)
    return terminal.resize(COLUMNS, ROWS).largest_frame()
