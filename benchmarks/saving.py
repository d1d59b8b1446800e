"""What a save costs, what finding the notes of an article costs, and how long the screen waits meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from tinydb import TinyDB

from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document
from annotations.notes.ids import new_document_id, new_id, utc_now
from annotations.notes.layout import encode_row
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore
from benchmarks.material import Material
from benchmarks.pairs import Result, in_turn

_MANY = 100_000
_VERY_MANY = 1_000_000
_FEW = 1_000
_AN_ARTICLE = 20
_SAVES_IN_A_ROW = 15
_SAVES = 20
_PAIRS = 5
# So long the screen's thread sleeps between two looks at the clock, in seconds, as it does between two keys.
_TICK = 0.001


def saves(material: Material) -> list[Result]:
    """A durable save beside an insert of stock TinyDB, and beside a save of a store of another size."""
    few, many, very_many = (_store(material, count) for count in (_FEW, _MANY, _VERY_MANY))
    peer = _plain(material)
    ours, theirs = in_turn(lambda: _save(many), lambda: _timed(lambda: peer.insert(to_document(_note(0)))), _PAIRS)
    large, small = in_turn(lambda: _save(very_many), lambda: _save(few), _SAVES)
    for store in (few, many, very_many):
        store.close()
    return [
        Result("durable save at 100,000 notes / stock TinyDB's insert", 1 / 2000, ours, theirs),
        Result("durable save at 1,000,000 / at 1,000 notes", 1.5, large, small),
    ]


def first_notes(material: Material) -> Result:
    """Opening a large store and finding one article's notes beside loading it with stock TinyDB."""
    file = _file(material, _MANY)
    _store(material, _MANY).close()

    def ours() -> float:
        return _timed(lambda: NoteStore.open(file).notes(_article(_MANY // 2)))

    def load() -> float:
        return _timed(lambda: TinyDB(file, access_mode="r", encoding="utf-8").table("notes").all())

    return Result(
        "first article's notes at 100,000 notes / loading with stock TinyDB", 1 / 50, *in_turn(ours, load, _PAIRS)
    )


def longest_pause(material: Material) -> Result:
    """How long the screen's thread is kept from running while a large store is compacted."""
    store = _store(material, _MANY)
    pauses = []
    for _ in range(_PAIRS):
        for number in range(50):
            store.apply(Change("add", (Edit(None, _note(number * 1999)),)))
        worker = threading.Thread(target=store.compact)
        gc.collect()
        worker.start()
        longest, last = 0.0, time.perf_counter()
        while worker.is_alive():
            time.sleep(_TICK)
            now = time.perf_counter()
            longest, last = max(longest, now - last - _TICK), now
        pauses.append(longest)
    store.close()
    return Result("longest pause of the screen's thread while 100,000 notes compact", 0.008, tuple(pauses))


def _store(material: Material, count: int) -> NoteStore:
    """A store of so many notes that postil has written before, so that it is known to be in order."""
    file = _file(material, count)
    store = NoteStore.open(file)
    store.apply(Change("add", (Edit(None, _note(0)),)))
    store.compact()
    return store


def _plain(material: Material) -> TinyDB:
    file = material.scratch / "plain" / "notes.json"
    if not file.exists():
        file.parent.mkdir()
        file.write_bytes(_file(material, _MANY).read_bytes())
    database = TinyDB(file, encoding="utf-8")
    database.default_table_name = "notes"
    return database


def _file(material: Material, count: int) -> Path:
    file = material.scratch / f"notes-{count}" / "notes.json"
    if not file.exists():
        file.parent.mkdir()
        with file.open("wb") as lines:
            lines.write(b'{"notes": {\n')
            for number in range(count):
                lines.write(b",\n"[: 2 * (number > 0)] + encode_row(str(new_document_id()), to_document(_note(number))))
            lines.write(b'\n},\n"meta": {\n"1": {"schema": 1}\n}}\n')
    return file


def _note(number: int) -> Note:
    now, start = utc_now(), number % _AN_ARTICLE * 40
    body = f"Remark {number}."
    return Note(
        new_id(), Kind.NOTE, _article(number), "", start, start + 5, "Tokyo", "from ", " to", "ada", now, now, body=body
    )


def _article(number: int) -> str:
    return f"article-{number // _AN_ARTICLE:06}.txt"


def _save(store: NoteStore) -> float:
    """A save in the middle of some, as a person who marks one mention after the other makes them."""
    changes = [Change("add", (Edit(None, _note(number * 1999 % _FEW)),)) for number in range(_SAVES_IN_A_ROW)]
    return median(_timed(partial(store.apply, change)) for change in changes)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
