"""What kind of place or thing a name names: the model knows LOC and MISC, the scheme parts them further."""

from __future__ import annotations

import re

from annotations.entities.gazetteer import Gazetteer
from annotations.entities.names import Name
from annotations.entities.persons import named_after
from annotations.entities.vocabulary import (
    AWARDS,
    BEFORE_PLACES,
    EVENTS,
    FACILITIES,
    LAWS,
    PLACES,
    REGIONS,
    STORMS,
    words,
)
from annotations.entities.works import is_work

_FACILITIES = FACILITIES | words(
    "Building Center Centre House Mall Hotel Memorial Monument Cemetery Temple Gate Plaza Field Terminal Abbey Park"
    " Airfield Harbour Harbor Pier Lighthouse Gardens Court Lodge Mansion Observatory Gallery"
)
_PLACES = PLACES | words(
    "Hills Hill Forest Creek Beach Reef Ridge Cape Seas Oceans Lakes Rivers Valleys Isles Isle Europe Asia Africa"
    " Hemisphere America Antarctica Oceania Alps Andes Himalayas East West"
    " North South Delta Pass Bight Fjord Cove Steppe Highlands Lowlands Sahara Arctic Antarctic Atlantic Pacific"
)
_EVENTS = EVENTS | words(
    "Election Elections Summit Tournament Open Marathon Crisis Massacre Earthquake Tsunami Riots Siege Rebellion"
    " Derby Regatta Carnival Fair Conference Congress Final Finals Campaign Genocide Holocaust Coup Attacks Disaster"
    " Olympic Olympiad Olympics Katrina Wars Rally Race Crusade Renaissance Ramadan Easter Christmas"
)
_PEOPLES = words("Tribe Tribes Nation Nations")
_STATES = ("country", "state", "city")
_HEAVENS = words("Sun Earth Moon Mercury Venus Mars Jupiter Saturn Uranus Neptune Pluto") | {
    "Solar System",
    "Milky Way",
}
_DISEASES = ("COVID", "Covid", "SARS-CoV", "MERS-CoV")
_LANGUAGES = words(
    "Arabic Hindi Urdu Bengali Punjabi Tamil Telugu Marathi Mandarin Cantonese Latin Hebrew Yiddish Farsi Pashto"
    " Swahili Esperanto Sanskrit Tagalog Gaelic Catalan Basque Galician Walloon Occitan Breton Cyrillic Javanese"
)
_ROADS = words("Interstate Route Highway Autobahn I M A")
# Of these only with a number or a name behind it: a car is no firm, and no title of a work.
_MAKERS = words(
    "Airbus Antonov Apple Audi BMW Bentley Boeing Bombardier Buick Cadillac Cessna Chevrolet Chrysler Citroën Dodge"
    " Ducati Embraer Ferrari Fiat Ford Google Honda Huawei Hyundai Jaguar Jeep Kawasaki Kia Lamborghini Lexus Lockheed"
    " Mazda Mercedes Mercedes-Benz Microsoft Mitsubishi Nintendo Nissan Nokia Opel Peugeot Porsche Renault Saab Samsung"
    " Sony Subaru Sukhoi Suzuki Tesla Toyota Tupolev Volkswagen Volvo Xiaomi Yamaha Škoda"
)
_BEFORE_EVENTS = STORMS | words("Battle Siege Treaty Operation Tropical World Super")
_BEFORE_LOCATIONS = BEFORE_PLACES | words("Gulf Bay Sea Island Isle River Mt")
_ANY_DIGIT = re.compile(r"\d")
_OPENING = "\"“‘'«"
_SURE = 0.7


class Kinds:
    """Gives names the labels of the scheme."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def label(self, text: str, name: Name, opinion: str | None) -> str | None:
        """The label of a name that has one of the model's; None where it is nothing that the scheme has a label for.

        `opinion` is that of the rules on the same words.
        """
        words_ = text[name.start : name.end].split()
        plain = " ".join(words_)
        known = self._gazetteer.kind(plain)
        head = plain.partition(" of ")[0].rpartition(" ")[2]
        if plain.startswith(_DISEASES) or plain in _LANGUAGES:
            return None
        if name.label == "PER":
            if plain == "God":
                return None
            return named_after(text, name.end) or ("NORP" if self._of_a_place(plain) else "PERSON")
        if plain in _HEAVENS:
            return "LOC"
        if known == "nationality" or name.label == "NORP":
            return "GPE" if known in _STATES else "NORP"
        if name.label == "ORG":
            return "LAW" if opinion == "LAW" else "LOC" if head in PLACES and name.score < _SURE else "ORG"
        if name.label == "LOC":
            return self._place(words_, head, known, opinion)
        return self._thing(text, name, words_, opinion)

    def _of_a_place(self, name: str) -> bool:
        """Whether it is what the people of a known place are called: `Montanans`, `Chicagoans`."""
        stems = (name.removesuffix(ending) for ending in ("ns", "ans", "ians") if name.endswith(ending))
        return any(self._gazetteer.kind(stem) in _STATES for stem in stems)

    @staticmethod
    def _place(words_: list[str], head: str, known: str | None, opinion: str | None) -> str:
        if known in _STATES:
            return "GPE"
        if known == "region":
            return "LOC"
        if opinion in ("GPE", "LOC", "FAC"):
            return opinion
        if len(words_) > 1 and (head.title() in _FACILITIES or (words_[0] in _ROADS and words_[1][0].isdigit())):
            return "FAC"
        if head in REGIONS:
            return "GPE"
        return "LOC" if head in _PLACES or words_[0] in _BEFORE_LOCATIONS else "GPE"

    @staticmethod
    def _thing(text: str, name: Name, words_: list[str], opinion: str | None) -> str:
        if is_work(text, name.start, name.end):
            return "WORK_OF_ART"
        if opinion in ("EVENT", "LAW", "WORK_OF_ART", "FAC", "PRODUCT"):
            return opinion
        if words_[-1] in _PEOPLES:
            return "NORP"
        if words_[-1] in LAWS or "Treaty" in words_:
            return "LAW"
        if words_[-1] in AWARDS or words_[0] in AWARDS:
            return "WORK_OF_ART"
        if words_[0] in _BEFORE_EVENTS or words_[-1] == "Day" or not _EVENTS.isdisjoint(words_):
            return "EVENT"
        if text[max(name.start - 1, 0) : name.start] in tuple(_OPENING):
            return "WORK_OF_ART"
        return "PRODUCT" if len(words_) == 1 or words_[0] in _MAKERS or _ANY_DIGIT.search(words_[-1]) else "WORK_OF_ART"
