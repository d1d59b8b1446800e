"""Files, folders and clocks that are not as they should be: one line each, and the rest unharmed."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.commands.main import run
from annotations.desk.desk import Desk
from annotations.desk.listing import Listing
from annotations.desk.rows import Row

SAMPLES = Path(__file__).parent / "formats" / "samples"
STORY = "The title\n\nThe body of it.\n"


@pytest.fixture
def library(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY)
    return folder


def test_everything_that_can_be_wrong_with_a_file_is_one_line(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "a\n\x1b[31m\u202eb.txt").write_bytes(b"\x89PNG\0\0\0\0")
    (library / "bomb.zip").write_bytes(b"")
    with zipfile.ZipFile(library / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(30_000_000))
        archive.writestr("good.txt", STORY)
    whole = (SAMPLES / "libreoffice.pdf").read_bytes()
    (library / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    (library / "device.txt").symlink_to("/dev/zero")
    (library / "device.zip").symlink_to("/dev/zero")
    shutil.copy(SAMPLES / "calibre-3.epub", library / "drm.epub")
    with zipfile.ZipFile(library / "drm.epub", "a") as book:
        book.writestr("META-INF/encryption.xml", "<x><EncryptionMethod Algorithm='aes'/></x>")
    entities = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(20))
    (library / "entities.xml").write_text(f"<!DOCTYPE rss [<!ENTITY a 'ha'>{entities}]><rss>&u;</rss>")
    (library / "outside.xml").write_text('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>')
    os.mkfifo(library / "fifo.html")
    inner = library.parent / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", bytes(10_000_000))
    with zipfile.ZipFile(library / "nest.zip", "w") as archive:
        for number in range(4):
            archive.write(inner, f"{number}.zip")
    with (library / "huge.html").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    (library / "no\nletters.mbox").write_text("nothing")
    assert run(["ls", str(library)]) == 1
    said = capsys.readouterr()
    assert sorted(line.rpartition("(")[2] for line in said.out.splitlines()) == ["bomb.zip/good.txt)", "good.txt)"]
    assert said.err.splitlines() == [
        "postil: a ␛[31m�b.txt: not a text: binary data; give it the ending that tells its format",
        "postil: bomb.zip/zeros.txt: unpacks to more than 200 times its size; it is hostile; remove it",
        "postil: cut.pdf: damaged, or broken off; fetch it again",
        "postil: device.txt: not a regular file; only files can be read",
        "postil: fifo.html: not a regular file; only files can be read",
        "postil: huge.html: too large: 200 MiB; at most 20 MiB can be read; split it",
        "postil: nest.zip/0.zip/0.txt and 15 more in that file: unpacks to more than 200 times its size; "
        "it is hostile; remove it",
        "postil: device.zip: not a regular file; only files can be read",
        "postil: drm.epub: encrypted (DRM); only the seller's program can read it",
        "postil: entities.xml: XML that declares entities; it may be hostile; take the declarations out",
        "postil: no letters.mbox: no letter in it; fetch it again",
        "postil: outside.xml: XML that declares entities; it may be hostile; take the declarations out",
    ]


class Names:
    """A folder as `os.scandir` gives it, of files that are nowhere; it may vanish while it is read."""

    def __init__(self, names: Iterator[str]) -> None:
        self.names = names
        self.given = 0

    def __enter__(self) -> Names:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def __iter__(self) -> Iterator[Any]:
        for name in self.names:
            self.given += 1
            yield File(name)


class File:
    def __init__(self, name: str) -> None:
        self.name = self.path = name

    def is_file(self, **_: bool) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False


@pytest.fixture
def scandir(monkeypatch: pytest.MonkeyPatch) -> Callable[[Names], None]:
    return lambda listing: monkeypatch.setattr(os, "scandir", lambda _: listing)


def test_of_ten_million_files_no_more_are_kept_than_are_listed(library: Path, scandir: Callable[[Names], None]) -> None:
    listing = Names(f"{number}.{ending}" for number in range(10_000_000) for ending in ("jpg", "txt"))
    scandir(listing)
    scan = Library(library, most=1_000).scan()
    assert len(scan.names) == 1_000
    assert listing.given == 2 * 1_001
    assert [str(each) for each in scan.problems] == [
        f"{library}: more than 1,000 articles: the rest is left out; open a folder in it"
    ]


def test_a_folder_that_vanishes_while_it_is_read(library: Path, scandir: Callable[[Names], None]) -> None:
    def names() -> Iterator[str]:
        yield "a.txt"
        raise FileNotFoundError(2, "No such file or directory", "x")

    scandir(Names(names()))
    scan = Library(library).scan()
    assert scan.names == []
    assert [str(each) for each in scan.problems] == [f"{library}: folder cannot be listed: no such file or directory"]


def test_of_a_folder_that_vanishes_after_it_was_listed_one_line_is_said(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "deep/b.txt", "deep/c.txt"):
        (library / "sub" / name).parent.mkdir(parents=True, exist_ok=True)
        (library / "sub" / name).write_text(STORY)
    with zipfile.ZipFile(library / "news.zip", "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", STORY)
    scan = Listing.scan

    def vanishing(listing: Listing) -> Sequence[str]:
        names = scan(listing)
        shutil.rmtree(library / "sub")
        (library / "news.zip").unlink()
        return names

    monkeypatch.setattr(Listing, "scan", vanishing)
    assert run(["ls", str(library)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.err.splitlines() == [
        "postil: news.zip: gone since it was listed; look again when nothing moves it",
        "postil: sub: gone since it was listed; look again when nothing moves it",
    ]


def test_a_file_that_vanishes_after_it_was_listed(library: Path) -> None:
    with zipfile.ZipFile(library / "news.zip", "w") as archive:
        archive.writestr("a.txt", STORY)
    one = Library.of(library)
    names = one.scan().names
    for name in ("good.txt", "news.zip"):
        (library / name).unlink()
    assert [str(one.read(name)) for name in names] == [
        "good.txt: no such file; check the name",
        "news.zip/a.txt: no such file; check the name",
    ]
    assert [one.stamp(name) for name in names] == [None, None]


def titles(desk: Desk) -> list[str]:
    return [each.title for each in desk.listing.all_rows() if isinstance(each, Row)]


@pytest.mark.parametrize("when", [0, -(10**9), 10**9, 4 * 10**9, 10**10])
def test_a_clock_that_runs_backwards_or_far_ahead(library: Path, monkeypatch: pytest.MonkeyPatch, when: int) -> None:
    desk = Desk.open(Library.of(library))
    assert titles(desk) == ["The title"]
    (library / "good.txt").write_text("Another title\n\nAnother body, which is longer.\n")
    os.utime(library / "good.txt", (when, when))
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    article = desk.library.read("good.txt")
    assert isinstance(article, Article)
    desk.listing.keep(article)
    assert titles(desk) == ["Another title"]
    desk.listing.index.close()
    desk.store.close()
