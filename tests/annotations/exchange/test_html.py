"""The report in HTML: valid, self-contained, true to the text, and readable on every ground."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.desk import Desk
from annotations.entities.colour import contrast
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.document import Document
from annotations.exchange.page import CONTRAST, DARK, LIGHT, body_of, inks
from annotations.notes.note import ArticleState, Kind, Note, Status
from annotations.text.safe import visible
from tests.annotations.exchange.reports import HOSTILE, elements, hostile_documents, note, page, report, text_of
from tests.annotations.exchange.work import written

GROUPS = ("article", "tag", "entity")


@pytest.mark.parametrize(
    ("by", "lost"),
    [
        ("article", {"rejected suggestion": 1}),
        ("tag", {"rejected suggestion": 1, "article state": 1, "annotation without a tag": 5}),
        ("entity", {"rejected suggestion": 1, "article state": 1, "note without an entity": 3}),
    ],
)
def test_it_counts_what_it_leaves_out(by: str, lost: dict[str, int], desk: Desk, tmp_path: Path) -> None:
    assert written(desk, "html", tmp_path / "out.html", by=by).counts == Counter(lost)
    read = page((tmp_path / "out.html").read_text("utf-8"))
    assert [each.data for each in read.query("title")[0].children] == [f"Annotations by {by}"]


def test_an_article_stands_with_its_marks_and_what_was_said(desk: Desk, tmp_path: Path) -> None:
    written(desk, "html", tmp_path / "out.html")
    read = page((tmp_path / "out.html").read_text("utf-8"))
    assert [(text_of(mark), mark.attrs["class"]) for mark in read.query(".text mark")] == [
        ("Cafe\u0301 Tokyo", "noted"),
        ("👩🏽\u200d🚀 Ana", "entity l0"),
        ("Ana", "noted"),
        (" met", "noted"),
        ("東京電力", "entity l1"),
        ("Tokyo", "entity l2"),
        ("Tokyo Electric Power", "entity l1"),
    ]
    assert [text_of(card) for card in read.query(".whole .note")] == [
        "On the whole articleOn the whole.\nenergyAna · " + day(desk)
    ]
    assert [text_of(each) for each in read.query(".notes .about")] == [
        "1 Cafe\u0301 Tokyo",
        "On the whole article",
        "👩🏽\u200d🚀 Ana → works for → 東京電力",
        "2 ORG Tokyo Electric Power",
    ]
    assert [text_of(each) for each in read.query(".notes em")] == ["place"]
    assert "reading · flagged" in text_of(read.query(".eyebrow")[0])


def day(desk: Desk) -> str:
    return desk.store.notes()[0].created[:10]


@given(hostile_documents())
def test_the_text_is_the_article_s_character_for_character(document: Document) -> None:
    read = page(report([document], "html"))
    assert text_of(read.query(".text")[0], without="notes") == visible(document.text or "")


@given(hostile_documents(), st.sampled_from(GROUPS))
def test_ids_are_unique_links_lead_somewhere_and_nothing_runs(document: Document, by: str) -> None:
    found = list(elements(page(report([document, document], "html", by)).root))
    ids = [each.attrs["id"] for each in found if "id" in each.attrs]
    assert len(ids) == len(set(ids))
    assert {each.attrs["href"] for each in found if each.attrs.get("href", "")[:1] == "#"} <= local(found)
    assert not {each.name for each in found} & {"script", "img", "iframe", "i", "object", "link", "form"}
    assert not any(name.startswith("on") or name == "src" for each in found for name in each.attrs)
    marked = {each.attrs["id"] for each in found if each.name == "mark" and "id" in each.attrs}
    if by == "article":
        sure = [n for n, each in enumerate(ordered(document)) if each.status is Status.ANCHORED and each.quote.strip()]
        assert marked == {f"s{article}m{place}" for article, place in product((1, 2), sure)}


def ordered(document: Document) -> list[Note]:
    return sorted(document.notes, key=lambda each: (each.start or 0, -(each.end or 0), each.id))


@pytest.mark.parametrize("by", GROUPS)
def test_nothing_of_a_hostile_text_is_markup(by: str) -> None:
    told = note("1", HOSTILE, 0, len(HOSTILE), label="<i onclick=x>", body=HOSTILE, tags=("</li><b>", '" x="'))
    told = replace(told, author='"><script>', created="<b>")
    whole = replace(told, id="2", kind=Kind.NOTE, label=None, start=None, end=None, quote="")
    state = ArticleState("a", "", "reading", tags=("</ul>",))
    title = "</title><script>&"
    text = report([Document("<x>.txt", HOSTILE, (told, whole), state, title=title)], "html", by)
    found = list(elements(page(text).root))
    assert not {each.name for each in found} & {"script", "img", "i"}
    assert text.count("</style>") == text.count("<style>") == 1
    assert not re.search("[\x00\x1b\x85\u202e\u2066]|url\\(|@import", text)
    assert {each.attrs["href"].partition(":")[0] for each in found if "href" in each.attrs} <= {"http"} | local(found)
    assert [each.attrs["content"] for each in found if "http-equiv" in each.attrs] == [
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    ]


def local(found: list[Any]) -> set[str]:
    """The links to what is in the page."""
    return {f"#{each.attrs['id']}" for each in found if "id" in each.attrs}


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_labels_can_be_read(ground: str) -> None:
    style = report([], "html")
    assert f"--paper: {ground}" in style
    text = "#25221d" if ground == LIGHT else "#d8d4ca"
    assert f"--text: {text}" in style
    for label in BUILT_IN.labels:
        ink, wash = inks(label.colour, ground)
        assert f"{{ --ink: {ink}; --wash: {wash}; }}" in style
        assert min(contrast(ink, wash), contrast(ink, ground), contrast(text, wash)) >= CONTRAST, label.name


@given(st.integers(0, 0xFFFFFF), st.sampled_from([(LIGHT, "#25221d"), (DARK, "#d8d4ca")]))
def test_any_colour_can_be_read(colour: int, theme: tuple[str, str]) -> None:
    ground, text = theme
    ink, wash = inks(f"#{colour:06x}", ground)
    assert min(contrast(ink, wash), contrast(ink, ground), contrast(text, wash)) >= CONTRAST


def test_the_colours_of_the_style_sheet_can_be_read() -> None:
    style = report([], "html").partition("</style>")[0]
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    for theme in (light, dark):
        known = dict(re.findall(r"--([\w-]+): (#\w{6})", theme))
        pairs = [*product(("text", "quiet", "accent"), ("paper", "card")), ("text", "note"), ("accent", "note")]
        pairs += [("none", "none-wash"), ("text", "none-wash"), ("none", "paper"), ("none", "card")]
        assert {pair: contrast(known[pair[0]], known[pair[1]]) >= CONTRAST for pair in pairs} == dict.fromkeys(
            pairs, True
        )


def test_an_article_whose_file_is_gone_keeps_its_notes() -> None:
    text = "Ana met Bob."
    notes = (note("1", text, 0, 3, label="PERSON"), note("2", text, 8, 11, body="Who?"))
    arrow = replace(notes[0], id="3", kind=Kind.RELATION, start=None, end=None, quote="", source="1", target="2")
    read = page(report([Document("gone.txt", None, (*notes, arrow))], "html"))
    assert not read.query(".text")
    assert [text_of(each) for each in read.query(".note .about")] == ["Ana → PERSON → Bob", "PERSON Ana", "Bob"]


def test_notes_stand_beside_the_paragraph_that_they_are_about() -> None:
    text = "Title\n\nFirst.\n\nSecond.\n\nThird."
    at = text.index("Second")
    document = Document("a.txt", text, (note("1", text, at, at + 6, body="Here."),), title="Title")
    rows = page(report([document], "html")).query(".row")
    assert [text_of(each, without="notes") for each in rows] == ["Title", "First.", "Second.\n\nThird."]
    assert [len(each.query(".note")) for each in rows] == [0, 0, 1]


def test_a_mark_over_paragraphs_has_a_part_in_each() -> None:
    text = "Here is one.\n\nAnd two.\n\nThen three."
    start, end = text.index("one"), text.index(" three")
    document = Document("a.txt", text, (note("1", text, start, end, label="EVENT"),))
    marks = page(report([document], "html")).query(".text mark")
    assert [text_of(each) for each in marks] == ["one.", "And two.", "Then"]
    assert [bool(each.query(".label")) for each in marks] == [False, False, True]


def test_what_a_user_wrote_is_markdown_without_headings_images_and_html() -> None:
    assert body_of("# *No*\n\n![a](http://h/x.png) [b](https://h) [c](javascript:x) <b>d</b>\n\n<p>e\x1b") == (
        '<p># <em>No</em></p>\n<p>!<a href="http://h/x.png">a</a> <a href="https://h">b</a> [c](javascript:x) '
        "&lt;b&gt;d&lt;/b&gt;</p>\n<p>&lt;p&gt;e␛</p>\n"
    )
