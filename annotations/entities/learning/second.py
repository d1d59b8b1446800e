"""The second model: a small conditional random field over what the first engine found, that learns from a user.

It is told the first engine's labels and scores, the words, and what the lexicon says ("stacking"). Its tags are the
labels that the user gives otherwise than the engine, and `=` for what is as the engine has it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotations.entities.entity import Entity
from annotations.entities.learning.lines import OUTSIDE, Line, Tags, lines, marks, told
from annotations.entities.lexicon import Lexicon, apart
from annotations.text.graphemes import snap

SOURCE = "learned"
SAME = "="
"""The label of what is as the first engine has it."""

_SURELY_NONE = 0.9
"""How sure it must be that what the first engine found is nothing: so it forgets a third as much of what it did not
learn anything about, and learns as much."""
_LIKELY = 0.5
"""How sure it must be of a label of its own: for the same reason."""

# Measured on politics and on news: weaker regularisation and more iterations learn no more, and take longer.
_PARAMETERS = {"c1": 0.1, "c2": 0.3, "max_iterations": 30, "feature.possible_transitions": False}

Example = tuple[list[list[str]], list[str]]
"""The attributes of a line's tokens, and their tags."""


class SecondModel:
    """Corrects what the first engine found. Not for several threads at once.

    Its data is parsed by CRFsuite, which trusts it: give it only what `trained` gave on this machine.
    """

    def __init__(self, data: bytes) -> None:
        from pycrfsuite import Tagger

        self.data = data
        self._tagger = Tagger()
        self._tagger.open_inmemory(data)

    def corrected(self, text: str, entities: Sequence[Entity], lexicon: Lexicon) -> list[Entity]:
        """The entities of a text, sorted and apart, as the model has them; linear in the text."""
        said = list(lexicon.answers(text))
        answers = Tags(marks(said))
        found: list[Entity] = []
        for line in lines(text, entities, said):
            tags = self._likely(self._tagger.tag(told(line, answers(line.pieces), said)))
            found += self._runs(text, line, tags, entities)
            found += self._kept(line, tags, entities)
        return apart(text, found)

    def _likely(self, tags: list[str]) -> list[str]:
        """The tags without labels of its own that the model itself doubts."""
        for first, last, label in list(runs(tags)):
            if label != SAME and self._score(tags, first, last) < _LIKELY:
                tags[first:last] = [OUTSIDE] * (last - first)
        return tags

    def _score(self, tags: Sequence[str], first: int, last: int) -> float:
        return float(min(self._tagger.marginal(tags[at], at) for at in range(first, last)))

    def _runs(self, text: str, line: Line, tags: Sequence[str], entities: Sequence[Entity]) -> Iterator[Entity]:
        """What has a label of its own; where the first engine says the same, what that found."""
        for first, last, label in runs(tags):
            if label == SAME:
                continue
            score = round(self._score(tags, first, last), 2)
            begun = entities[line.first.marks[first]] if line.first.tags[first] == f"B-{label}" else None
            more = last < len(tags) and line.first.marks[last] == line.first.marks[first]
            if begun is not None and not more and begun.span.end >= line.pieces[last - 1].end:
                yield replace(begun, score=score)
            else:
                span = snap(text, line.pieces[first].start, line.pieces[last - 1].end)
                yield Entity(span, text[span.start : span.end], label, score, SOURCE)

    def _kept(self, line: Line, tags: Sequence[str], entities: Sequence[Entity]) -> Iterator[Entity]:
        """What the first engine found and the model leaves as it is, or does not surely take for nothing."""
        numbers = line.first.marks
        for at, number in enumerate(numbers):
            if number < 0 or line.first.tags[at][0] != "B":
                continue
            last = at + 1
            while last < len(numbers) and numbers[last] == number:
                last += 1
            if tags[at] == f"B-{SAME}":
                yield entities[number]
            elif all(tag == OUTSIDE for tag in tags[at:last]):
                none = self._tagger.marginal(OUTSIDE, at)
                if none < _SURELY_NONE:
                    yield replace(entities[number], score=round(1 - none, 2))


def trained(examples: Iterable[Example]) -> bytes:
    """The data of the model that examples teach; the same examples give the same."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=False)
    for attributes, tags in examples:
        trainer.append(attributes, tags)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(str(file))
        return file.read_bytes()


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The labelled runs in tags: where they begin, where they end, and their labels."""
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] != OUTSIDE:
            label = tags[start][2:]
            while end < len(tags) and tags[end] == f"I-{label}":
                end += 1
            yield start, end, label
        start = end
