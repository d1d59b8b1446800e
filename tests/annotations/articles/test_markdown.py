from __future__ import annotations

import pytest

from annotations.articles.article import Article, RegionKind
from annotations.articles.read import read_bytes

FRONT = """---
title: "Quoted: title"
author: [Jane Doe, Bob]
date: 2019-12-05 10:00:00+09:00
source: 'Kyodo'
lang: en
url: https://example.org/a
---

# A heading #

TOKYO (Kyodo) -- The *body*.
"""


def article(text: str) -> Article:
    found = read_bytes(text.encode(), "a.md")
    assert isinstance(found, Article)
    return found


def test_front_matter_gives_exact_spans_without_quotes() -> None:
    found = article(FRONT)
    assert (found.title, found.author, found.source) == ("Quoted: title", "Jane Doe, Bob", "Kyodo")
    assert found.words_of(RegionKind.AUTHOR) == "Jane Doe"
    assert (found.meta.language, found.meta.url) == ("en", "https://example.org/a")
    assert found.published is not None
    assert found.published.isoformat() == "2019-12-05T10:00:00+09:00"
    assert found.words_of(RegionKind.PLACE) == "TOKYO"
    assert found.words_of(RegionKind.BODY) == "TOKYO (Kyodo) -- The *body*."
    assert found.text == FRONT


def test_a_heading_is_the_title() -> None:
    found = article("# The heading ##  \n\nBy Jo Li\n\nThe body.")
    assert (found.title, found.author) == ("The heading", "Jo Li")
    assert found.words_of(RegionKind.BODY) == "The body."


def test_front_matter_says_what_it_says_once_and_of_words() -> None:
    found = article("---\nlang: [en]\nauthors: [{name: x}]\nauthor: Ada\n? [a, b]\n: c\nlink: ''\n---\nBody.")
    assert (found.author, found.meta) == ("Ada", (None, None, None, None))


@pytest.mark.parametrize("yaml", ["title: [broken", "a: &a\n b: *a\n- x", "just words", "\x01: x", "[" * 3000])
def test_broken_front_matter_is_text(yaml: str) -> None:
    found = article(f"---\n{yaml}\n---\n\nThe body.")
    assert found.first(RegionKind.FRONT_MATTER) is None
    assert "The body." in (found.words_of(RegionKind.BODY) or "")


def test_aliases_that_multiply_cost_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert article(f"---\n{bomb}title: Calm\nauthors: *a39\n? *a39\n: x\n---\nBody.").title == "Calm"


def test_blanks_without_end_after_a_heading_mark() -> None:
    spaces = " " * 50_000
    assert article(f"#{spaces}x{spaces}y\n\nBody.").title == f"x{spaces}y"
