"""Articles that were taken out of a page are kept as long as it is the same page, and there is room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.extracts import Extracts
from annotations.articles.formats.apart import Apart
from annotations.articles.library import Library
from annotations.problem import Problem
from tests.annotations.articles.formats.reading import article

SAMPLE = Path(__file__).parent / "formats" / "samples" / "mailbox.mbox"
HOW = {"format": "html", "fields": {}}


@pytest.fixture
def page(tmp_path: Path) -> Article:
    (tmp_path / "a.html").write_text("<title>T</title><p>Words \x1b[31m\u202e.")
    return article(tmp_path / "a.html")


def test_an_article_comes_back_as_it_was_while_its_file_is_the_same(tmp_path: Path, page: Article) -> None:
    kept = Extracts(tmp_path / "kept.sqlite")
    kept.put("a.html", (1, 2), HOW, page)
    kept.close()
    again = Extracts(tmp_path / "kept.sqlite")
    assert again.get("a.html", (1, 2), HOW) == page
    assert again.get("a.html", (1, 3), HOW) is None
    assert again.get("a.html", (1, 2), {**HOW, "fields": {"text": "x"}}) is None
    assert again.get("b.html", (1, 2), HOW) is None
    again.close()


@pytest.mark.parametrize("damage", [b"no database " * 500, b""])
def test_a_damaged_file_is_thrown_away(tmp_path: Path, page: Article, damage: bytes) -> None:
    (tmp_path / "kept.sqlite").write_bytes(damage)
    kept = Extracts(tmp_path / "kept.sqlite")
    assert kept.get("a.html", (1, 2), HOW) is None
    kept.put("a.html", (1, 2), HOW, page)
    assert kept.get("a.html", (1, 2), HOW) == page
    kept.close()


def test_the_oldest_go_where_there_is_no_more_room(tmp_path: Path) -> None:
    kept = Extracts(tmp_path / "kept.sqlite", 6_000)
    for number in range(8):
        kept.put(str(number), (1, 2), HOW, Article(str(number), os.urandom(1_000).hex(), ()))
    kept.put("large", (1, 2), HOW, Article("large", os.urandom(9_000).hex(), ()))
    assert [name for name in (*"01234567", "large") if kept.get(name, (1, 2), HOW)] == [*"4567"]
    kept.close()


def test_a_library_reads_again_only_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(SAMPLE.read_bytes())
    library = Library.of(tmp_path)
    library.kept = tmp_path / "kept.sqlite"
    first = library.read("box.mbox/1@example.org", keep=True)
    assert isinstance(first, Article)
    assert isinstance(library.read("box.mbox/2@example.org"), Article), "read, and not kept"
    told = Problem("box.mbox", "asked for")
    monkeypatch.setattr(Apart, "read", lambda *_: told)
    again = Library.of(tmp_path)
    again.kept = library.kept
    assert again.read("box.mbox/1@example.org") == first
    assert again.read("box.mbox/2@example.org") == told
    os.utime(box, (1, 1))
    assert again.read("box.mbox/1@example.org", keep=True) == told
