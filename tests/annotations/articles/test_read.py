from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.article import Article, RegionKind
from annotations.articles.library import Library
from annotations.articles.read import read, read_bytes
from annotations.problem import Problem

REAL = Path(__file__).resolve().parents[4] / "shared" / "articles"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real articles of ../shared are not here")


def problem_of(path: Path, limit: int = 1000) -> str:
    found = read(path, limit=limit)
    assert isinstance(found, Problem)
    assert found.remedy
    return found.what


def test_an_article_is_read_by_its_name_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Title\r\n\r\nBody.\r\n")
    found = read(tmp_path / "a.txt", "folder/a.txt")
    assert isinstance(found, Article)
    assert (found.name, found.title, found.text) == ("folder/a.txt", "Title", "Title\n\nBody.\n")


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\n")
    (tmp_path / "big.txt").write_text("x" * 1001)
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "empty" in problem_of(tmp_path / "empty.txt")
    assert "blanks" in problem_of(tmp_path / "blank.txt")
    assert "too large" in problem_of(tmp_path / "big.txt")
    assert "broken link to nowhere" in problem_of(tmp_path / "broken.txt")
    assert "loop" in problem_of(tmp_path / "loop.txt")
    assert "regular" in problem_of(tmp_path / "pipe.txt")
    assert "regular" in problem_of(tmp_path)
    assert "no such file" in problem_of(tmp_path / "gone.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Body.")
    (tmp_path / "secret.txt").chmod(0)
    assert "may not be read" in problem_of(tmp_path / "secret.txt")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert isinstance(read(tmp_path / "link.txt"), Article)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_an_article_or_a_problem(data: bytes, name: str) -> None:
    found = read_bytes(data, name)
    if isinstance(found, Article):
        assert "\r" not in found.text
        assert all(0 <= region.span.start < region.span.end <= len(found.text) for region in found.regions)


@needs_real
def test_the_wire_story_of_the_shared_articles() -> None:
    found = read(next(REAL.glob("000_*.txt")))
    assert isinstance(found, Article)
    assert found.published == datetime(2019, 12, 5, 23, 3, 9)
    assert (found.source, found.author) == ("Xinhua", "yan")
    assert found.words_of(RegionKind.PLACE) == "TOKYO"
    assert found.words_of(RegionKind.BOILERPLATE) == "Video PlayerClose"


@needs_real
def test_every_shared_article_has_its_title_source_and_date() -> None:
    library = Library.of(REAL / "wikinews")
    names = library.scan().names
    assert len(names) > 100
    for name in names:
        found = library.read(name)
        assert isinstance(found, Article)
        assert found.words_of(RegionKind.TITLE) == found.text.split("\n")[0]
        assert found.source == "Wikinews"
        assert found.published is not None
        assert found.published.date().isoformat() in found.text.split("\n")[2]
