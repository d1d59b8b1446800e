"""Fetching a page: the only module that uses the network, and only for an address that the user gave."""

from __future__ import annotations

import time
from email.message import EmailMessage
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

from annotations import __version__
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    import urllib3

LARGEST = 64 * 1024 * 1024
"""Bytes of what is fetched, unpacked."""
CONNECTING, WAITING, ALL = 10.0, 20.0, 120.0
"""Seconds for a connection, between two pieces of an answer, and for everything."""
MOST_REDIRECTS = 5

_CHUNK = 64 * 1024
_HEADERS = {
    "User-Agent": f"postil/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


class Page(NamedTuple):
    """What was fetched: bytes, the address after all redirects, and what the server says of kind and encoding."""

    data: bytes
    address: str
    kind: str
    charset: str | None


def is_address(text: str) -> bool:
    """Whether a word of the command line means something on the network."""
    return text.lower().startswith(("http://", "https://"))


def fetch(address: str, *, largest: int = LARGEST, seconds: float = ALL) -> Page:
    """What is at an address of HTTP.

    Raises PostilError where it cannot be had, is larger or takes longer than that, or leads elsewhere than to HTTP, or
    from the internet into the local network, of which the user did not ask.
    """
    from threading import Thread

    answers: list[Page | Exception] = []

    def work() -> None:
        try:
            answers.append(_fetched(address, largest, seconds))
        except Exception as error:
            answers.append(error)

    # No time that is set on a connection ends a server that drips its headers, or one of names that does not answer.
    thread = Thread(target=work, name="fetching", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise _fault(address, "takes too long", "try again later")
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]


def _fetched(address: str, largest: int, seconds: float) -> Page:
    try:
        import urllib3
    except ModuleNotFoundError as error:
        raise _fault(address, "is not fetched without an extra", "pip install 'postil[html]'") from error
    until = time.monotonic() + seconds
    timeout = urllib3.Timeout(connect=min(CONNECTING, seconds), read=min(WAITING, seconds))
    place = address
    with _pool(address, timeout) as pool:
        for _ in range(MOST_REDIRECTS + 1):
            try:
                response = pool.request(
                    "GET", place, headers=_HEADERS, preload_content=False, redirect=False, retries=False
                )
                try:
                    if response.status in (301, 302, 303, 307, 308) and (further := response.headers.get("Location")):
                        place = _further(address, urljoin(place, further))
                        continue
                    if response.status != 200:
                        reason = f"{response.status} {response.reason or ''}".strip()
                        raise _fault(address, f"the server says {reason}", "check the address")
                    data = _read(response, address, largest, until)
                finally:
                    response.close()
            except urllib3.exceptions.HTTPError as error:
                raise _fault(address, *_reason(error)) from error
            kind, charset = _kind(response.headers.get("Content-Type", ""))
            return Page(data, _public(place), kind, charset)
    raise _fault(address, f"leads on more than {MOST_REDIRECTS} times", "check the address")


def _further(address: str, place: str) -> str:
    """Where an address leads on to. Raises PostilError for what nobody who asked for that address has asked for."""
    if not is_address(place):
        raise _fault(address, f"leads to {place}", "only http and https are fetched")
    if _is_local(place) and not _is_local(address):
        raise _fault(address, f"leads into the local network, to {_public(place)}", "add that, if it is meant")
    return place


def _is_local(address: str) -> bool:
    """Whether a machine is this one, or on a network that is not the internet; not where nobody knows its name."""
    import socket
    from ipaddress import ip_address

    try:
        found = socket.getaddrinfo(urlsplit(address).hostname, None)
        return any(not ip_address(str(place[0]).partition("%")[0]).is_global for *_, place in found)
    except (OSError, ValueError):
        return False


def _pool(address: str, timeout: urllib3.Timeout) -> urllib3.PoolManager:
    """Connections, through the proxy that the environment names for an address, if it names one."""
    from urllib.request import getproxies, proxy_bypass

    import urllib3

    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme.lower())
    if proxy and not proxy_bypass(parts.netloc.rpartition("@")[2]):
        return urllib3.ProxyManager(proxy, timeout=timeout)
    return urllib3.PoolManager(timeout=timeout)


def _read(response: urllib3.BaseHTTPResponse, address: str, largest: int, until: float) -> bytes:
    data = bytearray()
    # What is there is taken, and not waited for to be much: a server that drips is noticed.
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > largest:
            raise _fault(address, f"larger than {largest / 1024 / 1024:,.0f} MiB", "fetch it by other means")
        if time.monotonic() > until:
            raise _fault(address, "takes too long", "try again later")
    return bytes(data)


def _kind(header: str) -> tuple[str, str | None]:
    message = EmailMessage()
    try:
        message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
        return message.get_content_type(), message.get_content_charset()
    except (ValueError, IndexError, LookupError):
        return "application/octet-stream", None


def _public(address: str) -> str:
    """An address without name and password, and without the place on the page."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _reason(error: Exception) -> tuple[str, str]:
    import urllib3.exceptions as known

    if isinstance(error, known.NameResolutionError):
        return "no machine of that name", "check the address, and the network"
    if isinstance(error, known.NewConnectionError):
        return "cannot be reached", "check the address, and the network"
    if isinstance(error, known.TimeoutError):
        return "no answer in time", "try again later"
    if isinstance(error, known.SSLError):
        return "its certificate is not valid", "check the address"
    if isinstance(error, known.LocationValueError):
        return "no address", "check the address"
    return "the answer broke off", "try again later"


def _fault(address: str, what: str, remedy: str) -> PostilError:
    return PostilError(Problem(visible_line(_public(address)), visible_line(what), remedy))
