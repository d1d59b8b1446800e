"""Kept texts: the same bytes for the same text, nothing believed that is not what its name says, nothing needed."""

from __future__ import annotations

import gzip
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes import texts
from annotations.notes.change import Change, Edit
from annotations.notes.note import Note
from annotations.notes.placing import Placing
from annotations.notes.store import NoteStore
from annotations.notes.texts import KeptTexts


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def kept(notes_file: Path) -> dict[str, Path]:
    folder = notes_file.with_name(notes_file.name + ".texts")
    return {file.name.removesuffix(".gz"): file for file in folder.iterdir()} if folder.exists() else {}


@given(st.text())
def test_a_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    known = KeptTexts(tmp_path_factory.mktemp("kept") / "notes.json")
    assert known.keep(text, sha256(text))
    assert known.read(sha256(text)) == text


def test_any_gzip_reads_it_and_only_the_user_may(file: Path) -> None:
    KeptTexts(file).keep("Zoë\ud800", sha256("Zoë\ud800"))
    (path,) = kept(file).values()
    assert gzip.decompress(path.read_bytes()) == "Zoë\ud800".encode("utf-8", "surrogatepass")
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_text_is_the_same_bytes_and_is_written_once(file: Path) -> None:
    known = KeptTexts(file)
    assert known.keep("text", sha256("text"))
    (path,) = kept(file).values()
    before = path.read_bytes(), path.stat().st_ino
    assert not known.keep("text", sha256("text"))
    assert not KeptTexts(file).keep("text", sha256("text"))
    assert before == (path.read_bytes(), path.stat().st_ino)
    path.unlink()
    assert KeptTexts(file).keep("text", sha256("text"))
    assert path.read_bytes() == before[0]


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"no gzip",
        gzip.compress(b"another text"),
        gzip.compress(b"text")[:12],
        gzip.compress(b"\0" * 50_000_000),
        gzip.compress(b"\xff\xfe"),
    ],
    ids=["empty", "no gzip", "another text", "cut", "a bomb", "no UTF-8"],
)
def test_what_is_not_the_text_is_as_good_as_nothing(file: Path, stored: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 1_000_000)
    known = KeptTexts(file)
    known.keep("text", sha256("text"))
    kept(file)[sha256("text")].write_bytes(stored)
    assert known.read(sha256("text")) is None


def test_a_hash_that_is_a_path_leads_nowhere_nor_does_a_link_or_a_fifo(tmp_path: Path, file: Path) -> None:
    known = KeptTexts(file)
    known.keep("text", sha256("text"))
    (path,) = kept(file).values()
    secret = tmp_path / "secret.gz"
    path.rename(secret)
    assert known.read("../../secret") is None
    assert known.read("") is None
    path.symlink_to(secret)
    assert known.read(sha256("text")) is None
    path.unlink()
    os.mkfifo(path)
    assert known.read(sha256("text")) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "notes.json.texts").write_text("a file in its place")
    known = KeptTexts(tmp_path / "notes.json")
    assert not known.keep("text", sha256("text"))
    assert known.read(sha256("text")) is None
    assert known.drop_all_but(()) == 0


def test_there_is_an_end_to_what_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "ROOM", 60)
    monkeypatch.setattr(texts, "LARGEST", 1_000)
    known = KeptTexts(file)
    assert known.keep("one", sha256("one"))
    assert known.keep("two", sha256("two"))
    assert not known.keep("three", sha256("three"))
    assert not known.keep("long" * 1_000, sha256("long" * 1_000))
    assert kept(file).keys() == {sha256("one"), sha256("two")}


def old(path: Path) -> None:
    before = time.time() - 2 * texts.YOUNG
    os.utime(path, (before, before))


def test_a_text_goes_when_no_annotation_refers_to_it_nor_one_that_undo_would_bring_back(
    store: NoteStore, file: Path, make_note: Callable[..., Note]
) -> None:
    placing = Placing(store)
    known = {words: sha256(words) for words in ("noted", "undoable", "vain", "young")}
    noted, undoable = make_note(1, article_sha256=known["noted"]), make_note(2, article_sha256=known["undoable"])
    store.apply(Change("note", (Edit(None, noted), Edit(None, undoable))))
    store.apply(Change("remove note", (Edit(undoable, None),)))
    for words, digest in known.items():
        placing.texts.keep(words, digest)
        if words != "young":
            old(kept(file)[digest])
    assert placing.tidy() == 1
    assert kept(file).keys() == {known["noted"], known["undoable"], known["young"]}


def test_nothing_goes_while_the_notes_cannot_all_be_read(file: Path, make_note: Callable[..., Note]) -> None:
    file.parent.mkdir()
    file.write_text('{"notes": {"1": {"id": "x"}}}')
    placing = Placing(NoteStore.open(file))
    placing.texts.keep("text", sha256("text"))
    old(kept(file)[sha256("text")])
    assert placing.tidy() == 0
    assert kept(file)
