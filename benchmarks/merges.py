"""Branches of a library with edits of their own, merged by git with postil's driver: what is lost."""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore

_BASE, _NEW, _EDITED = 60, 40, 10


def merged_branches(folder: Path, merges: int) -> int:
    """Merge two branches with disjoint edits so many times; how many merges failed or lost something."""
    if shutil.which("git") is None:
        print("git is not installed: no branches merged")
        return 0
    failed = sum(not _merged(folder / str(seed), random.Random(seed)) for seed in range(merges))
    print(f"two branches, {_NEW} new and {_EDITED} edited notes each: {merges - failed} of {merges} merged, none lost")
    return failed


def _merged(library: Path, chance: random.Random) -> bool:
    library.mkdir(parents=True)
    program = f"{shlex.quote(sys.executable)} -m tui.entry"
    _git(library, "init", "-q", "-b", "main")
    for name, value in {
        "user.name": "ada",
        "user.email": "ada@example.org",
        "merge.postil.driver": f"{program} merge %O %A %B",
    }.items():
        _git(library, "config", name, value)
    (library / ".gitattributes").write_text("notes.json merge=postil\n", encoding="utf-8")
    (library / ".gitignore").write_text("*.journal\n*.backup\n", encoding="utf-8")
    notes = [_note(chance) for _ in range(_BASE)]
    expected = {note.id: note for note in notes}
    _commit(library, [Edit(None, note) for note in notes])
    chance.shuffle(notes)
    for branch, edited in (("other", notes[:_EDITED]), ("main", notes[_EDITED : 2 * _EDITED])):
        _git(library, "checkout", "-q", *(("-b", branch) if branch == "other" else (branch,)))
        changed = [replace(note, body=f"{branch} {note.body}", modified=utc_now()) for note in edited]
        added = [_note(chance) for _ in range(_NEW)]
        expected.update({note.id: note for note in (*changed, *added)})
        edits = [Edit(old, new) for old, new in zip(edited, changed, strict=True)]
        _commit(library, [*edits, *(Edit(None, note) for note in added)])
    done = _git(library, "merge", "-q", "-m", "merged", "other", check=False)
    held = json.loads((library / "notes.json").read_bytes())["notes"].values() if done.returncode == 0 else []
    return {str(document["id"]): document for document in held} == {
        name: json.loads(json.dumps(to_document(note))) for name, note in expected.items()
    }


def _commit(library: Path, edits: list[Edit]) -> None:
    store = NoteStore.open(library / "notes.json")
    store.apply(Change("work", tuple(edits)))
    store.close()
    _git(library, "add", ".")
    _git(library, "commit", "-qm", "work")


def _note(chance: random.Random) -> Note:
    now = utc_now()
    article = f"{chance.randrange(8)}.txt"
    return Note(
        new_id(), Kind.NOTE, article, "", None, None, "", "", "", "ada", now, now, body=f"{chance.random()}\n日本 — é"
    )


def _git(library: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    own = {"HOME": str(library), "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(library), *arguments]
    # The driver is found from the folder that holds the packages.
    paths = {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    return subprocess.run(command, capture_output=True, text=True, check=check, env={**os.environ, **own, **paths})
