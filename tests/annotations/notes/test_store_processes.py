from __future__ import annotations

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


def test_two_processes_write_one_file(file: Path) -> None:
    processes = [writer(file, 50, author) for author in ("ada", "grace")]
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
