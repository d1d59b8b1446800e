"""Web pages: the main text by trafilatura, and what the page's head says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

from annotations.articles.article import Metadata
from annotations.articles.formats.decoding_html import decoded
from annotations.articles.formats.extract import Extract, Unreadable, moment
from annotations.articles.formats.markup import joined, markup
from annotations.articles.formats.source import MIB, Source

LARGEST = 20 * MIB
"""Bytes of a page; the parser takes ten times as many of memory."""
SHORT = 300
"""Code points under which the extractor takes what it gets; of a page that is hardly longer all is taken."""
DEEPEST_DATA = 8
"""Objects within objects of a page's structured data that are looked into."""

_LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
_PUBLISHED = (
    *("article:published_time", "datepublished", "date.issued", "dcterms.created", "dc.date.issued", "dc.date"),
    *("parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "pubdate", "date"),
)
# What XML, and so the extractor, cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Entities that a page declares, which nothing follows: what is left of them would be its first words.
_SUBSET = re.compile(r"(<!doctype\s[^<>\[]*)\[[^\]]*\]", re.IGNORECASE)
# What browsers write into the pages that they save, and `postil add` as well.
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
# What programs call themselves that make a page of a document: all of it is article, but for what belongs to paper.
_OF_DOCUMENTS = re.compile(r"pandoc|(?:libre|open)office|asciidoctor|docutils|org.mode|texinfo|groff", re.IGNORECASE)
_OF_PAPER = "//nav | //div[@title='header' or @title='footer']"


def read(source: Source) -> Extract:
    """The article of a page."""
    return page(decoded(source.data(LARGEST)))


def page(html: str, address: str | None = None) -> Extract:
    """The article of a page that was fetched at an address. Raises Unreadable where there is no text."""
    html = _SUBSET.sub(r"\1", _CONTROL.sub("", html), count=1)
    tree = _tree(html)
    found = trafilatura.bare_extraction(
        tree,
        fast=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    said: dict[str, Any] = {} if found is None or isinstance(found, dict) else found.as_dict()
    body = _paragraphs(said.get("text") or "")
    if len(body) < SHORT and (len(whole := markup(html).text) < 2 * SHORT or not body):
        body = whole
    tree = _tree(html)
    if _is_document(tree):
        body = _whole(html)
    data = list(_structured(tree))
    meta = Metadata(
        said.get("sitename") or _first(data, "publisher"),
        (said.get("author") or "").replace("; ", ", ") or _first(data, "author"),
        _language(tree),
        _address(tree) or address or said.get("url"),
    )
    return Extract(body, said.get("title") or _title(tree), meta, _published(tree, data) or said.get("date"))


def _tree(html: str) -> HtmlElement:
    # lxml takes no text that declares how its bytes are encoded.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", html, count=1)
    try:
        tree = fromstring(text, parser=HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("no page", "fetch it again") from error
    root = tree.getroottree().getroot()
    assert isinstance(root, HtmlElement)
    return root


def _paragraphs(text: str) -> str:
    """Lines of the extractor, each a paragraph; where a page has a table without words, it leaves bars."""
    return joined([line.strip() for line in text.splitlines() if line.strip(" |-")])


def _is_document(tree: HtmlElement) -> bool:
    """Whether a program made the page of a document, so that there is nothing of a site around it."""
    named = (meta.get("content") or "" for meta in tree.iter("meta") if (meta.get("name") or "").lower() == "generator")
    made = tree.getroottree().xpath("//comment()")[:5]
    return any(_OF_DOCUMENTS.search(each) for each in (*named, *(comment.text or "" for comment in made)))


def _whole(html: str) -> str:
    """The text of a page of a document: LibreOffice writes the bullets of a list as text into its XHTML."""
    tree = _tree(html)
    for each in tree.xpath(_OF_PAPER):
        each.drop_tree()
    text = markup(etree.tostring(tree, encoding="unicode", method="html")).text
    return re.sub(r"^- •\.?\s*", "- ", text, flags=re.MULTILINE)


def _language(tree: HtmlElement) -> str | None:
    said = (each.get(name) for each in (tree, tree.find("body")) if each is not None for name in _LANGUAGE)
    return next((language for language in said if language), None)


def _published(tree: HtmlElement, data: list[dict[str, Any]]) -> str | None:
    """The first time that the page's head says, if possible with an hour."""
    named = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
        for meta in reversed(list(tree.iter("meta")))
    }
    times = [_first(data, "datePublished"), *(named.get(name) for name in _PUBLISHED)]
    times += [
        each.get("datetime")
        for each in tree.iter("time")
        if "pub" in (each.get("itemprop") or each.get("class") or "pub")
    ]
    return next((time for time in times if time and moment(time) is not None), None)


def _address(tree: HtmlElement) -> str | None:
    saved = (_SAVED_FROM.search(comment.text or "") for comment in tree.getroottree().xpath("//comment()")[:20])
    found = next((match[1] for match in saved if match), None)
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    links += [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    return found or next((link for link in links if link and link.startswith(("http://", "https://"))), None)


def _title(tree: HtmlElement) -> str | None:
    title = next(tree.iter("title"), None)
    return None if title is None else title.text_content()


def _structured(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that tell of an article."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                yield from _objects(json.loads(script.text or ""), 0)
            except (ValueError, RecursionError):
                continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_DATA:
        return
    if isinstance(value, dict):
        if "datePublished" in value or "headline" in value:
            yield value
        yield from _objects(value.get("@graph"), depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)


def _first(data: list[dict[str, Any]], key: str) -> str | None:
    for each in data:
        value = each.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return value
    return None
