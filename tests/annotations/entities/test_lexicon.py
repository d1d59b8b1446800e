from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.entity import Entity
from annotations.entities.lexicon import Lexicon
from annotations.text.span import Span
from tests.annotations.entities.strange_texts import check_entities

TEXT = "Acme met Zorblat Quux. The Zorblat\nQuux Fund, pre-Acme and Acmes stay; Paris too."


def _entity(quote: str, label: str) -> Entity:
    start = TEXT.index(quote)
    return Entity(Span(start, start + len(quote)), quote, label, 0.5, "model")


def _applied(lexicon: Lexicon, *entities: Entity) -> list[tuple[str, str, str]]:
    return [(each.text, each.label, each.source) for each in lexicon.applied(TEXT, entities)]


def test_what_was_decided_once_counts_in_the_next_article() -> None:
    lexicon = Lexicon([("Acme", "ORG"), ("Paris", None), ("Zorblat  Quux", "PERSON")])
    found = _applied(lexicon, _entity("Zorblat Quux", "GPE"), _entity("Paris", "GPE"))
    assert found == [
        ("Acme", "ORG", "lexicon"),
        ("Zorblat Quux", "PERSON", "lexicon"),
        ("Zorblat\nQuux", "PERSON", "lexicon"),
    ]


def test_what_the_user_only_confirmed_is_still_the_engines() -> None:
    assert _applied(Lexicon([("Paris", "GPE")]), _entity("Paris", "GPE")) == [("Paris", "GPE", "model")]


def test_a_longer_entity_of_the_engine_stands() -> None:
    lexicon = Lexicon([("Zorblat Quux", "PERSON")])
    fund = _entity("Zorblat\nQuux Fund", "ORG")
    assert _applied(lexicon, fund) == [("Zorblat Quux", "PERSON", "lexicon"), ("Zorblat\nQuux Fund", "ORG", "model")]


def test_where_decisions_are_divided_most_of_them_count_and_halves_do_not() -> None:
    assert Lexicon([("Acme", "ORG"), ("Acme", None), ("Acme", "ORG")]).verdict("Acme") == ("ORG", 2 / 3)
    assert Lexicon([("Acme", "ORG"), ("Acme", None)]).verdict("Acme") is None
    assert Lexicon([("Acme", None)]).verdict("Acme") == (None, 1.0)
    assert Lexicon([("Acme", "ORG")]).verdict("Zorblat") is None


def test_without_decisions_nothing_changes() -> None:
    assert _applied(Lexicon([])) == []
    assert _applied(Lexicon([(" ", "ORG")]), _entity("Paris", "GPE")) == [("Paris", "GPE", "model")]


_WORDS = st.sampled_from(["Acme", "Acme Bank", "Bank", "é", "e\u0301", "日本", "-", "x-y", "👩\u200d👧", "'s"])


@given(
    st.lists(_WORDS | st.sampled_from([" ", "\n", "."]), max_size=20).map("".join),
    st.lists(st.tuples(_WORDS, st.sampled_from(["ORG", "PERSON", None])), max_size=6),
)
def test_what_it_finds_is_exact_ordered_and_apart(text: str, decisions: list[tuple[str, str | None]]) -> None:
    found = list(Lexicon(decisions).applied(text, ()))
    check_entities(found, text)
    # A run of blanks and line ends in a name is the blank that it was decided with.
    assert {(" ".join(entity.text.split()), entity.label) for entity in found} <= set(decisions)


def test_what_is_put_of_an_article_takes_the_place_of_what_was() -> None:
    lexicon = Lexicon()
    lexicon.put("a", [("Acme", "ORG"), ("Acme", "ORG")])
    lexicon.put("b", [("Acme", None)])
    assert lexicon.verdict("Acme") == ("ORG", 2 / 3)
    lexicon.put("a", [("Paris", "GPE")])
    assert lexicon.verdict("Acme") == (None, 1.0)
    lexicon.put("b", [])
    assert lexicon.verdict("Acme") is None
    assert [each.label for each in lexicon.answers(TEXT)] == ["GPE"]
    lexicon.put("a", [])
    assert not len(lexicon)


def test_some_decisions_can_be_left_out_and_some_forms_alone_be_applied() -> None:
    lexicon = Lexicon([("Acme", "ORG"), ("Acme", "ORG"), ("Acme", "GPE"), ("Paris", None)])
    assert lexicon.verdict("Acme", {("Acme", "ORG"): 2}) == ("GPE", 1.0)
    assert lexicon.verdict("Paris", {("Paris", None): 1}) is None
    entities = [_entity("Acme", "PERSON"), _entity("Paris", "GPE")]
    assert [(each.text, each.label) for each in lexicon.applied(TEXT, entities, {"Acme"})] == [
        ("Acme", "ORG"),
        ("Paris", "GPE"),
    ]
