"""What the panels list."""

from __future__ import annotations

from annotations.articles.article import Article
from annotations.desk.desk import Reading
from annotations.desk.mentions import Mention
from annotations.entities.scheme import BUILT_IN
from annotations.notes.note import ArticleState, Decision, Kind, Note
from annotations.text.span import Span
from tui.panels import contents
from tui.panels.contents import Contents, Entry, Line


def mention(text: str, label: str, start: int, *, decided: bool = False) -> Mention:
    span = Span(start, start + len(text))
    note = annotation("", start, kind=Kind.ENTITY, decision=Decision.ACCEPTED) if decided else None
    return Mention(span, text, label, "rules", 1.0, note)


def annotation(
    body: str,
    start: int | None,
    *,
    kind: Kind = Kind.NOTE,
    decision: Decision | None = None,
    tags: tuple[str, ...] = (),
) -> Note:
    end = None if start is None else start + 3
    quote = "" if start is None else "abc"
    return Note(
        f"{start}", kind, "a.txt", "", start, end, quote, "", "", "me", "", "", decision=decision, body=body, tags=tags
    )


def words(made: Contents) -> list[str]:
    return [f"{line.lead}{line.text}|{line.end}" for entry in made.entries for line in entry.lines]


def test_entities_are_grouped_by_what_they_name_with_counts_and_what_is_decided() -> None:
    mentions = [
        mention("Tokyo", "GPE", 0),
        mention("Jane Doe", "PERSON", 10, decided=True),
        mention("tokyo", "GPE", 30, decided=True),
        mention("Paris", "GPE", 40),
        mention("Doe", "PERSON", 50, decided=True),
    ]
    made = contents.entities(mentions, BUILT_IN)
    assert words(made) == [" PERSON|1", " ✓ Jane Doe|×2", " GPE|2", " ◐ Tokyo|×2", " · Paris|"]
    assert [entry.offsets for entry in made.entries] == [(), (10, 50), (), (0, 30), (40,)]
    assert [made.entry_at(offset) for offset in (0, 9, 10, 31, 45, 99)] == [3, 3, 1, 3, 4, 1]


def test_an_entry_leads_to_its_next_place_and_from_the_last_to_the_first() -> None:
    entry = Entry((Line("Tokyo"),), (0, 30))
    assert [entry.offset_after(offset) for offset in (0, 29, 30, 31)] == [30, 30, 0, 0]


def test_notes_are_in_the_order_of_the_article_the_whole_first_and_harmless() -> None:
    made = contents.notes(
        [annotation("two\n\nlines \x1b[31m", 20), annotation("", 0, tags=("x", "y")), annotation("all", None)]
    )
    assert words(made) == [
        " on the whole article|",
        "   all|",
        " “abc”|",
        "   #x #y|",
        " “abc”|",
        "   two lines ␛[31m|",
    ]
    assert [entry.offsets for entry in made.entries] == [(0,), (0,), (20,)]


def test_details_leave_out_what_is_not_known_and_lead_nowhere() -> None:
    made = contents.details(Reading(Article("a.txt", "Words."), (), ArticleState("a.txt", "", tags=("x",))), 3)
    named = [line.split()[0] for line in words(made)]
    assert named == ["title", "file", "characters", "entities", "notes", "state", "tags"]
    assert made.entry_at(0) is None
