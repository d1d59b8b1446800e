"""Moving in an article of 10 MB, beside Textual's TextArea."""

from __future__ import annotations

from benchmarks.library import first_words_of
from benchmarks.material import Material
from benchmarks.moving_in_list import full_frame
from benchmarks.pairs import Result, in_turn
from benchmarks.process import cpu_seconds, wait_until_idle
from benchmarks.programs import POSTIL, TEXT
from benchmarks.pty import Terminal

_OUR_BLOCK, _PEER_BLOCK = 40, 8
"""Keys between two looks at the processor's time, which has steps of 10 ms; the peer's keys take more of it."""
_BLOCKS = 4
_DOWN, _NEXT_WORD = "\x1b[B", "\x1b[1;5C"


def taken(material: Material) -> list[Result]:
    """Processor time of a `j` and of a `w`, to that of `down` and `ctrl+right`, in blocks of keys in turn."""
    file = str(material.long_article)
    with (
        Terminal([POSTIL, file], material.newcomer()) as postil,
        Terminal([*TEXT, file], material.newcomer()) as text,
    ):
        postil.painted(first_words_of(1))
        text.painted(first_words_of(1))
        for terminal in (postil, text):
            wait_until_idle(terminal)
        lines = in_turn(lambda: _each(postil, "j", _OUR_BLOCK), lambda: _each(text, _DOWN, _PEER_BLOCK), _BLOCKS)
        words = in_turn(lambda: _each(postil, "w", _OUR_BLOCK), lambda: _each(text, _NEXT_WORD, _PEER_BLOCK), _BLOCKS)
    return [
        Result("j in an article of 10 MB / down in TextArea: processor", 1 / 15, *lines),
        Result("w in an article of 10 MB / ctrl+right in TextArea: processor", 1 / 15, *words),
    ]


def page_sent(material: Material) -> Result:
    """All bytes that a page down brings about, to those of a full frame."""
    with Terminal([POSTIL, str(material.long_article)], material.newcomer()) as postil:
        postil.painted(first_words_of(1))
        wait_until_idle(postil)
        pages, full = in_turn(lambda: postil.press(" ").sent, lambda: full_frame(postil), 8)
    return Result("a page down in the reader / a full frame: bytes", 1.1, pages, full, "B")


def _each(terminal: Terminal, key: str, count: int) -> float:
    """Seconds of the processor that one of so many keys takes, each answered before the next is pressed."""
    before = cpu_seconds(terminal.pid)
    for _ in range(count):
        terminal.press(key, quiet=0.05)
    return (cpu_seconds(terminal.pid) - before) / count
