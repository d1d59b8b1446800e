"""`postil check`: what is in doubt and where, and articles whose file is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.commands.main import run

TEXT = "Title\n\nJapan met South Korea in Tokyo. Nobody said much of it, and nobody asked them.\n"


@pytest.fixture
def library(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = home / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    for words in ("South Korea", "Tokyo"):
        assert run(["note", str(folder / "a.txt"), "--quote", words]) == 0
    capsys.readouterr()
    return folder


def stored(library: Path) -> list[dict[str, Any]]:
    notes = json.loads((library / ".postil" / "notes.json").read_text(encoding="utf-8"))["notes"]
    return sorted(notes.values(), key=lambda note: str(note["quote"]))


def test_what_is_in_doubt_is_named_with_file_and_place(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Title\n\nJapan was absent. Now South Korea in Tokyo was glad, they say; South Korea in Seoul was not.\n"
    (library / "a.txt").write_text(text, encoding="utf-8")
    assert run(["check", str(library)]) == 1
    said = capsys.readouterr()
    assert "2 annotations, 1 problem" in said.out
    assert f"a.txt:3: note {stored(library)[0]['id']} is ambiguous: “South Korea”" in said.err


def test_the_old_text_tells_a_deleted_quote_from_a_lookalike(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TEXT.replace(" in Tokyo", "") + "\nTokyo was cold that day.\n"
    (library / "a.txt").write_text(text, encoding="utf-8")
    assert run(["check", str(library)]) == 1
    assert "is orphaned: “Tokyo”" in capsys.readouterr().err
    for file in (library / ".postil" / "notes.json.texts").iterdir():
        file.unlink()
    assert run(["check", str(library)]) == 1
    assert "is ambiguous" in capsys.readouterr().err


def test_a_repair_keeps_the_new_text_for_the_next_time(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "a.txt").write_text(TEXT.replace("Nobody", "Somebody"), encoding="utf-8")
    assert run(["check", str(library), "--repair"]) == 0
    hashes = {note["article_sha256"] for note in stored(library)}
    kept = {file.name.removesuffix(".gz") for file in (library / ".postil" / "notes.json.texts").iterdir()}
    assert hashes < kept, "and the old one, to which an undo would go back"


def test_a_renamed_article_takes_its_annotations_along(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "a.txt").rename(library / "b c.txt")
    assert run(["check", str(library)]) == 1
    said = capsys.readouterr()
    assert "a.txt: no such file, but b c.txt has its text; 2 annotations wait for it; postil check --repair" in said.err
    assert {note["article"] for note in stored(library)} == {"a.txt"}
    assert run(["check", str(library), "--repair"]) == 0
    assert "2 annotations of a.txt, which is gone, now belong to b c.txt" in capsys.readouterr().err
    assert {note["article"] for note in stored(library)} == {"b c.txt"}
    assert run(["check", str(library)]) == 0


def test_of_two_candidates_the_user_chooses(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "a.txt").rename(library / "b.txt")
    (library / "c.txt").write_text(TEXT, encoding="utf-8")
    assert run(["check", str(library), "--repair"]) == 1
    assert "b.txt, c.txt have its text" in (said := capsys.readouterr().err)
    assert "say which: postil check --moved a.txt NEW" in said
    assert run(["check", "--moved", "a.txt", "c.txt", str(library)]) == 0
    assert {note["article"] for note in stored(library)} == {"c.txt"}


def test_a_text_that_is_nearly_the_same_is_named(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "a.txt").unlink()
    (library / "b.txt").write_text(TEXT.replace("much", "anything"), encoding="utf-8")
    assert run(["check", str(library), "--repair"]) == 1
    assert "it may be b.txt (" in capsys.readouterr().err
    assert {note["article"] for note in stored(library)} == {"a.txt"}
