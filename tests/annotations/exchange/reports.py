"""Documents to report on, hostile ones among them, and reports as parsers that no one here wrote read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import strategies as st
from justhtml import JustHTML
from markdown_it import MarkdownIt

from annotations.entities.scheme import BUILT_IN
from annotations.exchange.document import Document, Options
from annotations.exchange.formats import FORMATS
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.graphemes import snap

HOSTILE = (
    "<script>alert(1)</script> &amp; </style></title> <!-- -- \x00\x1b[31m\x85 \u202eevil\u2066 ]]> \"'\n\n"
    "# No heading\n- no item\n1. none\n> no quote\n``` no code **no** _bold_ [x](javascript:x) ![i](http://h/i.png)\n"
    "https://h.example www.h.example a@h.example <http://h> $x$ ==y== %%z%% #tag ^p1 [[page]] {{x}} |a|b|\n***\n===\n"
    "=1+1 @SUM(A1) +1 -1\n"
)
"""Everything that HTML, Markdown, Obsidian, a terminal or a spreadsheet could take for more than words."""


def reported(documents: Iterable[Document], name: str, by: str = "article") -> tuple[dict[str, str], Losses]:
    """The files of an export, by their names, and what was lost."""
    losses = Losses()
    files: dict[str, str] = {}
    for file, data in FORMATS[name].write(documents, losses, Options(BUILT_IN, by)):
        files[file] = files.get(file, "") + data.decode("utf-8")
    return files, losses


def report(documents: Iterable[Document], name: str, by: str = "article") -> str:
    """An export of one file."""
    return reported(documents, name, by)[0][""]


def page(text: str) -> Any:
    """A page of HTML; an error of its syntax is one of the test."""
    return JustHTML(text, strict=True, sanitize=False)


def text_of(node: Any, without: str = "") -> str:
    """All text below a node but that in elements of a class, as it is."""
    if node.name == "#text":
        return str(node.data)
    if without and without in (node.attrs or {}).get("class", "").split():
        return ""
    return "".join(text_of(child, without) for child in node.children or ())


def elements(node: Any) -> Iterator[Any]:
    """A node and all elements below it."""
    for child in node.children or ():
        if child.name[0] not in "#!":
            yield child
            yield from elements(child)


def tokens_of(markdown: str) -> set[str]:
    """The kinds of what a text in Markdown is made of, with tables, struck words, and addresses that become links."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = set()
    for token in reader.parse(markdown):
        found |= {token.type, *(child.type for child in token.children or ())}
    return found


def words_of(markdown: str) -> str:
    """The words of a text in Markdown, with single blanks."""
    told = []
    for token in MarkdownIt("commonmark").parse(markdown):
        told += [" " if child.type == "softbreak" else child.content for child in token.children or ()] + [" "]
    return " ".join("".join(told).split())


def note(key: str, text: str, start: int, end: int, *, label: str | None = None, **more: Any) -> Note:
    """An annotation on a span of a text: an entity, if it has a label."""
    kind, decision = (Kind.ENTITY, Decision.ADDED) if label else (Kind.NOTE, None)
    fields = {"decision": decision, "author": "Ana", "created": "2024-12-05T08:30:00+00:00"} | more
    return Note(key, kind, "a.txt", "", start, end, text[start:end], "", "", modified="", label=label, **fields)


_BLANKS = ("\n", "\n\n", "  ", "\t", "\u3000", "\x1c")
_WORDS = ("a", "B ", "<b>", "&lt;", "é", "\u0301", "漢", "🧑🏽\u200d🚀", "\x00", "\x1b", "\u202e", "x" * 30 + " ")
_MARKS = ("*", "_", "`", "[", "]", "# ", "- ", "1. ", ">", "|", "=", "~~", "\\", "$", ".", "!")
pieces = st.sampled_from((*_BLANKS, *_WORDS, *_MARKS))


@st.composite
def hostile_documents(draw: st.DrawFn) -> Document:
    """A text of pieces that may be markup, and annotations anywhere in it, that overlap as they like."""
    text = "t" + "".join(draw(st.lists(pieces, max_size=40)))
    notes = []
    for number in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, len(text) - 1))
        span = snap(text, start, draw(st.integers(start + 1, len(text))))
        body = draw(st.sampled_from(["", "*Why?* <i>", "```\nnever closed", "# x\n\n- y\n\n</div>", "[a]: x\n\n[a]"]))
        label = draw(st.sampled_from([None, "PERSON", "ORG", "un<known>"]))
        status = draw(st.sampled_from([Status.ANCHORED] * 4 + [Status.ORPHANED]))
        notes.append(note(str(number), text, span.start, span.end, label=label, body=body, status=status))
    title = draw(st.sampled_from(["", "t", text.partition("\n")[0], "Another <title>"]))
    return Document("a/b.txt", text, tuple(notes), title=title)
