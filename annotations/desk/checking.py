"""What of an article is worth a second look: suggestions that are unsure, and names that nobody suggested.

Of runs of capitalised words that are no mention, in news a third are names that were missed, and half of what was
missed are such runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.articles.article import Article, RegionKind
from annotations.desk.mentions import Mention, next_unsure, previous_unsure
from annotations.entities.vocabulary import COMMON, OCCUPATIONS, TITLES
from annotations.notes.note import Decision, Note
from annotations.text.runs import runs
from annotations.text.sentences import previous_sentence, sentences
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex, SpanLookup

REACH = 32_000
"""Code points within which a name that nobody suggested is looked for, so that a key never reads a whole text."""

_NEAR = 2_000
_RUNNING = (RegionKind.BODY, RegionKind.DATELINE, RegionKind.PLACE)
_NO_NAMES = COMMON | TITLES | OCCUPATIONS
_OPENING = "\"'“‘«"


@dataclass(frozen=True, slots=True)
class Checking:
    """Goes from place to place; `closed` is where no name is looked for: heads of articles, and what was rejected."""

    text: str
    mentions: SpanLookup[Mention]
    closed: SpanIndex[None]

    @classmethod
    def of(cls, article: Article, mentions: SpanLookup[Mention], notes: Iterable[Note]) -> Checking:
        """The places of an article that has these mentions and notes."""
        heads = [region.span for region in article.regions if region.kind not in _RUNNING]
        rejected = [note.span for note in notes if note.decision is Decision.REJECTED and note.span is not None]
        return cls(article.text, mentions, SpanIndex((span, None) for span in (*heads, *rejected)))

    def after(self, offset: int) -> Span | None:
        """The first place that starts after an offset."""
        unsure = next_unsure(self.mentions, offset)
        end = len(self.text) if unsure is None else unsure[0].start
        names = self._names(_sentence_at(self.text, offset), min(end, offset + REACH))
        name = next((name for name in names if name.start > offset), None)
        return name or (unsure and unsure[0])

    def before(self, offset: int) -> Span | None:
        """The last place that starts before an offset."""
        unsure = previous_unsure(self.mentions, offset)
        first = max(0 if unsure is None else unsure[0].end, offset - REACH)
        reach = _NEAR
        while True:
            start = max(first, offset - reach)
            names = [name for name in self._names(_sentence_at(self.text, start), offset) if name.start >= start]
            if names or start == first:
                return names[-1] if names else unsure and unsure[0]
            reach *= 4

    def _names(self, start: int, end: int) -> Iterator[Span]:
        """Names that nobody suggested, of the sentences from `start` on, that start before `end`."""
        for sentence in sentences(self.text, start):
            if sentence.start >= end:
                return
            for run in runs(self.text, sentence):
                name = self._name(run, begins=self.text[sentence.start : run.start].strip(_OPENING) == "")
                if name is not None and name.start < end:
                    yield name

    def _name(self, run: Span, *, begins: bool) -> Span | None:
        """What of a run may be a name; where it begins a sentence, its first word alone tells nothing."""
        if self.mentions.overlapping(run.start, run.end) or self.closed.overlapping(run.start, run.end):
            return None
        words = self.text[run.start : run.end].split()
        if _NO_NAMES.issuperset(words) or (begins and len(words) == 1):
            return None
        if begins and words[0] in COMMON:
            return Span(self.text.index(words[1], run.start + len(words[0])), run.end)
        return run


def _sentence_at(text: str, offset: int) -> int:
    """Where the sentence begins that an offset is in."""
    return previous_sentence(text, offset + 1) or 0
