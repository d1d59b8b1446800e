"""Disks that refuse and journals that are spoiled: what of that which was said to be saved, or kept, is lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

from annotations.notes.change import Change, Edit
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore
from benchmarks.children import child, readable

_CALLS = ("os.open", "os.write", "os.pwrite", "os.ftruncate", "os.fsync", "os.fdatasync", "os.fchmod", "Path.replace")
_REASONS = (errno.ENOSPC, errno.EIO, errno.EROFS)
_LIMITS = range(0, 24_000, 150)
_NOTES = 12


def spoiled_journals(folder: Path) -> int:
    """Cut a journal, and fill it with zeros, from every byte of its last three records on; how often one was lost."""
    file, ends = folder / "notes.json", []
    store, journal = NoteStore.open(file), folder / "notes.json.journal"
    for number in range(6):
        _add(store, number)
        ends.append(journal.stat().st_size)
    whole = journal.read_bytes()
    lost = tried = 0
    for at in range(ends[2], len(whole) + 1):
        for spoiled in (whole[:at], whole[:at].ljust(len(whole), b"\0")):
            journal.write_bytes(spoiled)
            tried += 1
            lost += len(NoteStore.open(file).notes()) != sum(end <= at for end in ends)
    print(f"journal cut or zeroed at every byte of its last three records: {tried - lost} of {tried} recovered")
    return lost


def refused_calls(folder: Path) -> int:
    """Have each call that writes fail in turn, once and for good; changes lost, or neither saved nor said to wait."""
    lost = tried = 0
    for reason in _REASONS:
        for lasting in (False, True):
            for turn in count(1):
                tried += 1
                place = folder / f"{reason}-{lasting}-{turn}"
                with child(_refusing(place, turn, reason, lasting=lasting)) as (_, pipe):
                    said = pipe.read().splitlines()
                lost += _missing(place, said)
                if "all calls were made" in said:
                    break
    print(f"a call that writes fails, each in turn, once and for good: {tried} runs, {lost} changes lost or not said")
    return lost


def limited_files(folder: Path) -> int:
    """Let files grow to a limit only, really; changes lost, or neither saved nor said to wait."""
    lost = tried = 0
    for limit in _LIMITS:
        tried += 1
        place = folder / f"limit-{limit}"
        with child(_limited(place, limit)) as (_, pipe):
            said = pipe.read().splitlines()
        lost += _missing(place, said)
    print(f"files may grow to a limit only: {tried} limits, {lost} changes lost or not said")
    return lost


def _refusing(place: Path, turn: int, reason: int, *, lasting: bool) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        calls, write = 0, os.write
        store = NoteStore.open(place / "notes" / "notes.json", place / "refuge")

        def failing(real: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **named: object) -> object:
                nonlocal calls
                calls += 1
                if calls == turn or (lasting and calls > turn):
                    raise OSError(reason, os.strerror(reason))
                return real(*arguments, **named)

            return call

        for name in _CALLS:
            owner, attribute = (os if name.startswith("os.") else Path), name.partition(".")[2]
            setattr(owner, attribute, failing(getattr(owner, attribute)))
        _work(store, lambda line: write(pipe, line))
        if calls < turn:
            write(pipe, b"all calls were made\n")

    return work


def _limited(place: Path, limit: int) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        # What else goes on in a process may write files, too.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = NoteStore.open(place / "notes" / "notes.json", place / "refuge")
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        _work(store, lambda line: os.write(pipe, line))

    return work


def _work(store: NoteStore, say: Callable[[bytes], object]) -> None:
    """Add notes and say of each whether it is saved, waits on another disk, or is in memory only; then die."""
    for number in range(_NOTES):
        note_id = _add(store, number)
        state = "saved" if store.unsaved is None else "at risk" if store.at_risk else "waits"
        say((json.dumps([state, note_id]) + "\n").encode())
        if number % 4 == 3:
            store.compact()


def _missing(place: Path, said: list[str]) -> int:
    """How many of the notes are not there, though they were said to be saved or to wait; and of which nothing was said.

    What waited when a later one was saved, or reached the other disk, is there with it.
    """
    told = [json.loads(line) for line in said if line.startswith("[")]
    safe = max((number for number, (state, _) in enumerate(told, 1) if state != "at risk"), default=0)
    file = place / "notes" / "notes.json"
    store = NoteStore.open(file, place / "refuge")
    store.close()
    held = {note.id for note in store.notes()}
    return sum(name not in held for _, name in told[:safe]) + (_NOTES - len(told)) + (not readable(file))


def _add(store: NoteStore, number: int) -> str:
    now = utc_now()
    note = Note(new_id(), Kind.NOTE, "a.txt", "", None, None, "", "", "", "ada", now, now, body=f"{number} " * 40)
    store.apply(Change("add", (Edit(None, note),)))
    return note.id
