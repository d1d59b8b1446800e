"""What runs in the process of a `RecogniserProcess`: it recognises, and keeps what it found for the next time.

So the program, which keeps nothing of a long text then, need not have SQLite in its memory for that.
"""

from __future__ import annotations

from pathlib import Path

from annotations.desk.suggestion_cache import SuggestionCache
from annotations.entities import worker
from annotations.entities.packed import Entities


def main() -> None:
    """Do one task after another."""
    worker.main(_keep)


def _keep(place: list[str], found: Entities) -> None:
    """Keep what was found in a file and under a key."""
    file, key = place
    cache = SuggestionCache(Path(file))
    cache.put(key, found)
    cache.close()
