"""RSS 0.9 to 2.0 and Atom (RFC 4287): an entry an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from annotations.articles.article import Metadata
from annotations.articles.formats.extract import Extract
from annotations.articles.formats.keys import key, slug
from annotations.articles.formats.markup import markup
from annotations.articles.formats.xml_tree import LANGUAGE, child, children, local, running, text

_OF_HTML = ("html", "text/html", "cdata")
_MAILED = re.compile(r"\S+@\S+ \((.+)\)")
"""How RSS writes an author: `name@example.org (Name)`."""


def rss(root: Element) -> Iterator[tuple[str, Callable[[], Extract]]]:
    """The items of RSS, which stand in the channel or beside it."""
    channel = child(root, "channel")
    items = [*children(channel, "item"), *children(root, "item")]
    for number, item in enumerate(items, 1):
        yield _key(number, text(item, "link"), text(item, "guid"), text(item, "title")), partial(_item, channel, item)


def atom(root: Element) -> Iterator[tuple[str, Callable[[], Extract]]]:
    """The entries of Atom."""
    for number, entry in enumerate(children(root, "entry"), 1):
        yield _key(number, _link(entry), text(entry, "id"), text(entry, "title")), partial(_entry, root, entry)


def _item(channel: Element | None, item: Element) -> Extract:
    # `content:encoded` is the whole, `description` often but its beginning.
    words = next((found for name in ("encoded", "description") if (found := _raw(item, name))), "")
    body = markup(words).text
    meta = Metadata(
        text(item, "source") or text(channel, "title"),
        text(item, "creator") or _named(text(item, "author")),
        text(item, "language") or text(channel, "language"),
        text(item, "link") or text(item, "guid"),
    )
    title = text(item, "title")
    return Extract(body or title or "", title and markup(title).text, meta, text(item, "pubDate") or text(item, "date"))


def _entry(feed: Element, entry: Element) -> Extract:
    content = child(entry, "content")
    if content is None or not (content.text or len(content)):
        content = child(entry, "summary")
    authors = [name for author in children(entry, "author") if (name := text(author, "name"))]
    meta = Metadata(
        text(entry, "source", "title") or text(feed, "title"),
        ", ".join(authors) or text(feed, "author", "name"),
        entry.get(LANGUAGE) or feed.get(LANGUAGE),
        _link(entry),
    )
    title = child(entry, "title")
    heading = None if title is None else " ".join(_words(title).split())
    return Extract(_words(content) or heading or "", heading, meta, text(entry, "published") or text(entry, "updated"))


def _words(element: Element | None) -> str:
    """The text of an Atom text construct, as its type says."""
    if element is None:
        return ""
    if element.get("type") == "xhtml":
        return running(element)
    words = "".join(element.itertext())
    # `CDATA` is what python-feedgen calls HTML that it has put between such marks.
    return markup(words).text if element.get("type", "text").lower() in _OF_HTML else words


def _named(author: str | None) -> str | None:
    found = _MAILED.fullmatch(author or "")
    return found[1] if found else author


def _raw(item: Element, name: str) -> str:
    return next(("".join(each.itertext()) for each in item if local(each) == name), "")


def _link(entry: Element) -> str | None:
    links = {link.get("rel", "alternate"): link.get("href") for link in reversed(list(children(entry, "link")))}
    return links.get("alternate")


def _key(number: int, link: str | None, identity: str | None, title: str | None) -> str:
    """What is the same for an entry however often its feed is fetched."""
    for address in (link, identity):
        last = [part for part in urlsplit_path(address).split("/") if part][-1:]
        if last and (found := key(last[0].removesuffix(".html").removesuffix(".htm"))):
            return found
    return slug(title or "", f"{number:06}")


def urlsplit_path(address: str | None) -> str:
    """The path of an address; empty where it has none, the whole where it is no address of a page."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    return parts.path if parts.scheme in ("http", "https") else (address or "").replace(":", "-")
