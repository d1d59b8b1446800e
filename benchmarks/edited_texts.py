"""Texts edited as editors edit them, with the new place of every character that survived."""

from __future__ import annotations

import random

Character = tuple[str, int | None]
"""A character, and where it stood in the old text; None for one that is new."""
Edited = list[Character]

_WORDS = ("council", "harbour", "measure", "reported", "nearly", "spokeswoman", "Tuesday", "budget", "river", "twice")
_TYPOGRAPHY = {"'": "’", '"': "”", "-": "–", " ": "\u00a0"}


def edited(text: str, chance: random.Random, edits: int) -> Edited:
    """A text after so many edits, each of one sentence or so."""
    now: Edited = list(zip(text, range(len(text)), strict=True))
    for _ in range(edits):
        now = chance.choice((_insert, _delete, _reword, _retype, _move, _spell))(now, chance)
    return now


def new_place(edit: Edited, start: int, end: int) -> tuple[int, int, float]:
    """Where an old span stands now, from its first to its last surviving character, and the share that survived."""
    at = survivors(edit, start, end)
    return (at[0], at[-1] + 1, len(at) / (end - start)) if at else (0, 0, 0.0)


def survivors(edit: Edited, start: int, end: int) -> list[int]:
    """Where the characters of an old span stand now, of those that are left."""
    return [offset for offset, (_, old) in enumerate(edit) if old is not None and start <= old < end]


def text_of(edit: Edited) -> str:
    """The text as it reads now."""
    return "".join(character for character, _ in edit)


def sentence_at(edit: Edited, at: int) -> tuple[int, int]:
    """The sentence about an offset, with the space behind it."""
    start = end = at
    while start > 0 and edit[start - 1][0] not in ".!?\n":
        start -= 1
    while end < len(edit) and edit[end][0] not in ".!?\n":
        end += 1
    return start, min(end + 1, len(edit))


def deprived(now: Edited, chance: random.Random, start: int, end: int, quote: str) -> Edited:
    """A text without the sentences that have a part of an old span, and with its quote in a new one somewhere."""
    alive = survivors(now, start, end)
    if alive:
        (first, _), (_, last) = sentence_at(now, alive[0]), sentence_at(now, alive[-1])
        now = [*now[:first], *now[last:]]
    _, into = sentence_at(now, chance.randrange(len(now)))
    lookalike: Edited = [(character, None) for character in f" It was {quote} that others saw."]
    return [*now[:into], *lookalike, *now[into:]]


def _insert(now: Edited, chance: random.Random) -> Edited:
    _, at = sentence_at(now, chance.randrange(len(now)))
    words = " ".join(chance.choices(_WORDS, k=chance.randint(6, 18)))
    return [*now[:at], *((character, None) for character in f" {words.capitalize()}."), *now[at:]]


def _delete(now: Edited, chance: random.Random) -> Edited:
    start, end = sentence_at(now, chance.randrange(len(now)))
    return [*now[:start], *now[end:]] if end - start < len(now) // 4 else now


def _reword(now: Edited, chance: random.Random) -> Edited:
    """Other words for one to three words of a sentence."""
    for _ in range(chance.randint(1, 3)):
        start = end = chance.randrange(len(now))
        while start > 0 and now[start - 1][0].isalnum():
            start -= 1
        while end < len(now) and now[end][0].isalnum():
            end += 1
        now = [*now[:start], *((character, None) for character in chance.choice(_WORDS)), *now[end:]]
    return now


def _retype(now: Edited, chance: random.Random) -> Edited:
    """Curly quotes, dashes and fixed spaces in a stretch of the text."""
    start = chance.randrange(len(now))
    end = start + chance.randint(40, 400)
    return [
        (_TYPOGRAPHY.get(character, character) if start <= at < end else character, old)
        for at, (character, old) in enumerate(now)
    ]


def _move(now: Edited, chance: random.Random) -> Edited:
    start, end = sentence_at(now, chance.randrange(len(now)))
    rest = [*now[:start], *now[end:]]
    if not rest:
        return now
    _, at = sentence_at(rest, chance.randrange(len(rest)))
    return [*rest[:at], *now[start:end], *rest[at:]]


def _spell(now: Edited, chance: random.Random) -> Edited:
    """A letter more, less or other."""
    at = chance.randrange(len(now))
    changes: list[Edited] = [[], [now[at], ("x", None)], [("x", None)]]
    here = chance.choice(changes)
    return [*now[:at], *here, *now[at + 1 :]]
