from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.commands.main import run
from annotations.notes.change import Change, Done, Edit
from annotations.notes.refuge import Refuge
from annotations.notes.store import NoteStore


def test_check_rebuilds_a_damaged_file_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nJapan met South Korea in Tokyo.\n", encoding="utf-8")
    for words in ("Japan", "Tokyo"):
        assert run(["note", str(tmp_path / "a.txt"), "--quote", words]) == 0
    file = tmp_path / ".postil" / "notes.json"
    file.write_bytes(file.read_bytes()[:-700])
    capsys.readouterr()
    assert run(["check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "2 annotations, 1 problem" in said.out
    assert "breaks off" in said.err
    assert "postil check --repair" in said.err
    assert run(["note", str(tmp_path / "a.txt"), "--quote", "Korea"]) == 1
    assert run(["check", str(tmp_path), "--repair"]) == 0
    said = capsys.readouterr()
    assert "2 annotations, 0 problems" in said.out
    assert "notes.json.1.damaged" in said.err
    assert "documents were brought back" in said.err
    assert run(["check", str(tmp_path)]) == 0


def test_check_names_both_versions_of_what_was_changed_twice_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nJapan met South Korea in Tokyo.\n", encoding="utf-8")
    assert run(["note", str(tmp_path / "a.txt"), "--quote", "Tokyo", "--body", "old"]) == 0
    ours, theirs = (NoteStore.open(tmp_path / ".postil" / "notes.json") for _ in range(2))
    (note,) = ours.notes()
    for store, body in ((theirs, "theirs"), (ours, "ours")):
        store.apply(Change("edit", (Edit(note, replace(note, body=body, author=body)),)))
    ours.close()
    capsys.readouterr()
    assert run(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert (
        f"note {note.id} on “Tokyo” was changed twice at once, and both versions are kept: “theirs” by theirs" in said
    )
    (copy,) = (each for each in ours.notes() if each.id != note.id)
    ours.apply(Change("settle", (Edit(copy, None),)))
    ours.close()
    assert run(["check", str(tmp_path)]) == 0


def test_check_finds_what_waits_to_be_saved_and_saves_it_when_it_repairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.txt").write_text("Title\n\nJapan met South Korea in Tokyo.\n", encoding="utf-8")
    file = library / ".postil" / "notes.json"
    assert run(["note", str(library / "a.txt"), "--quote", "Japan"]) == 0
    (note,) = NoteStore.open(file).notes()
    changed = Change("edit", (Edit(note, replace(note, body="words")),))
    refuge = Refuge(tmp_path / "state" / "postil" / "unsaved", file)
    refuge.keep([Done(-1, changed)])
    assert run(["check", str(library)]) == 0, "the program that keeps it is alive"
    assert refuge.file is not None
    refuge.file.write_bytes(refuge.file.rename(tmp_path / "old").read_bytes())
    assert run(["check", str(library)]) == 1
    assert "1 change to" in capsys.readouterr().err
    assert run(["check", str(library), "--repair"]) == 0
    assert "what the disk refused before is saved" in capsys.readouterr().err
    assert [each["body"] for each in json.loads(file.read_bytes())["notes"].values()] == ["words"]
