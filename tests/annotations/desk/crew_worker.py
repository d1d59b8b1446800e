"""A worker for the tests of a crew: it doubles numbers, dies of -1, and never comes to an end with -2."""

from __future__ import annotations

import os
import time

from annotations.desk.crew import serve


def answer(task: bytes) -> bytes:
    number = int(task)
    if number == -1:
        os._exit(1)
    if number == -2:
        time.sleep(3600)
    return b"%d" % (2 * number)


def main() -> None:
    serve(answer)
