from __future__ import annotations

import errno
import inspect
import os
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.notes.layout import encode
from annotations.notes.note import Note
from annotations.notes.replace import replace_file
from annotations.notes.selectors import quote
from annotations.notes.store import NoteStore
from annotations.problem import PostilError
from annotations.sample import copy_sample
from annotations.text.graphemes import is_boundary

SHIPPED = Library(Path(inspect.getfile(copy_sample)).parent / "library")
NOTES = SHIPPED.root / ".postil" / "notes.json"
NAMES = SHIPPED.scan().names


def article(name: str) -> Article:
    found = SHIPPED.read(name)
    assert isinstance(found, Article), found
    return found


def shipped_notes() -> list[Note]:
    store = NoteStore.open(NOTES)
    assert store.problems == ()
    return store.notes()


@pytest.mark.parametrize("note", shipped_notes(), ids=lambda note: note.quote[:20] or "whole article")
def test_every_note_stands_where_it_says(note: Note) -> None:
    of = article(note.article)
    assert note.article_sha256 == of.sha256
    if note.span is None:
        assert (note.quote, note.prefix, note.suffix) == ("", "", "")
        return
    assert is_boundary(of.text, note.span.start)
    assert is_boundary(of.text, note.span.end)
    said = quote(of.text, note.span)
    assert (note.quote, note.prefix, note.suffix) == (said.quote, said.prefix, said.suffix)


def test_nobody_worked_in_the_shipped_library_itself() -> None:
    assert {note.author for note in shipped_notes()} == {"postil"}


def test_the_notes_are_laid_out_as_the_store_writes_them() -> None:
    from tinydb import TinyDB

    with TinyDB(NOTES, access_mode="r") as database:
        tables = {
            name: {str(document.doc_id): dict(document) for document in database.table(name)}
            for name in database.tables()
        }
    assert NOTES.read_bytes() == encode(tables)


def test_article_states_belong_to_articles() -> None:
    for name, state in NoteStore.open(NOTES).states().items():
        assert article(name).sha256 == state.article_sha256


def test_all_articles_are_read_whatever_their_bytes() -> None:
    assert len(NAMES) == 14
    texts = {name: article(name).text for name in NAMES}
    assert not [name for name, text in texts.items() if "\r" in text or "\ufeff" in text[:1]]
    assert "They cost from €2.80 to €19. The dearest is “mélancœur”" in texts["2026-06-12-cafe-of-lost-words.txt"]
    assert "sold in Amsterdam on Monday for 1,240,000 euros" in texts["2026-03-02-map-auction.txt"]


def test_no_tool_has_tidied_the_bytes_that_the_articles_are_samples_of() -> None:
    data = {name: SHIPPED.path(name).read_bytes() for name in NAMES}
    assert b"2026-02-11\r\n\r\nFour pupils" in data["2026-02-11-comet-found-by-pupils.txt"]
    assert data["2026-02-19-voice-in-the-ice.txt"].startswith(b"\xef\xbb\xbfA voice")
    assert data["2026-03-02-map-auction.txt"].startswith(b"\xff\xfeA\0")
    assert b"caf\xe9" in data["2026-06-12-cafe-of-lost-words.txt"]
    hostile = data["2026-05-20-letter-that-bites.txt"]
    for order in (b"\x1b]52;c;", b"\x07", b"\xc2\x9b32m", "\u202e".encode(), "\U000e0079".encode(), b"[/markup]"):
        assert order in hostile


def test_what_the_head_of_an_article_says_is_known() -> None:
    train = article("2026-01-12-night-train-treaty.txt")
    assert (train.source, train.author, f"{train.published}") == ("Meridian News", "Duarte", "2026-01-12 21:40:17")
    chess = article("2026-03-21-chess-machine.md")
    assert (chess.title, chess.source) == ("The machine that asked for a draw", "The Reykjavik Quarterly")
    assert article("2026-02-24-seeds-come-home.txt").title == "2026-02-24-seeds-come-home.txt"
    assert article("2026-03-14-harbour-tunnel.txt").title.startswith("Rotterdam tunnel opens")


def test_the_copy_is_whole(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "new" / "sample")
    assert folder == tmp_path / "new" / "sample"
    assert {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()} == {
        Path(name): (SHIPPED.root / name).read_bytes() for name in [*NAMES, ".postil/notes.json"]
    }
    assert [file.name for file in folder.parent.iterdir()] == ["sample"]


def test_what_the_user_did_to_the_copy_stays(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path / "sample")
    (folder / ".postil" / "notes.json").write_text("mine")
    (folder / NAMES[0]).write_text("mine too")
    (folder / NAMES[1]).unlink()
    copy_sample(folder)
    assert (folder / ".postil" / "notes.json").read_text() == "mine"
    assert (folder / NAMES[0]).read_text() == "mine too"
    assert not (folder / NAMES[1]).exists()


def test_a_copy_that_was_broken_off_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def break_off(path: Path, data: bytes) -> os.stat_result:
        if len(written) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        return replace_file(path, data)

    monkeypatch.setattr("annotations.notes.replace.replace_file", break_off)
    with pytest.raises(PostilError, match="cannot be copied here: no space left"):
        copy_sample(tmp_path / "sample")
    assert not (tmp_path / "sample").exists()
    monkeypatch.undo()
    copy_sample(tmp_path / "sample")
    assert sorted(Library(tmp_path / "sample").scan().names) == sorted(NAMES)
    assert (tmp_path / "sample" / ".postil" / "notes.json").read_bytes() == NOTES.read_bytes()
