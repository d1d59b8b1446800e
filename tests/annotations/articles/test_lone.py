"""The index of a lone article answers as that of a library does, and tells no more than it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.articles.index import LibraryIndex
from annotations.articles.lone import LoneIndex
from annotations.articles.record import RECOGNISED, Content, Record

ONE = Record("a.txt", 10, 1, "aa", "One", "Reuters", "2020-01-02T10:00:00+08:00", None, 5)
TWO = Record("b.txt", 20, 2, "bb", "Two", "AP", None, "Jane Doe", 7)
BAD = Record("c.txt", 0, 3, "", "", None, None, None, 0, "empty file", "remove it")
NAMES = [ONE.name, TWO.name, BAD.name, "unknown"]
Index = LibraryIndex | LoneIndex


def content() -> Content:
    return Content([("GPE", "New\n York"), ("GPE", "New York")], ["2019-12", "2019-12"], [("EU", "European Union")])


def asked(index: Index) -> list[object]:
    """All that can be asked."""
    return [
        *(list(index.records(NAMES, without=without)) for without in ((), RECOGNISED, ("dated", "sha256"))),
        *(index.names(), index.in_use, index.sources(), list(index.all_named()), index.long_forms(), index.faults()),
    ]


STEPS: list[Callable[[Index], object]] = [
    lambda index: index.put([ONE, TWO, BAD]),
    lambda index: index.recognised(ONE.name, "of another text", 1, 0.5, content()),
    lambda index: index.recognised(ONE.name, "aa", 2, 0.25, content()),
    lambda index: index.recognised(TWO.name, "bb", 1, 0.0, Content([], [], [("EU", "Ever Upwards")])),
    lambda index: index.put([ONE._replace(sha256="changed")]),
    lambda index: index.recognised("unknown", "", 1, 0.0, content()),
    lambda index: index.keep_names([TWO.name, BAD.name]),
    lambda index: index.close(),
]


def test_it_answers_as_an_index_of_a_library(tmp_path: Path) -> None:
    library, lone = LibraryIndex(tmp_path / "a.sqlite"), LoneIndex(tmp_path / "b.sqlite")
    assert not lone.in_use
    for step in STEPS:
        step(library)
        step(lone)
        if step is not STEPS[-1]:
            assert asked(lone) == asked(library)
    assert not lone.file.exists()


def test_what_was_recognised_is_told_when_it_is_asked_for() -> None:
    told: list[str] = []

    def days() -> Iterator[str]:
        told.append("days")
        yield "2019-12-05"

    index = LoneIndex(Path("none"))
    index.put([ONE])
    index.recognised(ONE.name, "aa", 1, 0.5, Content([], days()))
    (known,) = index.records([ONE.name], without=RECOGNISED)
    assert known is not None
    assert (known.suggested, known.doubt, known.dated, told) == (1, 0.5, None, [])
    for _ in range(2):
        (known,) = index.records([ONE.name])
        assert known is not None
        assert (known.dated, told) == ("2019-12-05", ["days"])


@pytest.mark.parametrize("text", ["changed", "aa"])
def test_what_is_read_anew_forgets_what_was_recognised(text: str) -> None:
    index = LoneIndex(Path("none"))
    index.put([ONE])
    index.recognised(ONE.name, "aa", 1, 0.5, content())
    index.put([ONE._replace(sha256=text)])
    assert list(index.records([ONE.name])) == [ONE._replace(sha256=text)]
