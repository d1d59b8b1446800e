from __future__ import annotations

from datetime import UTC, datetime

from annotations.articles.article import Article
from annotations.articles.record import count_words, read_named, record, written
from annotations.problem import Problem


def test_a_record_tells_an_article_or_why_there_is_none() -> None:
    article = Article("a/b.txt", "It’s a well-read U.S. story, no?\n", (), datetime(2020, 1, 2, tzinfo=UTC))
    told = record("a/b.txt", (10, 20), article)
    assert (told.title, told.words, told.published) == ("b.txt", 6, "2020-01-02T00:00:00+00:00")
    assert (told.stamp, told.problem, told.sha256) == ((10, 20), None, article.sha256)
    problem = Problem("c.txt", "empty file", "remove it")
    assert record("c.txt", None, problem).problem == problem
    assert record("c.txt", None, problem).stamp is None


def test_words_are_counted() -> None:
    assert [count_words(text) for text in ("", " \n ", "don't stop", "1,910.5 kilometers")] == [0, 0, 2, 2]
    assert count_words("three blind mice " * 50_000) == 150_000


def test_what_was_named_is_written_once_with_single_blanks() -> None:
    assert read_named(written([("GPE", "New\n  York"), ("ORG", "a\tb"), ("GPE", "New York")])) == (
        ("GPE", "New York"),
        ("ORG", "a b"),
    )
