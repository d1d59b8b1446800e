"""Textual's server for browsers behind a gate: without the token nothing is answered, not even a style sheet.

The token is the first part of every path. It is compared in constant time. A page of somebody else's that knows it
not gets nowhere, and neither does one that has its own name resolved to this machine: requests under a name that is
not ours are refused, and so are those that say that they come from another origin.
"""

from __future__ import annotations

import secrets
import shlex
import socket
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.server import Server

from annotations.desk.processes import command

_WAIT = 5.0
"""Seconds that the programs have to save and leave when the server ends."""


class BrowserServer(Server):
    """Serves the program, opened on what `words` name, at a socket that is listening."""

    def __init__(self, words: Sequence[str], listening: socket.socket, host: str, token: str, title: str) -> None:
        port = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        program = f"exec {shlex.join([*command('tui.serving.session'), *words])}"
        super().__init__(program, host, port, title, f"http://{shown}:{port}/{token}/")
        self._listening = listening
        self._token = token.encode()
        self._names = {host, "localhost", socket.gethostname()}
        self._sockets: set[web.WebSocketResponse] = set()
        self._page = Template((files("tui.serving") / "page.html").read_text(encoding="utf-8"))
        root = Path(self.statics_path)
        self._statics = {file.relative_to(root).as_posix(): file for file in root.rglob("*") if file.is_file()}

    def serve(self, debug: bool = False) -> None:
        """Serve until SIGINT or SIGTERM; the programs are told to leave, and have saved when this returns."""
        self.debug = debug
        application = self._make_app()
        web.run_app(application, sock=self._listening, print=None, access_log=None, shutdown_timeout=_WAIT)

    async def _make_app(self) -> web.Application:
        application = web.Application(middlewares=[self._gate])
        application.add_routes(
            [
                web.get("/{token}/", self.handle_index),
                web.get("/{token}/ws", self.handle_websocket),
                web.get("/{token}/static/{file:.+}", self._handle_static),
            ]
        )
        application.on_response_prepare.append(self._guard)
        application.on_shutdown.append(self.on_shutdown)
        return application

    @web.middleware
    async def _gate(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._is_let_in(request):
            raise web.HTTPForbidden(text="postil: open the address that `postil serve` printed\n")
        return await handler(request)

    def _is_let_in(self, request: web.Request) -> bool:
        given = request.path.split("/")[1].encode("utf-8", "surrogateescape")
        if not secrets.compare_digest(given, self._token) or not self._is_ours(request.host):
            return False
        origin = request.headers.get("Origin")
        if origin is None:
            # Every browser says where a websocket comes from.
            return "Upgrade" not in request.headers
        return origin == f"http://{request.host}"

    def _is_ours(self, host: str) -> bool:
        """Whether a request's Host is this machine by address or by name; another name may have been made up."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            if name in self._names:
                return True
            ip_address(name)
        except ValueError:
            return False
        return True

    @staticmethod
    async def _guard(request: web.Request, response: web.StreamResponse) -> None:
        """Have the browser show nothing from elsewhere, tell nobody the address, and keep nothing."""
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    f"font-src 'self'; connect-src 'self' ws://{request.host}; base-uri 'none'; frame-ancestors 'none'"
                ),
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            }
        )

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal: our own, since that of Textual's server takes a font from another server."""
        page = self._page.substitute(
            title=escape(f"{self.title} – postil"),
            socket=escape(f"ws://{request.host}/{request.match_info['token']}/ws"),
        )
        return web.Response(text=page, content_type="text/html")

    async def _handle_static(self, request: web.Request) -> web.StreamResponse:
        file = self._statics.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        return web.FileResponse(file)

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._sockets.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._sockets.discard(websocket)

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002
        """Close what is open, so that the programs behind it leave."""
        for websocket in tuple(self._sockets):
            await websocket.close()
