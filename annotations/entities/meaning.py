"""What dates, times and amounts mean: days and numbers, with what they were told by."""

from __future__ import annotations

from datetime import date, datetime

from annotations.entities.meant import Meaning
from annotations.text.span import Span

__all__ = ["DATED", "Meaning", "meaning", "meaning_of"]

DATED = ("DATE", "TIME")
"""Labels whose meanings may be days."""

_LONGEST = 120
"""Code points that an expression has at most; none that is longer has a meaning."""

_CLEARLY_NEARER = 3
"""How many times farther the other of two days must be, for the nearer to be meant where no verb tells."""


def meaning(label: str, text: str, published: datetime | None, *, ahead: bool | None = None) -> Meaning | None:
    """What an entity of that label means; None where it has no such meaning, or too little is known to tell.

    `published` is when the article was: weekdays and dates without a year are told from it. `ahead`: what is said of
    it lies in the future, so that `Thursday` is the next one and not the last; None where that is not known.
    """
    if len(text) > _LONGEST:
        return None
    words = " ".join(text.split())
    if label in DATED:
        from annotations.entities.clock_meaning import clock_meaning
        from annotations.entities.day_meaning import day_meaning

        # Engines differ in what of the two `Thursday night` is.
        first, second = (day_meaning, clock_meaning) if label == "DATE" else (clock_meaning, day_meaning)
        today = published.date() if published else None
        return first(words, today, ahead=ahead) or second(words, today, ahead=ahead)
    if label in ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"):
        from annotations.entities.amount_meaning import amount_meaning

        return amount_meaning(label, words)
    return None


def meaning_of(
    label: str, text: str, span: Span, published: datetime | None, place: str | None = None
) -> Meaning | None:
    """What the entity on a span of an article means, as the verbs around it have it; doubt is said with `?`.

    None also where it names a day that recurs. The day of publication is that of the `place` that the dateline names.
    """
    words = text[span.start : span.end]
    if label not in DATED or published is None:
        return meaning(label, words, published)
    from annotations.entities.place_time import at_place

    local = at_place(published, place)
    found = _dated(label, words, text, span, local or published)
    if found is None or local is None or local.date() == published.date() or "published" not in found.by:
        return found
    return found._replace(by=f"{found.by} in {place}")


def _dated(label: str, words: str, text: str, span: Span, published: datetime) -> Meaning | None:
    plain = meaning(label, words, published)
    if plain is None or "published" not in plain.by:
        return plain
    past, future = (meaning(label, words, published, ahead=ahead) for ahead in (False, True))
    if past == future:
        return plain
    from annotations.entities.tense import recurs, tense

    if recurs(text, span):
        return None
    told = tense(text, span)
    if told.ahead is None:
        one, other = (_distance(each, published.date()) for each in (past, future))
        nearer, near, far = (past, one, other) if one <= other else (future, other, one)
        return nearer if nearer and far >= _CLEARLY_NEARER * near else _doubted(plain)
    found = future if told.ahead else past
    return found if told.sure or found is None or found.value == plain.value else _doubted(found)


def _doubted(found: Meaning) -> Meaning:
    if "~" in found.value or "?" in found.value:
        return found
    return found._replace(value="/".join(f"{part}?" for part in found.value.split("/")))


def _distance(found: Meaning | None, today: date) -> int:
    """How many days a meaning is from a day; more than any for None."""
    from annotations.entities.edtf import days

    ends = days(found.value) if found else ()
    return max((ends[0][0] - today).days, (today - ends[0][1]).days, 0) if ends else 10**7
