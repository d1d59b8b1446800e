"""Trains the model of names that ships in the package: `python -m annotations.entities.training CORPORA`.

CORPORA is a folder with `train/*.conll` and `dev/*.conll`, in two columns as `corpora` reads them. The weights go to
`data/names.crfsuite` and the figures to standard output. L-BFGS has no chance in it, and the articles are read in
order, so the same corpora give the same weights; `data/MODEL.md` says what they are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from annotations.entities.corpora import Gold, read
from annotations.entities.doubts import doubted
from annotations.entities.features import Features
from annotations.entities.headlines import with_headline
from annotations.entities.labelled import Labelled, labelled
from annotations.entities.names import MODEL
from annotations.entities.rules import RuleRecogniser
from annotations.problem import PostilError, Problem

# Chosen on `dev`; weaker regularisation makes a larger model that is no better.
_PARAMETERS = {
    "c1": 0.5,
    "c2": 1.0,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
_ROUNDS, _ROUNDS_TO_JUDGE = 150, 70
_SEED = 4
# Kinds of attributes, by how they begin, and the share of the tokens of which they are not told in training.
_HIDDEN = {
    ("w=", "l=", "p3=", "p4=", "e3=", "e4=", "b-", "b+", "n1=", "n9="): 0.25,
    ("k=", "kk="): 0.1,
    ("i=", "g="): 0.1,
    ("r=",): 0.1,
    ("a=", "a<", "a>"): 0.1,
}


def train(articles: Iterable[Gold], model: Path) -> None:
    """Write the model that the articles teach."""
    known = list(articles)
    features, rules = Features(), RuleRecogniser()
    learnable = [list(labelled(article, features, rules)) for article in known]
    doubts = doubted(learnable, partial(teach, rounds=_ROUNDS_TO_JUDGE, chance=random.Random(_SEED)))
    chance = random.Random(_SEED)

    def told() -> Iterator[Labelled]:
        for article, stretches, doubt in zip(known, learnable, doubts, strict=True):
            yield from (each for each in stretches if each[0].tokens[0].start not in doubt)
            for written, place in with_headline(article, chance):
                if not any(place.start <= start < place.end for start in doubt):
                    loud = labelled(written, features, rules)
                    yield from (each for each in loud if place.start <= each[0].tokens[0].start < place.end)

    teach(told(), model, _ROUNDS, chance)


def teach(stretches: Iterable[Labelled], model: Path, rounds: int, chance: random.Random) -> None:
    """Write the model that stretches teach in some rounds."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", params={**_PARAMETERS, "max_iterations": rounds}, verbose=False)
    for stretch, tags in stretches:
        trainer.append([_thinned(each, chance) for each in stretch.attributes], tags)
    trainer.train(str(model))


def _thinned(attributes: Sequence[str], chance: random.Random) -> list[str]:
    """What is told of a token, now and then without the word itself, so that names are learned that nobody knows."""
    hidden = tuple(prefix for prefixes, share in _HIDDEN.items() if chance.random() < share for prefix in prefixes)
    return [each for each in attributes if not each.startswith(hidden)] if hidden else list(attributes)


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
