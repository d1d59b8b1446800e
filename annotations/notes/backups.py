"""The last good generations of a notes file, kept beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from annotations.notes.replace import Beside

GENERATIONS = 3
# Older generations than the newest take no more room than this together, in bytes.
_ROOM = 1 << 26


def backup(notes: Path, generation: int = 1) -> Path:
    """Where a generation is kept, of which 1 is the newest; beside the real file, where that is reached by a link."""
    real = Path(os.path.realpath(notes))
    return real.with_name(f"{real.name}.{generation}.backup")


def rotate(notes: Path) -> None:
    """Make room for a new generation: each becomes the next older one. Raises `OSError`."""
    for generation in range(GENERATIONS, 1, -1):
        with suppress(FileNotFoundError):
            backup(notes, generation - 1).replace(backup(notes, generation))
    taken = 0
    for generation in range(2, GENERATIONS + 1):
        with suppress(FileNotFoundError):
            taken += backup(notes, generation).stat().st_size
            if taken > _ROOM and generation > 2:
                backup(notes, generation).unlink()


def generations(notes: Path) -> Iterator[tuple[int, Path]]:
    """The generations that are there, the newest first."""
    for generation in range(1, GENERATIONS + 1):
        if backup(notes, generation).is_file():
            yield generation, backup(notes, generation)


def keep_old(notes: Path, journal: Path, schema: int) -> None:
    """Keep a file of an older schema, and its journal, for ever: no generation takes their place. Raises `OSError`."""
    for file in (Path(os.path.realpath(notes)), journal):
        if not file.exists():
            continue
        data, number = file.read_bytes(), 1
        while (aside := file.with_name(f"{file.name}.schema{schema}.{number}.backup")).exists():
            if aside.read_bytes() == data:
                break
            number += 1
        else:
            beside = Beside(aside, like=file)
            try:
                beside.write(data)
                beside.finish()
                beside.take_place()
            finally:
                beside.drop()
