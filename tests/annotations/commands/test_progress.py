"""The line that tells how far long work is."""

from __future__ import annotations

import sys

import pytest

from annotations.commands import progress
from annotations.commands.progress import Progress, line


def watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have standard error be a terminal of 60 cells, and everything told."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(progress, "_FIRST", 0)
    monkeypatch.setattr(progress, "_BETWEEN", 0)


@pytest.mark.parametrize(
    ("number", "total", "cells", "told"),
    [
        (6, None, 79, "saving 6 notes"),
        (1_500, 3_000, 79, "saving ━━━━━━━━━━━━──────────── 1,500 of 3,000 notes"),
        (3_000, 3_000, 36, "saving ━━━━━━━━ 3,000 of 3,000 notes"),
        (1, 0, 79, "saving 1 of 0 notes"),
        (9, 4, 33, "saving ━━━━━━━━━━━━━ 9 of 4 notes"),
        (1, 9, 22, "saving 1 of 9 notes"),
        (1, 9, 10, "saving 1 …"),
    ],
)
def test_there_is_a_bar_where_it_is_known_how_many_and_has_room(
    number: int, total: int | None, cells: int, told: str
) -> None:
    assert line(number, "saving", "note", total, cells) == told


def test_what_is_told_is_taken_back_at_the_end_and_before_an_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(monkeypatch)
    with Progress() as telling:
        assert list(telling.of("ab", "saving", "note", 2)) == ["a", "b"]
    told = capsys.readouterr().err
    assert told.split("\r")[-2:] == [f"saving {'━' * 24} 2 of 2 notes\x1b[K", "\x1b[K"]

    def failing() -> None:
        with Progress() as telling:
            for _ in telling.of("ab", "saving", "note"):
                if telling.stands:
                    raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert capsys.readouterr().err.split("\r")[-2:] == ["saving 1 notes\x1b[K", "\x1b[K"]


def test_nothing_is_told_in_a_pipe_nor_on_a_dumb_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    with Progress() as telling:
        assert list(telling.of("ab", "saving", "note", 2)) == ["a", "b"]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with Progress() as telling, progress.opening("a.pdf"):
        assert list(telling.of("ab", "saving", "note", 2)) == ["a", "b"]
    assert capsys.readouterr().err == ""
