"""Recognition in a process of its own, so that a long text does not hold up the interpreter that draws.

The parent writes one line of JSON (`engine`, `headline`, `skip`, and `bytes` of text to come) and the text in UTF-8,
and reads what `Entities.packed` gives. It keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import json
import os
import sys
from threading import Thread

from annotations.entities.engines import engine
from annotations.entities.packed import Entities
from annotations.text.span import Span


def main() -> None:
    """Read one task, do it, write the answer."""
    task = json.loads(sys.stdin.buffer.readline())
    text = sys.stdin.buffer.read(task["bytes"]).decode("utf-8", "surrogatepass")
    Thread(target=_end_with_parent, daemon=True).start()
    headline = Span(*task["headline"]) if task["headline"] else None
    found = engine(task["engine"]).recognise(text, headline=headline, skip=[Span(*span) for span in task["skip"]])
    sys.stdout.buffer.write(Entities.of(text, found).packed())
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    sys.stdin.buffer.read(1)
    os._exit(1)


if __name__ == "__main__":
    main()
