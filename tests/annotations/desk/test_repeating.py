"""Repeating the last decision: on every occurrence, nowhere else, as one change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.mentions import Mention, merge
from annotations.desk.repeating import occurrences
from annotations.entities.entity import Entity
from annotations.notes.note import Decision
from annotations.text.span import Span

TEXT = "Tokyo and Kyoto. Tokyo met Tokyo’s mayor; Tokyoites in To-\nkyo, and (Tokyo). Kyoto.\n"
TOKYO = [0, 17, 27, 69]


@pytest.fixture
def desk(home: Path) -> Desk:
    (home / "a.txt").write_text(TEXT, encoding="utf-8")
    return Desk.open(Library.of(home))


@pytest.fixture
def article() -> Article:
    return Article("a.txt", TEXT)


def suggested(*places: tuple[int, str]) -> Sequence[Mention]:
    return merge([Entity(Span(at, at + 5), TEXT[at : at + 5], label, 1.0, "test") for at, label in places], [])


def decided(desk: Desk) -> list[tuple[int | None, str | None, Decision | None]]:
    return [(note.start, note.label, note.decision) for note in desk.store.notes()]


@pytest.mark.parametrize(
    ("words", "text", "starts"),
    [
        ("Japan", "Japan, Japan’s Japan's pro-Japan Japan-led Japanese JAPAN", [0, 7, 15, 27, 33]),
        ("Don", "Don don Don't Donna", [0]),
        ("U.S.", "U.S. and U.S.-led, U.S.A.", [0, 9]),
        ("New York", "New York, New\nYork, New Yorker", [0, 10]),
        ("東京", "東京都の東京", [0, 4]),
        ("cafe", "cafe\u0301 café cafe", [11]),
        ("café", "cafe\u0301 café cafe", [0, 6]),
        ("👩", "👩‍👩‍👧 👩", [6]),
        ("(AP)", "(AP) x(AP)y", [0, 6]),
        ("aa aa", "aa aa aa", [0]),
        (" ", "a b", []),
        ("", "a b", []),
    ],
)
def test_occurrences_are_whole_words(words: str, text: str, starts: list[int]) -> None:
    assert [span.start for span in occurrences(text, words)] == starts


def test_a_label_is_repeated_on_every_occurrence_and_taken_back_at_once(desk: Desk, article: Article) -> None:
    desk.label(article, Span(17, 22), "GPE")
    assert desk.repeat(article, []) == 3
    assert decided(desk) == [(start, "GPE", Decision.ADDED) for start in TOKYO]
    assert desk.repeat(article, []) == 0
    change = desk.undo()
    assert change is not None
    assert change.what == "label GPE ×3"
    assert decided(desk) == [(17, "GPE", Decision.ADDED)]
    desk.redo()
    assert len(decided(desk)) == 4


def test_a_label_is_not_repeated_over_another_decision(desk: Desk, article: Article) -> None:
    desk.label(article, Span(27, 40), "PERSON")
    desk.reject(article, suggested((69, "GPE"))[0])
    desk.label(article, Span(0, 5), "GPE")
    assert desk.repeat(article, []) == 1
    assert [start for start, label, _ in decided(desk) if label == "GPE"] == [0, 17, 69]
    assert (69, "GPE", Decision.REJECTED) in decided(desk)


def test_a_decision_whose_words_are_gone_is_in_nobodys_way(desk: Desk, article: Article) -> None:
    desk.label(article, Span(6, 15), "ORG")
    rewritten = Article("a.txt", "Tokyo Tokyo Tokyo")
    desk.label(rewritten, Span(0, 5), "GPE")
    assert desk.repeat(rewritten, []) == 2


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.REJECTED])
def test_suggestions_with_the_same_words_and_label_are_decided_alike(
    desk: Desk, article: Article, decision: Decision
) -> None:
    mentions = suggested((0, "GPE"), (10, "GPE"), (17, "ORG"), (27, "GPE"), (69, "GPE"))
    decide = desk.accept if decision is Decision.ACCEPTED else desk.reject
    desk.label(article, Span(69, 75), "LOC")
    decide(article, mentions[0])
    assert desk.repeat(article, mentions) == 1
    assert decided(desk) == [(0, "GPE", decision), (27, "GPE", decision), (69, "LOC", Decision.ADDED)]
    desk.undo()
    assert decided(desk) == [(0, "GPE", decision), (69, "LOC", Decision.ADDED)]


def test_taking_away_what_was_added_is_repeated_on_what_was_added(desk: Desk, article: Article) -> None:
    desk.label(article, Span(0, 5), "GPE")
    desk.repeat(article, [])
    desk.label(article, Span(27, 32), "ORG")
    (first, *_) = desk.mentions(desk.lay_out(article), [])
    desk.reject(article, first)
    assert desk.repeat(article, suggested((0, "GPE"))) == 2
    assert decided(desk) == [(27, "ORG", Decision.ADDED)]


def test_with_nothing_decided_there_is_nothing_to_repeat(desk: Desk, article: Article) -> None:
    assert desk.repeat(article, suggested((0, "GPE"))) == 0
    assert decided(desk) == []
