"""A file becomes an article, or a problem."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from annotations.articles import markdown, plain
from annotations.articles.article import Article, RegionKind
from annotations.articles.dates import parse_date
from annotations.articles.decoding import decode
from annotations.problem import Problem
from annotations.text.safe import visible_line

LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

MARKDOWN = (".md", ".markdown")


def read(path: Path, name: str | None = None, limit: int = LIMIT) -> Article | Problem:
    """The article in a file; `name` is its path relative to the library. Never blocks on what is no regular file."""
    shown = name or path.name
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return Problem(shown, *_why(path, error))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Problem(shown, "not a regular file", "only files with text can be read")
        if status.st_size > limit:
            size, most = (f"{size / 1024 / 1024:,.0f} MiB" for size in (status.st_size, limit))
            return Problem(shown, f"too large: {size}", f"at most {most} can be read; split it")
        with open(descriptor, "rb", closefd=False) as stream:
            text = decode(stream, shown)
    except OSError as error:
        return Problem(shown, *_why(path, error))
    finally:
        os.close(descriptor)
    return _article(text, shown)


def read_bytes(data: bytes, name: str) -> Article | Problem:
    """The article in the bytes of a file of this name."""
    return _article(decode(data, name), name)


def _article(text: str | Problem, name: str) -> Article | Problem:
    if isinstance(text, Problem):
        return text
    if not text:
        return Problem(name, "empty file", "remove it, or fetch the article again")
    if text.isspace():
        return Problem(name, "nothing but blanks", "remove it, or fetch the article again")
    regions = markdown.regions(text) if name.lower().endswith(MARKDOWN) else plain.regions(text)
    published = next((region.span for region in regions if region.kind is RegionKind.PUBLISHED), None)
    when = None if published is None else parse_date(text[published.start : published.end])
    return Article(name, text, regions, when)


def _why(path: Path, error: OSError) -> tuple[str, str]:
    if error.errno == errno.ENOENT:
        if path.is_symlink():
            return f"broken link to {visible_line(str(path.readlink()))}", "mend or remove the link"
        return "no such file", "check the name"
    if error.errno == errno.ELOOP:
        return "a loop of links", "mend or remove the link"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "may not be read", "change its permissions"
    return (error.strerror or str(error)).lower(), "check the file"
