"""A tiny model is trained from invented articles, in this process."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.entities.entity import Entity
from annotations.entities.learning.experience import Experience
from annotations.entities.learning.lesson import Lesson, counting, right
from annotations.entities.learning.lines import Mark
from annotations.entities.learning.second import SecondModel
from annotations.entities.learning.study import ENGINE, LEARNED, LEXICON, Outcome, study
from annotations.entities.lexicon import Lexicon
from annotations.entities.rules import RuleRecogniser
from annotations.text.span import Span
from tests.annotations.entities.strange_texts import check_entities

NAMES = (
    *("Mirella", "Tovan", "Kestrel", "Ardwin", "Selda", "Brannock"),
    *("Ilvane", "Corriso", "Weldrake", "Pasmor", "Quillen", "Dorvane"),
)
RULES = RuleRecogniser()


def text_of(name: str) -> str:
    return f"On Monday she sang the {name} Ballad in Oslo. People wept."


def lesson(name: str, *, whole: bool = True) -> Lesson:
    text = text_of(name)
    start, oslo = text.index(name), text.index("Oslo")
    decided = ((Span(start, start + len(name) + 7), "WORK_OF_ART"), (Span(oslo, oslo + 4), None))
    return Lesson(text, decided, whole=whole)


def learned() -> Outcome:
    replay = [Lesson("Berlin slept. Paris did not.")]
    return study([lesson(name) for name in NAMES], replay, RULES, Experience(Lexicon()))


@cache
def outcome() -> Outcome:
    return learned()


Found = list[tuple[str, str, str]]


def corrected(text: str, lexicon: Lexicon | None = None, fresh: frozenset[str] | None = None) -> Found:
    experience = Experience(lexicon or Lexicon(), SecondModel(outcome().model), fresh)
    return [(each.text, each.label, each.source) for each in experience.applied(text, RULES.recognise(text))]


def test_what_was_never_seen_is_found_like_what_was_corrected() -> None:
    assert corrected(text_of("Havrel")) == [
        ("Monday", "DATE", "rules:date"),
        ("Havrel Ballad", "WORK_OF_ART", "learned"),
    ]


def test_what_teaches_nothing_stays_as_the_engine_has_it() -> None:
    text = "Berlin was quiet. Angela Merkel met Reuters on Friday."
    assert corrected(text) == [(each.text, each.label, each.source) for each in RULES.recognise(text)]


def test_it_wins_on_decisions_that_were_held_out() -> None:
    scores = outcome().scores
    assert scores[ENGINE][""].f1 == scores[LEXICON]["WORK_OF_ART"].f1 == 0
    assert scores[LEARNED]["WORK_OF_ART"].right == len(NAMES)
    assert scores[LEARNED][""].f1 > 90
    # `Oslo`, said to be none each time, is what the lexicon knows, too.
    assert scores[ENGINE]["GPE"].wrong == len(NAMES)
    assert "GPE" not in scores[LEXICON]


def test_the_same_lessons_give_the_same_model() -> None:
    again = learned()
    assert again.model == outcome().model


def test_what_was_decided_since_counts_at_once_and_what_before_is_weighed() -> None:
    text, said = text_of("Havrel"), Lexicon([("Havrel Ballad", None)])
    assert ("Havrel Ballad", "WORK_OF_ART", "learned") in corrected(text, said, frozenset())
    assert corrected(text, said, frozenset(["Havrel Ballad"])) == [("Monday", "DATE", "rules:date")]


def test_it_is_the_same_in_another_process() -> None:
    experience = Experience(Lexicon([("Acme", "ORG")]), SecondModel(outcome().model), frozenset(["Acme"]))
    other = Experience.of(experience.document())
    text = f"{text_of('Havrel')} Acme sang."
    assert other.applied(text, RULES.recognise(text)) == experience.applied(text, RULES.recognise(text))
    assert Lesson.of(lesson("Tovan").document()) == lesson("Tovan")


def test_what_was_rejected_for_other_ends_says_nothing_of_its_words() -> None:
    smith, john_smith, acme = Span(5, 10), Span(0, 10), Span(20, 24)
    assert counting([(smith, None), (john_smith, "PERSON"), (acme, None)]) == [False, True, True]


def test_what_was_seen_and_left_is_right() -> None:
    seen = [Entity(Span(0, 4), "Acme", "ORG", 0.5, "x"), Entity(Span(9, 13), "Oslo", "GPE", 0.5, "x")]
    assert right(Lesson("Acme met Oslo", ((Span(0, 4), None),), whole=True), seen) == (Mark(9, 13, "GPE"),)


_WORDS = ("Mirella", " Ballad", " sang", " the ", "Oslo", ". ", "\n\n", "Dec. 5", "'s")
_PIECES = st.sampled_from([*_WORDS, "e\u0301", "日本", "👩\u200d👧", "\ud800", "\0"])


@settings(max_examples=50)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_what_it_finds_is_exact_ordered_and_apart(text: str) -> None:
    experience = Experience(Lexicon([("Mirella", "PERSON")]), SecondModel(outcome().model))
    check_entities(experience.applied(text, RULES.recognise(text)), text)
