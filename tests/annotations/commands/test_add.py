"""`postil add`, in the test's own process and as users run it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from annotations.commands.main import run
from tests.terminal.terminal import POSTIL, environment

TEXT = "Six countries sign\n\nThey signed on Monday.\n"


@pytest.fixture
def library(home: Path) -> Path:
    (home / "library").mkdir()
    (home / "a.txt").write_text(TEXT)
    return home / "library"


def test_files_are_added_and_what_cannot_be_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library.parent / "empty.txt").touch()
    names = [str(library.parent / name) for name in ("a.txt", "empty.txt", "nowhere.txt", "a.txt")]
    assert run(["add", *names, "--to", str(library)]) == 1
    said = capsys.readouterr()
    assert said.out == "a.txt\na-2.txt\n"
    assert said.err == (
        f"postil: {names[1]}: empty file; remove it, or fetch the article again\n"
        f"postil: {names[2]}: no such file; check the name\n"
    )


def test_fields_of_a_dump(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = library.parent / "dump.jsonl"
    dump.write_text('{"raw": "One.", "n": "First"}\n{"raw": "Two.", "n": "Second"}\n')
    assert run(["add", str(dump), "--to", str(library), "--text-field", "raw", "--title-field=n", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": "dump.jsonl", "articles": 2}
    assert run(["ls", str(library), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["article"], each["title"]) for each in lines] == [
        ("dump.jsonl/000001", "First"),
        ("dump.jsonl/000002", "Second"),
    ]


def test_wrong_usage(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(library.parent / "a.txt")]) == 2
    assert "no library was open before; say which: --to LIBRARY" in capsys.readouterr().err
    assert run(["add", "ftp://example.org/x", "--to", str(library)]) == 2
    assert "only http and https are fetched" in capsys.readouterr().err
    assert run(["add", "x", "--to", str(library / "none")]) == 1
    assert "no such folder; make it first" in capsys.readouterr().err


def test_standard_input_and_the_library_that_was_open_last(library: Path, tmp_path: Path) -> None:
    state = tmp_path / "state" / "postil" / "state.json"
    state.parent.mkdir(parents=True)
    state.write_text(json.dumps({"library": str(library)}))
    html = "<title>A page</title><p>It rained on Monday, and nobody came.</p>"
    done = subprocess.run(
        [str(POSTIL), "add", "-"], input=html, capture_output=True, text=True, env=environment(tmp_path), check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("a-page.html\n", "", 0)
    assert (library / "a-page.html").read_text() == html
