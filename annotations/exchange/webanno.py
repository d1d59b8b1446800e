"""WebAnno's TSV 3.3, of INCEpTION: a file for each article, with a token and what is on it a line.

Offsets count UTF-16 units. Entities are DKPro's `NamedEntity`, which every project has; the layers `PostilNote` and
`PostilRelation`, and `body` and `tags` (a JSON list) of an entity, are there only where an article has such, since a
project needs them before it can take the file. Annotations of several tokens, or beside others of their layer, have a
number: `ORG[1]`. A sentence has the blanks behind it; those before the first one have no place in the format.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.tokenised import tokenised
from annotations.exchange.utf16 import Units
from annotations.exchange.webanno_reading import ENTITIES, FORMAT, NOTES, RELATIONS, read
from annotations.notes.note import Kind, Note
from annotations.text.sentences import sentences
from annotations.text.span import Span

__all__ = ["HOLDS", "read", "write"]

HOLDS = Holds(
    notes=True, bodies=True, tags=True, relations=True, overlaps=True, blank_ends=False, arrows_of_notes=False
)
# As INCEpTION has them: of values fewer, so that other control characters stand there as they are.
_CONTROLS = {code: f"\\{chr(code)}" for code in range(32) if chr(code) != "\v"}
_IN_TEXT = _CONTROLS | str.maketrans({"\\": r"\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"})
_IN_VALUES = str.maketrans({character: f"\\{character}" for character in r"\[]|_;*"})
_IN_VALUES |= str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r"})


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """A file for each article that has a text."""
    for document in documents:
        kept = HOLDS.kept(document, losses)
        if document.text is not None:
            lines = "\n".join(_Rows(document.text, kept).lines())
            yield f"{document.article}.tsv", f"{lines}\n".encode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Layer:
    """The annotations of one layer, with the features that become columns."""

    name: str
    features: Sequence[str]
    notes: Sequence[Note]

    @property
    def header(self) -> str:
        """The line that tells of it."""
        return f"#T_SP={'|'.join((self.name, *self.features))}"


class _Rows:
    """The lines of one file."""

    def __init__(self, text: str, notes: Sequence[Note]) -> None:
        self._text = text
        starts = [sentence.start for sentence in sentences(text)]
        spans = [note.span for note in notes if note.span]
        inside = {
            at for span in spans for at in starts[bisect_right(starts, span.start) : bisect_left(starts, span.end)]
        }
        starts = [at for at in starts if at not in inside]
        self._blocks = [Span(*edges) for edges in zip(starts, [*starts[1:], len(text)], strict=True)]
        self._cut = tokenised(text, [*spans, *self._blocks])
        self._relations = [note for note in notes if note.kind is Kind.RELATION]
        entities = [note for note in notes if note.kind is Kind.ENTITY]
        more = ["body"] * any(note.body for note in entities) + ["tags"] * any(note.tags for note in entities)
        remarks = [note for note in notes if note.kind is Kind.NOTE]
        self._layers = [_Layer(ENTITIES, ["identifier", "value", *more], entities)]
        self._layers += [_Layer(NOTES, ["body", "tags"], remarks)] if remarks else []
        self._tokens = {note.id: range(*self._cut.of(note.span)) for note in notes if note.span}
        self._numbers = self._numbered()

    def lines(self) -> Iterator[str]:
        """All of them."""
        yield FORMAT
        yield from (layer.header for layer in self._layers)
        if self._relations:
            yield f"#T_RL={RELATIONS}|label|BT_{ENTITIES}"
        yield from ("", "")
        columns = self._columns()
        units = Units(self._text)
        names: dict[int, str] = {}
        for at, block in enumerate(self._blocks, 1):
            inside = self._cut.of(block)
            words = [n for n in range(*inside) if not self._word(n).isspace()]
            names |= {token: f"{at}-{number}" for number, token in enumerate(words, 1)}
        arrows = self._arrows(names)
        for at, block in enumerate(self._blocks):
            # Between two, and not at the end, where INCEpTION takes it for the beginning of another.
            yield from [""] * bool(at)
            yield f"#Text={self._text[block.start : block.end].translate(_IN_TEXT)}"
            for token in range(*self._cut.of(block)):
                if token in names:
                    span = units.of(Span(self._cut.starts[token], self._cut.ends[token]))
                    cells = [column.get(token, "_") for column in [*columns, *arrows]]
                    word = self._word(token).translate(_IN_TEXT)
                    yield "\t".join((names[token], f"{span.start}-{span.end}", word, *cells))

    def _word(self, token: int) -> str:
        return self._text[self._cut.starts[token] : self._cut.ends[token]]

    def _numbered(self) -> dict[str, int]:
        """Numbers from 1 of the annotations that need one."""
        need = []
        for layer in self._layers:
            on = Counter(token for note in layer.notes for token in self._tokens[note.id])
            several = (note for note in layer.notes if max(on[token] for token in self._tokens[note.id]) > 1)
            need += [note.id for note in several] + [note.id for note in layer.notes if len(self._tokens[note.id]) > 1]
        return {note_id: number for number, note_id in enumerate(dict.fromkeys(need), 1)}

    def _columns(self) -> list[dict[int, str]]:
        """For each feature, the cells of the tokens that have something."""
        columns = []
        for layer in self._layers:
            for feature in layer.features:
                column: dict[int, list[str]] = {}
                for note in layer.notes:
                    number = self._numbers.get(note.id)
                    cell = _value(note, feature) + (f"[{number}]" if number else "")
                    for token in self._tokens[note.id]:
                        column.setdefault(token, []).append(cell)
                columns.append({token: "|".join(cells) for token, cells in column.items()})
        return columns

    def _arrows(self, names: dict[int, str]) -> list[dict[int, str]]:
        """The two columns of relations: in the line of the first token of their end, where they come from."""
        if not self._relations:
            return []
        labels: dict[int, list[str]] = {}
        origins: dict[int, list[str]] = {}
        for note in self._relations:
            source, target = note.source or "", note.target or ""
            numbers = [self._numbers.get(end, 0) for end in (source, target)]
            told = f"[{numbers[0]}_{numbers[1]}]" if any(numbers) else ""
            end = self._tokens[target][0]
            labels.setdefault(end, []).append(_escaped(note.label or "") or "*")
            origins.setdefault(end, []).append(names[self._tokens[source][0]] + told)
        return [{token: "|".join(cells) for token, cells in column.items()} for column in (labels, origins)]


def _value(note: Note, feature: str) -> str:
    match feature:
        case "value":
            value = note.label or ""
        case "body":
            value = note.body
        case "tags":
            value = json.dumps(note.tags, ensure_ascii=False) if note.tags else ""
        case _:
            value = ""
    return _escaped(value) or "*"


def _escaped(value: str) -> str:
    return value.translate(_IN_VALUES).replace("->", "\\->")
