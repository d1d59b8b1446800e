"""What a model learns from: the stretches of an article, as `features` tells of them, and the tags of their tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotations.entities.capitals import Capitals
from annotations.entities.corpora import Gold
from annotations.entities.features import Features, Stretch
from annotations.entities.rules import RuleRecogniser
from annotations.entities.tokens import Token
from annotations.text.span import Span

LABELS = frozenset(("PER", "ORG", "LOC", "MISC", "NORP"))

Labelled = tuple[Stretch, list[str]]
"""A stretch and the tags of its tokens."""


def labelled(article: Gold, features: Features, rules: RuleRecogniser) -> Iterator[Labelled]:
    """The stretches of an article and their tags."""
    capitals, tags = Capitals(article.text), Tags([name for name in article.names if name[1] in LABELS])
    for stretch in features.stretches(article.text, capitals, rules.opinions(article.text, capitals)):
        yield stretch, tags(stretch.tokens)


class Tags:
    """The tags of tokens (IOB2), asked from left to right; `names` are sorted and apart."""

    def __init__(self, names: Sequence[tuple[Span, str]]) -> None:
        self._names = names
        self._at = 0

    def __call__(self, tokens: Sequence[Token]) -> list[str]:
        """The tags of tokens that follow those asked before."""
        tags: list[str] = []
        before = -1
        for token in tokens:
            while self._at < len(self._names) and self._names[self._at][0].end <= token.start:
                self._at += 1
            if self._at == len(self._names) or self._names[self._at][0].start >= token.end:
                tags.append("O")
                continue
            tags.append(f"{'I' if before == self._at else 'B'}-{self._names[self._at][1]}")
            before = self._at
        return tags
