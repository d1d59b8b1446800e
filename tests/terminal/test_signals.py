"""What the terminal does to the program: it is stopped, hung up, closed, shrunk, fed from a pipe, without colour."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import PATIENCE, POSTIL, Terminal, environment, recognised, stored

CTRL_S, CTRL_Z = "\x13", "\x1a"
COLOUR = re.compile(rb"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;:]*m")
ARTICLE = "The Long Title\n\nAngela Merkel met the first words of it in Tokyo.\n\nAnd more of them.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def reading(tmp_path: Path) -> Terminal:
    """The program in the article, its entities known, and what it tells a new user gone."""
    return read(Terminal(tmp_path, "library/a.txt"))


def read(terminal: Terminal) -> Terminal:
    terminal.wait("The Long Title", "e entities")
    recognised(terminal)
    terminal.press("g", "p")
    terminal.wait(" 19%  ", "Angela")
    return terminal


def stopped(terminal: Terminal) -> bool:
    return "\nState:\tT" in Path(f"/proc/{terminal.child.pid}/status").read_text()


def test_stopped_and_continued_the_screen_is_whole_and_takes_keys(tmp_path: Path, library: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("whether a program is stopped is read from /proc, which is not here")
    terminal = reading(tmp_path)
    terminal.press(CTRL_Z)
    terminal.until(lambda: stopped(terminal), "the program to stop")
    terminal.until(lambda: b"\x1b[?1049l" in terminal.output, "what it wrote before")
    assert terminal.output.rindex(b"\x1b[?1049l") > terminal.output.rindex(b"\x1b[?1049h"), "the shell has its screen"
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.wait("The Long Title", "Angela Merkel", "And more of them.", "e entities", "entities")
    terminal.press("v", "2")
    terminal.wait("ORG", "✓ saved")
    terminal.press("q", "q")
    assert terminal.end() == 0
    (entity,) = stored(library)
    assert entity["quote"] == "Angela"


def noted(home: Path) -> list[dict[str, object]]:
    """The annotations of the library as another program gets them."""
    command = [str(POSTIL), "notes", "library", "--json"]
    told = subprocess.run(command, cwd=home, env=environment(home), capture_output=True, check=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


def hang_up(terminal: Terminal) -> None:
    terminal.child.kill(signal.SIGHUP)


def terminate(terminal: Terminal) -> None:
    terminal.child.kill(signal.SIGTERM)


def close(terminal: Terminal) -> None:
    """As when the window is closed: there is nobody to read or write any more, and a SIGHUP."""
    os.close(terminal.child.child_fd)


def ended(terminal: Terminal) -> None:
    """Wait for the program to end, without the terminal that may be gone."""
    limit = time.monotonic() + PATIENCE
    while terminal.child.isalive():
        assert time.monotonic() < limit, "it has not ended"
        time.sleep(0.02)


@pytest.mark.parametrize("end", [hang_up, terminate, close])
def test_ended_from_outside_it_loses_neither_a_decision_nor_what_is_being_typed(
    tmp_path: Path, library: Path, end: Callable[[Terminal], None]
) -> None:
    terminal = reading(tmp_path)
    terminal.press("v", "2")
    terminal.wait("ORG", "✓ saved")
    terminal.press("a")
    terminal.wait("ctrl+s save")
    terminal.press(*"half a thought")
    terminal.wait("half a thought")
    end(terminal)
    ended(terminal)
    (entity,) = noted(tmp_path)
    assert (entity["quote"], entity["label"]) == ("Angela", "ORG")
    again = reading(tmp_path)
    again.press("a")
    again.wait("half a thought", "a draft, not saved yet")


def test_it_ends_with_a_terminal_that_sends_no_signal(tmp_path: Path, library: Path) -> None:
    ours, its = pty.openpty()
    # In a session of its own, but not with this terminal as its own.
    program = subprocess.Popen(
        [POSTIL, "library"], cwd=tmp_path, env=environment(tmp_path), stdin=its, stdout=its, stderr=its,
        start_new_session=True,
    )  # fmt: skip
    os.close(its)
    seen = b""
    while b"library" not in seen:
        seen += os.read(ours, 65_536)
    os.close(ours)
    assert program.wait(PATIENCE) == -signal.SIGHUP


def test_an_article_from_a_pipe_is_read_and_annotated_with_the_keys_of_the_terminal(
    tmp_path: Path, library: Path
) -> None:
    piped = ("-c", f"cat library/a.txt | {POSTIL} -")
    terminal = Terminal(tmp_path, *piped, program=Path("/bin/sh"))
    terminal.wait("The Long Title", "e entities")
    terminal.press("p", "a")
    terminal.wait("ctrl+s save")
    terminal.press(*"Look here", CTRL_S)
    terminal.wait("✓ saved")
    terminal.press("q", "q")
    assert terminal.end() == 0
    assert not (library / ".postil").exists()
    again = Terminal(tmp_path, *piped, program=Path("/bin/sh"))
    again.wait("The Long Title", "Look here")
    again.press("q", "q")
    assert again.end() == 0


def test_a_window_that_shrinks_to_nothing_comes_back(tmp_path: Path, library: Path) -> None:
    terminal = reading(tmp_path)
    before = terminal.text
    for rows, columns in ((1, 1), (2, 80), (20, 3), (1, 1), (40, 120)):
        terminal.child.setwinsize(rows, columns)
        terminal.screen.resize(rows, columns)
        terminal.press("w", "b")
    terminal.until(lambda: terminal.text == before, "the screen as it was")
    terminal.press("q", "q")
    assert terminal.end() == 0


@pytest.mark.parametrize(
    "opened",
    [
        lambda home: Terminal(home, "library/a.txt", NO_COLOR="1"),
        lambda home: Terminal(home, "library/a.txt", TERM="dumb"),
    ],
    ids=["NO_COLOR", "dumb"],
)
def test_no_colour_is_sent_where_none_is_wanted(
    tmp_path: Path, library: Path, opened: Callable[[Path], Terminal]
) -> None:
    terminal = read(opened(tmp_path))
    terminal.press("v", "w", "a")
    terminal.wait("ctrl+s save")
    terminal.press("x", CTRL_S)
    terminal.wait("✓ saved")
    terminal.press("e", "z", "z", "q", "q")
    assert terminal.end() == 0
    assert COLOUR.findall(terminal.output) == []


def test_colour_is_sent_where_it_is_wanted(tmp_path: Path, library: Path) -> None:
    terminal = reading(tmp_path)
    terminal.press("q", "q")
    assert terminal.end() == 0
    assert COLOUR.search(terminal.output), "the test above would see it"
