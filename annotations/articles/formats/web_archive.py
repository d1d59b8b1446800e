"""MHTML (RFC 2557): a page with its pictures, as browsers save it in one file."""

from __future__ import annotations

from annotations.articles.formats.decoding_html import decoded
from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.mail import header, message_of
from annotations.articles.formats.source import Source
from annotations.articles.formats.web_page import LARGEST, page


def read(source: Source) -> Extract:
    """The article of the first page in a web archive."""
    message = message_of(source.data())
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and len(data) <= LARGEST:
                place = header(message, "Snapshot-Content-Location") or header(part, "Content-Location")
                address = place if place.startswith(("http://", "https://")) else None
                return page(decoded(data, part.get_content_charset()), address)
    raise Unreadable("no page in it", "save the page again")
