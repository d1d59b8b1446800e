"""`postil serve`: who gets in, what is answered, and that no program is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path

import aiohttp
import pytest

from annotations.commands.main import run
from tests.terminal.terminal import POSTIL, environment
from tui.entry import screen_command
from tui.serving.server import BrowserServer

PATIENCE = 30.0
Visit = Callable[[aiohttp.ClientSession], Coroutine[object, object, None]]


class Served:
    """A server of a library in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.root, self.token, _ = url.rsplit("/", 2)
        self.origin = self.root

    def programs(self) -> list[int]:
        """The processes of the program that it has begun."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks in Tokyo\n\nJapan met South Korea on Monday.\n", encoding="utf-8")
    return folder


@pytest.fixture
def served(library: Path, tmp_path: Path) -> Iterator[Served]:
    with subprocess.Popen(
        [str(POSTIL), "serve", str(library), "--port", "0", "--engine", "rules"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        served = Served(process, process.stdout.readline().strip())
        left = []
        try:
            yield served
            left = served.programs()
        finally:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) in ((0, ""), (-signal.SIGKILL, ""))
    until_gone(left)


def visit(what: Visit) -> None:
    async def whole() -> None:
        async with aiohttp.ClientSession() as client:
            await what(client)

    asyncio.run(asyncio.wait_for(whole(), PATIENCE))


async def seen(websocket: aiohttp.ClientWebSocketResponse, words: bytes) -> None:
    """Wait until words have been drawn."""
    drawn = b""
    while words not in drawn:
        drawn += await websocket.receive_bytes()


def until_gone(processes: list[int]) -> None:
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{each}").exists() for each in processes):
        assert time.monotonic() < end, "a program was left"
        time.sleep(0.05)


def test_nothing_is_answered_without_the_token(served: Served) -> None:
    async def come(client: aiohttp.ClientSession) -> None:
        async def status(path: str, **headers: str) -> int:
            async with client.get(f"{served.root}{path}", headers=headers) as answer:
                return answer.status

        token = served.token
        assert await status(f"/{token}/") == 200
        assert await status(f"/{token}/static/js/textual.js") == 200
        assert await status(f"/{token}/", Origin=served.origin) == 200
        assert await status(f"/{token}/static/..%2f..%2fserver.py") == 404
        for path in ("/", "/ws", "/static/js/textual.js", "/favicon.ico", f"/{token[:-1]}/", f"/{token}x/ws", "/é/"):
            assert await status(path) == 403
        assert await status(f"/{token}/", Host="rebound.example") == 403
        assert await status(f"/{token}/", Origin="http://elsewhere.example") == 403
        assert await status(f"/{token}/", Origin="null") == 403

    visit(come)


def test_the_page_asks_nobody_else(served: Served) -> None:
    async def come(client: aiohttp.ClientSession) -> None:
        async with client.get(served.url) as answer:
            page = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "http" not in page
        assert f"ws://{served.root.removeprefix('http://')}/{served.token}/ws" in page
        assert policy.startswith("default-src 'none'")
        assert "http" not in policy

    visit(come)


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "https://127.0.0.1", "null"])
def test_a_websocket_from_elsewhere_is_refused(served: Served, origin: str | None) -> None:
    async def come(client: aiohttp.ClientSession) -> None:
        for path, said in ((served.url, origin), (f"{served.root}/guessed/", served.origin)):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await client.ws_connect(f"{path}ws", origin=said)
            assert refused.value.status == 403

    visit(come)
    assert served.programs() == []


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_each_browser_has_a_program_of_its_own_that_saves_and_leaves(served: Served, library: Path) -> None:
    async def come(client: aiohttp.ClientSession) -> None:
        address = f"{served.url}ws?width=120&height=40"
        first = await client.ws_connect(address, origin=served.origin)
        await seen(first, b"Talks in Tokyo")
        second = await client.ws_connect(address, origin=served.origin)
        await seen(second, b"Talks in Tokyo")
        programs = served.programs()
        assert len(programs) == 2
        for keys, drawn in (("l", b"jump"), ("a", b"Markdown"), ("Why", b"y"), ("\x13", b"saved")):
            await first.send_json(["stdin", keys])
            await seen(first, drawn)
        await first.send_json(["stdin", "\x11"])
        while not first.closed:
            await first.receive()
        await second.close()
        await asyncio.to_thread(until_gone, programs)

    visit(come)
    assert '"Why"' in (library / ".postil" / "notes.json").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_a_server_that_is_killed_takes_the_programs_along(served: Served) -> None:
    async def come(client: aiohttp.ClientSession) -> None:
        websocket = await client.ws_connect(f"{served.url}ws", origin=served.origin)
        await seen(websocket, b"Tokyo")
        programs = served.programs()
        assert len(programs) == 1
        os.kill(served.process.pid, signal.SIGKILL)
        await asyncio.to_thread(until_gone, programs)

    visit(come)


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("[::1]:8000", True),
        ("192.168.0.7", True),
        ("here.example:8000", True),
        ("rebound.example:8000", False),
        ("127.0.0.1.rebound.example", False),
        ("localhost@rebound.example", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_only_addresses_and_our_own_names_are_hosts(host: str, ours: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert BrowserServer([], listening, "here.example", "token", "library")._is_ours(host) is ours


def test_what_cannot_be_served_is_said(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def serve(*arguments: str) -> tuple[int, str]:
        return run(["serve", *arguments], screen_command), capsys.readouterr().err

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = serve(str(library), "--port", str(port))
        assert (status, said.startswith(f"postil: 127.0.0.1:{port}: address already in use")) == (1, True)
    assert serve(str(library), "--port", "66000")[0] == 2
    assert serve(str(library / "gone"))[0] == 1
    monkeypatch.delitem(sys.modules, "tui.serving.server")
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    status, said = serve(str(library))
    assert (status, "pip install 'postil[web]'" in said) == (1, True)
