"""How well names are found in headlines: `python -m benchmarks.headlines SHARED`.

No corpus here has headlines, so the first sentence of each article of news is written as one, in capitals and as a
title, over the article as it is. The names of peoples are left out, as the corpora differ about them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path

from annotations.entities.builtin import BuiltinRecogniser
from annotations.entities.corpora import Gold, read
from annotations.entities.entity import Recogniser
from annotations.entities.evaluation import COARSE, Score
from annotations.entities.headlines import rewritten, titled
from annotations.text.span import Span

CORPORA = ("gmb", "gum_wikinews", "uner_ewt")
WAYS: dict[str, Callable[[str], str]] = {"as it is": str, "in capitals": str.upper, "as a title": titled}
_LABELS = frozenset(("PER", "ORG", "LOC", "MISC"))
_ARTICLES = 400
"""Of each corpus, as most of these are of one."""

_SHORTEST, _LONGEST = 20, 200


def score(recogniser: Recogniser, articles: Iterable[Gold], written: Callable[[str], str]) -> Score:
    """What is found in the first sentences of articles, written in some way."""
    right = wrong = missed = 0
    for article in articles:
        first = Span(0, len(article.text.partition("\n")[0]))
        headed = rewritten(article, first, written) if _SHORTEST < len(first) < _LONGEST else None
        if headed is None:
            continue
        gold = {(span, label) for span, label in article.names if span.end <= first.end and label in _LABELS}
        labelled = ((each.span, COARSE.get(each.label)) for each in recogniser.recognise(headed.text))
        found = {(span, label) for span, label in labelled if span.end <= first.end and label in _LABELS}
        right += len(gold & found)
        wrong += len(found - gold)
        missed += len(gold - found)
    return Score(right, wrong, missed)


def main(shared: Path) -> None:
    """Print the F1 of each way to write them."""
    corpora = (read(shared / "data" / "dev" / f"{corpus}.conll") for corpus in CORPORA)
    articles = list(chain.from_iterable(islice(corpus, _ARTICLES) for corpus in corpora))
    for way, written in WAYS.items():
        measured = score(BuiltinRecogniser(), articles, written)
        print(f"names of first sentences, {way}: F1 {measured.f1:.1f} of {measured.right + measured.missed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
