"""What has a form of its own: dates, times, amounts and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.entities.amounts import amounts
from annotations.entities.candidates import Candidate
from annotations.entities.dates import dates


def patterns(text: str) -> Iterator[Candidate]:
    """Candidates of all patterns, in no order."""
    yield from dates(text)
    yield from amounts(text)
