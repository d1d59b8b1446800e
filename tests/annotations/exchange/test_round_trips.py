"""What every format that can be read has to do: give back what it holds, and count what it does not."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.desk import Desk
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.delivery import deliver
from annotations.exchange.document import Document, Options
from annotations.exchange.formats import FORMATS
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note
from annotations.text.alignment import Alignment
from annotations.text.graphemes import snap
from tests.annotations.exchange.work import Open, article_of, said, taken_in, written

FOREIGN = sorted(name for name, format in FORMATS.items() if format.reads and name != "jsonl")
# In the fixture: an id, author and time for each annotation that a format keeps are told apart in `Holds`.
LOST = {
    "conll": {"article state": 1, "note": 2, "note on a whole article": 1, "authorship": 4, "tag": 2}
    | {"note on an entity": 1, "rejected suggestion": 1, "relation": 1},
    "prodigy": {"article state": 1, "note": 2, "note on a whole article": 1, "authorship": 6, "tag": 2}
    | {"note on an entity": 1},
    "doccano": {"article state": 1, "note": 2, "rejected suggestion": 1, "authorship": 6, "tag": 3}
    | {"note on an entity": 1},
    "labelstudio": {"article state": 1, "rejected suggestion": 1, "authorship": 8},
    "w3c": {"article state": 1},
    "brat": {"article state": 1, "note on a whole article": 1, "authorship": 8, "label written otherwise": 1},
    "spacy": {"article state": 1},
    "xmi": {"article state": 1},
    "webanno": {"article state": 1, "note on a whole article": 1, "rejected suggestion": 1, "authorship": 7},
    "refi-qda": {"article state": 1, "rejected suggestion": 1},
    "hypothesis": {"article state": 1, "relation": 1},
}


def holds(name: str) -> Holds:
    found: Holds = import_module(f"annotations.exchange.{name.replace('-', '_')}").HOLDS
    return found


def kept(name: str, notes: tuple[Note, ...], text: str) -> list[Note]:
    """What a format holds of some notes, as an import gives it back."""
    document = Document("a.txt", text, notes)
    return [accepted_as_added(name, note) for note in holds(name).kept(document, Losses())]


def accepted_as_added(name: str, note: Note) -> Note:
    known = note.decision is not Decision.ACCEPTED or holds(name).decisions
    return note if known else replace(note, decision=Decision.ADDED)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_a_format_holds_comes_back(name: str, desk: Desk, open_desk: Open, tmp_path: Path) -> None:
    losses = written(desk, name, tmp_path / "out")
    assert losses.counts == Counter(LOST[name])
    theirs = open_desk("theirs")
    taken_in(theirs, name, tmp_path / "out")
    article = article_of(desk)
    assert said(theirs.store.notes()) == said(kept(name, desk.lay_out(article).notes, article.text))
    again = taken_in(theirs, name, tmp_path / "out")
    assert again.edits == 0


@pytest.mark.parametrize("name", [*FOREIGN, "jsonl"])
def test_reading_leaves_nothing_that_waits_for_a_look_for_garbage(name: str, desk: Desk, tmp_path: Path) -> None:
    # An import makes none of these looks, so that what waits for one would grow with the file.
    written(desk, name, tmp_path / "out")
    list(FORMATS[name].read(tmp_path / "out"))
    gc.collect()
    gc.disable()
    try:
        list(FORMATS[name].read(tmp_path / "out"))
        assert gc.collect() == 0
    finally:
        gc.enable()


AT = "2024-12-05T08:30:00.000000+00:00"
words = st.text(st.sampled_from("ab Z.,-\n\t\"<&|\\é\u0301漢字א🧑🏽\u200d🚀\x1b#'[]"), min_size=1, max_size=40)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with entities, notes and relations anywhere in a text."""
    text = "x" + draw(words)
    notes: list[Note] = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        span = snap(text, start, draw(st.integers(start + 1, len(text))))
        kind = draw(st.sampled_from([Kind.ENTITY, Kind.ENTITY, Kind.NOTE]))
        entity = kind is Kind.ENTITY
        label = draw(st.sampled_from(["PERSON", "ORG"])) if entity else None
        decision = draw(st.sampled_from(list(Decision))) if entity else None
        quote = text[span.start : span.end]
        tags = tuple(draw(st.lists(st.sampled_from(["to do", "a,b", "é"]), max_size=2, unique=True)))
        made = Note(str(number), kind, "a.txt", "", span.start, span.end, quote, "", "", "", AT, AT, label, decision)
        if all((each.kind, each.span, each.label) != (made.kind, made.span, made.label) for each in notes):
            notes.append(replace(made, tags=tags, body=draw(st.sampled_from(["", "Why?", "two\nlines | *é*"]))))
    if len(notes) > 1:
        one, other = draw(st.permutations(notes))[:2]
        relation = Note("r", Kind.RELATION, "a.txt", "", None, None, "", "", "", "", AT, AT, "knows")
        notes.append(replace(relation, source=one.id, target=other.id))
    return Document("a.txt", text, tuple(notes), title="x")


def one_of_several(number: int, document: Document) -> Document:
    """The document with a name and ids that no other has."""

    def own(note_id: str | None) -> str | None:
        return note_id and f"{number}-{note_id}"

    notes = (
        replace(note, id=f"{number}-{note.id}", source=own(note.source), target=own(note.target))
        for note in document.notes
    )
    return Document(f"{number}.txt", document.text, tuple(notes))


@pytest.mark.parametrize("name", FOREIGN)
@given(several=st.lists(documents(), min_size=1, max_size=2))
def test_any_annotations_come_back_that_a_format_holds(name: str, several: list[Document]) -> None:
    with TemporaryDirectory() as folder:
        format, file = FORMATS[name], Path(folder) / "out"
        named = [one_of_several(number, each) for number, each in enumerate(several)]
        deliver(format.write(named, Losses(), Options(BUILT_IN)), file, format.shape)
        back = list(format.read(file))
    if all(each.text is None for each in back):
        # A format without texts says nothing of an article without annotations.
        by_name = {each.article: each for each in back}
        back = [by_name.get(each.article, Document(each.article, None)) for each in named]
    for before, after in zip(named, back, strict=True):
        expected = kept(name, before.notes, before.text or "")
        assert said(in_text(before, after), article="", author="") == said(expected, article="", author="")


def in_text(before: Document, after: Document) -> list[Note]:
    """The annotations that came back in the text as it was; a format may lose blanks of it, and nothing else."""
    if after.text is None:
        return list(after.notes)
    alignment = Alignment.of(after.text, before.text or "")
    assert alignment is not None
    notes = []
    for note in after.notes:
        span = note.span and (note.span if after.text == before.text else alignment.span(note.span))
        assert not note.span or note.quote == after.text[note.start : note.end]
        placed = note if span is None else replace(note, start=span.start, end=span.end)
        notes.append(replace(placed, quote=(before.text or "")[span.start : span.end] if span else ""))
    return notes
