"""JSON of other programs, whose fields are asked for by type, and which says where it is at fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.exchange.reading import fault, lines, mapping
from annotations.problem import PostilError
from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a file that begins on a line of it. What is asked for and is of another type raises PostilError."""

    members: Mapping[str, object]
    file: Path
    line: int | None

    def __contains__(self, name: str) -> bool:
        return self.members.get(name) is not None

    def text(self, name: str) -> str:
        """A string."""
        value = self.members.get(name)
        if not isinstance(value, str):
            raise self.fault(name, "a string")
        return value

    def text_or(self, name: str, default: str = "") -> str:
        """A string, if it is there."""
        return self.text(name) if name in self else default

    def key(self, name: str) -> str:
        """A string or a whole number, as a string; empty where it is absent."""
        value = self.members.get(name)
        if isinstance(value, bool) or not isinstance(value, int | str | None):
            raise self.fault(name, "a string or a whole number")
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.members.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(name, "a whole number")
        return value

    def inner(self, name: str) -> Fields:
        """An object; without members where it is absent."""
        return self._fields(self.members.get(name) or {}, name)

    def several(self, name: str) -> list[Fields]:
        """A list of objects; empty where it is absent."""
        return [self._fields(each, name) for each in self.list_of(name)]

    def texts(self, name: str) -> list[str]:
        """A list of strings; empty where it is absent."""
        found = [each for each in self.list_of(name) if isinstance(each, str)]
        if len(found) != len(self.list_of(name)):
            raise self.fault(name, "a list of strings")
        return found

    def list_of(self, name: str) -> Sequence[object]:
        """A list of anything; empty where it is absent."""
        value = self.members.get(name)
        if not isinstance(value, list | None):
            raise self.fault(name, "a list")
        return value or []

    def span(self, start: str, end: str, text: str) -> Span:
        """Two offsets, of which each is within a text, as a span of at least one character."""
        span = Span(self.number(start), self.number(end))
        if not 0 <= span.start < span.end <= len(text):
            what = f"the span from {span.start} to {span.end} is not in the text, which has {len(text)} characters"
            raise fault(self.file, self.line, what)
        return span

    def fault(self, name: str, wanted: str) -> PostilError:
        """The error that a field is missing, or not what is wanted."""
        what = f"is not {wanted}" if name in self else "is missing"
        return fault(self.file, self.line, f"the field '{name}' {what}")

    def _fields(self, value: object, name: str) -> Fields:
        if not isinstance(value, dict):
            raise self.fault(name, "an object, or a list of such")
        return Fields(value, self.file, self.line)


def each_line(file: Path) -> Iterator[Fields]:
    """The objects of a file of JSON lines, one at a time. Raises PostilError."""
    for number, line in lines(file):
        yield Fields(mapping(line, file, number), file, number)
