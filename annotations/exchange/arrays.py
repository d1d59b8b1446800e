"""JSON arrays of objects, read one object at a time, however long the file is."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotations.exchange.fields import Fields
from annotations.exchange.reading import fault
from annotations.problem import PostilError, Problem, reason

_AT_ONCE = 1 << 18
_LONGEST = 256 * 1024 * 1024
"""Characters of one object; more is no annotated article, and would fill the memory."""
_BLANKS = " \t\r\n"


def each_element(file: Path, member: str = "") -> Iterator[Fields]:
    """The objects of an array that is all of a UTF-8 file, or with a name of that member of the object that is.

    Raises PostilError, with the line, where there is none.
    """
    try:
        with file.open("rb") as stream:
            yield from _Elements(stream, file, member)
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error


class _Elements:
    """Looks at as much of a stream as the next object needs, and then at twice as much."""

    def __init__(self, stream: BinaryIO, file: Path, member: str) -> None:
        self._stream = stream
        self._file = file
        self._member = member
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def __iter__(self) -> Iterator[Fields]:
        yield from self._of_object() if self._member and self._next() == "{" else self._of_array()
        if self._next():
            raise self._fault("goes on behind its end")

    def _of_object(self) -> Iterator[Fields]:
        """The elements of the member; the others are passed over."""
        found = False
        while self._next() != "}":
            self._expect("," if found else "{", "breaks off, or has no comma here")
            name = self._value()
            self._expect(":", "has a member without a value")
            found = True
            if name == self._member:
                yield from self._of_array()
            else:
                self._value()
        self._at += 1

    def _of_array(self) -> Iterator[Fields]:
        self._expect("[", "does not begin with [, as a list does")
        if self._next() == "]":
            self._at += 1
        else:
            yield self._object()
            while self._next() == ",":
                self._at += 1
                yield self._object()
            self._expect("]", "breaks off, or has no comma here")

    def _object(self) -> Fields:
        if self._next() != "{":
            raise self._fault("is not a list of objects")
        line = self._line
        found = self._value()
        assert isinstance(found, dict)
        return Fields(found, self._file, line)

    def _value(self) -> object:
        """The next value, whatever it is."""
        self._next()
        while True:
            try:
                found, end = json.JSONDecoder().raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._read():
                    self._line += self._text.count("\n", self._at, error.pos)
                    raise self._fault(f"is not JSON: {error.msg}") from error
            except RecursionError as error:
                raise self._fault("is nested too deep") from error
            except ValueError as error:
                raise self._fault("has a number that is too long") from error
            else:
                # A number may go on behind what was read.
                if end < len(self._text) or not self._read():
                    self._line += self._text.count("\n", self._at, end)
                    self._text, self._at = self._text[end:], 0
                    return found

    def _next(self) -> str:
        """The next character that is no blank; nothing at the end."""
        while True:
            while self._at < len(self._text):
                character = self._text[self._at]
                if character not in _BLANKS:
                    return character
                self._line += character == "\n"
                self._at += 1
            if not self._read():
                return ""

    def _expect(self, character: str, otherwise: str) -> None:
        if self._next() != character:
            raise self._fault(otherwise)
        self._at += 1

    def _read(self) -> bool:
        """Have as much text again; says whether there was any."""
        if self._ended:
            return False
        if len(self._text) - self._at > _LONGEST:
            raise self._fault(f"has an object of more than {_LONGEST >> 20} million characters")
        data = self._stream.read(max(_AT_ONCE, len(self._text) - self._at))
        self._ended = not data
        try:
            self._text = self._text[self._at :] + self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise self._fault("is not UTF-8") from error
        self._at = 0
        return True

    def _fault(self, what: str) -> PostilError:
        return fault(self._file, self._line, what, "export it again, or mend it")
