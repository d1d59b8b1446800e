"""What the disk refuses waits, in its order, is shown meanwhile, outlives a kill, and is saved as soon as it can be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.notes.change import Change, Edit
from annotations.notes.history import History
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import ArticleState, Kind, Note
from annotations.notes.refuge import Refuge
from annotations.notes.store import NoteStore
from annotations.problem import PostilError
from tests.annotations.notes.conftest import Disk

MakeNote = Callable[..., Note]


def put(after: Note | ArticleState | None, before: Note | ArticleState | None = None) -> Change:
    return Change("put", (Edit(before, after),))


@pytest.fixture
def refuge(tmp_path: Path) -> Path:
    return tmp_path / "state" / "unsaved"


@pytest.fixture
def patient(file: Path, refuge: Path) -> NoteStore:
    return NoteStore.open(file, refuge)


def on_disk(file: Path) -> list[str]:
    return [f"{note.id[-1]}{note.body}" for note in NoteStore.open(file).notes()]


def test_what_is_refused_waits_and_nothing_overtakes_it(
    file: Path, refuge: Path, patient: NoteStore, make_note: MakeNote, disk: Disk
) -> None:
    one = make_note(1)
    patient.apply(put(one))
    disk.full = True
    assert patient.apply(put(replace(one, body="a"), one)).number < 0
    patient.apply(put(make_note(2)))
    patient.apply(put(ArticleState("a.txt", "", "done")))
    assert str(patient.unsaved) == (
        f"{file}: NOT SAVED: 3 changes: no space left on device; "
        f"kept in {next(refuge.iterdir())}, and tried again until they are"
    )
    assert not patient.read_only
    assert patient.unsaved_notes == {make_note(1).id, make_note(2).id}
    assert patient.notes() == [replace(one, body="a"), make_note(2)], "what the user has made is shown"
    assert patient.get(make_note(2).id, "a.txt") == make_note(2)
    assert patient.states()["a.txt"].state == "done"
    assert on_disk(file) == ["1"]
    assert not patient.retry()
    disk.full = False
    patient.apply(put(replace(one, body="b"), replace(one, body="a")))
    assert patient.unsaved is None
    assert patient.unsaved_notes == frozenset()
    assert list(refuge.iterdir()) == []
    assert on_disk(file) == ["1b", "2"]
    assert NoteStore.open(file).state("a.txt") == patient.state("a.txt")


def test_it_is_tried_again_by_itself_ever_less_often(
    file: Path, patient: NoteStore, make_note: MakeNote, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, tries = 1000.0, []
    monkeypatch.setattr("time.monotonic", lambda: now)
    retry = patient.retry

    def counted() -> bool:
        tries.append(now - 1000.0)
        return retry()

    monkeypatch.setattr(patient, "retry", counted)
    monkeypatch.setattr("threading.Thread.start", lambda thread: thread.run())
    patient.apply(put(make_note(1)))
    disk.full = True
    patient.apply(put(make_note(2)))
    for _ in range(200):
        now += 1.0
        patient.refresh()
    assert tries == [2.0, 6.0, 14.0, 30.0, 62.0, 122.0, 182.0]
    disk.full = False
    now += 60.0
    patient.refresh()
    assert patient.unsaved is None
    assert patient.refresh(), "that it is saved is news"
    assert on_disk(file) == ["1", "2"]


def test_without_a_refuge_it_is_refused(store: NoteStore, make_note: MakeNote, disk: Disk) -> None:
    store.apply(put(make_note(1)))
    disk.full = True
    with pytest.raises(PostilError, match="no space left"):
        store.apply(put(make_note(2)))
    assert (store.notes(), store.unsaved) == ([make_note(1)], None)


def test_where_even_the_refuge_has_no_room_it_is_said_to_be_in_memory_only(
    tmp_path: Path, patient: NoteStore, make_note: MakeNote, disk: Disk
) -> None:
    patient.apply(put(make_note(1)))
    disk.full = True
    (tmp_path / "state").touch()
    patient.apply(put(make_note(2)))
    assert patient.at_risk
    assert "kept in memory only" in str(patient.unsaved)
    (tmp_path / "state").unlink()
    assert not patient.retry()
    assert not patient.at_risk, "each try tries that again, too"
    disk.full = False
    patient.close()
    assert patient.unsaved is None


def test_what_becomes_write_protected_waits_what_always_was_is_refused(
    file: Path, refuge: Path, patient: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.apply(put(make_note(1)))
    patient.close()
    access = os.access
    with monkeypatch.context() as patch:
        # As root nothing is protected, so the answer of the system is made up.
        patch.setattr("os.access", lambda path, mode: not mode & os.W_OK and access(path, mode))
        patient.apply(put(make_note(2)))
        assert "write-protected" in str(patient.unsaved)
        with pytest.raises(PostilError, match="write-protected"):
            NoteStore.open(file, refuge).apply(put(make_note(3)))
    assert patient.retry()
    assert on_disk(file) == ["1", "2"]


def test_what_waits_can_be_taken_back_before_and_after_it_is_saved(
    file: Path, patient: NoteStore, make_note: MakeNote, disk: Disk
) -> None:
    history = History(patient)
    history.do(put(make_note(1)))
    disk.full = True
    for number in (2, 3):
        history.do(put(make_note(number)))
    history.undo()
    assert patient.notes() == [make_note(1), make_note(2)]
    history.redo()
    history.undo()
    disk.full = False
    assert patient.retry()
    history.undo()
    assert on_disk(file) == ["1"]
    history.redo()
    history.redo()
    assert on_disk(file) == ["1", "2", "3"]
    again = History(NoteStore.open(file))
    for _ in range(3):
        assert again.undo()
    assert on_disk(file) == []


def test_what_others_change_meanwhile_is_merged_and_told(
    file: Path, patient: NoteStore, make_note: MakeNote, disk: Disk
) -> None:
    one, two = make_note(1), make_note(2)
    patient.apply(put(one))
    patient.apply(put(two))
    other = NoteStore.open(file)
    disk.full = True
    patient.apply(put(replace(one, body="ours"), one))
    patient.apply(put(None, two))
    disk.full = False
    other.apply(put(replace(one, body="theirs", author="grace"), one))
    other.apply(put(replace(two, body="theirs"), two))
    assert patient.retry()
    assert sorted(note.body for note in patient.notes()) == ["ours", "theirs", "theirs"]
    kept, dropped = patient.tidings()
    assert "changed by someone else (author grace" in kept.what
    assert kept.remedy == "both versions are kept"
    assert dropped.what.startswith("put could not be saved: the note on “Tokyo” in a.txt was changed by someone else")
    assert patient.tidings() == []


REFUSED = """
import os, resource, signal, sys
from pathlib import Path
from tests.annotations.notes.test_refused import fill
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
fill(Path(sys.argv[1]), Path(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""


def fill(file: Path, refuge: Path) -> None:
    """Add notes to a journal that may not grow so far, edit the last, and print what was done."""
    store, now = NoteStore.open(file, refuge), utc_now()
    while store.unsaved is None or len(store.unsaved_notes) < 5:
        note = Note(new_id(), Kind.NOTE, "a", "", None, None, "", "", "", "ada", now, now, body="word " * 100)
        store.apply(put(note))
    store.apply(put(replace(note, body="last"), note))
    print(len(store.notes()), flush=True)


def test_a_kill_meanwhile_loses_nothing(file: Path, refuge: Path) -> None:
    """The file may really not grow any more; what is left is taken over by the next program, and by only one."""
    done = subprocess.run([sys.executable, "-c", REFUSED, str(file), str(refuge)], capture_output=True, text=True)
    count = int(done.stdout)
    assert len(NoteStore.open(file).notes()) == count - 5
    assert list(Refuge(refuge, file).peek().values()) == [6]
    next_one = NoteStore.open(file, refuge)
    assert "NOT SAVED: 6 changes" in str(next_one.unsaved)
    assert NoteStore.open(file, refuge).unsaved is None
    assert Refuge(refuge, file).peek() == {}
    assert len(next_one.notes()) == count
    assert next_one.retry()
    assert list(refuge.iterdir()) == []
    saved = NoteStore.open(file).notes()
    assert len(saved) == count
    assert saved[-1].body == "last"


def test_a_kill_between_saving_and_forgetting_makes_nothing_twice(
    file: Path, refuge: Path, patient: NoteStore, make_note: MakeNote, disk: Disk
) -> None:
    patient.apply(put(make_note(1)))
    disk.full = True
    patient.apply(put(make_note(2)))
    patient.apply(put(make_note(2, body="a"), make_note(2)))
    patient.apply(put(make_note(2, body="b"), make_note(2, body="a")))
    patient.apply(put(make_note(3)))
    patient.apply(put(None, make_note(3)))
    (left,) = refuge.iterdir()
    copy = left.read_bytes()
    disk.full = False
    assert patient.retry()
    left.write_bytes(copy)
    again = NoteStore.open(file, refuge)
    assert "5 changes" in str(again.unsaved)
    assert again.retry()
    assert again.tidings() == []
    assert on_disk(file) == ["1", "2b"]


def note_of(name: str, body: str) -> Note:
    now = "2024-12-05T08:30:00.000000+00:00"
    return Note(name, Kind.NOTE, "a.txt", "", None, None, "", "", "", "ada", now, now, body=body)


NAMES = ["0190-0001", "0190-0002", "0190-0003"]
STEPS = st.lists(
    st.sampled_from(["full", "free", "crash", "retry", "compact"])
    | st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "x", "y", None])),
    max_size=25,
)


