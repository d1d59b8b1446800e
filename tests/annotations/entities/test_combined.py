from __future__ import annotations

from annotations.entities.combined import agreement, combined, votes
from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.problem import Problem
from annotations.text.span import Span

TEXT = "The Bank of Japan met Ann Lee."
ENGINES = ("builtin", "spacy:news", "jsonl:a.jsonl")


def by(*found: tuple[str, str], source: str = "rule", limit: str = "") -> Entities:
    spans = [(Span(TEXT.index(words), TEXT.index(words) + len(words)), words, label) for words, label in found]
    return Entities.of(TEXT, [Entity(span, words, label, 0.5, source) for span, words, label in spans], limit=limit)


def shown(*found: Entities) -> list[tuple[str, str, str]]:
    return [(each.text, each.label, each.source) for each in combined(TEXT, list(zip(ENGINES, found, strict=False)))]


def test_what_several_engines_found_is_there_once_with_their_names() -> None:
    assert shown(by(("Ann Lee", "PERSON")), by(), by(("Ann Lee", "PERSON"))) == [
        ("Ann Lee", "PERSON", "builtin, jsonl:a.jsonl")
    ]


def test_where_they_differ_all_is_there_an_outer_one_first() -> None:
    found = shown(by(("Bank of Japan", "ORG")), by(("Bank of Japan", "ORG")), by(("Japan", "GPE")))
    assert found == [("Bank of Japan", "ORG", "builtin, spacy:news"), ("Japan", "GPE", "jsonl:a.jsonl")]


def test_of_labels_on_one_span_the_last_has_the_most_votes_then_is_of_the_first_engine() -> None:
    org, person = ("Ann Lee", "ORG"), ("Ann Lee", "PERSON")
    assert [label for _, label, _ in shown(by(org), by(person), by(person))] == ["ORG", "PERSON"]
    assert [label for _, label, _ in shown(by(org), by(person))] == ["PERSON", "ORG"]


def test_what_the_user_decided_is_no_vote_of_an_engine() -> None:
    said = by(("Ann Lee", "PERSON"), source="lexicon")
    assert shown(said, said) == [("Ann Lee", "PERSON", "lexicon")]
    assert agreement("lexicon", ENGINES) == "lexicon"


def test_the_agreement_is_counted() -> None:
    assert agreement("builtin, jsonl:a.jsonl", ENGINES) == "builtin, jsonl:a.jsonl · 2 of 3"
    assert agreement("spacy:models/news/", ("builtin", "spacy:models/news/")) == "spacy:news · 1 of 2"
    assert (votes("builtin, spacy:news"), votes("rules:date")) == (2, 1)


def test_what_engines_remark_is_kept_with_their_names() -> None:
    problem = Problem("a.jsonl", "no JSON")
    wrong = Entities.of(TEXT, (), problems=[problem])
    merged = combined(TEXT, [("builtin", by(limit="in Thai")), ("jsonl:a.jsonl", wrong)])
    assert (merged.limit, list(merged.problems)) == ("builtin: in Thai", [problem])
