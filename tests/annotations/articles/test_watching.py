"""Noticing that files have changed."""

from __future__ import annotations

import os
import time
from itertools import count
from pathlib import Path

import pytest

from annotations.articles.library import Library, Stamp
from annotations.articles.watching import LONG_ENOUGH, LOOKED_AT, Looks, Told, watching


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (folder / name).write_text("Title\n\nText.\n", encoding="utf-8")
    return folder


def touch(file: Path, seconds: int) -> None:
    os.utime(file, (seconds, seconds))


NAMES = ["a.txt", "b.txt", "sub/c.txt"]


def looks_at(root: Path, names: list[str] = NAMES, known: dict[str, Stamp] | None = None) -> Looks:
    return Looks(Library.of(root), lambda: names, known or {})


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look has time for one file but those that matter."""
    monkeypatch.setattr("annotations.articles.watching.LOOKED_AT", 1)
    monkeypatch.setattr("annotations.articles.watching.LONG_ENOUGH", -1.0)


@pytest.mark.usefixtures("hasty")
def test_looks_go_round_in_slices(root: Path) -> None:
    looks = looks_at(root)
    assert [looks.changed() for _ in NAMES] == [[], [], []]
    for name in NAMES:
        touch(root / name, 1)
    assert [looks.changed() for _ in NAMES] == [[name] for name in NAMES]
    assert looks.changed() == []


@pytest.mark.usefixtures("hasty")
def test_files_in_sight_and_those_changed_last_are_looked_at_each_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.articles.watching.LIVELY", 1)
    library = Library.of(root)
    touch(root / "sub/c.txt", 2_000_000_000)
    known = {name: stamp for name in NAMES if (stamp := library.stamp(name))}
    looks = looks_at(root, known=known)
    touch(root / "sub/c.txt", 1)
    touch(root / "b.txt", 1)
    assert looks.changed(["b.txt"]) == ["b.txt", "sub/c.txt"]
    touch(root / "b.txt", 2)
    assert looks.changed() == ["b.txt"]


def test_what_changed_since_it_was_known_is_told(root: Path) -> None:
    looks = looks_at(root, known={"b.txt": (1, 1)})
    assert [looks.changed(), looks.changed()] == [["b.txt"], []]


def test_of_a_hundred_thousand_files_no_more_are_looked_at_than_there_is_time_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = looks_at(root, [f"{number}.txt" for number in range(100_000)])
    clock = count()
    monkeypatch.setattr("annotations.articles.watching.time.monotonic", lambda: next(clock) * LONG_ENOUGH / 4)
    seen: list[str] = []
    monkeypatch.setattr(looks._library, "stamp", seen.append)
    looks.changed()
    assert len(seen) == 5 * LOOKED_AT


def test_a_folder_with_other_files_is_told(root: Path) -> None:
    names = ["a.txt", "sub/c.txt"]
    looks = Looks(Library.of(root), lambda: names, {})
    (root / "sub" / "new.txt").touch()
    touch(root / "sub", 1)
    assert [looks.changed(), looks.changed()] == [["sub"], []]
    (root / "other").mkdir()
    touch(root, 1)
    assert [looks.changed(), looks.changed()] == [[""], []]
    names = ["a.txt", "other/d.txt"]
    assert [looks.changed(), looks.changed()] == [["other"], []]


def test_of_a_disk_that_is_gone_nothing_is_told(root: Path) -> None:
    looks = looks_at(root)
    root.rename(root.with_name("elsewhere"))
    assert looks.changed() == []
    root.with_name("elsewhere").rename(root)
    assert looks.changed() == []


def test_single_files_are_looked_at(root: Path) -> None:
    looks = watching(Library.of(root / "a.txt"), lambda: ["a.txt"])
    assert isinstance(looks, Looks)
    looks.changed()
    touch(root / "a.txt", 1)
    touch(root / "b.txt", 1)
    assert looks.changed() == ["a.txt"]


def test_the_system_tells_of_files_but_not_of_hidden_ones(root: Path) -> None:
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


def test_where_the_system_has_no_watches_left_one_looks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("watchfiles.watch", exhausted)
    told = watching(Library.of(root), lambda: NAMES, lambda: {"b.txt": (1, 1)})
    assert isinstance(told, Told)
    told.wait_until_ready()
    assert told.changed() == ["b.txt"]


def test_a_folder_that_is_gone_tells_nothing(tmp_path: Path) -> None:
    told = Told(tmp_path / "gone")
    assert told.changed() == []
    told.close()
