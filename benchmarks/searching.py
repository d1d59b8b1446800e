"""Indexing and searching a library of 100,000 articles, beside reading its files and beside ripgrep."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path

from annotations.articles.index import LibraryIndex
from annotations.articles.library import Library
from annotations.articles.watching import Looks, Told, Watching
from annotations.desk.filtering import parse
from annotations.desk.listing import Listing
from annotations.desk.searching import NEWEST, RELEVANCE, Searching
from annotations.desk.stocktaking import Stocktaking
from annotations.notes.store import NoteStore
from benchmarks.material import Material
from benchmarks.newsroom import COMMON, COMMONEST, COMMONEST_PHRASE, PHRASE, RARE
from benchmarks.pairs import Result, in_turn
from tui.duties.keeping import LOOKS

NEWEST_FIRST = 50
_PAIRS = 7
_NO_RG = "ripgrep (rg) is not installed: there is nothing to measure against"


def names(material: Material) -> Result:
    """All names in the order of the list, of a library without an index; the peer lists the same files."""
    folder = material.newsroom

    def find() -> float:
        return _seconds(lambda: subprocess.run(["find", str(folder), "-type", "f"], capture_output=True, check=True))

    ours, peer = in_turn(lambda: _seconds(_listing(material, folder).names), find, _PAIRS)
    return Result("names of 100,000 articles, cold / find -type f", 3.0, ours, peer)


def building(material: Material) -> list[Result]:
    """The index of records and words from nothing; the peer reads and decodes the same files, in one process.

    With the files in memory, which is the goal, and from the disk, as the first index of a library is built in life.
    """
    folder = material.newsroom
    found = Library.of(folder).scan().names
    sizes: list[float] = []
    first: list[float] = []

    def ours() -> float:
        listing = _listing(material, folder)
        taken = _seconds(lambda: first.append(_take_stock(listing, found)))
        sizes.append(_size(listing.texts.index.folder))
        return taken

    def peer() -> float:
        return _seconds(lambda: _read(folder, found))

    warm, peer_warm = in_turn(ours, peer, 2)
    text = float(_size(folder))
    _drop_from_memory(folder, found)
    cold = ours()
    _drop_from_memory(folder, found)
    return [
        Result("index of 100,000 articles / reading and decoding them in Python", 1.5, warm, peer_warm),
        Result("the same, until the first words are found", None, tuple(first[1:-1]), peer_warm),
        Result("the same, with all files on the disk alone", None, (cold,), (peer(),)),
        Result("size of the index of words / size of the text", 0.75, tuple(sizes[1:]), (text,) * len(sizes[1:]), "MB"),
    ]


def newest(material: Material) -> list[Result]:
    """The newest 50 articles that have a word, or a phrase; the peer lists the files that have it."""
    return [
        _beside_rg(material, f"newest 50 with {what} / rg -l", 1 / 100, query, NEWEST, pattern)
        for what, query, pattern in (
            ("a common word", COMMON, COMMON),
            ("a rare word", RARE, RARE),
            ("a phrase", f'"{PHRASE}"', PHRASE),
            ("a phrase of the commonest words", f'"{COMMONEST_PHRASE}"', COMMONEST_PHRASE),
            ("two words", f"{COMMON} police", COMMON),
        )
    ]


def relevance(material: Material) -> list[Result]:
    """The most relevant 50 articles that have a common word."""
    return [
        _beside_rg(material, f"most relevant 50 with {what} / rg -l", 1 / 10, word, RELEVANCE, word)
        for what, word in (("a common word", COMMON), ("one of every second article", COMMONEST))
    ]


def changed(material: Material) -> list[Result]:
    """From the writing of one file until its new word is found, where the system tells of changes, and where not.

    The screen asks twice a second, which is not counted where the system tells; looking is done at its pace.
    """
    listing = _indexed(material)
    names = listing.names()
    told = Told(listing.library.root)
    told.wait_until_ready()
    looks = Looks(listing.library, lambda: names, listing.texts.index.known())
    words = (f"novelty{number}" for number in count())

    def until_found(watch: Watching, name: str, pause: float, in_sight: Sequence[str] = ()) -> float:
        word = next(words)
        return _seconds(lambda: _write_and_find(listing, watch, name, word, pause, in_sight))

    near, far = names[1], names[len(names) // 2]
    try:
        taken = tuple(until_found(told, near, 0.01) for _ in range(_PAIRS))
    finally:
        told.close()
    in_sight = tuple(until_found(looks, near, LOOKS, names[:40]) for _ in range(_PAIRS))
    anywhere = until_found(looks, far, LOOKS)
    return [
        Result(
            "one changed file of 100,000 until it is found", 2.0, taken, remark="and up to 0.5 s of the screen's clock"
        ),
        Result("the same by looking, in sight", 2.0, in_sight),
        Result("the same by looking, anywhere", None, (anywhere,)),
    ]


def _beside_rg(material: Material, what: str, goal: float, query: str, order: str, pattern: str) -> Result:
    listing = _indexed(material)
    search = Searching(listing)
    wanted = parse(query, search=True)

    def ours() -> float:
        return _seconds(lambda: list(islice(search.findings(wanted, order, NEWEST_FIRST), NEWEST_FIRST)))

    rg = shutil.which("rg")
    if rg is None:
        return Result(what, None, tuple(ours() for _ in range(_PAIRS)), remark=_NO_RG)
    command = [rg, "-l", "--fixed-strings", pattern, str(listing.library.root)]
    return Result(
        what, goal, *in_turn(ours, lambda: _seconds(lambda: subprocess.run(command, capture_output=True)), _PAIRS)
    )


@cache
def _indexed(material: Material) -> Listing:
    listing = _listing(material, material.newsroom)
    _take_stock(listing, listing.names())
    return listing


def _write_and_find(
    listing: Listing, watch: Watching, name: str, word: str, pause: float, in_sight: Sequence[str]
) -> None:
    stock, search = Stocktaking(listing), Searching(listing)
    file = listing.library.root / name
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
    while not list(search.findings(parse(word, search=True))):
        if told := watch.changed(in_sight):
            stock.follow(told)
        else:
            time.sleep(pause)


def _listing(material: Material, folder: Path) -> Listing:
    """The listing of a library of which nothing is known."""
    cache_folder = Path(material.newcomer()["XDG_CACHE_HOME"])
    return Listing(Library.of(folder), NoteStore.open(folder / "notes.json"), LibraryIndex(cache_folder / "i.sqlite"))


def _take_stock(listing: Listing, found: Sequence[str]) -> float:
    """Index all articles; the seconds until the first of them could be found."""
    begun = time.perf_counter()
    first = 0.0
    for progress in Stocktaking(listing).agree(found):
        if progress.grown and not first:
            first = time.perf_counter() - begun
        if progress.waiting:
            time.sleep(0.05)
    return first or time.perf_counter() - begun


def _read(folder: Path, found: Sequence[str]) -> None:
    for name in found:
        (folder / name).read_bytes().decode()


def _drop_from_memory(folder: Path, found: Sequence[str]) -> None:
    """Have the system forget what the files say; their names it may keep."""
    os.sync()
    for name in found:
        descriptor = os.open(folder / name, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
