"""NewsML-G2 and NITF, the formats of the IPTC in which news agencies deliver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from xml.etree.ElementTree import Element

from annotations.articles.article import Metadata
from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.keys import key
from annotations.articles.formats.xml_tree import LANGUAGE, child, children, local, running, text

# Elements of NITF as those of HTML; what an extractor of HTML does not show is a template.
_AS_HTML = {
    "hl1": "h1", "hl2": "h2", "block": "div", "body.content": "div", "body.end": "div", "fn": "div", "bq": "blockquote",
    "media": "template", "nitf-table": "template", "ednote": "template", "tagline": "p",
}  # fmt: skip


_OWN = ("self", "canonical", "alternate")
"""What a link to the item itself is called."""


def nitf(root: Element) -> Iterator[tuple[str, Callable[[], Extract]]]:
    """The one article of an NITF document."""
    yield "", partial(_nitf, root)


def news_item(root: Element) -> Iterator[tuple[str, Callable[[], Extract]]]:
    """The one article of a NewsML-G2 item."""
    yield "", partial(_news_item, root)


def news_message(root: Element) -> Iterator[tuple[str, Callable[[], Extract]]]:
    """The items of a NewsML-G2 message, each by its guid; those without text, such as photographs, are left out."""
    for number, item in enumerate(children(root, "itemSet", "newsItem"), 1):
        if child(item, "contentSet", "inlineXML") is not None or child(item, "contentSet", "inlineData") is not None:
            yield key(item.get("guid", "").rpartition(":")[2], f"{number:06}"), partial(_news_item, item)


def _nitf(root: Element) -> Extract:
    head, start = child(root, "head"), child(root, "body", "body.head")
    data, paper = child(head, "docdata"), child(head, "pubdata")
    issued, copyright_ = child(data, "date.issue"), child(data, "doc.copyright")
    source = (paper.get("name") if paper is not None else None) or text(start, "distributor")
    if source is None and copyright_ is not None:
        source = copyright_.get("holder")
    dates = (
        issued.get("norm") if issued is not None else None,
        paper.get("date.publication") if paper is not None else None,
    )
    body = [text(start, "dateline") or "", running(child(root, "body", "body.content"), _AS_HTML)]
    title = text(start, "hedline", "hl1") or text(start, "hedline") or text(head, "title")
    byline = text(start, "byline", "person") or text(start, "byline")
    meta = Metadata(source, _without_by(byline), root.get(LANGUAGE), None)
    return Extract("\n\n".join(filter(None, body)), title, meta, _iso(next(filter(None, dates), None)))


def _news_item(item: Element) -> Extract:
    about, content = child(item, "itemMeta"), child(item, "contentMeta")
    provider, language = child(about, "provider"), child(content, "language")
    inner = next(children(item, "contentSet", "inlineXML"), None)
    found = _inline(inner) if inner is not None else Extract(text(item, "contentSet", "inlineData") or "")
    creators = [name for each in children(content, "creator") if (name := text(each, "name"))]
    meta = Metadata(
        _named(provider)
        or found.meta.source
        or text(content, "infoSource", "name")
        or text(item, "rightsInfo", "copyrightHolder", "name"),
        _without_by(text(content, "by") or ", ".join(creators)) or found.meta.author,
        (language.get("tag") if language is not None else None) or item.get(LANGUAGE) or found.meta.language,
        _address(about),
    )
    dates = (text(content, "contentCreated"), text(about, "firstCreated"), text(about, "versionCreated"))
    when = next(filter(None, dates), None) or found.published
    return Extract(found.body, text(content, "headline") or found.title, meta, when)


def _inline(inner: Element) -> Extract:
    """What stands in `inlineXML`: NITF, or XHTML."""
    first = next(iter(inner), None)
    if first is None:
        raise Unreadable("an item without text", "fetch the text of it")
    if local(first) == "nitf":
        return _nitf(first)
    body = child(first, "body")
    return Extract(running(first if body is None else body), text(first, "head", "title"))


def _address(about: Element | None) -> str | None:
    """Where the item itself can be read: most links lead to others, such as photographs."""
    links = (each for each in children(about, "link") if (each.get("rel") or "").rpartition(":")[2] in _OWN)
    return next((href for each in links if (href := each.get("href"))), None)


def _named(provider: Element | None) -> str | None:
    if provider is None:
        return None
    return text(provider, "name") or provider.get("literal") or (provider.get("qcode") or "").rpartition(":")[2] or None


def _without_by(byline: str | None) -> str | None:
    return byline[3:] if byline and byline[:3].lower() == "by " else byline


def _iso(date: str | None) -> str | None:
    """A date of ISO 8601 in its basic form, as NITF may have it, in the extended one."""
    if date and len(date) >= 15 and date[:8].isdigit() and date[8] == "T":
        return f"{date[:4]}-{date[4:6]}-{date[6:11]}:{date[11:13]}:{date[13:]}"
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date and len(date) == 8 and date.isdigit() else date
