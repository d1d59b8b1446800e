"""What a file is that its name does not tell: by how it begins."""

from __future__ import annotations

import json
import re

HEAD = 4096
"""Bytes that are looked at."""

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title)\b", re.I | re.S)
_XML = re.compile(rb"\s*(?:<\?xml|<(?:rss|feed|nitf|newsItem|newsMessage)\b)", re.IGNORECASE)
_HEADERS = re.compile(
    rb"(?:(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|X-[\w-]+):"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*){2,}",
    re.IGNORECASE,
)
_MBOX = re.compile(rb"From \S+.*\d\d:\d\d.*\d{4}\r?\n")


def ending_of(head: bytes) -> str:
    """The ending that a file which begins like this should have; `.txt` for all that is nothing else."""
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\3\4"):
        return ".epub" if b"mimetypeapplication/epub+zip" in head[:120] else ".zip"
    if head.startswith(b"\x1f\x8b"):
        return ".gz"
    if head[257:262] == b"ustar":
        return ".tar"
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        return ".html"
    if _XML.match(text):
        return ".xml"
    if _MBOX.match(text):
        return ".mbox"
    if found := _HEADERS.match(text):
        return ".mhtml" if b"multipart/related" in found[0].lower() else ".eml"
    if text.startswith(b"{") and _is_object(text.partition(b"\n")[0]):
        return ".jsonl"
    return ".md" if re.match(rb"# \S|---[ \t]*\r?\n[\w-]+:", text) else ".txt"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A line that is longer than what is looked at.
        return len(line) >= HEAD - 3 and re.match(rb'\{\s*"[^"\n]*"\s*:', line) is not None
