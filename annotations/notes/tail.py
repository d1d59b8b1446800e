"""The lines of a file from its end on, with no more of it in memory than the line at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator

_SLICE = 1 << 20


def lines_backwards(descriptor: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes, with the line end where it has one, of each line before an offset, the last first."""
    rest, at = b"", end
    while at > 0:
        start = max(at - max(_SLICE, len(rest)), 0)
        data = read_all(descriptor, start, at) + rest
        # The first line may begin in front of what was read.
        first = (data.find(b"\n") + 1 or len(data)) if start else 0
        yield from _split_backwards(data, first, start)
        rest, at = data[:first], start


def _split_backwards(data: bytes, first: int, offset: int) -> Iterator[tuple[int, bytes]]:
    end = len(data)
    while end > first:
        start = max(data.rfind(b"\n", first, end - 1) + 1, first)
        yield offset + start, data[start:end]
        end = start


def read_all(descriptor: int, start: int, end: int) -> bytes:
    """The bytes between two offsets, or as many as there are."""
    parts = []
    while start < end and (part := os.pread(descriptor, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
