"""The labels of a library: what they are called, their keys, and their colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.problem import Problem


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of entity: `key` is a digit from 1 to 9 or nothing, `colour` is `#rrggbb`, for text on a dark ground.

    `origins` are the labels of engines that become this one, each alone or after an engine: `PER`, `spacy:PER`.
    """

    name: str
    key: str | None
    colour: str
    description: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """The labels in the order in which they are shown; names, keys and origins are unique."""

    labels: tuple[Label, ...]

    def label(self, name: str) -> Label | None:
        """The label of that name."""
        return next((label for label in self.labels if label.name == name), None)

    def by_key(self, key: str) -> Label | None:
        """The label that the key stands for."""
        return next((label for label in self.labels if label.key == key), None)

    def of_engine(self, engine: str, label: str) -> str | None:
        """The label that an engine's label becomes, what is said of that engine before what is said of all.

        None where the scheme has none for it, so that such entities are not suggested.
        """
        for origin in (f"{engine}:{label}", f"{engine.partition(':')[0]}:{label}", label):
            for each in self.labels:
                if origin in each.origins:
                    return each.name
        return label if self.label(label) else None

    def built_in(self, name: str) -> str:
        """The built-in label that a label goes by another name for; its own name where that is none."""
        label = self.label(name)
        return next((each for each in label.origins if BUILT_IN.label(each)), name) if label else name


# Hues by family: people warm, organisations blue, places green, made things pink, times yellow, amounts lavender.
# Within these, hue and lightness are such that the most frequent labels, and any two that name something, are told
# apart with one kind of cone missing too (tests/tui/test_palette.py); what is alike on purpose are times, and amounts.
BUILT_IN = Scheme(
    (
        Label("PERSON", "1", "#ff7d4f", "People, also fictional"),
        Label("ORG", "2", "#63a3ff", "Companies, agencies, institutions, parties"),
        Label("GPE", "3", "#b4ffb2", "Countries, cities, states"),
        Label("LOC", "4", "#3dc280", "Other places: mountains, waters, regions"),
        Label("NORP", "5", "#ffa093", "Nationalities, religious or political groups"),
        Label("EVENT", "6", "#fb6dd1", "Named wars, storms, sports and other events"),
        Label("DATE", "7", "#fadd08", "Dates and periods of a day or longer"),
        Label("MONEY", "8", "#c0c3e1", "Amounts of money, with the currency"),
        Label("FAC", "9", "#c1dc7b", "Buildings, airports, roads, bridges"),
        Label("LAW", None, "#cae7f7", "Named laws, treaties and agreements"),
        Label("PRODUCT", None, "#d19eb2", "Vehicles, weapons, foods, software"),
        Label("WORK_OF_ART", None, "#dfb3ff", "Titles of books, songs, films"),
        Label("TIME", None, "#eace04", "Times and periods shorter than a day"),
        Label("PERCENT", None, "#babddb", "Percentages"),
        Label("QUANTITY", None, "#b4b7d5", "Measurements, of weight, distance or the like"),
        Label("ORDINAL", None, "#aeb1cf", "first, second, …"),
        Label("CARDINAL", None, "#a8abc9", "Other numbers"),
    )
)


def read_scheme(path: Path) -> Scheme | Problem:
    """The labels of a `scheme.toml`, which `scheme_file` tells how to write; a missing file means the built-in ones."""
    if not path.exists():
        return BUILT_IN
    from annotations.entities.scheme_file import read

    return read(path)
