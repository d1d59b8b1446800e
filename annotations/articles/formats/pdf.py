"""PDF: the text of its pages in the order of reading, by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pypdfium2
from pypdfium2 import raw

from annotations.articles.article import Metadata
from annotations.articles.dates import parse_date
from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.page_layout import (
    Piece,
    columns,
    edges,
    head_mark,
    is_page_number,
    paragraphs,
    printed_by_browser,
    running_heads,
)
from annotations.articles.formats.source import Source

MOST_PAGES = 2_000
"""Pages that are read."""
COLUMN_GAP = 1.5
"""Heights of the type between two pieces of a line; a blank has a third of one."""
LARGEST_PAGE = 14_400.0
"""Points of the longest side that a page may have (ISO 32000, annex C); what stands further away is on none."""
LARGER = 1.15
"""How many times as large as the text a title is set."""

_PASSWORD = 4
# PDFium has marks of its own for the hyphen that divides a word at the end of a line.
_WORD = re.compile("(?P<word>[^\\s\x00-\x1f\ufffe]+)(?P<divided>[\x02\ufffe])?|(?P<end>[\r\n])")
_MADE_BY_PROGRAMS = re.compile(r"untitled|microsoft word|.*\.(?:docx?|indd|qxd|tex|dvi|pdf|odt)|\W*", re.IGNORECASE)


def read(source: Source) -> Extract:
    """The article of a document. Raises Unreadable where it is damaged, encrypted, or has only pictures of text."""
    try:
        document = pypdfium2.PdfDocument(source.data())
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise Unreadable("encrypted", "save it without a password") from error
        raise Unreadable("damaged, or broken off", "fetch it again") from error
    try:
        return _extract(document)
    finally:
        document.close()


def _extract(document: pypdfium2.PdfDocument) -> Extract:
    pages = [_pieces(document, number) for number in range(min(len(document), MOST_PAGES))]
    heads = running_heads(pages)
    kept = [_without_heads(page, heads) for page in pages]
    found = paragraphs(lines for page in kept for lines in columns(page))
    if not found:
        raise Unreadable("no text in it, only pictures", "have its text recognised (OCR) first")
    title, found = _title(_said(document, "Title"), found)
    printed = (piece.text for page in pages[:1] for piece in printed_by_browser(page))
    url = next((text for text in printed if text.startswith(("http://", "https://"))), None)
    meta = Metadata(author=_said(document, "Author") or None, language=_language(document), url=url)
    return Extract("\n\n".join(text for text, _ in found), title, meta, _date(_said(document, "CreationDate")))


def _said(document: pypdfium2.PdfDocument, key: str) -> str:
    """A property of the document; empty where it has none, or none that is text."""
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _without_heads(page: list[Piece], heads: set[tuple[str, int]]) -> list[Piece]:
    outer = {id(piece) for piece in edges(page) if head_mark(piece) in heads or is_page_number(piece.text)}
    outer.update(id(piece) for piece in printed_by_browser(page))
    return [piece for piece in page if id(piece) not in outer]


def _title(said: str, found: list[tuple[str, float]]) -> tuple[str | None, list[tuple[str, float]]]:
    """The title, and the paragraphs without it: what is set larger at the beginning, else what the document says."""
    usual = max({size for _, size in found}, key=lambda size: sum(len(text) for text, each in found if each == size))
    size = max(size for _, size in found[:3])
    if size >= LARGER * usual:
        at = next(number for number, (_, each) in enumerate(found) if each == size)
        if len(found[at][0]) <= 300:
            return found[at][0], found[:at] + found[at + 1 :]
    return (None if _MADE_BY_PROGRAMS.fullmatch(said) else said), found


def _pieces(document: pypdfium2.PdfDocument, number: int) -> list[Piece]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        # A page that is damaged is left out; the others are read.
        return []
    pieces = [piece for piece in _split(_words(text.raw)) if _is_near(piece)]
    text.close()
    page.close()
    return pieces


def _is_near(piece: Piece) -> bool:
    return all(-LARGEST_PAGE <= side <= LARGEST_PAGE for side in (piece.left, piece.bottom, piece.right, piece.top))


def _words(page: Any) -> Iterator[Piece | None]:
    """What stands between blanks, with its box, in the order of the document; None where a line ends."""
    text = _text(page)
    box = raw.FS_RECTF()
    for found in _WORD.finditer(text):
        if found["end"]:
            yield None
            continue
        first, last = found.start("word"), found.end("word") - 1
        sides = [
            (box.left, box.bottom, box.right, box.top)
            for at in (first, last)
            if raw.FPDFText_GetLooseCharBox(page, at, box)
        ]
        if sides:
            left, bottom = min(side[0] for side in sides), min(side[1] for side in sides)
            right, top = max(side[2] for side in sides), max(side[3] for side in sides)
            size = round(raw.FPDFText_GetFontSize(page, first), 1)
            yield Piece(found["word"] + ("-" if found["divided"] else ""), left, bottom, right, top, size)
        if found["divided"]:
            yield None


def _text(page: Any) -> str:
    """The text of a page, of which each character stands at PDFium's index of it."""
    count = raw.FPDFText_CountChars(page)
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, units)
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if written == count + 1 and len(text) == count and not re.search("[\ud800-\udfff]", text):
        return text
    # Where some have no character, or take two units, each is asked for.
    codes = (raw.FPDFText_GetUnicode(page, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _split(words: Iterator[Piece | None]) -> Iterator[Piece]:
    """Words as pieces of lines: a new one where the line ends, or a gap is as wide as between columns."""
    run: list[Piece] = []
    for each in words:
        if run and (each is None or _apart(run[-1], each)):
            yield _piece(run)
            run = []
        if each is not None:
            run.append(each)
    if run:
        yield _piece(run)


def _apart(last: Piece, each: Piece) -> bool:
    size = max(each.size, last.size, 1.0)
    leap = each.left - last.right
    return leap > COLUMN_GAP * size or leap < -2 * size or abs(each.middle - last.middle) > 1.2 * size


def _piece(run: list[Piece]) -> Piece:
    left, right = min(each.left for each in run), max(each.right for each in run)
    bottom, top = min(each.bottom for each in run), max(each.top for each in run)
    return Piece(" ".join(each.text for each in run), left, bottom, right, top, max(each.size for each in run))


def _language(document: pypdfium2.PdfDocument) -> str | None:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0) if hasattr(raw, "FPDFCatalog_GetLanguage") else 0
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0") or None


def _date(written: str) -> datetime | None:
    """A date of PDF (`D:20260112214000+01'00'`)."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?", written)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone, more = found.groups()
    offset = "" if zone is None else "+00:00" if zone == "Z" else f"{zone}:{more or '00'}"
    return parse_date(f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{offset}")
