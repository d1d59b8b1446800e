"""Every change that was said to be saved is there again, whatever became of the journal's last bytes or of the disk."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.notes.change import Change, Edit
from annotations.notes.note import Note
from annotations.notes.store import NoteStore
from annotations.problem import PostilError

MakeNote = Callable[..., Note]


def put(*notes: Note) -> Change:
    return Change("put", tuple(Edit(None, note) for note in notes))


def journal_of(file: Path) -> Path:
    return file.with_name(file.name + ".journal")


@pytest.mark.parametrize(
    "spoiled", [lambda whole, at: whole[:at], lambda whole, at: whole[:at].ljust(len(whole), b"\0")]
)
def test_cut_or_zeroed_at_every_byte_of_its_last_records_the_others_are_there(
    file: Path, make_note: MakeNote, spoiled: Callable[[bytes, int], bytes]
) -> None:
    store = NoteStore.open(file)
    store.apply(put(make_note(1)))
    store.compact()
    journal, ends = journal_of(file), []
    for number in range(2, 6):
        store.apply(put(make_note(number)))
        ends.append(journal.stat().st_size)
    whole = journal.read_bytes()
    for at in range(ends[0], len(whole) + 1):
        journal.write_bytes(spoiled(whole, at))
        again = NoteStore.open(file)
        survivors = 1 + sum(end <= at for end in ends)
        assert again.notes() == [make_note(number) for number in range(1, survivors + 1)]
        again.apply(put(make_note(9)))
        assert len(NoteStore.open(file).notes()) == survivors + 1


def test_a_journal_that_is_tidied_away_while_its_changes_are_on_their_way_takes_none_with_it(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.compact()
    store.apply(put(make_note(2)))
    journal_of(file).unlink()
    store.apply(put(make_note(3)))
    store.close()
    assert len(json.loads(file.read_bytes())["notes"]) == 3
    assert NoteStore.open(file).notes() == [make_note(1), make_note(2), make_note(3)]


def test_a_line_of_the_journal_that_rotted_hides_none_behind_it(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    for number in (1, 2, 3):
        store.apply(put(make_note(number)))
    lines = journal_of(file).read_bytes().splitlines(keepends=True)
    journal_of(file).write_bytes(lines[0] + b"\0" * (len(lines[1]) - 1) + b"\n" + lines[2])
    assert NoteStore.open(file).notes() == [make_note(1), make_note(3)]


def test_what_the_disk_refuses_at_any_call_is_said_and_loses_nothing(
    file: Path, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that writes, syncs or renames fails in turn, for want of room or of the disk itself."""
    names = ("os.write", "os.pwrite", "os.fsync", "os.fdatasync", "os.fchmod", "pathlib.Path.replace")
    saved: list[Note] = []
    refused = 0
    for code in (errno.ENOSPC, errno.EIO):
        for turn in range(1, 30):
            store, calls = NoteStore.open(file), 0

            def failing(real: Callable[..., object], turn: int = turn, code: int = code) -> Callable[..., object]:
                def call(*arguments: object) -> object:
                    nonlocal calls
                    calls += 1
                    if calls == turn:
                        raise OSError(code, os.strerror(code))
                    return real(*arguments)

                return call

            note = make_note(len(saved) + 1)
            with monkeypatch.context() as patch:
                for name in names:
                    module, _, attribute = name.rpartition(".")
                    owner = os if module == "os" else Path
                    patch.setattr(owner, attribute, failing(getattr(owner, attribute)))
                try:
                    store.apply(put(note))
                except PostilError as error:
                    refused += os.strerror(code).lower() in error.problem.what
                else:
                    saved.append(note)
                written = store.compact()
            assert written or "not up to date: " in str(store.problem)
            if file.exists():
                json.loads(file.read_bytes())
            assert {each.id for each in NoteStore.open(file).notes()} == {each.id for each in store.notes()}
            assert set(saved) <= set(NoteStore.open(file).notes())
            if calls < turn:
                break
        assert calls < turn
    assert refused == 4, "writing and syncing the journal, for either reason"
    assert store.compact()
    assert store.problem is None
    assert not list(file.parent.glob(".*"))


LIMITED = """
import resource, signal, sys
from pathlib import Path
from tests.annotations.notes.test_journal import fill
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
fill(Path(sys.argv[1]))
"""


def fill(file: Path) -> None:
    """Add notes until the disk refuses, and print how many it took."""
    from annotations.notes.ids import new_id, utc_now
    from annotations.notes.note import Kind

    store = NoteStore.open(file)
    now = utc_now()
    for number in range(1000):
        note = Note(new_id(), Kind.NOTE, "a", "", None, None, "", "", "", "ada", now, now, body="word " * 20)
        try:
            store.apply(put(note))
        except PostilError as error:
            print(number, str(error), flush=True)
            return


def test_a_file_that_may_grow_no_further_is_said_and_keeps_what_was_saved(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    count, said = done.stdout.split(" ", 1)
    assert int(count) > 10
    assert "file too large" in said
    assert "nothing was changed: make room" in said
    store = NoteStore.open(file)
    assert len(store.notes()) == int(count)
    assert store.compact()
    assert len(json.loads(file.read_bytes())["notes"]) == int(count)
