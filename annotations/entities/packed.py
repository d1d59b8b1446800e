"""Many entities in little room, as one process hands them to another."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import compress, islice
from operator import le, lt
from typing import IO, NamedTuple, overload

from annotations.entities.entity import Entity, Recogniser
from annotations.problem import Problem
from annotations.text.span import Span

_ARRAYS = "IIH"
_AT_ONCE = 8 * 1024


class Sort(NamedTuple):
    """What many entities of a text have in common."""

    label: str
    score: float
    source: str


class Entities(Sequence[Entity]):
    """The entities of one text: ten bytes each, and an `Entity` when it is asked for.

    `sorts` numbers for each entity one of `known`. `limit` and `problems` are what the recogniser remarked.
    """

    def __init__(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        sorts: array[int],
        known: Sequence[Sort],
        limit: str = "",
        problems: Sequence[Problem] = (),
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self._sorts = sorts
        self._known = known
        self.limit = limit
        self.problems = problems

    @classmethod
    def by(
        cls,
        recogniser: Recogniser,
        text: str,
        *,
        headline: Span | None = None,
        skip: Sequence[Span] = (),
        article: str = "",
    ) -> Entities:
        """What a recogniser finds in a text, and what it remarks. Raises PostilError where it cannot work."""
        found = recogniser.recognise(text, headline=headline, skip=skip, article=article)
        return cls.of(
            text, found, limit=recogniser.limit(text, skip), problems=tuple(recogniser.problems(text, article))
        )

    @classmethod
    def of(
        cls, text: str, entities: Iterable[Entity], *, limit: str = "", problems: Sequence[Problem] = ()
    ) -> Entities:
        """Entities of a text, in its order."""
        starts, ends, sorts = (array(code) for code in _ARRAYS)
        numbers: dict[Sort, int] = {}
        for entity in entities:
            starts.append(entity.span.start)
            ends.append(entity.span.end)
            sorts.append(numbers.setdefault(Sort(entity.label, entity.score, entity.source), len(numbers)))
        return cls(text, starts, ends, sorts, tuple(numbers), limit, problems)

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

    def relabelled(self, label: Callable[[str], str | None]) -> Entities:
        """Those with the labels that `label` makes of theirs, without those of which it makes none."""
        labels = [label(sort.label) for sort in self._known]
        known = [sort._replace(label=new or "") for sort, new in zip(self._known, labels, strict=True)]
        arrays: Sequence[array[int]] = (self.starts, self.ends, self._sorts)
        if None in labels:
            chosen = [labels[sort] is not None for sort in self._sorts]
            arrays = [array(each.typecode, compress(each, chosen)) for each in arrays]
        starts, ends, sorts = arrays
        return Entities(self.text, starts, ends, sorts, known, self.limit, self.problems)

    def moved(self, text: str, by: int) -> Entities:
        """The same in a text of which theirs is the part that begins at the code point `by`."""
        starts, ends = (array("I", (each + by for each in offsets)) for offsets in (self.starts, self.ends))
        return Entities(text, starts, ends, self._sorts, self._known, self.limit, self.problems)

    def packed(self) -> bytes:
        """All but the text, as `unpacked` reads it on the same machine."""
        return b"".join(self.parts())

    def parts(self) -> tuple[bytes, array[int], array[int], array[int]]:
        """The same in parts, of which none is a copy."""
        problems = [(each.file, each.what, each.remedy, each.line) for each in self.problems]
        head = json.dumps([len(self), self._known, self.limit, problems]).encode()
        return head + b"\n", self.starts, self.ends, self._sorts

    @classmethod
    def unpacked(cls, text: str, data: bytes) -> Entities:
        """The entities of a text from what `packed` gave. Raises ValueError for data that cannot be of this text."""
        return cls.read(text, BytesIO(data), len(data))

    @classmethod
    def read(cls, text: str, stream: IO[bytes], size: int) -> Entities:
        """The same from a stream of which so many bytes are theirs; a long text has half a megabyte of them."""
        head = stream.readline(size)
        try:
            count, sorts_known, limit, problems = json.loads(head)
            count = int(count)
            known = [Sort(str(label), float(score), str(source)) for label, score, source in sorts_known]
            remarked = tuple(Problem(str(file), str(what), str(way), line) for file, what, way, line in problems)
        except (TypeError, RecursionError) as error:
            raise ValueError("no head") from error
        starts, ends, sorts = (array(code) for code in _ARRAYS)
        if size - len(head) != count * sum(each.itemsize for each in (starts, ends, sorts)):
            raise ValueError(f"{size} bytes, which are not {count} entities")
        try:
            for each in (starts, ends, sorts):
                for at in range(0, count, _AT_ONCE):
                    each.fromfile(stream, min(_AT_ONCE, count - at))
        except EOFError as error:
            raise ValueError("an answer that breaks off") from error
        if count and not (_ordered(starts, ends, len(text)) and max(sorts) < len(known)):
            raise ValueError("entities of another text")
        return cls(text, starts, ends, sorts, known, str(limit), remarked)


def _ordered(starts: array[int], ends: array[int], length: int) -> bool:
    in_order = all(map(le, starts, islice(starts, 1, None))) and all(map(lt, starts, ends))
    return in_order and max(ends, default=0) <= length
