"""How well an engine finds the names of corpora: strict F1, with exact spans and labels, per corpus and label.

`python -m annotations.entities.evaluation FOLDER [ENGINE]` prints it for the `*.conll` of a folder.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.entities.corpora import Gold, read
from annotations.entities.engines import engine
from annotations.entities.entity import Recogniser
from annotations.entities.vocabulary import words

# What the corpora call the labels of the scheme.
COARSE = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
    "EVENT": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
}
_NAMES = frozenset(COARSE.values())
_PEOPLES = words("American British French German Chinese Russian Japanese Italian Spanish Dutch Australian")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right, in percent."""
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what there is that was found, in percent."""
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def scores(recogniser: Recogniser, articles: Iterable[Gold]) -> dict[str, Score]:
    """The score of each label that the corpus has, and of all under "".

    A corpus that has no NORP counts peoples as MISC if at all: `peoples_as_misc` tells from what it has.
    """
    articles = list(articles)
    labels = {label for article in articles for _, label in article.names} & _NAMES
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    adjectives = peoples_as_misc(articles)
    for article in articles:
        truth = {(span.start, span.end, label) for span, label in article.names if label in labels}
        guess = set()
        for entity in recogniser.recognise(article.text):
            label = COARSE.get(entity.label, "")
            if label == "NORP" and adjectives:
                label = "MISC"
            if label in labels:
                guess.add((entity.span.start, entity.span.end, label))
        right.update(label for *_, label in truth & guess)
        found.update(label for *_, label in guess)
        gold.update(label for *_, label in truth)
    each = {label: Score(right[label], found[label] - right[label], gold[label] - right[label]) for label in labels}
    every = (right.total(), found.total() - right.total(), gold.total() - right.total())
    return {"": Score(*every), **dict(sorted(each.items()))}


def peoples_as_misc(articles: Iterable[Gold]) -> bool:
    """Whether a corpus counts `French` among the other names, as CoNLL-2003 does, and WikiGold after it."""
    named = Counter(
        label
        for article in articles
        for span, label in article.names
        if article.text[span.start : span.end] in _PEOPLES
    )
    return named["MISC"] > named["NORP"]


def report(folder: Path, name: str = "builtin") -> str:
    """A table in Markdown: a row for each corpus of a folder, measured with the engine of that name."""
    recogniser = engine(name)
    rows = ["| corpus | F1 | precision | recall | F1 by label (names in the corpus) |", "|---|---|---|---|---|"]
    rows += (_row(file.stem, scores(recogniser, read(file))) for file in sorted(folder.glob("*.conll")))
    return "\n".join(rows)


def _row(corpus: str, measured: dict[str, Score]) -> str:
    def labels() -> Iterator[str]:
        for label, score in measured.items():
            if label:
                yield f"{label} {score.f1:.1f} ({score.right + score.missed})"

    every = measured[""]
    return f"| {corpus} | {every.f1:.1f} | {every.precision:.1f} | {every.recall:.1f} | {', '.join(labels())} |"


if __name__ == "__main__":
    print(report(Path(sys.argv[1]), *sys.argv[2:3]))
