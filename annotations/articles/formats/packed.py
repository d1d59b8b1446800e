"""Messages between postil and the process that reads for it: four bytes of length, and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from annotations.articles.article import Article, Metadata, Region, RegionKind
from annotations.problem import Problem
from annotations.text.span import Span


def send(pipe: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write a message. Raises OSError where nobody reads it."""
    data = json.dumps(message).encode()
    pipe.write(len(data).to_bytes(4, "big") + data)
    pipe.flush()


def packed(found: Article | Problem) -> dict[str, Any]:
    """An article, or why there is none, as `unpacked` reads it."""
    if isinstance(found, Problem):
        return {"file": found.file, "what": found.what, "remedy": found.remedy, "line": found.line}
    return {
        "name": found.name,
        "text": found.text,
        "regions": [[each.kind.value, each.span.start, each.span.end] for each in found.regions],
        "published": found.published and found.published.isoformat(),
        "meta": found.meta,
    }


def unpacked(answer: dict[str, Any]) -> Article | Problem:
    """The article, or why there is none. Raises KeyError, TypeError or ValueError for what was not `packed`."""
    if "what" in answer:
        return Problem(answer["file"], answer["what"], answer["remedy"], answer["line"])
    regions = (Region(RegionKind(kind), Span(start, end)) for kind, start, end in answer["regions"])
    published = answer["published"] and datetime.fromisoformat(answer["published"])
    return Article(answer["name"], answer["text"], tuple(regions), published, Metadata(*answer["meta"]))
