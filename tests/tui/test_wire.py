"""Keys and frames of an app on a terminal, without Textual's threads where the system allows it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App, ComposeResult
from textual.drivers._writer_thread import WriterThread
from textual.widgets import Static

from tui.outlet import Outlet
from tui.wire import Wire

KNOWS_UPDATES = b"\x1b[?2026;2$y"


class Echo(App[None]):
    """Shows the keys that come to it."""

    def __init__(self) -> None:
        super().__init__(driver_class=Wire)
        self.keys: list[str] = []
        self.characters: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield Static("ready", markup=False)

    def on_key(self, event: events.Key) -> None:
        self.keys.append(event.key)
        self.characters.append(event.character)
        self.query_one(Static).update(" ".join(self.keys))


class Terminal:
    """The other end of the terminal that the app runs on."""

    def __init__(self) -> None:
        self.controller, self.end = os.openpty()
        self.came = b""

    def read(self) -> None:
        self.came += os.read(self.controller, 1 << 16)

    def type(self, data: bytes) -> None:
        os.write(self.controller, data)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal in place of the program's own; Textual's handlers of signals are taken away again."""
    signs = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTOU, signal.SIGTTIN)
    before = [signal.getsignal(sign) for sign in signs]
    terminal = Terminal()
    with os.fdopen(os.dup(terminal.end)) as keys, os.fdopen(os.dup(terminal.end), "w") as screen:
        monkeypatch.setattr(sys, "__stdin__", keys)
        monkeypatch.setattr(sys, "__stderr__", screen)
        yield terminal
    for sign, handler in zip(signs, before, strict=True):
        signal.signal(sign, handler)
    os.close(terminal.end)
    os.close(terminal.controller)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


def play(terminal: Terminal, scene: Callable[[Echo], Any]) -> None:
    """Run a scene when the app is there, then end the app."""
    app = Echo()

    async def run() -> None:
        asyncio.get_running_loop().add_reader(terminal.controller, terminal.read)
        running = asyncio.create_task(app.run_async())
        await until(lambda: b"ready" in terminal.came)
        await scene(app)
        app.exit()
        await running
        await until(lambda: b"\x1b[?1049l" in terminal.came)
        asyncio.get_running_loop().remove_reader(terminal.controller)

    asyncio.run(run())


def test_keys_and_frames_go_through_no_other_thread(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard, too, of what is used of Textual's insides."""
    pieces: list[str] = []
    monkeypatch.setattr(WriterThread, "write", lambda _, text: pieces.append(text))

    async def scene(app: Echo) -> None:
        terminal.type(b"jk")
        await until(lambda: b"j k" in terminal.came)
        assert not [thread for thread in threading.enumerate() if thread.name == "textual-input"]

    play(terminal, scene)
    assert pieces == []


def test_an_escape_alone_is_a_key_and_does_not_wait_for_another(terminal: Terminal) -> None:
    async def scene(app: Echo) -> None:
        terminal.type(b"\x1b")
        await until(lambda: app.keys == ["escape"])
        terminal.type(b"\x1b[A")
        await until(lambda: app.keys == ["escape", "up"])

    play(terminal, scene)


def test_a_character_that_is_torn_in_two_is_one_key_and_a_wrong_byte_no_end(terminal: Terminal) -> None:
    async def scene(app: Echo) -> None:
        terminal.type(b"\xc3")
        await asyncio.sleep(0.01)
        terminal.type(b"\xa9\xffk")
        await until(lambda: len(app.characters) == 3)
        assert app.characters == ["é", "�", "k"]

    play(terminal, scene)


def test_an_update_is_written_in_one_piece(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[bytes] = []
    write = Outlet.write

    def writing(outlet: Outlet, data: bytes) -> None:
        pieces.append(data)
        write(outlet, data)

    async def scene(app: Echo) -> None:
        terminal.type(KNOWS_UPDATES)
        await until(lambda: app._sync_available)
        monkeypatch.setattr(Outlet, "write", writing)
        terminal.type(b"j")
        await until(lambda: any(b"j" in piece for piece in pieces))
        update = next(piece for piece in pieces if b"j" in piece)
        assert update.startswith(SYNC_START.encode())
        assert update.endswith(SYNC_END.encode())

    play(terminal, scene)


def refuse(*_: object) -> None:
    raise OSError


def refuse_keys(loop: asyncio.SelectorEventLoop, file: int, call: Callable[[], object]) -> None:
    if sys.__stdin__ is not None and file == sys.__stdin__.fileno():
        raise OSError
    loop._add_reader(file, call)  # type: ignore[attr-defined]


@pytest.mark.parametrize("what", ["to open the terminal anew", "to wait for keys"])
def test_what_the_system_does_not_allow_is_left_to_textual(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "to wait for keys":
        monkeypatch.setattr(asyncio.SelectorEventLoop, "add_reader", refuse_keys)
    else:
        monkeypatch.setattr(os, "ttyname", refuse)

    async def scene(app: Echo) -> None:
        terminal.type(b"j")
        await until(lambda: app.keys == ["j"])

    play(terminal, scene)
