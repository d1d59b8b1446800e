from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tinydb import TinyDB

from annotations.notes.store import NoteStore

WRITER = """
import sys
from pathlib import Path
from annotations.notes.change import Change, Edit
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore

store = NoteStore.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    now = utc_now()
    note = Note(new_id(), Kind.NOTE, "a", "", None, None, "", "", "", sys.argv[3], now, now, body=str(number))
    store.apply(Change("add", (Edit(None, note),)))
    print(note.id, flush=True)
    if number % 2:
        store.compact()
store.close()
"""

# Kills itself at the so-many-th call of one of the functions that touch the disk; then adds notes and compacts.
KILLED = """
import os, pathlib, signal
calls = 0
def counting(real):
    def step(*arguments, **named):
        global calls
        calls += 1
        if calls == {0}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return step
for name in ("open", "write", "pwrite", "ftruncate", "fsync", "fdatasync", "fchmod"):
    setattr(os, name, counting(getattr(os, name)))
pathlib.Path.replace = counting(pathlib.Path.replace)
"""


def writer(file: Path, count: int, author: str, before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", before + WRITER, str(file), str(count), author]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ids_in(file: Path) -> list[object]:
    """What plain TinyDB finds after a clean exit of postil."""
    store = NoteStore.open(file)
    held = {note.id for note in store.notes()}
    store.close()
    with TinyDB(file) as database:
        found = [document["id"] for document in database.table("notes")]
    assert set(found) == held
    return found


def test_a_killed_writer_loses_nothing_that_it_said_was_saved(file: Path) -> None:
    saved: list[str] = []
    for round_ in range(15):
        with writer(file, 100_000, "ada") as process:
            assert process.stdout is not None
            # Killed after a few saves, wherever in the next one it is then.
            saved += [process.stdout.readline().strip() for _ in range(1 + round_ % 4)]
            process.kill()
            saved += process.stdout.read().split()
        found = ids_in(file)
        assert set(saved) <= set(found)
        assert len(found) == len(set(found))


def test_killed_at_every_call_of_the_system_nothing_saved_is_lost(file: Path) -> None:
    saved: set[str] = set()
    for call in range(1, 200):
        with writer(file, 3, "ada", KILLED.format(call)) as process:
            assert process.stdout is not None
            saved |= set(process.stdout.read().split())
        if file.exists():
            json.loads(file.read_bytes())
        assert saved <= {note.id for note in NoteStore.open(file).notes()}
        if process.returncode == 0:
            break
    assert process.returncode == 0
    assert call > 20
    assert saved <= set(ids_in(file))
    assert not list(file.parent.glob(".*")), "what the killed ones left is tidied away"


def test_two_processes_write_one_file(file: Path) -> None:
    processes = [writer(file, 50, author) for author in ("ada", "grace")]
    reads = 0
    watching = NoteStore.open(file)
    while any(process.poll() is None for process in processes):
        watching.refresh()
        if file.exists():
            # Whoever reads in between sees the old file or the new one.
            assert len(json.loads(file.read_bytes())["notes"]) > 0
            reads += 1
    assert reads > 0
    printed = [process.communicate()[0].split() for process in processes]
    assert [len(ids) for ids in printed] == [50, 50]
    watching.refresh()
    assert {note.id for note in watching.notes("a")} == {*printed[0], *printed[1]}
    assert sorted(ids_in(file), key=str) == sorted([*printed[0], *printed[1]])


def test_reading_does_not_load_tinydb(file: Path) -> None:
    with writer(file, 1, "ada") as process:
        process.communicate()
    look = (
        "import sys; from pathlib import Path; from annotations.notes.store import NoteStore;"
        "print(len(NoteStore.open(Path(sys.argv[1])).notes()), 'tinydb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
