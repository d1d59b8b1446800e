"""The margin: each note beside its line or as near below as there is room, and the one that is open shown whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.note import Kind, Note
from tui.reader.layout import Layout, cells
from tui.reader.margin import FOLDED, Margin

WIDTH = 20
LINES = 60
TEXT = "".join(f"line {number}\n" for number in range(LINES))
BODIES = st.lists(st.sampled_from(["word", "日本語", "\n", " ", "\t", "👩\u200d🚀", "e\u0301", "x" * 30, "\x1b"])).map(
    "".join
)


def note(line: int, body: str, tags: tuple[str, ...] = ()) -> Note:
    start = TEXT.index(f"line {line}\n")
    name = f"{line:03}{body}"
    return Note(name, Kind.NOTE, "a", "", start, start + 4, "line", "", "", "", "", "", body=body, tags=tags)


NOTES = st.lists(st.builds(note, st.integers(0, LINES - 1), BODIES), max_size=12, unique_by=lambda made: made.id)


def margin(notes: list[Note], opened: Note | None = None) -> Margin:
    layout = Layout(TEXT, 40)
    layout.extend(len(TEXT))
    made = Margin(notes, WIDTH)
    made.extend(layout)
    made.open(opened)
    return made


def drawn(made: Margin) -> dict[int, str]:
    return {line: row.text for line in range(made.height) if (row := made.row(line)) is not None}


def places(made: Margin) -> dict[str, list[int]]:
    """The rows of each note."""
    found: dict[str, list[int]] = {}
    for line in range(made.height):
        row = made.row(line)
        if row is not None:
            found.setdefault(row.note.id, []).append(line)
    return found


def test_a_note_stands_beside_its_line_and_the_next_below_it_where_they_meet() -> None:
    made = margin([note(3, "first"), note(3, "second\n\nand more"), note(4, "third"), note(20, "far away")])
    assert drawn(made) == {3: "first", 5: "second", 6: "", 7: "and more", 9: "third", 20: "far away"}
    assert made.noted == {3, 4, 20}


def test_tags_stand_under_the_words_or_alone() -> None:
    assert drawn(margin([note(1, "words", ("a", "b")), note(9, "", ("c",)), note(12, "")])) == {
        1: "words",
        2: "#a #b",
        9: "#c",
    }


def test_a_long_note_is_folded_until_it_is_opened_and_what_is_below_makes_room_and_comes_back() -> None:
    long, below, far = note(1, "\n".join("abcdefgh")), note(3, "below"), note(30, "far")
    made = margin([long, below, far])
    folded = drawn(made)
    assert [folded[line] for line in range(1, 1 + FOLDED)] == ["a", "b", "c", "d", "e …"]
    assert folded[2 + FOLDED] == "below"
    changed = made.open(long)
    assert drawn(made) == {**dict(enumerate("abcdefgh", 1)), 10: "below", 30: "far"}
    assert {line for line, text in drawn(made).items() if folded.get(line) != text} <= set(changed)
    assert changed.stop < 30, "what is far away is not drawn anew"
    assert set(made.open(None)) >= set(changed)
    assert drawn(made) == folded


@pytest.mark.parametrize("body", ["日本語" * 40, "x" * 200, "e\u0301" * 200])
def test_a_folded_note_says_so_within_its_width(body: str) -> None:
    last = drawn(margin([note(0, body)]))[FOLDED - 1]
    assert last.endswith("…")
    assert cells(last) <= WIDTH


@given(NOTES)
def test_notes_keep_their_order_their_line_and_their_distance(notes: list[Note]) -> None:
    rows = places(margin(notes))
    ordered = sorted((each for each in notes if each.id in rows), key=lambda each: (each.start, each.id))
    free = 0
    for each in ordered:
        assert rows[each.id] == list(range(rows[each.id][0], rows[each.id][-1] + 1))
        assert rows[each.id][0] == max(free, TEXT[: each.start].count("\n"))
        free = rows[each.id][-1] + 2


@given(NOTES, st.integers(0, 11))
def test_every_row_fits_and_none_can_act_on_the_terminal(notes: list[Note], number: int) -> None:
    for text in drawn(margin(notes, notes[number] if number < len(notes) else None)).values():
        assert cells(text) <= WIDTH
        assert not re.search("[\x00-\x1f]", text), "a tab, too, would move what stands behind it"


@given(NOTES, st.integers(0, 11))
def test_an_open_note_hides_no_other(notes: list[Note], number: int) -> None:
    closed, opened = places(margin(notes)), places(margin(notes, notes[number] if number < len(notes) else None))
    assert {name: len(rows) for name, rows in closed.items() if name not in opened} == {}
    for name, rows in opened.items():
        is_open = number < len(notes) and name == notes[number].id
        assert len(rows) >= len(closed[name]) if is_open else len(rows) == len(closed[name])


@given(NOTES, st.lists(st.integers(0, len(TEXT)), max_size=4))
def test_placing_as_the_text_is_wrapped_comes_to_the_same(notes: list[Note], stops: list[int]) -> None:
    layout, made = Layout(TEXT, 40), Margin(notes, WIDTH)
    for stop in sorted(stops):
        layout.extend(stop)
        made.extend(layout)
    layout.extend(len(TEXT))
    made.extend(layout)
    assert drawn(made) == drawn(margin(notes))
