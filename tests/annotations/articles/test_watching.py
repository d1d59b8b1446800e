"""Noticing that files have changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.articles.watching import Looks, Told, watching


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (folder / name).write_text("Title\n\nText.\n", encoding="utf-8")
    return folder


def touch(file: Path, seconds: int) -> None:
    os.utime(file, (seconds, seconds))


def test_looks_go_round_in_slices(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.articles.watching.LOOKED_AT", 2)
    looks = Looks(Library.of(root), lambda: ["a.txt", "b.txt", "sub/c.txt"])
    assert [looks.changed(), looks.changed()] == [[], []]
    touch(root / "b.txt", 1)
    touch(root / "sub/c.txt", 1)
    assert [looks.changed(), looks.changed(), looks.changed()] == [["b.txt"], ["sub/c.txt"], []]


def test_a_folder_with_other_files_is_told(root: Path) -> None:
    looks = Looks(Library.of(root), lambda: ["a.txt", "sub/c.txt"])
    looks.changed()
    (root / "sub" / "new.txt").touch()
    touch(root / "sub", 1)
    assert looks.changed() == ["sub"]


def test_single_files_are_looked_at(root: Path) -> None:
    looks = watching(Library.of(root / "a.txt"), lambda: ["a.txt"])
    assert isinstance(looks, Looks)
    looks.changed()
    touch(root / "a.txt", 1)
    touch(root / "b.txt", 1)
    assert looks.changed() == ["a.txt"]


def test_the_system_tells_of_files_but_not_of_hidden_ones(root: Path) -> None:
    pytest.importorskip("watchfiles")
    told = watching(Library.of(root), list)
    assert isinstance(told, Told)
    told.wait_until_ready()
    (root / ".postil").mkdir()
    (root / ".postil" / "notes.json").touch()
    (root / "sub" / "new.txt").touch()
    seen: set[str] = set()
    for _ in range(400):
        seen.update(told.changed())
        if "sub/new.txt" in seen:
            break
        time.sleep(0.02)
    told.close()
    assert seen == {"sub/new.txt"}


def test_a_folder_that_is_gone_tells_nothing(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    told = Told(tmp_path / "gone")
    assert told.changed() == []
    told.close()
