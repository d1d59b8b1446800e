"""The main job end to end: list, read, decide, note, quit; then what stands in the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.read import read
from tests.terminal.terminal import ROOT, SAMPLE, Terminal, recognised, stored

WIRE = ROOT.parent / "shared" / "articles" / "000_bbd14f8de049ecc4.txt"

ESC = "\x1b"
TAB = "\t"
CTRL_S = "\x13"


def text_of(library: Path, name: str) -> str:
    article = read(library / name)
    assert isinstance(article, Article)
    return article.text


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    first = sorted(SAMPLE.glob("*.txt"))[0]
    shutil.copy(first, folder / "z-sample.txt")
    return folder


def test_accept_an_entity_and_write_a_note_on_a_wire_story(tmp_path: Path, library: Path) -> None:
    if not WIRE.exists():
        pytest.skip("the wire story is in ../shared/articles, which is not here")
    shutil.copy(WIRE, library / "a-wire.txt")
    terminal = Terminal(tmp_path, "library")
    terminal.wait("Japanese, S. Korean", "2 articles")
    terminal.press("\r")
    terminal.wait("tab entity")
    recognised(terminal)
    terminal.press(TAB, "+")
    terminal.wait("accepted by", "✓ saved")
    terminal.press("p", "w", "v", "w", "w")
    terminal.wait("selected")
    terminal.press("a")
    terminal.wait("Markdown")
    terminal.press(*"Check this.", TAB, *"trade", CTRL_S)
    terminal.wait("Check this.", "#trade")
    terminal.press("q")
    terminal.wait("1/2")
    terminal.press("q")
    assert terminal.end() == 0

    text = text_of(library, "a-wire.txt")
    documents = stored(library)
    assert sorted((document["kind"], document["decision"]) for document in documents) == [
        ("entity", "accepted"),
        ("note", None),
    ]
    for document in documents:
        assert text[document["start"] : document["end"]] == document["quote"] != ""
        assert document["article"] == "a-wire.txt"
    note = next(document for document in documents if document["kind"] == "note")
    assert (note["body"], note["tags"]) == ("Check this.", ["trade"])
    assert len(note["quote"].split()) == 3


def test_label_and_undo_on_a_sample_article(tmp_path: Path, library: Path) -> None:
    terminal = Terminal(tmp_path, "library/z-sample.txt", columns=80, rows=24)
    recognised(terminal)
    terminal.press("p", "v", "w", "2")
    terminal.wait("ORG", "added by", "✓ saved")
    terminal.press("p", "v", "w", "3")
    terminal.wait("GPE", "✓ saved")
    terminal.press("u")
    terminal.wait("undo: label GPE")
    terminal.press("q", "q")
    assert terminal.end() == 0

    (entity,) = stored(library)
    assert (entity["label"], entity["decision"]) == ("ORG", "added")
    text = text_of(library, "z-sample.txt")
    assert text[entity["start"] : entity["end"]] == entity["quote"]


def test_a_draft_is_kept_when_one_leaves_the_editor(tmp_path: Path, library: Path) -> None:
    terminal = Terminal(tmp_path, "library")
    terminal.wait("1 article")
    terminal.press("\r")
    terminal.wait("tab entity")
    terminal.press("a")
    terminal.wait("Markdown")
    terminal.press(*"half a thou", ESC)
    terminal.until(lambda: "esc keep the draft" not in terminal.text, "the editor to close")
    terminal.press("q", "q")
    assert terminal.end() == 0
    assert not (library / ".postil").exists()

    again = Terminal(tmp_path)
    recognised(again)
    again.press("a")
    again.wait("half a thou")


def test_a_hang_up_ends_the_program_and_loses_nothing(tmp_path: Path, library: Path) -> None:
    terminal = Terminal(tmp_path, "library")
    terminal.wait("1 article")
    terminal.press("\r")
    terminal.wait("tab entity")
    recognised(terminal)
    terminal.press("p", "v", "1")
    terminal.wait("✓ saved")
    terminal.child.close(force=False)
    (entity,) = stored(library)
    assert entity["label"] == "PERSON"


def test_hostile_text_sends_no_sequence_of_its_own(tmp_path: Path, library: Path) -> None:
    (library / "hostile.txt").write_bytes(
        b"Title \x1b]0;owned\x07 here\n\nBody \x1b]52;c;b3duZWQ=\x07 and \xc2\x9b31m and [bold]markup[/] [/.\n"
    )
    terminal = Terminal(tmp_path, "library/hostile.txt")
    terminal.wait("Body ␛]52;c;b3duZWQ=␇", "[bold]markup[/] [/.")
    assert b"\x1b]52" not in terminal.output
    assert b"\x1b]0;owned" not in terminal.output
    assert "\x9b".encode() not in terminal.output
    terminal.press("q", "q")
    assert terminal.end() == 0
