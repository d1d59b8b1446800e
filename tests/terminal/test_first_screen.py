"""The first screen and the hand-over to the app, as the terminal sees them."""

from __future__ import annotations

import shutil
import termios
from pathlib import Path

import pytest

from tests.terminal.terminal import SAMPLE, Terminal

OTHER_SCREEN = b"\x1b[?1049h"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for file in sorted(SAMPLE.glob("*.txt"))[:3]:
        shutil.copy(file, folder)
    return folder


def test_what_is_typed_at_the_first_screen_reaches_the_app(tmp_path: Path, library: Path) -> None:
    terminal = Terminal(tmp_path, "library")
    terminal.wait("3 articles")
    # The app has not begun: it asks the terminal for its abilities before anything else.
    assert b"\x1b[?2026$p" not in terminal.output
    terminal.press("j", "\r")
    terminal.wait("tab entity")
    terminal.press("q")
    terminal.wait("2/3")
    terminal.press("q")
    assert terminal.end() == 0


def test_the_screen_is_not_cleared_in_between_and_the_terminal_left_as_it_was(tmp_path: Path, library: Path) -> None:
    terminal = Terminal(tmp_path, "library")
    before = termios.tcgetattr(terminal.child.child_fd)
    terminal.wait("3 articles")
    terminal.until(lambda: b"\x1b[?2026$p" in terminal.output, "the app")
    terminal.press("j")
    terminal.wait("2/3")
    assert terminal.output.count(OTHER_SCREEN) == 1
    terminal.press("q")
    terminal.until(lambda: b"\x1b[?1049l" in terminal.output, "the end")
    assert termios.tcgetattr(terminal.child.child_fd) == before
    assert terminal.end() == 0
