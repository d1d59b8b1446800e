"""JSON Lines: an object a line, each an article."""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.records import Record, Records
from annotations.articles.formats.source import Source
from annotations.articles.read import LIMIT


def unfold(source: Source) -> Records:
    """The articles of a file, by the ids of the objects, or by line where there are none."""
    return Records(source, _lines(source), _parse)


def _lines(source: Source) -> Iterator[tuple[int, int, int]]:
    start, number = 0, 0
    while True:
        # Records are looked at between two lines, which moves the stream.
        source.stream.seek(start)
        number += 1
        line = source.stream.readline(LIMIT)
        if not line:
            return
        end = start + len(line)
        while not line.endswith(b"\n") and (line := source.stream.readline(LIMIT)):
            end += len(line)
        if end - start > 2 or line.strip():
            yield start, end, number
        start = end


def _parse(data: bytes, number: int) -> Record:
    try:
        found = json.loads(data.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise Unreadable("a line that is not UTF-8", "save the file as UTF-8", number) from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON ({error.msg}, column {error.colno})", "mend the line", number) from error
    except RecursionError as error:
        raise Unreadable("objects nested too deep", "mend the line", number) from error
    except ValueError as error:
        raise Unreadable("a number that is too long", "mend the line", number) from error
    if not isinstance(found, dict):
        raise Unreadable("a line that is no JSON object", "write an object a line", number)
    return found
