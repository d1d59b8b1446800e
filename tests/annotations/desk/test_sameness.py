"""Groups that the user merges and takes apart: relations of the store, which can be undone and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.mentions import Mention
from annotations.desk.relating import NOT_SAME, SAME
from annotations.desk.sameness import verdicts
from annotations.entities.groups import group
from annotations.notes.note import Decision, Kind
from annotations.text.span import Span

TEXT = "A talk\n\nAnn Lee met Bo Ek. Lee left for Acme. The firm, Acme, was closed.\n"
Groups = Callable[[], dict[str, list[Mention]]]


@pytest.fixture
def desk(home: Path) -> Desk:
    (home / "a.txt").write_text(TEXT, encoding="utf-8")
    return Desk.open(Library.of(home))


@pytest.fixture
def article(desk: Desk) -> Article:
    found = desk.library.read("a.txt")
    assert isinstance(found, Article)
    return found


@pytest.fixture
def groups(desk: Desk, article: Article) -> Groups:
    spans = [
        (TEXT.index("Ann Lee"), 7, "PERSON"),
        (TEXT.index("Lee left"), 3, "PERSON"),
        (TEXT.index("Bo"), 5, "PERSON"),
    ]
    spans += [(TEXT.index("Acme."), 4, "ORG"), (TEXT.index("firm"), 4, "ORG"), (TEXT.index("Acme,"), 4, "ORG")]
    mentions = [
        Mention(Span(start, start + length), TEXT[start : start + length], label, "rules", 1.0)
        for start, length, label in spans
    ]

    def grouped() -> dict[str, list[Mention]]:
        return group(mentions, {}, verdicts(desk.lay_out(article).notes))

    return grouped


def _sizes(groups: Groups) -> dict[str, int]:
    return {name: len(mentions) for name, mentions in groups().items()}


def test_two_groups_are_merged_with_one_relation_between_decisions(
    desk: Desk, article: Article, groups: Groups
) -> None:
    found = groups()
    desk.merge(article, found["Acme"], found["firm"])
    assert _sizes(groups) == {"Ann Lee": 2, "Bo Ek": 1, "Acme": 3}
    (relation,) = (note for note in desk.store.notes() if note.kind is Kind.RELATION)
    ends = [desk.store.get(end or "", "a.txt") for end in (relation.source, relation.target)]
    assert relation.label == SAME
    assert [(end.quote, end.decision) for end in ends if end] == [
        ("firm", Decision.ACCEPTED),
        ("Acme", Decision.ACCEPTED),
    ]
    assert desk.part(article, groups()["Acme"], 0), "what was merged is unmerged"
    assert _sizes(groups) == _sizes(lambda: found)
    desk.undo()
    assert _sizes(groups)["Acme"] == 3
    desk.undo()
    assert not desk.store.notes()


def test_a_group_is_taken_apart_by_its_names_and_merged_again(desk: Desk, article: Article, groups: Groups) -> None:
    assert desk.part(article, groups()["Ann Lee"], 0)
    assert _sizes(groups) == {"Ann Lee": 1, "Lee": 1, "Bo Ek": 1, "Acme": 2, "firm": 1}
    assert [note.label for note in desk.store.notes() if note.kind is Kind.RELATION] == [NOT_SAME]
    found = groups()
    desk.merge(article, found["Ann Lee"], found["Lee"])
    assert _sizes(groups)["Ann Lee"] == 2
    assert not [note for note in desk.store.notes() if note.kind is Kind.RELATION]


def test_of_one_name_the_mention_at_the_cursor_is_parted(desk: Desk, article: Article, groups: Groups) -> None:
    assert not desk.part(article, groups()["Acme"], 0)
    assert not desk.part(article, groups()["Bo Ek"], TEXT.index("Bo"))
    assert desk.part(article, groups()["Acme"], TEXT.index("Acme,"))
    assert _sizes(groups) == {"Ann Lee": 2, "Bo Ek": 1, "Acme": 1, "firm": 1, "Acme (ORG)": 1}


def test_a_relation_goes_with_the_annotation_that_it_ends_at(desk: Desk, article: Article, groups: Groups) -> None:
    note = desk.label(article, Span(TEXT.index("firm"), TEXT.index("firm") + 4), "ORG")
    found = groups()
    desk.merge(article, found["Acme"], found["firm"])
    desk.remove(note)
    assert not [each for each in desk.store.notes() if each.kind is Kind.RELATION]
    desk.undo()
    assert _sizes(groups)["Acme"] == 3


def test_what_was_said_is_there_when_the_library_is_opened_again(desk: Desk, article: Article, groups: Groups) -> None:
    found = groups()
    desk.merge(article, found["Ann Lee"], found["Bo Ek"])
    desk.store.close()
    again = Desk.open(desk.library)
    assert len(verdicts(again.lay_out(article).notes).same) == 1
