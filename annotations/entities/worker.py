"""Recognition in a process of its own, so that a long text does not hold up the interpreter that draws.

The parent writes one line of JSON (`engine`, `headline`, `skip`, `article`, and `bytes` of text to come) and the text
in UTF-8, and reads what `answered` gives. It keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import json
import os
import sys
from threading import Thread

from annotations.entities.engines import engine
from annotations.entities.packed import Entities
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

_FAULT = b"!"


def main() -> None:
    """Read one task, do it, write the answer."""
    task = json.loads(sys.stdin.buffer.readline())
    text = sys.stdin.buffer.read(task["bytes"]).decode("utf-8", "surrogatepass")
    Thread(target=end_with_parent, daemon=True).start()
    headline = Span(*task["headline"]) if task["headline"] else None
    skip = [Span(*span) for span in task["skip"]]
    # What an engine prints is no part of the answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        found = Entities.by(engine(task["engine"]), text, headline=headline, skip=skip, article=task["article"])
        answers.write(found.packed())
    except PostilError as error:
        problem = error.problem
        answers.write(_FAULT + json.dumps([problem.file, problem.what, problem.remedy, problem.line]).encode())
    answers.flush()


def answered(text: str, answer: bytes) -> Entities:
    """The entities in what `main` wrote.

    Raises PostilError where the engine could not work, and ValueError for an answer that is cut off.
    """
    if answer.startswith(_FAULT):
        raise PostilError(Problem(*json.loads(answer.removeprefix(_FAULT))))
    return Entities.unpacked(text, answer)


def end_with_parent() -> None:
    """End when the parent lets go of the pipe; for a thread."""
    sys.stdin.buffer.read(1)
    os._exit(1)


if __name__ == "__main__":
    main()
