from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.documents import to_document
from annotations.notes.layout import Tables, decode, encode
from annotations.notes.note import ArticleState, Kind, Note
from annotations.notes.three_way import Merge

MakeNote = Callable[..., Note]


def file(*notes: Note, states: tuple[ArticleState, ...] = (), start: int = 1) -> Tables:
    """Numbered as plain TinyDB does it, so that branches give the same number twice."""
    return {
        "notes": {str(number): to_document(note) for number, note in enumerate(notes, start)},
        "articles": {str(number): to_document(state) for number, state in enumerate(states, start)},
        "meta": {"1": {"schema": 1}},
    }


def bodies(tables: Tables) -> list[str]:
    return sorted(str(document["body"]) for document in tables["notes"].values())


def test_notes_added_on_both_sides_under_one_number_are_all_there(make_note: MakeNote) -> None:
    old = make_note(1, body="old")
    merge = Merge.of(file(old), file(old, make_note(2, body="ours")), file(old, make_note(3, body="theirs")))
    assert bodies(merge.tables) == ["old", "ours", "theirs"]
    assert merge.kept_both == []
    assert decode(encode(merge.tables), "merged") == merge.tables


def test_of_a_note_edited_on_both_sides_both_versions_stay(make_note: MakeNote) -> None:
    old, ours, theirs = (make_note(1, body=body, modified=f"2025-01-0{day}") for day, body in enumerate("abc", 1))
    merge = Merge.of(file(old), file(ours), file(theirs))
    assert bodies(merge.tables) == ["b", "c"]
    assert merge.kept_both == [old.id]
    assert merge.tables["notes"]["1"] == to_document(theirs), "the version edited last keeps id and number"
    assert encode(merge.tables) == encode(Merge.of(file(old), file(theirs), file(ours)).tables)


def test_an_edit_outlives_a_removal_and_a_removal_an_untouched_note(make_note: MakeNote) -> None:
    one, two = make_note(1, body="one"), make_note(2, body="two")
    merge = Merge.of(file(one, two), file(replace(one, body="edited")), file(two))
    assert bodies(merge.tables) == ["edited"]


def test_of_an_article_each_field_counts(make_note: MakeNote) -> None:
    old = ArticleState("a.txt", "", "new", False, ("x",))
    ours, theirs = replace(old, flag=True), replace(old, state="done", tags=("x", "y"))
    merge = Merge.of(file(states=(old,)), file(states=(ours,)), file(states=(theirs,)))
    assert merge.tables["articles"] == {"1": to_document(ArticleState("a.txt", "", "done", True, ("x", "y")))}


def test_what_is_no_annotation_is_kept_from_both_sides(make_note: MakeNote) -> None:
    bad = {**to_document(make_note(1)), "start": "six"}
    base: Tables = {"notes": {}, "theirs": {"1": {"any": "thing"}}}
    ours: Tables = {"notes": {"1": bad}, "theirs": {"1": {"any": "thing"}, "2": {"a": 1}}}
    theirs: Tables = {"notes": {"1": {**bad, "body": "other"}}, "theirs": {"1": {"any": "thing"}, "2": {"b": 2}}}
    merged = Merge.of(base, ours, theirs).tables
    assert len(merged["notes"]) == 2
    assert list(merged["theirs"].values()) == [{"any": "thing"}, {"a": 1}, {"b": 2}]


TIME = "2024-12-05T08:30:00+00:00"
NOTES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "x", "y"]), max_size=6)


def named(bodies: dict[str, str], start: int) -> Tables:
    notes = (
        Note(name, Kind.NOTE, "t", "", 0, 0, "", "", "", "", TIME, TIME, body=body) for name, body in bodies.items()
    )
    return file(*notes, start=start)


@given(NOTES, NOTES, NOTES)
def test_every_edit_of_either_side_is_in_what_is_merged(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = Merge.of(named(base, 1), named(ours, 1), named(theirs, 2)).tables["notes"].values()
    found = {(str(document["id"])[:1], document["body"]) for document in merged}
    for side in (ours, theirs):
        assert {(name, body) for name, body in side.items() if base.get(name) != body} <= found
    unchanged = {(name, body) for name, body in base.items() if ours.get(name) == theirs.get(name) == body}
    assert unchanged <= found
    known = {pair for side in (ours, theirs) for pair in side.items()}
    assert found <= known
