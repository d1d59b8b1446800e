"""Labels of corpora that are doubted: a model of the other articles gives them next to no chance.

People and programs that label corpora err, and leave names out. What they missed teaches a model to miss names, so it
is left out of training rather than mended: a model that mends would teach itself. After Wang et al. 2019 (CrossWeigh)
and Northcutt et al. 2021 (confident learning).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotations.entities.features import Stretch
from annotations.entities.labelled import Labelled

if TYPE_CHECKING:
    from pycrfsuite import Tagger

LEAST = 0.005
"""The chance of a tag, at the least, of which the others approve."""

_PARTS = 3


def doubted(
    articles: Sequence[Sequence[Labelled]], teach: Callable[[Iterable[Labelled], Path], None], least: float = LEAST
) -> list[frozenset[int]]:
    """For each article, where the stretches begin of which a tag has less chance than that.

    Each third of the articles is judged by a model of the others, which `teach` writes.
    """
    found = [frozenset[int]()] * len(articles)
    with TemporaryDirectory() as folder:
        for part in range(_PARTS):
            model = Path(folder) / f"{part}.crfsuite"
            teach(_without(articles, part), model)
            for at, starts in _judged(articles, part, model, least):
                found[at] = starts
    return found


def _without(articles: Sequence[Sequence[Labelled]], part: int) -> Iterator[Labelled]:
    for at, article in enumerate(articles):
        if at % _PARTS != part:
            yield from article


def _judged(
    articles: Sequence[Sequence[Labelled]], part: int, model: Path, least: float
) -> Iterator[tuple[int, frozenset[int]]]:
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open(str(model))
    for at in range(part, len(articles), _PARTS):
        low = (stretch for stretch, tags in articles[at] if _chance(tagger, stretch, tags) < least)
        yield at, frozenset(stretch.tokens[0].start for stretch in low)
    tagger.close()


def _chance(tagger: Tagger, stretch: Stretch, tags: Sequence[str]) -> float:
    """That of the tag which has the least."""
    tagger.set(stretch.attributes)
    known = frozenset(tagger.labels())
    return min(tagger.marginal(tag, at) if tag in known else 0.0 for at, tag in enumerate(tags))
