"""EPUB as pandoc writes it where it is installed, and as the standard library's zipfile does."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.annotations.articles.formats.reading import articles, found, problems

BOOK = """---
title: The Sea
author: [Ana Duarte, Jo Li]
date: 2026-01-12
lang: en-GB
---

# The harbour

It rained on *Monday*.

- one
- two

# The light

Nobody came.
"""
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="o/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>T</dc:title></metadata><manifest>
<item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="n" href="toc.ncx"
 media-type="application/x-dtbncx+xml"/><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="a"/><itemref idref="none"/></spine></package>"""
NCX = """<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx><navMap><navPoint><navLabel><text>Über alles</text></navLabel><content src="a%20b.xhtml#x"/></navPoint></navMap>
</ncx>"""


def epub(file: Path, **more: str | None) -> Path:
    parts = {
        "META-INF/container.xml": CONTAINER,
        "o/p.opf": PACKAGE,
        "o/toc.ncx": NCX,
        "o/a b.xhtml": "<html><body><p>First&nbsp;words.</p></body></html>",
        "o/c.xhtml": "<html><head><title>Cover</title></head><body><img src='x.png'/></body></html>",
        **more,
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return file


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("version", ["epub2", "epub3"])
def test_a_book_that_pandoc_made_has_a_chapter_an_article(tmp_path: Path, version: str) -> None:
    book = tmp_path / "sea.epub"
    subprocess.run(["pandoc", "-f", "markdown", "-t", version, "-o", book], input=BOOK, text=True, check=True)
    read = articles(book)
    assert list(read) == ["01-the-sea", "02-the-harbour", "03-the-light"]
    harbour = read["02-the-harbour"]
    assert (harbour.title, harbour.text) == ("The harbour", "The harbour\n\nIt rained on Monday.\n\n- one\n- two\n")
    assert (harbour.source, harbour.author, harbour.meta.language) == ("The Sea", "Ana Duarte, Jo Li", "en-GB")
    assert harbour.published is not None
    assert harbour.published.date().isoformat() == "2026-01-12"


def test_chapters_are_named_by_the_table_of_contents_and_those_without_words_left_out(tmp_path: Path) -> None:
    read = articles(epub(tmp_path / "a.epub"))
    assert {key: each.text for key, each in read.items()} == {"02-über-alles": "Über alles\n\nFirst words.\n"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("META-INF/container.xml", None, "no book: it has no META-INF/container.xml; fetch it again"),
        ("o/p.opf", None, "a book without its package file; fetch it again"),
        ("o/p.opf", "<package", "not well-formed XML: unclosed token; mend it"),
        ("META-INF/rights.xml", "<x/>", "encrypted (DRM); only the seller's program can read it"),
        (
            "META-INF/encryption.xml",
            '<e><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></e>',
            "encrypted (DRM); only the seller's program can read it",
        ),
        (
            "o/p.opf",
            '<!DOCTYPE p [<!ENTITY a "aaaa">]><package>&a;</package>',
            "XML that declares entities; it may be hostile; take the declarations out",
        ),
    ],
)
def test_what_is_wrong_with_a_book_is_one_line(tmp_path: Path, name: str, content: str | None, said: str) -> None:
    lines = problems(epub(tmp_path / "a.epub", **{name: content}))
    assert [line.removeprefix("a.epub:").removeprefix("1:").strip() for line in lines] == [said]


def test_fonts_that_are_obfuscated_hide_no_text(tmp_path: Path) -> None:
    method = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert list(articles(epub(tmp_path / "a.epub", **{"META-INF/encryption.xml": method}))) == ["02-über-alles"]


def test_a_book_that_breaks_off(tmp_path: Path) -> None:
    book = epub(tmp_path / "a.epub")
    book.write_bytes(book.read_bytes()[:-40])
    assert problems(book) == ["a.epub: damaged archive; fetch it again"]
    assert list(found(book)) == ["!"]
