"""Many entities in little room, as one process hands them to another."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import NamedTuple, overload

from annotations.entities.entity import Entity
from annotations.text.span import Span

_ARRAYS = "IIH"


class Sort(NamedTuple):
    """What many entities of a text have in common."""

    label: str
    score: float
    source: str


class Entities(Sequence[Entity]):
    """The entities of one text: ten bytes each, and an `Entity` when it is asked for.

    `sorts` numbers for each entity one of `known`.
    """

    def __init__(
        self, text: str, starts: array[int], ends: array[int], sorts: array[int], known: Sequence[Sort]
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self._sorts = sorts
        self._known = known

    @classmethod
    def of(cls, text: str, entities: Iterable[Entity]) -> Entities:
        """The entities that a recogniser found in a text."""
        starts, ends, sorts = (array(code) for code in _ARRAYS)
        numbers: dict[Sort, int] = {}
        for entity in entities:
            starts.append(entity.span.start)
            ends.append(entity.span.end)
            sorts.append(numbers.setdefault(Sort(entity.label, entity.score, entity.source), len(numbers)))
        return cls(text, starts, ends, sorts, tuple(numbers))

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entity]: ...
    def __getitem__(self, index: int | slice) -> Entity | list[Entity]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        start, end = self.starts[index], self.ends[index]
        label, score, source = self._known[self._sorts[index]]
        return Entity(Span(start, end), self.text[start:end], label, score, source)

    def only(self, wanted: Callable[[str], bool]) -> Entities:
        """Those whose label is wanted."""
        good = [wanted(sort.label) for sort in self._known]
        if all(good):
            return self
        chosen = [good[sort] for sort in self._sorts]
        arrays = (self.starts, self.ends, self._sorts)
        starts, ends, sorts = (array(each.typecode, compress(each, chosen)) for each in arrays)
        return Entities(self.text, starts, ends, sorts, self._known)

    def packed(self) -> bytes:
        """All but the text, as `unpacked` reads it on the same machine."""
        head = json.dumps([len(self), self._known]).encode()
        return b"\n".join((head, self.starts.tobytes() + self.ends.tobytes() + self._sorts.tobytes()))

    @classmethod
    def unpacked(cls, text: str, data: bytes) -> Entities:
        """The entities of a text from what `packed` gave. Raises ValueError for data that is cut off."""
        head, _, rest = data.partition(b"\n")
        count, known = json.loads(head)
        starts, ends, sorts = (array(code) for code in _ARRAYS)
        at = 0
        for each in (starts, ends, sorts):
            each.frombytes(rest[at : at + count * each.itemsize])
            at += count * each.itemsize
        if at != len(rest):
            raise ValueError(f"{len(rest)} bytes instead of {at}")
        return cls(text, starts, ends, sorts, tuple(Sort(*sort) for sort in known))
