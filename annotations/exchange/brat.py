"""brat's standoff: for each article a text (`.txt`) and its annotations (`.ann`), and one `annotation.conf` for all.

Offsets count code points. A note that is no entity is a text-bound annotation of the type `Note`; what it says is its
`AnnotatorNotes` (a JSON string where it has several lines), its tags are a comment of the type `Tags`, a JSON list.
What was decided is the attribute `Decision`. A span over several lines is written in parts, one a line, as brat
wants it; of other spans in parts, all from the first to the last is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import arrow, entity, remark
from annotations.exchange.reading import below, fault, lines, whole
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    rejected=True,
    relations=True,
    overlaps=True,
    decisions=True,
    blank_ends=False,
    any_names=False,
)
_NOTE = "Note"
_SAID, _TAGS = "AnnotatorNotes", "Tags"


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """Two files for each article, and the configuration at the end."""
    types, relations = {_NOTE}, set[str]()
    for document in documents:
        kept = HOLDS.kept(document, losses)
        if document.text is None:
            continue
        base = document.article.removesuffix(".txt")
        yield f"{base}.txt", document.text.encode("utf-8", "backslashreplace")
        yield f"{base}.ann", "".join(line + "\n" for line in _lines(kept, document.text)).encode()
        types |= {note.label for note in kept if note.kind is Kind.ENTITY and note.label}
        relations |= {note.label for note in kept if note.kind is Kind.RELATION and note.label}
    yield "annotation.conf", _configuration(sorted(types), sorted(relations)).encode()


def read(file: Path) -> Iterator[Document]:
    """A document for each `.ann` below a folder that has its text beside it. Raises PostilError."""
    for path, name in below(file, ".ann"):
        text = whole(path.with_suffix(".txt")).replace("\r\n", "\n")
        yield Document(f"{name}.txt", text, tuple(_Standoff(path, text).notes()), line=1)


def _lines(notes: Iterable[Note], text: str) -> Iterator[str]:
    ids: dict[str | None, str] = {}
    comments = 0
    for number, note in enumerate(notes, 1):
        if note.kind is Kind.RELATION:
            yield f"R{number}\t{note.label} Arg1:{ids[note.source]} Arg2:{ids[note.target]}"
            continue
        ids[note.id] = f"T{number}"
        parts = _parts(text, note.start or 0, note.end or 0)
        places = ";".join(f"{start} {end}" for start, end in parts)
        yield f"T{number}\t{note.label or _NOTE} {places}\t{' '.join(text[start:end] for start, end in parts)}"
        if note.decision is not None:
            yield f"A{number}\tDecision T{number} {note.decision}"
        said = json.dumps(note.body, ensure_ascii=False) if len(note.body.splitlines()) > 1 else note.body
        for kind, comment in ((_SAID, said), (_TAGS, json.dumps(note.tags, ensure_ascii=False) if note.tags else "")):
            if comment:
                comments += 1
                yield f"#{comments}\t{kind} T{number}\t{comment}"


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a span between its line ends."""
    parts = []
    for line in text[start:end].split("\n"):
        if line:
            parts.append((start, start + len(line)))
        start += len(line) + 1
    return parts


def _configuration(types: Iterable[str], relations: Iterable[str]) -> str:
    return "\n".join(
        [
            "[entities]",
            *types,
            "[relations]",
            *(f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in relations),
            "[events]",
            "[attributes]",
            f"Decision\tArg:<ENTITY>, Value:{'|'.join(Decision)}",
            "",
        ]
    )


class _Standoff:
    """The annotations of one `.ann` file."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = text
        self._line = 1
        self._made: dict[str, Note] = {}

    def notes(self) -> list[Note]:
        """All of them; events, normalisations and equivalences are passed over."""
        for number, line in lines(self._file):
            self._line = number
            key, _, rest = line.partition("\t")
            what, _, words = rest.partition("\t")
            match key[:1]:
                case "T":
                    self._made[key] = self._bound(key, what, words)
                case "R":
                    self._made[key] = self._relation(key, what)
                case "A" | "M":
                    self._attribute(what.split(" "))
                case "#":
                    self._comment(what, words)
                case _:
                    continue
        return list(self._made.values())

    def _bound(self, key: str, what: str, words: str) -> Note:
        label, _, places = what.partition(" ")
        try:
            parts = [tuple(map(int, part.split())) for part in places.split(";")]
            spans = [Span(start, end) for start, end in parts]
        except ValueError as error:
            raise self._fault("has no offsets") from error
        covered = " ".join(self._text[span.start : span.end] for span in spans)
        whole_span = Span(spans[0].start, spans[-1].end)
        if covered != words or not 0 <= whole_span.start < whole_span.end <= len(self._text):
            raise self._fault(f"says {words[:40]!r}, and the text there is {covered[:40]!r}")
        if label == _NOTE:
            return remark(key, self._text, whole_span, "")
        return entity(key, self._text, whole_span, label)

    def _relation(self, key: str, what: str) -> Note:
        label, *ends = what.split(" ")
        arguments = [end.partition(":")[2] for end in ends if end]
        if len(arguments) != 2 or not all(arguments):
            raise self._fault("is no relation of two")
        return arrow(key, arguments[0], arguments[1], label)

    def _attribute(self, what: list[str]) -> None:
        if what[0] == "Decision" and len(what) == 3 and what[1] in self._made and what[2] in list(Decision):
            self._made[what[1]] = replace(self._made[what[1]], decision=Decision(what[2]))

    def _comment(self, what: str, words: str) -> None:
        kind, _, target = what.partition(" ")
        if target not in self._made:
            return
        if kind == _TAGS:
            self._made[target] = replace(self._made[target], tags=tuple(self._strings(words)))
        else:
            self._made[target] = replace(self._made[target], body=_unquoted(words))

    def _strings(self, words: str) -> list[str]:
        try:
            tags = json.loads(words)
        except (ValueError, RecursionError) as error:
            raise self._fault("has tags that are no JSON list") from error
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise self._fault("has tags that are no list of strings")
        return tags

    def _fault(self, what: str) -> Exception:
        return fault(self._file, self._line, what)


def _unquoted(words: str) -> str:
    """What was written as a JSON string because it has several lines; else the words as they are."""
    if words.startswith('"') and words.endswith('"') and "\\n" in words:
        try:
            return str(json.loads(words))
        except ValueError:
            return words
    return words
