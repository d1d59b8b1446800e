"""EPUB (ISO/IEC 23736): a chapter of the spine an article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from textwrap import shorten
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from annotations.articles.article import Metadata
from annotations.articles.formats.decoding_html import decoded
from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.keys import slug
from annotations.articles.formats.markup import Markup, markup
from annotations.articles.formats.source import Source
from annotations.articles.formats.xml_tree import child, children, local, parsed, text
from annotations.articles.formats.zip_archive import ZipArchive

_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways in which only fonts are obfuscated, which is no encryption of the text."""

LONGEST_BEGINNING = 60
"""Code points of a title that is how a chapter begins."""


class Book:
    """The chapters of a book by number and title, without those that have no words. Raises Unreadable."""

    def __init__(self, source: Source) -> None:
        self._zip = ZipArchive(source)
        if self._encrypted():
            raise Unreadable("encrypted (DRM)", "only the seller's program can read it")
        path = self._package_path()
        self._folder = posixpath.dirname(path)
        self._package = self._tree(path)
        self._chapters = dict(self._found())

    def keys(self) -> Iterator[str]:
        """The keys, in the order of reading."""
        return iter(self._chapters)

    def __contains__(self, key: str) -> bool:
        return key in self._chapters

    def get(self, key: str) -> Extract:
        """A chapter."""
        title, path = self._chapters[key]
        about = child(self._package, "metadata")
        chapter = self._markup(path)
        authors = [name for each in children(about, "creator") if (name := text(each))]
        meta = Metadata(text(about, "title"), ", ".join(authors) or None, text(about, "language"), _address(about))
        return Extract(chapter.text, title, meta, text(about, "date"))

    def _encrypted(self) -> bool:
        if "META-INF/rights.xml" in self._zip:
            return True
        if "META-INF/encryption.xml" not in self._zip:
            return False
        methods = (each for each in self._tree("META-INF/encryption.xml").iter() if local(each) == "EncryptionMethod")
        return any(each.get("Algorithm") not in _FONTS for each in methods)

    def _package_path(self) -> str:
        if "META-INF/container.xml" not in self._zip:
            raise Unreadable("no book: it has no META-INF/container.xml", "fetch it again")
        root = child(self._tree("META-INF/container.xml"), "rootfiles", "rootfile")
        path = None if root is None else root.get("full-path")
        if not path or path not in self._zip:
            raise Unreadable("a book without its package file", "fetch it again")
        return path

    def _found(self) -> Iterator[tuple[str, tuple[str | None, str]]]:
        items = {each.get("id"): each for each in children(self._package, "manifest", "item")}
        spine = [
            items[ref] for each in children(self._package, "spine", "itemref") if (ref := each.get("idref")) in items
        ]
        titles = self._titles(items.values())
        width = max(2, len(str(len(spine))))
        for number, item in enumerate(spine, 1):
            path = self._path(item.get("href"))
            if "html" not in item.get("media-type", "html") or path not in self._zip or item.get("properties") == "nav":
                continue
            chapter = self._markup(path)
            if words := chapter.text:
                title = _given(titles.get(path)) or chapter.heading or _given(chapter.title) or _beginning(words)
                name = slug(title) or slug(posixpath.splitext(posixpath.basename(path))[0], "chapter")
                yield f"{number:0{width}}-{name}", (title, path)

    def _titles(self, items: Iterable[Element]) -> dict[str, str]:
        """Titles by path, as the table of contents has them (EPUB 2: NCX, EPUB 3: a list in HTML)."""
        found: dict[str, str] = {}
        for item in items:
            path = self._path(item.get("href"))
            if path in self._zip:
                for label, address in self._entries(item, path):
                    found.setdefault(_joined(posixpath.dirname(path), address), label)
        return found

    def _entries(self, item: Element, path: str) -> Iterator[tuple[str, str]]:
        if item.get("media-type") == "application/x-dtbncx+xml":
            for point in self._tree(path).iter():
                label, place = text(point, "navLabel"), child(point, "content")
                if label and place is not None:
                    yield label, place.get("src", "")
        elif "nav" in item.get("properties", "").split():
            for link in self._tree(path).iter():
                if local(link) == "a" and (label := text(link)):
                    yield label, link.get("href", "")

    def _path(self, address: str | None) -> str:
        return _joined(self._folder, address or "")

    def _tree(self, path: str) -> Element:
        return parsed(self._zip.get(path).data())

    def _markup(self, path: str) -> Markup:
        return markup(decoded(self._zip.get(path).data()))


def unfold(source: Source) -> Book:
    """The chapters of a book."""
    return Book(source)


def _given(title: str | None) -> str | None:
    """A title that somebody gave: programs call what has no heading `Section 1` (LibreOffice) or `Start` (calibre)."""
    return None if title is None or re.fullmatch(r"Section \d+|Start", title) else title


def _beginning(words: str) -> str:
    """The first line, or as many whole words of it as a title may have."""
    return shorten(words.split("\n", 1)[0], LONGEST_BEGINNING, placeholder="…") or "…"


def _joined(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _address(about: Element | None) -> str | None:
    return next(
        (found for each in children(about, "source") if (found := text(each)) and found.startswith("http")), None
    )
