"""`postil learn`: what it says, and what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.commands.main import run
from annotations.desk.desk import Desk
from annotations.desk.learned import Result
from annotations.entities.evaluation import Score


@pytest.fixture
def library(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks in Tokyo\n", encoding="utf-8")
    return folder


def keep(library: Path, model: bytes | None) -> Result:
    scores = {
        "engine": {"": Score(5, 5, 5), "ORG": Score(5, 5, 5)},
        "lexicon": {"": Score(6, 4, 4), "ORG": Score(6, 4, 4)},
        "learned": {"": Score(8, 2, 2), "ORG": Score(8, 2, 2)},
    }
    made = "2026-01-02T03:04:05.000000+00:00"
    return Desk.open(Library.of(library)).learning.folder.keep(Result("x", made, 12, 11, 10, 1.5, scores), model)


def test_too_few_articles_are_said_and_nothing_is_written(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", str(library)]) == 1
    assert "from 10 articles that are done" in capsys.readouterr().err
    assert run(["learn", "--report", str(library)]) == 0
    assert capsys.readouterr().out.startswith("0 words and names decided of")
    assert run(["learn", "--undo", str(library)]) == 0
    assert run(["learn", "--forget", str(library)]) == 0
    assert "nothing was learned" in capsys.readouterr().err
    assert [each.name for each in library.iterdir()] == ["a.txt"]


def test_the_report_tells_before_and_after_by_label(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(library, None)
    assert run(["learn", "--report", str(library)]) == 0
    out = capsys.readouterr().out
    assert "learned 2026-01-02 03:04 UTC from 10 decisions in 12 articles (11 done)" in out
    assert "no better than the decisions alone, and not kept" in out
    rows = [line.split() for line in out.splitlines() if line.startswith(("all", "ORG"))]
    assert rows == [["all", "50.0", "60.0", "80.0", "10"], ["ORG", "50.0", "60.0", "80.0", "10"]]
    assert run(["learn", "--report", "--json", str(library)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["label"] for line in lines] == [None, "ORG"]
    assert lines[0]["learned"] == {"f1": 80.0, "precision": 80.0, "recall": 80.0, "right": 8, "wrong": 2, "missed": 2}


def test_a_model_over_another_engine_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(library, b"a model")
    assert run(["learn", "--report", str(library)]) == 1
    assert "over another engine" in capsys.readouterr().err
    assert run(["learn", "--undo", str(library)]) == 0
    assert "back to the decisions alone" in capsys.readouterr().err
    assert run(["learn", "--report", str(library)]) == 0
    assert "undone" in capsys.readouterr().out
    assert run(["learn", "--undo", "--json", str(library)]) == 2
