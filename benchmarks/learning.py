"""What postil learns from a user: one who corrects articles of another kind, simulated on the desk.

`python -m benchmarks.learning SHARED` prints it, from the corpora in `SHARED/data/dev`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.entities.corpora import Gold, read
from annotations.entities.entity import Entity, Recogniser
from annotations.entities.evaluation import COARSE, peoples_as_misc, scores
from annotations.text.cover import Cover
from annotations.text.span import Span
from benchmarks.goals import Row, table
from benchmarks.homes import moved_in

FINE = {"PER": "PERSON", "LOC": "GPE", "MISC": "EVENT"}
"""The labels of the scheme that are given to names with the labels of a corpus."""

_FEW = 50
_ARTICLE = 1_000


def rows(shared: Path) -> list[Row]:
    """The gain on politics and the loss on news after 50 and all corrected sentences, and how long 50 articles take."""
    corpora = shared / "data" / "dev"
    politics, news = list(read(corpora / "politics_dev.conll")), list(read(corpora / "gmb.conll"))
    sentences = [each for article in read(corpora / "politics_adapt.conll") for each in _sentences(article)]
    found: list[Row] = []
    with _desk_of([]) as desk:
        before = _f1(desk, politics), _f1(desk, news)
    for corrected, gain in ((sentences[:_FEW], 4), (sentences, 9)):
        with _desk_of(corrected) as desk:
            counted = _f1(desk, politics) - before[0]
            desk.learning.learn()
            after = _f1(desk, politics), _f1(desk, news)
        what = f"{len(corrected)} corrected sentences"
        remark = f"from {before[0]:.1f}; by the decisions alone {counted:+.1f}"
        found += [
            Row(f"politics: gain in F1, {what}", after[0] - before[0], gain, remark=remark),
            Row(f"GMB: loss in F1, {what}", before[1] - after[1], 1.5, at_most=True, remark=f"from {before[1]:.1f}"),
        ]
    articles = [each for each in read(corpora / "wikigold.conll") if len(each.text) > _ARTICLE][:_FEW]
    with _desk_of(articles) as desk:
        begun, worked = time.monotonic(), _worked()
        desk.learning.learn()
        seconds, remark = time.monotonic() - begun, f"{_worked() - worked:.1f} s of the processor"
        found.append(Row(f"seconds to learn from {_FEW} articles", seconds, 5, at_most=True, remark=remark))
    return found


def _worked() -> float:
    """Seconds that processors worked for this process and those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def _desk_of(articles: Sequence[Gold]) -> Iterator[Desk]:
    """A library of articles that a user has gone through, in a world of its own."""
    with tempfile.TemporaryDirectory() as scratch, moved_in(Path(scratch)):
        root = Path(scratch) / "library"
        root.mkdir()
        for number, gold in enumerate(articles):
            (root / f"{number:03}.txt").write_text(gold.text, encoding="utf-8")
        desk = Desk.open(Library.of(root))
        adjectives = peoples_as_misc(articles)
        for number, gold in enumerate(articles):
            article = desk.library.read(f"{number:03}.txt")
            assert isinstance(article, Article)
            _correct(desk, article, gold, adjectives=adjectives)
        yield desk
        desk.store.close()


def _correct(desk: Desk, article: Article, gold: Gold, *, adjectives: bool) -> None:
    """Decide what differs, accept the rest and mark the article done, as keys would."""
    names = {(span.start, span.end): label for span, label in gold.names if article.text == gold.text}
    covered = Cover(span for span, _ in gold.names)
    right = set()
    for mention in desk.mentions(desk.lay_out(article), desk.suggest(article)):
        place = mention.span.start, mention.span.end
        label = COARSE.get(mention.label, "")
        if names.get(place) == ("MISC" if label == "NORP" and adjectives else label):
            right.add(place)
        elif label and not covered.touches(mention.span):
            desk.reject(article, mention)
    for (start, end), label in names.items():
        if (start, end) not in right:
            desk.label(article, Span(start, end), FINE.get(label, label))
    desk.accept_all(article, desk.mentions(desk.lay_out(article), desk.suggest(article)))


class _AtTheDesk(Recogniser):
    """What the desk suggests, as a recogniser that can be measured."""

    name = "desk"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recognise(self, text: str, **_: object) -> list[Entity]:
        return list(self._desk.suggest(Article("", text)))


def _f1(desk: Desk, articles: Sequence[Gold]) -> float:
    return scores(_AtTheDesk(desk), articles)[""].f1


def _sentences(article: Gold) -> Iterator[Gold]:
    """The sentences of an article, each as an article."""
    start = 0
    for text in article.text.split("\n\n"):
        end = start + len(text)
        inside = ((span, label) for span, label in article.names if start <= span.start < end)
        if text:
            yield Gold(text, tuple((Span(span.start - start, span.end - start), label) for span, label in inside))
        start = end + 2


if __name__ == "__main__":
    print(table(rows(Path(sys.argv[1]))))
