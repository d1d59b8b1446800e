"""Commands on files that hold several articles, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.commands.main import run


@pytest.fixture
def folder(home: Path) -> Path:
    (home / "dump.jsonl").write_text('{"id": "x", "text": "Tokyo."}\n{"id": "y", "text": "Paris."}\n')
    (home / "bad.zip").write_bytes(b"PK")
    return home


def test_an_article_in_a_file_is_shown_and_noted_by_its_path(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["note", str(folder / "dump.jsonl" / "x"), "--quote", "Tokyo", "--body", "Why?"]) == 0
    assert run(["show", str(folder / "dump.jsonl" / "x"), "--plain"]) == 0
    assert "Why?" in capsys.readouterr().out
    assert run(["notes", str(folder)]) == 0
    assert "dump.jsonl/x" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dump.jsonl", "{}: holds several articles; open one of them, such as {}/x"),
        ("bad.zip", "bad.zip: damaged archive; fetch it again"),
        ("dump.jsonl/z", "dump.jsonl/z: no such article in the file; open the file, and choose one"),
    ],
)
def test_what_is_no_one_article_is_not_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert run(["show", str(folder / name)]) == 1
    path = folder / name
    assert capsys.readouterr().err == f"postil: {said.format(path, path)}\n"


def test_articles_of_one_file_are_listed_and_so_is_what_is_wrong_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ls", str(folder / "dump.jsonl")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run(["ls", str(folder / "bad.zip")]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "postil: bad.zip: damaged archive; fetch it again\n")


def test_notes_on_articles_of_one_file_are_listed_found_and_exported_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["note", str(folder / "dump.jsonl" / "x"), "--quote", "Tokyo", "--body", "Why?"]) == 0
    (folder / "a.txt").write_text("Tokyo again.\n")
    assert run(["note", str(folder / "a.txt"), "--quote", "Tokyo"]) == 0
    capsys.readouterr()
    for command in (["notes"], ["export", "--to", "jsonl"], ["search", "tokyo"]):
        assert run([*command, str(folder / "dump.jsonl")]) == 0
        said = capsys.readouterr().out
        assert "dump.jsonl/x" in said, command
        assert "a.txt" not in said, command
    assert run(["check", str(folder / "dump.jsonl")]) == 0
    assert capsys.readouterr().out == "1 annotation, 0 problems\n"


def test_a_terminal_is_told_what_is_opened_to_be_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "x\n\x1b[31m.jsonl").write_text('{"id": "x", "text": "Tokyo."}\n')
    with monkeypatch.context() as terminal:
        terminal.setattr("sys.stderr.isatty", lambda: True)
        run(["ls", str(folder)])
    said = capsys.readouterr().err.split("\r")
    assert said[1:-1:2] == [f"opening {name} …\x1b[K" for name in ("bad.zip", "dump.jsonl", "x ␛[31m.jsonl")]
    assert [line[:3] for line in said[2::2]] == ["\x1b[K"] * 3
    run(["ls", str(folder)])
    assert "opening" not in capsys.readouterr().err
