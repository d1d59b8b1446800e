"""Texts that are made to mislead a recogniser, and what holds of whatever it finds in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from annotations.entities.entity import Entity
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

ARTICLE = Path(__file__).parents[4] / "shared" / "articles" / "000_bbd14f8de049ecc4.txt"
_NAMES = (
    "Mr. |President |Xi Jinping|Hiroshi |Kajiyama|'s|’s | said| of | and |Ministry|Agreement|South Korea|TOKYO|Japan"
    "|al-|Jordan|New York|New\nYork|Dec. 5|1910-1945|$5 million|3%|120 km|three|first| (ABC)|ABC|€3m|5 ° C"
)
_TROUBLE = (
    "n| -- |\n|\n\n|. |日本|中国人|العربية |٣|\u0301|\u0308|👩\u200d👩\u200d👧|🇯🇵|é|e\u0301|\u200d|\u00a0"
    "|İstanbul|ﬁ|ß|\r|\x00|\ud800|“|”|²"
)
_PIECES = st.sampled_from(_NAMES.split("|") + _TROUBLE.split("|"))
TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join))
SPANS = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda ends: Span(min(ends), max(ends)))


def check_entities(found: Iterable[Entity], text: str, skip: Sequence[Span] = ()) -> None:
    """They are exact, ordered and apart, split no grapheme cluster, and lie in nothing that was to be skipped."""
    last = 0
    for entity in found:
        start, end = entity.span.start, entity.span.end
        assert last <= start < end <= len(text)
        assert text[start:end] == entity.text
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert 0 <= entity.score <= 1
        assert not any(entity.span.overlaps(each) for each in skip if len(each))
        last = end
