"""Processes that work side by side."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.desk.crew import AHEAD, Crew

WORKER = "tests.annotations.desk.crew_worker"


def numbers(*, told: list[int], count: int) -> Iterator[bytes]:
    for number in range(count):
        told.append(number)
        yield b"%d" % number


def test_answers_come_in_order_and_no_more_is_asked_than_is_needed() -> None:
    told: list[int] = []
    with Crew(WORKER, 2) as crew:
        answers = crew.answers(numbers(told=told, count=100))
        assert next(answers) == b"0"
        assert len(told) == 2 * AHEAD
        assert list(answers) == [b"%d" % (2 * number) for number in range(1, 100)]


def test_a_worker_that_dies_takes_one_task_along() -> None:
    with Crew(WORKER, 2) as crew:
        answers = list(crew.answers([b"1", b"-1", b"2", b"3", b"-1", b"4"]))
    assert answers == [b"2", None, b"4", b"6", None, b"8"]


def test_leaving_in_the_midst_ends_them() -> None:
    with Crew(WORKER, 1) as crew:
        answers = crew.answers(iter([b"1", b"-2", b"2", b"3", b"4"]))
        assert next(answers) == b"2"
        answers.close()  # type: ignore[attr-defined]
        assert not crew._all
