"""spaCy's DocBin (https://spacy.io/api/docbin): texts in tokens, with spans that begin and end at edges of tokens.

Of each Doc `ents` are entities of which no two overlap, `spans["sc"]` all entities, `spans["incorrect_spans"]`
rejected suggestions (from which spaCy's recogniser can learn) and `spans["notes"]` notes on a span. What spaCy has no
place for is JSON in `user_data["postil"]`: the article's name, and each annotation as docs/formats.md has it. When such
a file comes back, the spans tell which annotations there are, and this JSON what else is known of them.

A DocBin is one compressed message, so that all tokens of an export are in memory, 25 bytes each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, DocBin, SpanGroup
from spacy.tokens import Span as Placed
from spacy.vocab import Vocab

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.spacy_reading import ALL, NOTES, OURS, WRONG, group_of, read
from annotations.exchange.tokenised import tokenised
from annotations.notes.documents import to_document
from annotations.notes.note import Note

__all__ = ["HOLDS", "read", "write"]

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    whole=True,
    rejected=True,
    relations=True,
    overlaps=True,
    authorship=True,
    decisions=True,
)


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One DocBin; texts without a character are left out, since spaCy has no Doc of those."""
    packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for document in documents:
        kept = HOLDS.kept(document, losses)
        if document.text:
            packed.add(_doc(document, document.text, kept))
    yield "", packed.to_bytes()


def _doc(document: Document, text: str, notes: list[Note]) -> Doc:
    cut = tokenised(text, [note.span for note in notes if note.span])
    words = [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]
    doc = Doc(Vocab(), words=words, spaces=list(cut.spaced))
    groups: dict[str, list[Placed]] = {ALL: [], WRONG: [], NOTES: []}
    for note in notes:
        if note.span is not None:
            first, after = cut.of(note.span)
            groups[group_of(note)].append(Placed(doc, first, after, label=note.label or ""))
    for name, several in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=several)
    doc.ents = list(_apart(groups[ALL]))
    said = {"article": document.article, "annotations": [to_document(note) for note in notes]}
    doc.user_data[OURS] = json.dumps(said, ensure_ascii=False)
    return doc


def _apart(spans: Iterable[Placed]) -> Iterator[Placed]:
    """Entities that spaCy's recogniser can be trained with: that do not overlap, nor begin or end with a blank."""
    end = 0
    for span in spans:
        if span.start >= end and span.text == span.text.strip():
            end = span.end
            yield span
