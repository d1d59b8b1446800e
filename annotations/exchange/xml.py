"""XML as it is written and read: no document type, so no entity, no other file and no address is ever looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers import expat

from annotations.exchange.losses import Losses
from annotations.exchange.reading import LONGEST_LINE, fault

DEEPEST = 200
"""Elements within each other; more is no annotation."""
MOST = 2_000_000
"""Elements in one that is put together; more would fill the memory."""
_AT_ONCE = 1 << 16
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold."""
INSTEAD = "\ufffd"


@dataclass(frozen=True, slots=True)
class Element:
    """An element that begins on a line; its name is `{namespace}name`, as are those of attributes in a namespace."""

    name: str
    attributes: Mapping[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name, whatever their namespace."""
        return (child for child in self.children if child.local == name)

    def first(self, name: str) -> Element | None:
        """The first of them."""
        return next(self.all(name), None)

    def said(self, name: str) -> str:
        """The text in the first child of a name; empty where there is none."""
        found = self.first(name)
        return "" if found is None else "".join(found.text)

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]


def elements(stream: IO[bytes], file: Path, names: Collection[str] = ()) -> Iterator[Element]:
    """The elements of some names, whole, wherever they are, and without names the children of the root; one at a time.

    Raises PostilError, with the line, where the stream is no XML, has a document type, or too much in one element.
    """
    yield from _Reading(file, names).of(stream)


def fitting(text: str, losses: Losses) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold, not even escaped; they are counted."""
    losses.add("character that XML cannot hold", len(UNFIT.findall(text)))
    return UNFIT.sub(INSTEAD, text)


def escaped(text: str) -> str:
    """A text for content or an attribute, so that not even its line ends change."""
    return text.translate(_ESCAPES)


def element(name: str, attributes: Mapping[str, object], children: Iterable[str] = ()) -> str:
    """An element of escaped children; attributes that are None or empty are left out."""
    told = "".join(f' {key}="{escaped(str(value))}"' for key, value in attributes.items() if value not in (None, ""))
    inner = "".join(children)
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


class _Reading:
    """Puts elements together as the parser tells of them; `_open` are those in one that is wanted."""

    def __init__(self, file: Path, names: Collection[str]) -> None:
        self._file = file
        self._names = names
        self._depth = 0
        self._open: list[Element] = []
        self._ready: list[Element] = []
        self._bytes = self._number = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._refuse

    def of(self, stream: IO[bytes]) -> Iterator[Element]:
        """The wanted elements of a stream."""
        try:
            while data := stream.read(_AT_ONCE):
                self._bytes += len(data)
                if self._bytes > LONGEST_LINE:
                    raise self._fault(f"has an element of more than {LONGEST_LINE >> 20} MiB")
                self._parse(data)
                yield from self._ready
                self._ready.clear()
            self._parse(b"", last=True)
        finally:
            # They hold this, which holds the parser: both would stay until somebody looks for garbage.
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = self._parser.StartDoctypeDeclHandler = None

    def _parse(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise self._fault(f"is not XML: {expat.ErrorString(error.code)}") from error
        except (ValueError, LookupError) as error:
            raise self._fault("is in an encoding that is not known") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._number += 1
        if self._depth > DEEPEST:
            raise self._fault("is nested too deep")
        if self._number > MOST:
            raise self._fault(f"has more than {MOST:,} elements in one")
        told = {_named(key): value for key, value in attributes.items()}
        made = Element(_named(name), told, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(made)
        elif not (made.local in self._names if self._names else self._depth == 2):
            self._bytes = self._number = 0
            return
        self._open.append(made)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            ended = self._open.pop()
            if not self._open:
                self._ready.append(ended)
        if not self._open:
            self._bytes = self._number = 0

    def _said(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)

    def _refuse(self, *_: object) -> NoReturn:
        raise self._fault("has a document type, which is not read")

    def _fault(self, what: str) -> Exception:
        return fault(self._file, self._parser.CurrentLineNumber, what, "export it again, or mend it")


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
