"""The lesson in the installed program."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.terminal.terminal import POSTIL, Terminal, environment

CTRL_Q, CTRL_S, ESC, F2 = "\x11", "\x13", "\x1b", "\x1bOQ"
EDITOR = "ctrl+s save"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that was read before the lesson."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("The Long Title\n\nThe first words of it.\n", encoding="utf-8")
    terminal = Terminal(tmp_path, "library/a.txt")
    terminal.wait("The first words", "e entities")
    write(terminal, "mine")
    terminal.press(CTRL_Q)
    assert terminal.end() == 0
    return folder


def write(terminal: Terminal, words: str) -> None:
    """Write a note on what is under the cursor."""
    terminal.press("a")
    terminal.wait(EDITOR)
    terminal.press(*words, CTRL_S)
    terminal.wait("✓ saved")


def kept(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def begun(home: Path) -> Terminal:
    terminal = Terminal(home, "tutor", columns=80, rows=24, NO_COLOR="1")
    terminal.wait("Lesson 1/", "the word VENICE", "entities")
    return terminal


def test_two_steps_and_away_leave_all_that_was_there_as_it_was(tmp_path: Path, library: Path) -> None:
    before, state = kept(library), (tmp_path / "state" / "postil" / "state.json").read_bytes()
    terminal = begun(tmp_path)
    assert "postil tutor" not in terminal.text, "no primer"
    terminal.press("j", "j", "j")
    terminal.wait("Lesson 2/")
    terminal.press("s")
    terminal.wait("Lesson 3/")
    write(terminal, "a note")
    terminal.press(CTRL_Q)
    assert terminal.end() == 0
    assert kept(library) == before
    assert (tmp_path / "state" / "postil" / "state.json").read_bytes() == state
    assert json.loads((tmp_path / "data" / "postil" / "tutor" / ".postil" / "notes.json").read_bytes())["notes"]
    again = Terminal(tmp_path)
    again.wait("The first words")


def test_it_begins_anew_each_time(tmp_path: Path) -> None:
    first = begun(tmp_path)
    first.press("a")
    first.wait(EDITOR)
    first.press(*"kept for later", ESC)
    first.wait("Lesson 1/")
    first.press("A")
    first.wait("✓ saved", "done")
    first.press(CTRL_Q)
    assert first.end() == 0
    second = begun(tmp_path)
    assert "done" not in second.text.splitlines()[0]
    second.press("a")
    second.wait(EDITOR, "Markdown")
    second.press(ESC)
    second.wait("Lesson 1/")
    second.press(F2)
    second.wait("Lesson 2/")


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [(["more"], 2, "tutor takes nothing more"), ([], 2, "needs a terminal"), (["--help"], 0, "postil tutor")],
)
def test_wrong_usage_is_said_and_nothing_is_written(tmp_path: Path, more: list[str], status: int, said: str) -> None:
    done = subprocess.run([POSTIL, "tutor", *more], capture_output=True, text=True, env=environment(tmp_path))
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert not any(tmp_path.iterdir())
