from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.entities.entity import Entity
from annotations.entities.jsonl_engine import JsonlRecogniser
from annotations.problem import PostilError
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

TEXT = "Ann Lee met Bo in Vienna. Then Bo left Vienna for 🇯🇵 Tokyo."


def line(start: int, end: int, text: str, label: str = "PERSON", **more: Any) -> str:
    return json.dumps({"article": "a.txt", "start": start, "end": end, "text": text, "label": label, **more})


def written(folder: Path, *lines: str) -> JsonlRecogniser:
    file = folder / "made.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return JsonlRecogniser(str(file))


def found(recogniser: JsonlRecogniser, text: str = TEXT, article: str = "a.txt") -> list[tuple[int, str, str]]:
    return [(each.span.start, each.text, each.label) for each in recogniser.recognise(text, article=article)]


def told(recogniser: JsonlRecogniser, text: str = TEXT) -> list[str]:
    folder = f"{recogniser.name.removeprefix('jsonl:').rpartition('/')[0]}/"
    return [str(each).removeprefix(folder) for each in recogniser.problems(text, "a.txt")]


def test_lines_count_for_the_article_that_they_name(tmp_path: Path) -> None:
    other = json.dumps({"article": "b.txt", "start": 0, "end": 3, "text": "Ann", "label": "PERSON"})
    recogniser = written(tmp_path, line(18, 24, "Vienna", "GPE", score=0.4), "", other, line(0, 7, "Ann Lee"))
    first, second = recogniser.recognise(TEXT, article="a.txt")
    assert first == Entity(Span(0, 7), "Ann Lee", "PERSON", 1.0, recogniser.name)
    assert (second.text, second.label, second.score) == ("Vienna", "GPE", 0.4)
    assert found(recogniser, article="b.txt") == [(0, "Ann", "PERSON")]
    assert found(recogniser, article="c.txt") == []
    assert told(recogniser) == []


def test_words_that_stand_elsewhere_now_are_found_nearby(tmp_path: Path) -> None:
    recogniser = written(tmp_path, line(0, 7, "Ann Lee"), line(18, 24, "Vienna", "GPE"), line(39, 45, "Vienna", "GPE"))
    later = "VIENNA -- The word of a long morning in Vienna, before: " + TEXT
    assert found(recogniser, later) == [(56, "Ann Lee", "PERSON"), (74, "Vienna", "GPE"), (95, "Vienna", "GPE")]
    assert told(recogniser, later) == [
        "made.jsonl:1: 3 of 3 suggestions do not fit a.txt: 3 found nearby, 0 left out; have them made anew"
    ]


def test_what_fits_nowhere_or_overlaps_or_splits_a_character_is_left_out(tmp_path: Path) -> None:
    half = TEXT.index("🇯🇵")
    recogniser = written(
        tmp_path,
        line(0, 7, "Ann Lee"),
        line(4, 7, "Lee"),
        line(12, 14, "Xi"),
        line(half, half + 1, TEXT[half]),
        line(99_999_999_999, 99_999_999_999_999, "Tokio"),
    )
    assert found(recogniser) == [(0, "Ann Lee", "PERSON")]
    assert told(recogniser) == [
        "made.jsonl:2: 4 of 5 suggestions do not fit a.txt: 0 found nearby, 4 left out; have them made anew"
    ]


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no JSON object"),
        ('{"article": "a.txt"}', "start is missing"),
        (line(True, 3, "Ann"), "start is wrong"),
        (line(0, 3, "Ann", score=7), "score is not between 0 and 1"),
        (line(0, 3, "Ann", score=float("nan")), "score is not between 0 and 1"),
        (line(3, 3, ""), "nothing is suggested"),
        (line(-3, 3, "Ann"), "nothing is suggested"),
    ],
)
def test_a_line_that_is_none_is_named_and_hides_no_other(tmp_path: Path, bad: str, what: str) -> None:
    recogniser = written(tmp_path, line(0, 7, "Ann Lee"), bad, bad)
    assert found(recogniser) == [(0, "Ann Lee", "PERSON")]
    (problem,) = told(recogniser)
    assert problem.startswith(f"made.jsonl:2: {what} (the first of 2 lines that are none); write the lines that")


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    for recogniser in (JsonlRecogniser(str(tmp_path)), JsonlRecogniser(str(tmp_path / "none"))):
        with pytest.raises(PostilError, match="cannot be read"):
            recogniser.recognise(TEXT, article="a.txt")


WORDS = st.text("ab \ne\u0301👩\u200d🇯🇵\ud800", min_size=1, max_size=40)
LINES = st.lists(st.tuples(st.integers(0, 40), WORDS), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, LINES, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_entities_are_exact_ordered_and_apart(
    tmp_path: Path, text: str, suggested: Sequence[tuple[int, str]], cuts: Sequence[tuple[int, int]]
) -> None:
    own = [line(min(cut), max(cut), text[min(cut) : max(cut)]) for cut in cuts]
    recogniser = written(tmp_path, *own, *(line(start, start + len(words), words) for start, words in suggested))
    last = 0
    for entity in recogniser.recognise(text, article="a.txt"):
        assert last <= entity.span.start < entity.span.end
        assert text[entity.span.start : entity.span.end] == entity.text
        assert is_boundary(text, entity.span.start)
        assert is_boundary(text, entity.span.end)
        last = entity.span.end
