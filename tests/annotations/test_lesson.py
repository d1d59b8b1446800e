"""The library of the lesson, laid out anew each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.problem import PostilError
from annotations.sample import lay_out_lesson


def test_it_is_laid_out_as_it_ships_and_without_notes(tmp_path: Path) -> None:
    folder = lay_out_lesson(tmp_path / "data" / "tutor")
    fresh = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert Library(folder).scan().names == sorted(fresh)
    (folder / sorted(fresh)[0]).write_text("changed", encoding="utf-8")
    (folder / ".postil").mkdir()
    (folder / ".postil" / "notes.json").write_text("{}", encoding="utf-8")
    assert lay_out_lesson(folder) == folder
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == fresh


def test_what_else_lies_there_stays(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("mine", encoding="utf-8")
    lay_out_lesson(tmp_path)
    assert (tmp_path / "own.txt").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with pytest.raises(PostilError, match="data/tutor: the lesson cannot be laid out here: file exists"):
        lay_out_lesson(tmp_path / "data" / "tutor")
