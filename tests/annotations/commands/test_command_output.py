"""Lines that the commands print."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.commands.output import cut, fit, print_json, tell
from annotations.problem import Problem


@given(st.text(st.characters(exclude_categories=())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_json_is_one_harmless_line_and_comes_back_whole(capsys: pytest.CaptureFixture[str], text: str) -> None:
    print_json({"text": text})
    line = capsys.readouterr().out
    assert line.endswith("\n")
    assert line[:-1].isprintable()
    # Two halves of a surrogate pair that stand side by side are one character to JSON.
    assert json.loads(line)["text"] == json.loads(json.dumps(text))


def test_json_keeps_letters_legible_beside_what_it_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": "é\u3000日本\x7f\x9b\U000e0041"})
    assert capsys.readouterr().out == '{"text": "é\\u3000日本\\u007f\\u009b\\udb40\\udc41"}\n'


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Reuters", 9, "Reuters  "),
        ("Associated Press", 9, "Associat…"),
        ("朝日新聞", 9, "朝日新聞 "),
        ("朝日新聞社", 9, "朝日新聞…"),
        ("cafe\u0301", 5, "cafe\u0301 "),
    ],
)
def test_columns_are_counted_in_cells(text: str, cells: int, shown: str) -> None:
    assert fit(text, cells) == shown


def test_what_has_room_is_not_cut() -> None:
    assert cut("日本", 4) == "日本"


def test_a_problem_is_one_line_whatever_the_file_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell([Problem("a\x1b[31m\nb.txt", "empty file", "remove it")]) == 1
    assert capsys.readouterr().err == "postil: a␛[31m b.txt: empty file; remove it\n"
    assert tell([]) == 0


def test_many_problems_of_one_kind_in_one_file_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    letters = [Problem(f"d.mbox/list.mbox/{number}", "no letter", "fetch it again") for number in range(1_001)]
    lines = [Problem(f"a.jsonl/{number}", f"not JSON (column {number})", "mend it", number) for number in range(1, 8)]
    few = [Problem(f"a.jsonl/{number}", "no text", "mend it", number) for number in range(5)]
    texts = [Problem(f"folder/{number}.txt", "empty file") for number in range(9)]
    assert tell([*letters, *texts, *lines, *few]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "postil: d.mbox/list.mbox/0 and 1,000 more in that file: no letter; fetch it again",
        *(f"postil: {problem}" for problem in texts),
        "postil: a.jsonl/1 and 6 more in that file: not JSON (column 1); mend it",
        *(f"postil: {problem}" for problem in few),
    ]
