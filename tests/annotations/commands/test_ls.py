"""`postil ls`, as a user runs it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import POSTIL, environment

Ls = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for number, source, day in ((1, "Reuters", "2020-01-02"), (2, "Meridian News", "2021-03-04"), (10, "AFP", "x")):
        head = f"Story {number}\n\nSource: {source} | {day}\n\n"
        (folder / f"a{number}.txt").write_text(f"{head}Japan met South Korea in Tokyo.\n", encoding="utf-8")
    return folder


@pytest.fixture
def postil(tmp_path: Path, library: Path) -> Ls:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(POSTIL), *arguments]
        home = environment(tmp_path)
        return subprocess.run(command, capture_output=True, text=True, env=home, cwd=library, check=False)

    return run


def listed(postil: Ls, *arguments: str) -> list[str]:
    done = postil("ls", "--json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line)["article"] for line in done.stdout.splitlines()]


def test_a_query_chooses_articles(postil: Ls) -> None:
    postil("note", "a2.txt", "--quote", "South Korea", "--label", "GPE")
    assert listed(postil) == ["a1.txt", "a2.txt", "a10.txt"]
    assert listed(postil, "-q", 'source:"meridian news" after:2021 is:unread') == ["a2.txt"]
    assert listed(postil, "-q", "entity:korea label:gpe is:annotated") == ["a2.txt"]
    assert listed(postil, "-q=-entity:korea -before:2021") == ["a10.txt"]


def test_the_index_changes_nothing_that_is_said(postil: Ls, tmp_path: Path, library: Path) -> None:
    first = postil("ls", "--json").stdout
    (index,) = (tmp_path / "cache").rglob("*.sqlite")
    assert postil("ls", "--json").stdout == first
    index.write_bytes(b"damaged")
    assert postil("ls", "--json").stdout == first
    assert sorted(each.name for each in library.iterdir()) == ["a1.txt", "a10.txt", "a2.txt"]


def test_a_query_that_cannot_be_understood_is_a_usage_error_that_names_the_term(postil: Ls) -> None:
    done = postil("ls", "-q", "story sorce:reuters")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("postil ls: sorce:reuters (character 7): ")
    assert "source:" in done.stderr
