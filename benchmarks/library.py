"""Articles such as agencies send them, the same each time: a library of any number, or one of any length."""

from __future__ import annotations

import random
from pathlib import Path

_CITIES = ("Tokyo", "Nairobi", "Lisbon", "Warsaw", "Santiago", "Ottawa", "Hanoi", "Oslo", "Accra", "Vienna")
_COUNTRIES = ("Japan", "Kenya", "Portugal", "Poland", "Chile", "Canada", "Vietnam", "Norway", "Ghana", "Austria")
_GIVEN = ("Helena", "Marek", "Grace", "Tomas", "Ingrid", "Samir", "Rosa", "Peter", "Midori", "Ama")
_FAMILY = ("Sarmento", "Zielony", "Wanjiru", "Iriarte", "Vale", "Haddad", "Lindqvist", "Kamau", "Takahashi", "Mensah")
_BODIES = ("Ministry of Transport", "Harbour Fund", "National Institute of Metrology", "Food Council", "Court of Audit")
_MATTERS = ("the new harbour", "the night train", "a flood wall", "the census of storks", "a tax on fog")
_SENTENCES = (
    "{person} of the {body} said on {day} that {country} would spend {amount} million euros on {matter}.",
    "The {body} in {city} had expected {percent} percent less, according to a report of {day}.",
    '"We have counted twice," said {person}, who has worked on {matter} since {year}.',
    "About {amount} people from {country} and {other} signed a letter against {matter} within {hours} hours.",
    "Between {city} and the border, {amount} kilometers to the north, work begins in May {year}.",
)
# What people write between the facts; no recogniser finds anything in them.
_PLAIN_SENTENCES = (
    "Nobody had asked for it, and for a long time nobody seemed to notice that it was there at all.",
    "The rain had stopped by then, and the people who had waited under the roof went out to look at the water.",
    "It is not the money, they say; it is the way in which the thing was decided, behind a door and after hours.",
    "What had been a rumour became a plan, the plan became a drawing, and the drawing hangs in a corridor now.",
)
_PLAIN_SHARE = 0.86
"""Of the sentences of a long article: it then holds about 5,000 entities in a million characters."""


def write_library(folder: Path, count: int, words: int = 310) -> None:
    """Write `count` articles, `article-0001.txt` and so on, of at least so many words, into a new folder."""
    folder.mkdir(parents=True)
    chance = random.Random(2026)
    for number in range(1, count + 1):
        (folder / f"article-{number:04}.txt").write_text(_article(number, chance, words), encoding="utf-8")


def write_long_article(file: Path, characters: int) -> None:
    """Write one article of about so many characters."""
    chance = random.Random(2026)
    parts = [f"{title_of(1)}, at length", "", f"A record was filed as {first_words_of(1)} on Monday."]
    length = 0
    while length < characters:
        paragraph = " ".join(_sentence_at_length(chance) for _ in range(chance.randint(2, 6)))
        parts += ["", paragraph]
        length += len(paragraph) + 2
    file.write_text("\n".join([*parts, ""]), encoding="utf-8")


def title_of(number: int) -> str:
    """The beginning of an article's title, which stands nowhere else."""
    return f"Story {number:04}"


def first_words_of(number: int) -> str:
    """A word of an article's first sentence, which stands nowhere else."""
    return f"D{number:04}K"


def _article(number: int, chance: random.Random, words: int) -> str:
    city = chance.choice(_CITIES)
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    paragraphs = [f"{city.upper()}, Jan. {day} (Meridian) -- A record was filed as {first_words_of(number)} on Monday."]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(chance.randint(1, 3))))
    head = f"{title_of(number)}: {city} decides on {chance.choice(_MATTERS)}"
    source = f"Source: Meridian News| 2026-{month:02}-{day:02} 21:{number % 60:02}:17|Editor: {chance.choice(_FAMILY)}"
    return "\n".join([head, "", source, "Video PlayerClose", "", "\n\n".join(paragraphs), ""])


def _sentence_at_length(chance: random.Random) -> str:
    return chance.choice(_PLAIN_SENTENCES) if chance.random() < _PLAIN_SHARE else _sentence(chance)


def _sentence(chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(
        person=f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
        body=chance.choice(_BODIES),
        city=chance.choice(_CITIES),
        country=chance.choice(_COUNTRIES),
        other=chance.choice(_COUNTRIES),
        matter=chance.choice(_MATTERS),
        day=chance.choice(("Monday", "Tuesday", "Jan. 12", "March 3, 2025", "the first Friday of June")),
        amount=f"{chance.randint(3, 90_000):,}",
        percent=chance.randint(2, 60),
        hours=chance.randint(2, 72),
        year=chance.randint(1985, 2030),
    )
