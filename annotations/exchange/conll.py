"""CoNLL with IOB2 tags: a token and its tag a line, a blank line after a sentence, `-DOCSTART-` before an article.

There is no place for blanks in it, nor for the name of an article: what is read has one blank between any two tokens,
and is known by its other characters. Other ways to tag (IOB1, BILOU, BIOES) and more columns are read, too; the tag is
the last column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import entity
from annotations.exchange.reading import fault, lines
from annotations.exchange.tokenised import tokenised
from annotations.notes.note import Note
from annotations.text.sentences import sentences
from annotations.text.span import Span

HOLDS = Holds(blank_ends=False, any_names=False)

_START = "-DOCSTART-"
_BEGINS, _ENDS = "BUS", "LEUS"
"""Tags of the first token of an entity, and of the last, in those of the schemes that say so."""


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One file. The first of two entities that overlap goes in, and the outer one."""
    for document in documents:
        kept = HOLDS.kept(document, losses)
        if document.text is not None:
            rows = "\n".join(_rows(document.text, kept))
            yield "", f"{_START} -X- O O\n\n{rows}\n\n".encode("utf-8", "backslashreplace")


def read(file: Path) -> Iterator[Document]:
    """An article for each `-DOCSTART-`, or one. Raises PostilError for a line that is no token with a tag."""
    article = _Article("", 1)
    for number, line in lines(file):
        words = line.split()
        if words[0] == _START:
            if article.tokens:
                yield article.document()
            named = len(words) == 2 and words[1] not in ("O", "-X-")
            article = _Article(words[1] if named else "", number)
        elif len(words) > 1 and _is_tag(words[-1]):
            article.add(words[0], words[-1])
        elif not line.startswith("#"):
            raise fault(file, number, "no token with an IOB2 tag, such as B-ORG or O")
    if article.tokens:
        yield article.document()


def _rows(text: str, notes: Iterable[Note]) -> Iterator[str]:
    spans = {note.span: note.label or "" for note in notes if note.span}
    cut = tokenised(text, spans)
    tags = ["O"] * len(cut.starts)
    for span, label in spans.items():
        first, after = cut.of(span)
        tags[first:after] = [f"B-{label}", *[f"I-{label}"] * (after - first - 1)]
    breaks = {sentence.end for sentence in sentences(text)}
    ended = False
    for start, end, tag in zip(cut.starts, cut.ends, tags, strict=True):
        token = text[start:end]
        if token.isspace():
            continue
        if ended and not tag.startswith("I-"):
            yield ""
        yield f"{token} {tag}"
        ended = end in breaks or (ended and tag.startswith("I-"))


def _is_tag(word: str) -> bool:
    return word == "O" or (len(word) > 2 and word[1] == "-" and word[0] in "BIELUS")


class _Article:
    """Tokens and the entities among them, as they are read."""

    def __init__(self, name: str, line: int) -> None:
        self.tokens: list[str] = []
        self._name = name
        self._line = line
        self._at = 0
        self._spans: list[tuple[int, int, str]] = []
        self._open = ""

    def add(self, token: str, tag: str) -> None:
        """The next token; it goes on with an entity where its tag says so and the label is the same."""
        kind, label = tag[0], tag[2:]
        end = self._at + len(token)
        if kind == "O":
            self._open = ""
        elif self._open == label and kind not in _BEGINS:
            self._spans[-1] = (self._spans[-1][0], end, label)
        else:
            self._spans.append((self._at, end, label))
            self._open = label
        if kind in _ENDS:
            self._open = ""
        self.tokens.append(token)
        self._at = end + 1

    def document(self) -> Document:
        """What was read, the tokens with a blank between any two."""
        text = " ".join(self.tokens)
        notes = (entity("", text, Span(start, end), label) for start, end, label in self._spans)
        return Document(self._name, text, tuple(notes), line=self._line)
