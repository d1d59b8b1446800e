"""A library of any size, the same each time: articles such as agencies send them, of about 2 kB."""

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
_WORDS_OF_AN_ARTICLE = 310


def write_library(folder: Path, count: int) -> None:
    """Write `count` articles, `article-0001.txt` and so on, into a new folder."""
    folder.mkdir(parents=True)
    chance = random.Random(2026)
    for number in range(1, count + 1):
        (folder / f"article-{number:04}.txt").write_text(_article(number, chance), encoding="utf-8")


def title_of(number: int) -> str:
    """The beginning of an article's title, which stands nowhere else."""
    return f"Story {number:04}"


def first_words_of(number: int) -> str:
    """A word of an article's first sentence, which stands nowhere else."""
    return f"D{number:04}K"


def _article(number: int, chance: random.Random) -> str:
    city = chance.choice(_CITIES)
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    paragraphs = [f"{city.upper()}, Jan. {day} (Meridian) -- A record was filed as {first_words_of(number)} on Monday."]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < _WORDS_OF_AN_ARTICLE:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(chance.randint(1, 3))))
    head = f"{title_of(number)}: {city} decides on {chance.choice(_MATTERS)}"
    source = f"Source: Meridian News| 2026-{month:02}-{day:02} 21:{number % 60:02}:17|Editor: {chance.choice(_FAMILY)}"
    return "\n".join([head, "", source, "Video PlayerClose", "", "\n\n".join(paragraphs), ""])


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
