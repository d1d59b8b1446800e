"""What annotators of a text agree on is told from what they do not, and what a decision settles is one dispute."""

from __future__ import annotations

from dataclasses import replace

from annotations.agreement.disputes import Claim, Dispute, Division, divide
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

TEXT = "Ana Smith met Tokyo Electric in Tokyo."


def entity(words: str, label: str, note_id: str = "", **more: object) -> Note:
    start = TEXT.index(words)
    place = ("a.txt", "", start, start + len(words), words, "", "")
    made = Note(note_id or f"{words} {label}", Kind.ENTITY, *place, "", "", "", label, Decision.ADDED)
    return replace(made, **more)  # type: ignore[arg-type]


def note(words: str | None, body: str, note_id: str = "") -> Note:
    made = entity(words or "Ana", "", note_id or f"{words} {body}", kind=Kind.NOTE, body=body)
    made = replace(made, label=None, decision=None)
    return made if words else replace(made, start=None, end=None, quote="")


def relation(source: Note, label: str, target: Note) -> Note:
    made = note(None, "", f"{source.id} {label} {target.id}")
    return replace(made, kind=Kind.RELATION, label=label, source=source.id, target=target.id)


def told(division: Division) -> tuple[list[str], list[list[list[str]]]]:
    """The ids of what the first says that all agree on, and those of the sides of each dispute."""

    def ids(claims: tuple[Claim, ...]) -> list[str]:
        return [claim.note.id for claim in claims]

    return [each[0].note.id for each in division.agreed], [
        [ids(side) for side in dispute.sides] for dispute in division.disputes
    ]


def test_the_same_span_and_label_agree_and_what_touches_is_one_dispute() -> None:
    ana = [entity("Ana Smith", "PERSON"), entity("Tokyo Electric", "ORG"), entity("Electric in", "ORG")]
    ben = [entity("Ana Smith", "PERSON", "b"), entity("Tokyo", "GPE"), entity("met", "EVENT")]
    assert told(divide("a.txt", [ana, ben])) == (
        ["Ana Smith PERSON"],
        [[[], ["met EVENT"]], [["Tokyo Electric ORG", "Electric in ORG"], ["Tokyo GPE"]]],
    )


def test_what_one_of_three_does_not_say_is_disputed() -> None:
    said = entity("Ana", "PERSON")
    assert told(divide("a.txt", [[said], [said], []])) == ([], [[["Ana PERSON"], ["Ana PERSON"], []]])


def test_a_rejected_entity_says_nothing_and_what_is_said_twice_counts_once() -> None:
    ana = [entity("Ana", "PERSON"), entity("Ana", "PERSON", "again")]
    ben = [entity("Ana", "PERSON", decision=Decision.REJECTED)]
    assert told(divide("a.txt", [ana, ben])) == ([], [[["Ana PERSON"], []]])


def test_an_annotation_that_one_of_them_has_moved_is_one_dispute() -> None:
    ana = [entity("Ana", "PERSON", "moved"), entity("met", "EVENT")]
    ben = [entity("Tokyo", "PERSON", "moved"), entity("Tokyo Electric", "ORG")]
    assert told(divide("a.txt", [ana, ben]))[1] == [
        [["moved"], ["moved", "Tokyo Electric ORG"]],
        [["met EVENT"], []],
    ]


def test_notes_agree_by_their_words_and_differ_by_their_place() -> None:
    ana = [note(None, "Good."), note("Tokyo", "Where?"), note("Ana", "Who?")]
    ben = [note(None, "Bad."), note("Tokyo", "Where?", "b")]
    assert told(divide("a.txt", [ana, ben])) == (
        ["Tokyo Where?"],
        [[["None Good."], ["None Bad."]], [["Ana Who?"], []]],
    )


def test_relations_agree_where_their_ends_do() -> None:
    person, firm, place = entity("Ana", "PERSON"), entity("Tokyo Electric", "ORG"), entity("met", "EVENT")
    ana = [person, firm, place, relation(person, "works for", firm), relation(person, "took part in", place)]
    ben = [person, firm, relation(person, "works for", firm), relation(firm, "employs", person)]
    agreed, disputes = told(divide("a.txt", [ana, ben]))
    assert agreed == ["Ana PERSON", "Tokyo Electric ORG", "Ana PERSON works for Tokyo Electric ORG"]
    assert disputes == [
        [["met EVENT"], []],
        [["Ana PERSON took part in met EVENT"], []],
        [[], ["Tokyo Electric ORG employs Ana PERSON"]],
    ]


def test_a_relation_between_ends_that_are_disputed_is_disputed_itself() -> None:
    firm, place = entity("Tokyo Electric", "ORG", "x"), entity("Tokyo Electric", "GPE", "x")
    person = entity("Ana", "PERSON")
    _, disputes = told(
        divide(
            "a.txt", [[person, firm, relation(person, "met", firm)], [person, place, relation(person, "met", place)]]
        )
    )
    assert disputes == [[["x"], ["x"]], [["Ana PERSON met x"], ["Ana PERSON met x"]]]


def test_a_dispute_knows_what_it_is_about_and_where_it_begins() -> None:
    whole = Dispute("a.txt", ((), (Claim(note(None, "Bad.")),)))
    assert (whole.kind, whole.start, whole.claims[0].spans) == (Kind.NOTE, -1, ())
    person, firm = entity("Ana", "PERSON"), entity("Tokyo Electric", "ORG")
    arrow = Dispute("a.txt", ((Claim(relation(firm, "met", person), (firm, person)),),))
    assert (arrow.kind, arrow.start, arrow.claims[0].spans[1]) == (Kind.RELATION, 0, Span(0, 3))
