"""`postil search`, and lists on the command line, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import POSTIL, environment

Search = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "Story {number}\n\nSource: Reuters | 202{number}-05-06\n\nThe old harbour lay in fog. 東京駅の霧\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(3):
        (folder / f"a{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    (folder / "bad\x1b[31m.txt").write_text("Odd\n\nSome \x1b]52;c;aGk=\x07 fogbank\u202e.\n", encoding="utf-8")
    return folder


@pytest.fixture
def postil(tmp_path: Path, library: Path) -> Search:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(POSTIL), *arguments]
        home = environment(tmp_path)
        return subprocess.run(command, capture_output=True, text=True, env=home, cwd=library, check=False)

    return run


def test_lines_have_the_fields_of_the_contract(postil: Search) -> None:
    done = postil("search", "harbour 東京", "--json", "--limit", "2")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    text = TEXT.format(number=2)
    assert first == {
        "article": "a2.txt",
        "title": "Story 2",
        "start": text.index("harbour"),
        "end": text.index("harbour") + 7,
        "line": "The old harbour lay in fog. 東京駅の霧",
    }
    assert second["article"] == "a1.txt"


def test_what_is_hostile_is_shown_as_symbols(postil: Search) -> None:
    done = postil("search", "fogbank", ".")
    assert done.stdout == "bad␛[31m.txt:23  Some ␛]52;c;aGk=␇ »fogbank\ufffd«.\n"


def test_uses_are_aligned_whatever_the_script(postil: Search) -> None:
    done = postil("search", "fog", "--kwic", "--sort", "right", ".", "--limit", "3")
    assert [line.index("fog") for line in done.stdout.splitlines()] == [37] * 3
    han = postil("search", "東京", "--kwic", "--json", ".").stdout.splitlines()
    assert len(han) == 3
    assert json.loads(han[0])["line"].startswith("Story 2 Source")


@pytest.mark.parametrize(
    ("query", "said"),
    [("fog sourc:x", "(character 5)"), ("{}", "no letter or digit"), (" ", "empty"), ("NEAR(a", "not closed")],
)
def test_what_is_wrong_with_a_query_is_usage(postil: Search, query: str, said: str) -> None:
    done = postil("search", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_nothing_is_written_beside_the_cache(postil: Search, library: Path, tmp_path: Path) -> None:
    before = sorted(library.rglob("*"))
    assert postil("search", "fog").returncode == 0
    assert sorted(library.rglob("*")) == before


def test_ls_takes_words_and_working_lists(postil: Search, library: Path) -> None:
    assert len(postil("ls", "-q", "text:fog -text:harbour").stdout.splitlines()) == 0
    assert len(postil("ls", "-q", "NEAR(harbour fog, 2)").stdout.splitlines()) == 3
    (library / ".postil").mkdir()
    lists = library / ".postil" / "lists.toml"
    lists.write_text('[[list]]\nname = "newer"\nquery = "text:fog after:2021"\n', encoding="utf-8")
    assert [line.split()[-1] for line in postil("ls", "--list", "newer").stdout.splitlines()] == [
        "(a1.txt)",
        "(a2.txt)",
    ]
    unknown = postil("ls", "--list", "older")
    assert (unknown.returncode, "unread, flagged" in unknown.stderr) == (2, True)
    lists.write_text('[[list]]\nname = "newer"\nquery = 1\n', encoding="utf-8")
    damaged = postil("ls", "--list", "newer")
    assert damaged.returncode == 1
    assert "lists.toml:1: " in damaged.stderr
