"""A third notes file made from those of two: what they agree on is there at once, and sides are taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.agreement.comparison import compare
from annotations.agreement.matching import Criterion
from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.adjudicating import Adjudicating, Annotators
from annotations.desk.comparing import marks
from annotations.desk.config import Config
from annotations.desk.desk import Desk
from annotations.desk.exporting import document
from annotations.desk.marking import READ
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note
from annotations.notes.store import NoteStore
from annotations.problem import PostilError
from annotations.text.span import Span

TEXT = "Ana Smith met Tokyo Electric in Tokyo.\n"
PLACES = ("Ana", "Ana Smith", "met", "Tokyo Electric", "Tokyo", "Electric in", "in Tokyo.")
Said = tuple[str, str]
"""Some words of the text, and a label."""


class Court:
    """A library with the desks of two annotators and of a referee."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library(folder / "library")
        self.library.root.mkdir()
        for name in ("a.txt", "b.txt"):
            (self.library.root / name).write_text(TEXT)
        self.ana, self.ben, self.dan, self.referee = map(self.desk, ("Ana", "Ben", "Dan", "Cy"))

    def desk(self, author: str) -> Desk:
        store = NoteStore.open(self.folder / f"{author.lower()}.json")
        return Desk(self.library, store, BUILT_IN, ["rules"], Config(author))

    def article(self, name: str = "a.txt") -> Article:
        found = self.library.read(name)
        assert isinstance(found, Article)
        return found

    def label(self, desk: Desk, *said: Said, name: str = "a.txt") -> list[Note]:
        desk.mark((name,), READ)
        return [desk.label(self.article(name), span(words), label) for words, label in said]

    def session(self, *more: Desk) -> Adjudicating:
        """The referee's work on that of two or more, begun."""
        desks = (self.ana, self.ben, *more)
        for desk in desks:
            desk.store.close()
        files = [desk.store.path for desk in desks]
        court = Adjudicating(self.referee, Annotators.of(self.library, files))
        court.begin()
        return court


@pytest.fixture
def court(tmp_path: Path) -> Court:
    return Court(tmp_path)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(notes: Sequence[Note]) -> list[Said]:
    return [(note.quote, note.label or "") for note in notes if note.decision is not Decision.REJECTED]


def test_what_both_say_is_there_at_once_in_the_names_of_both(court: Court) -> None:
    court.label(court.ana, ("Ana", "PERSON"), ("Tokyo Electric", "ORG"))
    court.label(court.ben, ("Ana", "PERSON"), ("Tokyo", "GPE"))
    court.session()
    (note,) = court.referee.store.notes()
    assert (note.quote, note.label, note.decision, note.author) == ("Ana", "PERSON", Decision.ACCEPTED, "Ana, Ben")
    assert note.id == court.ana.store.notes()[0].id


def test_it_is_one_undo_and_beginning_again_adds_only_what_is_new(court: Court) -> None:
    for name in ("a.txt", "b.txt"):
        for desk in (court.ana, court.ben):
            court.label(desk, ("Ana", "PERSON"), ("met", "EVENT"), name=name)
    session = court.session()
    made = court.referee.store.notes()
    assert len(made) == 4
    assert session.begin() == 0
    for desk in (court.ana, court.ben):
        court.label(desk, ("Tokyo", "GPE"))
    again = court.session()
    assert len(court.referee.store.notes()) == 5
    assert again.docket().disputes == ()
    court.referee.undo()
    assert court.referee.store.notes() == made
    court.referee.undo()
    assert court.referee.store.notes() == []


def test_what_the_referee_changed_of_an_agreement_stays_so(court: Court) -> None:
    for desk in (court.ana, court.ben):
        court.label(desk, ("Ana", "PERSON"), ("met", "EVENT"), ("Tokyo", "GPE"))
    court.session()
    ana, met, tokyo = court.referee.mentions(court.referee.lay_out(court.article()), ())
    court.referee.reject(court.article(), ana)
    court.referee.label(court.article(), met.span, "ORG")
    court.referee.respan(court.article(), tokyo, span("Tokyo Electric"))
    made = court.referee.store.notes()
    court.session()
    assert court.referee.store.notes() == made


