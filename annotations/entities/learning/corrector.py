"""What was learned, applied to a long text in a process of its own.

The parent writes one line of JSON (`text`, `found`, `skip`, `experience`), and reads what `Entities.packed` gives. It
keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from threading import Thread

from annotations.entities.entity import Entity
from annotations.entities.learning.experience import Experience
from annotations.entities.packed import Entities
from annotations.entities.worker import end_with_parent
from annotations.text.span import Span


def main() -> None:
    """Read one task, do it, write the answer."""
    task = json.loads(sys.stdin.buffer.readline())
    Thread(target=end_with_parent, daemon=True).start()
    text, skip = task["text"], [Span(*span) for span in task["skip"]]
    found = [Entity(Span(start, end), text[start:end], *rest) for start, end, *rest in task["found"]]
    corrected = Experience.of(task["experience"]).applied(text, found, skip)
    sys.stdout.buffer.write(Entities.of(text, corrected).packed())
    sys.stdout.buffer.flush()


def asked(text: str, found: Sequence[Entity], skip: Sequence[Span], experience: Experience) -> bytes:
    """The line that `main` reads."""
    task = {
        "text": text,
        "found": [[each.span.start, each.span.end, each.label, each.score, each.source] for each in found],
        "skip": [[span.start, span.end] for span in skip],
        "experience": experience.document(),
    }
    return json.dumps(task).encode()


if __name__ == "__main__":
    main()
