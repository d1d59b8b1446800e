"""A file of text becomes an article, or a problem."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.articles import markdown, plain
from annotations.articles.article import NOTHING_SAID, Article, RegionKind
from annotations.articles.dates import parse_date
from annotations.articles.decoding import decode
from annotations.problem import PostilError, Problem, reason
from annotations.text.safe import visible_line

LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

MARKDOWN = (".md", ".markdown")


def read(
    path: Path | str, name: str | None = None, limit: int = LIMIT, *, markdown: bool | None = None
) -> Article | Problem:
    """The article in a file of text; `name` is its path relative to the library. Never blocks on what is no file."""
    shown = name or Path(path).name
    try:
        with opened(path, shown, limit) as stream:
            return _article(decode(stream, shown), shown, markdown)
    except PostilError as error:
        return error.problem


@contextmanager
def opened(path: Path | str, shown: str, limit: int | None = LIMIT) -> Iterator[BinaryIO]:
    """A regular file of at most so many bytes, open for reading; raises PostilError that calls it `shown`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise PostilError(Problem(shown, *_why(path, error))) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise PostilError(Problem(shown, "not a regular file", "only files can be read"))
        if limit is not None and status.st_size > limit:
            size, most = (f"{size / 1024 / 1024:,.0f} MiB" for size in (status.st_size, limit))
            raise PostilError(Problem(shown, f"too large: {size}", f"at most {most} can be read; split it"))
        with open(descriptor, "rb", closefd=False) as stream:
            yield stream
    except OSError as error:
        raise PostilError(Problem(shown, *_why(path, error))) from error
    finally:
        os.close(descriptor)


def read_bytes(data: bytes, name: str, *, markdown: bool | None = None) -> Article | Problem:
    """The article in the bytes of a text; whether it is Markdown is told by its name, where it is not said."""
    return _article(decode(data, name), name, markdown)


def _article(text: str | Problem, name: str, marked_up: bool | None = None) -> Article | Problem:
    if isinstance(text, Problem):
        return text
    if not text:
        return Problem(name, "empty file", "remove it, or fetch the article again")
    if text.isspace():
        return Problem(name, "nothing but blanks", "remove it, or fetch the article again")
    if marked_up is None:
        marked_up = name.lower().endswith(MARKDOWN)
    regions, meta = markdown.parsed(text) if marked_up else (plain.regions(text), NOTHING_SAID)
    published = next((region.span for region in regions if region.kind is RegionKind.PUBLISHED), None)
    when = None if published is None else parse_date(text[published.start : published.end])
    return Article(name, text, regions, when, meta)


def _why(path: Path | str, error: OSError) -> tuple[str, str]:
    if error.errno == errno.ENOENT:
        if (link := Path(path)).is_symlink():
            return f"broken link to {visible_line(str(link.readlink()))}", "mend or remove the link"
        return "no such file", "check the name"
    if error.errno == errno.ELOOP:
        return "a loop of links", "mend or remove the link"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "may not be read", "change its permissions"
    return reason(error), "check the file"
