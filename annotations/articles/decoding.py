"""Bytes to text."""

from __future__ import annotations

import codecs
import re

from annotations.problem import Problem

GUESS_FROM = 64 * 1024
"""Bytes that a guess at a legacy encoding looks at."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"SQLite format 3\0")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile("\r\n?")


def decode(data: bytes, name: str) -> str | Problem:
    """The text of a file, with `\\n` for every line end and without a byte order mark."""
    text = _decoded(data)
    if text is None:
        return Problem(name, "not a text: binary data", "only text and Markdown can be read")
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _decoded(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    if data.startswith(_MAGIC):
        return None
    head = data[:GUESS_FROM]
    if b"\0" in head:
        return _unmarked_utf16(data, head)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(head)) * 20 > len(head):
        return None
    return _guessed(data, head)


def _unmarked_utf16(data: bytes, head: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte, and hardly one in the others."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    if encoding is None or max(even, odd) * 8 < len(head):
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, head: bytes) -> str:
    import chardet

    guess = chardet.detect(head)["encoding"]
    for encoding in (guess, "cp1252"):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
