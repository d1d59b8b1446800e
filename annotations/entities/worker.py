"""Recognition in a process of its own, so that a long text does not hold up the interpreter that draws.

The parent writes one line of JSON (`engine`, `headline`, `skip`, `article`, `bytes` of text to come, whether it is
the `last` one, and where to `keep` what is found) and the text in UTF-8, and reads the number of bytes to come, and
these, of which `answered` makes entities. It keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import cache
from threading import Thread
from typing import IO, Any

from annotations.entities.engines import engine
from annotations.entities.packed import Entities
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

_FAULT = b"!"
"""What is before the number of bytes where they tell of a problem."""

Keep = Callable[[list[str], Entities], object]
"""Keeps what was found in the place that a task says."""

# What was loaded for what is in sight is there for the whole.
_ENGINE = cache(engine)


def main(keep: Keep | None = None) -> None:
    """Do one task after another, what is in sight before the whole.

    What a task says under `keep` is handed to `keep` with what was found, before that is answered.
    """
    # What an engine prints is no part of an answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    while head := sys.stdin.buffer.readline():
        task = json.loads(head)
        text = sys.stdin.buffer.read(task["bytes"]).decode("utf-8", "surrogatepass")
        if task["last"]:
            Thread(target=end_with_parent, daemon=True).start()
        mark, answer = _answer(task, text, keep)
        answers.write(mark + b"%d\n" % len(answer) + answer)
        answers.flush()
        if task["last"]:
            break


def _answer(task: dict[str, Any], text: str, keep: Keep | None) -> tuple[bytes, bytes]:
    headline = Span(*task["headline"]) if task["headline"] else None
    skip = [Span(*span) for span in task["skip"]]
    try:
        found = Entities.by(_ENGINE(task["engine"]), text, headline=headline, skip=skip, article=task["article"])
    except PostilError as error:
        problem = error.problem
        return _FAULT, json.dumps([problem.file, problem.what, problem.remedy, problem.line]).encode()
    if keep is not None and task["keep"]:
        keep(task["keep"], found)
    return b"", found.packed()


def answered(text: str, answers: IO[bytes]) -> Entities:
    """The entities in the next answer of `main`.

    Raises PostilError where the engine could not work, and ValueError for an answer that is none.
    """
    size = answers.readline()
    if size.startswith(_FAULT):
        raise PostilError(Problem(*json.loads(answers.read(int(size.removeprefix(_FAULT))))))
    return Entities.read(text, answers, int(size))


def end_with_parent() -> None:
    """End when the parent lets go of the pipe; for a thread."""
    sys.stdin.buffer.read(1)
    os._exit(1)


if __name__ == "__main__":
    main()
