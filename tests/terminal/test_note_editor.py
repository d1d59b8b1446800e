"""The note editor of the installed program: killed in the middle, and away to another editor and back."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

CTRL_O, CTRL_S = "\x0f", "\x13"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("The Long Title\n\nThe first words of it.\n", encoding="utf-8")
    return file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def editor(home: Path, script: str) -> str:
    """A program that soils the screen, as editors do, and then does what the script says with the file `$1`."""
    file = home / "editor"
    file.write_text(f"#!/bin/sh\nprintf '\\033[2J\\033[HSOILED'\n{script}\n", encoding="utf-8")
    file.chmod(0o700)
    return str(file)


def writing(home: Path, article: Path, words: str, visual: str = "", term: str = "xterm-256color") -> Terminal:
    """The program with these words in the note editor."""
    terminal = Terminal(home, str(article), VISUAL=visual, TERM=term)
    terminal.wait("The first words", "e entities")
    terminal.press("a")
    terminal.wait("ctrl+s save")
    terminal.press(*words)
    terminal.wait(words)
    return terminal


def test_what_was_typed_outlives_a_kill(home: Path, article: Path) -> None:
    first = writing(home, article, "half a thought")
    first.until(lambda: any((home / "state" / "postil" / "drafts").glob("*.json")), "the draft on the disk")
    first.child.kill(signal.SIGKILL)
    second = Terminal(home, str(article))
    second.wait("The first words", "e entities")
    second.press("a")
    second.wait("half", "a draft, not saved yet")
    second.press(CTRL_S)
    second.wait("✓ saved")
    assert not any((home / "state" / "postil" / "drafts").iterdir())


@pytest.mark.parametrize("term", ["xterm-256color", "no-such-terminal"])
def test_away_to_an_editor_and_back(home: Path, article: Path, term: str) -> None:
    terminal = writing(home, article, "words ", editor(home, 'printf "from elsewhere" >>"$1"'), term)
    terminal.press(CTRL_O)
    terminal.wait("words from elsewhere", "The first words", "ctrl+s save")
    assert "SOILED" not in terminal.text
    assert "SOILED" in terminal.output.decode(errors="replace")


@pytest.mark.parametrize(("visual", "said"), [("exit 3", "ended with status 3"), (None, "could not be run")])
def test_an_editor_that_fails_leaves_the_words_and_a_fresh_screen(
    home: Path, article: Path, visual: str | None, said: str
) -> None:
    command = "/no/such/editor" if visual is None else editor(home, visual)
    terminal = writing(home, article, "words", command)
    terminal.press(CTRL_O)
    terminal.wait(said)
    terminal.press("!")
    terminal.wait("words!", "The first words", "ctrl+s save")
    assert "SOILED" not in terminal.text
