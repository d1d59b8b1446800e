"""Trains the model of names that ships in the package: `python -m annotations.entities.training CORPORA`.

CORPORA is a folder with `train/*.conll` and `dev/*.conll`, in two columns as `corpora` reads them. The weights go to
`data/names.crfsuite` and the figures to standard output. L-BFGS has no chance in it, and the articles are read in
order, so the same corpora give the same weights; `data/MODEL.md` says what they are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotations.entities.capitals import Capitals
from annotations.entities.corpora import Gold, read
from annotations.entities.features import Features, Stretch
from annotations.entities.headlines import with_headline
from annotations.entities.names import MODEL
from annotations.entities.rules import RuleRecogniser
from annotations.entities.tokens import Token
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

LABELS = frozenset(("PER", "ORG", "LOC", "MISC", "NORP"))
# Chosen on `dev`; weaker regularisation makes a larger model that is no better.
_PARAMETERS = {
    "c1": 0.5,
    "c2": 1.0,
    "max_iterations": 150,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
_SEED = 4
# Kinds of attributes, by how they begin, and the share of the tokens of which they are not told in training.
_HIDDEN = {
    ("w=", "l=", "p3=", "p4=", "e3=", "e4=", "b-", "b+", "n1=", "n9="): 0.25,
    ("k=", "kk=", "kkk="): 0.1,
    ("i=", "g="): 0.1,
    ("r=",): 0.1,
    ("a=", "a<", "a>"): 0.1,
}


def train(articles: Iterable[Gold], model: Path) -> None:
    """Write the model that the articles teach."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=False)
    features, rules, chance = Features(), RuleRecogniser(), random.Random(_SEED)
    for article in articles:
        for written, place in ((article, Span(0, len(article.text))), *with_headline(article, chance)):
            for stretch, tags in _labelled(written, features, rules):
                if place.start <= stretch.tokens[0].start < place.end:
                    trainer.append([_thinned(each, chance) for each in stretch.attributes], tags)
    trainer.train(str(model))


def _labelled(article: Gold, features: Features, rules: RuleRecogniser) -> Iterator[tuple[Stretch, list[str]]]:
    """The stretches of an article and their tags."""
    capitals, tags = Capitals(article.text), _Tags([name for name in article.names if name[1] in LABELS])
    for stretch in features.stretches(article.text, capitals, rules.opinions(article.text, capitals)):
        yield stretch, tags(stretch.tokens)


def _thinned(attributes: Sequence[str], chance: random.Random) -> list[str]:
    """What is told of a token, now and then without the word itself, so that names are learned that nobody knows."""
    hidden = tuple(prefix for prefixes, share in _HIDDEN.items() if chance.random() < share for prefix in prefixes)
    return [each for each in attributes if not each.startswith(hidden)] if hidden else list(attributes)


class _Tags:
    """The tags of tokens (IOB2), asked from left to right."""

    def __init__(self, names: Sequence[tuple[Span, str]]) -> None:
        self._names = names
        self._at = 0

    def __call__(self, tokens: Sequence[Token]) -> list[str]:
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


def articles(folder: Path) -> Iterator[Gold]:
    """The articles of all corpora in a folder. Raises PostilError where there are none."""
    files = sorted(folder.glob("*.conll"))
    if not files:
        raise PostilError(Problem(str(folder), "no corpora", "give a folder that holds train/*.conll and dev/*.conll"))
    for file in files:
        yield from read(file)


def main(arguments: Sequence[str]) -> None:
    """Train from the corpora in a folder, and print how well the engine does on those held out."""
    from annotations.entities.evaluation import report

    if len(arguments) != 1:
        raise PostilError(Problem("training", "wants one folder of corpora", "it holds train/*.conll and dev/*.conll"))
    corpora = Path(arguments[0])
    train(articles(corpora / "train"), MODEL)
    print(f"{MODEL.stat().st_size / 1e6:.1f} MB of weights\n")
    print(report(corpora / "dev"))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except PostilError as error:
        sys.exit(str(error))
