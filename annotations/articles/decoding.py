"""Bytes to text."""

from __future__ import annotations

import codecs
import re
from io import BytesIO, IncrementalNewlineDecoder
from typing import BinaryIO

from annotations.problem import Problem

CHUNK = 16 * 1024
"""Bytes that are decoded at once, so that a long file never lies in memory beside its text."""

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


def decode(data: bytes | BinaryIO, name: str) -> str | Problem:
    """The text of a file that can be sought in, with `\n` for every line end and without a byte order mark."""
    stream = BytesIO(data) if isinstance(data, bytes) else data
    text = _decoded(stream)
    if text is None:
        return Problem(name, "not a text: binary data", "give it the ending that tells its format")
    return text


def _decoded(stream: BinaryIO) -> str | None:
    head = stream.read(GUESS_FROM)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _read(stream, encoding, start=len(bom), errors="replace")
    if head.startswith(_MAGIC):
        return None
    if b"\0" in head:
        return _unmarked_utf16(stream, head)
    try:
        # Most files are short, and read already.
        return _with_line_feeds(head.decode()) if len(head) < GUESS_FROM else _read(stream, "utf-8")
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(head)) * 20 > len(head):
        return None
    return _guessed(stream, head)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read(stream: BinaryIO, encoding: str, *, start: int = 0, errors: str = "strict") -> str:
    """Raises UnicodeDecodeError for what is not in the encoding, and LookupError for one that is not known."""
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors), translate=True)
    stream.seek(start)
    text = ""
    for data in iter(lambda: stream.read(CHUNK), b""):
        # CPython grows a local string in place; chunks that are joined at the end need room for the text twice.
        text += decoder.decode(data)
    return text + decoder.decode(b"", final=True)


def _unmarked_utf16(stream: BinaryIO, head: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte, and hardly one in the others."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    if encoding is None or max(even, odd) * 8 < len(head):
        return None
    try:
        return _read(stream, encoding)
    except UnicodeDecodeError:
        return None


def _guessed(stream: BinaryIO, head: bytes) -> str:
    import chardet

    guess = chardet.detect(head)["encoding"]
    for encoding in (guess, "cp1252"):
        try:
            if encoding:
                return _read(stream, encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _read(stream, "latin-1")
