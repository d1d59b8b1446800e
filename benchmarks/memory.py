"""How much memory the longest article takes, beside the least that a Textual app has."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import bare_app
from benchmarks.library import first_words_of
from benchmarks.material import Material
from benchmarks.pairs import Result, in_turn
from benchmarks.process import peak_memory, wait_until_idle
from benchmarks.programs import BARE, POSTIL
from benchmarks.pty import Terminal

_PAIRS = 2


def peak(material: Material) -> list[Result]:
    """The peak of the program's process when all entities of a 10 MB article are marked, to that of a bare app.

    Of a user who has never opened postil, so that there is no cache to be read: SQLite, which reads it, would take 2 MB
    more in the program. The helpers that the program starts to recognise have a memory of their own, and a line of
    theirs: they keep what they found, too. The words of an article that is alone come into the index when they are
    searched for, which nobody does here; a helper does it then.
    """
    file = str(material.long_article)
    helpers: list[float] = []

    def ours() -> float:
        memory, of_helpers = _peaks([POSTIL, file], material.newcomer(), first_words_of(1))
        helpers.append(memory + of_helpers)
        return memory

    program, bare = in_turn(ours, lambda: _peaks(BARE, material.newcomer(), bare_app.PAINTED)[0], _PAIRS)
    user = material.newcomer()
    _peaks([POSTIL, file], user, first_words_of(1))
    again = tuple(_peaks([POSTIL, file], user, first_words_of(1))[0] for _ in range(_PAIRS))
    return [
        Result("peak memory with an article of 10 MB / bare", 1.4, program, bare, "MB"),
        Result("the same when it is opened again", None, again, bare, "MB"),
        Result("the same with the peaks of its helpers", None, tuple(helpers[1:]), bare, "MB"),
    ]


def _peaks(command: Sequence[str], environment: dict[str, str], expected: str) -> tuple[float, float]:
    """The peak of a program that has come to rest, and the sum of its helpers' peaks."""
    with Terminal(command, environment) as terminal:
        terminal.painted(expected)
        helpers = wait_until_idle(terminal)
        return peak_memory(terminal.pid), helpers
