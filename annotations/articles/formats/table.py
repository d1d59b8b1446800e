"""CSV and TSV (RFC 4180): after a line of names, a row an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.records import Record, Records
from annotations.articles.formats.source import Source
from annotations.articles.read import LIMIT

SAMPLE = 64 * 1024
"""Bytes from which the encoding is told, and what stands between fields."""


def unfold(source: Source) -> Records:
    """The articles of a table. Raises Unreadable where it has no line of names."""
    table = _Table(source)
    return Records(source, table.places(), table.parse)


class _Table:
    def __init__(self, source: Source) -> None:
        self._stream = source.stream
        self._stream.seek(0)
        sample = self._stream.read(SAMPLE)
        if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("a table in UTF-16", "save it as UTF-8")
        self._bom = 3 if sample.startswith(b"\xef\xbb\xbf") else 0
        self._encoding = _encoding(sample[self._bom :], whole=source.size <= SAMPLE)
        first = sample[self._bom :].split(b"\n", 1)[0].decode(self._encoding, "replace")
        self._delimiter = max("\t,;|", key=first.count)
        csv.field_size_limit(LIMIT)
        rows = self._rows(self._bom)
        self._start, self._names = next(((end, row) for _, end, row in rows), (0, []))
        if len(self._names) < 2 and not source.fields:
            raise Unreadable("no names of fields in its first line", "begin it with a line of names", 1)

    def places(self) -> Iterator[tuple[int, int, int]]:
        """Where each row begins and ends, and its number."""
        for number, (start, end, row) in enumerate(self._rows(self._start), 1):
            if any(row):
                yield start, end, number

    def parse(self, data: bytes, _number: int) -> Record:
        """A row by the names of its fields."""
        text = io.StringIO(data.decode(self._encoding, "replace"), newline="")
        row = next(csv.reader(text, delimiter=self._delimiter), [])
        return dict(zip(self._names, row, strict=False))

    def _rows(self, start: int) -> Iterator[tuple[int, int, list[str]]]:
        lines = _Lines(self._stream, start, self._encoding)
        rows = csv.reader(lines, delimiter=self._delimiter)
        while True:
            begin = lines.at
            try:
                row = next(rows, None)
            except csv.Error as error:
                raise Unreadable(f"not CSV: {error}", "mend its quotation marks") from error
            if row is None:
                return
            yield begin, lines.at, row


class _Lines:
    """Lines as text; `at` is the offset of the byte after the last. The stream may be moved between two of them."""

    def __init__(self, stream: BinaryIO, start: int, encoding: str) -> None:
        self._stream, self.at, self._encoding = stream, start, encoding

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._stream.seek(self.at)
        line = self._stream.readline(LIMIT)
        if not line:
            raise StopIteration
        self.at += len(line)
        return line.decode(self._encoding, "replace")


def _encoding(sample: bytes, *, whole: bool) -> str:
    try:
        # A character may be cut at the end of the sample.
        (sample if whole else sample[: sample.rfind(b"\n") + 1]).decode("utf-8")
    except UnicodeDecodeError:
        import chardet

        return chardet.detect(sample)["encoding"] or "cp1252"
    return "utf-8"
