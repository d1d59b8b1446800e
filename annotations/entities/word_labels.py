"""What labels words have in names, learned from their vectors, so that something is known of words in no corpus.

The words of the corpora are dealt into five parts; each part is told by a small network that learned from the four
others. So no word is told by what was learned from itself, and the model of names, which is trained on the same
corpora, trusts what is told no more than it may later. Words in no corpus are told by the mean of all five.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.entities.corpora import Gold
from annotations.entities.known_words import LABELS
from annotations.entities.labelled import Tags
from annotations.entities.tokens import tokens

if TYPE_CHECKING:
    import numpy

_LEVELS = (0.1, 0.25, 0.5, 0.8)
"""From which probability on a label is told with the digit 1, 2, 3 or 4."""

_PARTS = 5
_ROUNDS, _BATCH = 20, 256
_MOST = 8
"""As often as this a word counts for more."""

_LONG = 7
"""The length of a direction beside the other two numbers, of a size with which a network learns well."""


def likely(rows: Sequence[Sequence[str]], articles: Iterable[Gold]) -> dict[str, str]:
    """Word → the labels that it is likely to have, as `G3X1`, from rows of a word and its vector, frequent ones first.

    The same rows and articles give the same, but for what other processors and versions round otherwise.
    """
    import numpy
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    told, seen = _told(rows), _seen(articles)
    known = [at for at, row in enumerate(rows) if row[0] in seen]
    counts = numpy.array([[seen[rows[at][0]][label] for label in LABELS.values()] for at in known], dtype=float)
    shares = counts / counts.sum(axis=1, keepdims=True)
    weights = numpy.sqrt(numpy.minimum(counts.sum(axis=1), _MOST))
    part = numpy.random.RandomState(0).randint(0, _PARTS, len(known))
    result = numpy.zeros((len(rows), len(LABELS)))
    own = numpy.zeros_like(shares)
    for number in range(_PARTS):
        word, label = numpy.nonzero(shares * (part != number)[:, None])
        weight = (shares * weights[:, None])[word, label]
        network = MLPClassifier(
            (256,), alpha=0.1, max_iter=_ROUNDS, batch_size=min(256, len(label)), random_state=number
        )
        with warnings.catch_warnings():
            # More rounds would learn the words by heart.
            warnings.simplefilter("ignore", ConvergenceWarning)
            network.fit(told[known][word], label, sample_weight=weight / weight.mean())
        found = numpy.zeros_like(result)
        found[:, network.classes_] = network.predict_proba(told)
        result += found / _PARTS
        own[part == number] = found[known][part == number]
    result[known] = own
    return {row[0]: _code(chances.tolist()) for row, chances in zip(rows, result, strict=True)}


def _told(rows: Sequence[Sequence[str]]) -> numpy.ndarray:
    """What the networks are told of each word: the direction and length of its vector, and its rank."""
    import numpy

    vectors = numpy.array([row[1:] for row in rows], dtype=numpy.float32)
    length = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    rank = numpy.log(1 + numpy.arange(len(rows), dtype=numpy.float32))[:, None]
    return numpy.hstack([_LONG * vectors / length, numpy.log(length), rank / 5])


def _seen(articles: Iterable[Gold]) -> Mapping[str, Counter[str]]:
    """Word without capitals → how often it has which label where it has one."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        pieces = list(tokens(article.text))
        tags = Tags([name for name in article.names if name[1] in LABELS.values()])(pieces)
        for piece, tag in zip(pieces, tags, strict=True):
            if piece.text[:1].isupper():
                seen[piece.text.lower()][tag.rpartition("-")[2]] += 1
    return seen


def _code(chances: Sequence[float]) -> str:
    """Letters and levels of the labels that are likely enough."""
    levels = (sum(chance >= level for level in _LEVELS) for chance in chances)
    return "".join(f"{letter}{level}" for letter, level in zip(LABELS, levels, strict=True) if level)
