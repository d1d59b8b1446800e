"""Kill programs that save, spoil journals, fill disks, let several programs and branches write one file: what is lost.

`python -m benchmarks.faults [KILLS [CHANGES]]`; exit status 1 if anything was.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from tinydb import TinyDB

from annotations.notes.change import Change, Edit
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore
from benchmarks.children import child, fork, readable
from benchmarks.merges import merged_branches
from benchmarks.refusals import limited_files, refused_calls, spoiled_journals

_KILLS, _CHANGES, _PROCESSES, _MERGES = 1000, 1000, 4, 10
# A killed program lives so long at most, in seconds; it makes some dozens of changes by then.
_LIFE = 0.1


def main(arguments: list[str]) -> int:
    kills, changes = [*map(int, arguments), *(_KILLS, _CHANGES)[len(arguments) :]]
    with tempfile.TemporaryDirectory(prefix="postil-faults-") as scratch:
        lost = _killed(Path(scratch) / "kills" / "notes.json", kills)
        lost += spoiled_journals(Path(scratch) / "spoiled")
        lost += refused_calls(Path(scratch) / "refused")
        lost += limited_files(Path(scratch) / "limited")
        lost += _together(Path(scratch) / "together" / "notes.json", changes)
        lost += merged_branches(Path(scratch) / "merged", _MERGES)
    return int(lost > 0)


def _killed(file: Path, kills: int) -> int:
    """Acknowledged changes that are not there after so many kills, and files that plain TinyDB cannot read."""
    chance, model = random.Random(5), dict[str, str]()
    acknowledged = lost = unreadable = 0
    for _ in range(kills):
        with child(lambda pipe: _work(file, pipe)) as (process, pipe):
            time.sleep(chance.uniform(0.0, _LIFE))
            os.kill(process, signal.SIGKILL)
            said = pipe.read().splitlines()
        open_ends: dict[str, str | None] = {}
        for line in said:
            word, name, body = json.loads(line)
            if word == "try":
                open_ends = {name: body}
                continue
            open_ends = {}
            acknowledged += 1
            if body is None:
                model.pop(name, None)
            else:
                model[name] = body
        held = {note.id: note.body for note in NoteStore.open(file).notes()}
        differing = {name for name in {*held, *model} if held.get(name) != model.get(name)}
        lost += sum(name not in open_ends or held.get(name) != open_ends[name] for name in differing)
        unreadable += not readable(file)
        model = held
    print(f"{kills} kills: {acknowledged} changes acknowledged, {lost} lost, {unreadable} times unreadable for TinyDB")
    return lost + unreadable


def _work(file: Path, pipe: int) -> None:
    """Add, edit and remove notes, while another thread brings the file up to date, again and again."""
    store, chance = NoteStore.open(file), random.Random(os.getpid())

    def compact() -> None:
        while True:
            store.compact()

    threading.Thread(target=compact, daemon=True).start()
    notes = store.notes()
    while True:
        old = chance.choice(notes) if notes and chance.random() < 0.6 else None
        new = None if old is not None and len(notes) > 200 else _note(old, str(chance.random()))
        name, body = (new or old or _note(None, "")).id, None if new is None else new.body
        os.write(pipe, (json.dumps(["try", name, body]) + "\n").encode())
        store.apply(Change("work", (Edit(old, new),)))
        os.write(pipe, (json.dumps(["done", name, body]) + "\n").encode())
        notes = [note for note in notes if note is not old] + ([] if new is None else [new])


def _together(file: Path, changes: int) -> int:
    """Changes that are not there after several programs made so many each."""

    def add(_: int) -> None:
        store = NoteStore.open(file)
        for number in range(changes):
            store.apply(Change("add", (Edit(None, _note(None, str(number))),)))
            if number % 100 == 99:
                store.compact()
        store.close()

    started = time.perf_counter()
    processes = [fork(lambda: add(0)) for _ in range(_PROCESSES)]
    for process in processes:
        os.waitpid(process, 0)
    with TinyDB(file) as database:
        found = len({document["id"] for document in database.table("notes")})
    expected, seconds = changes * _PROCESSES, time.perf_counter() - started
    print(f"{_PROCESSES} programs, {changes} changes each, in {seconds:.1f} s: {found} of {expected} are there")
    return expected - found


def _note(old: Note | None, body: str) -> Note:
    now = utc_now()
    known = old or Note(new_id(), Kind.NOTE, "a.txt", "", None, None, "", "", "", "ada", now, now)
    return Note(known.id, known.kind, known.article, "", None, None, "", "", "", "ada", known.created, now, body=body)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
