"""Two branches of a library, merged by git itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from annotations.commands.main import run
from tests.terminal.terminal import POSTIL

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in a repository, with one note committed."""
    folder = tmp_path / "library"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PATH", f"{POSTIL.parent}{os.pathsep}{os.environ['PATH']}")
    words = " ".join(f"word{number:02}" for number in range(60))
    (folder / "a.txt").write_text(f"Title\n\n{words}\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "ada")
    git(folder, "config", "user.email", "ada@example.org")
    return folder


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)


def add_notes(library: Path, numbers: range) -> None:
    for number in numbers:
        assert run(["note", str(library / "a.txt"), "--quote", f"word{number:02}", "--body", str(number)]) == 0


def notes(library: Path) -> list[dict[str, object]]:
    return list(json.loads((library / ".postil" / "notes.json").read_bytes())["notes"].values())


def test_branches_with_notes_of_their_own_merge_without_a_loss(library: Path) -> None:
    assert run(["git-setup", str(library)]) == 0
    add_notes(library, range(10))
    git(library, "add", ".")
    git(library, "commit", "-qm", "base")
    assert git(library, "ls-files", ".postil").stdout.split() == [
        ".postil/.gitattributes", ".postil/.gitignore", ".postil/notes.json",
    ]  # fmt: skip
    git(library, "checkout", "-qb", "other")
    add_notes(library, range(10, 30))
    git(library, "commit", "-qam", "other")
    git(library, "checkout", "-q", "main")
    assert len(notes(library)) == 10
    add_notes(library, range(30, 50))
    git(library, "commit", "-qam", "main")
    git(library, "merge", "-q", "-m", "merged", "other")
    assert sorted(int(str(note["body"])) for note in notes(library)) == list(range(50))
    assert run(["check", str(library)]) == 0
    assert git(library, "status", "--porcelain").stdout == ""


def test_setting_up_twice_changes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / ".postil").mkdir()
    (library / ".postil" / ".gitignore").write_text("mine")
    assert run(["git-setup", str(library)]) == 0
    files = {name: (library / ".postil" / name).read_text() for name in (".gitignore", ".gitattributes")}
    assert files[".gitignore"].splitlines() == ["mine", "*.journal", "*.backup", "*.damaged", "*.texts", ".*.tmp"]
    capsys.readouterr()
    assert run(["git-setup", str(library)]) == 0
    assert capsys.readouterr().out == ""
    assert files == {name: (library / ".postil" / name).read_text() for name in files}


def test_what_cannot_be_set_up_or_merged_is_said(
    tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The folder for temporary files may lie in a repository itself.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shutil.rmtree(library / ".git")
    assert run(["git-setup", str(library)]) == 1
    assert "not a git repository" in capsys.readouterr().err
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"notes": {}}')
    bad.write_text('{"notes": {\n"1"')
    assert run(["merge", str(good), str(good), str(bad)]) == 1
    assert "bad.json:2: breaks off" in capsys.readouterr().err
    assert good.read_text() == '{"notes": {}}'
    newer = tmp_path / "newer.json"
    newer.write_text('{"notes": {}, "meta": {"1": {"schema": 99}}}')
    assert run(["merge", str(good), str(good), str(newer)]) == 1
    assert "newer.json: is of schema 99, and this postil knows 1" in capsys.readouterr().err
    assert run(["merge", str(tmp_path / "none"), str(good), str(good)]) == 1
