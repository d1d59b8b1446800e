from __future__ import annotations

from annotations.notes.alterations import Alterations


def test_it_tells_in_which_articles_something_changed_since() -> None:
    alterations = Alterations()
    assert alterations.since(-1) is None
    start = alterations.count
    alterations.note(("a", "b"))
    middle = alterations.count
    alterations.note(("a",))
    assert alterations.since(start) == ["b", "a"]
    assert alterations.since(middle) == ["a"]
    assert alterations.since(alterations.count) == []


def test_what_another_program_changed_may_be_anything() -> None:
    alterations = Alterations()
    alterations.note(("a",))
    before = alterations.count
    alterations.note_all()
    assert alterations.since(before) is None
    assert alterations.since(alterations.count) == []
