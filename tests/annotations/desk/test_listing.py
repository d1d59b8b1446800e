"""The listing: rows from the index, and how it comes to agree with the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.desk import Desk
from annotations.desk.filtering import parse
from annotations.desk.listing import News, content
from annotations.desk.marking import Marking
from annotations.desk.rows import Row
from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.problem import Problem
from annotations.text.span import Span


@pytest.fixture
def folder(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    for number in (1, 2, 10):
        write(folder / f"a{number}.txt", f"Story {number}")
    return folder


def write(file: Path, title: str, body: str = "Japan met South Korea in Tokyo.") -> None:
    file.write_text(f"{title}\n\nSource: Reuters | 2020-01-02 10:00\n\n{body}\n", encoding="utf-8")


def desk_of(*paths: Path) -> Desk:
    return Desk.open(Library.of(*paths))


def reconciled(desk: Desk) -> dict[str, Row | Problem]:
    """What a reconciling finds out about articles."""
    found: dict[str, Row | Problem] = {}
    for news in desk.listing.reconcile(desk.listing.names()):
        found |= news.rows
    return found


def titles(rows: Iterator[tuple[str, Row | Problem | None]]) -> list[str | None]:
    return [row.title if isinstance(row, Row) else row.what if row else None for _, row in rows]


def overwrite_unseen(file: Path) -> None:
    """Put another text of the same length and time into a file: whoever tells of it has opened the file."""
    status = file.stat()
    file.write_bytes(b"X" * status.st_size)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_library_that_is_known_is_listed_without_opening_a_file(folder: Path) -> None:
    assert list(reconciled(desk_of(folder))) == ["a1.txt", "a2.txt", "a10.txt"]
    for file in folder.iterdir():
        overwrite_unseen(file)
    desk = desk_of(folder)
    names = desk.listing.names()
    assert names == ["a1.txt", "a2.txt", "a10.txt"]
    assert titles(desk.listing.rows(names)) == ["Story 1", "Story 2", "Story 10"]
    assert [row.title for row in desk.listing.all_rows() if isinstance(row, Row)] == ["Story 1", "Story 2", "Story 10"]
    assert reconciled(desk) == {}


def test_an_index_that_is_deleted_is_no_loss(folder: Path) -> None:
    first = desk_of(folder)
    first.mark(("a2.txt",), Marking(flag=True))
    before = list(first.listing.all_rows())
    index = places.index_file(folder)
    assert index.exists()
    index.unlink()
    assert list(desk_of(folder).listing.all_rows()) == before


def test_what_changed_on_the_disk_is_found_and_nothing_else(folder: Path) -> None:
    desk = desk_of(folder)
    reconciled(desk)
    shown = desk.listing.names()
    write(folder / "a2.txt", "Story two")
    (folder / "a1.txt").unlink()
    write(folder / "a3.txt", "Story 3")
    steps = list(desk.listing.reconcile(shown, first=["a10.txt", "a3.txt", "gone.txt"]))
    assert steps[0] == News(names=["a2.txt", "a3.txt", "a10.txt"])
    (rows,) = [step.rows for step in steps if step.rows]
    assert [(name, row.title if isinstance(row, Row) else None) for name, row in rows.items()] == [
        ("a3.txt", "Story 3"),
        ("a2.txt", "Story two"),
    ]
    assert desk.listing.names() == ["a2.txt", "a3.txt", "a10.txt"]


def test_reconciling_may_be_left_at_any_step_and_loses_none(folder: Path) -> None:
    for number in range(100):
        write(folder / f"b{number}.txt", f"Story b{number}")
    desk = desk_of(folder)
    steps = desk.listing.reconcile(desk.listing.names())
    done = [next(steps).rows for _ in range(3)]
    again = desk_of(folder)
    known = [name for name, row in again.listing.rows(again.listing.names()) if row]
    assert known == list(done[2])
    assert list(reconciled(again)) == [name for name in again.listing.names() if name not in known]


def test_what_cannot_be_read_is_tried_again(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "link.txt").symlink_to("later.dat")
    desk = desk_of(folder)
    names = desk.listing.scan()
    assert list(names)[-2:] == ["empty.txt", "link.txt"]
    problems = [row for row in desk.listing.all_rows() if isinstance(row, Problem)]
    assert [problem.what for problem in problems] == ["empty file", "broken link to later.dat"]
    assert titles(desk_of(folder).listing.rows(names[-2:])) == ["empty file", "broken link to later.dat"]
    write(folder / "later.dat", "Mended")
    assert [row.title for row in reconciled(desk).values() if isinstance(row, Row)] == ["Mended"]


def test_a_folder_that_cannot_be_listed_is_no_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    scandir = os.scandir

    def refused(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == folder / "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    desk = desk_of(folder)
    desk.listing.scan()
    assert desk.listing.row("closed/") == Problem("closed/", "folder cannot be listed: permission denied")


def test_files_opened_alone_leave_the_listing_of_their_folder(folder: Path) -> None:
    reconciled(desk_of(folder))
    alone = desk_of(folder / "a10.txt")
    assert alone.listing.names() == ["a10.txt"]
    assert reconciled(alone) == {}
    assert desk_of(folder).listing.names() == ["a1.txt", "a2.txt", "a10.txt"]


def test_a_name_that_is_not_utf8_is_listed_without_the_index(folder: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    write(file, "Odd")
    desk = desk_of(file)
    assert titles(iter(desk.listing.look(desk.listing.names()).items())) == ["Odd"]


def test_entities_are_told_and_asked_for_as_soon_as_they_are_recognised(folder: Path) -> None:
    desk = desk_of(folder)
    names = desk.listing.names()

    def having(query: str) -> list[str]:
        wanted = parse(query)
        rows = desk.listing.rows(names, named=wanted.named)
        return [name for name, row in rows if isinstance(row, Row) and wanted.matches(row)]

    reconciled(desk)
    assert having("entity:tokyo") == []
    article = desk.library.read("a2.txt")
    assert isinstance(article, Article)
    found = desk.suggest(article)
    row = desk.listing.row("a2.txt")
    assert isinstance(row, Row)
    assert (row.entities, row.suggested, row.entities_known) == (0, len(found), len(found))
    assert having('entity:tokyo entity:"south korea" label:GPE') == ["a2.txt"]
    assert having("has:entities") == []

    desk.label(article, Span(article.text.index("met"), article.text.index("met") + 3), "EVENT")
    assert having("label:event is:annotated has:entities") == ["a2.txt"]
    known = desk.listing.known(["EVENT"])
    assert {"Tokyo", "South Korea", "met"} <= set(known.entities)
    assert (known.sources, known.labels) == (["Reuters"], ["EVENT"])

    write(folder / "a2.txt", "Story 2", "Nothing of note.")
    reconciled(desk)
    assert having("entity:tokyo") == []


def test_recognising_alone_makes_no_index(folder: Path) -> None:
    desk = desk_of(folder)
    article = desk.library.read("a2.txt")
    assert isinstance(article, Article)
    assert desk.suggest(article)
    assert not places.index_file(folder).exists()


def test_one_listing_sees_what_another_has_read(folder: Path) -> None:
    one, other = desk_of(folder), desk_of(folder)
    names = one.listing.names()
    assert titles(one.listing.rows(names)) == [None, None, None]
    reconciled(other)
    assert titles(one.listing.rows(names)) == ["Story 1", "Story 2", "Story 10"]


def test_days_that_are_meant_are_asked_for_and_a_long_form_finds_its_short_one(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Pact", "SEOUL, Dec 5 (Reuters) - The General Security Pact (GSP) ends on Monday.")
    write(tmp_path / "b.txt", "More", "SEOUL (Reuters) - South Korea left GSP. Ana Silva signed it on Dec. 16, 2019.")
    desk = desk_of(tmp_path)

    def having(query: str) -> list[str]:
        wanted = parse(query)
        rows = desk.listing.rows(desk.listing.names(), named=wanted.named)
        return [name for name, row in rows if isinstance(row, Row) and wanted.matches(row)]

    reconciled(desk)
    for name in ("a.txt", "b.txt"):
        article = desk.library.read(name)
        assert isinstance(article, Article)
        desk.suggest(article)
    assert isinstance(article, Article)
    assert having("mentions:2019-12-10..2019-12-20") == ["b.txt"]
    start = article.text.index("GSP")
    desk.label(article, Span(start, start + 3), "ORG")
    assert having('entity:"general security pact"') == ["a.txt", "b.txt"]
    assert having("mentions:2019-12-17") == []
    start = article.text.index("Dec. 16")
    desk.label(article, Span(start, start + 7), "DATE")
    assert having("mentions:2019-12-16") == ["b.txt"]


def test_none_of_the_entities_of_a_text_is_kept_while_it_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Pact", "The General Security Pact (GSP) ends. " + "GSP lost. " * 1_000)
    article = Library.of(tmp_path).read("a.txt")
    assert isinstance(article, Article)
    at = [number for number in range(len(article.text)) if article.text.startswith("GSP", number)]
    found = Entities.of(article.text, (Entity(Span(each, each + 3), "GSP", "ORG", 1.0, "model") for each in at))
    told = content(article, found, str)
    assert isinstance(told.named, Iterator), "one after the other"
    assert isinstance(told.dated, Iterator)
    assert list(told.named) == [("ORG", "GSP")] * len(at)
    assert list(told.explained) == [("GSP", "General Security Pact")]
