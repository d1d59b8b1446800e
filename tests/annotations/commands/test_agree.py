from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.commands.main import run

TEXT = "Ana met Tokyo Electric in Tokyo.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The notes of two annotators on one article, and of the first on another; and the library."""
    library = tmp_path / "library"
    library.mkdir()
    for name in ("a.txt", "b.txt"):
        (library / name).write_text(TEXT)
    notes = [str(tmp_path / name) for name in ("ana.json", "ben.json")]
    for file, article, quote, label in (
        (notes[0], "a.txt", "Ana", "PERSON"),
        (notes[1], "a.txt", "Ana", "PERSON"),
        (notes[0], "a.txt", "Tokyo Electric", "ORG"),
        (notes[1], "a.txt", "Tokyo", "GPE"),
        (notes[0], "b.txt", "Ana", "PERSON"),
    ):
        assert run(["note", str(library / article), "--quote", quote, "--label", label, "--notes", file]) == 0
    return [*notes, str(library)]


def test_scores_and_the_places_where_they_disagree(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["agree", *files]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0] == "1 article, 7 tokens, 3 of them marked by someone"
    assert any(line.split()[:5] == ["all", "labels", "0.500", "0.500", "0.500"] for line in lines)
    assert lines[-1] == "a.txt:8  ORG “Tokyo Electric” / GPE “Tokyo”"
    assert told.err == "postil: left out: 1 of the articles, since not all have looked at them\n"


def test_in_json_every_figure_is_a_line(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["agree", *files, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (micro,) = (row for row in rows if row.get("criterion") == "strict" and row["label"] is None)
    assert (micro["agreed"], micro["near"], micro["f1"]) == (1, 1, 0.5)
    (apart,) = (row for row in rows if row["what"] == "disagreement")
    assert [side["label"] for side in apart["sides"]] == ["ORG", "GPE"]


def test_one_file_is_no_agreement_and_one_that_is_not_there_is_named(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["agree", files[0], files[2]]) == 2
    assert run(["agree", files[0], "lost.json", files[2]]) == 1
    assert "lost.json: no such file" in capsys.readouterr().err
