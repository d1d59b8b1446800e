"""`postil export`: where reports go, what they go by, and what is said of what they leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.commands.main import run


@pytest.fixture
def library(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks in Tokyo\n\nAna met Bob.\n", encoding="utf-8")
    assert run(["note", str(folder / "a.txt"), "--quote", "Ana", "--body", "Who?", "--tag", "ask"]) == 0
    assert run(["note", str(folder / "a.txt"), "--quote", "Bob", "--label", "PERSON"]) == 0
    return folder


def test_a_report_by_tag_goes_to_a_file_and_says_what_has_none(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = library.parent / "report.html"
    capsys.readouterr()
    assert run(["export", str(library), "--to", "html", "--by", "tag", "-o", str(out)]) == 0
    assert "<title>Annotations by tag</title>" in out.read_text("utf-8")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "postil: 1 annotation without a tag: not representable in html\n"


def test_only_reports_go_by_something_and_a_vault_needs_a_folder(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(library), "--to", "obsidian", "--by", "tag", "-o", str(library.parent / "vault")]) == 2
    assert "obsidian always goes by article" in capsys.readouterr().err
    assert run(["export", str(library), "--to", "obsidian"]) == 2
    assert "needs a folder" in capsys.readouterr().err
    assert run(["export", str(library), "--to", "obsidian", "-o", str(library.parent / "vault")]) == 0
    assert (library.parent / "vault/Entities/Bob.md").exists()
