from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
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
"""

KILLED = """
import os, pathlib, signal
calls = 0
def step(*arguments, real={0}):
    global calls
    calls += 1
    if calls == {1}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
{0} = step
"""


def writer(file: Path, count: int, author: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), str(count), author]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ids_in(file: Path) -> list[object]:
    with TinyDB(file) as database:
        return [document["id"] for document in database.table("notes")]


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
    with writer(file, 1, "ada") as process:
        process.communicate()
    assert process.returncode == 0
    assert list(file.parent.iterdir()) == [file], "what the killed ones left is tidied away"


@pytest.mark.parametrize(
    ("step", "count", "found"),
    [("os.fsync", 1, 1), ("pathlib.Path.replace", 1, 1), ("os.fsync", 2, 2)],
    ids=["written, not synced", "synced, not renamed", "renamed, folder not synced"],
)
def test_killed_at_each_step_of_a_save_the_file_is_the_old_or_the_new_one(
    file: Path, step: str, count: int, found: int
) -> None:
    with writer(file, 1, "ada") as process:
        process.communicate()
    with subprocess.Popen([sys.executable, "-c", KILLED.format(step, count) + WRITER, file, "1", "ada"]) as process:
        assert process.wait() == -signal.SIGKILL
    assert len(ids_in(file)) == found
    with writer(file, 1, "ada") as process:
        process.communicate()
    assert len(ids_in(file)) == found + 1
    assert list(file.parent.iterdir()) == [file], "what the killed one left is tidied away"


def test_two_processes_write_one_file(file: Path) -> None:
    processes = [writer(file, 50, author) for author in ("ada", "grace")]
    reads = 0
    while any(process.poll() is None for process in processes):
        if file.exists():
            # Whoever reads in between sees the old file or the new one.
            assert len(json.loads(file.read_bytes())["notes"]) > 0
            reads += 1
    assert reads > 0
    printed = [process.communicate()[0].split() for process in processes]
    assert [len(ids) for ids in printed] == [50, 50]
    assert sorted(ids_in(file), key=str) == sorted([*printed[0], *printed[1]])
    assert len(NoteStore.open(file).notes("a")) == 100


def test_reading_does_not_load_tinydb(file: Path) -> None:
    with writer(file, 1, "ada") as process:
        process.communicate()
    look = (
        "import sys; from pathlib import Path; from annotations.notes.store import NoteStore;"
        "print(len(NoteStore.open(Path(sys.argv[1])).notes()), 'tinydb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
