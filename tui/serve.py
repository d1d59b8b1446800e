"""`postil serve`: opens the program in a browser on this machine."""

from __future__ import annotations

import argparse
import secrets
import socket
from pathlib import Path

from annotations.articles.library import Library
from annotations.commands.common import declare_engine, declare_notes
from annotations.problem import PostilError, Problem, reason
from tui.opening import last_library

EXAMPLE = """\
postil serve ~/articles
postil serve ~/articles --port 0
ssh -t -L 8000:localhost:8000 there postil serve articles"""
LOCAL, PORT = "127.0.0.1", 8000
_TOKEN = 24
"""Random bytes in a token."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="a folder, or a file; the library that was open last"
    )
    parser.add_argument(
        "--host",
        default=LOCAL,
        metavar="H",
        help=f"the address to listen at ({LOCAL}); any other lets in whoever reaches it and has the token, unencrypted",
    )
    parser.add_argument("--port", default=PORT, type=_port, metavar="P", help=f"the port ({PORT}); 0 is any free one")
    declare_engine(parser)
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the address, with a token that lets one in, and serve until it is interrupted."""
    library = last_library() if arguments.path is None else Library.of(arguments.path)
    if library is None:
        raise PostilError(Problem("postil serve", "no library was open before", "name one: postil serve FOLDER"))
    try:
        from tui.serving.server import BrowserServer
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("annotations", "tui"):
            raise
        what = f"the browser needs {error.name}, which is missing"
        raise PostilError(Problem("postil serve", what, "install it: pip install 'postil[web]'")) from error
    path = arguments.path or library.root
    options = {"--notes": arguments.notes and arguments.notes.absolute(), "--engine": arguments.engine}
    words = [word for name, value in options.items() if value is not None for word in (name, str(value))]
    with _listening(arguments.host, arguments.port) as listening:
        token = secrets.token_urlsafe(_TOKEN)
        server = BrowserServer([str(path.absolute()), *words], listening, arguments.host, token, library.root.name)
        print(server.public_url, flush=True)
        server.serve()
    return 0


def _port(word: str) -> int:
    number = int(word)
    if not 0 <= number < 1 << 16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _listening(host: str, port: int) -> socket.socket:
    """Raises PostilError where the address is none of this machine's, or taken."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        what = reason(error)
        raise PostilError(Problem(f"{host}:{port}", what, "say another: --host H --port P")) from error
