"""Fetching from a server on this machine, and what makes it a problem."""

from __future__ import annotations

import ast
import gzip
import socket
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import tui
from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.commands.main import run
from annotations.desk.fetching import Page, fetch, is_address
from annotations.problem import PostilError

NETWORK = (
    "socket",
    "ssl",
    "http",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "asyncore",
)

BOMB = gzip.compress(bytes(40_000_000), 1)


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            number = int(path[4:])
            return self.answer(b"", 302, Location=f"/to/{number - 1}" if number else "/page")
        if path == "/elsewhere":
            return self.answer(b"", 302, Location="file:///etc/passwd")
        if path == "/inside":
            return self.answer(b"", 301, Location=f"http://127.0.0.1:{self.headers['Host'].partition(':')[2]}/page")
        if path == "/headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
            for _ in range(60):
                self.wfile.write(b"x")
                time.sleep(0.02)
            return None
        if path == "/news.jsonl":
            return self.answer(b'{"text": "One."}\n{"text": "Two."}\n', Content_Type="application/json")
        if path == "/squeezed":
            return self.answer(gzip.compress(b"<p>Words."), Content_Encoding="gzip", Content_Type="text/html")
        if path == "/none":
            return self.answer(b"gone", 404)
        if path == "/bomb":
            return self.answer(BOMB, Content_Encoding="gzip")
        if path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.02)
            return None
        if path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x")
            return None
        return self.answer("Käse".encode("latin-1"), Content_Type="Text/HTML; charset=ISO-8859-1")

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *_: object) -> None:
        """Nothing among the output of the tests."""


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that has enough hangs up."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, Server(("127.0.0.1", 0), Answers) as serving:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()


def test_a_page_comes_with_what_the_server_says_of_it(server: str) -> None:
    page = fetch(f"{server}/page?q=1#place")
    assert page == Page("Käse".encode("latin-1"), f"{server}/page?q=1", "text/html", "iso-8859-1")


def test_redirects_are_followed_and_the_last_address_kept(server: str) -> None:
    assert fetch(f"{server}/to/3").address == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/to/9", "leads on more than 5 times; check the address"),
        ("/elsewhere", "leads to file:///etc/passwd; only http and https are fetched"),
        ("/none", "the server says 404 Not Found; check the address"),
        ("/bomb", "larger than 1 MiB; fetch it by other means"),
        ("/drip", "takes too long; try again later"),
        ("/headers", "takes too long; try again later"),
        ("/broken", "the answer broke off; try again later"),
    ],
)
def test_what_cannot_be_had_is_one_line(server: str, path: str, said: str) -> None:
    with pytest.raises(PostilError) as fault:
        fetch(server + path, largest=1024 * 1024, seconds=0.5)
    assert str(fault.value) == f"{server}{path}: {said}"


def test_what_was_fetched_is_read_back_with_its_address(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    assert run(["add", f"{server}/to/1", f"{server}/news.jsonl", f"{server}/none", "--to", str(library)]) == 1
    said = capsys.readouterr()
    assert said.out == "käse.html\nnews.jsonl  (2 articles)\n"
    assert said.err == f"postil: {server}/none: the server says 404 Not Found; check the address\n"
    added = Library.of(library)
    read = [found for name in added.scan().names if isinstance(found := added.read(name), Article)]
    assert [(each.name, each.text, each.meta.url) for each in read] == [
        ("käse.html", "Käse\n", f"{server}/page"),
        ("news.jsonl/000001", "One.\n", f"{server}/news.jsonl"),
        ("news.jsonl/000002", "Two.\n", f"{server}/news.jsonl"),
    ]


def test_what_came_compressed_is_unpacked(server: str) -> None:
    assert fetch(f"{server}/squeezed").data == b"<p>Words."


def test_an_address_in_the_internet_leads_to_none_of_the_local_network(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch(f"{server}/inside").address == f"{server}/page"
    known = socket.getaddrinfo

    def names(host: str, port: int | None, *rest: Any, **more: Any) -> Any:
        """Says of `localhost` that it is in the internet, but to who connects to it."""
        return known("1.1.1.1" if (host, port) == ("localhost", None) else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", names)
    place = server.replace("127.0.0.1", "localhost")
    assert fetch(f"{place}/page").address == f"{place}/page"
    with pytest.raises(PostilError) as fault:
        fetch(f"{place}/inside")
    assert str(fault.value) == (
        f"{place}/inside: leads into the local network, to {server}/page; add that, if it is meant"
    )


def test_a_machine_that_does_not_answer(server: str) -> None:
    with pytest.raises(PostilError, match="cannot be reached; check the address, and the network"):
        fetch("http://127.0.0.1:1/page")
    with pytest.raises(PostilError, match="no address; check the address"):
        fetch("http://")


def test_a_name_and_a_password_are_not_told(server: str) -> None:
    place = server.replace("://", "://me:secret@")
    assert fetch(f"{place}/page").address == f"{server}/page"
    with pytest.raises(PostilError) as fault:
        fetch(f"{place}/none")
    assert "secret" not in str(fault.value)


def test_without_the_extra_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "urllib3", None)
    with pytest.raises(PostilError, match=r"is not fetched without an extra; pip install 'postil\[html\]'"):
        fetch("https://example.org/")


def test_what_is_an_address() -> None:
    assert is_address("HTTPS://example.org")
    assert not any(map(is_address, ["example.org", "file:///x", "ftp://x", "/http://x"]))


def test_no_other_module_imports_what_reaches_the_network() -> None:
    found = []
    root = Path(tui.__file__).parents[1]
    for package in ("annotations", "tui"):
        for file in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name.split(".")[0] in NETWORK or name == "urllib.request" for name in names):
                    found.append(file.name)
    # What fetches an address that the user gave, and what listens on this machine for the user's own browser.
    assert set(found) == {"fetching.py", "serve.py", "server.py"}
