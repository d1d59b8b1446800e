"""Learning in a process of its own, which steps back for everything else on the machine.

The parent writes one line of JSON (`engine`, `labels` of the scheme, `lessons`, `replay`, `experience`) and reads one
(the scores), and after it the model. It keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from threading import Thread

from annotations.entities.engines import engine
from annotations.entities.entity import Entity, Recogniser
from annotations.entities.learning.experience import Experience
from annotations.entities.learning.lesson import Lesson
from annotations.entities.learning.study import study
from annotations.entities.packed import Entities
from annotations.entities.scheme import Label, Scheme
from annotations.entities.worker import end_with_parent
from annotations.text.span import Span

_NICE = 10


class InScheme(Recogniser):
    """An engine whose labels are those of a scheme."""

    def __init__(self, name: str, scheme: Scheme) -> None:
        self.name = name
        self._scheme = scheme
        self._engine = engine(name)

    def recognise(
        self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = (), article: str = ""
    ) -> list[Entity]:
        """The entities that the scheme has a label for."""
        found = self._engine.recognise(text, headline=headline, skip=skip, article=article)
        return list(Entities.of(text, found).relabelled(partial(self._scheme.of_engine, self.name)))


def main() -> None:
    """Read one task, do it, write the answer."""
    os.nice(_NICE)
    task = json.loads(sys.stdin.buffer.readline())
    Thread(target=end_with_parent, daemon=True).start()
    lessons, replay = ([Lesson.of(each) for each in task[name]] for name in ("lessons", "replay"))
    scheme = Scheme(tuple(Label(**{**each, "origins": tuple(each["origins"])}) for each in task["labels"]))
    outcome = study(lessons, replay, InScheme(task["engine"], scheme), Experience.of(task["experience"]))
    answer = {
        name: {label: [score.right, score.wrong, score.missed] for label, score in scores.items()}
        for name, scores in outcome.scores.items()
    }
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + outcome.model)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