def crashed(folder: Path, torn: bytes) -> None:
    """Leave in a folder what a kill would: files that nobody holds, the last line of the journal begun."""
    for file in (folder / "refuge").glob("*"):
        old = file.rename(file.with_suffix(".old"))
        shutil.copy(old, file)
        old.unlink()
    journal = folder / "notes" / "notes.json.journal"
    if journal.exists():
        journal.write_bytes(journal.read_bytes() + torn)


@settings(max_examples=60)
@given(
    STEPS,
    st.sampled_from(
        [b"", b"\0\0\0", b'0a1b2c3d {"number": 7, "what'],
    ),
)
def test_any_work_on_a_disk_that_refuses_and_through_crashes_is_as_in_a_plain_dictionary(
    steps: list[str | tuple[str, str | None]], torn: bytes
) -> None:
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        folder = Path(scratch)
        file, refuge, disk = folder / "notes" / "notes.json", folder / "refuge", Disk(folder / "notes")
        file.parent.mkdir()
        for name in ("write", "pwrite"):
            patch.setattr(os, name, disk.over(getattr(os, name)))
        store, model = NoteStore.open(file, refuge), dict[str, Note]()
        for step in steps:
            if step in ("full", "free"):
                disk.full = step == "full"
            elif step == "crash":
                crashed(folder, torn)
                store = NoteStore.open(file, refuge)
            elif step == "retry":
                assert store.retry() != (disk.full and store.unsaved is not None)
            elif step == "compact":
                store.compact()
            elif isinstance(step, tuple):
                name, body = step
                old = model.pop(name, None)
                new = None if body is None else note_of(name, body)
                store.apply(put(new, old))
                model.update({} if new is None else {name: new})
            assert store.notes() == sorted(model.values(), key=lambda note: note.id)
        disk.full = False
        store.close()
        assert NoteStore.open(file).notes() == store.notes()
        assert store.unsaved is None
        assert store.tidings() == []