def test_what_the_referee_took_away_of_an_agreement_does_not_come_back(court: Court) -> None:
    for desk in (court.ana, court.ben):
        ana, met = court.label(desk, ("Ana", "PERSON"), ("met", "EVENT"))
        desk.relate(court.article(), ana, met, "attends")
        desk.add_note(court.article(), span("Tokyo"), "Which one?")
    court.session()
    before = court.referee.store.notes()
    (doubt,) = (note for note in before if note.kind is Kind.NOTE)
    (attends,) = (note for note in before if note.kind is Kind.RELATION)
    court.referee.remove(doubt)
    court.referee.remove(attends)
    court.session()
    assert {note.kind for note in court.referee.store.notes() if note.decision is not Decision.REJECTED} == {
        Kind.ENTITY
    }
    for _ in range(2):
        court.referee.undo()
    assert court.referee.store.notes() == before


def test_a_side_that_is_taken_keeps_its_author_and_what_it_excludes_is_not_kept(court: Court) -> None:
    court.label(court.ana, ("Tokyo Electric", "ORG"))
    court.label(court.ben, ("Tokyo", "GPE"))
    session = court.session()
    docket = session.docket()
    assert (len(docket.disputes), docket.settled, docket.open) == (1, (False,), 1)
    assert session.take(court.article(), docket.disputes[0], 1) is None
    (note,) = court.referee.store.notes()
    assert (note.quote, note.label, note.author, note.decision) == ("Tokyo", "GPE", "Ben", Decision.ACCEPTED)
    assert session.docket().settled == (True,)
    session.take(court.article(), docket.disputes[0], 0)
    assert said(court.referee.store.notes()) == [("Tokyo Electric", "ORG")]
    session.take(court.article(), docket.disputes[0], 0)
    court.referee.undo()
    court.referee.undo()
    assert court.referee.store.notes() == []
    assert session.docket().settled == (False,)


def test_who_takes_neither_side_has_both_rejected_and_is_asked_no_more(court: Court) -> None:
    court.label(court.ana, ("Tokyo Electric", "ORG"))
    court.label(court.ben, ("Tokyo", "GPE"))
    session = court.session()
    session.take(court.article(), session.docket().disputes[0], None)
    assert [(note.decision, note.author) for note in court.referee.store.notes()] == [(Decision.REJECTED, "Cy")] * 2
    assert court.session().docket().settled == (True,)


def test_a_side_that_says_nothing_rejects_what_the_other_says(court: Court) -> None:
    court.label(court.ana)
    court.label(court.ben, ("Tokyo", "GPE"))
    session = court.session()
    session.take(court.article(), session.docket().disputes[0], 0)
    assert [note.decision for note in court.referee.store.notes()] == [Decision.REJECTED]
    assert session.docket().settled == (True,)


def test_a_decision_of_the_referee_that_overlaps_both_settles_and_one_within_an_agreement_does_not(
    court: Court,
) -> None:
    court.label(court.ana, ("Ana", "PERSON"), ("Tokyo Electric", "ORG"))
    court.label(court.ben, ("Ana", "PERSON"), ("Ana Smith", "PERSON"), ("Tokyo", "GPE"))
    session = court.session()
    assert session.docket().settled == (False, False)
    court.referee.label(court.article(), span("Tokyo"), "PRODUCT")
    assert session.docket().settled == (False, True)
    assert session.docket().following(1, 1) == 0


def test_notes_that_one_of_them_wrote_are_disputes_too(court: Court) -> None:
    court.label(court.ben)
    court.ana.add_note(court.article(), span("Tokyo"), "Where?", ["place"])
    court.ana.add_note(court.article(), None, "Good.")
    court.ben.add_note(court.article(), None, "Bad.")
    session = court.session()
    whole, where = session.docket().disputes
    session.take(court.article(), whole, 1)
    session.take(court.article(), where, None)
    assert [note.body for note in court.referee.store.notes() if note.kind is Kind.NOTE] == ["Bad."]
    assert session.docket().settled == (True, True)
    assert court.session().docket().settled == (True, True)
    session.take(court.article(), where, 0)
    assert {note.body for note in court.referee.store.notes()} == {"Bad.", "Where?"}
    court.referee.undo()
    court.referee.undo()
    assert session.docket().settled == (True, False)


def test_a_note_that_was_not_taken_is_no_annotation_for_others(court: Court) -> None:
    court.label(court.ben)
    court.ana.add_note(court.article(), span("Tokyo"), "Where?")
    session = court.session()
    session.take(court.article(), session.docket().disputes[0], None)
    losses = Losses()
    assert Holds(rejected=True, whole=True).kept(document(court.article(), court.referee), losses) == []
    assert losses.counts == {"rejected note": 1}
    assert list(court.referee.mentions(court.referee.lay_out(court.article()), ())) == []


