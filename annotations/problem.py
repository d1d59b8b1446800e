"""What is wrong with some data, said so that its owner can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file: where, what, and the way out.

    `file` is shown to people, so it is a path as text (it may hold surrogate escapes); `line` counts from 1.
    """

    file: str
    what: str
    remedy: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


def reason(error: OSError) -> str:
    """Why the system refused something, as it is said within a sentence: `no such file or directory`."""
    return (error.strerror or str(error)).lower()


class PostilError(Exception):
    """Work that cannot go on because of a `Problem` with the data."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
