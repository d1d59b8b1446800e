"""Bytes of HTML to text: by byte order mark, as UTF-8, by what the page declares, else by a guess."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)""", re.I
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text; `declared` is the encoding that came with the bytes, such as in the header of a letter."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    found = _DECLARED.search(data[:_HEAD])
    page = (found[1] or found[2]).decode("ascii", "replace") if found else None
    # Nothing but UTF-8 is valid UTF-8 by chance, and pages that declare something else lie more often.
    for encoding in (declared, "utf-8", page):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    import chardet

    guess = chardet.detect(data[: 64 * 1024])["encoding"] or "cp1252"
    return data.decode(guess, "replace")