def test_a_relation_goes_over_with_its_ends_and_waits_for_them(court: Court) -> None:
    for desk in (court.ana, court.ben):
        person, firm = court.label(desk, ("Ana", "PERSON"), ("Tokyo Electric", "ORG"))
        desk.relate(court.article(), person, firm, "works for")
    (verb,) = court.label(court.ana, ("met", "EVENT"))
    court.ana.relate(court.article(), court.ana.store.notes("a.txt")[-1], verb, "took part in")
    session = court.session()
    (arrow,) = (note for note in court.referee.store.notes() if note.kind is Kind.RELATION)
    ends = {note.id: note.quote for note in court.referee.store.notes()}
    assert (ends[arrow.source or ""], ends[arrow.target or ""]) == ("Ana", "Tokyo Electric")
    entity, relation = session.docket().disputes
    problem = session.take(court.article(), relation, 0)
    assert problem is not None
    assert "settle that first" in str(problem)
    session.take(court.article(), entity, 0)
    assert session.take(court.article(), relation, 0) is None
    assert session.docket().open == 0


def test_agreement_with_the_side_that_was_taken_is_whole(court: Court) -> None:
    court.label(court.ana, ("Ana", "PERSON"), ("Tokyo Electric", "ORG"))
    court.label(court.ben, ("Ana", "PERSON"), ("Tokyo", "GPE"), ("met", "EVENT"))
    session = court.session()
    for dispute in session.docket().disputes:
        session.take(court.article(), dispute, 1)
    court.referee.store.close()
    found = marks(court.library, [court.folder / f"{name}.json" for name in ("cy", "ana", "ben")], [])
    pairs = compare(found.texts, found.by).pairs
    with_ana, with_ben = (pairs[0, other].scores[Criterion.STRICT, None] for other in (1, 2))
    assert (with_ben.f1, with_ana.agreed, with_ana.near) == (1.0, 1, 1)


def test_annotators_are_called_like_their_files_or_like_the_folders_as_well(tmp_path: Path) -> None:
    for name in ("ana/notes.json", "ben/notes.json", "ben/x\x1b.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    library = Library(tmp_path)
    names = Annotators.of(library, [tmp_path / "ana/notes.json", tmp_path / "ben/notes.json"]).names
    assert names == ("ana/notes", "ben/notes")
    assert Annotators.of(library, [tmp_path / "ana/notes.json", tmp_path / "ben/x\x1b.json"]).names == ("notes", "x␛")
    with pytest.raises(PostilError, match="no such file"):
        Annotators.of(library, [tmp_path / "lost.json"])


def test_articles_that_one_has_not_looked_at_are_left_out(court: Court) -> None:
    court.label(court.ana, ("Ana", "PERSON"), name="b.txt")
    court.label(court.ana, ("Ana", "PERSON"))
    court.label(court.ben)
    session = court.session()
    assert (session.left_out, len(session.docket().disputes)) == (1, 1)


def test_an_article_that_changed_meanwhile_is_divided_anew(court: Court) -> None:
    court.label(court.ana, ("Tokyo Electric", "ORG"))
    court.label(court.ben)
    session = court.session()
    before = court.article()
    (dispute,) = session.docket().disputes
    (court.library.root / "a.txt").write_text("Once more: " + TEXT)
    problem = session.take(court.article(), dispute, 0)
    assert problem is not None
    court.referee.mark(("a.txt",), READ)
    (moved,) = session.docket().disputes
    assert moved.start == dispute.start + len("Once more: ")
    assert session.take(court.article(), moved, 0) is None
    assert session.take(before, dispute, 0) is not None


sayings = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["PERSON", "ORG", "GPE"])), unique_by=lambda e: e[0]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(everyone=st.lists(sayings, min_size=3, max_size=3), side=st.sampled_from([0, 1, 2]))
def test_with_one_side_everywhere_the_file_says_what_that_one_says(
    tmp_path_factory: pytest.TempPathFactory, everyone: list[list[Said]], side: int
) -> None:
    court = Court(tmp_path_factory.mktemp("court"))
    for desk, each in zip((court.ana, court.ben, court.dan), everyone, strict=True):
        court.label(desk, *each)
    session = court.session(court.dan)
    agreed = said(court.referee.store.notes())
    assert sorted(agreed) == sorted(set(everyone[0]).intersection(*everyone))
    docket = session.docket()
    for dispute in docket.disputes:
        session.take(court.article(), dispute, side)
    assert sorted(said(court.referee.store.notes())) == sorted(everyone[side])
    assert session.docket().open == 0
    for _ in range(len(docket.disputes) + bool(agreed)):
        assert court.referee.undo()
    assert court.referee.store.notes() == []
    for desk in (court.ana, court.ben, court.dan, court.referee):
        desk.store.close()
