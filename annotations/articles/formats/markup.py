"""The running text of HTML that is all article: a chapter, a feed's entry, a letter. Pages go to an extractor."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul"
)
_UNSEEN = _tags("audio button canvas datalist iframe math noscript object script select style svg template video")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_POINT = "- "
MOST_DEEP = 10_000
"""Tags that hide what is in them, within one another."""


class Markup(HTMLParser):
    """HTML that is fed, as paragraphs; `heading` is the first that stands in it, `title` that of the head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.heading: str | None = None
        self.title: str | None = None
        self._words: list[str] = []
        self._unseen: list[str] = []
        self._kept = 0
        self._tag = ""

    @property
    def text(self) -> str:
        """The paragraphs so far."""
        self._end_paragraph()
        return joined(self.paragraphs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own
        """A paragraph may begin."""
        if tag in _UNSEEN and len(self._unseen) < MOST_DEEP:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._tag = tag
            self._kept += tag == "pre"
            if tag == "li":
                self._words = [_POINT]
        elif tag == "br":
            self._words.append("\n" if self._kept else "\0")

    def handle_endtag(self, tag: str) -> None:
        """A paragraph may end."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._kept = max(0, self._kept - (tag == "pre"))
            self._tag = ""
            if tag == "li":
                self._words.clear()

    def handle_data(self, data: str) -> None:
        """Words of the paragraph, unless they are not seen."""
        if not self._unseen:
            self._words.append(data)

    def _end_paragraph(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if not self._kept:
            # A line break within a paragraph stays; every other blank is one space.
            text = "\n".join(" ".join(line.split()) for line in text.split("\0")).strip("\n")
        if not text.strip():
            return
        if text.strip() == _POINT.strip():
            # A paragraph within the point of a list begins with its sign.
            self._words.append(_POINT)
            return
        if self._tag == "title":
            self.title = self.title or text
            return
        if self.heading is None and self._tag in _HEADINGS:
            self.heading = " ".join(text.split())
        self.paragraphs.append(text)


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs with a blank line between them, but none between points of a list or rows of a table."""
    text: list[str] = []
    close = False
    for paragraph in paragraphs:
        listed = paragraph.startswith(("- ", "|"))
        text.append(("\n" if close and listed else "\n\n") + paragraph)
        close = listed
    return "".join(text).strip("\n")


def markup(html: str) -> Markup:
    """A piece of HTML, read to its end."""
    found = Markup()
    found.feed(html)
    found.close()
    return found
