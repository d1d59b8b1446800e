"""Annotations as `postil notes` lists them."""

from __future__ import annotations

from dataclasses import replace

from annotations.commands.notes import line_of
from annotations.notes.note import Decision, Kind, Note

TIME = "2024-12-05T08:30:00.000000+00:00"
NOTE = Note("1", Kind.NOTE, "a.txt", "", 0, 5, "Japan", "", "", "ada", TIME, TIME, body="Isle\x1b[2J.", tags=("sea",))
PLACE = replace(NOTE, id="2", kind=Kind.ENTITY, label="GPE", decision=Decision.ADDED, body="", tags=())
RELATION = replace(PLACE, id="3", kind=Kind.RELATION, start=None, end=None, quote="", label="in", decision=None)


def test_a_line_says_where_what_and_the_words() -> None:
    nobody: dict[str, Note] = {}
    assert line_of(NOTE, nobody.get) == "a.txt:0-5  note #sea  “Japan” — Isle␛[2J."
    assert line_of(PLACE, nobody.get) == "a.txt:0-5  entity GPE added  “Japan”"


def test_a_relation_names_both_of_its_ends() -> None:
    ends = {"1": NOTE, "2": replace(PLACE, quote="Asia")}
    relation = replace(RELATION, source="1", target="2")
    assert line_of(relation, ends.get) == "a.txt  relation in  “Japan” → “Asia”"
    assert line_of(replace(relation, target="gone"), ends.get) == "a.txt  relation in  “Japan” → ?"
