"""Names that the shipped model finds: a linear-chain conditional random field, by CRFsuite.

The model is loaded when the first name is looked for. What it was trained on and how well it does is in
`data/MODEL.md`; `training` makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.entities.features import Stretch

if TYPE_CHECKING:
    from pycrfsuite import Tagger

MODEL = Path(__file__).parent / "data" / "names.crfsuite"


class Name(NamedTuple):
    """A name, `text[start:end]`, with its label and how sure that is, from 0 to 1.

    The labels are the model's (PER, ORG, LOC, MISC, NORP) as `Names` finds them, the scheme's from `kinds` on.
    """

    start: int
    end: int
    label: str
    score: float


class Names:
    """Finds names in what `features` tells of a text."""

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model

    def search(self, stretches: Iterable[Stretch]) -> Iterator[Name]:
        """The names of the stretches, in order; they do not overlap."""
        tagger = self._tagger
        for stretch in stretches:
            tags = tagger.tag(stretch.attributes)
            if tags.count("O") == len(tags):
                continue
            start = 0
            while start < len(tags):
                if tags[start] == "O":
                    start += 1
                    continue
                label = tags[start][2:]
                end = start + 1
                while end < len(tags) and tags[end] == f"I-{label}":
                    end += 1
                score = min(tagger.marginal(tags[at], at) for at in range(start, end))
                yield Name(stretch.tokens[start].start, stretch.tokens[end - 1].end, label, score)
                start = end

    @cached_property
    def _tagger(self) -> Tagger:
        from pycrfsuite import Tagger

        tagger = Tagger()
        tagger.open(str(self._model))
        return tagger
